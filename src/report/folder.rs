//! A report: every file of the folder, in memory.

use super::corrections::{Corrected, corrections_csv};
use super::dictionary::{
    CLAIM, CONCENTRATION, CONVERSION, CORRECTION, Column, DISPUTES, DOUBT, ENTRY, EVIDENCE, INDICATORS, PARTNERS,
    SIDES, TABLE, TYPES, WIDE,
};
use super::evidence::evidence_csv;
use super::records::{Record, Row, csv_header, csv_rows};
use super::summary::{Facts, summary};
use super::tables::{table_csv, unwritten};
use crate::audit;
use crate::cell::{self, Steps};
use crate::claim::{Claim, Doubt};
use crate::convert::{self, Rates};
use crate::error::Error;
use crate::ledger::{self, wrong};
use crate::table::{self, Filter, Grain, Table};
use crate::value::currency::Currency;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// What a report says of its making, and what it shows.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program that makes it.
    pub program: String,
    /// Its version.
    pub version: String,
    /// What was read.
    pub inputs: Vec<Input>,
    /// The options that it was called with, by name.
    pub options: BTreeMap<String, String>,
    /// The periods of `turnover_wide.csv`; the other tables hold all.
    pub grain: Grain,
    /// Which rows the tables show; `claims.csv` and `doubts.csv` show all that was published by `as_of`.
    pub filter: Filter,
    /// The one currency of all money, and the rates to convert others by; what has no rate is left out of the tables and
    /// named in `metadata.json`.
    pub money: Option<(Rates, Currency)>,
    /// Whether volumes of named goods are shown as tonnes.
    pub tonnes: bool,
    /// The sentence of each claim by the claim's id, `doc:start-end`, for `evidence.csv`; where claims were read and not
    /// their reports there is none.
    pub sentences: BTreeMap<String, String>,
    /// What was corrected in the claims before: `corrections.csv`.
    pub corrections: Vec<Corrected>,
    /// The steps that lead from claims to cells.
    pub steps: Steps,
}

/// One input of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// Articles read from it; 0 where it holds claims.
    pub articles: usize,
    /// Claims that it gave.
    pub claims: usize,
    /// Doubts that it gave.
    pub doubts: usize,
    /// Articles and claims of it that could not be read.
    pub unread: usize,
}

/// One file of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Its name in the folder.
    pub name: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// This crate, its wide tables by year, and nothing known of inputs and options.
impl Default for Options {
    fn default() -> Options {
        Options {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs: Vec::new(),
            options: BTreeMap::new(),
            grain: Grain::Year,
            filter: Filter::default(),
            money: None,
            tonnes: false,
            sentences: BTreeMap::new(),
            corrections: Vec::new(),
            steps: Steps::default(),
        }
    }
}

impl Options {
    /// The columns of tables in long form.
    fn columns(&self) -> Vec<Column> {
        match self.money.is_some() || self.tonnes {
            true => [&TABLE[..], &CONVERSION].concat(),
            false => TABLE.to_vec(),
        }
    }

    /// Cells in the units that are asked for, and what was not converted, by reason.
    fn in_units(&self, cells: LazyFrame) -> Result<(DataFrame, BTreeMap<String, u32>), Error> {
        if self.money.is_none() && !self.tonnes {
            return Ok((collected(cells)?, BTreeMap::new()));
        }
        let cells = if self.tonnes { convert::mass(cells)? } else { cells };
        let cells = match &self.money {
            Some((rates, currency)) => collected(convert::money(cells, rates, *currency)?)?,
            None => collected(cells)?,
        };
        let missing = collected(convert::missing(cells.clone().lazy()))?;
        let reasons = missing.column("unconverted").and_then(|column| column.str()).map_err(wrong)?;
        let counts = missing.column("n_rows").and_then(|column| column.u32()).map_err(wrong)?;
        let mut unconverted = BTreeMap::new();
        for (reason, count) in reasons.iter().zip(counts.iter()) {
            *unconverted.entry(reason.unwrap_or_default().to_owned()).or_default() += count.unwrap_or_default();
        }
        let only = Filter { currency: self.money.as_ref().map(|(_, currency)| *currency), ..Filter::default() };
        Ok((collected(only.rows(cells.lazy()))?, unconverted))
    }
}

