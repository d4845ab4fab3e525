//! `tradeflow table`: one table of reports or claims.

use crate::args::{InputArgs, Period};
use crate::console::{Console, count};
use crate::figures;
use crate::output::{Sink, Stop};
use crate::run::Done;
use clap::ValueEnum;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame};
use std::fmt::Display;
use std::path::PathBuf;
use tradeflow::report::table_csv;
use tradeflow::table::Grain;
use tradeflow::{ledger, table};

/// Make one table of bilateral trade from reports or claims, as CSV
///
/// One row a statistic: parties, whose statistics, measure, goods, period, status and unit, with the value, its
/// interval, how many reports stand behind it, whether they agree, and the ids of the claims. Besides reports it reads
/// claims that `tradeflow extract` wrote, as JSON lines or, where the file is named, CSV.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow table reports/ > turnover.csv
  tradeflow extract reports/ -o claims.jsonl && tradeflow table claims.jsonl --wide
  tradeflow table claims.jsonl --table flows --grain month -o flows.csv")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    /// Which table
    #[arg(long, value_enum, value_name = "TABLE", default_value_t = Kind::Turnover)]
    table: Kind,

    /// Which periods
    #[arg(long, value_enum, value_name = "PERIOD", default_value_t = Period::Year)]
    grain: Period,

    /// One column a period instead of one row
    ///
    /// It holds the value; where there is none the cell is empty, never 0. A bound stands for its end.
    #[arg(long)]
    wide: bool,

    /// Write the table to this file, which appears whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    let mut sink = Sink::open(options.output.as_deref())?;
    let mut console = Console::new(options.input.quiet, true);
    let figures = figures::read(&options.input, &mut console)?;
    let ledger = ledger::frame(&figures.claims).map_err(failed)?;
    let rows = rows(options, ledger.lazy())?;
    sink.write(&table_csv(&rows).map_err(failed)?)?;
    sink.finish()?;
    let claims = count(figures.claims.len(), "claim");
    console.note(&format!("{} of {claims} from {}", count(rows.height(), "row"), figures.done.counts()));
    Ok(figures.done)
}

fn rows(options: &Options, ledger: LazyFrame) -> Result<DataFrame, Stop> {
    let grain = Grain::from(options.grain);
    let long = match options.table {
        Kind::Turnover => table::turnover(ledger, grain),
        Kind::Flows => table::flows(ledger, grain),
        Kind::Freight => table::freight(ledger, grain),
        Kind::Balance => table::balances(ledger, grain),
    }
    .map_err(failed)?;
    if options.wide { table::wide(long).map_err(failed) } else { long.collect().map_err(failed) }
}

fn failed(err: impl Display) -> Stop {
    Stop::Write(err.to_string())
}
