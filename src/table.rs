//! Tables of bilateral trade from a ledger.
//!
//! Every table in long form has the columns of [`cell::schema`](crate::cell::schema), one row a cell, in order of
//! [`ORDER`]; only the rows differ:
//!
//! | table | rows |
//! | --- | --- |
//! | [`turnover`] | turnover of two parties, reported or derived |
//! | [`flows`] | exports, imports and balance of a reporter with a partner or the world (`WLD`), and its whole trade with the world |
//! | [`balances`] | the balances of `flows` |
//! | [`freight`] | goods moved, carried or handled; transit, tonnes, TEU and other units in rows of their own |
//!
//! They are lazy: nothing is computed before `collect`. Periods are chosen afterwards, since a month may follow from two
//! stretches of the year. [`of_cells`] makes them of cells that are there already.
//! [`Filter`] says which claims and rows are wanted, [`convert`](crate::convert) brings amounts to one unit, and
//! [`wide`] turns a table to one column a period.
//!
//! Others are made of cells ([`cell::cells`](crate::cell::cells), converted or not) or of a table in long form:
//!
//! | table | one row is |
//! | --- | --- |
//! | [`partners`] | a partner of a country: exports, imports, turnover, balance, shares, growth, rank |
//! | [`sides`] | a statistic of which both sides have a figure: both, the gap between them, and what they have in common |
//! | [`matrix`] | a reporter, with a column for each partner |
//! | [`growth`] | a row of the table, with the figure of the year before and the growth from it |
//! | [`cagr`] | a statistic, with its compound growth from its first year to its last |
//! | [`indicators`] | a partner of a country: cover ratio, normalised balance, Grubel-Lloyd index |
//! | [`concentration`] | a country and measure: Herfindahl-Hirschman index of its partners |
//! | [`unit_values`] | a flow of named goods with money and tonnes: what a tonne is worth |
//!
//! Amounts are Decimal(38, 6), ratios Float64, counts UInt32. No table turns a part of a year into a year: what was
//! stated for seven months stands under seven months, and only parts that make up a year add up to one.
//!
//! ```
//! use polars::prelude::IntoLazy;
//! use tradeflow::table::{self, Grain};
//! use tradeflow::{claim::Claim, ledger};
//!
//! let claims: Vec<Claim> = Vec::new();
//! let ledger = ledger::frame(&claims)?;
//! let by_year = table::turnover(ledger.lazy(), Grain::Year)?.collect().expect("a table of no rows");
//! assert_eq!(by_year.height(), 0);
//! # Ok::<(), tradeflow::error::Error>(())
//! ```

mod filter;
mod grain;
mod growth;
mod indicator;
mod long;
mod matrix;
mod partners;
mod sides;
mod wide;

pub use filter::Filter;
pub use grain::Grain;
pub use growth::{cagr, growth};
pub use indicator::{concentration, indicators, unit_values};
pub use long::{ORDER, Table, balances, flows, freight, of_cells, turnover};
pub use matrix::{MATRIX, matrix};
pub use partners::{partner_schema, partners};
pub use sides::{sides, sides_schema};
pub use wide::{INDEX, turnover_wide, wide};

pub(crate) use filter::is_money;
pub(crate) use growth::{SAME_PERIOD, same_period};
