//! Ranges: '3-4 billion', 'between 3 and 4 tonnes', '20 or 30 per cent'; and what only looks like one: 'cut by 3 to 26
//! million tonnes'.

use super::number::{Number, number};
use super::quantity::{Side, prefix, single_letter_scale, suffix};
use super::scan::Scan;
use crate::lexicon::{Cue, Sense};
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// The first end of what may be a range.
pub(super) struct Opening<'a> {
    /// Its first token.
    pub at: usize,
    pub number: &'a Number,
    pub prefix: &'a Option<Side>,
    pub suffix: &'a Option<Side>,
    /// Token behind it and its unit.
    pub after: usize,
}

/// The second number of '3-4', '3 to 4', '250,000/350,000', 'between 3 and 4', 'one or two', with its currency and the token
/// behind it.
pub(super) fn second(scan: &Scan, first: &Opening) -> Option<(Number, Option<Side>, usize)> {
    let after = first.after;
    let mark = scan.word(after);
    let is_dash = matches!(mark, "-" | "–" | "—" | "‑");
    let close = scan.touches(after) && scan.touches(after + 1);
    let before = first.at.checked_sub(1).map_or("", |i| scan.word(i));
    let from = before.eq_ignore_ascii_case("from");
    let joins = match mark {
        _ if is_dash => {
            close || (scan.touches(after) == scan.touches(after + 1) && mark != "—" && first.prefix.is_some())
        }
        "/" => close && (first.number.grouped || is_twin(scan, first.number.end, after + 1)),
        "to" => !from || is_spread(scan, first.at),
        "and" => before.eq_ignore_ascii_case("between"),
        "or" => first.prefix.is_none() && first.suffix.is_none() && !first.number.grouped,
        _ => false,
    };
    if !joins {
        return None;
    }
    let second_prefix = prefix(scan, after + 1);
    let start = second_prefix.as_ref().map_or(after + 1, |side| side.end);
    let second = number(scan, start)?;
    let second_suffix = suffix(scan, &second, second_prefix.is_some());
    let unit_second = second_prefix.as_ref().or(second_suffix.as_ref());
    let unit_first = first.prefix.as_ref().or(first.suffix.as_ref());
    let same_unit = |a: &Side, b: &Side| a.readings.iter().any(|x| b.readings.iter().any(|y| x.unit == y.unit));
    let shares_scale = first.number.scale == Decimal::ONE && second.scale > Decimal::ONE;
    let agrees = match (unit_first, unit_second) {
        (Some(a), Some(b)) => same_unit(a, b),
        // '$5 to 6' is a range of money only with a scale or a dash; '2022-23' is none at all.
        (Some(_), None) => first.prefix.is_some() && (is_dash || second.scale > Decimal::ONE),
        (None, Some(_)) => mark != "or" || within(first.number, &second, 2),
        // '27 to 33 billion', '100,000 to 200,000': the unit is a neighbour's.
        (None, None) if shares_scale || (is_dash && second.scale > Decimal::ONE) => mark != "or" && mark != "/",
        (None, None) => {
            let counts = |number: &Number| number.grouped && number.value >= Decimal::ONE_THOUSAND;
            (mark == "to" || mark == "and") && counts(first.number) && counts(&second) && second.scale == Decimal::ONE
        }
    };
    let years = unit_first.is_none() && first.number.is_year() && second_suffix.is_none();
    if !agrees || years || is_day(scan, first) {
        return None;
    }
    let second =
        if unit_second.is_none() || second_prefix.is_some() { single_letter_scale(scan, second)? } else { second };
    let is_range = match mark {
        "to" => is_no_move(scan, first, &second, unit_first.is_some()),
        _ => true,
    };
    is_range.then_some((second, second_prefix, second.end))
}

/// Whether the first end is no higher than the second and so many times less at the most; without a scale of its own it
/// has that of the second.
fn within(first: &Number, second: &Number, times: i64) -> bool {
    let low = if first.scale == Decimal::ONE && second.scale > Decimal::ONE && first.value < second.value {
        first.value.checked_mul(second.scale)
    } else {
        Some(first.value)
    };
    let Some(low) = low else { return false };
    if low.is_zero() {
        return true;
    }
    low <= second.value && low.checked_mul(Decimal::from(times)).is_none_or(|most| second.value <= most)
}

