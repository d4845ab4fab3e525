//! Periods that no words of the sentence speak for: that of the figure before, of the report's lead or title, of a sentence
//! just before that held no figure.

use super::bracket::{follows_in_brackets, is_of_brackets, said_in_brackets};
use super::column::column;
use super::idle::{has_begun_then, is_of_event};
use super::{Asked, Candidates, Features};
use crate::claim::anaphora::{is_anaphora, is_part};
use crate::claim::measure::flag;
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::story::{Said, Settled, Story};
use crate::claim::topic::Topic;
use crate::claim::view::View;
use crate::lexicon::{Cue, WordKind};
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::mention::quantity::Quantity;
use crate::token::Gap;
use crate::value::flow::{Kind, Measure, Status};
use crate::value::period::{Period, PeriodKind};
use jiff::ToSpan;

/// Adds every such period.
pub(super) fn candidates(
    view: &View,
    asked: &Asked,
    story: &Story,
    topic: &Topic,
    anchor: &Anchor,
    alone: bool,
    all: &mut Candidates,
) {
    let figure = asked.figure;
    let led = asked.bases[asked.at];
    // What every one of them is asked: how often the report names it, and whether it is one with what is spoken of.
    let about = |period: Period| {
        let (votes, most) = topic.times.votes(period);
        Features {
            votes,
            told: if led { 0.0 } else { story.told_at(period) },
            voted: flag(most),
            agrees_focus: flag(story.focus == Some(period)),
            agrees_opening: flag(topic.opening == Some(period)),
            agrees_lead: flag(story.lead == Some(period)),
            none_first: flag(alone),
            led_by_base: flag(led),
            agrees_main: flag(!led && story.main == Some(period)),
            behind_main: flag(!led && story.is_behind(period)),
            agrees_paragraph: flag(!led && story.paragraph == Some((view.paragraph, period))),
            cumulative: flag(!led && story.lead.is_some_and(|lead| is_wider(period, lead))),
            overtaken: flag(!led && story.latest.is_some_and(|latest| latest > period.to.year())),
            ..Features::default()
        }
    };
    let is_open = view.cues.iter().any(|cue| {
        matches!(cue.cue, Cue::Status(Status::Projection | Status::Target))
            && View::distance((cue.first, cue.end), (figure.first, figure.end)) <= 12
    });
    if let Some(previous) = story.previous.as_ref() {
        let apart = view.sentence - previous.sentence;
        // What follows a base of a comparison goes back to what was compared.
        let back = apart > 0 || (previous.looks_back && !led);
        let period = if back { story.focus } else { previous.period };
        let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
        if let Some(period) = period {
            let mut f = about(period);
            f.carried = flag(apart == 0);
            f.carried_joint = flag(apart == 0 && view.joint(previous.end, figure.first));
            f.carried_bracket = flag(!led && follows_in_brackets(view, previous, figure));
            f.carried_cue = flag(is_open && apart > 0);
            f.carried_change = flag(apart == 0 && previous.kind == Kind::Change && asked.kind == Kind::Level);
            f.carried_base = flag(apart == 0 && !led && previous.looks_back);
            f.carried_elsewhere = flag(apart == 0 && is_elsewhere(view, figure, previous, led));
            // 'beef 14,384 (10,339), mutton 5,100 (4,900)': behind the bracket the list goes on.
            f.carried_past_bracket = f.carried_base * flag(view.is(previous.end, &[")"]));
            f.carried_earlier = flag(apart > 0);
            f.carried_near = flag(apart == 1 && view.paragraph == previous.paragraph && !previous.looks_back);
            // 'Of this, 3 million', 'It came to 3 million': what was spoken of goes on.
            f.carried_part = flag(is_part(view, figure));
            f.carried_taken_up = flag(is_anaphora(view, figure));
            f.carried_item = flag(apart == 1 && is_item(view));
            f.carried_list = flag(apart == 1 && opens_list(view, figure));
            f.carried_whole = flag(apart > 0 && of_whole(view, figure));
            f.carried_paragraph = flag(apart > 0 && view.paragraph != previous.paragraph);
            // 'which brought the deficit for the first ten months to 27 bn. Exports, at 76 bn, ...' goes back to the month.
            let closes = |said: Said| said.period == period && !said.opens;
            f.cumulative_closing = f.cumulative * flag(apart > 0 && story.said.is_some_and(closes));
            let of_balance = previous.measure == Measure::Balance && !asked.is_balance;
            f.cumulative_of_balance = f.cumulative * flag(apart > 0 && of_balance);
            let is_said = |said: Said| said.period == period && said.sentence + 1 >= view.sentence;
            f.carried_said = flag(apart == 0 && story.said.is_some_and(is_said));
            if let Some(said) = story.said.filter(|said| apart > 0 && said.period == period) {
                let near = said.paragraph == view.paragraph;
                f.focus_opens_far = flag(!near && said.opens);
                f.focus_said_near = flag(near);
                f.focus_said_last = flag(near && said.sentence + 1 == view.sentence);
                f.focus_opens = flag(near && said.opens);
                f.focus_age = (1.0 + (view.sentence - said.sentence) as f32).ln();
            }
            all.push(Candidate::silent(Some(period), reach, f));
        }
        // What is promised or aimed at goes on, and is not what the text speaks of otherwise.
        let open = story.open.filter(|open| open.sentence < view.sentence);
        let told = open.and_then(|open| open.period.filter(|period| story.focus != Some(*period)));
        if let Some((open, period)) = open.zip(told) {
            let mut f = about(period);
            f.carried_open = 1.0;
            f.carried_open_near = flag(open.sentence + 1 == view.sentence && view.paragraph == open.paragraph);
            f.carried_open_cue = flag(is_open);
            all.push(Candidate::silent(Some(period), Reach::Earlier, f));
        }
        // 'in tonnes: beef 14,384 (10,339)': a figure in brackets may be that of the year before.
        let bracketed = apart == 0 && follows_in_brackets(view, previous, figure);
        let before = previous.period.filter(|_| bracketed && !figure.is_percent() && !previous.is_percent);
        if let Some(before) = before.and_then(|period| period.shift_years(-1)) {
            let mut f = about(before);
            f.base_bracket = 1.0;
            f.base_bracket_bare = flag(figure.shared);
            let alike = story.base.filter(|base| Some(base.compared) == previous.period && base.period == before);
            f.base_bracket_alike = flag(alike.is_some());
            f.base_bracket_unlike = flag(alike.is_none() && story.base.is_some());
            all.push(Candidate::silent(Some(before), Reach::Sentence, f));
        }
        let said = previous.period.filter(|_| bracketed && !figure.is_percent() && !previous.is_percent);
        if let Some(said) = said.and_then(|period| said_in_brackets(view, period, anchor)) {
            let mut f = about(said);
            f.base_bracket_said = 1.0;
            all.push(Candidate::silent(Some(said), Reach::Earlier, f));
        }
        let compared = if previous.looks_back { story.focus } else { previous.period };
        if let Some(compared) = compared.filter(|_| led) {
            let mut add = |period: Option<Period>, f: Features| {
                if let Some(period) = period {
                    all.push(Candidate::silent(Some(period), Reach::Sentence, f));
                }
            };
            // 'growth cooled to 20.3% from 23.1%': one rate follows the other.
            let is_rate = figure.is_percent() && asked.kind == Kind::Change && previous.kind == Kind::Change;
            let rate = flag(is_rate && previous.is_percent);
            add(compared.shift_years(-1), Features { base_year: 1.0, base_year_rate: rate, ..Features::default() });
            if matches!(compared.kind, PeriodKind::Month | PeriodKind::Quarter) {
                let f = Features { base_previous: 1.0, base_previous_rate: rate, ..Features::default() };
                add(compared.previous(), f);
            }
            if let Some(base) = story.base {
                let same = base.compared == compared;
                let f = Features { base_alike: 1.0, base_alike_same: flag(same), ..Features::default() };
                add(base.beside(compared), f);
            }
        }
    }
    // 'The ministry expects 3 bn': this year, where nothing else is said.
    if let Some(year) = anchor.published.filter(|_| is_open && alone && !led).and_then(|day| Period::year(day.year())) {
        let mut f = about(year);
        f.open_year = 1.0;
        f.open_year_near = flag(story.focus.is_some_and(|focus| focus.to.year() == year.to.year()));
        all.push(Candidate::silent(Some(year), Reach::Document, f));
    }
    for (at, period) in foretold(story, anchor).into_iter().enumerate() {
        let Some(period) = period.filter(|_| is_open && !led) else { continue };
        let mut f = about(period);
        (f.open_whole, f.open_next) = (flag(at == 0), flag(at == 1));
        f.open_whole_alone = f.open_whole * flag(alone);
        all.push(Candidate::silent(Some(period), Reach::Document, f));
    }
    if let Some((period, shipped)) = next(view, anchor).filter(|_| alone) {
        let mut f = about(period);
        f.next_sentence = 1.0;
        f.next_bare = flag(view.next_is_bare);
        f.next_shipped = flag(shipped);
        f.next_near = flag(story.previous.is_none());
        all.push(Candidate::silent(Some(period), Reach::Earlier, f));
    }
    if let Some((period, near)) = recent(view, story, anchor) {
        let mut f = about(period);
        f.recent = 1.0;
        f.recent_apart = flag(!near);
        // A paragraph that opens with 'December was a busy month.' tells of December.
        f.recent_fresh = flag(near && story.previous.as_ref().is_none_or(|told| told.paragraph != view.paragraph));
        f.recent_heading = flag(is_below_heading(view));
        all.push(Candidate::silent(Some(period), Reach::Earlier, f));
    }
    let column = column(view, figure, anchor);
    if let Some(period) = column {
        let mut f = about(period);
        f.column = 1.0;
        all.push(Candidate::silent(Some(period), Reach::Heading, f));
    }
    if let Some(period) = heading(view, anchor).filter(|_| column.is_none()) {
        let mut f = about(period);
        f.heading = 1.0;
        all.push(Candidate::silent(Some(period), Reach::Heading, f));
    }
    if let Some(opening) = topic.opening {
        let mut f = about(opening);
        f.opening = 1.0;
        f.opening_stale = flag(story.focus.is_some_and(|focus| focus != opening));
        f.opening_stale_near =
            flag(story.said.is_some_and(|said| said.period != opening && said.paragraph == view.paragraph));
        f.opening_taken_up = flag(is_anaphora(view, figure));
        f.opening_titled = flag(topic.titled);
        f.opening_behind = flag(topic.opens_at >= view.end);
        // 'The line carried 3 mln tonnes. The year in question is 2018.'
        let is_next = view.periods_next.iter().any(|period| period.first == topic.opens_at);
        f.opening_undated = f.opening_behind * flag(anchor.published.is_none() && !is_next);
        all.push(Candidate::silent(Some(opening), Reach::Document, f));
    }
    if let Some(lead) = story.lead {
        let mut f = about(lead);
        f.lead = 1.0;
        f.opening_taken_up = flag(is_anaphora(view, figure));
        f.lead_stale = flag(story.focus.is_some_and(|focus| focus != lead));
        f.lead_stale_near =
            flag(story.said.is_some_and(|said| said.period != lead && said.paragraph == view.paragraph));
        all.push(Candidate::silent(Some(lead), Reach::Document, f));
    }
    if let Some(lead) = story.open_lead.filter(|lead| story.focus != Some(*lead)) {
        let mut f = about(lead);
        f.open_lead = 1.0;
        f.open_lead_cue = flag(is_open);
        f.open_lead_stale = flag(story.lead.is_some());
        all.push(Candidate::silent(Some(lead), Reach::Document, f));
    }
    // What an earlier figure was for may be spoken of again.
    for earlier in story.earlier.iter().rev() {
        if all.iter().any(|other| other.value == Some(earlier.period) && other.words.is_none()) {
            continue;
        }
        let mut f = about(earlier.period);
        f.earlier = 1.0;
        f.earlier_age = (1.0 + (view.sentence - earlier.sentence) as f32).ln();
        f.earlier_near = flag(earlier.paragraph == view.paragraph);
        f.earlier_said = flag(earlier.said);
        f.earlier_base = flag(led);
        f.earlier_ahead = flag(anchor.published.is_some_and(|day| earlier.period.to > day));
        f.earlier_cue = f.earlier_ahead * flag(is_open);
        all.push(Candidate::silent(Some(earlier.period), Reach::Document, f));
    }
}

