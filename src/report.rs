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
//! | `published` | day of publication |
//! | `outlet` `url` | who published it, and where |
//! | `fingerprint` | hash of the report's words |
//! | `evidence` | for each role the bytes that settled it and their reach: `role:start-end:reach`, joined by `;` |
//!
//! Doubts have `doc code start end quote reason`; mentions have `doc type start end quote value value_hi qualifier unit
//! per`, the last five for quantities only.
//!
//! The CSV is RFC 4180 in UTF-8 with LF line ends. A missing value is an empty cell, never 0. A cell of text that a
//! spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe
//! in front; so does one that has only apostrophes before such a character, so that taking one away gives the text
//! back. Cells of numbers are left alone. [`claims_from_csv`] reads claims back.

mod reread;
mod records;

pub use records::{Record, Row, csv_header, csv_rows, json_lines};
pub use reread::claims_from_csv;
