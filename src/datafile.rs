//! The only reader of the crate's CSV and TOML data; every error carries file and line.

use crate::error::Error;
use serde::de::DeserializeOwned;

/// Rows of a CSV register with a header.
pub(crate) fn csv<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>, Error> {
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    reader
        .deserialize()
        .map(|row| {
            row.map_err(|err: ::csv::Error| {
                let line = err.position().map_or(0, |at| at.line() as usize);
                Error::data(file, line, err.to_string())
            })
        })
        .collect()
}

/// A TOML file as one value.
pub(crate) fn toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Error> {
    ::toml::from_str(text).map_err(|err| {
        let at = err.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
        Error::data(file, line, err.message().to_owned())
    })
}

/// What built-in data gives: it is a constant of the program, so a fault in it is a bug that tests find.
pub(crate) fn built_in<T>(value: Result<T, Error>) -> T {
    value.unwrap_or_else(|err| panic!("built-in data: {err}"))
}
