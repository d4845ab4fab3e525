//! What makes two figures the same statistic, and the columns of a cell.

use crate::ledger::AMOUNT;
use crate::value::flow::Measure;
use polars::prelude::*;

/// The columns that make a cell: two claims are of one statistic where all of them are equal, missing ones too.
///
/// For turnover, which has no direction, `reporter` and `partner` are the two parties in order of code.
pub const KEY: [&str; 11] = [
    "reporter",
    "partner",
    "side",
    "measure",
    "commodity",
    "basis",
    "period_start",
    "period_end",
    "period_kind",
    "unit",
    "status",
];

/// The key of a cell as tables show it: with pair and label, in order.
pub(crate) const SHOWN: [&str; 13] = [
    "pair",
    "reporter",
    "partner",
    "side",
    "measure",
    "commodity",
    "basis",
    "period",
    "period_kind",
    "period_start",
    "period_end",
    "status",
    "unit",
];

/// The same without some: what the rows of a table are told apart by that sets several cells beside one another.
pub(crate) fn shown_without(names: &[&str]) -> Vec<&'static str> {
    SHOWN.into_iter().filter(|name| !names.contains(name)).collect()
}

/// Columns of the key, or of what follows from it, with their types.
pub(crate) fn key_fields<'a>(names: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = (&'a str, DataType)> {
    let dtype = |name: &str| match name {
        "period_start" | "period_end" => DataType::Date,
        _ => DataType::String,
    };
    names.into_iter().map(move |name| (name, dtype(name)))
}

/// The key as expressions.
pub(super) fn key() -> Vec<Expr> {
    KEY.map(col).to_vec()
}

/// The key without some of its columns.
pub(super) fn key_without(names: &[&str]) -> Vec<Expr> {
    KEY.into_iter().filter(|name| !names.contains(name)).map(col).collect()
}

/// Names and types of the columns of cells and of every table in long form, in order.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `pair` | String | the two parties in order of code, `AZE-RUS`; null for totals with the world |
/// | `reporter`, `partner` | String | who reports on whom; null for turnover, which has no direction, unless it is the sum of one reporter's flows |
/// | `side` | String | the country whose statistics it is; null where none is named |
/// | `measure` | String | `trade` (turnover), `exports`, `imports`, `balance`, `freight` |
/// | `commodity` | String | the goods, in lower case; null for all |
/// | `basis` | String | how goods are valued (`FOB`, `CIF`, `FAS`; of totals `FOB-CIF`), by which country they are counted (`origin`, `destination`, `consignment`) and in which accounts (`customs`, `BOP`), and of freight `transit` where goods only cross a country, joined by `+` ([`Basis`](crate::value::basis::Basis)); null where the reports do not say |
/// | `period` | String | label: `2023`, `2023-S1`, `2023-Q1`, `2023-01`, else `FROM/TO` |
/// | `period_kind` | String | `year`, `half`, `quarter`, `month`, `day`, `ytd`, `fiscal_year`, `span` |
/// | `period_start`, `period_end` | Date | first and last day |
/// | `status` | String | `actual`, `projection`, `target`, `potential`, `pledge` |
/// | `unit` | String | ISO 4217 code, `t`, `m3`, `bbl`, `TEU`, `kWh`; amounts are in units, not millions |
/// | `value` | Decimal(38, 6) | the figure; null where only an interval is known |
/// | `value_low`, `value_high` | Decimal(38, 6) | its interval; null is unbounded |
/// | `working_end` | Decimal(38, 6) | of a bound the round number that its open side hardly reaches ([`working_end`](crate::value::amount::working_end)); else null |
/// | `bound_kind` | String | what `value` is: `exact` (as rounded), `approx`, `at_least`, `at_most`, `range` (no value) |
/// | `n_reports`, `n_witnesses`, `n_claims` | UInt32 | articles, those that do not repeat one another, claims behind it |
/// | `agree` | Boolean | whether the claims share a point |
/// | `conflict` | String | where they do not: what was said, with the number of witnesses of each |
/// | `origin` | String | `reported`, `bracketed` (a report's own conversion), `derived` or, where that is asked for, `balanced`; after a [conversion](crate::convert) `converted` |
/// | `method` | String | reported: `point`, `bound`, `interval`; of figures that do not agree `grade`, `vintage`, `witnesses`; derived: the formula (see [`cell`](crate::cell)) |
/// | `source_ids` | List(String) | the articles, in order |
/// | `claim_ids` | List(String) | the claims, `doc:start-end`, in order |
pub fn schema() -> Schema {
    let texts = |names: &'static [&'static str]| names.iter().map(|name| (*name, DataType::String));
    let list = DataType::List(Box::new(DataType::String));
    key_fields(SHOWN)
        .chain(["value", "value_low", "value_high", "working_end"].map(|name| (name, AMOUNT)))
        .chain(texts(&["bound_kind"]))
        .chain(["n_reports", "n_witnesses", "n_claims"].map(|name| (name, DataType::UInt32)))
        .chain([("agree", DataType::Boolean)])
        .chain(texts(&["conflict", "origin", "method"]))
        .chain([("source_ids", list.clone()), ("claim_ids", list)])
        .map(|(name, dtype)| Field::new(name.into(), dtype))
        .collect()
}

/// The columns of [`schema`] from those that reckoning passes on.
pub(super) fn columns() -> Vec<Expr> {
    let two_parties = col("partner").neq(lit("WLD"));
    let no_direction = col("measure").eq(lit(Measure::Trade.name())).and(two_parties.clone());
    let no_direction = no_direction.and(col("method").neq(lit("exports+imports")));
    let column = |field: Field| match field.name.as_str() {
        "pair" => when(two_parties.clone()).then(pair()).otherwise(lit(NULL)).alias("pair"),
        "reporter" | "partner" => {
            when(no_direction.clone()).then(lit(NULL)).otherwise(col(field.name.clone())).alias(field.name.clone())
        }
        "n_reports" => col("source_ids").list().len().cast(DataType::UInt32).alias("n_reports"),
        "n_claims" => col("claim_ids").list().len().cast(DataType::UInt32).alias("n_claims"),
        "n_witnesses" => {
            let [texts, witnesses] = ["texts", "witnesses"].map(|name| col(name).list().len().cast(DataType::UInt32));
            when(texts.clone().lt(witnesses.clone())).then(texts).otherwise(witnesses).alias("n_witnesses")
        }
        name => col(name),
    };
    schema().iter_fields().map(column).collect()
}

/// Both parties in order of code; null where one is missing.
fn pair() -> Expr {
    concat_str([first_party(), second_party()], "-", false)
}

/// Of two parties the one whose code comes first.
pub(super) fn first_party() -> Expr {
    when(col("partner").lt(col("reporter"))).then(col("partner")).otherwise(col("reporter"))
}

/// Of two parties the one whose code comes second.
pub(super) fn second_party() -> Expr {
    when(col("partner").lt(col("reporter"))).then(col("reporter")).otherwise(col("partner"))
}
