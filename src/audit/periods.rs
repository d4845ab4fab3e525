//! Stretches of one year that do not fit one another.

use super::check::Evidence;
use super::finding::{Finding, Interval, interval, words};
use crate::cell::{Figure, Series, Step, step, way};
use crate::value::flow::Measure;
use crate::value::period::Period;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What is found in the figures of each year of each series that is known to be of one side.
pub(super) fn periods(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (series, figures) in evidence.by_series() {
        if !series.is_of_one_side() {
            continue;
        }
        let mut years: BTreeMap<i16, Vec<&Figure>> = BTreeMap::new();
        for figure in figures {
            years.entry(figure.period.from.year()).or_default().push(figure);
        }
        for figures in years.into_values().filter(|figures| figures.len() > 1) {
            findings.extend(sums(&figures));
            if series.measure != Measure::Balance.name() {
                findings.extend(falls(&figures));
                findings.extend(pace(series, &figures));
            }
        }
    }
    findings
}

/// Sums that do not come out: one row for each set of figures, of the longest of them.
fn sums(figures: &[&Figure]) -> Vec<Finding> {
    let steps: Vec<(Step, &Figure)> = figures.iter().filter_map(|figure| Some((step(figure)?, *figure))).collect();
    let only: Vec<Step> = steps.iter().map(|(step, _)| *step).collect();
    let (mut seen, mut findings) = (BTreeSet::new(), Vec::new());
    let longest_first = |number: &usize| std::cmp::Reverse(steps[*number].1.period.days());
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(longest_first);
    for number in order {
        let whole = steps[number].1;
        let Some(way) = way(&only, whole.period, Some(number)) else { continue };
        let expected = Interval { low: Some(way.ends.low), high: Some(way.ends.high) };
        let set: BTreeSet<usize> = way.steps.iter().copied().chain([number]).collect();
        // One figure of the same stretch is no sum, but the other end of a flow.
        let is_sum = way.steps.len() > 1;
        if !is_sum || !expected.is_apart_from(Interval::of(whole)) || !seen.insert(set) {
            continue;
        }
        let parts: Vec<&Figure> = way.steps.iter().map(|step| steps[*step].1).collect();
        let said = |figure: &&Figure| format!("{} {}", figure.period.label(), amount(figure));
        let named: Vec<String> = parts.iter().map(said).collect();
        findings.push(Finding {
            series: whole.series.clone(),
            period: whole.period,
            check: "periods",
            value: whole.value,
            expected,
            claims: whole.parents.claims.clone(),
            against: parts.iter().flat_map(|figure| figure.parents.claims.clone()).collect(),
            decision: "kept",
            words: format!(
                "{} is stated, but {} give {}: one of them is wrong, or was revised",
                amount(whole),
                named.join(", "),
                interval(expected, &whole.series.unit)
            ),
        });
    }
    findings
}

/// Parts of a period that are larger than it.
fn falls(figures: &[&Figure]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for whole in figures {
        for part in figures.iter().filter(|part| is_part(part.period, whole.period)) {
            let smaller = whole.high.zip(part.low).is_some_and(|(high, low)| high < low);
            if smaller {
                findings.push(Finding {
                    series: whole.series.clone(),
                    period: whole.period,
                    check: "falls",
                    value: whole.value,
                    expected: Interval { low: part.low, high: None },
                    claims: whole.parents.claims.clone(),
                    against: part.parents.claims.clone(),
                    decision: "kept",
                    words: format!("{} is less than its part {}, {}", amount(whole), part.period.label(), amount(part)),
                });
            }
        }
    }
    findings
}

/// What is left between a year to date and the longest shorter one, where it is out of all proportion and no figure of
/// its own. Months differ, but seldom by more than three times.
fn pace(series: &Series, figures: &[&Figure]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for whole in figures.iter().filter(|figure| step(figure).is_some()) {
        let begin_alike = |part: &&&Figure| part.period.from == whole.period.from && is_part(part.period, whole.period);
        let parts = figures.iter().filter(begin_alike).filter(|part| step(part).is_some());
        let Some(part) = parts.max_by_key(|part| part.period.days()) else { continue };
        let (Some(now), Some(before)) = (whole.ends(), part.ends()) else { continue };
        let (Some(left), Ok(next)) = (now.minus(before), part.period.to.tomorrow()) else { continue };
        let rest = Period::new(next, whole.period.to);
        let months = |period: Period| period.whole_months().map(Decimal::from);
        let (Some(of_part), Some(of_rest)) = (months(part.period), months(rest)) else { continue };
        let mean = before.value / of_part;
        let three = Decimal::from(3);
        let too_slow = left.high < mean / three * of_rest;
        let too_fast = left.low > mean * three * of_rest;
        let known = figures.iter().any(|figure| (figure.period.from, figure.period.to) == (rest.from, rest.to));
        if known || left.high < Decimal::ZERO || !(too_slow || too_fast) {
            continue;
        }
        findings.push(Finding {
            series: whole.series.clone(),
            period: whole.period,
            check: "pace",
            value: whole.value,
            expected: Interval {
                low: before.low.checked_add((mean / three * of_rest).floor()),
                high: before.high.checked_add((mean * three * of_rest).ceil()),
            },
            claims: whole.parents.claims.clone(),
            against: part.parents.claims.clone(),
            decision: "kept",
            words: format!(
                "{} less {} for {} leaves {} for {}, while a month of {} had {} on average",
                amount(whole),
                amount(part),
                part.period.label(),
                words(left.value, &series.unit),
                rest.label(),
                part.period.label(),
                words(mean, &series.unit)
            ),
        });
    }
    findings
}

fn is_part(part: Period, whole: Period) -> bool {
    whole.contains(part) && (part.from, part.to) != (whole.from, whole.to)
}

fn amount(figure: &Figure) -> String {
    match figure.value {
        Some(value) => words(value, &figure.series.unit),
        None => interval(Interval::of(figure), &figure.series.unit),
    }
}
