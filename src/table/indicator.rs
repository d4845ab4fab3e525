//! Ratios that economists read off bilateral flows.
//!
//! All are Float64 and null where a figure is missing, only bounded, or where the definition has no value (a division by
//! nothing). None is made of different sides, units, goods, periods or statuses.

use super::partners::{in_order, is_country, partner_schema, partners, row_without, says_basis};
use crate::cell::shown_without;
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
/// Each has its lowest and highest value behind it (`cover_ratio_low` ..., Float64): the definition of the ends of both
/// intervals. Before them stand the columns of [`partner_schema`] up to `unit`, `exports` and `imports` with their
/// intervals.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells ([`Error::is_table`]).
pub fn indicators(cells: LazyFrame) -> Result<LazyFrame, Error> {
    let real = |name: &str, end: &str| col(format!("{name}{end}")).cast(DataType::Float64);
    let above_0 = |of: Expr, ratio: Expr| when(of.gt(lit(0.0))).then(ratio).otherwise(lit(NULL));
    let size = |of: Expr| when(of.clone().lt(lit(0.0))).then(lit(0.0) - of.clone()).otherwise(of);
    // More exports and fewer imports raise the first two.
    let ends = [("", "", ""), ("_low", "_high", "_low"), ("_high", "_low", "_high")];
    let ratios = |(of_exports, of_imports, end): (&str, &str, &str)| {
        let (x, m) = (real("exports", of_exports), real("imports", of_imports));
        let sum = x.clone() + m.clone();
        [
            above_0(m.clone(), x.clone() / m.clone()).alias(format!("cover_ratio{end}")),
            above_0(sum.clone(), (x - m) / sum).alias(format!("normalised_balance{end}")),
        ]
    };
    let [least, most] = ["_low", "_high"].map(|end| col(format!("normalised_balance{end}")));
    let (one_end, other_end) = (size(least.clone()), size(most.clone()));
    let nearer_is_least = one_end.clone().lt(other_end.clone());
    let farther = when(nearer_is_least.clone()).then(other_end.clone()).otherwise(one_end.clone());
    let nearer = when(nearer_is_least).then(one_end).otherwise(other_end);
    let may_be_even = least.lt_eq(lit(0.0)).and(most.gt_eq(lit(0.0)));
    let overlap = [
        (lit(1.0) - size(col("normalised_balance"))).alias("grubel_lloyd"),
        (lit(1.0) - farther).alias("grubel_lloyd_low"),
        when(may_be_even).then(lit(1.0)).otherwise(lit(1.0) - nearer).alias("grubel_lloyd_high"),
    ];
    let shown = partner_schema();
    let shown = shown.iter_names().map(|name| name.as_str()).take_while(|name| *name != "turnover");
    let names = ["cover_ratio", "normalised_balance", "grubel_lloyd"];
    let names = names.into_iter().flat_map(|name| ["", "_low", "_high"].map(|end| format!("{name}{end}")));
    let columns: Vec<Expr> = shown.map(str::to_owned).chain(names).map(col).collect();
    let both = col("exports").is_not_null().and(col("imports").is_not_null());
    Ok(partners(cells)?.filter(both).with_columns(ends.map(ratios).concat()).with_columns(overlap).select(columns))
}

