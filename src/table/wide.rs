//! One column a period.

use super::Grain;
use super::long::turnover;
use crate::error::Error;
use crate::ledger::wrong;
use polars::frame::PivotColumnNaming;
use polars::prelude::*;
use std::sync::Arc;

/// The columns that tell the rows of a wide table apart, in order; a column for each period follows.
///
/// Reported and derived figures are rows of their own: a row never changes from the one to the other unseen.
pub const INDEX: [&str; 10] =
    ["pair", "reporter", "partner", "measure", "commodity", "side", "basis", "status", "unit", "origin"];

/// [`turnover`] with one column a period: see [`wide`].
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn turnover_wide(ledger: LazyFrame, grain: Grain) -> Result<DataFrame, Error> {
    wide(turnover(ledger, grain)?)
}

/// A table in long form with one row for each [`INDEX`] and one column a period, named by its label (`2023`) and
/// holding `value` (Decimal(38, 6)), in order of time.
///
/// Where there is no figure the cell is null, never 0. A bound stands for its end ('over 4bn' as 4bn): `bound_kind` and
/// the interval are in the long form only.
///
/// # Errors
/// What polars refuses, as of a frame that is no such table ([`Error::is_table`]).
pub fn wide(long: LazyFrame) -> Result<DataFrame, Error> {
    let long = long.collect().map_err(wrong)?;
    let periods = long
        .clone()
        .lazy()
        .select(["period_start", "period_end", "period"].map(col))
        .sort(["period_start", "period_end", "period"], SortMultipleOptions::default())
        .select([col("period").unique_stable()])
        .collect()
        .map_err(wrong)?;
    let names = |names: &[&'static str]| by_name(names.iter().copied(), true, false);
    long.lazy()
        .pivot(
            names(&["period"]),
            Arc::new(periods),
            names(&INDEX),
            names(&["value"]),
            element().first(),
            true,
            "_".into(),
            PivotColumnNaming::Auto,
        )
        .sort(INDEX, SortMultipleOptions::default())
        .collect()
        .map_err(wrong)
}
