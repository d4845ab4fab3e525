//! Which period a figure is for.

use super::measure::{flag, past_aside};
use super::parallel::Run;
use super::record::Reach;
use super::score::{Candidate, features};
use super::story::Story;
use super::view::{MeasureCue, View};
use crate::lexicon::Cue;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::mention::quantity::Quantity;
use crate::value::flow::{Kind, Status};
use crate::value::period::{Period, PeriodKind};

features! {
    distance, boundary, figure_between, right_after, after, opens, base_change, base_level, own_base, by, since, day, cue_side, year, focus_words, ahead, parallel, bracket, carried, carried_earlier, carried_paragraph, lead, none, none_rate, none_first, led_by_base, base_year, period_between, only, none_other, carried_change, carried_joint, first, base_paired, owned_by_other, owned_by_base, carried_base, whole_year, opening, inception, whole_word, since_then, owned_by_self, own_base_far, opening_stale, after_cue, initial, same_as_before, same_as_focus, same_as_opening, when_clause, focus_later, season, month_of_year, carried_near, none_open, unresolved,
}

pub(super) type Candidates = Vec<Candidate<Option<Period>, Features>>;

/// What is known of a figure when its period is looked for.
pub(super) struct Asked<'a, 'l> {
    pub figure: &'a Quantity,
    pub kind: Kind,
    pub cue: Option<MeasureCue<'l>>,
    pub is_trade: bool,
    pub parallel: Option<Run>,
    /// Which figures of the sentence are only what others are compared with.
    pub bases: &'a [bool],
    /// The figure's place in the sentence.
    pub at: usize,
}

/// Which figures of a sentence are bases of a comparison: led by a word of comparison, or joined to one that is.
pub(super) fn bases(view: &View) -> Vec<bool> {
    let mut bases: Vec<bool> = Vec::with_capacity(view.quantities.len());
    let mut in_brackets = false;
    for (at, figure) in view.quantities.iter().enumerate() {
        let led = led_by_base(view, figure);
        let bracketed = at > 0 && is_earlier_value(view, &view.quantities[at - 1], figure);
        let joined =
            at > 0 && bases[at - 1] && !in_brackets && is_joined(view, view.quantities[at - 1].end, start(figure));
        bases.push(led || joined || bracketed);
        in_brackets = bracketed;
    }
    bases
}

/// 'from 1.4 bn in March and 1.2 bn a year earlier', '971 mln, revised from 980 mln, and 816 mln': a list goes on.
fn is_joined(view: &View, from: usize, to: usize) -> bool {
    let gap = from..to.max(from);
    gap.len() <= 12
        && gap.clone().any(|i| view.is(i, &["and", ","]))
        && !gap.clone().any(|i| view.is(i, &["while", "but", "to", "at", ";", ".", "which", "with", "by"]))
        && !view
            .measure_cues()
            .any(|cue| gap.contains(&cue.first) && !cue.verb && view.cues_between_figures(cue.first, to))
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

fn start(figure: &Quantity) -> usize {
    figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first))
}

