//! The partners of each country, side by side.

use super::growth::growth;
use crate::cell::{key_fields, shown_without};
use crate::error::Error;
use crate::ledger::{AMOUNT, wrong};
use crate::value::flow::Measure;
use crate::value::place::Place;
use polars::prelude::*;

/// Names and types of the columns of [`partners`], in order.
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `country`, `partner` | String | whose trade, with whom |
/// | `side` | String | whose statistics; null where nobody's are named |
/// | `commodity` | String | the goods; null for all |
/// | `period`, `period_kind`, `period_start`, `period_end`, `status`, `unit` | | as in [`cell::schema`](crate::cell::schema) |
/// | `exports`, `imports`, `turnover`, `balance` | Decimal(38, 6) | the figures, from the country's point of view; null where there is none or only a bound |
/// | the same with `_low`, `_high` | Decimal(38, 6) | the interval of each; of a bound too; null is unbounded or not known |
/// | `bounds` | String | what is only bounded: `exports at_least`, joined by `; ` |
/// | `bases` | String | on which basis figures are, where reports say so: `exports FOB`, joined by `; ` |
/// | `share`, `share_low`, `share_high` | Float64 | `turnover` as a part of the country's whole trade, and the same of the ends of both intervals, `low / high` and `high / low`; null where nobody states the whole |
/// | `export_share`, `import_share` and the same with `_low`, `_high` | Float64 | the same of its exports and imports |
/// | `growth`, `growth_low`, `growth_high` | Float64 | of turnover, as in [`growth`](super::growth()) |
/// | `rank` | UInt32 | place by turnover among the partner countries of this table, from 1; equals share one; null where only one is known |
///
/// Groups and regions have shares but no rank: their members stand beside them. A share above 1 is none: part and whole do
/// not fit together, and the table does not hide it.
pub fn partner_schema() -> Schema {
    let (text, real, amount) = (DataType::String, DataType::Float64, AMOUNT);
    let figures = [
        ("exports", &amount),
        ("exports_low", &amount),
        ("exports_high", &amount),
        ("imports", &amount),
        ("imports_low", &amount),
        ("imports_high", &amount),
        ("turnover", &amount),
        ("turnover_low", &amount),
        ("turnover_high", &amount),
        ("balance", &amount),
        ("balance_low", &amount),
        ("balance_high", &amount),
        ("bounds", &text),
        ("bases", &text),
        ("share", &real),
        ("share_low", &real),
        ("share_high", &real),
        ("export_share", &real),
        ("export_share_low", &real),
        ("export_share_high", &real),
        ("import_share", &real),
        ("import_share_low", &real),
        ("import_share_high", &real),
        ("growth", &real),
        ("growth_low", &real),
        ("growth_high", &real),
        ("rank", &DataType::UInt32),
    ];
    let figures = figures.into_iter().map(|(name, dtype)| (name, dtype.clone()));
    key_fields(row()).chain(figures).map(|(name, dtype)| Field::new(name.into(), dtype)).collect()
}

