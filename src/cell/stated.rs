//! What growth rates and shares say of other cells, each with the level that its own report states.

use super::figure::{Ends, Keys, Series};
use super::key::{key, key_without};
use super::parents::Parents;
use super::witness::number;
use crate::ledger::decimal;
use crate::value::flow::{Kind, Measure, Status};
use crate::value::period::{Period, PeriodKind};
use polars::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

/// What a rate and a level of one report imply of a cell: 4.36 after growth of 17.5% implies 3.71 of the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Implied {
    pub(crate) series: Series,
    pub(crate) period: Period,
    pub(crate) value: Option<Decimal>,
    pub(crate) low: Option<Decimal>,
    pub(crate) high: Option<Decimal>,
    /// `growth` or `share`.
    pub(crate) method: &'static str,
    /// The period and value of the level that it follows from.
    pub(crate) level: (Period, Decimal),
    /// The rate in per cent, as stated.
    pub(crate) rate: Decimal,
    pub(crate) parents: Parents,
}

/// What the year before was by the growth rates of entries.
///
/// `level / (1 + growth)`, with the interval that both roundings allow: `low / (1 + highest)` to `high / (1 + lowest)`.
/// Level and rate have to be of one report, since the other side's level under this growth would be nobody's statistic;
/// of several levels the one nearest in the text is taken. What is expected to grow says nothing of the year before, and
/// growth of a month may be from the month before, so neither is used.
pub(crate) fn by_growth(entries: LazyFrame) -> PolarsResult<Vec<Implied>> {
    let has_happened = col("status").eq(lit(Status::Actual.name()));
    let is_long = [PeriodKind::Month, PeriodKind::Day].map(|kind| col("period_kind").neq(lit(kind.name())));
    let of_a_year = is_long.into_iter().fold(has_happened, Expr::and);
    let of_a_year = of_a_year.and(col("measure").neq(lit(Measure::Balance.name())));
    let rates = rates(entries.clone(), Kind::Change).filter(of_a_year);
    let Some(pairs) = beside(rates, levels(entries), true)? else { return Ok(Vec::new()) };
    implied(&pairs, "growth", |level, rate| {
        let factor = |percent: Decimal| Decimal::ONE.checked_add(percent / Decimal::ONE_HUNDRED);
        let over = |amount: Decimal, percent| {
            let factor = factor(percent).filter(|factor| *factor > Decimal::ZERO)?;
            amount.checked_div(factor)
        };
        let of_ends = |amount, percent: Option<Decimal>| percent.and_then(|percent| over(amount, percent));
        (of_ends(level.value, rate.value), of_ends(level.low, rate.high), of_ends(level.high, rate.low))
    })
}

/// What a partner's part was by the shares of entries in a country's exports or imports, with the whole that the same
/// report states.
pub(crate) fn by_share(entries: LazyFrame) -> PolarsResult<Vec<Implied>> {
    let flow = |measure: Measure| col("measure").eq(lit(measure.name()));
    let one_way = flow(Measure::Exports).or(flow(Measure::Imports));
    let rates = rates(entries.clone(), Kind::Share).filter(one_way.and(col("partner").neq(lit("WLD"))));
    let totals = levels(entries).filter(col("partner").eq(lit("WLD")));
    let Some(pairs) = beside(rates, totals, false)? else { return Ok(Vec::new()) };
    implied(&pairs, "share", |level, rate| {
        let part = |amount: Decimal, percent: Option<Decimal>| amount.checked_mul(percent? / Decimal::ONE_HUNDRED);
        (part(level.value, rate.value), part(level.low, rate.low), part(level.high, rate.high))
    })
}

/// Changes or shares in per cent, with the columns of their own named `rate_`.
fn rates(entries: LazyFrame, kind: Kind) -> LazyFrame {
    let is_rate = col("kind").eq(lit(kind.name())).and(col("unit").eq(lit("%"))).and(col("per").is_null());
    let complete = ["reporter", "partner", "period_start", "period_end"].map(|name| col(name).is_not_null());
    let rate = |name: &str| col(name).alias(format!("rate_{name}"));
    let is_point = col("qualifier").eq(lit("exact")).or(col("qualifier").eq(lit("approx")));
    let mut columns = vec![col("doc")];
    // Unit and basis are those of the level.
    columns.extend(key_without(&["unit", "basis"]));
    columns.extend(["start", "end", "low", "high"].map(rate));
    columns.push(when(is_point).then(col("value")).otherwise(lit(NULL)).alias("rate_value"));
    entries.filter(complete.into_iter().fold(is_rate, Expr::and)).select(columns)
}

/// The levels of money or mass that are figures and no bounds.
fn levels(entries: LazyFrame) -> LazyFrame {
    let is_point = col("qualifier").eq(lit("exact")).or(col("qualifier").eq(lit("approx")));
    let positive = col("low").gt(lit(0));
    let mut columns = vec![col("doc")];
    columns.extend(key());
    columns.extend(["start", "end", "value", "low", "high", "precision", "fingerprint"].map(col));
    let is_level = col("kind").eq(lit(Kind::Level.name())).and(col("per").is_null()).and(col("unit").neq(lit("%")));
    let is_level = is_level.and(col("converts").is_null());
    entries.filter(is_level.and(is_point).and(positive)).select(columns)
}

