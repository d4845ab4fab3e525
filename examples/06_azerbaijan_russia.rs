//! One pair over the years: official figures while there are any, then what reports say, and a year filled from growth.
//!
//! ```text
//! cargo run --example 06_azerbaijan_russia
//! ```
//!
//! Russia publishes no trade by partner since 2022, and the official years of this example end in 2020. What reports
//! state goes on, in figures of one side or the other, and a growth rate says what the year before was.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tradeflow::compare::{self, Layout};
use tradeflow::polars::prelude::{IntoLazy, col, lit};
use tradeflow::table::Filter;
use tradeflow::{Article, Claim, Extractor, Grain, Measure, Place, article, ledger, report, table};

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// The example; it writes to `out` so that a test can hold it to what it writes.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let (aze, rus) = (place("AZE")?, place("RUS")?);
    let extractor = Extractor::english();
    let reports = articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample"))?;
    let claims: Vec<Claim> = reports.iter().flat_map(|article| extractor.read(article).claims).collect();

    // The official years, from both sides: exports and imports give the turnover that each of them counts.
    let columns = "reporter=reporter,partner=partner,period=year,exports=exports_musd,imports=imports_musd";
    let layout = Layout { scale: 1_000_000.into(), ..Layout::of_columns(columns)? };
    let official = compare::official("06_official.csv", include_str!("06_official.csv"), &layout)?;
    let trade = official.figures.clone().lazy().filter(col("measure").eq(lit(Measure::Trade.name())));
    writeln!(out, "official turnover, as each side counts it")?;
    let shown = trade.select(["period", "reporter", "unit", "value"].map(col)).collect()?;
    out.write_all(&report::table_csv(&shown)?)?;

    // What reports say of the years after. A filter is plain data; the same can be had by polars expressions.
    let filter = Filter { pairs: vec![(aze, rus)], grain: Grain::Year, ..Filter::default() };
    let turnover = filter.rows(table::turnover(ledger::frame(&claims)?.lazy(), Grain::Year)?).collect()?.lazy();
    let columns = ["period", "side", "status", "unit", "value", "value_low", "value_high", "bound_kind", "conflict"];
    writeln!(out, "\nturnover in reports")?;
    let derived = col("origin").eq(lit("derived"));
    out.write_all(&report::table_csv(
        &turnover.clone().filter(derived.clone().not()).select(columns.map(col)).collect()?,
    )?)?;

    // A year before that follows from growth: 4.36 after a rise of 17.5% comes from 4.36 / 1.175. Both figures have to be
    // of one report, since the other side's level under this growth would be nobody's statistic. The interval is as wide
    // as both roundings allow. That it is not what Moscow says of 2022 is no error: no side is named, and there are two.
    writeln!(out, "\nthe year before, from growth")?;
    let columns = ["period", "unit", "value", "value_low", "value_high", "method", "claim_ids"];
    out.write_all(&report::table_csv(&turnover.filter(derived).select(columns.map(col)).collect()?)?)?;
    Ok(())
}

fn place(code: &str) -> Result<Place, String> {
    Place::from_code(code).ok_or_else(|| format!("{code} is no place"))
}

/// The articles of a folder, file by file in order of name.
fn articles(folder: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    let mut articles = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        articles.push(article::from_text(&name, &fs::read_to_string(file)?)?);
    }
    Ok(articles)
}
