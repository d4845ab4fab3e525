//! Which period a figure is for.

mod base;
mod begun;
mod beside;
mod bracket;
mod column;
mod focus;
mod idle;
mod later;
mod other;
mod silent;
mod size;
mod start;
mod taken_up;
mod tense;

pub(super) use self::base::bases;
pub(super) use self::idle::{has_begun_then, is_of_event};
pub(super) use self::start::account;
pub(super) use self::tense::looks_back;

use self::base::{base_word, owner};
use self::begun::since_then;
use self::bracket::{is_bracketed, is_spelled_out, past_bracket};
use self::focus::{focus_after, month_of_year, resolve, settled};
use self::idle::{is_apposed, is_aside, is_calendar, is_dateline, is_day_of_news, is_foretold_then, is_inception};
use self::later::{after, ahead, months_between};
use self::other::{About, is_season, names_month};
use self::start::{fiscal_here, fiscal_of_others};
use self::tense::{Tense, tense};
use super::measure::flag;
use super::parallel::Run;
use super::record::Reach;
use super::score::{Candidate, features};
use super::story::{Settled, Story};
use super::topic::Topic;
use super::view::{MeasureCue, View};
use crate::lexicon::Cue;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::mention::quantity::Quantity;
use crate::value::flow::{Kind, Status};
use crate::value::period::{Period, PeriodKind};
use jiff::civil::Date;

features! {
    distance, boundary, figure_between, right_after, after, opens, base_change, base_level, own_base, by, since, day, cue_side, year, focus_words, ahead, parallel, bracket, carried, carried_earlier, carried_paragraph, lead, none, none_rate, none_first, led_by_base, base_year, period_between, only, none_other, carried_change, carried_joint, first, base_paired, owned_by_other, owned_by_base, carried_base, whole_year, opening, inception, whole_word, since_then, owned_by_self, own_base_far, opening_stale, after_cue, initial, same_as_before, same_as_focus, same_as_opening, when_clause, focus_later, season, month_of_year, carried_near, none_open, unresolved, votes, voted, agrees_focus, agrees_opening, agrees_lead, focus_said_near, focus_age, focus_opens, lead_stale, lead_stale_near, opening_titled, recent, later, later_cue, later_shipped, sooner_cue, sooner_shipped, part, part_kept, year_of_focus, to_closed, base_alike, base_alike_same, base_previous, same_kept, same_kept_base, calendar, carried_bracket, bracket_own, none_habit, none_done, aside, backward_owned, carried_open, carried_open_near, settled, settled_before, after_base, none_before, none_earlier, focus_said_last, carried_part, carried_taken_up, opening_stale_near, told, focus_opens_far, backward_ahead, before_cue, day_own, year_for_part, year_for_part_led, year_for_part_back, months_joint, to_day, to_focus_day, fiscal_season, fiscal_here, focus_from, focus_from_range, fiscal_alike, week_before_focus, next_sentence, next_bare, next_shipped, next_near, open_year, open_year_near, carried_open_cue, carried_cue, none_share, none_share_habit, none_told, none_age, fits_base, fits_base_change, is_base, misfits_base, fits_compared, is_compared, misfits_compared, opening_taken_up, bracket_next, to_closed_focus, revised_same, fits_compared_bare, is_compared_bare, base_bracket, base_bracket_bare, base_bracket_alike, years_with_this, fiscal_named, months_of_account, months_again, carried_said, open_lead, open_lead_cue, open_lead_stale, earlier, earlier_age, earlier_near, earlier_said, earlier_base, earlier_ahead, earlier_cue, sooner_far, sooner_just, later_far, later_just, spelled_out, spells_out, overtaken, heading, from_start, from_start_end, from_start_by, from_start_day, from_start_eve, from_start_fiscal, months_to_focus, range_last, range_last_change, month_last, year_fiscal, fiscal_ended, open_whole, open_next, open_whole_alone, from_to, none_rate_change, fiscal_pair, recent_apart, agrees_main, behind_main, carried_list, carried_whole, base_bracket_unlike, base_bracket_said, column, of_main, so_far, so_far_done, part_so_far, week_of_focus, sooner_part, later_part, year_after_base, since_focus, for_season, over_told, over_told_far, under_told, under_told_far, agrees_paragraph, cumulative, carried_item, since_day, since_focus_week, fiscal_young, fiscal_ended_young, year_for_part_far, from_start_season, on_month, on_month_other, carried_past_bracket, months_told, part_named, year_of_news, year_of_news_done, weeks_to_sunday, year_own_calendar, of_event, recent_heading, opening_behind, opening_undated, cumulative_closing, cumulative_of_balance, account_named, year_begun, year_begun_done, year_begun_next, year_begun_next_ahead, anniversary, rolling, year_to, next_told, next_told_done, part_told, both_years, undated, since_named, recent_fresh, base_previous_rate, base_year_rate, carried_elsewhere, apposed, foretold_then, to_closed_month, looked_back, right_before, from_start_eve_told,
}

