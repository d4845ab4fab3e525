//! Ledgers to tables.

use crate::claims::claim;
use polars::prelude::*;
use tradeflow::table::{self, Grain};
use tradeflow::{cell, ledger};

fn ledger(claims: &[&str]) -> LazyFrame {
    ledger::frame(&claims.iter().map(|words| claim(words)).collect::<Vec<_>>()).unwrap().lazy()
}

const MANY: [&str; 12] = [
    "4.4bn period=2023",
    "3.7bn period=2022",
    "2.1bn period=2023-01-01/2023-06-30",
    "1.1bn period=2023-01-01/2023-03-31",
    "0.4bn period=2023-01-01/2023-01-31",
    "1.7bn period=2023-01-01/2023-05-31",
    "10bn status=target period=2030",
    "40bn partner=WLD",
    "1.2bn measure=exports side=AZE",
    "3.1bn measure=imports side=AZE",
    "15 measure=freight unit=t",
    "2 measure=freight unit=TEU",
];

fn column(table: &DataFrame, name: &str) -> Vec<String> {
    let text = table.clone().lazy().select([col(name).cast(DataType::String)]).collect().unwrap();
    text.column(name).unwrap().str().unwrap().iter().map(|cell| cell.unwrap_or("-").to_owned()).collect()
}

#[test]
fn each_grain_shows_its_periods_and_all_shows_every_one() {
    let periods = |grain: Grain| column(&table::turnover(ledger(&MANY), grain).unwrap().collect().unwrap(), "period");
    assert_eq!(periods(Grain::Year), ["2022", "2023", "2030", "2023"]);
    assert_eq!(periods(Grain::Half), ["2023-S1"]);
    assert_eq!(periods(Grain::Quarter), ["2023-Q1"]);
    assert_eq!(periods(Grain::Month), ["2023-01"]);
    assert_eq!(periods(Grain::All).len(), 8);
    for grain in Grain::ALL {
        assert_eq!(Grain::from_name(grain.name()), Some(grain));
    }
    assert_eq!(Grain::from_name("week"), None);
}

#[test]
fn turnover_has_pairs_and_flows_have_the_world() {
    let turnover = table::turnover(ledger(&MANY), Grain::Year).unwrap().collect().unwrap();
    assert_eq!(column(&turnover, "pair"), ["AZE-RUS"; 4]);
    assert_eq!(column(&turnover, "reporter"), ["-", "-", "-", "AZE"]);
    assert_eq!(column(&turnover, "origin"), ["reported", "reported", "reported", "derived"]);
    let flows = table::flows(ledger(&MANY), Grain::Year).unwrap().collect().unwrap();
    assert_eq!(column(&flows, "measure"), ["trade", "balance", "exports", "imports"]);
    assert_eq!(column(&flows, "pair"), ["-", "AZE-RUS", "AZE-RUS", "AZE-RUS"]);
    assert_eq!(column(&flows, "partner"), ["WLD", "RUS", "RUS", "RUS"]);
    let balances = table::balances(ledger(&MANY), Grain::Year).unwrap().collect().unwrap();
    assert_eq!(column(&balances, "value"), ["-1900000000.000000"]);
    let freight = table::freight(ledger(&MANY), Grain::All).unwrap().collect().unwrap();
    assert_eq!(column(&freight, "unit"), ["TEU", "t"]);
    for table in [turnover, flows, balances, freight] {
        assert_eq!(**table.schema(), cell::schema());
    }
}

#[test]
fn a_wide_table_has_a_column_a_period_and_empty_is_never_0() {
    let wide = table::turnover_wide(ledger(&MANY), Grain::Year).unwrap();
    let names: Vec<_> = wide.get_column_names().iter().map(|name| name.to_string()).collect();
    assert_eq!(names, [&table::INDEX[..], &["2022", "2023", "2030"]].concat());
    assert_eq!(column(&wide, "status"), ["actual", "target", "actual"]);
    assert_eq!(column(&wide, "side"), ["-", "-", "AZE"]);
    assert_eq!(column(&wide, "2022"), ["3700000000.000000", "-", "-"]);
    assert_eq!(column(&wide, "2023"), ["4400000000.000000", "-", "4300000000.000000"]);
    assert_eq!(column(&wide, "2030"), ["-", "10000000000.000000", "-"]);
}

#[test]
fn a_wide_table_of_nothing_has_its_index() {
    let wide = table::turnover_wide(ledger(&["4bn kind=change"]), Grain::Year).unwrap();
    assert_eq!((wide.height(), wide.width()), (0, table::INDEX.len()));
}

#[test]
fn a_wide_table_orders_periods_of_every_kind_by_time() {
    let wide = table::turnover_wide(ledger(&MANY[..6]), Grain::All).unwrap();
    let names: Vec<_> = wide.get_column_names()[table::INDEX.len()..].iter().map(|name| name.to_string()).collect();
    assert_eq!(names, ["2022", "2023-01", "2023-Q1", "2023-01-01/2023-05-31", "2023-S1", "2023"]);
}

#[test]
fn a_table_of_one_grain_is_that_part_of_all() {
    let all = table::turnover(ledger(&MANY), Grain::All).unwrap().filter(col("period_kind").eq(lit("year")));
    let year = table::turnover(ledger(&MANY), Grain::Year).unwrap();
    assert!(all.collect().unwrap().equals_missing(&year.collect().unwrap()));
}
