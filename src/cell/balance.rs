//! Reported figures that do not quite add up, moved so that they do.

use super::figure::{Ends, Figure, Series};
use super::months::{self, Step};
use super::parents::Parents;
use super::solve::{self, Balanced};
use crate::value::amount::{Qualifier, working_end};
use crate::value::flow::Measure;
use crate::value::period::Period;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// How far off figures of a source of each grade are taken to be, besides their rounding, as a part of the figure. It is
/// an assumption: what counts is that a better source moves less.
const ERROR_BY_GRADE: f64 = 0.01;

/// The figures of each side's trade with each partner, balanced where they contradict one another by no more than
/// what they may be off by. What adds up within its digits has no row, and neither has what cannot be balanced: that is a dispute.
pub(super) fn balanced(figures: &[Figure]) -> Vec<Figure> {
    let mut systems: BTreeMap<Series, Vec<(&Figure, Ends)>> = BTreeMap::new();
    let is_derived = |figure: &&Figure| ["exports+imports", "exports-imports"].contains(&figure.method.as_str());
    let reported = figures.iter().filter(|figure| !is_derived(figure));
    for figure in reported.filter(|figure| figure.series.is_of_one_side()) {
        let (Some(series), Some(ends)) = (system(&figure.series), figure.ends()) else { continue };
        systems.entry(series).or_default().push((figure, ends));
    }
    systems.into_values().filter(|figures| figures.len() > 1).flat_map(|figures| solved(&figures)).collect()
}

/// What figures that have to add up are alike in: the side's own view, whatever the measure.
fn system(series: &Series) -> Option<Series> {
    let own = match Measure::from_name(&series.measure)? {
        Measure::Trade if series.partner.as_deref() == Some("WLD") => series.clone(),
        Measure::Trade => super::fill::seen_from_side(series)?,
        _ => series.clone(),
    };
    // A flow without a named side is its reporter's.
    let side = own.side.clone().or(own.reporter.clone());
    Some(Series { side, measure: String::new(), ..own })
}

fn solved(figures: &[(&Figure, Ends)]) -> Vec<Figure> {
    let mut figures = figures.to_vec();
    figures.sort_by(|(a, _), (b, _)| (&a.series, a.period).cmp(&(&b.series, b.period)));
    let identities: Vec<Vec<f64>> = [of_flows(&figures), of_periods(&figures)].concat();
    if identities.iter().all(|identity| holds(identity, &figures)) {
        return Vec::new();
    }
    let values: Option<Vec<f64>> = figures.iter().map(|(_, ends)| ends.value.to_f64()).collect();
    let variances: Option<Vec<f64>> = figures.iter().map(|(figure, ends)| variance(figure, *ends)).collect();
    let (Some(values), Some(variances)) = (values, variances) else { return Vec::new() };
    let found = solve::balance(&values, &variances, &identities);
    if found.rank == 0 || found.distance > solve::improbable(found.rank) {
        return Vec::new();
    }
    let mut parents = Parents::default();
    let taking_part = |number: usize| identities.iter().any(|row| row[number] != 0.0);
    let part: Vec<usize> = (0..figures.len()).filter(|number| taking_part(*number)).collect();
    part.iter().for_each(|number| parents.extend(&figures[*number].0.parents));
    let moved = |number: usize| moved(figures[number], &found, number, &parents);
    let rows: Vec<Figure> = part.into_iter().filter_map(moved).collect();
    let is_moved = |row: &Figure| {
        !figures
            .iter()
            .any(|(figure, _)| (&figure.series, figure.period, figure.value) == (&row.series, row.period, row.value))
    };
    if rows.iter().any(is_moved) { rows } else { Vec::new() }
}

/// Whether an identity holds within what the figures may be: then nothing contradicts it. Rivals are taken at the one that
/// was chosen, since all of them together may be almost anything.
fn holds(identity: &[f64], figures: &[(&Figure, Ends)]) -> bool {
    let (mut least, mut most) = (0.0, 0.0);
    for (factor, (figure, ends)) in identity.iter().zip(figures) {
        let half = last_digit(*ends).unwrap_or_default() / Decimal::TWO;
        let (low, high) = if figure.agree { (ends.low, ends.high) } else { (ends.value - half, ends.value + half) };
        let [low, high] = [low, high].map(|end| end.to_f64().unwrap_or(f64::NAN) * factor);
        (least, most) = (least + low.min(high), most + low.max(high));
    }
    least <= 0.0 && 0.0 <= most
}

/// That of a figure anywhere in its interval alike, and that of its source.
fn variance(figure: &Figure, ends: Ends) -> Option<f64> {
    let rounding = ends.width().to_f64()?.powi(2) / 12.0;
    let error = ERROR_BY_GRADE * f64::from(figure.grade) * ends.value.to_f64()?;
    Some(rounding + error.powi(2)).filter(|variance| *variance > 0.0)
}

