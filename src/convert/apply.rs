//! One way to convert the rows of a frame.

use crate::error::Error;
use crate::ledger::{AMOUNT, decimal, wrong};
use crate::value::period::Period;
use jiff::ToSpan;
use jiff::civil::date;
use polars::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use std::sync::Arc;

/// Names and types of the columns that conversion adds, in order.
pub fn columns() -> Schema {
    [
        ("original_value", AMOUNT),
        ("original_unit", DataType::String),
        ("rate", RATE),
        ("rate_period", DataType::String),
        ("rate_source", DataType::String),
        ("unconverted", DataType::String),
    ]
    .into_iter()
    .map(|(name, dtype)| Field::new(name.into(), dtype))
    .collect()
}

/// Why rows were not converted: `unconverted` and `unit` (String) with `n_rows` (UInt32), in order.
pub fn missing(converted: LazyFrame) -> LazyFrame {
    let by = ["unconverted", "unit"];
    converted
        .filter(col("unconverted").is_not_null())
        .group_by(by.map(col))
        .agg([len().cast(DataType::UInt32).alias("n_rows")])
        .sort(by, SortMultipleOptions::default())
}

const RATE: DataType = DataType::Decimal(38, 12);

/// The amounts that a frame may have, and how each is rounded to six places.
const AMOUNTS: [(&str, RoundingStrategy); 8] = [
    ("value", RoundingStrategy::MidpointNearestEven),
    ("value_hi", RoundingStrategy::MidpointNearestEven),
    ("low", RoundingStrategy::ToNegativeInfinity),
    ("high", RoundingStrategy::ToPositiveInfinity),
    ("value_low", RoundingStrategy::ToNegativeInfinity),
    ("value_high", RoundingStrategy::ToPositiveInfinity),
    ("working_end", RoundingStrategy::MidpointNearestEven),
    ("precision", RoundingStrategy::AwayFromZero),
];

/// What a row is converted by: the new amount is the old one times `new`, by `original`.
pub(super) struct Step {
    pub(super) unit: String,
    pub(super) original: Decimal,
    pub(super) new: Decimal,
    pub(super) period: Option<String>,
    pub(super) source: String,
}

impl Step {
    fn convert(&self, amount: Decimal) -> Option<Decimal> {
        amount.checked_mul(self.new)?.checked_div(self.original)
    }
}

/// One row as a conversion sees it.
pub(super) struct Row<'a> {
    pub(super) unit: &'a str,
    pub(super) commodity: Option<&'a str>,
    pub(super) period: Option<Period>,
}

/// The frame with every row converted for which `step` gives a step; none is not concerned, an error says why not.
pub(super) fn applied<F>(mut frame: LazyFrame, step: F) -> Result<LazyFrame, Error>
where
    F: Fn(&Row) -> Option<Result<Step, String>> + Send + Sync + 'static,
{
    let found = frame.collect_schema().map_err(wrong)?;
    for (name, dtype) in [
        ("unit", DataType::String),
        ("period_start", DataType::Date),
        ("period_end", DataType::Date),
        ("value", AMOUNT),
    ] {
        if found.get(name) != Some(&dtype) {
            return Err(Error::table(format!(
                "nothing to convert: column '{name}' ({dtype}) is missing; a ledger or a table in long form has it"
            )));
        }
    }
    let schema = |input: &Schema| -> PolarsResult<SchemaRef> {
        let mut schema = input.clone();
        for field in columns().iter_fields() {
            schema.with_column(field.name, field.dtype);
        }
        Ok(Arc::new(schema))
    };
    let convert = move |frame: DataFrame| rows(frame, &step);
    Ok(frame.map(convert, OptFlags::empty(), Some(Arc::new(schema)), Some("convert")))
}

fn rows(mut frame: DataFrame, step: &dyn Fn(&Row) -> Option<Result<Step, String>>) -> PolarsResult<DataFrame> {
    let height = frame.height();
    let mut book = Book::of(&frame)?;
    let mut steps: Vec<Option<Step>> = Vec::with_capacity(height);
    {
        let units = frame.column("unit")?.str()?;
        let (from, to) = (frame.column("period_start")?.date()?, frame.column("period_end")?.date()?);
        let goods = frame.column("commodity").ok().map(|goods| goods.str()).transpose()?;
        let values = frame.column("value")?.decimal()?.physical();
        for row in 0..height {
            let unit = units.get(row).unwrap_or("");
            let period = day(from.physical().get(row)).zip(day(to.physical().get(row)));
            let period = period.map(|(from, to)| Period::new(from, to));
            let seen = Row { unit, commodity: goods.and_then(|goods| goods.get(row)), period };
            steps.push(match step(&seen) {
                None => None,
                Some(Ok(step)) => {
                    book.converted(row, values.get(row), unit, &step);
                    Some(step)
                }
                Some(Err(why)) => {
                    book.unconverted[row] = Some(why);
                    None
                }
            });
        }
    }
    for (name, rounding) in AMOUNTS {
        let Ok(column) = frame.column(name) else { continue };
        let before = column.decimal()?.physical();
        let mut after = Vec::with_capacity(height);
        for (row, step) in steps.iter().enumerate() {
            after.push(match (before.get(row), step) {
                (Some(amount), Some(step)) => Some(converted(amount, step, rounding, name)?),
                (amount, _) => amount,
            });
        }
        let after = Int128Chunked::from_iter_options(name.into(), after.into_iter()).into_decimal(38, 6)?;
        frame.with_column(after.into_column())?;
    }
    let new_unit = |(before, step): (Option<&str>, &Option<Step>)| match step {
        Some(step) => Some(step.unit.clone()),
        None => before.map(str::to_owned),
    };
    let units: StringChunked = frame.column("unit")?.str()?.iter().zip(&steps).map(new_unit).collect();
    frame.with_column(units.with_name("unit".into()).into_column())?;
    rewrite(
        &mut frame,
        "origin",
        &steps,
        |before| if before == "reported" { Some("converted") } else { Some(before) },
    )?;
    // An average rate or weight makes no exact figure.
    rewrite(&mut frame, "bound_kind", &steps, |before| if before == "exact" { Some("approx") } else { Some(before) })?;
    rewrite(&mut frame, "unrounded", &steps, |_| None)?;
    for column in book.columns()? {
        frame.with_column(column)?;
    }
    Ok(frame)
}

