//! Which goods a figure is for, in the words of the text; none for all goods.

use super::measure::Choice;
use super::parallel::{self, Run};
use super::record::Reach;
use super::story::Settled;
use super::view::View;
use crate::lexicon::{Cue, Reference, Sense};
use crate::mention::quantity::Quantity;
use crate::token::TokenKind;
use crate::value::flow::{Kind, Measure};
use crate::value::unit::Unit;

/// Goods found: their words, where they stand, how far off.
pub(super) struct Goods {
    pub words: String,
    pub run: Option<Run>,
    pub reach: Reach,
}

/// The goods of a figure.
pub(super) fn commodity(
    view: &View,
    figure: &Quantity,
    at: usize,
    kind: Kind,
    choice: &Choice,
    previous: Option<&Settled>,
    topic: Option<&str>,
) -> Option<Goods> {
    let unit = figure.plain_reading().unit;
    let physical = !unit.is_money() && unit != Unit::Percent;
    let found = |run: Run, reach| Some(Goods { words: text(view, run), run: Some(run), reach });
    if let Some(fixed) = choice.cue.and_then(|cue| cue.commodity) {
        let run = choice.cue.map(|cue| (cue.first, cue.end));
        return Some(Goods { words: fixed.to_owned(), run, reach: Reach::Clause });
    }
    let runs: Vec<Run> = view.goods.iter().filter(|goods| !goods.all).map(|goods| (goods.first, goods.end)).collect();
    if let Some(run) = parallel::partner_of(view, at, &runs) {
        return found(run, Reach::Sentence);
    }
    match behind(view, figure, physical, kind) {
        Named::Goods(run) => return found(run, Reach::Clause),
        Named::All => return None,
        Named::Nothing => {}
    }
    if let Some(run) = beside(view, figure) {
        return found(run, Reach::Clause);
    }
    if let Some(cue) = choice.cue {
        let named = around_cue(view, (cue.first, cue.end), cue.verb, figure);
        match named {
            Named::Goods(run) => return found(run, Reach::Clause),
            Named::All => return None,
            Named::Nothing => {}
        }
    }
    let previous = previous.filter(|previous| previous.measure == choice.measure || physical);
    let same = previous.filter(|previous| {
        let apart = view.sentence - previous.sentence;
        match choice.cue {
            None => apart <= 2,
            Some(cue) => apart <= 1 && physical && !is_total(view, cue.first),
        }
    });
    if let Some(words) = same.and_then(|previous| previous.commodity.clone()) {
        return Some(Goods { words, run: None, reach: Reach::Earlier });
    }
    let whole = matches!(choice.measure, Measure::Trade | Measure::Balance | Measure::Freight);
    let said = choice.cue.is_some_and(|cue| is_total(view, cue.first));
    topic.filter(|_| !whole && !said).map(|words| Goods { words: words.to_owned(), run: None, reach: Reach::Document })
}

/// What words at a place name.
enum Named {
    Goods(Run),
    All,
    Nothing,
}

/// '5 million tonnes of wheat', '$2bn worth of pepper', '20% of oil imports'.
fn behind(view: &View, figure: &Quantity, physical: bool, kind: Kind) -> Named {
    let mut at = figure.end;
    while at < view.end
        && at < figure.end + 4
        && (view.is(at, &["worth", "a", "per", "year", "day", "annually", "value"]) || is_rate(view, at))
    {
        at += 1;
    }
    if !view.is(at, &["of"]) || (kind == Kind::Share && !physical) {
        // '13 mln tonnes wheat', '1.5 mln bbl crude'.
        let bare = physical && view.is_goods(figure.end);
        return if bare { goods_run(view, figure.end) } else { Named::Nothing };
    }
    phrase(view, at + 1, physical)
}

fn is_rate(view: &View, at: usize) -> bool {
    view.scan.longest(at, |sense| matches!(sense, Sense::Cue(Cue::Rate { .. })).then_some(())).is_some()
}

/// The goods named by a noun phrase from a token on; `free` takes any noun, else only goods of the lexicon count.
fn phrase(view: &View, at: usize, free: bool) -> Named {
    let mut from = at;
    while from < view.end
        && (view.is(from, &["the", "its", "their", "all", "various", "this", "that", "these", "other"])
            || is_place(view, from))
    {
        from += 1;
        if view.is(from, &["'s", "’s", "'"]) {
            from += 1;
        }
    }
    if is_all(view, from) {
        return Named::All;
    }
    if let Named::Goods(run) = goods_run(view, from) {
        return Named::Goods(extended(view, run));
    }
    // One describing word before goods: 'native forest chips', 'refined palm oil'.
    for skip in 1..=2 {
        if (from..from + skip).all(|i| is_plain(view, i)) {
            if let Named::Goods((_, end)) = goods_run(view, from + skip) {
                return Named::Goods((from, end));
            }
            if is_all(view, from + skip) && free {
                return Named::Goods((from, from + skip + 1));
            }
        }
    }
    if !free || !is_plain(view, from) || is_cue(view, from) {
        return Named::Nothing;
    }
    let mut end = from;
    while end < view.end && end < from + 4 && is_plain(view, end) && !is_cue(view, end) {
        end += 1;
    }
    Named::Goods((from, end))
}

