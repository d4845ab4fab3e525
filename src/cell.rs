//! Cells: the claims that speak of one statistic, and the one figure that they give.
//!
//! A **cell** is one statistic: a flow of one reporter with one partner (or the turnover of two parties, which has no
//! direction), in one country's statistics, for one measure, one commodity, one period, on one basis, in one unit and of
//! one status.
//! [`KEY`] is the list; whatever differs in one of them is another cell. So a target never enters an actual figure, a
//! commodity never a total, roubles never dollars, what is valued FOB never what is valued CIF, and what one side publishes
//! never what the other does. A missing value in the key (no commodity: all goods; no side: nobody's statistics named; no
//! basis: the reports do not say) is a value of its own.
//!
//! **Which claims enter.** Amounts of a measure of trade (`level`, `trade`, `exports`, `imports`, `balance`,
//! `freight`) with parties and a period. [`entries`] gives every claim with the table that it enters, or the first
//! reason why it enters none:
//!
//! | `left_out` | why |
//! | --- | --- |
//! | `change`, `share` | no amount, but a difference or a part |
//! | `measure` | not of trade: investment, production, a price ... |
//! | `rate` | so much a year, a month or a day: never mixed with amounts of a period |
//! | `unit` | per cent |
//! | `reporter` | nobody's: no reporter was found |
//! | `world_total` | the world's own, and so of no reporter |
//! | `partner` | no partner was found (freight may go without) |
//! | `same_party` | reporter and partner are the same |
//! | `period` | no period was found |
//!
//! **What a cell says.** Each claim is an interval (`low` to `high`). Where the intervals of a cell share a point, the
//! claims `agree`: `value_low` and `value_high` are the intersection, and the value is the most precise figure that was
//! stated, moved to the nearest end where a bound cuts it off. A bound is never averaged with a figure: alone it is the
//! value, with `bound_kind` `at_least` or `at_most`. Where there are only ranges, or bounds on both sides, the cell has
//! its interval and no value. Bounds are those of the number: a deficit of over 60 is at most -60. Where the intervals
//! share no point, `value_low` and `value_high` hold all of them, `conflict` lists what was said with the number of
//! witnesses, and the value is one of the figures: never a mean.
//!
//! **Which of several figures.** Where they do not agree: that of the better source (offices that count, then ministries
//! and heads of state, then embassies and chambers, then everybody else and nobody: `data/fact/grade.csv`), then of
//! offices the one first stated later, which is a revision, then the one with more witnesses; `method` says which of these
//! decided. Where they agree and are equally precise, the one with more witnesses. What is still equal: the one that was
//! first stated later, then the one nearer the beginning of its report, then the more precise, then the smaller; never by
//! the order of input. Rounded figures that only touch ('4.4' ends where '4.5'
//! begins) do not agree, unless somebody states that point.
//!
//! **Counts.** `n_reports` counts articles, `n_witnesses` those that do not repeat one another: copies of one text
//! ([`alike`](crate::article::alike), so shortened ones too) are one witness, and so are all who name the same source
//! in the same words. So an echo changes counts and sources and never a value.
//!
//! **Bounds.** The open side of a bound has a [`working_end`](crate::value::amount::working_end) in a column of its own,
//! for those who have to put a number there; it decides nothing. [`Steps`] says which steps are taken; each can be left out.
//!
//! **Derived cells** (`origin` `derived`) are statistics that nobody reports and that follow from others, alike in the
//! rest of the key. They have the interval that follows and the claims behind all of it; `method` is the formula:
//!
//! | `method` | what follows from what |
//! | --- | --- |
//! | `exports+imports`, `exports-imports` | turnover and balance of one reporter, who stays named in `reporter`; of flows on one basis, or of exports FOB and imports CIF (`basis` `FOB-CIF`) |
//! | `growth` | the level of the year before, `level / (1 + growth)`, from a level and a rate of one report; not of what is only expected, and not of months, whose growth may be from the month before |
//! | `share` | a partner's part of a country's exports or imports, from the share and the whole of one report |
//! | `trade-exports`, `trade-imports`, `exports-balance`, `imports+balance`, `(trade+balance)/2`, `(trade-balance)/2` | the flows of a side, from two others of its exports, imports, balance and turnover; the turnover has to be in its named statistics |
//! | `periods` | a year, half, quarter or month, from other stretches of the year that make it up: January to July without the half is July |
//!
//! **Balanced cells** (`origin` `balanced`, only where [`Steps::balance`] asks for them) are the reported figures of one
//! side's trade with one partner, moved so that exports and imports give turnover and balance, and months and quarters the
//! year: by least squares, each by its variance (Stone, Champernowne and Meade 1942). The variance is that of its rounding,
//! and of an error of one per cent of the figure for each grade of its source. A row has the digits that were stated.
//! What adds up within its digits has no row.
//! What is further apart than such errors explain once in a thousand times is not balanced: it is a dispute.
//!
//! **Conversions in brackets** ('5bn roubles ($55m)') are the reports' own, mostly at the rate of the day, while trade
//! happened all through the period. So the figure before the brackets is what is reported, and the one in them stands in a
//! row of its own with the `origin` `bracketed`, never exact. It settles no figure that is reported in that currency, and
//! nothing is derived from it: growth and shares are those of the first figure.
//!
//! A cell that is reported is not derived again, on whatever basis; nor are turnover and balance of flows without a named
//! side, which are their reporter's, where the reporter's own statistics have them. An exception is turnover in nobody's
//! named statistics: a year before that follows from another report stands beside it where the two do not agree, since they
//! may be of the two sides. Stretches of a year are never put together across sides, and nothing is scaled: seven months
//! are no year. What could be negative is no figure of trade and is left out.

