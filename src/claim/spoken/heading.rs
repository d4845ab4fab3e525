//! Headings inside of a text, and lines over a list or a table, with the measure that they name.

use crate::lexicon::{Cue, MeasureForm};
use crate::mention::Mentions;
use crate::mention::scan::Scan;
use crate::token::sentence::Sentence;
use crate::value::flow::Measure;
use std::ops::Range;

/// Most tokens of a heading.
const HEADING: usize = 12;
/// Most tokens of a sentence that opens a list.
const LIST_HEADING: usize = 40;
/// Most tokens of a row of such a list, where that ends as a sentence does.
const LIST_ROW: usize = 24;

/// The headings inside of the text: short paragraphs without figures, behind the first that is a full sentence. One that
/// ends in a colon and names no measure leaves the heading above it standing.
pub(super) fn all(scan: &Scan, found: &Mentions) -> Vec<(usize, Option<Measure>)> {
    let mut all = Vec::new();
    let (mut is_lead, mut in_list) = (true, None);
    for (number, sentence) in scan.sentences.iter().enumerate() {
        let tokens = sentence.tokens.clone();
        let alone = |other: Option<&Sentence>| other.is_none_or(|other| other.paragraph != sentence.paragraph);
        let is_whole = alone(number.checked_sub(1).and_then(|before| scan.sentences.get(before)))
            && alone(scan.sentences.get(number + 1));
        let last = tokens.end.saturating_sub(1);
        // 'Who buys?'
        let is_short = tokens.len() <= HEADING && !scan.is(last, &[".", "!", ";", ","]);
        let from = found.quantities.partition_point(|figure| figure.first < tokens.start);
        let has_figure = found.quantities.get(from).is_some_and(|figure| figure.first < tokens.end);
        // 'The largest part of exports falls on:' over a list.
        let opens_list = scan.is(last, &[":"])
            && !has_figure
            && !is_short
            && alone(scan.sentences.get(number + 1))
            && tokens.len() <= LIST_HEADING;
        if opens_list {
            if let Some(measure) = only_noun(found, &tokens) {
                all.push((tokens.end, Some(measure)));
                in_list = Some(LIST_ROW);
            }
            continue;
        }
        if is_short && !is_whole && !has_figure && heads_rows(scan, found, number) {
            if let Some(measure) = only_noun(found, &tokens) {
                all.push((tokens.end, Some(measure)));
                in_list = Some(0);
            }
            continue;
        }
        if !is_whole || !is_short || has_figure {
            is_lead &= tokens.len() <= HEADING;
            // The list ends where the text goes on.
            if in_list.is_some_and(|row| tokens.len() > row) && scan.is(last, &["."]) {
                all.push((tokens.start, None));
                in_list = None;
            }
            continue;
        }
        if is_lead {
            continue;
        }
        let from = found.cues.partition_point(|cue| cue.first < tokens.start);
        let cues = found.cues[from..].iter().take_while(|cue| cue.first < tokens.end);
        let mut measures = cues.filter_map(|cue| match cue.cue {
            Cue::Measure { measure, strength: 2.., .. } if measure.is_trade() => Some(*measure),
            _ => None,
        });
        let first = measures.next();
        let only = first.filter(|first| measures.all(|other| other == *first));
        if first.is_some() || !scan.is(last, &[":"]) {
            all.push((tokens.end, only));
        }
    }
    all
}

/// The one measure of trade that the nouns of a sentence name.
fn only_noun(found: &Mentions, tokens: &Range<usize>) -> Option<Measure> {
    let from = found.cues.partition_point(|cue| cue.first < tokens.start);
    let mut nouns =
        found.cues[from..].iter().take_while(|cue| cue.first < tokens.end).filter_map(|cue| match cue.cue {
            Cue::Measure { measure, strength: 2.., form: MeasureForm::Noun, .. } if measure.is_trade() => {
                Some(*measure)
            }
            _ => None,
        });
    let first = nouns.next()?;
    nouns.all(|other| other == first).then_some(first)
}

/// A line over the rows of a table: what comes below, perhaps behind a line of years, are figures without a full stop.
fn heads_rows(scan: &Scan, found: &Mentions, number: usize) -> bool {
    let is_row = |sentence: &Sentence| {
        let from = found.quantities.partition_point(|figure| figure.first < sentence.tokens.start);
        let to = found.quantities.partition_point(|figure| figure.first < sentence.tokens.end);
        let last = sentence.tokens.end.saturating_sub(1);
        to > from && sentence.tokens.len() <= HEADING && !scan.is(last, &["."])
    };
    let below = scan.sentences.get(number + 1..).unwrap_or_default();
    let mut rows = below.iter().take(HEADED).skip_while(|sentence| !is_row(sentence));
    rows.next().is_some() && rows.next().is_some_and(is_row)
}

/// Sentences below a line that may head rows, of which two at least are rows.
const HEADED: usize = 3;
