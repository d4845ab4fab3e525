//! Whose ports, railways and pipelines a document speaks of: goods in transit are their country's.

use super::topic::LOOKED_AT;
use crate::lexicon::WordKind;
use crate::mention::scan::Scan;
use crate::mention::{Mentions, PlaceMention};
use crate::value::place::Place;

/// Tokens between a name and the word for what carries: 'Kazakhstan's national railway'.
const NEAR: usize = 3;

/// Countries that own what carries goods, with their part of all that do: 'the port of Mombasa', 'Kenya Ports Authority',
/// 'the railways of Georgia'.
pub(super) fn carriers(scan: &Scan, found: &Mentions) -> Vec<(Place, f32)> {
    let mut counts: Vec<(Place, f32)> = Vec::new();
    let mut all = 0.0;
    let own = found.places.iter().take(LOOKED_AT);
    for mention in own.filter(|mention| mention.place.is_country() && carries(scan, mention)) {
        all += 1.0;
        match counts.iter_mut().find(|(place, _)| *place == mention.place) {
            Some((_, count)) => *count += 1.0,
            None => counts.push((mention.place, 1.0)),
        }
    }
    counts.iter_mut().for_each(|(_, count)| *count /= all);
    counts
}

/// Whether a name stands before a word for what carries, or behind one and 'of', 'at', 'in'.
fn carries(scan: &Scan, mention: &PlaceMention) -> bool {
    let is_carrier = |at: usize| scan.is_kind(at, WordKind::Carrier);
    let is_part = |at: usize| {
        (!scan.is_mark(at) || scan.is(at, &["'s", "’s", "'", "’", "-"]))
            && scan.link(at).is_none()
            && !scan.is_number(at)
    };
    let behind = (mention.end..mention.end + NEAR).take_while(|at| is_part(*at)).any(is_carrier);
    let article = usize::from(mention.first > 0 && scan.is(mention.first - 1, &["the"]));
    let before = mention.first.checked_sub(2 + article);
    behind || before.is_some_and(|at| is_carrier(at) && scan.is(at + 1, &["of", "at", "in", ","]))
}
