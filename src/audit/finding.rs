//! One contradiction, and the table of them.

use crate::cell::{Figure, SHOWN, Series, key_fields};
use crate::ledger::{AMOUNT, millionths};
use crate::value::flow::Measure;
use crate::value::period::Period;
use jiff::civil::date;
use polars::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;

/// A figure, what it should be, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    pub(super) series: Series,
    pub(super) period: Period,
    pub(super) check: &'static str,
    pub(super) value: Option<Decimal>,
    pub(super) expected: Interval,
    pub(super) claims: BTreeSet<String>,
    pub(super) against: BTreeSet<String>,
    pub(super) decision: &'static str,
    pub(super) words: String,
}

/// From one end to another; an open end is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Interval {
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
}

impl Interval {
    pub(super) fn of(figure: &Figure) -> Interval {
        Interval { low: figure.low, high: figure.high }
    }

    /// Whether the two share no point.
    pub(super) fn is_apart_from(self, other: Interval) -> bool {
        let above = |low: Option<Decimal>, high: Option<Decimal>| low.zip(high).is_some_and(|(low, high)| low > high);
        above(self.low, other.high) || above(other.low, self.high)
    }

    pub(super) fn holds(self, value: Decimal) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }
}

/// Names and types of the columns of [`disputes`](super::disputes()), in order.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `check` | String | which check found it: see [`audit`](super) |
/// | `pair`, `reporter`, `partner`, `side`, `measure`, `commodity`, `basis`, `period`, `period_kind`, `period_start`, `period_end`, `status`, `unit` | | the cell, as in [`cell::schema`](crate::cell::schema) |
/// | `value` | Decimal(38, 6) | its figure; null where only an interval is known |
/// | `expected_low`, `expected_high` | Decimal(38, 6) | where it would have to lie for the other claims to hold; null is unbounded |
/// | `gap` | Float64 | how far `value` is from there, as a part of the nearer end; null where there is no value |
/// | `claim_ids`, `against_ids` | List(String) | the claims behind the figure, and those against it |
/// | `decision` | String | `kept` (both stay in the tables as they are), `first_figure` (use that before the brackets), or why one of rivals was taken: `grade`, `vintage`, `witnesses`, `interval` (none of them) |
/// | `words` | String | the same in a sentence |
pub fn dispute_schema() -> Schema {
    let text = |name: &'static str| (name, DataType::String);
    let list = DataType::List(Box::new(DataType::String));
    [text("check")]
        .into_iter()
        .chain(key_fields(SHOWN))
        .chain(["value", "expected_low", "expected_high"].map(|name| (name, AMOUNT)))
        .chain([("gap", DataType::Float64), ("claim_ids", list.clone()), ("against_ids", list)])
        .chain([text("decision"), text("words")])
        .map(|(name, dtype)| Field::new(name.into(), dtype))
        .collect()
}

