//! How fast reports are read, beside a bare pass of an Aho-Corasick automaton over the same bytes in the same run:
//! `cargo bench --bench reading`.
//!
//! The automaton (DFA, leftmost-longest, without regard to ASCII case) holds every form of the lexicon and does nothing
//! but find them; what part of its speed reading keeps is the figure to compare. Reads `data/sample`, or the files that
//! are named after `--`: plain text, or reports as JSON lines (`.jsonl`).

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tradeflow::{Article, Extractor};

/// Bytes to pass over at the least, again and again where the texts are short; the fastest pass counts, which is the one
/// that other programs disturbed least.
const BYTES: usize = 60_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let articles = articles()?;
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let passes = (BYTES / bytes.max(1)).clamp(3, 200);
    let forms = forms()?;
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(&forms)?;
    let extractor = Extractor::english();
    let reading = fastest(passes, || articles.iter().map(|article| extractor.read(article).claims.len()).sum());
    let bare = fastest(passes, || articles.iter().map(|article| automaton.find_iter(&article.text).count()).sum());
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{bytes} bytes in {} texts, {} forms, the fastest of {passes} passes", articles.len(), forms.len());
    println!("reading {:.1} MB/s, bare automaton {:.1} MB/s", speed(reading), speed(bare));
    println!("ratio {:.3}", speed(reading) / speed(bare));
    Ok(())
}

/// Every form of the word files: the strings of their lists.
fn forms() -> Result<Vec<String>, Box<dyn Error>> {
    fn collect(value: &toml::Value, forms: &mut Vec<String>) {
        match value {
            toml::Value::Array(all) => all.iter().for_each(|item| match item {
                toml::Value::String(form) => forms.push(form.clone()),
                other => collect(other, forms),
            }),
            toml::Value::Table(table) => table.values().for_each(|value| collect(value, forms)),
            _ => {}
        }
    }
    let mut forms = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lang/en"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            collect(&toml::Value::Table(std::fs::read_to_string(path)?.parse()?), &mut forms);
        }
    }
    forms.sort();
    forms.dedup();
    Ok(forms)
}

fn articles() -> Result<Vec<Article>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|argument| argument != "--bench").map(PathBuf::from).collect();
    if paths.is_empty() {
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample"))? {
            paths.push(entry?.path());
        }
    }
    let mut articles = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        if path.extension() == Some("jsonl".as_ref()) {
            for line in text.lines() {
                articles.push(serde_json::from_str(line)?);
            }
        } else {
            articles.push(Article::from_plain(&name(&path), &text));
        }
    }
    Ok(articles)
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn fastest(passes: usize, mut pass: impl FnMut() -> usize) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        black_box(pass());
        start.elapsed()
    };
    (0..passes).map(timed).min().unwrap_or_default()
}
