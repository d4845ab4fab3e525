//! What tables are made from: the claims and doubts of articles, and claims that `extract` wrote.

use crate::args::InputArgs;
use crate::articles::Readable;
use crate::console::Console;
use crate::input::unreadable;
use crate::output::Stop;
use crate::run::{self, Done};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use tradeflow::article::{Article, from_json_line};
use tradeflow::claim::{Claim, Doubt, Extraction};
use tradeflow::error::Error;
use tradeflow::lexicon::Lexicon;
use tradeflow::limits::ARTICLE_BYTES;
use tradeflow::mention::scan::Scan;
use tradeflow::report::{Corrected, Corrections, Input, claims_from_csv};

/// Everything that the inputs give.
pub struct Figures {
    pub claims: Vec<Claim>,
    pub doubts: Vec<Doubt>,
    /// The sentence of each claim by the claim's id, where it was asked for and the report is there.
    pub sentences: BTreeMap<String, String>,
    /// What was corrected.
    pub corrections: Vec<Corrected>,
    /// What each input gave.
    pub inputs: Vec<Input>,
    pub done: Done,
}

/// What a user knows better.
#[derive(Debug, clap::Args)]
pub struct CorrectionArgs {
    /// Corrections of claims, made before any table: a CSV file with claim,field,value,reason
    ///
    /// The claim is its claim_id, field the name of a column of claims.csv, value what it is (empty for missing). A report
    /// has corrections.csv, with what stood there before.
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
}

impl CorrectionArgs {
    fn read(&self) -> Result<Corrections, Stop> {
        let Some(path) = &self.corrections else { return Ok(Corrections::default()) };
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|err| Stop::Write(unreadable(&name, &err).to_string()))?;
        Corrections::from_csv(&name, &text).map_err(|err| Stop::Write(err.to_string()))
    }
}

/// Reads every claim and doubt of the inputs, with the sentence of each claim where that is asked for.
pub fn read(
    args: &InputArgs,
    corrections: &CorrectionArgs,
    with_sentences: bool,
    console: &mut Console,
) -> Result<Figures, Stop> {
    let corrections = corrections.read()?;
    let extractor = args.extractor()?;
    let work = move |record: Record| match record {
        Record::Article(article) => {
            let read = extractor.read(&article);
            let sentences =
                if with_sentences { sentences(&article, &read.claims, extractor.lexicon()) } else { Vec::new() };
            (1, read, sentences)
        }
        Record::Claim(claim) => (0, Extraction { claims: vec![*claim], doubts: Vec::new() }, Vec::new()),
    };
    let (mut claims, mut doubts, mut counts) = (Vec::new(), Vec::new(), Vec::<[usize; 3]>::new());
    let mut sentences = BTreeMap::new();
    let done = run::records(args, console, None, work, |batch| {
        let source = batch.source as usize;
        counts.resize(counts.len().max(source + 1), [0; 3]);
        for (articles, read, more) in batch.answers {
            sentences.extend(more);
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
    let corrections = corrections.apply(&mut claims).map_err(|err| Stop::Write(err.to_string()))?;
    for Corrected { correction, .. } in corrections.iter().filter(|one| one.before.is_none()) {
        console.warn(&format!("no claim '{}' to correct: claim_id of claims.csv is its name", correction.claim));
    }
    Ok(Figures { claims, doubts, sentences, corrections, inputs, done })
}

/// The sentence of each claim, by the claim's id.
fn sentences(article: &Article, claims: &[Claim], lexicon: &Lexicon) -> Vec<(String, String)> {
    if claims.is_empty() {
        return Vec::new();
    }
    let readable = &article.text[..article.text.floor_char_boundary(ARTICLE_BYTES)];
    let scan = Scan::new(readable, lexicon);
    let spans = scan.sentences.iter().map(|sentence| scan.span(sentence.tokens.start, sentence.tokens.end));
    let spans: Vec<_> = spans.collect();
    let sentence = |claim: &Claim| {
        let at = spans.partition_point(|span| span.end <= claim.start);
        let words = spans.get(at)?.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        Some((format!("{}:{}-{}", claim.doc, claim.start, claim.end), words))
    };
    claims.iter().filter_map(sentence).collect()
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

    #[cfg(feature = "parquet")]
    fn from_claim(_: &str, claim: Claim) -> Result<Record, Error> {
        Ok(Record::Claim(Box::new(claim)))
    }

    fn id(&self) -> Option<&str> {
        match self {
            Record::Article(article) => Some(&article.id),
            Record::Claim(_) => None,
        }
    }
}
