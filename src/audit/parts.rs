//! Parts that are larger than their whole, and goods whose worth a tonne jumps.

use super::check::{Evidence, of_one_report};
use super::finding::{Finding, Interval, interval, words};
use super::identities::{amount, finding, party, sum};
use crate::cell::{Figure, Parents, Series};
use crate::value::flow::Measure;
use crate::value::period::Period;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Goods against all goods, a partner against the world, all partner countries against the world.
pub(super) fn parts(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut alike: BTreeMap<(Period, &str, &str), Vec<&Figure>> = BTreeMap::new();
    for part in evidence.figures.iter().filter(|figure| figure.series.measure != Measure::Balance.name()) {
        alike.entry((part.period, &part.series.measure, &part.series.unit)).or_default().push(part);
        if part.series.commodity.is_some() {
            let all = Series { commodity: None, ..part.series.clone() };
            findings.extend(evidence.get(&all, part.period).filter_map(|whole| larger("goods", &[part], whole)));
        }
    }
    for figures in alike.into_values() {
        for whole in figures.iter().filter(|figure| figure.series.partner.as_deref() == Some("WLD")) {
            let partners: Vec<&Figure> = figures.iter().copied().filter(|part| is_partner(part, whole)).collect();
            findings.extend(partners.iter().filter_map(|part| larger("world", &[part], whole)));
            let countries: Vec<&Figure> = partners.into_iter().filter(|part| has_countries(part)).collect();
            if countries.len() > 1 {
                findings.extend(larger("world", &countries, whole));
            }
        }
    }
    findings
}

/// How many times a tonne may be worth of what it was in the period before, or one of what it is.
const TIMES: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Money and tonnes of the same goods, whose unit value is out of all proportion to that of the period before: prices
/// move, but a figure in the wrong scale moves more.
pub(super) fn unit_values(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last: Option<(&Figure, &Figure, Decimal)> = None;
    let is_goods = |figure: &&Figure| {
        figure.series.commodity.is_some() && figure.series.unit.parse().is_ok_and(|unit: Unit| unit.is_money())
    };
    // Figures are in order of series and period.
    for money in evidence.figures.iter().filter(is_goods) {
        // Tonnes are the same however they are valued.
        let tonnes = Series { unit: Unit::Tonne.code().to_owned(), basis: None, ..money.series.clone() };
        let Some(tonnes) = evidence.get(&tonnes, money.period).next() else { continue };
        let (Some(worth), Some(weight)) = (money.value, tonnes.value) else { continue };
        let Some(value) = worth.checked_div(weight).filter(|value| *value > Decimal::ZERO) else { continue };
        if let Some((before, weighed, then)) = last.filter(|(before, _, _)| before.series == money.series) {
            let ends = (then / TIMES)
                .checked_mul(weight)
                .zip(then.checked_mul(TIMES).and_then(|most| most.checked_mul(weight)));
            let Some((low, high)) = ends else { continue };
            if worth < low || high < worth {
                let expected = Interval { low: Some(low.floor()), high: Some(high.ceil()) };
                let mut parents = tonnes.parents.clone();
                parents.extend(&before.parents);
                parents.extend(&weighed.parents);
                findings.push(finding("unit_value", money, expected, &parents, |said| {
                    let unit = &money.series.unit;
                    format!(
                        "{said} for {}, {} a tonne, while it was {} a tonne in {}",
                        amount(tonnes),
                        words(value, unit),
                        words(then, unit),
                        before.period.label()
                    )
                }));
            }
        }
        last = Some((money, tonnes, value));
    }
    findings
}

/// Whether it is a partner's part of a whole with the world, in the same statistics.
fn is_partner(part: &Figure, whole: &Figure) -> bool {
    let (part_of, all) = (&part.series, &whole.series);
    let same = (part.period, &part_of.measure, &part_of.commodity, &part_of.basis, &part_of.unit, &part_of.status)
        == (whole.period, &all.measure, &all.commodity, &all.basis, &all.unit, &all.status);
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
