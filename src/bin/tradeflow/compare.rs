//! `tradeflow compare`: figures of reports beside official ones.

use crate::args::InputArgs;
use crate::choice::{FilterArgs, rates_of};
use crate::console::{Console, count, sorts};
use crate::figures::{self, CorrectionArgs};
use crate::output::{Sink, Stop};
use crate::run::Done;
use clap::ValueEnum;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame};
use rust_decimal::Decimal;
use std::fmt::Display;
use std::fs;
use std::path::PathBuf;
use tradeflow::compare::{self, Layout, Official};
use tradeflow::convert;
use tradeflow::report::table_csv;
use tradeflow::table::Grain;
use tradeflow::value::currency::Currency;
use tradeflow::{cell, ledger};

/// Set the figures of reports or claims beside an official table, as CSV
///
/// One row a figure that has happened: its value and interval, the side whose official figure it fits, the difference,
/// and a verdict: rounding (the official figure lies where the stated digits allow), bound, disputed, tolerance, outside
/// or no_official. Exports of A to B are compared with A's exports and B's imports, turnover with each side's.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow compare claims.jsonl --official comtrade.csv --layout comtrade
  tradeflow compare reports/ --official customs.csv --scale 1000000 \\
    --official-columns reporter=country,partner=partner,period=year,exports=exports_musd,imports=imports_musd
  tradeflow compare claims.jsonl --official dots.csv --layout imf --pair AZE-RUS --summary summary.csv")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    corrections: CorrectionArgs,

    /// The official table, a CSV file
    #[arg(long, value_name = "FILE", help_heading = "Official figures")]
    official: PathBuf,

    /// How it is laid out, where it is a file of UN Comtrade or of the IMF's Direction of Trade Statistics
    #[arg(
        long,
        value_enum,
        value_name = "LAYOUT",
        help_heading = "Official figures",
        required_unless_present = "official_columns"
    )]
    layout: Option<Known>,

    /// Which columns hold what, as role=column with commas between
    ///
    /// Roles: reporter, partner, period, and exports, imports, trade, balance, or measure and value. Countries are ISO
    /// 3166 codes or names, periods 2023, 2023-Q1, 2023-01 or 202301.
    #[arg(long, value_name = "ROLES", help_heading = "Official figures", conflicts_with = "layout", value_parser = columns)]
    official_columns: Option<Layout>,

    /// Units that one of its figures stands for [default: 1; 1000000 for the IMF]
    #[arg(long, value_name = "NUMBER", help_heading = "Official figures")]
    scale: Option<Decimal>,

    /// The currency of its figures [default: USD]
    #[arg(long, value_name = "CODE", help_heading = "Official figures", value_parser = currency)]
    unit: Option<Currency>,

    /// Rates of exchange for reports in other currencies: a CSV file with month,currency,units_per_usd
    #[arg(long, value_name = "FILE", help_heading = "Official figures")]
    rates: Option<PathBuf>,

    /// A gap that counts as agreement, in per cent of the official figure
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0, value_parser = percent, help_heading = "Official figures")]
    tolerance: f64,

    /// Write how many figures have each verdict to this file, a row for each measure and one for all
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,

    /// Write the growth rates of the reports to this file, each beside the official growth of both sides
    ///
    /// A growth rate is a fingerprint of whose statistics it is of. It agrees within its digits and 0.1 points.
    #[arg(long, value_name = "FILE")]
    growth: Option<PathBuf>,

    /// Write the comparison to this file, which appears whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    filter: FilterArgs,
}

