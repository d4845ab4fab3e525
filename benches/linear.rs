//! Whether work grows with length and no faster, on texts made to be slow: `cargo bench --bench linear`.
//!
//! Each text is read at one and at two megabytes; twice the length may take little more than twice the time. With a
//! name and a size after `--` only that text is read, once: for counting instructions.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::hint::black_box;
use std::time::Instant;
use tradeflow::{Article, Extractor};

const MEGABYTE: usize = 1_000_000;

/// What a text repeats.
const TEXTS: [(&str, &str); 12] = [
    ("digits", "7"),
    ("numbers", "7 "),
    ("scales", "million "),
    ("signs", "$"),
    ("places", "Azerbaijan "),
    ("sentence", "exports to Germany rose 5% to $3 million and "),
    ("figures", "$3 million "),
    ("tonnes", "5 million tonnes of wheat, "),
    ("brackets", "("),
    ("closing", "(a) "),
    ("commas", ","),
    ("years", "2023 "),
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let extractor = Extractor::english();
    if let [name, size] = &words[..] {
        let (Some((_, unit)), Ok(size)) = (TEXTS.iter().find(|(own, _)| own == name), size.parse()) else {
            println!("name one of the texts and a size in bytes");
            return;
        };
        println!("{} claims", extractor.read(&article(unit, size)).claims.len());
        return;
    }
    for (name, unit) in TEXTS {
        let time = |bytes: usize| {
            let article = article(unit, bytes);
            let start = Instant::now();
            black_box(extractor.read(&article).claims.len());
            start.elapsed().as_secs_f64()
        };
        let (one, two) = (time(MEGABYTE), time(2 * MEGABYTE));
        println!("{name:9} one megabyte {one:.3} s, two {two:.3} s, ratio {:.2}", two / one);
    }
}

fn article(unit: &str, bytes: usize) -> Article {
    Article { id: "slow".into(), lang: Some("en".into()), text: unit.repeat(bytes / unit.len()), ..Article::default() }
}
