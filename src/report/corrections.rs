//! What a user knows better: corrections of claims, applied before tables are made, each with its reason.

use super::records::Row;
use super::reread::field;
use crate::claim::Claim;
use crate::error::Error;
use crate::value::period::Period;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Corrections of claims, as a user wrote them.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    file: String,
    rows: Vec<(usize, Correction)>,
}

/// One correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The claim: `doc:start-end`, as in the column `claim_id` of `claims.csv`.
    pub claim: String,
    /// The field of it, by its name in `claims.csv`.
    pub field: String,
    /// What it is, as `claims.csv` writes it; empty for missing. A period may be a label (`2023-Q1`) too.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// As it was asked for.
    pub correction: Correction,
    /// What stood there before; none where there is no such claim.
    pub before: Option<String>,
}

/// The fields that may be corrected: what was read, and not where it stands.
const FIELDS: [&str; 17] = [
    "value",
    "value_hi",
    "qualifier",
    "unit",
    "kind",
    "measure",
    "reporter",
    "partner",
    "commodity",
    "period",
    "per",
    "status",
    "precision",
    "source",
    "side",
    "basis",
    "published",
];

impl Corrections {
    /// Reads a CSV file with the columns `claim`, `field`, `value` and `reason`; `file` names it in errors.
    ///
    /// # Errors
    /// Other columns, a field that is none or cannot be corrected, a correction without a reason or one that stands twice,
    /// with file and line.
    pub fn from_csv(file: &str, text: &str) -> Result<Corrections, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let headers = reader.headers().cloned().map_err(|err| Error::input(file, Some(1), err.to_string()))?;
        let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
        for row in reader.into_records() {
            let at = |err: &csv::Error| err.position().map(|at| at.line() as usize);
            let row = row.map_err(|err| Error::input(file, at(&err), err.to_string()))?;
            let line = row.position().map_or(0, |at| at.line() as usize);
            let wrong = |what: String| Error::input(file, Some(line), what);
            let row: Correction = row
                .deserialize(Some(&headers))
                .map_err(|err| wrong(format!("{err}; a correction has the columns claim, field, value and reason")))?;
            if !FIELDS.contains(&row.field.as_str()) {
                return Err(wrong(format!("'{}' is no field that can be corrected: {}", row.field, FIELDS.join(", "))));
            }
            if row.reason.is_empty() {
                return Err(wrong("a correction needs its reason".to_owned()));
            }
            if !seen.insert((row.claim.clone(), row.field.clone())) {
                return Err(wrong(format!("{} of {} is corrected twice", row.field, row.claim)));
            }
            rows.push((line, row));
        }
        Ok(Corrections { file: file.to_owned(), rows })
    }

    /// Applies the corrections and says what became of each, in their order. What follows from a field (the interval of a
    /// figure, the kind of a period) follows anew, and words are no longer evidence of it.
    ///
    /// # Errors
    /// A value that the field cannot have, with file and line.
    pub fn apply(&self, claims: &mut [Claim]) -> Result<Vec<Corrected>, Error> {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, claim) in claims.iter().enumerate() {
            places.entry(claim_id(claim)).or_default().push(at);
        }
        let mut done = Vec::new();
        for (line, row) in &self.rows {
            let mut before = None;
            for at in places.get(&row.claim).into_iter().flatten() {
                let wrong = |what: String| {
                    let what = format!("'{}' is no {} of a claim: {what}", row.value, row.field);
                    Error::input(&self.file, Some(*line), what)
                };
                let (claim, was) = corrected(&claims[*at], row).map_err(wrong)?;
                claims[*at] = claim;
                before = Some(was);
            }
            done.push(Corrected { correction: row.clone(), before });
        }
        Ok(done)
    }
}

/// The id of a claim in tables: `doc:start-end`.
pub(super) fn claim_id(claim: &Claim) -> String {
    format!("{}:{}-{}", claim.doc, claim.start, claim.end)
}

