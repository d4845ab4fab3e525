//! Spans whose two ends are told apart: 'from the beginning of January until now', 'between July 1, when the season opened, and
//! August 13', 'between mid-September and mid-October'.

use super::super::{When, Year};
use super::Grammar;

impl Grammar<'_, '_> {
    /// 'since the start of January', 'from the beginning of January until now': that month and what came after.
    pub(super) fn since_month(&self, at: usize) -> Option<(When, usize)> {
        let led = self.scan.is(at, &["since", "from"]);
        let of = at + 1 + usize::from(self.scan.is(at + 1, &["the"]));
        let opens = self.scan.is(of, &["beginning", "start", "opening"]) && self.scan.is(of + 1, &["of"]);
        let step = if opens { of + 2 } else { at + 1 };
        let (month, end) = led.then(|| self.month(step)).flatten()?;
        let (year, end) = self.year_after(end);
        let when = When::Since { year, month };
        if let Some(after) = self.until_now(end) {
            return Some((when, after));
        }
        // 'from the beginning of January to June' names both ends.
        let is_closed =
            self.scan.is(end, &["to", "until", "till", "through", "-", "–", "and"]) || self.scan.is_number(end);
        (opens && !is_closed).then_some((when, end))
    }

    /// Past 'until now', 'to date', 'till last week'.
    fn until_now(&self, at: usize) -> Option<usize> {
        let step = at + usize::from(self.scan.is(at, &["up"]));
        if !self.scan.is(step, &["to", "until", "till", "through"]) {
            return None;
        }
        let step = step + 1 + usize::from(self.scan.is(step + 1, &["the"]));
        if self.scan.is(step, &["now", "date", "today", "yesterday", "present"]) {
            return Some(step + 1);
        }
        let is_week = self.scan.is(step, &["last", "this"]) && self.scan.is(step + 1, &["week"]);
        is_week.then_some(step + 2)
    }

    /// The second end of 'between July 1, when the season opened, and August 13': where it is told, past an aside.
    pub(super) fn past_aside(&self, at: usize) -> Option<usize> {
        let opens = self.scan.is(at, &[","]) && self.scan.is(at + 1, &["when", "the", "which", "as"]);
        let close = (at + 2..at + ASIDE).find(|i| self.scan.is(*i, &[",", ".", ";"])).filter(|_| opens)?;
        (self.scan.is(close, &[","]) && self.scan.is(close + 1, &["and", "to", "until", "through"]))
            .then_some(close + 1)
    }

    /// 'August 13', 'early October', 'mid-October': month and day of the end of a span that begins on a day of a month.
    pub(super) fn day_or_part(&self, at: usize, first: i8) -> Option<((i8, i8), usize)> {
        if let Some((month, end)) = self.month(at) {
            let (day, end) = self.day_number(end)?;
            return Some(((month, day), end));
        }
        let day = match () {
            // Between July 9 and early October lie three months.
            () if self.scan.is(at, &["early"]) => {
                if (2..=10).contains(&first) {
                    first - 1
                } else {
                    5
                }
            }
            () if self.scan.is(at, &["mid"]) => 15,
            () if self.scan.is(at, &["late"]) => 25,
            () => return None,
        };
        let (month, end) = self.month(at + 1 + usize::from(self.scan.is(at + 1, &["-", "‑"])))?;
        Some(((month, day), end))
    }

    /// 'mid-September to mid-October', from the first of the two months on.
    pub(super) fn mid_months(&self, at: usize, first: i8, end: usize) -> Option<(When, usize)> {
        if !self.is_mid(at) {
            return None;
        }
        let (own, link) = self.year_after(end);
        let between = at.checked_sub(3).is_some_and(|i| self.scan.is(i, &["between"]));
        let joins =
            self.scan.is(link, &["to", "until", "through", "-", "–"]) || between && self.scan.is(link, &["and"]);
        let step = link + 3;
        let (last, after) = (joins && self.is_mid(step)).then(|| self.month(step)).flatten()?;
        let (year, after) = self.year_after(after);
        let year = match (own, year) {
            (Year::Said(own), Year::Open) => Year::Said(own + i16::from(last < first)),
            _ => year,
        };
        // Half of a month is told as the days to its fifteenth.
        Some((When::DaysTo { year, first: (first, 16), last: (last, 15) }, after))
    }

    /// Whether 'mid-' stands before a month.
    fn is_mid(&self, at: usize) -> bool {
        at >= 2 && self.scan.is(at - 1, &["-", "‑"]) && self.scan.is(at - 2, &["mid"])
    }

    /// 'September, the third month of the fiscal year that ends in June 2006': which September.
    pub(super) fn month_of_account(&self, month: i8, at: usize) -> Option<(When, usize)> {
        let step = at + usize::from(self.scan.is(at, &[","]));
        let is_named =
            self.scan.is(step, &["the"]) && self.scan.is(step + 2, &["month"]) && self.scan.is(step + 3, &["of", "in"]);
        let step = step + 4 + usize::from(self.scan.is(step + 4, &["the", "its"]));
        let (found, end) = is_named
            .then(|| self.span_to(step).or_else(|| self.fiscal(step)).or_else(|| self.deictic(step)))
            .flatten()?;
        match found {
            When::MonthsTo { count: 12, month: last, year: Year::Said(year) } => {
                let year = Year::Said(year - i16::from(month > last));
                Some((When::Months { year, first: month, last: month }, end))
            }
            When::Fiscal { year, named } => Some((When::FiscalMonths { year, named, first: month, last: month }, end)),
            _ => None,
        }
    }
}

/// Most tokens of an aside between the two ends of a span.
const ASIDE: usize = 16;
