//! Sources read piece by piece: whole files, or some lines or rows at a time, so that memory does not grow.

use crate::articles::At;
use crate::encoding::ReadAs;
use crate::input::{Format, From, Reading, Source, unreadable};
use crate::lines::{LineReader, Lines};
#[cfg(feature = "parquet")]
use crate::parquet::TableReader;
use crate::rows::{RowReader, Rows};
use crate::unpack::Opened;
#[cfg(feature = "warc")]
use crate::warc::{ArchiveReader, Pages};
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
#[cfg(feature = "parquet")]
use tradeflow::article::Article;
#[cfg(feature = "parquet")]
use tradeflow::claim::Claim;
use tradeflow::error::Error;

/// A piece holds about so many bytes of lines: enough to make handing it over cheap.
pub const PIECE_BYTES: usize = 128 << 10;

/// Bytes that are read and not yet looked at.
pub struct Piece {
    /// Which source, counted from 0.
    pub source: u32,
    /// The source's name.
    pub name: Arc<str>,
    /// How many bytes of the file were read for it, as the file is stored.
    pub bytes: u64,
    /// What the file was read as, where it was not UTF-8 altogether.
    pub read_as: Option<ReadAs>,
    /// What it holds.
    pub content: Content,
}

/// What a piece holds.
pub enum Content {
    /// A whole file of text.
    Text(Vec<u8>),
    /// A whole JSON file.
    Json(Vec<u8>),
    /// Whole lines of JSON lines.
    Lines(Lines),
    /// Rows of a table of articles.
    Rows(Rows),
    /// Articles that needed no more reading.
    #[cfg(feature = "parquet")]
    Articles(Vec<(At, Result<Article, Error>)>),
    /// Claims that needed no more reading.
    #[cfg(feature = "parquet")]
    ParsedClaims(Vec<(At, Result<Claim, Error>)>),
    /// A whole web page.
    #[cfg(feature = "html")]
    Html(Vec<u8>),
    /// Pages of a web archive.
    #[cfg(feature = "warc")]
    Pages(Pages),
    /// A whole CSV file of claims.
    Claims(Vec<u8>),
    /// What could not be read.
    Failed(At, Error),
}

impl Content {
    /// How many records of it are no articles, and not meant to be.
    pub fn passed_over(&self) -> usize {
        match self {
            #[cfg(feature = "warc")]
            Content::Pages(pages) => pages.passed_over,
            _ => 0,
        }
    }
}

/// Reads sources one after another; each gives one piece at least, unless it is an empty file of lines or rows.
pub struct Pieces {
    sources: std::iter::Zip<std::vec::IntoIter<Source>, std::ops::RangeFrom<u32>>,
    reading: Arc<Reading>,
    open: Option<Open>,
}

/// A source that is read piece by piece.
struct Open {
    source: u32,
    name: Arc<str>,
    read_as: Option<ReadAs>,
    stream: Stream,
}

enum Stream {
    Lines(LineReader),
    Rows(RowReader),
    #[cfg(feature = "parquet")]
    Table(TableReader),
    #[cfg(feature = "warc")]
    Archive(ArchiveReader),
}

impl Pieces {
    pub fn new(sources: Vec<Source>, reading: Arc<Reading>) -> Pieces {
        Pieces { sources: sources.into_iter().zip(0..), reading, open: None }
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next() {
                    Some(piece) => return Some(piece),
                    None => self.open = None,
                }
            }
            let (source, number) = self.sources.next()?;
            let name: Arc<str> = source.name.into();
            let whole = |bytes, read_as, content| {
                Some(Piece { source: number, name: Arc::clone(&name), bytes, read_as, content })
            };
            match start(source.from, &name, &self.reading) {
                Ok(Start::Whole(mut opened, content)) => return whole(opened.taken.since(), opened.read_as, content),
                Ok(Start::Stream(read_as, stream)) => {
                    self.open = Some(Open { source: number, name: Arc::clone(&name), read_as, stream });
                }
                Err(err) => return whole(0, None, Content::Failed(At::Whole, err)),
            }
        }
    }
}

