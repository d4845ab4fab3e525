//! A sentence with tags under its words, for people.

use crate::mentions::Type;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use tradeflow::mention::MentionRecord;
use tradeflow::span::Span;

/// Lines are broken here, in characters.
const WIDTH: usize = 100;

/// The colours of a terminal, or none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Palette {
    pub head: Style,
    pub faint: Style,
    pub doubt: Style,
    quantity: Style,
    period: Style,
    place: Style,
    cue: Style,
}

impl Palette {
    /// Colours that are legible on dark and light ground.
    pub fn coloured() -> Palette {
        Palette {
            head: Style::new().bold(),
            faint: Style::new().dimmed(),
            doubt: AnsiColor::Red.on_default(),
            quantity: AnsiColor::Green.on_default().bold(),
            period: AnsiColor::Cyan.on_default(),
            place: AnsiColor::Magenta.on_default(),
            cue: AnsiColor::Yellow.on_default(),
        }
    }

    fn of(&self, one: Type) -> Style {
        match one {
            Type::Quantity => self.quantity,
            Type::Period => self.period,
            Type::Place => self.place,
            Type::Cue => self.cue,
        }
    }
}

/// The words at `span`, broken into lines; under each the tags of the mentions that stand in it. A tag is as wide as its
/// mention, in characters: its name, cut or filled up with `~`. Tags that overlap stand on lines of their own.
pub fn tagged(text: &str, span: Span, mentions: &[MentionRecord], palette: &Palette) -> String {
    let mut out = String::new();
    let chars: Vec<(usize, char)> =
        span.of(text).char_indices().map(|(at, c)| (span.start + at, printable(c))).collect();
    for line in lines(&chars) {
        out.extend(line.iter().map(|(_, c)| *c));
        out.push('\n');
        for row in rows(line, mentions) {
            let mut column = 0;
            for tag in row {
                let (style, name) = (palette.of(tag.one), tag.one.name());
                let label: String = name.chars().chain(std::iter::repeat('~')).take(tag.end - tag.start).collect();
                out.extend(std::iter::repeat_n(' ', tag.start - column));
                // Writing to a string does not fail.
                let _ = write!(out, "{style}{label}{style:#}");
                column = tag.end;
            }
            out.push('\n');
        }
    }
    out
}

/// Words on one line: no break in them, and nothing that a terminal would obey.
pub fn plain(words: &str) -> String {
    words.chars().map(printable).collect()
}

/// Breaks, controls and characters without a width become a space, so that columns stay columns.
fn printable(c: char) -> char {
    let unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if c.is_control() || c.is_whitespace() || unseen { ' ' } else { c }
}

/// Breaks at the last space that fits, else wherever the line is full.
fn lines(mut chars: &[(usize, char)]) -> Vec<&[(usize, char)]> {
    let mut lines = Vec::new();
    while chars.len() > WIDTH {
        let space = chars[..=WIDTH].iter().rposition(|(_, c)| *c == ' ').filter(|at| *at > 0);
        let (line, rest) = chars.split_at(space.unwrap_or(WIDTH));
        lines.push(line);
        chars = if space.is_some() { &rest[1..] } else { rest };
    }
    lines.push(chars);
    lines
}

/// A tag from one column up to another.
#[derive(PartialEq)]
struct Tag {
    start: usize,
    end: usize,
    one: Type,
}

/// The tags of a line, each on the first row where it has room.
fn rows(line: &[(usize, char)], mentions: &[MentionRecord]) -> Vec<Vec<Tag>> {
    let mut rows: Vec<Vec<Tag>> = Vec::new();
    for mention in mentions {
        let start = line.partition_point(|(at, _)| *at < mention.start);
        let end = line.partition_point(|(at, _)| *at < mention.end);
        let tag = Tag { start, end, one: Type::of(mention) };
        // Words may be a cue of two things; one tag says as much as two.
        if start == end || rows.iter().any(|row| row.last() == Some(&tag)) {
            continue;
        }
        match rows.iter_mut().find(|row| row.last().is_none_or(|last| last.end <= start)) {
            Some(row) => row.push(tag),
            None => rows.push(vec![tag]),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{Palette, plain, tagged};
    use tradeflow::mention::{MentionKind, MentionRecord};
    use tradeflow::span::Span;

    fn mention(text: &str, quote: &str, kind: MentionKind) -> MentionRecord {
        let start = text.find(quote).unwrap();
        let (doc, end, quote) = (String::new(), start + quote.len(), quote.to_owned());
        MentionRecord {
            doc,
            kind,
            start,
            end,
            quote,
            value: None,
            value_hi: None,
            qualifier: None,
            unit: None,
            per: None,
        }
    }

    fn laid_out(text: &str, mentions: &[MentionRecord]) -> String {
        tagged(text, Span::new(0, text.len()), mentions, &Palette::default())
    }

    #[test]
    fn tags_stand_under_their_words_by_character() {
        let text = "Türkiye bought €5 million\nin May.";
        let mentions = [
            mention(text, "Türkiye", MentionKind::Place),
            mention(text, "€5 million", MentionKind::Quantity),
            mention(text, "million\nin", MentionKind::Cue),
            mention(text, "million\nin", MentionKind::Cue),
            mention(text, "May", MentionKind::Period),
        ];
        let expected = "\
Türkiye bought €5 million in May.
place~~        quantity~~    per
                  cue~~~~~~~
";
        assert_eq!(laid_out(text, &mentions), expected);
    }

    #[test]
    fn long_sentences_are_broken_before_they_are_tagged() {
        let text = format!("{} $5 billion {}", "word ".repeat(18).trim(), "x".repeat(230));
        let out = laid_out(&text, &[mention(&text, "$5 billion", MentionKind::Quantity)]);
        let lines: Vec<&str> = out.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= super::WIDTH), "{out}");
        assert_eq!(lines[1].trim_start(), "quantity~~");
        assert_eq!(lines[1].find("quantity"), lines[0].find("$5 billion"));
        assert_eq!(lines[2..].concat(), "x".repeat(230));
    }

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        assert_eq!(plain("a\u{1b}[31mb\r\n\u{202e}c"), "a [31mb   c");
    }
}