/// Every period that could be meant: those of the sentence, that of the figure before, that of the report's lead, none.
pub(super) fn candidates(
    view: &View,
    asked: &Asked,
    story: &Story,
    opening: Option<Period>,
    anchor: &Anchor,
) -> Candidates {
    let figure = asked.figure;
    let here = (figure.first, figure.end);
    let led = asked.bases[asked.at];
    let mut all: Candidates = Vec::new();
    for (at, mention) in view.periods.iter().enumerate() {
        let there = (mention.first, mention.end);
        if is_dateline(view, mention) {
            continue;
        }
        // 'for April shipment' lies ahead.
        let shipped = ["shipment", "shipments", "delivery", "deliveries", "arrival", "loading"];
        let anchor = &Anchor { future: anchor.future || view.is(mention.end, &shipped), ..*anchor };
        let resolved = resolve(mention.when, anchor, view, at, asked.bases);
        // A season whose days the text does not give is no other period either.
        if resolved.is_none() && !mention.when.is_season() {
            continue;
        }
        let is_base = base_word(view, mention);
        let mut f = Features::default();
        f.distance = (1.0 + View::distance(here, there) as f32).ln();
        f.boundary = view.boundaries(here, there);
        f.figure_between = view.figures_between(here, there) as f32;
        let behind = mention.first >= figure.end;
        f.right_after = flag(behind && f.figure_between == 0.0 && mention.first - figure.end <= 3 && f.boundary < 2.0);
        f.after = flag(behind);
        f.opens = flag(
            mention.first <= view.first + 2 || view.is(mention.first.saturating_sub(2), &[",", ";", "while", "and"]),
        );
        let backward = is_base || matches!(mention.when, When::Focus { years_back: 1.. });
        f.base_change = flag(backward && asked.kind == Kind::Change);
        f.base_level = flag(backward && asked.kind != Kind::Change && !led);
        f.own_base = flag(led && behind && f.figure_between == 0.0);
        f.by = flag(mention.by);
        f.since = flag(mention.since);
        f.day = flag(resolved.is_some_and(|period| period.kind == PeriodKind::Day));
        f.cue_side = flag(asked.cue.is_some_and(|cue| {
            (cue.first < mention.first && mention.first < figure.first)
                || (figure.first < mention.first && mention.first < cue.first)
        }));
        f.year = flag(resolved.is_some_and(|period| period.kind == PeriodKind::Year));
        f.focus_words = flag(matches!(mention.when, When::Focus { years_back: 0 }));
        f.ahead = flag(anchor.published.zip(resolved).is_some_and(|(day, period)| period.from > day));
        f.parallel = match asked.parallel {
            Some(run) if run == there => 1.0,
            Some(_) => -1.0,
            None => 0.0,
        };
        f.bracket = flag(view.bracket(mention.first).is_some() != view.bracket(figure.first).is_some());
        f.led_by_base = flag(led && !behind);
        f.period_between = view.periods.iter().filter(|other| between(other.first, here, there)).count() as f32;
        f.only = flag(view.periods.len() == 1);
        f.first = flag(at == 0);
        let owner = owner(view, mention);
        f.owned_by_self = flag(owner == Some(asked.at));
        f.own_base_far = flag(led && behind && f.figure_between == 1.0);
        f.owned_by_other = flag(owner.is_some_and(|owner| owner != asked.at));
        f.owned_by_base = flag(owner.is_some_and(|owner| owner != asked.at && asked.bases[owner]));
        f.after_cue =
            flag(asked.cue.is_some_and(|cue| {
                mention.first >= cue.end && mention.first - cue.end <= 3 && cue.end <= figure.first
            }));
        f.initial = flag(mention.first <= view.first + 2 && view.is(mention.end, &[","]));
        f.same_as_before = flag(story.previous.as_ref().is_some_and(|previous| previous.period == resolved));
        f.same_as_focus = flag(story.focus == resolved);
        f.same_as_opening = flag(opening == resolved);
        f.inception = flag(is_inception(view, mention));
        f.when_clause = flag(
            !behind
                && f.figure_between == 0.0
                && (mention.end..mention.end + 2).any(|i| view.is(i, &["when"]))
                && f.period_between == 0.0,
        );
        f.base_paired = flag(backward && led && behind && f.figure_between == 0.0);
        f.unresolved = flag(resolved.is_none());
        let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
        all.push(Candidate::said(resolved, there, reach, f));
        let Some(period) = resolved else { continue };
        // 'the previous year' is the same months or the whole year.
        if let (When::Focus { years_back: back @ 1.. }, Some(whole)) = (mention.when, Period::year(period.to.year()))
            && whole != period
            && back == 1
        {
            let said = (1..=3).any(|back| view.before(mention.first, back, &["whole", "entire", "full"]));
            let features = Features { whole_year: 1.0, whole_word: flag(said), ..f };
            all.push(Candidate::said(Some(whole), there, reach, features));
        }
        // 'The February surplus last year': the month of that year.
        if let Some(period) = month_of_year(view, at, anchor) {
            let features = Features { month_of_year: 1.0, ..f };
            all.push(Candidate::said(Some(period), there, reach, features));
        }
        // '$2.4bn a year ago, were down at $1.9bn in the first eight months': measured from what comes after.
        if matches!(mention.when, When::Focus { .. })
            && let Some(later) = focus_after(view, at, anchor).filter(|later| *later != period)
        {
            let features = Features { focus_later: 1.0, ..f };
            all.push(Candidate::said(Some(later), there, reach, features));
        }
        // 'the season that began in July 2020': from then to now.
        if f.inception == 1.0
            && let Some(day) = anchor.published.filter(|day| *day > period.from && is_season(view, mention))
        {
            let features = Features { season: 1.0, ..f };
            let period = Period::new(period.from, day);
            all.push(Candidate::said(Some(period), there, reach, features));
        }
        // 'since it began operating in July 2018': from then to now.
        let since = (2..=6).any(|back| view.before(mention.first, back, &["since"]));
        if let Some(day) = anchor.published.filter(|day| since && *day > period.to) {
            let features = Features { since_then: 1.0, ..f };
            let period = Period::new(period.from, day);
            all.push(Candidate::said(Some(period), there, reach, features));
        }
    }
    let in_sentence = all.len();
    if let Some(previous) = story.previous.as_ref() {
        let apart = view.sentence - previous.sentence;
        let mut f = Features::default();
        f.carried = flag(apart == 0);
        f.carried_joint = flag(apart == 0 && view.joint(previous.end, figure.first));
        f.carried_change = flag(apart == 0 && previous.kind == Kind::Change && asked.kind == Kind::Level);
        f.led_by_base = flag(led);
        f.none_first = flag(in_sentence == 0);
        f.carried_base = flag(apart == 0 && !led && previous.is_base);
        // What follows a base of a comparison goes back to what was compared.
        let back = apart > 0 || (previous.is_base && !led);
        let period = if back { story.focus } else { previous.period };
        f.carried_earlier = flag(apart > 0);
        f.carried_near = flag(apart == 1 && view.paragraph == previous.paragraph && !previous.is_base);
        f.carried_paragraph = flag(apart > 0 && view.paragraph != previous.paragraph);
        let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
        if period.is_some() {
            all.push(Candidate::silent(period, reach, f));
        }
        let compared = if previous.is_base { story.focus } else { previous.period };
        if led && let Some(before) = compared.and_then(|period| period.shift_years(-1)) {
            let mut f = Features::default();
            f.base_year = 1.0;
            all.push(Candidate::silent(Some(before), Reach::Sentence, f));
        }
    }
    if let Some(opening) = opening {
        let features = Features {
            opening: 1.0,
            opening_stale: flag(story.focus.is_some_and(|focus| focus != opening)),
            none_first: flag(in_sentence == 0),
            led_by_base: flag(led),
            ..Features::default()
        };
        all.push(Candidate::silent(Some(opening), Reach::Document, features));
    }
    if let Some(lead) = story.lead {
        let mut f = Features::default();
        f.lead = 1.0;
        f.none_first = flag(in_sentence == 0);
        f.led_by_base = flag(led);
        all.push(Candidate::silent(Some(lead), Reach::Document, f));
    }
    let mut f = Features::default();
    f.none = 1.0;
    f.none_rate = flag(figure.per.is_some());
    f.none_open = flag(view.cues.iter().any(|cue| {
        matches!(cue.cue, Cue::Status(Status::Target | Status::Pledge | Status::Potential))
            && View::distance((cue.first, cue.end), here) <= 8
    }));
    f.none_first = flag(in_sentence == 0);
    f.none_other = flag(!asked.is_trade);
    all.push(Candidate::silent(None, Reach::Default, f));
    all
}

