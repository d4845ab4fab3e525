//! A table of articles as CSV, some rows at a time.

use crate::articles::At;
use crate::encoding::{ReadAs, decode};
use crate::input::Reading;
use crate::pieces::{Content, PIECE_BYTES};
use crate::unpack::{Opened, Taken};
use csv::ByteRecord;
use std::io::{Cursor, Read};
use std::sync::Arc;
use tradeflow::article::{Article, Layout};
use tradeflow::error::Error;

/// Some rows of a table.
pub struct Rows {
    pub layout: Arc<Layout>,
    pub rows: Vec<(At, Result<ByteRecord, Error>)>,
}

/// A table that is being read.
pub struct RowReader {
    pub taken: Taken,
    name: Arc<str>,
    csv: csv::Reader<Box<dyn Read + Send>>,
    layout: Arc<Layout>,
    /// Where lines end in CR LF, the reader stands before the LF when a row begins, so it is a line behind.
    behind: u64,
}

impl RowReader {
    /// `first` is the first line, which was read before.
    pub fn new(name: Arc<str>, opened: Opened, first: Vec<u8>, reading: &Reading) -> Result<RowReader, Error> {
        let (delimiter, behind) = (delimiter(&first), u64::from(first.ends_with(b"\r\n")));
        let from: Box<dyn Read + Send> = Box::new(Cursor::new(first).chain(opened.reader));
        let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(from);
        let header = csv.byte_headers().map_err(|err| fault(&name, 1, &err))?;
        let header = cells(header, reading.stated).map_err(|_| no_text(&name, 1))?.0;
        let layout = Arc::new(reading.columns.layout(&name, header.iter().map(String::as_str))?);
        Ok(RowReader { taken: opened.taken, name, csv, layout, behind })
    }

    /// The next rows: about as many as a piece holds.
    pub fn next(&mut self) -> Option<Content> {
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while bytes < PIECE_BYTES {
            let mut row = ByteRecord::new();
            let here = self.csv.position().line();
            let line = |at: Option<&csv::Position>| (at.map_or(here, csv::Position::line) + self.behind) as usize;
            match self.csv.read_byte_record(&mut row) {
                Ok(false) => break,
                Ok(true) => {
                    bytes += row.as_slice().len();
                    rows.push((At::line(line(row.position())), Ok(row)));
                }
                Err(err) => {
                    let line = line(err.position());
                    rows.push((At::line(line), Err(fault(&self.name, line, &err))));
                }
            }
        }
        (!rows.is_empty()).then(|| Content::Rows(Rows { layout: Arc::clone(&self.layout), rows }))
    }
}

/// The article of a row, and what it was read as.
pub fn article(
    name: &str,
    line: usize,
    row: &ByteRecord,
    layout: &Layout,
    stated: Option<ReadAs>,
) -> Result<(Article, Option<ReadAs>), Error> {
    let (mut cells, read_as) = cells(row, stated).map_err(|_| no_text(name, line))?;
    let cells = std::cell::RefCell::new(&mut cells);
    let article = layout.article(name, line, |at| cells.borrow_mut().get_mut(at).map(std::mem::take))?;
    Ok((article, read_as))
}

/// The cells of a row as text. The row as a whole tells the encoding: a cell may be a word.
fn cells(row: &ByteRecord, stated: Option<ReadAs>) -> Result<(Vec<String>, Option<ReadAs>), usize> {
    let (_, read_as) = decode(row.as_slice(), stated)?;
    let cell = |bytes| Ok(decode(bytes, read_as)?.0.into_owned());
    Ok((row.iter().map(cell).collect::<Result<_, usize>>()?, read_as))
}

/// What stands between the cells: the comma, or what spreadsheets write where the comma is a decimal point, or a tab.
fn delimiter(header: &[u8]) -> u8 {
    let times = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| times(*mark)).unwrap_or(b',')
}

fn fault(name: &str, line: usize, err: &csv::Error) -> Error {
    let what = match err.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("has {len} cells where the header has {expected_len}: a cell with a comma or a break needs quotes")
        }
        _ => format!("cannot be read on: {err}; what stands before was read"),
    };
    Error::input(name, Some(line), what)
}

fn no_text(name: &str, line: usize) -> Error {
    Error::input(name, Some(line), "is no text in its encoding: convert the file to UTF-8, or say --encoding")
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_header_tells_what_stands_between_the_cells() {
        assert_eq!(delimiter(b"id,text\n"), b',');
        assert_eq!(delimiter(b"id;date;text\n"), b';');
        assert_eq!(delimiter(b"id\ttext\n"), b'\t');
        assert_eq!(delimiter(b"text\n"), b',');
    }
}
