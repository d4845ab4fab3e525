//! The claims of a cell to its one figure.
//!
//! Two groupings: claims to statements (the same figure, stated in the same way, in one cell), then statements to
//! cells. There are far fewer statements than claims, so that what needs an order within a cell is cheap.

use super::key::key;
use crate::value::amount::Qualifier;
use polars::prelude::*;

/// The cells that claims state outright, with `source_ids`, `claim_ids` and `fingerprints` as lists.
pub(super) fn reported(entries: LazyFrame) -> LazyFrame {
    let reported = cells(statements(entries.filter(col("table").is_not_null())));
    reported.with_columns([lit("reported").alias("origin")]).select(passed_on())
}

/// The columns that reckoning passes on.
pub(super) fn passed_on() -> Vec<Expr> {
    let rest = [
        "period",
        "value",
        "value_low",
        "value_high",
        "bound_kind",
        "agree",
        "conflict",
        "origin",
        "method",
        "source_ids",
        "claim_ids",
        "fingerprints",
    ];
    key().into_iter().chain(rest.map(col)).collect()
}

/// Distinct texts of a list column of a group, in order.
pub(super) fn gathered(name: &str) -> Expr {
    let options = ExplodeOptions { empty_as_null: false, keep_nulls: false };
    col(name).explode(options).unique().sort(SortOptions::default())
}

fn statements(entries: LazyFrame) -> LazyFrame {
    let exact = || col("qualifier").eq(lit(Qualifier::Exact.name()));
    let form = when(col("qualifier").eq(lit(Qualifier::Approx.name()))).then(lit(Qualifier::Exact.name()));
    let claim_id = concat_str([col("doc"), lit(":"), col("start"), lit("-"), col("end")], "", false);
    let statement = ["value", "value_hi", "form"].map(col);
    entries
        .with_columns([
            form.otherwise(col("qualifier")).alias("form"),
            exact().alias("exact"),
            (col("high") - col("low")).alias("width"),
            claim_id.alias("claim_ids"),
        ])
        .group_by([key(), statement.to_vec()].concat())
        .agg([
            col("period").first(),
            col("exact").any(true),
            col("width").min(),
            col("low").max().alias("low_in"),
            col("low").min().alias("low_out"),
            col("low").is_null().any(true).alias("low_open"),
            col("high").min().alias("high_in"),
            col("high").max().alias("high_out"),
            col("high").is_null().any(true).alias("high_open"),
            col("fingerprint").n_unique().alias("witnesses"),
            col("published").min().alias("first_stated"),
            col("doc").unique().alias("source_ids"),
            col("claim_ids").unique(),
            col("fingerprint").unique().alias("fingerprints"),
        ])
        .with_column(col("form").eq(lit(Qualifier::Exact.name())).alias("point"))
}

fn cells(statements: LazyFrame) -> LazyFrame {
    let order = |descending: &[bool]| {
        SortMultipleOptions::default()
            .with_order_descending_multi(descending.iter().copied())
            .with_nulls_last(true)
            .with_maintain_order(true)
    };
    let preferred = ["point", "width", "witnesses", "first_stated", "value", "value_hi", "form"];
    let by_witnesses = |of: &str| {
        let by = ["point", "witnesses", "first_stated"].map(col);
        col(of).sort_by(by, order(&[true, true, true]))
    };
    statements
        .with_column(said().alias("said"))
        .sort(preferred, order(&[true, false, true, true, false, false, false]))
        .group_by(key())
        .agg([
            col("period").first(),
            col("point").first(),
            col("value").first().alias("most_precise"),
            col("exact").first().alias("most_precise_exact"),
            by_witnesses("value").first().alias("most_stated"),
            by_witnesses("exact").first().alias("most_stated_exact"),
            by_witnesses("said").str().join("; ", true).alias("said"),
            col("low_in").max(),
            col("low_out").min(),
            col("low_open").any(true),
            col("high_in").min(),
            col("high_out").max(),
            col("high_open").any(true),
            col("value").eq(col("low_in").max()).any(true).alias("low_stated"),
            col("value_hi").eq(col("low_in").max()).any(true).alias("low_stated_hi"),
            gathered("source_ids"),
            gathered("claim_ids"),
            gathered("fingerprints"),
        ])
        .with_column(agree().alias("agree"))
        .with_columns(interval())
        .with_columns(figure())
        .with_column(when(col("agree")).then(lit(NULL)).otherwise(col("said")).alias("conflict"))
}

