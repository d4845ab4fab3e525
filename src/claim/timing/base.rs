//! What is only compared with: figures that are bases of a comparison, and words of time that belong to one.

use super::bracket::past_bracket;
use crate::claim::measure::past_aside;
use crate::claim::view::View;
use crate::lexicon::WordKind;
use crate::mention::period::PeriodMention;
use crate::mention::quantity::Quantity;

/// Which figures of a sentence are bases of a comparison: led by a word of comparison, or joined to one that is.
pub(in crate::claim) fn bases(view: &View) -> Vec<bool> {
    let mut bases: Vec<bool> = Vec::with_capacity(view.quantities.len());
    let mut in_brackets = false;
    for (at, figure) in view.quantities.iter().enumerate() {
        let led = led_by_base(view, figure);
        let bracketed = at > 0 && is_earlier_value(view, &view.quantities[at - 1], figure);
        let joined = at > 0
            && bases[at - 1]
            && !in_brackets
            && figure.is_percent() == view.quantities[at - 1].is_percent()
            && !has_own_base(view, at)
            && is_joined(view, view.quantities[at - 1].end, start(figure));
        // 'above the 644 dirhams (175 dollars) of 2018': the same in another coin.
        let restated = at > 0
            && bases[at - 1]
            && figure.first <= view.quantities[at - 1].end + 2
            && view.is(view.quantities[at - 1].end, &["("])
            && !figure.is_percent();
        bases.push(led || joined || bracketed || restated);
        in_brackets = bracketed;
        if at > 0 && is_turned(view, view.quantities[at - 1].end, start(figure)) {
            bases[at - 1] = true;
        }
    }
    bases
}

/// The figure that a period follows at once: '2.4bn in 2023' is that figure's own.
pub(super) fn owner(view: &View, mention: &PeriodMention) -> Option<usize> {
    // '2003's imbalance of $496.5bn'.
    if view.is(mention.end - 1, &["'s", "’s", "s"]) {
        let next = view.quantities.partition_point(|figure| figure.first < mention.end);
        return view.quantities.get(next).filter(|figure| figure.first - mention.end <= 5).map(|_| next);
    }
    let mut at = view.quantities.partition_point(|figure| figure.first < mention.first).checked_sub(1)?;
    // '889 mln (revised from 890) in January': the figure before the bracket.
    let open = view.bracket(view.quantities[at].first);
    if let Some(open) = open.filter(|open| past_aside(view, *open) <= mention.first && past_aside(view, *open) > *open)
    {
        at = view.quantities.partition_point(|figure| figure.first < open).checked_sub(1)?;
    }
    // '929 mln, revised from 971 mln in December': the figure that is revised.
    let revised = |at: usize| {
        let start = view.quantities[at].first;
        (1..=4).any(|back| view.before(start, back, &["revised"])) && at > 0 && view.quantities[at - 1].end + 5 >= start
    };
    if revised(at) && past_aside(view, view.quantities[at].end) == view.quantities[at].end {
        at -= 1;
    }
    let gap = past_bracket(view, past_aside(view, view.quantities[at].end))..mention.first;
    let plain = gap.len() <= 4 && gap.clone().all(|i| !view.scan.is_mark(i) && !view.is(i, &["and", "while", "but"]));
    plain.then_some(at)
}

