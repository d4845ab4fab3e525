//! What was known of a statistic on each day.

use crate::cell::{self, KEY, SHOWN, Steps, key_fields};
use crate::error::Error;
use crate::ledger::{AMOUNT, wrong};
use crate::table::ORDER;
use polars::prelude::*;

/// Names and types of the columns of [`revisions`], in order.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `pair`, `reporter`, `partner`, `side`, `measure`, `commodity`, `basis`, `period`, `period_kind`, `period_start`, `period_end`, `status`, `unit` | | the cell, as in [`cell::schema`](crate::cell::schema) |
/// | `published` | Date | the day of publication of reports on it |
/// | `value`, `value_low`, `value_high` | Decimal(38, 6) | what the cell says by the end of that day |
/// | `previous` | Decimal(38, 6) | what it said before; null on the first day |
/// | `change` | Decimal(38, 6) | `value - previous` |
/// | `relative_change` | Float64 | `change / previous` |
/// | `n_claims` | UInt32 | claims behind it by then |
/// | `method` | String | as in [`cell::schema`](crate::cell::schema) |
/// | `source_ids` | List(String) | the articles behind it by then |
pub fn revision_schema() -> Schema {
    let list = DataType::List(Box::new(DataType::String));
    let more = [
        ("published", DataType::Date),
        ("value", AMOUNT),
        ("value_low", AMOUNT),
        ("value_high", AMOUNT),
        ("previous", AMOUNT),
        ("change", AMOUNT),
        ("relative_change", DataType::Float64),
        ("n_claims", DataType::UInt32),
        ("method", DataType::String),
        ("source_ids", list),
    ];
    key_fields(SHOWN).chain(more).map(|(name, dtype)| Field::new(name.into(), dtype)).collect()
}

/// What each cell said by the end of each day on which something was published on it, in order of cell and day. Claims
/// without a day of publication are left out, and so is what only follows from other cells.
///
/// # Errors
/// A frame that is no ledger ([`Error::is_table`]).
pub fn revisions(ledger: LazyFrame, steps: &Steps) -> Result<LazyFrame, Error> {
    let known = col("table").is_not_null().and(col("published").is_not_null());
    let entries = cell::entries(ledger)?.filter(known).collect().map_err(wrong)?.lazy();
    let mut days = KEY.map(col).to_vec();
    days.push(col("published").alias("day"));
    let days = entries.clone().group_by(days).agg([len().alias("n")]);
    // All that is known by a day is a cell of its own for as long as cells are reckoned: the day stands in the status.
    let dated = concat_str([col("status"), lit(MARK), number_of("day").cast(DataType::String)], "", false);
    let known_by_day = days
        .join_builder()
        .with(entries)
        .how(JoinType::Inner)
        .left_on(KEY.map(col))
        .right_on(KEY.map(col))
        .join_nulls(true)
        .finish()
        .filter(col("published").lt_eq(col("day")))
        .with_column(dated.alias("status"));
    let reported = Steps { flows: false, growth: false, shares: false, periods: false, ..*steps };
    let part = |at: i64| col("status").str().split(lit(MARK)).list().get(lit(at), true);
    let cells = cell::cells_of(known_by_day, &reported)?
        .with_columns([part(0).alias("status"), part(1).cast(DataType::Int32).cast(DataType::Date).alias("published")]);
    let order: Vec<&str> = ORDER.into_iter().chain(["published"]).collect();
    let before = col("value").shift(lit(1)).over(SHOWN.map(col)).map_err(wrong)?;
    let real = |name: &str| col(name).cast(DataType::Float64);
    let relative = when(col("previous").eq(lit(0))).then(lit(NULL)).otherwise(real("change") / real("previous"));
    let columns: Vec<Expr> =
        revision_schema().iter_fields().map(|field| col(field.name.clone()).cast(field.dtype)).collect();
    Ok(cells
        .sort(order, SortMultipleOptions::default())
        .with_column(before.alias("previous"))
        .with_column((col("value") - col("previous")).alias("change"))
        .with_column(relative.alias("relative_change"))
        .select(columns))
}

/// Between status and day; no status has it.
const MARK: &str = "@";

fn number_of(day: &str) -> Expr {
    col(day).cast(DataType::Int32)
}