/// 'A's deficit was 1.4 bn, compared with 1.7 bn in B': another party is set against it, and no other time.
fn is_elsewhere(view: &View, figure: &Quantity, previous: &Settled, led: bool) -> bool {
    if !led || !view.is(figure.end, &["in", "for", "of", "from", "by"]) {
        return false;
    }
    let from = view.places.partition_point(|place| place.first <= figure.end);
    let place = view.places.get(from).filter(|place| place.first <= figure.end + 2);
    place.is_some_and(|place| previous.reporter != Some(place.place) && previous.partner != Some(place.place))
}

/// 'January-June' to 'June': what began earlier and ends then.
fn is_wider(period: Period, lead: Period) -> bool {
    period.to == lead.to && period.from < lead.from
}

/// '- copper 3 mln': an item of a list.
fn is_item(view: &View) -> bool {
    view.is(view.first, &["-", "–", "—", "*", "•", "·"])
}

/// 'The breakdown was: cotton 3, wheat 5', 'Shipments included beef 3': parts of what the sentence before told.
fn opens_list(view: &View, figure: &Quantity) -> bool {
    let lists = |i: usize| {
        view.is(
            i,
            &[":", "included", "include", "includes", "including", "follows", "breakdown", "comprised", "comprise"],
        )
    };
    (view.first..figure.first).any(lists)
}

