//! Which currency or ton an open word means in this document.

use super::topic::Topic;
use super::view::View;
use crate::mention::quantity::{Quantity, Reading};
use crate::value::place::Place;
use crate::value::unit::Unit;

/// The reading taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settlement {
    pub reading: Reading,
    /// Whether nothing but custom settled it.
    pub open: bool,
}

/// The units that a document names so that nothing is open, each once, in order of appearance.
pub(super) fn named(quantities: &[Quantity]) -> Vec<Reading> {
    let mut all: Vec<Reading> = Vec::new();
    for quantity in quantities {
        if let [only] = quantity.readings[..]
            && !all.contains(&only)
        {
            all.push(only);
        }
    }
    all
}

/// Settles the unit of a figure: by its own words, else by the currency of the country whose domestic report it is, else
/// by a currency that the document names in full, else by a country of the sentence, else by custom.
pub(super) fn settle(
    figure: &Quantity,
    view: &View,
    named: &[Reading],
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
    let named = named.iter().find_map(|only| {
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
    if let Some(reading) = of(topic.home.or(topic.main.filter(|main| topic.votes(*main) > 0.0))) {
        return taken(reading);
    }
    // The dollar stays the US dollar unless the report is a domestic one; other words follow the countries named.
    let is_dollar = plain.unit.code() == "USD";
    if let Some(reading) = named.filter(|reading| is_dollar == (reading.unit.code() == "USD")) {
        return taken(reading);
    }
    if !is_dollar {
        let near = view.places.iter().find_map(|place| of(Some(place.place)));
        if let Some(reading) = near.or_else(|| of(topic.main)) {
            return taken(reading);
        }
    }
    Settlement { reading: plain, open: !is_dollar }
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
