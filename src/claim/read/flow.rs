//! Exports or imports: two sides of one flow, told apart together with the parties that each would have.

use super::Reader;
use crate::claim::measure;
use crate::claim::party;
use crate::claim::relation::Related;
use crate::claim::score::{all_odds, likeliest, odds};
use crate::claim::view::View;
use crate::value::flow::Measure;
use crate::value::place::Place;

/// Odds that both flows must have for their parties to be asked: below, these hardly turn the scales.
const OPEN: f32 = 0.08;
/// Reporters and partners that are tried.
const TRIED: usize = 3;

/// Who sells to whom.
type Flow = [Option<Place>; 2];

/// The likeliest flow of a figure, and how likely it is whichever side it is told from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likeliest {
    flow: Flow,
    pub odds: f32,
}

impl Likeliest {
    /// Reporter and partner as a measure has them.
    pub fn parties(&self, measure: Measure) -> (Option<Place>, Option<Place>) {
        let [seller, buyer] = self.flow;
        if measure == Measure::Exports { (seller, buyer) } else { (buyer, seller) }
    }
}

impl<'l> Reader<'_, 'l> {
    /// The best candidate of the flow that is likeliest with its parties, where both directions are open. Exports of Kenya to
    /// Uganda and imports of Uganda from Kenya are one flow: what speaks for either speaks for it.
    pub(super) fn likeliest_flow(
        &self,
        view: &View<'_, 'l>,
        index: usize,
        places: &[Related],
        candidates: &measure::Candidates<'l>,
    ) -> Option<(usize, Likeliest)> {
        let first = likeliest(candidates)?;
        let opposite = candidates[first].value.measure.opposite()?;
        let score = |at: &usize| candidates[*at].score;
        let of_opposite = (0..candidates.len()).filter(|at| candidates[*at].value.measure == opposite);
        let second = of_opposite.max_by(|a, b| score(a).total_cmp(&score(b)))?;
        let tried = [first, second].map(|at| (at, odds(candidates, at)));
        if tried.iter().any(|(_, odds)| *odds < OPEN) {
            return None;
        }
        let mut flows: Vec<(Flow, [f32; 2])> = Vec::new();
        for (side, (at, of_measure)) in tried.into_iter().enumerate() {
            let choice = candidates[at].value;
            let pairs = self.beside(view, index, places, &choice, |reporters, beside| pairs(&reporters, beside));
            for ([reporter, partner], of_pair) in pairs {
                let flow = if choice.measure == Measure::Exports { [reporter, partner] } else { [partner, reporter] };
                let known = flows.iter().position(|(other, _)| *other == flow).unwrap_or_else(|| {
                    flows.push((flow, [0.0; 2]));
                    flows.len() - 1
                });
                flows[known].1[side] += of_measure * of_pair;
            }
        }
        let sum = |[a, b]: [f32; 2]| a + b;
        let (flow, [a, b]) = flows.into_iter().max_by(|(_, a), (_, b)| sum(*a).total_cmp(&sum(*b)))?;
        Some((if b > a { second } else { first }, Likeliest { flow, odds: a + b }))
    }
}

/// The candidates of both roles, and where among them the parties stand that are settled.
pub(super) fn both(
    reporters: party::Candidates,
    beside: &dyn Fn(Option<Place>) -> party::Candidates,
    (reporter, partner): (Option<Place>, Option<Place>),
) -> (party::Candidates, party::Candidates, (Option<usize>, Option<usize>)) {
    let mut partners = beside(reporter);
    partners.retain(|candidate| candidate.value.is_none() || candidate.value != reporter);
    let best = |all: &party::Candidates, place: Option<Place>| {
        let of_place = (0..all.len()).filter(|at| all[*at].value == place);
        of_place.max_by(|a, b| all[*a].score.total_cmp(&all[*b].score))
    };
    let taken = (best(&reporters, reporter), best(&partners, partner));
    (reporters, partners, taken)
}

/// The likeliest pairs of a reporter and a partner, with their odds.
fn pairs(
    reporters: &party::Candidates,
    beside: &dyn Fn(Option<Place>) -> party::Candidates,
) -> Vec<([Option<Place>; 2], f32)> {
    let mut all = Vec::new();
    for (reporter, own) in places(reporters) {
        for (partner, other) in places(&beside(reporter)) {
            if partner.is_none() || partner != reporter {
                all.push(([reporter, partner], own * other));
            }
        }
    }
    all
}

/// The likeliest places, with their odds.
fn places(candidates: &party::Candidates) -> Vec<(Option<Place>, f32)> {
    let mut all: Vec<(Option<Place>, f32)> = Vec::new();
    for (place, odds) in all_odds(candidates) {
        match all.iter_mut().find(|(other, _)| *other == place) {
            Some((_, sum)) => *sum += odds,
            None => all.push((place, odds)),
        }
    }
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    all.truncate(TRIED);
    all
}
