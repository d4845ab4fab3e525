//! Cells beside the official figures of both sides.

use super::official::official_schema;
use crate::error::Error;
use crate::ledger::{AMOUNT, wrong};
use crate::value::flow::Measure;
use polars::prelude::*;

/// Names and types of the columns of [`compare`], in order.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `pair`, `reporter`, `partner`, `side`, `measure`, `basis`, `period`, `period_kind` | String | as in [`cell::schema`](crate::cell::schema) |
/// | `period_start`, `period_end` | Date | first and last day |
/// | `unit`, `origin` | String | likewise |
/// | `value`, `value_low`, `value_high` | Decimal(38, 6) | the figure of the reports and its interval |
/// | `bound_kind` | String | what it is |
/// | `fits` | String | the side whose official figure it agrees with, or is nearest to |
/// | `official` | Decimal(38, 6) | that figure; null where there is none |
/// | `official_basis` | String | its basis; null where the table does not say |
/// | `difference` | Decimal(38, 6) | `value - official` |
/// | `gap` | Float64 | `difference / official` |
/// | `verdict` | String | see below |
/// | `side_agrees` | Boolean | whether the side that the reports name is the one that fits; null where they name none |
/// | `other_side` | String | the other side that has a figure |
/// | `other_official` | Decimal(38, 6) | its figure |
/// | `claim_ids` | List(String) | the claims behind the cell |
///
/// | `verdict` | the official figure |
/// | --- | --- |
/// | `rounding` | lies in the interval that the stated digits and hedge allow |
/// | `bound` | is on the right side of 'over' or 'up to' |
/// | `disputed` | lies between reports that do not agree with one another |
/// | `tolerance` | lies outside, but the gap is within the tolerance |
/// | `outside` | lies outside |
/// | `no_official` | is not there |
pub fn comparison_schema() -> Schema {
    let texts = |names: &'static [&'static str]| names.iter().map(|name| (*name, DataType::String));
    texts(&["pair", "reporter", "partner", "side", "measure", "basis", "period", "period_kind"])
        .chain([("period_start", DataType::Date), ("period_end", DataType::Date)])
        .chain(texts(&["unit", "origin"]))
        .chain(["value", "value_low", "value_high"].map(|name| (name, AMOUNT)))
        .chain(texts(&["bound_kind", "fits"]))
        .chain([("official", AMOUNT), ("official_basis", DataType::String)])
        .chain([("difference", AMOUNT), ("gap", DataType::Float64)])
        .chain([("verdict", DataType::String), ("side_agrees", DataType::Boolean), ("other_side", DataType::String)])
        .chain([("other_official", AMOUNT), ("claim_ids", DataType::List(Box::new(DataType::String)))])
        .map(|(name, dtype)| Field::new(name.into(), dtype))
        .collect()
}

