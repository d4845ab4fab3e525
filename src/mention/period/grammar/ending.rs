//! Years, quarters and weeks by the day on which they end: 'the fiscal year that ended in June', 'week to March 3'.

use super::super::{Named, When, Year};
use super::Grammar;
use crate::lexicon::SpanUnit;

impl Grammar<'_, '_> {
    /// 'year to March 2023', 'the quarter ended December 2021', 'year ended September 30, 2021', 'week ended March 3'.
    pub(super) fn span_to(&self, at: usize) -> Option<(When, usize)> {
        let (unit, end) = self.span_unit(at)?;
        self.closed(unit, end).or_else(|| self.just_ended(unit, end)).or_else(|| self.opens_soon(unit, end))
    }

    /// The end of a span whose words end at a token: 'year to March 2023', 'quarter that ended in June', 'half-year ended last
    /// September', 'Iranian year 1402, which ended on March 19', 'fiscal year that came to an end on July 7'.
    pub(super) fn closed(&self, unit: SpanUnit, end: usize) -> Option<(When, usize)> {
        let count = match unit {
            SpanUnit::Year | SpanUnit::FiscalYear | SpanUnit::Season => 12,
            SpanUnit::Half => 6,
            SpanUnit::Quarter => 3,
            // 'the month that closed on April 20'.
            SpanUnit::Month => 1,
            _ => return None,
        };
        if self.is_name {
            return None;
        }
        // 'coffee year 1985/86, ending September' says which year it is: that is read elsewhere.
        let end = end + usize::from(count == 12 && self.scan.is_number(end));
        let is_aside = self.scan.is(end, &[",", "("]) && self.scan.is(end + 1, &CLAUSE);
        // 'this fiscal year, to March,'.
        let is_named = matches!(unit, SpanUnit::FiscalYear | SpanUnit::Season);
        let is_aside =
            is_aside || (is_named && self.scan.is(end, &[",", "("]) && self.scan.is(end + 1, &["to", "through"]));
        let end = end + usize::from(is_aside);
        let end = end + usize::from(self.scan.is(end, &["that", "which", "it"]));
        let end = end + usize::from(self.scan.is(end, &["has", "had", "was", "just", "officially"]));
        let is_ahead = self.scan.is(end, &["ends", "closes", "will"]);
        let end = end + usize::from(self.scan.is(end, &["will"]));
        let end = if self.scan.is(end, &["came", "come", "drew"]) && self.scan.is(end + 2, &["an", "end"]) {
            end + 2 + usize::from(self.scan.is(end + 2, &["an"]))
        } else {
            self.scan.is(end, &CLOSES).then_some(end)?
        };
        // 'the fiscal year that ends today'.
        if count == 12 && self.scan.is(end + 1, &["today"]) {
            return Some((When::MonthsToAgo { count, ago: 0 }, end + 2));
        }
        // 'ending this month'.
        if let Some(ago) = self.near(end + 1).filter(|_| count == 12) {
            return Some((When::MonthsToAgo { count, ago }, end + 3));
        }
        let mid = (end + 1..end + 5).any(|i| self.scan.is(i, &["mid"]) && self.scan.is(i + 1, &["-"]));
        let is_this = (end + 1..end + 4).any(|i| self.scan.is(i, &["this"]));
        // 'the year to next June'.
        let is_ahead = is_ahead || (end + 1..end + 4).any(|i| self.scan.is(i, &["next"]));
        let small = |i: &usize| self.scan.is(*i, &SMALL);
        let step = (end + 1..end + 6).find(|i| !small(i)).unwrap_or(end + 1);
        let first = self.day_number(step).filter(|(_, after)| self.month(*after).is_some());
        let (month, after) = self.month(first.map_or(step, |(_, after)| after))?;
        let day = first.or_else(|| self.day_number(after)).or(mid.then_some((15, after)));
        if count == 1 && day.is_none() {
            return None;
        }
        let year = self.year_after(day.map_or(after, |(_, end)| end.max(after)));
        let (year, after) = match year {
            (Year::Open, after) if is_this => (Year::Relative(0), after),
            // A season that is only going to end is not over.
            (Year::Open, after) if is_ahead || (unit == SpanUnit::Season && self.scan.is(end, &["ending"])) => {
                (Year::Coming, after)
            }
            year => year,
        };
        // A day that is not the last of its month ends a year of its own: Iran's to 20 March.
        match (day, year) {
            (Some((day, _)), year) if day < 28 => Some((When::MonthsToDay { count, month, day, year }, after)),
            _ => Some((When::MonthsTo { count, month, year }, after)),
        }
    }

