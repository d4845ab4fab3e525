//! Figures of one period that do not fit one another: flows, and what growth and shares imply.

use super::check::{Evidence, by_side, of_one_report, of_other_side};
use super::finding::{Finding, Interval, interval, words};
use crate::cell::{Figure, Implied, Parents, Series};
use crate::value::flow::Measure;
use rust_decimal::Decimal;

/// One side's own flow, told from both ends, with two figures.
pub(super) fn mirrors(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for figures in evidence.several() {
        let [one, other] = figures[..] else { continue };
        if Interval::of(one).is_apart_from(Interval::of(other)) {
            findings.push(finding("mirror", one, Interval::of(other), &other.parents, |said| {
                format!("{said}, but {} as {} of {}", amount(other), other.series.measure, party(&other.series))
            }));
        }
    }
    findings
}

/// Turnover and balance against the exports and imports of the same side.
pub(super) fn flows(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for figure in &evidence.figures {
        let series = &figure.series;
        let is_balance = series.measure == Measure::Balance.name();
        if !is_balance && series.measure != Measure::Trade.name() {
            continue;
        }
        for own in own_flows(series) {
            let exports = evidence.get(&own.of(Measure::Exports.name()), figure.period).next();
            let imports = evidence.get(&own.of(Measure::Imports.name()), figure.period).next();
            let (Some(exports), Some(imports)) = (exports, imports) else { continue };
            let of_one = [exports, imports].iter().all(|flow| of_one_report(figure, &flow.parents));
            if !(of_one || figure.series.is_of_one_side()) {
                continue;
            }
            let expected = if is_balance { difference(exports, imports) } else { sum(&[exports, imports]) };
            if !expected.is_apart_from(Interval::of(figure)) {
                continue;
            }
            let mut parents = exports.parents.clone();
            parents.extend(&imports.parents);
            let other = of_other_side(series).and_then(|other| evidence.get(&other, figure.period).next());
            let of_other = other.filter(|other| !expected.is_apart_from(Interval::of(other)));
            let check = if of_other.is_some() { "side" } else { "flows" };
            findings.push(finding(check, figure, expected, &parents, |said| {
                let sign = if is_balance { "less" } else { "and" };
                let flows = format!("exports of {} {sign} imports of {}", amount(exports), amount(imports));
                let hint =
                    if of_other.is_some() { ", as the other side counts: one was taken for the other" } else { "" };
                format!("{said}, but {flows} give {}{hint}", interval(expected, &series.unit))
            }));
        }
    }
    findings
}

/// Figures against what a level with its growth or a whole with its share implies.
pub(super) fn implied(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for implied in &evidence.implied {
        let expected = Interval { low: implied.low, high: implied.high };
        for figure in evidence.get(&implied.series, implied.period) {
            if !expected.is_apart_from(Interval::of(figure)) {
                continue;
            }
            let one_side = implied.series.is_of_one_side() || of_one_report(figure, &implied.parents);
            let check = if one_side { implied.method } else { "side" };
            findings.push(finding(check, figure, expected, &implied.parents, |said| {
                format!("{said}, but {}{}", reason(implied), hint(implied, figure, one_side))
            }));
        }
    }
    findings
}

fn reason(implied: &Implied) -> String {
    let (period, level) = implied.level;
    let (level, label) = (words(level, &implied.series.unit), period.label());
    let rate = implied.rate.normalize();
    let expected = interval(Interval { low: implied.low, high: implied.high }, &implied.series.unit);
    match implied.method {
        "growth" => format!("{level} in {label} after a change of {rate}% comes from {expected}"),
        _ => format!("a share of {rate}% in {level} is {expected}"),
    }
}

/// What may have happened.
fn hint(implied: &Implied, figure: &Figure, one_side: bool) -> &'static str {
    let (_, level) = implied.level;
    let near = |value: Decimal| (value - level).abs() * Decimal::from(50) <= level.abs();
    let moved = implied.rate.abs() > Decimal::from(4);
    if implied.method == "growth" && moved && figure.value.is_some_and(near) {
        "; the level is near that of the year before, so it may belong to that year and the growth to this one"
    } else if !one_side {
        "; neither report says whose statistics it has, so they may be those of the two sides"
    } else {
        ""
    }
}

/// The series of the flows that a turnover or balance is made of. Turnover in nobody's named statistics may be of either;
/// flows in nobody's are their reporter's.
fn own_flows(series: &Series) -> Vec<Series> {
    let turned = Series { reporter: series.partner.clone(), partner: series.reporter.clone(), ..series.clone() };
    let is_pair = series.measure == Measure::Trade.name() && series.partner.as_deref() != Some("WLD");
    let own = match &series.side {
        _ if !is_pair => vec![series.clone()],
        Some(_) if series.side == series.reporter => vec![series.clone()],
        Some(_) if series.side == series.partner => vec![turned],
        Some(_) => Vec::new(),
        None => vec![series.clone(), turned],
    };
    let of_reporter = own.iter().filter(|own| own.side.is_some() && own.side == own.reporter);
    let unnamed: Vec<Series> = of_reporter.map(|own| Series { side: None, ..own.clone() }).collect();
    own.into_iter().chain(unnamed).collect()
}

/// The ends of several figures together.
pub(super) fn sum(figures: &[&Figure]) -> Interval {
    let total = |ends: Vec<Option<Decimal>>| ends.into_iter().try_fold(Decimal::ZERO, |sum, end| sum.checked_add(end?));
    let lows = figures.iter().map(|figure| figure.low).collect();
    Interval { low: total(lows), high: total(figures.iter().map(|figure| figure.high).collect()) }
}

fn difference(one: &Figure, other: &Figure) -> Interval {
    let less = |one: Option<Decimal>, other: Option<Decimal>| one?.checked_sub(other?);
    Interval { low: less(one.low, other.high), high: less(one.high, other.low) }
}

/// The row of a figure that stays as it is.
pub(super) fn finding(
    check: &'static str,
    figure: &Figure,
    expected: Interval,
    against: &Parents,
    words: impl Fn(&str) -> String,
) -> Finding {
    Finding {
        series: figure.series.clone(),
        period: figure.period,
        check,
        value: figure.value,
        expected,
        claims: figure.parents.claims.clone(),
        against: against.claims.clone(),
        decision: "kept",
        words: words(&format!("{} is stated", amount(figure))),
    }
}

/// The figure in words.
pub(super) fn amount(figure: &Figure) -> String {
    match figure.value {
        Some(value) => words(value, &figure.series.unit),
        None => interval(Interval::of(figure), &figure.series.unit),
    }
}

/// Whose figure it is.
pub(super) fn party(series: &Series) -> String {
    let series = by_side(series);
    series.reporter.or(series.partner).unwrap_or_default()
}
