//! Which goods a figure is for, in the words of the text; none for all goods.

use super::anaphora;
use super::measure::{Choice, flag};
use super::parallel::{self, Run};
use super::record::Reach;
use super::score::{Candidate, features};
use super::story::Story;
use super::theme::{Theme, stem};
use super::view::View;
use crate::lexicon::{Cue, Reference, Sense, WordKind};
use crate::mention::quantity::Quantity;
use crate::token::TokenKind;
use crate::value::flow::{Kind, Measure};
use crate::value::unit::Unit;

features! {
    of_figure, of_free, beside, before_word, of_word, object, behind, subject, fixed, distance, boundary, figure_between,
    cue_between, place_between, parallel, bracket, percent, physical, carried, carried_joint, carried_silent, carried_apart,
    carried_paragraph, carried_physical, carried_measure, carried_place, topic, topic_physical, topic_silent, none,
    none_physical, none_all, none_total, none_place, none_whole, none_word, whole, conjunct, of_theme, in_name, priced, included, theme, theme_share, theme_led, theme_physical,
    theme_silent, theme_whole, theme_count, theme_traded, theme_plain, theme_container, theme_word, theme_total, before, before_only, before_theme, before_silent, before_named, before_physical, before_whole, before_placed, unlisted_before, unlisted_of, unlisted_whole, told, told_none, told_word, carried_part, carried_anaphora, cause, predicate,
}

pub(super) type Candidates = Vec<Candidate<Option<String>, Features>>;

/// What is known of a figure when its goods are looked for.
pub(super) struct Asked<'a, 'l> {
    pub figure: &'a Quantity,
    pub at: usize,
    pub kind: Kind,
    pub choice: &'a Choice<'l>,
    pub story: &'a Story,
    /// The goods that the title names.
    pub topic: Option<&'a str>,
    /// The goods that the report speaks of most.
    pub theme: Option<&'a Theme>,
}

/// All goods that could be meant: those named in the sentence, those of the figure before, those of the title, or none.
pub(super) fn candidates(view: &View, asked: &Asked) -> Candidates {
    let figure = asked.figure;
    let unit = figure.plain_reading().unit;
    let physical = !unit.is_money() && unit != Unit::Percent;
    let mut all = Candidates::new();
    let cue = asked.choice.cue;
    if let Some(cue) = cue
        && let Some(fixed) = cue.commodity
    {
        let features = Features { fixed: 1.0, ..Features::default() };
        let words = (cue.first, cue.end);
        all.push(Candidate::said(Some(fixed.to_owned()), words, Reach::Clause, features));
    }
    let owned = of_figure(view, figure, physical);
    if let Named::Goods(run) = owned {
        let lexical = view.goods.iter().any(|goods| run.0 <= goods.first && goods.end <= run.1);
        let features =
            Features { of_figure: 1.0, of_free: flag(!lexical), physical: flag(physical), ..Features::default() };
        all.push(Candidate::said(Some(text(view, run)), run, Reach::Clause, features));
    }
    let runs: Vec<Run> = view.goods.iter().filter(|goods| !goods.all).map(|goods| (goods.first, goods.end)).collect();
    let side_by_side =
        parallel::partner_of(view, asked.at, &runs).or_else(|| parallel::compared_of(view, asked.at, &runs));
    for run in runs {
        all.push(named(view, asked, run, side_by_side, physical));
    }
    all.extend(cue.and_then(|cue| unlisted(view, asked, (cue.first, cue.end), cue.verb)));
    silent(view, asked, physical, matches!(owned, Named::All), &mut all);
    for candidate in &mut all {
        let told = asked.story.told_of(candidate.value.as_deref());
        match candidate.value {
            Some(_) => candidate.features.told = told,
            None => candidate.features.told_none = told,
        }
        candidate.features.told_word = told * flag(cue.is_some());
    }
    all
}