/// 'Of the total, 3 bn', 'Of this quantity 3 mln tonnes', '3 mln of the total'.
fn of_whole(view: &View, figure: &Quantity) -> bool {
    let of_it = |at: usize| {
        view.is(at, &["of"])
            && view.is(at + 1, &["the", "this", "that", "these", "its"])
            && view.is(at + 2, &["total", "amount", "sum", "quantity", "volume", "figure", "whole", "value"])
    };
    of_it(figure.end)
        || (figure.first.saturating_sub(8).max(view.first)..figure.first)
            .any(|at| of_it(at) && view.figures_between((at, at + 3), (figure.first, figure.end)) == 0)
}

/// What is foretold while some months are spoken of, 'she expects 3 bn': the year that they are a part of, and the period
/// after them.
fn foretold(story: &Story, anchor: &Anchor) -> [Option<Period>; 2] {
    let Some(focus) = story.focus.filter(|focus| focus.days() > 7) else { return [None; 2] };
    let start = anchor.fiscal_start.filter(|start| (focus.from.month(), focus.from.day()) == *start);
    let whole = start.filter(|_| focus.days() < 360).and_then(|_| {
        let last = focus.from.checked_add(1.year()).ok()?.yesterday().ok()?;
        Some(Period::new(focus.from, last))
    });
    let next = focus.whole_months().and_then(|months| {
        let first = focus.to.tomorrow().ok()?;
        Some(Period::new(first, first.checked_add(months.months()).ok()?.yesterday().ok()?))
    });
    [whole, next]
}

