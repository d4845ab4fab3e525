//! Official tables as one frame.

use super::area::area;
use super::layout::{Columns, Layout};
use crate::error::Error;
use crate::ledger::{AMOUNT, wrong};
use crate::value::basis::{Basis, Valuation};
use crate::value::flow::Measure;
use crate::value::period::Period;
use crate::value::place::Place;
use polars::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::str::FromStr;

/// An official table that was read.
#[derive(Debug, Clone)]
pub struct Official {
    /// The figures, with the columns of [`official_schema`], in order of reporter, partner, period and measure.
    pub figures: DataFrame,
    /// Areas that are no country, group or region of ours, with the number of their rows: they are not in the figures.
    pub unknown: BTreeMap<String, usize>,
}

/// Names and types of the columns of official figures: `reporter`, `partner`, `measure`, `basis` (String; null where the
/// table does not say), `period`, `period_kind` (String), `period_start`, `period_end` (Date), `unit` (String) and `value` (Decimal(38, 6)).
pub fn official_schema() -> Schema {
    let texts =
        ["reporter", "partner", "measure", "basis", "period", "period_kind"].map(|name| (name, DataType::String));
    let rest = [
        ("period_start", DataType::Date),
        ("period_end", DataType::Date),
        ("unit", DataType::String),
        ("value", AMOUNT),
    ];
    texts.into_iter().chain(rest).map(|(name, dtype)| Field::new(name.into(), dtype)).collect()
}

/// The figures of an official table in CSV: exports, imports and what the table has besides, turnover and balance from
/// exports and imports where it has both: on the basis of both, or `FOB-CIF` of exports FOB and imports CIF. An empty cell and a 0 are no figure: many tables write 0 for missing.
///
/// # Errors
/// A column that is missing, and the first line with no period or figure where one should be, or with a second figure
/// for the same flow ([`Error::is_input`]).
pub fn official(name: &str, text: &str, layout: &Layout) -> Result<Official, Error> {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().map_err(|err| Error::input(name, Some(1), err.to_string()))?.clone();
    let shape = Shape::of(name, &headers, &layout.columns)?;
    let (mut figures, mut unknown) = (Figures::new(), BTreeMap::new());
    for row in reader.records() {
        let line = |at: Option<&csv::Position>| at.map(|at| at.line() as usize);
        let row = row.map_err(|err| Error::input(name, line(err.position()), err.to_string()))?;
        let at = line(row.position());
        if !shape.is_total(&row) {
            continue;
        }
        let parties = [shape.reporter, shape.partner].map(|column| row.get(column).unwrap_or(""));
        let [reporter, partner] = parties.map(area);
        let (Some(reporter), Some(partner)) = (reporter, partner) else {
            for (name, _) in parties.iter().zip([reporter, partner]).filter(|(_, place)| place.is_none()) {
                *unknown.entry((*name).to_owned()).or_default() += 1;
            }
            continue;
        };
        for (measure, basis, period, cell) in shape.cells(&row).map_err(|what| Error::input(name, at, what))? {
            let value = amount(cell, layout.scale).map_err(|what| Error::input(name, at, what))?;
            let Some(value) = value else { continue };
            let before = figures.insert((reporter, partner, period, measure, basis), value);
            if before.is_some_and(|before| before != value) {
                let flow = format!("{measure} of {reporter} with {partner} in {}", period.label());
                return Err(Error::input(name, at, format!("a second figure for {flow}: is it a part of the first?")));
            }
        }
    }
    complete(&mut figures);
    Ok(Official { figures: frame(&figures, &layout.unit)?, unknown })
}

/// Reporter, partner, period, measure and basis.
type Flow = (Place, Place, Period, Measure, Option<Basis>);

type Figures = BTreeMap<Flow, Decimal>;

/// Turnover and balance where there are exports and imports and neither is stated.
fn complete(figures: &mut Figures) {
    let exports = figures.iter().filter(|((.., measure, _), _)| *measure == Measure::Exports);
    let mut more = Vec::new();
    for ((reporter, partner, period, _, of_exports), x) in exports {
        let imports = |basis| (*reporter, *partner, *period, Measure::Imports, basis);
        let is_same = |flow: &Flow| imports(flow.4) == *flow;
        for ((.., of_imports), m) in figures.range(imports(None)..).take_while(|(flow, _)| is_same(flow)) {
            let said = of_exports.is_some() && of_imports.is_some();
            let basis = Basis::of_total(*of_exports, *of_imports).or((!said).then_some(None));
            let Some(basis) = basis else { continue };
            let key = |measure| (*reporter, *partner, *period, measure, basis);
            more.extend(x.checked_add(*m).map(|sum| (key(Measure::Trade), sum)));
            more.extend(x.checked_sub(*m).map(|rest| (key(Measure::Balance), rest)));
        }
    }
    for (key, value) in more {
        figures.entry(key).or_insert(value);
    }
}

