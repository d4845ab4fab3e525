//! Pieces to articles or other records, and the check that no two articles bear one id.

use crate::encoding::{ReadAs, decode};
use crate::input::Reading;
use crate::lines::Lines;
use crate::pieces::{Content, Piece};
use crate::rows::{self, Rows};
#[cfg(feature = "warc")]
use crate::warc::{Page, Pages};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
#[cfg(feature = "html")]
use tradeflow::article::from_html;
use tradeflow::article::{Article, from_json, from_json_line, from_text};
#[cfg(feature = "parquet")]
use tradeflow::claim::Claim;
use tradeflow::error::Error;

/// Where in its source an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// It is the source.
    Whole,
    /// On a line, from 1.
    Line(u32),
    /// So many in a list, from 1.
    Item(u32),
}

/// A record with its place, or what kept it from being read.
pub struct Parsed<R> {
    pub at: At,
    pub record: Result<R, Error>,
    /// What it was read as, where that is not UTF-8.
    pub read_as: Option<ReadAs>,
}

/// What a command reads: articles, or articles and what was made of them before.
pub trait Readable: From<Article> {
    /// Whether claims are read too.
    const CLAIMS: bool = false;

    /// The record on a line of JSON lines; lines count from 1.
    fn from_line(name: &str, number: usize, line: &str) -> Result<Self, Error>;

    /// The claims of a CSV file.
    fn from_claims(name: &str, bytes: &[u8]) -> Vec<Result<Self, Error>>;

    /// A claim that is read already.
    #[cfg(feature = "parquet")]
    fn from_claim(name: &str, claim: Claim) -> Result<Self, Error>;

    /// The id of an article, which must be its own.
    fn id(&self) -> Option<&str>;
}

impl Readable for Article {
    fn from_line(name: &str, number: usize, line: &str) -> Result<Article, Error> {
        from_json_line(name, number, line)
    }

    fn from_claims(name: &str, _: &[u8]) -> Vec<Result<Article, Error>> {
        vec![Err(no_report(name))]
    }

    #[cfg(feature = "parquet")]
    fn from_claim(name: &str, _: Claim) -> Result<Article, Error> {
        Err(no_report(name))
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }
}

fn no_report(name: &str) -> Error {
    Error::input(name, None, "holds claims, and this command reads reports")
}

/// The records of a piece.
pub fn parse<R: Readable>(piece: &Piece, reading: &Reading) -> Vec<Parsed<R>> {
    let name = &*piece.name;
    let one = |record, read_as| vec![Parsed { at: At::Whole, record, read_as }];
    let mut records = match &piece.content {
        Content::Failed(at, err) => vec![Parsed { at: *at, record: Err(err.clone()), read_as: None }],
        Content::Text(bytes) => match text(name, bytes, reading) {
            Ok((text, read_as)) => one(from_text(name, &text).map(R::from), read_as),
            Err(err) => one(Err(err), None),
        },
        Content::Json(bytes) => match text(name, bytes, reading) {
            Ok((text, read_as)) => match from_json(name, &text) {
                Ok(articles) => all(articles, read_as),
                Err(err) => one(Err(err), read_as),
            },
            Err(err) => one(Err(err), None),
        },
        #[cfg(feature = "html")]
        Content::Html(bytes) => match page(name, bytes, None, reading) {
            Ok((article, read_as)) => one(Ok(R::from(article)), read_as),
            Err(err) => one(Err(err), None),
        },
        Content::Lines(lines) => parse_lines(name, lines, reading),
        #[cfg(feature = "parquet")]
        Content::Articles(articles) => {
            let one = |(at, article): &(At, Result<Article, Error>)| Parsed {
                at: *at,
                record: article.clone().map(R::from),
                read_as: None,
            };
            articles.iter().map(one).collect()
        }
        #[cfg(feature = "parquet")]
        Content::ParsedClaims(claims) => {
            let one = |(at, claim): &(At, Result<Claim, Error>)| Parsed {
                at: *at,
                record: claim.clone().and_then(|claim| R::from_claim(name, claim)),
                read_as: None,
            };
            claims.iter().map(one).collect()
        }
        #[cfg(feature = "warc")]
        Content::Pages(pages) => parse_pages(name, pages, reading),
        Content::Rows(rows) => parse_rows(name, rows, reading),
        Content::Claims(bytes) => R::from_claims(name, bytes)
            .into_iter()
            .map(|record| Parsed { at: At::Whole, record, read_as: None })
            .collect(),
    };
    for record in &mut records {
        record.read_as = record.read_as.or(piece.read_as);
    }
    records
}

fn all<R: Readable>(articles: Vec<Article>, read_as: Option<ReadAs>) -> Vec<Parsed<R>> {
    let at = |number| if articles.len() == 1 { At::Whole } else { At::Item(number) };
    let places: Vec<At> = (1..).map(at).take(articles.len()).collect();
    let one = |(at, article): (At, Article)| Parsed { at, record: Ok(article.into()), read_as };
    places.into_iter().zip(articles).map(one).collect()
}

