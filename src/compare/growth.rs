//! Whose statistics a growth rate is of.

use super::sides::{in_order_of_code, sides};
use crate::error::Error;
use crate::ledger::{check_columns, wrong};
use crate::table::{SAME_PERIOD, same_period};
use crate::value::flow::{Kind, Measure, Status};
use polars::prelude::*;

/// Every growth rate of a ledger that has happened, is of all goods and of turnover, exports or imports of two parties,
/// beside the official growth of both sides: a growth rate is a fingerprint of the office that counted, even where its
/// level was revised.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `claim_id` | String | the claim, `doc:start-end` |
/// | `pair`, `reporter`, `partner`, `side`, `measure` | String | as the claim has them; the parties of a pair, and of turnover, in order of code |
/// | `period`, `period_kind` | String | label and kind |
/// | `period_start`, `period_end` | Date | first and last day |
/// | `growth`, `low`, `high` | Decimal(38, 6) | what it states, in per cent, and its interval |
/// | `official` | String | the official growth of each side, in per cent: `AZE 4.4; RUS 34.5`; null where there is none |
/// | `fits` | String | the one side that it agrees with; null where neither or both do |
///
/// It agrees where the official growth lies in the interval or at most `tolerance` percentage points outside.
///
/// # Errors
/// A frame that is no ledger, or has no official figures ([`Error::is_table`]).
pub fn growth_sides(mut ledger: LazyFrame, official: LazyFrame, tolerance: f64) -> Result<LazyFrame, Error> {
    let found = ledger.collect_schema().map_err(wrong)?;
    check_columns(&found, &READ)?;
    let official = growth_of_sides(official)?.collect().map_err(wrong)?.lazy();
    let is = |name: &str, value: &'static str| col(name).eq(lit(value));
    let measures = [Measure::Trade, Measure::Exports, Measure::Imports];
    let rate = is("kind", Kind::Change.name())
        .and(is("unit", "%"))
        .and(is("status", Status::Actual.name()))
        .and(col("per").is_null())
        .and(col("commodity").is_null())
        .and(measures.iter().fold(lit(false), |any, measure| any.or(is("measure", measure.name()))));
    let parties = col("reporter").neq(col("partner")).and(col("period_start").is_not_null());
    let id = concat_str([col("doc"), lit(":"), col("start"), lit("-"), col("end")], "", false);
    let [reporter, partner] = in_order_of_code();
    let claims = ledger
        .filter(rate.and(parties))
        .with_columns([id.alias("claim_id"), reporter.alias("key_reporter"), partner.alias("key_partner")])
        .select(
            SHOWN.map(col).into_iter().chain(JOINED.map(col)).chain([col("value").alias("growth")]).collect::<Vec<_>>(),
        );
    let on = [&JOINED[..], &["measure"]].concat().into_iter().map(col).collect::<Vec<_>>();
    let real = |name: &str| col(name).cast(DataType::Float64);
    let near = real("official_growth")
        .gt_eq(real("low") - lit(tolerance))
        .and(real("official_growth").lt_eq(real("high") + lit(tolerance)))
        .fill_null(lit(false));
    let tenths = col("official_growth").cast(DataType::Decimal(38, 1)).cast(DataType::String);
    let said = concat_str([col("official_side"), tenths], " ", false);
    let fitting = col("official_side").filter(near);
    let in_order = col("key_reporter").lt_eq(col("key_partner"));
    let first = when(in_order.clone()).then(col("key_reporter")).otherwise(col("key_partner"));
    let second = when(in_order).then(col("key_partner")).otherwise(col("key_reporter"));
    let order = ["measure", "key_reporter", "key_partner", "period_start", "period_end", "claim_id"];
    Ok(claims
        .join_builder()
        .with(official)
        .how(JoinType::Left)
        .left_on(&on)
        .right_on(&on)
        .finish()
        .sort(["official_side"], SortMultipleOptions::default().with_maintain_order(true))
        .group_by(SHOWN.map(col).into_iter().chain(JOINED.map(col)).chain([col("growth")]).collect::<Vec<_>>())
        .agg([
            said.drop_nulls().str().join("; ", true).alias("official"),
            when(fitting.clone().n_unique().eq(lit(1))).then(fitting.first()).otherwise(lit(NULL)).alias("fits"),
        ])
        .sort(order, SortMultipleOptions::default())
        .select([
            col("claim_id"),
            concat_str([first, second], "-", false).alias("pair"),
            col("key_reporter").alias("reporter"),
            col("key_partner").alias("partner"),
            col("side"),
            col("measure"),
            col("period"),
            col("period_kind"),
            col("period_start"),
            col("period_end"),
            col("growth"),
            col("low"),
            col("high"),
            when(col("official").eq(lit(""))).then(lit(NULL)).otherwise(col("official")).alias("official"),
            col("fits"),
        ]))
}

/// What is read of a ledger.
const READ: [&str; 19] = [
    "doc",
    "start",
    "end",
    "value",
    "low",
    "high",
    "unit",
    "kind",
    "measure",
    "status",
    "per",
    "commodity",
    "reporter",
    "partner",
    "side",
    "period",
    "period_kind",
    "period_start",
    "period_end",
];

const SHOWN: [&str; 7] = ["claim_id", "side", "measure", "period", "period_kind", "low", "high"];

const JOINED: [&str; 4] = ["key_reporter", "key_partner", "period_start", "period_end"];

/// The growth of every official figure from the same months of the year before, in per cent, side by side.
fn growth_of_sides(official: LazyFrame) -> Result<LazyFrame, Error> {
    let figures = sides(official)?.filter(col("is_usual")).collect().map_err(wrong)?.lazy();
    let series = ["key_reporter", "key_partner", "measure", "unit", "official_side"];
    let on: Vec<Expr> = series.into_iter().chain(SAME_PERIOD).map(col).collect();
    let before = figures
        .clone()
        .with_columns(same_period(1))
        .select([on.clone(), vec![col("official").alias("before")]].concat());
    let ratio = col("official").cast(DataType::Float64) / col("before").cast(DataType::Float64);
    Ok(figures
        .with_columns(same_period(0))
        .join_builder()
        .with(before)
        .how(JoinType::Inner)
        .left_on(&on)
        .right_on(&on)
        .finish()
        .filter(col("before").gt(lit(0)))
        .with_column(((ratio - lit(1.0)) * lit(100.0)).alias("official_growth"))
        .select(
            [
                "key_reporter",
                "key_partner",
                "measure",
                "period_start",
                "period_end",
                "official_side",
                "official_growth",
            ]
            .map(col),
        ))
}
