//! Tables as CSV.

use super::records::Row;
use crate::error::Error;
use crate::ledger::wrong;
use jiff::ToSpan;
use jiff::civil::date;
use polars::prelude::*;
use rust_decimal::Decimal;

/// A table as CSV, with its columns and rows as they are.
///
/// # Errors
/// A column of a type that no table of this crate has, and an amount of more than 28 digits ([`Error::is_table`]).
pub fn table_csv(table: &DataFrame) -> Result<Vec<u8>, Error> {
    let columns = table.columns().iter().map(Cells::of).collect::<Result<Vec<Cells>, Error>>()?;
    let mut bytes = Vec::new();
    let mut row = Row::new(&mut bytes);
    for name in table.get_column_names() {
        row.text(Some(name)).map_err(unwritten)?;
    }
    row.end().map_err(unwritten)?;
    for number in 0..table.height() {
        for column in &columns {
            column.write(number, &mut row)?;
        }
        row.end().map_err(unwritten)?;
    }
    row.finish().map_err(unwritten)?;
    Ok(bytes)
}

/// What a writer says, as an error of this crate.
pub(super) fn unwritten(err: std::io::Error) -> Error {
    Error::table(format!("CSV: {err}"))
}

/// So many of the smallest place as a decimal; none beyond its 28 digits.
fn decimal(mut digits: i128, mut places: u32) -> Option<Decimal> {
    while places > 0 && digits % 10 == 0 {
        (digits, places) = (digits / 10, places - 1);
    }
    Decimal::try_from_i128_with_scale(digits, places).ok()
}

enum Cells<'a> {
    Text(&'a StringChunked),
    /// Name, whole numbers of the smallest place, and how many places there are.
    Amount(&'a str, &'a Int128Chunked, u32),
    Ratio(&'a Float64Chunked),
    Day(&'a Int32Chunked),
    Count(&'a UInt32Chunked),
    Byte(&'a UInt64Chunked),
    Truth(&'a BooleanChunked),
    List(&'a ListChunked),
}

impl<'a> Cells<'a> {
    fn of(column: &'a Column) -> Result<Cells<'a>, Error> {
        Ok(match column.dtype() {
            DataType::String => Cells::Text(column.str().map_err(wrong)?),
            DataType::Decimal(_, places) => {
                let digits = column.decimal().map_err(wrong)?.physical();
                Cells::Amount(column.name().as_str(), digits, *places as u32)
            }
            DataType::Float64 => Cells::Ratio(column.f64().map_err(wrong)?),
            DataType::Date => Cells::Day(column.date().map_err(wrong)?.physical()),
            DataType::UInt32 => Cells::Count(column.u32().map_err(wrong)?),
            DataType::UInt64 => Cells::Byte(column.u64().map_err(wrong)?),
            DataType::Boolean => Cells::Truth(column.bool().map_err(wrong)?),
            DataType::List(entries) if **entries == DataType::String => Cells::List(column.list().map_err(wrong)?),
            other => {
                return Err(Error::table(format!(
                    "column '{}' is {other}: a table has text, decimals, ratios, dates, counts, booleans and lists of text",
                    column.name()
                )));
            }
        })
    }

    fn write(&self, at: usize, row: &mut Row<&mut Vec<u8>>) -> Result<(), Error> {
        match self {
            Cells::Text(texts) => row.text(texts.get(at)),
            Cells::Amount(name, digits, places) => {
                let amount = |digits| {
                    decimal(digits, *places).ok_or_else(|| {
                        Error::table(format!("row {}: '{name}' has more than the 28 digits of an amount", at + 1))
                    })
                };
                row.number(digits.get(at).map(amount).transpose()?)
            }
            Cells::Ratio(ratios) => row.code(ratios.get(at).filter(|ratio| ratio.is_finite())),
            Cells::Day(days) => row.code(days.get(at).and_then(|days| date(1970, 1, 1).checked_add(days.days()).ok())),
            Cells::Count(counts) => row.code(counts.get(at)),
            Cells::Byte(places) => row.code(places.get(at)),
            Cells::Truth(truths) => row.code(truths.get(at)),
            Cells::List(lists) => {
                let entries = lists.get_as_series(at);
                let entries = entries.as_ref().map(|entries| entries.str()).transpose().map_err(wrong)?;
                let text = entries.map(|entries| entries.iter().flatten().collect::<Vec<_>>().join(";"));
                row.text(text.as_deref())
            }
        }
        .map_err(unwritten)
    }
}
