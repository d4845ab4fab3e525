//! Claims to a ledger and back.

use crate::claims::{any_claim, claim};
use polars::prelude::*;
use proptest::prelude::*;
use rust_decimal::Decimal;
use tradeflow::ledger;
use tradeflow::value::amount::Qualifier;
use tradeflow::value::period::{Period, PeriodKind};

proptest! {
    #[test]
    fn claims_come_back_equal(claims in proptest::collection::vec(any_claim(), 0..40)) {
        let frame = ledger::frame(&claims).unwrap();
        prop_assert_eq!(ledger::claims(&frame).unwrap(), claims);
    }
}

#[test]
fn a_ledger_has_the_schema_even_without_claims() {
    for claims in [vec![], vec![claim("4.4bn"), claim("~15 unit=t partner= period=")]] {
        let frame = ledger::frame(&claims).unwrap();
        assert_eq!(**frame.schema(), ledger::schema());
        assert_eq!(frame.height(), claims.len());
    }
}

#[test]
fn a_frame_of_another_shape_is_named_as_such() {
    let frame = ledger::frame(&[claim("4.4bn")]).unwrap();
    let without = frame.drop("low").unwrap();
    let error = ledger::check(without.schema()).unwrap_err();
    assert!(error.is_table());
    assert_eq!(
        error.to_string(),
        "no ledger: column 'low' (decimal[38,6]) is missing; `ledger::frame` makes one from claims"
    );
    let floats = frame.clone().lazy().with_column(col("value").cast(DataType::Float64)).collect().unwrap();
    let error = ledger::claims(&floats).unwrap_err();
    assert_eq!(error.to_string(), "no ledger: column 'value' is f64 where a ledger has decimal[38,6]");
    let wider = frame.lazy().with_column(lit(1).alias("more")).collect().unwrap();
    assert!(ledger::check(wider.schema()).is_ok());
}

#[test]
fn a_cell_that_is_no_value_is_named_with_its_row() {
    let frame = ledger::frame(&[claim("4.4bn"), claim("1")]).unwrap().lazy();
    let changed = |column: Expr| ledger::claims(&frame.clone().with_column(column).collect().unwrap());
    let last = when(col("value").eq(lit(1)));
    let error = changed(last.then(lit("XXX")).otherwise(col("unit")).alias("unit")).unwrap_err();
    assert_eq!(error.to_string(), "ledger row 2: 'XXX' is no value of 'unit'");
    let error = changed(lit(NULL).cast(DataType::String).alias("doc")).unwrap_err();
    assert_eq!(error.to_string(), "ledger row 1: 'doc' is missing");
}

#[test]
fn amounts_finer_than_a_millionth_are_rounded_outwards_and_kept_beside() {
    let pound = claim("0.00045359237 unit=t");
    let frame = ledger::frame(&[pound.clone(), claim("0.5")]).unwrap();
    let text = |name: &str| frame.column(name).unwrap().get(0).unwrap().to_string();
    assert_eq!(text("value"), "0.000454");
    assert_eq!(text("low"), "0.000453");
    assert_eq!(text("high"), "0.000454");
    let exact = frame.column("unrounded").unwrap().str().unwrap();
    assert_eq!(exact.get(0), Some("0.00045359237;;0.000453592365;0.000453592375;0.00000000001"));
    assert_eq!(exact.get(1), None);
    assert_eq!(ledger::claims(&frame).unwrap()[0], pound);
}

#[test]
fn a_figure_in_brackets_converts_the_one_before_it() {
    let converts = |words: &[&str]| {
        let claims: Vec<_> = words.iter().map(|words| claim(words)).collect();
        let frame = ledger::frame(&claims).unwrap();
        let column = frame.column("converts").unwrap().str().unwrap();
        column.iter().map(|unit| unit.unwrap_or("-").to_owned()).collect::<Vec<_>>().join(" ")
    };
    // A figure of these tests has five bytes.
    assert_eq!(converts(&["5bn unit=RUB", "0.055bn at=7"]), "- RUB");
    assert_eq!(converts(&["0.055bn at=7", "5bn unit=RUB"]), "RUB -", "whatever the order");
    assert_eq!(converts(&["5bn unit=RUB", "0.055bn at=7", "0.05bn unit=EUR at=14"]), "- RUB USD");
    assert_eq!(converts(&["5bn unit=RUB", "0.055bn at=21"]), "- RUB", "(or about");
    for (second, why) in [
        ("0.055bn at=22", "too far away"),
        ("0.055bn at=7 doc=b", "another report"),
        ("0.055bn at=7 unit=RUB", "the same currency"),
        ("5 at=7 unit=t", "no money"),
        ("0.055bn at=7 measure=exports", "another statistic"),
        ("0.055bn at=7 period=2022", "another year"),
        ("0.055bn at=7 commodity=wheat", "a part"),
        ("0.055bn at=7 status=target", "an aim"),
        ("0.055bn at=7 kind=change", "a difference"),
        ("0.055bn at=3", "over one another"),
    ] {
        assert_eq!(converts(&["5bn unit=RUB", second]), "- -", "{why}");
    }
    assert_eq!(converts(&["5 unit=t", "0.055bn at=7"]), "- -", "what goods are worth");
}

#[test]
fn the_largest_amount_fits() {
    let mut large = claim("1");
    (large.value, large.precision, large.qualifier) = (Decimal::MAX, Decimal::ONE, Qualifier::AtMost);
    (large.low, large.high) = (None, Some(Decimal::MAX));
    let mut least = large.clone();
    (least.value, least.low, least.high) = (Decimal::MIN, Some(Decimal::MIN), None);
    let claims = [large, least];
    assert_eq!(ledger::claims(&ledger::frame(&claims).unwrap()).unwrap(), claims);
}

#[test]
fn what_follows_from_other_fields_is_filled_in() {
    let whole = claim("4.4bn");
    let mut bare = whole.clone();
    (bare.low, bare.high, bare.period_kind) = (None, None, None);
    assert_eq!(ledger::claims(&ledger::frame(&[bare]).unwrap()).unwrap(), [whole]);
}

#[test]
fn a_fiscal_year_that_a_text_names_keeps_its_kind() {
    let mut fiscal = claim("4.4bn");
    fiscal.period_kind = Some(PeriodKind::FiscalYear);
    let frame = ledger::frame(&[fiscal]).unwrap();
    assert_eq!(frame.column("period").unwrap().str().unwrap().get(0), Some("2023-01-01/2023-12-31"));
    let back = ledger::claims(&frame).unwrap();
    let expected = Period { kind: PeriodKind::FiscalYear, ..Period::year(2023).unwrap() };
    assert_eq!(back[0].period, Some(expected));
}
