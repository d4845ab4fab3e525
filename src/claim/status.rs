//! How firmly a figure is stated.

use super::measure::flag;
use super::record::Reach;
use super::score::{Candidate, features};
use super::story::Settled;
use super::view::View;
use crate::lexicon::Cue;
use crate::mention::quantity::Quantity;
use crate::value::flow::{Measure, Status};

features! {
    distance, boundary, figure_between, after, projection, target, potential, pledge, actual_word, ahead_projection, ahead_target, ahead_actual, default, carried, carried_apart, trade_pledge, investment_pledge, cue_between, change, infinitive, status_between, carried_firm, ahead_said, base, base_actual, carried_before, carried_before_joint,
}

pub(super) type Candidates = Vec<Candidate<Status, Features>>;

/// Every firmness that could be meant. `ahead` says that the figure's period lies after publication, `base` that the
/// figure is only what another is compared with.
pub(super) fn candidates(
    view: &View,
    figure: &Quantity,
    measure: Measure,
    is_change: bool,
    ahead: bool,
    base: bool,
    previous: Option<&Settled>,
) -> Candidates {
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
        f.ahead_projection = flag(ahead && status == Status::Projection);
        f.ahead_target = flag(ahead && status == Status::Target);
        f.ahead_actual = flag(ahead && status == Status::Actual);
        f.trade_pledge = flag(status == Status::Pledge && measure.is_trade());
        f.investment_pledge =
            flag(status == Status::Pledge && matches!(measure, Measure::Investment | Measure::Finance));
        f.change = flag(is_change && status != Status::Actual);
        f.base = flag(base && status != Status::Actual);
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
        all.push(Candidate::silent(previous.status, Reach::Sentence, f));
    }
    // 'Exports are seen at 3 bn. Imports, at 4 bn, ...': what is foretold goes on.
    if let Some(previous) = previous.filter(|previous| {
        previous.status != Status::Actual
            && previous.sentence + 1 == view.sentence
            && previous.paragraph == view.paragraph
    }) {
        let mut f = Features::default();
        class(&mut f, previous.status);
        f.carried_before = 1.0;
        f.carried_before_joint = flag(previous.measure == measure);
        all.push(Candidate::silent(previous.status, Reach::Earlier, f));
    }
    let mut default = Features::default();
    default.ahead_actual = flag(ahead);
    default.base_actual = flag(base);
    default.default = 1.0;
    all.push(Candidate::silent(Status::Actual, Reach::Default, default));
    if ahead {
        for status in [Status::Projection, Status::Target] {
            let mut f = Features::default();
            class(&mut f, status);
            all.push(Candidate::silent(status, Reach::Default, f));
        }
    }
    all
}
