//! Figures that say the one right before them in another currency: '5bn roubles ($55m)'.

use crate::claim::Claim;
use crate::value::flow::Kind;
use polars::prelude::*;

/// How many bytes may stand between a figure and its conversion: ` (or about `.
const BETWEEN: usize = 16;

/// The currency that each claim converts, as the column `converts`; null for a figure of its own.
pub(super) fn converts(claims: &[Claim]) -> Column {
    let mut in_order: Vec<usize> = (0..claims.len()).collect();
    in_order.sort_by(|a, b| order(&claims[*a]).cmp(&order(&claims[*b])));
    let mut converted: Vec<Option<&str>> = vec![None; claims.len()];
    for pair in in_order.windows(2) {
        if let [first, second] = *pair
            && is_conversion(&claims[first], &claims[second])
        {
            converted[second] = Some(claims[first].unit.code());
        }
    }
    StringChunked::from_iter_options("converts".into(), converted.into_iter()).into_column()
}

/// By place; claims at one place by all that is asked of them below.
fn order(claim: &Claim) -> impl Ord {
    (&claim.doc, claim.start, claim.end, claim.unit, claim.kind, statistic(claim))
}

/// What two figures of one statistic are alike in, but for the unit.
fn statistic(claim: &Claim) -> impl Ord {
    let parties = (claim.reporter, claim.partner, claim.side);
    (claim.measure, parties, &claim.commodity, claim.period, claim.per, claim.status)
}

/// Whether the second figure is the first in another currency: the same statistic, and hardly a word between them.
fn is_conversion(first: &Claim, second: &Claim) -> bool {
    first.doc == second.doc
        && second.start.checked_sub(first.end).is_some_and(|between| between <= BETWEEN)
        && first.unit.is_money()
        && second.unit.is_money()
        && first.unit != second.unit
        && first.kind == Kind::Level
        && second.kind == Kind::Level
        && statistic(first) == statistic(second)
}