/// Each rate with the nearest level of its report and statistic; `same_partner`: or with that of another partner. None
/// where there are no rates.
fn beside(rates: LazyFrame, levels: LazyFrame, same_partner: bool) -> PolarsResult<Option<DataFrame>> {
    let rates = rates.collect()?;
    if rates.height() == 0 {
        return Ok(None);
    }
    let rates = rates.lazy();
    // Of a ledger of millions few reports have rates.
    let levels =
        levels.join(rates.clone().select([col("doc")]), [col("doc")], [col("doc")], JoinArgs::new(JoinType::Semi));
    let mut on = vec!["doc", "reporter", "side", "measure", "commodity", "period_start", "period_end", "status"];
    if same_partner {
        on.push("partner");
    }
    let on: Vec<Expr> = on.into_iter().map(col).collect();
    let signed = |name: &str| col(name).cast(DataType::Int64);
    let distance = signed("start") - signed("rate_start");
    let distance = when(distance.clone().lt(lit(0))).then(lit(0) - distance.clone()).otherwise(distance);
    let nearest = ["distance", "start", "end", "unit", "value"];
    let of_rate = ["doc", "rate_start", "rate_end", "measure", "reporter", "partner"];
    rates
        .join_builder()
        .with(levels)
        .how(JoinType::Inner)
        .left_on(on.clone())
        .right_on(on)
        .join_nulls(true)
        .finish()
        .with_column(distance.alias("distance"))
        .sort(nearest, SortMultipleOptions::default())
        .group_by(of_rate.map(col))
        .agg([all().as_expr().first()])
        .sort(of_rate, SortMultipleOptions::default())
        .collect()
        .map(Some)
}

/// A rate as it is stated.
struct Rate {
    value: Option<Decimal>,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

fn implied(
    pairs: &DataFrame,
    method: &'static str,
    of: impl Fn(Ends, &Rate) -> (Option<Decimal>, Option<Decimal>, Option<Decimal>),
) -> PolarsResult<Vec<Implied>> {
    let text = |name: &str| pairs.column(name).and_then(|column| column.str());
    let amount = |name: &str| Ok::<_, PolarsError>(pairs.column(name)?.decimal()?.physical());
    let byte = |name: &str| pairs.column(name).and_then(|column| column.u64());
    let (keys, doc, print) = (Keys::of(pairs)?, text("doc")?, text("fingerprint")?);
    let [value, low, high, precision] = [amount("value")?, amount("low")?, amount("high")?, amount("precision")?];
    let [rate_value, rate_low, rate_high] = [amount("rate_value")?, amount("rate_low")?, amount("rate_high")?];
    let [start, end, rate_start, rate_end] = [byte("start")?, byte("end")?, byte("rate_start")?, byte("rate_end")?];
    let mut implied = Vec::new();
    for row in 0..pairs.height() {
        let at = |amounts: &Int128Chunked| amounts.get(row).and_then(decimal);
        let ends = at(value).zip(at(low)).zip(at(high));
        let (Some(stated), Some(((value, low), high))) = (keys.period(row), ends) else { continue };
        let years = if method == "growth" { -1 } else { 0 };
        let Some(moved) = stated.shift_years(years) else { continue };
        let period = Period { kind: stated.kind, ..moved };
        let rate = Rate { value: at(rate_value), low: at(rate_low), high: at(rate_high) };
        let (implied_value, low, high) = of(Ends { value, low, high }, &rate);
        // A hundredth of what is stated is more than anybody knows of it.
        let quantum = at(precision).filter(|step| !step.is_zero()).map(|step| step / Decimal::ONE_HUNDRED);
        let rounded = |amount: Decimal, strategy| match quantum {
            Some(step) => {
                amount.checked_div(step).map_or(amount, |steps| steps.round_dp_with_strategy(0, strategy) * step)
            }
            None => amount,
        };
        let name = doc.get(row).unwrap_or_default();
        let id = |start: &UInt64Chunked, end: &UInt64Chunked| {
            format!("{name}:{}-{}", start.get(row).unwrap_or_default(), end.get(row).unwrap_or_default())
        };
        implied.push(Implied {
            series: keys.series(row),
            period,
            value: implied_value.map(|amount| rounded(amount, RoundingStrategy::MidpointNearestEven)),
            low: low.map(|amount| rounded(amount, RoundingStrategy::ToNegativeInfinity)),
            high: high.map(|amount| rounded(amount, RoundingStrategy::ToPositiveInfinity)),
            method,
            level: (stated, value),
            rate: rate.value.or(rate.low).or(rate.high).unwrap_or_default(),
            parents: Parents::of_report(name, [id(start, end), id(rate_start, rate_end)], print.get(row).map(number)),
        });
    }
    Ok(implied)
}
