//! Figures that measure nothing by themselves: what a price is for ('per 1,000 cubic metres'), what goods are packed in
//! ('a 90-kilo bag'), one in so many ('one in every six kilos').

use super::Mentions;
use super::quantity::Quantity;
use super::scan::Scan;
use crate::lexicon::{Cue, Sense, WordKind};
use rust_decimal::Decimal;

/// Leaves out the figures that are no amounts.
pub(super) fn drop_idle(scan: &Scan, mentions: &mut Mentions) {
    let is_idle = |quantity: &Quantity| {
        is_denominator(scan, quantity)
            || is_pack(scan, quantity)
            || is_proportion(scan, quantity)
            || is_grade(scan, quantity)
            || is_quoted_rate(scan, quantity)
            || is_haul(scan, quantity)
    };
    mentions.quantities.retain(|quantity| !is_idle(quantity));
}

fn is_physical(quantity: &Quantity) -> bool {
    !quantity.is_money() && !quantity.is_percent()
}

/// 'per 1,000 cubic metres', 'for every 100 kilos': a round number of units behind 'per'.
fn is_denominator(scan: &Scan, quantity: &Quantity) -> bool {
    let before = |words: &[&str]| quantity.first.checked_sub(1).is_some_and(|i| scan.is(i, words));
    let is_round = [1, 10, 50, 100, 1000].iter().any(|round| quantity.value == Decimal::from(*round));
    is_physical(quantity) && (before(&["per", "/"]) || (is_round && before(&["every", "each"])))
}

/// 'a 90-kilo bag', 'five-tonne trucks': a small weight that a hyphen joins to its number, before a noun.
fn is_pack(scan: &Scan, quantity: &Quantity) -> bool {
    let hyphened =
        (quantity.first + 1..quantity.end).any(|i| scan.is(i, &["-"]) && scan.touches(i) && scan.touches(i + 1));
    let is_word =
        |at: usize| scan.tokens.get(at).is_some_and(|token| token.of(scan.text).starts_with(char::is_alphabetic));
    let named = is_word(quantity.end) && !scan.is_function(quantity.end);
    let packed = |at: usize| scan.is_kind(at, WordKind::Packed);
    let small = quantity.value < Decimal::ONE_THOUSAND;
    is_physical(quantity) && small && (packed(quantity.end) || (hyphened && named && packed(quantity.end + 1)))
}

/// 'one krone in every ten', 'three out of four tons', 'not one bushel', 'seven of every ten dollars'.
fn is_proportion(scan: &Scan, quantity: &Quantity) -> bool {
    let spelled = !scan.is_number(quantity.first) && quantity.value <= Decimal::TEN && quantity.value_hi.is_none();
    if quantity.is_percent() || !spelled || quantity.value.fract() != Decimal::ZERO {
        return false;
    }
    let counts = |at: usize| scan.longest(at, |sense| matches!(sense, Sense::Number(_)).then_some(())).is_some();
    let every = |at: usize| scan.is(at, &["every", "each"]);
    let end = quantity.end;
    let leads = scan.is(end, &["in", "of"]) && (every(end + 1) || counts(end + 1) && scan.is(end, &["in"]))
        || scan.is(end, &["out"]) && scan.is(end + 1, &["of"]) && (every(end + 2) || counts(end + 2));
    let first = quantity.first;
    let behind = first.checked_sub(1).is_some_and(|i| every(i) && i > 0 && scan.is(i - 1, &["in", "of", "for"]))
        || first >= 3
            && scan.is(first - 1, &["of", "in"])
            && (scan.is(first - 2, &["out"]) && counts(first - 3) || counts(first - 2));
    let not_one = quantity.value == Decimal::ONE && first > 0 && scan.is(first - 1, &["not"]);
    leads || behind || not_one
}

/// '5% broken', '12.5 per cent protein': the quality of goods.
fn is_grade(scan: &Scan, quantity: &Quantity) -> bool {
    quantity.is_percent() && scan.is_kind(quantity.end, WordKind::Grade)
}

/// 'bills at 9-3/4 pct': with fractions only rates of interest are quoted, and changes ('2-1/2 pct higher').
fn is_quoted_rate(scan: &Scan, quantity: &Quantity) -> bool {
    let has_fraction = (quantity.first..quantity.end).any(|i| scan.is(i, &["/"]) && scan.touches(i));
    let changes = |at: usize| scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Cue(Cue::Change { .. })));
    let first = quantity.first;
    quantity.is_percent()
        && has_fraction
        && !changes(quantity.end)
        && !(1..=2).any(|back| first.checked_sub(back).is_some_and(changes))
}

/// 'carried 18.2 mln ton miles': work of carriage, no weight.
fn is_haul(scan: &Scan, quantity: &Quantity) -> bool {
    let dash = usize::from(scan.is(quantity.end, &["-"]));
    let miles = ["mile", "miles", "kilometre", "kilometres", "kilometer", "kilometers", "km"];
    is_physical(quantity) && scan.is(quantity.end + dash, &miles)
}