/// The files of the report on these claims and doubts. The order of claims and doubts changes nothing.
///
/// # Errors
/// What polars refuses ([`Error::is_table`]).
pub fn files(claims: &[Claim], doubts: &[Doubt], options: &Options) -> Result<Vec<ReportFile>, Error> {
    let known = |claim: &&Claim| options.filter.as_of.is_none_or(|day| claim.published.is_some_and(|on| on <= day));
    let claims: Vec<Claim> = claims.iter().filter(known).cloned().collect();
    let (claims, doubts) = (claims_in_order(&claims), doubts_in_order(doubts));
    let ledger = ledger::frame(&claims)?;
    let filter = &options.filter;
    // Growth needs the year before, and a share the whole: of partners, rows are chosen afterwards.
    let whole = Filter { from: None, to: None, measures: Vec::new(), ..filter.clone() };
    let (cells, unconverted) = options.in_units(whole.rows(cell::cells_by(ledger.clone().lazy(), &options.steps)?))?;
    let cells = cells.lazy();
    let long = |table: Table| collected(filter.rows(table::of_cells(cells.clone(), table)));
    let (turnover, flows, freight) = (long(Table::Turnover)?, long(Table::Flows)?, long(Table::Freight)?);
    let wide = table::wide(options.grain.rows(turnover.clone().lazy()))?;

    let mut sheets = Vec::new();
    for (name, rows) in [("turnover.csv", &turnover), ("flows.csv", &flows), ("freight.csv", &freight)] {
        sheets.push(Sheet::of(name, &options.columns(), rows.height(), table_csv(rows)?));
    }
    let periods = wide.get_column_names()[WIDE.len()..].iter().map(|name| name.to_string()).collect();
    sheets.insert(1, Sheet { periods, ..Sheet::of("turnover_wide.csv", &WIDE, wide.height(), table_csv(&wide)?) });
    for (name, columns, rows) in [
        ("partners.csv", &PARTNERS[..], table::partners(cells.clone())?),
        ("indicators.csv", &INDICATORS[..], table::indicators(cells.clone())?),
        ("concentration.csv", &CONCENTRATION[..], table::concentration(cells.clone())?),
    ] {
        let rows = collected(filter.partner_rows(rows))?;
        sheets.push(Sheet::of(name, columns, rows.height(), table_csv(&rows)?));
    }
    let sides = collected(filter.rows(table::sides(cells.clone())?))?;
    sheets.push(Sheet::of("sides.csv", &SIDES, sides.height(), table_csv(&sides)?));
    let rates = options.money.as_ref().map(|(rates, _)| rates.clone()).or_else(Rates::built_in);
    let disputes = audit::disputes(ledger.clone().lazy(), rates.as_ref(), &options.steps)?;
    let disputes = collected(filter.rows(disputes.lazy()))?;
    sheets.push(Sheet::of("disputes.csv", &DISPUTES, disputes.height(), table_csv(&disputes)?));
    let claim_columns = [&CLAIM[..], &ENTRY].concat();
    let entries = collected(cell::entries(ledger.clone().lazy())?)?;
    sheets.push(Sheet::of("claims.csv", &claim_columns, claims.len(), claims_csv(&claims, &entries)?));
    sheets.push(Sheet::of("doubts.csv", &DOUBT, doubts.len(), doubts_csv(&doubts).map_err(unwritten)?));

    let tables = [("turnover", &turnover), ("flows", &flows), ("freight", &freight)];
    let (bytes, height) = evidence_csv(&tables, &claims, &options.sentences)?;
    sheets.push(Sheet::of("evidence.csv", &EVIDENCE, height, bytes));
    if !options.corrections.is_empty() {
        let bytes = corrections_csv(&options.corrections).map_err(unwritten)?;
        sheets.push(Sheet::of("corrections.csv", &CORRECTION, options.corrections.len(), bytes));
    }

    let counts = Counts::of(&collected(cell::coverage(ledger.lazy())?)?, &doubts)?;
    let summary = summary(&Facts {
        options,
        turnover: &turnover,
        flows: &flows,
        claims: claims.len(),
        claims_in: &counts.claims_in,
        left_out: &counts.claims_left_out,
        doubts: &counts.doubts,
    })?;
    let metadata = metadata(&sheets, counts, unconverted, options)?;
    let file = |sheet: Sheet| ReportFile { name: sheet.file, bytes: sheet.bytes };
    let mut files: Vec<ReportFile> = sheets.into_iter().map(file).collect();
    files.push(ReportFile { name: "summary.md", bytes: summary.into_bytes() });
    files.push(ReportFile { name: "metadata.json", bytes: metadata.into_bytes() });
    Ok(files)
}

#[derive(Serialize)]
struct Sheet {
    file: &'static str,
    rows: usize,
    columns: Vec<Column>,
    /// Names of the columns behind those, one a period, which hold the figure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    periods: Vec<String>,
    #[serde(skip)]
    bytes: Vec<u8>,
}

impl Sheet {
    fn of(file: &'static str, columns: &[Column], rows: usize, bytes: Vec<u8>) -> Sheet {
        Sheet { file, rows, columns: columns.to_vec(), periods: Vec::new(), bytes }
    }
}

fn claims_in_order(claims: &[Claim]) -> Vec<Claim> {
    let mut claims = claims.to_vec();
    let whole = |claim: &Claim| serde_json::json!(claim).to_string();
    claims.sort_by(|a, b| {
        let by_place = (&a.doc, a.start, a.end).cmp(&(&b.doc, b.start, b.end));
        by_place.then_with(|| whole(a).cmp(&whole(b)))
    });
    claims
}