pub(super) fn base_word(view: &View, mention: &PeriodMention) -> bool {
    let skip = usize::from(view.before(mention.first, 1, &["the", "that", "those"]));
    let at = |back: usize| mention.first.checked_sub(back + skip).filter(|i| *i >= view.first);
    // '5% over 2019', 'up on 2020', but 'over the full year'.
    let compares = |i: usize| {
        // 'up 10%, or $5m, on 2020'.
        let comma = i - usize::from(view.before(i, 1, &[","]));
        let after_change = || {
            // 'an increase of 3 bn on the first half of 2021', but 'rose 3 bn over the first half'.
            let is_change = |figure: &Quantity| {
                let first = start(figure);
                let by = usize::from(view.before(first, 1, &["of", "by"]));
                let behind = |end: usize| end == first || end + by == first;
                let ends = |end: usize, verb: bool| behind(end) && (view.is(i, &["on"]) || (by > 0 && !verb));
                view.change_cues().any(|(_, end, _, verb)| ends(end, verb))
            };
            let moves = |figure: &Quantity| figure.is_percent() || is_change(figure);
            view.quantities.iter().any(|figure| (figure.end == i || figure.end == comma) && moves(figure))
                || view.change_cues().any(|(_, end, ..)| end == i)
                || view.before(i, 1, &["up", "down", "improvement", "higher", "lower", "more", "less"])
        };
        // 'from January to April' is one time.
        let range = || {
            view.is(i, &["from"])
                && (mention.first..mention.end).any(|i| view.is(i, &["to", "until", "till", "through", "-", "–"]))
        };
        // '4 per cent under 2020', '4 per cent short of 2020'.
        let loose = view.is(i, &["over", "on", "under", "behind", "beneath"]);
        let short = view.is(i, &["of"]) && view.before(i, 1, &["short", "shy", "ahead"]);
        if short {
            return view.quantities.iter().any(|figure| figure.end + 1 == i && figure.is_percent());
        }
        (view.scan.is_base(i) || loose) && (!loose || after_change()) && !range()
    };
    let single = at(1).is_some_and(|i| compares(i) || view.is(i, &["above", "below"]));
    let inside = at(1).is_some_and(|i| view.scan.link(i).is_some())
        && at(2).is_some_and(|i| {
            view.is(i, &["than", "from", "against"])
                // 'above that in 1986', but 'said that in 1986'.
                || (view.is(i, &["that"])
                    && (1..=2).any(|back| {
                        view.before(i, back, &["above", "below", "over", "exceeding"])
                            || (i >= view.first + back && view.scan.is_base(i - back))
                    }))
        });
    let pair = at(2).is_some_and(|i| view.is(i, &["compared", "comparison", "relation"]))
        && at(1).is_some_and(|i| view.is(i, &["with", "to"]));
    let of = at(1).is_some_and(|i| view.is(i, &["of", "in"]))
        && at(2).is_some_and(|i| view.is(i, &["level", "figure", "result", "that", "those"]))
        && at(4).is_some_and(|i| view.scan.is_base(i) || view.scan.is_base(i + 1) || view.is(i, &["below", "above"]));
    // 'above the trough of 2012', 'short of the October peak in 2023'.
    let of = of || at(1).is_some_and(|i| view.is(i, &["of", "in"]) && is_outdone_by(view, i));
    // 'Comparing June 2013 with June 2012'.
    let comparing = at(1).is_some_and(|i| view.is(i, &["with", "to"]))
        && (2..=8).any(|back| view.before(mention.first, back, &["comparing"]));
    single || pair || of || inside || comparing || is_compared(view, mention)
}

/// 'above the trough of', 'short of its peak in': what follows is what is compared with.
fn is_outdone_by(view: &View, at: usize) -> bool {
    let is_article = |i: usize| view.is(i, &["the", "its", "their"]);
    let outdoes = |i: usize| {
        view.before(i, 1, &["above", "below", "beyond"])
            || (view.before(i, 1, &["of"]) && view.before(i - 1, 1, &["short"]))
    };
    (at.saturating_sub(3)..at.saturating_sub(1))
        .filter(|i| *i > view.first + 1 && is_article(*i))
        .any(|i| outdoes(i) && (i..at).all(|between| !view.scan.is_mark(between)))
}

/// 'from 1.4 bn in March and 1.2 bn a year earlier', '971 mln, revised from 980 mln, and 816 mln': a list goes on.
fn is_joined(view: &View, from: usize, to: usize) -> bool {
    let gap = from..to.max(from);
    // 'against 4.6 bn a year ago, a fall of 12%': what comes out of the comparison is no base of it.
    let outcome = || view.change_cues().any(|(first, end, ..)| gap.contains(&first) && end + 2 >= to);
    // 'against 190 in October, and November's total was 237': a sentence of its own.
    let said = || gap.clone().any(|i| view.is(i, &["was", "were", "stood", "totalled", "totaled", "came"]));
    // 'compared with 3 mln tonnes worth 5 bn': of the same time.
    if gap.len() == 1 && view.is(from, &["worth"]) {
        return true;
    }
    gap.len() <= 12
        && !outcome()
        && !said()
        && gap.clone().any(|i| view.is(i, &["and", ","]))
        && !gap.clone().any(|i| {
            view.is(i, &["while", "but", "yet", "to", "at", ";", ".", "which", "with", "by", "leaving", "making"])
                || view.is(i, &["though", "although", "whereas", "representing", "giving", "resulting", "showing"])
        })
        && !view
            .measure_cues()
            .any(|cue| gap.contains(&cue.first) && !cue.verb && view.cues_between_figures(cue.first, to))
}

