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

/// 'had been 3 bn', 'had earned 3 bn', '3 bn had been shipped': the text looks back and then goes on where it was.
pub(in crate::claim) fn looks_back(view: &View, figure: &Quantity) -> bool {
    let is_past = |at: usize| {
        let word = view.scan.word(at);
        let strong = ["been", "stood", "gone", "sold", "bought", "paid", "sent", "brought", "made", "taken", "come"];
        view.is(at, &strong)
            || (word.len() > 4 && word.ends_with("ed"))
            || view.change_cues().any(|(first, _, _, verb)| first == at && verb)
    };
    let is_perfect = |at: usize| {
        view.is(at, &["had"])
            && (is_past(at + 1) || (view.is(at + 1, &["only", "still", "already"]) && is_past(at + 2)))
    };
    let ends =
        |at: usize| view.is(at, &[";", ":"]) || view.quantities.iter().any(|other| other.first <= at && at < other.end);
    let from = figure.first.saturating_sub(10).max(view.first);
    let before = (from..figure.first).rev().take_while(|at| !ends(*at)).any(is_perfect);
    let behind = || (figure.end..(figure.end + 4).min(view.end)).find(|at| is_perfect(*at));
    before || behind().is_some_and(|at| (figure.end..at).all(|between| !view.scan.is_mark(between)))
}
