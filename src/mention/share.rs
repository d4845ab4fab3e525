//! What figures take from their neighbours: a unit that stands once for several, a hedge, a rate.

use super::Mentions;
use super::quantity::{Bare, Quantity, Reading};
use super::scan::Scan;
use crate::lexicon::{Cue, Sense};
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// Gives bare numbers the unit of a neighbour: 'to 308,200 from 342,900 tonnes', '24 bn dollars against 26 bn'.
pub(super) fn share_units(scan: &Scan, mentions: &mut Mentions, bare: Vec<Bare>) {
    let mut shared = Vec::new();
    for number in bare {
        let sentence = scan.sentences.partition_point(|s| s.tokens.end <= number.first);
        let Some(sentence) = scan.sentences.get(sentence) else { continue };
        let scaled = number.high.map_or(number.number.scale, |high| high.scale) > Decimal::ONE;
        if let Some(figure) = short_of_scale(scan, mentions, &number) {
            shared.push(figure);
            continue;
        }
        if number.number.suffixed || !follows_well(scan, &number, scaled) {
            continue;
        }
        // Only the figures around it are looked at, not all of the text.
        let at = mentions.quantities.partition_point(|q| q.first < number.first);
        let (earlier, later) = mentions.quantities.split_at(at);
        let after = later.iter().take_while(|q| q.first < sentence.tokens.end).find(|q| !q.is_percent());
        let before = earlier.iter().rev().take_while(|q| q.first >= sentence.tokens.start).find(|q| !q.is_percent());
        let near = || earlier.iter().rev().take_while(|q| is_near(scan, q, &number));
        let donor = if scaled {
            before.or(after).or_else(|| near().find(|q| q.is_money()))
        } else {
            let tonnes = || near().find(|q| q.plain_reading().unit == Unit::Tonne);
            let physical = |q: &&Quantity| !q.is_money();
            after.filter(physical).or(before.filter(physical)).or_else(tonnes)
        };
        match donor {
            Some(donor) => {
                shared.push(borrowed(scan, &number, donor.readings.clone()));
            }
            None if scaled => mentions.unread.push(scan.span(number.first, number.end)),
            None => {}
        }
    }
    mentions.quantities.extend(shared);
    mentions.quantities.sort_by_key(|q| q.first);
}

/// 'exports of 3 and imports of 2 billion dollars', 'from 3 to 4 billion dollars', '40,000, Uganda 35,000 tonnes': a plain
/// number that takes unit and scale from the next figure, a small joint away.
fn short_of_scale(scan: &Scan, mentions: &Mentions, number: &Bare) -> Option<Quantity> {
    let at = mentions.quantities.partition_point(|q| q.first < number.end);
    let donor = mentions.quantities.get(at)?;
    let gap = number.end..donor.first;
    let scaled = (donor.first..donor.end).find_map(|i| super::number::number(scan, i)).map(|number| number.scale)?;
    let measured = |i: usize| scan.hits(i).iter().any(|hit| matches!(hit.sense, Sense::Cue(Cue::Measure { .. })));
    let joins = gap.clone().all(|i| scan.is(i, &["and", "to", "from", "or", "of", ",", "at"]) || measured(i));
    let led = number.first.checked_sub(1).is_some_and(|i| scan.is(i, &["of", "from", "to", "at", "were", "was"]));
    let plain = !number.number.is_year()
        && number.high.is_none()
        && number.number.scale == Decimal::ONE
        && !number.number.spelled;
    let bare_to = gap.len() == 1 && scan.is(gap.start, &["to", "from"]);
    let listed = gap.len() >= 2 && gap.len() <= 4 && gap.clone().any(measured);
    // 'were 2 and 4 billion euros, respectively'.
    let both = gap.len() == 1
        && scan.is(gap.start, &["and"])
        && (donor.end..donor.end + 3).any(|i| scan.is(i, &["respectively"]));
    let money = scaled > Decimal::ONE && donor.is_money() && number.number.value < Decimal::ONE_THOUSAND;
    if !(plain && led && joins && money && (bare_to || listed || both)) {
        return None;
    }
    let mut figure = borrowed(scan, number, donor.readings.clone());
    figure.value = figure.value.checked_mul(scaled)?;
    figure.precision = figure.precision.min(Decimal::ONE).checked_mul(scaled)?;
    Some(figure)
}

