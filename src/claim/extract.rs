//! The shortcut that runs every stage of reading: article to claims and doubts.

use super::day::likely_day;
use super::read::Reader;
use super::record::{Claim, Doubt, DoubtCode};
use super::score::{self, Decision, Weights};
use super::topic::topic;
use super::wording::{self, Wording};
use crate::article::Article;
use crate::error::Error;
use crate::lexicon::{Lexicon, WordKind};
use crate::limits;
use crate::mention::scan::Scan;
use crate::mention::{MentionRecord, mentions};
use crate::value::place::Place;
use jiff::civil::Date;
use std::sync::Arc;

/// Reads articles: holds the words of the language and the options. Cheap to share between threads.
#[derive(Debug, Clone)]
pub struct Extractor {
    published: Option<Date>,
    home: Option<Place>,
    lexicon: Arc<Lexicon>,
    weights: Arc<Weights>,
    wording: Arc<Wording>,
}

/// What one article gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extraction {
    /// Claims in order of appearance.
    pub claims: Vec<Claim>,
    /// What was seen and not settled, in order of appearance.
    pub doubts: Vec<Doubt>,
}

impl Extractor {
    /// A reader of English.
    pub fn english() -> Extractor {
        let lexicon = Lexicon::shared_english();
        Extractor { published: None, home: None, lexicon, weights: score::english(), wording: wording::english() }
    }

    /// The day of publication of articles that state none.
    pub fn with_published(mut self, day: Date) -> Extractor {
        self.published = Some(day);
        self
    }

    /// The home country of articles that state none and whose outlet is not known.
    pub fn with_home(mut self, home: Place) -> Extractor {
        self.home = Some(home);
        self
    }

    /// Other words than the built-in ones: those of a user laid over them, say.
    ///
    /// ```
    /// use tradeflow::{Article, Extractor, lexicon::Lexicon};
    ///
    /// let unit = "[[unit]]\nid = 'jin'\nbase = 't'\nfactor = '0.0005'\nforms = ['jin']";
    /// let words = Lexicon::english().clone().lay_over(&[("unit.toml".to_owned(), unit.to_owned())])?;
    /// let extractor = Extractor::english().with_lexicon(words);
    /// let article = Article::from_plain("a", "China imported 400 million jin of rice from Viet Nam.");
    /// assert_eq!(extractor.read(&article).claims[0].value, 200_000.into());
    /// # Ok::<(), tradeflow::Error>(())
    /// ```
    pub fn with_lexicon(mut self, lexicon: Lexicon) -> Extractor {
        self.lexicon = Arc::new(lexicon);
        self
    }

    /// The words that it reads with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Other weights than the built-in ones: the text of a file like `data/lang/en/weights.toml`; `file` names it in
    /// errors.
    ///
    /// # Errors
    /// A text that is no TOML, lacks a role or feature, or has one that does not exist.
    pub fn with_weights(mut self, file: &str, text: &str) -> Result<Extractor, Error> {
        self.weights = Arc::new(score::parse(file, text)?);
        Ok(self)
    }

    /// Other weights of single words than the built-in ones: the text of a file like `data/lang/en/wording.csv`.
    ///
    /// # Errors
    /// A text that is no CSV of these columns, or names a role, spot or class that does not exist.
    pub fn with_wording(mut self, file: &str, text: &str) -> Result<Extractor, Error> {
        self.wording = Arc::new(wording::parse(file, text)?);
        Ok(self)
    }

    /// Every claim and doubt of an article. Never fails and never panics.
    pub fn read(&self, article: &Article) -> Extraction {
        self.run(article, false).0
    }

    /// The same, with every decision that was taken on the way: which candidates competed for a role, their features and
    /// scores, and which was taken.
    pub fn read_with_decisions(&self, article: &Article) -> (Extraction, Vec<Decision>) {
        self.run(article, true)
    }

    /// Every quantity, period, place and cue of an article, of trade or not, in order of appearance.
    pub fn mentions(&self, article: &Article) -> Vec<MentionRecord> {
        let scan = Scan::new(readable(&article.text), &self.lexicon);
        mentions(&scan).records(&article.id, &scan)
    }

    fn run(&self, article: &Article, with_decisions: bool) -> (Extraction, Vec<Decision>) {
        let text = readable(&article.text);
        let scan = Scan::new(text, &self.lexicon);
        let mut out = Extraction::default();
        if !is_english(article, &scan) {
            let start = text.len() - text.trim_start().len();
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            out.doubts.push(doubt(
                article,
                DoubtCode::Language,
                start,
                end,
                "the text is not in English, the only language that is read",
            ));
            return (out, Vec::new());
        }
        let mut found = mentions(&scan);
        let title = || Scan::new(article.title.as_deref().unwrap_or(""), &self.lexicon);
        let likely = || likely_day(&scan, &found, &mentions(&title()));
        if let Some(day) = article.published.or(self.published).or_else(likely) {
            found.in_year(day.year());
        }
        let mut decisions = Vec::new();
        // What a text without figures is about is of no use.
        if !(found.quantities.is_empty() && found.unread.is_empty()) {
            let topic = topic(article, &scan, &found, (self.published, self.home), &self.weights);
            let mut reader = Reader::new(article, &scan, &found, &topic, (&self.weights, &self.wording));
            reader.decisions = with_decisions.then(|| topic.decisions());
            reader.read();
            (out, decisions) = (reader.out, reader.decisions.unwrap_or_default());
        }
        if text.len() < article.text.len() {
            let reason = "the text is longer than is read; split it";
            out.doubts.push(doubt(article, DoubtCode::Length, text.len(), article.text.len(), reason));
        }
        (out, decisions)
    }
}

/// The part of a text that is read.
fn readable(text: &str) -> &str {
    let mut end = text.len().min(limits::ARTICLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether the text is English: by its metadata, else by how many of its words are among the commonest of English.
fn is_english(article: &Article, scan: &Scan) -> bool {
    if let Some(lang) = article.lang.as_deref() {
        return lang.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("en"));
    }
    let words = scan.tokens.iter().take(2000).filter(|token| token.kind == crate::token::TokenKind::Word).count();
    let common = (0..scan.tokens.len().min(2000)).filter(|at| scan.is_kind(*at, WordKind::Common)).count();
    words < 25 || common * 100 >= words * limits::COMMON_WORDS_PERCENT
}

fn doubt(article: &Article, code: DoubtCode, start: usize, end: usize, reason: &str) -> Doubt {
    let quote = article.text.get(start..end).unwrap_or("").chars().take(200).collect();
    Doubt { doc: article.id.clone(), code, start, end, quote, reason: reason.to_owned() }
}
