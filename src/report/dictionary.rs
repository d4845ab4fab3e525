//! What every column means.

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
    "how goods are valued (FOB, CIF, FAS; of turnover and balance FOB-CIF), by which country they are counted (origin, destination, consignment) and in which accounts (customs, BOP: balance of payments), joined by +; empty where the reports do not say",
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
const EXPORTS: Column = Column::counted(
    "exports",
    "decimal",
    "sold to the partner; empty where nobody says or only a bound is known",
    "unit",
);
const EXPORTS_LOW: Column =
    Column::counted("exports_low", "decimal", "lowest value that the reports allow; empty is unbounded", "unit");
const EXPORTS_HIGH: Column =
    Column::counted("exports_high", "decimal", "highest value that the reports allow; empty is unbounded", "unit");
const IMPORTS: Column = Column::counted("imports", "decimal", "bought from the partner; empty likewise", "unit");
const IMPORTS_LOW: Column = Column::counted("imports_low", "decimal", "lowest value likewise", "unit");
const IMPORTS_HIGH: Column = Column::counted("imports_high", "decimal", "highest value likewise", "unit");

const DOC: Column = Column::new("doc", "text", "id of the article");
const START: Column =
    Column::counted("start", "integer", "where the quote begins in the article's text (UTF-8)", "bytes");
const END: Column = Column::counted("end", "integer", "where it ends: the byte after it", "bytes");
const QUALIFIER: Column = Column::new("qualifier", "code", "exact, approx, at_least, at_most, range");
const PER: Column = Column::new("per", "code", "year, month or day where it is a rate; else empty");
const PERIOD_KIND: Column =
    Column::new("period_kind", "code", "year, half, quarter, month, day, ytd (year to date), fiscal_year, span");

/// The columns of tables in long form: those of `cell::schema`, in its order.
pub const TABLE: [Column; 27] = [
    PAIR,
    REPORTER,
    PARTNER,
    SIDE,
    MEASURE,
    COMMODITY,
    BASIS,
    PERIOD,
    PERIOD_KIND,
    FIRST_DAY,
    LAST_DAY,
    STATUS,
    UNIT,
    Column::counted("value", "decimal", "the figure; empty where only an interval is known", "unit"),
    Column::counted("value_low", "decimal", "lowest value that the reports allow; empty is unbounded", "unit"),
    Column::counted("value_high", "decimal", "highest value that the reports allow; empty is unbounded", "unit"),
    Column::counted(
        "working_end",
        "decimal",
        "of at_least and at_most the round number that the open side hardly reaches: 5bn for 'over 4bn'; else empty",
        "unit",
    ),
    Column::new("bound_kind", "code", "what value is: exact (as rounded), approx, at_least, at_most, range (no value)"),
    Column::counted("n_reports", "integer", "articles behind it", "articles"),
    Column::counted(
        "n_witnesses",
        "integer",
        "articles among them that do not repeat one another: copies of a text count once, and so does a source that they name",
        "articles",
    ),
    Column::counted("n_claims", "integer", "claims behind it", "claims"),
    Column::new("agree", "boolean", "whether all claims share a point"),
    Column::new("conflict", "text", "where they do not: what was said, each with its number of witnesses"),
    ORIGIN,
    Column::new(
        "method",
        "code",
        "point (most precise figure), bound, interval; of figures that do not agree that of the best source (grade), the \
         later of two offices (vintage), that with most witnesses; derived: the formula, as exports+imports, growth (the \
         year before), share (of a whole), periods (other parts of the year); balanced: least squares",
    ),
    Column::new("source_ids", "list", "ids of the articles"),
    Column::new("claim_ids", "list", "ids of the claims: column claim_id of claims.csv"),
];

/// The first columns of tables with one column a period; the others are named by the period's label and hold `value`,
/// empty where there is no figure.
pub const WIDE: [Column; 10] = [PAIR, REPORTER, PARTNER, MEASURE, COMMODITY, SIDE, BASIS, STATUS, UNIT, ORIGIN];

