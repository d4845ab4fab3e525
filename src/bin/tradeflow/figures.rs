//! What tables are made from: the claims and doubts of articles, and claims that `extract` wrote.

use crate::args::InputArgs;
use crate::articles::Readable;
use crate::console::Console;
use crate::output::Stop;
use crate::run::{self, Done};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::sync::Arc;
use tradeflow::article::{Article, from_json_line};
use tradeflow::claim::{Claim, Doubt, Extraction};
use tradeflow::error::Error;
use tradeflow::report::{Input, claims_from_csv};

/// Everything that the inputs give.
pub struct Figures {
    pub claims: Vec<Claim>,
    pub doubts: Vec<Doubt>,
    /// What each input gave.
    pub inputs: Vec<Input>,
    pub done: Done,
}

/// Reads every claim and doubt of the inputs.
pub fn read(args: &InputArgs, console: &mut Console) -> Result<Figures, Stop> {
    let extractor = args.extractor()?;
    let work = move |record: Record| match record {
        Record::Article(article) => (1, extractor.read(&article)),
        Record::Claim(claim) => (0, Extraction { claims: vec![*claim], doubts: Vec::new() }),
    };
    let (mut claims, mut doubts, mut counts) = (Vec::new(), Vec::new(), Vec::<[usize; 3]>::new());
    let done = run::records(args, console, None, work, |batch| {
        let source = batch.source as usize;
        counts.resize(counts.len().max(source + 1), [0; 3]);
        for (articles, read) in batch.answers {
            let given = [articles, read.claims.len(), read.doubts.len()];
            counts[source].iter_mut().zip(given).for_each(|(sum, more)| *sum += more);
            claims.extend(read.claims);
            doubts.extend(read.doubts);
        }
        Ok(())
    })?;
    counts.resize(done.sources.len(), [0; 3]);
    let input = |(source, [articles, claims, doubts]): (&(Arc<str>, usize), [usize; 3])| {
        let (name, unread) = source;
        Input { name: name.to_string(), articles, claims, doubts, unread: *unread }
    };
    let inputs = done.sources.iter().zip(counts).map(input).collect();
    Ok(Figures { claims, doubts, inputs, done })
}

/// An article, or a claim that was made of one before.
enum Record {
    Article(Article),
    Claim(Box<Claim>),
}

impl From<Article> for Record {
    fn from(article: Article) -> Record {
        Record::Article(article)
    }
}

impl Readable for Record {
    const CLAIMS: bool = true;

    fn from_line(name: &str, number: usize, line: &str) -> Result<Record, Error> {
        /// What only claims have.
        #[derive(Deserialize)]
        struct Marks {
            quote: Option<IgnoredAny>,
            value: Option<IgnoredAny>,
        }
        match serde_json::from_str(line) {
            Ok(Marks { quote: Some(_), value: Some(_) }) => {
                let claim = serde_json::from_str(line).map_err(|err| {
                    let text = err.to_string();
                    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
                    Error::input(name, Some(number), format!("{what}; no claim as `tradeflow extract` writes it"))
                })?;
                Ok(Record::Claim(Box::new(claim)))
            }
            _ => from_json_line(name, number, line).map(Record::Article),
        }
    }

    fn from_claims(name: &str, bytes: &[u8]) -> Vec<Result<Record, Error>> {
        let record = |claim: Claim| Record::Claim(Box::new(claim));
        claims_from_csv(name, bytes).map(|claim| claim.map(record)).collect()
    }

    fn id(&self) -> Option<&str> {
        match self {
            Record::Article(article) => Some(&article.id),
            Record::Claim(_) => None,
        }
    }
}