mod balance;
mod derive;
mod entry;
mod figure;
mod fill;
mod gather;
mod grade;
mod key;
mod months;
mod parents;
mod reckon;
mod settle;
mod solve;
mod stated;
mod steps;
mod witness;

pub use entry::{coverage, entries};
pub use key::{KEY, schema};
pub(crate) use key::{SHOWN, key_fields, shown_without};
pub use steps::Steps;

pub(crate) use figure::{Figure, Keys, Series, figures};
pub(crate) use months::{Step, step, way};
pub(crate) use parents::Parents;
pub(crate) use stated::{Implied, by_growth, by_share};

use crate::error::Error;
use crate::ledger::wrong;
use parents::Behind;
use polars::prelude::*;

/// The cells of a ledger, with the columns of [`schema`], in no particular order.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn cells(ledger: LazyFrame) -> Result<LazyFrame, Error> {
    cells_by(ledger, &Steps::default())
}

/// The same by some of the steps only.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn cells_by(ledger: LazyFrame, steps: &Steps) -> Result<LazyFrame, Error> {
    cells_of(entries(ledger)?, steps)
}

/// The same of some of the entries.
pub(crate) fn cells_of(entries: LazyFrame, steps: &Steps) -> Result<LazyFrame, Error> {
    let bracketed = reckon::bracketed(entries.clone(), steps);
    let cells = concat([reckoned(entries, steps)?, bracketed], UnionArgs::default()).map_err(wrong)?;
    Ok(cells.select(key::columns()))
}

/// The cells as reckoning passes them on: with the two parties of turnover, and with the witnesses behind each.
pub(crate) fn reckoned(entries: LazyFrame, steps: &Steps) -> Result<LazyFrame, Error> {
    let reported = reckon::reported(entries.clone(), steps).cache();
    let known = if steps.flows {
        let derived = derive::derived(&reported)?;
        concat([reported, derived], UnionArgs::default()).map_err(wrong)?
    } else {
        reported
    };
    if !(steps.flows || steps.growth || steps.shares || steps.periods || steps.balance) {
        return Ok(known);
    }
    let steps = *steps;
    let fill = move |known: DataFrame| {
        let mut implied = Vec::new();
        if steps.growth {
            implied.extend(stated::by_growth(entries.clone())?);
        }
        if steps.shares {
            implied.extend(stated::by_share(entries.clone())?);
        }
        let behind = Behind::of(&known)?;
        let figures = figure::figures_by_row(&known)?;
        let balanced = if steps.balance { balance::balanced(&figures) } else { Vec::new() };
        let filled = fill::filled(figures, &behind, implied, &steps);
        let [derived, balanced] = [(filled, "derived"), (balanced, "balanced")]
            .map(|(figures, origin)| figure::rows(&figures, &behind, origin));
        known.vstack(&derived?)?.vstack(&balanced?)
    };
    Ok(known.map(fill, OptFlags::empty(), None, Some("fill")))
}
