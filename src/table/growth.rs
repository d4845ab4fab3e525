//! How statistics change from year to year.

use super::INDEX;
use polars::prelude::*;

/// A table in long form with the figure of a year before beside each row, and the growth from it:
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `previous`, `previous_low`, `previous_high` | Decimal(38, 6) | `value` of the same statistic for the same months of the year before, and its interval |
/// | `growth` | Float64 | `value / previous - 1`: 0.175 is 17.5% |
/// | `growth_low`, `growth_high` | Float64 | the same of the ends of both intervals, `low / high - 1` and `high / low - 1` |
///
/// The same statistic is one that is alike in all of [`INDEX`]: what was reported never grows out of what was derived,
/// nor one side's figure out of the other's. Turnover of two parties in nobody's named statistics has no growth: this
/// year's figure may be of one side and last year's of the other, which differ by more than most trade grows. Months of one year are compared with the same months, never with the whole
/// year. There is no growth of a balance, from nothing, or between bounds ('over 4bn'); of these the ends of intervals
/// may still say something. The usual year-on-year rate of every statistical office (IMTS 2010, chapter on
/// dissemination).
pub fn growth(table: LazyFrame) -> LazyFrame {
    let before = ["value", "value_low", "value_high", "bound_kind"];
    let previous = table
        .clone()
        .with_columns(same_period(1))
        .group_by([key(), moment()].concat())
        .agg(before.map(|name| col(name).first().alias(format!("previous_{name}"))));
    let on = [key(), moment()].concat();
    let is_figure = |name: &str| col(name).eq(lit("exact")).or(col(name).eq(lit("approx")));
    let real = |name: &str| col(name).cast(DataType::Float64);
    let grows = |name: &'static str| col(name).gt(lit(0)).and(col("measure").neq(lit("balance")));
    let rate = |now: &'static str, before: &'static str| {
        when(grows(before)).then(real(now) / real(before) - lit(1.0)).otherwise(lit(NULL)).cast(DataType::Float64)
    };
    let both = is_figure("bound_kind").and(is_figure("previous_bound_kind"));
    let rate = move |now, before| when(of_one_side()).then(rate(now, before)).otherwise(lit(NULL));
    table
        .with_columns(same_period(0))
        .join_builder()
        .with(previous)
        .how(JoinType::Left)
        .left_on(on.clone())
        .right_on(on)
        .join_nulls(true)
        .finish()
        .with_columns([
            col("previous_value").alias("previous"),
            col("previous_value_low").alias("previous_low"),
            col("previous_value_high").alias("previous_high"),
            when(both).then(rate("value", "previous_value")).otherwise(lit(NULL)).alias("growth"),
            rate("value_low", "previous_value_high").alias("growth_low"),
            rate("value_high", "previous_value_low").alias("growth_high"),
        ])
        .drop(by_name(SAME_PERIOD.into_iter().chain(before.map(previous_name)), true, false))
        .sort(super::ORDER, SortMultipleOptions::default())
}

/// Compound annual growth, one row for each statistic with at least two calendar years of figures: [`INDEX`], then
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `from`, `to` | String | first and last year |
/// | `years` | UInt32 | how many years lie between |
/// | `first`, `first_low`, `first_high`, `last`, `last_low`, `last_high` | Decimal(38, 6) | their figures and intervals |
/// | `cagr` | Float64 | `(last / first)^(1 / years) - 1` |
/// | `cagr_low`, `cagr_high` | Float64 | the same of the ends of both intervals, `low / high` and `high / low` |
///
/// Bounds, balances, turnover in nobody's named statistics and figures that are not above 0 do not take part; nor do parts of years, which are never turned
/// into whole ones.
pub fn cagr(table: LazyFrame) -> LazyFrame {
    let figure = col("bound_kind").eq(lit("exact")).or(col("bound_kind").eq(lit("approx")));
    let part = figure
        .and(col("period_kind").eq(lit("year")))
        .and(col("value").gt(lit(0)))
        .and(col("measure").neq(lit("balance")))
        .and(of_one_side());
    let at = |name: &str, first: bool| {
        let sorted = col(name).sort_by(["period_start"], SortMultipleOptions::default());
        if first { sorted.first() } else { sorted.last() }
    };
    let year = |first: bool| at("period_start", first).dt().year();
    let real = |name: &str| col(name).cast(DataType::Float64);
    let compound = |last: &str, first: &str| {
        let ratio = real(last) / real(first);
        let rate = ratio.pow(lit(1.0) / real("years")) - lit(1.0);
        when(col(first).gt(lit(0)).and(col(last).gt(lit(0)))).then(rate).otherwise(lit(NULL))
    };
    table
        .filter(part)
        .group_by(key())
        .agg([
            at("period", true).alias("from"),
            at("period", false).alias("to"),
            (year(false) - year(true)).cast(DataType::UInt32).alias("years"),
            at("value", true).alias("first"),
            at("value_low", true).alias("first_low"),
            at("value_high", true).alias("first_high"),
            at("value", false).alias("last"),
            at("value_low", false).alias("last_low"),
            at("value_high", false).alias("last_high"),
        ])
        .filter(col("years").gt(lit(0)))
        .with_columns([
            compound("last", "first").alias("cagr"),
            compound("last_low", "first_high").alias("cagr_low"),
            compound("last_high", "first_low").alias("cagr_high"),
        ])
        .sort(INDEX, SortMultipleOptions::default())
}

/// Whether it is known whose figures they are: a flow without a named side is its reporter's.
fn of_one_side() -> Expr {
    col("side").is_not_null().or(col("reporter").is_not_null())
}

fn key() -> Vec<Expr> {
    INDEX.map(col).to_vec()
}

fn previous_name(name: &str) -> &'static str {
    match name {
        "value" => "previous_value",
        "value_low" => "previous_value_low",
        "value_high" => "previous_value_high",
        _ => "previous_bound_kind",
    }
}

/// The columns of [`same_period`].
pub(crate) const SAME_PERIOD: [&str; 5] = ["at_kind", "at_year", "at_month", "at_day", "at_length"];

/// The columns by which the same months of two years are equal.
fn moment() -> Vec<Expr> {
    SAME_PERIOD.map(col).to_vec()
}

/// The moment so many years later: kind, year, month and day of the beginning, and length. The last day of February
/// differs from year to year, so that whole months are counted in months.
pub(crate) fn same_period(years: i32) -> [Expr; 5] {
    let year = |of: &str| col(of).dt().year();
    let month = |of: &str| col(of).dt().month().cast(DataType::Int32);
    let day = |of: &str| col(of).dt().day().cast(DataType::Int32);
    let (start, end) = ("period_start", "period_end");
    let months = (year(end) - year(start)) * lit(12) + month(end) - month(start);
    let odd_days = col("period_kind").eq(lit("span")).or(col("period_kind").eq(lit("day")));
    let last_day = when(odd_days).then(day(end)).otherwise(lit(0));
    [
        col("period_kind").alias("at_kind"),
        (year(start) + lit(years)).alias("at_year"),
        month(start).alias("at_month"),
        day(start).alias("at_day"),
        (months * lit(100) + last_day).alias("at_length"),
    ]
}
