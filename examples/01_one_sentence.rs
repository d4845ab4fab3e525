//! One sentence: the figure in it, and what it is a figure of.
//!
//! ```text
//! cargo run --no-default-features --example 01_one_sentence
//! ```

use std::error::Error;
use std::io::{self, Write};
use tradeflow::{Article, Extractor, Place};

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// The example; it writes to `out` so that a test can hold it to what it writes.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let sentence = "Kazakhstan's exports of wheat to Uzbekistan fell to about 2.4 million tonnes in 2023.";
    let read = Extractor::english().read(&Article::from_plain("note", sentence));

    for claim in &read.claims {
        let code = |place: Option<Place>| place.map_or("?", Place::code);
        // The words of the figure, and where they stand: bytes of the sentence.
        writeln!(out, "words      {} ({} to {})", claim.quote, claim.start, claim.end)?;
        // Base units: tonnes, not millions of them. 'About' is kept: it is no exact figure.
        writeln!(out, "figure     {} {} ({})", claim.value, claim.unit, claim.qualifier)?;
        writeln!(out, "measure    {} of {}", claim.measure, claim.commodity.as_deref().unwrap_or("all goods"))?;
        writeln!(out, "parties    {} to {}", code(claim.reporter), code(claim.partner))?;
        writeln!(out, "period     {}", claim.period.map_or("none".to_owned(), |period| period.label()))?;
        writeln!(out, "firmness   {}", claim.status)?;
    }

    // A sentence that leaves something open gives a doubt beside the claim: here nothing says who sold.
    let open = Extractor::english().read(&Article::from_plain("note", "Exports rose to $5 billion."));
    for doubt in &open.doubts {
        writeln!(out, "doubt      {} about '{}': {}", doubt.code.name(), doubt.quote, doubt.reason)?;
    }
    Ok(())
}