fn parse_lines<R: Readable>(name: &str, lines: &Lines, reading: &Reading) -> Vec<Parsed<R>> {
    let mut offset = lines.offset;
    let mut records = Vec::new();
    for (bytes, number) in lines.bytes.split_inclusive(|byte| *byte == b'\n').zip(lines.line..) {
        let line = decode(bytes, reading.stated).map_err(|at| {
            let what = format!("line {number} {NO_TEXT}");
            Error::input_byte(name, offset + at, what)
        });
        offset += bytes.len();
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let read_as = line.as_ref().map_or(None, |(_, read_as)| *read_as);
        let record = line.and_then(|(line, _)| R::from_line(name, number, &line));
        records.push(Parsed { at: At::line(number), record, read_as });
    }
    records
}

fn parse_rows<R: Readable>(name: &str, rows: &Rows, reading: &Reading) -> Vec<Parsed<R>> {
    let one = |(at, row): &(At, Result<_, Error>)| {
        let line = if let At::Line(line) = at { *line as usize } else { 0 };
        let article = row.clone().and_then(|row| rows::article(name, line, &row, &rows.layout, reading.stated));
        let (record, read_as) = match article {
            Ok((article, read_as)) => (Ok(article.into()), read_as),
            Err(err) => (Err(err), None),
        };
        Parsed { at: *at, record, read_as }
    };
    rows.rows.iter().map(one).collect()
}

#[cfg(feature = "warc")]
fn parse_pages<R: Readable>(name: &str, pages: &Pages, reading: &Reading) -> Vec<Parsed<R>> {
    let article = |at: At, one: &Page| {
        let place = at.of(name);
        let (article, read_as) = if one.is_plain {
            let (text, read_as) = decode(&one.body, reading.stated.or(one.header))
                .map_err(|byte| Error::input_byte(&place, byte, NO_TEXT))?;
            (Article::from_plain(&one.id, &text), read_as)
        } else {
            page(&place, &one.body, one.header, reading)?
        };
        Ok((Article { id: one.id.clone(), url: article.url.or_else(|| one.url.clone()), ..article }, read_as))
    };
    let one = |(at, page): &(At, Result<Page, Error>)| match page
        .as_ref()
        .map_err(Error::clone)
        .and_then(|page| article(*at, page))
    {
        Ok((article, read_as)) => Parsed { at: *at, record: Ok(article.into()), read_as },
        Err(err) => Parsed { at: *at, record: Err(err), read_as: None },
    };
    pages.pages.iter().map(one).collect()
}

/// The article of a web page, which may state its encoding itself where nothing else does (`header`).
#[cfg(feature = "html")]
fn page(
    name: &str,
    bytes: &[u8],
    header: Option<ReadAs>,
    reading: &Reading,
) -> Result<(Article, Option<ReadAs>), Error> {
    let stated = reading.stated.or(header).or_else(|| ReadAs::declared(bytes));
    let (text, read_as) = decode(bytes, stated).map_err(|at| Error::input_byte(name, at, NO_TEXT))?;
    Ok((from_html(name, &text)?, read_as))
}

const NO_TEXT: &str = "is no text in its encoding there: convert it to UTF-8, or say --encoding";

fn text<'a>(name: &str, bytes: &'a [u8], reading: &Reading) -> Result<(Cow<'a, str>, Option<ReadAs>), Error> {
    decode(bytes, reading.stated).map_err(|at| Error::input_byte(name, at, NO_TEXT))
}

impl At {
    /// On that line, from 1.
    pub fn line(number: usize) -> At {
        At::Line(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// What there is to say of the record of an archive at this place.
    #[cfg(feature = "warc")]
    pub fn what(self, what: &str) -> String {
        match self {
            At::Item(item) => format!("record {item}: {what}"),
            At::Whole | At::Line(_) => what.to_owned(),
        }
    }

    /// The place in a file of that name, in words.
    pub fn of(self, name: &str) -> String {
        match self {
            At::Whole => name.to_owned(),
            At::Line(line) => format!("{name}:{line}"),
            At::Item(item) => format!("{name}, report {item}"),
        }
    }
}

/// The ids that were seen. Of each a hash of 128 bits is kept and where it stood, not its text: a million ids are some
/// 70 MB whatever their length.
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
        let place = first_at.of(name(first));
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
    use crate::input::Reading;
    use crate::lines::Lines;
    use crate::pieces::{Content, Piece};
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
    fn a_byte_that_is_no_text_is_counted_from_the_start_of_the_file() {
        let bytes = b"{\"text\":\"a\"}\n{\"text\":\"\xff\0\"}\n".to_vec();
        let content = Content::Lines(Lines { bytes, line: 8, offset: 100 });
        let piece = Piece { source: 0, name: "f".into(), bytes: 0, read_as: None, content };
        let read = parse::<Article>(&piece, &Reading::default());
        assert_eq!((read[0].at, read[0].record.as_ref().unwrap().id.as_str()), (At::Line(8), "f:8"));
        assert!(read[1].record.as_ref().unwrap_err().to_string().starts_with("f: byte 123: line 9 "));
    }
}
