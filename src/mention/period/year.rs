//! Which year a part of one lies in, and which days a fiscal year has.

use super::{Anchor, Edge, Named, Year};
use crate::value::period::Period;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn resolve_year(year: Year, last_month: i8, anchor: &Anchor) -> Option<i16> {
    let published = anchor.published;
    match year {
        Year::Said(year) => Some(year),
        Year::Relative(by) => Some(published?.year() + i16::from(by)),
        Year::OfFocus(by) => match (anchor.focus, published) {
            (Some(focus), _) => Some(focus.to.year() + i16::from(by)),
            (None, Some(day)) => Some(day.year() + i16::from(by)),
            (None, None) => None,
        },
        Year::Coming => {
            let day = published?;
            Some(day.year() + i16::from(day.month() > last_month))
        }
        // The latest such part that has begun; ahead, the next one that has not ended.
        Year::Open => match published {
            Some(day) if anchor.future => Some(if day.month() > last_month { day.year() + 1 } else { day.year() }),
            Some(day) => Some(if last_month > day.month() { day.year() - 1 } else { day.year() }),
            None => anchor.focus.map(|focus| focus.to.year()),
        },
    }
}

/// The year of a month that is named where the text speaks of a time over the turn of a year: in fiscal 2010-11 July is that of
/// 2010 and January that of 2011.
pub(super) fn year_within(focus: Period, last_month: i8) -> Option<i16> {
    let turns = focus.to.year() == focus.from.year() + 1 && focus.days() <= 366;
    (turns && last_month >= focus.from.month()).then(|| focus.from.year())
}

/// The days in focus, in the fiscal year or season given.
pub(super) fn focus_in_fiscal(year: i16, named: Named, anchor: &Anchor) -> Option<Period> {
    let focus = anchor.focus?;
    let whole = fiscal(Year::Said(year), named, anchor);
    let start = whole.map_or((focus.from.month(), 1), |whole| (whole.from.month(), whole.from.day()));
    let own = focus.from.year() - i16::from((focus.from.month(), focus.from.day()) < start);
    let first = whole.map_or(year, |whole| whole.from.year());
    focus.shift_years(i32::from(first) - i32::from(own))
}

/// The period behind another that is as long.
pub(super) fn next_of(focus: Period) -> Option<Period> {
    let from = focus.to.tomorrow().ok()?;
    let to = match focus.whole_months() {
        Some(months) => from.checked_add(months.months()).ok()?.yesterday().ok()?,
        None => from.checked_add((focus.days() - 1).days()).ok()?,
    };
    Some(Period::new(from, to))
}

/// The year of the day from which so many months run: the nearest such day; one that lies well ahead only where what is told
/// does. In March 'the six months from August' are over.
pub(super) fn year_of_start(year: Year, (count, month): (i8, i8), anchor: &Anchor) -> Option<i16> {
    let (Year::Open, Some(today)) = (year, anchor.published) else { return resolve_year(year, month, anchor) };
    let apart = month - today.month();
    let is_over = !anchor.future && apart > 2 && apart + count <= 13;
    Some(today.year() + i16::from(apart < -6) - i16::from(apart > 6 || is_over))
}

/// The seven days to the last such day of the week before another day.
pub(super) fn week_to(weekday: i8, day: Date) -> Option<Period> {
    let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    let to = day.checked_sub(i32::from(if back == 0 { 7 } else { back }).days()).ok()?;
    Some(Period::new(to.checked_sub(6.days()).ok()?, to))
}

impl Edge {
    /// The first day of the year.
    pub(super) fn first_day(self, anchor: &Anchor) -> Option<Date> {
        let year = resolve_year(self.year, self.month, &Anchor { future: false, ..*anchor })?;
        let month = Date::new(year, self.month, 1).ok()?;
        let day = |last: bool| match self.day {
            Some(day) => Date::new(year, self.month, day).ok(),
            None if last => Some(month.last_of_month()),
            None => Some(month),
        };
        if self.begins { day(false) } else { day(true)?.tomorrow().ok()?.checked_sub(1.year()).ok() }
    }
}

/// The calendar part of a year, of so many months, that a period ends in; a longer period of twelve months is its own year.
pub(super) fn part_of(focus: Period, months: i8) -> Option<Period> {
    if months == 12 && focus.whole_months() == Some(12) {
        return Some(focus);
    }
    let first = (focus.to.month() - 1) / months * months + 1;
    Period::months(focus.to.year(), first, first + months - 1)
}

/// Number of months of a period, of whatever calendar: 'the two months' of 21 March to 21 May.
pub(super) fn months_of(period: Period) -> Option<i32> {
    let nearest = || {
        let months = (f64::from(period.days()) / 30.44).round() as i32;
        let is_near = (f64::from(period.days()) - 30.44 * f64::from(months)).abs() <= 3.0;
        (period.from.day() > 1 && months > 0 && is_near).then_some(months)
    };
    period.whole_months().or_else(nearest)
}

/// First and last day of a fiscal year.
pub(super) fn fiscal(year: Year, named: Named, anchor: &Anchor) -> Option<Period> {
    let (month, day) = match named {
        Named::Season => anchor.season_start?,
        Named::ByStart => anchor.fiscal_start.or(anchor.season_start)?,
        Named::ByEnd => anchor.fiscal_start?,
    };
    let first = match year {
        // 'FY 2081/82' of Nepal, whose years begin in the middle of a month.
        Year::Said(year @ 2050..) if day > 1 && anchor.published.is_none_or(|today| today.year() + 20 < year) => {
            year - 57
        }
        Year::Said(year) if named == Named::ByEnd && month > 1 && !anchor.fiscal_by_start => year - 1,
        Year::Said(year) => year,
        Year::Relative(by) => {
            // In a report without a day 'the fiscal year' is the one that is spoken of.
            let published = anchor.published.or_else(|| Some(anchor.focus.filter(|_| by == 0)?.to))?;
            let begun = (published.month(), published.day()) >= (month, day);
            published.year() - i16::from(!begun) + i16::from(by)
        }
        Year::OfFocus(_) | Year::Open | Year::Coming => return None,
    };
    let from = Date::new(first, month, day).ok()?;
    Some(Period::new(from, from.checked_add(1.year()).ok()?.yesterday().ok()?))
}

/// Months `first` to `last` of a fiscal year, counted from its first day.
pub(super) fn fiscal_part(whole: Period, first: i8, last: i8) -> Option<Period> {
    // Iran's months: six of 31 days, then of 30.
    if whole.from.month() == 3 && (20..=22).contains(&whole.from.day()) && (1..=12).contains(&last) {
        let days = |months: i8| 30 * i32::from(months) + i32::from(months.min(6));
        let from = whole.from.checked_add(days(first - 1).days()).ok()?;
        let to = whole.from.checked_add((days(last) - 1).days()).ok()?;
        return Some(Period::new(from, to.min(whole.to)));
    }
    let from = whole.from.checked_add(i32::from(first - 1).months()).ok()?;
    let to = whole.from.checked_add(i32::from(last).months()).ok()?.yesterday().ok()?;
    Some(Period::new(from, to))
}
