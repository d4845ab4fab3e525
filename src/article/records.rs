//! JSON and JSON lines.

use super::Article;
use crate::error::Error;

/// Reads a JSON file: one report, or a list of them. A missing id becomes `name`, in a list `name:NUMBER` from 1.
///
/// # Errors
/// What is no JSON of that shape, with file and line.
pub fn from_json(name: &str, text: &str) -> Result<Vec<Article>, Error> {
    let wrong = |err: serde_json::Error| {
        let lines = err.to_string().starts_with("trailing characters");
        let hint = if lines { "; a file with a report on each line is one of JSON lines, .jsonl" } else { "" };
        Error::input(name, Some(err.line().max(1)), format!("{}; a report {SHAPE}{hint}", what(&err)))
    };
    if text.trim_start().starts_with('[') {
        let mut articles: Vec<Article> = serde_json::from_str(text).map_err(wrong)?;
        for (article, number) in articles.iter_mut().zip(1..) {
            if article.id.is_empty() {
                article.id = format!("{name}:{number}");
            }
        }
        return Ok(articles);
    }
    let mut article: Article = serde_json::from_str(text).map_err(wrong)?;
    if article.id.is_empty() {
        article.id = name.to_owned();
    }
    Ok(vec![article])
}

/// Reads JSON lines, one report a line; blank lines are passed over. Each line gives a report or an error of its own, so
/// that a bad line does not stop the others. A missing id becomes `name:LINE`.
pub fn from_json_lines<'a>(name: &'a str, text: &'a str) -> impl Iterator<Item = Result<Article, Error>> + 'a {
    text.lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(move |(line, number)| from_json_line(name, number, line))
}

/// Reads one line of JSON lines, for those who stream a file: `number` counts from 1. A missing id becomes
/// `name:NUMBER`.
///
/// # Errors
/// A line that is no report, with file and line.
pub fn from_json_line(name: &str, number: usize, line: &str) -> Result<Article, Error> {
    let mut article: Article = serde_json::from_str(line)
        .map_err(|err| Error::input(name, Some(number), format!("{}; each line {SHAPE}", what(&err))))?;
    if article.id.is_empty() {
        article.id = format!("{name}:{number}");
    }
    Ok(article)
}

const SHAPE: &str = "is an object with at least \"text\"";

/// What is wrong, without the line that the parser counts within its piece: the error's own place says it.
fn what(err: &serde_json::Error) -> String {
    let text = err.to_string();
    match text.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} (column {})", err.column()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{from_json, from_json_lines};

    #[test]
    fn nulls_and_missing_fields_are_missing() {
        let text = "{\"id\":null,\"published\":null,\"text\":\"a\"}\n\n{\"id\":7,\"published\":\"2024-08-20T10:00\",\"text\":\"b\"}";
        let read: Vec<_> = from_json_lines("f.jsonl", text).map(Result::unwrap).collect();
        assert_eq!((read[0].id.as_str(), read[0].published), ("f.jsonl:1", None));
        assert_eq!((read[1].id.as_str(), read[1].published.unwrap().to_string().as_str()), ("7", "2024-08-20"));
    }

    #[test]
    fn a_bad_line_is_named_and_does_not_stop_the_others() {
        let read: Vec<_> = from_json_lines("f.jsonl", "{\"text\":1}\n{\"text\":\"b\"}").collect();
        assert!(read[0].as_ref().unwrap_err().to_string().starts_with("f.jsonl:1: "));
        assert!(read[1].is_ok());
    }

    #[test]
    fn a_json_file_holds_one_report_or_a_list() {
        assert_eq!(from_json("a.json", "{\"text\":\"b\"}").unwrap()[0].id, "a.json");
        assert_eq!(from_json("a.json", "[{\"text\":\"b\"},{\"text\":\"c\"}]").unwrap()[1].id, "a.json:2");
        assert!(from_json("a.json", "{\n\"text\":}").unwrap_err().to_string().starts_with("a.json:2: "));
    }
}
