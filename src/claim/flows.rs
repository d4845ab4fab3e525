//! Whose flows a document speaks of: places that own them, and those that are their other side.

use crate::lexicon::{Cue, Link, MeasureForm, PlaceForm, Sense, WordKind};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions, PlaceMention};
use crate::value::flow::Measure;
use crate::value::place::Place;

/// Places that own flows, by how often: a possessive or adjective right before a word of trade, or a name behind 'of'.
pub(super) fn owners(scan: &Scan, found: &Mentions) -> Vec<(Place, f32)> {
    let mut counts: Vec<(Place, f32)> = Vec::new();
    for cue in &found.cues {
        let Cue::Measure { measure, form, strength: 2.., .. } = cue.cue else { continue };
        // 'China took 67%' of what another country sells.
        let buys = *measure == Measure::Imports && *form == MeasureForm::Verb;
        if !measure.is_trade() || buys {
            continue;
        }
        let at = found.places.partition_point(|place| place.end <= cue.first);
        let before = at.checked_sub(1).map(|at| &found.places[at]).filter(|place| {
            let gap = place.end..cue.first;
            gap.len() <= 4
                && gap.clone().all(|i| !scan.is_mark(i) || scan.is(i, &["'", "-"]))
                && gap.clone().all(|i| scan.link(i).is_none())
        });
        // 'foreign trade of Norway', but 'imports of Norway lobster' and 'imports of Norwegian cod'.
        let behind = || {
            let place = found.places.get(at).filter(|place| place.form == PlaceForm::Name)?;
            let article = place.first.checked_sub(1).filter(|at| scan.is(*at, &["the"]));
            let noun = article.unwrap_or(place.first);
            let is_attribute =
                scan.hits(place.end).iter().any(|hit| matches!(hit.sense, Sense::Goods | Sense::AllGoods));
            (noun == cue.end + 1 && scan.is(cue.end, &["of"]) && !is_attribute).then_some(place)
        };
        let Some(place) = before.or_else(behind) else { continue };
        match counts.iter_mut().find(|(other, _)| *other == place.place) {
            Some((_, count)) => *count += 1.0,
            None => counts.push((place.place, 1.0)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).fold(2.0, f32::max);
    counts.iter_mut().for_each(|(_, count)| *count /= most);
    counts
}

/// Places that are the other side of flows: linked to a word of trade by 'to', 'from', 'with', 'between' or a hyphen.
pub(super) fn links(scan: &Scan, found: &Mentions) -> Vec<(usize, Place)> {
    let is_trade =
        |cue: &&CueMention| matches!(cue.cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade());
    let trade: Vec<usize> = found.cues.iter().filter(is_trade).map(|cue| cue.first).collect();
    let hyphen = |at: usize| scan.is(at, &["-", "–"]) && scan.touches(at);
    let is_linked = |place: &&PlaceMention| {
        let link = scan.link_before(place.first);
        let linked = matches!(link, Some(Link::To | Link::From | Link::With | Link::Between));
        let paired = hyphen(place.end) || place.first.checked_sub(1).is_some_and(hyphen);
        let near = trade.partition_point(|cue| *cue + 10 < place.first);
        let close = trade.get(near).is_some_and(|cue| *cue < place.end + 6);
        close && (linked || paired) && !place.place.is_world() && !is_left_out(scan, place)
    };
    found.places.iter().filter(is_linked).map(|place| (place.first, place.place)).collect()
}

/// 'trade with Chad not counted', 'excluding trade with Chad': what a figure leaves out is the other side of none.
pub(super) fn is_left_out(scan: &Scan, place: &PlaceMention) -> bool {
    let before = place.first.saturating_sub(LEFT_OUT)..place.first;
    let behind = place.end + usize::from(scan.is(place.end, &[","]));
    before.rev().take_while(|at| !scan.is_mark(*at)).any(|at| scan.is_kind(at, WordKind::Except))
        || scan.is_kind(behind, WordKind::Except)
        || (scan.is(behind, &["not"]) && scan.is(behind + 1, &["counted", "included"]))
}

/// Tokens between a place and the word that leaves it out: 'excluding trade with the'.
const LEFT_OUT: usize = 4;

/// How often each is linked, as a part of all; and the part of the most frequent.
pub(super) fn partners(links: &[(usize, Place)]) -> (Vec<(Place, f32)>, f32) {
    let mut counts: Vec<(Place, f32)> = Vec::new();
    for (_, place) in links {
        match counts.iter_mut().find(|(other, _)| other == place) {
            Some((_, count)) => *count += 1.0,
            None => counts.push((*place, 1.0)),
        }
    }
    let all = links.len() as f32;
    let most = counts.iter().map(|(_, count)| *count).fold(0.0, f32::max);
    counts.iter_mut().for_each(|(_, count)| *count /= all);
    (counts, most / (all + 1.0))
}
