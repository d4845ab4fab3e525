//! Tables in the columns of UN Comtrade.

use super::tables::table_csv;
use crate::error::Error;
use crate::ledger::wrong;
use crate::value::basis::{Accounts, Valuation};
use crate::value::place::Place;
use polars::prelude::*;

/// Exports and imports of a table in long form with the columns and codes of UN Comtrade, and the number of rows that
/// have no place there.
///
/// | column | content |
/// | --- | --- |
/// | `typeCode`, `classificationCode`, `cmdCode` | `C` (goods), `HS`, `TOTAL` |
/// | `freqCode`, `refYear`, `refMonth`, `period` | `A` or `M`; the year; the month, 52 for a year; `2023` or `202301` |
/// | `reporterCode`, `reporterISO`, `partnerCode`, `partnerISO` | digits of ISO 3166-1 and alpha-3; the world is `0` and `W00` |
/// | `flowCode` | `X` exports, `M` imports |
/// | `partner2Code`, `customsCode`, `motCode` | `0`, `C00`, `0`: totals |
/// | `cifvalue`, `fobvalue` | the same as `primaryValue` where the reports say that it is valued so, else empty |
/// | `primaryValue` | US dollars |
/// | `isReported` | true where `origin` is `reported` |
/// | `isAggregate` | true: of all goods |
/// | `legacyEstimationFlag` | `0` as stated, `2` converted, in brackets, derived or balanced |
///
/// Comtrade has no code for turnover, balance, freight, targets, bounds, named goods by their words, other currencies,
/// groups of countries, the balance of payments and parts of years but months: such rows are counted and not written. Nor
/// has it one for the side: of several rows for one flow the reporter's own statistics are taken, then nobody's, then the
/// partner's; of these what is reported first, and a report's own conversion last; of these exports FOB, imports CIF and
/// what nothing is said of, as Comtrade has them.
///
/// # Errors
/// A frame that is no table in long form ([`Error::is_table`]).
pub fn comtrade_csv(table: &DataFrame) -> Result<(Vec<u8>, usize), Error> {
    let is = |name: &str, value: &'static str| col(name).eq(lit(value));
    let figure = is("bound_kind", "exact").or(is("bound_kind", "approx"));
    let fits = is("measure", "exports")
        .or(is("measure", "imports"))
        .and(is("status", "actual"))
        .and(is("unit", "USD"))
        .and(is("period_kind", "year").or(is("period_kind", "month")))
        .and(col("commodity").is_null())
        .and(col("basis").str().ends_with(lit(Accounts::BalanceOfPayments.name())).not().fill_null(lit(true)))
        .and(figure);
    let of_side = when(col("side").eq(col("reporter"))).then(lit(0)).when(col("side").is_null()).then(lit(1));
    let of_origin = when(is("origin", "reported")).then(lit(0)).when(is("origin", "bracketed").not()).then(lit(1));
    let usual = when(is("measure", "exports")).then(lit(Valuation::Fob.name())).otherwise(lit(Valuation::Cif.name()));
    let unusual = col("basis").str().starts_with(usual).not().fill_null(lit(false));
    let key = ["reporter", "partner", "measure", "period_start", "period_end"].map(col);
    let order = SortMultipleOptions::default().with_maintain_order(true);
    let coded = |rows: LazyFrame, name: &'static str| -> Result<LazyFrame, Error> {
        let codes = codes(name)?.lazy();
        Ok(rows.join_builder().with(codes).how(JoinType::Inner).left_on([col(name)]).right_on([col(name)]).finish())
    };
    let rows = coded(coded(table.clone().lazy().filter(fits), "reporter")?, "partner")?
        .with_columns([
            of_side.otherwise(lit(2)).alias("of_side"),
            of_origin.otherwise(lit(2)).alias("of_origin"),
            unusual.alias("unusual"),
        ])
        .sort(["of_side", "of_origin", "unusual"], order)
        .group_by(&key)
        .agg(
            ["period_kind", "value", "basis", "origin", "reporter_number", "partner_number"]
                .map(|name| col(name).first()),
        )
        .sort(["reporter", "partner", "measure", "period_start"], SortMultipleOptions::default())
        .select(columns())
        .collect()
        .map_err(wrong)?;
    Ok((table_csv(&rows)?, table.height() - rows.height()))
}

fn columns() -> Vec<Expr> {
    let fixed = |name: &str, code: &'static str| lit(code).alias(name);
    let is_year = col("period_kind").eq(lit("year"));
    let part = |unit: Expr| unit.cast(DataType::String);
    let year = part(col("period_start").dt().year());
    let month = part(col("period_start").dt().month());
    let two_digits = concat_str([lit("0"), month.clone()], "", false).str().tail(lit(2));
    let estimated = col("origin").neq(lit("reported"));
    let iso = |name: &str| when(col(name).eq(lit("WLD"))).then(lit("W00")).otherwise(col(name));
    let valued = |as_said: Valuation| {
        when(col("basis").str().starts_with(lit(as_said.name()))).then(col("value")).otherwise(lit(NULL))
    };
    let choose = |condition: &Expr, yes: Expr, no: Expr| when(condition.clone()).then(yes).otherwise(no);
    vec![
        fixed("typeCode", "C"),
        choose(&is_year, lit("A"), lit("M")).alias("freqCode"),
        year.clone().alias("refYear"),
        choose(&is_year, lit("52"), month).alias("refMonth"),
        choose(&is_year, year.clone(), concat_str([year, two_digits], "", false)).alias("period"),
        col("reporter_number").alias("reporterCode"),
        iso("reporter").alias("reporterISO"),
        choose(&col("measure").eq(lit("exports")), lit("X"), lit("M")).alias("flowCode"),
        col("partner_number").alias("partnerCode"),
        iso("partner").alias("partnerISO"),
        fixed("partner2Code", "0"),
        fixed("classificationCode", "HS"),
        fixed("cmdCode", "TOTAL"),
        fixed("customsCode", "C00"),
        fixed("motCode", "0"),
        choose(&estimated, lit("2"), lit("0")).alias("legacyEstimationFlag"),
        valued(Valuation::Cif).alias("cifvalue"),
        valued(Valuation::Fob).alias("fobvalue"),
        col("value").alias("primaryValue"),
        estimated.not().alias("isReported"),
        lit(true).alias("isAggregate"),
    ]
}

/// The codes that Comtrade has: present countries with a number, and the world.
fn codes(name: &'static str) -> Result<DataFrame, Error> {
    let country = |place: Place| {
        let facts = place.facts().filter(|facts| facts.to.is_none() && !facts.numeric.is_empty())?;
        Some((place.code(), facts.numeric.trim_start_matches('0')))
    };
    let (codes, numbers): (Vec<_>, Vec<_>) = Place::all().filter_map(country).chain([("WLD", "0")]).unzip();
    let columns = vec![Column::new(name.into(), codes), Column::new(format!("{name}_number").into(), numbers)];
    DataFrame::new(columns[0].len(), columns).map_err(wrong)
}
