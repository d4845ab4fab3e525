//! What words of time may mean that name only the end of a time, 'by the end of June' may say since January, and when years of
//! account begin.

use super::other::{About, names_month};
use crate::claim::topic::Topic;
use crate::claim::view::View;
use crate::lexicon::Lexicon;
use crate::mention::PlaceMention;
use crate::mention::period::{Anchor, Named, PeriodMention, When, Year};
use crate::mention::quantity::Quantity;
use crate::value::period::{Period, PeriodKind};
use jiff::civil::Date;

/// A time from the beginning of its year to an end that words name.
#[derive(Clone, Copy)]
pub(super) struct Started {
    pub period: Period,
    /// Whether the words say 'end': 'at the end of June'.
    pub end: bool,
    /// Whether they say 'by', 'until' or 'as of'.
    pub by: bool,
}

impl Started {
    /// 'by December 1': to the day before.
    pub fn eve(self) -> Option<Started> {
        let last = self.period.to.yesterday().ok()?;
        let fits = self.period.to.day() == 1 && last > self.period.from;
        fits.then(|| Started { period: Period::new(self.period.from, last), ..self })
    }
}

/// What else a span may mean by the days in focus and the years of account.
#[derive(Default)]
pub(super) struct Spans {
    /// So many months to the end of those in focus.
    pub to_focus: Option<Period>,
    /// The last month of two.
    pub last: Option<Period>,
    /// The month a year before.
    pub year_before: Option<Period>,
    /// The year of account for a year.
    pub fiscal: Option<Period>,
    /// The year of account before.
    pub fiscal_before: Option<Period>,
}

impl About<'_, '_> {
    /// 'by the end of June', 'as of June 15', 'up to last week': from the first of January to then.
    pub fn since_start(&self, period: Period) -> Option<Started> {
        let mention = &self.view.periods[self.at];
        let is_one = match mention.when {
            When::Months { first, last, .. } | When::Days { first, last, .. } => first == last,
            When::Fixed(days) => days.kind == PeriodKind::Day,
            When::MonthsAgo(1) | When::WeeksAgo(1) => true,
            _ => false,
        };
        // 'the year to August 20' may be no twelve months; what is due by the end of June has not been since January.
        let is_to_date = matches!(mention.when, When::MonthsToDay { count: 12, .. });
        if !(is_one || is_to_date) || mention.is_due(self.view.scan) {
            return None;
        }
        let (mut end, mut by) = (false, is_to_date);
        let small = ["the", "of", "-", "mid", "late", "early", "about", "around", "on", "at", "in", "to", "close"];
        let is_mid = self.view.before(mention.first, 2, &["mid"]);
        for back in 1..=6 {
            let at = mention.first.saturating_sub(back);
            // '3 bn to September', 'from the beginning of the year to mid-September'.
            let is_up_to = self.view.before(mention.first, back, &["to"])
                && (self.view.quantities.iter().any(|figure| figure.end == at)
                    || self.view.before(at, 1, &["beginning", "start"]));
            if is_up_to {
                by = true;
                break;
            }
            if self.view.before(mention.first, back, &["end", "close"]) {
                end = true;
            } else if self.view.before(mention.first, back, &["by", "until", "till", "through", "as", "up"]) {
                by = true;
                break;
            } else if !self.view.before(mention.first, back, &small) {
                break;
            }
        }
        let half = period.kind == PeriodKind::Month && is_mid;
        let period = if half { Period::new(period.from, period.from.with().day(15).build().ok()?) } else { period };
        let year = Period::year(period.to.year())?;
        let fits = (end || by) && year.from < period.to;
        fits.then(|| Started { period: Period::new(year.from, period.to), end, by })
    }

    /// The same from the first day of the season that the text speaks of: 'By the end of May 3 mln tonnes had been shipped'.
    pub fn in_season(&self, started: Started) -> Option<Started> {
        let (month, day) = self.anchor.season_start?;
        let to = started.period.to;
        let year = to.year() - i16::from((to.month(), to.day()) < (month, day));
        let from = Date::new(year, month, day).ok().filter(|from| *from < to)?;
        Some(Started { period: Period::new(from, to), ..started })
    }

