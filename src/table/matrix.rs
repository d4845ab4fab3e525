//! Who trades with whom, as a matrix.

use crate::error::Error;
use crate::ledger::wrong;
use crate::value::flow::Measure;
use polars::frame::PivotColumnNaming;
use polars::prelude::*;
use std::sync::Arc;

/// The columns that tell the rows of a matrix apart, in order; a column for each partner follows.
pub const MATRIX: [&str; 10] =
    ["measure", "commodity", "side", "basis", "status", "unit", "origin", "period", "period_kind", "reporter"];

/// One measure among cells as a matrix: a row for each [`MATRIX`], a column for each partner, named by its code and
/// holding `value` (Decimal(38, 6)).
///
/// Turnover has no direction, so it stands twice: in the row of either party. The column `WLD`, where there is one, is
/// the total that somebody states, not the sum of the row. What nobody states is null, never 0. A matrix with three
/// columns for each partner would be none to read, so the intervals are in the long form only.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells ([`Error::is_table`]).
pub fn matrix(cells: LazyFrame, measure: Measure) -> Result<DataFrame, Error> {
    let cells = cells.filter(col("measure").eq(lit(measure.name())));
    let seen_from = |first: i64, second: i64| {
        let part = |at: i64| col("pair").str().split(lit("-")).list().get(lit(at), true);
        let party = |name: &str, at: i64| coalesce(&[col(name), part(at)]).alias(name);
        cells.clone().with_columns([party("reporter", first), party("partner", second)])
    };
    let both = concat([seen_from(0, 1), seen_from(1, 0)], UnionArgs::default()).map_err(wrong)?;
    let columns = [&MATRIX[..], &["partner", "period_start", "value"]].concat();
    let keys = [&MATRIX[..], &["partner", "period_start"]].concat();
    // What has a direction came out of both views alike.
    let long = both
        .filter(col("partner").is_not_null())
        .select(columns.iter().copied().map(col).collect::<Vec<_>>())
        .group_by(keys.iter().copied().map(col).collect::<Vec<_>>())
        .agg([col("value").first()])
        .collect()
        .map_err(wrong)?;
    let partners = long.clone().lazy().select([col("partner")]).sort(["partner"], SortMultipleOptions::default());
    let partners = partners.select([col("partner").unique_stable()]).collect().map_err(wrong)?;
    let index = [&MATRIX[..], &["period_start"]].concat();
    let order =
        ["measure", "commodity", "side", "basis", "status", "unit", "origin", "period_start", "period", "reporter"];
    let matrix = long
        .lazy()
        .pivot(
            by_name(["partner"], true, false),
            Arc::new(partners),
            by_name(index.iter().copied(), true, false),
            by_name(["value"], true, false),
            element().first(),
            true,
            "_".into(),
            PivotColumnNaming::Auto,
        )
        .sort(order, SortMultipleOptions::default())
        .drop(by_name(["period_start"], true, false));
    matrix.collect().map_err(wrong)
}
