//! Tables of articles: which column holds what.

use super::{Article, parse_day};
use crate::error::Error;
use std::str::FromStr;

/// Which columns of a table of articles hold what: `text=body,published=date`. What is not named is taken from the column
/// of its own name, where there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    named: Vec<(&'static str, String)>,
}

/// What is known of an article, by the names of its JSON form.
const FIELDS: [&str; 8] = ["id", "title", "published", "lang", "outlet", "url", "home", "text"];

impl FromStr for Columns {
    type Err = Error;

    /// # Errors
    /// What is none of `id title published lang outlet url home text`, or stands twice.
    fn from_str(text: &str) -> Result<Columns, Error> {
        let mut named: Vec<(&'static str, String)> = Vec::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let wrong = |what: &str| Error::value(format!("'{part}' {what}, as in text=body,published=date"));
            let (field, column) = part.split_once('=').ok_or_else(|| wrong("is no FIELD=COLUMN: write them so"))?;
            let known = FIELDS.into_iter().find(|known| *known == field.trim());
            let known = known.ok_or_else(|| wrong(&format!("has no field of a report: write one of {FIELDS:?}")))?;
            if named.iter().any(|(other, _)| *other == known) {
                return Err(wrong("names a field for the second time: name each once"));
            }
            named.push((known, column.trim().to_owned()));
        }
        Ok(Columns { named })
    }
}

impl Columns {
    /// Where the fields stand in a table with this header; `file` names it in errors.
    ///
    /// # Errors
    /// A column that is named and not there, or none with the text.
    pub fn layout<'a>(&self, file: &str, header: impl Iterator<Item = &'a str>) -> Result<Layout, Error> {
        let header: Vec<&str> = header.map(str::trim).collect();
        let mut at = [None; FIELDS.len()];
        for (field, place) in FIELDS.into_iter().zip(&mut at) {
            let named = self.named.iter().find(|(known, _)| *known == field).map(|(_, column)| column.as_str());
            *place = header.iter().position(|column| *column == named.unwrap_or(field));
            if place.is_none() && (named.is_some() || field == "text") {
                let columns = header.join(", ");
                let (column, hint) = (named.unwrap_or(field), format!("{field}=COLUMN"));
                let what = format!("has no column '{column}' but {columns}: say --columns {hint}");
                return Err(Error::input(file, Some(1), what));
            }
        }
        Ok(Layout { at })
    }
}

/// Where the fields of articles stand in the rows of one table.
#[derive(Debug, Clone)]
pub struct Layout {
    at: [Option<usize>; FIELDS.len()],
}

impl Layout {
    /// The article of a row. A missing id becomes `file:LINE`; an empty cell is missing.
    ///
    /// # Errors
    /// A day or a country that is none, with file and line.
    pub fn article(&self, file: &str, line: usize, cell: impl Fn(usize) -> Option<String>) -> Result<Article, Error> {
        let wrong = |err: Error| Error::input(file, Some(line), err.to_string());
        let [id, title, published, lang, outlet, url, home, text] =
            self.at.map(|at| at.and_then(&cell).filter(|cell| !cell.trim().is_empty()));
        Ok(Article {
            id: id.unwrap_or_else(|| format!("{file}:{line}")),
            title,
            published: published.map(|day| parse_day(&day)).transpose().map_err(wrong)?,
            lang,
            outlet,
            url,
            home: home.map(|home| home.trim().parse()).transpose().map_err(wrong)?,
            text: text.unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn columns_are_found_by_the_names_given_else_by_their_own() {
        let columns: Columns = "text=body,published=date".parse().unwrap();
        let layout = columns.layout("f.csv", ["date", "id", "body"].into_iter()).unwrap();
        let row = ["2024-08-20 10:00", "", "Trade rose."];
        let article = layout.article("f.csv", 7, |at| Some(row[at].to_owned())).unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("f.csv:7", "Trade rose."));
        assert_eq!(article.published.unwrap().to_string(), "2024-08-20");
        let err = layout.article("f.csv", 8, |at| Some(["soon", "", ""][at].to_owned())).unwrap_err().to_string();
        assert!(err.starts_with("f.csv:8: 'soon' is no date"), "{err}");
    }

    #[test]
    fn what_is_named_wrongly_is_said() {
        for (text, words) in [
            ("body", "is no FIELD=COLUMN"),
            ("body=text", "no field of a report"),
            ("text=a,text=b", "for the second time"),
        ] {
            let err = text.parse::<Columns>().unwrap_err().to_string();
            assert!(err.contains(words), "{err}");
        }
        let none = Columns::default().layout("f.csv", ["body", "date"].into_iter()).unwrap_err().to_string();
        assert_eq!(none, "f.csv:1: has no column 'text' but body, date: say --columns text=COLUMN");
    }
}
