//! Balance and turnover from the exports and imports of one reporter.

use super::gather::each_once;
use super::key::{KEY, first_party, key_without, second_party};
use super::reckon::passed_on;
use crate::error::Error;
use crate::ledger;
use crate::value::amount::Qualifier;
use crate::value::basis::Valuation;
use crate::value::flow::Measure;
use polars::prelude::*;

/// The cells that follow from these and are not among them.
pub(super) fn derived(reported: &LazyFrame) -> Result<LazyFrame, Error> {
    let both = both_flows(reported).map_err(ledger::wrong)?.cache();
    let balance = not_among(difference(both.clone()), reported.clone());
    let turnover = not_among(sum(both), reported.clone());
    concat([balance.select(passed_on()), turnover.select(passed_on())], UnionArgs::default()).map_err(ledger::wrong)
}

/// Exports (`x_`) and imports (`m_`) side by side, where a reporter has both with a partner.
fn both_flows(reported: &LazyFrame) -> PolarsResult<LazyFrame> {
    let flow = |measure: Measure, prefix: &str| {
        let of_flow = FIGURE.into_iter().chain(BEHIND).map(|name| col(name).alias(format!("{prefix}_{name}")));
        let rows = reported.clone().filter(col("measure").eq(lit(measure.name())));
        rows.select(in_common().into_iter().chain(of_flow).collect::<Vec<_>>())
    };
    let [x, m] = ["x", "m"].map(|prefix| move |name: &str| col(format!("{prefix}_{name}")));
    let (go_together, basis) = basis(x("basis"), m("basis"));
    let mut columns = vec![
        basis.alias("basis"),
        x("period").alias("period"),
        x("agree").and(m("agree")).alias("agree"),
        when(x("grade").gt(m("grade"))).then(x("grade")).otherwise(m("grade")).alias("grade"),
        concat_str([said("x", "exports"), said("m", "imports")], "; ", true).alias("conflict"),
        lit("derived").alias("origin"),
    ];
    for name in BEHIND {
        columns.push(each_once(concat_list([x(name), m(name)])?).alias(name));
    }
    let both = flow(Measure::Exports, "x")
        .join_builder()
        .with(flow(Measure::Imports, "m"))
        .how(JoinType::Inner)
        .left_on(in_common())
        .right_on(in_common())
        .join_nulls(true)
        .finish()
        .filter(go_together)
        .with_columns(columns);
    Ok(both.with_column(when(col("agree")).then(lit(NULL)).otherwise(col("conflict")).alias("conflict")))
}

/// What both flows of a reporter and partner have in common.
fn in_common() -> Vec<Expr> {
    key_without(&["measure", "basis"])
}

/// Whether exports and imports of these bases go together, and the basis of their total: [`Basis::of_total`] as expressions.
fn basis(exports: Expr, imports: Expr) -> (Expr, Expr) {
    let [fob, cif] = [Valuation::Fob, Valuation::Cif].map(Valuation::name);
    let rest = |of: &Expr, valuation: &'static str| of.clone().str().strip_prefix(lit(valuation));
    let valued = exports.clone().str().starts_with(lit(fob)).and(imports.clone().str().starts_with(lit(cif)));
    let is_usual = valued.and(rest(&exports, fob).eq(rest(&imports, cif))).fill_null(lit(false));
    let usual = concat_str([lit(Valuation::FobCif.name()), rest(&exports, fob)], "", false);
    let basis = when(is_usual.clone()).then(usual).otherwise(exports.clone());
    (is_usual.or(exports.eq_missing(imports)), basis)
}

/// What is read of a flow.
const FIGURE: [&str; 10] =
    ["basis", "period", "value", "value_low", "value_high", "working_end", "bound_kind", "conflict", "agree", "grade"];

/// What stands behind it, as lists.
const BEHIND: [&str; 4] = ["source_ids", "claim_ids", "texts", "witnesses"];

fn said(prefix: &str, flow: &'static str) -> Expr {
    concat_str([lit(flow), col(format!("{prefix}_conflict"))], ": ", false)
}

fn sum(both: LazyFrame) -> LazyFrame {
    let end = |name: &str| (col(format!("x_{name}")) + col(format!("m_{name}"))).alias(name);
    both.with_columns([end("value_low"), end("value_high")])
        .with_columns(figure(col("x_value") + col("m_value"), Qualifier::AtLeast))
        .with_column(working_end(top("x") + top("m"), bottom("x") + bottom("m")))
        .with_columns([lit(Measure::Trade.name()).alias("measure"), lit("exports+imports").alias("method")])
}

