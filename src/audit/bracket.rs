//! Conversions in brackets, beside the average rate of their period.

use super::check::{Evidence, Said};
use super::finding::{Finding, Interval, words};
use crate::convert::Rates;
use crate::value::currency::Currency;
use rust_decimal::Decimal;

/// How far a rate may be from the average, as a part of it: sources of averages differ by so much.
const TOLERANCE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The conversions whose rate is another than the average of their period.
pub(super) fn conversions(evidence: &Evidence, rates: &Rates) -> Vec<Finding> {
    let pairs = evidence.said.windows(2).filter_map(|pair| match pair {
        [first, second] if second.converts => Some((first, second)),
        _ => None,
    });
    pairs.filter_map(|(first, second)| conversion(first, second, rates)).collect()
}

fn conversion(first: &Said, second: &Said, rates: &Rates) -> Option<Finding> {
    let currency = |said: &Said| Currency::from_code(&said.series.unit);
    let rate = rates.between(currency(first)?, currency(second)?, first.period).ok()?;
    let units = rate.units().filter(|units| *units > Decimal::ZERO)?;
    let ends = |said: &Said| {
        let half = said.precision.checked_div(Decimal::TWO)?;
        Some((said.value.checked_sub(half)?, said.value.checked_add(half)?))
    };
    let ((first_low, first_high), (second_low, second_high)) = (ends(first)?, ends(second)?);
    if first_low <= Decimal::ZERO || second_low <= Decimal::ZERO {
        return None;
    }
    let lowest = first_low.checked_div(second_high)?.checked_mul(Decimal::ONE - TOLERANCE)?;
    let highest = first_high.checked_div(second_low)?.checked_mul(Decimal::ONE + TOLERANCE)?;
    if lowest <= units && units <= highest {
        return None;
    }
    let implied = first.value.checked_div(second.value)?.round_dp(2).normalize();
    let (original, converted) = (&first.series.unit, &second.series.unit);
    Some(Finding {
        series: second.series.clone(),
        period: second.period,
        check: "rate",
        value: Some(second.value),
        expected: Interval {
            low: rate.convert(first_low).map(|low| low.floor()),
            high: rate.convert(first_high).map(|high| high.ceil()),
        },
        claims: [second.id()].into(),
        against: [first.id()].into(),
        decision: "first_figure",
        words: format!(
            "{} is {} at {implied} {original} for one {converted}, the rate of another day; at {} of {} ({}) it is {}",
            words(first.value, original),
            words(second.value, converted),
            units.round_dp(2).normalize(),
            rate.period,
            rate.source,
            words(rate.convert(first.value)?, converted)
        ),
    })
}
