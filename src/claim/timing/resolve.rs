//! Which days words of time mean first.

use super::base::{base_word, owner};
use crate::claim::story::Story;
use crate::claim::view::View;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::value::period::{Period, PeriodKind};

/// Days meant by a mention; 'a year earlier' is measured from the period named before it in the sentence, if any.
pub(super) fn resolve(when: When, anchor: &Anchor, view: &View, at: usize, bases: &[bool]) -> Option<Period> {
    let own = |when: When, focus: Option<Period>| {
        let resolved = when.resolve(&Anchor { focus, ..*anchor })?;
        Some(within(when, resolved, focus, anchor).unwrap_or(resolved))
    };
    let days = |period: &PeriodMention| own(period.when, anchor.focus).filter(|days| days.kind != PeriodKind::Day);
    let is_base =
        |period: &PeriodMention| base_word(view, period) || owner(view, period).is_some_and(|owner| bases[owner]);
    let fits = |period: &&PeriodMention, base: bool| period.when.stands_alone() && is_base(period) == base;
    let earlier = |base: bool| view.periods[..at].iter().rev().find(|period| fits(period, base)).and_then(days);
    let later = || view.periods[at + 1..].iter().find(|period| fits(period, false)).and_then(days);
    let focus = earlier(false).or(anchor.focus).or_else(later).or_else(|| earlier(true));
    own(when, focus)
}

/// 'From July to May', 'in July', said without a day of the year of account 2015-16: those months of it, and not the next.
fn within(when: When, resolved: Period, focus: Option<Period>, anchor: &Anchor) -> Option<Period> {
    let When::Months { year: Year::Open, first, last } = when else { return None };
    let focus = focus.filter(|focus| anchor.published.is_none() && resolved.to > focus.to)?;
    let before = resolved.shift_years(-1)?;
    let lies_in = focus.from <= before.from && before.to <= focus.to;
    let turns = first > last && before.to <= focus.to;
    (lies_in || turns).then_some(before)
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
