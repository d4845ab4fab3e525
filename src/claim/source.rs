//! Who says a figure, and whose statistics it is.

use super::parallel::Run;
use super::view::View;
use crate::lexicon::Cue;
use crate::token::TokenKind;
use crate::value::place::Place;

/// Who says it, and the country of the office or speaker.
#[derive(Debug, Clone, Default)]
pub(super) struct Source {
    /// The words, and their tokens.
    pub words: Option<Run>,
    /// The country of the office or speaker named.
    pub side: Option<Place>,
}

/// The source named in a sentence: the name beside a word of speech.
pub(super) fn source(view: &View) -> Source {
    for mention in view.cues.iter().filter(|mention| matches!(mention.cue, Cue::Speech)) {
        let ahead = view.scan.is(mention.end - 1, &["to", "from", "by", "of"]);
        let words = if ahead {
            name_after(view, mention.end)
        } else {
            name_before(view, mention.first).or_else(|| subject_after(view, mention.end))
        };
        if let Some(words) = words {
            return Source { words: Some(words), side: side(view, words) };
        }
    }
    Source::default()
}

/// 'according to the State Customs Committee of Azerbaijan': up to the end of the clause.
fn name_after(view: &View, at: usize) -> Option<Run> {
    let mut end = at;
    while end < view.end && end - at < 14 && !ends_name(view, end) {
        end += 1;
    }
    (end > at).then_some((at, end))
}

/// 'the Turkish Statistical Institute said': back to the mark before.
fn name_before(view: &View, at: usize) -> Option<Run> {
    let mut first = at;
    while first > view.first && at - first < 14 && !ends_name(view, first - 1) {
        first -= 1;
    }
    let held = first..at;
    let is_office = view.cues.iter().any(|cue| matches!(cue.cue, Cue::Office) && held.contains(&cue.first));
    let is_name = held.clone().skip(1).any(|i| is_capital(view, i));
    let figures = view.quantities.iter().any(|figure| held.contains(&figure.first));
    let measures = view.measure_cues().any(|cue| held.contains(&cue.first));
    (!held.is_empty() && !figures && (is_office || (is_name && !measures))).then_some((first, at))
}

/// '..., said President Aliyev'.
fn subject_after(view: &View, at: usize) -> Option<Run> {
    is_capital(view, at).then(|| name_after(view, at)).flatten()
}

fn ends_name(view: &View, at: usize) -> bool {
    let mark = view.scan.is_mark(at) && !view.is(at, &["-", "'", "’", "&", ".", "/"]);
    mark || view.is(at, &["that", "which", "who", "while", "on", "."]) || view.scan.is_number(at)
}

fn is_capital(view: &View, at: usize) -> bool {
    at < view.end && view.scan.tokens[at].kind == TokenKind::Word && view.scan.word(at).starts_with(char::is_uppercase)
}

/// The first country named in the words.
fn side(view: &View, words: Run) -> Option<Place> {
    view.places
        .iter()
        .find(|place| words.0 <= place.first && place.end <= words.1 && place.place.is_country())
        .map(|p| p.place)
}
