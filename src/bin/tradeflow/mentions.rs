//! `tradeflow mentions`: every quantity, period, place and cue of reports.

use crate::args::{InputArgs, RecordArgs};
use crate::console::{Console, count, sorts};
use crate::extract::{header, rows};
use crate::output::{Sink, Stop};
use crate::run::{self, Done};
use clap::ValueEnum;
use std::collections::BTreeMap;
use std::io::{IsTerminal, stdout};
use tradeflow::mention::{MentionKind, MentionRecord};

/// Write every quantity, period, place and cue that reports mention, one a line
///
/// Each has the report's id, its type, the bytes where it stands and its words; quantities have their value and unit
/// too. Every quantity is there, of trade or not: what `extract` makes claims of stands among them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  echo 'Exports rose to $5.15 billion in 2023' | tradeflow mentions
  tradeflow mentions --type quantity,period --format csv -o mentions.csv reports/")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    records: RecordArgs,

    /// Only mentions of these types; several are joined by commas
    #[arg(long = "type", value_enum, value_name = "TYPE", value_delimiter = ',')]
    types: Vec<Type>,
}

/// The types of mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Type {
    /// A figure with its unit
    Quantity,
    /// Words that name a period
    Period,
    /// A country, group or region
    Place,
    /// A word of measure, change, status or bound
    Cue,
}

impl Type {
    /// The type of a mention.
    pub fn of(mention: &MentionRecord) -> Type {
        match mention.kind {
            MentionKind::Quantity => Type::Quantity,
            MentionKind::Period => Type::Period,
            MentionKind::Place => Type::Place,
            MentionKind::Cue => Type::Cue,
        }
    }

    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Type::Quantity => "quantity",
            Type::Period => "period",
            Type::Place => "place",
            Type::Cue => "cue",
        }
    }
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    let format = options.records.format;
    let output = options.records.output.as_deref();
    let mut sink = Sink::open(output)?;
    sink.write(&header::<MentionRecord>(format))?;

    let extractor = options.input.extractor()?;
    let types = options.types.clone();
    let work = move |article: &_| {
        let mut mentions = extractor.mentions(article);
        mentions.retain(|mention| types.is_empty() || types.contains(&Type::of(mention)));
        (rows(format, &mentions), mentions.iter().map(Type::of).collect::<Vec<_>>())
    };
    let mut console = Console::new(options.input.quiet, output.is_some() || !stdout().is_terminal());
    let mut counts = BTreeMap::<Type, usize>::new();
    let done = run::articles(&options.input, &mut console, work, |answers| {
        for (rows, types) in answers {
            sink.write(&rows)?;
            for one in types {
                *counts.entry(one).or_default() += 1;
            }
        }
        sink.show()
    })?;
    sink.finish()?;
    let mut text = count(counts.values().sum(), "mention");
    if !counts.is_empty() {
        text += &format!(" ({})", sorts(counts.iter().map(|(one, number)| (one.name(), *number))));
    }
    console.note(&format!("{text} from {}", done.counts()));
    Ok(done)
}
