//! What the columns of tables mean.

use super::{
    BASIS, COMMODITY, COUNTRY, Column, EXPORTS, FIRST_DAY, IMPORTS, LAST_DAY, MEASURE, ORIGIN, PAIR, PARTNER, PERIOD,
    PERIOD_KIND, REPORTER, SIDE, STATUS, THE_PARTNER, UNIT, amount, joined, ratio,
};

/// What a cell is: its key as tables show it.
const CELL: [Column; 13] =
    [PAIR, REPORTER, PARTNER, SIDE, MEASURE, COMMODITY, BASIS, PERIOD, PERIOD_KIND, FIRST_DAY, LAST_DAY, STATUS, UNIT];

/// What the figures of a country and its partner are alike in.
const SHARED: [Column; 8] = [SIDE, COMMODITY, PERIOD, PERIOD_KIND, FIRST_DAY, LAST_DAY, STATUS, UNIT];

/// The columns of tables in long form: those of `cell::schema`, in its order.
pub const TABLE: [Column; 27] = joined(&[
    &CELL,
    &amount(["value", "value_low", "value_high"], "the figure; empty where only an interval is known"),
    &[
        Column::counted(
            "working_end",
            "decimal",
            "of at_least and at_most the round number that the open side hardly reaches: 5bn for 'over 4bn'; else empty",
            "unit",
        ),
        Column::new(
            "bound_kind",
            "code",
            "what value is: exact (as rounded), approx, at_least, at_most, range (no value)",
        ),
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
            "point (most precise figure), bound, interval; of figures that do not agree that of the best source (grade), \
             the later of two offices (vintage), that with most witnesses; derived: the formula, as exports+imports, \
             growth (the year before), share (of a whole), periods (other parts of the year); balanced: least squares",
        ),
        Column::new("source_ids", "list", "ids of the articles"),
        Column::new("claim_ids", "list", "ids of the claims: column claim_id of claims.csv"),
    ],
]);

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
pub const PARTNERS: [Column; 37] = joined(&[
    &[COUNTRY, THE_PARTNER],
    &SHARED,
    &EXPORTS,
    &IMPORTS,
    &amount(["turnover", "turnover_low", "turnover_high"], "both together; empty likewise"),
    &amount(["balance", "balance_low", "balance_high"], "exports minus imports; empty likewise"),
    &[
        Column::new("bounds", "text", "what is known only as a bound or interval, with its kind; joined by ;"),
        Column::new("bases", "text", "on which basis figures are, where the reports say so (exports FOB); joined by ;"),
    ],
    &ratio(
        ["share", "share_low", "share_high"],
        [
            "turnover as a part of the country's whole trade; empty where nobody states that",
            "turnover_low as a part of the highest whole",
            "turnover_high as a part of the lowest whole",
        ],
    ),
    &ratio(
        ["export_share", "export_share_low", "export_share_high"],
        ["exports as a part of all its exports; empty likewise", "lowest value likewise", "highest value likewise"],
    ),
    &ratio(
        ["import_share", "import_share_low", "import_share_high"],
        ["imports as a part of all its imports; empty likewise", "lowest value likewise", "highest value likewise"],
    ),
    &ratio(
        ["growth", "growth_low", "growth_high"],
        [
            "turnover over that of the same months of the year before, minus 1",
            "lowest growth that both intervals allow",
            "highest growth that both intervals allow",
        ],
    ),
    &[Column::counted(
        "rank",
        "integer",
        "place by turnover among the partner countries known; empty for groups and where only one is known",
        "place",
    )],
]);

