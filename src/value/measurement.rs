//! Physical units with their exact factors to the base unit of their kind.

use crate::datafile;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::str::FromStr;
use std::sync::LazyLock;

/// A physical unit of the register, such as the short ton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// Name in the register: `short_ton`.
    pub id: String,
    /// The unit that amounts are turned into.
    pub base: Unit,
    /// Base units in one of these; exact.
    pub factor: Decimal,
    /// Where the factor comes from.
    pub source: String,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    base: Unit,
    factor: String,
    source: String,
}

static REGISTER: LazyLock<Vec<Measurement>> = LazyLock::new(|| {
    let rows: Vec<Row> =
        datafile::built_in(datafile::csv("data/fact/unit.csv", include_str!("../../data/fact/unit.csv")));
    rows.into_iter()
        .map(|row| {
            let factor = Decimal::from_str(&row.factor)
                .unwrap_or_else(|err| panic!("data/fact/unit.csv: factor of {}: {err}", row.id));
            Measurement { id: row.id, base: row.base, factor, source: row.source }
        })
        .collect()
});

impl Measurement {
    /// The unit of that name.
    pub fn from_id(id: &str) -> Option<&'static Measurement> {
        REGISTER.iter().find(|unit| unit.id == id)
    }

    /// Every unit, in order of the register.
    pub fn all() -> &'static [Measurement] {
        &REGISTER
    }
}
