//! The laws of `laws.rs`, on text that is made up of what reports are made of, and of anything else.

use crate::laws;
use proptest::collection::vec;
use proptest::prelude::*;
use tradeflow::article::Article;

/// Pieces that mean something to reading, and some that should mean nothing.
const PIECES: [&str; 48] = [
    "exports",
    "imports",
    "turnover",
    "trade",
    "deficit",
    "rose",
    "fell",
    "by",
    "to",
    "from",
    "between",
    "and",
    "of",
    "Azerbaijan",
    "Russia's",
    "China",
    "the EU",
    "Georgia",
    "$",
    "€",
    "£",
    "US$",
    "1.5",
    "4,360",
    "2023",
    "3-4",
    "½",
    "0",
    "999999999999999999999999",
    "billion",
    "mln",
    "bn",
    "per cent",
    "%",
    "tonnes",
    "TEU",
    "barrels a day",
    "last year",
    "in January-March",
    "fiscal year 2023-24",
    "about",
    "more than",
    ".",
    ",",
    "\n\n",
    "(",
    "\u{202e}",
    "’",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    let gap = prop_oneof![6 => Just(" "), 1 => Just(""), 1 => Just("\n"), 1 => Just("-")];
    vec((piece, gap), 0..60).prop_map(|parts| parts.into_iter().map(|(piece, gap)| piece + gap).collect::<String>())
}

#[test]
fn an_apostrophe_before_any_letter() {
    for text in ["l'été", "'é", "Exports to the Côte d'Été rose to $3 million."] {
        laws::mentions(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn mentions_stand_in_the_text(text in text()) {
        laws::mentions(&text);
    }

    #[test]
    fn claims_stand_in_the_text_and_come_back(text in text(), title in text(), day in prop::option::of(0..90_000_i32)) {
        let day = day.map(|day| jiff::civil::date(1850, 1, 1).saturating_add(jiff::Span::new().days(day)));
        let article = Article { published: day, title: Some(title), ..Article::from_plain("=1,\"a\"\n", &text) };
        laws::claims(&article);
    }

    #[test]
    fn a_report_is_read_or_named(text in "(---\n)?(\\PC{0,12}:? ?\\PC{0,12}\n){0,5}(---\n)?") {
        laws::report(&text);
    }

    #[test]
    fn a_claim_of_json_comes_back(number in "-?[0-9]{1,30}(\\.[0-9]{1,30})?(e-?[0-9]{1,3})?", word in "\\PC{0,8}") {
        let claim = serde_json::json!({
            "doc": word, "start": 0, "end": 1, "quote": word, "value": 0, "qualifier": "exact", "unit": "USD",
            "kind": "level", "measure": "trade", "status": "actual", "precision": 1, "fingerprint": "", "evidence": [],
        });
        laws::claim_json(&claim.to_string().replace("\"value\":0", &format!("\"value\":{number}")));
    }
}

proptest! {
    // Each case copies every word.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn words_are_taken_or_named(
        file in prop::sample::select(&["unit", "currency", "place", "cue", "goods", "outlet", "verb"][..]),
        table in prop::sample::select(&["unit", "place", "outlet", "measure", "status", "currency"][..]),
        key in prop::sample::select(&["id", "name", "forms", "home", "value", "code"][..]),
        value in "\\PC{0,8}",
    ) {
        laws::words(&format!("own/{file}.toml"), &format!("[[{table}]]\n{key} = {value:?}\nforms = [{value:?}]\n"));
    }
}
