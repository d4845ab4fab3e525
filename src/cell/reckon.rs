//! The claims of a cell to its one figure.
//!
//! One grouping gives every cell its interval and its claims, which stand cell by cell from then on. They give the
//! [figure](super::settle), and what is [behind](super::gather) it.

use super::entry::enters;
use super::gather::behind;
use super::key::{KEY, key, schema};
use super::settle::settled;
use super::{Steps, grade, witness};
use crate::ledger::{AMOUNT, decimal, millionths};
use crate::value::amount::{self, Qualifier};
use polars::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

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
    let by = *steps;
    let reckon = move |grouped: DataFrame| cells(grouped, &by);
    let schema = |_: &Schema| -> PolarsResult<SchemaRef> { Ok(Arc::new(passed_on_schema())) };
    grouped(claims(entries, steps)).map(reckon, OptFlags::empty(), Some(Arc::new(schema)), Some("cells"))
}

/// Cells from the claims of each, which stand cell by cell, in order of the cells.
fn cells(grouped: DataFrame, steps: &Steps) -> PolarsResult<DataFrame> {
    let grouped = grouped.with_row_index("cell".into(), None)?;
    let of_claims = ["cell"].into_iter().chain(CLAIM).map(col).collect::<Vec<_>>();
    let options = ExplodeOptions { empty_as_null: false, keep_nulls: false };
    let claims = grouped.clone().lazy().select(of_claims).explode(by_name(CLAIM, true, false), options).collect()?;
    let mut cells = grouped.drop_many(CLAIM);
    let (behind, settled) = rayon::join(|| behind(&claims), || settled(&claims, steps));
    for column in behind?.into_iter().chain(settled?) {
        cells.with_column(column)?;
    }
    cells
        .lazy()
        .with_column(agree().alias("agree"))
        .with_columns(interval())
        .with_columns(figure())
        .with_column(working_end())
        .with_columns([
            col("best_grade").alias("grade"),
            when(col("agree")).then(lit(NULL)).otherwise(col("said")).cast(DataType::String).alias("conflict"),
            lit("reported").alias("origin"),
        ])
        .select(passed_on())
        .collect()
}

/// The columns that reckoning passes on.
pub(super) fn passed_on() -> Vec<Expr> {
    KEY.into_iter().chain(PASSED_ON).map(col).collect()
}

const PASSED_ON: [&str; 15] = [
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

fn passed_on_schema() -> Schema {
    let shown = schema();
    let dtype = |name: &str| match name {
        "grade" => DataType::UInt32,
        "texts" | "witnesses" => DataType::List(Box::new(DataType::UInt64)),
        name => shown.get(name).cloned().unwrap_or(DataType::String),
    };
    KEY.into_iter().chain(PASSED_ON).map(|name| Field::new(name.into(), dtype(name))).collect()
}

/// What reckoning needs of each claim.
const CLAIM: [&str; 13] = [
    "doc",
    "start",
    "end",
    "value",
    "value_hi",
    "low",
    "high",
    "qualifier",
    "published",
    "width",
    "text",
    "witness",
    "grade",
];

/// The claims that enter a cell. Only points have a width.
fn claims(entries: LazyFrame, steps: &Steps) -> LazyFrame {
    let is = |qualifier: Qualifier| col("qualifier").eq(lit(qualifier.name()));
    let (exact, approx) = (is(Qualifier::Exact), is(Qualifier::Approx));
    let read = ["doc", "start", "end", "value", "value_hi", "low", "high", "qualifier", "published", "period"];
    let mut columns = key();
    columns.extend(read.map(col));
    columns.extend([
        when(exact.or(approx)).then(col("high") - col("low")).otherwise(lit(NULL)).alias("width"),
        witness::texts(steps.echoes).alias("text"),
        if steps.echoes { witness::sources() } else { lit(NULL).cast(DataType::UInt64) }.alias("named"),
        if steps.grades { grade() } else { lit(grade::OTHERS).cast(DataType::UInt32) }.alias("grade"),
    ]);
    let claims = entries.filter(enters()).select(columns);
    claims.with_column(coalesce(&[col("named"), col("text")]).alias("witness"))
}

fn grade() -> Expr {
    let grades = |sources: Column| {
        // The same few sources are named again and again.
        let mut known = FxHashMap::default();
        let mut grade = |source| *known.entry(source).or_insert_with(|| grade::of(source));
        let grades = sources.str()?.iter().map(|source| source.map_or(grade::OTHERS, &mut grade));
        Ok(UInt32Chunked::from_iter_values("grade".into(), grades).into_column())
    };
    col("source").map(grades, |_, field| Ok(Field::new(field.name.clone(), DataType::UInt32)))
}

/// One row a cell: its key, the ends of its intervals, and its claims as lists.
fn grouped(claims: LazyFrame) -> LazyFrame {
    let mut columns = vec![
        col("period").first(),
        col("low").max().alias("low_in"),
        col("low").min().alias("low_out"),
        col("low").is_null().any(true).alias("low_open"),
        col("high").min().alias("high_in"),
        col("high").max().alias("high_out"),
        col("high").is_null().any(true).alias("high_open"),
        col("grade").min().alias("best_grade"),
    ];
    columns.extend(CLAIM.map(col));
    claims.group_by(key()).agg(columns)
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

/// Whether the intervals share a point; where they only touch, whether somebody states that point.
fn agree() -> Expr {
    let (low, high) = (col("low_in"), col("high_in"));
    let touch = low.clone().eq(high.clone()).and(col("touch_stated"));
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
    let (precise, precise_exact) = (col("precise"), col("precise_exact"));
    let name = |qualifier: Qualifier| lit(qualifier.name());
    let hedge = |exact: Expr| when(exact).then(name(Qualifier::Exact)).otherwise(name(Qualifier::Approx));
    let case =
        |holds: Expr, value: &Expr, bound_kind: Expr, method| Case { holds, value: value.clone(), bound_kind, method };
    let is_point = precise.clone().is_not_null();
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
