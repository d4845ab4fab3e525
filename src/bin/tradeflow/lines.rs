//! A file of JSON lines, some whole lines at a time.

use crate::articles::At;
use crate::pieces::{Content, PIECE_BYTES};
use crate::unpack::{Opened, Reader, Taken};
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use tradeflow::error::Error;
use tradeflow::limits::LINE_BYTES;

/// Some lines of a file.
#[derive(Default)]
pub struct Lines {
    pub bytes: Vec<u8>,
    /// Number of the first line, from 1.
    pub line: usize,
    /// Where the first line begins in the file.
    pub offset: usize,
}

/// A file of lines that is being read.
pub struct LineReader {
    pub taken: Taken,
    name: Arc<str>,
    reader: Reader,
    /// A line that was read to find the format.
    first: Option<Vec<u8>>,
    line: usize,
    offset: usize,
    /// The longest line that is read.
    bound: usize,
    /// What is to be told behind the lines before it.
    fault: Option<(At, Error)>,
    /// Nothing is read behind a fault of the file: a disk that fails may fail for ever.
    ended: bool,
}

impl LineReader {
    /// `first` is what was read of it before.
    pub fn new(name: Arc<str>, opened: Opened, first: Vec<u8>) -> LineReader {
        let (taken, reader) = (opened.taken, opened.reader);
        LineReader {
            taken,
            name,
            reader,
            first: Some(first),
            line: 1,
            offset: 0,
            bound: LINE_BYTES,
            fault: None,
            ended: false,
        }
    }

    /// The next whole lines: as many as a piece holds, fewer where no more have arrived, so that a slow stream is
    /// answered line by line.
    pub fn next(&mut self) -> Option<Content> {
        if let Some((at, fault)) = self.fault.take() {
            return Some(Content::Failed(at, fault));
        }
        if self.ended {
            return None;
        }
        let mut lines = Lines { bytes: self.first.take().unwrap_or_default(), line: self.line, offset: self.offset };
        let mut number = usize::from(!lines.bytes.is_empty());
        while self.fault.is_none()
            && (number == 0 || (lines.bytes.len() < PIECE_BYTES && !self.reader.buffer().is_empty()))
        {
            match self.read_line(&mut lines.bytes, self.line + number) {
                Ok(0) => break,
                Ok(_) => number += 1,
                Err(err) => {
                    let what = format!("cannot be read on: {err}; what stands before was read");
                    let line = self.line + number;
                    self.fault = Some((At::line(line), Error::input(&self.name, Some(line), what)));
                    self.ended = true;
                }
            }
        }
        self.line += number;
        if lines.bytes.is_empty() {
            return if self.fault.is_some() { self.next() } else { None };
        }
        self.offset += lines.bytes.len();
        Some(Content::Lines(lines))
    }

    /// Reads a line behind the others and says how long it is; one that is too long is passed over, as a fault. Where the
    /// file fails, no part of the line stays.
    fn read_line(&mut self, to: &mut Vec<u8>, number: usize) -> io::Result<usize> {
        let whole = to.len();
        let read = self.reader.by_ref().take(self.bound as u64 + 1).read_until(b'\n', to);
        let length = to.len() - whole;
        if read.is_err() || length > self.bound {
            to.truncate(whole);
        }
        if read? > self.bound {
            let what = format!(
                "is longer than {} bytes and was not read: no report is; JSON lines have one report a line",
                self.bound
            );
            self.fault = Some((At::line(number), Error::input(&self.name, Some(number), what)));
            self.offset += length + self.reader.skip_until(b'\n')?;
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::LineReader;
    use crate::pieces::Content;
    use crate::unpack::Opened;
    use std::io::{self, Cursor, Read};

    fn reader(from: impl Read + Send + 'static) -> LineReader {
        LineReader::new("f".into(), Opened::new(from).unwrap(), Vec::new())
    }

    #[test]
    fn pieces_hold_whole_lines_and_know_where_they_begin() {
        let text: String = (0..50_000).map(|i| format!("line {i}\n")).collect();
        let mut open = reader(Cursor::new(text.clone().into_bytes()));
        let (mut whole, mut pieces) = (Vec::new(), 0);
        while let Some(Content::Lines(lines)) = open.next() {
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
        let mut open = reader(Cursor::new(b"a\nb\n").chain(Fault));
        let mut lines = Vec::new();
        let fault = loop {
            match open.next() {
                Some(Content::Lines(more)) => lines.extend(more.bytes),
                Some(Content::Failed(_, err)) => break err.to_string(),
                _ => panic!("ends without its fault"),
            }
        };
        assert!(lines == b"a\nb\n" && fault.starts_with("f:3: cannot be read on: gone"), "{fault}");
        assert!(open.next().is_none());
    }

    #[test]
    fn a_line_beyond_the_bound_is_named_and_the_others_are_read() {
        let text = format!("one\n{}\nthree\n{}", "x".repeat(500), "y".repeat(11));
        let mut open = LineReader { bound: 10, ..reader(Cursor::new(text)) };
        let (mut lines, mut faults) = (String::new(), Vec::new());
        while let Some(content) = open.next() {
            match content {
                Content::Lines(more) => {
                    lines += &format!("{}@{} {}", more.line, more.offset, String::from_utf8(more.bytes).unwrap())
                }
                Content::Failed(_, err) => faults.push(err.to_string()),
                _ => panic!("neither lines nor a fault"),
            }
        }
        assert_eq!(lines, "1@0 one\n3@505 three\n");
        assert_eq!(faults.len(), 2);
        assert!(faults[0].starts_with("f:2: is longer than 10 bytes") && faults[1].starts_with("f:4: "), "{faults:?}");
    }
}
