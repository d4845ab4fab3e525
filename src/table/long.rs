//! One row a cell.

use super::Grain;
use crate::cell::{self, Steps};
use crate::error::Error;
use crate::value::flow::Measure;
use polars::prelude::*;

/// The columns that rows are in order of, missing ones first: totals stand before their parts.
pub const ORDER: [&str; 13] = [
    "pair",
    "reporter",
    "partner",
    "measure",
    "commodity",
    "side",
    "basis",
    "status",
    "unit",
    "period_start",
    "period_end",
    "period_kind",
    "origin",
];

/// Turnover of two parties by period: as reported, and as the sum of one reporter's exports and imports where nobody
/// reports it.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn turnover(ledger: LazyFrame, grain: Grain) -> Result<LazyFrame, Error> {
    of_ledger(ledger, grain, Table::Turnover)
}

/// What one party sells to and buys from another or the world, by period, and its balance. Its whole trade with the
/// world (`measure` `trade`, `partner` `WLD`) stands here and not in [`turnover`]: the world is no partner of a pair.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn flows(ledger: LazyFrame, grain: Grain) -> Result<LazyFrame, Error> {
    of_ledger(ledger, grain, Table::Flows)
}

/// Exports minus imports of one reporter by partner and period; a deficit is negative.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn balances(ledger: LazyFrame, grain: Grain) -> Result<LazyFrame, Error> {
    of_ledger(ledger, grain, Table::Balances)
}

/// Goods moved, carried or handled, by period; those of which reports say that they only cross `reporter` are rows of their own
/// (`basis` `transit`). `partner` may be missing: what a port or railway of `reporter` handles.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn freight(ledger: LazyFrame, grain: Grain) -> Result<LazyFrame, Error> {
    of_ledger(ledger, grain, Table::Freight)
}

/// A table in long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// [`turnover`]
    Turnover,
    /// [`flows`]
    Flows,
    /// [`balances`]
    Balances,
    /// [`freight`]
    Freight,
}

/// The rows of a table among cells, in order: for cells that were made by some of the steps, or balanced.
pub fn of_cells(cells: LazyFrame, table: Table) -> LazyFrame {
    // Figures of two currencies may be rows of one key after conversion.
    let order: Vec<&str> = ORDER.into_iter().chain(["method", "value", "value_low", "value_high"]).collect();
    cells.filter(table.rows()).sort(order, SortMultipleOptions::default())
}

fn of_ledger(ledger: LazyFrame, grain: Grain, table: Table) -> Result<LazyFrame, Error> {
    let entries = cell::entries(ledger)?.filter(table.entries());
    Ok(of_cells(grain.rows(cell::cells_of(entries, &Steps::default())?), table))
}

impl Table {
    /// The cells that it shows.
    fn rows(self) -> Expr {
        let two_parties = col("pair").is_not_null();
        match self {
            Table::Turnover => is(Measure::Trade).and(two_parties),
            Table::Flows => is(Measure::Trade).and(two_parties).or(is(Measure::Freight)).not(),
            Table::Balances => is(Measure::Balance),
            Table::Freight => is(Measure::Freight),
        }
    }

    /// The claims that its cells are made from. Flows, turnover and balance give one another, and so do periods.
    fn entries(self) -> Expr {
        match self {
            Table::Freight => is(Measure::Freight),
            Table::Turnover | Table::Flows | Table::Balances => is(Measure::Freight).not(),
        }
    }
}

fn is(measure: Measure) -> Expr {
    col("measure").eq(lit(measure.name()))
}
