//! Claims, doubts and mentions as CSV: needs no tables, so that reading alone can write them.

use super::dictionary::Column;
use super::sheet::{Field, line};
use crate::claim::{Claim, Doubt};
use crate::mention::{MentionKind, MentionRecord};
use crate::value::place::Place;
use rust_decimal::Decimal;

/// The claims, in their order, under the names of [`claim_columns`].
pub fn claims_csv(claims: &[Claim]) -> String {
    header(CLAIM) + &claims_csv_rows(claims)
}

/// The same without the first line, to write claims as they come.
pub fn claims_csv_rows(claims: &[Claim]) -> String {
    rows(CLAIM, claims)
}

/// The columns of claims.
pub fn claim_columns() -> Vec<Column> {
    columns(CLAIM)
}

/// The doubts, in their order, under the names of [`doubt_columns`].
pub fn doubts_csv(doubts: &[Doubt]) -> String {
    header(DOUBT) + &doubts_csv_rows(doubts)
}

/// The same without the first line.
pub fn doubts_csv_rows(doubts: &[Doubt]) -> String {
    rows(DOUBT, doubts)
}

/// The columns of doubts.
pub fn doubt_columns() -> Vec<Column> {
    columns(DOUBT)
}

/// The mentions, in their order, under the names of [`mention_columns`].
pub fn mentions_csv(mentions: &[MentionRecord]) -> String {
    header(MENTION) + &mentions_csv_rows(mentions)
}

/// The same without the first line.
pub fn mentions_csv_rows(mentions: &[MentionRecord]) -> String {
    rows(MENTION, mentions)
}

/// The columns of mentions.
pub fn mention_columns() -> Vec<Column> {
    columns(MENTION)
}

/// The cells of one claim.
#[cfg(feature = "frames")]
pub(super) fn claim_fields(claim: &Claim) -> impl Iterator<Item = Field<'_>> {
    CLAIM.iter().map(move |(_, field)| field(claim))
}

/// Columns with what each takes from a record, so that names and cells cannot fall out of step.
type Columns<T> = &'static [(Column, fn(&T) -> Field<'_>)];

const CLAIM: Columns<Claim> = &[
    (Column::new("claim_id", "text", "the claim: doc:start-end"), |claim| {
        Field::Text(format!("{}:{}-{}", claim.doc, claim.start, claim.end).into())
    }),
    (Column::new("doc", "text", "id of the article"), |claim| Field::text(&claim.doc)),
    (Column::counted("start", "integer", "where the quote begins in the article's text (UTF-8)", "bytes"), |claim| {
        Field::digits(Some(claim.start))
    }),
    (Column::counted("end", "integer", "where it ends", "bytes"), |claim| Field::digits(Some(claim.end))),
    (Column::new("quote", "text", "the words of the figure"), |claim| Field::text(&claim.quote)),
    (Column::counted("value", "decimal", "the figure; lower end of a range", "unit"), |claim| {
        amount(Some(claim.value))
    }),
    (Column::counted("value_hi", "decimal", "upper end of a range; else empty", "unit"), |claim| {
        amount(claim.value_hi)
    }),
    (Column::new("qualifier", "code", "exact, approx, at_least, at_most, range"), |claim| {
        Field::text(claim.qualifier.name())
    }),
    (Column::new("unit", "code", "ISO 4217, t, m3, bbl, TEU, kWh, %; single units, not millions"), |claim| {
        Field::text(claim.unit.code())
    }),
    (Column::new("kind", "code", "level (an amount), change, share"), |claim| Field::text(claim.kind.name())),
    (
        Column::new(
            "measure",
            "code",
            "trade (turnover), exports, imports, balance, freight; investment, finance, production, price, tariff, other",
        ),
        |claim| Field::text(claim.measure.name()),
    ),
    (Column::new("reporter", "code", "whose figure it is; empty where not found"), |claim| place(claim.reporter)),
    (Column::new("partner", "code", "the other party; WLD is the world; empty where not found"), |claim| {
        place(claim.partner)
    }),
    (Column::new("commodity", "text", "the goods named; empty for all"), |claim| {
        Field::maybe(claim.commodity.as_deref())
    }),
    (Column::new("period", "code", "the days: FROM/TO; empty where not found"), |claim| Field::digits(claim.period)),
    (Column::new("period_kind", "code", "year, half, quarter, month, day, ytd, fiscal_year, span"), |claim| {
        Field::maybe(claim.period_kind.map(|kind| kind.name()))
    }),
    (Column::new("per", "code", "year, month or day where it is a rate; else empty"), |claim| {
        Field::maybe(claim.per.map(|per| per.name()))
    }),
    (Column::new("status", "code", "actual, projection, target, potential, pledge"), |claim| {
        Field::text(claim.status.name())
    }),
    (Column::counted("low", "decimal", "lowest value that the words allow; empty is unbounded", "unit"), |claim| {
        amount(claim.low)
    }),
    (Column::counted("high", "decimal", "highest value that the words allow; empty is unbounded", "unit"), |claim| {
        amount(claim.high)
    }),
    (Column::counted("precision", "decimal", "the worth of the last stated digit", "unit"), |claim| {
        amount(Some(claim.precision))
    }),
    (Column::new("source", "text", "who says it, in the report's words"), |claim| {
        Field::maybe(claim.source.as_deref())
    }),
    (Column::new("side", "code", "the country whose statistics it is"), |claim| place(claim.side)),
    (Column::new("published", "date", "day of publication"), |claim| Field::digits(claim.published)),
    (Column::new("outlet", "text", "who published it"), |claim| Field::maybe(claim.outlet.as_deref())),
    (Column::new("url", "text", "where it was found"), |claim| Field::maybe(claim.url.as_deref())),
    (Column::new("fingerprint", "text", "hash of the report's words, equal for copies"), |claim| {
        Field::text(&claim.fingerprint)
    }),
    (
        Column::new("evidence", "json", "for each role the bytes of the words that settled it, and their reach"),
        |claim| Field::Text(serde_json::json!(claim.evidence).to_string().into()),
    ),
];

