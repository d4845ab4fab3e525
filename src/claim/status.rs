//! How firmly a figure is stated.

use super::measure::flag;
use super::record::Reach;
use super::score::{Candidate, features};
use super::spoken::Spoken;
use super::story::Story;
use super::view::View;
use crate::lexicon::{Cue, WordKind};
use crate::mention::quantity::Quantity;
use crate::value::flow::{Measure, Status};
use crate::value::period::Period;

features! {
    distance, boundary, figure_between, after, projection, target, potential, pledge, actual_word, ahead_projection, ahead_target, ahead_actual, default, carried, carried_apart, trade_pledge, investment_pledge, cue_between, change, infinitive, status_between, carried_firm, ahead_said, base, base_actual, carried_before, carried_before_joint, ahead_pledge, unfinished_open, unfinished_actual, unfinished_projection, unfinished_target, unfinished_pledge, shipped, shipped_actual, shipped_pledge, carried_past_base, told, mood, silent, silent_past, silent_told, silent_mood, silent_due, due, due_pledge, undated_actual, undated_silent, silent_projection, silent_target, silent_potential, silent_pledge, past_projection, past_target, past_potential, past_pledge, told_period, silent_told_period, carried_period, carried_before_period, carried_before_paragraph, base_past, base_past_actual, put_open, put_past, pledge_physical,
}

pub(super) type Candidates = Vec<Candidate<Status, Features>>;

/// What is known of a figure when its firmness is looked for.
pub(super) struct Asked<'a> {
    pub figure: &'a Quantity,
    pub measure: Measure,
    pub is_change: bool,
    pub period: Option<Period>,
    /// Where the figure's period lies to the day of publication.
    pub lies: Lies,
    /// Whether it is only what another figure is compared with.
    pub base: bool,
    pub story: &'a Story,
    pub spoken: &'a Spoken,
}

/// Where a period lies to the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// Over by then, or nobody knows.
    Past,
    /// It has begun and is not over.
    Running,
    /// Still to begin.
    Ahead,
}

