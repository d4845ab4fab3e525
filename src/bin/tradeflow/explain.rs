//! `tradeflow explain`: the words of reports and what was made of them, for a person who asks why.

use crate::args::InputArgs;
use crate::console::Console;
use crate::layout::{Palette, plain, tagged};
use crate::output::{Sink, Stop};
use crate::run::{self, Done};
use std::fmt::Write;
use std::io::{IsTerminal, stdout};
use tradeflow::article::Article;
use tradeflow::claim::{Claim, Contender, Decision, Doubt, Evidence, Extractor, Reach, Role};
use tradeflow::limits::ARTICLE_BYTES;
use tradeflow::mention::MentionKind;
use tradeflow::mention::scan::Scan;
use tradeflow::span::Span;

/// Most readings that are shown of those that lost.
const READINGS: usize = 3;

/// Show the sentences of reports that hold figures, what was made of each, and which words settled it
///
/// First comes the country that the report is taken to be about, and the other side of its trade if that is one, with the
/// odds of both. Under each line stand tags for the quantities, periods, places and cues that were seen in it; under each sentence its
/// claims, with the words that settled each role and how far from the figure they stand (clause, sentence, earlier,
/// heading, document, or default where nothing says it), and its doubts with their reasons.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tradeflow explain report.txt
  tradeflow explain --published 2024-08-20 report.txt | less
  tradeflow explain --readings report.txt
  echo 'Exports rose to $5.15 billion in 2023' | tradeflow explain")]
pub struct Options {
    #[command(flatten)]
    input: InputArgs,

    /// Show the readings of each role that lost too: their words, and how far behind they were
    ///
    /// A role goes to the reading with the highest sum of weighted features (DESIGN.md). A point more is e times the odds.
    #[arg(long)]
    readings: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Done, Stop> {
    let extractor = options.input.extractor()?;
    let palette = if has_colours() { Palette::coloured() } else { Palette::default() };
    let mut sink = Sink::open(None)?;
    let mut console = Console::new(options.input.quiet, false);
    let readings = options.readings;
    let work = move |article: &_| explain(article, &extractor, readings, &palette);
    let done = run::articles(&options.input, &mut console, work, |answers| {
        for answer in answers {
            sink.write(answer.as_bytes())?;
        }
        sink.show()
    })?;
    sink.finish()?;
    if done.failed + done.passed_over > 0 {
        console.note(&done.counts());
    }
    Ok(done)
}

/// Colours are for terminals, and for those who do not decline them (no-color.org).
fn has_colours() -> bool {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    stdout().is_terminal() && !declined && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

fn explain(article: &Article, extractor: &Extractor, readings: bool, palette: &Palette) -> String {
    let readable = &article.text[..article.text.floor_char_boundary(ARTICLE_BYTES)];
    let scan = Scan::new(readable, extractor.lexicon());
    let mentions = extractor.mentions(article);
    let (mut read, mut decisions) = extractor.read_with_decisions(article);
    read.doubts.sort_by_key(|doubt| doubt.start);
    let mut out = heading(article, palette);
    if !read.claims.is_empty() {
        out += &about(&decisions, palette);
    }
    if !readings {
        decisions.clear();
    }
    let explained = Explained { article, claims: &read.claims, decisions: &decisions, palette };
    let (mut number, mut told) = (0, 0);
    for sentence in &scan.sentences {
        let span = scan.span(sentence.tokens.start, sentence.tokens.end);
        let mentions = within(&mentions, span, |mention| mention.start);
        let claims = within(&read.claims, span, |claim| claim.start);
        if claims.is_empty() && !mentions.iter().any(|mention| mention.kind == MentionKind::Quantity) {
            continue;
        }
        // Doubts about what stands between the sentences that are shown come before the next one.
        let doubts = &read.doubts[told..];
        let before = doubts.partition_point(|doubt| doubt.start < span.start);
        let here = doubts.partition_point(|doubt| doubt.start < span.end);
        explained.doubts(&mut out, &doubts[..before]);
        out.push('\n');
        out += &tagged(&article.text, span, mentions, palette);
        for _ in claims {
            out += &explained.block(number);
            number += 1;
        }
        explained.doubts(&mut out, &doubts[before..here]);
        told += here;
    }
    explained.doubts(&mut out, &read.doubts[told..]);
    if out.lines().count() == 1 {
        out.push_str("\nno figures\n");
    }
    out.push('\n');
    out
}

fn heading(article: &Article, palette: &Palette) -> String {
    let head = palette.head;
    let mut out = format!("{head}=== {}{head:#}", plain(&article.id));
    if let Some(day) = article.published {
        // Writing to a string does not fail.
        let _ = write!(out, "  {day}");
    }
    if let Some(title) = &article.title {
        let _ = write!(out, "  {}", plain(title));
    }
    out.push('\n');
    out
}

/// Which country the report is taken to be about, and with which its trade is told; with the odds of both.
fn about(decisions: &[Decision], palette: &Palette) -> String {
    let taken = |role: Role| {
        let decision = decisions.iter().find(|decision| decision.role == role)?;
        let taken = &decision.contenders[decision.taken];
        let all: f32 = decision.contenders.iter().map(|one| (one.score - taken.score).exp()).sum();
        Some((plain(&taken.value), 100.0 / all))
    };
    let Some((main, odds)) = taken(Role::Main) else { return String::new() };
    let faint = palette.faint;
    let with = match taken(Role::Mate) {
        Some((mate, odds)) if !mate.is_empty() => format!(" with {mate} {faint}({odds:.0}%){faint:#}"),
        _ => String::new(),
    };
    format!("taken to be about {main} {faint}({odds:.0}%){faint:#}{with}\n")
}

/// An article that was read, for what is said of its claims.
struct Explained<'a> {
    article: &'a Article,
    claims: &'a [Claim],
    decisions: &'a [Decision],
    palette: &'a Palette,
}

impl Explained<'_> {
    /// A claim in a line, and a line for each role that words settled.
    fn block(&self, number: usize) -> String {
        let (claim, faint) = (&self.claims[number], self.palette.faint);
        let mut out = line(number + 1, claim, self.palette);
        for evidence in &claim.evidence {
            let words = match self.words(evidence.start, evidence.end) {
                words if !words.is_empty() => format!("'{words}'"),
                _ => self.earlier(number, evidence).unwrap_or_else(|| "no words".to_owned()),
            };
            let _ =
                writeln!(out, "      {:<10} {words} {faint}({}){faint:#}", evidence.role.name(), evidence.reach.name());
            self.lost(&mut out, claim, evidence.role);
        }
        out
    }

