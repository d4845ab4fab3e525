//! Goods that are but a part or an example of what a figure is for, and those that it is not for.

use super::phrase::{is_cue, is_plain};
use crate::claim::parallel::Run;
use crate::claim::view::View;
use crate::lexicon::{Cue, Sense, WordKind};

/// Most tokens between a list's first member and another.
const LIST: usize = 20;

/// 'which include re-exports of clothes', 'mostly coal and fruit', 're-exports of fuel included': a part of the whole that
/// the figure is for.
pub(super) fn is_included(view: &View, run: Run) -> bool {
    (run.0.saturating_sub(3).max(view.first)..run.0).any(|at| view.scan.is_kind(at, WordKind::Part))
        || view.is(run.1, &["included"])
}

/// 'mainly timber, fish and meat', 'wine, nuts and water above all', '(mostly coal)': a member of a list of parts, whose
/// first member stands behind the word that says so.
pub(super) fn is_illustration(view: &View, run: Run) -> bool {
    let joins =
        |at: usize| view.is_goods(at) || view.is(at, &[",", "and"]) || (is_plain(view, at) && !is_cue(view, at));
    let from = (run.0.saturating_sub(LIST).max(view.first)..run.0).rev().take_while(|at| joins(*at)).last();
    let opens = from.is_some_and(|from| {
        (from.saturating_sub(2).max(view.first)..from + 1).any(|at| view.scan.is_kind(at, WordKind::Part))
    });
    let to = (run.1..(run.1 + LIST).min(view.end)).find(|at| !joins(*at)).unwrap_or(view.end);
    opens || view.scan.longest(to, |sense| matches!(sense, Sense::Cue(Cue::Part)).then_some(())).is_some()
}

/// 'oil excluded', 'hydropower aside', 'gas is not counted': the figure is for all but these goods.
pub(super) fn is_left_out(view: &View, at: usize) -> bool {
    let negated = view.is(at, &["is", "are", "was", "were"]) && view.is(at + 1, &["not", "left"]);
    view.is(at, &["excluded", "aside"]) || (negated && view.is(at + 2, &["counted", "included", "out"]))
}

/// 'excluding oil and wheat', 'other than coffee': the first word, where the figure is for all but these goods.
pub(super) fn exception(view: &View, run: Run) -> Option<usize> {
    let from = run.0.saturating_sub(4).max(view.first);
    (from..run.0).rev().find(|at| view.scan.is_kind(*at, WordKind::Except))
}

/// 'exports – wool, beef and tea – reached $5bn': goods between two dashes that the figure is not between.
pub(super) fn is_set_off(view: &View, run: Run, figure: Run) -> bool {
    let is_dash = |at: usize| view.is(at, &["–", "—", "-"]) && !view.scan.touches(at) && !view.scan.touches(at + 1);
    let from = (run.0.saturating_sub(SET_OFF).max(view.first)..run.0).rev().find(|at| is_dash(*at));
    let to = (run.1..(run.1 + SET_OFF).min(view.end)).find(|at| is_dash(*at));
    let (Some(from), Some(to)) = (from, to) else { return false };
    figure.1 <= from || to < figure.0
}

/// Most tokens between a dash and goods.
const SET_OFF: usize = 16;
