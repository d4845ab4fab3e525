//! What words of time are measured from: 'a year earlier' from the time named before it, 'in June' of a report without a day
//! from the year that it speaks of.

use super::base::{base_word, owner};
use crate::claim::story::Story;
use crate::claim::view::View;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::value::period::{Period, PeriodKind};

/// Days meant by a mention; 'a year earlier' is measured from the period named before it in the sentence, if any.
pub(super) fn resolve(
    when: When,
    anchor: &Anchor,
    view: &View,
    at: usize,
    bases: &[bool],
    story: &Story,
) -> Option<Period> {
    if matches!(when, When::AfterFocus | When::Focus { years_back: ..0 })
        && let Some(previous) = story.previous.as_ref().filter(|previous| previous.sentence + 1 >= view.sentence)
    {
        // 'from 3 mln in 2015 to 4 mln a year later' is measured from the figure before, 'a month later 3 mln dollars and 500 tons'
        // only once.
        let is_told = previous.end > view.periods[at].first;
        return if is_told { previous.period } else { when.resolve(&Anchor { focus: previous.period, ..*anchor }) };
    }
    let days = |period: &PeriodMention| period.when.resolve(anchor).filter(|days| days.kind != PeriodKind::Day);
    let is_base =
        |period: &PeriodMention| base_word(view, period) || owner(view, period).is_some_and(|owner| bases[owner]);
    let fits = |period: &&PeriodMention, base: bool| period.when.stands_alone() && is_base(period) == base;
    let earlier = |base: bool| view.periods[..at].iter().rev().find(|period| fits(period, base)).and_then(days);
    // 'And how did 2023 begin? In the first quarter ...', in a report without a day.
    let told = story.previous.as_ref().map_or(0, |previous| previous.end);
    let is_year = |period: &&PeriodMention| matches!(period.when, When::Whole(Year::Said(_))) && period.first >= told;
    let before = || view.periods_before.last().filter(is_year);
    let named = || before().filter(|_| anchor.published.is_none() && names_open(when)).and_then(days);
    let later = || view.periods[at + 1..].iter().find(|period| fits(period, false)).and_then(days);
    let focus = earlier(false).or_else(named).or(anchor.focus).or_else(later).or_else(|| earlier(true));
    // 'In fiscal 2010-11 ... 3 bn in October and 4 bn in March': of 2011, though October was that of 2010.
    let is_open = anchor.published.is_none() && names_open(when);
    let account = || {
        let mut named = view.periods[..at].iter().rev().chain(view.periods_before.iter().rev().take(ACCOUNT));
        let named = named.find(|other| matches!(other.when, When::Fiscal { .. } | When::FiscalPart { .. }))?;
        let whole = named.when.resolve(anchor)?;
        focus.is_none_or(|days| whole.from <= days.from && days.to <= whole.to).then_some(whole)
    };
    let focus = is_open.then(account).flatten().or(focus);
    when.resolve(&Anchor { focus, ..*anchor })
}

/// Words of time before a sentence among which a year of account is looked for.
const ACCOUNT: usize = 12;

/// Whether months of no year are named.
fn names_open(when: When) -> bool {
    matches!(when, When::Months { year: Year::Open, .. })
}

/// What 'a year earlier' is measured from by the figure before, which stands in the same sentence or just before it.
pub(super) fn settled(when: When, view: &View, story: &Story) -> Option<Period> {
    let previous = story.previous.as_ref().filter(|previous| previous.sentence + 1 >= view.sentence)?;
    let from = if previous.looks_back { story.focus } else { previous.period }?;
    match when {
        When::Focus { years_back } => from.shift_years(-i32::from(years_back)),
        When::FocusIn { year } => from.shift_years(i32::from(year) - i32::from(from.to.year())),
        When::BeforeFocus => from.previous(),
        _ => None,
    }
}

/// A month without a year, and 'last year' or 'of 2009' within three words of it.
pub(super) fn month_of_year(view: &View, at: usize, anchor: &Anchor) -> Option<Period> {
    let (month, year) = (&view.periods[at], view.periods.get(at + 1)?);
    let When::Months { year: Year::Open, first, last } = month.when else { return None };
    let When::Whole(said @ (Year::Relative(_) | Year::Said(_))) = year.when else { return None };
    // 'the January-June throughput of 2009', but not 'in January against 2009'.
    let of = matches!(said, Year::Said(_));
    if of && !view.is(year.first - 1, &["of"]) {
        return None;
    }
    let gap = month.end..year.first - usize::from(of);
    let near = gap.len() <= 3 && gap.clone().all(|i| !view.scan.is_mark(i) && view.scan.link(i).is_none());
    near.then(|| When::Months { year: said, first, last }.resolve(anchor)).flatten()
}

/// A mention measured from the first period of its sentence that comes after it.
pub(super) fn focus_after(view: &View, at: usize, anchor: &Anchor) -> Option<Period> {
    let focus = view.periods[at + 1..].iter().find(|period| period.when.stands_alone())?.when.resolve(anchor)?;
    view.periods[at].when.resolve(&Anchor { focus: Some(focus), ..*anchor })
}
