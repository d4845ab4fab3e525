//! `tradeflow extract`: reports to claims and doubts.

use crate::args::{InputArgs, RecordFormat};
use crate::console::{Console, count, sorts};
use crate::output::{Sink, Stop};
#[cfg(feature = "parquet")]
use crate::parquet::ClaimWriter;
use crate::resume::{Journal, Kept};
use crate::run::{self, Done};
use clap::ValueEnum;
use std::ffi::OsStr;
use std::io::{IsTerminal, stdout};
use std::path::{Path, PathBuf};
use tradeflow::article::Article;
use tradeflow::claim::{Claim, Doubt, DoubtCode, Extraction};
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
  tradeflow extract archive.jsonl.zst -o claims.jsonl --texts texts.jsonl --resume
  tradeflow extract news.csv --columns text=body,published=date,outlet=paper
  curl -s https://example.org/report.txt | tradeflow extract --published 2024-08-20 --home AZE")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    /// Format of the claims
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Jsonl)]
    format: Format,

    /// Write the claims to this file, which appears whole or not at all; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write the doubts to this file: CSV if it ends in .csv, JSON lines if in .jsonl or .ndjson, else as the claims
    ///
    /// Beside claims in Parquet they are JSON lines.
    #[arg(long, value_name = "FILE")]
    doubts: Option<PathBuf>,

    /// Write the reports as they were read to this file, as JSON lines: the text that the bytes of claims are counted in
    #[arg(long, value_name = "FILE")]
    texts: Option<PathBuf>,

    /// Go on where an earlier run of the same command was cut off, and keep what is needed for that
    ///
    /// While it runs, FILE.part holds what there is and FILE.resume how far it is, for the FILE of --output; both are gone
    /// when it is done. The outputs are the same bytes as those of a run of one piece.
    #[arg(long)]
    resume: bool,
}

/// The formats of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header, safe to open in a spreadsheet
    Csv,
    /// Apache Parquet, with types: the columns of `table --table ledger`
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The format of single records; none where they are written some thousand at a time.
    fn of_records(self) -> Option<RecordFormat> {
        match self {
            Format::Jsonl => Some(RecordFormat::Jsonl),
            Format::Csv => Some(RecordFormat::Csv),
            #[cfg(feature = "parquet")]
            Format::Parquet => None,
        }
    }
}

/// The records of one output.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// Without a format they are collected first.
    Claims(Option<RecordFormat>),
    Doubts(RecordFormat),
    Texts,
}

/// What one report gives: bytes for each output, and what is counted.
struct Answer {
    parts: Vec<Vec<u8>>,
    #[cfg_attr(
        not(feature = "parquet"),
        expect(dead_code, reason = "only Parquet is written some thousand at a time")
    )]
    collected: Vec<Claim>,
    claims: usize,
    doubts: Vec<DoubtCode>,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    let output = options.output.as_deref();
    let outputs = outputs(options)?;
    let paths: Vec<&Path> = outputs.iter().filter_map(|(path, _)| *path).collect();
    let mut kept = match (options.resume, output) {
        (true, Some(output)) => Some(Kept::beside(output, named(options)?, &paths)),
        _ => None,
    };
    let mut sinks = Vec::new();
    for (at, (path, part)) in outputs.iter().enumerate() {
        let mut sink = match (&kept, path) {
            (Some(kept), Some(path)) => Sink::resumed(path, kept.journal.lengths[at])?,
            _ => Sink::open(*path)?,
        };
        if sink.length() == 0 {
            sink.write(&part.header())?;
        }
        sinks.push(sink);
    }

    let extractor = options.input.extractor()?;
    let parts: Vec<Part> = outputs.iter().map(|(_, part)| *part).collect();
    let is_collected = options.format.of_records().is_none();
    #[cfg(feature = "parquet")]
    let mut writer = is_collected.then(ClaimWriter::new).transpose()?;
    let work = move |article: Article| {
        let read = extractor.read(&article);
        Answer {
            parts: parts.iter().map(|part| part.rows(&article, &read)).collect(),
            claims: read.claims.len(),
            doubts: read.doubts.iter().map(|doubt| doubt.code).collect(),
            collected: if is_collected { read.claims } else { Vec::new() },
        }
    };
    let mut console = Console::new(options.input.quiet, output.is_some() || !stdout().is_terminal());
    let mut journal = kept.as_ref().map(|kept| kept.journal.clone()).unwrap_or_default();
    let done = run::records(&options.input, &mut console, journal.last, work, |batch| {
        for answer in batch.answers {
            for (sink, bytes) in sinks.iter_mut().zip(&answer.parts) {
                sink.write(bytes)?;
            }
            #[cfg(feature = "parquet")]
            if let Some(writer) = &mut writer {
                sinks[0].write(&writer.add(answer.collected)?)?;
            }
            journal.claims += answer.claims;
            for code in answer.doubts {
                *journal.doubts.entry(code).or_default() += 1;
            }
        }
        journal.last = journal.last.max(Some((batch.source, batch.last)));
        match &mut kept {
            Some(kept) => kept.note(&journal, &mut sinks),
            None => sinks[0].show(),
        }
    })?;
    #[cfg(feature = "parquet")]
    if let Some(writer) = writer {
        sinks[0].write(&writer.finish()?)?;
    }
    sinks.into_iter().try_for_each(Sink::finish)?;
    if let Some(kept) = kept {
        kept.end();
    }
    console.note(&counts(&journal, &done));
    Ok(done)
}

