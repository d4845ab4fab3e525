//! Which words at a place of a sentence are a name of goods, and how far it reaches.

use crate::claim::parallel::Run;
use crate::claim::view::View;
use crate::lexicon::{Cue, Sense, WordKind};
use crate::mention::quantity::Quantity;
use crate::token::TokenKind;

/// What words at a place name.
pub(super) enum Named {
    Goods(Run),
    All,
    Nothing,
}

/// What a noun ends in that owns what follows.
const POSSESSIVE: &[&str] = &["'s", "’s", "'", "’"];

/// '5 million tonnes of wheat', '$2bn worth of pepper', '2 million dollars' worth of pepper', '13 mln tonnes wheat'.
pub(super) fn of_figure(view: &View, figure: &Quantity, physical: bool) -> Named {
    let mut at = figure.end;
    let passes = |at: usize| {
        view.is(at, &["worth", "a", "per", "year", "day", "annually", "value"])
            || view.is(at, POSSESSIVE)
            || is_rate(view, at)
    };
    while at < view.end && at < figure.end + 4 && passes(at) {
        at += 1;
    }
    // 'took 5% less wine', 'sold 3% fewer goods'.
    if figure.is_percent() && view.change_cues().any(|(first, end, _, verb)| first == at && end == at + 1 && !verb) {
        return goods_run(view, at + 1);
    }
    // '$3 billion in Kenyan goods', '$40 million in medicines'.
    if !physical && !figure.is_percent() && view.is(at, &["in"]) {
        return phrase(view, at + 1, false);
    }
    if view.is(at, &["of"]) {
        return match phrase(view, at + 1, physical) {
            Named::Goods(run) => Named::Goods((run.0, list_end(view, run.1))),
            other => other,
        };
    }
    let bare = physical && view.is_goods(figure.end);
    if bare { goods_run(view, figure.end) } else { Named::Nothing }
}

/// The end of a list of goods that one figure is for: '$480 mln worth of cars, computers and medical equipment'.
fn list_end(view: &View, from: usize) -> usize {
    let mut end = from;
    while view.is(end, &[",", "and"]) {
        let next = if view.is(end, &[","]) && view.is(end + 1, &["and"]) { end + 2 } else { end + 1 };
        let described = (next..next + 3).find(|i| view.is_goods(*i) || !is_plain(view, *i));
        let Some(Named::Goods((_, goods_end))) = described.map(|at| goods_run(view, at)) else { break };
        // A figure or a word of trade behind makes it a clause of its own: 'wheat and corn exports rose'.
        let owned = is_cue(view, goods_end)
            || view.quantities.iter().any(|figure| goods_end <= figure.first && figure.first <= goods_end + 1);
        if owned {
            break;
        }
        end = goods_end;
    }
    end
}

fn is_rate(view: &View, at: usize) -> bool {
    view.scan.longest(at, |sense| matches!(sense, Sense::Cue(Cue::Rate { .. })).then_some(())).is_some()
}

/// The goods named by a noun phrase from a token on; `free` takes any noun, else only goods of the lexicon count.
fn phrase(view: &View, at: usize, free: bool) -> Named {
    let mut from = at;
    let opens = |i: usize| view.scan.is_kind(i, WordKind::Determiner) || view.is(i, POSSESSIVE);
    while from < view.end && (opens(from) || is_place(view, from)) {
        from += 1;
    }
    if is_all(view, from) {
        return Named::All;
    }
    if let Named::Goods(run) = goods_run(view, from) {
        return Named::Goods(extended(view, run));
    }
    // Words that describe before goods: 'native forest chips', 'refined palm oil'.
    for skip in 1..=2 {
        if (from..from + skip).all(|i| is_plain(view, i) && !is_cue(view, i)) {
            match goods_run(view, from + skip) {
                Named::Goods((_, end)) => return Named::Goods((from, end)),
                Named::All if free => return Named::Goods((from, from + skip + 1)),
                _ => {}
            }
        }
    }
    let mut end = from;
    while free && end < view.end && end < from + 4 && is_plain(view, end) && !is_cue(view, end) {
        end += 1;
    }
    if end > from { Named::Goods((from, end)) } else { Named::Nothing }
}

/// The longest form of goods at a token.
pub(super) fn goods_run(view: &View, at: usize) -> Named {
    let all = view.scan.longest(at, |sense| matches!(sense, Sense::AllGoods).then_some(()));
    let goods = view.scan.longest(at, |sense| matches!(sense, Sense::Goods).then_some(()));
    match (goods, all) {
        (Some((end, ())), None) => Named::Goods((at, end)),
        (Some((end, ())), Some((other, ()))) if end >= other => Named::Goods((at, end)),
        (_, Some(_)) => Named::All,
        (None, None) => Named::Nothing,
    }
}

/// With the goods that follow as one name: 'palm oil products'.
pub(super) fn extended(view: &View, run: Run) -> Run {
    match goods_run(view, run.1) {
        Named::Goods((_, end)) => (run.0, end),
        Named::All => (run.0, run.1 + 1),
        Named::Nothing => run,
    }
}

fn is_all(view: &View, at: usize) -> bool {
    matches!(goods_run(view, at), Named::All)
}

pub(super) fn is_place(view: &View, at: usize) -> bool {
    view.places.iter().any(|place| place.first <= at && at < place.end)
}

/// A word in lower case that is none of the small ones.
pub(super) fn is_plain(view: &View, at: usize) -> bool {
    at < view.end
        && view.scan.tokens[at].kind == TokenKind::Word
        && view.scan.word(at).starts_with(|c: char| c.is_lowercase())
        && !view.scan.is_function(at)
        && !view.scan.is_kind(at, WordKind::Common)
        && view.scan.link(at).is_none()
}

pub(super) fn is_cue(view: &View, at: usize) -> bool {
    view.cues.iter().any(|cue| cue.first <= at && at < cue.end && !matches!(cue.cue, Cue::Reference(_)))
}

/// The words of a run, with single spaces.
pub(super) fn text(view: &View, run: Run) -> String {
    let words = view.span(run.0, run.1).of(view.scan.text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