/// 'LONDON, March 5 -': the day on which a wire report was filed is no period of a figure.
fn is_dateline(view: &View, mention: &PeriodMention) -> bool {
    let filed = matches!(mention.when, When::Days { first, last, .. } if first == last);
    filed
        && mention.first < 12
        && (mention.end..mention.end + 4)
            .any(|i| view.scan.is(i, &["-", "–", "—", "/"]) || (view.scan.is(i, &["(", ":", "."]) && i == mention.end))
        && view.scan.is(mention.first.saturating_sub(1), &[",", "-", "."])
}

/// A month without a year, and 'last year' within three words of it.
fn month_of_year(view: &View, at: usize, anchor: &Anchor) -> Option<Period> {
    let (month, year) = (&view.periods[at], view.periods.get(at + 1)?);
    let When::Months { year: Year::Open, first, last } = month.when else { return None };
    let When::Whole(said @ Year::Relative(_)) = year.when else { return None };
    let gap = month.end..year.first;
    let near = gap.len() <= 3 && gap.clone().all(|i| !view.scan.is_mark(i) && view.scan.link(i).is_none());
    near.then(|| When::Months { year: said, first, last }.resolve(anchor)).flatten()
}

/// A mention measured from the first period of its sentence that comes after it.
fn focus_after(view: &View, at: usize, anchor: &Anchor) -> Option<Period> {
    let focus = view.periods[at + 1..].iter().find(|period| period.when.stands_alone())?.when.resolve(anchor)?;
    view.periods[at].when.resolve(&Anchor { focus: Some(focus), ..*anchor })
}

/// Whether it is a season or a year of account whose beginning is named.
fn is_season(view: &View, mention: &PeriodMention) -> bool {
    // 'eleven months into the fiscal year, which began in July' says itself how far.
    if view.periods.iter().any(|other| matches!(other.when, When::FiscalPart { .. } | When::Fiscal { .. })) {
        return false;
    }
    (2..=7).any(|back| view.before(mention.first, back, &["season", "campaign", "year", "crop"]))
}