/// Words at a word of measure that may be goods though no list has them: 'pigmeat exports', 'exports of vehicle kits'.
fn unlisted(view: &View, asked: &Asked, cue: Run, is_verb: bool) -> Option<Candidate<Option<String>, Features>> {
    let is_noun = |i: usize| {
        let opens = i == view.first && view.scan.tokens[i].kind == TokenKind::Word && !view.scan.is_function(i);
        (is_plain(view, i) || opens)
            && !is_cue(view, i)
            && !is_place(view, i)
            && !view.goods.iter().any(|goods| goods.first <= i && i < goods.end)
            && !view.periods.iter().any(|period| period.first <= i && i < period.end)
            && !view.quantities.iter().any(|figure| figure.first <= i && i < figure.end)
    };
    if is_verb {
        return None;
    }
    let whole = flag(matches!(asked.choice.measure, Measure::Trade | Measure::Balance));
    let before = (cue.0.saturating_sub(2).max(view.first)..cue.0).rev().take_while(|i| is_noun(*i)).last();
    if let Some(first) = before {
        let features = Features { unlisted_before: 1.0, unlisted_whole: whole, ..Features::default() };
        return Some(Candidate::said(Some(text(view, (first, cue.0))), (first, cue.0), Reach::Clause, features));
    }
    if !view.is(cue.1, &["of"]) {
        return None;
    }
    let first = cue.1 + 1 + usize::from(view.is(cue.1 + 1, &["the", "its", "their", "all"]));
    let last = (first..(first + 3).min(view.end)).take_while(|i| is_noun(*i)).last()?;
    let features = Features { unlisted_of: 1.0, unlisted_whole: whole, ..Features::default() };
    Some(Candidate::said(Some(text(view, (first, last + 1))), (first, last + 1), Reach::Clause, features))
}

/// Goods that stand in the sentence.
fn named(
    view: &View,
    asked: &Asked,
    run: Run,
    side_by_side: Option<Run>,
    physical: bool,
) -> Candidate<Option<String>, Features> {
    let here = (asked.figure.first, asked.figure.end);
    let cue = asked.choice.cue.map(|cue| (cue.first, cue.end));
    let verb = asked.choice.cue.is_some_and(|cue| cue.verb);
    let before = run.1 <= here.0;
    let mut f = Features::default();
    f.distance = (1.0 + View::distance(here, run) as f32).ln();
    f.boundary = view.boundaries(here, run);
    f.figure_between = view.figures_between(here, run) as f32;
    f.cue_between = view.cues_between(here, run) as f32;
    f.place_between = flag(view.places.iter().any(|place| before && run.1 <= place.first && place.end <= here.0));
    f.beside = flag(before && is_beside(view, run.1, here.0));
    f.behind = flag(!before && f.figure_between == 0.0 && is_beside(view, here.1, run.0));
    let joins = |i: usize| view.is(i, &["-", "product", "products", "sector"]);
    f.before_word =
        flag(!verb && cue.is_some_and(|(first, _)| run.1 <= first && first - run.1 <= 1 && (run.1..first).all(joins)));
    f.of_word = flag(cue.is_some_and(|(_, end)| {
        view.is(end, &["of", "in", "for"])
            && run.0 > end
            && run.0 - end <= 4
            && (end + 1..run.0).all(|i| is_plain(view, i) || is_place(view, i))
    }));
    f.object = flag(verb && cue.is_some_and(|(_, end)| run.0 >= end && run.0 - end <= 6));
    f.subject = flag(
        before
            && view.goods.iter().find(|goods| !goods.all).is_some_and(|first| first.first == run.0)
            && run.0 <= view.first + 3,
    );
    f.bracket = flag(view.bracket(run.0).is_some() != view.bracket(here.0).is_some());
    f.percent = flag(asked.kind == Kind::Share);
    f.physical = flag(physical);
    f.whole = flag(matches!(asked.choice.measure, Measure::Trade | Measure::Balance));
    f.conjunct = flag(view.is(run.0.saturating_sub(1), &["and"]) || view.is(run.1, &["and"]));
    f.parallel = match side_by_side {
        Some(other) if other == run => 1.0,
        Some(_) => -1.0,
        None => 0.0,
    };
    f.of_theme = theme_share(asked, &text(view, run));
    f.in_name = flag(is_in_name(view, run));
    f.priced = flag(view.is(run.1, &["price", "prices"]));
    f.included = flag(is_included(view, run));
    f.cause = flag(is_cause(view, run));
    f.predicate = flag(!before && is_predicate(view, here.1, run.0));
    let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
    Candidate::said(Some(text(view, extended(view, run))), run, reach, f)
}

