//! Figures of one period that do not fit one another: flows, rates, shares, parts of a whole.

use super::check::{Evidence, by_side, of_one_report, of_other_side};
use super::finding::{Finding, Interval, interval, words};
use crate::cell::{Figure, Implied, Parents, Series};
use crate::value::flow::Measure;
use crate::value::place::Place;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

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

/// Goods against all goods, a partner against the world, all partner countries against the world.
pub(super) fn parts(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in evidence.figures.iter().filter(|figure| figure.series.measure != Measure::Balance.name()) {
        if part.series.commodity.is_some() {
            let all = Series { commodity: None, ..part.series.clone() };
            findings.extend(evidence.get(&all, part.period).filter_map(|whole| larger("goods", &[part], whole)));
        }
    }
    for whole in evidence.figures.iter().filter(|figure| figure.series.partner.as_deref() == Some("WLD")) {
        let partners: Vec<&Figure> = evidence.figures.iter().filter(|part| is_partner(part, whole)).collect();
        findings.extend(partners.iter().filter_map(|part| larger("world", &[part], whole)));
        let countries: Vec<&Figure> = partners.into_iter().filter(|part| has_countries(part)).collect();
        if countries.len() > 1 {
            findings.extend(larger("world", &countries, whole));
        }
    }
    findings
}

/// Whether it is a partner's part of a whole with the world, in the same statistics.
fn is_partner(part: &Figure, whole: &Figure) -> bool {
    let (part_of, all) = (&part.series, &whole.series);
    let same = (part.period, &part_of.measure, &part_of.commodity, &part_of.unit, &part_of.status)
        == (whole.period, &all.measure, &all.commodity, &all.unit, &all.status);
    let is_balance = part_of.measure == Measure::Balance.name();
    if !same || is_balance || part_of.partner.as_deref().is_none_or(|partner| partner == "WLD") {
        return false;
    }
    if part_of.measure == Measure::Trade.name() {
        let is_party = part_of.reporter == all.reporter || part_of.partner == all.reporter;
        return is_party && (part_of.side == all.reporter || of_one_report(part, &whole.parents));
    }
    part_of.reporter == all.reporter && part_of.side == all.side
}

fn has_countries(part: &Figure) -> bool {
    let parties = [&part.series.reporter, &part.series.partner];
    parties.into_iter().flatten().all(|party| Place::from_code(party).is_some_and(|place| place.is_country()))
}

/// A row where the parts are together larger than the whole.
fn larger(check: &'static str, parts: &[&Figure], whole: &Figure) -> Option<Finding> {
    let least = sum(parts).low?;
    if least <= whole.high? {
        return None;
    }
    let mut parents = Parents::default();
    parts.iter().for_each(|part| parents.extend(&part.parents));
    let expected = Interval { low: Some(least), high: None };
    Some(finding(check, whole, expected, &parents, |said| match parts {
        [part] => format!(
            "{said}, but {} of {} is more",
            amount(part),
            part.series.commodity.as_deref().unwrap_or(&party(&part.series))
        ),
        _ => format!("{said}, but {} partners have together {}", parts.len(), interval(expected, &whole.series.unit)),
    }))
}

/// The series of the flows that a turnover or balance is made of. Turnover in nobody's named statistics may be of either.
fn own_flows(series: &Series) -> Vec<Series> {
    if series.measure == Measure::Balance.name() || series.partner.as_deref() == Some("WLD") {
        return vec![series.clone()];
    }
    let turned = Series { reporter: series.partner.clone(), partner: series.reporter.clone(), ..series.clone() };
    match &series.side {
        Some(_) if series.side == series.reporter => vec![series.clone()],
        Some(_) if series.side == series.partner => vec![turned],
        Some(_) => Vec::new(),
        None => vec![series.clone(), turned],
    }
}

fn sum(figures: &[&Figure]) -> Interval {
    let total = |ends: Vec<Option<Decimal>>| ends.into_iter().try_fold(Decimal::ZERO, |sum, end| sum.checked_add(end?));
    let lows = figures.iter().map(|figure| figure.low).collect();
    Interval { low: total(lows), high: total(figures.iter().map(|figure| figure.high).collect()) }
}

fn difference(one: &Figure, other: &Figure) -> Interval {
    let less = |one: Option<Decimal>, other: Option<Decimal>| one?.checked_sub(other?);
    Interval { low: less(one.low, other.high), high: less(one.high, other.low) }
}

fn finding(
    check: &'static str,
    figure: &Figure,
    expected: Interval,
    against: &Parents,
    words: impl Fn(&str) -> String,
) -> Finding {
    let claims: BTreeSet<String> = figure.parents.claims.clone();
    Finding {
        series: figure.series.clone(),
        period: figure.period,
        check,
        value: figure.value,
        expected,
        claims,
        against: against.claims.clone(),
        decision: "kept",
        words: words(&format!("{} is stated", amount(figure))),
    }
}

fn amount(figure: &Figure) -> String {
    match figure.value {
        Some(value) => words(value, &figure.series.unit),
        None => interval(Interval::of(figure), &figure.series.unit),
    }
}

fn party(series: &Series) -> String {
    let series = by_side(series);
    series.reporter.or(series.partner).unwrap_or_default()
}
