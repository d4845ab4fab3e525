//! Months and days: 'April 1986', 'January-July', 'July 8 to October 10, 2021', '18 April 1987'.

use super::super::{When, Year};
use super::Grammar;
use crate::value::period::Period;
use jiff::civil::Date;

impl Grammar<'_, '_> {
    /// `2024-08-20`.
    pub(super) fn iso_day(&self, at: usize) -> Option<(When, usize)> {
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
    pub(super) fn month_first(&self, at: usize) -> Option<(When, usize)> {
        let (month, mut end) = self.month(at)?;
        if self.scan.is(end, &["'", "'s", "’s"]) {
            end += 1;
            // 'October's first week'.
            if let Some(part) = self.part_of_month(end, month) {
                return Some(part);
            }
        }
        if let Some(days) = self.mid_months(at, month, end).or_else(|| self.month_of_account(month, end)) {
            return Some(days);
        }
        // 'July 2018': a year, not a day.
        if let Some((day, after)) = self.day_number(end) {
            let between = at.checked_sub(1).is_some_and(|i| self.scan.is(i, &["between"]));
            return self.days(month, day, after, between);
        }
        let (own_year, after_year) = self.year_after(end);
        // 'in August through the 18th'.
        if let Some((last, after)) = self.last_day(after_year) {
            return Some((When::Days { year: own_year, month, first: 1, last }, after));
        }
        // A second month closes the span: 'January-July', 'April 2023 to March 2024', 'between January and September'.
        let link = if own_year == Year::Open { end } else { after_year };
        // 'November, 1987, through August, 1988'.
        let is_parted = self.scan.is(link, &[","]) && self.scan.is(link + 1, &["through", "to", "until"]);
        let link = link + usize::from(is_parted && matches!(own_year, Year::Said(_)));
        let between = |back: usize| at.checked_sub(back).is_some_and(|i| self.scan.is(i, &["between"]));
        let joins = self.scan.is(link, &["-", "–", "—", "to", "through", "until", "till", "/"])
            || (self.scan.is(link, &["and"])
                && (between(1) || (between(3) || between(4)) && self.scan.is(at - 1, &["of"])));
        if joins {
            let step = link + 1 + 2 * usize::from(self.scan.is(link + 1, &["to"]) && self.scan.is(link + 2, &["-"]));
            // 'January to the end of May', 'January to end-May', 'late May/early June'.
            let small = |i: &usize| self.scan.is(*i, &["the", "end", "of", "-", "late", "early", "mid"]);
            let step = (step..step + 4).find(|i| !small(i)).unwrap_or(step);
            if let Some((last, after)) = self.month(step) {
                // 'between the beginning of January and February 24'.
                let opens = self.scan.is(at.saturating_sub(1), &["of"])
                    && self.scan.is(at.saturating_sub(2), &["beginning", "start", "opening"]);
                if let Some((day, after)) = self.day_number(after).filter(|_| opens && own_year == Year::Open) {
                    let (year, after) = self.year_after(after);
                    return Some((When::DaysTo { year, first: (month, 1), last: (last, day) }, after));
                }
                let (last, after) = self.further(last, after);
                let (year, after) = self.year_after(after);
                if let (Year::Said(from), Year::Said(to)) = (own_year, year) {
                    let first = Period::months(from, month, month)?;
                    return Some((When::Fixed(Period::new(first.from, Period::months(to, last, last)?.to)), after));
                }
                if let Some((year, named, after)) = self.fiscal_after(after).filter(|_| year == Year::Open) {
                    return Some((When::FiscalMonths { year, named, first: month, last }, after));
                }
                // 'between July 1986 and February this year'.
                let is_next = matches!((own_year, year), (Year::Said(_), Year::Relative(_))) && last < month;
                let year = if year == Year::Open || is_next { own_year } else { year };
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

    /// 'I-IX 1997': months of a year in Roman numerals.
    pub(super) fn roman_months(&self, at: usize) -> Option<(When, usize)> {
        let roman = |at: usize| ROMAN.iter().position(|roman| *roman == self.scan.word(at));
        let joined = self.scan.is(at + 1, &["-", "–"]) && self.scan.touches(at + 1);
        let first = joined.then(|| roman(at)).flatten()?;
        let last = roman(at + 2).filter(|last| *last > first && self.scan.touches(at + 2))?;
        let (year @ Year::Said(_), end) = self.year_after(at + 3) else { return None };
        Some((When::Months { year, first: first as i8 + 1, last: last as i8 + 1 }, end))
    }

    /// The 18 of 'through the 18th'.
    fn last_day(&self, at: usize) -> Option<(i8, usize)> {
        let links = ["through", "to", "until", "till"];
        let step = at + 1 + usize::from(self.scan.is(at + 1, &["the"]));
        let (day, end) = self.scan.is(at, &links).then(|| self.day_number(step)).flatten()?;
        (end == step + 2).then_some((day, end))
    }

    /// 'from the 1st to the 23rd', of the month in focus or of one that is said behind.
    pub(super) fn days_alone(&self, at: usize) -> Option<(When, usize)> {
        let step = at + 1 + usize::from(self.scan.is(at + 1, &["the"]));
        let (first, end) = self.scan.is(at, &["from"]).then(|| self.day_number(step)).flatten()?;
        let (last, end) = (end == step + 2).then(|| self.last_day(end)).flatten().filter(|(last, _)| *last > first)?;
        let of = end + usize::from(self.scan.is(end, &["of"]));
        if let Some((month, after)) = self.month(of) {
            let (year, after) = self.year_after(after);
            return Some((When::Days { year, month, first, last }, after));
        }
        Some((When::DaysOfFocus { first, last }, end))
    }

    /// 'in may', 'january to may', 'of march 1987' without capitals, where no verb can stand.
    pub(super) fn small_month(&self, at: usize) -> Option<(usize, i8)> {
        let month = match self.scan.word(at) {
            "may" => 5,
            "march" => 3,
            _ => return None,
        };
        let before = |words: &[&str]| at.checked_sub(1).is_some_and(|i| self.scan.is(i, words));
        let dated = || before(&["of", "from", "for", "to", "by", "and"]) && self.year(at + 1).is_some();
        let closes = || before(&["to", "-", "–"]) && at.checked_sub(2).is_some_and(|i| self.month(i).is_some());
        (before(&["in", "during", "since"]) || dated() || closes()).then_some((at + 1, month))
    }

    /// Past further months of 'June/July/August'.
    fn further(&self, mut last: i8, mut end: usize) -> (i8, usize) {
        while self.scan.is(end, &["/"])
            && let Some((month, after)) = self.month(end + 1)
            && month == last % 12 + 1
        {
            (last, end) = (month, after);
        }
        (last, end)
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

    pub(super) fn month_or_this(&self, at: usize) -> Option<(i8, usize)> {
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
            // 'Through June it had imported', 'up to June'.
            || (is(1, &["through"]) && at.checked_sub(2).is_none_or(|i| self.month(i).is_none() && !self.scan.is_number(i)))
            || (is(1, &["to"]) && is(2, &["up"]))
    }

    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.scan.word(at);
        let day: i8 = (self.scan.is_number(at) && word.len() <= 2).then(|| word.parse().ok()).flatten()?;
        let end =
            if self.scan.is(at + 1, &["st", "nd", "rd", "th"]) && self.scan.touches(at + 1) { at + 2 } else { at + 1 };
        (1..=31).contains(&day).then_some((day, end))
    }

    fn days(&self, month: i8, day: i8, end: usize, between: bool) -> Option<(When, usize)> {
        if self.scan.is(end, &["-", "–", "to", "and", "through", "/"]) {
            // 'between September 1 and 15'.
            let fits = |last: i8| !self.scan.is(end, &["and"]) || (between && last > day);
            if let Some((last, after)) = self.day_number(end + 1).filter(|(last, _)| fits(*last)) {
                let (year, after) = self.year_after(after);
                return Some((When::Days { year, month, first: day, last }, after));
            }
            if let Some((last_month, after)) = self.month(end + 1) {
                let (last_day, after) = self.day_number(after)?;
                if let Some(days) = short_years((month, day), (last_month, last_day)) {
                    return Some((When::Fixed(days), after));
                }
                let (year, after) = self.year_after(after);
                return Some((When::DaysTo { year, first: (month, day), last: (last_month, last_day) }, after));
            }
        }
        let (year, after) = self.year_after(end);
        // 'October 1, 2023 to September 30, 2024', 'July 1, 1986, to March 1, 1987'.
        let join = after + usize::from(self.scan.is(after, &[","]));
        if let Year::Said(from) = year
            && (self.scan.is(join, &["-", "–", "to", "through", "until"]) || between && self.scan.is(join, &["and"]))
            && let Some((last_month, step)) = self.month(join + 1)
            && let Some((last_day, step)) = self.day_number(step)
            && let (to @ (Year::Said(_) | Year::Open), step) = self.year_after(step)
        {
            let to = match to {
                Year::Said(to) => to,
                _ => from + i16::from((last_month, last_day) < (month, day)),
            };
            let (from, to) = (Date::new(from, month, day).ok()?, Date::new(to, last_month, last_day).ok()?);
            return Some((When::Fixed(Period::new(from, to)), step));
        }
        // 'between August 1 and July 16, 2022', 'between July 1, when the season opened, and August 13'.
        let aside = if between { self.past_aside(after) } else { None };
        if between
            && let Some(link) = aside.or(self.scan.is(after, &["and"]).then_some(after))
            && let Some(((last_month, last_day), step)) = self.day_or_part(link + 1, day)
        {
            let (said, step) = self.year_after(step);
            let year = match (said, year) {
                (Year::Open, Year::Said(from)) => Year::Said(from + i16::from((last_month, last_day) < (month, day))),
                _ => said,
            };
            return Some((When::DaysTo { year, first: (month, day), last: (last_month, last_day) }, step));
        }
        Some((When::Days { year, month, first: day, last: day }, after))
    }

    /// '18 April 1987', '30 September 2004'.
    pub(super) fn day_first(&self, at: usize) -> Option<(When, usize)> {
        let (day, end) = self.day_number(at)?;
        let (month, end) = self.month(end)?;
        let (year, end) = self.year_after(end);
        // 'from 8 July to 7 May', 'between 8 July and 7 May'.
        let before = |words: &[&str]| at.checked_sub(1).is_some_and(|i| self.scan.is(i, words));
        let joins = (before(&["from"]) && self.scan.is(end, &["to", "through", "until", "till"]))
            || (before(&["between"]) && self.scan.is(end, &["and"]))
            // 'the season (1 October to 30 September)'.
            || (before(&["("]) && self.scan.is(end, &["to", "until"]))
            || self.scan.is(end, &["-", "–"]);
        if joins
            && year == Year::Open
            && let Some((last_day, step)) = self.day_number(end + 1)
            && let Some((last_month, step)) = self.month(step)
        {
            let (year, step) = self.year_after(step);
            return Some((When::DaysTo { year, first: (month, day), last: (last_month, last_day) }, step));
        }
        Some((When::Days { year, month, first: day, last: day }, end))
    }
}

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// 'May 22 to Mar 23', which as days would be ten months less a few: the months of two years that follow each other.
fn short_years(first: (i8, i8), last: (i8, i8)) -> Option<Period> {
    let follows = last.1 == first.1 + 1 && last.0 < first.0;
    let century = if first.1 < 60 { 2000 } else { 1900 };
    let (from, to) = (century + i16::from(first.1), century + i16::from(last.1));
    let months = || Some((Period::months(from, first.0, first.0)?, Period::months(to, last.0, last.0)?));
    follows.then(months).flatten().map(|(from, to)| Period::new(from.from, to.to))
}