/// '229/230 dlrs': two plain numbers of as many digits. '24/7' and '1986/87' are none.
fn is_twin(scan: &Scan, end: usize, second: usize) -> bool {
    let digits = |at: usize| scan.word(at).bytes().all(|byte| byte.is_ascii_digit()).then(|| scan.word(at).len());
    let first = end.checked_sub(1).and_then(digits);
    first.is_some_and(|length| length == 3) && first == digits(second)
}

/// 'March six to 16.39 mln barrels': the day of a month.
fn is_day(scan: &Scan, first: &Opening) -> bool {
    let month = |at: usize| scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Month(_)));
    first.prefix.is_none() && first.number.value < Decimal::from(32) && first.at.checked_sub(1).is_some_and(month)
}

/// 'ranged from 40 to 44 mln': what 'from' opens here is a range.
fn is_spread(scan: &Scan, at: usize) -> bool {
    let spread = [
        "ranged", "ranging", "ranges", "range", "prices", "priced", "varied", "varies", "varying", "anywhere",
        "anything",
    ];
    at.checked_sub(2).is_some_and(|i| scan.is(i, &spread))
}

/// Whether 'A to B' is a range and not a move of A that ends at B: 'rose 3.2 bn to 9.5 bn', 'cut by 3 mln tonnes to 26 mln
/// tonnes' and 'went from 2 bn to 3 bn to 4 bn' are none, while 'fell 3 to 4 per cent', 'will rise by $10 billion to
/// $11 billion' and 'rose to 340 to 350 dollars' are.
fn is_no_move(scan: &Scan, first: &Opening, second: &Number, has_unit: bool) -> bool {
    let is_stated = has_unit || first.number.scale > Decimal::ONE;
    // Hedges and articles stand between: 'by almost €36 billion'.
    let hedges = ["a", "an", "another", "further", "some", "about", "almost", "nearly", "around", "over"];
    let lead = (1..=3).map_while(|back| first.at.checked_sub(back)).find(|i| !scan.is(*i, &hedges));
    // How many tenths of the first end the second is at the most.
    let tenths = match lead {
        Some(i) if scan.is(i, &["to"]) && is_stated => 15,
        // 'climbed by 161 thousand tonnes to 268 thousand tonnes': a range would say the unit once, unless it is '3% to 4%'.
        Some(i) if scan.is(i, &["by"]) && is_amount(first) && is_stated => 13,
        Some(i) if scan.is(i, &["by"]) && is_stated => 20,
        Some(i) if !scan.is(i, &["by", "to", "at"]) && is_change(scan, i, first.at) && is_stated => return false,
        Some(i) if !scan.is(i, &["to", "at"]) && (scan.is(i, &["by"]) || is_change(scan, i, first.at)) => 100,
        _ => 300,
    };
    let ten = |number: &Number, times: i64| number.value.checked_mul(Decimal::from(times));
    if first.number.value.is_zero() {
        return true;
    }
    let Some(most) = ten(first.number, tenths) else { return false };
    let shares_scale =
        first.number.scale == Decimal::ONE && second.scale > Decimal::ONE && first.number.value < second.value;
    let most = if shares_scale { most.checked_mul(second.scale) } else { Some(most) };
    within(first.number, second, 30) && most.zip(ten(second, 10)).is_some_and(|(most, high)| high <= most)
}

/// Whether a word of change stands at a token, or ends behind it.
fn is_change(scan: &Scan, at: usize, end: usize) -> bool {
    (at.saturating_sub(1)..=at).any(|from| {
        scan.longest(from, |sense| matches!(sense, Sense::Cue(Cue::Change { .. })).then_some(()))
            .is_some_and(|(stop, ())| stop > at && stop <= end)
    })
}

/// Whether a figure has a unit behind it that is no per cent.
fn is_amount(first: &Opening) -> bool {
    let unit = first.suffix.as_ref().and_then(|side| side.readings.first());
    unit.is_some_and(|reading| reading.unit != Unit::Percent)
}
