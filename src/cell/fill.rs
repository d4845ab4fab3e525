//! Cells that nobody reports and that follow from others: by growth, by shares, by flows, by parts of a year.

use super::figure::{Ends, Figure, Series};
use super::months::{self, Step};
use super::parents::{Behind, Parents};
use super::stated::Implied;
use super::{Steps, grade};
use crate::value::flow::Measure;
use crate::value::period::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

/// What follows from these figures, and is not among them. Each step takes what the steps before it gave.
pub(super) fn filled(known: Vec<Figure>, behind: &Behind, implied: Vec<Implied>, steps: &Steps) -> Vec<Figure> {
    let mut all = Known::of(known, behind);
    let reported = all.figures.len();
    all.add(best(implied));
    if steps.flows {
        let flows = flows(&all);
        all.add(flows);
    }
    if steps.periods {
        let parts = parts_of_years(&all);
        all.add(parts);
    }
    all.figures.split_off(reported)
}

/// Figures by key.
struct Known<'a> {
    figures: Vec<Figure>,
    at: FxHashMap<(Series, Date, Date), usize>,
    behind: &'a Behind,
}

impl Known<'_> {
    fn of(figures: Vec<Figure>, behind: &Behind) -> Known<'_> {
        let mut known = Known { figures: Vec::with_capacity(figures.len()), at: FxHashMap::default(), behind };
        known.add(figures);
        known
    }

    /// Takes those whose cell has no figure yet, and the first that may be of another side than the one it has.
    fn add(&mut self, figures: Vec<Figure>) {
        let mut beside = FxHashSet::default();
        for figure in figures {
            let key = (figure.series.clone(), figure.period.from, figure.period.to);
            match self.at.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(self.figures.len());
                    self.figures.push(figure);
                }
                Entry::Occupied(place) => {
                    let other = &self.figures[*place.get()];
                    if may_be_of_another_side(other, &figure, self.behind) && beside.insert(*place.get()) {
                        self.figures.push(figure);
                    }
                }
            }
        }
    }

    fn get(&self, series: Series, period: Period) -> Option<&Figure> {
        self.at.get(&(series, period.from, period.to)).map(|at| &self.figures[*at])
    }
}

/// Turnover in nobody's named statistics, of other reports, and of another size.
fn may_be_of_another_side(one: &Figure, other: &Figure, behind: &Behind) -> bool {
    let apart = |low: Option<Decimal>, high: Option<Decimal>| low.zip(high).is_some_and(|(low, high)| low > high);
    !one.series.is_of_one_side()
        && (apart(one.low, other.high) || apart(other.low, one.high))
        && behind.sources(&one.parents).is_disjoint(&behind.sources(&other.parents))
}

/// Of what rates imply of one cell the narrowest; equally narrow ones in order of their claims.
fn best(implied: Vec<Implied>) -> Vec<Figure> {
    let ends = |implied: &Implied| Some(Ends { value: implied.value?, low: implied.low?, high: implied.high? });
    let mut complete: Vec<(Ends, Implied)> =
        implied.into_iter().filter_map(|implied| Some((ends(&implied)?, implied))).collect();
    complete
        .sort_by(|(ends, a), (other, b)| (ends.width(), &a.parents.claims).cmp(&(other.width(), &b.parents.claims)));
    let figure = |(ends, implied): (Ends, Implied)| Figure {
        series: implied.series,
        period: implied.period,
        value: Some(ends.value),
        low: Some(ends.low),
        high: Some(ends.high),
        exact: false,
        agree: true,
        conflict: None,
        method: implied.method.to_owned(),
        grade: grade::OTHERS,
        parents: implied.parents,
    };
    complete.into_iter().map(figure).collect()
}

/// Exports, imports, turnover and balance of one side: any two give the others. Balance and turnover of exports and
/// imports are derived before; here are the flows. Turnover counts only where it is of the reporter's own statistics,
/// and that is said.
fn flows(known: &Known) -> Vec<Figure> {
    let mut derived = Vec::new();
    for figure in &known.figures {
        let (series, period) = (&figure.series, figure.period);
        match Measure::from_name(&series.measure) {
            Some(Measure::Trade) => {
                let Some(own) = seen_from_side(series) else { continue };
                let [exports, imports, balance] = FLOWS.map(|flow| known.get(own.of(flow.name()), period));
                let result = match (exports, imports, balance) {
                    (Some(exports), None, _) => vec![("trade-exports", Measure::Imports, [figure, exports])],
                    (None, Some(imports), _) => vec![("trade-imports", Measure::Exports, [figure, imports])],
                    (None, None, Some(balance)) => vec![
                        ("(trade+balance)/2", Measure::Exports, [figure, balance]),
                        ("(trade-balance)/2", Measure::Imports, [figure, balance]),
                    ],
                    _ => continue,
                };
                derived
                    .extend(result.into_iter().filter_map(|(method, flow, of)| two(method, own.of(flow.name()), of)));
            }
            Some(Measure::Balance) => {
                let [exports, imports, _] = FLOWS.map(|flow| known.get(series.of(flow.name()), period));
                let result = match (exports, imports) {
                    (Some(exports), None) => ("exports-balance", Measure::Imports, [exports, figure]),
                    (None, Some(imports)) => ("imports+balance", Measure::Exports, [imports, figure]),
                    _ => continue,
                };
                derived.extend(two(result.0, series.of(result.1.name()), result.2));
            }
            _ => {}
        }
    }
    // One cell may follow in two ways: the narrower one, then in order of name.
    derived.sort_by(|a, b| (width(a), &a.method).cmp(&(width(b), &b.method)));
    derived
}

