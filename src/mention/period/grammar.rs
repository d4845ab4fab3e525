//! Which words name a period, and what they say.

use super::{Named, When, Year};
use crate::lexicon::{Deictic, NumberWord, PeriodPhrase, Sense, SpanUnit};
use crate::limits;
use crate::mention::scan::Scan;
use crate::value::period::Period;
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// Reads the words of a period.
pub(super) struct Grammar<'s, 'a> {
    pub scan: &'s Scan<'a>,
}

impl Grammar<'_, '_> {
    /// The words that begin at a token and the token after them.
    pub fn read(&self, at: usize) -> Option<(When, usize)> {
        self.phrase(at)
            .or_else(|| self.iso_day(at))
            .or_else(|| self.span_to(at))
            .or_else(|| self.week_to(at))
            .or_else(|| self.last_months(at))
            .or_else(|| self.quarter_of_month(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.cumulative(at))
            .or_else(|| self.ordinal_part(at))
            .or_else(|| self.letter_part(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.to_date(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.years(at))
    }

    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let (end, month) = self.scan.longest(at, |sense| match sense {
            Sense::Month(number) => Some(*number),
            _ => None,
        })?;
        Some((month, end))
    }

    fn span_unit(&self, at: usize) -> Option<(SpanUnit, usize)> {
        let (end, unit) = self.scan.longest(at, |sense| match sense {
            Sense::Span(unit) => Some(*unit),
            _ => None,
        })?;
        Some((unit, end))
    }

    fn which(&self, at: usize) -> Option<(Deictic, usize)> {
        let (end, which) = self.scan.longest(at, |sense| match sense {
            Sense::Deictic(which) => Some(*which),
            _ => None,
        })?;
        Some((which, end))
    }

    /// A small number in digits or words: 'nine months', '12 months'.
    fn count(&self, at: usize) -> Option<(i8, usize)> {
        if self.scan.is_number(at) {
            return self.scan.word(at).parse().ok().map(|n| (n, at + 1));
        }
        let (end, value) = self.scan.longest(at, |sense| match sense {
            Sense::Number(NumberWord::Unit(value)) => value.to_i8(),
            _ => None,
        })?;
        Some((value, end))
    }

    fn year(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.scan.word(at);
        if word.len() != 4 || !self.scan.is_number(at) {
            return None;
        }
        let year = word.parse().ok().filter(|year| limits::YEARS.contains(year))?;
        Some((year, at + 1))
    }

    /// The '24' of 'FY24'.
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.scan.word(at);
        let short = word.len() == 2 && self.scan.is_number(at);
        short.then(|| word.parse::<i16>().ok()).flatten().map(|year| (2000 + year, at + 1))
    }

    /// A year behind a part of one: '2021', 'of 2021', ', 2021', 'this year', 'of last year'.
    fn year_after(&self, at: usize) -> (Year, usize) {
        let step = if self.scan.is(at, &["of", "in", ",", "."]) { at + 1 } else { at };
        if let Some((year, end)) = self.year(step) {
            let is_range_or_fiscal = self.scan.is(end, &["-", "/"]) && self.scan.is_number(end + 1);
            if !is_range_or_fiscal || self.scan.word(end + 1).len() > 2 {
                return (Year::Said(year), end);
            }
        }
        // 'of the previous year', 'last year', 'of this one'.
        let step = if self.scan.is(step, &["the"]) { step + 1 } else { step };
        if let Some((which, after)) = self.which(step) {
            let unit = self.span_unit(after);
            if self.scan.is(after, &["one"]) && which == Deictic::This {
                return (Year::Relative(0), after + 1);
            }
            if let Some((SpanUnit::Year, end)) = unit {
                let is_previous = self.scan.is(step, &["previous", "preceding", "prior"]);
                return match which {
                    Deictic::Last if is_previous => (Year::OfFocus(-1), end),
                    Deictic::Last => (Year::Relative(-1), end),
                    Deictic::This => (Year::Relative(0), end),
                    Deictic::Next => (Year::Relative(1), end),
                    Deictic::Same => (Year::OfFocus(0), end),
                };
            }
        }
        if self.scan.is(at, &["of"]) && self.scan.is(at + 1, &["the"]) && self.scan.is(at + 2, &["year"]) {
            return (Year::Open, at + 3);
        }
        (Year::Open, at)
    }

    /// Past the second year of '2019-2020'.
    fn second_year(&self, at: usize) -> usize {
        let dash = self.scan.is(at, &["-", "–", "/"]) && self.scan.touches(at) && self.scan.touches(at + 1);
        if dash && self.scan.is_number(at + 1) { at + 2 } else { at }
    }

    /// A fiscal year behind a part of one: 'of the current fiscal year', 'of FY2018-19', 'in fiscal 2024'.
    fn fiscal_after(&self, at: usize) -> Option<(Year, Named, usize)> {
        let mut step = at;
        while step < at + 3 && self.scan.is(step, &["of", "in", "the", "its", ",", "for", "into"]) {
            step += 1;
        }
        let season = || {
            let unit = self.span_unit(step + usize::from(self.scan.is(step, &["new"])));
            let (SpanUnit::Season, end) = unit? else { return None };
            Some((When::Fiscal { year: Year::Relative(0), named: Named::Season }, end))
        };
        match self.fiscal(step).or_else(|| self.deictic(step)).or_else(season)? {
            (When::Fiscal { year, named }, end) => Some((year, named, end)),
            _ => None,
        }
    }

    fn phrase(&self, at: usize) -> Option<(When, usize)> {
        let (end, phrase) = self.scan.longest(at, |sense| match sense {
            Sense::Phrase(phrase) => Some(*phrase),
            _ => None,
        })?;
        let when = match phrase {
            PeriodPhrase::YearEarlier => When::Focus { years_back: 1 },
            PeriodPhrase::TwoYearsEarlier => When::Focus { years_back: 2 },
            PeriodPhrase::Previous => When::BeforeFocus,
            // 'in the quarter that ended in June' is read from its span on.
            PeriodPhrase::Focus if self.scan.is(end, &["ended", "ending", "that", "just", "to"]) => return None,
            // 'over the same months of 2017'.
            PeriodPhrase::Focus if self.scan.is(end, &["of", "in"]) => match self.year_after(end) {
                (Year::Said(year), after) => return Some((When::FocusIn { year }, after)),
                (Year::Relative(-1) | Year::OfFocus(-1), after) => return Some((When::Focus { years_back: 1 }, after)),
                _ => When::Focus { years_back: 0 },
            },
            PeriodPhrase::Focus => When::Focus { years_back: 0 },
            PeriodPhrase::Today => When::DaysAgo(0),
            PeriodPhrase::Yesterday => When::DaysAgo(1),
            PeriodPhrase::WholeYear => When::Whole(Year::Relative(0)),
            PeriodPhrase::ThisYear => When::Since { year: Year::Relative(0), month: 1 },
            PeriodPhrase::OnYear | PeriodPhrase::OnMonth => return None,
        };
        Some((when, end))
    }

    /// `2024-08-20`.
    fn iso_day(&self, at: usize) -> Option<(When, usize)> {
        let (year, end) = self.year(at)?;
        let part = |i: usize| {
            let is_mark = self.scan.is(i, &["-", "/"]) && self.scan.touches(i) && self.scan.touches(i + 1);
            let two = self.scan.is_number(i + 1) && self.scan.word(i + 1).len() == 2;
            (is_mark && two).then(|| self.scan.word(i + 1).parse::<i8>().ok()).flatten()
        };
        let day = Date::new(year, part(end)?, part(end + 2)?).ok()?;
        Some((When::Fixed(Period::new(day, day)), end + 4))
    }

    /// 'April', 'April 1986', 'January-July 2024', 'Sept. 1-20', 'July 8 to October 10, 2021'.
    fn month_first(&self, at: usize) -> Option<(When, usize)> {
        let (month, mut end) = self.month(at)?;
        if self.scan.is(end, &["'", "'s", "’s"]) {
            end += 1;
        }
        // 'July 2018': a year, not a day.
        if let Some((day, after)) = self.day_number(end) {
            return self.days(month, day, after);
        }
        let (own_year, after_year) = self.year_after(end);
        // A second month closes the span: 'January-July', 'April 2023 to March 2024', 'between January and September'.
        let link = if own_year == Year::Open { end } else { after_year };
        let joins = self.scan.is(link, &["-", "–", "—", "to", "through", "until", "till", "/"])
            || (self.scan.is(link, &["and"]) && at.checked_sub(1).is_some_and(|i| self.scan.is(i, &["between"])));
        if joins {
            let step = link + 1 + 2 * usize::from(self.scan.is(link + 1, &["to"]) && self.scan.is(link + 2, &["-"]));
            // 'January to the end of May', 'January to end-May'.
            let small = |i: &usize| self.scan.is(*i, &["the", "end", "of", "-", "late"]);
            let step = (step..step + 4).find(|i| !small(i)).unwrap_or(step);
            if let Some((last, after)) = self.month(step) {
                let (year, after) = self.year_after(after);
                if let (Year::Said(from), Year::Said(to)) = (own_year, year) {
                    let first = Period::months(from, month, month)?;
                    return Some((When::Fixed(Period::new(first.from, Period::months(to, last, last)?.to)), after));
                }
                if let Some((year, named, after)) = self.fiscal_after(after).filter(|_| year == Year::Open) {
                    return Some((When::FiscalMonths { year, named, first: month, last }, after));
                }
                let year = if year == Year::Open { own_year } else { year };
                return Some((When::Months { year, first: month, last }, after));
            }
        }
        if own_year == Year::Open
            && let Some((last, after)) = self.month_list(month, end)
        {
            let (year, after) = self.year_after(after);
            return Some((When::Months { year, first: month, last }, after));
        }
        let since = at.checked_sub(1).is_some_and(|i| self.scan.is(i, &["since"]));
        let when = self.scan.is(after_year, &["when"]) || self.scan.is(after_year + 1, &["when"]);
        if since && !when {
            return Some((When::Since { year: own_year, month }, after_year));
        }
        let first = if self.is_as_of(at) { 1 } else { month };
        Some((When::Months { year: own_year, first, last: month }, after_year))
    }

    /// 'January, February and March': at least three months in a row are one period.
    fn month_list(&self, first: i8, at: usize) -> Option<(i8, usize)> {
        let (mut last, mut end) = (first, at);
        loop {
            let mut step = end;
            while step < end + 2 && self.scan.is(step, &[",", "and"]) {
                step += 1;
            }
            match self.month(step) {
                Some((month, after)) if step > end && month == last + 1 => (last, end) = (month, after),
                _ => break,
            }
        }
        // '3, 2 and 1 million in January, February and March respectively' are three periods.
        let apart =
            (end..end + 30).take_while(|i| !self.scan.is(*i, &["."])).any(|i| self.scan.is(i, &["respectively"]));
        (last - first >= 2 && !apart).then_some((last, end))
    }

    fn month_or_this(&self, at: usize) -> Option<(i8, usize)> {
        self.month(at).or_else(|| self.month(at + 1).filter(|_| self.scan.is(at, &["this", "last"])))
    }

    /// Whether 'as of', 'by', 'at the end of' stand before: what is counted began on 1 January.
    fn is_as_of(&self, at: usize) -> bool {
        // 'as of end-June'.
        let hyphen = at.checked_sub(2).is_some_and(|i| self.scan.is(i, &["end"]) && self.scan.is(i + 1, &["-"]));
        let at = if hyphen { at - 2 } else { at };
        let is = |back: usize, words: &[&str]| at.checked_sub(back).is_some_and(|i| self.scan.is(i, words));
        let end_of = is(1, &["of"]) && is(2, &["end"]);
        (end_of && ((is(3, &["the"]) && is(4, &["of"]) && is(5, &["as"])) || (is(3, &["of"]) && is(4, &["as"]))))
            || (is(1, &["of", "at"]) && is(2, &["as"]))
    }

    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.scan.word(at);
        let day: i8 = (self.scan.is_number(at) && word.len() <= 2).then(|| word.parse().ok()).flatten()?;
        let end =
            if self.scan.is(at + 1, &["st", "nd", "rd", "th"]) && self.scan.touches(at + 1) { at + 2 } else { at + 1 };
        (1..=31).contains(&day).then_some((day, end))
    }