impl Open {
    fn next(&mut self) -> Option<Piece> {
        let (content, bytes) = match &mut self.stream {
            Stream::Lines(lines) => (lines.next()?, lines.taken.since()),
            Stream::Rows(rows) => (rows.next()?, rows.taken.since()),
            #[cfg(feature = "parquet")]
            Stream::Table(table) => table.next()?,
            #[cfg(feature = "warc")]
            Stream::Archive(archive) => (archive.next()?, archive.taken.since()),
        };
        Some(Piece { source: self.source, name: Arc::clone(&self.name), bytes, read_as: self.read_as, content })
    }
}

enum Start {
    Whole(Opened, Content),
    Stream(Option<ReadAs>, Stream),
}

fn start(from: From, name: &Arc<str>, reading: &Reading) -> Result<Start, Error> {
    let fail = |err: io::Error| unreadable(name, &err);
    #[cfg(feature = "parquet")]
    if matches!(from, From::File(_, Format::Parquet) | From::Stdin(Some(Format::Parquet))) {
        let table = TableReader::open(from, Arc::clone(name), reading)?;
        return Ok(Start::Stream(None, Stream::Table(table)));
    }
    let (opened, format) = match from {
        From::Nowhere(err) => return Err(err),
        From::File(path, format) => (File::open(path).and_then(Opened::new), Some(format)),
        From::Stdin(format) => (Opened::new(io::stdin()), format),
    };
    let mut opened = opened.map_err(fail)?;
    let mut bytes = Vec::new();
    let format = match format {
        Some(Format::Csv) | None => {
            opened.reader.read_until(b'\n', &mut bytes).map_err(fail)?;
            format.unwrap_or_else(|| format_of(&bytes))
        }
        Some(format) => format,
    };
    let read_as = opened.read_as;
    match format {
        Format::Jsonl => {
            return Ok(Start::Stream(read_as, Stream::Lines(LineReader::new(Arc::clone(name), opened, bytes))));
        }
        Format::Csv if !(reading.claims && has_claims(&bytes)) => {
            let rows = RowReader::new(Arc::clone(name), opened, bytes, reading)?;
            return Ok(Start::Stream(read_as, Stream::Rows(rows)));
        }
        #[cfg(feature = "warc")]
        Format::Warc => {
            return Ok(Start::Stream(read_as, Stream::Archive(ArchiveReader::new(Arc::clone(name), opened))));
        }
        _ => {}
    }
    opened.reader.read_to_end(&mut bytes).map_err(fail)?;
    let content = match format {
        Format::Json => Content::Json(bytes),
        Format::Csv => Content::Claims(bytes),
        #[cfg(feature = "html")]
        Format::Html => Content::Html(bytes),
        _ => Content::Text(bytes),
    };
    Ok(Start::Whole(opened, content))
}

/// Whether the header of a CSV file is that of claims: no table of articles has a quote and a value.
fn has_claims(header: &[u8]) -> bool {
    let header = String::from_utf8_lossy(header);
    let has = |name: &str| header.trim_start_matches('\u{feff}').split(',').any(|column| column.trim() == name);
    has("quote") && has("value")
}

/// What the first line of standard input tells: no report begins like JSON.
fn format_of(line: &[u8]) -> Format {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_start_matches('\u{feff}').trim();
    #[cfg(feature = "html")]
    if ["<!doctype html", "<html"]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
    {
        return Format::Html;
    }
    let is_list = text.strip_prefix('[').is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with('{'));
    match text.starts_with('{') {
        true if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => Format::Jsonl,
        true => Format::Json,
        false if is_list => Format::Json,
        false => Format::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::format_of;
    use crate::input::Format;

    #[test]
    fn the_first_line_tells_the_format() {
        assert_eq!(format_of(b"{\"text\":\"a\"}\n"), Format::Jsonl);
        assert_eq!(format_of(b"{\n"), Format::Json);
        assert_eq!(format_of(b"[{\"text\":"), Format::Json);
        assert_eq!(format_of(b"[Reuters] Trade rose"), Format::Text);
        assert_eq!(format_of(b""), Format::Text);
    }
}
