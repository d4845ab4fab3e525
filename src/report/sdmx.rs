//! Tables as SDMX-CSV.

use super::tables::table_csv;
use crate::error::Error;
use crate::ledger::wrong;
use crate::value::basis::Basis;
use crate::value::period::{Period, PeriodKind};
use jiff::ToSpan;
use jiff::civil::date;
use polars::prelude::*;

/// A table in long form as SDMX-CSV 2.0: a header, then one observation a row, codes and no labels.
///
/// | column | SDMX concept | content |
/// | --- | --- | --- |
/// | `STRUCTURE`, `STRUCTURE_ID`, `ACTION` | fixed by the format | `dataflow`, the dataflow, `I` (information) |
/// | `FREQ` | CL_FREQ | `A` year, `S` half, `Q` quarter, `M` month, `D` day; `_O` for other periods |
/// | `REF_AREA`, `COUNTERPART_AREA` | areas | ISO 3166-1 alpha-3 and our groups; for turnover the parties in order of code; the world is `WLD`, none is `_Z` |
/// | `TRADE_FLOW` | flow | `X` exports, `M` imports, `T` turnover, `B` balance, `F` freight |
/// | `COMMODITY` | goods | `_T` for all goods, else the reports' words |
/// | `REPORTING_SIDE` | own | whose statistics; `_U` where nobody's are named |
/// | `VALUATION` | valuation (cross-domain concept) | `FOB`, `CIF`, `FAS`; of turnover and balance `FOB-CIF`; `_U` where the reports do not say |
/// | `PARTNER_ATTRIBUTION` | own: by which country the partner is counted (IMTS 2010) | `origin`, `destination`, `consignment`; `_U` likewise |
/// | `ACCOUNTS` | own: customs or balance of payments | `customs`, `BOP`; `_U` likewise |
/// | `MOVEMENT` | own: of freight | `transit`, else `_Z` |
/// | `MODALITY` | own | `actual`, `projection`, `target`, `potential`, `pledge`: SDMX has no code for a target |
/// | `ORIGIN` | own | `reported`, `converted`, `bracketed`, `derived`, `balanced` |
/// | `UNIT_MEASURE` | CL_UNIT | ISO 4217, `t`, `m3`, `bbl`, `TEU`, `kWh` |
/// | `TIME_PERIOD` | time | `2023`, `2023-S1`, `2023-Q1`, `2023-01`, `2023-01-31`; other periods as a range of first day and length, `2023-01-01/P7M` |
/// | `OBS_VALUE` | value | plain digits; empty where only an interval is known |
/// | `OBS_STATUS` | CL_OBS_STATUS | `A` normal, `E` any origin but reported, `F` projection, `U` reports disagree, `O` no value, `_Z` a target, potential or pledge |
/// | `UNIT_MULT` | CL_UNIT_MULT | `0`: single units |
/// | `OBS_VALUE_LOW`, `OBS_VALUE_HIGH`, `BOUND_KIND` | own | the interval, and what the value is: SDMX has no code for a bound |
///
/// What is not in this list stays in the CSV of the table. Comtrade writes `X` and `M` alike, and `TOTAL` for `_T`.
///
/// # Errors
/// A frame that is no table in long form ([`Error::is_table`]).
pub fn sdmx_csv(table: &DataFrame) -> Result<Vec<u8>, Error> {
    let (periods, frequencies) = times(table)?;
    let [valuation, attribution, accounts, movement] = bases(table)?;
    let names = table.clone().lazy().with_columns([
        lit(periods).alias("time"),
        lit(frequencies).alias("freq"),
        lit(valuation).alias("valuation"),
        lit(attribution).alias("attribution"),
        lit(accounts).alias("accounts"),
        lit(movement).alias("movement"),
    ]);
    let names = names.select(columns()).collect().map_err(wrong)?;
    table_csv(&names)
}

/// The dataflow that observations are of.
const DATAFLOW: &str = "TRADEFLOW:BILATERAL_TRADE(1.0)";

