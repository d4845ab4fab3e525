//! Words, numbers and marks: every byte that is not white space belongs to exactly one token.

pub mod sentence;

use crate::span::Span;

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters; also an initialism with its points ('U.S.') and the `'s` of a possessive.
    Word,
    /// Digits with the marks between them: `1,234.5`.
    Number,
    /// Any other character, one a token.
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space on one line.
    Space,
    /// One line break.
    Line,
    /// An empty line.
    Paragraph,
}

impl Token {
    /// Its span in the text.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Its words.
    pub fn of(self, text: &str) -> &str {
        self.span().of(text)
    }
}

/// Splits a text into tokens, in one pass.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut scan = Scan { text, bytes: text.as_bytes(), at: 0 };
    let mut tokens = Vec::with_capacity(text.len() / 5);
    loop {
        let gap = scan.gap();
        let start = scan.at;
        let Some(kind) = scan.token() else { break };
        tokens.push(Token { start: start as u32, end: scan.at as u32, kind, gap });
    }
    tokens
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn gap(&mut self) -> Gap {
        let start = self.at;
        let mut lines = 0;
        while let Some(c) = self.peek() {
            if c == '\n' {
                lines += 1;
            } else if !is_space(c) {
                break;
            }
            self.at += c.len_utf8();
        }
        match lines {
            0 if self.at == start => Gap::None,
            0 => Gap::Space,
            1 => Gap::Line,
            _ => Gap::Paragraph,
        }
    }

    fn token(&mut self) -> Option<TokenKind> {
        let first = self.peek()?;
        if first.is_ascii_digit() {
            self.number();
            return Some(TokenKind::Number);
        }
        if is_letter(first) {
            if !self.initialism() {
                self.letters();
            }
            return Some(TokenKind::Word);
        }
        self.at += first.len_utf8();
        if matches!(first, '\'' | '\u{2019}') && self.possessive() {
            return Some(TokenKind::Word);
        }
        Some(TokenKind::Mark)
    }

    fn letters(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphabetic() {
                self.at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                match self.peek() {
                    Some(c) if is_letter(c) => self.at += c.len_utf8(),
                    _ => break,
                }
            }
        }
    }

    /// Digits, with single `.`, `,` or apostrophes between digits.
    fn number(&mut self) {
        loop {
            while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
                self.at += 1;
            }
            let mark = match self.peek() {
                Some(mark @ ('.' | ',' | '\'' | '\u{2019}')) => mark.len_utf8(),
                _ => return,
            };
            if !self.bytes.get(self.at + mark).is_some_and(u8::is_ascii_digit) {
                return;
            }
            self.at += mark;
        }
    }

    /// 'U.S.', 'N.Z.', 'p.m.': single letters each with its point.
    fn initialism(&mut self) -> bool {
        let mut end = self.at;
        while self.bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && self.bytes.get(end + 1) == Some(&b'.') {
            end += 2;
        }
        let points = (end - self.at) / 2;
        // 'U.S' without its last point.
        let open = self.bytes.get(end).is_some_and(u8::is_ascii_alphabetic);
        let next = self.bytes.get(end + 1).copied().unwrap_or(b' ');
        if points >= 1 && open && !next.is_ascii_alphanumeric() && next < 0x80 {
            self.at = end + 1;
            return true;
        }
        if points >= 2 && !open {
            self.at = end;
            return true;
        }
        false
    }

    /// The `s` after an apostrophe that closes a word.
    fn possessive(&mut self) -> bool {
        if !matches!(self.bytes.get(self.at), Some(b's' | b'S')) {
            return false;
        }
        let closes = !self.text[self.at + 1..].chars().next().is_some_and(char::is_alphanumeric);
        if closes {
            self.at += 1;
        }
        closes
    }

    fn peek(&self) -> Option<char> {
        match self.bytes.get(self.at) {
            Some(&byte) if byte < 0x80 => Some(byte as char),
            Some(_) => self.text[self.at..].chars().next(),
            None => None,
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && (c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c)))
}

/// White space, byte order marks and soft hyphens included.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
        || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::{Gap, tokens};

    fn split(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn figures_split_from_their_units() {
        assert_eq!(split("US$5.15bn, $ 4billion"), ["US", "$", "5.15", "bn", ",", "$", "4", "billion"]);
        assert_eq!(split("18.2-mln-dlr 1'234 12,34,567."), ["18.2", "-", "mln", "-", "dlr", "1'234", "12,34,567", "."]);
    }

    #[test]
    fn initialisms_and_possessives() {
        assert_eq!(split("the U.S. deficit"), ["the", "U.S.", "deficit"]);
        assert_eq!(
            split("Azerbaijan’s trade, years' of it's"),
            ["Azerbaijan", "’s", "trade", ",", "years", "'", "of", "it", "'s"]
        );
        assert_eq!(split("He said A. Smith U.S, x"), ["He", "said", "A", ".", "Smith", "U.S", ",", "x"]);
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let gaps: Vec<Gap> = tokens("a b\nc\n \nd").into_iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::None, Gap::Space, Gap::Line, Gap::Paragraph]);
    }
}
