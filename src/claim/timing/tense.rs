//! What the verb before a figure says of its time.

use crate::claim::view::View;
use crate::mention::quantity::Quantity;

/// What the verb before a figure says of its time.
pub(super) enum Tense {
    /// 'accounts for', 'is': what holds at any time.
    Habit,
    /// 'rose', 'were', 'has exported'.
    Done,
}

/// The tense of the last verb before a figure, no comma between.
pub(super) fn tense(view: &View, figure: &Quantity) -> Option<Tense> {
    let from = figure.first.saturating_sub(10).max(view.first);
    (from..figure.first).rev().take_while(|i| !view.is(*i, &[",", ";", ":", ")", "("])).find_map(|i| {
        let word = view.scan.word(i);
        let habit = [
            "is",
            "are",
            "accounts",
            "account",
            "makes",
            "provides",
            "supplies",
            "supply",
            "buys",
            "sells",
            "takes",
            "represents",
            "ships",
            "relies",
            "contributes",
            "exceeds",
            "depends",
            "comes",
            "come",
            "goes",
            "go",
            "has",
            "have",
            "needs",
            "uses",
            "constitutes",
            "comprises",
            "stands",
            "amounts",
            "generates",
            "brings",
            "covers",
        ];
        let done = [
            "was", "were", "had", "did", "rose", "fell", "grew", "came", "went", "bought", "sold", "took", "made",
            "stood", "sank", "shot", "hit", "sent", "shrank", "brought", "cost", "lost", "won", "ran", "slid", "been",
        ];
        if view.is(i, &habit) {
            return Some(Tense::Habit);
        }
        (view.is(i, &done) || (word.len() > 4 && word.ends_with("ed"))).then_some(Tense::Done)
    })
}
