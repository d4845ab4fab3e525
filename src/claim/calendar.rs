//! When the fiscal years, seasons and years of agreements of a document begin, where it says so.

use crate::lexicon::{Sense, SpanUnit};
use crate::mention::Mentions;
use crate::mention::period::{Anchor, Named, When};
use crate::mention::scan::Scan;
use jiff::civil::Date;

/// What says of a year that it begins on a day.
pub(super) const BEGINS: [&str; 10] =
    ["began", "begun", "started", "begins", "starts", "starting", "beginning", "runs", "ran", "opened"];

/// 'the third year of the grain agreement, which ended September 30': its number and its first day.
pub(super) fn pact(found: &Mentions, anchor: &Anchor) -> Option<(i8, Date)> {
    found.periods.iter().find_map(|period| match period.when {
        When::PactYear { number, edge: Some(_) } => Some((number, period.when.resolve(anchor)?.from)),
        _ => None,
    })
}

/// 'this agricultural year, which started on July 1', 'the fiscal year that closed on March 31', 'the 1986/87 season (Oct-Sept)':
/// month and day on which such years begin, where the text says so.
pub(super) fn year_start(scan: &Scan, found: &Mentions, unit: SpanUnit) -> Option<(i8, i8)> {
    let is_unit =
        |at: usize| scan.longest(at, |sense| matches!(sense, Sense::Span(of) if *of == unit).then_some(())).is_some();
    // 'in the 2021/22 marketing year ... Since the year began on October 1'.
    let speaks_of_season = unit == SpanUnit::Season && found.periods.iter().any(|period| period.when.is_season());
    let year_began = |first: usize| {
        let began = |at: usize| scan.is(at, &BEGINS) && scan.is(at - 1, &["year"]);
        speaks_of_season && (first.saturating_sub(3).max(1)..first).any(began)
    };
    let ends = ["ended", "ends", "ending", "closed", "closes", "closing"];
    found.periods.iter().find_map(|period| {
        let before = period.first.saturating_sub(4)..period.first;
        let led = |words: &[&str]| before.clone().any(|i| scan.is(i, words));
        let after_unit = (period.first.saturating_sub(10)..period.first).any(is_unit) || year_began(period.first);
        let next = |month: i8| (month % 12 + 1, 1);
        match period.when {
            When::Months { first, last, .. } if next(last).0 == first && unit == SpanUnit::Season => {
                (after_unit || (period.end..period.end + 4).any(is_unit)).then_some((first, 1))
            }
            // 'the season (1 October to 30 September)'.
            When::DaysTo { first, last, .. } if last.1 >= 28 && next(last.0) == first && unit == SpanUnit::Season => {
                after_unit.then_some(first)
            }
            When::Months { first, last, .. } if first == last && after_unit => {
                if led(&BEGINS) {
                    Some((first, 1))
                } else {
                    led(&ends).then_some(next(first))
                }
            }
            When::Days { month, first, last, .. } if first == last && after_unit => {
                if led(&BEGINS) {
                    Some((month, first))
                } else {
                    (led(&ends) && first >= 28).then_some(next(month))
                }
            }
            // 'coffee year 1986/87, ending September': the words of the year close with its last month.
            When::Fiscal { named, .. } if (named == Named::Season) == (unit == SpanUnit::Season) => {
                let (end, month) = scan.longest(period.end - 1, |sense| match sense {
                    Sense::Month(month) => Some(*month),
                    _ => None,
                })?;
                let closes = (period.first..period.end).any(|i| scan.is(i, &ends));
                (closes && end == period.end).then(|| next(month))
            }
            // '1987/88 (July/June)'.
            When::Fixed(days)
                if unit == SpanUnit::Season && days.whole_months() == Some(12) && days.from.month() > 1 =>
            {
                scan.is(period.end - 1, &[")"]).then(|| (days.from.month(), 1))
            }
            When::MonthsTo { count: 12, month, .. } if is_unit(period.first) => Some(next(month)),
            _ => None,
        }
    })
}