/// How much the trade of a country rests on few partners: one row for each country, measure, side, goods, period, status
/// and unit with at least two partner countries.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `country`, `measure`, `side`, `commodity`, `period`, `period_kind`, `status`, `unit` | String | `measure` is `exports`, `imports` or `trade` |
/// | `period_start`, `period_end` | Date | first and last day |
/// | `partners` | UInt32 | partner countries that are known |
/// | `known`, `known_low`, `known_high` | Decimal(38, 6) | their sum, and those of the ends of their intervals |
/// | `hhi` | Float64 | Herfindahl-Hirschman index of them: the sum of the squares of their shares in `known`, 1 / `partners` to 1 |
/// | `hhi_low`, `hhi_high` | Float64 | what it cannot be under or above: the squares of the lows over the square of the sum of the highs, and the other way round |
/// | `coverage`, `coverage_low`, `coverage_high` | Float64 | `known` as a part of the stated total; null where nobody states that; above 1 the figures do not fit together |
///
/// The index is that of WITS (World Bank), which takes all partners but the world and groups. Reports name the large
/// partners and not the small ones: without a `coverage` near 1 the index is too high.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells ([`Error::is_table`]).
pub fn concentration(cells: LazyFrame) -> Result<LazyFrame, Error> {
    let rows = partners(cells)?.filter(is_country("partner")).collect().map_err(wrong)?.lazy();
    let index = row_without(&["partner"]);
    let measures = [
        ("exports", "exports", "export_share"),
        ("imports", "imports", "import_share"),
        ("trade", "turnover", "share"),
    ];
    let of = |(name, measure, share): (&'static str, &'static str, &'static str)| {
        let real = |end: &str| col(format!("{measure}{end}")).cast(DataType::Float64);
        let squares = |end: &str| (real(end) * real(end)).sum();
        let square = |end: &str| real(end).sum() * real(end).sum();
        // Shares of n partners give between 1 / n and 1, whatever the ends of their intervals are.
        let least = lit(1.0) / len().cast(DataType::Float64);
        let (low, high) = (squares("_low") / square("_high"), squares("_high") / square("_low"));
        let low = when(low.clone().gt(least.clone())).then(low).otherwise(least);
        let high = when(high.clone().lt(lit(1.0))).then(high).otherwise(lit(1.0));
        let covered = |end: &str| {
            let parts = col(format!("{share}{end}"));
            let known = parts.clone().null_count().eq(lit(0));
            when(known).then(parts.sum()).otherwise(lit(NULL)).alias(format!("coverage{end}"))
        };
        rows.clone()
            .filter(col(measure).is_not_null().and(col(measure).gt(lit(0))))
            .group_by(&index)
            .agg([
                lit(name).first().alias("measure"),
                len().cast(DataType::UInt32).alias("partners"),
                col(measure).sum().alias("known"),
                col(format!("{measure}_low")).sum().alias("known_low"),
                col(format!("{measure}_high")).sum().alias("known_high"),
                (squares("") / square("")).alias("hhi"),
                low.alias("hhi_low"),
                high.alias("hhi_high"),
                covered(""),
                covered("_low"),
                covered("_high"),
            ])
            .filter(col("partners").gt(lit(1)))
    };
    let order = ["country", "measure", "side", "commodity", "status", "unit", "period_start", "period"];
    let columns = [col("country"), col("measure")].into_iter().chain(row_without(&["country", "partner"]));
    let ends = ["known", "hhi", "coverage"]
        .into_iter()
        .flat_map(|name| ["", "_low", "_high"].map(|end| format!("{name}{end}")));
    let columns = columns.chain([col("partners")]).chain(ends.map(col)).collect::<Vec<_>>();
    let all = concat(measures.map(of), UnionArgs::default()).map_err(wrong)?;
    Ok(all.sort(order, SortMultipleOptions::default()).select(columns))
}

/// What a tonne is worth: money and tonnes of the same flow, side, goods, period and status, as
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `pair`, `reporter`, `partner`, `side`, `measure`, `commodity`, `basis`, `period`, `period_kind`, `status` | String | as in [`cell::schema`](crate::cell::schema) |
/// | `unit` | String | `USD/t` |
/// | `amount`, `amount_low`, `amount_high`, `tonnes`, `tonnes_low`, `tonnes_high` | Decimal(38, 6) | the two figures and their intervals |
/// | `unit_value` | Float64 | `amount / tonnes` |
/// | `unit_value_low`, `unit_value_high` | Float64 | the same of the ends of both intervals, `low / high` and `high / low` |
///
/// The unit value of IMTS 2010: a mean over qualities, and no price. Goods have to be named, and no figure may be a bound or
/// a report's own conversion; volumes are turned into tonnes before, where that is wanted ([`mass`](crate::convert::mass)).
pub fn unit_values(cells: LazyFrame) -> LazyFrame {
    let figure = col("bound_kind").eq(lit("exact")).or(col("bound_kind").eq(lit("approx")));
    // Tonnes are the same however they are valued.
    let key: Vec<Expr> = shown_without(&["unit", "basis"]).into_iter().map(col).collect();
    let stated = col("origin").neq(lit("bracketed"));
    let cells = cells.filter(figure.and(stated).and(col("commodity").is_not_null())).cache();
    let tonnes = cells.clone().filter(col("unit").eq(lit("t")).and(col("value").gt(lit(0))));
    let of_tonnes = ["", "_low", "_high"].map(|end| col(format!("value{end}")).first().alias(format!("tonnes{end}")));
    let tonnes = tonnes.with_column(says_basis()).sort(["says_basis", "basis"], in_order());
    let tonnes = tonnes.group_by(key.clone()).agg(of_tonnes);
    let order =
        ["pair", "reporter", "partner", "measure", "commodity", "side", "basis", "status", "unit", "period_start"];
    let shown = shown_without(&["period_start", "period_end", "unit"]);
    let real = |name: &str| col(name).cast(DataType::Float64);
    let mut columns: Vec<Expr> = shown.into_iter().map(col).collect();
    columns.extend([
        concat_str([col("unit"), lit("/t")], "", false).alias("unit"),
        col("value").alias("amount"),
        col("value_low").alias("amount_low"),
        col("value_high").alias("amount_high"),
        col("tonnes"),
        col("tonnes_low"),
        col("tonnes_high"),
        (real("value") / real("tonnes")).alias("unit_value"),
        (real("value_low") / real("tonnes_high")).alias("unit_value_low"),
        when(col("tonnes_low").gt(lit(0)))
            .then(real("value_high") / real("tonnes_low"))
            .otherwise(lit(NULL))
            .alias("unit_value_high"),
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
