//! One article: what is claimed in it, and which words say so.
//!
//! ```text
//! cargo run --no-default-features --example 02_one_article
//! ```
//!
//! Reading needs no polars: a program that only reads depends on this crate with `default-features = false`.

use std::error::Error;
use std::io::{self, Write};
use tradeflow::{Article, Extractor, Place, Span};

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

/// The example; it writes to `out` so that a test can hold it to what it writes.
pub fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    // An article is a text and what is known about it. Only the text has to be there. The day of publication is what
    // 'last year' is measured from, and the home country is whose '$' and 'the country' are meant.
    let article = Article {
        id: "caspian-1".into(),
        title: Some("Azerbaijan's trade with Russia up 17.5% in 2023".into()),
        published: Some("2024-01-23".parse()?),
        home: Place::from_code("AZE"),
        text: "Trade turnover between Azerbaijan and Russia amounted to $4.36 billion last year, the State Customs \
               Committee said on Tuesday. This is 17.5% more than in 2022. The two sides want to bring it to over \
               $10 billion by 2030."
            .into(),
        ..Article::default()
    };

    // Reading never fails. It gives claims, and doubts about what was seen and could not be settled.
    let read = Extractor::english().read(&article);

    for claim in &read.claims {
        // A claim is one figure in base units (dollars, not billions), exact, with the interval that its words allow:
        // a rounded '$4.36 billion' is anything from 4.355 to 4.365.
        writeln!(out, "{}: {} {}", claim.quote, claim.amount(), claim.unit)?;
        let end = |end: Option<_>| end.map_or("open".to_owned(), |end| format!("{end}"));
        writeln!(out, "  between {} and {}", end(claim.low), end(claim.high))?;

        // What it measures, for whom, when, and how firmly it is stated.
        let code = |place: Option<Place>| place.map_or("?", Place::code);
        let period = claim.period.map_or("no period".to_owned(), |period| period.label());
        let parties = format!("{}-{}", code(claim.reporter), code(claim.partner));
        writeln!(out, "  {} {} {parties} {period} {}", claim.kind, claim.measure, claim.status)?;

        // Every role says which words settled it and how far from the figure they stand.
        for evidence in &claim.evidence {
            let words = Span::new(evidence.start, evidence.end).of(&article.text);
            writeln!(out, "    {}: '{words}' ({})", evidence.role.name(), evidence.reach.name())?;
        }
    }

    for doubt in &read.doubts {
        writeln!(out, "doubt about '{}': {}", doubt.quote, doubt.reason)?;
    }

    // Claims are plain records: as JSON they go anywhere and come back equal.
    let json = serde_json::to_string(&read.claims)?;
    let back: Vec<tradeflow::Claim> = serde_json::from_str(&json)?;
    writeln!(out, "{} of {} claims came back equal", back.len(), read.claims.len())?;
    assert_eq!(back, read.claims);
    Ok(())
}
