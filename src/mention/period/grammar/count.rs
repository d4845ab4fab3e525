//! Counted spans: 'the first nine months', 'the past five years', 'two decades ago'.

use super::super::{When, Year};
use super::Grammar;
use crate::lexicon::{Deictic, SpanUnit};

impl Grammar<'_, '_> {
    /// 'first nine months of 2006', 'ten months', 'the 12 months to June', 'January' is not here.
    pub(super) fn cumulative(&self, at: usize) -> Option<(When, usize)> {
        let ordinal = self.scan.is(at, &["first", "opening", "initial"]);
        let deictic = if ordinal { None } else { self.which(at) };
        let start = if ordinal { at + 1 } else { deictic.map_or(at, |(_, end)| end) };
        // 'a single month of the year left'.
        let start = start + usize::from(self.scan.is(start, &["single"]));
        let (count, end) = match self.count(start) {
            None if start > at && self.scan.is(at, &["single"]) => (1, start),
            found => found?,
        };
        // 'the two first months'.
        let inverted = !ordinal && deictic.is_none() && self.scan.is(end, &["first"]);
        let (ordinal, end) = (ordinal || inverted, end + usize::from(inverted));
        let (unit, end) = self.span_unit(end)?;
        if let (SpanUnit::Month, None, false) = (unit, deictic, ordinal)
            && let Some(left) = self.left_over(count, end)
        {
            return Some(left);
        }
        match (unit, deictic.map(|(which, _)| which)) {
            // 'five months late', 'six months after the ban' say how far apart two days are.
            (SpanUnit::Month, None) if !ordinal && self.scan.is(end, &APART) => None,
            (SpanUnit::Month, None) if (1..=12).contains(&count) && (ordinal || count > 1) => {
                // 'the six months from April to September 2023'.
                if self.scan.is(end, &["from"])
                    && let Some(range) = self.month_first(end + 1).or_else(|| self.day_first(end + 1))
                {
                    match range.0 {
                        When::Months { first, last, .. } if first == last => {}
                        When::Days { first, last, .. } if first == last => {}
                        _ => return Some(range),
                    }
                }
                let link = self.scan.is(end, &["to", "through", "until", "ended", "ending", "till"]);
                if link {
                    let small = |i: &usize| self.scan.is(*i, &["the", "in", "end", "of", "-", "mid"]);
                    let step = (end + 1..end + 5).find(|i| !small(i)).unwrap_or(end + 1);
                    // 'the nine months to mid-April'.
                    let is_mid = (end + 1..step).any(|i| self.scan.is(i, &["mid"]));
                    let month = self.month(step).or_else(|| self.month(self.day_number(step)?.1));
                    if let Some((month, after)) = month {
                        let day = self.day_number(step).or_else(|| self.day_number(after));
                        let day = day.or(is_mid.then_some((15, after)));
                        let after = day.map_or(after, |(_, end)| end.max(after));
                        let (year, after) = self.year_after(after);
                        // 'the ten months to January 20', in a calendar that is not ours.
                        if let Some((day, _)) = day.filter(|(day, _)| *day < 28) {
                            return Some((When::MonthsToDay { count, month, day, year }, after));
                        }
                        return Some((When::MonthsTo { count, month, year }, after));
                    }
                }
                // 'for 12 months from March 1'.
                if let Some((month, day, year, after)) = self.beginning(end).filter(|_| !ordinal) {
                    return Some((When::MonthsFrom { count, month, day, year }, after));
                }
                // 'the first five months of the October/September wheat year'.
                if let Some((first, after)) = self.months_of_account(end) {
                    return Some((When::Months { year: Year::Open, first, last: (first + count - 2) % 12 + 1 }, after));
                }
                // 'the first eight months of the last one', said behind this year's.
                if let Some(after) = self.of_last_one(end) {
                    return Some((When::Focus { years_back: 1 }, after));
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
            // 'the first three quarters'.
            (SpanUnit::Quarter, None) if ordinal && (2..=3).contains(&count) => {
                if let Some((year, named, after)) = self.fiscal_after(end) {
                    return Some((When::FiscalPart { year, named, first: 1, last: 3 * count }, after));
                }
                let (year, after) = self.year_after(end);
                Some((When::Months { year, first: 1, last: 3 * count }, after))
            }
            // 'over three quarters of the fiscal year'.
            (SpanUnit::Quarter, None)
                if (2..=3).contains(&count)
                    && at > 0
                    && self.scan.is(at - 1, &["over", "in", "after", "during", "for"])
                    && self.scan.is(end, &["of"])
                    && self.fiscal_after(end).is_some() =>
            {
                let (year, named, after) = self.fiscal_after(end)?;
                Some((When::FiscalPart { year, named, first: 1, last: 3 * count }, after))
            }
            // 'the four quarters to the end of Q2 2022'.
            (SpanUnit::Quarter, None) if !ordinal && (2..=8).contains(&count) => {
                let link = self.scan.is(end, &["to", "through", "until", "ended", "ending", "till"]);
                let small = |i: &usize| self.scan.is(*i, &["the", "in", "end", "of"]);
                let step = (end + 1..end + 5).find(|i| !small(i)).filter(|_| link)?;
                match self.letter_part(step).or_else(|| self.ordinal_part(step))? {
                    (When::Months { year, last, .. }, after) => {
                        Some((When::MonthsTo { count: count * 3, month: last, year }, after))
                    }
                    _ => None,
                }
            }
            (SpanUnit::Day, None) if ordinal && (1..=31).contains(&count) => {
                let step = end + usize::from(self.scan.is(end, &["of", "in"]));
                let (month, after) = self.month_or_this(step)?;
                let (year, after) = self.year_after(after);
                Some((When::Days { year, month, first: 1, last: count }, after))
            }
            // 'the first three weeks of May'.
            (SpanUnit::Week, None) if ordinal && (2..=4).contains(&count) => {
                let step = end + usize::from(self.scan.is(end, &["of", "in"]));
                let (month, after) = self.month_or_this(step)?;
                let (year, after) = self.year_after(after);
                Some((When::Days { year, month, first: 1, last: 7 * count }, after))
            }
            (SpanUnit::Month, Some(Deictic::Same)) => match self.year_after(end) {
                (Year::Said(year), after) => Some((When::FocusIn { year }, after)),
                (Year::Relative(-1) | Year::OfFocus(-1), after) => Some((When::Focus { years_back: 1 }, after)),
                _ => Some((When::Focus { years_back: 1 }, end)),
            },
            (SpanUnit::Year | SpanUnit::FiscalYear, Some(Deictic::Last)) => {
                Some((When::Years { count, next: false }, end))
            }
            // 'the previous twelve months'.
            (SpanUnit::Month, Some(Deictic::Last)) if self.scan.is(at, &["previous", "preceding", "prior"]) => {
                Some((When::BeforeFocus, end))
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
            (SpanUnit::Year, None) if count < 30 && self.scan.is(end, &["later"]) => {
                Some((When::Focus { years_back: -count }, end + 1))
            }
            _ => None,
        }
    }

    /// 'with a single month of FY 2015-16 left', 'with two months of the year to go': what was before.
    fn left_over(&self, count: i8, at: usize) -> Option<(When, usize)> {
        if !(1..=11).contains(&count) || !self.scan.is(at, &["of", "in"]) {
            return None;
        }
        let is_left = |at: usize| {
            self.scan.is(at, &["left", "remaining"])
                || self.scan.is(at, &["to", "still"]) && self.scan.is(at + 1, &["go", "come", "run", "to"])
        };
        let last = 12 - count;
        if let Some((year, named, end)) = self.fiscal_after(at) {
            return is_left(end).then_some((When::FiscalPart { year, named, first: 1, last }, end));
        }
        let (year, end) = self.year_after(at);
        (end > at && is_left(end)).then_some((When::Months { year, first: 1, last }, end))
    }

    /// Past 'of the last one', 'of the previous one'.
    fn of_last_one(&self, at: usize) -> Option<usize> {
        let led = self.scan.is(at, &["of", "in"]) && self.scan.is(at + 1, &["the"]);
        let last = led && self.scan.is(at + 2, &["last", "previous", "preceding"]) && self.scan.is(at + 3, &["one"]);
        last.then_some(at + 4)
    }

    /// 'a decade ago', 'two decades earlier'.
    pub(super) fn decades(&self, at: usize) -> Option<(When, usize)> {
        let one = at > 0 && self.scan.is(at - 1, &["a", "one"]);
        let counted = || if one { Some((1, at)) } else { self.count(at) };
        let (count, end) = counted().filter(|(count, _)| (1..=9).contains(count))?;
        let (SpanUnit::Decade, end) = self.span_unit(end)? else { return None };
        if self.scan.is(end, &["ago"]) {
            return Some((When::Whole(Year::Relative(-10 * count)), end + 1));
        }
        let back = self.scan.is(end, &["earlier", "before", "previously"]);
        back.then_some((When::Focus { years_back: 10 * count }, end + 1))
    }
}

/// What makes a counted span a distance in time.
const APART: [&str; 11] =
    ["late", "early", "old", "after", "before", "later", "behind", "ahead", "away", "apart", "overdue"];
