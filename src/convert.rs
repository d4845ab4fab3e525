//! Amounts in one unit: money at period averages, mass from volumes of named goods.
//!
//! Conversion is asked for and never happens by itself. It takes a frame with amounts, a unit and a period (a ledger, or
//! the cells of a table) and gives the same rows in the same order, with these columns besides:
//!
//! | column | type | meaning |
//! | --- | --- | --- |
//! | `original_value` | Decimal(38, 6) | `value` before; null where nothing was converted |
//! | `original_unit` | String | `unit` before |
//! | `rate` | Decimal(38, 12) | original units for one of the new unit: 76.5 roubles for a dollar, 7.33 barrels for a tonne |
//! | `rate_period` | String | the months whose mean the rate is (`2023-01/2023-07`) or the year; null for mass |
//! | `rate_source` | String | where the rate or factor comes from |
//! | `unconverted` | String | why a row that should have been converted was not: `no rate of RUB for 2030-01` |
//!
//! A converted amount is `original / rate`, exact to 28 digits and then rounded to six places: `value` to the nearest,
//! the ends of its interval outwards. Where a row has an `origin` of `reported` it becomes `converted`, and a
//! `bound_kind` of `exact` becomes `approx`, since rate and factor are averages. What cannot be
//! converted stays as it is, and `unconverted` says why. The interval is that of the original figure: how far a rate is
//! from the one that a customs office used is not in it. Prices of one year are never turned into those of another.
//!
//! - [`money`]: a currency to another at the average of the period, from [`Rates`].
//! - [`mass`]: barrels and cubic metres of named goods to tonnes. TEU, wagons and kilowatt hours are no mass and stay;
//!   bushels and bales are tonnes already, by the goods that their words name
//!   ([`Measurement`](crate::value::measurement::Measurement)).
//! - [`missing`]: what was not converted, counted by reason.

mod apply;
mod mass;
mod money;
mod rates;

pub use apply::{columns, missing};
pub use mass::{Factor, mass};
pub use money::money;
pub use rates::{Rate, Rates};
