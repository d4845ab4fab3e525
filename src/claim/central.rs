//! The country that a report is about.

use super::topic::{is_filed_from, speaks};
use crate::lexicon::{Cue, Link};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions, PlaceMention};
use crate::value::place::{Place, PlaceKind};

/// What is known of the places of a document.
pub(super) struct Asked<'a, 'l> {
    pub body: (&'a Scan<'l>, &'a Mentions<'l>),
    /// By how much is said of each.
    pub ranked: &'a [(Place, f32)],
    /// How often each owns a flow, and is the other side of one.
    pub owners: &'a [(Place, f32)],
    pub partners: &'a [(Place, f32)],
    /// The home of the outlet; that, or else the place where the report was filed.
    pub stated: Option<Place>,
    pub home: Option<Place>,
    /// Whether the text speaks of 'the kingdom', 'the country'.
    pub speaks_of_home: bool,
    /// The country in whose money most figures are.
    pub coin: Option<(Place, f32)>,
}

/// Places that can be it: those that most is said of, and those that something points to whether named or not.
const RANKED: usize = 6;

/// The country that the report is about: spoken of most, with more weight where it owns flows or is home, and less where
/// it is the other side of them.
pub(super) fn central(asked: &Asked) -> Option<Place> {
    let top = asked.ranked.first().map_or(1.0, |(_, weight)| *weight);
    let lead = subject_of_lead(asked);
    let coin = asked.coin.map(|(place, _)| place);
    let mut places: Vec<Place> = asked.ranked.iter().take(RANKED).map(|(place, _)| *place).collect();
    for known in [coin, asked.stated, asked.home, lead].into_iter().flatten() {
        if !places.contains(&known) {
            places.push(known);
        }
    }
    let part =
        |of: &[(Place, f32)], place: Place| of.iter().find(|(other, _)| *other == place).map_or(0.0, |found| found.1);
    let worth = |place: Place| {
        let said = part(asked.ranked, place) / top;
        let flows = 0.5 * part(asked.owners, place) - 0.3 * part(asked.partners, place);
        let coin = asked.coin.filter(|(coin, _)| *coin == place).map_or(0.0, |(_, share)| share);
        // The outlet's country counts for more than the place where a wire report was filed, and most where the text calls
        // it 'the kingdom' and does not name it.
        let at_home = match place {
            _ if asked.stated == Some(place) && asked.speaks_of_home => 1.0,
            _ if asked.stated == Some(place) => 0.7,
            _ if asked.home == Some(place) => 0.35,
            _ => 0.0,
        };
        let opens = if lead == Some(place) { 0.6 } else { 0.0 };
        // Whole regions are rarely what a report of trade is about.
        let region = if place.kind() == PlaceKind::Region { 0.4 } else { 0.0 };
        let (aside, counts) = manner(asked, place);
        let counts = if counts { 0.4 } else { 0.0 };
        said + flows + coin + at_home + opens + counts - region - 0.4 * aside
    };
    let best = places.iter().map(|place| (*place, worth(*place)));
    // Of equals, the one that more is said of.
    best.rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(place, _)| place)
}

/// The part of the mentions of a place that name it as one of several others, beside a figure or behind 'to' and 'from';
/// and whether it has offices that count trade.
fn manner(asked: &Asked, place: Place) -> (f32, bool) {
    let (scan, found) = asked.body;
    let (mut all, mut aside, mut offices) = (0.0, 0.0, false);
    for mention in found.places.iter().take(400).filter(|mention| mention.place == place) {
        all += 1.0;
        let link = scan.link_before(mention.first);
        let figure = found.quantities.partition_point(|figure| figure.first < mention.end);
        let beside = found.quantities.get(figure).is_some_and(|figure| figure.first - mention.end <= 2);
        if beside || matches!(link, Some(Link::To | Link::From | Link::With)) {
            aside += 1.0;
        }
        let noun = mention.end + usize::from(scan.is(mention.end, &["'s", "’s"]));
        let counts =
            |at: usize| scan.is(at, &["customs", "statistics", "statistical", "central", "national", "reserve"]);
        if (noun..noun + 3).any(counts) || mention.first.checked_sub(2).is_some_and(counts) {
            offices = true;
        }
    }
    (if all > 0.0 { aside / all } else { 0.0 }, offices)
}

/// The place that the lead speaks of first beside a word of trade: 'South Korea returned to a trade surplus'.
fn subject_of_lead(asked: &Asked) -> Option<Place> {
    let (scan, found) = asked.body;
    let end = scan.sentences.get(1).or(scan.sentences.first())?.tokens.end;
    let is_trade =
        |cue: &CueMention| matches!(cue.cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade());
    if !found.cues.iter().take_while(|cue| cue.first < end).any(is_trade) {
        return None;
    }
    let subject = |place: &&PlaceMention| {
        let link = scan.link_before(place.first);
        link.is_none() && !place.ambiguous && !is_filed_from(scan, place) && !speaks(found, place)
    };
    found.places.iter().take_while(|place| place.first < end).find(subject).map(|place| place.place)
}