/// The longest form of goods at a token, with the goods that follow it as one name ('palm oil products').
fn goods_run(view: &View, at: usize) -> Named {
    let all = view.scan.longest(at, |sense| matches!(sense, Sense::AllGoods).then_some(()));
    let goods = view.scan.longest(at, |sense| matches!(sense, Sense::Goods).then_some(()));
    match (goods, all) {
        (Some((end, ())), None) => Named::Goods((at, end)),
        (Some((end, ())), Some((other, ()))) if end >= other => Named::Goods((at, end)),
        (_, Some(_)) => Named::All,
        (None, None) => Named::Nothing,
    }
}

fn extended(view: &View, run: Run) -> Run {
    match goods_run(view, run.1) {
        Named::Goods((_, end)) => (run.0, end),
        Named::All => (run.0, run.1 + 1),
        Named::Nothing => run,
    }
}

fn is_all(view: &View, at: usize) -> bool {
    matches!(goods_run(view, at), Named::All)
}

fn is_place(view: &View, at: usize) -> bool {
    view.places.iter().any(|place| place.first <= at && at < place.end)
}

/// A word in lower case that is none of the small ones.
fn is_plain(view: &View, at: usize) -> bool {
    at < view.end
        && view.scan.tokens[at].kind == TokenKind::Word
        && view.scan.word(at).starts_with(|c: char| c.is_lowercase())
        && !view.scan.is_function(at)
        && !view.scan.is_common(at)
        && view.scan.link(at).is_none()
}

fn is_cue(view: &View, at: usize) -> bool {
    view.cues.iter().any(|cue| cue.first <= at && at < cue.end && !matches!(cue.cue, Cue::Reference(_)))
}

/// 'wheat ($3m)', 'barley, 392,600 tonnes', 'wheat accounted for 3.091 mln'.
fn beside(view: &View, figure: &Quantity) -> Option<Run> {
    let goods = view.goods.iter().rev().find(|goods| goods.end <= figure.first)?;
    let gap = goods.end..figure.first;
    let near = !goods.all
        && gap.len() <= 5
        && gap.clone().all(|i| {
            view.scan.is_mark(i)
                || view
                    .is(i, &["at", "with", "by", "was", "were", "for", "accounted", "worth", "about", "to", "a", "of"])
        });
    // The word of measure behind goods speaks for itself: 'oil exports, 5 mln tonnes' is found around the word.
    near.then_some((goods.first, goods.end))
}

/// 'crude oil exports', 'exports of crude oil', 'exported wheat worth'.
fn around_cue(view: &View, cue: Run, verb: bool, figure: &Quantity) -> Named {
    let before = view.goods.iter().rev().find(|goods| {
        goods.end <= cue.0
            && cue.0 - goods.end <= 1
            && (goods.end..cue.0).all(|i| view.is(i, &["-", "product", "products", "total", "sector"]))
    });
    if let Some(goods) = before.filter(|_| !verb) {
        return if goods.all { Named::All } else { Named::Goods(joined_before(view, (goods.first, goods.end))) };
    }
    let passive = before.is_some() && verb;
    if view.is(cue.1, &["of"]) {
        let named = phrase(view, cue.1 + 1, false);
        if !matches!(named, Named::Nothing) {
            return named;
        }
    }
    if verb {
        let ahead = view.goods.iter().find(|goods| {
            goods.first >= cue.1
                && goods.first - cue.1 <= 6
                && (goods.first < figure.first || goods.first - figure.end.min(goods.first) <= 6)
        });
        if let Some(goods) = ahead {
            return if goods.all { Named::All } else { Named::Goods((goods.first, goods.end)) };
        }
        if passive && let Some(goods) = before {
            return if goods.all { Named::All } else { Named::Goods((goods.first, goods.end)) };
        }
    }
    Named::Nothing
}

/// 'wheat and barley exports': the whole list.
fn joined_before(view: &View, run: Run) -> Run {
    let earlier = view
        .goods
        .iter()
        .rev()
        .find(|goods| goods.end < run.0 && !goods.all && run.0 - goods.end == 1 && view.is(goods.end, &["and"]));
    earlier.map_or(run, |goods| (goods.first, run.1))
}

/// 'total exports', 'overall exports'.
fn is_total(view: &View, cue: usize) -> bool {
    view.cues.iter().any(|mention| {
        matches!(mention.cue, Cue::Reference(Reference::World)) && mention.end <= cue && cue - mention.end <= 2
    })
}

fn text(view: &View, run: Run) -> String {
    let words = view.span(run.0, run.1).of(view.scan.text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