    fn days(&self, month: i8, day: i8, end: usize) -> Option<(When, usize)> {
        if self.scan.is(end, &["-", "–", "to", "and", "through", "/"]) {
            if let Some((last, after)) = self.day_number(end + 1).filter(|_| !self.scan.is(end, &["and"])) {
                let (year, after) = self.year_after(after);
                return Some((When::Days { year, month, first: day, last }, after));
            }
            if let Some((last_month, after)) = self.month(end + 1) {
                let (last_day, after) = self.day_number(after)?;
                let (year, after) = self.year_after(after);
                return Some((When::DaysTo { year, first: (month, day), last: (last_month, last_day) }, after));
            }
        }
        let (year, after) = self.year_after(end);
        Some((When::Days { year, month, first: day, last: day }, after))
    }

    /// '18 April 1987', '30 September 2004'.
    fn day_first(&self, at: usize) -> Option<(When, usize)> {
        let (day, end) = self.day_number(at)?;
        let (month, end) = self.month(end)?;
        let (year, end) = self.year_after(end);
        Some((When::Days { year, month, first: day, last: day }, end))
    }

    /// 'first nine months of 2006', 'ten months', 'the 12 months to June', 'January' is not here.
    fn cumulative(&self, at: usize) -> Option<(When, usize)> {
        let ordinal = self.scan.is(at, &["first", "opening", "initial"]);
        let deictic = if ordinal { None } else { self.which(at) };
        let start = if ordinal { at + 1 } else { deictic.map_or(at, |(_, end)| end) };
        let (count, end) = self.count(start)?;
        let (unit, end) = self.span_unit(end)?;
        match (unit, deictic.map(|(which, _)| which)) {
            (SpanUnit::Month, None) if (1..=12).contains(&count) => {
                let link = self.scan.is(end, &["to", "through", "until", "ended", "ending", "till"]);
                if link {
                    let small = |i: &usize| self.scan.is(*i, &["the", "in", "end", "of", "-"]);
                    let step = (end + 1..end + 5).find(|i| !small(i)).unwrap_or(end + 1);
                    let month = self.month(step).or_else(|| self.month(self.day_number(step)?.1));
                    if let Some((month, after)) = month {
                        let after = self.day_number(after).map_or(after, |(_, end)| end);
                        let (year, after) = self.year_after(after);
                        return Some((When::MonthsTo { count, month, year }, after));
                    }
                }
                if let Some((year, named, after)) = self.fiscal_after(end) {
                    return Some((When::FiscalPart { year, named, first: 1, last: count }, after));
                }
                let (year, after) = self.year_after(end);
                let back = at.checked_sub(1).is_some_and(|i| self.scan.is(i, &["the", "those", "these"]));
                if back && !ordinal && year == Year::Open {
                    return Some((When::TheMonths { count }, after));
                }
                Some((When::Months { year, first: 1, last: count }, after))
            }
            (SpanUnit::Day, None) if ordinal && (1..=31).contains(&count) => {
                let step = end + usize::from(self.scan.is(end, &["of", "in"]));
                let (month, after) = self.month_or_this(step)?;
                let (year, after) = self.year_after(after);
                Some((When::Days { year, month, first: 1, last: count }, after))
            }
            (SpanUnit::Month, Some(Deictic::Same)) => Some((When::Focus { years_back: 1 }, end)),
            (SpanUnit::Year | SpanUnit::FiscalYear, Some(Deictic::Last)) => {
                Some((When::Years { count, next: false }, end))
            }
            (SpanUnit::Month, Some(Deictic::Next)) => Some((When::MonthsAhead { count }, end)),
            (SpanUnit::Year, Some(Deictic::Next)) => Some((When::Years { count, next: true }, end)),
            // 'ten years ago', 'five years earlier'.
            (SpanUnit::Year, None) if self.scan.is(end, &["ago"]) => {
                Some((When::Whole(Year::Relative(-count)), end + 1))
            }
            (SpanUnit::Year, None) if self.scan.is(end, &["earlier", "before", "previously"]) => {
                Some((When::Focus { years_back: count }, end + 1))
            }
            _ => None,
        }
    }

