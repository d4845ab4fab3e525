//! Units that mean what the goods are, or what the text says: bushels of maize or of wheat, ounces of gold, pounds of shrimp
//! and pounds of money.

use super::Mentions;
use super::quantity::{Quantity, Reading};
use super::scan::Scan;
use crate::lexicon::{Sense, UnitWord};
use crate::value::unit::Unit;

/// Settles the figures whose unit goes by the goods.
pub(super) fn settle(scan: &Scan, mentions: &mut Mentions) {
    if mentions.quantities.iter().any(|quantity| goods_words(scan, quantity).next().is_some()) {
        by_goods(scan, mentions);
    }
    if mentions.quantities.iter().any(is_mass_or_money) {
        pounds(scan, mentions);
    }
}

/// What the last word of a figure is of single goods: 'bushel', 'ounce'.
fn goods_words<'l>(scan: &Scan<'l>, quantity: &Quantity) -> impl Iterator<Item = &'l UnitWord> {
    let several = quantity.readings.len() > 1 && quantity.readings.iter().all(|r| r.unit == Unit::Tonne);
    let hits = if several { scan.hits(quantity.end - 1) } else { &[] };
    hits.iter().filter_map(|hit| match hit.sense {
        Sense::Unit(word) if !word.goods.is_empty() => Some(word),
        _ => None,
    })
}

/// A bushel is of the grain right behind it, else of the last one named before it, else of the first that is named behind.
fn by_goods(scan: &Scan, mentions: &mut Mentions) {
    for at in 0..mentions.quantities.len() {
        let quantity = &mentions.quantities[at];
        let words: Vec<&UnitWord> = goods_words(scan, quantity).collect();
        if words.is_empty() {
            continue;
        }
        let names = |token: usize| {
            let word = scan.word(token).to_lowercase();
            words.iter().copied().find(|own| own.goods.contains(&word))
        };
        let of = usize::from(scan.is(quantity.end, &["of"]));
        // '8 million bushels. Wheat rose': another sentence speaks of another grain.
        let behind = (quantity.end + of..quantity.end + of + 3).take_while(|at| !scan.is_mark(*at)).find_map(names);
        let before = || (quantity.first.saturating_sub(FAR)..quantity.first).rev().find_map(names);
        let ahead = || (quantity.end..scan.tokens.len().min(quantity.end + FAR)).find_map(names);
        let found = behind.or_else(before).or_else(ahead);
        let Some(word) = found else { continue };
        mentions.quantities[at].readings =
            vec![Reading { unit: word.unit.base, factor: word.unit.factor, default: true }];
    }
}

/// Most tokens on either side that are looked through for the goods of a unit.
const FAR: usize = 400;

/// Whether the last word of a figure can be a mass and a money: 'pounds'.
fn is_mass_or_money(quantity: &Quantity) -> bool {
    let units = || quantity.readings.iter().map(|reading| reading.unit);
    units().any(|unit| unit == Unit::Tonne) && units().any(|unit| unit.is_money())
}

/// 'pounds' are a mass where goods follow ('2 million pounds of shrimp'), or where the text is of no country with pounds and
/// weighs in them ('a pound', 'lb').
fn pounds(scan: &Scan, mentions: &mut Mentions) {
    let has_pounds = mentions.places.iter().any(|place| {
        place.place.facts().is_some_and(|facts| facts.currency.is_some_and(|money| POUNDS.contains(&money.code())))
    });
    let is_signed = mentions.quantities.iter().any(|own| {
        !is_mass_or_money(own) && own.readings.iter().any(|r| matches!(r.unit, Unit::Money(m) if m.code() == "GBP"))
    });
    let names_lb = |at: usize| {
        scan.is(at, &["lb", "lbs"])
            || (scan.is(at, &["pound"]) && at > 0 && scan.is(at - 1, &["a", "per", "each", "every", "/"]))
    };
    let weighs = (0..scan.tokens.len()).any(names_lb);
    let Mentions { quantities, goods, .. } = mentions;
    for quantity in quantities.iter_mut().filter(|quantity| is_mass_or_money(quantity)) {
        let of = scan.is(quantity.end, &["of"]);
        let next = goods.partition_point(|goods| goods.first < quantity.end);
        let of_goods = of && goods.get(next).is_some_and(|goods| goods.first <= quantity.end + 3);
        let is_mass = match has_pounds || is_signed {
            true => of_goods && weighs,
            false => of_goods || weighs || !quantity.readings.iter().any(|r| r.default && r.unit.is_money()),
        };
        quantity.readings.retain(|reading| (reading.unit == Unit::Tonne) == is_mass);
    }
}

/// Moneys that are called pounds without more, now or within memory.
const POUNDS: [&str; 14] =
    ["GBP", "EGP", "LBP", "SYP", "SDG", "SSP", "GIP", "FKP", "SHP", "TRY", "ILS", "IEP", "CYP", "MTL"];
