//! How fast a table of turnover is made of claims, beside a bare grouping of the same ledger by the same key in the same
//! run: `cargo bench --bench turnover`, or with `--profile dev` where an optimised polars is too long to wait for.
//!
//! The bare grouping is one `group_by` of polars with the aggregates that are columns of the table: the interval, the
//! first value, the number of claims and of texts, and the lists of articles and of claims, in order. It settles nothing.
//! The table does all that, settles figures, counts witnesses, derives what follows, and sorts. Beside it stand the table
//! without the search for shortened copies, the table without any step that derives cells, and a grouping with the list
//! of articles only. After `--` may stand the number of claims, and `many` for a ledger with ten times as many cells.

#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tradeflow::polars::prelude::*;
use tradeflow::value::amount::Qualifier;
use tradeflow::value::flow::{Kind, Status};
use tradeflow::value::period::Period;
use tradeflow::{Claim, Grain, Measure, Place, cell, ledger, table};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The fastest pass counts, which is the one that other programs disturbed least.
const PASSES: usize = 3;

/// So many claims are in memory at once, besides the ledger.
const PIECE: usize = 500_000;

type Way<'a> = &'a dyn Fn() -> Result<DataFrame, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = words.iter().find_map(|word| word.parse().ok()).unwrap_or(200_000);
    let many = words.iter().any(|word| word == "many");
    let ledger = ledger_of(number, many)?;
    let cells = |steps: cell::Steps| {
        let cells = cell::cells_by(ledger.clone().lazy(), &steps)?;
        Ok(table::of_cells(Grain::Year.rows(cells), table::Table::Turnover).collect()?)
    };
    let all = cell::Steps::default();
    let only_reported = cell::Steps::without(&["echoes", "flows", "growth", "shares", "periods"]);
    let ways: [(&str, Way); 5] = [
        ("table", &|| Ok(table::turnover(ledger.clone().lazy(), Grain::Year)?.collect()?)),
        ("table without the search for copies", &|| cells(cell::Steps { echoes: false, ..all })),
        ("table of what is reported, without it", &|| cells(only_reported)),
        ("bare grouping", &|| Ok(grouped(ledger.clone().lazy(), true).collect()?)),
        ("bare grouping, articles only", &|| Ok(grouped(ledger.clone().lazy(), false).collect()?)),
    ];
    // In turns, so that what else the machine does disturbs all alike.
    let mut fastest = ways.map(|(name, _)| (name, Duration::MAX, 0));
    for _ in 0..PASSES {
        for (at, (_, way)) in ways.iter().enumerate() {
            let start = Instant::now();
            let rows = black_box(way()?).height();
            fastest[at] = (fastest[at].0, fastest[at].1.min(start.elapsed()), rows);
        }
    }
    println!("{number} claims, the fastest of {PASSES} passes");
    let bare = fastest[3].1.as_secs_f64();
    for (name, time, rows) in fastest {
        println!("{name:38} {rows:8} rows {:8.3} s, ratio {:.2}", time.as_secs_f64(), time.as_secs_f64() / bare);
    }
    Ok(())
}

fn grouped(ledger: LazyFrame, with_claims: bool) -> LazyFrame {
    let in_order = SortOptions::default();
    let claim = concat_str([col("doc"), lit(":"), col("start"), lit("-"), col("end")], "", false);
    let mut columns = vec![
        col("period").first(),
        col("low").max(),
        col("high").min(),
        col("value").first(),
        len().alias("n_claims"),
        col("doc").unique().sort(in_order).alias("source_ids"),
    ];
    if with_claims {
        columns.push(col("fingerprint").n_unique().alias("n_witnesses"));
        columns.push(claim.unique().sort(in_order).alias("claim_ids"));
    }
    ledger.group_by(cell::KEY.map(col)).agg(columns).sort(cell::KEY, SortMultipleOptions::default())
}

fn ledger_of(number: usize, many: bool) -> Result<DataFrame, Box<dyn Error>> {
    let places: Vec<Place> = ["AZE", "RUS", "TUR", "KAZ", "GEO", "ARM", "CHN", "IND", "IRN", "UZB", "DEU", "ITA"]
        .into_iter()
        .filter_map(Place::from_code)
        .collect();
    let piece = |from: usize| {
        let claims: Vec<Claim> = (from..number.min(from + PIECE)).map(|at| claim(at, many, &places)).collect();
        ledger::frame(&claims)
    };
    let mut ledger = piece(0)?;
    for from in (PIECE..number).step_by(PIECE) {
        ledger.vstack_mut(&piece(from)?)?;
    }
    ledger.rechunk_mut();
    Ok(ledger)
}

/// Claims as a year of news has them: a few thousand pairs and periods, several reports of each, some that disagree; or
/// `many` pairs and periods, with few reports of each.
fn claim(number: usize, many: bool, places: &[Place]) -> Claim {
    // Spread out, and the same in every run. In a multiplicative sequence what is alike in one field mostly is so in the
    // others; hashes of number and field are alike in nothing.
    let drawn = |of: usize, at: usize| match many {
        true => {
            let mut hasher = DefaultHasher::new();
            (number, at).hash(&mut hasher);
            hasher.finish() as usize % of
        }
        false => (number.wrapping_mul(2_654_435_761).wrapping_add(at * 97) >> 7) % of,
    };
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
        basis: None,
        published: None,
        outlet: None,
        url: None,
        fingerprint: tradeflow::article::fingerprint([format!("text {}", number / 4).as_str()].into_iter()),
        evidence: Vec::new(),
    }
}
