//! What one language calls things: surface forms to senses, matched word by word.
//!
//! Forms of several words are kept in one trie over words, so that a match never begins or ends inside a word, and a
//! line break or hyphen between two words does not hide them. The words themselves are data (`data/lang/en/`).

mod load;
mod sense;

pub use sense::{
    BasisWord, Cue, CurrencyForm, Deictic, Excluded, Fraction, MeasureForm, NumberWord, PackingWord, PeriodPhrase,
    PlaceForm,
};
pub use sense::{Link, Reference, Sense, SpanUnit, UnitWord, WordKind};

use crate::token::{Gap, Token};
use crate::value::place::Place;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, LazyLock};

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Word>,
    /// The node that each word leads to from the root; 0 where none.
    first: Vec<Node>,
    /// Where the edges from each node begin in `edges`, and at last their number.
    edges_of: Vec<u32>,
    /// Edges by node and word.
    edges: Vec<(Word, Node)>,
    entries: Vec<Vec<Entry>>,
    abbreviations: rustc_hash::FxHashSet<Box<str>>,
    /// What single words do in a sentence, by their number.
    grammar: Vec<Grammar>,
    outlets: Vec<(Box<str>, Place)>,
    called: Vec<(Box<str>, Vec<Place>)>,
    fiscal_year_start: FxHashMap<Place, (i8, i8)>,
    fiscal_year_by_start: FxHashSet<Place>,
}

/// What a single word does in a sentence.
#[derive(Debug, Clone, Copy, Default)]
struct Grammar {
    /// One bit for each [`WordKind`].
    kinds: u64,
    link: Option<Link>,
    trader: Option<Link>,
    motion: Option<Link>,
}

/// A word's number; words that no form holds share [`UNKNOWN`].
pub type Word = u32;

/// The number of a word that the lexicon does not hold.
pub const UNKNOWN: Word = 0;

type Node = u32;
const ROOT: Node = 0;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    sense: Sense,
    case: Case,
}

/// How the letters of a form must stand in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Case {
    /// In any case.
    Any,
    /// With a capital first.
    Capital,
    /// Letter for letter.
    Exact(Box<str>),
}

/// A form found: up to which token, and what it can mean.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'l> {
    /// Token after its last.
    pub end: usize,
    /// What it means.
    pub sense: &'l Sense,
}

static ENGLISH: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::load()));

