//! Words of measure that do not say what a figure measures, though they stand by it.

use super::stands::is_participle;
use super::{Features, flag};
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

/// Tokens before a noun that are looked at for the small word that leads it.
const LED: usize = 4;

/// What small word leads a noun before the figure: 'shipped 3 million tonnes of the new crop', 'earnings from the mine were',
/// 'provided some relief, rising 2%'. A noun that is led by one hardly says what the figure measures.
pub(super) fn led(view: &View, cue: &MeasureCue, figure: &Quantity, f: &mut Features) {
    if cue.verb || cue.end > figure.first {
        return;
    }
    let from = cue.first.saturating_sub(LED).max(view.first);
    let stops = |at: &usize| {
        let is_article = view.is(*at, &["the", "a", "an", "this", "last", "its", "their", "these", "those", "total"]);
        !is_article
            && (view.scan.is_mark(*at) || view.scan.is_number(*at) || view.scan.is_function(*at) || view.scan.link(*at).is_some())
    };
    let Some(at) = (from..cue.first).rev().find(stops) else { return };
    f.led_of = flag(view.is(at, &["of"]));
    f.led_from = flag(view.is(at, &["from", "off"]));
    f.led_for = flag(view.is(at, &["for"]));
    f.led_in = flag(view.is(at, &["in", "on", "to", "into"]));
    f.led_by = flag(view.is(at, &["by", "at", "with", "through", "via"]));
    f.led_cause = flag(
        view.is(at, &["after", "before", "because", "as", "despite"]) || view.scan.is_kind(at, WordKind::Cause),
    );
    let led = f.led_of + f.led_from + f.led_for + f.led_in + f.led_by + f.led_cause;
    f.led_other = if cue.measure.is_trade() { 0.0 } else { led.min(1.0) };
}