/// Every firmness that could be meant.
pub(super) fn candidates(view: &View, asked: &Asked) -> Candidates {
    let &Asked { figure, measure, is_change, period, lies, base, story, spoken } = asked;
    let previous = story.previous.as_ref();
    let (ahead, running) = (lies == Lies::Ahead, lies == Lies::Running);
    let shipped = view.periods.iter().any(|period| period.is_due(view.scan));
    let due = is_due(view, figure);
    let is_over = period.is_some() && lies == Lies::Past;
    let is_physical = !figure.is_money() && !figure.is_percent();
    let here = (figure.first, figure.end);
    let mut all: Candidates = Vec::new();
    let class = |f: &mut Features, status: Status| {
        match status {
            Status::Projection => f.projection = 1.0,
            Status::Target => f.target = 1.0,
            Status::Potential => f.potential = 1.0,
            Status::Pledge => f.pledge = 1.0,
            Status::Actual => f.actual_word = 1.0,
        }
        f.told = story.told_as(status);
        f.mood = spoken.mood(status);
        f.due_pledge = flag(due && status == Status::Pledge);
        f.ahead_projection = flag(ahead && status == Status::Projection);
        f.ahead_target = flag(ahead && status == Status::Target);
        f.ahead_actual = flag(ahead && status == Status::Actual);
        f.ahead_pledge = flag(ahead && status == Status::Pledge);
        f.unfinished_open = flag(running && status != Status::Actual);
        f.shipped_pledge = flag(shipped && status == Status::Pledge);
        f.trade_pledge = flag(status == Status::Pledge && measure.is_trade());
        f.investment_pledge =
            flag(status == Status::Pledge && matches!(measure, Measure::Investment | Measure::Finance));
        f.change = flag(is_change && status != Status::Actual);
        f.base = flag(base && status != Status::Actual);
        f.base_past = flag(base && is_over && status != Status::Actual);
        f.told_period = story.told_as_for(status, period);
        f.pledge_physical = flag(is_physical && status == Status::Pledge);
    };
    for mention in view.cues {
        let Cue::Status(status) = mention.cue else { continue };
        let there = (mention.first, mention.end);
        let mut f = Features::default();
        f.distance = (1.0 + View::distance(here, there) as f32).ln();
        f.boundary = view.boundaries(here, there);
        f.figure_between = view.figures_between(here, there) as f32;
        f.after = flag(mention.first >= figure.end);
        class(&mut f, *status);
        f.ahead_said = flag(ahead && *status != Status::Actual);
        f.cue_between = view.cues_between(here, there) as f32;
        f.infinitive = flag(*status != Status::Actual && view.before(figure.first, 1, &["to", "reach", "hit"]));
        f.status_between = view
            .cues
            .iter()
            .filter(|other| matches!(other.cue, Cue::Status(_)))
            .filter(|other| {
                (there.1 <= other.first && other.end <= here.0) || (here.1 <= other.first && other.end <= there.0)
            })
            .count() as f32;
        let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
        all.push(Candidate::said(*status, there, reach, f));
    }
    if let Some(previous) = previous.filter(|previous| previous.sentence == view.sentence) {
        let mut f = Features::default();
        class(&mut f, previous.status);
        f.actual_word = 0.0;
        f.carried = 1.0;
        f.carried_apart = (1.0 + (figure.first - previous.end) as f32).ln();
        f.carried_firm = flag(previous.status == Status::Actual);
        f.carried_period = flag(previous.period == period);
        all.push(Candidate::silent(previous.status, Reach::Sentence, f));
    }
    // 'Exports are seen at 3 bn against 2 bn, and imports at 4 bn': what was foretold goes on behind the comparison.
    let open = story.open.filter(|open| !base && open.sentence == view.sentence);
    if let Some(open) = open.filter(|_| previous.is_some_and(|previous| previous.is_base)) {
        let mut f = Features::default();
        class(&mut f, open.status);
        f.carried_past_base = 1.0;
        all.push(Candidate::silent(open.status, Reach::Sentence, f));
    }
    // 'Exports are seen at 3 bn. Imports, at 4 bn, ...': what is foretold goes on.
    if let Some(previous) =
        previous.filter(|previous| previous.status != Status::Actual && previous.sentence + 1 == view.sentence)
    {
        let mut f = Features::default();
        class(&mut f, previous.status);
        f.carried_before = 1.0;
        f.carried_before_joint = flag(previous.measure == measure);
        f.carried_before_period = flag(previous.period == period);
        f.carried_before_paragraph = flag(previous.paragraph != view.paragraph);
        all.push(Candidate::silent(previous.status, Reach::Earlier, f));
    }
    let mut default = Features::default();
    default.ahead_actual = flag(ahead);
    default.unfinished_actual = flag(running);
    default.shipped_actual = flag(shipped);
    default.base_actual = flag(base);
    default.base_past_actual = flag(base && is_over);
    default.undated_actual = flag(period.is_none());
    default.told_period = story.told_as_for(Status::Actual, period);
    default.default = 1.0;
    default.due = flag(due);
    default.told = story.told_as(Status::Actual);
    default.mood = spoken.mood(Status::Actual);
    all.push(Candidate::silent(Status::Actual, Reach::Default, default));
    for status in [Status::Projection, Status::Target, Status::Potential, Status::Pledge] {
        let mut f = Features::default();
        class(&mut f, status);
        f.unfinished_projection = flag(running && status == Status::Projection);
        f.unfinished_target = flag(running && status == Status::Target);
        f.unfinished_pledge = flag(running && status == Status::Pledge);
        f.shipped = flag(shipped && status == Status::Pledge);
        f.silent = 1.0;
        let is_past = flag(is_over);
        match status {
            Status::Projection => (f.silent_projection, f.past_projection) = (1.0, is_past),
            Status::Target => (f.silent_target, f.past_target) = (1.0, is_past),
            Status::Potential => (f.silent_potential, f.past_potential) = (1.0, is_past),
            Status::Pledge => (f.silent_pledge, f.past_pledge) = (1.0, is_past),
            Status::Actual => {}
        }
        f.undated_silent = flag(period.is_none());
        f.silent_told_period = f.told_period;
        // 'Exports this year are put at 3 bn': what is not over can only be foreseen.
        if status == Status::Projection && is_put(view, figure) {
            f.put_open = flag(!is_over);
            f.put_past = flag(is_over);
        }
        f.silent_past = flag(lies == Lies::Past && f.shipped == 0.0);
        f.silent_told = f.told;
        f.silent_mood = f.mood;
        f.silent_due = f.due_pledge;
        all.push(Candidate::silent(status, Reach::Default, f));
    }
    all
}

/// Tokens before a figure within which a word puts it at something.
const PUT: usize = 10;

/// 'are put at 3 bn', 'he reckons on 3 bn': somebody's estimate.
fn is_put(view: &View, figure: &Quantity) -> bool {
    (figure.first.saturating_sub(PUT).max(view.first)..figure.first).any(|at| {
        view.scan.is_kind(at, WordKind::Estimate) && view.figures_between((at, at + 1), (figure.first, figure.end)) == 0
    })
}

/// Tokens behind a figure that may say that it is due, and those of the words between.
const BEHIND: usize = 16;
const WITHIN: usize = 8;

/// '2 million tonnes of wheat for delivery in the coming season', 'for late May/early June shipment'.
fn is_due(view: &View, figure: &Quantity) -> bool {
    (figure.end..view.end.min(figure.end + BEHIND)).any(|at| {
        view.scan.is_kind(at, WordKind::Shipped)
            && (figure.end.max(at.saturating_sub(WITHIN))..at).any(|before| view.is(before, &["for"]))
            && view.figures_between((figure.first, figure.end), (at, at + 1)) == 0
    })
}