pub(super) type Candidates = Vec<Candidate<Option<Period>, Features>>;

/// What is known of a figure when its period is looked for.
pub(super) struct Asked<'a, 'l> {
    pub figure: &'a Quantity,
    pub kind: Kind,
    pub cue: Option<MeasureCue<'l>>,
    pub is_trade: bool,
    pub is_balance: bool,
    pub parallel: Option<Run>,
    /// Which figures of the sentence are only what others are compared with.
    pub bases: &'a [bool],
    /// The figure's place in the sentence.
    pub at: usize,
}

/// Every period that could be meant: those of the sentence, that of the figure before, that of the report's lead, none.
pub(super) fn candidates(view: &View, asked: &Asked, story: &Story, topic: &Topic, anchor: &Anchor) -> Candidates {
    let figure = asked.figure;
    let here = (figure.first, figure.end);
    let led = asked.bases[asked.at];
    let is_done = matches!(tense(view, figure), Some(Tense::Done));
    let here_start = fiscal_here(view, figure);
    let pair_start = fiscal_of_others(view, topic, anchor);
    let mut all: Candidates = Vec::new();
    for (at, mention) in view.periods.iter().enumerate() {
        let there = (mention.first, mention.end);
        if is_dateline(view, mention) || is_calendar(mention.when) || is_day_of_news(view, mention) {
            continue;
        }
        // 'A year ago they came to 3 bn over the same seven months' names one time, and says first which.
        let is_same = || (mention.first..mention.end).any(|i| view.is(i, &["same"]));
        let is_earlier = |other: &PeriodMention| matches!(other.when, When::Focus { years_back: 1.. });
        if matches!(mention.when, When::TheMonths { .. }) && is_same() && view.periods[..at].iter().any(is_earlier) {
            continue;
        }
        let future = anchor.future;
        let anchor = &Anchor { future: false, ..*anchor };
        let resolved = resolve(mention.when, anchor, view, at, asked.bases, story);
        // A season whose days the text does not give is no other period either.
        // Nor is 'last year' in a report without a day.
        let is_undated = || {
            anchor.published.is_none()
                && mention.when.resolve(&Anchor { published: topic.today.or(SOME_DAY), ..*anchor }).is_some()
        };
        if resolved.is_none() && !mention.when.is_season() && !is_undated() {
            continue;
        }
        // '$445bn (£227bn; €331bn) in 2004': the bracket is no distance.
        let aside = past_bracket(view, figure.end);
        let here = if mention.first >= aside { (figure.first, aside) } else { here };
        let is_base = base_word(view, mention);
        let mut f = Features::default();
        f.distance = (1.0 + View::distance(here, there) as f32).ln();
        f.boundary = view.boundaries(here, there);
        f.figure_between = view.figures_between(here, there) as f32;
        let behind = mention.first >= figure.end;
        f.right_after = flag(behind && f.figure_between == 0.0 && mention.first - here.1 <= 3 && f.boundary < 2.0);
        let is_next = !behind && f.figure_between == 0.0 && figure.first - mention.end <= 2;
        f.right_before = flag(is_next && f.boundary < 1.0 && !is_base);
        f.after = flag(behind);
        f.opens = flag(
            mention.first <= view.first + 2
                || view.is(mention.first.saturating_sub(2), &[",", ";", "while", "and", "that"]),
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
        f.same_as_opening = flag(topic.opening == resolved);
        f.inception = flag(is_inception(view, mention));
        f.of_event = flag(is_of_event(view.scan, mention));
        f.when_clause = flag(
            !behind
                && f.figure_between == 0.0
                && (mention.end..mention.end + 2).any(|i| view.is(i, &["when"]))
                && f.period_between == 0.0,
        );
        f.backward_ahead = flag(backward && !behind && !is_base && f.figure_between == 0.0);
        // 'fell 5% from a year earlier to 3 bn': the figure behind is what it fell to.
        f.from_to = flag(
            backward
                && !behind
                && f.figure_between == 0.0
                && view.is(mention.end, &["to", ",", "at"])
                && figure.first.saturating_sub(mention.end) <= 5,
        );
        f.before_cue = flag(asked.cue.is_some_and(|cue| {
            mention.end <= cue.first
                && cue.first - mention.end <= 2
                && cue.end <= figure.first
                && f.figure_between == 0.0
        }));
        f.day_own = flag(matches!(mention.when, When::DaysAgo(_)) && view.is(mention.end, &["'s", "’s", "s"]));
        f.base_paired = flag(backward && led && behind && f.figure_between == 0.0);
        f.aside = flag(!behind && is_aside(view, mention, figure.first));
        let touches =
            (behind && owner == Some(asked.at) && mention.first - figure.end <= 1) || mention.end == figure.first;
        f.backward_owned = flag(backward && touches);
        f.bracket_own = flag(view.bracket(mention.first).is_some_and(|own| view.bracket(figure.first) == Some(own)));
        f.bracket_next = flag(is_bracketed(view, figure, mention));
        // '200,000 tonnes for the 1986/87 season' is sold now and due then.
        f.for_season = flag(
            (mention.when.is_season() || matches!(mention.when, When::Fiscal { .. } | When::Whole(Year::Relative(_))))
                && (1..=2).any(|back| view.before(mention.first, back, &["for"])),
        );
        f.since_day = f.since * f.day;
        // 'In July they had been sent 32 mln, so that the rise is 10%': of what came later.
        let is_looked_back = |previous: &Settled| {
            previous.looks_back && previous.sentence == view.sentence && previous.period == resolved
        };
        let apart = !led && !behind && asked.at > 0 && !asked.bases[asked.at - 1];
        f.looked_back = flag(apart && story.previous.as_ref().is_some_and(is_looked_back));
        f.apposed = flag(is_apposed(view, at));
        f.foretold_then = flag(!behind && is_foretold_then(view, mention, figure));
        // In April 'the fiscal year' is rather the one that has just ended.
        f.fiscal_young = flag(is_young(mention.when, resolved, anchor));
        f.spelled_out = flag(is_spelled_out(view, at));
        f.spells_out = flag(at > 0 && is_spelled_out(view, at - 1));
        f.unresolved = flag(resolved.is_none());
        f.since_named = flag(mention.when == When::SinceThen);
        f.part = flag(matches!(mention.when, When::PartOfFocus { .. }));
        // A month without a year may be the one to come: 'for April shipment'.
        let later = Anchor { future: true, ..*anchor };
        let later = ahead(view, mention, &later)
            .or_else(|| resolve(mention.when, &later, view, at, asked.bases, story))
            .filter(|later| {
                let is_counted = matches!(mention.when, When::Months { first: 1, .. }) && !names_month(view, mention);
                // 'the first month' is one that has been, 'the first half' may be one that is foretold.
                let is_part = matches!(mention.when, When::Months { last, .. } if last % 3 == 0);
                (!is_counted || (is_part && future)) && Some(*later) != resolved
            });
        let is_part = !names_month(view, mention);
        let shipped = mention.is_due(view.scan);
        // How far the sooner reading lies back: of two Novembers the one that has just been is meant.
        let back = resolved.zip(anchor.published).map_or(0, |(period, day)| months_between(period.to, day));
        let (far, just) = (later.is_some() && back >= 7, later.is_some() && back <= 2);
        if later.is_some() {
            f.sooner_far = flag(far);
            f.sooner_just = flag(just);
            f.sooner_cue = flag(future);
            f.sooner_part = flag(future && is_part);
            f.sooner_shipped = flag(shipped);
        }
        let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
        all.push(Candidate::said(resolved, there, reach, f));
        let Some(period) = resolved else {
            // 'last year' in a report without a day that names years.
            let day = Anchor { published: topic.today, ..*anchor };
            if let Some(period) =
                resolve(mention.when, &day, view, at, asked.bases, story).filter(|_| is_relative(mention.when))
            {
                all.push(Candidate::said(Some(period), there, reach, Features { undated: 1.0, unresolved: 0.0, ..f }));
            }
            continue;
        };
        if let Some(later) = later {
            let features = Features {
                later: 1.0,
                later_cue: flag(future),
                later_part: flag(future && is_part),
                sooner_part: 0.0,
                later_shipped: flag(shipped),
                later_far: flag(far),
                later_just: flag(just),
                sooner_far: 0.0,
                sooner_just: 0.0,
                sooner_cue: 0.0,
                sooner_shipped: 0.0,
                ahead: 1.0,
                same_as_before: flag(story.previous.as_ref().is_some_and(|previous| previous.period == Some(later))),
                same_as_focus: flag(story.focus == Some(later)),
                same_as_opening: flag(topic.opening == Some(later)),
                ..f
            };
            all.push(Candidate::said(Some(later), there, reach, features));
        }
        let about = About { view, at, anchor, story, here_start, pair_start, led, is_done, kind: asked.kind };
        for (other, features) in about.others(period, is_base, f) {
            all.push(Candidate::said(Some(other), there, reach, features));
        }
        // 'the previous year' is the same months or the whole year.
        if let (When::Focus { years_back: back @ 1.. }, Some(whole)) = (mention.when, Period::year(period.to.year()))
            && whole != period
            && back == 1
        {
            let said = (1..=3).any(|back| view.before(mention.first, back, &["whole", "entire", "full"]));
            let features = Features { whole_year: 1.0, whole_word: flag(said), ..f };
            all.push(Candidate::said(Some(whole), there, reach, features));
        }
        // 'from 1.9 bn a year earlier': a year before what the figure before was read to be for.
        if let Some(other) = settled(mention.when, view, story).filter(|other| *other != period) {
            let features = Features { settled: 1.0, settled_before: flag(!behind), ..f };
            all.push(Candidate::said(Some(other), there, reach, features));
        }
        // '2.6 bn against 2.5 bn in May': of June.
        let compared = is_base || owner.is_some_and(|owner| owner != asked.at && asked.bases[owner]);
        if compared
            && !led
            && behind
            && let Some(next) = after(period).filter(|next| anchor.published.is_none_or(|day| next.from <= day))
        {
            let features = Features {
                after_base: 1.0,
                year: f.year,
                agrees_focus: flag(story.focus == Some(next)),
                agrees_opening: flag(topic.opening == Some(next)),
                ..Features::default()
            };
            all.push(Candidate::said(Some(next), there, reach, features));
        }
        // '7 pct below the level of June 2018': of June 2019.
        if compared
            && !led
            && behind
            && period.kind != PeriodKind::Day
            && let Some(next) = period.shift_years(1).filter(|next| anchor.published.is_none_or(|day| next.from <= day))
            && after(period) != Some(next)
        {
            let features = Features {
                year_after_base: 1.0,
                agrees_focus: flag(story.focus == Some(next)),
                agrees_opening: flag(topic.opening == Some(next)),
                agrees_main: flag(story.main == Some(next)),
                ..Features::default()
            };
            all.push(Candidate::said(Some(next), there, reach, features));
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
        if let Some(day) = since_then(view, mention, anchor, period) {
            let features = Features { since_then: 1.0, since_day: 0.0, ..f };
            let days = Period::new(period.from, day);
            all.push(Candidate::said(Some(days), there, reach, features));
            // 'Since January 1 exports have reached 3 mln', said of a week: up to its end.
            if let Some(focus) = story.focus.filter(|focus| focus.to > period.to && focus.to < day) {
                let since_focus_week = flag(focus.days() <= 10);
                let features = Features { since_then: 1.0, since_focus: 1.0, since_focus_week, since_day: 0.0, ..f };
                all.push(Candidate::said(Some(Period::new(period.from, focus.to)), there, reach, features));
            }
        }
    }
    let in_sentence = all.len();
    silent::candidates(view, asked, story, topic, anchor, in_sentence == 0, &mut all);
    let mut f = Features::default();
    f.none = 1.0;
    f.none_rate = flag(figure.per.is_some());
    f.none_open = flag(view.cues.iter().any(|cue| {
        matches!(cue.cue, Cue::Status(Status::Target | Status::Pledge | Status::Potential))
            && View::distance((cue.first, cue.end), here) <= 8
    }));
    f.none_first = flag(in_sentence == 0);
    f.none_rate_change = f.none_rate * flag(asked.kind == Kind::Change);
    f.none_other = flag(!asked.is_trade);
    f.none_share = flag(asked.kind == Kind::Share);
    f.none_told = story.told_without();
    f.none_age = story.said.map_or(0.0, |said| (1.0 + (view.sentence - said.sentence) as f32).ln());
    if let Some(previous) = story.previous.as_ref().filter(|previous| previous.period.is_none()) {
        f.none_before = flag(previous.sentence == view.sentence);
        f.none_earlier = flag(previous.sentence < view.sentence && previous.paragraph == view.paragraph);
    }
    match tense(view, figure) {
        Some(Tense::Habit) => {
            f.none_habit = 1.0;
            f.none_share_habit = f.none_share;
        }
        Some(Tense::Done) => f.none_done = 1.0,
        None => {}
    }
    all.push(Candidate::silent(None, Reach::Default, f));
    beside::fit(view, asked, story, anchor, &mut all);
    size::fit(asked, story, &mut all);
    size::fit_step(view, asked, &mut all);
    all
}

/// Any day: whether words of time need one is all that is asked.
const SOME_DAY: Option<Date> = Some(Date::constant(2000, 1, 1));

/// 'last year', 'in May of this year': told from the day of the report.
fn is_relative(when: When) -> bool {
    matches!(when, When::Whole(Year::Relative(_)) | When::Months { year: Year::Relative(_), .. })
}

/// Whether words mean the year of account that has only begun when the report is written.
fn is_young(when: When, resolved: Option<Period>, anchor: &Anchor) -> bool {
    let begun = matches!(when, When::Fiscal { year: Year::Relative(0), .. });
    let Some((day, period)) = anchor.published.zip(resolved).filter(|_| begun) else { return false };
    period.from <= day && Period::new(period.from, day).days() <= 75
}

fn between(at: usize, a: Run, b: Run) -> bool {
    let (left, right) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
    left <= at && at < right
}
