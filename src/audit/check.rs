//! What checks look at: the claims, the cells that they give, and what rates and shares imply.

use super::finding::Interval;
use crate::cell::{self, Figure, Implied, Keys, Series, Steps};
use crate::error::Error;
use crate::ledger::{decimal, wrong};
use crate::value::flow::Measure;
use crate::value::period::Period;
use jiff::civil::Date;
use polars::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// All of it.
pub(super) struct Evidence {
    /// The reported cells, in order of key.
    pub(super) figures: Vec<Figure>,
    /// Where each stands, by key as its side sees it; several where the side's own flow is told from both ends.
    at: BTreeMap<(Series, Date, Date), Vec<usize>>,
    pub(super) implied: Vec<Implied>,
    /// The claims that entered a cell, in order of place.
    pub(super) said: Vec<Said>,
}

/// A claim that entered a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) doc: String,
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) series: Series,
    pub(super) period: Period,
    pub(super) value: Decimal,
    pub(super) interval: Interval,
    pub(super) precision: Decimal,
    /// Whether it says the figure before it in another currency.
    pub(super) converts: bool,
}

impl Said {
    /// As in `claim_ids`.
    pub(super) fn id(&self) -> String {
        format!("{}:{}-{}", self.doc, self.start, self.end)
    }
}

impl Evidence {
    pub(super) fn of(entries: LazyFrame, steps: &Steps) -> Result<Evidence, Error> {
        let reported = Steps { flows: false, growth: false, shares: false, periods: false, ..*steps };
        let cells = cell::reckoned(entries.clone(), &reported)?.collect().map_err(wrong)?;
        let mut figures = cell::figures(&cells).map_err(wrong)?;
        figures.sort_by(|a, b| (&a.series, a.period).cmp(&(&b.series, b.period)));
        let mut implied = cell::by_growth(entries.clone()).map_err(wrong)?;
        implied.extend(cell::by_share(entries.clone()).map_err(wrong)?);
        let said = said(entries).map_err(wrong)?;
        let mut at: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, figure) in figures.iter().enumerate() {
            let key = (by_side(&figure.series), figure.period.from, figure.period.to);
            at.entry(key).or_default().push(number);
        }
        Ok(Evidence { figures, at, implied, said })
    }

    /// The figures of a cell, as its side sees it.
    pub(super) fn get(&self, series: &Series, period: Period) -> impl Iterator<Item = &Figure> {
        let found = self.at.get(&(by_side(series), period.from, period.to));
        found.into_iter().flatten().map(|number| &self.figures[*number])
    }

    /// Figures by series, as their side sees them; each with its period.
    pub(super) fn by_series(&self) -> BTreeMap<&Series, Vec<&Figure>> {
        let mut series: BTreeMap<&Series, Vec<&Figure>> = BTreeMap::new();
        for ((key, _, _), numbers) in &self.at {
            series.entry(key).or_default().extend(numbers.iter().map(|number| &self.figures[*number]));
        }
        series
    }

    /// Figures that are told in several ways of one cell.
    pub(super) fn several(&self) -> impl Iterator<Item = Vec<&Figure>> {
        let several = self.at.values().filter(|numbers| numbers.len() > 1);
        several.map(|numbers| numbers.iter().map(|number| &self.figures[*number]).collect())
    }
}

/// The series as the side sees it whose statistics it is: A's exports to B in B's statistics are B's imports.
pub(super) fn by_side(series: &Series) -> Series {
    let mirrored = match Measure::from_name(&series.measure) {
        Some(Measure::Exports) => Measure::Imports,
        Some(Measure::Imports) => Measure::Exports,
        _ => return series.clone(),
    };
    if series.side.is_none() || series.side != series.partner || series.side == series.reporter {
        return series.clone();
    }
    Series { reporter: series.partner.clone(), partner: series.reporter.clone(), ..series.of(mirrored.name()) }
}

/// The same statistic as the other side counts it.
pub(super) fn of_other_side(series: &Series) -> Option<Series> {
    let (reporter, partner) = (series.reporter.clone()?, series.partner.clone().filter(|partner| partner != "WLD")?);
    let own = by_side(series);
    if series.measure == Measure::Trade.name() {
        let side = series.side.clone()?;
        let other = if side == reporter { partner } else { reporter };
        return Some(Series { side: Some(other), ..own });
    }
    let mirrored = match Measure::from_name(&series.measure) {
        Some(Measure::Exports) => Measure::Imports,
        Some(Measure::Imports) => Measure::Exports,
        _ => return None,
    };
    let side = own.side.is_some().then(|| own.partner.clone()).flatten();
    Some(Series { reporter: own.partner.clone(), partner: own.reporter.clone(), side, ..series.of(mirrored.name()) })
}

/// Whether two figures come from one report.
pub(super) fn of_one_report(one: &Figure, other: &cell::Parents) -> bool {
    !one.parents.sources.is_disjoint(&other.sources)
}

fn said(entries: LazyFrame) -> PolarsResult<Vec<Said>> {
    let claims = entries
        .filter(col("table").is_not_null())
        .sort(["doc", "start", "end", "unit", "value"], SortMultipleOptions::default().with_maintain_order(true))
        .collect()?;
    let keys = Keys::of(&claims)?;
    let amount = |name: &str| Ok::<_, PolarsError>(claims.column(name)?.decimal()?.physical());
    let [value, low, high, precision] = [amount("value")?, amount("low")?, amount("high")?, amount("precision")?];
    let (doc, converts) = (claims.column("doc")?.str()?, claims.column("converts")?.str()?);
    let (start, end) = (claims.column("start")?.u64()?, claims.column("end")?.u64()?);
    let mut said = Vec::with_capacity(claims.height());
    for row in 0..claims.height() {
        let at = |amounts: &Int128Chunked| amounts.get(row).and_then(decimal);
        let (Some(period), Some(value)) = (keys.period(row), at(value)) else { continue };
        said.push(Said {
            doc: doc.get(row).unwrap_or_default().to_owned(),
            start: start.get(row).unwrap_or_default(),
            end: end.get(row).unwrap_or_default(),
            series: keys.series(row),
            period,
            value,
            interval: Interval { low: at(low), high: at(high) },
            precision: at(precision).unwrap_or_default(),
            converts: converts.get(row).is_some(),
        });
    }
    said.dedup();
    Ok(said)
}