/// The claim with the correction, and what stood there before.
fn corrected(claim: &Claim, row: &Correction) -> Result<(Claim, String), String> {
    let mut fields = serde_json::to_value(claim).map_err(|err| err.to_string())?;
    let period = Period::from_label(&row.value).filter(|_| row.field == "period");
    let cell = period.map_or(row.value.clone(), |period| period.to_string());
    let was = std::mem::replace(&mut fields[&row.field], field(&row.field, &cell)?);
    let mut claim: Claim = serde_json::from_value(fields).map_err(|err| err.to_string())?;
    match row.field.as_str() {
        "value" | "value_hi" | "qualifier" | "precision" => {
            let interval = claim.amount().interval();
            (claim.low, claim.high) = (interval.low, interval.high);
        }
        "period" => {
            // A label says which kind of period it is: a year and a fiscal year may be the same days.
            claim.period_kind = period.or(claim.period).map(|period| period.kind);
        }
        _ => {}
    }
    claim.evidence.retain(|evidence| evidence.role.name() != row.field);
    let was = match was {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    };
    Ok((claim, was))
}

/// What became of corrections, as CSV.
#[cfg_attr(not(feature = "frames"), allow(dead_code, reason = "reports need the feature `frames`"))]
pub(super) fn corrections_csv(all: &[Corrected]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut row = Row::new(&mut bytes);
    for column in super::CORRECTION {
        row.code(Some(column.name))?;
    }
    row.end()?;
    for Corrected { correction, before } in all {
        row.text(Some(&correction.claim))?;
        row.code(Some(&correction.field))?;
        row.text(before.as_deref())?;
        row.text(Some(&correction.value))?;
        row.text(Some(&correction.reason))?;
        row.code(Some(before.is_some()))?;
        row.end()?;
    }
    row.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::Corrections;
    use crate::report::records::tests::claim;

    #[test]
    fn a_correction_changes_its_field_and_what_follows_from_it() {
        let mut claims = [claim()];
        let id = format!("\"{}\"", super::claim_id(&claims[0]));
        let text = format!(
            "claim,field,value,reason\n{id},value,5e9,typo\n{id},period,2021-Q2,\"see page 3, table\"\n{id},partner,,not named\n\
             x:1-2,unit,EUR,euro\n"
        );
        let done =
            Corrections::from_csv("c.csv", &text.replace("5e9", "5000000000")).unwrap().apply(&mut claims).unwrap();
        let [claim] = claims;
        assert_eq!((claim.value, claim.partner), (5_000_000_000_i64.into(), None));
        assert_eq!(claim.period.unwrap().to_string(), "2021-04-01/2021-06-30");
        assert_eq!(claim.period_kind.unwrap().name(), "quarter");
        assert_eq!(claim.low, claim.amount().interval().low);
        assert!(claim.evidence.iter().all(|evidence| !["period", "partner"].contains(&evidence.role.name())));
        assert_eq!(done.iter().map(|one| one.before.is_some()).collect::<Vec<_>>(), [true, true, true, false]);
    }

    #[test]
    fn what_cannot_be_corrected_is_named_with_its_line() {
        let id = format!("\"{}\"", super::claim_id(&claim()));
        for (row, words) in [
            (format!("{id},quote,x,y"), "c.csv:2: 'quote' is no field that can be corrected"),
            (format!("{id},value,1,"), "c.csv:2: a correction needs its reason"),
            (format!("{id},value,1,a\n{id},value,2,b"), "c.csv:3: value of "),
            (format!("{id},value,1"), "c.csv:2: "),
            (format!("{id},unit,shells,a"), "c.csv:2: 'shells' is no unit of a claim"),
            (format!("{id},value,,a"), "c.csv:2: '' is no value of a claim"),
            (format!("{id},period,soon,a"), "c.csv:2: 'soon' is no period of a claim"),
        ] {
            let read = Corrections::from_csv("c.csv", &format!("claim,field,value,reason\n{row}\n"));
            let err = read.and_then(|read| read.apply(&mut [claim()])).unwrap_err().to_string();
            assert!(err.starts_with(words), "{row}: {err}");
        }
        assert!(Corrections::from_csv("c.csv", "claim,value\nx,1\n").is_err());
    }
}