/// Whether the intervals share a point; where they only touch, whether somebody states that point.
fn agree() -> Expr {
    let (low, high) = (col("low_in"), col("high_in"));
    let stated = col("low_stated").or(col("low_stated_hi"));
    when(low.clone().is_null().or(high.clone().is_null()))
        .then(lit(true))
        .otherwise(low.clone().lt(high.clone()).or(low.eq(high).and(stated)))
}

/// The intersection where the claims agree, else the hull.
fn interval() -> [Expr; 2] {
    let end = |end: &str| {
        when(col("agree"))
            .then(col(format!("{end}_in")))
            .when(col(format!("{end}_open")))
            .then(lit(NULL))
            .otherwise(col(format!("{end}_out")))
            .alias(format!("value_{end}"))
    };
    [end("low"), end("high")]
}

/// What a cell says in one case.
struct Case {
    holds: Expr,
    value: Expr,
    bound_kind: Expr,
    method: &'static str,
}

/// Value, what it is, and how it was found.
fn figure() -> [Expr; 3] {
    let (low, high) = (col("value_low"), col("value_high"));
    let (precise, stated) = (col("most_precise"), col("most_stated"));
    let name = |qualifier: Qualifier| lit(qualifier.name());
    let hedge = |exact: &str| when(col(exact)).then(name(Qualifier::Exact)).otherwise(name(Qualifier::Approx));
    let case =
        |holds: Expr, value: &Expr, bound_kind: Expr, method| Case { holds, value: value.clone(), bound_kind, method };
    let point = col("agree").and(col("point"));
    let bounds = col("agree").and(col("point").not());
    let disagreed = col("agree").not().and(col("point"));
    // The first case that holds; where none does, only an interval is known.
    let cases = [
        case(point.clone().and(precise.clone().lt(low.clone())), &low, name(Qualifier::Approx), "point"),
        case(point.clone().and(precise.clone().gt(high.clone())), &high, name(Qualifier::Approx), "point"),
        case(point, &precise, hedge("most_precise_exact"), "point"),
        case(bounds.clone().and(low.clone().eq(high.clone())), &low, name(Qualifier::Exact), "bound"),
        case(bounds.clone().and(high.clone().is_null()), &low, name(Qualifier::AtLeast), "bound"),
        case(bounds.and(low.clone().is_null()), &high, name(Qualifier::AtMost), "bound"),
        case(disagreed, &stated, hedge("most_stated_exact"), "witnesses"),
    ];
    let first = |none: Expr, of: fn(&Case) -> Expr| {
        cases.iter().rev().fold(none, |rest, case| when(case.holds.clone()).then(of(case)).otherwise(rest))
    };
    [
        first(lit(NULL), |case| case.value.clone()).alias("value"),
        first(name(Qualifier::Range), |case| case.bound_kind.clone()).alias("bound_kind"),
        first(lit("interval"), |case| lit(case.method)).alias("method"),
    ]
}

/// A statement in words: `4400000000`, `>=4000000000`, `<=5000000000`, `3000000000..4000000000`, with its witnesses.
fn said() -> Expr {
    let digits =
        |name: &str| col(name).cast(DataType::String).str().strip_chars_end(lit("0")).str().strip_chars_end(lit("."));
    let bound = |sign: &'static str, end: &str| concat_str([lit(sign), digits(end)], "", false);
    let form = |qualifier: Qualifier| col("form").eq(lit(qualifier.name()));
    let figure = when(form(Qualifier::Exact))
        .then(digits("value"))
        .when(form(Qualifier::Range))
        .then(concat_str([digits("value"), digits("value_hi")], "..", true))
        .when(col("high_open"))
        .then(bound(">=", "low_in"))
        .otherwise(bound("<=", "high_in"));
    concat_str([figure, lit(" ("), col("witnesses").cast(DataType::String), lit(")")], "", true)
}