fn difference(both: LazyFrame) -> LazyFrame {
    both.with_columns([
        (col("x_value_low") - col("m_value_high")).alias("value_low"),
        (col("x_value_high") - col("m_value_low")).alias("value_high"),
    ])
    .with_columns(figure(col("x_value") - col("m_value"), Qualifier::AtMost))
    .with_column(working_end(top("x") - bottom("m"), bottom("x") - top("m")))
    .with_columns([lit(Measure::Balance.name()).alias("measure"), lit("exports-imports").alias("method")])
}

/// The upper end of a flow, or where it usually is.
fn top(prefix: &str) -> Expr {
    coalesce(&[col(format!("{prefix}_value_high")), col(format!("{prefix}_working_end"))])
}

/// The lower end of a flow, or where it usually is.
fn bottom(prefix: &str) -> Expr {
    coalesce(&[col(format!("{prefix}_value_low")), col(format!("{prefix}_working_end"))])
}

/// The working end of a bound, from those of its parts.
fn working_end(top: Expr, bottom: Expr) -> Expr {
    let is = |qualifier: Qualifier| col("bound_kind").eq(lit(qualifier.name()));
    let end = when(is(Qualifier::AtLeast)).then(top).when(is(Qualifier::AtMost)).then(bottom);
    end.otherwise(lit(NULL)).cast(ledger::AMOUNT).alias("working_end")
}

/// The value and what it is. Exports that are bounded on one side leave the result bounded on that side; imports do so
/// on the same side of a sum (`lifting` is `at_least`) and on the other of a difference (`at_most`). The value of a
/// bound is its end: 'up to 3.1' and a rounded 1.2 are at most 4.35.
fn figure(value: Expr, lifting: Qualifier) -> [Expr; 2] {
    let lowering = if lifting == Qualifier::AtLeast { Qualifier::AtMost } else { Qualifier::AtLeast };
    let name = |qualifier: Qualifier| lit(qualifier.name());
    let is = |prefix: &str, qualifier: Qualifier| col(format!("{prefix}_bound_kind")).eq(name(qualifier));
    let at_least = is("x", Qualifier::AtLeast).or(is("m", lifting));
    let at_most = is("x", Qualifier::AtMost).or(is("m", lowering));
    let no_value = value.clone().is_null().or(at_least.clone().and(at_most.clone()));
    let approx = is("x", Qualifier::Approx).or(is("m", Qualifier::Approx));
    let kind = when(no_value.clone())
        .then(name(Qualifier::Range))
        .when(at_least.clone())
        .then(name(Qualifier::AtLeast))
        .when(at_most.clone())
        .then(name(Qualifier::AtMost))
        .when(approx)
        .then(name(Qualifier::Approx))
        .otherwise(name(Qualifier::Exact));
    let value = when(no_value)
        .then(lit(NULL))
        .when(at_least)
        .then(col("value_low"))
        .when(at_most)
        .then(col("value_high"))
        .otherwise(value);
    [value.alias("value"), kind.alias("bound_kind")]
}

/// Derived cells whose statistic nobody reports, on whatever basis. Flows without a named side are their reporter's, so that
/// what follows from them is reported where the reporter's own statistics or nobody's have it.
fn not_among(derived: LazyFrame, reported: LazyFrame) -> LazyFrame {
    let own = coalesce(&[col("side"), col("reporter")]);
    let anti = |derived: LazyFrame, side: Expr| {
        let how = derived.join_builder().with(reported.clone()).how(JoinType::Anti);
        how.left_on(as_reported(side)).right_on(key_without(&["basis"])).join_nulls(true).finish()
    };
    anti(anti(derived, col("side")), own)
}

/// The key of a derived cell but for its basis, as a reported one has it: the parties of turnover in order of code.
fn as_reported(side: Expr) -> Vec<Expr> {
    let no_direction = col("measure").eq(lit(Measure::Trade.name())).and(col("partner").neq(lit("WLD")));
    let party = |name: &str, in_order: Expr| when(no_direction.clone()).then(in_order).otherwise(col(name));
    let column = |name| match name {
        "reporter" => party(name, first_party()),
        "partner" => party(name, second_party()),
        "side" => side.clone(),
        name => col(name),
    };
    KEY.into_iter().filter(|name| *name != "basis").map(column).collect()
}
