//! Figures that add up: two flows and the turnover or the balance that they give are of the same two parties.

use crate::lexicon::Cue;
use crate::mention::Mentions;
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use std::collections::VecDeque;

/// Bytes that three figures stand within at the most.
const WITHIN: usize = 900;
/// Bytes between a figure and those that say by their measures what it measures.
const NEAR: usize = 300;
/// Figures of money before one that are looked at.
const BACK: usize = 10;
/// The least part in roundings of all three: small numbers add up by chance.
const LEAST: i64 = 3;
/// Sums of one figure that are kept.
const KEPT: usize = 4;
/// Figures whose parties are kept for later ones.
const SETTLED: usize = 12;

type Parties = [Option<Place>; 2];

/// Which amounts of money of a text add up, and what is known of those that are read. Figures are called by their places
/// among the figures of the text.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// For each figure the other two of every three of which one is the sum of the others.
    others: Vec<Vec<[usize; 2]>>,
    settled: VecDeque<(usize, Measure, Parties)>,
}

impl Sums {
    pub fn of(figures: &[Quantity]) -> Sums {
        let is_amount = |at: &usize| figures[*at].is_money() && figures[*at].value_hi.is_none();
        let money: Vec<usize> = (0..figures.len()).filter(is_amount).collect();
        let mut others = vec![Vec::new(); figures.len()];
        for (last, c) in money.iter().enumerate() {
            let near = &money[last.saturating_sub(BACK)..last];
            let near = &near[near.partition_point(|at| figures[*at].span.start + WITHIN < figures[*c].span.end)..];
            for (first, a) in near.iter().enumerate() {
                for b in &near[first + 1..] {
                    if !add_up([&figures[*a], &figures[*b], &figures[*c]]) {
                        continue;
                    }
                    for (own, two) in [(*a, [*b, *c]), (*b, [*a, *c]), (*c, [*a, *b])] {
                        if others[own].len() < KEPT {
                            others[own].push(two);
                        }
                    }
                }
            }
        }
        Sums { others, settled: VecDeque::new() }
    }

    /// Takes in what a figure was found to be.
    pub fn settle(&mut self, figure: usize, measure: Measure, parties: Parties) {
        if self.settled.len() == SETTLED {
            self.settled.pop_front();
        }
        self.settled.push_back((figure, measure, parties));
    }

    /// The parties of a figure before that adds up with this one, which is of a measure.
    pub fn parties(&self, figure: usize, measure: Measure) -> Parties {
        let others = self.others.get(figure).into_iter().flatten().flatten();
        let settled = |other: &usize| self.settled(*other).filter(|(_, of, _)| may_add_up(measure, *of)).map(|of| of.2);
        others.into_iter().find_map(settled).unwrap_or_default()
    }

    /// What a figure is as the sum or the difference of an export and an import near it.
    pub fn measure(&self, found: &Mentions, figure: usize) -> Option<Measure> {
        let figures = &found.quantities;
        let flow = |other: usize| self.settled(other).map(|of| of.1).or_else(|| flow_before(found, other));
        let is_near = |other: usize| figures[other].span.start.abs_diff(figures[figure].span.start) <= NEAR;
        self.others.get(figure)?.iter().filter(|two| two.iter().all(|other| is_near(*other))).find_map(|[a, b]| {
            let is_whole = figures[figure].value >= figures[*a].value.max(figures[*b].value);
            match (flow(*a)?, flow(*b)?) {
                (Measure::Exports, Measure::Imports) | (Measure::Imports, Measure::Exports) => {
                    Some(if is_whole { Measure::Trade } else { Measure::Balance })
                }
                _ => None,
            }
        })
    }

    fn settled(&self, figure: usize) -> Option<&(usize, Measure, Parties)> {
        self.settled.iter().find(|(other, ..)| *other == figure)
    }
}

/// Whether one of three amounts is the sum of the others, as far as they are stated, and not by chance.
fn add_up(figures: [&Quantity; 3]) -> bool {
    let unit = |figure: &Quantity| -> Unit { figure.plain_reading().unit };
    let mut terms = figures.map(|figure| figure.value);
    terms.sort();
    let [less, more, whole] = terms;
    let slack = figures.iter().map(|figure| figure.precision).sum::<Decimal>() / Decimal::TWO;
    let meets = less.checked_add(more).is_some_and(|sum| (sum - whole).abs() <= slack);
    let is_large = less > slack * Decimal::from(LEAST);
    meets && is_large && less != more && figures.iter().all(|figure| unit(figure) == unit(figures[0]))
}

/// The flow that the last word of measure before a figure speaks of, if it stands behind the figure before.
fn flow_before(found: &Mentions, figure: usize) -> Option<Measure> {
    let from = figure.checked_sub(1).map_or(0, |before| found.quantities[before].end);
    let end = found.cues.partition_point(|cue| cue.first < found.quantities[figure].first);
    let mut before = found.cues[..end].iter().rev().take_while(|cue| cue.first >= from);
    before.find_map(|mention| match mention.cue {
        Cue::Measure { measure, strength: 2.., .. } if measure.is_trade() => Some(*measure),
        _ => None,
    })
}

/// Whether two members of a sum may be what their measures say: a flow and the turnover or balance that it is a part of,
/// or two opposite flows.
fn may_add_up(a: Measure, b: Measure) -> bool {
    use Measure::{Balance, Exports, Imports, Trade};
    matches!(
        (a, b),
        (Trade | Balance, Exports | Imports)
            | (Exports | Imports, Trade | Balance)
            | (Exports, Imports)
            | (Imports, Exports)
    )
}
