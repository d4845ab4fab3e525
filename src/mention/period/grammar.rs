//! Which words name a period, and what they say.

mod apart;
mod count;
mod deictic;
mod ending;
mod fiscal;
mod month;
mod pact;
mod part;

use super::{When, Year};
use crate::lexicon::{Deictic, NumberWord, PeriodPhrase, Sense, SpanUnit, WordKind};
use crate::limits;
use crate::mention::scan::Scan;
use crate::token::Gap;
use crate::value::period::Period;
use rust_decimal::prelude::ToPrimitive;

/// Reads the words of a period.
pub(super) struct Grammar<'s, 'a> {
    pub scan: &'s Scan<'a>,
    /// Whether only names of years are read, and not the words that say when they end.
    pub is_name: bool,
}

impl Grammar<'_, '_> {
    /// The words that begin at a token and the token after them.
    pub fn read(&self, at: usize) -> Option<(When, usize)> {
        let (whole, end) = self.read_plain(at)?;
        Some(self.part_of_year(whole, end).unwrap_or((whole, end)))
    }

    fn read_plain(&self, at: usize) -> Option<(When, usize)> {
        self.phrase(at)
            .or_else(|| self.iso_day(at))
            .or_else(|| self.span_to(at))
            .or_else(|| self.compound(at))
            .or_else(|| self.half_year(at))
            .or_else(|| self.years_ahead(at))
            .or_else(|| self.year_from(at))
            .or_else(|| self.week_to(at))
            .or_else(|| self.last_months(at))
            .or_else(|| self.quarter_of_month(at))
            .or_else(|| self.days_alone(at))
            .or_else(|| self.since_month(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.cumulative(at))
            .or_else(|| self.year_of_pact(at))
            .or_else(|| self.ordinal_part(at))
            .or_else(|| self.letter_part(at))
            .or_else(|| self.roman_months(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.to_date(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.fiscal_bare(at))
            .or_else(|| self.decades(at))
            .or_else(|| self.counted_year(at))
            .or_else(|| self.years(at))
    }

    /// What the longest form of a sort at a token says, and where that form ends.
    fn said<T>(&self, at: usize, wanted: impl Fn(&Sense) -> Option<T>) -> Option<(T, usize)> {
        self.scan.longest(at, wanted).map(|(end, value)| (value, end))
    }

    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let month = self.said(at, |sense| match sense {
            Sense::Month(number) => Some(*number),
            _ => None,
        });
        // 'in may' of copy that came over the wire without capitals.
        month.or_else(|| self.small_month(at).map(|(end, month)| (month, end)))
    }

    fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        self.said(at, |sense| match sense {
            Sense::Weekday(day) => Some(*day),
            _ => None,
        })
    }

    fn span_unit(&self, at: usize) -> Option<(SpanUnit, usize)> {
        self.said(at, |sense| match sense {
            Sense::Span(unit) => Some(*unit),
            _ => None,
        })
    }

    fn which(&self, at: usize) -> Option<(Deictic, usize)> {
        self.said(at, |sense| match sense {
            Sense::Deictic(which) => Some(*which),
            _ => None,
        })
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
        // 'the early 1980s'.
        if self.scan.is(at + 1, &["s"]) && self.scan.touches(at + 1) {
            return None;
        }
        Some((year, at + 1))
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
        if let Some(year) = self.year_of_head(at) {
            return (Year::Said(year), at + 1);
        }
        // 'in December a year earlier'.
        if let Some((When::Focus { years_back: 1 }, end)) = self.phrase(at)
            && (self.scan.is(at, &["a", "one"]) || self.scan.is(at, &["the"]) && self.scan.is(at + 1, &["year"]))
        {
            return (Year::OfFocus(-1), end);
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

    /// The 86 of 'Jan 87   Jan 86' over the columns of a table: no day of a month, and nothing behind it but the next head.
    fn year_of_head(&self, at: usize) -> Option<i16> {
        let word = self.scan.word(at);
        let year: i16 = (word.len() == 2 && self.scan.is_number(at)).then(|| word.parse().ok()).flatten()?;
        let ends = self.scan.tokens.get(at + 1).is_none_or(|next| next.gap >= Gap::Line);
        (year > 31 && (ends || self.month(at + 1).is_some())).then_some(1900 + year)
    }

    /// Past the second year of '2019-2020'.
    fn second_year(&self, at: usize) -> usize {
        let dash = self.scan.is(at, &["-", "–", "/"]) && self.scan.touches(at) && self.scan.touches(at + 1);
        if dash && self.scan.is_number(at + 1) { at + 2 } else { at }
    }

    fn phrase(&self, at: usize) -> Option<(When, usize)> {
        let (end, phrase) = self.scan.longest(at, |sense| match sense {
            Sense::Phrase(phrase) => Some(*phrase),
            _ => None,
        })?;
        let when = match phrase {
            PeriodPhrase::YearEarlier => When::Focus { years_back: 1 },
            PeriodPhrase::TwoYearsEarlier => When::Focus { years_back: 2 },
            // 'the month after the ban' is another.
            PeriodPhrase::YearLater | PeriodPhrase::Next
                if self.scan.is(end - 1, &["after"]) && !self.scan.is_mark(end) =>
            {
                return None;
            }
            PeriodPhrase::YearLater => When::Focus { years_back: -1 },
            PeriodPhrase::Previous => When::BeforeFocus,
            PeriodPhrase::Next => When::AfterFocus,
            PeriodPhrase::SinceThen => When::SinceThen,
            // 'in the quarter that ended in June' is read from its span on.
            PeriodPhrase::Focus if self.scan.is(end, &["ended", "ending", "that", "just", "to"]) => return None,
            // 'over the same months of 2017'.
            PeriodPhrase::Focus if self.scan.is(end, &["of", "in"]) => match self.year_after(end) {
                (Year::Said(year), after) => return Some((When::FocusIn { year }, after)),
                (Year::Relative(-1) | Year::OfFocus(-1), after) => return Some((When::Focus { years_back: 1 }, after)),
                _ => When::Focus { years_back: 0 },
            },
            // 'the same month last year'.
            PeriodPhrase::Focus if self.scan.is(end - 2, &["same"]) => match self.year_after(end) {
                (Year::Relative(-1) | Year::OfFocus(-1), after) => return Some((When::Focus { years_back: 1 }, after)),
                (Year::Said(year), after) => return Some((When::FocusIn { year }, after)),
                // 'in the same period this year'.
                (Year::Relative(0), after) => return Some((When::FocusThisYear, after)),
                // 'in the same month a year ago'.
                _ => match self.phrase(end) {
                    Some((when @ When::Focus { years_back: 1 }, after)) => return Some((when, after)),
                    _ => When::Focus { years_back: 0 },
                },
            },
            PeriodPhrase::Focus => When::Focus { years_back: 0 },
            PeriodPhrase::Part(unit) => return self.part_of_focus(unit, end),
            PeriodPhrase::Today => When::DaysAgo(0),
            PeriodPhrase::Yesterday => When::DaysAgo(1),
            // 'so far this season' says since when.
            PeriodPhrase::ToFocus => return self.to_date(at).or(Some((When::ToFocus, end))),
            // 'the whole year to June 2005' is read from its span on.
            PeriodPhrase::WholeYear
                if self.scan.is(end, &["to", "ended", "ending", "through"]) && self.span_to(end - 1).is_some() =>
            {
                return None;
            }
            PeriodPhrase::WholeYear => When::Whole(Year::Relative(0)),
            PeriodPhrase::ThisYear => When::Since { year: Year::Relative(0), month: 1 },
            PeriodPhrase::OnYear | PeriodPhrase::OnMonth => return None,
        };
        Some((when, end))
    }

    /// 'Route 2019', 'Expo 2020': a number that belongs to the name before it.
    fn follows_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let known = !self.scan.hits(before).is_empty()
            || self.scan.is_function(before)
            || self.scan.is_kind(before, WordKind::Common)
            || self.scan.link(before).is_some()
            || self.scan.is_base(before);
        let capital = self.scan.word(before).starts_with(|c: char| c.is_uppercase());
        let opens = before == 0 || self.scan.is_mark(before - 1);
        capital && !known && !opens && self.scan.tokens[at].gap == Gap::Space
    }

    /// 'over 2020 and 2021', 'over calendar 2020 and 2021': one time of two years.
    fn is_over_both(&self, at: usize, year: i16, end: usize) -> bool {
        let step = at - usize::from(at > 0 && self.scan.is(at - 1, &["calendar"]));
        let led = step > 0 && self.scan.is(step - 1, &["over", "across", "throughout"]);
        led && self.year(end + 1).is_some_and(|(last, _)| last == year + 1)
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
            || (self.scan.is(end, &["and"]) && (before(&["between"]) || self.is_over_both(at, year, end)));
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
