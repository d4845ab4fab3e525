//! The claims of a cell to its one figure.
//!
//! One grouping gives every cell its interval, its most precise figure and its sources. Where that leaves a choice, the
//! few claims concerned are looked at again ([`settle`](super::settle)).

use super::key::key;
use super::settle::settled;
use super::{Steps, grade, witness};
use crate::ledger::{AMOUNT, decimal, millionths};
use crate::value::amount::{self, Qualifier};
use polars::prelude::*;

/// The cells that claims state outright, with `source_ids`, `claim_ids`, `texts` and `witnesses` as lists.
pub(super) fn reported(entries: LazyFrame, steps: &Steps) -> LazyFrame {
    stated(entries.filter(col("converts").is_null()), steps)
}

/// The cells of what reports only say in another currency, in brackets: at a rate of their own choice, so never exact.
pub(super) fn bracketed(entries: LazyFrame, steps: &Steps) -> LazyFrame {
    let exact = lit(Qualifier::Exact.name());
    let kind = when(col("bound_kind").eq(exact)).then(lit(Qualifier::Approx.name())).otherwise(col("bound_kind"));
    stated(entries.filter(col("converts").is_not_null()), steps)
        .with_columns([lit("bracketed").alias("origin"), kind.alias("bound_kind")])
}

fn stated(entries: LazyFrame, steps: &Steps) -> LazyFrame {
    let claims = claims(entries, steps).cache();
    let cells = cells(claims.clone()).cache();
    let contested = cells.clone().filter(contested()).select(key());
    let settled = settled(joined(claims, contested, JoinType::Semi), steps);
    joined(cells, settled, JoinType::Left)
        .with_column(agree().alias("agree"))
        .with_columns(interval())
        .with_columns(figure())
        .with_column(working_end())
        .with_columns([
            when(col("agree")).then(lit(NULL)).otherwise(col("said")).alias("conflict"),
            lit("reported").alias("origin"),
        ])
        .select(passed_on())
}

/// The columns that reckoning passes on.
pub(super) fn passed_on() -> Vec<Expr> {
    let rest = [
        "period",
        "value",
        "value_low",
        "value_high",
        "working_end",
        "bound_kind",
        "agree",
        "conflict",
        "origin",
        "method",
        "grade",
        "source_ids",
        "claim_ids",
        "texts",
        "witnesses",
    ];
    key().into_iter().chain(rest.map(col)).collect()
}

/// Distinct texts of a list column of a group, in order.
pub(super) fn gathered(name: &str) -> Expr {
    let options = ExplodeOptions { empty_as_null: false, keep_nulls: false };
    col(name).explode(options).unique().sort(SortOptions::default())
}

/// The claims that enter a cell, with what reckoning needs of each. Only points have a width.
fn claims(entries: LazyFrame, steps: &Steps) -> LazyFrame {
    let is = |qualifier: Qualifier| col("qualifier").eq(lit(qualifier.name()));
    let (exact, approx) = (is(Qualifier::Exact), is(Qualifier::Approx));
    let width = col("high") - col("low");
    let claim_id = concat_str([col("doc"), lit(":"), col("start"), lit("-"), col("end")], "", false);
    let read = ["value", "value_hi", "low", "high", "qualifier", "period", "published", "doc", "start"];
    let mut columns = key();
    columns.extend(read.map(col));
    columns.extend([
        exact.clone().alias("exact"),
        when(exact.clone()).then(width.clone()).otherwise(lit(NULL)).alias("exact_width"),
        when(exact.or(approx)).then(width).otherwise(lit(NULL)).alias("width"),
        claim_id.alias("claim_id"),
        witness::texts(steps.echoes).alias("text"),
        if steps.echoes { witness::sources() } else { lit(NULL).cast(DataType::UInt64) }.alias("named"),
        if steps.grades { grade() } else { lit(grade::OTHERS).cast(DataType::UInt32) }.alias("grade"),
    ]);
    let claims = entries.filter(col("table").is_not_null()).select(columns);
    claims.with_column(coalesce(&[col("named"), col("text")]).alias("witness"))
}

fn grade() -> Expr {
    let grades = |sources: Column| {
        let grades = sources.str()?.iter().map(|source| source.map_or(grade::OTHERS, grade::of));
        Ok(UInt32Chunked::from_iter_values("grade".into(), grades).into_column())
    };
    col("source").map(grades, |_, field| Ok(Field::new(field.name.clone(), DataType::UInt32)))
}

