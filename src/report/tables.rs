//! Tables as CSV.

use super::sheet::{Field, line};
use crate::error::Error;
use crate::ledger::{decimal, wrong};
use jiff::ToSpan;
use jiff::civil::date;
use polars::prelude::*;

/// A table as CSV, with its columns and rows as they are.
///
/// # Errors
/// A column of a type that no table of this crate has, and an amount of more than 28 digits ([`Error::is_table`]).
pub fn table_csv(table: &DataFrame) -> Result<String, Error> {
    let columns = table.columns().iter().map(Cells::of).collect::<Result<Vec<Cells>, Error>>()?;
    let mut text = String::new();
    line(&mut text, table.get_column_names().iter().map(|name| Field::text(name.as_str())));
    for row in 0..table.height() {
        let fields = columns.iter().map(|cells| cells.field(row)).collect::<Result<Vec<Field>, Error>>()?;
        line(&mut text, fields);
    }
    Ok(text)
}

enum Cells<'a> {
    Text(&'a StringChunked),
    Amount(&'a str, &'a Int128Chunked),
    Day(&'a Int32Chunked),
    Count(&'a UInt32Chunked),
    Truth(&'a BooleanChunked),
    List(&'a ListChunked),
}

impl<'a> Cells<'a> {
    fn of(column: &'a Column) -> Result<Cells<'a>, Error> {
        Ok(match column.dtype() {
            DataType::String => Cells::Text(column.str().map_err(wrong)?),
            DataType::Decimal(_, 6) => {
                Cells::Amount(column.name().as_str(), column.decimal().map_err(wrong)?.physical())
            }
            DataType::Date => Cells::Day(column.date().map_err(wrong)?.physical()),
            DataType::UInt32 => Cells::Count(column.u32().map_err(wrong)?),
            DataType::Boolean => Cells::Truth(column.bool().map_err(wrong)?),
            DataType::List(entries) if **entries == DataType::String => Cells::List(column.list().map_err(wrong)?),
            other => {
                return Err(Error::table(format!(
                    "column '{}' is {other}: a table has text, Decimal(38, 6), dates, counts, booleans and lists of text",
                    column.name()
                )));
            }
        })
    }

    fn field(&self, row: usize) -> Result<Field<'a>, Error> {
        Ok(match self {
            Cells::Text(texts) => Field::maybe(texts.get(row)),
            Cells::Amount(name, millionths) => match millionths.get(row) {
                Some(amount) => Field::digits(Some(decimal(amount).ok_or_else(|| {
                    Error::table(format!("row {}: '{name}' has more than the 28 digits of an amount", row + 1))
                })?)),
                None => Field::Missing,
            },
            Cells::Day(days) => {
                Field::digits(days.get(row).and_then(|days| date(1970, 1, 1).checked_add(days.days()).ok()))
            }
            Cells::Count(counts) => Field::digits(counts.get(row)),
            Cells::Truth(truths) => Field::digits(truths.get(row)),
            Cells::List(lists) => match lists.get_as_series(row) {
                Some(entries) => {
                    let entries: Vec<&str> = entries.str().map_err(wrong)?.iter().flatten().collect();
                    Field::Text(entries.join(";").into())
                }
                None => Field::Missing,
            },
        })
    }
}
