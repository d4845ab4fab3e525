//! How fast reports are read, beside a bare pass over the same words in the same run: `cargo bench --bench reading`.
//!
//! Reads `data/sample`, or the plain text files that are named after `--`. Seconds differ between machines, the ratio
//! hardly does: compare ratios.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tradeflow::{Article, Extractor};

/// Passes over the texts; the fastest counts, which is the one that other programs disturbed least.
const PASSES: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let articles = articles()?;
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let extractor = Extractor::english();
    let reading = fastest(|| articles.iter().map(|article| extractor.read(article).claims.len()).sum());
    let words = fastest(|| articles.iter().map(|article| article.text.split_whitespace().count()).sum());
    println!("{bytes} bytes in {} texts", articles.len());
    println!("reading {reading:?}, splitting into words {words:?}");
    println!("ratio {:.1}", reading.as_secs_f64() / words.as_secs_f64());
    Ok(())
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
        articles.push(Article::from_plain(&path.to_string_lossy(), &std::fs::read_to_string(&path)?));
    }
    Ok(articles)
}

fn fastest(mut pass: impl FnMut() -> usize) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        black_box(pass());
        start.elapsed()
    };
    (0..PASSES).map(timed).min().unwrap_or_default()
}