/// The columns that tables in long form have besides where units were converted: those of `convert::columns`.
pub const CONVERSION: [Column; 6] = [
    Column::counted(
        "original_value",
        "decimal",
        "value before conversion; empty where nothing was converted",
        "original_unit",
    ),
    Column::new("original_unit", "code", "unit before conversion"),
    Column::counted("rate", "decimal", "original units for one of the new unit", "original_unit"),
    Column::new("rate_period", "text", "the months whose mean the rate is, or the year; empty for a factor of mass"),
    Column::new("rate_source", "text", "where the rate or factor comes from"),
    Column::new("unconverted", "text", "why a row was not converted; else empty"),
];

/// The columns of a country's partners: those of `table::partner_schema`, in its order.
pub const PARTNERS: [Column; 37] = [
    COUNTRY,
    THE_PARTNER,
    SIDE,
    COMMODITY,
    PERIOD,
    PERIOD_KIND,
    FIRST_DAY,
    LAST_DAY,
    STATUS,
    UNIT,
    EXPORTS,
    EXPORTS_LOW,
    EXPORTS_HIGH,
    IMPORTS,
    IMPORTS_LOW,
    IMPORTS_HIGH,
    Column::counted("turnover", "decimal", "both together; empty likewise", "unit"),
    Column::counted("turnover_low", "decimal", "lowest value likewise", "unit"),
    Column::counted("turnover_high", "decimal", "highest value likewise", "unit"),
    Column::counted("balance", "decimal", "exports minus imports; empty likewise", "unit"),
    Column::counted("balance_low", "decimal", "lowest value likewise", "unit"),
    Column::counted("balance_high", "decimal", "highest value likewise", "unit"),
    Column::new("bounds", "text", "what is known only as a bound or interval, with its kind; joined by ;"),
    Column::new("bases", "text", "on which basis figures are, where the reports say so (exports FOB); joined by ;"),
    Column::counted(
        "share",
        "ratio",
        "turnover as a part of the country's whole trade; empty where nobody states that",
        "1",
    ),
    Column::counted("share_low", "ratio", "turnover_low as a part of the highest whole", "1"),
    Column::counted("share_high", "ratio", "turnover_high as a part of the lowest whole", "1"),
    Column::counted("export_share", "ratio", "exports as a part of all its exports; empty likewise", "1"),
    Column::counted("export_share_low", "ratio", "lowest value likewise", "1"),
    Column::counted("export_share_high", "ratio", "highest value likewise", "1"),
    Column::counted("import_share", "ratio", "imports as a part of all its imports; empty likewise", "1"),
    Column::counted("import_share_low", "ratio", "lowest value likewise", "1"),
    Column::counted("import_share_high", "ratio", "highest value likewise", "1"),
    Column::counted("growth", "ratio", "turnover over that of the same months of the year before, minus 1", "1"),
    Column::counted("growth_low", "ratio", "lowest growth that both intervals allow", "1"),
    Column::counted("growth_high", "ratio", "highest growth that both intervals allow", "1"),
    Column::counted(
        "rank",
        "integer",
        "place by turnover among the partner countries known; empty for groups and where only one is known",
        "place",
    ),
];

