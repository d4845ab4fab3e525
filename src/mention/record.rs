//! Mentions as records.

use super::Mentions;
use super::scan::Scan;
use crate::span::Span;
use crate::value::amount::Qualifier;
use crate::value::flow::Rate;
use crate::value::number;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One mention, as the program's `mentions` writes it: a flat JSON object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// Id of the article.
    pub doc: String,
    /// What sort of mention.
    #[serde(rename = "type")]
    pub kind: MentionKind,
    /// First byte in the article's text (UTF-8).
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// The figure in base units; quantities only.
    #[serde(with = "number::option", default)]
    pub value: Option<Decimal>,
    /// Upper end of a range.
    #[serde(with = "number::option", default)]
    pub value_hi: Option<Decimal>,
    /// How it is hedged; quantities only.
    pub qualifier: Option<Qualifier>,
    /// Its unit; quantities only.
    pub unit: Option<Unit>,
    /// Set where it is a rate.
    pub per: Option<Rate>,
}

/// The sorts of mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A figure with its unit.
    Quantity,
    /// Words that name a period.
    Period,
    /// A country, group or region.
    Place,
    /// A word of measure, change, status, bound or basis.
    Cue,
}

impl Mentions<'_> {
    /// The mentions as records, in order of appearance.
    pub fn records(&self, doc: &str, scan: &Scan) -> Vec<MentionRecord> {
        let record = |kind: MentionKind, span: Span| MentionRecord {
            doc: doc.to_owned(),
            kind,
            start: span.start,
            end: span.end,
            quote: span.of(scan.text).to_owned(),
            value: None,
            value_hi: None,
            qualifier: None,
            unit: None,
            per: None,
        };
        let mut records: Vec<MentionRecord> = Vec::new();
        for quantity in &self.quantities {
            let reading = quantity.plain_reading();
            records.push(MentionRecord {
                value: quantity.value.checked_mul(reading.factor),
                value_hi: quantity.value_hi.and_then(|high| high.checked_mul(reading.factor)),
                qualifier: Some(quantity.qualifier()),
                unit: Some(reading.unit),
                per: quantity.per.map(|(rate, ..)| rate),
                ..record(MentionKind::Quantity, quantity.span)
            });
        }
        records.extend(self.periods.iter().map(|period| record(MentionKind::Period, period.span)));
        records.extend(self.places.iter().map(|place| record(MentionKind::Place, place.span)));
        records.extend(self.cues.iter().map(|cue| record(MentionKind::Cue, scan.span(cue.first, cue.end))));
        records.extend(self.bases.iter().map(|basis| record(MentionKind::Cue, scan.span(basis.first, basis.end))));
        records.sort_by_key(|record| (record.start, record.end, record.kind));
        records
    }
}