/// Each cell of money that has happened, of all goods together, beside the official figures of both sides, in the order
/// of [`ORDER`](crate::table::ORDER). `tolerance` is a part of the official figure: 0.003 is 0.3%.
///
/// The side that the reports name is taken where its figure agrees, then one that agrees within rounding, then the nearer. Exports of A
/// to B are compared with A's exports and with B's imports, turnover with that of each side. Of a side that has the figure in
/// several valuations that of the cell is taken, and where reports do not say it the usual one: exports FOB, imports CIF. Targets, goods and rates are
/// in no official total and in no comparison.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells or no official figures ([`Error::is_table`]).
pub fn compare(cells: LazyFrame, official: LazyFrame, tolerance: f64) -> Result<LazyFrame, Error> {
    let sides = sides(official)?.drop(by_name(["period_kind"], true, false)).collect().map_err(wrong)?.lazy();
    let measures = [Measure::Trade, Measure::Exports, Measure::Imports, Measure::Balance];
    let is_measure = measures.iter().fold(lit(false), |any, measure| any.or(is(*measure)));
    let compared = col("status").eq(lit("actual")).and(col("commodity").is_null()).and(is_measure);
    let compared = compared.and(crate::table::is_money());
    let cells = cells.filter(compared).sort(crate::table::ORDER, SortMultipleOptions::default());
    let cells = cells.with_row_index("cell", None).with_columns(parties()).collect().map_err(wrong)?.lazy();
    let on = KEY.map(col);
    let (low, high, official) = (col("value_low"), col("value_high"), col("official"));
    let below = official.clone().lt(low.clone()).fill_null(lit(false));
    let above = official.clone().gt(high.clone()).fill_null(lit(false));
    let within = below.or(above).not().and(official.clone().is_not_null());
    // What has no value is measured from the end of its interval.
    let stated = coalesce(&[col("value"), low, high]);
    let distance = stated - official.clone();
    let distance = when(distance.clone().lt(lit(0))).then(lit(0) - distance.clone()).otherwise(distance);
    let valuation = col("basis").str().split(lit("+")).list().get(lit(0), true);
    let rank_of_basis = when(valuation.eq(col("official_basis"))).then(lit(0)).when(col("is_usual")).then(lit(1));
    let of_side = ["official", "official_basis", "within", "distance", "named"].map(|name| col(name).first());
    let close = col("distance").lt_eq(official.clone().cast(DataType::Float64) * lit(tolerance)).fill_null(lit(false));
    let named = col("side").eq(col("official_side")).fill_null(lit(false));
    let best = ["named", "within", "distance", "official_side"];
    let order = SortMultipleOptions::default().with_order_descending_multi([true, true, false, false]);
    let order = order.with_nulls_last(true);
    let nth = |name: &str, at: i64| {
        let sorted = col(name).sort_by(best, order.clone());
        sorted.slice(lit(at), lit(1)).first()
    };
    let candidates = cells
        .clone()
        .join_builder()
        .with(sides)
        .how(JoinType::Left)
        .left_on(&on)
        .right_on(&on)
        .join_nulls(true)
        .finish()
        .with_columns([within.alias("within"), distance.cast(DataType::Float64).alias("distance")])
        .with_columns([
            named.and(col("within").or(close)).alias("named"),
            rank_of_basis.otherwise(lit(2)).alias("rank_of_basis"),
        ])
        .sort(["cell", "official_side", "rank_of_basis"], SortMultipleOptions::default())
        .group_by([col("cell"), col("official_side")])
        .agg(of_side)
        .group_by([col("cell")])
        .agg([
            nth("official_side", 0).alias("fits"),
            nth("official", 0).alias("official"),
            nth("official_basis", 0).alias("official_basis"),
            nth("within", 0).alias("within"),
            nth("official_side", 1).alias("other_side"),
            nth("official", 1).alias("other_official"),
        ])
        .collect()
        .map_err(wrong)?
        .lazy();
    let gap = col("difference").cast(DataType::Float64) / col("official").cast(DataType::Float64);
    let near = gap.clone().gt_eq(lit(-tolerance)).and(gap.clone().lt_eq(lit(tolerance))).fill_null(lit(false));
    let is_bound = col("bound_kind").eq(lit("at_least")).or(col("bound_kind").eq(lit("at_most")));
    let verdict = when(col("official").is_null())
        .then(lit("no_official"))
        .when(col("within").and(col("agree").not()))
        .then(lit("disputed"))
        .when(col("within").and(is_bound))
        .then(lit("bound"))
        .when(col("within"))
        .then(lit("rounding"))
        .when(near)
        .then(lit("tolerance"))
        .otherwise(lit("outside"));
    let columns: Vec<Expr> = comparison_schema().iter_names().map(|name| col(name.clone())).collect();
    Ok(cells
        .drop(by_name(["key_reporter", "key_partner"], true, false))
        .join_builder()
        .with(candidates)
        .how(JoinType::Left)
        .left_on([col("cell")])
        .right_on([col("cell")])
        .finish()
        .with_column((col("value") - col("official")).alias("difference"))
        .with_columns([
            when(col("official").eq(lit(0))).then(lit(NULL)).otherwise(gap).cast(DataType::Float64).alias("gap"),
            verdict.alias("verdict"),
            col("side").eq(col("fits")).alias("side_agrees"),
        ])
        .sort(["cell"], SortMultipleOptions::default())
        .select(columns))
}