/// The columns of the two sides of each statistic: those of `table::sides_schema`, in its order.
pub const SIDES: [Column; 27] = [
    PAIR,
    Column::new("reporter", "code", "of exports who sells; of turnover the first of the pair"),
    Column::new("partner", "code", "of exports who buys; of turnover the second of the pair"),
    Column::new("measure", "code", "exports (of the partner: its imports from the reporter), trade (turnover)"),
    COMMODITY,
    PERIOD,
    PERIOD_KIND,
    FIRST_DAY,
    LAST_DAY,
    STATUS,
    UNIT,
    Column::counted(
        "reporter_value",
        "decimal",
        "the figure in the reporter's statistics; empty where only an interval is known",
        "unit",
    ),
    Column::counted("reporter_low", "decimal", "lowest value that the reports allow; empty is unbounded", "unit"),
    Column::counted("reporter_high", "decimal", "highest value that the reports allow; empty is unbounded", "unit"),
    Column::new("reporter_basis", "code", "its basis, as in other tables; empty where the reports do not say"),
    Column::counted("partner_value", "decimal", "the figure in the partner's statistics; empty likewise", "unit"),
    Column::counted("partner_low", "decimal", "lowest value likewise", "unit"),
    Column::counted("partner_high", "decimal", "highest value likewise", "unit"),
    Column::new("partner_basis", "code", "its basis likewise"),
    Column::counted("gap", "ratio", "partner_value over reporter_value, minus 1; empty without both", "1"),
    Column::counted("gap_low", "ratio", "lowest gap that both intervals allow", "1"),
    Column::counted("gap_high", "ratio", "highest gap that both intervals allow", "1"),
    Column::new("agree", "boolean", "whether the intervals of both share a point"),
    Column::counted(
        "value",
        "decimal",
        "where they do the more precise of the figures; else empty, never a mean",
        "unit",
    ),
    Column::counted("value_low", "decimal", "lowest value of what method names; empty is unbounded", "unit"),
    Column::counted("value_high", "decimal", "highest value of what method names; empty is unbounded", "unit"),
    Column::new(
        "method",
        "code",
        "intersection (what both allow), hull (they do not agree: from the lowest to the highest end)",
    ),
];

/// The columns of contradictions: those of `audit::dispute_schema`, in its order.
pub const DISPUTES: [Column; 22] = [
    Column::new(
        "check",
        "code",
        "what found it: rival, side, mirror, flows, periods, falls, pace, growth, share, goods, world, unit_value, rate",
    ),
    PAIR,
    REPORTER,
    PARTNER,
    SIDE,
    MEASURE,
    COMMODITY,
    BASIS,
    PERIOD,
    PERIOD_KIND,
    FIRST_DAY,
    LAST_DAY,
    STATUS,
    UNIT,
    Column::counted("value", "decimal", "the figure; empty where only an interval is known", "unit"),
    Column::counted(
        "expected_low",
        "decimal",
        "lowest value at which the claims against it would hold; empty is unbounded",
        "unit",
    ),
    Column::counted("expected_high", "decimal", "the highest; empty is unbounded", "unit"),
    Column::counted(
        "gap",
        "ratio",
        "how far value is from there, as a part of the nearer end; empty without a value",
        "1",
    ),
    Column::new("claim_ids", "list", "ids of the claims behind the figure"),
    Column::new("against_ids", "list", "ids of the claims against it"),
    Column::new(
        "decision",
        "code",
        "kept (both stay as they are), first_figure (use that before the brackets); of rivals why one was taken: grade, \
         vintage, witnesses, interval (none was)",
    ),
    Column::new("words", "text", "the same in a sentence"),
];

/// The columns of revisions: those of `audit::revision_schema`, in its order.
pub const REVISIONS: [Column; 23] = [
    PAIR,
    REPORTER,
    PARTNER,
    SIDE,
    MEASURE,
    COMMODITY,
    BASIS,
    PERIOD,
    PERIOD_KIND,
    FIRST_DAY,
    LAST_DAY,
    STATUS,
    UNIT,
    Column::new("published", "date", "a day on which something was published on it"),
    Column::counted(
        "value",
        "decimal",
        "the figure by the end of that day; empty where only an interval was known",
        "unit",
    ),
    Column::counted("value_low", "decimal", "lowest value that the reports allowed; empty is unbounded", "unit"),
    Column::counted("value_high", "decimal", "highest value that the reports allowed; empty is unbounded", "unit"),
    Column::counted("previous", "decimal", "the figure before; empty on the first day", "unit"),
    Column::counted("change", "decimal", "value - previous", "unit"),
    Column::counted("relative_change", "ratio", "change / previous", "1"),
    Column::counted("n_claims", "integer", "claims behind it by then", "claims"),
    Column::new("method", "code", "as in the tables"),
    Column::new("source_ids", "list", "ids of the articles behind it by then"),
];