/// The first period that the sentence behind names, and whether goods are due then: 'Shipment is in June.'
fn next(view: &View, anchor: &Anchor) -> Option<(Period, bool)> {
    let named = |period: &&PeriodMention| {
        period.when.stands_alone() && !is_compared(view, period.first) && !is_of_event(view.scan, period)
    };
    let mention = view.periods_next.iter().find(named)?;
    let shipped = mention.is_due(view.scan);
    let period = mention.when.resolve(&Anchor { future: shipped, ..*anchor })?;
    (period.kind != PeriodKind::Day || shipped).then_some((period, shipped))
}

/// The period that the line over a list names: 'Uruguay, first half of 2017, by destination'.
fn heading(view: &View, anchor: &Anchor) -> Option<Period> {
    let sentences = &view.scan.sentences;
    let is_line =
        |at: usize| view.scan.tokens.get(sentences[at].tokens.start).is_some_and(|token| token.gap == Gap::Line);
    let mut at = view.sentence;
    // The lines of the list, with no empty line between.
    while at > 0 && is_line(at) && view.sentence - at < LIST {
        at -= 1;
        let tokens = sentences[at].tokens.clone();
        let from = view.periods_before.partition_point(|period| period.first < tokens.start);
        let named = view.periods_before[from..].iter().take_while(|period| period.first < tokens.end);
        let is_time = |token: usize| named.clone().any(|period| period.first <= token && token < period.end);
        // 'Table 3' counts nothing.
        let is_figure = |token: usize| view.scan.is_number(token) && view.scan.word(token).len() > 1 && !is_time(token);
        if tokens.clone().any(is_figure) {
            continue;
        }
        if view.scan.is(tokens.end.saturating_sub(1), &["."]) {
            return None;
        }
        // 'Partners in the ten months:', but not 'with those of 1985 in brackets'.
        let mut named = named.filter(|period| {
            let is_time = period.when.stands_alone() || matches!(period.when, When::TheMonths { .. });
            is_time && !is_of_brackets(view, period)
        });
        return named.find_map(|period| period.when.resolve(anchor)).filter(|period| period.kind != PeriodKind::Day);
    }
    None
}

