//! Tables of articles as Apache Parquet, some rows at a time.

use crate::articles::At;
use crate::input::{From, Reading};
use crate::pieces::{Content, PIECE_BYTES};
use crate::unpack::Opened;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use std::fs::File;
use std::io::{self, Read, stdin};
use std::sync::Arc;
use tradeflow::article::{Article, Layout};
use tradeflow::error::Error;

/// A table that is being read.
pub struct TableReader {
    name: Arc<str>,
    rows: RowIter<'static>,
    layout: Layout,
    row: u32,
    ended: bool,
    /// How long the file is, and how many rows it has.
    size: (u64, u64),
}

impl TableReader {
    /// Opens a table. A file is read where its rows stand; standard input has to be read whole first.
    pub fn open(from: From, name: Arc<str>, reading: &Reading) -> Result<TableReader, Error> {
        let fail = |err: io::Error| crate::input::unreadable(&name, &err);
        match from {
            From::Nowhere(err) => Err(err),
            From::File(path, _) => {
                let file = File::open(path).map_err(fail)?;
                let length = file.metadata().map_err(fail)?.len();
                TableReader::new(file, length, name, reading)
            }
            From::Stdin(_) => {
                let mut bytes = Vec::new();
                Opened::new(stdin()).and_then(|mut opened| opened.reader.read_to_end(&mut bytes)).map_err(fail)?;
                let length = bytes.len() as u64;
                TableReader::new(bytes::Bytes::from(bytes), length, name, reading)
            }
        }
    }

    fn new<R: ChunkReader + 'static>(
        from: R,
        length: u64,
        name: Arc<str>,
        reading: &Reading,
    ) -> Result<TableReader, Error> {
        let wrong = |err: ParquetError| Error::input(&name, None, format!("is no sound Parquet: {err}"));
        let file = SerializedFileReader::new(from).map_err(wrong)?;
        for group in 0..file.num_row_groups() {
            file.get_row_group(group).map_err(wrong)?;
        }
        let about = file.metadata().file_metadata();
        let fields = about.schema_descr().root_schema().get_fields();
        let layout = reading.columns.layout(&name, fields.iter().map(|field| field.name()))?;
        let size = (length, u64::try_from(about.num_rows()).unwrap_or_default());
        let rows = RowIter::from_file_into(Box::new(file));
        Ok(TableReader { name, rows, layout, row: 0, ended: false, size })
    }

    /// The next rows, about as many as a piece holds, and their part of the file.
    pub fn next(&mut self) -> Option<(Content, u64)> {
        let (mut articles, mut bytes) = (Vec::new(), 0);
        while !self.ended && bytes < PIECE_BYTES {
            let Some(row) = self.rows.next() else { break };
            self.row += 1;
            let article = row.map_err(|err| {
                self.ended = true;
                let what = format!("row {}: cannot be read on: {err}; what stands before was read", self.row);
                Error::input(&self.name, None, what)
            });
            let article = article.and_then(|row| self.article(&row));
            bytes += article.as_ref().map_or(0, |article| article.text.len()).max(1);
            articles.push((At::Item(self.row), article));
        }
        let (length, rows) = self.size;
        let part = length.checked_div(rows).unwrap_or_default() * articles.len() as u64;
        (!articles.is_empty()).then_some((Content::Articles(articles), part))
    }

    fn article(&self, row: &Row) -> Result<Article, Error> {
        let cell = |at: usize| match row.get_column_iter().nth(at)?.1 {
            Field::Null => None,
            Field::Str(text) => Some(text.clone()),
            Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok().map(str::to_owned),
            other => Some(other.to_string()),
        };
        self.layout.article(&self.name, self.row as usize, cell)
    }
}
