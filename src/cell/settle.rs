//! The choice between figures: claims that do not agree, and figures that are equally precise.
//!
//! Two groupings: claims to statements (the same figure, stated in the same way, in one cell) with their witnesses, then
//! statements to what each cell makes of them.

use super::{Steps, grade, witness};
use crate::value::amount::Qualifier;
use polars::prelude::*;

/// For the cell of each claim, by its number: whether the point at which intervals touch is stated (`touch_stated`), the most precise
/// figure (`settled_precise`), the figure that stands against the others (`most_stated`), whether they are exact, what
/// that was decided by (`settled_by`), and what was `said`.
pub(super) fn settled(claims: LazyFrame, steps: &Steps) -> LazyFrame {
    let order = |descending: &[bool]| {
        SortMultipleOptions::default()
            .with_order_descending_multi(descending.iter().copied())
            .with_nulls_last(true)
            .with_maintain_order(true)
    };
    let by_precision = ["point", "width", "witnesses", "first_stated", "start", "value", "value_hi", "form"];
    let by_standing = |of: &str| {
        let by = ["point", "grade", "vintage", "witnesses", "first_stated", "start"].map(col);
        col(of).sort_by(by, order(&[true, false, true, true, true, false]))
    };
    // The first of grade, vintage and witnesses in which the figure differs from the next.
    let differs = |of: &str| {
        let (first, next) = (by_standing(of).first(), by_standing(of).get(lit(1), true));
        first.neq_missing(next).and(col("point").sum().gt(lit(1)))
    };
    let settled_by = when(differs("grade"))
        .then(lit("grade"))
        .when(differs("vintage"))
        .then(lit("vintage"))
        .otherwise(lit("witnesses"));
    let touch = col("low").max();
    // What an office says later of the same statistic is a revision; what others say later is only later.
    let office = col("grade").eq(lit(grade::OFFICE)).and(lit(steps.vintages));
    let vintage = when(office).then(col("first_stated")).otherwise(lit(NULL)).cast(DataType::Date);
    statements(claims)
        .with_columns([said().alias("said"), vintage.alias("vintage")])
        .sort(by_precision, order(&[true, false, true, true, false, false, false, false]))
        .group_by([col("cell")])
        .agg([
            col("value").eq(touch.clone()).any(true).or(col("value_hi").eq(touch).any(true)).alias("touch_stated"),
            col("value").first().alias("settled_precise"),
            col("exact").first().alias("settled_precise_exact"),
            by_standing("value").first().alias("most_stated"),
            by_standing("exact").first().alias("most_stated_exact"),
            settled_by.alias("settled_by"),
            by_standing("said").str().join("; ", true).alias("said"),
        ])
}

fn statements(claims: LazyFrame) -> LazyFrame {
    let is = |qualifier: Qualifier| col("qualifier").eq(lit(qualifier.name()));
    let name = |qualifier: Qualifier| lit(qualifier.name());
    let form = when(is(Qualifier::Approx)).then(name(Qualifier::Exact)).otherwise(col("qualifier"));
    claims
        .with_column(form.alias("form"))
        .group_by(["cell", "value", "value_hi", "form"].map(col))
        .agg([
            col("exact").any(true),
            col("width").min(),
            col("low").max(),
            col("high").min(),
            witness::counted().alias("witnesses"),
            col("grade").min(),
            col("published").min().alias("first_stated"),
            col("start").min(),
        ])
        .with_column(col("form").eq(name(Qualifier::Exact)).alias("point"))
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
        .when(col("high").is_null())
        .then(bound(">=", "low"))
        .otherwise(bound("<=", "high"));
    concat_str([figure, lit(" ("), col("witnesses").cast(DataType::String), lit(")")], "", true)
}
