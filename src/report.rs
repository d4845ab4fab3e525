//! What we write: records and tables as text that other programs read.
//!
//! # Records
//! [`Claim`](crate::claim::Claim), [`Doubt`](crate::claim::Doubt) and
//! [`MentionRecord`](crate::mention::MentionRecord) are written as JSON lines ([`json_lines`]) or as CSV
//! ([`csv_header`], [`csv_rows`]). The columns of the CSV are the fields of the JSON, in the same order:
//!
//! | claims | cell |
//! | --- | --- |
//! | `doc` | id of the report |
//! | `start` `end` | first byte of the quote in the report's text (UTF-8), and the byte after it |
//! | `quote` | the exact words of the figure |
//! | `value` `value_hi` | the figure in base units, exact, in plain digits; upper end of a range |
//! | `qualifier` | `exact` `approx` `at_least` `at_most` `range` |
//! | `unit` | ISO 4217 code, `t` `m3` `bbl` `TEU` `kWh` `%` |
//! | `kind` | `level` `change` `share` |
//! | `measure` | `trade` `exports` `imports` `balance` `freight` `investment` `finance` `production` `price` `tariff` `other` |
//! | `reporter` `partner` | code of the party; `WLD` is the world |
//! | `commodity` | the goods named; empty for all goods |
//! | `period` | `FROM/TO`, both days inclusive |
//! | `per` | `year` `month` `day` where the figure is a rate |
//! | `status` | `actual` `projection` `target` `potential` `pledge` |
//! | `low` `high` | the interval that the words allow; an empty one is open |
//! | `precision` | the worth of the last stated digit, in base units |
//! | `period_kind` | `year` `half` `quarter` `month` `day` `ytd` `fiscal_year` `span` |
//! | `source` | who says it, in the report's words |
//! | `side` | code of the country whose statistics it is |
//! | `basis` | on what basis it is counted: `FOB` `CIF` `FAS`, `origin` `destination` `consignment`, `customs` `BOP`, of freight `transit`, joined by `+` |
//! | `published` | day of publication |
//! | `outlet` `url` | who published it, and where |
//! | `fingerprint` | hash and sketch of the report's words |
//! | `evidence` | for each role the bytes that settled it and their reach: `role:start-end:reach`, joined by `;` |
//!
//! Doubts have `doc code start end quote reason`; mentions have `doc type start end quote value value_hi qualifier unit
//! per`, the last five for quantities only.
//!
//! The CSV is RFC 4180 in UTF-8 with LF line ends. A missing value is an empty cell, never 0. A cell of text that a
//! spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe
//! in front; so does one that has only apostrophes before such a character, so that taking one away gives the text
//! back. Cells of numbers are left alone. [`claims_from_csv`] reads claims back.
//!
//! # Tables and reports
//! With the feature `frames`, `table_csv` writes a table by the same rules (a list has `;` between its entries),
//! `sdmx_csv` writes it with the concepts and codes of SDMX, `comtrade_csv` with those of UN Comtrade, `table_parquet` (feature `parquet`) as Parquet, and `files` gives a report: the files of one folder, in memory. All rows stand in an order that does not depend on the
//! order of the claims: equal claims give equal bytes. Every column is a [`Column`], and `metadata.json` describes them
//! all.
//!
//! | file | one row is | columns |
//! | --- | --- | --- |
//! | `turnover.csv` | the turnover of two parties in one period | [`TABLE`] |
//! | `turnover_wide.csv` | the same with one column a period | [`WIDE`], then labels of periods |
//! | `flows.csv` | exports, imports or balance of a reporter with a partner or the world | [`TABLE`] |
//! | `freight.csv` | goods moved | [`TABLE`] |
//! | `partners.csv` | a partner of a country: exports, imports, turnover, balance, shares, growth, rank | [`PARTNERS`] |
//! | `indicators.csv` | the same: cover ratio, normalised balance, Grubel-Lloyd index | [`INDICATORS`] |
//! | `concentration.csv` | a country: how much it trades with few partners | [`CONCENTRATION`] |
//! | `sides.csv` | a statistic of which both sides have a figure: both, the gap, what they have in common | [`SIDES`] |
//! | `disputes.csv` | a contradiction between figures, with the claims on both sides and what was decided | [`DISPUTES`] |
//! | `claims.csv` | one figure of one article, and the table that it entered or why none | [`CLAIM`], [`ENTRY`] |
//! | `doubts.csv` | something seen and not settled | [`DOUBT`] |
//! | `evidence.csv` | a claim of a cell, with its sentence | [`EVIDENCE`] |
//! | `corrections.csv` | a correction that was asked for, where there are any | [`CORRECTION`] |
//! | `summary.md` | the newest figures, disagreements and counts, for a person | |
//! | `metadata.json` | program and version, inputs, options, counts, licences, and the meaning of every column | |

#[cfg(feature = "frames")]
mod comtrade;
mod corrections;
mod dictionary;
#[cfg(feature = "frames")]
mod evidence;
#[cfg(feature = "frames")]
mod folder;
#[cfg(feature = "parquet")]
mod parquet;
mod reread;
mod records;
#[cfg(feature = "frames")]
mod sdmx;
#[cfg(feature = "frames")]
mod summary;
#[cfg(feature = "frames")]
mod tables;

#[cfg(feature = "frames")]
pub use comtrade::comtrade_csv;
pub use corrections::{Corrected, Correction, Corrections};
pub use dictionary::{
    CLAIM, CONCENTRATION, CONVERSION, CORRECTION, Column, DISPUTES, DOUBT, ENTRY, EVIDENCE, INDICATORS, MENTION,
    PARTNERS, REVISIONS, SIDES, TABLE, TYPES, WIDE,
};
#[cfg(feature = "frames")]
pub use folder::{Input, Options, ReportFile, files};
#[cfg(feature = "parquet")]
pub use parquet::{ParquetWriter, table_parquet};
pub use records::{Record, Row, csv_header, csv_rows, json_lines};
pub use reread::claims_from_csv;
#[cfg(feature = "frames")]
pub use sdmx::sdmx_csv;
#[cfg(feature = "frames")]
pub use tables::table_csv;
