//! `tradeflow extract`: reports to claims and doubts.

use crate::args::{InputArgs, RecordArgs, RecordFormat};
use crate::console::{Console, count, sorts};
use crate::output::{Sink, Stop};
use crate::run::{self, Done};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{IsTerminal, stdout};
use std::path::{Path, PathBuf};
use tradeflow::claim::{Claim, Doubt, DoubtCode};
use tradeflow::report::{Record, csv_header, csv_rows, json_lines};

/// Find every figure of trade in reports and write one claim a line
///
/// A claim is a figure with its measure, parties, period, firmness and the words that settled each. What was seen and
/// not settled is a doubt: counted on standard error, and written to the file that --doubts names.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow extract reports/ > claims.jsonl
  tradeflow extract --format csv -o claims.csv --doubts doubts.csv reports/ more.jsonl
  curl -s https://example.org/report.txt | tradeflow extract --published 2024-08-20 --home AZE")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    records: RecordArgs,

    /// Write the doubts to this file: CSV if it ends in .csv, JSON lines if in .jsonl or .ndjson, else as the claims
    #[arg(long, value_name = "FILE")]
    doubts: Option<PathBuf>,
}

/// What one report gives, ready to be written.
struct Answer {
    claims: Vec<u8>,
    claim_count: usize,
    doubts: Vec<u8>,
    doubt_codes: Vec<DoubtCode>,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    let output = options.records.output.as_deref();
    if output.is_some() && output == options.doubts.as_deref() {
        return Err(Stop::Usage("--output and --doubts name one file: give each its own".to_owned()));
    }
    if options.doubts.as_ref().is_some_and(|path| path.as_os_str() == "-") {
        return Err(Stop::Usage("standard output holds records only: give --doubts the name of a file".to_owned()));
    }
    let format = options.records.format;
    let doubt_format = options.doubts.as_deref().and_then(format_of).unwrap_or(format);
    let mut claims = Sink::open(output)?;
    let mut doubts = options.doubts.as_deref().map(Sink::file).transpose()?;
    claims.write(&header::<Claim>(format))?;
    if let Some(doubts) = &mut doubts {
        doubts.write(&header::<Doubt>(doubt_format))?;
    }

    let extractor = options.input.extractor();
    let work = move |article: &_| {
        let read = extractor.read(article);
        Answer {
            claims: rows(format, &read.claims),
            claim_count: read.claims.len(),
            doubts: rows(doubt_format, &read.doubts),
            doubt_codes: read.doubts.iter().map(|doubt| doubt.code).collect(),
        }
    };
    let mut console = Console::new(options.input.quiet, output.is_some() || !stdout().is_terminal());
    let mut claim_count = 0;
    let mut codes = BTreeMap::<DoubtCode, usize>::new();
    let done = run::articles(&options.input, &mut console, work, |answers| {
        for answer in answers {
            claims.write(&answer.claims)?;
            claim_count += answer.claim_count;
            if let Some(doubts) = &mut doubts {
                doubts.write(&answer.doubts)?;
            }
            for code in answer.doubt_codes {
                *codes.entry(code).or_default() += 1;
            }
        }
        claims.show()
    })?;
    claims.finish()?;
    doubts.map_or(Ok(()), Sink::finish)?;
    console.note(&counts(claim_count, &codes, &done));
    Ok(done)
}

fn counts(claims: usize, codes: &BTreeMap<DoubtCode, usize>, done: &Done) -> String {
    let mut text = format!("{}, {}", count(claims, "claim"), count(codes.values().sum(), "doubt"));
    if !codes.is_empty() {
        text += &format!(" ({})", sorts(codes.iter().map(|(code, number)| (code.name(), *number))));
    }
    format!("{text} from {}", done.counts())
}

/// What a file of records begins with.
pub fn header<R: Record>(format: RecordFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    match format {
        RecordFormat::Jsonl => Ok(()),
        RecordFormat::Csv => csv_header::<R>(&mut bytes),
    }
    .expect("memory takes every write");
    bytes
}

/// Records as lines.
pub fn rows<R: Record>(format: RecordFormat, records: &[R]) -> Vec<u8> {
    // About a kilobyte a record: room at once instead of by doubling.
    let mut bytes = Vec::with_capacity(records.len() << 10);
    match format {
        RecordFormat::Jsonl => json_lines(records, &mut bytes),
        RecordFormat::Csv => csv_rows(records, &mut bytes),
    }
    .expect("memory takes every write");
    bytes
}

fn format_of(path: &Path) -> Option<RecordFormat> {
    match path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase().as_str() {
        "csv" => Some(RecordFormat::Csv),
        "jsonl" | "ndjson" => Some(RecordFormat::Jsonl),
        _ => None,
    }
}
