//! Parts of a year by their number or their end: quarters, halves, weeks of a month, the last months.

use super::super::{Named, When, Year};
use super::Grammar;
use crate::lexicon::{Sense, SpanUnit};
use crate::limits;

impl Grammar<'_, '_> {
    /// 'the first quarter of 2021', 'second half', 'the June quarter', 'first month'.
    pub(super) fn ordinal_part(&self, at: usize) -> Option<(When, usize)> {
        let (end, ordinal) = self.scan.longest(at, |sense| match sense {
            Sense::Ordinal(number) => Some(*number),
            _ => None,
        })?;
        let (unit, end) = self.span_unit(end)?;
        // 'the second half of the month', 'of September' is no half of a year.
        let of = end + usize::from(self.scan.is(end, &["of", "in"]));
        let of = of + usize::from(self.scan.is(of, &["the", "this", "that", "last"]));
        // 'the third week of February'.
        if unit == SpanUnit::Week
            && of > end
            && ordinal <= 4
            && let Some((month, after)) = self.month(of)
        {
            let (year, after) = self.year_after(after);
            return Some((When::Days { year, month, first: 7 * ordinal - 6, last: 7 * ordinal }, after));
        }
        if of > end && (self.month(of).is_some() || matches!(self.span_unit(of), Some((SpanUnit::Month, _)))) {
            return None;
        }
        let months = match unit {
            SpanUnit::Quarter => 3,
            SpanUnit::Half => 6,
            SpanUnit::Month if ordinal == 1 => 1,
            _ => return None,
        };
        let last = months * ordinal;
        if last > 12 {
            return None;
        }
        if let Some((year, named, end)) = self.fiscal_after(end) {
            return Some((When::FiscalPart { year, named, first: last - months + 1, last }, end));
        }
        let (year, end) = self.year_after(end);
        Some((When::Months { year, first: last - months + 1, last }, end))
    }

    /// 'Q1 2021', '1Q', 'H1 2023', 'Q1 of 2024'.
    pub(super) fn letter_part(&self, at: usize) -> Option<(When, usize)> {
        if let Some(months) = self.letter_months(at) {
            return Some(months);
        }
        let parts = |letter: &str, digit: &str| {
            let number: i8 = digit.parse().ok()?;
            match letter {
                "Q" | "q" if (1..=4).contains(&number) => Some((3, number)),
                "H" | "h" if (1..=2).contains(&number) => Some((6, number)),
                _ => None,
            }
        };
        let (first, second) = (self.scan.word(at), self.scan.word(at + 1));
        if !self.scan.touches(at + 1) {
            return None;
        }
        let (months, number) = parts(first, second).or_else(|| parts(second, first))?;
        if let Some((year, named, end)) = self.fiscal_after(at + 2) {
            return Some((
                When::FiscalPart { year, named, first: months * (number - 1) + 1, last: months * number },
                end,
            ));
        }
        let (year, end) = self.year_after(at + 2);
        Some((When::Months { year, first: months * (number - 1) + 1, last: months * number }, end))
    }

    /// '9M 2023', '9M2023'.
    fn letter_months(&self, at: usize) -> Option<(When, usize)> {
        let (count, after) = self.count(at).filter(|(count, _)| self.scan.is_number(at) && (2..=12).contains(count))?;
        let rest = self.scan.word(after).strip_prefix(['M', 'm']).filter(|_| self.scan.touches(after))?;
        let (year, end) = match rest.is_empty() {
            true => match self.year_after(after + 1) {
                (Year::Said(year), end) => (year, end),
                _ => return None,
            },
            false => (rest.parse().ok().filter(|year| limits::YEARS.contains(year))?, after + 1),
        };
        Some((When::Months { year: Year::Said(year), first: 1, last: count }, end))
    }

    /// 'the December quarter of 2021'.
    pub(super) fn quarter_of_month(&self, at: usize) -> Option<(When, usize)> {
        let (month, end) = self.month(at)?;
        let (unit, end) = self.span_unit(end)?;
        let (year, end) = self.year_after(end);
        (unit == SpanUnit::Quarter).then_some((When::MonthsTo { count: 3, month, year }, end))
    }

