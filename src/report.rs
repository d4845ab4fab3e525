//! What is written: claims, doubts, mentions and tables as CSV, and a report as a folder of files.
//!
//! Everything is returned as text or bytes; nothing is written to disk here.
//!
//! **CSV** is RFC 4180 in UTF-8 without a mark, lines end in LF, the first line names the columns. Codes and not names,
//! ISO 8601 dates, decimals with a point, without exponent and without zeros at the end; a list in one cell has `;`
//! between its entries. A missing value is empty and never 0. It is safe to open in a spreadsheet: a text that would
//! start a formula there (its first character is `=`, `+`, `-`, `@`, a tab or a line break) gets an apostrophe before
//! it; numbers stay as they are.
//!
//! **A report** (`files`, feature `frames`) is these files, each with columns that [`Column`] describes; they stand in
//! `metadata.json` too:
//!
//! | file | one row is | columns |
//! | --- | --- | --- |
//! | `turnover.csv` | the turnover of two parties in one period | [`TABLE`] |
//! | `turnover_wide.csv` | the same with one column a period | [`WIDE`], then labels of periods |
//! | `flows.csv` | exports, imports or balance of a reporter with a partner or the world | [`TABLE`] |
//! | `freight.csv` | goods moved | [`TABLE`] |
//! | `claims.csv` | one figure of one article, and the table that it entered or why none | [`claim_columns`], [`ENTRY`] |
//! | `doubts.csv` | something seen and not settled | [`doubt_columns`] |
//! | `metadata.json` | versions, inputs, options, counts, licences, and these descriptions | |
//!
//! All rows are in an order that does not depend on the order of the claims: equal claims give equal bytes.

mod dictionary;
#[cfg(feature = "frames")]
mod folder;
mod records;
mod sheet;
#[cfg(feature = "frames")]
mod tables;

pub use dictionary::{Column, ENTRY, TABLE, WIDE};
#[cfg(feature = "frames")]
pub use folder::{Input, Options, ReportFile, files};
pub use records::{
    claim_columns, claims_csv, claims_csv_rows, doubt_columns, doubts_csv, doubts_csv_rows, mention_columns,
    mentions_csv, mentions_csv_rows,
};
#[cfg(feature = "frames")]
pub use tables::table_csv;
