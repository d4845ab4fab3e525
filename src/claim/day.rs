//! The day that a report is of, where nobody gives it.

use crate::lexicon::Cue;
use crate::mention::Mentions;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::mention::scan::Scan;
use crate::value::flow::Status;
use jiff::civil::Date;

/// The day in 'First Published: Aug 20 2024', 'Last Updated', or an ISO date, in the first or last lines.
pub(super) fn stated_day(scan: &Scan, found: &Mentions) -> Option<Date> {
    let lead = |at: usize| {
        (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|i| scan.is(i, &["published", "updated", "date", "posted", "dated"]))
        })
    };
    let day = |when: When| match when {
        When::Fixed(period) if period.from == period.to => Some(period.from),
        When::Days { year: Year::Said(_), first, last, .. } if first == last => {
            when.resolve(&Anchor::default()).map(|period| period.from)
        }
        _ => None,
    };
    let said = found.periods.iter().filter(|p| lead(p.first)).find_map(|p| day(p.when));
    // A day at the very start of the text is the report's own: '29.12.2021, 18:20', '11:18 am on 10 November 2006'.
    said.or_else(|| found.periods.iter().take_while(|p| p.first < 12).find_map(|p| day(p.when)))
}

/// In a report without a day, the latest year that it names as past: 'last year' is that one where it is said, 'this
/// year' else.
pub(super) fn likely_day(scan: &Scan, found: &Mentions, title: &Mentions) -> Option<Date> {
    let ahead = |period: &PeriodMention| {
        let at = scan.sentences.partition_point(|sentence| sentence.tokens.end <= period.first);
        let first = scan.sentences.get(at).map_or(0, |sentence| sentence.tokens.start);
        let from = found.cues.partition_point(|cue| cue.first < first);
        found.cues[from..]
            .iter()
            .take_while(|cue| cue.first < period.first)
            .any(|cue| matches!(cue.cue, Cue::Status(Status::Projection | Status::Target | Status::Potential)))
    };
    let year = |period: &PeriodMention| match period.when {
        When::Whole(Year::Said(year))
        | When::Months { year: Year::Said(year), .. }
        | When::Days { year: Year::Said(year), .. }
        | When::FocusIn { year } => Some(year),
        _ => None,
    };
    let latest = found.periods.iter().filter(|period| !period.by && !ahead(period));
    let latest = title.periods.iter().chain(latest).filter_map(year).max()?;
    let says = |by: i8| {
        let year = Year::Relative(by);
        let own =
            |when: When| when == When::Whole(year) || matches!(when, When::Fiscal { year: said, .. } if said == year);
        found.periods.iter().any(|period| own(period.when))
    };
    // 'growth of 6% is forecast for 2004' beside 'this year' and figures of 2003.
    let next = || found.periods.iter().any(|period| year(period) == Some(latest + 1) && ahead(period));
    match (says(-1), says(0)) {
        (true, false) => Date::new(latest + 1, 1, 31).ok(),
        (_, true) if next() => Date::new(latest + 1, 12, 31).ok(),
        _ => Date::new(latest, 12, 31).ok(),
    }
}