fn cells(claims: LazyFrame) -> LazyFrame {
    let most_precise = col("value").filter(col("width").eq(col("width").min()));
    let listed = |name: &str| col(name).unique().sort(SortOptions::default());
    claims
        .group_by(key())
        .agg([
            col("period").first(),
            most_precise.unique().sort(SortOptions::default()).alias("most_precise"),
            col("exact_width").min().eq(col("width").min()).alias("exact"),
            col("low").max().alias("low_in"),
            col("low").min().alias("low_out"),
            col("low").is_null().any(true).alias("low_open"),
            col("high").min().alias("high_in"),
            col("high").max().alias("high_out"),
            col("high").is_null().any(true).alias("high_open"),
            listed("doc").alias("source_ids"),
            listed("claim_id").alias("claim_ids"),
            col("grade").min(),
            col("text").unique().alias("texts"),
            col("witness").unique().alias("witnesses"),
        ])
        .with_columns([
            col("most_precise").list().first(),
            col("most_precise").list().len().gt(lit(1)).alias("equally_precise"),
        ])
}

/// Whether there is a choice: the intervals do not overlap, or figures are equally precise.
fn contested() -> Expr {
    col("equally_precise").or(col("low_in").gt_eq(col("high_in")).fill_null(lit(false)))
}

/// Where the open side of a bound is usually meant to end.
fn working_end() -> Expr {
    let end = |qualifier: Qualifier| {
        let ends = move |bounds: Column| {
            let bounds = bounds.decimal()?.physical().iter();
            let ends = bounds.map(|bound| bound.and_then(|bound| amount::working_end(decimal(bound)?, qualifier)));
            let ends = Int128Chunked::from_iter_options("working_end".into(), ends.map(|end| end.map(millionths)));
            Ok(ends.into_decimal(38, 6)?.into_column())
        };
        col("value").map(ends, |_, field| Ok(Field::new(field.name.clone(), AMOUNT)))
    };
    let is = |qualifier: Qualifier| col("bound_kind").eq(lit(qualifier.name()));
    when(is(Qualifier::AtLeast))
        .then(end(Qualifier::AtLeast))
        .when(is(Qualifier::AtMost))
        .then(end(Qualifier::AtMost))
        .otherwise(lit(NULL))
        .cast(AMOUNT)
        .alias("working_end")
}

/// Two frames by key, where missing values of the key are equal too.
fn joined(left: LazyFrame, right: LazyFrame, how: JoinType) -> LazyFrame {
    left.join_builder().with(right).how(how).left_on(key()).right_on(key()).join_nulls(true).finish()
}

/// Whether the intervals share a point; where they only touch, whether somebody states that point.
fn agree() -> Expr {
    let (low, high) = (col("low_in"), col("high_in"));
    let touch = low.clone().eq(high.clone()).and(col("touch_stated").fill_null(lit(false)));
    when(low.clone().is_null().or(high.clone().is_null())).then(lit(true)).otherwise(low.lt(high).or(touch))
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
    method: Expr,
}

/// Value, what it is, and how it was found.
fn figure() -> [Expr; 3] {
    let (low, high) = (col("value_low"), col("value_high"));
    // What was settled, where there was a choice.
    let precise = coalesce(&[col("settled_precise"), col("most_precise")]);
    let precise_exact = coalesce(&[col("settled_precise_exact"), col("exact")]);
    let name = |qualifier: Qualifier| lit(qualifier.name());
    let hedge = |exact: Expr| when(exact).then(name(Qualifier::Exact)).otherwise(name(Qualifier::Approx));
    let case =
        |holds: Expr, value: &Expr, bound_kind: Expr, method| Case { holds, value: value.clone(), bound_kind, method };
    let is_point = col("most_precise").is_not_null();
    let point = col("agree").and(is_point.clone());
    let bounds = col("agree").and(is_point.clone().not());
    let disagreed = col("agree").not().and(is_point);
    // The first case that holds; where none does, only an interval is known.
    let cases = [
        case(point.clone().and(precise.clone().lt(low.clone())), &low, name(Qualifier::Approx), lit("point")),
        case(point.clone().and(precise.clone().gt(high.clone())), &high, name(Qualifier::Approx), lit("point")),
        case(point, &precise, hedge(precise_exact), lit("point")),
        case(bounds.clone().and(low.clone().eq(high.clone())), &low, name(Qualifier::Exact), lit("bound")),
        case(bounds.clone().and(high.clone().is_null()), &low, name(Qualifier::AtLeast), lit("bound")),
        case(bounds.and(low.clone().is_null()), &high, name(Qualifier::AtMost), lit("bound")),
        case(disagreed, &col("most_stated"), hedge(col("most_stated_exact")), col("settled_by")),
    ];
    let first = |none: Expr, of: fn(&Case) -> Expr| {
        cases.iter().rev().fold(none, |rest, case| when(case.holds.clone()).then(of(case)).otherwise(rest))
    };
    [
        first(lit(NULL), |case| case.value.clone()).alias("value"),
        first(name(Qualifier::Range), |case| case.bound_kind.clone()).alias("bound_kind"),
        first(lit("interval"), |case| case.method.clone()).alias("method"),
    ]
}
