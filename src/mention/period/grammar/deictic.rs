//! Spans that a word before them places against another: 'last year', 'this month', 'the same period of the previous year'.

use super::super::{Named, When, Year};
use super::Grammar;
use crate::lexicon::{Deictic, Sense, SpanUnit};

impl Grammar<'_, '_> {
    /// 'last year', 'this month', 'the same period of the previous year', 'the previous quarter', 'last December'.
    pub(super) fn deictic(&self, at: usize) -> Option<(When, usize)> {
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
        // 'the same months of the last fiscal year', 'the same point of the 2005/06 season'.
        if which == Deictic::Same
            && let Some((_, after)) = self.span_unit(end)
            && let Some(found) = self.same_in_fiscal(after)
        {
            return Some(found);
        }
        // 'last fiscal year', 'the current fiscal year', 'the same cumulative period'; 'the past Iranian year'.
        let people = |at: usize| self.scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Place { .. }));
        let (unit, end) = match self.span_unit(end) {
            Some(unit) => unit,
            None if which == Deictic::Same => self.span_unit(end + 1)?,
            None => match self.span_unit(end + 1).filter(|_| people(end))? {
                (SpanUnit::Year, end) => (SpanUnit::FiscalYear, end),
                other => other,
            },
        };
        // 'last year, which ended on March 20'.
        let is_linked = self.scan.is(end, &["to", "through"]);
        if which != Deictic::Same
            && !is_linked
            && matches!(unit, SpanUnit::Year | SpanUnit::FiscalYear | SpanUnit::Season)
            && let Some(closed) = self.closed(unit, end)
        {
            return Some(match closed {
                (When::MonthsTo { count, month, year: Year::Open }, end) if which == Deictic::This => {
                    (When::MonthsTo { count, month, year: Year::Coming }, end)
                }
                closed => closed,
            });
        }
        Some(match (which, unit) {
            (Deictic::Same, _) => {
                let (year, after) = self.year_after(end);
                let back = match year {
                    Year::Relative(-1) | Year::OfFocus(-1) => 1,
                    Year::Said(year) => return Some((When::FocusIn { year }, self.second_year(after))),
                    // 'in the same period this year'.
                    Year::Relative(0) => return Some((When::FocusThisYear, after)),
                    _ => {
                        return Some(match self.phrase(end) {
                            Some((When::Focus { years_back }, after)) => (When::Focus { years_back }, after),
                            _ => (When::Focus { years_back: 1 }, after),
                        });
                    }
                };
                (When::Focus { years_back: back }, after)
            }
            (Deictic::Last, SpanUnit::Year | SpanUnit::FiscalYear | SpanUnit::Season) if previous => {
                (When::Focus { years_back: 1 }, end)
            }
            (Deictic::Last, SpanUnit::Year) => (When::Whole(Year::Relative(-1)), end),
            (Deictic::This, SpanUnit::Year) => (When::Whole(Year::Relative(0)), end),
            (Deictic::Next, SpanUnit::Year) if self.scan.is(at, &["following"]) => {
                (When::Focus { years_back: -1 }, end)
            }
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
            // 'the last month of 2008'.
            (Deictic::Last, SpanUnit::Month)
                if self.scan.is(end, &["of"])
                    && matches!(self.year_after(end), (Year::Said(_) | Year::Relative(_) | Year::OfFocus(_), _)) =>
            {
                let (year, end) = self.year_after(end);
                (When::Months { year, first: 12, last: 12 }, end)
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

    /// 'of the last fiscal year', 'of FY2015', 'of the 2005/06 season' behind 'the same months'.
    fn same_in_fiscal(&self, at: usize) -> Option<(When, usize)> {
        let step = at + usize::from(self.scan.is(at, &["of", "in"]));
        let step = step + usize::from(self.scan.is(step, &["the", "its"]));
        if let Some((Deictic::Last, end)) = self.which(step)
            && let Some((SpanUnit::FiscalYear | SpanUnit::Season, end)) = self.span_unit(end)
        {
            return Some((When::Focus { years_back: 1 }, end));
        }
        let name = Grammar { is_name: true, ..*self };
        match name.fiscal(step).filter(|_| step > at)? {
            (When::Fiscal { year: Year::Said(year), named }, end) => Some((When::FocusInFiscal { year, named }, end)),
            _ => None,
        }
    }
}
