//! The days that words of time mean, once the day of publication and the period in focus are known.

use super::year::{
    fiscal, fiscal_part, focus_in_fiscal, months_of, next_of, part_of, resolve_year, week_to, year_of_start,
    year_within,
};
use super::{Anchor, When, Year};
use crate::value::period::Period;
use jiff::ToSpan;
use jiff::civil::Date;

impl When {
    /// The days meant, where they follow.
    pub fn resolve(self, anchor: &Anchor) -> Option<Period> {
        let published = anchor.published;
        let year_of = |year: Year, last_month: i8| resolve_year(year, last_month, anchor);
        match self {
            When::Fixed(period) => Some(period),
            When::Whole(year) => Period::year(year_of(year, 12)?),
            When::Months { year, first, last } => {
                let last_month = if last < first { 12 } else { last };
                // 'ten months' is what has been, whatever is hoped for.
                let anchor = Anchor { future: anchor.future && (first > 1 || last == 1), ..*anchor };
                let within = (year, published) == (Year::Open, None);
                let year = within.then(|| year_within(anchor.focus?, last_month)).flatten().map_or(year, Year::Said);
                Period::months(resolve_year(year, last_month, &anchor)?, first, last)
            }
            When::Days { year, month, first, last } => {
                let year = year_of(year, month)?;
                let (from, to) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
                Some(Period::new(from, to))
            }
            When::DaysOfFocus { first, last } => {
                let month = anchor.focus.map(|focus| focus.to).or(published)?;
                let day = |day: i8| Date::new(month.year(), month.month(), day).ok();
                Some(Period::new(day(first)?, day(last)?))
            }
            When::Fiscal { year, named } => fiscal(year, named, anchor),
            When::FiscalToDate { year, named } => {
                let whole = fiscal(year, named, anchor)?;
                Some(Period::new(whole.from, published.filter(|day| *day > whole.from)?.min(whole.to)))
            }
            When::FiscalPart { year, named, first, last } => {
                let part = fiscal_part(fiscal(year, named, anchor)?, first, last)?;
                // In July 'the first half of the fiscal year' is that of the one before.
                let is_next = year == Year::Relative(0) && published.is_some_and(|day| part.from > day);
                if is_next { part.shift_years(-1) } else { Some(part) }
            }
            When::FiscalMonths { year, named, first, last } => {
                let whole = fiscal(year, named, anchor)?;
                let year_of = |month: i8| whole.from.year() + i16::from(month < whole.from.month());
                Some(Period::new(
                    Date::new(year_of(first), first, 1).ok()?,
                    Date::new(year_of(last), last, 1).ok()?.last_of_month(),
                ))
            }
            When::TheMonths { count } => {
                match anchor.focus.filter(|focus| months_of(*focus) == Some(i32::from(count))) {
                    Some(focus) => Some(focus),
                    None => When::Months { year: Year::Open, first: 1, last: count }.resolve(anchor),
                }
            }
            When::FocusIn { year } => {
                let focus = anchor.focus?;
                focus.shift_years(i32::from(year) - i32::from(focus.to.year()))
            }
            When::FocusThisYear => {
                let focus = anchor.focus?;
                focus.shift_years(i32::from(published?.year()) - i32::from(focus.to.year()))
            }
            When::Years { count, next } => {
                let this = published?.year();
                let count = i16::from(count);
                let (from, to) = if next { (this + 1, this + count) } else { (this - count, this - 1) };
                Some(Period::new(Period::year(from)?.from, Period::year(to)?.to))
            }
            When::MonthsTo { count, month, year } => {
                let year = year_of(year, month)?;
                let last = Date::new(year, month, 1).ok()?;
                let first = last.checked_sub(i32::from(count - 1).months()).ok()?;
                Some(Period::new(first, last.last_of_month()))
            }
            When::MonthsFrom { count, month, day, year } => {
                let from = Date::new(year_of_start(year, (count, month), anchor)?, month, day).ok()?;
                Some(Period::new(from, from.checked_add(i32::from(count).months()).ok()?.yesterday().ok()?))
            }
            When::WeekToWeekday { weekday } => week_to(weekday, published?),
            When::MonthsAhead { count } => {
                let first = published?.first_of_month();
                Some(Period::new(first, first.checked_add(i32::from(count - 1).months()).ok()?.last_of_month()))
            }
            When::MonthsBack { count } => {
                let last = published?.first_of_month().yesterday().ok()?;
                let first = last.first_of_month().checked_sub(i32::from(count - 1).months()).ok()?;
                Some(Period::new(first, last))
            }
            When::DaysTo { year, first, last } => {
                let year = year_of(year, last.0)?;
                let from = Date::new(year - i16::from(first > last), first.0, first.1).ok()?;
                Some(Period::new(from, Date::new(year, last.0, last.1).ok()?))
            }
            When::WeekTo { count, year, month, day } => {
                let to = Date::new(year_of(year, month)?, month, day).ok()?;
                Some(Period::new(to.checked_sub((7 * i32::from(count) - 1).days()).ok()?, to))
            }
            When::MonthsToDay { count, month, day, year } => {
                let to = Date::new(year_of(year, month)?, month, day).ok()?;
                let from = to.checked_sub(i32::from(count).months()).ok()?.tomorrow().ok()?;
                // A calendar that is not ours begins its year on a day that moves by one.
                let first = anchor.fiscal_start.and_then(|(month, day)| Date::new(from.year(), month, day).ok());
                let known =
                    first.filter(|first| count == 12 && (first.duration_since(from).as_hours() / 24).abs() <= 2);
                Some(Period::new(known.unwrap_or(from), to))
            }
            When::PartOfFocus { months } => part_of(anchor.focus?, months),
            When::PartToFocus { months } => {
                let to = anchor.focus.map(|focus| focus.to).or(published)?;
                Some(Period::new(part_of(Period::new(to, to), months)?.from, to))
            }
            When::YearsAhead { count } => Period::year(published?.year() + i16::from(count)),
            When::MonthsAgo(ago) => {
                let first = published?.first_of_month().checked_sub(i32::from(ago).months()).ok()?;
                Some(Period::new(first, first.last_of_month()))
            }
            When::MonthsToAgo { count, ago } => {
                let last = published?.first_of_month().checked_sub(i32::from(ago).months()).ok()?;
                let first = last.checked_sub(i32::from(count - 1).months()).ok()?;
                Some(Period::new(first, last.last_of_month()))
            }
            When::ToFocus => {
                let focus = anchor.focus?;
                Some(Period::new(Period::year(focus.to.year())?.from, focus.to))
            }
            // Nobody else counts so; a year has its first day from the country's.
            When::OfPersia { year } => {
                let (month, day) = anchor.fiscal_start.filter(|(month, _)| *month == 3)?;
                let from = Date::new(year + 621, month, day).ok()?;
                Some(Period::new(from, from.checked_add(1.year()).ok()?.yesterday().ok()?))
            }
            When::PartsAgo { months, ago } => {
                // 'in the last quarter', said of a year: its last.
                let day = published.or_else(|| anchor.focus?.to.tomorrow().ok())?;
                let part = (day.month() - 1) / months;
                let first = Date::new(day.year(), part * months + 1, 1).ok()?;
                let first = first.checked_sub((i32::from(ago) * i32::from(months)).months()).ok()?;
                let last = first.checked_add((i32::from(months) - 1).months()).ok()?.last_of_month();
                Some(Period::new(first, last))
            }
            When::WeeksAgo(ago) => {
                let day = published?.checked_sub((i32::from(ago) * 7).days()).ok()?;
                let monday = day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                Some(Period::new(monday, monday.checked_add(6.days()).ok()?))
            }
            When::DaysAgo(ago) => {
                let day = published?.checked_sub(i32::from(ago).days()).ok()?;
                Some(Period::new(day, day))
            }
            When::Focus { years_back } => match anchor.focus {
                Some(focus) => focus.shift_years(-i32::from(years_back)),
                None if years_back > 0 => Period::year(published?.year() - i16::from(years_back)),
                None => None,
            },
            When::PactYear { number, edge } => {
                let from = match edge {
                    Some(edge) => edge.first_day(anchor)?,
                    None => {
                        let (known, first) = anchor.pact?;
                        first.checked_add((i32::from(number) - i32::from(known)).years()).ok()?
                    }
                };
                Some(Period::new(from, from.checked_add(1.year()).ok()?.yesterday().ok()?))
            }
            When::FocusInFiscal { year, named } => focus_in_fiscal(year, named, anchor),
            When::BeforeFocus => anchor.focus?.previous(),
            When::AfterFocus => next_of(anchor.focus?),
            When::SinceThen => {
                let from = anchor.focus?.from;
                Some(Period::new(from, published.filter(|day| *day > from)?))
            }
            When::Since { year, month } => {
                // 'So far this year', told of October by a report without a day: to the end of October.
                let (year, to) = match (published, anchor.focus) {
                    (None, Some(focus)) if year == Year::Relative(0) => (Year::Said(focus.to.year()), Some(focus.to)),
                    (None, focus) => (year, focus.map(|focus| focus.to)),
                    (day, _) => (year, day),
                };
                let from = Date::new(year_of(year, month)?, month, 1).ok()?;
                Some(Period::new(from, to.filter(|day| *day >= from)?))
            }
        }
    }
}
