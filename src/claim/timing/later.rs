//! What comes after words of time: the next such months, the period behind one.

use super::other::names_month;
use crate::claim::view::View;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::value::period::{Period, PeriodKind};
use jiff::ToSpan;
use jiff::civil::Date;

/// 'is expected to rise during Jan-Sept': the next such months that are not over.
pub(super) fn ahead(view: &View, mention: &PeriodMention, anchor: &Anchor) -> Option<Period> {
    let When::Months { year: Year::Open, first: 1, last: last @ 2.. } = mention.when else { return None };
    let day = anchor.published.filter(|_| names_month(view, mention) || last % 3 == 0)?;
    Period::months(day.year() + i16::from(day.month() > last), 1, last)
}

/// Whole months from one day to a later one.
pub(super) fn months_between(from: Date, to: Date) -> i32 {
    12 * i32::from(to.year() - from.year()) + i32::from(to.month() - from.month())
}

/// The period of the same kind after one.
pub(super) fn after(period: Period) -> Option<Period> {
    match period.kind {
        PeriodKind::Month | PeriodKind::Quarter => {
            let months = i32::from(period.whole_months()? as i16);
            let first = period.to.tomorrow().ok()?;
            let last = first.checked_add((months - 1).months()).ok()?;
            Some(Period::new(first, last.last_of_month()))
        }
        PeriodKind::Year => period.shift_years(1),
        _ => None,
    }
}