/// The columns of indicators of each partner.
pub const INDICATORS: [Column; 25] = [
    COUNTRY,
    THE_PARTNER,
    SIDE,
    COMMODITY,
    PERIOD,
    PERIOD_KIND,
    FIRST_DAY,
    LAST_DAY,
    STATUS,
    UNIT,
    EXPORTS,
    EXPORTS_LOW,
    EXPORTS_HIGH,
    IMPORTS,
    IMPORTS_LOW,
    IMPORTS_HIGH,
    Column::counted("cover_ratio", "ratio", "exports / imports", "1"),
    Column::counted("cover_ratio_low", "ratio", "exports_low / imports_high", "1"),
    Column::counted("cover_ratio_high", "ratio", "exports_high / imports_low", "1"),
    Column::counted("normalised_balance", "ratio", "(exports - imports) / (exports + imports)", "1"),
    Column::counted("normalised_balance_low", "ratio", "the same of exports_low and imports_high", "1"),
    Column::counted("normalised_balance_high", "ratio", "the same of exports_high and imports_low", "1"),
    Column::counted("grubel_lloyd", "ratio", "1 - abs(exports - imports) / (exports + imports)", "1"),
    Column::counted("grubel_lloyd_low", "ratio", "lowest value that both intervals allow", "1"),
    Column::counted("grubel_lloyd_high", "ratio", "highest value that both intervals allow", "1"),
];

/// The columns of the concentration of a country's partners.
pub const CONCENTRATION: [Column; 20] = [
    COUNTRY,
    Column::new("measure", "code", "exports, imports or trade (turnover)"),
    SIDE,
    COMMODITY,
    PERIOD,
    PERIOD_KIND,
    FIRST_DAY,
    LAST_DAY,
    STATUS,
    UNIT,
    Column::counted("partners", "integer", "partner countries that are known", "countries"),
    Column::counted("known", "decimal", "their sum", "unit"),
    Column::counted("known_low", "decimal", "the sum of the lowest values", "unit"),
    Column::counted("known_high", "decimal", "the sum of the highest values", "unit"),
    Column::counted("hhi", "ratio", "Herfindahl-Hirschman index: sum of the squares of their shares in known", "1"),
    Column::counted("hhi_low", "ratio", "what it cannot be under, whatever the figures are in their intervals", "1"),
    Column::counted("hhi_high", "ratio", "what it cannot be above", "1"),
    Column::counted("coverage", "ratio", "known as a part of the stated total; empty where nobody states that", "1"),
    Column::counted("coverage_low", "ratio", "known_low as a part of the highest total", "1"),
    Column::counted("coverage_high", "ratio", "known_high as a part of the lowest total", "1"),
];

