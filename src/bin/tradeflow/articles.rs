//! Pieces to articles or other records, and the check that no two articles bear one id.

use crate::pieces::{Content, Lines, Piece};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tradeflow::article::{Article, from_json, from_json_line, from_text};
use tradeflow::error::Error;

/// Where in its source an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// It is the source.
    Whole,
    /// On a line, from 1.
    Line(u32),
    /// So many in a list, from 1.
    Item(u32),
}

/// A record with its place, or what kept it from being read.
pub type Parsed<R> = (At, Result<R, Error>);

/// What a command reads: articles, or articles and what was made of them before.
pub trait Readable: From<Article> {
    /// Whether files of CSV are read, where they are named.
    const CSV: bool = false;

    /// The record on a line of JSON lines; lines count from 1.
    fn from_line(name: &str, number: usize, line: &str) -> Result<Self, Error>;

    /// The records of a CSV file.
    fn from_csv(name: &str, bytes: &[u8]) -> Vec<Parsed<Self>>;

    /// The id of an article, which must be its own.
    fn id(&self) -> Option<&str>;
}

impl Readable for Article {
    fn from_line(name: &str, number: usize, line: &str) -> Result<Article, Error> {
        from_json_line(name, number, line)
    }

    fn from_csv(name: &str, _: &[u8]) -> Vec<Parsed<Article>> {
        vec![(At::Whole, Err(Error::input(name, None, "articles are not read from CSV")))]
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }
}

/// The records of a piece.
pub fn parse<R: Readable>(piece: &Piece) -> Vec<Parsed<R>> {
    let name = &*piece.name;
    match &piece.content {
        Content::Failed(err) => vec![(At::Whole, Err(err.clone()))],
        Content::Text(bytes) => {
            let article = text(name, bytes).and_then(|text| from_text(name, text));
            vec![(At::Whole, article.map(R::from))]
        }
        Content::Json(bytes) => match text(name, bytes).and_then(|text| from_json(name, text)) {
            Err(err) => vec![(At::Whole, Err(err))],
            Ok(articles) if articles.len() == 1 => {
                articles.into_iter().map(|article| (At::Whole, Ok(article.into()))).collect()
            }
            Ok(articles) => (1..).map(At::Item).zip(articles.into_iter().map(|article| Ok(article.into()))).collect(),
        },
        Content::Lines(lines) => parse_lines(name, lines),
        Content::Csv(bytes) => R::from_csv(name, bytes),
    }
}

fn parse_lines<R: Readable>(name: &str, lines: &Lines) -> Vec<Parsed<R>> {
    let mut offset = lines.offset;
    let mut articles = Vec::new();
    for (bytes, number) in lines.bytes.split_inclusive(|byte| *byte == b'\n').zip(lines.line..) {
        let article = utf8(bytes).map_err(|at| {
            Error::input_byte(name, offset + at, format!("line {number} is not UTF-8 there: convert it to UTF-8"))
        });
        offset += bytes.len();
        if !bytes.trim_ascii().is_empty() {
            let article = article.and_then(|line| R::from_line(name, number, line));
            articles.push((At::line(number), article));
        }
    }
    articles
}

fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Error> {
    utf8(bytes).map_err(|at| Error::input_byte(name, at, "is not UTF-8 there: convert the file to UTF-8"))
}

/// The text without a byte order mark, or the byte from which on it is none, counted from 0.
fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    let text = std::str::from_utf8(bytes).map_err(|err| err.valid_up_to())?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

impl At {
    /// On that line, from 1.
    pub fn line(number: usize) -> At {
        At::Line(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// The ids that were seen. Of each a hash of 128 bits is kept and where it stood, not its text: a million ids are some
/// 30 MB whatever their length.
pub struct Ids {
    names: Vec<Arc<str>>,
    seen: FxHashMap<u128, (u32, At)>,
}

impl Ids {
    /// None seen; `names` are those of the sources.
    pub fn new(names: Vec<Arc<str>>) -> Ids {
        Ids { names, seen: FxHashMap::default() }
    }

    /// Notes an id, or says whose it is already.
    pub fn add(&mut self, id: &str, source: u32, at: At) -> Result<(), Error> {
        let (first, first_at) = match self.seen.entry(key(id)) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                entry.insert((source, at));
                return Ok(());
            }
        };
        let name = |source: u32| self.names.get(source as usize).map_or("", |name| name);
        let place = match first_at {
            At::Whole => name(first).to_owned(),
            At::Line(line) => format!("{}:{line}", name(first)),
            At::Item(item) => format!("{}, report {item}", name(first)),
        };
        let (line, which) = match at {
            At::Whole => (None, String::new()),
            At::Line(line) => (Some(line as usize), String::new()),
            At::Item(item) => (None, format!("report {item}: ")),
        };
        let what =
            format!("{which}id '{id}' is that of {place} already, so this report was not read: give it its own id");
        Err(Error::input(name(source), line, what))
    }
}

fn key(id: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, id).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

#[cfg(test)]
mod tests {
    use super::{At, Ids, parse};
    use crate::pieces::{Content, Lines, Piece};
    use tradeflow::article::Article;

    #[test]
    fn a_repeated_id_names_both_places() {
        let mut ids = Ids::new(vec!["a.jsonl".into(), "b.json".into()]);
        ids.add("x", 0, At::Line(3)).unwrap();
        ids.add("y", 0, At::Line(4)).unwrap();
        for _ in 0..2 {
            let err = ids.add("x", 1, At::Item(2)).unwrap_err().to_string();
            assert!(err.starts_with("b.json: report 2: id 'x' is that of a.jsonl:3 already"), "{err}");
        }
    }

    #[test]
    fn a_byte_that_is_no_utf8_is_counted_from_the_start_of_the_file() {
        let bytes = b"{\"text\":\"a\"}\n{\"text\":\"\xff\"}\n".to_vec();
        let lines = Lines { bytes, line: 8, offset: 100 };
        let read = parse::<Article>(&Piece { source: 0, name: "f".into(), content: Content::Lines(lines) });
        assert_eq!((read[0].0, read[0].1.as_ref().unwrap().id.as_str()), (At::Line(8), "f:8"));
        assert!(read[1].1.as_ref().unwrap_err().to_string().starts_with("f: byte 122: line 9 "));
    }
}