fn doubts_in_order(doubts: &[Doubt]) -> Vec<Doubt> {
    let mut doubts = doubts.to_vec();
    doubts
        .sort_by(|a, b| (&a.doc, a.start, a.end, a.code, &a.reason).cmp(&(&b.doc, b.start, b.end, b.code, &b.reason)));
    doubts
}

fn claims_csv(claims: &[Claim], entries: &DataFrame) -> Result<Vec<u8>, Error> {
    let text = |name: &str| entries.column(name).and_then(|column| column.str()).map_err(wrong);
    let (table, left_out) = (text("table")?, text("left_out")?);
    let mut bytes = Vec::new();
    let write = |row: &mut Row<&mut Vec<u8>>| -> io::Result<()> {
        for column in CLAIM.iter().chain(&ENTRY) {
            row.code(Some(column.name))?;
        }
        row.end()?;
        for (claim, at) in claims.iter().zip(0..) {
            claim.cells(row)?;
            row.text(Some(&format!("{}:{}-{}", claim.doc, claim.start, claim.end)))?;
            row.code(table.get(at))?;
            row.code(left_out.get(at))?;
            row.end()?;
        }
        Ok(())
    };
    let mut row = Row::new(&mut bytes);
    write(&mut row).and_then(|()| row.finish()).map_err(unwritten)?;
    Ok(bytes)
}

fn doubts_csv(doubts: &[Doubt]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    csv_header::<Doubt>(&mut bytes)?;
    csv_rows(doubts, &mut bytes)?;
    Ok(bytes)
}

#[derive(Serialize)]
struct Metadata<'a> {
    program: &'a str,
    version: &'a str,
    inputs: &'a [Input],
    options: &'a BTreeMap<String, String>,
    /// Claims by the table that they entered.
    claims_in: BTreeMap<String, u32>,
    /// The other claims by the reason why they entered none.
    claims_left_out: BTreeMap<String, u32>,
    /// Rows that could not be converted, by the reason why: money stands in no table then, volumes in their own unit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unconverted: BTreeMap<String, u32>,
    /// Doubts by code.
    doubts: BTreeMap<&'static str, u32>,
    licences: [Licence; 2],
    /// Where rates of exchange are from, where money was converted.
    #[serde(skip_serializing_if = "Option::is_none")]
    rates: Option<&'a str>,
    /// What the types of columns are.
    types: BTreeMap<&'static str, &'static str>,
    files: &'a [Sheet],
}

#[derive(Serialize)]
struct Licence {
    of: &'static str,
    licence: &'static str,
}

const LICENCES: [Licence; 2] = [
    Licence { of: "the program that made this report", licence: "MIT OR Apache-2.0" },
    Licence {
        of: "words of the reports (columns quote, sentence, source, commodity)",
        licence: "their publishers'; quoted as evidence, with the place of each in claims.csv and doubts.csv",
    },
];

/// How many claims and doubts there are of each sort.
#[derive(Default)]
struct Counts {
    claims_in: BTreeMap<String, u32>,
    claims_left_out: BTreeMap<String, u32>,
    doubts: BTreeMap<&'static str, u32>,
}

impl Counts {
    fn of(coverage: &DataFrame, doubts: &[Doubt]) -> Result<Counts, Error> {
        let mut all = Counts::default();
        let text = |name: &str| coverage.column(name).and_then(|column| column.str()).map_err(wrong);
        let (tables, reasons) = (text("table")?, text("left_out")?);
        let counts = coverage.column("n_claims").and_then(|column| column.u32()).map_err(wrong)?;
        for (row, count) in counts.iter().flatten().enumerate() {
            if let Some(table) = tables.get(row) {
                all.claims_in.insert(format!("{table}.csv"), count);
            } else if let Some(reason) = reasons.get(row) {
                all.claims_left_out.insert(reason.to_owned(), count);
            }
        }
        for doubt in doubts {
            *all.doubts.entry(doubt.code.name()).or_default() += 1;
        }
        Ok(all)
    }
}

fn metadata(
    sheets: &[Sheet],
    counts: Counts,
    unconverted: BTreeMap<String, u32>,
    options: &Options,
) -> Result<String, Error> {
    let metadata = Metadata {
        program: &options.program,
        version: &options.version,
        inputs: &options.inputs,
        options: &options.options,
        claims_in: counts.claims_in,
        claims_left_out: counts.claims_left_out,
        unconverted,
        doubts: counts.doubts,
        licences: LICENCES,
        rates: options.money.as_ref().map(|(rates, _)| rates.source()),
        types: TYPES.into(),
        files: sheets,
    };
    let text = serde_json::to_string_pretty(&metadata);
    Ok(text.map_err(|err| Error::table(format!("metadata.json: {err}")))? + "\n")
}

fn collected(frame: LazyFrame) -> Result<DataFrame, Error> {
    frame.collect().map_err(wrong)
}
