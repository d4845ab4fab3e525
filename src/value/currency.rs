//! Currencies of ISO 4217, active and former.

use crate::datafile;
use crate::error::Error;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// A currency of ISO 4217, by its code; holds only codes that the register knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Currency([u8; 3]);

/// What the register says of a currency.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CurrencyFacts {
    /// Letter code.
    pub code: String,
    /// Digit code of ISO 4217, three digits.
    pub numeric: String,
    /// Digits after the point of its amounts.
    pub minor_units: u8,
    /// First year of use, where known.
    pub from: Option<i16>,
    /// Last year of use; none while in use.
    pub to: Option<i16>,
    /// English name.
    pub name: String,
}

const FILE: &str = "data/fact/currency.csv";

static REGISTER: LazyLock<FxHashMap<[u8; 3], CurrencyFacts>> = LazyLock::new(|| {
    let rows: Vec<CurrencyFacts> =
        datafile::built_in(datafile::csv(FILE, include_str!("../../data/fact/currency.csv")));
    rows.into_iter().filter_map(|row| Some((row.code.as_bytes().try_into().ok()?, row))).collect()
});

impl Currency {
    /// The currency with that code.
    pub fn from_code(code: &str) -> Option<Currency> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        REGISTER.contains_key(&code).then_some(Currency(code))
    }

    /// Letter code, such as `AZN`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The register's row.
    pub fn facts(&self) -> &'static CurrencyFacts {
        &REGISTER[&self.0]
    }

    /// Whether it was in use in that year.
    pub fn valid_in(&self, year: i16) -> bool {
        let facts = self.facts();
        facts.from.is_none_or(|from| from <= year) && facts.to.is_none_or(|to| year <= to)
    }

    /// Every currency, in order of code.
    pub fn all() -> Vec<Currency> {
        let mut all: Vec<_> = REGISTER.keys().map(|code| Currency(*code)).collect();
        all.sort();
        all
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = Error;

    fn from_str(code: &str) -> Result<Currency, Error> {
        Currency::from_code(code)
            .ok_or_else(|| Error::value(format!("'{code}' is no currency of ISO 4217 (codes look like USD, AZN)")))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl TryFrom<String> for Currency {
    type Error = Error;

    fn try_from(code: String) -> Result<Currency, Error> {
        code.parse()
    }
}
