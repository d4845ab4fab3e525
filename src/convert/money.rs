//! Money in one currency.

use super::apply::{Row, Step, applied};
use super::rates::Rates;
use crate::error::Error;
use crate::value::currency::Currency;
use crate::value::unit::Unit;
use polars::prelude::LazyFrame;

/// A ledger or a table in long form with all money in one currency, at the average of each row's period. Money of a
/// period without a rate, or of no period, stays in its currency and says so in `unconverted`.
///
/// Of a ledger, levels and changes are converted alike; a price is money too. A claim's words stay those of the report.
/// Cells that are made of a converted ledger do not tell what was converted from what was not: where that matters,
/// convert the cells.
///
/// # Errors
/// A frame without units, periods and amounts ([`Error::is_table`]).
pub fn money(frame: LazyFrame, rates: &Rates, to: Currency) -> Result<LazyFrame, Error> {
    let rates = rates.clone();
    applied(frame, move |row: &Row| {
        let from = match row.unit.parse() {
            Ok(Unit::Money(currency)) if currency != to => currency,
            _ => return None,
        };
        let Some(period) = row.period else { return Some(Err(format!("no period to take a rate of {from} for"))) };
        Some(rates.between(from, to, period).map(|rate| Step {
            unit: to.code().to_owned(),
            original: rate.original,
            new: rate.new,
            period: Some(rate.period),
            source: rate.source,
        }))
    })
}