/// Goods that no words of the sentence name, and none at all.
fn silent(view: &View, asked: &Asked, physical: bool, says_all: bool, all: &mut Candidates) {
    let cue = asked.choice.cue;
    let named_here = !all.is_empty();
    let placed = cue.is_some_and(|cue| {
        view.places.iter().any(|place| View::distance((cue.first, cue.end), (place.first, place.end)) <= 3)
    });
    if let Some(previous) = asked.story.previous.as_ref()
        && let Some(words) = &previous.commodity
    {
        let apart = view.sentence - previous.sentence;
        let features = Features {
            carried: 1.0,
            carried_joint: flag(apart == 0 && view.joint(previous.end, asked.figure.first)),
            carried_silent: flag(cue.is_none()),
            carried_apart: apart.min(4) as f32,
            carried_paragraph: flag(view.paragraph != previous.paragraph),
            carried_physical: flag(physical),
            carried_measure: flag(previous.measure == asked.choice.measure),
            carried_place: flag(placed),
            carried_part: flag(anaphora::is_part(view, asked.figure)),
            carried_anaphora: flag(anaphora::is_anaphora(view, asked.figure)),
            ..Features::default()
        };
        let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
        all.push(Candidate::silent(Some(words.clone()), reach, features));
    }
    if let Some(topic) = asked.topic {
        let features = Features {
            topic: 1.0,
            topic_physical: flag(physical),
            topic_silent: flag(!named_here),
            ..Features::default()
        };
        all.push(Candidate::silent(Some(topic.to_owned()), Reach::Heading, features));
    }
    unsaid(view, asked, physical, named_here, all);
    let features = Features {
        none: 1.0,
        none_physical: flag(physical),
        none_all: flag(says_all),
        none_total: flag(cue.is_some_and(|cue| is_total(view, cue.first))),
        none_place: flag(placed),
        none_whole: flag(matches!(asked.choice.measure, Measure::Trade | Measure::Balance)),
        none_word: flag(cue.is_some()),
        ..Features::default()
    };
    all.push(Candidate::silent(None, Reach::Default, features));
}

/// Goods of the report and of the sentence before, which no figure need have had.
fn unsaid(view: &View, asked: &Asked, physical: bool, named_here: bool, all: &mut Candidates) {
    let cue = asked.choice.cue;
    let whole = flag(matches!(asked.choice.measure, Measure::Trade | Measure::Balance));
    let placed = cue.is_some_and(|cue| {
        view.places.iter().any(|place| View::distance((cue.first, cue.end), (place.first, place.end)) <= 3)
    });
    if let Some(theme) = asked.theme {
        let features = Features {
            theme: 1.0,
            theme_share: theme.share,
            theme_led: flag(theme.is_led),
            theme_count: (theme.count.min(8) as f32).ln(),
            theme_traded: theme.traded,
            theme_plain: theme.plain,
            theme_container: flag(asked.figure.plain_reading().unit == Unit::Teu),
            theme_physical: flag(physical),
            theme_silent: flag(!named_here),
            theme_whole: whole,
            theme_word: flag(cue.is_some()),
            theme_total: flag(cue.is_some_and(|cue| is_total(view, cue.first))),
            ..Features::default()
        };
        all.push(Candidate::silent(Some(theme.words.clone()), Reach::Document, features));
    }
    let mut before = view.goods_before.iter().filter(|goods| !goods.all);
    if let Some(goods) = before.next() {
        let words = text(view, (goods.first, goods.end));
        let features = Features {
            before: 1.0,
            before_only: flag(before.next().is_none()),
            before_theme: theme_share(asked, &words),
            before_silent: flag(cue.is_none()),
            before_named: flag(named_here),
            before_physical: flag(physical),
            before_whole: whole,
            before_placed: flag(placed),
            ..Features::default()
        };
        all.push(Candidate::silent(Some(words), Reach::Earlier, features));
    }
}

