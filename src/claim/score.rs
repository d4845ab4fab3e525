//! How candidates compete for a role: named features, weights as data, and a record of every decision.

use super::parallel::Run;
use super::record::{Reach, Role};
use super::wording::Classed;
use crate::datafile;
use crate::error::Error;
use crate::span::Span;
use std::sync::{Arc, LazyLock};

/// One candidate for a role of one figure, as it competed: what [`Decision`] holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Contender {
    /// The value it stands for: a measure, a code, a period, a status; empty for none.
    pub value: String,
    /// The words that speak for it; empty where none do.
    pub words: Span,
    /// How far from the figure they stand.
    pub reach: Reach,
    /// The weighted sum of its features, with the points of the words around, in points.
    pub score: f32,
    /// Its features by the names of the weights file; those that are zero are left out.
    pub features: Vec<(&'static str, f32)>,
    /// The points that single words around it add; part of the score.
    pub wording: f32,
    /// These words as the wording file asks for them: 'spot,class,word'.
    pub terms: Vec<String>,
}

/// How one role of one figure was decided: every candidate with its features and score.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The figure's quote.
    pub figure: Span,
    /// The role.
    pub role: Role,
    /// The candidates, in no order of worth.
    pub contenders: Vec<Contender>,
    /// Which of them was taken.
    pub taken: usize,
}

/// A candidate while it competes.
#[derive(Debug, Clone)]
pub(super) struct Candidate<T, F> {
    pub value: T,
    /// Tokens that speak for it.
    pub words: Option<Run>,
    pub reach: Reach,
    pub features: F,
    /// Its points, once they are counted.
    pub score: f32,
}

impl<T, F> Candidate<T, F> {
    /// A candidate that words of the sentence speak for.
    pub fn said(value: T, words: Run, reach: Reach, features: F) -> Candidate<T, F> {
        Candidate { value, words: Some(words), reach, features, score: 0.0 }
    }

    /// A candidate that no words of the sentence speak for.
    pub fn silent(value: T, reach: Reach, features: F) -> Candidate<T, F> {
        Candidate { value, words: None, reach, features, score: 0.0 }
    }
}

/// The features of the candidates for one role: numbers with names.
pub(super) trait Scored: Copy {
    /// The sum of the features, each times its weight.
    fn score(&self, weights: &Self) -> f32;
    /// The features of both: what speaks for a value in two ways.
    fn plus(&self, other: &Self) -> Self;
    /// Those that are not zero, by name.
    fn named(&self) -> Vec<(&'static str, f32)>;
}

/// Declares the features of one role as a struct `Features`; its weights have the same names in the weights file.
macro_rules! features {
    ($($name:ident),* $(,)?) => {
        #[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(in crate::claim) struct Features { $(pub $name: f32,)* }

        impl crate::claim::score::Scored for Features {
            fn plus(&self, other: &Features) -> Features {
                Features { $($name: self.$name + other.$name),* }
            }

            fn score(&self, weights: &Features) -> f32 {
                crate::claim::score::sum(&[$(self.$name * weights.$name),*])
            }

            fn named(&self) -> Vec<(&'static str, f32)> {
                [$((stringify!($name), self.$name)),*].into_iter().filter(|(_, worth)| *worth != 0.0).collect()
            }
        }
    };
}
pub(super) use features;

/// The sum of many numbers, taken in lanes side by side: one after the other each addition waits for the last.
pub(super) fn sum(numbers: &[f32]) -> f32 {
    let mut lanes = [0.0; 8];
    for chunk in numbers.chunks(lanes.len()) {
        lanes.iter_mut().zip(chunk).for_each(|(lane, number)| *lane += number);
    }
    lanes.iter().sum()
}

/// The odds, from 0 to 1, that the value of one candidate is right: its part of the exponentials of all scores, which is
/// what the weights were fitted for (McFadden's conditional logit).
pub(super) fn odds<T: PartialEq, F>(candidates: &[Candidate<T, F>], taken: usize) -> f32 {
    let top = candidates[taken].score;
    let (mut own, mut all) = (0.0, 0.0);
    for candidate in candidates {
        let part = (candidate.score - top).exp();
        all += part;
        if candidate.value == candidates[taken].value {
            own += part;
        }
    }
    own / all
}

/// The odds of each value, likeliest first; of equals in the order given.
pub(super) fn all_odds<T: Copy, F>(candidates: &[Candidate<T, F>]) -> Vec<(T, f32)> {
    let top = candidates.iter().map(|candidate| candidate.score).fold(f32::MIN, f32::max);
    let part = |candidate: &Candidate<T, F>| (candidate.score - top).exp();
    let all: f32 = candidates.iter().map(part).sum();
    let mut odds: Vec<(T, f32)> = candidates.iter().map(|own| (own.value, part(own) / all)).collect();
    odds.sort_by(|a, b| b.1.total_cmp(&a.1));
    odds
}

/// The place of the best candidate; of equals the first.
pub(super) fn best<T, F>(candidates: &[Candidate<T, F>]) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (at, candidate) in candidates.iter().enumerate() {
        if best.is_none_or(|(_, other)| candidate.score > other) {
            best = Some((at, candidate.score));
        }
    }
    best.map(|(at, _)| at)
}

