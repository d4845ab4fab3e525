//! Headings that name a place: what the paragraphs under them are about.

use crate::mention::Mentions;
use crate::mention::scan::Scan;
use crate::value::place::Place;

/// A paragraph that is a heading, and the one place that it names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading {
    pub paragraph: usize,
    pub place: Option<Place>,
}

/// Most tokens of a heading.
const LONG: usize = 8;

/// Every heading behind the first paragraph, in order: 'Norway' over what is said of Norway, and 'What next?', which ends it.
pub(super) fn headings(scan: &Scan, found: &Mentions) -> Vec<Heading> {
    let mut all = Vec::new();
    for (number, sentence) in scan.sentences.iter().enumerate().skip(1) {
        let tokens = &sentence.tokens;
        let is_beside = |other: Option<usize>| {
            let other = other.and_then(|other| scan.sentences.get(other));
            other.is_some_and(|other| other.paragraph == sentence.paragraph)
        };
        if tokens.len() > LONG || is_beside(number.checked_sub(1)) || is_beside(number.checked_add(1)) {
            continue;
        }
        let is_closed = scan.is(tokens.end - 1, &[".", ";", ",", ":", "\"", "”"]);
        let from = found.quantities.partition_point(|figure| figure.first < tokens.start);
        let has_figure = found.quantities.get(from).is_some_and(|figure| figure.first < tokens.end);
        if is_closed || has_figure {
            continue;
        }
        let from = found.places.partition_point(|place| place.first < tokens.start);
        let named = found.places[from..].iter().take_while(|place| place.first < tokens.end);
        let mut named = named.map(|place| place.place).filter(|place| !place.is_world());
        let place = named.next();
        let place = place.filter(|place| named.all(|other| other == *place));
        all.push(Heading { paragraph: sentence.paragraph, place });
    }
    all
}

/// The place of the heading that a paragraph stands under.
pub(super) fn over(headings: &[Heading], paragraph: usize) -> Option<Place> {
    let behind = headings.partition_point(|heading| heading.paragraph < paragraph);
    headings[..behind].last()?.place
}
