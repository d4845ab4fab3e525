//! Amounts in one unit.

use crate::claims::{any_claim, claim};
use polars::prelude::*;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr;
use tradeflow::convert::{self, Factor, Rates};
use tradeflow::report::table_csv;
use tradeflow::value::currency::Currency;
use tradeflow::value::unit::Unit;
use tradeflow::{cell, ledger};

const RATES: &str = "\
month,currency,units_per_usd
2023-01,RUB,70
2023-02,RUB,80
2023-01,AZN,1.7
2022-12,RUB,65.5
";

fn rates() -> Rates {
    Rates::from_csv("rates.csv", RATES).unwrap()
}

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn shown(frame: LazyFrame, columns: &[&str]) -> Vec<String> {
    let frame = frame.select(columns.iter().copied().map(col).collect::<Vec<_>>()).collect().unwrap();
    let text = String::from_utf8(table_csv(&frame).unwrap()).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

fn ledger(claims: &[&str]) -> LazyFrame {
    ledger::frame(&claims.iter().map(|words| claim(words)).collect::<Vec<_>>()).unwrap().lazy()
}

#[test]
fn money_is_converted_at_the_average_of_the_period_and_keeps_its_original() {
    let claims = [
        "150 unit=RUB period=2023-01-01/2023-02-28",
        "140 unit=RUB period=2023-01-01/2023-01-31",
        "34 unit=AZN period=2023-01-01/2023-01-31",
        "4.4bn period=2023",
        "150 unit=RUB period=2023-02-01/2023-03-31",
        "150 unit=RUB period=",
        "15 unit=t measure=freight",
    ];
    let converted = convert::money(ledger(&claims), &rates(), currency("USD")).unwrap();
    let columns = [
        "value",
        "low",
        "high",
        "precision",
        "unit",
        "original_value",
        "original_unit",
        "rate",
        "rate_period",
        "rate_source",
        "unconverted",
    ];
    assert_eq!(
        shown(converted.clone(), &columns),
        [
            "2,1.993333,2.006667,0.013334,USD,150,RUB,75,2023-01/2023-02,rates.csv,",
            "2,1.992857,2.007143,0.014286,USD,140,RUB,70,2023-01,rates.csv,",
            "20,19.705882,20.294118,0.588236,USD,34,AZN,1.7,2023-01,rates.csv,",
            "4400000000,4350000000,4450000000,100000000,USD,,,,,,",
            "150,149.5,150.5,1,RUB,,,,,,no rate of RUB for 2023-03",
            "150,149.5,150.5,1,RUB,,,,,,no period to take a rate of RUB for",
            "15,14.5,15.5,1,t,,,,,,",
        ]
    );
    assert_eq!(
        shown(convert::missing(converted), &["unconverted", "unit", "n_rows"]),
        ["no period to take a rate of RUB for,RUB,1", "no rate of RUB for 2023-03,RUB,1"]
    );
}

#[test]
fn a_currency_that_is_not_the_dollar_is_reached_through_it() {
    let claims = ledger(&["140 unit=RUB period=2023-01-01/2023-01-31", "10 period=2023-01-01/2023-01-31"]);
    let converted = convert::money(claims, &rates(), currency("AZN")).unwrap();
    assert_eq!(shown(converted, &["value", "unit", "rate"]), ["3.4,AZN,41.176470588235", "17,AZN,0.588235294118"]);
}

#[test]
fn cells_become_converted_and_targets_wait_for_their_rates() {
    let claims = [
        "140 unit=RUB period=2023-01-01/2023-01-31",
        "2 period=2023-01-01/2023-01-31",
        "700 unit=RUB status=target period=2030",
    ];
    let cells = cell::cells(ledger(&claims)).unwrap();
    let converted = convert::money(cells, &rates(), currency("USD")).unwrap();
    let rows = converted.sort(["status", "origin"], SortMultipleOptions::default());
    assert_eq!(
        shown(rows, &["value", "unit", "origin", "status", "unconverted"]),
        ["2,USD,converted,actual,", "2,USD,reported,actual,", "700,RUB,reported,target,no rate of RUB for 2030-01",]
    );
}

#[test]
fn a_table_of_rates_names_its_faults() {
    for (text, fault) in [
        ("month,currency\n", "rates.csv:1: column 'units_per_usd' is missing"),
        ("month,currency,units_per_usd\n2023-01,RUB,70\n2023,RUB,70\n", "rates.csv:3: '2023' is no month"),
        ("month,currency,units_per_usd\n2023-01,XXZ,70\n", "rates.csv:2: 'XXZ' is no currency"),
        ("month,currency,units_per_usd\n2023-01,RUB,0\n", "rates.csv:2: 'units_per_usd' is no number above 0"),
        ("month,currency,units_per_usd\n2023-01,RUB,\n", "rates.csv:2: 'units_per_usd' is no number above 0"),
        ("month,currency,units_per_usd\n2023-01,RUB,7\n2023-01,RUB,8\n", "rates.csv:3: a second rate of RUB"),
        ("month,currency,units_per_usd\n2023-01,RUB\n", "rates.csv:2: "),
    ] {
        let error = Rates::from_csv("rates.csv", text).unwrap_err();
        assert!(error.is_input() && error.to_string().starts_with(fault), "{error}");
    }
    assert!(Rates::from_csv("rates.csv", "\u{feff}n,month,currency,units_per_usd\n1, 2023-01 , RUB , 70\n").is_ok());
}

#[test]
#[cfg(feature = "hmrc")]
fn the_rates_of_the_british_customs() {
    let rates = Rates::hmrc();
    let rate = |period: &str| rates.between(currency("AZN"), currency("USD"), period.parse().unwrap());
    // The manat has been held at 1.7 to the dollar since 2017.
    for (period, span, source) in [
        ("2023-01-01/2023-12-31", "year to 2023-12-31", "HMRC yearly averages"),
        ("2022-04-01/2023-03-31", "year to 2023-03-31", "HMRC yearly averages"),
        ("2023-01-01/2023-07-31", "2023-01/2023-07", "HMRC monthly rates"),
        ("2023-03-01/2023-03-31", "2023-03", "HMRC monthly rates"),
    ] {
        let rate = rate(period).unwrap();
        let units = rate.units().unwrap();
        assert!((units - Decimal::new(17, 1)).abs() < Decimal::new(2, 2), "{period}: {units}");
        assert_eq!((rate.period.as_str(), rate.source.as_str()), (span, source));
    }
    assert_eq!(rate("1999-01-01/1999-12-31"), Err("no rate of AZN for 1999-01".to_owned()));
}

#[test]
fn volumes_of_named_goods_become_tonnes_and_nothing_else_does() {
    let claims = [
        "733 unit=bbl commodity=Crude_oil measure=exports",
        "733 unit=bbl measure=exports",
        "733 unit=bbl commodity=olive_oil measure=exports",
        "1360 unit=m3 commodity=natural_gas measure=exports",
        "90 unit=m3 commodity=timber measure=exports",
        "757 unit=TEU measure=freight",
        "4.4bn commodity=crude_oil measure=exports",
    ];
    let converted = convert::mass(ledger(&claims)).unwrap();
    let columns = ["value", "unit", "original_value", "original_unit", "rate", "unconverted"];
    assert_eq!(
        shown(converted.clone(), &columns),
        [
            "100,t,733,bbl,7.33,",
            "733,bbl,,,,\"no goods named, so bbl have no weight\"",
            "733,bbl,,,,no factor from bbl to tonnes for 'olive oil'",
            "1,t,1360,m3,1360,",
            "90,m3,,,,no factor from m3 to tonnes for 'timber'",
            "757,TEU,,,,",
            "4400000000,USD,,,,",
        ]
    );
    // A second conversion of other rows leaves what the first wrote.
    let both = convert::money(converted, &rates(), currency("USD")).unwrap();
    assert_eq!(shown(both, &columns)[0], "100,t,733,bbl,7.33,");
}

#[test]
fn every_factor_names_its_source_and_each_name_once() {
    for factor in Factor::all() {
        assert!(matches!(factor.unit, Unit::Barrel | Unit::CubicMetre), "{}", factor.good);
        assert!(factor.per_tonne > Decimal::ZERO && !factor.source.is_empty());
        for name in &factor.names {
            assert_eq!(*name, name.trim().to_lowercase());
            assert_eq!(Factor::of(name, factor.unit), Some(factor), "'{name}' has two factors");
        }
    }
    // A barrel of 158.987 litres: crude oil is lighter than water, and no good here is heavier.
    let litres = Decimal::from_str("158.987294928").unwrap();
    for factor in Factor::all().iter().filter(|factor| factor.unit == Unit::Barrel) {
        let density = Decimal::from(1_000_000) / factor.per_tonne / litres / Decimal::from(1000);
        assert!((Decimal::new(3, 1)..Decimal::ONE).contains(&density), "{}: {density}", factor.good);
    }
}

#[test]
fn a_frame_without_units_is_refused() {
    let frame = df!["value" => [1.0]].unwrap().lazy();
    let error = convert::mass(frame).err().unwrap();
    assert!(error.is_table() && error.to_string().contains("'unit'"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn there_and_back_returns_the_value(units in 1i64..1_000_000, scale in 0u32..5, digits in 1i64..1_000_000_000, places in 0u32..4) {
        let rates = format!("month,currency,units_per_usd\n2023-01,RUB,{}\n", Decimal::new(units, scale));
        let rates = Rates::from_csv("rates.csv", &rates).unwrap();
        let value = Decimal::new(digits, places);
        let there = convert::money(ledger(&[&format!("{value} unit=RUB period=2023-01-01/2023-01-31")]), &rates, currency("USD"));
        let back = convert::money(there.unwrap(), &rates, currency("RUB")).unwrap();
        let back = Decimal::from_str(&shown(back, &["value"])[0]).unwrap();
        // A millionth of a dollar is rounded away on the way there, one of a rouble on the way back.
        let rounded = (Decimal::new(units, scale) + Decimal::ONE) * Decimal::new(5, 7);
        prop_assert!((back - value).abs() <= rounded, "{value} came back as {back}");
    }

    #[test]
    fn conversion_changes_amounts_of_other_units_only(claims in proptest::collection::vec(any_claim(), 0..30)) {
        let before = ledger::frame(&claims).unwrap().lazy();
        let after = convert::money(before.clone(), &rates(), currency("USD")).unwrap();
        prop_assert_eq!(after.clone().collect_schema().unwrap().len(), ledger::schema().len() + convert::columns().len());
        let kept = ["doc", "quote", "value", "low", "high", "unit", "unrounded"];
        let is_kept = |frame: LazyFrame| shown(frame.filter(col("original_unit").is_null()), &kept);
        let joined = before.collect().unwrap().hstack(
            after.clone().select([col("original_unit")]).collect().unwrap().columns()).unwrap();
        prop_assert_eq!(is_kept(joined.lazy()), is_kept(after.clone()));
        let intervals = after.filter(col("original_unit").is_not_null());
        let inside = intervals.filter(col("low").gt(col("value")).or(col("high").lt(col("value")))).collect().unwrap();
        prop_assert_eq!(inside.height(), 0);
    }
}
