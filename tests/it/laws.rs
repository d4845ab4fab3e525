//! What holds of any input whatever. Property tests try it here, and `fuzz/` looks for inputs where it does not hold.

use tradeflow::article::{Article, from_json_line, from_text};
use tradeflow::claim::{Claim, Extractor};
use tradeflow::lexicon::Lexicon;
use tradeflow::report::{claims_from_csv, csv_header, csv_rows, json_lines};

/// Every mention stands in the text under its own words, in order.
pub fn mentions(text: &str) {
    let article = Article::from_plain("a", text);
    let mut before = 0;
    for mention in Extractor::english().mentions(&article) {
        assert_eq!(text.get(mention.start..mention.end), Some(mention.quote.as_str()), "{mention:?}");
        assert!(!mention.quote.is_empty() && mention.start >= before, "{mention:?}");
        before = mention.start;
    }
}

/// Reading ends with claims that point into the text, hold their figure and come back equal from JSON and CSV.
pub fn claims(article: &Article) {
    let text = &article.text;
    let read = Extractor::english().read(article);
    for claim in &read.claims {
        assert_eq!(text.get(claim.start..claim.end), Some(claim.quote.as_str()), "{claim:?}");
        assert!(claim.low.is_none_or(|low| low <= claim.value), "{claim:?}");
        assert!(claim.high.is_none_or(|high| high >= claim.value_hi.unwrap_or(claim.value)), "{claim:?}");
        for evidence in &claim.evidence {
            assert!(text.get(evidence.start..evidence.end).is_some(), "{evidence:?}");
        }
    }
    for doubt in &read.doubts {
        assert!(text.get(doubt.start..doubt.end).is_some_and(|words| words.starts_with(&doubt.quote)), "{doubt:?}");
    }
    let mut lines = Vec::new();
    json_lines(&read.claims, &mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let again: Vec<Claim> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(again, read.claims);
    let mut csv = Vec::new();
    csv_header::<Claim>(&mut csv).unwrap();
    csv_rows(&read.claims, &mut csv).unwrap();
    let again: Vec<Claim> = claims_from_csv("a.csv", &csv[..]).map(Result::unwrap).collect();
    assert_eq!(again, read.claims);
}

/// A report as text or as a line of JSON gives an article or an error that names its file.
pub fn report(text: &str) {
    for article in [from_text("a.md", text), from_json_line("a.jsonl", 1, text)] {
        match article {
            Ok(article) => claims(&article),
            Err(err) => assert!(err.is_input() && err.to_string().starts_with("a."), "{err}"),
        }
    }
}

/// A claim that is read from JSON is written so that it is read as the same.
pub fn claim_json(text: &str) {
    if let Ok(claim) = serde_json::from_str::<Claim>(text) {
        let written = serde_json::to_string(&claim).unwrap();
        assert_eq!(serde_json::from_str::<Claim>(&written).unwrap(), claim, "{written}");
    }
    for claim in claims_from_csv("a.csv", text.as_bytes()) {
        assert!(claim.is_ok() || claim.is_err_and(|err| err.to_string().starts_with("a.csv")));
    }
}

/// Words of a user are laid over the built-in ones, or the error names file and line.
pub fn words(name: &str, text: &str) {
    if let Err(err) = Lexicon::english().clone().lay_over(&[(name.to_owned(), text.to_owned())]) {
        let at = err.to_string();
        let line =
            at.strip_prefix(name).and_then(|rest| rest.strip_prefix(':')).and_then(|rest| rest.split(':').next());
        assert!(line.is_some_and(|line| line.parse::<usize>().is_ok_and(|line| line > 0)), "{err}");
    }
}
