//! Exact decimals in JSON.
//!
//! A figure is written as a JSON number where a number carries it exactly (whole numbers of 64 bits, and decimals that
//! come back the same from their shortest form), else as a string of digits; both are read back. No digit is lost.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::Visitor;
use serde::{Deserializer, Serializer};
use std::fmt;
use std::str::FromStr;

/// Writes an exact decimal; for `#[serde(with = "tradeflow::value::number")]`.
pub fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    let value = value.normalize();
    if value.scale() == 0 {
        if let Some(whole) = value.to_i64() {
            return to.serialize_i64(whole);
        }
        return to.serialize_str(&value.to_string());
    }
    match value.to_string().parse::<f64>() {
        Ok(float) if Decimal::from_str(&float.to_string()) == Ok(value) => to.serialize_f64(float),
        _ => to.serialize_str(&value.to_string()),
    }
}

/// Reads an exact decimal from a JSON number or a string of digits.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    from.deserialize_any(Digits)
}

struct Digits;

impl Visitor<'_> for Digits {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Decimal, E> {
        Ok(Decimal::from(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Decimal, E> {
        Ok(Decimal::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Decimal, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Decimal, E> {
        Decimal::from_str(value).map_err(|_| E::custom(format!("'{value}' is no decimal number of at most 28 digits")))
    }
}

/// The same for a figure that may be missing (`null`).
pub mod option {
    use super::{Decimal, Deserializer, Serializer};
    use serde::Deserialize;

    /// Writes an exact decimal or null.
    pub fn serialize<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => super::serialize(value, to),
            None => to.serialize_none(),
        }
    }

    /// Reads an exact decimal or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
        #[derive(Deserialize)]
        struct Exact(#[serde(with = "super")] Decimal);
        Ok(Option::<Exact>::deserialize(from)?.map(|exact| exact.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Figure(#[serde(with = "super")] Decimal);

    #[test]
    fn a_figure_comes_back_to_its_last_digit() {
        // A reader of JSON that is fast and not exact takes the second for 3.0661266666384998e-12.
        for digits in ["4360000000", "0.0000000000030661266666385", "0.1234567890123456789", "-12.5"] {
            let figure = Figure(digits.parse().unwrap());
            let json = serde_json::to_string(&figure).unwrap();
            assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure, "{json}");
        }
    }
}
