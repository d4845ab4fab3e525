//! Where figures contradict one another, and what was said of them when.
//!
//! [`disputes`] sets every figure beside those that it has to agree with, and makes a row of each contradiction: which
//! check found it, the figure and what it should be, the claims on both sides, and what was decided. A contradiction is
//! an interval that shares no point with another, so what can be rounding is none. Nothing is changed by it: the tables show
//! what is reported, and a dispute says what to make of that.
//!
//! | `check` | what contradicts what |
//! | --- | --- |
//! | `rival` | reports of one statistic one another |
//! | `side` | the same, where the other figure is that of the other side's statistics or may be: one side was taken for the other |
//! | `mirror` | one side's exports and imports of the same goods, told from both ends: its imports from A, and A's exports to it in its own statistics |
//! | `flows` | turnover or balance the exports and imports of the same side |
//! | `periods` | stretches of one year one another: months, quarters, halves, years to date |
//! | `falls` | a stretch of a year a part of it that is larger |
//! | `pace` | what is left between two years to date, at less than a third or more than three times the pace before |
//! | `growth` | a figure the level and growth that another report states of the year after |
//! | `share` | a figure the share and the whole that another report states |
//! | `goods` | some goods all goods, which are less |
//! | `world` | a partner, or all partner countries together, the world, which is less |
//! | `unit_value` | money and tonnes of goods, of which a tonne is worth less than a fifth or more than five times what it was in the period before |
//! | `rate` | a conversion in brackets the average rate of its period: news converts at the rate of the day, trade happened all through the period |
//!
//! Turnover in nobody's named statistics may be of either side. It is held against others only where both are of one
//! report, and a difference that growth shows between reports is a `side`.
//!
//! [`revisions`] shows how what is known of a statistic changed from one day of publication to the next.

mod bracket;
mod check;
mod finding;
mod identities;
mod parts;
mod periods;
mod revision;
mod rival;

pub use finding::dispute_schema;
pub use revision::{revision_schema, revisions};

use crate::cell::{self, Steps};
use crate::convert::Rates;
use crate::error::Error;
use crate::ledger::wrong;
use check::Evidence;
use finding::Finding;
use polars::prelude::*;

/// The contradictions among the claims of a ledger, with the columns of [`dispute_schema`], in order of parties, measure,
/// period and check. Without rates no conversion is checked. The steps are those of the cells that are shown.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn disputes(ledger: LazyFrame, rates: Option<&Rates>, steps: &Steps) -> Result<DataFrame, Error> {
    let entries = cell::entries(ledger)?.collect().map_err(wrong)?.lazy();
    let evidence = Evidence::of(entries, steps)?;
    let mut findings: Vec<Finding> = rival::rivals(&evidence);
    findings.extend(periods::periods(&evidence));
    findings.extend(identities::mirrors(&evidence));
    findings.extend(identities::flows(&evidence));
    findings.extend(identities::implied(&evidence));
    findings.extend(parts::parts(&evidence));
    findings.extend(parts::unit_values(&evidence));
    if let Some(rates) = rates {
        findings.extend(bracket::conversions(&evidence, rates));
    }
    finding::frame(findings).map_err(wrong)
}
