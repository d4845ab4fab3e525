//! Parts of a year by their number or their end: quarters, halves, weeks of a month, the last months.

use super::super::{Named, When, Year};
use super::Grammar;
use crate::lexicon::{Sense, SpanUnit};
use crate::limits;

impl Grammar<'_, '_> {
    /// 'first half' behind 'the fiscal year's', 'this year's'.
    pub(super) fn part_of_year(&self, whole: When, end: usize) -> Option<(When, usize)> {
        if !matches!(whole, When::Fiscal { .. } | When::Whole(_) | When::Focus { years_back: 1 }) {
            return None;
        }
        // Some years are read with their apostrophe.
        let is_owner = |at: usize| self.scan.is(at, &["'s", "’s"]);
        let step = if is_owner(end) { end + 1 } else { end };
        let (part, after) = is_owner(step - 1).then(|| self.ordinal_part(step)).flatten()?;
        match (whole, part) {
            (When::Fiscal { year, named }, When::Months { year: Year::Open, first, last }) => {
                Some((When::FiscalPart { year, named, first, last }, after))
            }
            (When::Whole(year), When::Months { year: Year::Open, first, last }) => {
                Some((When::Months { year, first, last }, after))
            }
            // 'last year's first half'.
            (When::Focus { .. }, When::Months { year: Year::Open, first, last })
                if step >= 3 && self.scan.is(step - 3, &["last"]) =>
            {
                Some((When::Months { year: Year::Relative(-1), first, last }, after))
            }
            _ => None,
        }
    }

    /// 'first week', 'second half' behind 'October's'.
    pub(super) fn part_of_month(&self, at: usize, month: i8) -> Option<(When, usize)> {
        let (end, ordinal) = self.scan.longest(at, |sense| match sense {
            Sense::Ordinal(number) => Some(*number),
            _ => None,
        })?;
        let (unit, end) = self.span_unit(end)?;
        let (first, last) = match unit {
            SpanUnit::Week if ordinal <= 4 => (7 * ordinal - 6, 7 * ordinal),
            SpanUnit::Half if ordinal == 1 => (1, 15),
            SpanUnit::Half if ordinal == 2 => (16, last_day(month)),
            _ => return None,
        };
        let (year, end) = self.year_after(end);
        Some((When::Days { year, month, first, last }, end))
    }

    /// 'the first quarter of 2021', 'second half', 'the June quarter', 'first month'.
    pub(super) fn ordinal_part(&self, at: usize) -> Option<(When, usize)> {
        let (end, ordinal) = self.scan.longest(at, |sense| match sense {
            Sense::Ordinal(number) => Some(*number),
            _ => None,
        })?;
        // 'first-half exports'.
        let hyphen = self.scan.is(end, &["-", "‑"]) && self.scan.touches(end) && self.scan.touches(end + 1);
        // 'the first fiscal half', 'the fiscal first half'.
        let (is_fiscal, end) = match self.span_unit(end) {
            Some((SpanUnit::FiscalYear, after)) if after == end + 1 && self.span_unit(after).is_some() => (true, after),
            _ => (self.is_behind_fiscal(at), end),
        };
        let (unit, end) = self.span_unit(end + usize::from(hyphen))?;
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
            // 'the second week of October (7 to 13)'.
            if let Some((first, last, after)) = self.days_in_brackets(after) {
                return Some((When::Days { year, month, first, last }, after));
            }
            return Some((When::Days { year, month, first: 7 * ordinal - 6, last: 7 * ordinal }, after));
        }
        // 'the first half of September'.
        if unit == SpanUnit::Half
            && of > end
            && ordinal <= 2
            && let Some((month, after)) = self.month(of)
        {
            let (year, after) = self.year_after(after);
            let (first, last) = if ordinal == 1 { (1, 15) } else { (16, last_day(month)) };
            return Some((When::Days { year, month, first, last }, after));
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
        let first = last - months + 1;
        if is_fiscal {
            let year = if year == Year::Open { Year::Relative(0) } else { year };
            return Some((When::FiscalPart { year, named: Named::ByEnd, first, last }, end));
        }
        Some((When::Months { year, first, last }, end))
    }

    /// Whether the word before speaks of a fiscal year: 'the fiscal first half'.
    fn is_behind_fiscal(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        matches!(self.span_unit(before), Some((SpanUnit::FiscalYear, end)) if end == at && !self.scan.is(before, &["year"]))
    }

