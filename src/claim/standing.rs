//! How places stand in a document: how much is said of each, whether it sells or buys, and where it was named last.

use super::relation::is_payment;
use super::view::View;
use crate::lexicon::{Cue, Link, MeasureForm, PlaceForm};
use crate::mention::quantity::Quantity;
use crate::mention::scan::Scan;
use crate::mention::{Mentions, PlaceMention};
use crate::value::flow::Measure;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Places of a document that are kept: a report has few that its figures are about.
const KEPT: usize = 5;

/// What the document as a whole says of one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub place: Place,
    /// How much is said of it, as a part of the most.
    pub weight: f32,
    /// Whether the title names it.
    pub titled: bool,
    /// How plainly it sells and buys: 'Turkish exports', 'sold to Iran', 'Chinese buyers'.
    sells: f32,
    buys: f32,
}

impl Standing {
    /// The parts of what is said that speak for it as the side that sells, and as the side that buys; each below 1.
    pub fn sides(&self) -> (f32, f32) {
        let all = self.sells + self.buys + 1.0;
        (self.sells / all, self.buys / all)
    }
}

/// The places that most is said of, in order.
pub(super) fn standings(
    (scan, found): (&Scan, &Mentions),
    title: (&Scan, &Mentions),
    ranked: &[(Place, f32)],
) -> Vec<Standing> {
    let most = ranked.first().map_or(1.0, |(_, weight)| *weight);
    let mut all: Vec<Standing> = ranked
        .iter()
        .take(KEPT)
        .map(|(place, weight)| Standing {
            place: *place,
            weight: weight / most,
            titled: title.1.places.iter().any(|mention| mention.place == *place),
            sells: 0.0,
            buys: 0.0,
        })
        .collect();
    count((title.0, title.1), 2.0, &mut all);
    count((scan, found), 1.0, &mut all);
    all
}

/// Counts who sells and who buys, beside every word of exports and imports.
fn count((scan, found): (&Scan, &Mentions), worth: f32, all: &mut [Standing]) {
    let mut add = |place: Place, sells: bool, times: f32| {
        let Some(standing) = all.iter_mut().find(|standing| standing.place == place) else { return };
        let side = if sells { &mut standing.sells } else { &mut standing.buys };
        *side += worth * times;
    };
    for place in &found.places {
        let noun = place.end + usize::from(scan.is(place.end, &["'s", "’s"]));
        match scan.trader(noun).or_else(|| scan.trader(noun + 1)) {
            Some(Link::From) => add(place.place, true, 0.5),
            Some(Link::To) => add(place.place, false, 0.5),
            _ => {}
        }
    }
    for cue in &found.cues {
        let Cue::Measure { measure: measure @ (Measure::Exports | Measure::Imports), strength: 2.., form, .. } =
            cue.cue
        else {
            continue;
        };
        let sells = *measure == Measure::Exports;
        let at = found.places.partition_point(|place| place.end <= cue.first);
        if let Some(place) = at.checked_sub(1).map(|at| &found.places[at])
            && is_owner(scan, place, cue.first)
        {
            add(place.place, sells, 1.0);
        }
        for place in found.places[at..].iter().take_while(|place| place.first <= cue.end + 6).take(2) {
            let link = scan.link_before(place.first);
            let adjective = matches!(place.form, PlaceForm::Adjective | PlaceForm::Prefix);
            match link {
                Some(Link::To) => add(place.place, false, 1.0),
                Some(Link::From) => add(place.place, !(sells && is_payment(scan, place.first - 1)), 1.0),
                Some(Link::By) => add(place.place, sells, 1.0),
                // 'imports of Japanese cars', 'bought Russian grain'.
                _ if adjective && !sells && place.first <= cue.end + 3 => add(place.place, true, 1.0),
                // 'supplied Spain with'.
                None if sells && *form == MeasureForm::Verb && !adjective && place.first <= cue.end + 1 => {
                    add(place.place, false, 1.0);
                }
                _ => {}
            }
        }
    }
}

/// Whether a place owns the word of measure behind it or is its subject, with nothing but a few words between.
pub(super) fn is_owner(scan: &Scan, place: &PlaceMention, cue: usize) -> bool {
    let gap = place.end..cue;
    gap.len() <= 4 && gap.clone().all(|i| (!scan.is_mark(i) || scan.is(i, &["'", "-"])) && scan.link(i).is_none())
}

