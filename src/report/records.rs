//! Claims, doubts and mentions as JSON lines and as rows of CSV.

use crate::claim::{Claim, Doubt, Evidence};
use crate::mention::{MentionKind, MentionRecord};
use rust_decimal::Decimal;
use serde::Serialize;
use std::fmt::{Display, Write as _};
use std::io::{self, Write};

/// A record that is written one a line: its columns are its JSON fields, in the same order.
pub trait Record: Serialize {
    /// Names of the columns.
    const COLUMNS: &'static [&'static str];

    /// Writes the cells of one row, one for each column.
    ///
    /// # Errors
    /// What the writer says.
    fn cells<W: Write>(&self, row: &mut Row<W>) -> io::Result<()>;
}

/// A row of CSV being written, cell by cell.
pub struct Row<W: Write> {
    csv: csv::Writer<W>,
    cell: String,
}

/// Writes one JSON object a line.
///
/// # Errors
/// What the writer says.
pub fn json_lines<R: Record>(records: &[R], mut to: impl Write) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut to, record)?;
        to.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes the line of column names.
///
/// # Errors
/// What the writer says.
pub fn csv_header<R: Record>(to: impl Write) -> io::Result<()> {
    let mut row = Row::new(to);
    for column in R::COLUMNS {
        row.code(Some(column))?;
    }
    row.end()?;
    row.finish()
}

/// Writes one row a record, without the header: rows written piece by piece join to one file.
///
/// # Errors
/// What the writer says.
pub fn csv_rows<R: Record>(records: &[R], to: impl Write) -> io::Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let mut row = Row::new(to);
    for record in records {
        record.cells(&mut row)?;
        row.end()?;
    }
    row.finish()
}

impl Record for Claim {
    const COLUMNS: &'static [&'static str] = &[
        "doc",
        "start",
        "end",
        "quote",
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
        "low",
        "high",
        "precision",
        "period_kind",
        "source",
        "side",
        "basis",
        "published",
        "outlet",
        "url",
        "fingerprint",
        "evidence",
    ];

    fn cells<W: Write>(&self, row: &mut Row<W>) -> io::Result<()> {
        row.text(Some(&self.doc))?;
        row.code(Some(self.start))?;
        row.code(Some(self.end))?;
        row.text(Some(&self.quote))?;
        row.number(Some(self.value))?;
        row.number(self.value_hi)?;
        row.code(Some(self.qualifier))?;
        row.code(Some(self.unit))?;
        row.code(Some(self.kind))?;
        row.code(Some(self.measure))?;
        row.code(self.reporter)?;
        row.code(self.partner)?;
        row.text(self.commodity.as_deref())?;
        row.code(self.period)?;
        row.code(self.per)?;
        row.code(Some(self.status))?;
        row.number(self.low)?;
        row.number(self.high)?;
        row.number(Some(self.precision))?;
        row.code(self.period_kind.map(|kind| kind.name()))?;
        row.text(self.source.as_deref())?;
        row.code(self.side)?;
        row.code(self.basis)?;
        row.code(self.published)?;
        row.text(self.outlet.as_deref())?;
        row.text(self.url.as_deref())?;
        row.code(Some(&self.fingerprint))?;
        row.evidence(&self.evidence)
    }
}

impl Record for Doubt {
    const COLUMNS: &'static [&'static str] = &["doc", "code", "start", "end", "quote", "reason"];

    fn cells<W: Write>(&self, row: &mut Row<W>) -> io::Result<()> {
        row.text(Some(&self.doc))?;
        row.code(Some(self.code.name()))?;
        row.code(Some(self.start))?;
        row.code(Some(self.end))?;
        row.text(Some(&self.quote))?;
        row.text(Some(&self.reason))
    }
}

impl Record for MentionRecord {
    const COLUMNS: &'static [&'static str] =
        &["doc", "type", "start", "end", "quote", "value", "value_hi", "qualifier", "unit", "per"];

    fn cells<W: Write>(&self, row: &mut Row<W>) -> io::Result<()> {
        row.text(Some(&self.doc))?;
        row.code(Some(kind_name(self.kind)))?;
        row.code(Some(self.start))?;
        row.code(Some(self.end))?;
        row.text(Some(&self.quote))?;
        row.number(self.value)?;
        row.number(self.value_hi)?;
        row.code(self.qualifier)?;
        row.code(self.unit)?;
        row.code(self.per)
    }
}

impl<W: Write> Row<W> {
    pub(super) fn new(to: W) -> Row<W> {
        Row { csv: csv::Writer::from_writer(to), cell: String::new() }
    }

    /// A cell of words, which may begin with anything.
    pub(super) fn text(&mut self, text: Option<&str>) -> io::Result<()> {
        let text = text.unwrap_or_default();
        self.cell.clear();
        if runs_as_formula(text) {
            self.cell.push('\'');
        }
        self.cell.push_str(text);
        self.write()
    }

    /// A cell whose text is one of ours: a code, an offset, a day.
    pub(super) fn code(&mut self, code: Option<impl Display>) -> io::Result<()> {
        self.cell.clear();
        if let Some(code) = code {
            write!(self.cell, "{code}").map_err(io::Error::other)?;
        }
        self.write()
    }

    /// A cell that holds an exact number in plain digits.
    pub(super) fn number(&mut self, number: Option<Decimal>) -> io::Result<()> {
        self.code(number.map(|number| number.normalize()))
    }