fn frame(figures: &Figures, unit: &str) -> Result<DataFrame, Error> {
    let keys: Vec<&Flow> = figures.keys().collect();
    let text = |name: &str, of: &dyn Fn(&Flow) -> String| -> Column {
        Column::new(name.into(), keys.iter().map(|key| of(key)).collect::<Vec<String>>())
    };
    let bases = keys.iter().map(|(.., basis)| basis.map(|basis| basis.to_string())).collect::<Vec<_>>();
    let day = |name: &str, of: &dyn Fn(Period) -> jiff::civil::Date| -> Column {
        let epoch = jiff::civil::date(1970, 1, 1);
        let days = keys.iter().map(|(.., period, _, _)| (of(*period).duration_since(epoch).as_hours() / 24) as i32);
        Int32Chunked::from_iter_values(name.into(), days).into_date().into_column()
    };
    let millionths = figures.values().map(|value| {
        let value = value.round_dp(6);
        value.mantissa() * 10i128.pow(6 - value.scale())
    });
    let value = Int128Chunked::from_iter_values("value".into(), millionths).into_decimal(38, 6).map_err(wrong)?;
    let columns = vec![
        text("reporter", &|(reporter, ..)| reporter.to_string()),
        text("partner", &|(_, partner, ..)| partner.to_string()),
        text("measure", &|(.., measure, _)| measure.to_string()),
        Column::new("basis".into(), bases),
        text("period", &|(.., period, _, _)| period.label()),
        text("period_kind", &|(.., period, _, _)| period.kind.name().to_owned()),
        day("period_start", &|period| period.from),
        day("period_end", &|period| period.to),
        text("unit", &|_| unit.to_owned()),
        value.into_column(),
    ];
    let by = ["reporter", "partner", "period_start", "period_end", "measure", "basis"];
    let frame = DataFrame::new(figures.len(), columns).map_err(wrong)?.lazy();
    frame.sort(by, SortMultipleOptions::default()).collect().map_err(wrong)
}

/// A figure in single units; none where it is empty or 0.
fn amount(cell: &str, scale: Decimal) -> Result<Option<Decimal>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let value = number(cell).and_then(|number| number.checked_mul(scale));
    let value = value.ok_or_else(|| format!("'{cell}' is no figure: write it as 1234.5, without spaces or commas"))?;
    Ok(Some(value.normalize()).filter(|value| !value.is_zero()))
}

fn number(cell: &str) -> Option<Decimal> {
    Decimal::from_str(cell).or_else(|_| Decimal::from_scientific(cell)).ok()
}

/// The layout with the places of its columns in one file.
struct Shape {
    reporter: usize,
    partner: usize,
    figures: Where,
    /// Columns that must hold one of these where the row is to count.
    totals: Vec<(usize, &'static [&'static str])>,
}

enum Where {
    Wide {
        period: usize,
        measures: Vec<(Measure, usize)>,
    },
    Long {
        period: usize,
        measure: usize,
        value: usize,
    },
    /// With a column for each valuation.
    Valued {
        period: usize,
        measure: usize,
        value: usize,
        valued: Vec<(Valuation, usize)>,
    },
    Periods {
        indicator: usize,
        periods: Vec<(Period, usize)>,
    },
}

