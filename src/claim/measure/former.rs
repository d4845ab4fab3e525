//! Measures that other words only point to: 'the former rose 4%, the latter 18%', 'in the opposite direction'.

use super::{Choice, Features};
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::spoken::Spoken;
use crate::claim::story::Settled;
use crate::claim::view::View;
use crate::lexicon::{Cue, Reference};
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;

/// Tokens between a figure and 'the latter'.
const FORMER: usize = 14;
/// Tokens between a figure and 'in the opposite direction'.
const OPPOSITE: usize = 16;

/// 'Exports and imports grew, the former by 4%, the latter by 18%', '$3bn of the latter': the flow that is pointed to.
pub(super) fn former<'l>(view: &View, figure: &Quantity, spoken: &Spoken) -> Option<Candidate<Choice<'l>, Features>> {
    let at = pointer(view, figure)?;
    let [former, latter] = spoken.last_flows(at)?;
    let measure = if view.is(at, &["latter"]) { latter } else { former };
    let features = Features { former: 1.0, ..Features::default() };
    let value = Choice { measure, sign: 0, cue: None };
    Some(Candidate::said(value, (at - 1, at + 1), Reach::Sentence, features))
}

/// Where 'former' or 'latter' stands for what a figure is of.
fn pointer(view: &View, figure: &Quantity) -> Option<usize> {
    let stands = |at: &usize| view.is(*at, &["former", "latter"]) && view.before(*at, 1, &["the"]);
    let behind = figure.end + 2;
    if view.is(figure.end, &["of", "for"]) && stands(&behind) {
        return Some(behind);
    }
    // 'the former minister', 'the latter took 3%': a name's epithet, or somebody who acts.
    let alone = |at: &usize| {
        let next = at + 1;
        view.scan.is_mark(next)
            || view.scan.is_function(next)
            || view.scan.is_number(next)
            || view.change_cues().any(|(first, ..)| first == next)
            || view.periods.iter().any(|period| period.first == next)
    };
    (figure.first.saturating_sub(FORMER).max(view.first)..figure.first).rev().find(|at| stands(at) && alone(at))
}

/// 'in the opposite direction', 'moved the other way': the flow before, turned.
pub(super) fn opposite(view: &View, figure: &Quantity, previous: &Settled, spoken: &Spoken) -> Option<Measure> {
    let here = (figure.first, figure.end);
    let said = view.cues.iter().any(|cue| {
        let there = (cue.first, cue.end);
        matches!(cue.cue, Cue::Reference(Reference::Opposite))
            && View::distance(here, there) <= OPPOSITE
            && view.figures_between(here, there) == 0
            // 'cars moved the other way, losing 9%' speaks of the change, '$1bn worth moved the other way' of the flow.
            && (there.0 >= figure.end || !view.is(there.1 - 1, &["way"]))
            && (previous.sentence < view.sentence || there.0 > previous.end)
    });
    // What was carried or made meanwhile goes no way: the flow that was spoken of before.
    let before = || spoken.last_flow(view.first).filter(|_| !matches!(previous.measure, Measure::Trade));
    said.then(|| previous.measure.opposite().or_else(|| before()?.opposite())).flatten()
}

/// Whether the flow was turned before the figure before, in the same sentence.
pub(super) fn was_opposite(view: &View, previous: &Settled) -> bool {
    previous.sentence == view.sentence
        && view.cues.iter().any(|cue| matches!(cue.cue, Cue::Reference(Reference::Opposite)) && cue.end <= previous.end)
}