/// Where a place was named last before a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub place: Place,
    /// Whether that was in the sentence right before.
    pub near: bool,
    /// Whether it was the last of all.
    pub last: bool,
    /// Whether 'to', 'from' or 'with' led to it.
    pub led: bool,
}

/// Sentences that are looked back over, and places named in them.
const BACK: usize = 4;
const NAMED: usize = 12;

/// Places named in the few sentences before, latest first.
pub(super) fn seen(view: &View) -> Vec<Seen> {
    let mut all: Vec<Seen> = Vec::new();
    let from = view.sentence.saturating_sub(BACK);
    let first = view.scan.sentences[from].tokens.start;
    let earlier = view.named_before().iter().rev().take(NAMED).take_while(|place| place.first >= first);
    for mention in earlier.filter(|mention| !mention.place.is_world() && !mention.ambiguous) {
        if all.iter().any(|seen| seen.place == mention.place) {
            continue;
        }
        let after = view.scan.sentences[from..view.sentence].partition_point(|s| s.tokens.end <= mention.first);
        let link = view.scan.link_before(mention.first);
        all.push(Seen {
            place: mention.place,
            near: from + after + 1 == view.sentence,
            last: all.is_empty(),
            led: matches!(link, Some(Link::To | Link::From | Link::With)),
        });
    }
    all
}

/// Countries by the two letters that begin the codes of their currencies.
static ISSUERS: LazyLock<FxHashMap<String, Place>> =
    LazyLock::new(|| Place::all().filter_map(|place| Some((place.facts()?.alpha2.clone(), place))).collect());

/// The country whose money a figure is in, where its word can be no other's; none for the money of the world's trade and of
/// several countries together.
pub(super) fn issuer(figure: &Quantity) -> Option<Place> {
    let mut found = None;
    for reading in &figure.readings {
        let Unit::Money(currency) = reading.unit else { return None };
        let code = currency.code();
        let place = if code == "USD" { None } else { ISSUERS.get(code.get(..2)?).copied() };
        if place.is_none() || found.is_some_and(|other| Some(other) != place) {
            return None;
        }
        found = place;
    }
    found
}

/// The country in whose money most figures of a document are, with their part of all that are money. Where a word is that of
/// several moneys, as 'francs' is, it is that of the country that more is said of. What only converts a figure, in brackets
/// behind it, is for readers at home and not counted.
pub(super) fn coin(scan: &Scan, found: &Mentions, ranked: &[(Place, f32)]) -> Option<(Place, f32)> {
    let mut counts: Vec<(Place, f32)> = Vec::new();
    let (mut all, mut before) = (0.0, None);
    for figure in found.quantities.iter().filter(|figure| figure.is_money()) {
        let joint = figure.first.checked_sub(1);
        let is_behind = before.replace(figure.end).is_some_and(|end| joint == Some(end));
        if is_behind && joint.is_some_and(|at| scan.is(at, &["(", ";"])) {
            continue;
        }
        all += 1.0;
        let Some(place) = issuer(figure).or_else(|| likeliest_issuer(figure, ranked)) else { continue };
        match counts.iter_mut().find(|(other, _)| *other == place) {
            Some((_, count)) => *count += 1.0,
            None => counts.push((place, 1.0)),
        }
    }
    let (place, count) = counts.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((place, count / all))
}

/// Of the countries whose money a word can be, the one that most is said of; none where it can be the money of the world's
/// trade.
fn likeliest_issuer(figure: &Quantity, ranked: &[(Place, f32)]) -> Option<Place> {
    let codes = figure.readings.iter().filter_map(|reading| match reading.unit {
        Unit::Money(currency) => Some(currency),
        _ => None,
    });
    if codes.clone().any(|currency| currency.code() == "USD") {
        return None;
    }
    let issuers = codes.filter_map(|currency| ISSUERS.get(currency.code().get(..2)?).copied());
    let rank = |place: &Place| ranked.iter().position(|(other, _)| other == place);
    issuers.filter_map(|place| Some((rank(&place)?, place))).min_by_key(|(rank, _)| *rank).map(|(_, place)| place)
}