/// Findings as a frame, in order.
pub(super) fn frame(mut findings: Vec<Finding>) -> PolarsResult<DataFrame> {
    findings.sort();
    findings.dedup();
    let cells: Vec<Cell> = findings.iter().map(Cell::of).collect();
    let text = |name: &str, of: &dyn Fn(&Finding) -> Option<&str>| -> Column {
        StringChunked::from_iter_options(name.into(), findings.iter().map(of)).into_column()
    };
    let cell = |name: &str, of: &dyn Fn(&Cell) -> Option<&str>| -> Column {
        StringChunked::from_iter_options(name.into(), cells.iter().map(of)).into_column()
    };
    let amount = |name: &str, of: &dyn Fn(&Finding) -> Option<Decimal>| -> PolarsResult<Column> {
        let amounts = findings.iter().map(|finding| of(finding).map(millionths));
        let amounts = Int128Chunked::from_iter_options(name.into(), amounts);
        Ok(amounts.into_decimal(38, 6)?.into_column())
    };
    let to = |strategy| move |amount: Decimal| amount.round_dp_with_strategy(6, strategy);
    let day = |name: &str, of: &dyn Fn(Period) -> jiff::civil::Date| -> Column {
        let days = findings.iter().map(|finding| of(finding.period).duration_since(date(1970, 1, 1)).as_hours() / 24);
        Int32Chunked::from_iter_values(name.into(), days.map(|days| days as i32)).into_date().into_column()
    };
    let list = |name: &str, of: &dyn Fn(&Finding) -> &BTreeSet<String>| -> Column {
        let mut lists = ListStringChunkedBuilder::new(name.into(), findings.len(), 2 * findings.len());
        findings.iter().for_each(|finding| lists.append_values_iter(of(finding).iter().map(String::as_str)));
        lists.finish().into_column()
    };
    let columns = vec![
        text("check", &|finding| Some(finding.check)),
        cell("pair", &|cell| cell.pair.as_deref()),
        cell("reporter", &|cell| cell.reporter.as_deref()),
        cell("partner", &|cell| cell.partner.as_deref()),
        text("side", &|finding| finding.series.side.as_deref()),
        text("measure", &|finding| Some(&finding.series.measure)),
        text("commodity", &|finding| finding.series.commodity.as_deref()),
        text("basis", &|finding| finding.series.basis.as_deref()),
        cell("period", &|cell| Some(&cell.period)),
        text("period_kind", &|finding| Some(finding.period.kind.name())),
        day("period_start", &|period| period.from),
        day("period_end", &|period| period.to),
        text("status", &|finding| Some(&finding.series.status)),
        text("unit", &|finding| Some(&finding.series.unit)),
        amount("value", &|finding| finding.value.map(to(RoundingStrategy::MidpointNearestEven)))?,
        amount("expected_low", &|finding| finding.expected.low.map(to(RoundingStrategy::ToNegativeInfinity)))?,
        amount("expected_high", &|finding| finding.expected.high.map(to(RoundingStrategy::ToPositiveInfinity)))?,
        Float64Chunked::from_iter_options("gap".into(), findings.iter().map(gap)).into_column(),
        list("claim_ids", &|finding| &finding.claims),
        list("against_ids", &|finding| &finding.against),
        text("decision", &|finding| Some(finding.decision)),
        text("words", &|finding| Some(&finding.words)),
    ];
    DataFrame::new(findings.len(), columns)
}

/// The columns of a cell that its key does not have as they are shown.
struct Cell {
    pair: Option<String>,
    reporter: Option<String>,
    partner: Option<String>,
    period: String,
}

impl Cell {
    fn of(finding: &Finding) -> Cell {
        let Series { reporter, partner, measure, .. } = &finding.series;
        let mut parties = [reporter.clone(), partner.clone()];
        parties.sort();
        let two = parties.iter().flatten().filter(|party| *party != "WLD").count() == 2;
        let pair = two.then(|| parties.map(Option::unwrap_or_default).join("-"));
        let no_direction = two && measure == Measure::Trade.name();
        let shown = |party: &Option<String>| party.clone().filter(|_| !no_direction);
        Cell { pair, reporter: shown(reporter), partner: shown(partner), period: finding.period.label() }
    }
}

/// How far the value is from where it should be, as a part of the nearer end; negative where it is too small.
fn gap(finding: &Finding) -> Option<f64> {
    let value = finding.value?;
    let end = match finding.expected {
        Interval { low: Some(low), .. } if value < low => low,
        Interval { high: Some(high), .. } if value > high => high,
        _ => return None,
    };
    value.checked_sub(end)?.checked_div(end.abs())?.to_f64()
}

/// An amount in words: `27.4bn USD`.
pub(super) fn words(amount: Decimal, unit: &str) -> String {
    let (scale, name) = [(12, "tn"), (9, "bn"), (6, "m")]
        .into_iter()
        .map(|(digits, name)| (Decimal::from(10i64.pow(digits)), name))
        .find(|(scale, _)| amount.abs() >= *scale)
        .unwrap_or((Decimal::ONE, ""));
    format!("{}{name} {unit}", (amount / scale).round_dp(3).normalize())
}

/// An interval in words: `24.5bn USD to 24.7bn USD`, `at least 4bn USD`.
pub(super) fn interval(of: Interval, unit: &str) -> String {
    match (of.low, of.high) {
        (Some(low), Some(high)) => format!("{} to {}", words(low, unit), words(high, unit)),
        (Some(low), None) => format!("at least {}", words(low, unit)),
        (None, Some(high)) => format!("at most {}", words(high, unit)),
        (None, None) => "anything".to_owned(),
    }
}