impl Lexicon {
    /// The built-in words of English.
    pub fn english() -> &'static Lexicon {
        &ENGLISH
    }

    /// The same, to be held beside other words.
    pub(crate) fn shared_english() -> Arc<Lexicon> {
        Arc::clone(&ENGLISH)
    }

    /// The number of each token's word.
    pub fn words(&self, text: &str, tokens: &[Token]) -> Vec<Word> {
        let mut lower = String::new();
        tokens.iter().map(|token| self.word(token.of(text), &mut lower)).collect()
    }

    /// Whether a word by itself is of a kind.
    pub fn is_word(&self, word: &str, kind: WordKind) -> bool {
        self.is(self.word(word, &mut String::new()), kind)
    }

    fn word(&self, surface: &str, lower: &mut String) -> Word {
        lower.clear();
        if surface.is_ascii() {
            lower.push_str(surface);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(surface.chars().map(straight).flat_map(char::to_lowercase));
        }
        self.words.get(lower.as_str()).copied().unwrap_or(UNKNOWN)
    }

    /// Every form that begins at token `at`, shortest first.
    pub fn hits<'l>(&'l self, text: &str, tokens: &[Token], words: &[Word], at: usize, found: &mut Vec<Hit<'l>>) {
        found.clear();
        let mut node = ROOT;
        let mut next = at;
        while next < tokens.len() && next - at < crate::limits::FORM_TOKENS {
            let word = words[next];
            if let Some(step) = self.step(node, word) {
                node = step;
                next += 1;
                for entry in &self.entries[node as usize] {
                    if fits(&entry.case, text, &tokens[at..next]) {
                        found.push(Hit { end: next, sense: &entry.sense });
                    }
                }
            } else if next > at && is_inner_hyphen(text, tokens, next) {
                next += 1;
            } else {
                return;
            }
        }
    }

    fn step(&self, node: Node, word: Word) -> Option<Node> {
        if node == ROOT {
            return self.first.get(word as usize).copied().filter(|step| *step != ROOT);
        }
        let (from, to) = (self.edges_of[node as usize] as usize, self.edges_of[node as usize + 1] as usize);
        let edges = &self.edges[from..to];
        match edges.len() {
            0..=8 => edges.iter().find(|(other, _)| *other == word).map(|(_, step)| *step),
            _ => edges.binary_search_by_key(&word, |(other, _)| *other).ok().map(|at| edges[at].1),
        }
    }

    /// Whether a word's point is its own and ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether a word is of a kind.
    pub fn is(&self, word: Word, kind: WordKind) -> bool {
        self.grammar(word).kinds & kind.bit() != 0
    }

    /// What the word says of a place behind it.
    pub fn link(&self, word: Word) -> Option<Link> {
        self.grammar(word).link
    }

    fn grammar(&self, word: Word) -> Grammar {
        self.grammar.get(word as usize).copied().unwrap_or_default()
    }

    /// Lays out the edges of the trie, once all of them are known.
    fn lay_out(&mut self, edges: FxHashMap<(Node, Word), Node>) {
        let mut edges: Vec<((Node, Word), Node)> = edges.into_iter().collect();
        edges.sort_unstable();
        self.first = vec![ROOT; self.words.len() + 1];
        self.edges_of = vec![0; self.entries.len() + 1];
        for ((from, word), to) in edges {
            self.edges_of[from as usize + 1] += 1;
            self.edges.push((word, to));
            if from == ROOT {
                self.first[word as usize] = to;
            }
        }
        for node in 1..self.edges_of.len() {
            self.edges_of[node] += self.edges_of[node - 1];
        }
    }

    /// Takes the edges out again, so that more can be added and laid out.
    fn take_edges(&mut self) -> FxHashMap<(Node, Word), Node> {
        let froms = self.edges_of.windows(2).zip(0..).flat_map(|(ends, from)| (ends[0]..ends[1]).map(move |_| from));
        let edges = froms.zip(self.edges.drain(..)).map(|(from, (word, to))| ((from, word), to)).collect();
        self.edges_of.clear();
        self.first.clear();
        edges
    }

    /// What a noun says of the place named before it: goods come from 'Uzbek producers' and go to 'Kazakh buyers'.
    pub fn trader(&self, word: Word) -> Option<Link> {
        self.grammar(word).trader
    }

    /// What a verb says of the place behind 'in': goods 'landed in' Chile go there, those 'made in' Chile come from there.
    pub fn motion(&self, word: Word) -> Option<Link> {
        self.grammar(word).motion
    }

    /// The home country of an outlet that is known by just this name.
    pub fn outlet_named(&self, outlet: &str) -> Option<Place> {
        let outlet = outlet.to_lowercase();
        self.outlets.iter().find(|(name, _)| **name == *outlet).map(|(_, home)| *home)
    }

    /// The home country of an outlet: the longest known name that its name holds. What is several words long must open it or
    /// stand behind a mark: 'Lakeside Economic Times' is no 'Economic Times', but 'Xinhua' is one wherever it stands.
    pub fn outlet_home(&self, outlet: &str) -> Option<Place> {
        let outlet = outlet.to_lowercase();
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        // Names are looked for where words begin: there are hundreds of them for every article.
        let begins = |at: &usize| edge(outlet[..*at].chars().next_back());
        let starts: Vec<usize> = outlet.char_indices().map(|(at, _)| at).filter(begins).collect();
        let opens = |at: usize| {
            let before = outlet[..at].trim_end();
            matches!(before, "" | "the") || before.ends_with(|last: char| !last.is_alphanumeric())
        };
        let holds = |name: &str| {
            let at = starts.iter().filter(|at| !name.contains(' ') || opens(**at));
            at.into_iter().any(|at| outlet[*at..].strip_prefix(name).is_some_and(|rest| edge(rest.chars().next())))
        };
        self.outlets.iter().filter(|(name, _)| holds(name)).max_by_key(|(name, _)| name.len()).map(|(_, home)| *home)
    }

    /// The places that a noun for the form of a country can stand for: 'kingdom', 'island'; none for any other word.
    pub fn called(&self, noun: &str) -> &[Place] {
        let found = self.called.iter().find(|(other, _)| other.eq_ignore_ascii_case(noun));
        found.map_or(&[], |(_, places)| places)
    }

    /// First month and day of a country's fiscal year, where well known.
    pub fn fiscal_year_start(&self, place: Place) -> Option<(i8, i8)> {
        self.fiscal_year_start.get(&place).copied()
    }

    /// Whether a country calls its fiscal year by the calendar year in which it begins: Japan's fiscal 2012 ended in 2013.
    pub fn names_fiscal_year_by_start(&self, place: Place) -> bool {
        self.fiscal_year_by_start.contains(&place)
    }

    /// Number of forms, for reports on the lexicon itself.
    pub fn forms(&self) -> usize {
        self.entries.iter().map(Vec::len).sum()
    }
}

fn fits(case: &Case, text: &str, tokens: &[Token]) -> bool {
    match case {
        Case::Any => true,
        Case::Capital => tokens[0].of(text).chars().next().is_some_and(|c| !c.is_lowercase()),
        Case::Exact(form) => {
            let mut rest: &str = form;
            tokens.iter().all(|token| {
                rest = rest.trim_start();
                match rest.strip_prefix(token.of(text)) {
                    Some(after) => {
                        rest = after;
                        true
                    }
                    None => token.of(text) == "-",
                }
            })
        }
    }
}

/// A hyphen between two words that touch it: 'two-way', '18-mln-dlr'.
fn is_inner_hyphen(text: &str, tokens: &[Token], at: usize) -> bool {
    matches!(tokens[at].of(text), "-" | "‑")
        && tokens[at].gap == Gap::None
        && tokens.get(at + 1).is_some_and(|next| next.gap == Gap::None || next.gap == Gap::Line)
}

/// The typewriter's apostrophe for the printer's.
fn straight(c: char) -> char {
    if c == '\u{2019}' { '\'' } else { c }
}
