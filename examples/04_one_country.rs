//! Exports, imports and balance of one country, with its partners and with the world.
//!
//! ```text
//! cargo run --example 04_one_country
//! ```

use std::error::Error;
use std::io::{self, Write};
use tradeflow::polars::prelude::{IntoLazy, LazyFrame, col};
use tradeflow::table::Filter;
use tradeflow::{Article, Claim, Extractor, Grain, Place, ledger, report, table};

/// Three reports of one day, in a few words each.
const REPORTS: [(&str, &str); 3] = [
    (
        "customs",
        "Georgia's exports to Armenia were $780 million in 2023, Geostat said. Imports from Armenia were $310 million.",
    ),
    ("agency", "Georgia exported goods worth $700 million to Azerbaijan in 2023 and imported $640 million from there."),
    ("weekly", "Georgia's exports totalled $6.1 billion in 2023, and its imports $15.6 billion."),
];

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// The example; it writes to `out` so that a test can hold it to what it writes.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::english().with_published("2024-02-20".parse()?);
    let claims: Vec<Claim> =
        REPORTS.iter().flat_map(|(id, text)| extractor.read(&Article::from_plain(id, text)).claims).collect();

    // What is asked for is plain data.
    let georgia = Place::from_code("GEO").ok_or("GEO is a country")?;
    let filter = Filter { countries: vec![georgia], grain: Grain::Year, ..Filter::default() };
    let flows = || -> Result<LazyFrame, Box<dyn Error>> {
        let ledger = filter.claims(ledger::frame(&claims)?.lazy())?;
        Ok(filter.rows(table::flows(ledger, Grain::Year)?))
    };

    // A balance that nobody states follows from exports and imports of one side: its origin says so. Who publishes a
    // figure (`side`) is part of what it is, so the balance with a partner needs both figures from one office.
    writeln!(out, "exports, imports and balance")?;
    let columns = ["reporter", "partner", "side", "measure", "period", "unit", "value", "origin", "method"];
    out.write_all(&report::table_csv(&flows()?.select(columns.map(col)).collect()?)?)?;

    // The same as one row for each partner, with shares of the country's total.
    writeln!(out, "\npartners")?;
    let partners = table::partners(flows()?)?;
    let columns = ["country", "partner", "side", "period", "exports", "imports", "balance", "export_share"];
    out.write_all(&report::table_csv(&partners.select(columns.map(col)).collect()?)?)?;
    Ok(())
}