/// Days meant by a mention; 'a year earlier' is measured from the period named before it in the sentence, if any.
fn resolve(when: When, anchor: &Anchor, view: &View, at: usize, bases: &[bool]) -> Option<Period> {
    let days = |period: &PeriodMention| period.when.resolve(anchor).filter(|days| days.kind != PeriodKind::Day);
    let is_base =
        |period: &PeriodMention| base_word(view, period) || owner(view, period).is_some_and(|owner| bases[owner]);
    let fits = |period: &&PeriodMention, base: bool| period.when.stands_alone() && is_base(period) == base;
    let earlier = |base: bool| view.periods[..at].iter().rev().find(|period| fits(period, base)).and_then(days);
    let later = || view.periods[at + 1..].iter().find(|period| fits(period, false)).and_then(days);
    let focus = earlier(false).or(anchor.focus).or_else(later).or_else(|| earlier(true));
    when.resolve(&Anchor { focus, ..*anchor })
}

/// Whether a word of comparison leads the figure: 'from 3 bn', 'against 3 bn', 'compared with 3 bn'.
pub(super) fn led_by_base(view: &View, figure: &Quantity) -> bool {
    let start = start(figure);
    let step = |back: usize| start.checked_sub(back).filter(|i| *i >= view.first);
    let skip = usize::from(step(1).is_some_and(|i| view.is(i, &["the", "a", "an", "its", "just", "only", "some"])));
    step(1 + skip).is_some_and(|i| view.scan.is_base(i))
        || (step(2 + skip).is_some_and(|i| view.is(i, &["compared"]))
            && step(1 + skip).is_some_and(|i| view.is(i, &["with", "to"])))
}

/// The figure that a period follows at once: '2.4bn in 2023' is that figure's own.
fn owner(view: &View, mention: &PeriodMention) -> Option<usize> {
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
    let gap = past_aside(view, view.quantities[at].end)..mention.first;
    let plain = gap.len() <= 4 && gap.clone().all(|i| !view.scan.is_mark(i) && !view.is(i, &["and", "while", "but"]));
    plain.then_some(at)
}

/// 'the season that began in July', 'launched in 2018': the day when something began is no period of a figure.
fn is_inception(view: &View, mention: &PeriodMention) -> bool {
    // 'the weakest since July': when it was weaker.
    let record = [
        "weakest",
        "lowest",
        "highest",
        "biggest",
        "largest",
        "smallest",
        "best",
        "worst",
        "fastest",
        "slowest",
        "first",
        "record",
        "low",
        "high",
        "strongest",
        "level",
        "levels",
    ];
    if mention.since && (2..=5).any(|back| view.before(mention.first, back, &record)) {
        return true;
    }
    (1..=4).any(|back| {
        view.before(
            mention.first,
            back,
            &[
                "began",
                "begun",
                "started",
                "launched",
                "opened",
                "starting",
                "beginning",
                "founded",
                "signed",
                "established",
            ],
        )
    })
}

fn base_word(view: &View, mention: &PeriodMention) -> bool {
    let skip = usize::from(view.before(mention.first, 1, &["the", "that", "those"]));
    let at = |back: usize| mention.first.checked_sub(back + skip).filter(|i| *i >= view.first);
    let single = at(1).is_some_and(|i| view.scan.is_base(i));
    let inside = at(1).is_some_and(|i| view.scan.link(i).is_some())
        && at(2).is_some_and(|i| view.is(i, &["than", "from", "against", "that"]));
    let pair = at(2).is_some_and(|i| view.is(i, &["compared"])) && at(1).is_some_and(|i| view.is(i, &["with", "to"]));
    let of = at(1).is_some_and(|i| view.is(i, &["of", "in"]))
        && at(2).is_some_and(|i| view.is(i, &["level", "figure", "result", "that", "those"]))
        && at(4).is_some_and(|i| view.scan.is_base(i) || view.scan.is_base(i + 1) || view.is(i, &["below", "above"]));
    single || pair || of || inside || is_compared(view, mention)
}

/// 'exceeded the 2017 figure', 'relative to the same quarter of 2018': a word of comparison before, and no figure, comma
/// or clause between.
fn is_compared(view: &View, mention: &PeriodMention) -> bool {
    let from = mention.first.saturating_sub(10).max(view.first);
    let ends = |i: usize| {
        view.is(i, &[",", ";", ":", "(", ")", "and", "but", "while", "which"])
            || view.quantities.iter().any(|figure| figure.first <= i && i < figure.end)
    };
    (from..mention.first).rev().take_while(|i| !ends(*i)).any(|i| view.scan.compares(i))
}

fn between(at: usize, a: Run, b: Run) -> bool {
    let (left, right) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
    left <= at && at < right
}
