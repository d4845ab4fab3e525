//! Cells outside of a frame: what identities are reckoned on.

use super::key::KEY;
use super::parents::{Behind, Parents};
use crate::ledger::{decimal, millionths};
use crate::value::amount::Qualifier;
use crate::value::basis::Basis;
use crate::value::flow::Measure;
use crate::value::period::{Period, PeriodKind};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use polars::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;

/// The key of a cell but for its period. The parties of turnover stand in order of code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Series {
    pub(crate) reporter: Option<String>,
    pub(crate) partner: Option<String>,
    pub(crate) side: Option<String>,
    pub(crate) measure: String,
    pub(crate) commodity: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) unit: String,
    pub(crate) status: String,
}

impl Series {
    /// The same with another measure: the flows of a total on the basis that they have in it.
    pub(crate) fn of(&self, measure: &str) -> Series {
        let of_part =
            |basis: &str| Some(basis.parse::<Basis>().ok()?.of_part(Measure::from_name(measure)?).to_string());
        let basis = self.basis.as_deref().map(|basis| of_part(basis).unwrap_or_else(|| basis.to_owned()));
        Series { measure: measure.to_owned(), basis, ..self.clone() }
    }

    /// Whether it is known whose statistics they are: a flow without a named side is its reporter's, while turnover in
    /// nobody's named statistics may be of the one side in this report and of the other in that.
    pub(crate) fn is_of_one_side(&self) -> bool {
        self.side.is_some() || self.measure != "trade"
    }
}

/// A figure of a cell, or one that follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) series: Series,
    pub(crate) period: Period,
    /// None where only an interval is known, or a bound.
    pub(crate) value: Option<Decimal>,
    pub(crate) low: Option<Decimal>,
    pub(crate) high: Option<Decimal>,
    /// As rounded, and not hedged besides.
    pub(crate) exact: bool,
    pub(crate) agree: bool,
    pub(crate) conflict: Option<String>,
    pub(crate) method: String,
    /// That of the best source behind it.
    pub(crate) grade: u32,
    pub(crate) parents: Parents,
}

/// Value and interval of a figure that has all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ends {
    pub(crate) value: Decimal,
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
}

