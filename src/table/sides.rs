//! The two sides of each statistic beside one another, and what they have in common.

use super::partners::{in_order, rank_of_origin, says_basis};
use crate::cell::{key_fields, shown_without};
use crate::error::Error;
use crate::ledger::{AMOUNT, wrong};
use crate::value::flow::Measure;
use polars::prelude::*;

/// Names and types of the columns of [`sides`], in order.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `pair` | String | the two parties in order of code |
/// | `reporter`, `partner` | String | of exports who sells to whom; of turnover the parties in order of code |
/// | `measure` | String | `exports`: what `reporter` sells to `partner`; `trade`: turnover |
/// | `commodity`, `period`, `period_kind`, `period_start`, `period_end`, `status`, `unit` | | as in [`cell::schema`](crate::cell::schema) |
/// | `reporter_value`, `reporter_low`, `reporter_high` | Decimal(38, 6) | the figure in the statistics of `reporter`, and its interval; no value where only an interval is known |
/// | `reporter_basis`, `partner_basis` | String | the basis of the figure of each, as in [`cell::schema`](crate::cell::schema); null where the reports do not say |
/// | `partner_value`, `partner_low`, `partner_high` | Decimal(38, 6) | the same in those of `partner`: of exports its imports |
/// | `gap` | Float64 | `partner_value / reporter_value - 1`; null without both |
/// | `gap_low`, `gap_high` | Float64 | the same of the ends of both intervals, `low / high - 1` and `high / low - 1` |
/// | `agree` | Boolean | whether the intervals share a point |
/// | `value`, `value_low`, `value_high` | Decimal(38, 6) | what both allow: see `method` |
/// | `method` | String | `intersection`: what both intervals share, and the more precise of the figures; `hull`: from the lowest to the highest end, and no figure |
pub fn sides_schema() -> Schema {
    let amounts = |names: &'static [&'static str]| names.iter().map(|name| (*name, AMOUNT));
    let text = |name| (name, DataType::String);
    key_fields(key())
        .chain(amounts(&["reporter_value", "reporter_low", "reporter_high"]))
        .chain([text("reporter_basis")])
        .chain(amounts(&["partner_value", "partner_low", "partner_high"]))
        .chain([text("partner_basis")])
        .chain(["gap", "gap_low", "gap_high"].map(|name| (name, DataType::Float64)))
        .chain([("agree", DataType::Boolean)])
        .chain(amounts(&["value", "value_low", "value_high"]))
        .chain([text("method")])
        .map(|(name, dtype)| Field::new(name.into(), dtype))
        .collect()
}

/// One row for each statistic among cells of which both sides have a figure or an interval, with the columns of
/// [`sides_schema`]: turnover, and exports beside the imports of the other side.
///
/// A flow without a named side is its reporter's; turnover without one is nobody's and in no row. Of several cells the same
/// is taken as in [`partners`](super::partners()). `value` is a consensus and never a mean: two offices count at different
/// places, prices and times, and nothing in a report says which of them errs. Nothing is taken off for freight and
/// insurance, which exports (FOB) leave out and imports (CIF) mostly hold: that is a part of the gap, by the IMF's custom
/// 6%.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells ([`Error::is_table`]).
pub fn sides(cells: LazyFrame) -> Result<LazyFrame, Error> {
    let told = told(cells).collect().map_err(wrong)?.lazy();
    let key: Vec<Expr> = key().into_iter().map(col).collect();
    let by = |teller: &str, prefix: &str| {
        let figures = ["value", "low", "high", "basis"].map(|name| col(name).first().alias(format!("{prefix}_{name}")));
        told.clone()
            .filter(col("teller").eq(col(teller)))
            .sort(["rank_of_origin", "says_basis", "basis", "width", "value", "low", "high"], in_order())
            .group_by(&key)
            .agg(figures)
    };
    let columns: Vec<Expr> =
        sides_schema().iter_fields().map(|field| col(field.name.clone()).cast(field.dtype)).collect();
    Ok(by("reporter", "reporter")
        .join_builder()
        .with(by("partner", "partner"))
        .how(JoinType::Inner)
        .left_on(&key)
        .right_on(&key)
        .join_nulls(true)
        .finish()
        .with_columns(gaps())
        .with_column(agree().alias("agree"))
        .with_columns(ends())
        .with_columns([
            consensus().alias("value"),
            when(col("agree")).then(lit("intersection")).otherwise(lit("hull")).alias("method"),
        ])
        .select(columns)
        .sort(ORDER, SortMultipleOptions::default()))
}

/// What both sides tell of, whatever the basis of each.
fn key() -> Vec<&'static str> {
    shown_without(&["side", "basis"])
}