const FLOWS: [Measure; 3] = [Measure::Exports, Measure::Imports, Measure::Balance];

/// The series of a side's own flows with the other party of its turnover.
pub(crate) fn seen_from_side(turnover: &Series) -> Option<Series> {
    let (one, other) = (turnover.reporter.as_ref()?, turnover.partner.as_ref()?);
    let side = turnover.side.as_ref()?;
    let partner = if side == one { other } else { one };
    let is_party = side == one || side == other;
    is_party.then(|| Series { reporter: Some(side.clone()), partner: Some(partner.clone()), ..turnover.clone() })
}

/// What two figures give by a formula.
fn two(method: &str, series: Series, [first, second]: [&Figure; 2]) -> Option<Figure> {
    let (one, other) = (first.ends()?, second.ends()?);
    let half = |ends: Ends| Ends {
        value: ends.value / Decimal::TWO,
        low: ends.low / Decimal::TWO,
        high: ends.high / Decimal::TWO,
    };
    let ends = match method {
        "imports+balance" => one.plus(other)?,
        "(trade+balance)/2" => half(one.plus(other)?),
        "(trade-balance)/2" => half(one.minus(other)?),
        _ => one.minus(other)?,
    };
    let derived = joined(method, series, first.period, ends, &[first, second]);
    (ends.low > Decimal::ZERO).then_some(derived)
}

/// Years, halves, quarters and months that follow from other parts of the year, of series that are known to be of one
/// side. What would not surely be above 0 is not filled in: such figures contradict one another, and are a dispute.
fn parts_of_years(known: &Known) -> Vec<Figure> {
    let mut years: BTreeMap<(&Series, i16), Vec<(Step, &Figure)>> = BTreeMap::new();
    for figure in &known.figures {
        if !figure.series.is_of_one_side() || figure.method == "exports+imports" {
            continue;
        }
        if let Some(step) = months::step(figure) {
            years.entry((&figure.series, figure.period.from.year())).or_default().push((step, figure));
        }
    }
    let mut derived = Vec::new();
    for ((series, year), mut figures) in years.into_iter().filter(|(_, figures)| figures.len() > 1) {
        figures.sort_by_key(|(_, figure)| (figure.period.from, figure.period.to));
        let steps: Vec<Step> = figures.iter().map(|(step, _)| *step).collect();
        for period in months::periods(year) {
            if known.get(series.clone(), period).is_some() {
                continue;
            }
            let Some(way) = months::way(&steps, period, None) else { continue };
            if way.ends.low > Decimal::ZERO || series.measure == Measure::Balance.name() {
                let of: Vec<&Figure> = way.steps.iter().map(|step| figures[*step].1).collect();
                derived.push(joined("periods", series.clone(), period, way.ends, &of));
            }
        }
    }
    derived
}

fn joined(method: &str, series: Series, period: Period, ends: Ends, of: &[&Figure]) -> Figure {
    let mut parents = Parents::default();
    of.iter().for_each(|figure| parents.extend(&figure.parents));
    let said = |figure: &&Figure| {
        let conflict = figure.conflict.as_ref()?;
        Some(format!("{} {}: {conflict}", figure.series.measure, figure.period.label()))
    };
    let conflicts: Vec<String> = of.iter().filter_map(said).collect();
    Figure {
        series,
        period,
        value: Some(ends.value),
        low: Some(ends.low),
        high: Some(ends.high),
        exact: of.iter().all(|figure| figure.exact),
        agree: of.iter().all(|figure| figure.agree),
        conflict: Some(conflicts.join("; ")).filter(|conflict| !conflict.is_empty()),
        method: method.to_owned(),
        grade: of.iter().map(|figure| figure.grade).max().unwrap_or(grade::OTHERS),
        parents,
    }
}

fn width(figure: &Figure) -> Decimal {
    figure.ends().map_or(Decimal::MAX, Ends::width)
}
