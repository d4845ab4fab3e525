//! How long the words take to load, beside bare parsing of the same files in the same run: `cargo bench --bench startup`.
//!
//! A program that reads one sentence pays this once. What is counted is the fastest of some loads, since other programs
//! disturb the rest.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tradeflow::lexicon::Lexicon;

const LOADS: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lang/en"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            files.push(std::fs::read_to_string(path)?);
        }
    }
    let bytes: usize = files.iter().map(String::len).sum();
    // The registers of places and currencies are loaded with the first words; later loads find them there.
    let first = fastest(1, || black_box(Lexicon::load()).forms() > 0);
    let load = fastest(LOADS, || black_box(Lexicon::load()).forms() > 0);
    let bare = fastest(LOADS, || files.iter().all(|file| black_box(file.parse::<toml::Table>()).is_ok()));
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{bytes} bytes of words, the fastest of {LOADS} loads");
    println!(
        "first load {:.1} ms, load {:.1} ms, bare TOML {:.1} ms",
        milliseconds(first),
        milliseconds(load),
        milliseconds(bare)
    );
    println!("ratio {:.2}", load.as_secs_f64() / bare.as_secs_f64());
    Ok(())
}

fn fastest(times: usize, mut work: impl FnMut() -> bool) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        assert!(work(), "the built-in words load");
        start.elapsed()
    };
    (0..times).map(timed).min().unwrap_or_default()
}
