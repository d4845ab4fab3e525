//! Times that words name only the first day of: 'the marketing year that starts on September 1', 'one year since the pact took
//! effect on August 1, 2020', 'since the board was abolished last June'.

use super::later::months_between;
use super::other::About;
use crate::claim::calendar::BEGINS;
use crate::claim::view::View;
use crate::lexicon::{NumberWord, Sense, SpanUnit};
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::value::period::{Period, PeriodKind};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// The years that begin on a day that words name.
#[derive(Default)]
pub(super) struct Begun {
    /// From the day that the words mean first.
    pub year: Option<Period>,
    /// From the next such day, where that comes soon.
    pub next: Option<Period>,
    /// Whether it is said to begin, and not to have begun.
    pub is_ahead: bool,
}

impl About<'_, '_> {
    /// 'the fiscal year beginning July 1', 'the oil year which began on November 1': twelve months from that day.
    pub fn begun(&self, period: Period) -> Begun {
        let (view, mention) = (self.view, &self.view.periods[self.at]);
        let is_one = match mention.when {
            When::Months { first, last, .. } | When::Days { first, last, .. } => first == last,
            _ => false,
        };
        let verb = || (1..=3).find(|back| view.before(mention.first, *back, &BEGINS));
        let Some(verb) = is_one.then(verb).flatten().map(|back| mention.first - back) else { return Begun::default() };
        let is_year = |at: usize| {
            let year = |sense: &Sense| match sense {
                Sense::Span(SpanUnit::Year | SpanUnit::FiscalYear | SpanUnit::Season) => Some(()),
                _ => None,
            };
            view.scan.longest(at, year).is_some_and(|(end, ())| end <= verb)
        };
        // 'since the crop year began' is no whole year.
        if since(view, verb, 1) || !(verb.saturating_sub(4).max(view.first)..verb).any(is_year) {
            return Begun::default();
        }
        let word = view.scan.word(verb);
        let is_ahead = word.ends_with('s') || word.ends_with("ing");
        let next = self.anchor.published.filter(|day| period.from <= *day).and_then(|day| {
            let next = period.from.checked_add(1.year()).ok()?;
            (months_between(day, next) <= SOON).then(|| months_from(next, 12)).flatten()
        });
        Begun { year: months_from(period.from, 12), next, is_ahead }
    }

    /// 'One year since the pact took effect on August 1, 2020': the year from that day, once it is over.
    pub fn anniversary(&self, period: Period) -> Option<Period> {
        let (view, mention) = (self.view, &self.view.periods[self.at]);
        let is_month = matches!(mention.when, When::Months { first, last, .. } if first == last);
        if mention.first > view.first + OPENING || !(is_month || period.kind == PeriodKind::Day) {
            return None;
        }
        let (after, count) = view.scan.longest(view.first, |sense| match sense {
            Sense::Number(NumberWord::Unit(value)) => value.to_i32(),
            _ => None,
        })?;
        let (end, months) = view.scan.longest(after, |sense| match sense {
            Sense::Span(SpanUnit::Year) => Some(12),
            Sense::Span(SpanUnit::Month) => Some(1),
            _ => None,
        })?;
        let led = (1..=60).contains(&(count * months)) && view.is(end, &["since", "after"]);
        let days = led.then(|| months_from(period.from, count * months)).flatten()?;
        self.anchor.published.is_none_or(|day| days.to <= day).then_some(days)
    }
}

/// Months within which a year that is going to begin is spoken of.
const SOON: i32 = 6;

/// Tokens of a sentence in which it is said since when.
const OPENING: usize = 24;

fn months_from(day: Date, months: i32) -> Option<Period> {
    Some(Period::new(day, day.checked_add(months.months()).ok()?.yesterday().ok()?))
}

/// Whether 'since' leads words at a token, at least so many tokens before: 'since it began operating in July', 'since the state
/// board was abolished last June'.
pub(super) fn since(view: &View, first: usize, from: usize) -> bool {
    let led = (from..=CLAUSE).find(|back| view.before(first, *back, &["since"]));
    led.is_some_and(|back| !(first - back..first).any(|at| view.is(at, &[",", ";", ":", "(", ")"])))
}

/// Most tokens between 'since' and the time of what happened.
const CLAUSE: usize = 9;

/// The days since what words of time name, up to another day.
pub(super) fn since_then(view: &View, mention: &PeriodMention, anchor: &Anchor, period: Period) -> Option<Date> {
    if matches!(mention.when, When::FocusIn { .. } | When::FocusInFiscal { .. }) {
        return None;
    }
    let is_day = matches!(mention.when, When::Days { .. } | When::Fixed(_) | When::Whole(Year::Said(_)));
    let led = || since(view, mention.first, if is_day { 1 } else { 2 });
    anchor.published.filter(|day| *day > period.to && led())
}
