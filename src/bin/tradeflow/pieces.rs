//! Sources read piece by piece: whole files, or some lines of JSON lines at a time, so that memory does not grow.

use crate::input::{Format, From, Source, unreadable};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use tradeflow::error::Error;

/// A piece holds about so many bytes of lines: enough to make handing it over cheap.
const PIECE_BYTES: usize = 128 << 10;

/// Bytes that are read and not yet looked at.
pub struct Piece {
    /// Which source, counted from 0.
    pub source: u32,
    /// The source's name.
    pub name: Arc<str>,
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
    /// A whole CSV file.
    Csv(Vec<u8>),
    /// What could not be read.
    Failed(Error),
}

/// Some lines of a file.
#[derive(Default)]
pub struct Lines {
    pub bytes: Vec<u8>,
    /// Number of the first line, from 1.
    pub line: usize,
    /// Where the first line begins in the file.
    pub offset: usize,
}

impl Content {
    /// How many bytes were read for it.
    pub fn len(&self) -> usize {
        match self {
            Content::Text(bytes) | Content::Json(bytes) | Content::Csv(bytes) => bytes.len(),
            Content::Lines(lines) => lines.bytes.len(),
            Content::Failed(_) => 0,
        }
    }
}

/// Reads sources one after another; each gives one piece at least, unless it is an empty file of JSON lines.
pub struct Pieces {
    sources: std::iter::Zip<std::vec::IntoIter<Source>, std::ops::RangeFrom<u32>>,
    open: Option<Open>,
}

impl Pieces {
    pub fn new(sources: Vec<Source>) -> Pieces {
        Pieces { sources: sources.into_iter().zip(0..), open: None }
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            if let Some(open) = &mut self.open {
                match open.lines() {
                    Some(content) => {
                        return Some(Piece { source: open.source, name: Arc::clone(&open.name), content });
                    }
                    None => self.open = None,
                }
            }
            let (source, number) = self.sources.next()?;
            let name: Arc<str> = source.name.into();
            match start(source.from, &name) {
                Ok(Start::Whole(content)) => return Some(Piece { source: number, name, content }),
                Ok(Start::Lines(reader, first)) => self.open = Some(Open::new(number, name, reader, first)),
                Err(err) => return Some(Piece { source: number, name, content: Content::Failed(err) }),
            }
        }
    }
}

type Reader = BufReader<Box<dyn Read + Send>>;

enum Start {
    Whole(Content),
    /// A file of lines, and the first one where it had to be looked at.
    Lines(Reader, Vec<u8>),
}

fn start(from: From, name: &str) -> Result<Start, Error> {
    let fail = |err: io::Error| unreadable(name, &err);
    let (mut reader, format) = match from {
        From::Nowhere(err) => return Err(err),
        From::File(path, format) => (buffered(File::open(path).map_err(fail)?), Some(format)),
        From::Stdin(format) => (buffered(io::stdin()), format),
    };
    let mut bytes = Vec::new();
    let format = match format {
        Some(format) => format,
        None => {
            reader.read_until(b'\n', &mut bytes).map_err(fail)?;
            format_of(&bytes)
        }
    };
    if format == Format::Jsonl {
        return Ok(Start::Lines(reader, bytes));
    }
    reader.read_to_end(&mut bytes).map_err(fail)?;
    Ok(Start::Whole(match format {
        Format::Json => Content::Json(bytes),
        Format::Csv => Content::Csv(bytes),
        Format::Text | Format::Jsonl => Content::Text(bytes),
    }))
}

fn buffered(reader: impl Read + Send + 'static) -> Reader {
    BufReader::with_capacity(PIECE_BYTES, Box::new(reader))
}

/// What the first line of standard input tells: no report begins like JSON.
fn format_of(line: &[u8]) -> Format {
    let text = String::from_utf8_lossy(line);
    let text = text.trim_start_matches('\u{feff}').trim();
    let is_list = text.strip_prefix('[').is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with('{'));
    match text.starts_with('{') {
        true if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => Format::Jsonl,
        true => Format::Json,
        false if is_list => Format::Json,
        false => Format::Text,
    }
}

