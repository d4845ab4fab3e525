//! Reports: the files of a folder.

use crate::claims::{any_claim, claim};
use polars::prelude::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use tradeflow::claim::{Claim, Doubt, DoubtCode};
use tradeflow::mention::MentionRecord;
use tradeflow::report::{self, Column, Input, Options, Record, ReportFile};
use tradeflow::table::{self, Grain};
use tradeflow::{cell, ledger};

fn doubt(doc: &str, start: usize, quote: &str) -> Doubt {
    let reason = "no reporter, no partner".to_owned();
    Doubt { doc: doc.into(), code: DoubtCode::Parties, start, end: start + quote.len(), quote: quote.into(), reason }
}

fn small() -> Vec<Claim> {
    [
        "4.4bn doc=a at=10 published=2024-08-20",
        ">=4bn doc=b at=20",
        "4.36bn doc=b at=90",
        "3.7bn doc=a at=40 period=2022",
        "3.9bn doc=b at=70 period=2022 published=2024-09-01",
        "1.2bn doc=c at=1 measure=exports side=AZE commodity==1+1",
        "3.1bn doc=c at=9 measure=imports side=AZE commodity==1+1",
        "3..4 doc=a at=99 measure=freight unit=TEU",
        "10bn doc=a at=70 status=target period=2030",
        "17.5 doc=a at=80 kind=change unit=%",
    ]
    .map(claim)
    .to_vec()
}

fn named(files: &[ReportFile], name: &str) -> String {
    let file = files.iter().find(|file| file.name == name).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

#[test]
fn a_small_report() {
    let options = Options {
        program: "tradeflow".into(),
        version: "1.2.3".into(),
        inputs: vec![Input { name: "news.jsonl".into(), articles: 3, claims: 10, doubts: 1, unread: 0 }],
        options: [("grain".to_owned(), "year".to_owned())].into(),
        grain: Grain::Year,
        ..Options::default()
    };
    let files = report::files(&small(), &[doubt("a", 4, "$4.4bn")], &options).unwrap();
    let all: Vec<String> = files.iter().map(|file| format!("== {}\n{}", file.name, named(&files, file.name))).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_report_of_nothing_has_its_headers() {
    let files = report::files(&[], &[], &Options::default()).unwrap();
    for file in &files[..10] {
        assert_eq!(named(&files, file.name).lines().count(), 1, "{}", file.name);
    }
}

#[test]
fn the_dictionary_names_every_column_of_every_table() {
    let schema = cell::schema();
    let names: Vec<_> = schema.iter_names().map(|name| name.as_str()).collect();
    assert_eq!(report::TABLE.map(|column| column.name).to_vec(), names);
    assert_eq!(report::WIDE.map(|column| column.name), table::INDEX);
    let entries = cell::entries(ledger::frame(&[]).unwrap().lazy()).unwrap().collect().unwrap();
    assert!(report::ENTRY[1..].iter().all(|column| entries.column(column.name).is_ok()));
    let names = |columns: &[Column]| columns.iter().map(|column| column.name).collect::<Vec<_>>();
    assert_eq!(names(&report::CLAIM), Claim::COLUMNS);
    assert_eq!(names(&report::DOUBT), Doubt::COLUMNS);
    assert_eq!(names(&report::MENTION), MentionRecord::COLUMNS);
    let all = [
        &report::TABLE[..],
        &report::WIDE,
        &report::ENTRY,
        &report::CLAIM,
        &report::DOUBT,
        &report::MENTION,
        &report::CONVERSION,
        &report::PARTNERS,
        &report::INDICATORS,
        &report::CONCENTRATION,
        &report::SIDES,
        &report::DISPUTES,
        &report::REVISIONS,
    ];
    for Column { name, kind, meaning, unit } in all.concat() {
        assert!(!name.is_empty() && !meaning.is_empty());
        assert!(report::TYPES.iter().any(|(name, _)| *name == kind), "{kind}");
        assert_eq!(unit.is_empty(), !["integer", "decimal", "ratio"].contains(&kind), "{name}");
    }
}

#[test]
fn ids_of_cells_are_ids_of_claims() {
    let files = report::files(&small(), &[], &Options::default()).unwrap();
    let column = |file: &str, name: &str| -> BTreeSet<String> {
        let text = named(&files, file);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let at = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
        reader.records().flat_map(|row| row.unwrap()[at].split(';').map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let claims = column("claims.csv", "claim_id");
    for file in ["turnover.csv", "flows.csv", "freight.csv"] {
        let behind = column(file, "claim_ids");
        assert!(!behind.is_empty() && behind.is_subset(&claims), "{file}");
    }
}

#[test]
fn a_table_of_foreign_types_is_refused() {
    let table = df!["share" => [0.5f32]].unwrap();
    let error = report::table_csv(&table).unwrap_err();
    assert!(error.is_table() && error.to_string().starts_with("column 'share' is f32"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn order_changes_no_byte((claims, mixed) in proptest::collection::vec(any_claim(), 0..40)
        .prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())))
    {
        let doubts = [doubt("a", 4, "$4.4bn"), doubt("b", 4, "$4.4bn")];
        let files = report::files(&claims, &doubts, &Options::default()).unwrap();
        let doubts = [doubts[1].clone(), doubts[0].clone()];
        prop_assert!(files == report::files(&mixed, &doubts, &Options::default()).unwrap());
    }
}