/// Those of them that are turned to what one sells to the other.
const PARTIES: [&str; 4] = ["pair", "reporter", "partner", "measure"];

const ORDER: [&str; 10] = [
    "pair",
    "measure",
    "reporter",
    "partner",
    "commodity",
    "status",
    "unit",
    "period_start",
    "period_end",
    "period_kind",
];

/// Cells of two parties as what one sells to the other, or as turnover, each with who tells it.
fn told(cells: LazyFrame) -> LazyFrame {
    let is = |measure: Measure| col("measure").eq(lit(measure.name()));
    let part = |at: i64| col("pair").str().split(lit("-")).list().get(lit(at), true);
    let turnover = is(Measure::Trade);
    let imports = is(Measure::Imports);
    let party = |of_turnover: Expr, of_imports: &str, of_exports: &str, name: &str| {
        let flow = when(imports.clone()).then(col(of_imports)).otherwise(col(of_exports));
        when(turnover.clone()).then(of_turnover).otherwise(flow).alias(name)
    };
    let point = col("bound_kind").eq(lit("exact")).or(col("bound_kind").eq(lit("approx")));
    let measure = when(turnover.clone()).then(col("measure")).otherwise(lit(Measure::Exports.name()));
    let mut columns = vec![
        col("pair"),
        party(part(0), "partner", "reporter", "reporter"),
        party(part(1), "reporter", "partner", "partner"),
        measure.alias("measure"),
    ];
    columns.extend(key().into_iter().filter(|name| !PARTIES.contains(name)).map(col));
    columns.extend([
        coalesce(&[col("side"), col("reporter")]).alias("teller"),
        when(point).then(col("value")).otherwise(lit(NULL)).alias("value"),
        col("value_low").alias("low"),
        col("value_high").alias("high"),
        (col("value_high") - col("value_low")).alias("width"),
        col("basis"),
        says_basis(),
        rank_of_origin(),
    ]);
    let of_two = is(Measure::Exports).or(imports.clone()).or(turnover.clone());
    cells.filter(of_two.and(col("pair").is_not_null())).select(columns)
}

fn gaps() -> [Expr; 3] {
    let gap = |of: &str, over: &str, name: &str| {
        let real = |name: &str| col(name).cast(DataType::Float64);
        let gap = real(of) / real(over) - lit(1.0);
        when(col(over).gt(lit(0))).then(gap).otherwise(lit(NULL)).alias(name)
    };
    [
        gap("partner_value", "reporter_value", "gap"),
        gap("partner_low", "reporter_high", "gap_low"),
        gap("partner_high", "reporter_low", "gap_high"),
    ]
}

/// Whether the intervals share more than an end.
fn agree() -> Expr {
    let apart = |low: &str, high: &str| col(low).gt_eq(col(high)).fill_null(lit(false));
    apart("reporter_low", "partner_high").or(apart("partner_low", "reporter_high")).not()
}

/// The intersection where they agree, else the hull; open where an end of the hull is.
fn ends() -> [Expr; 2] {
    let end = |name: &str, inner_is_larger: bool| {
        let (one, other) = (col(format!("reporter_{name}")), col(format!("partner_{name}")));
        let larger = when(one.clone().gt(other.clone())).then(one.clone()).otherwise(other.clone());
        let smaller = when(one.clone().gt(other.clone())).then(other.clone()).otherwise(one.clone());
        let (inner, outer) = if inner_is_larger { (larger, smaller) } else { (smaller, larger) };
        let open = one.clone().is_null().or(other.clone().is_null());
        let known = coalesce(&[one, other]);
        when(open.clone().and(col("agree")))
            .then(known)
            .when(open)
            .then(lit(NULL))
            .when(col("agree"))
            .then(inner)
            .otherwise(outer)
            .alias(format!("value_{name}"))
    };
    [end("low", true), end("high", false)]
}

/// Where the sides agree the figure with the narrower interval, within what both allow.
fn consensus() -> Expr {
    let width = |side: &str| col(format!("{side}_high")) - col(format!("{side}_low"));
    let partner_is_closer = width("partner").lt(width("reporter")).fill_null(lit(false));
    let (reporter, partner) = (col("reporter_value"), col("partner_value"));
    let closer = when(partner_is_closer).then(partner.clone()).otherwise(reporter.clone());
    let closer = coalesce(&[closer, reporter, partner]);
    let (low, high) = (col("value_low"), col("value_high"));
    when(col("agree").not())
        .then(lit(NULL))
        .when(closer.clone().lt(low.clone()))
        .then(low)
        .when(closer.clone().gt(high.clone()))
        .then(high)
        .otherwise(closer)
}
