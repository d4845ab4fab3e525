//! What two words of opposite flows say together: trade, or a balance.

use super::stands::{is_dominated, past_aside};
use super::{Candidates, Choice, Features, flag};
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::{Link, WordKind};
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;

/// What a word of exports and a word of imports say together: 'imports from and exports to China rose to', which is
/// trade, and 'imports outran exports by', which is a balance.
pub(super) fn of_two_words<'l>(view: &View<'_, 'l>, figure: &Quantity, nearest: Option<usize>) -> Candidates<'l> {
    let directed = |cue: &MeasureCue| matches!(cue.measure, Measure::Exports | Measure::Imports) && !cue.verb;
    let cues: Vec<MeasureCue> = view.measure_cues().filter(|cue| cue.end <= figure.first && directed(cue)).collect();
    let [.., a, b] = cues[..] else { return Vec::new() };
    let gap = a.end..b.first;
    if a.measure == b.measure || gap.len() > 6 || view.figures_between((a.first, a.end), (b.first, b.end)) > 0 {
        return Vec::new();
    }
    let here = (figure.first, figure.end);
    let there = (a.first, b.end);
    let mut f = Features::default();
    f.strength = 3.0;
    f.distance = (1.0 + View::distance(here, there) as f32).ln();
    f.boundary = view.boundaries(here, there);
    f.figure_between = view.figures_between(here, there) as f32;
    f.nearest_before = flag(nearest == Some(b.first));
    f.dominated = flag(is_dominated(view, &a));
    let cue = MeasureCue { first: a.first, end: b.end, commodity: None, ..b };
    let excess = gap.clone().any(|i| view.scan.is_kind(i, WordKind::Excess));
    let (measure, sign) = if excess && view.before(figure.bound.map_or(figure.first, |(_, from, _)| from), 1, &["by"]) {
        f.excess = 1.0;
        (Measure::Balance, if a.measure == Measure::Exports { 1 } else { -1 })
    } else if f.dominated == 0.0
        && gap.clone().any(|i| view.is(i, &["and", "plus"]))
        && !(b.end..view.end).any(|i| view.is(i, &["respectively"]))
    {
        f.sum = 1.0;
        // 'imports from and exports to China': both words govern the same place.
        f.sum_linked = flag(gap.clone().any(|i| view.scan.link(i).is_some()));
        (Measure::Trade, 0)
    } else {
        return Vec::new();
    };
    let value = Choice { measure, sign, cue: Some(MeasureCue { measure, sign, ..cue }) };
    vec![Candidate::said(value, there, Reach::Clause, f)]
}

/// '95% of its imports and exports', '$3bn in exports and imports': both words stand behind the figure and go with it.
pub(super) fn behind<'l>(view: &View<'_, 'l>, figure: &Quantity) -> Option<Candidate<Choice<'l>, Features>> {
    let directed = |cue: &MeasureCue| matches!(cue.measure, Measure::Exports | Measure::Imports) && !cue.verb;
    let mut behind = view.measure_cues().skip_while(|cue| cue.first < figure.end);
    let (a, b) = (behind.next().filter(directed)?, behind.find(|cue| !is_dominated(view, cue)).filter(directed)?);
    let joined = view.is(a.end, &["and", "plus"]) && b.first == a.end + 1 && a.measure != b.measure;
    let gap = figure.end..a.first;
    let leads = gap.len() <= BEHIND
        && matches!(view.scan.link(figure.end), Some(Link::In | Link::Of))
        && gap.clone().all(|at| !view.scan.is_mark(at) || view.is(at, &["'", "’", "'s", "’s", "-"]));
    // 'in exports and imports of $2bn'.
    let has_own = view.quantities.iter().any(|other| other.first >= b.end && other.first <= b.end + 2);
    if !joined || !leads || has_own {
        return None;
    }
    let features = Features { sum: 1.0, of_after: 1.0, strength: 3.0, ..Features::default() };
    let cue = MeasureCue { measure: Measure::Trade, sign: 0, first: a.first, end: b.end, commodity: None, ..b };
    let value = Choice { measure: Measure::Trade, sign: 0, cue: Some(cue) };
    Some(Candidate::said(value, (a.first, b.end), Reach::Clause, features))
}

/// Tokens between a figure and the words behind it.
const BEHIND: usize = 5;

/// 'the Japanese sold us $3.7bn more than we sold them', 'the country spent $1.96bn more than it earned': what one flow is
/// above the other is a balance of who is spoken of first.
pub(super) fn more_than<'l>(view: &View<'_, 'l>, figure: &Quantity) -> Option<Candidate<Choice<'l>, Features>> {
    let end = past_aside(view, figure.end);
    let sign = match (view.is(end, &["more"]), view.is(end, &["less"])) {
        (true, _) => 1,
        (_, true) => -1,
        _ => return None,
    };
    let flows = |cue: &MeasureCue| matches!(cue.measure, Measure::Exports | Measure::Imports);
    let first = view.measure_cues().filter(|cue| cue.end <= figure.first && flows(cue)).last()?;
    let than = (end + 1..end + 8).find(|at| view.is(*at, &["than"]))?;
    let second = view.measure_cues().find(|cue| cue.first > than && cue.first <= than + 5 && flows(cue))?;
    // 'exports were $3bn more than exports a year before' compares one flow with itself.
    let pronoun = (than + 1..second.first).any(|at| view.scan.is_kind(at, WordKind::Pronoun));
    if first.measure == second.measure && !(first.verb && second.verb && pronoun) {
        return None;
    }
    let sign = if first.measure == Measure::Exports { sign } else { -sign };
    let cue = MeasureCue { measure: Measure::Balance, sign, commodity: None, ..first };
    let features = Features { excess: 1.0, strength: 3.0, ..Features::default() };
    let value = Choice { measure: Measure::Balance, sign, cue: Some(cue) };
    Some(Candidate::said(value, (first.first, second.end), Reach::Clause, features))
}