    /// The same from the first day of the year of account, where the text speaks of such years.
    pub fn in_account(&self, started: Started) -> Option<Started> {
        let (month, day) = self.anchor.fiscal_start.filter(|_| self.speaks_of_account())?;
        let to = started.period.to;
        let year = to.year() - i16::from((to.month(), to.day()) < (month, day));
        let from = Date::new(year, month, day).ok().filter(|from| *from < to)?;
        Some(Started { period: Period::new(from, to), ..started })
    }

    /// 'The rolling total had been 28 mln at the end of January', 'as much within 12 months up to the end of April': the twelve
    /// months to then.
    pub fn rolling(&self, started: Started) -> Option<Period> {
        let is_year = |when: When| {
            matches!(
                when,
                When::Months { year: Year::Open, first: 1, last: 12 }
                    | When::TheMonths { count: 12 }
                    | When::MonthsBack { count: 12 }
            )
        };
        let names_year = || self.view.periods.iter().any(|other| is_year(other.when));
        let goes_on =
            || self.story.focus.is_some_and(|days| days.whole_months() == Some(12) && days.kind != PeriodKind::Year);
        let to = started.period.to;
        if to != to.last_of_month() || to.month() == 12 || !(names_year() || goes_on()) {
            return None;
        }
        Some(Period::new(to.checked_sub(jiff::ToSpan::years(1)).ok()?.last_of_month().tomorrow().ok()?, to))
    }

    /// 'in the year to August', which may be eight months.
    pub fn year_to(&self, period: Period) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let is_year = matches!(mention.when, When::MonthsTo { count: 12, month: ..=11, .. })
            && self.view.is(mention.first, &["year"])
            && self.view.is(mention.first + 1, &["to", "through", "until"]);
        is_year.then(|| Some(Period::new(Period::year(period.to.year())?.from, period.to))).flatten()
    }

    /// 'in the first seven months', said where years of account begin in July: from July.
    pub fn months_of_account(&self) -> Option<Period> {
        let When::Months { year: Year::Open | Year::Relative(0), first: 1, last: last @ 2.. } =
            self.view.periods[self.at].when
        else {
            return None;
        };
        let counted = !names_month(self.view, &self.view.periods[self.at]);
        self.anchor.fiscal_start.filter(|start| counted && *start != (1, 1))?;
        let part = |by: i8| {
            let when = When::FiscalPart { year: Year::Relative(by), named: Named::ByStart, first: 1, last };
            when.resolve(self.anchor)
        };
        let is_over = |part: &Period| self.anchor.published.is_some_and(|day| part.to <= day);
        part(0).filter(is_over).or_else(|| part(-1))
    }

    /// 'in fiscal 1990-91 and the first nine months of this one'.
    pub fn names_account(&self) -> bool {
        self.view.periods[..self.at].iter().any(|other| matches!(other.when, When::Fiscal { .. }))
    }

    /// What else the words may mean by the days in focus and the years of account.
    pub fn spans(&self, period: Period) -> Spans {
        let mention = &self.view.periods[self.at];
        let account = |by: i8| {
            let when = When::Fiscal { year: Year::Relative(by), named: Named::ByStart };
            // In a report without a day 'the whole year' is the one that is spoken of.
            let published = self.anchor.published.or(self.anchor.focus.map(|focus| focus.to));
            when.resolve(&Anchor { published, ..*self.anchor }).filter(|_| self.speaks_of_account())
        };
        let mut spans = Spans::default();
        match mention.when {
            // 'the 12-month total', 'in the past three months': to the end of the month in focus.
            When::TheMonths { count } | When::MonthsBack { count } => spans.to_focus = self.months_to_focus(count),
            When::Months { first: 1, last, .. } if !names_month(self.view, mention) => {
                spans.to_focus = self.months_to_focus(last);
            }
            // 'rose 3% from August to September': of September.
            When::Months { first, last, .. } if last == first % 12 + 1 => {
                let to = period.to;
                spans.last = Some(Period::new(to.first_of_month(), to));
            }
            // 'Last January we sold 3 mln', said in March.
            When::Months { year: Year::Open, first, last } if first == last => {
                let is_last = self.view.is(mention.first, &["last"]);
                spans.year_before = is_last.then(|| period.shift_years(-1)).flatten();
            }
            // 'for the current year', where the year begins in July.
            When::Whole(Year::Relative(by)) => spans.fiscal = account(by),
            When::PartOfFocus { months: 12 } => spans.fiscal = account(0),
            // 'the fiscal year' in its first months may be the one before.
            When::Fiscal { year: Year::Relative(0), .. } => spans.fiscal_before = period.shift_years(-1),
            // 'cumulatively': since the year of account began.
            When::ToFocus => {
                let started = Started { period, end: false, by: false };
                spans.fiscal = self.in_account(started).map(|it| it.period);
            }
            _ => {}
        }
        spans
    }

    /// So many months to the end of those in focus.
    fn months_to_focus(&self, count: i8) -> Option<Period> {
        let focus = self.anchor.focus.filter(|focus| focus.whole_months().is_some())?;
        let last = focus.to.first_of_month();
        let first = last.checked_sub(jiff::ToSpan::months(i32::from(count) - 1)).ok()?;
        Some(Period::new(first, focus.to))
    }

    /// Whether the text has told of a year of account that is no calendar year, or the country has no other.
    fn speaks_of_account(&self) -> bool {
        let Some(start) = self.anchor.fiscal_start.filter(|start| *start != (1, 1)) else { return false };
        let begins = |period: &Period| (period.from.month(), period.from.day()) == start && period.days() > 31;
        // 'As of 13 November in the current fiscal year'.
        let says = |period: &PeriodMention| {
            matches!(period.when, When::Fiscal { .. } | When::FiscalToDate { .. } | When::FiscalPart { .. })
        };
        start.1 > 1
            || self.view.periods.iter().any(says)
            || self.story.earlier.iter().any(|earlier| begins(&earlier.period))
    }
}