impl Ends {
    pub(crate) fn plus(self, other: Ends) -> Option<Ends> {
        Some(Ends {
            value: self.value.checked_add(other.value)?,
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    pub(crate) fn minus(self, other: Ends) -> Option<Ends> {
        self.plus(Ends { value: -other.value, low: -other.high, high: -other.low })
    }

    pub(crate) fn width(self) -> Decimal {
        self.high.checked_sub(self.low).unwrap_or(Decimal::MAX)
    }
}

impl Figure {
    /// Value and interval, where nothing of it is open.
    pub(crate) fn ends(&self) -> Option<Ends> {
        Some(Ends { value: self.value?, low: self.low?, high: self.high? })
    }
}

/// The columns of a frame that are the key of its rows.
pub(crate) struct Keys<'a> {
    texts: [&'a StringChunked; 9],
    days: [&'a Int32Chunked; 2],
}

impl<'a> Keys<'a> {
    pub(crate) fn of(frame: &'a DataFrame) -> PolarsResult<Keys<'a>> {
        let text = |name: &str| frame.column(name).and_then(|column| column.str());
        let day = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.date()?.physical());
        let texts = [text("reporter")?, text("partner")?, text("side")?, text("measure")?];
        let more = [text("commodity")?, text("basis")?, text("unit")?, text("status")?, text("period_kind")?];
        let ([a, b, c, d], [e, f, g, h, i]) = (texts, more);
        Ok(Keys { texts: [a, b, c, d, e, f, g, h, i], days: [day("period_start")?, day("period_end")?] })
    }

    pub(crate) fn series(&self, row: usize) -> Series {
        let [reporter, partner, side, measure, commodity, basis, unit, status, _] =
            self.texts.map(|texts| texts.get(row).map(str::to_owned));
        let [measure, unit, status] = [measure, unit, status].map(Option::unwrap_or_default);
        Series { reporter, partner, side, measure, commodity, basis, unit, status }
    }

    /// None for days beyond those of a calendar.
    pub(crate) fn period(&self, row: usize) -> Option<Period> {
        let day = |days: &Int32Chunked| date(1970, 1, 1).checked_add(days.get(row)?.days()).ok();
        let [from, to] = self.days.map(day);
        let period = Period::new(from?, to?);
        let [.., kinds] = self.texts;
        let kind = kinds.get(row).and_then(PeriodKind::from_name);
        Some(Period { kind: kind.unwrap_or(period.kind), ..period })
    }
}

/// The figures of cells in the form in which reckoning passes them on, with all that stands behind them.
pub(crate) fn figures(cells: &DataFrame) -> PolarsResult<Vec<Figure>> {
    let behind = Behind::of(cells)?;
    let mut figures = figures_by_row(cells)?;
    figures.iter_mut().for_each(|figure| figure.parents = behind.resolved(&figure.parents));
    Ok(figures)
}

/// The same, each with its row as what stands behind it.
pub(super) fn figures_by_row(cells: &DataFrame) -> PolarsResult<Vec<Figure>> {
    let text = |name: &str| cells.column(name).and_then(|column| column.str());
    let amount = |name: &str| Ok::<_, PolarsError>(cells.column(name)?.decimal()?.physical());
    let keys = Keys::of(cells)?;
    let [bound, method, conflict] = [text("bound_kind")?, text("method")?, text("conflict")?];
    let [value, low, high] = [amount("value")?, amount("value_low")?, amount("value_high")?];
    let (agree, grade) = (cells.column("agree")?.bool()?, cells.column("grade")?.u32()?);
    let mut figures = Vec::with_capacity(cells.height());
    for row in 0..cells.height() {
        let Some(period) = keys.period(row) else { continue };
        let hedge = bound.get(row).and_then(Qualifier::from_name);
        let is_point = matches!(hedge, Some(Qualifier::Exact | Qualifier::Approx));
        let at = |amounts: &Int128Chunked| amounts.get(row).and_then(decimal);
        figures.push(Figure {
            series: keys.series(row),
            period,
            value: at(value).filter(|_| is_point),
            low: at(low),
            high: at(high),
            exact: hedge == Some(Qualifier::Exact),
            agree: agree.get(row).unwrap_or(true),
            conflict: conflict.get(row).map(str::to_owned),
            method: method.get(row).unwrap_or_default().to_owned(),
            grade: grade.get(row).unwrap_or(super::grade::OTHERS),
            parents: Parents::of_row(row),
        });
    }
    Ok(figures)
}

/// Figures as rows in the form in which reckoning passes them on.
pub(super) fn rows(figures: &[Figure], behind: &Behind, origin: &'static str) -> PolarsResult<DataFrame> {
    let text = |name: &str, of: &dyn Fn(&Figure) -> Option<&str>| -> Column {
        StringChunked::from_iter_options(name.into(), figures.iter().map(of)).into_column()
    };
    let amount = |name: &str, of: &dyn Fn(&Figure) -> Option<Decimal>| -> PolarsResult<Column> {
        let amounts = Int128Chunked::from_iter_options(name.into(), figures.iter().map(|f| of(f).map(millionths)));
        Ok(amounts.into_decimal(38, 6)?.into_column())
    };
    let to = |strategy| move |amount: Decimal| amount.round_dp_with_strategy(6, strategy);
    let list = |name: &str, of: for<'a> fn(&'a Behind, &'a Parents) -> BTreeSet<&'a str>| -> Column {
        let mut lists = ListStringChunkedBuilder::new(name.into(), figures.len(), 2 * figures.len());
        figures.iter().for_each(|figure| lists.append_values_iter(of(behind, &figure.parents).into_iter()));
        lists.finish().into_column()
    };
    let numbers = |name: &str, of: fn(&Behind, &Parents) -> BTreeSet<u64>| -> Column {
        let (rows, numbers) = (figures.len(), 2 * figures.len());
        let mut lists = ListPrimitiveChunkedBuilder::<UInt64Type>::new(name.into(), rows, numbers, DataType::UInt64);
        figures.iter().for_each(|figure| lists.append_values_iter(of(behind, &figure.parents).into_iter()));
        lists.finish().into_column()
    };
    let day = |name: &str, of: &dyn Fn(&Figure) -> Date| -> Column {
        let days = figures.iter().map(|figure| of(figure).duration_since(date(1970, 1, 1)).as_hours() / 24);
        Int32Chunked::from_iter_values(name.into(), days.map(|days| days as i32)).into_date().into_column()
    };
    let labels: Vec<String> = figures.iter().map(|figure| figure.period.label()).collect();
    let kind = |figure: &Figure| match (figure.value, figure.exact) {
        (None, _) => Qualifier::Range.name(),
        (_, true) => Qualifier::Exact.name(),
        (_, false) => Qualifier::Approx.name(),
    };
    let columns = vec![
        text("reporter", &|f| f.series.reporter.as_deref()),
        text("partner", &|f| f.series.partner.as_deref()),
        text("side", &|f| f.series.side.as_deref()),
        text("measure", &|f| Some(&f.series.measure)),
        text("commodity", &|f| f.series.commodity.as_deref()),
        text("basis", &|f| f.series.basis.as_deref()),
        day("period_start", &|f| f.period.from),
        day("period_end", &|f| f.period.to),
        text("period_kind", &|f| Some(f.period.kind.name())),
        text("unit", &|f| Some(&f.series.unit)),
        text("status", &|f| Some(&f.series.status)),
        StringChunked::from_iter_values("period".into(), labels.iter().map(String::as_str)).into_column(),
        amount("value", &|f| f.value.map(to(RoundingStrategy::MidpointNearestEven)))?,
        amount("value_low", &|f| f.low.map(to(RoundingStrategy::ToNegativeInfinity)))?,
        amount("value_high", &|f| f.high.map(to(RoundingStrategy::ToPositiveInfinity)))?,
        amount("working_end", &|_| None)?,
        text("bound_kind", &|f| Some(kind(f))),
        BooleanChunked::from_iter_values("agree".into(), figures.iter().map(|f| f.agree)).into_column(),
        text("conflict", &|f| f.conflict.as_deref()),
        text("origin", &|_| Some(origin)),
        text("method", &|f| Some(&f.method)),
        UInt32Chunked::from_iter_values("grade".into(), figures.iter().map(|f| f.grade)).into_column(),
        list("source_ids", Behind::sources),
        list("claim_ids", Behind::claims),
        numbers("texts", Behind::texts),
        numbers("witnesses", Behind::witnesses),
    ];
    debug_assert!(columns.iter().zip(KEY).all(|(column, name)| column.name() == name));
    DataFrame::new(figures.len(), columns)
}
