//! The columns of a ledger, written down once.

use crate::error::Error;
use polars::prelude::*;

/// The type of every amount of money, mass or anything else.
pub(crate) const AMOUNT: DataType = DataType::Decimal(38, 6);

const COLUMNS: [(&str, DataType); 32] = [
    ("doc", DataType::String),
    ("start", DataType::UInt64),
    ("end", DataType::UInt64),
    ("quote", DataType::String),
    ("value", AMOUNT),
    ("value_hi", AMOUNT),
    ("qualifier", DataType::String),
    ("unit", DataType::String),
    ("kind", DataType::String),
    ("measure", DataType::String),
    ("reporter", DataType::String),
    ("partner", DataType::String),
    ("commodity", DataType::String),
    ("period", DataType::String),
    ("period_start", DataType::Date),
    ("period_end", DataType::Date),
    ("period_kind", DataType::String),
    ("per", DataType::String),
    ("status", DataType::String),
    ("low", AMOUNT),
    ("high", AMOUNT),
    ("precision", AMOUNT),
    ("unrounded", DataType::String),
    ("source", DataType::String),
    ("side", DataType::String),
    ("basis", DataType::String),
    ("published", DataType::Date),
    ("outlet", DataType::String),
    ("url", DataType::String),
    ("fingerprint", DataType::String),
    ("evidence", DataType::String),
    ("converts", DataType::String),
];

/// Names and types of a ledger's columns, in order; their meaning is in the [module's](crate::ledger) table.
pub fn schema() -> Schema {
    COLUMNS.into_iter().map(|(name, dtype)| Field::new(name.into(), dtype)).collect()
}

/// Whether a frame has every column of a ledger with its type; others may stand beside them, in any order.
///
/// # Errors
/// The first column that is missing or of another type ([`Error::is_table`]).
pub fn check(found: &Schema) -> Result<(), Error> {
    check_fields(found, schema().iter_fields())
}

/// The same for the columns that a table reads.
pub(crate) fn check_columns(found: &Schema, names: &[&str]) -> Result<(), Error> {
    check_fields(found, schema().iter_fields().filter(|field| names.contains(&field.name.as_str())))
}

fn check_fields(found: &Schema, fields: impl Iterator<Item = Field>) -> Result<(), Error> {
    for field in fields {
        let (name, dtype) = (&field.name, &field.dtype);
        match found.get(name) {
            Some(other) if other == dtype => {}
            Some(other) => {
                return Err(Error::table(format!("no ledger: column '{name}' is {other} where a ledger has {dtype}")));
            }
            None => {
                return Err(Error::table(format!(
                    "no ledger: column '{name}' ({dtype}) is missing; `ledger::frame` makes one from claims"
                )));
            }
        }
    }
    Ok(())
}

/// What polars says, as an error of this crate.
pub(crate) fn wrong(err: PolarsError) -> Error {
    Error::table(format!("table: {err}"))
}
