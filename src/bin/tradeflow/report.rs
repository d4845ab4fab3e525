//! `tradeflow report`: every table of reports or claims, with the claims behind them, as a folder.

use crate::args::{InputArgs, Period};
use crate::choice::{FilterArgs, StepArgs, UnitArgs};
use crate::console::{Console, count};
use crate::figures::{self, CorrectionArgs};
use crate::folder::Folder;
use crate::output::Stop;
use crate::run::Done;
use clap::ValueEnum;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tradeflow::report;
use tradeflow::table::Grain;

/// Write a folder of tables from reports or claims, with all that stands behind them
///
/// The folder holds turnover.csv, turnover_wide.csv, flows.csv, freight.csv, partners.csv, indicators.csv,
/// concentration.csv, disputes.csv (figures that contradict one another), claims.csv (every figure, and why it entered no
/// table), evidence.csv (the sentences behind each cell), doubts.csv, summary.md (the newest figures in short) and
/// metadata.json (inputs, options, counts and the meaning of every column). Besides reports it reads claims that
/// `tradeflow extract` wrote, as JSON lines or, where the file is named, CSV or Parquet.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow report reports/ -o trade
  tradeflow report claims.jsonl more.jsonl -o trade --grain quarter
  tradeflow report reports/ -o trade --country AZE --from 2020 --currency USD
  tradeflow report reports/ -o folder-with-my-files --force")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    corrections: CorrectionArgs,

    /// The folder; files of an earlier report in it are replaced, others stay
    ///
    /// It appears whole or not at all, and so does each file of a folder that was there.
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,

    /// Write into a folder that holds other things than a report, replacing files of the same names
    #[arg(long)]
    force: bool,

    /// The periods of turnover_wide.csv; the other tables hold all
    #[arg(long, value_enum, value_name = "PERIOD", default_value_t = Period::Year)]
    grain: Period,

    #[command(flatten)]
    units: UnitArgs,

    #[command(flatten)]
    filter: FilterArgs,

    #[command(flatten)]
    steps: StepArgs,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    let folder = Folder::at(&options.output, options.force)?;
    let units = options.units.units()?;
    let mut console = Console::new(options.input.quiet, true);
    let figures = figures::read(&options.input, &options.corrections, true, &mut console)?;
    let made = report::Options {
        inputs: figures.inputs,
        options: named(options),
        grain: options.grain.into(),
        filter: options.filter.filter(Grain::All),
        money: units.money,
        tonnes: units.tonnes,
        sentences: figures.sentences,
        corrections: figures.corrections,
        steps: options.steps.steps(),
        ..report::Options::default()
    };
    let files = report::files(&figures.claims, &figures.doubts, &made).map_err(|err| Stop::Write(err.to_string()))?;
    folder.publish(&files)?;
    let claims = count(figures.claims.len(), "claim");
    console.note(&format!("{}: {claims} from {}", options.output.display(), figures.done.counts()));
    Ok(figures.done)
}

/// The options that change what a report says, by name.
fn named(options: &Options) -> BTreeMap<String, String> {
    let grain = options.grain.to_possible_value().map(|grain| grain.get_name().to_owned());
    let all = grain.map(|grain| ("grain", grain)).into_iter().chain(options.input.options());
    let more = options.filter.named().into_iter().chain(options.units.named()).chain(options.steps.named());
    all.chain(more).map(|(name, value)| (name.to_owned(), value)).collect()
}
