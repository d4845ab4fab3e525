//! Whether a figure is a level, a change or a share; and which figures are no claims at all.

use super::view::View;
use crate::lexicon::{Cue, Excluded, Sense};
use crate::mention::quantity::Quantity;
use crate::value::flow::Kind;

/// Money for a unit of something: '$75 a barrel', '280 dlrs per tonne'.
pub(super) fn is_price(view: &View, figure: &Quantity) -> bool {
    let end = figure.end;
    let link = view.is(end, &["a", "an", "per", "/"]);
    let unit_follows = |at| view.scan.longest(at, |sense| matches!(sense, Sense::Unit(_)).then_some(())).is_some();
    link && unit_follows(end + 1) && figure.is_money()
}

/// Whether words beside a figure say that it is no claim.
pub(super) fn excluded(view: &View, figure: &Quantity) -> bool {
    let kind = if figure.is_percent() { Excluded::Percent } else { Excluded::Money };
    view.cues.iter().any(|mention| {
        let Cue::Excluded(of) = mention.cue else { return false };
        if *of != kind {
            return false;
        }
        let here = (figure.first, figure.end);
        let there = (mention.first, mention.end);
        let near = View::distance(here, there) <= 4 && view.boundaries(here, there) < 2.0;
        near && view.figures_between(here, there) == 0
    })
}

/// Level, change or share; the sign of a change; and the tokens that say so.
#[derive(Debug, Clone, Copy)]
pub(super) struct KindFound {
    pub kind: Kind,
    pub sign: i8,
    pub words: Option<(usize, usize)>,
}

/// What kind of figure it is.
pub(super) fn kind(view: &View, figure: &Quantity) -> KindFound {
    let level = KindFound { kind: Kind::Level, sign: 1, words: None };
    if figure.is_percent() {
        return percent_kind(view, figure);
    }
    let (first, end) = (figure.first, figure.end);
    let start = figure.bound.map_or(first, |(_, from, _)| from.min(first));
    // 'by 3 bn', 'up 3 bn', 'an increase of 3 bn'.
    for (cue_first, cue_end, sign, verb) in view.change_cues() {
        if cue_end <= start {
            let gap = &(cue_end..start);
            let only = |words: &[&str]| gap.clone().all(|i| view.is(i, words));
            let noun_of = gap.len() <= 2 && gap.len() > 0 && view.is(cue_end, &["of"]) && only(&["of", "a", "the"]);
            let directly = gap.is_empty() && !is_comparison(view, cue_first);
            let verb_by = view.before(start, 1, &["by"])
                && gap.len() <= 6
                && view.figures_between((cue_first, cue_end), (first, end)) == 0;
            if verb_by || noun_of || (directly && (verb || sign != 0) && !is_level_verb(view, cue_first)) {
                return KindFound { kind: Kind::Change, sign, words: Some((cue_first, cue_end)) };
            }
        }
        if cue_first >= end && cue_first - end <= 2 {
            let gap = end..cue_first;
            let plain = gap.clone().all(|i| !view.scan.is_mark(i) || view.is(i, &["-"]))
                && !gap.clone().any(|i| view.is(i, &["from", "to", "was", "were", "last"]));
            let noun_or_compare = !verb || view.before(first, 1, &["a", "an", "the"]);
            let than = view.is(cue_end, &["than"])
                || !view.is(cue_first, &["more", "less", "above", "below", "up", "down", "over"]);
            if plain && noun_or_compare && than && !(verb && gap.len() > 0) {
                return KindFound { kind: Kind::Change, sign, words: Some((cue_first, cue_end)) };
            }
        }
    }
    level
}

/// 'more than 3 bn' is a bound, not a change.
fn is_comparison(view: &View, cue_first: usize) -> bool {
    view.is(cue_first, &["above", "below", "more", "less", "exceeded", "added"]) && !view.is(cue_first + 1, &["by"])
}

/// Verbs that may stand right before a level: 'raised 3 bn'.
fn is_level_verb(view: &View, cue_first: usize) -> bool {
    view.is(cue_first, &["raised", "cut", "recovered", "higher", "lower", "larger", "greater"])
}

fn percent_kind(view: &View, figure: &Quantity) -> KindFound {
    let (first, end) = (figure.first, figure.end);
    let share = |words| KindFound { kind: Kind::Share, sign: 1, words };
    let change = |sign, words| KindFound { kind: Kind::Change, sign, words };
    let signed = first.checked_sub(1).filter(|i| *i >= view.first).map_or("", |i| view.scan.word(i));
    match signed {
        "+" => return change(1, Some((first - 1, first))),
        "-" | "−" | "–" if first < 2 || !view.scan.is_number(first - 2) => {
            return change(-1, Some((first - 1, first)));
        }
        _ => {}
    }
    // 'N% of X' is a share, but 'a fall of N% of ...' is not asked for.
    let share_cue = view.cues.iter().find(|mention| {
        matches!(mention.cue, Cue::Share)
            && View::distance((mention.first, mention.end), (first, end)) <= if mention.first >= end { 1 } else { 5 }
            && view.boundaries((mention.first, mention.end), (first, end)) < 2.0
            && view.figures_between((mention.first, mention.end), (first, end)) == 0
    });
    if view.is(end, &["of"]) && !view.before(first, 1, &["of"]) {
        return share(Some((end, end + 1)));
    }
    let mut best: Option<(f32, i8, (usize, usize))> = None;
    for (cue_first, cue_end, sign, _) in view.change_cues() {
        let there = (cue_first, cue_end);
        let behind = cue_first >= end;
        let score = View::distance((first, end), there) as f32
            + 1.5 * view.boundaries((first, end), there)
            + 3.0 * view.figures_between((first, end), there) as f32
            + if behind { 1.5 } else { 0.0 };
        // Behind a figure only a word that touches it moves it: '5.9 percent less'.
        if behind && (cue_first - end > 3 || view.boundaries((first, end), there) >= 2.0) {
            continue;
        }
        if best.is_none_or(|(other, ..)| score < other) {
            best = Some((score, sign, there));
        }
    }
    match (share_cue, best) {
        (Some(cue), Some((score, ..))) if score > 1.0 => share(Some((cue.first, cue.end))),
        (Some(cue), None) => share(Some((cue.first, cue.end))),
        (_, Some((_, sign, words))) => change(sign, Some(words)),
        (None, None) => KindFound { kind: Kind::Change, sign: 1, words: None },
    }
}