/// Exports and imports give turnover and balance; where one flow is missing, turnover and balance give the other twice.
fn of_flows(figures: &[(&Figure, Ends)]) -> Vec<Vec<f64>> {
    let mut periods: BTreeMap<Period, BTreeMap<&str, usize>> = BTreeMap::new();
    for (number, (figure, _)) in figures.iter().enumerate() {
        periods.entry(figure.period).or_default().entry(&figure.series.measure).or_insert(number);
    }
    let mut identities = Vec::new();
    for at in periods.values() {
        let of = |measure: Measure| at.get(measure.name()).copied();
        let [exports, imports] = [Measure::Exports, Measure::Imports].map(of);
        let [trade, balance] = [Measure::Trade, Measure::Balance].map(of);
        let mut identity = |terms: &[(Option<usize>, f64)]| {
            let terms: Option<Vec<(usize, f64)>> = terms.iter().map(|(at, factor)| Some(((*at)?, *factor))).collect();
            let Some(terms) = terms else { return };
            let mut row = vec![0.0; figures.len()];
            terms.into_iter().for_each(|(at, factor)| row[at] = factor);
            identities.push(row);
        };
        identity(&[(exports, 1.0), (imports, 1.0), (trade, -1.0)]);
        identity(&[(exports, 1.0), (imports, -1.0), (balance, -1.0)]);
        if imports.is_none() {
            identity(&[(trade, 1.0), (balance, 1.0), (exports, -2.0)]);
        }
        if exports.is_none() {
            identity(&[(trade, 1.0), (balance, -1.0), (imports, -2.0)]);
        }
    }
    identities
}

/// Stretches of a year add up. Figures are taken in one by one; whoever closes a ring with those before is an identity.
fn of_periods(figures: &[(&Figure, Ends)]) -> Vec<Vec<f64>> {
    let mut years: BTreeMap<(&Series, i16), Vec<(usize, Step)>> = BTreeMap::new();
    for (number, (figure, _)) in figures.iter().enumerate() {
        if let Some(step) = months::step(figure) {
            years.entry((&figure.series, figure.period.from.year())).or_default().push((number, step));
        }
    }
    let mut identities = Vec::new();
    for steps in years.into_values() {
        let (mut numbers, mut tree): (Vec<usize>, Vec<Step>) = (Vec::new(), Vec::new());
        for (number, step) in steps {
            if let Some(way) = months::way(&tree, figures[number].0.period, None) {
                let mut row = vec![0.0; figures.len()];
                row[number] = -1.0;
                way.steps.iter().zip(&way.forwards).for_each(|(step, forwards)| {
                    row[numbers[*step]] = if *forwards { 1.0 } else { -1.0 };
                });
                identities.push(row);
            } else {
                numbers.push(number);
                tree.push(step);
            }
        }
    }
    identities
}

/// A figure where balancing has put it, to the digits that were stated. Its interval is as wide as that of a figure
/// anywhere in which is alike and which has its variance.
fn moved((figure, ends): (&Figure, Ends), found: &Balanced, number: usize, parents: &Parents) -> Option<Figure> {
    let half = (3.0 * found.variances[number].max(0.0)).sqrt();
    let value = found.values[number];
    let step = last_digit(ends)?;
    let rounded = |amount: f64, step: Decimal, strategy| {
        let steps = Decimal::from_f64(amount)?.checked_div(step)?;
        steps.round_dp_with_strategy(0, strategy).checked_mul(step)
    };
    let finer = step / Decimal::TEN;
    let low = rounded(value - half, finer, RoundingStrategy::ToNegativeInfinity)?;
    let high = rounded(value + half, finer, RoundingStrategy::ToPositiveInfinity)?;
    let value = rounded(value, step, RoundingStrategy::MidpointNearestEven)?;
    Some(Figure {
        value: Some(value),
        low: Some(low.min(value)),
        high: Some(high.max(value)),
        exact: false,
        method: "least squares".to_owned(),
        parents: parents.clone(),
        ..figure.clone()
    })
}

/// The worth of the last digit of a figure: the largest power of ten that is no wider than its interval, as '4.40' is
/// 0.01 wide. Where rivals make the interval wider, the digits of the value itself.
fn last_digit(ends: Ends) -> Option<Decimal> {
    let as_round = working_end(ends.value, Qualifier::AtLeast)?.checked_sub(ends.value)?;
    let most = ends.width().min(as_round);
    let mut step = Decimal::new(1, 6);
    if most < step {
        return None;
    }
    while step.checked_mul(Decimal::TEN)? <= most {
        step *= Decimal::TEN;
    }
    Some(step)
}
