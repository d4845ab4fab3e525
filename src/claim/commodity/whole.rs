//! Words that say that a figure is for all goods, and what is all goods only as far as it is not services.

use super::phrase::text;
use super::{Asked, Candidates, Features};
use crate::claim::measure::flag;
use crate::claim::parallel::Run;
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::view::View;
use crate::lexicon::{Cue, Reference, WordKind};

/// Tokens between a verb of trade and its object.
const OBJECT: usize = 4;

/// The words for all goods at the figure's word of trade: 'exports of goods and services', 'merchandise trade', 'sold goods
/// worth $3bn'.
pub(super) fn all_goods(view: &View, asked: &Asked) -> Option<Run> {
    let cue = asked.choice.cue?;
    // 'merchandise exports' may be one word of trade.
    if let Some(at) = (cue.first..cue.end).find(|at| view.is_all_goods(*at)) {
        return Some((at, at + 1));
    }
    let mut all = view.goods.iter().filter(|goods| goods.all).map(|goods| (goods.first, goods.end));
    if cue.verb {
        return all.find(|run| run.0 >= cue.end && run.0 - cue.end <= OBJECT && !is_crossed(view, cue.end, run.0));
    }
    all.find(|run| {
        let before = run.1 <= cue.first && cue.first - run.1 <= 1 && !is_crossed(view, run.1, cue.first);
        let behind = view.is(cue.end, &["of", "in"]) && run.0 > cue.end && run.0 - cue.end <= 3;
        before || (behind && !is_crossed(view, cue.end, run.0))
    })
}

/// 'exports of goods and services': all goods, and what is traded beside them.
pub(super) fn has_services(view: &View, asked: &Asked) -> bool {
    let Some((from, to)) = all_goods(view, asked) else { return false };
    (from.saturating_sub(2).max(view.first)..(to + 3).min(view.end)).any(|at| view.scan.is_kind(at, WordKind::Service))
}

/// Whether a figure or a mark stands between two tokens.
fn is_crossed(view: &View, from: usize, to: usize) -> bool {
    (from..to).any(|at| view.scan.is_mark(at) || view.scan.is_number(at))
}

/// Whether a name of goods is one of all goods, described: 'northbound goods'.
pub(super) fn ends_in_all(view: &View, run: Run) -> bool {
    view.goods.iter().any(|goods| goods.all && goods.end == run.1 && goods.first > run.0)
}

/// 'exports of goods' in a report that has services as well.
pub(super) fn plain(view: &View, asked: &Asked) -> Option<<Candidates as IntoIterator>::Item> {
    let is_service = |at: usize| view.scan.is_kind(at, WordKind::Service);
    let own = of_figure(view, asked.figure.end).filter(|_| (view.first..view.end).any(is_service));
    let (from, to) = own.or_else(|| all_goods(view, asked).filter(|_| asked.spoken.services))?;
    if to - from > 1 || (from.saturating_sub(2)..(to + 2).min(view.end)).any(is_service) {
        return None;
    }
    let features = Features {
        plain: 1.0,
        plain_own: flag(own.is_some()),
        plain_beside: flag((view.first..view.end).any(is_service)),
        plain_whole: flag(asked.is_whole()),
        ..Features::default()
    };
    Some(Candidate::said(Some(text(view, (from, to))), (from, to), Reach::Clause, features))
}

/// '$44bn of goods plus $6bn of services', '$41bn from goods': all goods right behind the figure.
fn of_figure(view: &View, at: usize) -> Option<Run> {
    (view.is(at, &["of", "from", "in", "for"]) && view.is_all_goods(at + 1)).then_some((at + 1, at + 2))
}

/// Tokens between a part and its whole.
const WHOLE: usize = 8;

/// '$4bn of the $5bn', '42% of a total export figure of 500 billion': the second figure is the whole of the first.
pub(super) fn is_whole_of(view: &View, at: usize) -> bool {
    let Some(part) = at.checked_sub(1).map(|before| &view.quantities[before]) else { return false };
    let figure = &view.quantities[at];
    let from = part.end + usize::from(view.is(part.end, &["out"]));
    // 'It added $4bn to a total of $9bn'.
    let is_total =
        |at: usize| view.cues.iter().any(|cue| cue.first == at && matches!(cue.cue, Cue::Reference(Reference::World)));
    let to_total = view.is(from, &["to"]) && view.is(from + 1, &["a", "the"]) && is_total(from + 2);
    (view.is(from, &["of"]) || to_total)
        && figure.first.saturating_sub(from) <= WHOLE
        && view.boundaries((part.first, part.end), (figure.first, figure.end)) < 2.0
        && !view.goods.iter().any(|goods| !goods.all && part.end <= goods.first && goods.end <= figure.first)
}
