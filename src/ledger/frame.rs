//! Claims to a frame: one typed column after the other.

use super::bracket;
use super::schema::wrong;
use crate::claim::Claim;
use crate::error::Error;
use crate::value::period::{Period, PeriodKind};
use crate::value::place::Place;
use jiff::civil::{Date, date};
use polars::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

/// A ledger of these claims, in their order.
///
/// What follows from a claim's other fields and is missing from it is filled in: the kind of its period from the days,
/// and its interval from figure, qualifier and precision where neither `low` nor `high` is set.
///
/// # Errors
/// Only what polars refuses ([`Error::is_table`]); every claim has a row.
pub fn frame(claims: &[Claim]) -> Result<DataFrame, Error> {
    let amounts: Vec<Amounts> = claims.iter().map(Amounts::of).collect();
    let rounded: Vec<Amounts> = amounts.iter().map(Amounts::rounded).collect();
    let periods: Vec<Option<Period>> = claims.iter().map(period).collect();

    let text = |name: &str, of: &dyn Fn(&Claim) -> &str| -> Column {
        StringChunked::from_iter_values(name.into(), claims.iter().map(of)).into_column()
    };
    let maybe = |name: &str, of: &dyn Fn(&Claim) -> Option<&str>| -> Column {
        StringChunked::from_iter_options(name.into(), claims.iter().map(of)).into_column()
    };
    let place = |name: &str, of: &dyn Fn(&Claim) -> Option<Place>| -> Column {
        StringChunked::from_iter_options(name.into(), claims.iter().map(|claim| of(claim).map(Place::code)))
            .into_column()
    };
    let byte = |name: &str, of: &dyn Fn(&Claim) -> usize| -> Column {
        UInt64Chunked::from_iter_values(name.into(), claims.iter().map(|claim| of(claim) as u64)).into_column()
    };
    let amount = |name: &str, of: &dyn Fn(&Amounts) -> Option<Decimal>| -> Result<Column, Error> {
        let millionths = rounded.iter().map(|amounts| of(amounts).map(millionths));
        Ok(Int128Chunked::from_iter_options(name.into(), millionths).into_decimal(38, 6).map_err(wrong)?.into_column())
    };
    let period_text = |name: &str, of: &dyn Fn(Period) -> String| -> Column {
        StringChunked::from_iter_options(name.into(), periods.iter().map(|period| period.map(of))).into_column()
    };

    let columns = vec![
        text("doc", &|claim| &claim.doc),
        byte("start", &|claim| claim.start),
        byte("end", &|claim| claim.end),
        text("quote", &|claim| &claim.quote),
        amount("value", &|amounts| Some(amounts.value))?,
        amount("value_hi", &|amounts| amounts.value_hi)?,
        text("qualifier", &|claim| claim.qualifier.name()),
        text("unit", &|claim| claim.unit.code()),
        text("kind", &|claim| claim.kind.name()),
        text("measure", &|claim| claim.measure.name()),
        place("reporter", &|claim| claim.reporter),
        place("partner", &|claim| claim.partner),
        maybe("commodity", &|claim| claim.commodity.as_deref()),
        period_text("period", &Period::label),
        days("period_start", periods.iter().map(|period| period.map(|period| period.from))),
        days("period_end", periods.iter().map(|period| period.map(|period| period.to))),
        period_text("period_kind", &|period| period.kind.name().to_owned()),
        maybe("per", &|claim| claim.per.map(|per| per.name())),
        text("status", &|claim| claim.status.name()),
        amount("low", &|amounts| amounts.low)?,
        amount("high", &|amounts| amounts.high)?,
        amount("precision", &|amounts| Some(amounts.precision))?,
        unrounded(&amounts, &rounded),
        maybe("source", &|claim| claim.source.as_deref()),
        place("side", &|claim| claim.side),
        bases(claims),
        days("published", claims.iter().map(|claim| claim.published)),
        maybe("outlet", &|claim| claim.outlet.as_deref()),
        maybe("url", &|claim| claim.url.as_deref()),
        text("fingerprint", &|claim| &claim.fingerprint),
        evidence(claims)?,
        bracket::converts(claims),
    ];
    DataFrame::new(claims.len(), columns).map_err(wrong)
}