    /// Ends the row; the next cell begins another.
    pub(super) fn end(&mut self) -> io::Result<()> {
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }

    fn evidence(&mut self, evidence: &[Evidence]) -> io::Result<()> {
        self.cell.clear();
        for (Evidence { role, start, end, reach }, number) in evidence.iter().zip(0..) {
            let joint = if number == 0 { "" } else { ";" };
            write!(self.cell, "{joint}{}:{start}-{end}:{}", role.name(), reach.name()).map_err(io::Error::other)?;
        }
        self.write()
    }

    fn write(&mut self) -> io::Result<()> {
        Ok(self.csv.write_field(&self.cell)?)
    }
}

/// The name in JSON.
fn kind_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Quantity => "quantity",
        MentionKind::Period => "period",
        MentionKind::Place => "place",
        MentionKind::Cue => "cue",
    }
}

/// Whether a spreadsheet would run a cell, or would show one of its own apostrophes as ours.
pub(super) fn runs_as_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Record, csv_header, csv_rows, json_lines};
    use crate::claim::{Claim, Doubt, DoubtCode};
    use crate::mention::{MentionKind, MentionRecord};

    /// A claim with every field set.
    pub(in crate::report) fn claim() -> Claim {
        serde_json::from_str(
            r#"{"doc":"a,b","start":6,"end":17,"quote":"$3-4 billion","value":3000000000,"value_hi":4000000000,
            "qualifier":"range","unit":"USD","kind":"level","measure":"trade","reporter":"AZE","partner":"RUS",
            "commodity":"crude \"oil\"","period":"2023-01-01/2023-12-31","per":"year","status":"actual",
            "low":2500000000.5,"high":4500000000,"precision":1000000000,"period_kind":"year","source":"=the minister",
            "side":"AZE","basis":"CIF+origin","published":"2024-08-20","outlet":"Two\nlines","url":"https://example.org","fingerprint":"0af",
            "evidence":[{"role":"measure","start":20,"end":28,"reach":"clause"},
                        {"role":"status","start":0,"end":0,"reach":"default"}]}"#,
        )
        .unwrap()
    }

    fn doubt(quote: &str) -> Doubt {
        let (doc, reason) = ("-1".to_owned(), "no partner".to_owned());
        Doubt { doc, code: DoubtCode::Parties, start: 0, end: 3, quote: quote.to_owned(), reason }
    }

    fn mention() -> MentionRecord {
        let (doc, quote) = ("a".to_owned(), "2023".to_owned());
        let kind = MentionKind::Period;
        MentionRecord {
            doc,
            kind,
            start: 3,
            end: 7,
            quote,
            value: None,
            value_hi: None,
            qualifier: None,
            unit: None,
            per: None,
        }
    }

    fn rows<R: Record>(records: &[R]) -> String {
        let mut out = Vec::new();
        csv_rows(records, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn columns_follow_json<R: Record>(record: &R) {
        let mut json = Vec::new();
        json_lines(std::slice::from_ref(record), &mut json).unwrap();
        let json = String::from_utf8(json).unwrap();
        let mut at = 0;
        for column in R::COLUMNS {
            let key = format!("\"{column}\":");
            at += json[at..].find(&key).unwrap_or_else(|| panic!("{column} is out of order in {json}"));
        }
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value.as_object().unwrap().len(), R::COLUMNS.len());
    }

    #[test]
    fn the_columns_are_the_json_fields_in_order() {
        columns_follow_json(&claim());
        columns_follow_json(&doubt("5"));
        columns_follow_json(&mention());
    }

    #[test]
    fn a_row_of_claims_is_exact_and_quoted() {
        assert_eq!(
            rows(&[claim()]),
            "\"a,b\",6,17,$3-4 billion,3000000000,4000000000,range,USD,level,trade,AZE,RUS,\"crude \"\"oil\"\"\",\
             2023-01-01/2023-12-31,year,actual,2500000000.5,4500000000,1000000000,year,'=the minister,AZE,CIF+origin,2024-08-20,\
             \"Two\nlines\",https://example.org,0af,measure:20-28:clause;status:0-0:default\n"
        );
    }

    #[test]
    fn a_missing_value_is_an_empty_cell() {
        assert_eq!(rows(&[mention()]), "a,period,3,7,2023,,,,,\n");
    }

    #[test]
    fn text_never_starts_a_formula_and_numbers_stay_numbers() {
        for start in ["=", "+", "-", "@", "\t"] {
            assert_eq!(rows(&[doubt(&format!("{start}1"))]), format!("'-1,parties,0,3,'{start}1,no partner\n"));
        }
        assert_eq!(rows(&[doubt("\r1")]), "'-1,parties,0,3,\"'\r1\",no partner\n");
        assert_eq!(rows(&[doubt("it's - 1")]), "'-1,parties,0,3,it's - 1,no partner\n");
        let fall = Claim { value: (-5).into(), ..claim() };
        assert!(rows(&[fall]).contains(",-5,"));
    }

    #[test]
    fn a_header_and_rows_join_to_one_file() {
        let mut out = Vec::new();
        csv_header::<Doubt>(&mut out).unwrap();
        csv_rows::<Doubt>(&[], &mut out).unwrap();
        csv_rows(&[doubt("5")], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "doc,code,start,end,quote,reason\n'-1,parties,0,3,5,no partner\n");
    }
}
