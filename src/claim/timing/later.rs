//! What comes after words of time: the next such months, the period behind one.

use super::other::{About, names_month};
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

impl About<'_, '_> {
    /// 'in January and February': both months.
    pub fn joint_months(&self, shipped: bool) -> Option<Period> {
        let (mention, next) = (&self.view.periods[self.at], self.view.periods.get(self.at + 1)?);
        let When::Months { first, last, year: Year::Open } = mention.when else { return None };
        let When::Months { first: second, last: end, year } = next.when else { return None };
        let apart = (next.end..next.end + 30).any(|i| self.view.is(i, &["respectively"]));
        let joined = !apart && next.first == mention.end + 1 && self.view.is(mention.end, &["and", "/"]);
        let fits = joined && first == last && second == end && second == first + 1;
        // 'for March and April shipment'.
        let is_due = || next.is_due(self.view.scan) || mention.is_due(self.view.scan) || self.is_now(first);
        let anchor = Anchor { future: shipped, ..*self.anchor };
        (fits && (!shipped || is_due())).then(|| When::Months { first, last: second, year }.resolve(&anchor)).flatten()
    }

    /// Whether a month is that of publication: 'July and August', said in July, are of this year.
    pub fn is_now(&self, month: i8) -> bool {
        self.anchor.published.is_some_and(|day| day.month() == month)
    }
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