/// The layouts that are known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Known {
    /// UN Comtrade: reporterISO, partnerISO, period, flowCode, primaryValue
    Comtrade,
    /// IMF Direction of Trade Statistics: Country Name, Counterpart Country Name, Indicator Code, a column a period
    Imf,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    let mut sink = Sink::open(options.output.as_deref())?;
    let mut counts = options.summary.as_deref().map(|path| Sink::open(Some(path))).transpose()?;
    let rates = options.growth.as_deref().map(|path| Sink::open(Some(path))).transpose()?;
    let mut console = Console::new(options.input.quiet, true);
    let official = options.official()?;
    if !official.unknown.is_empty() {
        let unknown = official.unknown.iter().map(|(name, rows)| (name.as_str(), *rows));
        console.warn(&format!("areas that are no country, group or region of ours: {}", sorts(unknown)));
    }
    let figures = figures::read(&options.input, &options.corrections, false, &mut console)?;
    let filter = options.filter.filter(Grain::All);
    let ledger = filter.claims(ledger::frame(&figures.claims).map_err(failed)?.lazy()).map_err(failed)?;
    let figures_of_offices = official.figures.lazy();
    if let Some(mut sink) = rates {
        let rates = compare::growth_sides(ledger.clone(), figures_of_offices.clone(), 0.1).map_err(failed)?;
        let rates = filter.rows(rates);
        sink.write(&table_csv(&rates.collect().map_err(failed)?).map_err(failed)?)?;
        sink.finish()?;
    }
    let cells = options.in_unit(filter.rows(cell::cells(ledger).map_err(failed)?), &console)?;
    let rows = compare::compare(cells, figures_of_offices, options.tolerance / 100.0).map_err(failed)?;
    let rows = rows.collect().map_err(failed)?;
    let summary = compare::summary(rows.clone().lazy()).map_err(failed)?.collect().map_err(failed)?;
    sink.write(&table_csv(&rows).map_err(failed)?)?;
    sink.finish()?;
    if let Some(mut sink) = counts.take() {
        sink.write(&table_csv(&summary).map_err(failed)?)?;
        sink.finish()?;
    }
    console.note(&format!(
        "{} from {}: {}",
        count(rows.height(), "figure"),
        figures.done.counts(),
        verdicts(&summary)?
    ));
    Ok(figures.done)
}

impl Options {
    fn layout(&self) -> Layout {
        let layout = match (&self.official_columns, self.layout) {
            (Some(layout), _) => layout.clone(),
            (None, Some(Known::Imf)) => Layout::imf(),
            (None, _) => Layout::comtrade(),
        };
        Layout {
            scale: self.scale.unwrap_or(layout.scale),
            unit: self.unit.map_or(layout.unit, |unit| unit.to_string()),
            ..layout
        }
    }

    fn official(&self) -> Result<Official, Stop> {
        let name = self.official.display().to_string();
        let text =
            fs::read_to_string(&self.official).map_err(|err| failed(format!("{name}: cannot be read: {err}")))?;
        compare::official(&name, &text, &self.layout()).map_err(failed)
    }

    /// Cells in the currency of the official table, where there are rates.
    fn in_unit(&self, cells: LazyFrame, console: &Console) -> Result<LazyFrame, Stop> {
        let rates = match &self.rates {
            Some(path) => rates_of(path)?,
            #[cfg(feature = "hmrc")]
            None => convert::Rates::hmrc(),
            #[cfg(not(feature = "hmrc"))]
            None => return Ok(cells),
        };
        let unit = self.layout().unit.parse().map_err(failed)?;
        let cells = convert::money(cells, &rates, unit).map_err(failed)?.collect().map_err(failed)?;
        for line in crate::choice::unconverted(&cells, "not compared")? {
            console.warn(&line);
        }
        Ok(cells.lazy())
    }
}

/// The row for all in words: '3 rounding, 1 outside'.
fn verdicts(summary: &DataFrame) -> Result<String, Stop> {
    let last = summary.height().saturating_sub(1);
    let names = ["rounding", "bound", "disputed", "tolerance", "outside", "no_official"];
    let mut words = Vec::new();
    for name in names {
        let counts = summary.column(name).and_then(|column| column.u32()).map_err(failed)?;
        if let Some(number) = counts.get(last).filter(|number| *number > 0) {
            words.push((name, number as usize));
        }
    }
    Ok(if words.is_empty() { "nothing to compare".to_owned() } else { sorts(words) })
}

fn columns(text: &str) -> Result<Layout, String> {
    Layout::of_columns(text).map_err(|err| err.to_string())
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::from_code(&text.to_uppercase()).ok_or_else(|| "no currency of ISO 4217, as in USD or AZN".to_owned())
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| (0.0..=100.0).contains(number));
    number.ok_or_else(|| "write a number from 0 to 100".to_owned())
}

fn failed(err: impl Display) -> Stop {
    Stop::Write(err.to_string())
}
