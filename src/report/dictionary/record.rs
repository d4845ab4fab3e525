//! What the columns of claims, doubts and mentions mean, and of what leads to them.

use super::{
    BASIS, COMMODITY, Column, DOC, END, MEASURE, OUTLET, PAIR, PARTNER, PER, PERIOD, PERIOD_KIND, PUBLISHED, QUALIFIER,
    REPORTER, SIDE, START, STATUS, UNIT, URL,
};

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
    PUBLISHED,
    OUTLET,
    URL,
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
    PUBLISHED,
    OUTLET,
    URL,
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
