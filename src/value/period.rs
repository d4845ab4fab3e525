//! The days that a figure is for.

use crate::error::Error;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// From one day to another, both inclusive, and what kind of period it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Year, half, quarter ...
    pub kind: PeriodKind,
}

/// What kind of period it is; follows from the days but for fiscal years, which a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A calendar year.
    Year,
    /// January to June or July to December.
    Half,
    /// A calendar quarter.
    Quarter,
    /// A calendar month.
    Month,
    /// A single day.
    Day,
    /// From 1 January to the end of a month that is not December.
    Ytd,
    /// Twelve months from another day than 1 January.
    FiscalYear,
    /// Anything else.
    Span,
}

impl PeriodKind {
    /// Every kind, in order.
    pub const ALL: [PeriodKind; 8] = [
        PeriodKind::Year,
        PeriodKind::Half,
        PeriodKind::Quarter,
        PeriodKind::Month,
        PeriodKind::Day,
        PeriodKind::Ytd,
        PeriodKind::FiscalYear,
        PeriodKind::Span,
    ];

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<PeriodKind> {
        PeriodKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name in claims and tables.
    pub fn name(self) -> &'static str {
        match self {
            PeriodKind::Year => "year",
            PeriodKind::Half => "half",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Month => "month",
            PeriodKind::Day => "day",
            PeriodKind::Ytd => "ytd",
            PeriodKind::FiscalYear => "fiscal_year",
            PeriodKind::Span => "span",
        }
    }
}

impl Period {
    /// From one day to another, in either order; the kind follows from the days.
    pub fn new(from: Date, to: Date) -> Period {
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        Period { from, to, kind: kind_of(from, to) }
    }

    /// A calendar year.
    pub fn year(year: i16) -> Option<Period> {
        Some(Period::new(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
    }

    /// Months `first` to `last` (1 to 12, either order of size: October to March runs into the next year).
    pub fn months(year: i16, first: i8, last: i8) -> Option<Period> {
        let end_year = if last < first { year.checked_add(1)? } else { year };
        Some(Period::new(Date::new(year, first, 1).ok()?, Date::new(end_year, last, 1).ok()?.last_of_month()))
    }

    /// The same days so many years later (earlier where negative); the end of February stays the end of February.
    pub fn shift_years(self, years: i32) -> Option<Period> {
        let shift = |day: Date| -> Option<Date> {
            let moved = day.checked_add(years.years()).ok()?;
            Some(if day == day.last_of_month() { moved.last_of_month() } else { moved })
        };
        Some(Period::new(shift(self.from)?, shift(self.to)?))
    }

    /// The period of the same number of whole months that ends where this one begins; none where it is not made of
    /// whole months.
    pub fn previous(self) -> Option<Period> {
        if self.days() == 7 {
            let week = |day: Date| day.checked_sub(7.days()).ok();
            return Some(Period::new(week(self.from)?, week(self.to)?));
        }
        let months = self.whole_months()?;
        let from = self.from.checked_sub(months.months()).ok()?;
        Some(Period::new(from, self.from.yesterday().ok()?))
    }

    /// Number of months, where it is made of whole ones: from a day to the day before the same day of a later month.
    pub fn whole_months(self) -> Option<i32> {
        let after = self.to.tomorrow().ok()?;
        let months =
            (i32::from(after.year()) - i32::from(self.from.year())) * 12 + i32::from(after.month() - self.from.month());
        (after.day() == self.from.day()).then_some(months)
    }

    /// Number of days, at least 1.
    pub fn days(self) -> i32 {
        self.from.until(self.to).map_or(0, |span| span.get_days()) + 1
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Period) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The label that statisticians write: `2023`, `2023-S1`, `2023-Q1`, `2023-01`, else `FROM/TO` (SDMX time
    /// formats where there is one).
    pub fn label(self) -> String {
        let (year, month) = (self.from.year(), self.from.month());
        match self.kind {
            PeriodKind::Year => format!("{year:04}"),
            PeriodKind::Half => format!("{year:04}-S{}", (month + 5) / 6),
            PeriodKind::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
            PeriodKind::Month => format!("{year:04}-{month:02}"),
            PeriodKind::Day => self.from.to_string(),
            PeriodKind::Ytd | PeriodKind::FiscalYear | PeriodKind::Span => self.to_string(),
        }
    }

    /// The period that a label or a code of the field names: `2023`, `2023-S1`, `2023-Q1`, `2023-01` or `202301`, a
    /// day, `FROM/TO`. What [`label`](Period::label) gives comes back, but for the kind of a fiscal year in calendar
    /// years.
    pub fn from_label(text: &str) -> Option<Period> {
        let year = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() == 4);
        let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        if !text.is_ascii() {
            return None;
        }
        if text.len() == 6 {
            return Period::months(year(&text[..4])?, number(&text[4..])?, number(&text[4..])?);
        }
        match text.split_once('-') {
            _ if text.contains('/') => text.parse().ok(),
            None => Period::year(year(text)?),
            Some((_, part)) if part.contains('-') => text.parse().ok().map(|day| Period::new(day, day)),
            Some((of, part)) => {
                let (of, (kind, digits)) = (year(of)?, part.split_at_checked(1)?);
                let (length, last) = match kind {
                    "S" => (6, number(digits)? * 6),
                    "Q" => (3, number(digits)? * 3),
                    _ => (1, number(part)?),
                };
                Period::months(of, last - length + 1, last)
            }
        }
    }
}

fn kind_of(from: Date, to: Date) -> PeriodKind {
    if from == to {
        return PeriodKind::Day;
    }
    if from.day() != 1 || to != to.last_of_month() || from.year() < 0 {
        let year_later = from.checked_add(1.year()).and_then(|day| day.yesterday()).ok();
        return if year_later == Some(to) { PeriodKind::FiscalYear } else { PeriodKind::Span };
    }
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month() - from.month()) + 1;
    match (from.month(), months) {
        (_, 1) => PeriodKind::Month,
        (1 | 4 | 7 | 10, 3) => PeriodKind::Quarter,
        (1 | 7, 6) => PeriodKind::Half,
        (1, 12) => PeriodKind::Year,
        (_, 12) => PeriodKind::FiscalYear,
        (1, 2..=11) => PeriodKind::Ytd,
        _ => PeriodKind::Span,
    }
}

/// `FROM/TO`, ISO 8601 days, both inclusive.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Period, Error> {
        let wrong = || Error::value(format!("'{text}' is no period: write FROM/TO, as in 2023-01-01/2023-12-31"));
        let (from, to) = text.split_once('/').ok_or_else(wrong)?;
        let (from, to): (Date, Date) = (from.parse().map_err(|_| wrong())?, to.parse().map_err(|_| wrong())?);
        if from > to {
            return Err(wrong());
        }
        Ok(Period::new(from, to))
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Period, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The first day of the era that reports speak of; earlier years are not read as years.
pub const EARLIEST: Date = date(1800, 1, 1);
