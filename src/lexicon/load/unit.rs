//! Physical units and what goods are packed in: `unit.toml`.

use super::{Builder, File, fault, read};
use crate::error::Error;
use crate::lexicon::Case;
use crate::lexicon::sense::{PackingWord, Sense, UnitWord};
use crate::value::flow::Rate;
use crate::value::measurement::Measurement;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::borrow::Cow;
use std::str::FromStr;

impl Builder {
    pub(super) fn units(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            unit: Vec<Row>,
            #[serde(default)]
            packing: Vec<PackingRow>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct PackingRow {
            unit: Option<String>,
            #[serde(default)]
            good: Vec<String>,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            id: String,
            base: Option<String>,
            factor: Option<String>,
            per: Option<Rate>,
            #[serde(default)]
            open: bool,
            #[serde(default)]
            good: Vec<String>,
            #[serde(default)]
            forms: Vec<String>,
            #[serde(default)]
            exact: Vec<String>,
            #[serde(default)]
            touching: Vec<String>,
        }
        let rows = read::<Rows>(file)?;
        for row in rows.packing {
            let known = |id: &String| {
                let unit =
                    Measurement::from_id(id).ok_or_else(|| fault(file, id, "is no unit of data/fact/unit.csv"))?;
                Ok::<_, Error>((unit.base, unit.factor))
            };
            let custom = row.unit.as_ref().map(known).transpose()?;
            for form in &row.forms {
                self.add(form, Case::Any, Sense::Packing(PackingWord { custom, goods: row.good.clone() }));
            }
        }
        for row in rows.unit {
            let unit = match (&row.base, &row.factor) {
                (Some(base), Some(factor)) => Cow::Owned(new_unit(file, &row.id, base, factor)?),
                _ => Cow::Borrowed(Measurement::from_id(&row.id).ok_or_else(|| {
                    fault(file, &row.id, "is no unit of data/fact/unit.csv: a new one states its base and factor")
                })?),
            };
            let word = |touching| {
                Sense::Unit(UnitWord {
                    unit: unit.clone(),
                    per: row.per,
                    open: row.open,
                    touching,
                    goods: row.good.clone(),
                })
            };
            for form in &row.forms {
                self.add_own(file, form, Case::Any, word(false))?;
            }
            for form in &row.exact {
                self.add_own(file, form, Case::Exact(form.as_str().into()), word(false))?;
            }
            for form in &row.touching {
                self.add_own(file, form, Case::Exact(form.as_str().into()), word(true))?;
            }
        }
        Ok(())
    }
}

/// A unit of a user's own.
fn new_unit(file: File, id: &str, base: &str, factor: &str) -> Result<Measurement, Error> {
    if Measurement::from_id(id).is_some() {
        return Err(fault(
            file,
            id,
            "is a unit of data/fact/unit.csv: leave out base and factor, or give it its own id",
        ));
    }
    let base = base.parse::<Unit>().ok().filter(|unit| !matches!(unit, Unit::Money(_)));
    let base = base.ok_or_else(|| fault(file, id, "has a base that is none of t m3 bbl TEU kWh %"))?;
    let factor = Decimal::from_str(factor).ok().filter(|factor| *factor > Decimal::ZERO);
    let factor = factor.ok_or_else(|| fault(file, id, "has a factor that is no exact decimal above 0"))?;
    Ok(Measurement { id: id.to_owned(), base, factor, source: file.0.to_owned() })
}