/// The best candidate of the value that is likeliest: several that stand for one value speak for it together. Whether
/// there is any value at all is settled first (see [`Classed::is_none`]): all that are something speak for that together.
pub(super) fn likeliest<T: PartialEq + Classed, F>(candidates: &[Candidate<T, F>]) -> Option<usize> {
    let highest = candidates[best(candidates)?].score;
    // The parts of all values have one denominator: what stands above it is enough to compare them.
    let part = |candidate: &Candidate<T, F>| (candidate.score - highest).exp();
    let sum = |is_in: &dyn Fn(&Candidate<T, F>) -> bool| -> f32 {
        candidates.iter().filter(|candidate| is_in(candidate)).map(part).sum()
    };
    let is_none = sum(&|candidate| candidate.value.is_none()) > sum(&|candidate| !candidate.value.is_none());
    let open = || (0..candidates.len()).filter(|at| candidates[*at].value.is_none() == is_none);
    let top = open().map(|at| candidates[at].score).fold(f32::MIN, f32::max);
    let mut taken: Option<(usize, f32)> = None;
    for at in open() {
        let value = &candidates[at].value;
        // Even together, what is so far below cannot win.
        if candidates[at].score < top - 3.0 || taken.is_some_and(|(other, _)| candidates[other].value == *value) {
            continue;
        }
        let own = sum(&|candidate| candidate.value == *value);
        if taken.is_none_or(|(_, other)| own > other) {
            taken = Some((at, own));
        }
    }
    // Of those that stand for it, the one that says most.
    let value = &candidates[taken?.0].value;
    let score = |at: usize| candidates[at].score;
    (0..candidates.len())
        .filter(|at| candidates[*at].value == *value)
        .reduce(|best, at| if score(at) > score(best) { at } else { best })
}

/// How much each feature counts, role by role: `data/lang/en/weights.toml`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    /// The country that a document is about, and the other side of its trade.
    pub main: super::central::Features,
    pub mate: super::mates::Features,
    /// Whether a figure is a claim at all.
    pub claim: super::admit::Features,
    /// Kind of an amount, and of a percentage.
    pub kind_amount: super::kind::Features,
    pub kind_percent: super::kind::Features,
    pub measure: super::measure::Features,
    pub period: super::timing::Features,
    pub status: super::status::Features,
    pub reporter: super::party::Features,
    pub partner: super::party::Features,
    pub commodity: super::commodity::Features,
    pub doubt: Limits,
}

/// How sure reading must be of what a bilateral table takes: below, the figure is no cell but a doubt.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    /// Odds of measure and parties together.
    pub parties: f32,
    /// Odds of the period.
    pub period: f32,
}

const FILE: &str = "data/lang/en/weights.toml";

static ENGLISH: LazyLock<Arc<Weights>> =
    LazyLock::new(|| Arc::new(datafile::built_in(parse(FILE, include_str!("../../data/lang/en/weights.toml")))));

/// The weights for English.
pub(super) fn english() -> Arc<Weights> {
    ENGLISH.clone()
}

/// Weights from the text of a file.
pub(super) fn parse(file: &str, text: &str) -> Result<Weights, Error> {
    datafile::toml(file, text)
}
