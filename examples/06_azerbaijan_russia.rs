//! One pair over the years: official figures while there are any, then what reports say, and a year filled from growth.
//!
//! ```text
//! cargo run --example 06_azerbaijan_russia
//! ```
//!
//! Russia publishes no trade by partner since 2022, and the official years of this example end in 2020. What reports
//! state goes on, in figures of one side or the other, and a growth rate says what the year before was.

use rust_decimal::Decimal;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tradeflow::compare::{self, Layout};
use tradeflow::polars::prelude::{IntoLazy, col, lit};
use tradeflow::table::Filter;
use tradeflow::{Article, Claim, Extractor, Grain, Kind, Measure, Place, Status, Unit, article, ledger, report, table};

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
    let turnover = table::turnover(filter.claims(ledger::frame(&claims)?.lazy())?, Grain::Year)?;
    writeln!(out, "\nturnover in reports")?;
    let columns = ["period", "side", "status", "unit", "value", "value_low", "value_high", "bound_kind", "conflict"];
    out.write_all(&report::table_csv(&filter.rows(turnover).select(columns.map(col)).collect()?)?)?;

    // A year before that follows from growth: 4.36 after a rise of 17.5% comes from 4.36 / 1.175. Both figures have to be
    // of one report, since the other side's level under this growth would be nobody's statistic. The interval is as wide
    // as both roundings allow.
    writeln!(out, "\nthe year before, from growth")?;
    writeln!(out, "period,unit,value,value_low,value_high,level,growth")?;
    let is_trade = |claim: &&Claim| {
        let parties = [claim.reporter, claim.partner];
        let of_pair = parties.contains(&Some(aze)) && parties.contains(&Some(rus));
        of_pair && claim.measure == Measure::Trade && claim.status == Status::Actual && claim.commodity.is_none()
    };
    for growth in
        claims.iter().filter(is_trade).filter(|claim| claim.kind == Kind::Change && claim.unit == Unit::Percent)
    {
        let Some(level) = level_of(growth, claims.iter().filter(is_trade)) else { continue };
        let Some(before) = growth.period.and_then(|period| period.shift_years(-1)) else { continue };
        let (Some(low), Some(high)) = (level.low, level.high) else { continue };
        let (Some(least), Some(most)) = (growth.low, growth.high) else { continue };
        let factor = |percent: Decimal| Decimal::ONE + percent / Decimal::ONE_HUNDRED;
        let (value, low, high) = (level.value / factor(growth.value), low / factor(most), high / factor(least));
        let [value, low, high] = [value, low, high].map(|amount| amount.round());
        let words = |claim: &Claim| format!("{}:{}-{}", claim.doc, claim.start, claim.end);
        let (label, unit) = (before.label(), level.unit);
        writeln!(out, "{label},{unit},{value},{low},{high},{},{}", words(level), words(growth))?;
    }
    Ok(())
}

/// The level that a growth rate belongs to: of the same report and period, the nearest to it in the text.
fn level_of<'a>(growth: &Claim, claims: impl Iterator<Item = &'a Claim>) -> Option<&'a Claim> {
    claims
        .filter(|claim| claim.kind == Kind::Level && claim.unit.is_money())
        .filter(|claim| (&claim.doc, claim.period) == (&growth.doc, growth.period))
        .min_by_key(|claim| claim.start.abs_diff(growth.start))
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
