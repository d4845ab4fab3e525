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
//! | [`freight`] | goods moved, carried or handled; tonnes, TEU and other units in rows of their own |
//!
//! They are lazy: nothing is computed before `collect`, and the claims of other measures and periods are never grouped.
//! [`wide`] turns any of them to one column a period.
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

mod grain;
mod long;
mod wide;

pub use grain::Grain;
pub use long::{ORDER, balances, flows, freight, turnover};
pub use wide::{INDEX, turnover_wide, wide};

pub(crate) use long::{Table, of_cells};
