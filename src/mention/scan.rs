//! An article cut up once: tokens, the numbers of their words, and every form of the lexicon that begins at each.

use crate::lexicon::{Hit, Lexicon, Link, Sense, Word, WordKind};
use crate::span::Span;
use crate::token::sentence::{Sentence, sentences};
use crate::token::{Gap, Token, TokenKind, tokens};

/// A text with its tokens, sentences and lexicon forms.
#[derive(Debug)]
pub struct Scan<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// The words of its language.
    pub lexicon: &'a Lexicon,
    words: Vec<Word>,
    hits: Vec<Hit<'a>>,
    starts: Vec<u32>,
}

impl<'a> Scan<'a> {
    /// Cuts up a text.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Scan<'a> {
        let tokens = tokens(text);
        let words = lexicon.words(text, &tokens);
        let sentences = sentences(text, &tokens, |word| lexicon.is_abbreviation(word));
        let (mut hits, mut found) = (Vec::new(), Vec::new());
        let mut starts = Vec::with_capacity(tokens.len() + 1);
        for at in 0..tokens.len() {
            starts.push(hits.len() as u32);
            if words[at] != crate::lexicon::UNKNOWN {
                lexicon.hits(text, &tokens, &words, at, &mut found);
                hits.append(&mut found);
            }
        }
        starts.push(hits.len() as u32);
        Scan { text, tokens, sentences, lexicon, words, hits, starts }
    }

    /// The forms that begin at a token, shortest first.
    pub fn hits(&self, at: usize) -> &[Hit<'a>] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.hits[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The longest form at a token of which `pick` makes something.
    pub fn longest<T>(&self, at: usize, pick: impl Fn(&'a Sense) -> Option<T>) -> Option<(usize, T)> {
        self.hits(at).iter().rev().find_map(|hit| Some((hit.end, pick(hit.sense)?)))
    }

    /// The end of the longest form that begins at a token, whatever it means.
    pub fn reach(&self, at: usize) -> usize {
        self.hits(at).last().map_or(at + 1, |hit| hit.end)
    }

    /// A token's words; empty beyond the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// Whether a token is one of these words, in any case.
    #[inline]
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let word = &self.text.as_bytes()[token.start as usize..token.end as usize];
        words.iter().any(|other| word.eq_ignore_ascii_case(other.as_bytes()))
    }

    /// Whether a token is a number in digits.
    pub fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether a token is a mark.
    pub fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// Whether a token touches the one before it.
    pub fn touches(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether a token is a small word that may follow a figure.
    pub fn is_function(&self, at: usize) -> bool {
        self.is_kind(at, WordKind::Function)
    }

    /// Whether the word of a token is of a kind.
    pub fn is_kind(&self, at: usize, kind: WordKind) -> bool {
        self.words.get(at).is_some_and(|word| self.lexicon.is(*word, kind))
    }

    /// What a token says of a place behind it: 'to', 'from', 'between'.
    pub fn link(&self, at: usize) -> Option<Link> {
        self.words.get(at).and_then(|word| self.lexicon.link(*word))
    }

    /// What the word before a token says of a place there, an article passed over: 'to Russia', 'to the Netherlands'.
    pub fn link_before(&self, at: usize) -> Option<Link> {
        let before = at.checked_sub(1)?;
        let before = if self.is(before, &["the"]) { before.checked_sub(1)? } else { before };
        self.link(before)
    }

    /// What a token says of a place before it: 'producers', 'buyers'.
    pub fn trader(&self, at: usize) -> Option<Link> {
        self.words.get(at).and_then(|word| self.lexicon.trader(*word))
    }

    /// What a token says of a place behind 'in': 'landed', 'made'.
    pub fn motion(&self, at: usize) -> Option<Link> {
        self.words.get(at).and_then(|word| self.lexicon.motion(*word))
    }

    /// Whether a token is a word of comparison: 'from', 'than', 'against'.
    pub fn is_base(&self, at: usize) -> bool {
        self.is_kind(at, WordKind::Base)
    }

    /// The bytes of a run of tokens.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => Span::new(first.start as usize, last.end as usize),
            _ => Span::default(),
        }
    }
}
