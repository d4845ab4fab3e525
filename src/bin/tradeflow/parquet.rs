//! Tables of articles or claims as Apache Parquet, some rows at a time; and claims written so.

use crate::articles::At;
use crate::input::{From, Reading, unreadable};
use crate::output::Stop;
use crate::pieces::{Content, PIECE_BYTES};
use crate::unpack::Opened;
use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, Read, Seek, stdin};
use std::sync::Arc;
use tradeflow::article::{Article, Layout};
use tradeflow::claim::Claim;
use tradeflow::error::Error;
use tradeflow::ledger;
use tradeflow::report::ParquetWriter;

/// What every file of Parquet begins with.
const MARK: &[u8; 4] = b"PAR1";

/// Claims wait for so many before they are written: about a dozen megabytes of them.
const GROUP_ROWS: usize = 16_384;

/// A table that is being read.
pub struct TableReader {
    name: Arc<str>,
    rows: RowIter<'static>,
    holds: Holds,
    row: u32,
    ended: bool,
    /// How long the file is, and how many rows it has.
    size: (u64, u64),
}

enum Holds {
    Articles(Layout),
    Claims,
}

impl TableReader {
    /// Opens a table. A file is read where its rows stand; standard input, and what was packed once more, is read whole
    /// first.
    pub fn open(from: From, name: Arc<str>, reading: &Reading) -> Result<TableReader, Error> {
        let fail = |err: io::Error| unreadable(&name, &err);
        let whole = |opened: io::Result<Opened>| -> io::Result<Bytes> {
            let mut bytes = Vec::new();
            opened?.reader.read_to_end(&mut bytes)?;
            Ok(bytes.into())
        };
        let bytes = match from {
            From::Nowhere(err) => return Err(err),
            From::File(path, _) => {
                let mut file = File::open(path).map_err(fail)?;
                let length = file.metadata().map_err(fail)?.len();
                let mut head = Vec::new();
                file.by_ref().take(MARK.len() as u64).read_to_end(&mut head).map_err(fail)?;
                file.rewind().map_err(fail)?;
                if head == MARK {
                    return TableReader::new(file, length, name, reading);
                }
                whole(Opened::new(file))
            }
            From::Stdin(_) => whole(Opened::new(stdin())),
        };
        let bytes = bytes.map_err(fail)?;
        let length = bytes.len() as u64;
        TableReader::new(bytes, length, name, reading)
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
        let has = |column: &str| fields.iter().any(|field| field.name() == column);
        let holds = match reading.claims && has("quote") && has("value") {
            true => Holds::Claims,
            false => Holds::Articles(reading.columns.layout(&name, fields.iter().map(|field| field.name()))?),
        };
        let size = (length, u64::try_from(about.num_rows()).unwrap_or_default());
        let rows = RowIter::from_file_into(Box::new(file));
        Ok(TableReader { name, rows, holds, row: 0, ended: false, size })
    }

    /// The next rows, about as many as a piece holds, and their part of the file.
    pub fn next(&mut self) -> Option<(Content, u64)> {
        let (mut articles, mut claims, mut bytes, before) = (Vec::new(), Vec::new(), 0, self.row);
        while !self.ended && bytes < PIECE_BYTES {
            let Some(row) = self.rows.next() else { break };
            self.row += 1;
            let row = row.map_err(|err| {
                self.ended = true;
                let what = format!("row {}: cannot be read on: {err}; what stands before was read", self.row);
                Error::input(&self.name, None, what)
            });
            match &self.holds {
                Holds::Articles(layout) => {
                    let article = row.and_then(|row| article(&row, layout, &self.name, self.row as usize));
                    bytes += article.as_ref().map_or(0, |article| article.text.len()).max(1);
                    articles.push((At::Item(self.row), article));
                }
                Holds::Claims => {
                    let claim = row.and_then(|row| claim(&row, &self.name, self.row));
                    bytes += size_of::<Claim>();
                    claims.push((At::Item(self.row), claim));
                }
            }
        }
        let (length, rows) = self.size;
        let part = length.checked_div(rows).unwrap_or_default() * u64::from(self.row - before);
        let content = if claims.is_empty() { Content::Articles(articles) } else { Content::ParsedClaims(claims) };
        (self.row > before).then_some((content, part))
    }
}

fn article(row: &Row, layout: &Layout, name: &str, number: usize) -> Result<Article, Error> {
    layout.article(name, number, |at| text(row.get_column_iter().nth(at)?.1))
}

/// The claim of a row of a ledger: it has the days of a period apart, and amounts of more than six places as text beside.
fn claim(row: &Row, name: &str, number: u32) -> Result<Claim, Error> {
    let wrong = |what: String| {
        let what =
            format!("row {number}: {what}; each row is a claim as `tradeflow extract --format parquet` writes it");
        Error::input(name, None, what)
    };
    let mut fields = Map::new();
    for (column, field) in row.get_column_iter() {
        let Some(text) = text(field) else { continue };
        let value = match column.as_str() {
            "start" | "end" | "evidence" => {
                serde_json::from_str(&text).map_err(|err| wrong(format!("{column}: {err}")))?
            }
            _ => Value::from(text),
        };
        fields.insert(column.clone(), value);
    }
    let mut take = |column: &str| fields.remove(column).and_then(|value| value.as_str().map(str::to_owned));
    let (days, unrounded) = (take("period_start").zip(take("period_end")), take("unrounded"));
    if let Some((from, to)) = days {
        fields.insert("period".to_owned(), format!("{from}/{to}").into());
    }
    let exact = unrounded.iter().flat_map(|text| text.split(';'));
    for (column, amount) in ["value", "value_hi", "low", "high", "precision"].into_iter().zip(exact) {
        fields.insert(column.to_owned(), if amount.is_empty() { Value::Null } else { amount.into() });
    }
    serde_json::from_value(Value::Object(fields)).map_err(|err| wrong(err.to_string()))
}

/// What a cell says; none where it is missing.
fn text(field: &Field) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok().map(str::to_owned),
        // An amount without the zeros that its column fills up with.
        Field::Decimal(_) => Some(field.to_string().trim_end_matches('0').trim_end_matches('.').to_owned()),
        other => Some(other.to_string()),
    }
}

/// Claims that are written some thousand at a time, whatever the number of jobs.
pub struct ClaimWriter {
    claims: Vec<Claim>,
    to: ParquetWriter,
}

impl ClaimWriter {
    pub fn new() -> Result<ClaimWriter, Stop> {
        Ok(ClaimWriter { claims: Vec::new(), to: ParquetWriter::new(&ledger::schema()).map_err(stop)? })
    }

    /// Takes claims, and gives what is to be written now.
    pub fn add(&mut self, claims: Vec<Claim>) -> Result<Vec<u8>, Stop> {
        self.claims.extend(claims);
        let mut bytes = Vec::new();
        while self.claims.len() >= GROUP_ROWS {
            let later = self.claims.split_off(GROUP_ROWS);
            bytes.append(&mut self.group()?);
            self.claims = later;
        }
        Ok(bytes)
    }

    /// What is left to be written.
    pub fn finish(mut self) -> Result<Vec<u8>, Stop> {
        let mut bytes = if self.claims.is_empty() { Vec::new() } else { self.group()? };
        bytes.append(&mut self.to.finish().map_err(stop)?);
        Ok(bytes)
    }

    fn group(&mut self) -> Result<Vec<u8>, Stop> {
        let frame = ledger::frame(&std::mem::take(&mut self.claims)).map_err(stop)?;
        self.to.rows(&frame).map_err(stop)
    }
}

fn stop(err: Error) -> Stop {
    Stop::Write(err.to_string())
}
