//! Years that are no calendar years: fiscal years, seasons, and their parts.

use super::super::{Named, When, Year};
use super::Grammar;
use crate::lexicon::{Sense, SpanUnit};
use crate::value::period::Period;

impl Grammar<'_, '_> {
    /// 'FY2023-24', 'fiscal 2024', 'the 2005 fiscal year', '2009-10', '2023/24'.
    pub(super) fn fiscal(&self, at: usize) -> Option<(When, usize)> {
        let led = match self.span_unit(at) {
            Some((SpanUnit::FiscalYear, end)) => Some(end + usize::from(self.scan.is(end, &["of"]))),
            _ => None,
        };
        if let Some(season) = self.season_named(at) {
            return Some(season);
        }
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
                // '1987/88 (July/June)'.
                if let Some((days, after)) = self.in_months(year, step + 1) {
                    return Some((When::Fixed(days), after));
                }
                // '1986/87 wheat exports', 'the 2019/20 season'.
                let unit = self.span_unit(step + 1);
                // 'the 2016-17 meat season'.
                let season_of_goods = self.span_unit(step + 2).filter(|(unit, _)| *unit == SpanUnit::Season);
                let goods = |i: usize| self.scan.hits(i).iter().any(|hit| matches!(hit.sense, Sense::Goods));
                let season = self.scan.is(end, &["/"]) && led.is_none() && (step + 1..step + 4).any(goods);
                match unit {
                    Some((SpanUnit::Season, after)) => {
                        return Some((When::Fiscal { year: Year::Said(year), named: Named::Season }, after));
                    }
                    None if season_of_goods.is_some() && !self.scan.is_mark(step + 1) => {
                        let after = season_of_goods.map_or(step + 1, |(_, after)| after);
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
                let past = self.past_ending(after);
                // '2018-19, which ended on 15 July': in the second of the two years.
                if past == after
                    && let Some(closed) = self.closed_in(after, year + 1)
                {
                    return Some(closed);
                }
                let after = past;
                return Some((When::Fiscal { year: Year::Said(year), named: Named::ByStart }, after));
            }
        }
        if led.is_some() {
            let past = self.past_ending(end);
            if past == end
                && let Some(closed) = self.closed_in(end, year)
            {
                return Some(closed);
            }
            let end = past;
            return Some((When::Fiscal { year: Year::Said(year), named: Named::ByEnd }, end));
        }
        match self.span_unit(end) {
            Some((SpanUnit::FiscalYear, after)) => {
                Some((When::Fiscal { year: Year::Said(year), named: Named::ByEnd }, after))
            }
            _ => None,
        }
    }

    /// The end of a fiscal year whose name ends at a token, in the year given where none is said.
    fn closed_in(&self, at: usize, second: i16) -> Option<(When, usize)> {
        if self.scan.is(at, &["to", "through"]) {
            return None;
        }
        let in_year = |year: Year| if matches!(year, Year::Open | Year::Coming) { Year::Said(second) } else { year };
        let (when, end) = self.closed(SpanUnit::FiscalYear, at)?;
        Some(match when {
            When::MonthsTo { count, month, year } => (When::MonthsTo { count, month, year: in_year(year) }, end),
            When::MonthsToDay { count, month, day, year } => {
                (When::MonthsToDay { count, month, day, year: in_year(year) }, end)
            }
            other => (other, end),
        })
    }

    /// '(July/June)' behind the two years of a season: its days.
    fn in_months(&self, year: i16, at: usize) -> Option<(Period, usize)> {
        let step = at
            + match self.span_unit(at) {
                Some((SpanUnit::Season | SpanUnit::FiscalYear, end)) => end - at,
                _ => 0,
            };
        let (first, end) = self.scan.is(step, &["("]).then(|| self.month(step + 1)).flatten()?;
        let (last, end) = self.scan.is(end, &["/", "-", "–", "to"]).then(|| self.month(end + 1)).flatten()?;
        let is_year = first == last % 12 + 1 && first > 1 && self.scan.is(end, &[")"]);
        is_year.then(|| Period::months(year, first, last)).flatten().map(|days| (days, end + 1))
    }

