//! The one error of the crate.
//!
//! Reading text never fails: it gives claims and doubts. Errors come from files, options and tables, and each names
//! the file, the line and what to do.

use std::fmt;

/// What went wrong with a file, an option or a table.
///
/// The kinds are private; [`Error::is_data`], [`Error::is_input`] and [`Error::is_table`] tell them apart. `Display`
/// gives one line in the words of the field, with file and line where there are any.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Error(Box<Kind>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Data { file: String, line: usize, what: String },
    Value { what: String },
    Input { file: String, at: Option<Place>, what: String },
    Table { what: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Line(usize),
    Byte(usize),
}

impl Error {
    /// A fault in a data file (a register or a word list).
    pub(crate) fn data(file: &str, line: usize, what: impl Into<String>) -> Error {
        Error(Box::new(Kind::Data { file: file.into(), line, what: what.into() }))
    }

    /// A text that is no value of the type asked for.
    pub(crate) fn value(what: impl Into<String>) -> Error {
        Error(Box::new(Kind::Value { what: what.into() }))
    }

    /// An input that could not be read as an article or a claim; lines count from 1.
    pub fn input(file: &str, line: Option<usize>, what: impl Into<String>) -> Error {
        Error(Box::new(Kind::Input { file: file.into(), at: line.map(Place::Line), what: what.into() }))
    }

    /// An input that could not be read from a byte on.
    pub fn input_byte(file: &str, byte: usize, what: impl Into<String>) -> Error {
        Error(Box::new(Kind::Input { file: file.into(), at: Some(Place::Byte(byte)), what: what.into() }))
    }

    /// A frame that is not the table it should be.
    #[cfg_attr(not(feature = "frames"), allow(dead_code, reason = "tables need the feature `frames`"))]
    pub(crate) fn table(what: impl Into<String>) -> Error {
        Error(Box::new(Kind::Table { what: what.into() }))
    }

    /// Whether a data file is at fault.
    pub fn is_data(&self) -> bool {
        matches!(*self.0, Kind::Data { .. })
    }

    /// Whether an input file is at fault.
    pub fn is_input(&self) -> bool {
        matches!(*self.0, Kind::Input { .. })
    }

    /// Whether a table is at fault.
    pub fn is_table(&self) -> bool {
        matches!(*self.0, Kind::Table { .. })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Data { file, line, what } => write!(f, "{file}:{line}: {what}"),
            Kind::Value { what } | Kind::Table { what } => f.write_str(what),
            Kind::Input { file, at, what } => match at {
                Some(Place::Line(line)) => write!(f, "{file}:{line}: {what}"),
                Some(Place::Byte(byte)) => write!(f, "{file}: byte {byte}: {what}"),
                None => write!(f, "{file}: {what}"),
            },
        }
    }
}