/// Most lines between a figure and the heading of its list.
const LIST: usize = 30;

/// The period that the sentence before names last, where it holds no figure: 'Last year was a good one. Exports ...'; and
/// whether that stands in the same paragraph.
fn recent(view: &View, story: &Story, anchor: &Anchor) -> Option<(Period, bool)> {
    let from = story.previous.as_ref().map_or(0, |previous| previous.sentence + 1);
    let from = from.max(view.sentence.saturating_sub(1));
    let first = view.scan.sentences.get(from)?.tokens.start;
    let since = view.periods_before.iter().rev().take_while(|period| period.first >= first);
    let mut since = since.filter(|period| {
        period.when.stands_alone()
            && !matches!(period.when, When::Whole(Year::Relative(0)))
            && !period.by
            && !period.since
            && !is_compared(view, period.first)
            && !is_of_event(view.scan, period)
            // 'the first half of fiscal 1999, which started in April' is no April.
            && !has_begun_then(view.scan, period)
            && !is_of_brackets(view, period)
    });
    since.find_map(|mention| {
        let future = anchor.future || mention.is_due(view.scan);
        let period = mention.when.resolve(&Anchor { future, ..*anchor })?;
        let sentence = view.scan.sentences.partition_point(|sentence| sentence.tokens.end <= mention.first);
        let near = sentence < view.sentence && view.scan.sentences[sentence].paragraph == view.paragraph;
        (period.kind != PeriodKind::Day && sentence < view.sentence).then_some((period, near))
    })
}

/// '4. Twelve months to September' over 'Exports: 3 mln': the line before says of what time this one is.
fn is_below_heading(view: &View) -> bool {
    let Some(before) = view.sentence.checked_sub(1) else { return false };
    let opens = |sentence: usize| {
        let first = view.scan.sentences[sentence].tokens.start;
        view.scan.tokens.get(first).is_some_and(|token| token.gap >= Gap::Line)
    };
    let tokens = view.scan.sentences[before].tokens.clone();
    let is_short = tokens.len() <= 14 && !view.scan.is(tokens.end.saturating_sub(1), &[".", "?", "!", ",", ";"]);
    is_short && opens(before) && opens(view.sentence)
}

/// 'from the year before', 'compared with the second half of 2019': a word of comparison leads it.
fn is_compared(view: &View, at: usize) -> bool {
    // 'as busy as they had been in August 2020', 'as it did in May'.
    let like = |i: usize| {
        let (scan, verb) = (view.scan, ["had", "did", "was", "were"]);
        scan.is(i, &["as"]) && scan.is_kind(i + 1, WordKind::Pronoun) && scan.is(i + 2, &verb)
            || scan.is(i, &["as"]) && scan.is(i + 1, &["in"])
    };
    (at.saturating_sub(4)..at).any(|i| view.scan.is_kind(i, WordKind::Comparison))
        || (at.saturating_sub(2)..at).any(|i| view.scan.is_base(i))
        || (at.saturating_sub(5)..at).any(like)
}
