//! Which way a balance lies, where its own word leaves that open.

use super::Choice;
use crate::claim::spoken::Spoken;
use crate::claim::story::Story;
use crate::claim::view::{MeasureCue, View};
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;

/// Farthest word of a surplus or a deficit, with what figures between and a place behind add.
const FAR: usize = 16;
/// Most tokens between a word such as 'negative' and the figure right behind it.
const BESIDE: usize = 2;

/// The sign of a balance: of 'minus' and 'negative' right before the figure, of the word that says what it measures, of the
/// nearest 'surplus' or 'deficit' of the sentence, of the balance before ('In April it had been $3bn'), of most words of the
/// report ('leaving it $3bn short').
pub(in crate::claim) fn of_balance(
    view: &View,
    figure: &Quantity,
    choice: &Choice,
    story: &Story,
    spoken: &Spoken,
) -> i8 {
    if let Some(sign) = beside(view, figure) {
        return sign;
    }
    if choice.cue.is_some() && choice.sign != 0 {
        return choice.sign;
    }
    let is_here = |previous: &&super::Settled| previous.sentence == view.sentence;
    let from = story.previous.as_ref().filter(is_here).map_or(view.first, |previous| previous.end);
    let since = signed(view).filter(|cue| cue.first >= from && cue.end <= figure.first).last();
    let open = [since.map_or(0, |cue| cue.sign), choice.sign, nearest(view, figure), story.balance_sign];
    open.into_iter().find(|sign| *sign != 0).unwrap_or(spoken.balance_sign)
}

/// 'a negative $3bn', 'closed with minus $3bn'.
fn beside(view: &View, figure: &Quantity) -> Option<i8> {
    let start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
    let hints = view.measure_hints().filter(|cue| cue.measure == Measure::Balance && cue.sign != 0);
    let is_beside = |cue: &MeasureCue| cue.end <= start && start - cue.end <= BESIDE;
    hints.filter(is_beside).last().map(|cue| cue.sign)
}

/// Words that say that a balance is a surplus or a deficit.
fn signed<'a, 'l>(view: &'a View<'_, 'l>) -> impl Iterator<Item = MeasureCue<'l>> + 'a {
    view.measure_cues().filter(|cue| cue.measure == Measure::Balance && cue.sign != 0)
}

/// The sign of the nearest such word of the sentence.
fn nearest(view: &View, figure: &Quantity) -> i8 {
    let here = (figure.first, figure.end);
    let near = |cue: &MeasureCue| {
        let there = (cue.first, cue.end);
        View::distance(here, there) + 4 * view.figures_between(here, there) + 2 * usize::from(cue.first >= figure.end)
    };
    signed(view).min_by_key(near).filter(|cue| near(cue) <= FAR).map_or(0, |cue| cue.sign)
}