impl Shape {
    fn of(name: &str, headers: &csv::StringRecord, columns: &Columns) -> Result<Shape, Error> {
        // `T` is `T` where there is one, and `t` where there is not.
        let place = |column: &str| {
            let exact = headers.iter().position(|header| header == column);
            exact.or_else(|| headers.iter().position(|header| header.eq_ignore_ascii_case(column)))
        };
        let one_of = |columns: &[&str]| {
            let missing = || {
                let found: Vec<&str> = headers.iter().take(12).collect();
                let what = format!("column '{}' is missing; the file has {}", columns[0], found.join(", "));
                Error::input(name, Some(1), what)
            };
            columns.iter().find_map(|column| place(column)).ok_or_else(missing)
        };
        let mut totals: Vec<(usize, &'static [&'static str])> = Vec::new();
        let (reporter, partner, figures) = match columns {
            Columns::Wide { reporter, partner, period, measures } => {
                let place = |(measure, column): &(Measure, String)| Ok((*measure, one_of(&[column])?));
                let measures = measures.iter().map(place).collect::<Result<_, Error>>()?;
                (one_of(&[reporter])?, one_of(&[partner])?, Where::Wide { period: one_of(&[period])?, measures })
            }
            Columns::Long { reporter, partner, period, measure, value } => {
                let (measure, value) = (one_of(&[measure])?, one_of(&[value])?);
                let figures = Where::Long { period: one_of(&[period])?, measure, value };
                (one_of(&[reporter])?, one_of(&[partner])?, figures)
            }
            Columns::Comtrade => {
                let only: [(&str, &'static [&'static str]); 4] = [
                    ("cmdCode", &["TOTAL"]),
                    ("partner2Code", &["", "0"]),
                    ("motCode", &["", "0"]),
                    ("customsCode", &["", "C00"]),
                ];
                totals = only.into_iter().filter_map(|(column, values)| Some((place(column)?, values))).collect();
                let (measure, value) = (one_of(&["flowCode"])?, one_of(&["primaryValue"])?);
                let valued = [(Valuation::Fob, "fobvalue"), (Valuation::Cif, "cifvalue")];
                let valued = valued.into_iter().filter_map(|(valuation, column)| Some((valuation, place(column)?)));
                let period = one_of(&["period", "refYear"])?;
                let figures = Where::Valued { period, measure, value, valued: valued.collect() };
                (one_of(&["reporterISO", "reporterCode"])?, one_of(&["partnerISO", "partnerCode"])?, figures)
            }
            Columns::Imf => {
                let label = |(at, header): (usize, &str)| Some((Period::from_label(header)?, at));
                let periods = headers.iter().enumerate().filter_map(label).collect();
                let figures = Where::Periods { indicator: one_of(&["Indicator Code"])?, periods };
                (one_of(&["Country Name"])?, one_of(&["Counterpart Country Name"])?, figures)
            }
        };
        Ok(Shape { reporter, partner, figures, totals })
    }

    fn is_total(&self, row: &csv::StringRecord) -> bool {
        self.totals.iter().all(|(column, values)| values.contains(&row.get(*column).unwrap_or("")))
    }

    /// What the row states: measure, basis, period and the figure as it is written.
    fn cells<'a>(&self, row: &'a csv::StringRecord) -> Result<Vec<Cell<'a>>, String> {
        let cell = |column: usize| row.get(column).unwrap_or("");
        let period = |column: usize| {
            Period::from_label(cell(column))
                .ok_or_else(|| format!("'{}' is no period: write 2023, 2023-Q1, 2023-01 or 202301", cell(column)))
        };
        Ok(match &self.figures {
            Where::Wide { period: at, measures } => {
                let period = period(*at)?;
                measures.iter().map(|(measure, column)| (*measure, None, period, cell(*column))).collect()
            }
            Where::Long { period: at, measure, value } => match flow(cell(*measure)) {
                Some((measure, basis)) => vec![(measure, basis, period(*at)?, cell(*value))],
                None => Vec::new(),
            },
            Where::Valued { period: at, measure, value, valued } => match flow(cell(*measure)) {
                Some((measure, _)) => {
                    let (period, main) = (period(*at)?, cell(*value));
                    let is_figure = |cell: &str| number(cell).is_some_and(|number| !number.is_zero());
                    let valued = valued.iter().filter(|(_, column)| is_figure(cell(*column)));
                    let mut cells: Vec<Cell> =
                        valued.map(|(is, column)| (measure, on(*is), period, cell(*column))).collect();
                    // The main value is mostly one of them.
                    if !cells.iter().any(|(.., cell)| number(cell) == number(main)) {
                        cells.push((measure, None, period, main));
                    }
                    cells
                }
                None => Vec::new(),
            },
            Where::Periods { indicator, periods } => match flow(cell(*indicator)) {
                Some((measure, basis)) => {
                    periods.iter().map(|(period, column)| (measure, basis, *period, cell(*column))).collect()
                }
                None => Vec::new(),
            },
        })
    }
}

/// A figure of a row: measure, basis, period, and how it is written.
type Cell<'a> = (Measure, Option<Basis>, Period, &'a str);

fn on(valuation: Valuation) -> Option<Basis> {
    Some(Basis { valuation: Some(valuation), ..Basis::default() })
}

/// The measure of a code, and the basis that it names.
fn flow(code: &str) -> Option<(Measure, Option<Basis>)> {
    Some(match code {
        "X" => (Measure::Exports, None),
        "M" => (Measure::Imports, None),
        "T" => (Measure::Trade, None),
        "B" => (Measure::Balance, None),
        "TXG_FOB_USD" => (Measure::Exports, on(Valuation::Fob)),
        "TMG_CIF_USD" => (Measure::Imports, on(Valuation::Cif)),
        "TMG_FOB_USD" => (Measure::Imports, on(Valuation::Fob)),
        name => (Measure::from_name(&name.to_lowercase()).filter(|measure| measure.is_trade())?, None),
    })
}
