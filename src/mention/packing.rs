//! Figures in what goods are packed in: '155,221 bags of 60 kilos', '6.4 mln bags' of coffee.

use super::Mentions;
use super::quantity::{Bare, Quantity, Reading};
use super::scan::Scan;
use crate::lexicon::{PackingWord, Sense};
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// Makes figures of the bare numbers that count packings whose weight is known: the text says it, or custom does of the
/// goods that the text is about.
pub(super) fn weigh(scan: &Scan, mentions: &mut Mentions, bare: &mut Vec<Bare>) {
    let mut stated: Option<Reading> = None;
    let mut found = Vec::new();
    bare.retain(|number| {
        let inner = weight_before(scan, mentions, number.end);
        let at = inner.map_or(number.end, |(_, end)| end);
        let Some((end, word)) = packing(scan, at).filter(|_| !number.number.is_year()) else { return true };
        let (weight, end) =
            match inner.map(|(weight, _)| (weight, number.end)).or_else(|| own_weight(scan, mentions, end)) {
                Some((weight, end)) => {
                    stated = Some(weight);
                    (Some(weight), end)
                }
                None => (stated.or_else(|| by_custom(scan, mentions, word)), end),
            };
        let Some(weight) = weight else { return true };
        found.push(Quantity {
            first: number.first,
            end,
            span: scan.span(number.first, end),
            value: number.number.value,
            value_hi: number.high.map(|high| high.value),
            precision: number.number.precision,
            readings: vec![weight],
            bound: None,
            per: None,
            shared: false,
        });
        false
    });
    // The weight of one bag is no figure of its own.
    let inside = |quantity: &Quantity| {
        let at = found.partition_point(|own| own.first <= quantity.first);
        at.checked_sub(1).is_some_and(|at| is_weight(scan, quantity, found[at].end))
    };
    if !found.is_empty() {
        mentions.quantities.retain(|quantity| !inside(quantity));
        mentions.quantities.extend(found);
        mentions.quantities.sort_by_key(|quantity| quantity.first);
    }
}

/// The packing at a token, or behind the goods there: 'bags', 'coffee bags'.
fn packing<'l>(scan: &Scan<'l>, at: usize) -> Option<(usize, &'l PackingWord)> {
    let packing = |at| {
        scan.longest(at, |sense| match sense {
            Sense::Packing(word) => Some(word),
            _ => None,
        })
    };
    packing(at).or_else(|| packing(scan.longest(at, |sense| matches!(sense, Sense::Goods).then_some(()))?.0))
}

/// '(60-kilo)' between a number and its packing, and the token behind it.
fn weight_before(scan: &Scan, mentions: &Mentions, end: usize) -> Option<(Reading, usize)> {
    let at = mentions.quantities.partition_point(|quantity| quantity.first < end + 1);
    let weight = mentions.quantities.get(at).filter(|weight| scan.is(end, &["("]) && weight.first == end + 1)?;
    Some((bag(weight)?, weight.end + 1)).filter(|_| scan.is(weight.end, &[")"]))
}

/// The weight of one bag: more than a tonne or less than a kilogram is something else.
fn bag(weight: &Quantity) -> Option<Reading> {
    let reading = weight.plain_reading();
    let factor = weight.value.checked_mul(reading.factor)?;
    let is_bag = reading.unit == Unit::Tonne && factor <= Decimal::ONE && factor >= Decimal::new(1, 3);
    is_bag.then_some(Reading { unit: Unit::Tonne, factor, default: true })
}

/// 'of 60 kilos', '(46 kilos)' behind a packing; a weight in brackets is no part of the quote.
fn own_weight(scan: &Scan, mentions: &Mentions, end: usize) -> Option<(Reading, usize)> {
    let opens = scan.is(end, &["of", "("]);
    let at = mentions.quantities.partition_point(|quantity| quantity.first < end + 1);
    let weight = mentions.quantities.get(at).filter(|weight| opens && weight.first == end + 1)?;
    let end = if scan.is(end, &["("]) { end } else { weight.end };
    Some((bag(weight)?, end))
}

/// Whether a quantity is the weight of the packing that a figure ends with: inside of its quote or in brackets behind it.
fn is_weight(scan: &Scan, quantity: &Quantity, end: usize) -> bool {
    quantity.first < end || (quantity.first == end + 1 && scan.is(end, &["("]))
}

/// What a packing weighs by custom, where the text names the goods that the custom is for.
fn by_custom(scan: &Scan, mentions: &Mentions, word: &PackingWord) -> Option<Reading> {
    let (unit, factor) = word.custom?;
    let is_named = mentions.goods.iter().any(|goods| {
        (goods.first..goods.end).any(|at| word.goods.iter().any(|good| scan.word(at).eq_ignore_ascii_case(good)))
    });
    is_named.then_some(Reading { unit, factor, default: true })
}
