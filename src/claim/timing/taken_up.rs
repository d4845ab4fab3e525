//! Words of time that take up what was told or named before: 'that month', 'the nine months'; and weeks of a month, which end
//! before the day of the report.

use super::other::{About, names_month};
use crate::claim::view::View;
use crate::mention::period::{PeriodMention, When, Year};
use crate::value::period::{Period, PeriodKind};
use jiff::ToSpan;

impl About<'_, '_> {
    /// 'the eleven months': the last days named before that are so many months.
    pub(super) fn months_before(&self) -> Option<Period> {
        let When::TheMonths { count } = self.view.periods[self.at].when else { return None };
        let named = self.view.periods[..self.at].iter().rev().chain(self.view.periods_before.iter().rev().take(MONTHS));
        let mut named =
            named.filter(|other| other.when.stands_alone()).filter_map(|other| other.when.resolve(self.anchor));
        named.find(|days| days.whole_months() == Some(i32::from(count)))
    }

    /// 'the nine months', 'five-month earnings': the last that were told and are so many.
    pub(super) fn months_told(&self) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let count = match mention.when {
            When::TheMonths { count } => count,
            When::Months { first: 1, last: last @ 2.., year: Year::Open } if !names_month(self.view, mention) => last,
            _ => return None,
        };
        let is_so_long = |days: &Period| days.whole_months() == Some(i32::from(count));
        let told = self.story.earlier.iter().rev().map(|earlier| earlier.period);
        told.chain(self.story.lead).find(is_so_long)
    }

    /// 'In 2016-17 exports were 3 bn. The next year they were 4 bn': the year behind the one told.
    pub(super) fn next_told(&self) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let is_next = mention.when == When::Whole(Year::Relative(1)) && self.view.before(mention.first, 1, &["the"]);
        let here = || {
            let mut named = self.view.periods[..self.at].iter().rev().filter(|other| other.when.stands_alone());
            named.find_map(|other| other.when.resolve(self.anchor))
        };
        is_next.then(here).flatten().or(self.anchor.focus.filter(|_| is_next))?.shift_years(1)
    }

    /// 'The share was 15 percent in 2017 and 11 percent in the quarter': the quarter that words named last.
    pub(super) fn part_told(&self) -> Option<Period> {
        let When::PartOfFocus { months } = self.view.periods[self.at].when else { return None };
        let kind = match months {
            1 => PeriodKind::Month,
            3 => PeriodKind::Quarter,
            _ => return None,
        };
        let told = self.story.earlier.iter().rev().map(|earlier| earlier.period).chain(self.story.lead);
        told.take(NEAR).find(|days| days.kind == kind)
    }

    /// 'In June growth eased. Exports that month were 3 bn': the month that words named last.
    pub(super) fn part_named(&self) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let is_that = self.view.is(mention.first, &["that"]) && matches!(mention.when, When::Focus { years_back: 0 });
        let kind = match () {
            () if !is_that => return None,
            () if self.view.is(mention.first + 1, &["month"]) => PeriodKind::Month,
            () if self.view.is(mention.first + 1, &["quarter"]) => PeriodKind::Quarter,
            () if self.view.is(mention.first + 1, &["year"]) => PeriodKind::Year,
            () => return None,
        };
        let named = self.view.periods[..self.at].iter().rev().chain(self.view.periods_before.iter().rev().take(NEAR));
        let year_of = |other: &PeriodMention, days: Period| {
            let is_since = matches!(other.when, When::Since { .. });
            Period::year(if is_since { days.from.year() } else { days.to.year() })
        };
        let mut days = named.filter(|other| other.when.stands_alone()).filter_map(|other| {
            let days = other.when.resolve(self.anchor)?;
            if kind == PeriodKind::Year { year_of(other, days) } else { Some(days) }
        });
        days.find(|days| days.kind == kind)
    }

    /// 'trimmed its target for the year': the year of publication, whatever was spoken of.
    pub(super) fn year_of_news(&self) -> Option<Period> {
        let is_year = self.view.periods[self.at].when == When::PartOfFocus { months: 12 };
        self.anchor.published.filter(|_| is_year).and_then(|day| Period::year(day.year()))
    }

    /// 'in the first three weeks of May', told on a Monday: up to the day before.
    pub(super) fn weeks_to_sunday(&self, period: Period) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let When::Days { first, last, .. } = mention.when else { return None };
        let is_weeks = last % 7 == 0 && (first == 1 || last - first == 6);
        let day = self.anchor.published.filter(|_| is_weeks && names_week(self.view, mention))?;
        let back = i64::from(day.weekday().to_monday_one_offset());
        let sunday = day.checked_sub(back.days()).ok()?;
        let fits = sunday.first_of_month() == period.to.first_of_month() && (sunday.day() - last).abs() <= 6;
        let from =
            if first == 1 || mention.by { period.from.first_of_month() } else { sunday.checked_sub(6.days()).ok()? };
        (fits && from <= sunday).then(|| Period::new(from, sunday))
    }
}

/// Words of time before a sentence that 'that month' may take up.
const NEAR: usize = 6;

/// Words of time before a sentence that 'the eleven months' may take up again.
const MONTHS: usize = 40;

/// Whether words of time count weeks: 'the first three weeks of May'.
fn names_week(view: &View, mention: &PeriodMention) -> bool {
    (mention.first..mention.end).any(|at| view.is(at, &["week", "weeks"]))
}
