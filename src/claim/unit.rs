//! Which currency or ton an open word means in this document.

use super::topic::Topic;
use super::view::View;
use crate::mention::quantity::{Quantity, Reading};
use crate::mention::scan::Scan;
use crate::value::place::Place;
use crate::value::unit::Unit;

/// The reading taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settlement {
    pub reading: Reading,
    /// Whether nothing but custom settled it.
    pub open: bool,
}

/// What a document says of its units.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The units that it names so that nothing is open, each once, in order of appearance.
    named: Vec<Reading>,
    /// Those that it marks by letters before a sign: 'C$', 'US$'.
    signs: Vec<Unit>,
    /// Whether it writes a bare '$' and not 'dollars' alone.
    has_sign: bool,
}

/// What a document says of its units.
pub(super) fn known(scan: &Scan, quantities: &[Quantity]) -> Known {
    let mut known = Known::default();
    for quantity in quantities {
        known.has_sign |= scan.is(quantity.first, &["$"]);
        // 'C$' may be of Nicaragua too: as a mark it is what it means by custom.
        let plain = quantity.plain_reading().unit;
        let letters = |at: usize| !scan.is_mark(at) && !scan.is_number(at);
        let is_marked = scan.word(quantity.first).len() > 1 && scan.word(quantity.first).ends_with('$')
            || letters(quantity.first)
                && (quantity.first + 1..quantity.end.min(quantity.first + 4)).any(|at| scan.word(at).ends_with('$'));
        if is_marked && !known.signs.contains(&plain) {
            known.signs.push(plain);
        }
        if let [only] = quantity.readings[..]
            && !known.named.contains(&only)
        {
            known.named.push(only);
        }
    }
    known
}

/// Settles the unit of a figure: by its own words, else by the currency of the country whose domestic report it is, else
/// by a currency that the document names in full, else by a country of the sentence, else by custom.
pub(super) fn settle(
    figure: &Quantity,
    view: &View,
    known: &Known,
    topic: &Topic,
    converted: Option<Unit>,
) -> Settlement {
    let taken = |reading: Reading| Settlement { reading, open: false };
    if let [only] = figure.readings[..] {
        return taken(only);
    }
    // 'C$1.1 billion ($806 million)': a conversion of money is into another currency, if the word has a likely other.
    let valid = valid(&figure.readings, topic);
    let others: Vec<Reading> = valid.iter().copied().filter(|reading| Some(reading.unit) != converted).collect();
    let likely = others.iter().any(|reading| reading.default) || others.len() == 1 || topic.home.is_some();
    let readings = if others.is_empty() || !likely { &valid } else { &others };
    if let [only] = readings[..] {
        return taken(only);
    }
    let plain = readings.iter().copied().find(|reading| reading.default).unwrap_or(readings[0]);
    // 'US$', 'Canadian dollars' or 'short tons' elsewhere in the report settles a bare '$' or 'tons'.
    let named = known.named.iter().find_map(|only| {
        readings.iter().copied().find(|reading| reading.unit == only.unit && reading.factor == only.factor)
    });
    if !plain.unit.is_money() {
        return taken(named.unwrap_or(plain));
    }
    // The money of a country now, or what it had then: a code of ISO 4217 begins with that of its country.
    let of = |place: Option<Place>| {
        let facts = place?.facts()?;
        let is_now = |reading: &&Reading| facts.currency.map(Unit::Money) == Some(reading.unit);
        let was_then = |reading: &&Reading| reading.unit.code().starts_with(facts.alpha2.as_str());
        readings.iter().find(is_now).or_else(|| readings.iter().find(was_then)).copied()
    };
    let is_dollar = plain.unit.code() == "USD";
    let voted = topic.main.filter(|main| topic.votes(*main) > 0.0);
    if is_dollar && known.has_sign {
        return taken(dollar(of, plain, known, topic).unwrap_or(plain));
    }
    if let Some(reading) = of(topic.home.or(voted)) {
        return taken(reading);
    }
    // The dollar stays the US dollar unless the report is a domestic one; other words follow the countries named.
    if let Some(reading) = named.filter(|reading| is_dollar == (reading.unit.code() == "USD")) {
        return taken(reading);
    }
    if !is_dollar {
        let near = view.places.iter().find_map(|place| of(Some(place.place)));
        // 'Rs' where the sentence names no country: of the one that the text is about, or that it names first.
        let is_word = !view.scan.is_mark(figure.first);
        let first = topic.countries.iter().find_map(|place| of(Some(*place))).filter(|_| is_word);
        // 'Rs 5 billion' is said of home, 'five billion rupees' of anyone.
        let is_prefixed = is_word && !view.scan.is_number(figure.first);
        let led = first.filter(|_| is_prefixed);
        if let Some(reading) = led.or(near).or_else(|| of(topic.main)).or(first) {
            return taken(reading);
        }
    }
    Settlement { reading: plain, open: !is_dollar }
}

/// The countries named first, which a text is about although another is spoken of more.
const OPENING: usize = 3;

/// Whose '$' is meant: that of the country whose report it is, unless the text marks that one and leaves the other bare
/// ('C$16.6 billion ($12.8 billion)').
fn dollar(
    of: impl Fn(Option<Place>) -> Option<Reading>,
    plain: Reading,
    known: &Known,
    topic: &Topic,
) -> Option<Reading> {
    let stated = topic.home.filter(|_| !topic.is_filed_abroad);
    if let Some(own) = of(stated) {
        return Some(own);
    }
    // A report filed from a country is of that country only where it is the one that it is about.
    let filed = topic.home.filter(|home| topic.main == Some(*home) || topic.votes(*home) > 0.0);
    let voted = topic.main.filter(|main| topic.votes(*main) > 0.0);
    if let Some(own) = of(filed.or(voted)) {
        return Some(if known.signs.contains(&own.unit) { plain } else { own });
    }
    // 'US$' elsewhere, or 'our exports', say that the bare one is another: of the country that the text is about, else of
    // one that it opens with.
    let is_local = topic.is_ours || known.signs.contains(&plain.unit);
    let opening = topic.countries.iter().take(OPENING).filter(|_| topic.home.is_none());
    let first = || opening.clone().find_map(|place| of(Some(*place)));
    let own = of(topic.main).or_else(|| of(topic.home)).or_else(first);
    own.filter(|own| is_local && stated.is_none() && !known.signs.contains(&own.unit))
}

/// Of several currencies those that were in use when the report was written, if any.
fn valid(readings: &[Reading], topic: &Topic) -> Vec<Reading> {
    let was_valid = |reading: &&Reading| match (reading.unit, topic.today) {
        (Unit::Money(currency), Some(day)) => currency.valid_in(day.year()),
        _ => true,
    };
    let valid: Vec<Reading> = readings.iter().filter(was_valid).copied().collect();
    if valid.is_empty() { readings.to_vec() } else { valid }
}