/// 'turning January's deficit of 2 bn into a surplus of 1 bn': the first of the two is what was before.
fn is_turned(view: &View, from: usize, to: usize) -> bool {
    let turns = ["turned", "turning", "turns", "turn", "swung", "swinging", "transformed", "flipped", "converted"];
    let Some(into) = (from..to.min(from + 12)).find(|i| view.is(*i, &["into"])) else { return false };
    let first = from.saturating_sub(14).max(view.first);
    into + 6 >= to && (first..into).any(|i| view.is(i, &turns))
}

/// '32,000 (48,200)': the value of the year before stands in brackets, alone and in the same unit.
fn is_earlier_value(view: &View, before: &Quantity, figure: &Quantity) -> bool {
    figure.first == before.end + 1
        && view.is(before.end, &["("])
        && view.is(figure.end, &[")"])
        && !figure.is_percent()
        && figure.shared
        && before.plain_reading() == figure.plain_reading()
}

/// 'Japan 4.6 bn vs 5.1 bn in April, Taiwan 1.6 bn vs 1.5 bn': what is itself compared with another figure is no base.
fn has_own_base(view: &View, at: usize) -> bool {
    let end = view.quantities[at].end;
    let next = view.quantities.get(at + 1).filter(|next| next.first <= end + 3);
    next.is_some_and(|next| !view.is(end, &["on", "over"]) && view.scan.is_base(end) && !next.is_percent())
}

fn start(figure: &Quantity) -> usize {
    figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first))
}

/// Whether a word of comparison leads the figure: 'from 3 bn', 'against 3 bn', 'compared with 3 bn'.
fn led_by_base(view: &View, figure: &Quantity) -> bool {
    let start = start(figure);
    // 'ranged from 4 to 5 bn' compares nothing.
    let is_range = figure.value_hi.is_some() && (figure.first..figure.end).any(|i| view.is(i, &["to"]));
    if is_range && start > view.first && view.is(start - 1, &["from"]) {
        return false;
    }
    let step = |back: usize| start.checked_sub(back).filter(|i| *i >= view.first);
    let small = ["the", "a", "an", "its", "just", "only", "some", "revised"];
    let is_small = |back: usize| step(back).is_some_and(|i| view.is(i, &small));
    // 'from a revised 3 bn'.
    let skip = (1..=2).take_while(|back| is_small(*back)).count();
    // '5 bn up on 4 bn', but 'spent on 4 bn'.
    step(1 + skip).is_some_and(|i| view.scan.is_base(i) && (!view.is(i, &["on"]) || is_moved(view, i)))
        || (step(2 + skip).is_some_and(|i| view.is(i, &["compared", "opposed"]))
            && step(1 + skip).is_some_and(|i| view.is(i, &["with", "to"])))
        // 'rose to 1.6 bn in May after falling to 0.9 bn in April'.
        || (step(1 + skip).is_some_and(|i| view.is(i, &["to"]) && view.change_cues().any(|(_, end, ..)| end == i))
            && step(3 + skip).is_some_and(|i| view.is(i, &["after"])))
        // '103 million tonnes after 86 million'.
        || step(1 + skip).is_some_and(|i| {
            view.is(i, &["after"])
                && view.quantities.iter().any(|other| {
                    other.end <= i && i - other.end <= 4 && other.is_percent() == figure.is_percent()
                })
        })
        || led_by_noun(view, start, figure.is_percent())
        || is_outdone(view, figure, start)
}

/// 'was below the 3 bn of May', 'double the 3 bn of a year before', but not 'exceeded the 3 bn mark'.
fn is_outdone(view: &View, figure: &Quantity, start: usize) -> bool {
    let outdoes = |i: usize| {
        view.scan.is_kind(i, WordKind::Excess)
            || view.scan.is_kind(i, WordKind::Comparison)
            || view.is(i, &["half", "third", "quarter"])
    };
    let the = start > view.first + 1 && view.is(start - 1, &["the"]);
    let named = [
        "of",
        "in",
        "for",
        "recorded",
        "reported",
        "seen",
        "posted",
        "registered",
        "earned",
        "shipped",
        "exported",
        "imported",
        "sold",
        "bought",
    ];
    let named = view.is(past_bracket(view, figure.end), &named);
    the && named && outdoes(start - 2)
}