/// One row for each country, partner, side, goods, period, status and unit among cells, with the columns of
/// [`partner_schema`]. A reported turnover stands in the rows of both its parties.
///
/// Of several cells for one figure the reported one is taken, then the one converted at the average rate of its period, then
/// what was derived, and what reports converted themselves, in brackets, only where nothing else is known; of equals the
/// one of whose basis nothing is said, then the one with the narrower interval. Shares are of
/// totals with the world that a report states, in the country's own statistics or in nobody's: never of the sum of the
/// partners that happen to be known. The cells are computed at once, since each is looked at several times.
///
/// # Errors
/// What polars refuses, as of a frame that has no cells ([`Error::is_table`]).
pub fn partners(cells: LazyFrame) -> Result<LazyFrame, Error> {
    let cells = growth(cells.collect().map_err(wrong)?.lazy());
    let cells = cells.collect().map_err(wrong)?.lazy();
    let points = seen_from(cells.clone(), true);
    let mirrored = seen_from(cells.filter(col("reporter").is_null()), false);
    let all = concat([points, mirrored], UnionArgs::default()).map_err(wrong)?;
    let by = row_without(&[]);
    let of = |measure: Measure, column: &str| {
        let taken = col("measure").eq(lit(measure.name()));
        col(column).filter(taken).first()
    };
    let bound = |measure: Measure| {
        let kind = of(measure, "bound_kind");
        let name = FIGURES.into_iter().find_map(|(of, name)| (of == measure).then_some(name)).unwrap_or_default();
        let is_bound =
            kind.clone().eq(lit("at_least")).or(kind.clone().eq(lit("at_most"))).or(kind.clone().eq(lit("range")));
        when(is_bound).then(concat_str([lit(name), kind], " ", false)).otherwise(lit(NULL))
    };
    let basis = |(measure, name)| concat_str([lit(name), of(measure, "basis")], " ", false);
    let mut columns = vec![
        concat_str(FIGURES.map(|(measure, _)| bound(measure)), "; ", true).alias("bounds"),
        concat_str(FIGURES.map(basis), "; ", true).alias("bases"),
    ];
    for (measure, name) in FIGURES {
        columns.push(of(measure, "point").alias(name));
        columns.extend(END.map(|end| of(measure, &format!("value{end}")).alias(format!("{name}{end}"))));
    }
    columns.extend(["growth", "growth_low", "growth_high"].map(|name| of(Measure::Trade, name).alias(name)));
    let rows = all
        .sort(["rank_of_origin", "says_basis", "basis", "width", "point"], in_order())
        .group_by(&by)
        .agg(columns)
        .with_columns(
            ["bounds", "bases"]
                .map(|name| when(col(name).eq(lit(""))).then(lit(NULL)).otherwise(col(name)).alias(name)),
        )
        .collect()
        .map_err(wrong)?
        .lazy();

    let world = col("partner").eq(lit("WLD"));
    // The country's own statistics before nobody's; another's say nothing of its whole trade.
    let own = col("side").eq(col("country")).fill_null(lit(false));
    let total = |name: &str, end: &str| {
        let stated = col(name).is_not_null();
        col(format!("{name}{end}")).filter(stated).first().alias(format!("{name}{end}_total"))
    };
    let wholes = FIGURES.into_iter().filter(|(measure, _)| *measure != Measure::Balance);
    let wholes: Vec<Expr> = wholes.flat_map(|(_, name)| ["", "_low", "_high"].map(|end| total(name, end))).collect();
    let on = row_without(&["partner", "side"]);
    let totals = rows
        .clone()
        .filter(world.clone().and(own.clone().or(col("side").is_null())))
        .sort(["side"], in_order())
        .group_by(&on)
        .agg(wholes);
    let comparable = own.or(col("side").is_null());
    let share = |part: &str, name: &str| {
        [("", "", ""), ("_low", "_high", "_low"), ("_high", "_low", "_high")].map(|(of_part, of_total, end)| {
            let total = col(format!("{part}{of_total}_total"));
            let real = col(format!("{part}{of_part}")).cast(DataType::Float64) / total.clone().cast(DataType::Float64);
            let share = when(comparable.clone().and(total.gt(lit(0)))).then(real).otherwise(lit(NULL));
            share.alias(format!("{name}{end}"))
        })
    };
    let shares = [share("turnover", "share"), share("exports", "export_share"), share("imports", "import_share")];
    let others = rows.filter(world.not());
    let ranked = ranked(others.clone());
    let columns =
        partner_schema().iter_fields().map(|field| col(field.name.clone()).cast(field.dtype)).collect::<Vec<_>>();
    Ok(others
        .join_builder()
        .with(totals)
        .how(JoinType::Left)
        .left_on(&on)
        .right_on(&on)
        .join_nulls(true)
        .finish()
        .join_builder()
        .with(ranked)
        .how(JoinType::Left)
        .left_on(row_without(&[]))
        .right_on(row_without(&[]))
        .join_nulls(true)
        .finish()
        .with_columns(shares.concat())
        .select(columns)
        .sort(SORTED, SortMultipleOptions::default()))
}

