//! Which words say what a figure measures.

use super::record::Reach;
use super::score::{Candidate, features};
use super::story::Settled;
use super::view::{MeasureCue, View};
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;
use crate::value::unit::Unit;

/// A measure and, where it stands in the sentence, the word that says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'l> {
    pub measure: Measure,
    /// Sign of a balance; 0 where the word leaves it open.
    pub sign: i8,
    pub cue: Option<MeasureCue<'l>>,
}

features! {
    strength, distance, boundary, figure_between, adjacent_after, of_after, after, verb, mass_freight, money_freight, percent_other, parallel, carried, carried_bracket, carried_apart, carried_paragraph, title, default, mass_default, headed, other_measure, balance_mass, nearest_before, cue_between,
}

pub(super) type Candidates<'l> = Vec<Candidate<Choice<'l>, Features>>;

/// Every measure that could be meant: of the words of the sentence, of the figure before, of the title, and `other`.
pub(super) fn candidates<'l>(
    view: &View<'_, 'l>,
    figure: &Quantity,
    previous: Option<&Settled>,
    title: Option<Measure>,
    parallel: Option<(usize, usize)>,
) -> Candidates<'l> {
    let mut all: Candidates = Vec::new();
    let unit = figure.plain_reading().unit;
    let physical = !unit.is_money() && unit != Unit::Percent;
    let nearest = view.measure_cues().filter(|cue| cue.end <= figure.first).map(|cue| cue.first).last();
    for cue in view.measure_cues() {
        if cue.first < figure.end && figure.first < cue.end {
            continue;
        }
        let (here, there) = ((figure.first, figure.end), (cue.first, cue.end));
        let mut f = Features::default();
        f.strength = f32::from(cue.strength);
        f.distance = (1.0 + View::distance(here, there) as f32).ln();
        f.boundary = view.boundaries(here, there);
        f.figure_between = view.figures_between(here, there) as f32;
        if cue.first >= figure.end {
            after(view, figure, &cue, &mut f);
        }
        f.verb = flag(cue.verb);
        f.mass_freight = flag(physical && cue.measure == Measure::Freight);
        f.money_freight = flag(unit.is_money() && cue.measure == Measure::Freight);
        f.percent_other = flag(unit == Unit::Percent && !cue.measure.is_trade());
        f.parallel = match parallel {
            Some(place) if place == there => 1.0,
            Some(_) if cue.end <= figure.first => -1.0,
            _ => 0.0,
        };
        f.other_measure = flag(!cue.measure.is_trade());
        f.balance_mass = flag(physical && cue.measure == Measure::Balance);
        f.nearest_before = flag(nearest == Some(cue.first));
        f.cue_between = view.cues_between(here, there) as f32;
        let value = Choice { measure: cue.measure, sign: cue.sign, cue: Some(cue) };
        let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
        all.push(Candidate { value, words: Some(there), reach, features: f });
    }
    if let Some(previous) = previous {
        let mut f = Features::default();
        let apart = view.sentence - previous.sentence;
        f.carried = 1.0;
        f.carried_bracket = flag(apart == 0 && view.bracket(figure.first).is_some());
        f.carried_apart = (apart.min(6)) as f32;
        f.carried_paragraph = flag(view.paragraph != previous.paragraph);
        f.headed = flag(all.is_empty());
        f.other_measure = flag(!previous.measure.is_trade());
        f.balance_mass = flag(physical && previous.measure == Measure::Balance);
        let value = Choice { measure: previous.measure, sign: previous.balance_sign, cue: None };
        let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
        all.push(Candidate::silent(value, reach, f));
    }
    if let Some(measure) = title {
        let mut f = Features::default();
        f.title = 1.0;
        f.other_measure = flag(!measure.is_trade());
        all.push(Candidate::silent(Choice { measure, sign: 0, cue: None }, Reach::Heading, f));
    }
    let mut f = Features::default();
    f.default = 1.0;
    f.mass_default = flag(physical);
    all.push(Candidate::silent(Choice { measure: Measure::Other, sign: 0, cue: None }, Reach::Default, f));
    all
}

/// A word behind the figure: right behind it ('dlr surplus'), joined to it ('in exports', 'worth of imports'), or further
/// on.
fn after(view: &View, figure: &Quantity, cue: &MeasureCue, f: &mut Features) {
    let mut between = figure.end..cue.first;
    let clean = between.clone().all(|i| !view.scan.is_mark(i) || view.scan.is(i, &["-", "'", "’"]));
    let link = between.clone().any(|i| view.is(i, &["of", "in", "worth", "for", "from", "on"]));
    let near = view.figures_between((figure.first, figure.end), (cue.first, cue.end)) == 0;
    let verbal = between.any(|i| view.is(i, &["was", "were", "is", "while", "and", "but"]));
    match cue.first - figure.end {
        0..=3 if clean && !link && !cue.verb && !verbal => f.adjacent_after = 1.0,
        1..=6 if clean && link && near && !verbal => f.of_after = 1.0,
        _ => f.after = 1.0,
    }
}

pub(super) fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}