    /// 'the fiscal year that opens tomorrow', 'the season which starts next month'.
    fn opens_soon(&self, unit: SpanUnit, at: usize) -> Option<(When, usize)> {
        let at = at + usize::from(self.scan.is(at, &[","]));
        let at = at + usize::from(self.scan.is(at, &["that", "which"]));
        if !self.scan.is(at, &["opens", "begins", "starts", "starting", "beginning", "opening"]) {
            return None;
        }
        let (by, end) = match () {
            () if self.scan.is(at + 1, &["tomorrow"]) => (1, at + 2),
            () if self.scan.is(at + 1, &["today"]) => (0, at + 2),
            () if self.scan.is(at + 1, &["next"]) && self.scan.is(at + 2, &["month", "week"]) => (1, at + 3),
            () => return None,
        };
        let year = Year::Relative(by);
        match unit {
            SpanUnit::Season => Some((When::Fiscal { year, named: Named::Season }, end)),
            SpanUnit::FiscalYear => Some((When::Fiscal { year, named: Named::ByStart }, end)),
            SpanUnit::Year => Some((When::Whole(year), end)),
            _ => None,
        }
    }

    /// 'this month', 'last month': how many months back.
    fn near(&self, at: usize) -> Option<i8> {
        let (SpanUnit::Month, _) = self.span_unit(at + 1)? else { return None };
        match () {
            () if self.scan.is(at, &["this"]) => Some(0),
            () if self.scan.is(at, &["last"]) => Some(1),
            () => None,
        }
    }

    /// 'the financial year just ended'.
    fn just_ended(&self, unit: SpanUnit, at: usize) -> Option<(When, usize)> {
        let ended = ["ended", "closed", "finished", "completed", "gone", "over", "past"];
        let at = at + usize::from(self.scan.is(at, &[","]));
        let at = at + usize::from(self.scan.is(at, &["that", "which"]));
        let at = at + usize::from(self.scan.is(at, &["has", "had", "is"]));
        // 'the season now under way'.
        let runs = self.scan.is(at, &["now"]) && self.scan.is(at + 1, &["under"]) && self.scan.is(at + 2, &["way"]);
        if runs && unit == SpanUnit::Season {
            return Some((When::Fiscal { year: Year::Relative(0), named: Named::Season }, at + 3));
        }
        if !(self.scan.is(at, &["just"]) && self.scan.is(at + 1, &ended)) {
            return None;
        }
        let when = match unit {
            SpanUnit::Season => When::Fiscal { year: Year::Relative(-1), named: Named::Season },
            SpanUnit::FiscalYear => When::Fiscal { year: Year::Relative(-1), named: Named::ByStart },
            SpanUnit::Year => When::Whole(Year::Relative(-1)),
            SpanUnit::Quarter => When::PartsAgo { months: 3, ago: 1 },
            SpanUnit::Half => When::PartsAgo { months: 6, ago: 1 },
            _ => return None,
        };
        Some((when, at + 2))
    }

    /// 'the week ended March 6', 'week to 3 March 2024', 'four weeks ended March 6'.
    pub(super) fn week_to(&self, at: usize) -> Option<(When, usize)> {
        let counted = self.count(at).filter(|(count, _)| (2..=8).contains(count));
        let (count, start) = counted.unwrap_or((1, at));
        let (SpanUnit::Week, end) = self.span_unit(start)? else { return None };
        let end = end + usize::from(self.scan.is(end, &["that", "which"]));
        if !self.scan.is(end, &["to", "ended", "ending", "through", "until"]) {
            return None;
        }
        let step = end + 1 + usize::from(self.scan.is(end + 1, &["on", "the", "last"]));
        // 'the week to Wednesday'; 'the week ended Thursday, March 5' says which.
        if let Some((weekday, after)) = self.weekday(step) {
            let dated = after + usize::from(self.scan.is(after, &[","]));
            let is_dated =
                self.month(dated).is_some() || self.day_number(dated).is_some_and(|(_, end)| self.month(end).is_some());
            if !is_dated {
                return Some((When::WeekToWeekday { weekday }, after));
            }
        }
        let step = match self.weekday(step) {
            Some((_, after)) => after + usize::from(self.scan.is(after, &[","])),
            None => step,
        };
        let (month, day, after) = match self.month(step) {
            // 'ended March six'.
            Some((month, after)) => {
                let said = || self.count(after).filter(|(day, _)| *day > 0 && !self.scan.is_number(after));
                self.day_number(after).or_else(said).map(|(day, after)| (month, day, after))?
            }
            None => {
                let (day, after) = self.day_number(step)?;
                self.month(after).map(|(month, after)| (month, day, after))?
            }
        };
        let (year, after) = self.year_after(after);
        Some((When::WeekTo { count, year, month, day }, after))
    }
}

/// What opens a clause of the words that say when a span ended, behind a comma or in brackets.
const CLAUSE: [&str; 8] = ["which", "that", "it", "ended", "ending", "ends", "closed", "just"];

const CLOSES: [&str; 13] = [
    "to",
    "ended",
    "ending",
    "end",
    "through",
    "ends",
    "closes",
    "close",
    "closed",
    "closing",
    "finished",
    "concluded",
    "ran",
];

/// Words between 'ended' and the month.
const SMALL: [&str; 14] =
    ["next", "in", "on", "at", "end", "last", "this", "the", "of", "-", "mid", "to", "until", "with"];