/// Changes the text of converted rows, where there is such a column.
fn rewrite(
    frame: &mut DataFrame,
    name: &'static str,
    steps: &[Option<Step>],
    change: impl Fn(&str) -> Option<&str>,
) -> PolarsResult<()> {
    let Ok(column) = frame.column(name) else { return Ok(()) };
    let after: StringChunked = {
        let texts = column.str()?;
        let text = |(before, step): (Option<&str>, &Option<Step>)| match step {
            Some(_) => before.and_then(&change).map(str::to_owned),
            None => before.map(str::to_owned),
        };
        texts.iter().zip(steps).map(text).collect()
    };
    frame.with_column(after.with_name(name.into()).into_column())?;
    Ok(())
}

fn converted(millionths: i128, step: &Step, rounding: RoundingStrategy, name: &str) -> PolarsResult<i128> {
    let amount = decimal(millionths).and_then(|amount| step.convert(amount));
    let rounded = amount.map(|amount| amount.round_dp_with_strategy(6, rounding));
    let too_large = || polars_err!(ComputeError: "'{}' has more than the 28 digits of an amount", name);
    rounded.map(|amount| amount.mantissa() * 10i128.pow(6 - amount.scale())).ok_or_else(too_large)
}

fn day(days: Option<i32>) -> Option<jiff::civil::Date> {
    date(1970, 1, 1).checked_add(days?.days()).ok()
}

/// The columns that say what was done; those of an earlier conversion of other rows stay.
struct Book {
    value: Vec<Option<i128>>,
    unit: Vec<Option<String>>,
    rate: Vec<Option<i128>>,
    period: Vec<Option<String>>,
    source: Vec<Option<String>>,
    unconverted: Vec<Option<String>>,
}

impl Book {
    fn of(frame: &DataFrame) -> PolarsResult<Book> {
        let none = || vec![None; frame.height()];
        let amounts = |name: &str| -> PolarsResult<Vec<Option<i128>>> {
            Ok(match frame.column(name) {
                Ok(column) => column.decimal()?.physical().iter().collect(),
                Err(_) => none(),
            })
        };
        let texts = |name: &str| -> PolarsResult<Vec<Option<String>>> {
            Ok(match frame.column(name) {
                Ok(column) => column.str()?.iter().map(|text| text.map(str::to_owned)).collect(),
                Err(_) => vec![None; frame.height()],
            })
        };
        Ok(Book {
            value: amounts("original_value")?,
            unit: texts("original_unit")?,
            rate: amounts("rate")?,
            period: texts("rate_period")?,
            source: texts("rate_source")?,
            unconverted: texts("unconverted")?,
        })
    }

    fn converted(&mut self, row: usize, value: Option<i128>, unit: &str, step: &Step) {
        self.value[row] = value;
        self.unit[row] = Some(unit.to_owned());
        let rate = step.original.checked_div(step.new).map(|rate| rate.round_dp(12));
        self.rate[row] = rate.and_then(|rate| rate.mantissa().checked_mul(10i128.pow(12 - rate.scale())));
        self.period[row] = step.period.clone();
        self.source[row] = Some(step.source.clone());
        self.unconverted[row] = None;
    }

    fn columns(self) -> PolarsResult<[Column; 6]> {
        let amount = |name: &str, amounts: Vec<Option<i128>>, scale| -> PolarsResult<Column> {
            let amounts = Int128Chunked::from_iter_options(name.into(), amounts.into_iter());
            Ok(amounts.into_decimal(38, scale)?.into_column())
        };
        let text = |name: &str, texts: Vec<Option<String>>| {
            StringChunked::from_iter_options(name.into(), texts.into_iter()).into_column()
        };
        Ok([
            amount("original_value", self.value, 6)?,
            text("original_unit", self.unit),
            amount("rate", self.rate, 12)?,
            text("rate_period", self.period),
            text("rate_source", self.source),
            text("unconverted", self.unconverted),
        ])
    }
}
