//! Two sources of one pair: the exporter's figure beside the importer's.
//!
//! ```text
//! cargo run --no-default-features --example 05_two_sources
//! ```
//!
//! What one country sells another is counted twice, by the customs of either. The two counts differ: in place, price and
//! day of counting. So they are set side by side and never averaged.

use rust_decimal::Decimal;
use std::error::Error;
use std::io::{self, Write};
use tradeflow::{Article, Claim, Extractor, Measure, Place};

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// The example; it writes to `out` so that a test can hold it to what it writes.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::english().with_published("2024-02-05".parse()?);
    let read = |id: &str, text: &str| extractor.read(&Article::from_plain(id, text)).claims;
    let sold = read(
        "ankara",
        "Türkiye's exports to Azerbaijan were $2.6 billion in 2023, the Turkish Statistical Institute said.",
    );
    let bought = read(
        "baku",
        "Azerbaijan imported $2.15 billion of goods from Türkiye in 2023, Azerbaijan's customs committee said.",
    );

    for claim in sold.iter().chain(&bought) {
        let code = |place: Option<Place>| place.map_or("nobody", Place::code);
        let (reporter, partner) = (code(claim.reporter), code(claim.partner));
        let source = claim.source.as_deref().unwrap_or("nobody by name");
        writeln!(out, "{} of {reporter} with {partner}: {} {}", claim.measure, claim.amount(), claim.unit)?;
        writeln!(out, "  statistics of {}, says '{source}'", code(claim.side))?;
    }

    // The two meet where one is exports, the other imports, and the parties are the other way round.
    for (exports, imports) in sold.iter().flat_map(|one| bought.iter().map(move |other| (one, other))) {
        if !mirror(exports, imports) {
            continue;
        }
        let gap = (imports.value - exports.value) / exports.value * Decimal::ONE_HUNDRED;
        writeln!(out, "the importer's count is {}% from the exporter's", gap.round_dp(1))?;
        // Rounding alone may explain a difference: then the intervals share a point.
        let (low, high) = (exports.low.max(imports.low), exports.high.min(imports.high));
        let explained = low.zip(high).is_some_and(|(low, high)| low <= high);
        writeln!(out, "rounding {} it", if explained { "explains" } else { "does not explain" })?;
    }
    Ok(())
}

/// Whether two claims are the two counts of one flow.
fn mirror(exports: &Claim, imports: &Claim) -> bool {
    exports.measure == Measure::Exports
        && imports.measure == Measure::Imports
        && (exports.reporter, exports.partner) == (imports.partner, imports.reporter)
        && (exports.period, exports.unit) == (imports.period, imports.unit)
}
