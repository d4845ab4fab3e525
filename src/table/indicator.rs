//! Ratios that economists read off bilateral flows.
//!
//! All are Float64 and null where a figure is missing, only bounded, or where the definition has no value (a division by
//! nothing). None is made of different sides, units, goods, periods or statuses.

use super::partners::{is_country, partner_schema, partners};
use crate::cell::SHOWN;
use crate::error::Error;
use crate::ledger::wrong;
use crate::table::filter::is_money;
use polars::prelude::*;

/// For each row of [`partners`] with exports and imports (X and M), the world included:
///
/// | column | type | definition | source |
/// | --- | --- | --- | --- |
/// | `cover_ratio` | Float64 | X / M: above 1 in surplus | IMTS 2010; UNCTAD Handbook of Statistics |
/// | `normalised_balance` | Float64 | (X - M) / (X + M): -1 to 1 | UN ESCAP, Trade Statistics in Policymaking |
/// | `grubel_lloyd` | Float64 | 1 - abs(X - M) / (X + M): 0 one-way to 1 balanced | Grubel and Lloyd 1975; of whole trade and not of goods, so a measure of balance |
///
/// Before them stand the columns of [`partner_schema`] up to `unit`, `exports` and `imports`.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells ([`Error::is_table`]).
pub fn indicators(cells: LazyFrame) -> Result<LazyFrame, Error> {
    let real = |name: &str| col(name).cast(DataType::Float64);
    let (x, m) = (real("exports"), real("imports"));
    let sum = x.clone() + m.clone();
    let of_sum = |ratio: Expr| when(sum.clone().gt(lit(0.0))).then(ratio).otherwise(lit(NULL)).cast(DataType::Float64);
    let balance = (x.clone() - m.clone()) / sum.clone();
    let cover = when(m.clone().gt(lit(0.0))).then(x / m).otherwise(lit(NULL)).cast(DataType::Float64);
    let gap = when(balance.clone().lt(lit(0.0))).then(lit(0.0) - balance.clone()).otherwise(balance.clone());
    let mut columns: Vec<Expr> = partner_schema().iter_names().take(12).map(|name| col(name.clone())).collect();
    columns.extend([
        cover.alias("cover_ratio"),
        of_sum(balance).alias("normalised_balance"),
        of_sum(lit(1.0) - gap).alias("grubel_lloyd"),
    ]);
    let both = col("exports").is_not_null().and(col("imports").is_not_null());
    Ok(partners(cells)?.filter(both).select(columns))
}

/// How much the trade of a country rests on few partners: one row for each country, measure, side, goods, period, status
/// and unit with at least two partner countries.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `country`, `measure`, `side`, `commodity`, `period`, `period_kind`, `status`, `unit` | String | `measure` is `exports`, `imports` or `trade` |
/// | `period_start`, `period_end` | Date | first and last day |
/// | `partners` | UInt32 | partner countries that are known |
/// | `known` | Decimal(38, 6) | their sum |
/// | `hhi` | Float64 | Herfindahl-Hirschman index of them: the sum of the squares of their shares in `known`, 1 / `partners` to 1 |
/// | `coverage` | Float64 | `known` as a part of the stated total; null where nobody states that; above 1 the figures do not fit together |
///
/// The index is that of WITS (World Bank), which takes all partners but the world and groups. Reports name the large
/// partners and not the small ones: without a `coverage` near 1 the index is too high.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells ([`Error::is_table`]).
pub fn concentration(cells: LazyFrame) -> Result<LazyFrame, Error> {
    let rows = partners(cells)?.filter(is_country("partner")).collect().map_err(wrong)?.lazy();
    let index =
        ["country", "side", "commodity", "period", "period_kind", "period_start", "period_end", "status", "unit"];
    let measures = [
        ("exports", "exports", "export_share"),
        ("imports", "imports", "import_share"),
        ("trade", "turnover", "share"),
    ];
    let of = |(name, measure, share): (&'static str, &'static str, &'static str)| {
        let real = || col(measure).cast(DataType::Float64);
        rows.clone()
            .filter(col(measure).is_not_null().and(col(measure).gt(lit(0))))
            .group_by(index.map(col))
            .agg([
                lit(name).first().alias("measure"),
                len().cast(DataType::UInt32).alias("partners"),
                col(measure).sum().alias("known"),
                ((real() * real()).sum() / (real().sum() * real().sum())).alias("hhi"),
                when(col(share).null_count().eq(lit(0))).then(col(share).sum()).otherwise(lit(NULL)).alias("coverage"),
            ])
            .filter(col("partners").gt(lit(1)))
    };
    let order = ["country", "measure", "side", "commodity", "status", "unit", "period_start", "period"];
    let columns = [
        "country",
        "measure",
        "side",
        "commodity",
        "period",
        "period_kind",
        "period_start",
        "period_end",
        "status",
        "unit",
    ];
    let columns = columns.into_iter().chain(["partners", "known", "hhi", "coverage"]).map(col).collect::<Vec<_>>();
    let all = concat(measures.map(of), UnionArgs::default()).map_err(wrong)?;
    Ok(all.sort(order, SortMultipleOptions::default()).select(columns))
}

/// What a tonne is worth: money and tonnes of the same flow, side, goods, period and status, as
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `pair`, `reporter`, `partner`, `side`, `measure`, `commodity`, `period`, `period_kind`, `status` | String | as in [`cell::schema`](crate::cell::schema) |
/// | `unit` | String | `USD/t` |
/// | `amount`, `tonnes` | Decimal(38, 6) | the two figures |
/// | `unit_value` | Float64 | `amount / tonnes` |
///
/// The unit value of IMTS 2010: a mean over qualities, and no price. Goods have to be named and no figure may be a bound;
/// volumes are turned into tonnes before, where that is wanted ([`mass`](crate::convert::mass)).
pub fn unit_values(cells: LazyFrame) -> LazyFrame {
    let figure = col("bound_kind").eq(lit("exact")).or(col("bound_kind").eq(lit("approx")));
    let key: Vec<Expr> = SHOWN.into_iter().filter(|name| *name != "unit").map(col).collect();
    let cells = cells.filter(figure.and(col("commodity").is_not_null())).cache();
    let tonnes = cells.clone().filter(col("unit").eq(lit("t")).and(col("value").gt(lit(0))));
    let tonnes = tonnes.group_by(key.clone()).agg([col("value").first().alias("tonnes")]);
    let order = ["pair", "reporter", "partner", "measure", "commodity", "side", "status", "unit", "period_start"];
    let shown = ["pair", "reporter", "partner", "side", "measure", "commodity", "period", "period_kind", "status"];
    let real = |name: &str| col(name).cast(DataType::Float64);
    let mut columns = shown.map(col).to_vec();
    columns.extend([
        concat_str([col("unit"), lit("/t")], "", false).alias("unit"),
        col("value").alias("amount"),
        col("tonnes"),
        (real("value") / real("tonnes")).alias("unit_value"),
    ]);
    cells
        .filter(is_money())
        .join_builder()
        .with(tonnes)
        .how(JoinType::Inner)
        .left_on(&key)
        .right_on(&key)
        .join_nulls(true)
        .finish()
        .sort(order, SortMultipleOptions::default())
        .select(columns)
}
