//! `tradeflow table`: one table of reports or claims.

use crate::args::{InputArgs, Period};
use crate::choice::{FilterArgs, StepArgs, UnitArgs};
use crate::console::{Console, count};
use crate::figures::{self, CorrectionArgs};
use crate::output::{Sink, Stop};
use crate::run::Done;
use clap::ValueEnum;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame};
use std::fmt::Display;
use std::path::PathBuf;
use tradeflow::convert::Rates;
use tradeflow::report::{comtrade_csv, sdmx_csv, table_csv};
use tradeflow::table::{Filter, Grain, Table};
use tradeflow::{audit, cell, ledger, table};

/// Make one table of bilateral trade from reports or claims
///
/// One row a statistic: parties, whose statistics, measure, goods, period, status and unit, with the value, its
/// interval, how many reports stand behind it, whether they agree, and the ids of the claims. Besides reports it reads
/// claims that `tradeflow extract` wrote, as JSON lines or, where the file is named, CSV or Parquet.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow table reports/ > turnover.csv
  tradeflow extract reports/ -o claims.jsonl && tradeflow table claims.jsonl --wide
  tradeflow table claims.jsonl --table flows --grain month -o flows.csv
  tradeflow table claims.jsonl --table partners --country AZE --from 2020
  tradeflow table claims.jsonl --pair AZE-RUS --currency USD --rates rates.csv
  tradeflow table claims.jsonl --table sides --country RUS --currency USD
  tradeflow table claims.jsonl --table disputes --pair RUS-TUR
  tradeflow table claims.jsonl --table flows --country AZE --format sdmx-csv")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    corrections: CorrectionArgs,

    /// Which table
    #[arg(long, value_enum, value_name = "TABLE", default_value_t = Kind::Turnover)]
    table: Kind,

    /// Which periods: years unless this is said, of disputes and revisions all
    #[arg(long, value_enum, value_name = "PERIOD")]
    grain: Option<Period>,

    /// One column a period instead of one row
    ///
    /// It holds the value; where there is none the cell is empty, never 0. A bound stands for its end.
    #[arg(long)]
    wide: bool,

    /// Format of the table
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Csv)]
    format: Format,

    /// Write the table to this file, which appears whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    filter: FilterArgs,

    #[command(flatten)]
    units: UnitArgs,

    #[command(flatten)]
    steps: StepArgs,
}

/// The tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Two-way trade of two parties
    Turnover,
    /// Exports, imports and balance, with partners and with the world
    Flows,
    /// Goods moved, in tonnes, TEU and other units
    Freight,
    /// Exports minus imports
    Balance,
    /// The partners of each country: exports, imports, turnover, balance, shares, growth, rank
    Partners,
    /// Both sides' figures of each statistic beside one another, the gap between them, and what they have in common
    Sides,
    /// One measure (--measure), a row for each reporter and a column for each partner
    Matrix,
    /// Every figure beside that of the year before, and the growth from it
    Growth,
    /// Compound annual growth from the first year of a statistic to its last
    Cagr,
    /// Cover ratio, normalised balance and Grubel-Lloyd index of each partner
    Indicators,
    /// Herfindahl-Hirschman index of a country's partners
    Concentration,
    /// What a tonne of named goods is worth
    UnitValues,
    /// Every claim, one a row: what all tables are made of
    Ledger,
    /// How many claims enter each table, and why the others enter none
    Coverage,
    /// Figures that contradict one another, with the claims on both sides, in the units of the reports
    Disputes,
    /// What was known of each statistic on each day of publication, in the units of the reports
    Revisions,
}

/// The formats of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values with a header, safe to open in a spreadsheet
    Csv,
    /// SDMX-CSV 2.0: codes and concepts of SDMX, one observation a row
    SdmxCsv,
    /// UN Comtrade: exports and imports in dollars, by year or month, with its columns and codes
    Comtrade,
    /// Apache Parquet, with types
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    if matches!(options.format, Format::SdmxCsv | Format::Comtrade) && (options.wide || !options.table.is_long()) {
        return Err(Stop::Usage(
            "only turnover, flows, freight and balance in long form have SDMX and Comtrade forms".to_owned(),
        ));
    }
    if options.units.is_asked() && options.table == Kind::Revisions {
        return Err(Stop::Usage(
            "revisions are in the units of the reports: leave out --currency and --tonnes".to_owned(),
        ));
    }
    if options.wide && !options.table.is_long() {
        return Err(Stop::Usage("--wide is for turnover, flows, freight and balance".to_owned()));
    }
    let mut sink = Sink::open(options.output.as_deref())?;
    let mut console = Console::new(options.input.quiet, true);
    let figures = figures::read(&options.input, &options.corrections, false, &mut console)?;
    let ledger = ledger::frame(&figures.claims).map_err(failed)?;
    let rows = rows(options, ledger.lazy(), &mut console)?;
    let bytes = match options.format {
        Format::Csv => table_csv(&rows),
        Format::SdmxCsv => sdmx_csv(&rows),
        #[cfg(feature = "parquet")]
        Format::Parquet => tradeflow::report::table_parquet(&rows),
        Format::Comtrade => comtrade_csv(&rows).map(|(bytes, left_out)| {
            if left_out > 0 {
                console.warn(&format!("{} left out: Comtrade has no code for them", count(left_out, "row")));
            }
            bytes
        }),
    };
    sink.write(&bytes.map_err(failed)?)?;
    sink.finish()?;
    let claims = count(figures.claims.len(), "claim");
    console.note(&format!("{} of {claims} from {}", count(rows.height(), "row"), figures.done.counts()));
    Ok(figures.done)
}

