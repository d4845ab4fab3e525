//! What we read: the bytes of one format to [`Article`]. Opens no file.

use crate::error::Error;
use crate::value::place::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod columns;
mod fingerprint;
#[cfg(feature = "html")]
mod html;
mod plain;
mod records;

pub use columns::{Columns, Layout};
pub use fingerprint::{alike, fingerprint, sketch};
#[cfg(feature = "html")]
pub use html::from_html;
pub use plain::from_text;
pub use records::{from_json, from_json_line, from_json_lines};

/// One report: its text and what is known about it. All but `text` may be missing; a null reads as missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Name by which claims point back to it.
    #[serde(default, deserialize_with = "id_text")]
    pub id: String,
    /// Headline; context only, never a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Day of publication: relative words ('last year') are measured from it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day")]
    pub published: Option<Date>,
    /// Language, BCP 47 (`en`); missing is found from the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The country whose domestic report it is, where known: settles a bare '$' and 'the country'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Place>,
    /// The report itself; every offset is into this text.
    pub text: String,
}

impl Article {
    /// A report of which only the text is known.
    pub fn from_plain(id: &str, text: &str) -> Article {
        Article { id: id.into(), text: text.into(), ..Article::default() }
    }
}

/// An id is a string; a number is taken as its digits.
fn id_text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(i64),
        None(()),
    }
    Ok(match Id::deserialize(from)? {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
        Id::None(()) => String::new(),
    })
}

/// A date may carry a time; the day counts.
fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
    parse_day(&text).map(Some).map_err(serde::de::Error::custom)
}

/// The day that an ISO 8601 date or time begins with.
pub fn parse_day(text: &str) -> Result<Date, Error> {
    text.trim().get(..10).unwrap_or(text.trim()).parse().map_err(|_| {
        Error::value(format!("'{text}' is no date: write the day of publication as YYYY-MM-DD, as in 2024-08-20"))
    })
}