/// 'compared with a January deficit of 3 bn', 'against exports of 3 bn', 'above April's 3 bn': a word of comparison, then
/// words of time or of measure and nothing else, then the figure.
fn led_by_noun(view: &View, start: usize, is_percent: bool) -> bool {
    let from = start.saturating_sub(9).max(view.first);
    let of_time = |i: usize| view.periods.iter().any(|period| period.first <= i && i < period.end);
    // 'exports of 5 bn against imports of 3 bn' compares no times.
    let is_said_again = |i: usize| {
        let here = view.measure_cues().find(|cue| !cue.verb && cue.first <= i && i < cue.end);
        here.is_some_and(|here| view.measure_cues().any(|cue| cue.end <= here.first && cue.measure == here.measure))
    };
    let small =
        ["of", "the", "a", "an", "its", "their", "revised", "s", "'s", "’s", "'", "-", "figure", "level", "total"];
    let ends = |i: usize| {
        (view.scan.is_mark(i) && !view.is(i, &small))
            || (view.scan.link(i).is_some() && !view.is(i, &["of"]))
            || view.is(i, &["and", "while", "but", "which", "was", "were", "is", "had"])
            // 'Against January imports rose 2 pct' is said of what came later.
            || view.is(i, &["rose", "fell", "grew", "climbed", "dropped", "jumped", "declined", "slipped", "shrank"])
            || view.quantities.iter().any(|other| other.first <= i && i < other.end)
    };
    let mut named = false;
    for i in (from..start).rev() {
        if of_time(i) || is_said_again(i) {
            named = true;
        } else if view.is(i, &["with", "to"]) && i > view.first && compares(view, i - 1) {
            // 'The May figure compares with a surplus of 3 bn' sets one time against another.
            return named || view.is(i - 1, &["compares", "compare"]);
        } else if view.scan.is_base(i) || view.is(i, &["above", "below"]) {
            // 'imports from January' and 'spent on exports' compare nothing.
            let open = view.is(i, &["on", "over", "from"]);
            return named
                && (!open || of_time(i + 1) || view.is(i + 1, &["the", "a", "an", "its"]))
                && (!open || is_moved(view, i));
        } else if view.is(i, &["after"]) {
            // 'a deficit of 3 bn after a surplus of 1 bn', 'after a 40 pct surge a year earlier'.
            let is_like = |other: &Quantity| other.end <= i && i - other.end <= 14 && other.is_percent() == is_percent;
            return (named || start - i <= 3) && view.quantities.iter().any(is_like);
        } else if ends(i) {
            return false;
        }
    }
    false
}

fn compares(view: &View, at: usize) -> bool {
    view.is(at, &["compared", "compares", "compare", "comparing", "contrasted", "contrasts"])
        || (view.is(at, &["contrast"]) && view.before(at, 1, &["in"]))
}

/// Whether a change, or a figure of one, stands right before a token: 'up on', '5% from', 'increase on'.
fn is_moved(view: &View, at: usize) -> bool {
    // '12.4 bn in January from December's 12.6 bn'.
    let time = view.periods.iter().find(|period| period.end == at).map(|period| period.first);
    let time = time.map(|first| first - usize::from(view.before(first, 1, &["in", "for", "during"])));
    view.quantities.iter().any(|figure| figure.end == at || Some(figure.end) == time)
        || view.change_cues().any(|(_, end, ..)| end == at)
        || view.before(at, 1, &["up", "down", "improvement", "higher", "lower", "more", "less"])
}

/// 'exceeded the 2017 figure', 'relative to the same quarter of 2018': a word of comparison before, and no figure, comma
/// or clause between.
fn is_compared(view: &View, mention: &PeriodMention) -> bool {
    let from = mention.first.saturating_sub(10).max(view.first);
    let ends = |i: usize| {
        view.is(i, &[",", ";", ":", "(", ")", "and", "but", "while", "which"])
            || view.quantities.iter().any(|figure| figure.first <= i && i < figure.end)
            // 'below last year's in June': the comparison has its words of time.
            || view.periods.iter().any(|other| other.first <= i && i < other.end)
    };
    (from..mention.first).rev().take_while(|i| !ends(*i)).any(|i| view.scan.is_kind(i, WordKind::Comparison))
}