/// A file of lines that is being read.
struct Open {
    source: u32,
    name: Arc<str>,
    reader: Reader,
    /// A line that was read to find the format.
    first: Option<Vec<u8>>,
    line: usize,
    offset: usize,
    failed: Option<io::Error>,
    /// Nothing is read behind a fault: a disk that fails may fail for ever.
    ended: bool,
}

impl Open {
    fn new(source: u32, name: Arc<str>, reader: Reader, first: Vec<u8>) -> Open {
        Open { source, name, reader, first: Some(first), line: 1, offset: 0, failed: None, ended: false }
    }

    /// The next whole lines: as many as a piece holds, fewer where no more have arrived, so that a slow stream is
    /// answered line by line.
    fn lines(&mut self) -> Option<Content> {
        if self.ended {
            return None;
        }
        if let Some(err) = self.failed.take() {
            self.ended = true;
            let what = format!("cannot be read on: {err}; what stands before was read");
            return Some(Content::Failed(Error::input(&self.name, Some(self.line), what)));
        }
        let mut lines = Lines { bytes: self.first.take().unwrap_or_default(), line: self.line, offset: self.offset };
        let mut number = usize::from(!lines.bytes.is_empty());
        while number == 0 || (lines.bytes.len() < PIECE_BYTES && !self.reader.buffer().is_empty()) {
            let whole = lines.bytes.len();
            match self.reader.read_until(b'\n', &mut lines.bytes) {
                Ok(0) => break,
                Ok(_) => number += 1,
                Err(err) => {
                    self.failed = Some(err);
                    lines.bytes.truncate(whole);
                    break;
                }
            }
        }
        if lines.bytes.is_empty() && self.failed.is_some() {
            return self.lines();
        }
        self.line += number;
        self.offset += lines.bytes.len();
        (!lines.bytes.is_empty()).then_some(Content::Lines(lines))
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Open, buffered, format_of};
    use crate::input::Format;
    use std::io::{self, Cursor, Read};

    #[test]
    fn the_first_line_tells_the_format() {
        assert_eq!(format_of(b"{\"text\":\"a\"}\n"), Format::Jsonl);
        assert_eq!(format_of(b"{\n"), Format::Json);
        assert_eq!(format_of(b"[{\"text\":"), Format::Json);
        assert_eq!(format_of(b"[Reuters] Trade rose"), Format::Text);
        assert_eq!(format_of(b""), Format::Text);
    }

    #[test]
    fn pieces_hold_whole_lines_and_know_where_they_begin() {
        let text: String = (0..50_000).map(|i| format!("line {i}\n")).collect();
        let reader = buffered(Cursor::new(text.clone().into_bytes()));
        let mut open = Open::new(0, "f".into(), reader, Vec::new());
        let (mut whole, mut pieces) = (Vec::new(), 0);
        while let Some(Content::Lines(lines)) = open.lines() {
            assert_eq!(lines.offset, whole.len());
            assert!(lines.bytes.starts_with(format!("line {}\n", lines.line - 1).as_bytes()));
            whole.extend(lines.bytes);
            pieces += 1;
        }
        assert!(whole == text.as_bytes() && pieces > 2);
    }

    #[test]
    fn what_arrived_before_a_fault_is_read() {
        struct Fault;
        impl Read for Fault {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        let mut open = Open::new(0, "f".into(), buffered(Cursor::new(b"a\nb\n").chain(Fault)), Vec::new());
        assert!(matches!(open.lines(), Some(Content::Lines(lines)) if lines.bytes == b"a\nb\n"));
        assert!(matches!(open.lines(), Some(Content::Failed(err)) if err.to_string().starts_with("f:3: ")));
        assert!(open.lines().is_none());
    }
}