fn rows(options: &Options, ledger: LazyFrame, console: &mut Console) -> Result<DataFrame, Stop> {
    let all = matches!(options.table, Kind::Disputes | Kind::Revisions);
    let grain = Grain::from(options.grain.unwrap_or(if all { Period::All } else { Period::Year }));
    let (filter, units) = (options.filter.filter(grain), options.units.units()?);
    let ledger = filter.claims(ledger).map_err(failed)?;
    match options.table {
        Kind::Ledger => return ledger.collect().map_err(failed),
        Kind::Coverage => return cell::coverage(ledger).map_err(failed)?.collect().map_err(failed),
        _ => {}
    }
    let mut shown = |table: LazyFrame, filter: &Filter| units.of(filter.rows(table), console);
    let steps = options.steps.steps();
    match options.table {
        Kind::Disputes => {
            let rates = units.money.map(|(rates, _)| rates).or_else(Rates::built_in);
            let disputes = audit::disputes(ledger, rates.as_ref(), &steps).map_err(failed)?;
            return filter.rows(disputes.lazy()).collect().map_err(failed);
        }
        Kind::Revisions => {
            let revisions = audit::revisions(ledger, &steps).map_err(failed)?;
            return filter.rows(revisions).collect().map_err(failed);
        }
        _ => {}
    }
    let cells = cell::cells_by(ledger, &steps).map_err(failed)?;
    let long = match options.table {
        Kind::Turnover => table::of_cells(cells, Table::Turnover),
        Kind::Flows => table::of_cells(cells, Table::Flows),
        Kind::Freight => table::of_cells(cells, Table::Freight),
        Kind::Balance => table::of_cells(cells, Table::Balances),
        _ => cells,
    };
    let country_rows = |table: LazyFrame| filter.partner_rows(table);
    // A year is compared with the one before, and a share with the whole: what they need is filtered afterwards.
    let any_day = Filter { from: None, to: None, ..filter.clone() };
    let any_measure = Filter { measures: Vec::new(), ..any_day.clone() };
    let rows = match options.table {
        Kind::Turnover | Kind::Flows | Kind::Freight | Kind::Balance => {
            let rows = shown(long, &filter)?;
            if options.wide {
                return table::wide(rows).map_err(failed);
            }
            rows
        }
        Kind::Ledger | Kind::Coverage => long,
        Kind::Growth => filter.rows(table::growth(shown(long, &any_day)?)),
        Kind::Cagr => table::cagr(shown(long, &filter)?),
        Kind::UnitValues => table::unit_values(shown(long, &filter)?),
        Kind::Matrix => {
            let measure = options.filter.one_measure()?;
            return table::matrix(shown(long, &filter)?, measure).map_err(failed);
        }
        Kind::Sides => filter.rows(table::sides(shown(long, &any_measure)?).map_err(failed)?),
        Kind::Partners => country_rows(table::partners(shown(long, &any_measure)?).map_err(failed)?),
        Kind::Indicators => country_rows(table::indicators(shown(long, &any_measure)?).map_err(failed)?),
        Kind::Concentration => {
            let rows = country_rows(table::concentration(shown(long, &any_measure)?).map_err(failed)?);
            Filter { measures: filter.measures.clone(), ..Filter::default() }.rows(rows)
        }
        Kind::Disputes | Kind::Revisions => long,
    };
    rows.collect().map_err(failed)
}

impl Kind {
    /// Whether it has one row a statistic.
    fn is_long(self) -> bool {
        matches!(self, Kind::Turnover | Kind::Flows | Kind::Freight | Kind::Balance)
    }
}

fn failed(err: impl Display) -> Stop {
    Stop::Write(err.to_string())
}