const DOUBT: Columns<Doubt> = &[
    (Column::new("doc", "text", "id of the article"), |doubt| Field::text(&doubt.doc)),
    (Column::counted("start", "integer", "where the words begin in the article's text (UTF-8)", "bytes"), |doubt| {
        Field::digits(Some(doubt.start))
    }),
    (Column::counted("end", "integer", "where they end", "bytes"), |doubt| Field::digits(Some(doubt.end))),
    (Column::new("code", "code", "language, number, unit, parties, period, measure, percent, length"), |doubt| {
        Field::text(doubt.code.name())
    }),
    (Column::new("quote", "text", "the words"), |doubt| Field::text(&doubt.quote)),
    (Column::new("reason", "text", "what was missing"), |doubt| Field::text(&doubt.reason)),
];

const MENTION: Columns<MentionRecord> = &[
    (Column::new("doc", "text", "id of the article"), |mention| Field::text(&mention.doc)),
    (Column::new("type", "code", "quantity, period, place, cue"), |mention| {
        Field::text(match mention.kind {
            MentionKind::Quantity => "quantity",
            MentionKind::Period => "period",
            MentionKind::Place => "place",
            MentionKind::Cue => "cue",
        })
    }),
    (Column::counted("start", "integer", "where the words begin in the article's text (UTF-8)", "bytes"), |mention| {
        Field::digits(Some(mention.start))
    }),
    (Column::counted("end", "integer", "where they end", "bytes"), |mention| Field::digits(Some(mention.end))),
    (Column::new("quote", "text", "the words"), |mention| Field::text(&mention.quote)),
    (Column::counted("value", "decimal", "the figure of a quantity", "unit"), |mention| amount(mention.value)),
    (Column::counted("value_hi", "decimal", "upper end of a range", "unit"), |mention| amount(mention.value_hi)),
    (Column::new("qualifier", "code", "exact, approx, at_least, at_most, range; quantities only"), |mention| {
        Field::maybe(mention.qualifier.map(|qualifier| qualifier.name()))
    }),
    (Column::new("unit", "code", "ISO 4217, t, m3, bbl, TEU, kWh, %; quantities only"), |mention| {
        Field::maybe(mention.unit.as_ref().map(|unit| unit.code()))
    }),
    (Column::new("per", "code", "year, month or day where it is a rate"), |mention| {
        Field::maybe(mention.per.map(|per| per.name()))
    }),
];

fn columns<T>(of: Columns<T>) -> Vec<Column> {
    of.iter().map(|(column, _)| *column).collect()
}

fn header<T>(of: Columns<T>) -> String {
    let mut text = String::new();
    line(&mut text, of.iter().map(|(column, _)| Field::text(column.name)));
    text
}

fn rows<T>(of: Columns<T>, records: &[T]) -> String {
    let mut text = String::new();
    for record in records {
        line(&mut text, of.iter().map(|(_, field)| field(record)));
    }
    text
}

fn amount<'a>(amount: Option<Decimal>) -> Field<'a> {
    Field::digits(amount.map(|amount| amount.normalize()))
}

fn place<'a>(place: Option<Place>) -> Field<'a> {
    Field::maybe(place.map(Place::code))
}
