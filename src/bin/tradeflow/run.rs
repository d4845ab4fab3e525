//! The way that every command goes: sources, pieces, records, work on each, answers in order.

use crate::args::InputArgs;
use crate::articles::{At, Ids, Parsed, Readable, parse};
use crate::console::{Console, count};
use crate::encoding::ReadAs;
use crate::input::{self, Reading};
use crate::output::Stop;
use crate::pieces::{Piece, Pieces};
use crate::pool;
use std::collections::BTreeSet;
use std::sync::Arc;
use tradeflow::article::Article;
use tradeflow::error::Error;

/// How it went.
#[derive(Debug, Default)]
pub struct Done {
    /// Reports that were read.
    pub reports: usize,
    /// Inputs that could not be read; each was named.
    pub failed: usize,
    /// Files of folders that are no reports.
    pub passed_over: usize,
    /// Records of web archives that are no pages.
    pub other_records: usize,
    /// Each source by its name, with how much of it could not be read.
    pub sources: Vec<(Arc<str>, usize)>,
}

/// Does `work` on every article of the inputs, several at a time, and gives the answers to `take`, some at a time, in
/// the order of the articles. What cannot be read is named on the console and passed over.
pub fn articles<T: Send + 'static>(
    args: &InputArgs,
    console: &mut Console,
    work: impl Fn(&Article) -> T + Send + Sync + 'static,
    mut take: impl FnMut(Vec<T>) -> Result<(), Stop>,
) -> Result<Done, Stop> {
    records(args, console, None, move |article: Article| work(&article), |batch| take(batch.answers))
}

/// Some answers, in order.
pub struct Batch<T> {
    /// The number of their source, counted from 0.
    pub source: u32,
    /// Where the last record that was read of it stands.
    pub last: At,
    pub answers: Vec<T>,
}

/// The same of records of any kind, but for those up to the place `after`: they are read and not worked on.
pub fn records<R: Readable, T: Send + 'static>(
    args: &InputArgs,
    console: &mut Console,
    after: Option<(u32, At)>,
    work: impl Fn(R) -> T + Send + Sync + 'static,
    mut take: impl FnMut(Batch<T>) -> Result<(), Stop>,
) -> Result<Done, Stop> {
    let sources = input::find(args)?;
    let reading = Arc::new(args.reading(R::CLAIMS));
    let names: Vec<Arc<str>> = sources.list.iter().map(|source| source.name.as_str().into()).collect();
    let mut ids = Ids::new(names.clone());
    let mut done = Done {
        reports: 0,
        failed: 0,
        passed_over: sources.passed_over,
        other_records: 0,
        sources: names.into_iter().map(|name| (name, 0)).collect(),
    };
    // Each encoding of a source is told once.
    let mut told = BTreeSet::new();
    console.expect(sources.bytes);
    let pieces = Pieces::new(sources.list, Arc::clone(&reading));
    let read = move |piece| read(&piece, &reading, after, &work);
    let result = pool::ordered(args.jobs(), pieces, read, |read| {
        let mut answers = Vec::with_capacity(read.answers.len());
        let last = read.answers.last().map_or(At::Whole, |answer| answer.at);
        let before = done.reports;
        for Answer { at, answer, read_as } in read.answers {
            if let Some(read_as) = read_as
                && told.insert((read.source, read_as.encoding.name()))
            {
                console.warn(&format!("{}: {}", at.of(&done.sources[read.source as usize].0), read_as.note()));
            }
            // Ids are checked here, where the articles pass in order, so that the first is the first whatever the jobs.
            let own = |(id, answer): (Option<String>, Option<T>)| match id {
                Some(id) => ids.add(&id, read.source, at).map(|()| (1, answer)),
                None => Ok((0, answer)),
            };
            match answer.and_then(own) {
                Ok((reports, answer)) => {
                    done.reports += reports;
                    answers.extend(answer);
                }
                Err(err) => {
                    done.failed += 1;
                    done.sources[read.source as usize].1 += 1;
                    console.error(err);
                }
            }
        }
        done.other_records += read.passed_over;
        console.advance(read.bytes, done.reports - before);
        take(Batch { source: read.source, last, answers })
    });
    console.end();
    result.map(|()| done)
}

/// What was made of a piece.
struct Read<T> {
    source: u32,
    bytes: u64,
    passed_over: usize,
    answers: Vec<Answer<T>>,
}

/// What the work on a record gave, if there was any, with the id of an article, or what kept it from being read.
struct Answer<T> {
    at: At,
    answer: Result<(Option<String>, Option<T>), Error>,
    read_as: Option<ReadAs>,
}

fn read<R: Readable, T>(piece: &Piece, reading: &Reading, after: Option<(u32, At)>, work: impl Fn(R) -> T) -> Read<T> {
    let answer = |Parsed { at, record, read_as }: Parsed<R>| {
        let is_done = after.is_some_and(|after| (piece.source, at) <= after);
        let answer = record.map(|record| {
            let id = record.id().map(str::to_owned);
            (id, (!is_done).then(|| work(record)))
        });
        Answer { at, answer, read_as }
    };
    let answers = parse(piece, reading).into_iter().map(answer).collect();
    Read { source: piece.source, bytes: piece.bytes, passed_over: piece.content.passed_over(), answers }
}

impl Done {
    /// The end of the line of counts: what was read and what was not.
    pub fn counts(&self) -> String {
        let mut text = count(self.reports, "report");
        if self.failed > 0 {
            text += &format!(", {} not read", self.failed);
        }
        if self.passed_over > 0 {
            text += &format!(", {} passed over (not {})", count(self.passed_over, "file"), input::ENDINGS.join(" "));
        }
        if self.other_records > 0 {
            text += &format!(", {} of archives passed over (no pages)", count(self.other_records, "record"));
        }
        text
    }
}
