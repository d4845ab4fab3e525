//! What the words around a figure say of it: a hedge, a rate; a hedge that stands once for several.

use super::Mentions;
use super::quantity::Quantity;
use super::scan::Scan;
use crate::lexicon::{Cue, Sense, WordKind};
use crate::token::Gap;
use crate::value::amount::Qualifier;

/// Finds the hedge and the rate of each figure.
pub(super) fn hedge(scan: &Scan, mentions: &mut Mentions) {
    for i in 0..mentions.quantities.len() {
        let previous_end = i.checked_sub(1).map_or(0, |p| mentions.quantities[p].end);
        let next_first = mentions.quantities.get(i + 1).map_or(usize::MAX, |q| q.first);
        let figure = &mentions.quantities[i];
        let bound = bound_before(scan, figure, previous_end).or_else(|| bound_after(scan, figure.end, next_first));
        let per = figure.per.or_else(|| rate_after(scan, figure.end, next_first));
        let per = per.or_else(|| shared_rate(scan, mentions, i));
        let bound = bound.or_else(|| bound_set_off(scan, figure.end)).or_else(|| shared_bound(scan, mentions, i));
        let figure = &mut mentions.quantities[i];
        (figure.bound, figure.per) = (bound, per);
    }
}

/// 'more than 20 percent of the maize and 30 percent of the soya': a hedge before a list holds for each member.
fn shared_bound(scan: &Scan, mentions: &Mentions, i: usize) -> Option<Hedge> {
    let before = &mentions.quantities[i.checked_sub(1)?];
    let figure = &mentions.quantities[i];
    let bound = before.bound.filter(|(_, _, end)| *end <= before.first)?;
    let gap = before.end..figure.first;
    let same = before.is_percent() == figure.is_percent() && before.is_money() == figure.is_money();
    let verb = |at: usize| {
        scan.hits(at)
            .iter()
            .any(|hit| matches!(hit.sense, Sense::Cue(Cue::Change { verb: true, .. } | Cue::Status(_) | Cue::Speech)))
    };
    let list = scan.is(figure.first.checked_sub(1)?, &["and"])
        && gap.len() <= 9
        && !gap.clone().any(|at| verb(at) || scan.is(at, &[".", ";", ",", "was", "were", "is"]));
    (same && list && figure.value_hi.is_none()).then_some(bound)
}

/// '4 million crowns, approximately, this year': a hedge between two commas.
fn bound_set_off(scan: &Scan, end: usize) -> Option<Hedge> {
    let at = end + 1;
    let (after, qualifier) = scan.longest(at, |sense| match sense {
        Sense::Cue(Cue::Bound { qualifier, after: true, .. }) => Some(*qualifier),
        _ => None,
    })?;
    (scan.is(end, &[","]) && scan.is(after, &[",", "."])).then_some((qualifier, at, after))
}

/// 'took 702,000 barrels a day, Spain 188,000', '2 mln bpd against 1.8 mln': what has its unit from the figure before has
/// its rate too.
fn shared_rate(scan: &Scan, mentions: &Mentions, i: usize) -> Option<RateFound> {
    let figure = &mentions.quantities[i];
    let before = &mentions.quantities[i.checked_sub(1)?];
    let same = figure.shared && !figure.is_percent() && figure.readings.first()?.unit == before.readings.first()?.unit;
    let sentence = |token: usize| scan.sentences.partition_point(|sentence| sentence.tokens.end <= token);
    (same && sentence(before.first) == sentence(figure.first)).then_some(before.per).flatten()
}

type RateFound = (crate::value::flow::Rate, usize, usize);

type Hedge = (Qualifier, usize, usize);