    /// 'the final three months of last year', 'the last two months of 2019'; 'the past six months'.
    pub(super) fn last_months(&self, at: usize) -> Option<(When, usize)> {
        let (count, end) = self
            .scan
            .is(at, &["final", "last", "closing", "past", "latest", "remaining"])
            .then(|| self.count(at + 1))
            .flatten()?;
        let (unit, end) = self.span_unit(end)?;
        if unit != SpanUnit::Month || !(1..=12).contains(&count) {
            return None;
        }
        let (year, after) = if self.scan.is(end, &["of", "in"]) { self.year_after(end) } else { (Year::Open, end) };
        if after > end {
            let rest = year == Year::Open && self.scan.is(at, &["remaining"]);
            let year = if rest { Year::Relative(0) } else { year };
            return Some((When::Months { year, first: 13 - count, last: 12 }, after));
        }
        Some((When::MonthsBack { count }, end))
    }

    /// 'year to March 2023', 'the quarter ended December 2021', 'year ended September 30, 2021', 'week ended March 3'.
    pub(super) fn span_to(&self, at: usize) -> Option<(When, usize)> {
        let (unit, end) = self.span_unit(at)?;
        let count = match unit {
            SpanUnit::Year | SpanUnit::FiscalYear | SpanUnit::Season => 12,
            SpanUnit::Half => 6,
            SpanUnit::Quarter => 3,
            _ => return None,
        };
        // 'the quarter that ended in June', 'the half-year ended last September', 'the year ended 30 June 2022'.
        // 'the Iranian year 1402, which ended on March 19', 'the fiscal year that closed in mid-July'.
        let start = end;
        let end = end + usize::from(count == 12 && self.scan.is_number(end));
        let end = end + usize::from(self.scan.is(end, &[","]) && self.scan.is(end + 1, &["which", "that"]));
        let end = end + usize::from(self.scan.is(end, &["that", "which"]));
        let closes = ["to", "ended", "ending", "through", "ends", "closed", "closing", "finished", "concluded", "ran"];
        if !self.scan.is(end, &closes) {
            return self.just_ended(unit, start);
        }
        // A season that is only going to end is not over.
        if unit == SpanUnit::Season && self.scan.is(end, &["ends", "ending"]) {
            return None;
        }
        let mid = (end + 1..end + 5).any(|i| self.scan.is(i, &["mid"]) && self.scan.is(i + 1, &["-"]));
        let small = |i: &usize| self.scan.is(*i, &["in", "on", "end", "last", "the", "of", "-", "mid", "to", "until"]);
        let step = (end + 1..end + 5).find(|i| !small(i)).unwrap_or(end + 1);
        let first = self.day_number(step).filter(|(_, after)| self.month(*after).is_some());
        let (month, after) = self.month(first.map_or(step, |(_, after)| after))?;
        let day = first.or_else(|| self.day_number(after)).or(mid.then_some((15, after)));
        let (year, after) = self.year_after(day.map_or(after, |(_, end)| end.max(after)));
        // A day that is not the last of its month ends a year of its own: Iran's to 20 March.
        match (day, year) {
            (Some((day, _)), year) if day < 28 => Some((When::MonthsToDay { count, month, day, year }, after)),
            _ => Some((When::MonthsTo { count, month, year }, after)),
        }
    }

    /// 'a year from March', 'one year starting in July 2020'.
    pub(super) fn year_from(&self, at: usize) -> Option<(When, usize)> {
        let step = at + usize::from(self.scan.is(at, &["a", "one", "the"]));
        let (SpanUnit::Year, end) = self.span_unit(step)? else { return None };
        let (month, day, year, after) = self.beginning(end).filter(|_| step > at)?;
        Some((When::MonthsFrom { count: 12, month, day, year }, after))
    }

    /// Month, day and year of 'from March 1', 'beginning in July 2020', 'starting on 1 April'; no range.
    pub(super) fn beginning(&self, at: usize) -> Option<(i8, i8, Year, usize)> {
        if !self.scan.is(at, &["from", "starting", "beginning"]) {
            return None;
        }
        let step = at + 1 + usize::from(self.scan.is(at + 1, &["in", "on"]));
        let (month, day, after) = match self.day_number(step).and_then(|(day, end)| Some((day, self.month(end)?))) {
            Some((day, (month, after))) => (month, day, after),
            None => {
                let (month, after) = self.month(step)?;
                let (day, after) = self.day_number(after).unwrap_or((1, after));
                (month, day, after)
            }
        };
        let (year, after) = self.year_after(after);
        let is_range = self.scan.is(after, &["to", "-", "–", "until", "through"]);
        (!is_range).then_some((month, day, year, after))
    }

