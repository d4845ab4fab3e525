//! What takes up again what was spoken of: 'of it', 'the sum was'.

use super::story::Settled;
use super::view::{MeasureCue, View};
use crate::lexicon::WordKind;
use crate::mention::quantity::Quantity;

/// 'of this, $3bn came from', '$3bn of which', '40% of it': a part of what was spoken of.
pub(super) fn is_part(view: &View, figure: &Quantity) -> bool {
    let of_it = |at: usize| view.is(at, &["of"]) && at + 1 < view.end && view.scan.is_kind(at + 1, WordKind::Pronoun);
    of_it(figure.end)
        || (figure.first.saturating_sub(8).max(view.first)..figure.first)
            .any(|at| of_it(at) && view.figures_between((at, at + 2), (figure.first, figure.end)) == 0)
}

/// 'It came to $3bn', 'The figure was 3 million tonnes': the subject is what was spoken of.
pub(super) fn is_anaphora(view: &View, figure: &Quantity) -> bool {
    let is_time = view.periods.first().is_some_and(|period| period.first == view.first);
    let is_noun =
        view.scan.is_kind(view.first, WordKind::Anaphor) || view.scan.is_kind(view.first + 1, WordKind::Anaphor);
    !is_time
        && (is_noun || view.scan.is_kind(view.first, WordKind::Pronoun))
        && view.figures_between((view.first, view.first + 1), (figure.first, figure.end)) == 0
}

/// 'these products', 'such commodities', 'the sector': goods that were named before are meant.
pub(super) fn names_goods_again(view: &View, figure: &Quantity) -> bool {
    let is_noun = |at: usize| view.scan.is_kind(at, WordKind::GoodsAgain);
    let from = figure.first.saturating_sub(BACK).max(view.first);
    (from..figure.first).any(|at| {
        let points =
            view.is(at, &["this", "these", "those", "such", "same"]) || (at == view.first && view.is(at, &["the"]));
        let is_one = |at: usize| is_noun(at) && !view.scan.word(at).ends_with('s');
        // 'the sector's exports', 'was spent on the metal'.
        let is_the_one = || view.is(at, &["the"]) && is_one(at + 1) && stands_alone(view, at + 2);
        is_the_one() || (points && (is_noun(at + 1) || (is_noun(at + 2) && !view.is(at, &["the"]))))
    })
}

/// Whether what stands at a token ends the name before it: a mark, a small word, an apostrophe.
fn stands_alone(view: &View, at: usize) -> bool {
    at >= view.end
        || view.scan.is_mark(at)
        || view.scan.is_function(at)
        || view.scan.link(at).is_some()
        || view.is(at, &["'s", "’s", "was", "is", "were"])
}

/// 'its exports', 'sales of it': something before the figure takes up what was spoken of.
pub(super) fn has_pronoun(view: &View, figure: &Quantity) -> bool {
    (figure.first.saturating_sub(BACK).max(view.first)..figure.first)
        .any(|at| view.scan.is_kind(at, WordKind::Pronoun) || view.is(at, &["its", "their"]))
}

/// Tokens before a figure that are looked at for what they take up again.
const BACK: usize = 12;

/// 'Last year it was $3bn': a pronoun before the figure stands for what was spoken of, and no word of trade does.
pub(super) fn stands_for_word(view: &View, figure: &Quantity) -> bool {
    let Some(at) = (view.first..figure.first).rev().find(|at| view.scan.is_kind(*at, WordKind::Pronoun)) else {
        return false;
    };
    let is_between = |cue: MeasureCue| cue.measure.is_trade() && cue.first > at && cue.end <= figure.first;
    view.figures_between((at, at + 1), (figure.first, figure.end)) == 0 && !view.measure_cues().any(is_between)
}

/// Whether a word of trade stands before the figure that the figure before it did not have.
pub(super) fn is_said_since(view: &View, figure: &Quantity, previous: &Settled) -> bool {
    view.measure_cues().any(|cue| {
        cue.measure.is_trade()
            && cue.strength >= 2
            && cue.first >= previous.end
            && cue.end <= figure.first
            && view.figures_between((cue.first, cue.end), (figure.first, figure.end)) == 0
            && view.boundaries((cue.first, cue.end), (figure.first, figure.end)) < 3.0
    })
}
