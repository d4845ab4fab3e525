//! Which claims enter which table, and why the others enter none.

use super::key::{KEY, first_party, second_party};
use crate::error::Error;
use crate::ledger;
use crate::value::flow::{Kind, Measure};
use polars::prelude::*;

/// What is read of a ledger besides the key.
const READ: [&str; 15] = [
    "doc",
    "start",
    "end",
    "value",
    "value_hi",
    "qualifier",
    "kind",
    "per",
    "low",
    "high",
    "period",
    "published",
    "source",
    "fingerprint",
    "converts",
];

/// Every claim of a ledger with two more columns: `table` (`turnover`, `flows` or `freight`; null for none) and
/// `left_out`, the reason where it enters none.
///
/// Parties and goods are put in the form of the key: the two parties of turnover in order of code, the world always as
/// partner; goods in lower case.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn entries(mut ledger: LazyFrame) -> Result<LazyFrame, Error> {
    let found = ledger.collect_schema().map_err(ledger::wrong)?;
    ledger::check_columns(&found, &[&KEY[..], &READ[..]].concat())?;
    let trade = is(Measure::Trade);
    let world_partner = col("partner").eq(lit("WLD"));
    let turned = trade.clone().and(col("reporter").eq(lit("WLD")));
    let sorted = trade.and(world_partner.not());
    let party = |name: &str, other: &str, in_order: Expr| {
        when(turned.clone()).then(col(other)).when(sorted.clone()).then(in_order).otherwise(col(name)).alias(name)
    };
    Ok(ledger
        .with_column(left_out().alias("left_out"))
        .with_columns([
            party("reporter", "partner", first_party()),
            party("partner", "reporter", second_party()),
            col("commodity").str().strip_chars(lit(NULL)).str().to_lowercase(),
        ])
        .with_column(table().alias("table")))
}

/// How many claims enter each table and how many are left out for what reason: one row for each `table` and
/// `left_out` (String, one of them null) with `n_claims` (UInt32), in order.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn coverage(ledger: LazyFrame) -> Result<LazyFrame, Error> {
    let order = SortMultipleOptions::default().with_nulls_last(true);
    Ok(entries(ledger)?
        .group_by([col("table"), col("left_out")])
        .agg([len().cast(DataType::UInt32).alias("n_claims")])
        .sort(["table", "left_out"], order))
}

/// Whether a claim enters any table: what [`left_out`] leaves null, without a text for each claim.
pub(super) fn enters() -> Expr {
    reasons().into_iter().fold(lit(true), |enters, (holds, _)| enters.and(holds.fill_null(lit(false)).not()))
}

/// The first reason against a claim.
fn left_out() -> Expr {
    reasons().into_iter().rev().fold(lit(NULL), |rest, (holds, reason)| when(holds).then(reason).otherwise(rest))
}

/// The reasons against a claim, in the order of the table of reasons.
fn reasons() -> [(Expr, Expr); 9] {
    let world = |name: &str| col(name).eq(lit("WLD"));
    let missing = |name: &str| col(name).is_null();
    let of_trade = Measure::ALL.iter().filter(|measure| measure.is_trade()).map(|measure| is(*measure));
    let world_total = world("reporter").and(is(Measure::Trade).not().or(missing("partner")));
    [
        (col("kind").neq(lit(Kind::Level.name())), col("kind")),
        (of_trade.fold(lit(false), Expr::or).not(), lit("measure")),
        (col("per").is_not_null(), lit("rate")),
        (col("unit").eq(lit("%")), lit("unit")),
        (missing("reporter"), lit("reporter")),
        (world_total, lit("world_total")),
        (missing("partner").and(is(Measure::Freight).not()), lit("partner")),
        (col("reporter").eq(col("partner")), lit("same_party")),
        (missing("period_start").or(missing("period_end")), lit("period")),
    ]
}

fn table() -> Expr {
    when(col("left_out").is_not_null())
        .then(lit(NULL))
        .when(is(Measure::Freight))
        .then(lit("freight"))
        .when(is(Measure::Trade).and(col("partner").neq(lit("WLD"))))
        .then(lit("turnover"))
        .otherwise(lit("flows"))
}

fn is(measure: Measure) -> Expr {
    col("measure").eq(lit(measure.name()))
}
