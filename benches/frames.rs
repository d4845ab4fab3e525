//! How long claims take to a frame and a frame to a table, each beside a bare task of the same size in the same run:
//! `cargo bench --bench frames`, with the number of claims after `--`.
//!
//! A frame stands beside the same claims as JSON lines; a table of flows beside a bare group-by of polars with the same
//! keys that takes the first figure of each group. `cargo bench` optimises polars, which takes long to build;
//! `cargo bench --profile dev --bench frames` does not.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;
use tradeflow::polars::prelude::{IntoLazy, LazyFrame, col, len};
use tradeflow::{Article, Claim, Extractor, Grain, Period, Place, cell, ledger, report, table};

const CLAIMS: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let argument = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let claims = claims(argument.unwrap_or(CLAIMS))?;
    let (frame_time, frame) = timed(|| ledger::frame(&claims))?;
    let mut lines = Vec::new();
    let (json_time, ()) = timed(|| report::json_lines(&claims, &mut lines))?;
    println!("{} claims to a frame {frame_time:.3} s, to JSON lines {json_time:.3} s", claims.len());
    println!("ratio {:.2}", frame_time / json_time);

    let flows = |ledger: LazyFrame| table::flows(ledger, Grain::All)?.collect().map_err(Box::<dyn Error>::from);
    let (table_time, table) = timed(|| flows(frame.clone().lazy()))?;
    let bare = frame.lazy().group_by(cell::KEY.map(col)).agg([col("value").first(), len()]);
    let (bare_time, groups) = timed(|| bare.collect())?;
    println!(
        "frame to {} rows of flows {table_time:.3} s, bare group-by to {} rows {bare_time:.3} s",
        table.height(),
        groups.height()
    );
    println!("ratio {:.2}", table_time / bare_time);
    Ok(())
}

fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(f64, T), E> {
    let start = Instant::now();
    let done = black_box(work()?);
    Ok((start.elapsed().as_secs_f64(), done))
}

/// Claims of many pairs, years and reports, made from one that was read.
fn claims(number: usize) -> Result<Vec<Claim>, Box<dyn Error>> {
    let text = "Azerbaijan's exports to Russia were $1.2 billion in 2023, the customs committee said.";
    let read = Extractor::english().read(&Article::from_plain("a", text)).claims;
    let claim = read.first().ok_or("the sentence holds a claim")?;
    let places: Vec<Place> = Place::all().filter(|place| place.is_country()).take(60).collect();
    let make = |at: usize| {
        let (reporter, partner) = (places[at % 60], places[(at / 60) % 59]);
        let period = Period::year(2000 + i16::try_from(at / 3540 % 20).unwrap_or_default());
        let value = claim.value + rust_decimal::Decimal::from(at % 7);
        let (reporter, partner) = (Some(reporter), Some(partner));
        Claim {
            doc: format!("report-{}", at / 3),
            fingerprint: format!("{:x}", at / 3),
            reporter,
            partner,
            period,
            value,
            ..claim.clone()
        }
    };
    Ok((0..number).map(make).collect())
}
