//! 'A, B and C bought 3, 2 and 1 million dollars respectively': which member of one list goes with which of the other.

use super::view::View;

/// A run of tokens: first and end.
pub(super) type Run = (usize, usize);

/// For figure number `figure` of the sentence, the member of `items` (in order of appearance) that stands at the same
/// place of its own list; none where the sentence sets no two lists side by side.
pub(super) fn partner_of(view: &View, figure: usize, items: &[Run]) -> Option<Run> {
    let (from, to, is_said) = figures(view, figure)?;
    let (place, count) = (figure - from, to - from);
    let before: Vec<Run> = items.iter().copied().filter(|item| item.1 <= view.quantities[from].first).collect();
    let list = last_list(view, &before, count);
    if !is_said {
        // '$3bn in 2016, about 10% of the total' is no list.
        let is_plain =
            |at: usize| (view.quantities[at].end..view.quantities[at + 1].first).all(|i| view.scan.link(i).is_none());
        return list
            .filter(|list| (from..to - 1).all(is_plain) && is_side_by_side(view, list, &before, from))
            .and_then(|list| list.get(place).copied());
    }
    if let Some(list) = list {
        return list.get(place).copied();
    }
    // 'exports were $3bn and imports $2bn, up 4% and 5% respectively'.
    if let Some(own) = owners(view, from, count, items) {
        return Some(own[place]);
    }
    // '21 and 27 bn riyals in July and June respectively'.
    let end = view.quantities[to - 1].end;
    let after: Vec<Run> =
        items.iter().copied().filter(|item| item.0 >= end && item.0 - end <= 12).take(count).collect();
    let is_list = after.len() >= 2 && after.windows(2).all(|two| is_joint(view, two[0].1, two[1].0, 4));
    // '34 bn in August and 21 and 27 bn in July and June respectively': the list is of the last ones.
    is_list.then(|| place.checked_sub(count - after.len()).map(|place| after[place])).flatten()
}

/// For figure number `figure` of the sentence, where it stands in a list of what earlier figures are compared with, the
/// item that belongs to the figure at the same place before: 'imports were 14 and exports 10 bn, against 13 and 9 bn'.
pub(super) fn compared_of(view: &View, figure: usize, items: &[Run]) -> Option<Run> {
    let (from, to) = run_of(view, figure, |a, b| {
        let gap = view.quantities[a].end..view.quantities[b].first;
        gap.len() <= 2 && gap.clone().all(|i| view.is(i, &["and", ",", "or"]))
    });
    let count = to - from;
    let first = view.quantities[from].first;
    let is_base = (1..=3).any(|back| first >= view.first + back && view.scan.is_base(first - back));
    if count < 2 || !is_base || from < count {
        return None;
    }
    Some(owners(view, from, count, items)?[figure - from])
}

/// The items that so many figures before a list each have for themselves: what stands between a figure and the one before.
fn owners(view: &View, from: usize, count: usize, items: &[Run]) -> Option<Vec<Run>> {
    let owner = |at: usize| {
        let start = at.checked_sub(1).map_or(view.first, |before| view.quantities[before].end);
        let end = view.quantities[at].first;
        items.iter().rev().find(|item| start <= item.0 && item.1 <= end).copied()
    };
    (from.checked_sub(count)?..from).map(owner).collect()
}

/// 'Belgium and Germany with 2 and 1 bn': as many names as figures, and only a word or two between the lists.
fn is_side_by_side(view: &View, list: &[Run], before: &[Run], figure: usize) -> bool {
    let end = list.last().map_or(0, |last| last.1);
    let gap = end..view.quantities[figure].first;
    let longer = before.iter().rev().nth(list.len()).is_some_and(|other| is_joint(view, other.1, list[0].0, 4));
    gap.len() <= 2
        && gap.clone().all(|at| !view.scan.is_mark(at) && !view.is(at, &["of", "by", "to", "from"]))
        && !longer
}

/// The run of joined figures around one, and whether 'respectively' stands behind it in the sentence.
fn figures(view: &View, figure: usize) -> Option<(usize, usize, bool)> {
    // 'imports of $2bn, up 4% and 5% respectively': amounts and percentages are no list of their own.
    let alike = |a: usize, b: usize| view.quantities[a].is_percent() == view.quantities[b].is_percent();
    let joined =
        |a: usize, b: usize| alike(a, b) && is_joint(view, view.quantities[a].end, view.quantities[b].first, 5);
    let (from, to) = run_of(view, figure, joined);
    // 'respectively' is said of the figures right before it, or of those before the list that it closes.
    let end = view.quantities[to - 1].end;
    let next = view.quantities.get(to).map_or(view.end, |next| next.first);
    let said = (end..next.min(end + 16)).any(|i| view.is(i, &["respectively"]));
    (to - from >= 2).then_some((from, to, said))
}

/// The run of figures around one that are joined to their neighbours.
fn run_of(view: &View, figure: usize, joined: impl Fn(usize, usize) -> bool) -> (usize, usize) {
    let (mut from, mut to) = (figure, figure + 1);
    while from > 0 && joined(from - 1, from) {
        from -= 1;
    }
    while to < view.quantities.len() && joined(to - 1, to) {
        to += 1;
    }
    (from, to)
}

/// The nearest list of so many members that ends before the figures.
fn last_list(view: &View, items: &[Run], count: usize) -> Option<Vec<Run>> {
    let mut end = items.len();
    while end >= count {
        let list = &items[end - count..end];
        if list.windows(2).all(|two| is_joint(view, two[0].1, two[1].0, 4)) {
            return Some(list.to_vec());
        }
        end -= 1;
    }
    None
}

/// Only commas, 'and' and a few small words stand between, an 'and' or comma among them.
fn is_joint(view: &View, from: usize, to: usize, most: usize) -> bool {
    let gap = from..to.max(from);
    gap.len() <= most
        && gap.clone().any(|i| view.is(i, &["and", ",", "or", ";"]))
        && gap.clone().all(|i| !view.is(i, &["(", ")", ".", "from", "by"]))
}
