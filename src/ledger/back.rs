//! A frame back to claims.

use super::frame::Amounts;
use super::schema::{check, wrong};
use crate::claim::Claim;
use crate::error::Error;
use crate::value::amount::Qualifier;
use crate::value::flow::{Kind, Measure, Rate, Status};
use crate::value::period::{Period, PeriodKind};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use polars::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr;

/// The claims of a ledger, in order of its rows: what [`frame`](super::frame()) was given.
///
/// # Errors
/// A frame that is no ledger ([`check`]), and the first cell that holds no value of its field, with row and column.
pub fn claims(ledger: &DataFrame) -> Result<Vec<Claim>, Error> {
    check(ledger.schema())?;
    let rows = Rows { ledger };
    let (doc, start, end) = (rows.text("doc")?, rows.bytes("start")?, rows.bytes("end")?);
    let (quote, unit, kind) = (rows.text("quote")?, rows.text("unit")?, rows.text("kind")?);
    let (value, value_hi) = (rows.amounts("value")?, rows.amounts("value_hi")?);
    let (low, high, precision) = (rows.amounts("low")?, rows.amounts("high")?, rows.amounts("precision")?);
    let (qualifier, measure, status) = (rows.text("qualifier")?, rows.text("measure")?, rows.text("status")?);
    let (reporter, partner, side) = (rows.text("reporter")?, rows.text("partner")?, rows.text("side")?);
    let (commodity, per, unrounded) = (rows.text("commodity")?, rows.text("per")?, rows.text("unrounded")?);
    let (from, to, period_kind) = (rows.days("period_start")?, rows.days("period_end")?, rows.text("period_kind")?);
    let (source, outlet, url) = (rows.text("source")?, rows.text("outlet")?, rows.text("url")?);
    let (published, fingerprint, basis) = (rows.days("published")?, rows.text("fingerprint")?, rows.text("basis")?);
    let evidence = rows.text("evidence")?;

    (0..ledger.height())
        .map(|row| {
            let amounts = match unrounded.at(row) {
                Some(text) => amounts_of(text).ok_or_else(|| unrounded.wrong(row, text))?,
                None => Amounts {
                    value: value.needed(row)?,
                    value_hi: value_hi.at(row)?,
                    low: low.at(row)?,
                    high: high.at(row)?,
                    precision: precision.needed(row)?,
                },
            };
            let period_kind = period_kind.parsed(row, PeriodKind::from_name)?;
            let period = from.at(row)?.zip(to.at(row)?).map(|(from, to)| Period::new(from, to));
            Ok(Claim {
                doc: doc.needed(row)?.to_owned(),
                start: start.needed(row)?,
                end: end.needed(row)?,
                quote: quote.needed(row)?.to_owned(),
                value: amounts.value,
                value_hi: amounts.value_hi,
                qualifier: qualifier.needed_as(row, Qualifier::from_name)?,
                unit: unit.needed_as(row, |code| code.parse().ok())?,
                kind: kind.needed_as(row, Kind::from_name)?,
                measure: measure.needed_as(row, Measure::from_name)?,
                reporter: reporter.parsed(row, |code| code.parse().ok())?,
                partner: partner.parsed(row, |code| code.parse().ok())?,
                commodity: commodity.at(row).map(str::to_owned),
                period: period.map(|period| Period { kind: period_kind.unwrap_or(period.kind), ..period }),
                per: per.parsed(row, Rate::from_name)?,
                status: status.needed_as(row, Status::from_name)?,
                low: amounts.low,
                high: amounts.high,
                precision: amounts.precision,
                period_kind,
                source: source.at(row).map(str::to_owned),
                side: side.parsed(row, |code| code.parse().ok())?,
                basis: basis.parsed(row, |codes| codes.parse().ok())?,
                published: published.at(row)?,
                outlet: outlet.at(row).map(str::to_owned),
                url: url.at(row).map(str::to_owned),
                fingerprint: fingerprint.needed(row)?.to_owned(),
                evidence: evidence.needed_as(row, |text| serde_json::from_str(text).ok())?,
            })
        })
        .collect()
}