/// How much the report speaks of goods, where they are its theme; else 0.
fn theme_share(asked: &Asked, words: &str) -> f32 {
    asked.theme.filter(|theme| theme.stem == stem(words)).map_or(0.0, |theme| theme.share)
}

/// 'the Coffee and Tea Authority', 'Energy Resources', 'Gold Coast': a word of a name.
fn is_in_name(view: &View, run: Run) -> bool {
    let capital = |i: usize| {
        i < view.end
            && view.scan.tokens[i].kind == TokenKind::Word
            && view.scan.word(i).starts_with(|c: char| c.is_uppercase())
    };
    let next = if view.is(run.1, &["and", "&"]) && capital(run.1 + 2) { run.1 + 1 } else { run.1 };
    // 'Oil Exports Rise' is a headline, no name.
    let moves = view.measure_cues().any(|cue| cue.first == next) || view.change_cues().any(|cue| cue.0 == next);
    capital(run.0) && capital(next) && !moves && !is_place(view, next)
}

/// 'which include re-exports of clothes', 'mostly coal and fruit', 're-exports of fuel included': a part of the whole that
/// the figure is for.
fn is_included(view: &View, run: Run) -> bool {
    (run.0.saturating_sub(3).max(view.first)..run.0).any(|at| view.scan.is_kind(at, WordKind::Part))
        || view.is(run.1, &["included", "excluded"])
}

/// 'driven by iron ore, it grew', 'despite a poor month for beef': what made the figure move.
fn is_cause(view: &View, run: Run) -> bool {
    (run.0.saturating_sub(6).max(view.first)..run.0).any(|at| view.scan.is_kind(at, WordKind::Cause))
}

/// What words at a place name.
enum Named {
    Goods(Run),
    All,
    Nothing,
}

/// '5 million tonnes of wheat', '$2bn worth of pepper', '13 mln tonnes wheat'.
fn of_figure(view: &View, figure: &Quantity, physical: bool) -> Named {
    let mut at = figure.end;
    let passes =
        |at: usize| view.is(at, &["worth", "a", "per", "year", "day", "annually", "value"]) || is_rate(view, at);
    while at < view.end && at < figure.end + 4 && passes(at) {
        at += 1;
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
    let opens = |i: usize| {
        view.is(i, &["the", "its", "their", "all", "various", "this", "that", "these", "other", "'s", "’s", "'"])
    };
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

/// With the goods that follow as one name: 'palm oil products'.
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
        && !view.scan.is_kind(at, WordKind::Common)
        && view.scan.link(at).is_none()
}

fn is_cue(view: &View, at: usize) -> bool {
    view.cues.iter().any(|cue| cue.first <= at && at < cue.end && !matches!(cue.cue, Cue::Reference(_)))
}

/// Only marks and small words between: 'wheat ($3m)', 'wheat accounted for 3.091 mln', '$25 billion, was iron ore'.
fn is_beside(view: &View, from: usize, to: usize) -> bool {
    let small = |i: usize| {
        view.scan.is_mark(i)
            || view.scan.is_function(i)
            || view.is(i, &["accounted", "worth", "about", "totalling", "bill", "fetched", "brought"])
    };
    to - from <= 6 && (from..to).all(small)
}

/// '$3bn of which would be oil', '$25 billion out of $52 billion, was iron ore': goods behind a verb that equates.
fn is_predicate(view: &View, from: usize, to: usize) -> bool {
    let is_verb = |at: usize| view.is(at, &["is", "are", "was", "were", "be", "been"]);
    to > from && to - from <= 9 && (is_verb(to - 1) || (to >= from + 2 && is_verb(to - 2))) && !is_verb(from)
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
