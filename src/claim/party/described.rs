//! Places that a noun says of whether goods come from there or go there: 'Chad is the top buyer', 'the largest suppliers were
//! Mali ($3bn) and Chad'.

use super::{Asked, Role};
use crate::claim::relation::{Related, ranked_trader};
use crate::claim::view::View;
use crate::lexicon::Link;
use crate::value::flow::Measure;

/// The nouns of a sentence that say so of no place right before them: where they stand, and which way goods go.
pub(in crate::claim) struct Described {
    nouns: Vec<(usize, Link)>,
}

/// Tokens between a place and such a noun.
const FAR: usize = 24;

impl Described {
    pub fn of(view: &View, measure: Measure, places: &[Related]) -> Described {
        if measure.opposite().is_none() || places.is_empty() {
            return Described { nouns: Vec::new() };
        }
        let way = |at: usize| {
            let source = view.is(at, &["source", "sources", "origin", "origins"]) && view.is(at + 1, &["of", "for"]);
            view.scan.trader(at).or(source.then_some(Link::From))
        };
        // 'Japanese buyers' are of Japan; 'Japan's largest buyer' is another.
        let is_attributed = |at: usize| {
            let owner = |place: &&Related| place.mention.end <= at && at - place.mention.end <= 2 && place.owns;
            let is_ranked = |place: &Related| ranked_trader(view, place.mention.end + 1).is_some();
            places.iter().filter(owner).any(|place| !is_ranked(place))
        };
        let nouns = (view.first..view.end).filter_map(|at| Some((at, way(at)?)));
        Described { nouns: nouns.filter(|(at, _)| !is_attributed(*at)).collect() }
    }

    /// Whether a place is so described as the side that is asked for: 1, as the other: -1, or not: 0. The country of the
    /// report is the one that has buyers and suppliers.
    pub fn side(&self, view: &View, asked: &Asked, place: &Related, role: Role) -> f32 {
        let mention = (place.mention.first, place.mention.end);
        let led =
            matches!(place.link, Some(Link::To | Link::From | Link::In | Link::Via)) || place.owns || place.paired;
        if self.nouns.is_empty() || led || asked.topic.main == Some(place.mention.place) {
            return 0.0;
        }
        let gap = |noun: usize| View::distance((noun, noun + 1), mention);
        let near = self.nouns.iter().filter(|(at, _)| gap(*at) <= FAR);
        let free = near.filter(|(at, _)| view.boundaries((*at, at + 1), mention) < 5.0);
        let Some((_, way)) = free.min_by_key(|(at, _)| gap(*at)) else { return 0.0 };
        let sells = *way == Link::From;
        let is_reporter = sells == (asked.measure == Measure::Exports);
        if is_reporter == (role == Role::Reporter) { 1.0 } else { -1.0 }
    }
}
