//! Brackets: times and figures that stand in them.

use crate::claim::story::Settled;
use crate::claim::view::View;
use crate::mention::period::{Anchor, PeriodMention, When};
use crate::mention::quantity::Quantity;
use crate::value::period::{Period, PeriodKind};

/// 'the first eight months (March 21 - November 21)': the days of the words stand in brackets behind them.
pub(super) fn is_spelled_out(view: &View, at: usize) -> bool {
    let (mention, Some(next)) = (&view.periods[at], view.periods.get(at + 1)) else { return false };
    let days = matches!(
        next.when,
        When::DaysTo { .. } | When::Fixed(_) | When::Months { .. } | When::MonthsTo { .. } | When::FiscalMonths { .. }
    );
    let gap = mention.end..next.first;
    days && (1..=6).contains(&gap.len())
        && view.is(next.first - 1, &["("])
        && view.figures_between((mention.first, mention.end), (next.first, next.end)) == 0
        && (next.end..next.end + 2).any(|i| view.is(i, &[")"]))
}

/// Past a bracket that opens at a token, or past ', revised from 3 bn'.
pub(super) fn past_bracket(view: &View, at: usize) -> usize {
    if view.is(at, &[","]) && view.is(at + 1, &["revised"]) {
        let revised = view.quantities.iter().find(|figure| figure.first > at);
        return revised.filter(|figure| figure.first <= at + 5).map_or(at, |figure| figure.end);
    }
    let close = || (at..(at + 14).min(view.end)).find(|i| view.is(*i, &[")"]));
    if view.is(at, &["("]) { close().map_or(at, |close| close + 1) } else { at }
}

/// '$2.6bn (2021)', '2021 ($2.6bn)': one of the two is in brackets right behind the other.
pub(super) fn is_bracketed(view: &View, figure: &Quantity, mention: &PeriodMention) -> bool {
    (mention.first == figure.end + 1 && view.is(figure.end, &["("]) && view.is(mention.end, &[")"]))
        || (figure.first > mention.end
            && figure.first <= mention.end + 2
            && view.is(mention.end, &["("])
            && view.quantities.iter().all(|other| other.first >= figure.first || other.end <= mention.first))
}

/// 'exports were worth $147 bn (+10%)', 'beef 14,384 (10,339)': in brackets right behind the figure before, and no time is
/// named there.
pub(super) fn follows_in_brackets(view: &View, previous: &Settled, figure: &Quantity) -> bool {
    let open = view.bracket(figure.first).filter(|open| *open >= previous.end && *open <= previous.end + 1);
    let names_time =
        |open: usize| view.periods.iter().any(|period| open < period.first && period.first < figure.end + 3);
    open.is_some_and(|open| !names_time(open))
}

/// 'with figures for 1985 in brackets': a time that is only of what stands in brackets.
pub(super) fn is_of_brackets(view: &View, mention: &PeriodMention) -> bool {
    let scan = view.scan;
    let is_bracket = |at: usize| scan.is(at, &["brackets", "parentheses", "parenthesis"]) && scan.is(at - 1, &["in"]);
    (mention.end + 1..mention.end + 6).any(is_bracket)
}

/// 'with figures for 1985 in brackets', said here or before: the time of what stands in brackets.
pub(super) fn said_in_brackets(view: &View, compared: Period, anchor: &Anchor) -> Option<Period> {
    let says = |mention: &&PeriodMention| is_of_brackets(view, mention);
    let named = view.periods.iter().rev().find(says);
    let named = named.or_else(|| view.periods_before.iter().rev().take(BRACKETS).find(says))?;
    let said = named.when.resolve(&Anchor { focus: Some(compared), future: false, ..*anchor })?;
    // '1986 in brackets' beside January to June: the months of that year.
    let is_part = said.kind == PeriodKind::Year && compared.kind != PeriodKind::Year && compared.days() < 360;
    if is_part { compared.shift_years(i32::from(said.to.year()) - i32::from(compared.to.year())) } else { Some(said) }
}

/// Words of time before a sentence among which one may say what brackets hold.
const BRACKETS: usize = 40;