/// So many millionths as a decimal; none beyond its 28 digits.
pub(crate) fn decimal(millionths: i128) -> Option<Decimal> {
    let (mut mantissa, mut scale) = (millionths, 6);
    while scale > 0 && mantissa % 10 == 0 {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

fn amounts_of(text: &str) -> Option<Amounts> {
    let amount = |part: &str| match part {
        "" => Some(None),
        digits => Decimal::from_str(digits).ok().map(Some),
    };
    match *text.split(';').map(amount).collect::<Option<Vec<_>>>()? {
        [Some(value), value_hi, low, high, Some(precision)] => Some(Amounts { value, value_hi, low, high, precision }),
        _ => None,
    }
}

struct Rows<'a> {
    ledger: &'a DataFrame,
}

impl<'a> Rows<'a> {
    fn text(&self, name: &'static str) -> Result<Texts<'a>, Error> {
        Ok(Texts { name, cells: self.column(name)?.str().map_err(wrong)? })
    }

    fn bytes(&self, name: &'static str) -> Result<Bytes<'a>, Error> {
        Ok(Bytes { name, cells: self.column(name)?.u64().map_err(wrong)? })
    }

    fn days(&self, name: &'static str) -> Result<Days<'a>, Error> {
        Ok(Days { name, cells: self.column(name)?.date().map_err(wrong)?.physical() })
    }

    fn amounts(&self, name: &'static str) -> Result<Millionths<'a>, Error> {
        Ok(Millionths { name, cells: self.column(name)?.decimal().map_err(wrong)?.physical() })
    }

    fn column(&self, name: &str) -> Result<&'a Column, Error> {
        self.ledger.column(name).map_err(wrong)
    }
}

struct Texts<'a> {
    name: &'static str,
    cells: &'a StringChunked,
}

impl<'a> Texts<'a> {
    fn at(&self, row: usize) -> Option<&'a str> {
        self.cells.get(row)
    }

    fn needed(&self, row: usize) -> Result<&'a str, Error> {
        self.at(row).ok_or_else(|| missing(self.name, row))
    }

    fn parsed<T>(&self, row: usize, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
        self.at(row).map(|text| parse(text).ok_or_else(|| self.wrong(row, text))).transpose()
    }

    fn needed_as<T>(&self, row: usize, parse: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
        self.parsed(row, parse)?.ok_or_else(|| missing(self.name, row))
    }

    fn wrong(&self, row: usize, text: &str) -> Error {
        Error::table(format!("ledger row {}: '{text}' is no value of '{}'", row + 1, self.name))
    }
}

struct Bytes<'a> {
    name: &'static str,
    cells: &'a UInt64Chunked,
}

impl Bytes<'_> {
    fn needed(&self, row: usize) -> Result<usize, Error> {
        self.cells.get(row).map(|byte| byte as usize).ok_or_else(|| missing(self.name, row))
    }
}

struct Days<'a> {
    name: &'static str,
    cells: &'a Int32Chunked,
}

impl Days<'_> {
    fn at(&self, row: usize) -> Result<Option<Date>, Error> {
        let day = |days: i32| {
            date(1970, 1, 1).checked_add(days.days()).map_err(|_| {
                Error::table(format!("ledger row {}: '{}' is no day of -9999 to 9999", row + 1, self.name))
            })
        };
        self.cells.get(row).map(day).transpose()
    }
}

struct Millionths<'a> {
    name: &'static str,
    cells: &'a Int128Chunked,
}

impl Millionths<'_> {
    fn at(&self, row: usize) -> Result<Option<Decimal>, Error> {
        let amount = |millionths: i128| {
            decimal(millionths).ok_or_else(|| {
                Error::table(format!(
                    "ledger row {}: '{}' has more than the 28 digits of an amount",
                    row + 1,
                    self.name
                ))
            })
        };
        self.cells.get(row).map(amount).transpose()
    }

    fn needed(&self, row: usize) -> Result<Decimal, Error> {
        self.at(row)?.ok_or_else(|| missing(self.name, row))
    }
}

fn missing(name: &str, row: usize) -> Error {
    Error::table(format!("ledger row {}: '{name}' is missing", row + 1))
}
