//! Tables of wire copy: the times that head their columns.

use crate::claim::view::View;
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::mention::quantity::Quantity;
use crate::token::Gap;
use crate::value::period::{Period, PeriodKind};

/// 'Jan 87   Dec 86   Jan 86' over 'Imports   25.31   27.44   20.77': the time that heads the column of a figure.
pub(super) fn column(view: &View, figure: &Quantity, anchor: &Anchor) -> Option<Period> {
    // In a table the unit stands over the numbers.
    let is_bare = view.quantities.iter().all(|figure| figure.shared);
    if !is_bare || !is_line(view, view.sentence) || !view.periods.is_empty() {
        return None;
    }
    let (place, width) = place(view, figure).filter(|(_, width)| (2..=WIDEST).contains(width))?;
    let mut at = view.sentence;
    while at > 0 && view.sentence - at < LIST {
        at -= 1;
        let named = named(view, at);
        if named.is_empty() && is_line(view, at) {
            continue;
        }
        if names_change(view, at) {
            return None;
        }
        let named = match named.len() == width {
            true => named.to_vec(),
            // 'registrations of the 1986/87 crop in the week to April 8, with those of the week before'.
            false => named.iter().filter(|mention| !matches!(mention.when, When::Fiscal { .. })).copied().collect(),
        };
        if named.len() != width {
            return None;
        }
        let days = resolve(view, at, &named, anchor);
        return days.get(place).copied().flatten();
    }
    None
}

/// Most lines between a figure and the head of its table.
const LIST: usize = 40;

/// Most columns.
const WIDEST: usize = 6;

/// Whether a sentence is a line of its own.
fn is_line(view: &View, sentence: usize) -> bool {
    let first = view.scan.sentences[sentence].tokens.start;
    view.scan.tokens.get(first).is_some_and(|token| token.gap >= Gap::Line)
}

/// The place of a figure among the columns of its row, and how many there are; 'nil' fills one.
fn place(view: &View, figure: &Quantity) -> Option<(usize, usize)> {
    let is_empty = |at: usize| view.is(at, &["nil", "none", "na", "n.a", "unavailable"]);
    let mut columns: Vec<usize> = view.quantities.iter().map(|figure| figure.first).collect();
    columns.extend((view.first..view.end).filter(|at| is_empty(*at)));
    columns.sort_unstable();
    Some((columns.iter().position(|at| *at == figure.first)?, columns.len()))
}

/// 'pct change from year earlier': a column is of no other time.
fn names_change(view: &View, sentence: usize) -> bool {
    let mut tokens = view.scan.sentences[sentence].tokens.clone();
    tokens.any(|at| view.scan.is(at, &["change", "changes", "pct", "percent", "%"]))
}

/// The times that a sentence before names.
fn named<'v>(view: &View<'v, '_>, sentence: usize) -> &'v [PeriodMention] {
    let tokens = view.scan.sentences[sentence].tokens.clone();
    let from = view.periods_before.partition_point(|period| period.first < tokens.start);
    let to = view.periods_before.partition_point(|period| period.first < tokens.end);
    let all = &view.periods_before[from..to];
    // 'BUENOS AIRES, April 3 - The board issued figures for the week to April 1': the day of the report heads nothing.
    let is_dateline = |period: &PeriodMention| super::is_dateline(view, period);
    if all.first().is_some_and(is_dateline) { &all[1..] } else { all }
}

/// The days of each, where the second may be told from the first: 'the previous week and the same week in 1986'.
fn resolve(view: &View, sentence: usize, named: &[PeriodMention], anchor: &Anchor) -> Vec<Option<Period>> {
    let mut focus = None;
    let mut days: Vec<Option<Period>> = Vec::with_capacity(named.len());
    for mention in named {
        let found = mention.when.resolve(&Anchor { focus, future: false, ..*anchor });
        focus = focus.or(found);
        days.push(found);
    }
    // 'Seven-month totals' over '1987   1986': the months of each year.
    let is_year = |mention: &PeriodMention| matches!(mention.when, When::Whole(Year::Said(_)));
    if named.iter().all(is_year)
        && let Some(part) = caption(view, sentence, anchor)
    {
        let in_year = |year: Period| part.shift_years(i32::from(year.to.year()) - i32::from(part.to.year()));
        days = days.into_iter().map(|year| year.and_then(in_year)).collect();
    }
    days
}

/// The part of a year that the line over the head of a table names.
fn caption(view: &View, sentence: usize, anchor: &Anchor) -> Option<Period> {
    let [only] = named(view, sentence.checked_sub(1)?) else { return None };
    let days = only.when.resolve(&Anchor { future: false, ..*anchor })?;
    (days.kind != PeriodKind::Year && days.kind != PeriodKind::Day && days.days() < 366).then_some(days)
}
