//! What every column means.

mod record;
mod table;

pub use record::{CLAIM, CORRECTION, DOUBT, ENTRY, EVIDENCE, MENTION};
pub use table::{CONCENTRATION, CONVERSION, DISPUTES, INDICATORS, PARTNERS, REVISIONS, SIDES, TABLE, WIDE};

use serde::Serialize;

/// A column of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name in the first line.
    pub name: &'static str,
    /// One of [`TYPES`].
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it says; what an empty cell means where that may be.
    pub meaning: &'static str,
    /// What its numbers are counted in; empty for others.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'static str,
}

impl Column {
    const fn new(name: &'static str, kind: &'static str, meaning: &'static str) -> Column {
        Column { name, kind, meaning, unit: "" }
    }

    const fn counted(name: &'static str, kind: &'static str, meaning: &'static str, unit: &'static str) -> Column {
        Column { name, kind, meaning, unit }
    }
}

/// The columns of several lists, one after the other; `N` is how many there are.
const fn joined<const N: usize>(lists: &[&[Column]]) -> [Column; N] {
    let mut all = [PAIR; N];
    let (mut at, mut list) = (0, 0);
    while list < lists.len() {
        let mut column = 0;
        while column < lists[list].len() {
            all[at] = lists[list][column];
            (at, column) = (at + 1, column + 1);
        }
        list += 1;
    }
    assert!(at == N, "as many columns as the list is long");
    all
}

/// An amount and the ends of its interval.
const fn amount(names: [&'static str; 3], meaning: &'static str) -> [Column; 3] {
    let [value, low, high] = names;
    [
        Column::counted(value, "decimal", meaning, "unit"),
        Column::counted(low, "decimal", "lowest value that the reports allow; empty is unbounded", "unit"),
        Column::counted(high, "decimal", "highest value that the reports allow; empty is unbounded", "unit"),
    ]
}

/// A ratio, and what it is at least and at most.
const fn ratio(names: [&'static str; 3], meanings: [&'static str; 3]) -> [Column; 3] {
    let ([value, low, high], [meaning, least, most]) = (names, meanings);
    [
        Column::counted(value, "ratio", meaning, "1"),
        Column::counted(low, "ratio", least, "1"),
        Column::counted(high, "ratio", most, "1"),
    ]
}

/// The types of columns: how a cell is written, and what it is in a frame.
pub const TYPES: [(&str, &str); 8] = [
    ("text", "words; String"),
    ("code", "a code of a closed or public list; String"),
    ("integer", "a count; UInt32, of bytes UInt64"),
    ("decimal", "an exact number in plain digits; Decimal(38, 6), a rate of exchange Decimal(38, 12)"),
    ("ratio", "a floating-point number, 0.175 for 17.5%; Float64"),
    ("date", "YYYY-MM-DD; Date"),
    ("boolean", "true or false; Boolean"),
    ("list", "entries with ; between them; List(String)"),
];

const PAIR: Column = Column::new(
    "pair",
    "code",
    "the two parties in order of code (AZE-RUS); empty for totals with the world and freight without a partner",
);
const REPORTER: Column = Column::new(
    "reporter",
    "code",
    "whose flow it is: ISO 3166-1 alpha-3, a group or a region; empty for turnover, which has no direction, unless it is the sum of one reporter's exports and imports",
);
const PARTNER: Column =
    Column::new("partner", "code", "the other party; WLD is the world; empty like reporter, or not said");
const SIDE: Column =
    Column::new("side", "code", "the country whose statistics it is; empty where the reports name none");
const MEASURE: Column =
    Column::new("measure", "code", "trade (turnover), exports, imports, balance (exports - imports), freight");
const COMMODITY: Column = Column::new("commodity", "text", "the goods, in the reports' words; empty for all goods");
const BASIS: Column = Column::new(
    "basis",
    "code",
    "how goods are valued (FOB, CIF, FAS; of turnover and balance FOB-CIF), by which country they are counted (origin, destination, consignment) and in which accounts (customs, BOP: balance of payments); of freight transit: goods that only cross a country; joined by +; empty where the reports do not say",
);
const STATUS: Column = Column::new("status", "code", "actual, projection, target, potential, pledge");
const UNIT: Column =
    Column::new("unit", "code", "what value is counted in: ISO 4217, t, m3, bbl, TEU, kWh; single units, not millions");
const ORIGIN: Column = Column::new(
    "origin",
    "code",
    "reported; converted from another currency or unit; bracketed: said by reports only in brackets, as the figure before them in another currency; derived from other figures, as method says; balanced: moved by least squares so that figures add up",
);
const COUNTRY: Column = Column::new("country", "code", "whose trade: ISO 3166-1 alpha-3, a group or a region");
const THE_PARTNER: Column = Column::new("partner", "code", "the other party");
const PERIOD: Column = Column::new("period", "code", "label: 2023, 2023-S1, 2023-Q1, 2023-01, else FROM/TO");
const FIRST_DAY: Column = Column::new("period_start", "date", "first day");
const LAST_DAY: Column = Column::new("period_end", "date", "last day");
const EXPORTS: [Column; 3] = amount(
    ["exports", "exports_low", "exports_high"],
    "sold to the partner; empty where nobody says or only a bound is known",
);
const IMPORTS: [Column; 3] =
    amount(["imports", "imports_low", "imports_high"], "bought from the partner; empty likewise");

const DOC: Column = Column::new("doc", "text", "id of the article");
const START: Column =
    Column::counted("start", "integer", "where the quote begins in the article's text (UTF-8)", "bytes");
const END: Column = Column::counted("end", "integer", "where it ends: the byte after it", "bytes");
const PUBLISHED: Column = Column::new("published", "date", "day of publication; empty where not known");
const OUTLET: Column = Column::new("outlet", "text", "who published it; empty where not known");
const URL: Column = Column::new("url", "text", "where it was found; empty where not known");
const QUALIFIER: Column = Column::new("qualifier", "code", "exact, approx, at_least, at_most, range");
const PER: Column = Column::new("per", "code", "year, month or day where it is a rate; else empty");
const PERIOD_KIND: Column =
    Column::new("period_kind", "code", "year, half, quarter, month, day, ytd (year to date), fiscal_year, span");