/// The figures of a row, with their names.
const FIGURES: [(Measure, &str); 4] = [
    (Measure::Exports, "exports"),
    (Measure::Imports, "imports"),
    (Measure::Trade, "turnover"),
    (Measure::Balance, "balance"),
];

/// What the ends of an interval are named by, behind the name of their figure.
const END: [&str; 2] = ["_low", "_high"];

/// What is missing stands last, and equals stay as they are.
pub(super) fn in_order() -> SortMultipleOptions {
    SortMultipleOptions::default().with_nulls_last(true).with_maintain_order(true)
}

/// The columns that tell rows apart. Figures on several bases stand side by side, as exports FOB and imports CIF do.
fn row() -> Vec<&'static str> {
    let shared = shown_without(&["pair", "reporter", "partner", "measure", "basis"]);
    ["country", "partner"].into_iter().chain(shared).collect()
}

/// The same without some.
pub(super) fn row_without(names: &[&str]) -> Vec<Expr> {
    row().into_iter().filter(|name| !names.contains(name)).map(col).collect()
}

const SORTED: [&str; 9] =
    ["country", "commodity", "side", "status", "unit", "period_start", "period_end", "rank", "partner"];

/// The cells as one of their parties sees them: the reporter, or for turnover each of the pair.
fn seen_from(cells: LazyFrame, first: bool) -> LazyFrame {
    let part = |at: i64| col("pair").str().split(lit("-")).list().get(lit(at), true);
    let (country, partner) = if first { (part(0), part(1)) } else { (part(1), part(0)) };
    let figure = col("bound_kind").eq(lit("exact")).or(col("bound_kind").eq(lit("approx")));
    let read = ["measure", "basis", "bound_kind", "value_low", "value_high", "growth", "growth_low", "growth_high"];
    let mut columns: Vec<Expr> = read.map(col).to_vec();
    columns.extend(row_without(&["country", "partner"]));
    columns.extend([
        (col("value_high") - col("value_low")).alias("width"),
        coalesce(&[col("reporter"), country]).alias("country"),
        coalesce(&[col("partner"), partner]).alias("partner"),
        when(figure).then(col("value")).otherwise(lit(NULL)).alias("point"),
        rank_of_origin(),
        says_basis(),
    ]);
    cells.filter(col("measure").neq(lit(Measure::Freight.name()))).select(columns)
}

/// Which of several cells for one figure is taken first.
pub(super) fn rank_of_origin() -> Expr {
    let is = |origin: &'static str| col("origin").eq(lit(origin));
    let rank = when(is("reported")).then(lit(0)).when(is("converted")).then(lit(1));
    rank.when(is("bracketed").not()).then(lit(2)).otherwise(lit(3)).alias("rank_of_origin")
}

/// Of figures on several bases the usual one is taken first, which is that of which reports say nothing.
pub(super) fn says_basis() -> Expr {
    col("basis").is_not_null().alias("says_basis")
}

/// The rows of countries with a turnover, each with its place: one more than there are larger ones.
fn ranked(rows: LazyFrame) -> LazyFrame {
    let same = row_without(&["partner"]);
    let countries = rows.filter(is_country("partner").and(col("turnover").is_not_null()));
    let others = countries.clone().select([same.clone(), vec![col("turnover").alias("other")]].concat());
    countries
        .select([row_without(&[]), vec![col("turnover")]].concat())
        .join_builder()
        .with(others)
        .how(JoinType::Inner)
        .left_on(&same)
        .right_on(&same)
        .join_nulls(true)
        .finish()
        .group_by(row_without(&[]))
        .agg([
            (col("other").gt(col("turnover")).sum() + lit(1)).cast(DataType::UInt32).alias("rank"),
            len().alias("countries"),
        ])
        .filter(col("countries").gt(lit(1)))
        .drop(by_name(["countries"], true, false))
}

/// Whether a column holds a code of a country, and not of a group, a region or the world.
pub(crate) fn is_country(column: &str) -> Expr {
    let codes = Place::all().filter(|place| !place.is_country()).map(Place::code);
    codes.fold(lit(true), |country, code| country.and(col(column).neq(lit(code))))
}