/// A hedge that ends where the figure begins, but for a small word between.
fn bound_before(scan: &Scan, figure: &Quantity, previous_end: usize) -> Option<Hedge> {
    let first = figure.first;
    let filler = |i: usize| scan.is(i, &["the", "a", "an", "another", "its", "record", "total", "US", "approximately"]);
    let mut target = first;
    for _ in 0..3 {
        for from in (target.saturating_sub(6).max(previous_end)..target).rev() {
            let bound = scan.hits(from).iter().rev().find_map(|hit| match hit.sense {
                Sense::Cue(Cue::Bound { qualifier, after: false, .. }) if hit.end == target => Some(*qualifier),
                _ => None,
            });
            // The longest form wins: 'no less than' over 'less than'.
            if let Some(qualifier) = bound {
                let longer = (from.saturating_sub(3).max(previous_end)..from).find_map(|start| {
                    scan.hits(start).iter().find_map(|hit| match hit.sense {
                        Sense::Cue(Cue::Bound { qualifier, after: false, .. }) if hit.end == target => {
                            Some((*qualifier, start))
                        }
                        _ => None,
                    })
                });
                let (qualifier, start) = longer.unwrap_or((qualifier, from));
                // '42 pct above the 16.98 billion': a comparison, no hedge.
                let increase = (start.saturating_sub(2)..start).any(|at| {
                    scan.hits(at)
                        .iter()
                        .any(|hit| hit.end == start && matches!(hit.sense, Sense::Cue(Cue::Change { .. })))
                });
                let over = scan.is(start, &["over", "above"]) && start + 1 == target && target < first;
                // 'inched up to 80%', 'added up to $5bn', 'handed over $5bn': words of a longer form are no hedge.
                let swallowed = (start.saturating_sub(3)..start).any(|at| {
                    scan.hits(at).iter().any(|hit| {
                        hit.end > start
                            && matches!(
                                hit.sense,
                                Sense::Cue(Cue::Neutral | Cue::Change { verb: true, .. } | Cue::Measure { .. })
                            )
                    })
                });
                let compares = (start == previous_end && previous_end > 0)
                    || (increase && over)
                    || swallowed
                    || is_told(scan, figure);
                let qualifier = if is_turned(scan, start, previous_end) { turned(qualifier) } else { qualifier };
                return (!compares).then_some((qualifier, start, target));
            }
        }
        match target.checked_sub(1).filter(|i| *i >= previous_end && filler(*i)) {
            Some(step) => target = step,
            None => return None,
        }
    }
    None
}

/// 'more than the 5 million of 2016', 'short of the $20 million that was planned': a hedge set against a figure that was
/// told before; not 'above the $5 billion mark'.
fn is_told(scan: &Scan, figure: &Quantity) -> bool {
    figure.first > 0
        && scan.is(figure.first - 1, &["the"])
        && !(figure.end..figure.end + 3).any(|at| scan.is_kind(at, WordKind::Threshold))
}

/// Tokens between a negation and the hedge that it turns: 'did not by any means exceed'.
const NEGATED: usize = 4;

/// 'did not exceed', 'may not buy more than': what stands before a hedge turns it; not 'not only exceeded', 'not far below'.
fn is_turned(scan: &Scan, start: usize, previous_end: usize) -> bool {
    let is_open = |at: &usize| !scan.is_mark(*at) || scan.is(*at, &["'", "’"]);
    let mut before = (start.saturating_sub(NEGATED).max(previous_end)..start).rev().take_while(is_open);
    before.any(|at| scan.is_kind(at, WordKind::Negation) && !scan.is(at + 1, &["only", "just", "far", "least"]))
}

/// What a hedge is behind a negation.
fn turned(qualifier: Qualifier) -> Qualifier {
    match qualifier {
        Qualifier::AtLeast => Qualifier::AtMost,
        Qualifier::AtMost => Qualifier::AtLeast,
        other => other,
    }
}

/// 'or more', '-plus'; behind a rate or a noun or two: '15 million tonnes of cargo per year or more'.
fn bound_after(scan: &Scan, end: usize, next_first: usize) -> Option<Hedge> {
    for at in end..(end + 6).min(next_first) {
        let bound = scan.longest(at, |sense| match sense {
            Sense::Cue(Cue::Bound { qualifier, after: true, .. }) => Some(*qualifier),
            _ => None,
        });
        if let Some((after, qualifier)) = bound {
            let single_mark = scan.is_mark(at);
            let words = after > at + 1 || at == end;
            if words && (!single_mark || scan.touches(at)) {
                return Some((qualifier, at, after));
            }
        }
        if scan.is_mark(at) && scan.word(at) != "-" && scan.word(at) != "/" {
            return None;
        }
    }
    None
}

/// 'a year', 'per day', '/annum' behind the figure, before the clause ends.
fn rate_after(scan: &Scan, end: usize, next_first: usize) -> Option<RateFound> {
    for at in end..(end + FAR).min(next_first).min(scan.tokens.len()) {
        if (scan.is_mark(at) && scan.word(at) != "/" && scan.word(at) != "-") || scan.tokens[at].gap == Gap::Paragraph {
            return None;
        }
        // 'every year' is a rate of the figure wherever it stands in the clause, 'a year' only near it.
        if at >= end + NEAR && !scan.is(at, &["each", "every"]) {
            continue;
        }
        let rate = scan.longest(at, |sense| match sense {
            Sense::Cue(Cue::Rate { rate, after: true }) => Some(*rate),
            _ => None,
        });
        if let Some((after, rate)) = rate {
            // 'a year earlier' is a time, no rate.
            if after == scan.reach(at) {
                return Some((rate, at, after));
            }
        }
    }
    None
}

/// Tokens behind a figure within which words make it a rate; such as do so from afar.
const NEAR: usize = 6;
const FAR: usize = 18;