    /// 'a ten-month trade gap', 'the 11-month total'.
    pub(super) fn compound(&self, at: usize) -> Option<(When, usize)> {
        let (count, end) = self.count(at).filter(|(count, _)| (2..=11).contains(count))?;
        let hyphen = self.scan.is(end, &["-", "‑", "–"]) && self.scan.touches(end) && self.scan.touches(end + 1);
        let (SpanUnit::Month, after) = self.span_unit(end + usize::from(hyphen))? else { return None };
        // 'a three-month contract', 'a six-month low' and 'a two-month ban' say how long and not when.
        let long = [
            "high",
            "low",
            "highs",
            "lows",
            "contract",
            "contracts",
            "ban",
            "old",
            "long",
            "lease",
            "bill",
            "bills",
            "stint",
            "term",
            "extension",
            "pause",
            "truce",
            "freeze",
            "delay",
            "halt",
            "strike",
            "closure",
            "suspension",
            "mark",
            "streak",
            "drought",
            "average",
            "waiver",
            "deadline",
            "run",
            "peak",
            "sit",
            "war",
            "visit",
            "trip",
            "plan",
        ];
        (hyphen && !self.scan.is(after, &long)).then_some((When::TheMonths { count }, after))
    }

    /// 'within three years'.
    pub(super) fn years_ahead(&self, at: usize) -> Option<(When, usize)> {
        let led = self.scan.is(at, &["within"]);
        let step = at + 1 + usize::from(self.scan.is(at + 1, &["the"]));
        let step = step + usize::from(self.scan.is(step, &["next", "coming"]));
        let (count, end) = led.then(|| self.count(step)).flatten().filter(|(count, _)| (1..=30).contains(count))?;
        match self.span_unit(end)? {
            (SpanUnit::Year, end) => Some((When::YearsAhead { count }, end)),
            _ => None,
        }
    }

    /// 'for the quarter', unless more is said of it: 'in the quarter to March', 'in the year before'.
    pub(super) fn part_of_focus(&self, unit: SpanUnit, end: usize) -> Option<(When, usize)> {
        let more = [
            "to",
            "of",
            "ended",
            "ending",
            "that",
            "just",
            "before",
            "earlier",
            "ago",
            "through",
            "since",
            "ahead",
            "previous",
            "prior",
            "when",
            "under",
            "from",
            "starting",
            "beginning",
            "which",
            "after",
        ];
        // 'in the year-ago period'.
        let hyphen = self.scan.is(end, &["-", "‑"]) && self.scan.touches(end);
        if hyphen || self.scan.is(end, &more) || self.scan.is_number(end) {
            return None;
        }
        let months = match unit {
            SpanUnit::Month => 1,
            SpanUnit::Quarter => 3,
            SpanUnit::Half => 6,
            _ => 12,
        };
        Some((When::PartOfFocus { months }, end))
    }

    /// 'the financial year just ended'.
    fn just_ended(&self, unit: SpanUnit, at: usize) -> Option<(When, usize)> {
        let ended = ["ended", "closed", "finished", "completed", "gone", "over", "past"];
        if !(self.scan.is(at, &["just"]) && self.scan.is(at + 1, &ended)) {
            return None;
        }
        let when = match unit {
            SpanUnit::FiscalYear => When::Fiscal { year: Year::Relative(-1), named: Named::ByStart },
            SpanUnit::Year => When::Whole(Year::Relative(-1)),
            SpanUnit::Quarter => When::PartsAgo { months: 3, ago: 1 },
            SpanUnit::Half => When::PartsAgo { months: 6, ago: 1 },
            _ => return None,
        };
        Some((when, at + 2))
    }

    /// 'the week ended March 6', 'week to 3 March 2024'.
    pub(super) fn week_to(&self, at: usize) -> Option<(When, usize)> {
        let (SpanUnit::Week, end) = self.span_unit(at)? else { return None };
        if !self.scan.is(end, &["to", "ended", "ending", "through", "until"]) {
            return None;
        }
        let step = end + 1 + usize::from(self.scan.is(end + 1, &["on", "the"]));
        let (month, day, after) = match self.month(step) {
            Some((month, after)) => self.day_number(after).map(|(day, after)| (month, day, after))?,
            None => {
                let (day, after) = self.day_number(step)?;
                self.month(after).map(|(month, after)| (month, day, after))?
            }
        };
        let (year, after) = self.year_after(after);
        Some((When::WeekTo { year, month, day }, after))
    }
}