/// The amounts of one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amounts {
    pub(super) value: Decimal,
    pub(super) value_hi: Option<Decimal>,
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
    pub(super) precision: Decimal,
}

impl Amounts {
    fn of(claim: &Claim) -> Amounts {
        let (mut low, mut high) = (claim.low, claim.high);
        if low.is_none() && high.is_none() {
            let interval = claim.amount().interval();
            (low, high) = (interval.low, interval.high);
        }
        Amounts { value: claim.value, value_hi: claim.value_hi, low, high, precision: claim.precision }
    }

    /// To six decimals: the interval outwards, so that it still holds every value that it held.
    fn rounded(&self) -> Amounts {
        let to = |amount: Decimal, strategy| amount.round_dp_with_strategy(6, strategy);
        Amounts {
            value: to(self.value, RoundingStrategy::MidpointNearestEven),
            value_hi: self.value_hi.map(|amount| to(amount, RoundingStrategy::MidpointNearestEven)),
            low: self.low.map(|amount| to(amount, RoundingStrategy::ToNegativeInfinity)),
            high: self.high.map(|amount| to(amount, RoundingStrategy::ToPositiveInfinity)),
            precision: to(self.precision, RoundingStrategy::AwayFromZero),
        }
    }

    /// `value;value_hi;low;high;precision`, empty for missing.
    pub(super) fn to_text(self) -> String {
        [Some(self.value), self.value_hi, self.low, self.high, Some(self.precision)]
            .map(|amount| amount.map_or_else(String::new, |amount| amount.normalize().to_string()))
            .join(";")
    }
}

/// The days of a claim with their kind: as the claim names it, since 'fiscal year' does not follow from the days.
fn period(claim: &Claim) -> Option<Period> {
    let kind = |period: Period| -> PeriodKind { claim.period_kind.unwrap_or(period.kind) };
    claim.period.map(|period| Period { kind: kind(period), ..period })
}

/// Millionths of an amount of at most six decimals: at most 35 digits, as a decimal has at most 28 before its point.
pub(crate) fn millionths(amount: Decimal) -> i128 {
    amount.mantissa() * 10i128.pow(6 - amount.scale())
}

fn days(name: &str, days: impl Iterator<Item = Option<Date>>) -> Column {
    let epoch = date(1970, 1, 1);
    let since = |day: Date| day.duration_since(epoch).as_hours() / 24;
    Int32Chunked::from_iter_options(name.into(), days.map(|day| day.map(|day| since(day) as i32)))
        .into_date()
        .into_column()
}

fn unrounded(amounts: &[Amounts], rounded: &[Amounts]) -> Column {
    let exact = |(amounts, rounded): (&Amounts, &Amounts)| (amounts != rounded).then(|| amounts.to_text());
    StringChunked::from_iter_options("unrounded".into(), amounts.iter().zip(rounded).map(exact)).into_column()
}

fn bases(claims: &[Claim]) -> Column {
    let texts = claims.iter().map(|claim| claim.basis.map(|basis| basis.to_string()));
    StringChunked::from_iter_options("basis".into(), texts).into_column()
}

fn evidence(claims: &[Claim]) -> Result<Column, Error> {
    let text = |claim: &Claim| {
        serde_json::to_string(&claim.evidence).map_err(|err| Error::table(format!("evidence of a claim: {err}")))
    };
    let texts = claims.iter().map(text).collect::<Result<Vec<String>, Error>>()?;
    Ok(StringChunked::from_iter_values("evidence".into(), texts.iter().map(String::as_str)).into_column())
}
