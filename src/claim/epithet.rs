//! What a country is called by where it lies or what it belongs to: 'the South American nation', 'its Mercosur partner'.

use super::topic::Topic;
use super::view::View;
use crate::lexicon::{Link, PlaceForm, WordKind};
use crate::mention::{CueMention, PlaceMention};
use crate::value::place::{Place, PlaceKind};

/// Mentions that are looked back over.
const NAMED: usize = 40;
/// Tokens between a determiner and the name of the region: 'the small, land-locked African'.
const DETERMINED: usize = 3;

/// A mention as the text means it: the name of a region or group before a word for one country is that country, and nothing
/// where the text names none that it could be.
pub(super) fn resolve(view: &View, topic: &Topic, mention: &PlaceMention) -> Option<PlaceMention> {
    // 'counted in the European currency' names no party.
    if view.is(mention.end, &["currency", "currencies"]) {
        return None;
    }
    match noun(view, mention) {
        None => Some(PlaceMention { place: topic.meant(mention), ..*mention }),
        Some(noun) => {
            let place = country(view, topic, mention)?;
            let (end, span) = (noun + 1, view.span(mention.first, noun + 1));
            Some(PlaceMention { end, span, place, form: PlaceForm::Name, ..*mention })
        }
    }
}

/// 'deliveries to the region', where that is the group that the report is about.
pub(super) fn region(view: &View, topic: &Topic, cue: &CueMention) -> Option<Place> {
    let led =
        || matches!(view.scan.link(cue.first.checked_sub(1)?), Some(Link::To | Link::From | Link::With)).then_some(());
    let is_region = cue.end == cue.first + 2 && view.is(cue.first, &["the"]) && view.is(cue.first + 1, &["region"]);
    let mate = || topic.likely_mate().filter(|mate| !mate.is_country() && !mate.is_world());
    if is_region { led().and_then(|()| mate()) } else { None }
}

/// The word for one country behind the name of a region or group, with at most one word between: 'the African island
/// nation'.
fn noun(view: &View, mention: &PlaceMention) -> Option<usize> {
    if !matches!(mention.place.kind(), PlaceKind::Region | PlaceKind::Bloc) {
        return None;
    }
    let is_country = |at: usize| at < view.end && view.scan.is_kind(at, WordKind::Country);
    let is_plain = |at: usize| at < view.end && !view.scan.is_mark(at) && view.scan.link(at).is_none();
    let next = mention.end;
    let noun = match () {
        () if is_plain(next) && is_country(next + 1) => next + 1,
        () if is_country(next) => next,
        () => return None,
    };
    determiner(view, mention).map(|_| noun)
}

/// 'the', 'its' before the name; what stands without is any of them: 'an African nation'.
fn determiner(view: &View, mention: &PlaceMention) -> Option<usize> {
    let from = mention.first.saturating_sub(DETERMINED).max(view.first);
    (from..mention.first)
        .rev()
        .take_while(|at| view.scan.link(*at).is_none() && !view.is(*at, &["a", "an", ".", ";", ":", "(", ")"]))
        .find(|at| view.is(*at, &["the", "its", "their", "this", "that", "our", "fellow"]))
}

/// The member that is meant: of those named before, the last; behind 'to', 'from', 'with' and 'its' one other than the
/// country of the report, else that country.
fn country(view: &View, topic: &Topic, mention: &PlaceMention) -> Option<Place> {
    let is_member = |place: Place| place.is_country() && mention.place.has_in(place, topic.today);
    let led = matches!(view.scan.link_before(mention.first), Some(Link::To | Link::From | Link::With));
    let is_other = led || determiner(view, mention).is_some_and(|at| view.is(at, &["its", "their", "our", "fellow"]));
    let main = topic.main.filter(|main| is_member(*main));
    if !is_other && main.is_some() {
        return main;
    }
    let before = view.places.partition_point(|place| place.end <= mention.first);
    let named = view.places[..before].iter().rev().chain(view.named_before().iter().rev().take(NAMED));
    let mut named = named.filter(|place| !place.ambiguous).map(|place| place.place);
    let is_meant = |place: &Place| is_member(*place) && topic.main != Some(*place);
    let mate = || topic.likely_mate().filter(|mate| is_meant(mate));
    named.find(is_meant).or_else(mate).or(main.filter(|_| !is_other))
}
