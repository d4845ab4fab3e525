//! Places in lists: those that share a figure, and those that each stand before one.

use super::{Asked, Role, run_of};
use crate::claim::parallel::{self, Run};
use crate::claim::relation::Related;
use crate::claim::view::View;
use crate::lexicon::Link;
use crate::mention::quantity::Quantity;
use crate::value::place::Place;

/// Whether a place stands in a list that shares one figure: 'exports to Hong Kong and Macao rose to 2.48 bn'.
pub(super) fn listed(view: &View, places: &[Related], at: usize) -> bool {
    let joined = |a: &Related, b: &Related| {
        let gap = a.mention.end..b.mention.first;
        a.link == b.link
            && a.link.is_some_and(|link| link != Link::Between && link != Link::With)
            && !gap.is_empty()
            && gap.len() <= 3
            && gap.clone().any(|i| view.is(i, &["and", ","]))
            && view.figures_between((a.mention.first, a.mention.end), (b.mention.first, b.mention.end)) == 0
    };
    at.checked_sub(1).is_some_and(|before| joined(&places[before], &places[at]))
        || places.get(at + 1).is_some_and(|next| joined(&places[at], next))
}

/// Whether several places share the figure as its other side: 'sales to Hong Kong and Macao rose 3%', 'Peru, Chile and
/// Ecuador took 27%'.
pub(super) fn several(view: &View, asked: &Asked) -> bool {
    let places = asked.places;
    let figure = (asked.figure.first, asked.figure.end);
    let joined = |a: &Related, b: &Related| {
        let gap = a.mention.end..b.mention.first;
        a.link == b.link
            && !matches!(a.link, Some(Link::Between | Link::Of | Link::In))
            && a.mention.place != b.mention.place
            && !(a.paired || b.paired || a.owns || b.owns)
            && (1..=3).contains(&gap.len())
            && gap.clone().any(|i| view.is(i, &["and"]))
            && gap.clone().all(|i| view.is(i, &["and", ",", "the"]))
    };
    let near = |place: &Related| {
        let there = (place.mention.first, place.mention.end);
        view.boundaries(there, figure) < 2.0 && view.figures_between(there, figure) == 0
    };
    let own = |place: &Related| asked.topic.main == Some(place.mention.place);
    // All of them: of a list of four the last two are no list of their own.
    let runs: Vec<Run> = places.iter().map(run_of).collect();
    places.windows(2).any(|two| {
        joined(&two[0], &two[1])
            && near(&two[1])
            && !two.iter().any(own)
            && (two[0].link.is_some() || two[1].mention.end <= figure.0)
            // 'to Peru and Chile fell to 3bn and 4bn respectively'.
            && parallel::partner_of(view, asked.at, &runs).is_none()
    })
}

/// 'sold $3bn to Chad, Mali $2bn': the place right before a figure that follows another in the sentence, and the role that
/// the place before that one had.
pub(super) fn slot(view: &View, asked: &Asked) -> Option<(Place, Role)> {
    let previous = asked.story.previous.as_ref().filter(|previous| previous.sentence == view.sentence)?;
    let before = view.quantities.get(asked.at.checked_sub(1)?).filter(|before| before.end == previous.end)?;
    let leads = |figure: &Quantity, from: usize| {
        let mut near = asked.places.iter().rev().filter(|place| place.mention.end <= figure.first);
        near.find(|place| place.mention.first >= from && figure.first - place.mention.end <= SLOT)
    };
    let own = leads(asked.figure, before.end)?.mention.place;
    let other = leads(before, view.first)?.mention.place;
    // 'China supplied goods worth $3bn, Chad $1bn': as the words have it, where the same word goes on.
    let worded = previous.worded.filter(|(measure, ..)| *measure == asked.measure);
    let (reporter, partner) = worded.map_or((previous.reporter, previous.partner), |(_, own, other)| (own, other));
    match () {
        () if partner == Some(other) => Some((own, Role::Partner)),
        () if reporter == Some(other) => Some((own, Role::Reporter)),
        () => None,
    }
}

/// Tokens between a place in a list and its figure.
const SLOT: usize = 3;
