//! Plain text and Markdown, with front matter or without.

use super::{Article, parse_day};
use crate::error::Error;

/// Reads plain text or Markdown. A first line of `---` opens front matter: `key: value` lines up to the next `---`
/// (keys `id title published lang outlet url home`; others are passed over). `name` is the file's name: it is used in
/// errors and, where no id is stated, as the id.
///
/// # Errors
/// A front matter that does not end, or a date or country in it that is none; the error names file and line.
pub fn from_text(name: &str, text: &str) -> Result<Article, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut article = Article::from_plain(name, text);
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return Ok(article);
    };
    let mut at = text.len() - rest.len();
    for (line, number) in rest.split_inclusive('\n').zip(2..) {
        at += line.len();
        let line = line.trim();
        if line == "---" {
            article.text = text[at..].trim_start_matches(['\n', '\r']).to_owned();
            return Ok(article);
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = unquote(value.trim());
        if value.is_empty() || value == "null" {
            continue;
        }
        let wrong = |err: Error| Error::input(name, Some(number), err.to_string());
        let stated = || Some(value.to_owned());
        match key.trim() {
            "id" => article.id = value.to_owned(),
            "title" => article.title = stated(),
            "published" | "date" => article.published = Some(parse_day(value).map_err(wrong)?),
            "lang" | "language" => article.lang = stated(),
            "outlet" => article.outlet = stated(),
            "url" => article.url = stated(),
            "home" => article.home = Some(value.parse().map_err(wrong)?),
            _ => {}
        }
    }
    Err(Error::input(name, Some(1), "front matter opens with '---' and never ends: add a closing '---' line"))
}

fn unquote(value: &str) -> &str {
    ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::from_text;

    #[test]
    fn front_matter_is_metadata_and_not_text() {
        let article = from_text("a.md", "---\nid: x1\ntitle: \"T: u\"\npublished: 2024-08-20\n---\n\nBody.\n").unwrap();
        assert_eq!((article.id.as_str(), article.title.as_deref()), ("x1", Some("T: u")));
        assert_eq!(article.published.unwrap().to_string(), "2024-08-20");
        assert_eq!(article.text, "Body.\n");
    }

    #[test]
    fn a_rule_inside_the_text_is_no_front_matter() {
        assert_eq!(from_text("a.md", "One.\n---\nTwo.").unwrap().text, "One.\n---\nTwo.");
    }

    #[test]
    fn faults_name_file_and_line() {
        let err = from_text("a.md", "---\nid: x\npublished: soon\n---\n").unwrap_err().to_string();
        assert!(err.starts_with("a.md:3: ") && err.contains("YYYY-MM-DD"), "{err}");
        assert!(from_text("a.md", "---\nid: x\n").unwrap_err().to_string().starts_with("a.md:1: "));
    }
}