    /// '(7 to 13)', '(days 6 to 12)': first and last day of a week.
    fn days_in_brackets(&self, at: usize) -> Option<(i8, i8, usize)> {
        let start = at + 1 + usize::from(self.scan.is(at + 1, &["days", "from"]));
        let (first, end) = self.scan.is(at, &["("]).then(|| self.day_number(start)).flatten()?;
        let (last, end) = self.scan.is(end, &["to", "-", "–"]).then(|| self.day_number(end + 1)).flatten()?;
        (first < last && self.scan.is(end, &[")"])).then_some((first, last, end + 1))
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
        let (first, last) = (months * (number - 1) + 1, months * number);
        // 'fiscal Q1'.
        if year == Year::Open && self.is_behind_fiscal(at) {
            return Some((When::FiscalPart { year: Year::Relative(0), named: Named::ByEnd, first, last }, end));
        }
        Some((When::Months { year, first, last }, end))
    }

    /// '9M 2023', '9M2023'.
    fn letter_months(&self, at: usize) -> Option<(When, usize)> {
        let (count, after) = self.count(at).filter(|(count, _)| self.scan.is_number(at) && (2..=12).contains(count))?;
        let rest = self.scan.word(after).strip_prefix(['M', 'm']).filter(|_| self.scan.touches(after))?;
        let (year, end) = match rest.is_empty() {
            true => match self.year_after(after + 1) {
                (Year::Said(year), end) => (year, end),
                _ => self.joined_year(after + 1)?,
            },
            false => (rest.parse().ok().filter(|year| limits::YEARS.contains(year))?, after + 1),
        };
        Some((When::Months { year: Year::Said(year), first: 1, last: count }, end))
    }

    /// The 21 of '8M-21'.
    fn joined_year(&self, at: usize) -> Option<(i16, usize)> {
        let joined = self.scan.is(at, &["-", "‑", "–"]) && self.scan.touches(at) && self.scan.touches(at + 1);
        let word = self.scan.word(at + 1);
        let is_short = joined && self.scan.is_number(at + 1) && word.len() == 2;
        is_short.then(|| word.parse::<i16>().ok()).flatten().map(|year| (2000 + year, at + 2))
    }

    /// 'the December quarter of 2021', 'the June year', 'the June 2019 year'.
    pub(super) fn quarter_of_month(&self, at: usize) -> Option<(When, usize)> {
        let (month, end) = self.month(at)?;
        let named = self.year(end);
        let (unit, end) = self.span_unit(named.map_or(end, |(_, end)| end))?;
        if let (SpanUnit::Year, true) = (unit, self.is_plain_year(at, end)) {
            let (year, end) = named.map_or_else(|| self.year_after(end), |(year, _)| (Year::Said(year), end));
            return Some((When::MonthsTo { count: 12, month, year }, end));
        }
        if unit != SpanUnit::Quarter {
            return None;
        }
        // 'the June 2016 quarter', but 'June 2017 quarterly figures'.
        if let Some((year, _)) = named {
            let is_last = month % 3 == 0 && at > 0 && self.scan.is(at - 1, &["the"]);
            return is_last.then_some((When::MonthsTo { count: 3, month, year: Year::Said(year) }, end));
        }
        let (year, end) = self.year_after(end);
        Some((When::MonthsTo { count: 3, month, year }, end))
    }

    /// 'the June year', but not 'in June year on year' and 'in June, year to date'.
    fn is_plain_year(&self, at: usize, end: usize) -> bool {
        let more = ["-", "‑", "on", "over", "to", "earlier", "ago", "before", "by"];
        self.scan.is(end - 1, &["year"]) && at > 0 && self.scan.is(at - 1, &["the"]) && !self.scan.is(end, &more)
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

    /// 'the half-year surplus'.
    pub(super) fn half_year(&self, at: usize) -> Option<(When, usize)> {
        let (SpanUnit::Half, end) = self.span_unit(at)? else { return None };
        (end == at + 3).then_some((When::TheMonths { count: 6 }, end))
    }

    /// 'a ten-month trade gap', 'the 11-month total'.
    pub(super) fn compound(&self, at: usize) -> Option<(When, usize)> {
        let (count, end) = self.count(at).filter(|(count, _)| (2..=12).contains(count))?;
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
        // 'fell in the month to €1.5 billion' does not say to when.
        let is_to = self.scan.is(end, &["to"]) && {
            let small = |i: &usize| {
                self.scan.is(*i, &["the", "end", "of", "-", "mid", "next", "last", "this", "late", "early", "on", "in"])
            };
            let step = (end + 1..end + 4).find(|i| !small(i)).unwrap_or(end + 1);
            !self.scan.is(end + 1, &["date"])
                && self.month(step).is_none()
                && self.weekday(step).is_none()
                && self.year(step).is_none()
                && self.day_first(step).is_none()
        };
        if hyphen || (self.scan.is(end, &more) && !is_to) || self.scan.is_number(end) {
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
}

/// The last day of a month, of a common year.
fn last_day(month: i8) -> i8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