/// The columns of the two sides of each statistic: those of `table::sides_schema`, in its order.
pub const SIDES: [Column; 27] = joined(&[
    &[
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
    ],
    &amount(
        ["reporter_value", "reporter_low", "reporter_high"],
        "the figure in the reporter's statistics; empty where only an interval is known",
    ),
    &[Column::new("reporter_basis", "code", "its basis, as in other tables; empty where the reports do not say")],
    &amount(["partner_value", "partner_low", "partner_high"], "the figure in the partner's statistics; empty likewise"),
    &[Column::new("partner_basis", "code", "its basis likewise")],
    &ratio(
        ["gap", "gap_low", "gap_high"],
        [
            "partner_value over reporter_value, minus 1; empty without both",
            "lowest gap that both intervals allow",
            "highest gap that both intervals allow",
        ],
    ),
    &[
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
    ],
]);

/// The columns of contradictions: those of `audit::dispute_schema`, in its order.
pub const DISPUTES: [Column; 22] = joined(&[
    &[Column::new(
        "check",
        "code",
        "what found it: rival, side, mirror, flows, periods, falls, pace, growth, share, goods, world, unit_value, rate",
    )],
    &CELL,
    &[
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
            "kept (both stay as they are), first_figure (use that before the brackets); of rivals why one was taken: \
             grade, vintage, witnesses, interval (none was)",
        ),
        Column::new("words", "text", "the same in a sentence"),
    ],
]);

/// The columns of revisions: those of `audit::revision_schema`, in its order.
pub const REVISIONS: [Column; 23] = joined(&[
    &CELL,
    &[Column::new("published", "date", "a day on which something was published on it")],
    &amount(
        ["value", "value_low", "value_high"],
        "the figure by the end of that day; empty where only an interval was known",
    ),
    &[
        Column::counted("previous", "decimal", "the figure before; empty on the first day", "unit"),
        Column::counted("change", "decimal", "value - previous", "unit"),
        Column::counted("relative_change", "ratio", "change / previous", "1"),
        Column::counted("n_claims", "integer", "claims behind it by then", "claims"),
        Column::new("method", "code", "as in the tables"),
        Column::new("source_ids", "list", "ids of the articles behind it by then"),
    ],
]);

/// The columns of indicators of each partner.
pub const INDICATORS: [Column; 25] = joined(&[
    &[COUNTRY, THE_PARTNER],
    &SHARED,
    &EXPORTS,
    &IMPORTS,
    &ratio(
        ["cover_ratio", "cover_ratio_low", "cover_ratio_high"],
        ["exports / imports", "exports_low / imports_high", "exports_high / imports_low"],
    ),
    &ratio(
        ["normalised_balance", "normalised_balance_low", "normalised_balance_high"],
        [
            "(exports - imports) / (exports + imports)",
            "the same of exports_low and imports_high",
            "the same of exports_high and imports_low",
        ],
    ),
    &ratio(
        ["grubel_lloyd", "grubel_lloyd_low", "grubel_lloyd_high"],
        [
            "1 - abs(exports - imports) / (exports + imports)",
            "lowest value that both intervals allow",
            "highest value that both intervals allow",
        ],
    ),
]);

/// The columns of the concentration of a country's partners.
pub const CONCENTRATION: [Column; 20] = joined(&[
    &[COUNTRY, Column::new("measure", "code", "exports, imports or trade (turnover)")],
    &SHARED,
    &[
        Column::counted("partners", "integer", "partner countries that are known", "countries"),
        Column::counted("known", "decimal", "their sum", "unit"),
        Column::counted("known_low", "decimal", "the sum of the lowest values", "unit"),
        Column::counted("known_high", "decimal", "the sum of the highest values", "unit"),
    ],
    &ratio(
        ["hhi", "hhi_low", "hhi_high"],
        [
            "Herfindahl-Hirschman index: sum of the squares of their shares in known",
            "what it cannot be under, whatever the figures are in their intervals",
            "what it cannot be above",
        ],
    ),
    &ratio(
        ["coverage", "coverage_low", "coverage_high"],
        [
            "known as a part of the stated total; empty where nobody states that",
            "known_low as a part of the highest total",
            "known_high as a part of the lowest total",
        ],
    ),
]);