/// Where each sort of record goes; the claims come first.
fn outputs(options: &Options) -> Result<Vec<(Option<&Path>, Part)>, Stop> {
    let claims = options.format.of_records();
    let format = claims.unwrap_or(RecordFormat::Jsonl);
    let mut outputs = vec![(options.output.as_deref(), Part::Claims(claims))];
    let more = [
        ("--doubts", &options.doubts, Part::Doubts(options.doubts.as_deref().and_then(format_of).unwrap_or(format))),
        ("--texts", &options.texts, Part::Texts),
    ];
    for (option, path, part) in more {
        let Some(path) = path.as_deref() else { continue };
        if path.as_os_str() == "-" {
            let what = format!("standard output holds records only: give {option} the name of a file");
            return Err(Stop::Usage(what));
        }
        if outputs.iter().any(|(other, _)| *other == Some(path)) {
            return Err(Stop::Usage(format!("{option} names the file of another output: give each its own")));
        }
        outputs.push((Some(path), part));
    }
    if options.resume && claims.is_none() {
        return Err(Stop::Usage(
            "a Parquet file cannot go on where it was cut off: say --format jsonl or csv".to_owned(),
        ));
    }
    if options.resume && options.output.as_ref().is_none_or(|path| path.as_os_str() == "-") {
        return Err(Stop::Usage("--resume needs a file that can go on: say --output FILE".to_owned()));
    }
    Ok(outputs)
}

/// What a run is of, in words: only the same run goes on where it stopped.
fn named(options: &Options) -> Result<String, Stop> {
    let (inputs, format) = (options.input.named()?, options.format);
    let outputs = [&options.output, &options.doubts, &options.texts];
    Ok(format!("{} {inputs} {format:?} {outputs:?}", env!("CARGO_PKG_VERSION")))
}

impl Part {
    /// What the output begins with.
    fn header(self) -> Vec<u8> {
        match self {
            Part::Claims(format) => format.map_or_else(Vec::new, header::<Claim>),
            Part::Doubts(format) => header::<Doubt>(format),
            Part::Texts => Vec::new(),
        }
    }

    /// The records of one report.
    fn rows(self, article: &Article, read: &Extraction) -> Vec<u8> {
        match self {
            Part::Claims(format) => format.map_or_else(Vec::new, |format| rows(format, &read.claims)),
            Part::Doubts(format) => rows(format, &read.doubts),
            Part::Texts => {
                let mut line = serde_json::to_vec(article).expect("an article has no value that JSON lacks");
                line.push(b'\n');
                line
            }
        }
    }
}

fn counts(journal: &Journal, done: &Done) -> String {
    let codes = &journal.doubts;
    let mut text = format!("{}, {}", count(journal.claims, "claim"), count(codes.values().sum(), "doubt"));
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