    /// The first month of 'the October/September wheat year' behind a part of it.
    pub(super) fn months_of_account(&self, at: usize) -> Option<(i8, usize)> {
        let step = (at..at + 3).find(|i| !self.scan.is(*i, &["of", "in", "the", "its"]))?;
        let (first, end) = self.month(step)?;
        let (last, end) = self.scan.is(end, &["/", "-", "–"]).then(|| self.month(end + 1)).flatten()?;
        let (_, end) = self.span_unit(end)?;
        (first == last % 12 + 1).then_some((first, end))
    }

    /// 'the fiscal year', 'the just-concluded fiscal year'.
    pub(super) fn fiscal_bare(&self, at: usize) -> Option<(When, usize)> {
        let (SpanUnit::FiscalYear, end) = self.span_unit(at)? else { return None };
        let before = |words: &[&str]| at.checked_sub(1).is_some_and(|i| self.scan.is(i, words));
        // 'the fiscal' alone is a noun only where nothing follows that it describes.
        let is_noun = self.scan.is(end - 1, &["year"])
            || (before(&["the"]) && end == at + 1 && (self.scan.is_mark(end) || self.scan.is(end, &["and", "ended"])));
        let by = match () {
            () if !is_noun => return None,
            () if before(&["concluded", "ended", "closed", "completed", "finished", "elapsed"]) => -1,
            () if before(&["the", "its", "full", "entire", "whole", "their", "new", "'s", "’s", "s"]) => 0,
            () => return None,
        };
        Some((When::Fiscal { year: Year::Relative(by), named: Named::ByStart }, end))
    }

    /// 'in the year 1396', 'Iranian year 1400': a year of a calendar that is not ours.
    pub(super) fn counted_year(&self, at: usize) -> Option<(When, usize)> {
        let (SpanUnit::Year | SpanUnit::FiscalYear, end) = self.span_unit(at)? else { return None };
        let year = self.scan.word(end).parse().ok().filter(|year| (1300..1450).contains(year))?;
        self.scan.is_number(end).then_some((When::OfPersia { year }, end + 1))
    }

    /// 'coffee year 1986/87, ending September', 'season 2019/20'.
    fn season_named(&self, at: usize) -> Option<(When, usize)> {
        let (SpanUnit::Season, start) = self.span_unit(at)? else { return None };
        let (year, end) = self.year(start)?;
        let joined = self.scan.is(end, &["-", "/", "–"]) && self.scan.touches(end) && self.scan.touches(end + 1);
        let second = self.scan.word(end + 1);
        let follows = second.parse() == Ok((year + 1) % 100) || second.parse() == Ok(year + 1);
        (joined && follows).then(|| {
            let after = self.past_ending(end + 2);
            (When::Fiscal { year: Year::Said(year), named: Named::Season }, after)
        })
    }

    /// A fiscal year behind a part of one: 'of the current fiscal year', 'of FY2018-19', 'in fiscal 2024'.
    pub(super) fn fiscal_after(&self, at: usize) -> Option<(Year, Named, usize)> {
        let mut step = at;
        while step < at + 3 && self.scan.is(step, &["of", "in", "the", "its", ",", "for", "into"]) {
            step += 1;
        }
        let bare = || {
            // 'of the October/September wheat year'.
            let months = || {
                let (_, end) = self.month(step)?;
                let (_, end) = self.scan.is(end, &["/", "-", "–"]).then(|| self.month(end + 1)).flatten()?;
                Some(end)
            };
            let step = months().unwrap_or(step);
            let unit = self.span_unit(step + usize::from(self.scan.is(step, &["new"])));
            let (unit, end) = unit?;
            let named = match unit {
                SpanUnit::Season => Named::Season,
                // 'the first half of the fiscal year'.
                SpanUnit::FiscalYear => Named::ByStart,
                _ => return None,
            };
            Some((When::Fiscal { year: Year::Relative(0), named }, end))
        };
        // Of a part of it only the name counts: 'the first ten months of the fiscal year, which ends in June'.
        let name = Grammar { is_name: true, ..*self };
        match name.fiscal(step).or_else(|| name.deictic(step)).or_else(bare)? {
            (When::Fiscal { year, named }, end) => Some((year, named, end)),
            _ => None,
        }
    }