    /// 'the December quarter of 2021'.
    fn quarter_of_month(&self, at: usize) -> Option<(When, usize)> {
        let (month, end) = self.month(at)?;
        let (unit, end) = self.span_unit(end)?;
        let (year, end) = self.year_after(end);
        (unit == SpanUnit::Quarter).then_some((When::MonthsTo { count: 3, month, year }, end))
    }

    /// 'year to March 2023', 'the quarter ended December 2021', 'year ended September 30, 2021', 'week ended March 3'.
    fn span_to(&self, at: usize) -> Option<(When, usize)> {
        let (unit, end) = self.span_unit(at)?;
        let count = match unit {
            SpanUnit::Year | SpanUnit::FiscalYear => 12,
            SpanUnit::Half => 6,
            SpanUnit::Quarter => 3,
            _ => return None,
        };
        // 'the quarter that ended in June', 'the half-year ended last September', 'the year ended 30 June 2022'.
        let end = end + usize::from(self.scan.is(end, &["that", "which"]));
        if !self.scan.is(end, &["to", "ended", "ending", "through", "ends"]) {
            return self.just_ended(unit, end);
        }
        let small = |i: &usize| self.scan.is(*i, &["in", "on", "end", "last", "the", "of", "-"]);
        let step = (end + 1..end + 5).find(|i| !small(i)).unwrap_or(end + 1);
        let first = self.day_number(step).filter(|(_, after)| self.month(*after).is_some());
        let (month, after) = self.month(first.map_or(step, |(_, after)| after))?;
        let day = first.or_else(|| self.day_number(after));
        let (year, after) = self.year_after(day.map_or(after, |(_, end)| end.max(after)));
        // A day that is not the last of its month ends a year of its own: Iran's to 20 March.
        match (day, year) {
            (Some((day, _)), Year::Said(said)) if day < 28 => {
                let to = Date::new(said, month, day).ok()?;
                let from = to.checked_sub(i32::from(count).months()).ok()?.tomorrow().ok()?;
                Some((When::Fixed(Period::new(from, to)), after))
            }
            _ => Some((When::MonthsTo { count, month, year }, after)),
        }
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
    fn week_to(&self, at: usize) -> Option<(When, usize)> {
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

    /// 'the final three months of last year', 'the last two months of 2019'; 'the past six months'.
    fn last_months(&self, at: usize) -> Option<(When, usize)> {
        let (count, end) = self
            .scan
            .is(at, &["final", "last", "closing", "past", "remaining"])
            .then(|| self.count(at + 1))
            .flatten()?;
        let (unit, end) = self.span_unit(end)?;
        if unit != SpanUnit::Month || !(1..=12).contains(&count) {
            return None;
        }
        let (year, after) = if self.scan.is(end, &["of", "in"]) { self.year_after(end) } else { (Year::Open, end) };
        if after > end {
            return Some((When::Months { year, first: 13 - count, last: 12 }, after));
        }
        Some((When::MonthsBack { count }, end))
    }

    /// 'the first quarter of 2021', 'second half', 'the June quarter', 'first month'.
    fn ordinal_part(&self, at: usize) -> Option<(When, usize)> {
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
    fn letter_part(&self, at: usize) -> Option<(When, usize)> {
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

    /// 'last year', 'this month', 'the same period of the previous year', 'the previous quarter', 'last December'.
    fn deictic(&self, at: usize) -> Option<(When, usize)> {
        let (which, end) = self.which(at)?;
        if let Some((month, after)) = self.month(end) {
            let year = match which {
                Deictic::Last | Deictic::This => Year::Open,
                Deictic::Next => Year::Relative(1),
                Deictic::Same => return None,
            };
            return Some((When::Months { year, first: month, last: month }, after));
        }
        let previous = self.scan.is(at, &["previous", "preceding", "prior"]);
        // 'the same 1986 period'.
        if which == Deictic::Same
            && let Some((year, after)) = self.year(end)
            && let Some((_, after)) = self.span_unit(after)
        {
            return Some((When::FocusIn { year }, after));
        }
        // 'last fiscal year', 'the current fiscal year', 'the same cumulative period'.
        let (unit, end) = self.span_unit(end).or_else(|| self.span_unit(end + 1).filter(|_| which == Deictic::Same))?;
        Some(match (which, unit) {
            (Deictic::Same, _) => {
                let (year, after) = self.year_after(end);
                let back = match year {
                    Year::Relative(-1) | Year::OfFocus(-1) => 1,
                    Year::Said(year) => return Some((When::FocusIn { year }, self.second_year(after))),
                    _ => {
                        return Some(match self.phrase(end) {
                            Some((When::Focus { years_back }, after)) => (When::Focus { years_back }, after),
                            _ => (When::Focus { years_back: 1 }, after),
                        });
                    }
                };
                (When::Focus { years_back: back }, after)
            }
            (Deictic::Last, SpanUnit::Year) if previous => (When::Focus { years_back: 1 }, end),
            (Deictic::Last, SpanUnit::Year) => (When::Whole(Year::Relative(-1)), end),
            (Deictic::This, SpanUnit::Year) => (When::Whole(Year::Relative(0)), end),
            (Deictic::Next, SpanUnit::Year) => (When::Whole(Year::Relative(1)), end),
            (Deictic::Last, SpanUnit::FiscalYear) => {
                (When::Fiscal { year: Year::Relative(-1), named: Named::ByStart }, end)
            }
            (Deictic::This, SpanUnit::FiscalYear) => {
                (When::Fiscal { year: Year::Relative(0), named: Named::ByStart }, end)
            }
            (Deictic::Next, SpanUnit::FiscalYear) => {
                (When::Fiscal { year: Year::Relative(1), named: Named::ByStart }, end)
            }
            (Deictic::Last, SpanUnit::Season) => (When::Fiscal { year: Year::Relative(-1), named: Named::Season }, end),
            (Deictic::This, SpanUnit::Season) => (When::Fiscal { year: Year::Relative(0), named: Named::Season }, end),
            (Deictic::Next, SpanUnit::Season) => (When::Fiscal { year: Year::Relative(1), named: Named::Season }, end),
            (Deictic::Last, SpanUnit::Month) if previous => (When::BeforeFocus, end),
            (Deictic::Last, SpanUnit::Quarter | SpanUnit::Half | SpanUnit::Period) if previous => {
                (When::BeforeFocus, end)
            }
            // 'the last quarter of 2022'.
            (Deictic::Last, SpanUnit::Quarter | SpanUnit::Half)
                if matches!(self.year_after(end), (Year::Said(_), _)) =>
            {
                let (year, end) = self.year_after(end);
                (When::Months { year, first: if unit == SpanUnit::Quarter { 10 } else { 7 }, last: 12 }, end)
            }
            (Deictic::Last, SpanUnit::Month) => (When::MonthsAgo(1), end),
            (Deictic::This, SpanUnit::Month) => (When::MonthsAgo(0), end),
            (Deictic::Last, SpanUnit::Quarter) => (When::PartsAgo { months: 3, ago: 1 }, end),
            (Deictic::This, SpanUnit::Quarter) => (When::PartsAgo { months: 3, ago: 0 }, end),
            (Deictic::Last, SpanUnit::Half) => (When::PartsAgo { months: 6, ago: 1 }, end),
            (Deictic::Last, SpanUnit::Week) if previous => (When::BeforeFocus, end),
            (Deictic::Last, SpanUnit::Week) => (When::WeeksAgo(1), end),
            (Deictic::This, SpanUnit::Week) => (When::WeeksAgo(0), end),
            (Deictic::Next, SpanUnit::Week) => (When::WeeksAgo(-1), end),
            (Deictic::Next, SpanUnit::Month) => (When::MonthsAgo(-1), end),
            (Deictic::Next, SpanUnit::Quarter) => (When::PartsAgo { months: 3, ago: -1 }, end),
            _ => return None,
        })
    }

    /// 'FY2023-24', 'fiscal 2024', 'the 2005 fiscal year', '2009-10', '2023/24'.
    fn fiscal(&self, at: usize) -> Option<(When, usize)> {
        let led = match self.span_unit(at) {
            Some((SpanUnit::FiscalYear, end)) => Some(end + usize::from(self.scan.is(end, &["of"]))),
            _ => None,
        };
        let start = led.unwrap_or(at);
        if led.is_some()
            && let Some((year, end)) = self.short_year(start)
        {
            return Some((When::Fiscal { year: Year::Said(year), named: Named::ByEnd }, end));
        }
        let (year, end) = self.year(start)?;
        let step = end + usize::from(self.scan.is(end, &["-", "/", "–"]));
        if step > end && self.scan.is_number(step) && self.scan.touches(step) {
            let second = self.scan.word(step);
            let follows = match second.len() {
                2 => second.parse() == Ok((year + 1) % 100),
                4 => second.parse() == Ok(year + 1),
                _ => false,
            };
            if follows {
                // '1986/87 wheat exports', 'the 2019/20 season'.
                let unit = self.span_unit(step + 1);
                let goods = |i: usize| self.scan.hits(i).iter().any(|hit| matches!(hit.sense, Sense::Goods));
                let season = self.scan.is(end, &["/"]) && led.is_none() && (step + 1..step + 4).any(goods);
                match unit {
                    Some((SpanUnit::Season, after)) => {
                        return Some((When::Fiscal { year: Year::Said(year), named: Named::Season }, after));
                    }
                    None if season => {
                        return Some((When::Fiscal { year: Year::Said(year), named: Named::Season }, step + 1));
                    }
                    _ => {}
                }
                let after = match unit {
                    Some((SpanUnit::FiscalYear | SpanUnit::Year, after)) => after,
                    _ => step + 1,
                };
                let after = self.past_ending(after);
                return Some((When::Fiscal { year: Year::Said(year), named: Named::ByStart }, after));
            }
        }
        if led.is_some() {
            let end = self.past_ending(end);
            return Some((When::Fiscal { year: Year::Said(year), named: Named::ByEnd }, end));
        }
        match self.span_unit(end) {
            Some((SpanUnit::FiscalYear, after)) => {
                Some((When::Fiscal { year: Year::Said(year), named: Named::ByEnd }, after))
            }
            _ => None,
        }
    }

    /// 'since the beginning of the 2021-2022 agricultural year', 'so far this season'.
    fn to_date(&self, at: usize) -> Option<(When, usize)> {
        let step = if self.scan.is(at, &["since", "from"]) {
            let start = (at + 1..at + 3).find(|i| self.scan.is(*i, &["beginning", "start", "opening"]))?;
            start + 1
        } else if self.scan.is(at, &["so"]) && self.scan.is(at + 1, &["far"]) {
            at + 2
        } else {
            return None;
        };
        let (year, named, end) = self.fiscal_after(step)?;
        Some((When::FiscalToDate { year, named }, end))
    }

    /// Past the month that a fiscal year ends in: 'fiscal 1986/87 ending March'.
    fn past_ending(&self, at: usize) -> usize {
        let ends = self.scan.is(at, &["ending", "ended", "to"]);
        ends.then(|| self.month(at + 1 + usize::from(self.scan.is(at + 1, &["in"]))))
            .flatten()
            .map_or(at, |(_, end)| end)
    }

    /// 'Route 2019', 'Expo 2020': a number that belongs to the name before it.
    fn follows_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let known = !self.scan.hits(before).is_empty()
            || self.scan.is_function(before)
            || self.scan.is_common(before)
            || self.scan.link(before).is_some()
            || self.scan.is_base(before);
        let capital = self.scan.word(before).starts_with(|c: char| c.is_uppercase());
        let opens = before == 0 || self.scan.is_mark(before - 1);
        capital && !known && !opens && self.scan.tokens[at].gap == crate::token::Gap::Space
    }

    /// '2004', '2023 and 2029' after 'between', '2006 to 2015', '1982-1985'.
    fn years(&self, at: usize) -> Option<(When, usize)> {
        let (year, end) = self.year(at)?;
        if self.follows_name(at) {
            return None;
        }
        let before = |words: &[&str]| at.checked_sub(1).is_some_and(|i| self.scan.is(i, words));
        // '1983/85'.
        let short = self.scan.word(end + 1).parse::<i16>().ok().map(|last| year - year % 100 + last);
        let touching = self.scan.is(end, &["/", "-", "–"]) && self.scan.touches(end) && self.scan.touches(end + 1);
        if touching
            && self.scan.word(end + 1).len() == 2
            && let Some(last) = short.filter(|last| *last > year)
        {
            return Some((When::Fixed(Period::new(Period::year(year)?.from, Period::year(last)?.to)), end + 2));
        }
        let joins = (self.scan.is(end, &["to", "-", "–", "through"]) && !before(&["to"]))
            || (self.scan.is(end, &["and"]) && before(&["between"]));
        if joins && let Some((last, after)) = self.year(end + 1).filter(|(last, _)| *last > year) {
            let period = Period::new(Period::year(year)?.from, Period::year(last)?.to);
            return Some((When::Fixed(period), after));
        }
        // 'compared with the 1986 quarter': the days in focus, in that year.
        if before(&["the"])
            && let Some((SpanUnit::Quarter | SpanUnit::Half | SpanUnit::Period | SpanUnit::Month, after)) =
                self.span_unit(end)
        {
            return Some((When::FocusIn { year }, after));
        }
        // A number that a unit follows is no year; the caller reads figures first.
        let end = if self.scan.is(end, &["'s", "’s"]) { end + 1 } else { end };
        Some((When::Whole(Year::Said(year)), end))
    }
}