/// The first month and day of the fiscal years that a document speaks of, and whether they are called by the calendar year
/// in which they begin.
pub(in crate::claim) fn account(topic: &Topic, lexicon: &Lexicon) -> (Option<(i8, i8)>, bool) {
    let (one, other) = topic.pair.unzip();
    let about = [topic.main, topic.home, one, other];
    let starts = || about.iter().flatten().filter_map(|place| lexicon.fiscal_year_start(*place));
    // 'which began in mid-July': the day is known better than it is said, but not where it is: 'on July 17'.
    let known = |said: (i8, i8)| starts().find(|known| known.0 == said.0 && said.1 == 1).unwrap_or(said);
    let said = topic.fiscal_start.map(known);
    let by_start = topic.main.or(topic.home).is_some_and(|place| lexicon.names_fiscal_year_by_start(place));
    (said.or_else(|| starts().next()), by_start)
}

/// The first day of the fiscal years of the country that the sentence names last before a figure, else first behind it.
pub(super) fn fiscal_here(view: &View, figure: &Quantity) -> Option<(i8, i8)> {
    let start = |place: &PlaceMention| view.scan.lexicon.fiscal_year_start(place.place);
    let split = view.places.partition_point(|place| place.first < figure.first);
    let (before, behind) = view.places.split_at(split);
    before.iter().rev().find_map(start).or_else(|| behind.iter().find_map(start))
}

/// The first day of the fiscal years of another country that the document is about.
pub(super) fn fiscal_of_others(view: &View, topic: &Topic, anchor: &Anchor) -> Option<(i8, i8)> {
    let pair = [topic.pair.map(|pair| pair.0), topic.pair.map(|pair| pair.1), topic.home, topic.main];
    let starts = pair.into_iter().flatten().filter_map(|place| view.scan.lexicon.fiscal_year_start(place));
    let mut others = starts.filter(|start| Some(*start) != anchor.fiscal_start);
    others.next()
}
