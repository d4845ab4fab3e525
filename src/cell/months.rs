//! Figures for stretches of one calendar year, and what follows from them for other stretches.
//!
//! A year is thirteen points: its beginning and the ends of its months. A figure for whole months is a step from one
//! point to another, forwards with its value and backwards with minus its value. So every way between two points is a
//! figure for the months between them: two quarters make a half, January to July without the half is July, and eleven
//! months, December and the year have to add up. Of several ways the one with the narrowest interval is taken.

use super::figure::{Ends, Figure};
use crate::value::period::{Period, PeriodKind};
use rust_decimal::Decimal;

const POINTS: usize = 13;

/// One figure as a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    from: usize,
    to: usize,
    ends: Ends,
}

/// A way: value and interval, and which steps it takes.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) ends: Ends,
    pub(crate) steps: Vec<usize>,
    /// For each of them whether it is taken forwards.
    pub(crate) forwards: Vec<bool>,
}

/// The figure as a step of its calendar year; none where it is open, or for anything but whole months of one year.
pub(crate) fn step(figure: &Figure) -> Option<Step> {
    let Period { from, to, kind } = figure.period;
    let whole = from.day() == 1 && to == to.last_of_month() && from.year() == to.year();
    let is_step = whole && kind != PeriodKind::FiscalYear;
    let point = |month: i8| usize::try_from(month).ok();
    Some(Step { from: point(from.month() - 1)?, to: point(to.month())?, ends: figure.ends().filter(|_| is_step)? })
}

/// The narrowest way that leads through a period of the year, without the step `without`.
pub(crate) fn way(steps: &[Step], period: Period, without: Option<usize>) -> Option<Way> {
    let (start, end) = (usize::try_from(period.from.month()).ok()? - 1, usize::try_from(period.to.month()).ok()?);
    let zero = Ends { value: Decimal::ZERO, low: Decimal::ZERO, high: Decimal::ZERO };
    let mut ways: [Option<Way>; POINTS] = Default::default();
    ways[start] = Some(Way { ends: zero, steps: Vec::new(), forwards: Vec::new() });
    // As for shortest ways (Bellman and Ford): after so many rounds no way gets narrower. Widths are never negative.
    for _ in 1..POINTS {
        let mut changed = false;
        for (number, step) in steps.iter().enumerate().filter(|(number, _)| Some(*number) != without) {
            for (here, there, forwards) in [(step.from, step.to, true), (step.to, step.from, false)] {
                let Some(way) = &ways[here] else { continue };
                let ends = if forwards { way.ends.plus(step.ends) } else { way.ends.minus(step.ends) };
                let Some(ends) = ends else { continue };
                let is_better = |old: &Way| (ends.width(), way.steps.len() + 1) < (old.ends.width(), old.steps.len());
                if ways[there].as_ref().is_none_or(is_better) {
                    let steps = way.steps.iter().copied().chain([number]).collect();
                    let forwards = way.forwards.iter().copied().chain([forwards]).collect();
                    (ways[there], changed) = (Some(Way { ends, steps, forwards }), true);
                }
            }
        }
        if !changed {
            break;
        }
    }
    ways[end].take()
}

/// The periods of a year that a table shows: the year, its halves, quarters and months.
pub(crate) fn periods(year: i16) -> impl Iterator<Item = Period> {
    let parts =
        |months: i8| (1..=12).step_by(usize::from(months.unsigned_abs())).map(move |first| (first, first + months - 1));
    [12, 6, 3, 1].into_iter().flat_map(parts).filter_map(move |(first, last)| Period::months(year, first, last))
}
