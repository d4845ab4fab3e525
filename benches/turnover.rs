//! How fast a table of turnover is made of claims, beside a bare grouping of the same ledger by the same key in the same
//! run: `cargo bench --bench turnover`, or with `--profile dev` where an optimised polars is too long to wait for.
//!
//! The bare grouping takes the lowest and highest bound, the first value, the number of claims and the sources of each
//! key: what any table of such a ledger has to do. The table does that, and settles figures, counts witnesses, derives
//! what follows and sorts. The number of claims may be named after `--`.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tradeflow::polars::prelude::*;
use tradeflow::value::amount::Qualifier;
use tradeflow::value::flow::{Kind, Status};
use tradeflow::value::period::Period;
use tradeflow::{Claim, Grain, Measure, Place, cell, ledger, table};

/// The fastest pass counts, which is the one that other programs disturbed least.
const PASSES: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let number = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(200_000);
    let claims: Vec<Claim> = (0..number).map(claim).collect();
    let ledger = ledger::frame(&claims)?;
    drop(claims);
    let rows = table::turnover(ledger.clone().lazy(), Grain::Year)?.collect()?.height();
    // In turns, so that what else the machine does disturbs both alike.
    let (mut of_cells, mut bare) = (Duration::MAX, Duration::MAX);
    for _ in 0..PASSES {
        of_cells =
            of_cells.min(timed(|| table::turnover(ledger.clone().lazy(), Grain::Year)?.collect().map_err(Into::into))?);
        bare = bare.min(timed(|| grouped(ledger.clone().lazy()).collect().map_err(Into::into))?);
    }
    println!("{number} claims, {rows} rows of turnover, the fastest of {PASSES} passes");
    println!("table {:.3} s, bare grouping {:.3} s", of_cells.as_secs_f64(), bare.as_secs_f64());
    println!("ratio {:.2}", of_cells.as_secs_f64() / bare.as_secs_f64());
    Ok(())
}

fn grouped(ledger: LazyFrame) -> LazyFrame {
    ledger
        .group_by(cell::KEY.map(col))
        .agg([
            col("low").max(),
            col("high").min(),
            col("value").first(),
            len().alias("n_claims"),
            col("doc").unique().sort(SortOptions::default()).alias("source_ids"),
        ])
        .sort(cell::KEY, SortMultipleOptions::default())
}

/// Claims as a year of news has them: a few thousand pairs and periods, several reports of each, some that disagree.
fn claim(number: usize) -> Claim {
    let places: Vec<Place> = ["AZE", "RUS", "TUR", "KAZ", "GEO", "ARM", "CHN", "IND", "IRN", "UZB", "DEU", "ITA"]
        .into_iter()
        .filter_map(Place::from_code)
        .collect();
    // A multiplicative sequence: spread out, and the same in every run.
    let drawn = |of: usize, at: usize| (number.wrapping_mul(2_654_435_761).wrapping_add(at * 97) >> 7) % of;
    let from = drawn(places.len(), 1);
    let to = (from + 1 + drawn(places.len() - 1, 2)) % places.len();
    let year = 2000 + drawn(25, 3) as i16;
    let period = match drawn(4, 4) {
        0 => Period::months(year, 1, 6),
        1 => Period::months(year, 1, 7),
        _ => Period::year(year),
    };
    let measure = [Measure::Trade, Measure::Trade, Measure::Exports, Measure::Imports][drawn(4, 5)];
    let unit = if drawn(5, 6) == 0 { "RUB" } else { "USD" };
    // Reports of one statistic agree but for every twentieth, and round in their own way.
    let key = (from * 13 + to) * 31 + usize::from(year.unsigned_abs()) + 7 * drawn(4, 4).min(2);
    let digits = (1000 + key * 7919 % 9000 + if drawn(20, 7) == 0 { 500 } else { 0 }) as i64;
    let step = [1_000_000, 10_000_000, 100_000_000][drawn(3, 12)];
    let level = (digits * 1_000_000 + step / 2) / step * step;
    Claim {
        doc: format!("report-{}", number / 3),
        start: 40 * (number % 3),
        end: 40 * (number % 3) + 12,
        quote: "4.4 billion".to_owned(),
        value: level.into(),
        value_hi: None,
        qualifier: [Qualifier::Exact, Qualifier::Exact, Qualifier::Approx, Qualifier::AtLeast][drawn(4, 8)],
        unit: unit.parse().expect("a currency"),
        kind: Kind::Level,
        measure,
        reporter: Some(places[from]),
        partner: Some(places[to]),
        commodity: None,
        period,
        per: None,
        status: if drawn(10, 9) == 0 { Status::Target } else { Status::Actual },
        low: None,
        high: None,
        precision: step.into(),
        period_kind: None,
        source: (drawn(3, 10) == 0).then(|| "the State Customs Committee".to_owned()),
        side: (drawn(2, 11) == 0).then(|| places[from]),
        published: None,
        outlet: None,
        url: None,
        fingerprint: tradeflow::article::fingerprint([format!("text {}", number / 4).as_str()].into_iter()),
        evidence: Vec::new(),
    }
}

fn timed(pass: impl FnOnce() -> Result<DataFrame, Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    black_box(pass()?);
    Ok(start.elapsed())
}
