//! What words of time may mean beside the days that they mean first.

use super::Features;
use crate::claim::measure::flag;
use crate::claim::view::View;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::value::period::Period;
use jiff::civil::Date;

/// What else the words may mean, beside the days that they mean first.
pub(super) fn others(
    view: &View,
    mention: &PeriodMention,
    anchor: &Anchor,
    period: Period,
    is_base: bool,
    f: Features,
) -> impl Iterator<Item = (Period, Features)> {
    // 'in the same period' may be the one in focus itself, 'last year's' the calendar year before publication.
    let is_last = view.is(mention.first, &["last"]);
    let plain = !(mention.first..mention.end).any(|i| {
        view.is(i, &["last", "previous", "preceding", "prior", "earlier", "ago", "before"]) || view.scan.is_number(i)
    });
    // 'the end of the year', 'the rest of the year' are of the year of publication.
    let ends =
        mention.by || (mention.first..mention.end).any(|i| view.is(i, &["this", "current", "end", "close", "rest"]));
    let back = mention.when == (When::Focus { years_back: 1 });
    let same = anchor.focus.filter(|_| back && plain && (mention.first..mention.end).any(|i| view.is(i, &["same"])));
    let calendar = anchor.published.filter(|_| back && is_last).and_then(|day| Period::year(day.year() - 1));
    let (kept, year, closed) = match mention.when {
        // 'in the month' is all the months in focus.
        When::PartOfFocus { .. } => (anchor.focus, None, None),
        // 'the full year' is the one that is spoken of, not the one that has begun since.
        When::Whole(Year::Relative(0)) if !ends => {
            (None, anchor.focus.and_then(|focus| Period::year(focus.to.year())), None)
        }
        // 'since January': as far as there are figures.
        When::Since { .. } => (None, None, closed(period, anchor)),
        _ => (None, None, None),
    };
    let all = [
        (kept, Features { part_kept: 1.0, ..f }),
        (year, Features { year_of_focus: 1.0, ..f }),
        (closed, Features { to_closed: 1.0, ..f }),
        (same, Features { same_kept: 1.0, same_kept_base: flag(is_base), base_change: 0.0, base_level: 0.0, ..f }),
        (calendar, Features { calendar: 1.0, ..f }),
    ];
    all.into_iter().filter_map(move |(other, f)| Some((other.filter(|other| *other != period)?, f)))
}

/// Whether goods are said to be due then: 'for April shipment', 'delivery between May and July'.
pub(super) fn is_shipped(view: &View, mention: &PeriodMention) -> bool {
    let shipped = ["shipment", "shipments", "delivery", "deliveries", "arrival", "loading", "laydays", "delivered"];
    (1..=4).any(|back| view.before(mention.first, back, &shipped))
        || (mention.end..mention.end + 2).any(|i| view.is(i, &shipped))
}

/// A month without a year, and 'last year' within three words of it.
pub(super) fn month_of_year(view: &View, at: usize, anchor: &Anchor) -> Option<Period> {
    let (month, year) = (&view.periods[at], view.periods.get(at + 1)?);
    let When::Months { year: Year::Open, first, last } = month.when else { return None };
    let When::Whole(said @ Year::Relative(_)) = year.when else { return None };
    let gap = month.end..year.first;
    let near = gap.len() <= 3 && gap.clone().all(|i| !view.scan.is_mark(i) && view.scan.link(i).is_none());
    near.then(|| When::Months { year: said, first, last }.resolve(anchor)).flatten()
}

/// A mention measured from the first period of its sentence that comes after it.
pub(super) fn focus_after(view: &View, at: usize, anchor: &Anchor) -> Option<Period> {
    let focus = view.periods[at + 1..].iter().find(|period| period.when.stands_alone())?.when.resolve(anchor)?;
    view.periods[at].when.resolve(&Anchor { focus: Some(focus), ..*anchor })
}

/// Whether it is a season or a year of account whose beginning is named.
pub(super) fn is_season(view: &View, mention: &PeriodMention) -> bool {
    // 'eleven months into the fiscal year, which began in July' says itself how far.
    if view.periods.iter().any(|other| matches!(other.when, When::FiscalPart { .. } | When::Fiscal { .. })) {
        return false;
    }
    (2..=7).any(|back| view.before(mention.first, back, &["season", "campaign", "year", "crop"]))
}

/// A period up to publication, cut at the end of the days in focus, else of the last month that was over.
fn closed(period: Period, anchor: &Anchor) -> Option<Period> {
    let month = anchor.published?.first_of_month().yesterday().ok()?;
    let fits = |end: &Date| *end > period.from && *end < period.to;
    let focus = anchor.focus.map(|focus| focus.to).filter(|end| fits(end) && period.to.year() == end.year());
    focus.or(Some(month)).filter(fits).map(|end| Period::new(period.from, end))
}