/// How many cells have each verdict: one row for each measure, and one for all, with `measure` (String, `all` for all),
/// `cells`, `compared`, `rounding`, `bound`, `disputed`, `tolerance`, `outside`, `no_official`, `other_side_fits` (UInt32)
/// and `median_gap` (Float64), the median of the gaps without their sign.
pub fn summary(comparison: LazyFrame) -> Result<LazyFrame, Error> {
    let count = |condition: Expr, name: &str| condition.sum().cast(DataType::UInt32).alias(name);
    let verdict = |name: &'static str| count(col("verdict").eq(lit(name)), name);
    let size = when(col("gap").lt(lit(0.0))).then(lit(0.0) - col("gap")).otherwise(col("gap"));
    let counts = vec![
        len().cast(DataType::UInt32).alias("cells"),
        count(col("official").is_not_null(), "compared"),
        verdict("rounding"),
        verdict("bound"),
        verdict("disputed"),
        verdict("tolerance"),
        verdict("outside"),
        verdict("no_official"),
        count(col("side_agrees").not().fill_null(lit(false)), "other_side_fits"),
        size.median().alias("median_gap"),
    ];
    let by_measure = comparison.clone().group_by([col("measure")]).agg(counts.clone());
    let all = comparison.select([vec![lit("all").alias("measure")], counts].concat());
    let by_measure = by_measure.sort(["measure"], SortMultipleOptions::default());
    concat([by_measure, all], UnionArgs::default()).map_err(wrong)
}

/// What cells and official figures are matched by.
const KEY: [&str; 6] = ["key_reporter", "key_partner", "measure", "period_start", "period_end", "unit"];

/// The parties of a cell as its official figures name them: those of turnover in order of code.
fn parties() -> [Expr; 2] {
    let part = |at: i64| col("pair").str().split(lit("-")).list().get(lit(at), true);
    let no_direction = is(Measure::Trade).and(col("pair").is_not_null());
    let party = |name: &str, at: i64| when(no_direction.clone()).then(part(at)).otherwise(col(name));
    [party("reporter", 0).alias("key_reporter"), party("partner", 1).alias("key_partner")]
}

/// Reporter and partner; those of turnover of two parties in order of code.
pub(super) fn in_order_of_code() -> [Expr; 2] {
    let in_order = col("reporter").lt(col("partner")).or(col("partner").eq(lit("WLD")));
    let turned = is(Measure::Trade).and(in_order.not());
    let party = |name: &str, other: &str| when(turned.clone()).then(col(other)).otherwise(col(name));
    [party("reporter", "partner"), party("partner", "reporter")]
}

/// Every official figure as its reporter states it, and as the mirror of what the partner does.
pub(super) fn sides(mut official: LazyFrame) -> Result<LazyFrame, Error> {
    let found = official.collect_schema().map_err(wrong)?;
    for field in official_schema().iter_fields() {
        if found.get(&field.name) != Some(&field.dtype) {
            return Err(Error::table(format!(
                "no official figures: column '{}' ({}) is missing; `compare::official` makes them from CSV",
                field.name, field.dtype
            )));
        }
    }
    let [first, second] = in_order_of_code();
    let trade = is(Measure::Trade);
    let rest = ["period_start", "period_end", "period_kind", "unit"].map(col);
    let own = [
        vec![col("basis").alias("official_basis"), is_usual().alias("is_usual")],
        vec![first.alias("key_reporter"), second.alias("key_partner"), col("measure")],
        rest.to_vec(),
        vec![col("reporter").alias("official_side"), col("value").alias("official")],
    ]
    .concat();
    let mirrored = when(is(Measure::Exports))
        .then(lit(Measure::Imports.name()))
        .when(is(Measure::Imports))
        .then(lit(Measure::Exports.name()))
        .otherwise(col("measure"));
    let value = when(is(Measure::Balance)).then(lit(0) - col("value")).otherwise(col("value"));
    let mirror = [
        vec![col("basis").alias("official_basis"), is_usual().alias("is_usual")],
        vec![col("partner").alias("key_reporter"), col("reporter").alias("key_partner"), mirrored.alias("measure")],
        rest.to_vec(),
        vec![col("reporter").alias("official_side"), value.cast(AMOUNT).alias("official")],
    ]
    .concat();
    let two_parties = official.clone().filter(trade.not().and(col("partner").neq(lit("WLD"))));
    concat([official.select(own), two_parties.select(mirror)], UnionArgs::default()).map_err(wrong)
}

/// Whether a figure is valued as most offices value it, or the table does not say.
fn is_usual() -> Expr {
    let usual = when(is(Measure::Exports)).then(lit("FOB")).when(is(Measure::Imports)).then(lit("CIF"));
    col("basis").is_null().or(col("basis").eq(usual.otherwise(lit("FOB-CIF"))))
}

fn is(measure: Measure) -> Expr {
    col("measure").eq(lit(measure.name()))
}