/// The columns of claims, in order.
pub const CLAIM: [Column; 28] = [
    DOC,
    START,
    END,
    Column::new("quote", "text", "the words of the figure"),
    Column::counted("value", "decimal", "the figure; lower end of a range", "unit"),
    Column::counted("value_hi", "decimal", "upper end of a range; else empty", "unit"),
    QUALIFIER,
    Column::new("unit", "code", "ISO 4217, t, m3, bbl, TEU, kWh, %; single units, not millions"),
    Column::new("kind", "code", "level (an amount), change, share"),
    Column::new(
        "measure",
        "code",
        "trade (turnover), exports, imports, balance, freight; investment, finance, production, price, tariff, other",
    ),
    Column::new("reporter", "code", "whose figure it is; empty where not found"),
    Column::new("partner", "code", "the other party; WLD is the world; empty where not found"),
    Column::new("commodity", "text", "the goods named; empty for all"),
    Column::new("period", "code", "the days, FROM/TO, both inclusive; empty where not found"),
    PER,
    STATUS,
    Column::counted("low", "decimal", "lowest value that the words allow; empty is unbounded", "unit"),
    Column::counted("high", "decimal", "highest value that the words allow; empty is unbounded", "unit"),
    Column::counted("precision", "decimal", "the worth of the last stated digit", "unit"),
    PERIOD_KIND,
    Column::new("source", "text", "who says it, in the report's words; empty where nobody is named"),
    SIDE,
    BASIS,
    Column::new("published", "date", "day of publication; empty where not known"),
    Column::new("outlet", "text", "who published it; empty where not known"),
    Column::new("url", "text", "where it was found; empty where not known"),
    Column::new(
        "fingerprint",
        "code",
        "hash of the article's words, equal for copies, and a sketch of them, alike for shortened copies",
    ),
    Column::new("evidence", "list", "what settled each role: role:start-end:reach, in bytes of the article's text"),
];

/// The columns that a report's `claims.csv` has besides, behind those.
pub const ENTRY: [Column; 3] = [
    Column::new("claim_id", "text", "the claim in the tables' claim_ids: doc:start-end"),
    Column::new("table", "code", "the table that the claim entered: turnover, flows, freight; empty for none"),
    Column::new(
        "left_out",
        "code",
        "why it entered none: change, share, measure (not of trade), rate, unit (per cent), reporter, world_total, \
         partner, same_party, period (missing)",
    ),
];

/// The columns of `evidence.csv`: the cell, then one of its claims.
pub const EVIDENCE: [Column; 20] = [
    Column::new("table", "code", "the table that the cell stands in: turnover, flows, freight"),
    PAIR,
    REPORTER,
    PARTNER,
    SIDE,
    MEASURE,
    COMMODITY,
    BASIS,
    PERIOD,
    STATUS,
    UNIT,
    Column::new("claim_id", "text", "the claim: doc:start-end"),
    Column::counted("claim_value", "decimal", "the claim's own figure; lower end of a range", "the claim's unit"),
    Column::counted("claim_value_hi", "decimal", "upper end of a range; else empty", "the claim's unit"),
    QUALIFIER,
    Column::new("quote", "text", "the words of the figure"),
    Column::new(
        "sentence",
        "text",
        "the sentence that it stands in; empty where claims were read and not their reports",
    ),
    Column::new("published", "date", "day of publication; empty where not known"),
    Column::new("outlet", "text", "who published it; empty where not known"),
    Column::new("url", "text", "where it was found; empty where not known"),
];

/// The columns of `corrections.csv`.
pub const CORRECTION: [Column; 6] = [
    Column::new("claim", "text", "the claim: doc:start-end"),
    Column::new("field", "code", "the field of it, by its name in claims.csv"),
    Column::new("before", "text", "what stood there; empty for missing"),
    Column::new("after", "text", "what stands there now; empty for missing"),
    Column::new("reason", "text", "why"),
    Column::new("applied", "boolean", "false where there is no such claim"),
];

/// The columns of doubts, in order.
pub const DOUBT: [Column; 6] = [
    DOC,
    Column::new("code", "code", "language, number, unit, parties, period, measure, percent, length"),
    START,
    END,
    Column::new("quote", "text", "the words"),
    Column::new("reason", "text", "what was missing"),
];

/// The columns of mentions, in order.
pub const MENTION: [Column; 10] = [
    DOC,
    Column::new("type", "code", "quantity, period, place, cue; what follows quote is for quantities only"),
    START,
    END,
    Column::new("quote", "text", "the words"),
    Column::counted("value", "decimal", "the figure; lower end of a range", "unit"),
    Column::counted("value_hi", "decimal", "upper end of a range; else empty", "unit"),
    QUALIFIER,
    Column::new("unit", "code", "ISO 4217, t, m3, bbl, TEU, kWh, %; single units, not millions"),
    PER,
];
