//! Where sentences begin.

use super::{Gap, Token, TokenKind};
use std::cmp::Ordering;
use std::ops::Range;

/// A sentence, a heading or a list item: a run of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, by index.
    pub tokens: Range<usize>,
    /// Which paragraph it stands in, from 0.
    pub paragraph: usize,
}

/// Splits tokens into sentences. `is_abbreviation` says of a word before a point whether the point is its own.
///
/// A single line break ends a sentence unless the text is hard-wrapped, as wire copy is.
pub fn sentences(text: &str, tokens: &[Token], is_abbreviation: impl Fn(&str) -> bool) -> Vec<Sentence> {
    let wrapped = is_wrapped(text, tokens);
    let rows = if wrapped { rows(text, tokens) } else { Vec::new() };
    let is_row = |at: usize| rows.binary_search_by(|row: &Range<usize>| place(row, at)).is_ok();
    let mut sentences = Vec::new();
    let (mut start, mut paragraph) = (0, 0);
    for at in 1..tokens.len() {
        let gap = tokens[at].gap;
        let ends = match gap {
            Gap::Paragraph => true,
            Gap::Line if !wrapped || is_row(at) || is_row(at - 1) => true,
            // 'U.S.   11,540': a row is one sentence.
            Gap::Space if is_row(at) => false,
            Gap::Line | Gap::Space => ends_sentence(text, tokens, at, &is_abbreviation),
            Gap::None => false,
        };
        if ends || at - start >= crate::limits::SENTENCE_TOKENS {
            sentences.push(Sentence { tokens: start..at, paragraph });
            start = at;
        }
        if gap == Gap::Paragraph || (gap == Gap::Line && !wrapped) {
            paragraph += 1;
        }
    }
    if start < tokens.len() {
        sentences.push(Sentence { tokens: start..tokens.len(), paragraph });
    }
    sentences
}

/// Spaces from which on a gap parts columns.
const COLUMN: u32 = 3;

/// The lines of a hard-wrapped text that are rows of a table: columns of numbers stand apart in them.
fn rows(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for at in 1..=tokens.len() {
        if at < tokens.len() && tokens[at].gap < Gap::Line {
            continue;
        }
        let apart = |i: usize| {
            let is_closed = matches!(tokens[i - 1].of(text), "." | "!" | "?" | "\"");
            tokens[i].start - tokens[i - 1].end >= COLUMN && !is_closed
        };
        let has_number = (start..at).any(|i| tokens[i].kind == TokenKind::Number);
        if has_number && (start + 1..at).any(apart) {
            rows.push(start..at);
        }
        start = at;
    }
    rows
}

/// Where a row lies from a token.
fn place(row: &Range<usize>, at: usize) -> Ordering {
    if row.end <= at {
        Ordering::Less
    } else if row.start > at {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

/// Whether a new sentence begins at token `at`, which follows white space.
fn ends_sentence(text: &str, tokens: &[Token], at: usize, is_abbreviation: &impl Fn(&str) -> bool) -> bool {
    let mut last = at - 1;
    if tokens[last].kind != TokenKind::Mark {
        return false;
    }
    while last > 0
        && at - last <= crate::limits::CLOSING_MARKS
        && matches!(tokens[last].of(text), "\"" | "”" | "'" | "’" | ")" | "]" | "»")
    {
        last -= 1;
    }
    match tokens[last].of(text) {
        "!" | "?" | "…" => starts_upper(text, tokens, at),
        // 'Togo ...... $3bn' is a row of a table.
        "." if is_leader(text, tokens, last, at) => false,
        "." => {
            let before = last.checked_sub(1).map(|i| tokens[i]);
            let abbreviated = before.is_some_and(|word| {
                let word_text = word.of(text);
                let initial = word.kind == TokenKind::Word && word_text.len() == 1 && last == at - 1;
                // '270,000t. Burundi took', '3 bln. Imports': behind a number it is a unit.
                let is_unit = last >= 2 && tokens[last - 2].kind == TokenKind::Number && word.kind == TokenKind::Word;
                tokens[last].gap == Gap::None && !is_unit && (initial || is_abbreviation(word_text))
            });
            starts_upper(text, tokens, at) && !abbreviated
        }
        _ => false,
    }
}

/// Several points in a row on a line, with a figure behind them.
fn is_leader(text: &str, tokens: &[Token], last: usize, at: usize) -> bool {
    let is_point = |at: usize| tokens[at].of(text) == ".";
    let leads = last >= 2 && is_point(last - 1) && is_point(last - 2);
    leads && tokens[at].gap < Gap::Line && (tokens[at].kind == TokenKind::Number || is_currency(tokens[at].of(text)))
}

fn starts_upper(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens[at..].iter().take(3).find(|token| token.kind != TokenKind::Mark || is_currency(token.of(text))).is_some_and(
        |token| {
            let first = token.of(text).chars().next().unwrap_or(' ');
            first.is_uppercase() || !first.is_alphabetic()
        },
    )
}

fn is_currency(mark: &str) -> bool {
    matches!(mark, "$" | "£" | "€" | "¥" | "₹" | "₽" | "₺")
}

/// Bytes from which on a line may be one that was broken for its length.
const LONG: u32 = 40;

/// Hard-wrapped text breaks lines in the middle of sentences: a fair share of its lines go on in lower case or with a
/// number, behind a line of some length.
fn is_wrapped(text: &str, tokens: &[Token]) -> bool {
    let (mut breaks, mut inside) = (0, 0);
    let mut start = tokens.first().map_or(0, |token| token.start);
    for (at, pair) in tokens.windows(2).enumerate() {
        if matches!(pair[1].gap, Gap::Line | Gap::Paragraph) {
            let length = pair[0].end - start;
            start = pair[1].start;
            if pair[1].gap == Gap::Paragraph {
                continue;
            }
            breaks += 1;
            let is_closed = matches!(pair[0].of(text), "." | ":" | "!" | "?");
            let is_numbered = tokens.get(at + 2).is_some_and(|next| matches!(next.of(text), "." | ")"));
            let goes_on = match pair[1].kind {
                TokenKind::Number => length >= LONG && !is_numbered,
                _ => pair[1].of(text).starts_with(char::is_lowercase),
            };
            if goes_on && !is_closed {
                inside += 1;
            }
        }
    }
    inside * 4 > breaks && inside > 1
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::token::tokens;

    fn split(text: &str) -> Vec<&str> {
        let tokens = tokens(text);
        sentences(text, &tokens, |word| matches!(word, "Mr" | "Sept" | "Rs"))
            .into_iter()
            .map(|s| &text[tokens[s.tokens.start].start as usize..tokens[s.tokens.end - 1].end as usize])
            .collect()
    }

    #[test]
    fn points_inside_do_not_end() {
        assert_eq!(
            split("Mr. Smith paid Rs. 5 in Sept. 2020. The U.S. Goods fell. It"),
            ["Mr. Smith paid Rs. 5 in Sept. 2020.", "The U.S. Goods fell.", "It"]
        );
    }

    #[test]
    fn lines_end_sentences_unless_wrapped() {
        assert_eq!(split("A heading\nBody one. Body two.").len(), 3);
        let wire = "Quoting customs figures, the paper said exports fell to\n1.75 billion dlrs and imports fell to 2.06\nbillion from 3.";
        assert_eq!(split(wire).len(), 1);
        assert_eq!(split("Main goods sold to the country in the first half:\n1) Wheat\n2) Oil and\nbutter").len(), 4);
        assert_eq!(split("trade rose\nto 5 mln\ndlrs in May.\nExports\nfell\nagain.").len(), 2);
    }
}