    /// 'since the beginning of the 2021-2022 agricultural year', 'so far this season'.
    pub(super) fn to_date(&self, at: usize) -> Option<(When, usize)> {
        // 'the fiscal year to date', 'season to date'.
        if let Some((unit @ (SpanUnit::FiscalYear | SpanUnit::Season), end)) = self.span_unit(at)
            && self.scan.is(end, &["to"])
            && self.scan.is(end + 1, &["date"])
        {
            let named = if unit == SpanUnit::Season { Named::Season } else { Named::ByStart };
            return Some((When::FiscalToDate { year: Year::Relative(0), named }, end + 2));
        }
        // 'in the month to date', 'quarter to date'.
        if let Some((unit @ (SpanUnit::Month | SpanUnit::Quarter), end)) = self.span_unit(at)
            && self.scan.is(end, &["to"])
            && self.scan.is(end + 1, &["date"])
        {
            return Some((When::PartToFocus { months: if unit == SpanUnit::Month { 1 } else { 3 } }, end + 2));
        }
        let step = if self.scan.is(at, &["since", "from"]) {
            let start = (at + 1..at + 3).find(|i| self.scan.is(*i, &["beginning", "start", "opening"]))?;
            start + 1
        } else if self.scan.is(at, &["so"]) && self.scan.is(at + 1, &["far"]) {
            at + 2
        } else {
            return None;
        };
        if let Some((year, named, end)) = self.fiscal_after(step) {
            return Some((When::FiscalToDate { year, named }, end));
        }
        // 'so far in 1987', 'since the beginning of 2024'.
        if let (Year::Said(year), end) = self.year_after(step) {
            return Some((When::Since { year: Year::Said(year), month: 1 }, end));
        }
        // 'from the beginning of the year until end-October'.
        let (Year::Open, end) = self.year_after(step) else { return None };
        let small = |i: &usize| self.scan.is(*i, &["the", "end", "of", "-", "late"]);
        let link = end > step && self.scan.is(end, &["to", "until", "till", "through"]);
        let month = (end + 1..end + 5).find(|i| !small(i)).filter(|_| link)?;
        let (last, end) = self.month(month)?;
        let (year, end) = self.year_after(end);
        Some((When::Months { year, first: 1, last }, end))
    }

    /// Past the month that a fiscal year ends in: 'fiscal 1986/87 ending March'.
    fn past_ending(&self, at: usize) -> usize {
        let comma = usize::from(self.scan.is(at, &[",", "("]));
        let named = self.ending(at + comma);
        if named > at + comma { named } else { at }
    }

    fn ending(&self, at: usize) -> usize {
        let ends = self.scan.is(at, &["ending", "ended", "to"]);
        ends.then(|| self.month(at + 1 + usize::from(self.scan.is(at + 1, &["in"]))))
            .flatten()
            .map_or(at, |(_, end)| end)
    }

    /// The '24' of 'FY24', 'FY '24'.
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let at = at + usize::from(self.scan.is(at, &["'", "’", "‘"]));
        let word = self.scan.word(at);
        let short = word.len() == 2 && self.scan.is_number(at);
        short.then(|| word.parse::<i16>().ok()).flatten().map(|year| (2000 + year, at + 1))
    }
}