    /// Doubts, each with the number of the claim that it is about.
    fn doubts(&self, out: &mut String, doubts: &[Doubt]) {
        for doubt in doubts {
            let (style, code) = (self.palette.doubt, doubt.code.name());
            let about = self.claims.iter().position(|claim| (claim.start, claim.end) == (doubt.start, doubt.end));
            let number = about.map_or(String::new(), |at| format!(" [{}]", at + 1));
            let (quote, reason) = (plain(&doubt.quote), plain(&doubt.reason));
            let _ = writeln!(out, "  {style}doubt: {code}{style:#}{number} '{quote}': {reason}");
        }
    }

    fn words(&self, start: usize, end: usize) -> String {
        plain(Span::new(start, end).of(&self.article.text))
    }

    /// Where a role was taken over from what stands before: the words that settled it for the nearest claim that has the
    /// same there.
    fn earlier(&self, number: usize, evidence: &Evidence) -> Option<String> {
        if evidence.reach == Reach::Default {
            return None;
        }
        let value = |claim: &Claim| serde_json::to_value(claim).ok()?.get(evidence.role.name()).cloned();
        let own = value(&self.claims[number])?;
        let before =
            self.claims[..number].iter().enumerate().rev().filter(|(_, claim)| value(claim).as_ref() == Some(&own));
        before.flat_map(|(at, claim)| claim.evidence.iter().map(move |other| (at, other))).find_map(|(at, other)| {
            let words = self.words(other.start, other.end);
            let settled = other.role == evidence.role && !words.is_empty();
            settled.then(|| format!("as in [{}], '{words}'", at + 1))
        })
    }

    /// The readings of a role that lost, the nearest first.
    fn lost(&self, out: &mut String, claim: &Claim, role: Role) {
        let figure = Span::new(claim.start, claim.end);
        let Some(decision) = self.decisions.iter().find(|one| one.figure == figure && one.role == role) else { return };
        let taken = &decision.contenders[decision.taken];
        let mut others: Vec<&Contender> = decision.contenders.iter().filter(|one| one.value != taken.value).collect();
        others.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut told: Vec<&str> = Vec::new();
        let faint = self.palette.faint;
        for other in others {
            if told.len() == READINGS || told.contains(&other.value.as_str()) {
                continue;
            }
            told.push(&other.value);
            let value = if other.value.is_empty() { "none" } else { &other.value };
            let words = match self.words(other.words.start, other.words.end) {
                words if words.is_empty() => String::new(),
                words => format!(" '{words}'"),
            };
            // Several readings of one value speak for it together.
            let apart = match taken.score - other.score {
                behind if behind < 0.0 => format!("{:.1} ahead, but outweighed by others together", -behind),
                behind => format!("{behind:.1} behind"),
            };
            let _ =
                writeln!(out, "        {faint}not {}{words} ({}), {apart}{faint:#}", plain(value), other.reach.name());
        }
    }
}

/// A claim in a line.
fn line(number: usize, claim: &Claim, palette: &Palette) -> String {
    let head = palette.head;
    let upper = claim.value_hi.map(|value| format!("..{}", value.normalize())).unwrap_or_default();
    let value = claim.value.normalize();
    let mut out = format!(
        "  {head}[{number}] {} = {value}{upper} {}{head:#} {} {} {}",
        plain(&claim.quote),
        claim.unit,
        claim.qualifier,
        claim.kind,
        claim.measure,
    );
    if let Some(goods) = &claim.commodity {
        let _ = write!(out, " of {}", plain(goods));
    }
    let code = |place: Option<_>| place.map_or("?", tradeflow::value::place::Place::code);
    let _ = write!(out, " {}-{}", code(claim.reporter), code(claim.partner));
    let _ = match (claim.period, claim.per) {
        (Some(period), None) => write!(out, " {period}"),
        (Some(period), Some(per)) => write!(out, " {period} per {per}"),
        (None, Some(per)) => write!(out, " per {per}"),
        (None, None) => write!(out, " no period"),
    };
    if let Some(basis) = claim.basis {
        let _ = write!(out, " {basis}");
    }
    let _ = writeln!(out, " {}", claim.status);
    out
}

/// Those of a list, in order of appearance, that begin in a span.
fn within<T>(all: &[T], span: Span, start: impl Fn(&T) -> usize) -> &[T] {
    let from = all.partition_point(|one| start(one) < span.start);
    let to = all.partition_point(|one| start(one) < span.end);
    &all[from..to]
}
