//! Words of measure that do not say what a figure measures, though they stand by it.

use super::stands::is_participle;
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::{Link, WordKind};
use crate::mention::quantity::Quantity;

/// Tokens between 'for' and the word that it leads to: 'for March 15/April 15 shipment'.
const DATE: usize = 10;

/// 'bought 50,000 tonnes for May/June shipment', 'for shipment in May': when goods are sent, and not that they are sold.
pub(super) fn is_dated(view: &View, cue: &MeasureCue) -> bool {
    if cue.verb || !view.scan.is_kind(cue.first, WordKind::Shipped) {
        return false;
    }
    let is_time = |at: usize| view.periods.iter().any(|period| period.first <= at && at < period.end);
    let plain = |at: usize| {
        is_time(at)
            || view.scan.is_mark(at)
            || view.is(at, &["early", "late", "mid", "end", "nearby", "prompt", "forward", "and", "or", "a", "the"])
    };
    let from = cue.first.saturating_sub(DATE).max(view.first);
    let dated = (from..cue.first).any(is_time) || (cue.end..view.end.min(cue.end + 4)).any(is_time);
    let start = (from..cue.first).rev().find(|at| !plain(*at));
    dated && start.is_some_and(|at| view.is(at, &["for"]))
}

/// Tokens between a figure and the word behind it that it has: '$3bn in Turkish exports'.
const HAD: usize = 4;

/// 'some $3bn in exports and $2bn in imports': the word before the figure is had by the figure before that. So is
/// 'exported' of '$3bn exported, $2bn imported' and of '40% of what it exported and 30% of what it imported'.
pub(super) fn is_had_before(view: &View, figure: &Quantity, cue: &MeasureCue) -> bool {
    if cue.end > figure.first {
        return false;
    }
    let before = view.quantities.partition_point(|other| other.end <= cue.first);
    let Some(other) = before.checked_sub(1).map(|at| &view.quantities[at]) else { return false };
    let mut gap = other.end..cue.first;
    if cue.verb {
        let is_clause = view.is(other.end, &["of"]) && view.is(other.end + 1, &["what", "all", "everything"]);
        return is_participle(view, other, cue)
            || (is_clause && gap.len() <= HAD + 2 && !gap.any(|at| view.scan.is_mark(at)));
    }
    let leads = matches!(view.scan.link(other.end), Some(Link::In | Link::Of)) || view.is(other.end, &["worth"]);
    leads && gap.len() <= HAD && gap.all(|at| !view.scan.is_mark(at) || view.is(at, &["'", "’", "'s", "’s", "-"]))
}

/// 'the gap in goods', 'a surplus on services': the balance is one of what is traded.
pub(super) fn is_of_goods(view: &View, cue: &MeasureCue) -> bool {
    (view.scan.link(cue.end) == Some(Link::In) || view.is(cue.end, &["on", "for"]))
        && (cue.end + 1..cue.end + 3).any(|at| view.is_all_goods(at) || view.scan.is_kind(at, WordKind::Service))
}
