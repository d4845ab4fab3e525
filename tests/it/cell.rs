//! Claims to cells.

use crate::claims::claim;
use polars::prelude::*;
use serde::Deserialize;
use tradeflow::{cell, ledger};

#[derive(Deserialize)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    claims: Vec<String>,
    cells: Vec<String>,
}

#[test]
fn suite() {
    let suite: Suite = toml::from_str(include_str!("../suite/cell.toml")).unwrap();
    let mut wrong = String::new();
    for case in suite.case {
        let claims: Vec<_> = case.claims.iter().map(|words| claim(words)).collect();
        let found = lines(&cell::cells(ledger::frame(&claims).unwrap().lazy()).unwrap());
        if found != case.cells {
            wrong += &format!("{}\n  expected {:#?}\n  found {found:#?}\n", case.name, case.cells);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// One line a cell: key, value, interval, counts (reports/witnesses/claims), how it came about, conflict.
fn lines(cells: &LazyFrame) -> Vec<String> {
    let text = |name: &str| col(name).cast(DataType::String).fill_null(lit("-"));
    let amount = |name: &str| {
        let digits = col(name).cast(DataType::String);
        digits.str().strip_chars_end(lit("0")).str().strip_chars_end(lit(".")).fill_null(lit("-"))
    };
    let parties = when(col("reporter").is_null()).then(col("pair")).otherwise(concat_str(
        [col("reporter"), col("partner")],
        ">",
        true,
    ));
    let key = ["measure", "period", "unit", "status", "commodity", "side"].map(text);
    let line = concat_str(
        [
            concat_str([vec![parties], key.to_vec()].concat(), " ", false),
            lit(" = "),
            amount("value"),
            lit(" "),
            text("bound_kind"),
            lit(" "),
            concat_str(["value_low", "value_high"].map(amount), "..", false),
            lit(" "),
            concat_str(["n_reports", "n_witnesses", "n_claims"].map(text), "/", false),
            lit(" "),
            col("method"),
            when(col("agree")).then(lit("")).otherwise(concat_str([lit(" | "), text("conflict")], "", false)),
        ],
        "",
        false,
    );
    let lines = cells.clone().select([line.alias("line")]).sort(["line"], SortMultipleOptions::default());
    let lines = lines.collect().unwrap();
    let lines = lines.column("line").unwrap().str().unwrap();
    lines.iter().map(|line| line.unwrap().to_owned()).collect()
}