/// Within the few sentences before.
fn is_near(scan: &Scan, donor: &Quantity, number: &Bare) -> bool {
    let sentence = |token: usize| scan.sentences.partition_point(|s| s.tokens.end <= token);
    sentence(number.first) - sentence(donor.first) <= 3
}

/// A bare number is a figure only where no noun follows that it would count, and where it stands as figures do.
fn follows_well(scan: &Scan, number: &Bare, scaled: bool) -> bool {
    let next = number.end;
    let ends_well = next >= scan.tokens.len() || scan.is_mark(next) || scan.is_function(next) || {
        scan.hits(next).iter().any(|hit| {
            matches!(
                hit.sense,
                Sense::Cue(Cue::Change { .. } | Cue::Rate { .. } | Cue::Measure { .. }) | Sense::Month(_)
            )
        })
    };
    if scaled {
        return ends_well && scan.word(next) != "-";
    }
    let before = number.first.checked_sub(1);
    let led = before.is_some_and(|i| {
        scan.is(i, &["to", "from", "of", "at", "by", "against", "were", "was", "with", "(", "and"])
            || scan.hits(i).iter().any(|hit| hit.end == i + 1 && matches!(hit.sense, Sense::Goods))
    });
    let plain = !number.number.spelled && (number.number.grouped && scan.word(number.first).contains(','));
    ends_well && led && plain && number.high.is_none()
}

fn borrowed(scan: &Scan, number: &Bare, readings: Vec<Reading>) -> Quantity {
    Quantity {
        first: number.first,
        end: number.end,
        span: scan.span(number.first, number.end),
        value: number.number.value,
        value_hi: number.high.map(|high| high.value),
        precision: number.number.precision,
        readings,
        bound: None,
        per: None,
        shared: true,
    }
}

/// Finds the hedge and the rate of each figure.
pub(super) fn hedge(scan: &Scan, mentions: &mut Mentions) {
    for i in 0..mentions.quantities.len() {
        let previous_end = i.checked_sub(1).map_or(0, |p| mentions.quantities[p].end);
        let next_first = mentions.quantities.get(i + 1).map_or(usize::MAX, |q| q.first);
        let figure = &mentions.quantities[i];
        let bound =
            bound_before(scan, figure.first, previous_end).or_else(|| bound_after(scan, figure.end, next_first));
        let per = figure.per.or_else(|| rate_after(scan, figure.end, next_first));
        let bound = bound.or_else(|| shared_bound(scan, mentions, i));
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

type Hedge = (crate::value::amount::Qualifier, usize, usize);

/// A hedge that ends where the figure begins, but for a small word between.
fn bound_before(scan: &Scan, first: usize, previous_end: usize) -> Option<Hedge> {
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
                // 'inched up to 80%', 'added up to $5bn': words of a longer form are no hedge.
                let swallowed = (start.saturating_sub(3)..start).any(|at| {
                    scan.hits(at).iter().any(|hit| {
                        hit.end > start
                            && matches!(hit.sense, Sense::Cue(Cue::Neutral | Cue::Change { verb: true, .. }))
                    })
                });
                let compares = (start == previous_end && previous_end > 0) || (increase && over) || swallowed;
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
fn rate_after(scan: &Scan, end: usize, next_first: usize) -> Option<(crate::value::flow::Rate, usize, usize)> {
    for at in end..(end + 6).min(next_first) {
        if scan.is_mark(at) && scan.word(at) != "/" && scan.word(at) != "-" {
            return None;
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
