//! What an amount is counted in.

use crate::error::Error;
use crate::value::currency::Currency;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The unit of a figure: a currency, one base unit for each physical kind, or per cent.
///
/// Kinds never turn into one another here: a TEU is no mass, a barrel no tonne.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Unit {
    /// Money in a currency of ISO 4217.
    Money(Currency),
    /// Mass in metric tonnes (`t`).
    Tonne,
    /// Volume in cubic metres (`m3`).
    CubicMetre,
    /// Volume of oil in barrels of 42 US gallons (`bbl`).
    Barrel,
    /// Containers in twenty-foot equivalents (`TEU`).
    Teu,
    /// Electrical energy in kilowatt hours (`kWh`).
    KilowattHour,
    /// Per cent (`%`).
    Percent,
}

impl Unit {
    /// The code in claims and tables.
    pub fn code(&self) -> &str {
        match self {
            Unit::Money(currency) => currency.code(),
            Unit::Tonne => "t",
            Unit::CubicMetre => "m3",
            Unit::Barrel => "bbl",
            Unit::Teu => "TEU",
            Unit::KilowattHour => "kWh",
            Unit::Percent => "%",
        }
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        matches!(self, Unit::Money(_))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Unit {
    type Err = Error;

    fn from_str(code: &str) -> Result<Unit, Error> {
        Ok(match code {
            "t" => Unit::Tonne,
            "m3" => Unit::CubicMetre,
            "bbl" => Unit::Barrel,
            "TEU" => Unit::Teu,
            "kWh" => Unit::KilowattHour,
            "%" => Unit::Percent,
            _ => Unit::Money(code.parse()?),
        })
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> String {
        unit.code().to_owned()
    }
}

impl TryFrom<String> for Unit {
    type Error = Error;

    fn try_from(code: String) -> Result<Unit, Error> {
        code.parse()
    }
}
