//! Figures that are a whole of which their sentence names a part: '3 of a total of 12 million tonnes', '12 million tonnes, of
//! which 3 from Japan'. A place that is named with the part is no party of the whole.

use crate::claim::parallel::Run;
use crate::claim::view::View;
use crate::lexicon::{Link, WordKind};
use crate::mention::quantity::Quantity;

/// The tokens of a sentence that speak of a whole: places before and behind them are those of its part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    from: usize,
    to: usize,
}

/// Tokens between the word that ties a whole to its part and the figure of either.
const BACK: usize = 10;
const AHEAD: usize = 12;

impl Whole {
    /// The whole that a figure is, if it is one.
    pub fn of(view: &View, figure: &Quantity) -> Option<Whole> {
        let (from, to) = (begins(view, figure), ends(view, figure));
        let whole = Whole { from: from.unwrap_or(view.first), to: to.unwrap_or(view.end) };
        (from.is_some() || to.is_some()).then_some(whole)
    }

    /// Whether a place stands with the part.
    pub fn is_of_part(self, place: Run) -> bool {
        place.1 <= self.from || place.0 >= self.to
    }
}

/// Where the whole begins in '41% of record imports of 55 million tonnes', 'most of the $170 bn deficit'.
fn begins(view: &View, figure: &Quantity) -> Option<usize> {
    let start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
    let is_part =
        |of: usize| of > view.first && (view.scan.is_kind(of - 1, WordKind::Fraction) || is_in_figure(view, of - 1));
    // What the figure hangs on: itself, or a noun with 'of'.
    let noun = view.before(start, 1, &["of"]) && !is_part(start - 1);
    let mut at = if noun { start - 1 } else { start };
    while at > view.first && start - at <= BACK {
        at -= 1;
        if view.scan.link(at) == Some(Link::Of) {
            if is_part(at) {
                return Some(at);
            }
            continue;
        }
        let plain = !view.scan.is_mark(at) || view.is(at, &["'", "'s", "’s", "-"]);
        if !plain || view.scan.link(at).is_some() || is_in_figure(view, at) {
            return None;
        }
        // Without a noun of its own a figure hangs on 'of the', 'of its'.
        if !noun
            && !view.is(at, &["the", "its", "a", "their", "record", "this", "that"])
            && !view.scan.is_kind(at, WordKind::Pronoun)
        {
            return None;
        }
    }
    None
}

fn is_in_figure(view: &View, at: usize) -> bool {
    let next = view.quantities.partition_point(|figure| figure.end <= at);
    view.quantities.get(next).is_some_and(|figure| figure.first <= at)
}

/// Where the part begins behind '12 million tonnes, of which', ', including', ', with 3 million from'.
fn ends(view: &View, figure: &Quantity) -> Option<usize> {
    let last = (figure.end + AHEAD).min(view.end);
    (figure.end..last).find(|at| {
        let next = at + 1;
        let of_it = view.is(*at, &["of"]) && next < view.end && view.scan.is_kind(next, WordKind::Pronoun);
        let apart = view.before(*at, 1, &[","]);
        let with = apart && view.is(*at, &["with"]) && leads_figure(view, next);
        let including = view.is(*at, &["including"]) && leads_figure(view, next);
        of_it || with || including
    })
}

/// Whether a figure or a part without a number follows within a few words.
fn leads_figure(view: &View, at: usize) -> bool {
    let last = (at + 5).min(view.end);
    let next = view.quantities.partition_point(|figure| figure.first < at);
    view.quantities.get(next).is_some_and(|figure| figure.first < last)
        || (at..last).any(|i| view.scan.is_kind(i, WordKind::Fraction) && view.is(i + 1, &["of"]))
}
