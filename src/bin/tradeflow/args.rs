//! The command line: one tree of commands, and the options that they share.

use crate::encoding::{How, ReadAs};
use crate::input::{self, Format, Reading};
use crate::output::Stop;
#[cfg(feature = "frames")]
use crate::{compare, report, table};
use crate::{explain, extract, mentions, shell};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use encoding_rs::Encoding;
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use tradeflow::article::Columns;
use tradeflow::claim::Extractor;
use tradeflow::lexicon::Lexicon;
#[cfg(feature = "frames")]
use tradeflow::table::Grain;
use tradeflow::value::place::Place;

/// Turns news reporting into bilateral trade statistics.
///
/// Reads reports and finds every figure of trade: how much, of what measure, between whom, for when, how firmly it is
/// stated, and which words say so.
#[derive(Debug, Parser)]
#[command(
    name = "tradeflow",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  tradeflow extract reports/                    every claim of a folder of reports, one JSON object a line
  tradeflow explain report.txt                  the words of a report and what was made of them
  echo 'Exports rose to $5.15 billion in 2023' | tradeflow mentions

Exit codes: 0 done; 1 something could not be read or written (the rest is done); 2 wrong usage.
'tradeflow COMMAND --help' says more of each."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Extract(extract::Options),
    Mentions(mentions::Options),
    Explain(explain::Options),
    #[cfg(feature = "frames")]
    Table(table::Options),
    #[cfg(feature = "frames")]
    Report(report::Options),
    #[cfg(feature = "frames")]
    Compare(Box<compare::Options>),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// What is read, and how; the same for every command.
#[derive(Debug, clap::Args)]
pub struct InputArgs {
    /// Reports: files, folders, or - for standard input
    ///
    /// Files are plain text or Markdown (.txt .md .markdown; a front matter may state id, title, published, outlet, url,
    /// home), JSON (.json: a report or a list of them), JSON lines (.jsonl .ndjson) or CSV with a header (.csv .tsv; in
    /// folders only with --columns). Each may be packed (.gz .zst). Folders are walked in order of name; what is none of
    /// these, and what is hidden, is passed over. Without any, standard input is read.
    #[arg(value_name = "FILE|FOLDER|-")]
    pub inputs: Vec<PathBuf>,

    /// Format of standard input and of files whose name does not tell
    ///
    /// Standard input that begins like JSON is taken for JSON or JSON lines, anything else for text.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<Format>,

    /// Which columns of CSV hold what, as in text=body,published=date
    ///
    /// Fields are id, title, published, lang, outlet, url, home and text; one that is not named is looked for under its
    /// own name. Cells are parted by commas, semicolons or tabs, as the header is.
    #[arg(long, value_name = "FIELD=COLUMN,...", value_parser = columns)]
    pub columns: Option<Columns>,

    /// Encoding of what is not UTF-8, as in windows-1251
    ///
    /// Without it such a file is read as its byte order mark, its markup or the look of its bytes says, and standard error
    /// tells so.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<ReadAs>,

    /// Day of publication of reports that state none, YYYY-MM-DD
    ///
    /// 'Last year' and the like are measured from it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub published: Option<Date>,

    /// Home country of reports that state none, as in AZE
    ///
    /// ISO 3166 code or English short name. It settles a bare '$' and 'the country'.
    #[arg(long, value_name = "COUNTRY", value_parser = country)]
    pub home: Option<Place>,

    /// A folder of your own words, laid over the built-in ones
    ///
    /// Files unit.toml, currency.toml, place.toml, cue.toml, basis.toml, goods.toml and outlet.toml of the form that
    /// data/lang/en of the source has: new units, more names, homes of outlets.
    #[arg(long, value_name = "FOLDER")]
    lexicon: Option<PathBuf>,

    /// How many reports to read at a time [default: one for each core]
    ///
    /// The output is the same whatever the number.
    #[arg(long, value_name = "N", value_parser = jobs)]
    jobs: Option<NonZeroUsize>,

    /// Count nothing on standard error; errors are still named
    #[arg(short, long)]
    pub quiet: bool,
}

impl InputArgs {
    /// The reader that these options ask for.
    pub fn extractor(&self) -> Result<Extractor, Stop> {
        let extractor = match &self.lexicon {
            Some(folder) => {
                let words = Lexicon::english().clone().lay_over(&word_files(folder)?);
                Extractor::english().with_lexicon(words.map_err(|err| Stop::Write(err.to_string()))?)
            }
            None => Extractor::english(),
        };
        let extractor = self.published.into_iter().fold(extractor, Extractor::with_published);
        Ok(self.home.into_iter().fold(extractor, Extractor::with_home))
    }

