//! From a folder of articles to a table of turnover, and back to the words behind a figure.
//!
//! ```text
//! cargo run --example 03_turnover
//! ```

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tradeflow::polars::prelude::{ExplodeOptions, IntoLazy, col, lit};
use tradeflow::{Article, Claim, Extractor, Grain, article, cell, ledger, report, table};

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// The example; it writes to `out` so that a test can hold it to what it writes.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    // The library opens no file: the caller reads bytes, and `article` makes articles of one format from them.
    let articles = articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample"))?;

    // One reader serves any number of articles, on any number of threads.
    let extractor = Extractor::english();
    let claims: Vec<Claim> = articles.iter().flat_map(|article| extractor.read(article).claims).collect();
    writeln!(out, "{} articles, {} claims\n", articles.len(), claims.len())?;

    // The ledger is the claims as one polars frame: a row for each claim, a column for each field. From here on
    // everything is lazy, and any polars expression may be mixed in.
    let ledger = ledger::frame(&claims)?.lazy();

    // Turnover by year, one row for each statistic. Different sides, statuses and currencies are rows of their own.
    let turnover = table::turnover(ledger.clone(), Grain::Year)?.filter(col("pair").eq(lit("CHN-RUS"))).collect()?;
    let shown = ["pair", "reporter", "side", "period", "status", "unit", "value", "bound_kind", "n_reports", "origin"];
    out.write_all(&report::table_csv(&turnover.select(shown)?)?)?;

    // One column a year. What nobody stated is empty, never 0.
    writeln!(out)?;
    let years = table::wide(table::turnover(ledger.clone(), Grain::Year)?.filter(col("pair").eq(lit("CHN-RUS"))))?;
    out.write_all(&report::table_csv(&years)?)?;

    // Every cell names the claims behind it, and each claim has its words.
    writeln!(out)?;
    let is_reported = col("origin").eq(lit("reported")).and(col("status").eq(lit("actual")));
    let each = ExplodeOptions { empty_as_null: false, keep_nulls: false };
    let ids = turnover.lazy().filter(is_reported).select([col("claim_ids").explode(each)]).collect()?;
    for id in ids.column("claim_ids")?.str()?.iter().flatten() {
        let is_it = |claim: &&Claim| format!("{}:{}-{}", claim.doc, claim.start, claim.end) == id;
        let claim = claims.iter().find(is_it).ok_or("a cell's claims are those of its ledger")?;
        writeln!(out, "{id}: '{}', says {}", claim.quote, claim.source.as_deref().unwrap_or("nobody by name"))?;
    }

    // And every claim that entered no table has its reason.
    writeln!(out)?;
    out.write_all(&report::table_csv(&cell::coverage(ledger)?.collect()?)?)?;
    Ok(())
}

/// The articles of a folder, file by file in order of name.
fn articles(folder: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    let mut articles = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("md") => articles.push(article::from_text(&name, &text)?),
            Some("jsonl") => {
                for line in article::from_json_lines(&name, &text) {
                    articles.push(line?);
                }
            }
            _ => {}
        }
    }
    Ok(articles)
}