fn columns() -> Vec<Expr> {
    let is = |name: &'static str, code: &'static str| col(name).eq(lit(code));
    let fixed = |name: &str, code: &'static str| lit(code).alias(name);
    let or = |name: &str, code: &'static str| col(name).fill_null(lit(code));
    let part = |at: i64| col("pair").str().split(lit("-")).list().get(lit(at), true);
    let area = |name: &str, at: i64| coalesce(&[col(name), part(at), lit("_Z")]);
    let flow = [("exports", "X"), ("imports", "M"), ("trade", "T"), ("balance", "B")]
        .into_iter()
        .fold(lit("F"), |rest, (measure, code)| when(is("measure", measure)).then(lit(code)).otherwise(rest));
    let firm = when(is("status", "projection")).then(lit("F")).when(is("status", "actual").not()).then(lit("_Z"));
    let status = when(col("value").is_null())
        .then(lit("O"))
        .when(is("status", "actual").and(is("origin", "reported").not()))
        .then(lit("E"))
        .when(is("status", "actual").and(col("agree").not()))
        .then(lit("U"))
        .otherwise(firm.otherwise(lit("A")));
    vec![
        fixed("STRUCTURE", "dataflow"),
        fixed("STRUCTURE_ID", DATAFLOW),
        fixed("ACTION", "I"),
        col("freq").alias("FREQ"),
        area("reporter", 0).alias("REF_AREA"),
        area("partner", 1).alias("COUNTERPART_AREA"),
        flow.alias("TRADE_FLOW"),
        or("commodity", "_T").alias("COMMODITY"),
        or("side", "_U").alias("REPORTING_SIDE"),
        or("valuation", "_U").alias("VALUATION"),
        or("attribution", "_U").alias("PARTNER_ATTRIBUTION"),
        or("accounts", "_U").alias("ACCOUNTS"),
        or("movement", "_Z").alias("MOVEMENT"),
        col("status").alias("MODALITY"),
        col("origin").alias("ORIGIN"),
        col("unit").alias("UNIT_MEASURE"),
        col("time").alias("TIME_PERIOD"),
        col("value").alias("OBS_VALUE"),
        status.alias("OBS_STATUS"),
        fixed("UNIT_MULT", "0"),
        col("value_low").alias("OBS_VALUE_LOW"),
        col("value_high").alias("OBS_VALUE_HIGH"),
        col("bound_kind").alias("BOUND_KIND"),
    ]
}

/// `TIME_PERIOD` and `FREQ` of each row.
fn times(table: &DataFrame) -> Result<(Series, Series), Error> {
    let days = |name: &str| table.column(name).and_then(|column| column.date()).map_err(wrong);
    let (from, to) = (days("period_start")?, days("period_end")?);
    let kinds = table.column("period_kind").and_then(|column| column.str()).map_err(wrong)?;
    let day = |days: Option<i32>| date(1970, 1, 1).checked_add(days?.days()).ok();
    let (mut periods, mut frequencies) = (Vec::new(), Vec::new());
    for (row, kind) in kinds.iter().enumerate() {
        let period = day(from.physical().get(row)).zip(day(to.physical().get(row)));
        let Some((period, kind)) = period.zip(kind.and_then(PeriodKind::from_name)) else {
            return Err(Error::table(format!("row {}: no period", row + 1)));
        };
        let (time, frequency) = time(Period { kind, ..Period::new(period.0, period.1) });
        periods.push(time);
        frequencies.push(frequency);
    }
    Ok((Series::new("time".into(), periods), Series::new("freq".into(), frequencies)))
}

/// Valuation, partner attribution, accounts and movement of each row.
fn bases(table: &DataFrame) -> Result<[Series; 4], Error> {
    let texts = table.column("basis").and_then(|column| column.str()).map_err(wrong)?;
    let mut bases = Vec::with_capacity(table.height());
    for (row, text) in texts.iter().enumerate() {
        let basis = text.map(str::parse::<Basis>).transpose();
        bases.push(basis.map_err(|what| Error::table(format!("row {}: {what}", row + 1)))?.unwrap_or_default());
    }
    let names = |name: &str, of: fn(&Basis) -> Option<&'static str>| {
        Series::new(name.into(), bases.iter().map(of).collect::<Vec<_>>())
    };
    Ok([
        names("valuation", |basis| basis.valuation.map(|valuation| valuation.name())),
        names("attribution", |basis| basis.attribution.map(|attribution| attribution.name())),
        names("accounts", |basis| basis.accounts.map(|accounts| accounts.name())),
        names("movement", |basis| basis.movement.map(|movement| movement.name())),
    ])
}

fn time(period: Period) -> (String, &'static str) {
    let frequency = match period.kind {
        PeriodKind::Year => "A",
        PeriodKind::Half => "S",
        PeriodKind::Quarter => "Q",
        PeriodKind::Month => "M",
        PeriodKind::Day => "D",
        PeriodKind::Ytd | PeriodKind::FiscalYear | PeriodKind::Span => {
            let length = match period.whole_months() {
                Some(months) if months % 12 == 0 => format!("P{}Y", months / 12),
                Some(months) => format!("P{months}M"),
                None => format!("P{}D", period.days()),
            };
            return (format!("{}/{length}", period.from), "_O");
        }
    };
    (period.label(), frequency)
}
