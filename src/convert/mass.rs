//! Tonnes from volumes of named goods.

use super::apply::{Row, Step, applied};
use crate::datafile;
use crate::error::Error;
use crate::value::unit::Unit;
use polars::prelude::LazyFrame;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::str::FromStr;
use std::sync::LazyLock;

/// How many units of volume of some goods weigh a tonne.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The goods, as the factor names them: `crude oil, world average`.
    pub good: String,
    /// What reports call them, in lower case.
    pub names: Vec<String>,
    /// Barrels or cubic metres.
    pub unit: Unit,
    /// Units in a tonne.
    pub per_tonne: Decimal,
    /// Where the factor comes from.
    pub source: String,
}

impl Factor {
    /// Every factor, in order of the register `data/fact/density.csv`.
    pub fn all() -> &'static [Factor] {
        &REGISTER
    }

    /// The factor for goods of that name in that unit.
    pub fn of(commodity: &str, unit: Unit) -> Option<&'static Factor> {
        let commodity = commodity.trim().to_lowercase();
        REGISTER.iter().find(|factor| factor.unit == unit && factor.names.contains(&commodity))
    }
}

/// A ledger or a table in long form with barrels and cubic metres of the goods of [`Factor::all`] in tonnes. Other goods,
/// and those that no report names, stay as they are and say so in `unconverted`. A barrel of what it is not said is no
/// tonne.
///
/// # Errors
/// A frame without units, periods and amounts ([`Error::is_table`]).
pub fn mass(frame: LazyFrame) -> Result<LazyFrame, Error> {
    applied(frame, |row: &Row| {
        let unit = row.unit.parse().ok().filter(|unit| matches!(unit, Unit::Barrel | Unit::CubicMetre))?;
        let Some(commodity) = row.commodity else {
            return Some(Err(format!("no goods named, so {unit} have no weight")));
        };
        let Some(factor) = Factor::of(commodity, unit) else {
            return Some(Err(format!("no factor from {unit} to tonnes for '{commodity}'")));
        };
        Some(Ok(Step {
            unit: Unit::Tonne.code().to_owned(),
            original: factor.per_tonne,
            new: Decimal::ONE,
            period: None,
            source: format!("{}: {}", factor.good, factor.source),
        }))
    })
}

const FILE: &str = "data/fact/density.csv";

static REGISTER: LazyLock<Vec<Factor>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Line {
        good: String,
        names: String,
        unit: Unit,
        per_tonne: String,
        source: String,
    }
    let lines: Vec<Line> = datafile::built_in(datafile::csv(FILE, include_str!("../../data/fact/density.csv")));
    lines
        .into_iter()
        .map(|line| {
            let per_tonne = Decimal::from_str(&line.per_tonne)
                .unwrap_or_else(|err| panic!("{FILE}: per_tonne of {}: {err}", line.good));
            let names = line.names.split(';').map(str::to_owned).collect();
            Factor { good: line.good, names, unit: line.unit, per_tonne, source: line.source }
        })
        .collect()
});