    /// The options that change what is read from a report, by name.
    #[cfg(feature = "frames")]
    pub fn options(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("published", self.published.map(|day| day.to_string())),
            ("home", self.home.map(|home| home.to_string())),
            ("lexicon", self.lexicon.as_ref().map(|folder| folder.display().to_string())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// How files are read that may hold claims or not.
    pub fn reading(&self, claims: bool) -> Reading {
        Reading { stated: self.encoding, columns: self.columns.clone().unwrap_or_default(), claims }
    }

    /// Everything of it that changes what is read from the inputs, in words.
    pub fn named(&self) -> Result<String, Stop> {
        let sources = input::find(self)?;
        let names: Vec<&str> = sources.list.iter().map(|source| source.name.as_str()).collect();
        let options = (self.input_format, &self.columns, self.encoding, self.published, self.home);
        let words = self.lexicon.as_deref().map(word_files).transpose()?;
        Ok(format!("{names:?} {:?} {options:?} {words:?}", sources.bytes))
    }

    /// How many reports to read at a time.
    pub fn jobs(&self) -> usize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// The word files of a folder, in order of name.
fn word_files(folder: &Path) -> Result<Vec<(String, String)>, Stop> {
    let fail = |path: &Path, err: &std::io::Error| {
        Stop::Write(input::unreadable(&path.display().to_string(), err).to_string())
    };
    let entries =
        folder.read_dir().and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(|err| fail(folder, &err))?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    if paths.is_empty() {
        return Err(Stop::Usage(format!(
            "--lexicon {}: holds no word file: write one as in outlet.toml",
            folder.display()
        )));
    }
    let file = |path: PathBuf| match std::fs::read_to_string(&path) {
        Ok(text) => Ok((path.display().to_string(), text)),
        Err(err) => Err(fail(&path, &err)),
    };
    paths.into_iter().map(file).collect()
}

/// Where records go, and in which format.
#[derive(Debug, clap::Args)]
pub struct RecordArgs {
    /// Format of the records
    #[arg(long, value_enum, default_value_t = RecordFormat::Jsonl)]
    pub format: RecordFormat,

    /// Write the records to this file, which appears whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The formats of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header, safe to open in a spreadsheet
    Csv,
}

/// The periods that a table shows.
#[cfg(feature = "frames")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Period {
    /// Calendar years
    Year,
    /// Halves of calendar years
    Half,
    /// Calendar quarters
    Quarter,
    /// Calendar months
    Month,
    /// Twelve months from another day than 1 January
    FiscalYear,
    /// Those, and years to date, days and spans
    All,
}

#[cfg(feature = "frames")]
impl From<Period> for Grain {
    fn from(period: Period) -> Grain {
        match period {
            Period::Year => Grain::Year,
            Period::Half => Grain::Half,
            Period::Quarter => Grain::Quarter,
            Period::Month => Grain::Month,
            Period::FiscalYear => Grain::FiscalYear,
            Period::All => Grain::All,
        }
    }
}

/// A usage error as clap words it.
pub fn usage(what: &str) -> clap::Error {
    Args::command().error(ErrorKind::ValueValidation, what)
}

fn columns(text: &str) -> Result<Columns, String> {
    text.parse().map_err(|err: tradeflow::Error| err.to_string())
}

fn encoding(text: &str) -> Result<ReadAs, String> {
    let encoding = Encoding::for_label(text.as_bytes());
    let encoding = encoding.ok_or_else(|| "no encoding: write its name, as in windows-1251 or shift_jis".to_owned())?;
    Ok(ReadAs { encoding, how: How::Option })
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no day: write it as YYYY-MM-DD, as in 2024-08-20".to_owned())
}

pub fn country(text: &str) -> Result<Place, String> {
    let named = |place: &Place| {
        place.facts().is_some_and(|facts| {
            [&facts.code, &facts.alpha2, &facts.name].into_iter().any(|name| name.eq_ignore_ascii_case(text))
        })
    };
    Place::all()
        .find(named)
        .ok_or_else(|| "no country: write its ISO 3166 code or English short name, as in AZE or Azerbaijan".to_owned())
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse().ok().filter(|number: &NonZeroUsize| number.get() <= 1024);
    number.ok_or_else(|| "write a whole number from 1 to 1024".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Args, country};
    use clap::CommandFactory;

    #[test]
    fn the_tree_of_commands_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_country_is_found_by_code_or_name() {
        for text in ["AZE", "az", "azerbaijan"] {
            assert_eq!(country(text).unwrap().code(), "AZE");
        }
        assert!(country("CIS").is_err() && country("").is_err());
    }
}
