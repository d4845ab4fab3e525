//! Claims as one polars frame, and back.
//!
//! A ledger has one row a claim and one column a field; [`schema`] is the whole of its shape, and every function that
//! takes a ledger checks the columns it reads. Nothing is dropped on the way in: [`claims`] gives back what [`frame`]
//! was given.
//!
//! | column | type | meaning |
//! | --- | --- | --- |
//! | `doc`, `start`, `end` | String, UInt64, UInt64 | the article and the bytes of the quote |
//! | `quote` | String | the words of the figure |
//! | `value`, `value_hi` | Decimal(38, 6) | the figure in base units; the upper end of a range |
//! | `qualifier` | String | `exact`, `approx`, `at_least`, `at_most`, `range` |
//! | `unit` | String | ISO 4217 code, `t`, `m3`, `bbl`, `TEU`, `kWh`, `%` |
//! | `kind`, `measure`, `status`, `per` | String | the choices of [`flow`](crate::value::flow) |
//! | `reporter`, `partner`, `side` | String | codes of [`Place`](crate::value::place::Place) |
//! | `commodity` | String | the goods named |
//! | `basis` | String | codes of [`Basis`](crate::value::basis::Basis) with `+` between them: `FOB`, `CIF+origin` |
//! | `period` | String | label of the period: `2023`, `2023-Q1`, `2023-01`, else `FROM/TO` |
//! | `period_start`, `period_end` | Date | first and last day |
//! | `period_kind` | String | `year`, `half`, `quarter`, `month`, `day`, `ytd`, `fiscal_year`, `span` |
//! | `low`, `high` | Decimal(38, 6) | lowest and highest value that the words allow; null is unbounded |
//! | `precision` | Decimal(38, 6) | the worth of the last stated digit |
//! | `unrounded` | String | null where six decimals hold every amount of the claim; else the exact amounts |
//! | `source`, `outlet`, `url` | String | who says it, who published it, where |
//! | `published` | Date | day of publication |
//! | `fingerprint` | String | hash and sketch of the report's words |
//! | `evidence` | String | what settled each role, as the JSON list of the claim's own form |
//! | `converts` | String | of a figure that only says the one right before it in another currency, '5bn roubles ($55m)', the currency of that one; else null |
//!
//! **Amounts** are exact decimals of six places. An amount of a claim has at most 28 digits, so that its whole part
//! always fits, with nine orders of magnitude to spare for sums. Finer amounts occur (a pound is 0.00045359237 t): one
//! such figure is no reason to refuse a ledger, so the frame then holds them rounded to a millionth of the base unit,
//! `low` downwards and `high` upwards so that no possible value is cut off, and `unrounded` holds them exactly.
//!
//! **Evidence** is text and not a nested list because no table reads it: a ledger stays flat, goes into any format
//! that knows text, numbers and dates, and the list has the same form as in the JSON of a claim.

mod back;
mod bracket;
mod frame;
mod schema;

pub use back::claims;
pub use frame::frame;
pub use schema::{check, schema};

pub(crate) use back::decimal;
pub(crate) use frame::millionths;
pub(crate) use schema::{AMOUNT, check_columns, wrong};
