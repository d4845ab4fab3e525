//! CSV that any program reads and no spreadsheet runs.

use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field<'a> {
    /// Empty.
    Missing,
    /// Words, which a spreadsheet might take for a formula.
    Text(Cow<'a, str>),
    /// Digits: a number or a date.
    Digits(String),
}

impl<'a> Field<'a> {
    pub(super) fn text(text: &'a str) -> Field<'a> {
        Field::Text(Cow::Borrowed(text))
    }

    pub(super) fn maybe(text: Option<&'a str>) -> Field<'a> {
        text.map_or(Field::Missing, Field::text)
    }

    pub(super) fn digits(value: Option<impl ToString>) -> Field<'a> {
        value.map_or(Field::Missing, |value| Field::Digits(value.to_string()))
    }
}

/// Adds one line.
pub(super) fn line<'a>(to: &mut String, fields: impl IntoIterator<Item = Field<'a>>) {
    for (field, number) in fields.into_iter().zip(0..) {
        if number > 0 {
            to.push(',');
        }
        match field {
            Field::Missing => {}
            Field::Digits(digits) => to.push_str(&digits),
            Field::Text(text) => quoted(to, &text),
        }
    }
    to.push('\n');
}

fn quoted(to: &mut String, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let guard = if formula { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        to.push('"');
        to.push_str(guard);
        to.push_str(&text.replace('"', "\"\""));
        to.push('"');
    } else {
        to.push_str(guard);
        to.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, line};

    fn written(fields: &[Field]) -> String {
        let mut to = String::new();
        line(&mut to, fields.iter().cloned());
        to
    }

    #[test]
    fn commas_quotes_and_line_breaks_are_quoted() {
        assert_eq!(written(&[Field::text("a"), Field::Missing, Field::text("b c")]), "a,,b c\n");
        assert_eq!(written(&[Field::text("a,b"), Field::text("say \"c\"")]), "\"a,b\",\"say \"\"c\"\"\"\n");
        assert_eq!(written(&[Field::text("a\nb"), Field::text("a\rb")]), "\"a\nb\",\"a\rb\"\n");
    }

    #[test]
    fn text_that_starts_a_formula_is_guarded_and_numbers_are_not() {
        for first in ['=', '+', '-', '@', '\t'] {
            assert_eq!(written(&[Field::text(&format!("{first}1"))]), format!("'{first}1\n"));
        }
        assert_eq!(written(&[Field::text("=A1,B1")]), "\"'=A1,B1\"\n");
        assert_eq!(written(&[Field::text("\r=1")]), "\"'\r=1\"\n");
        assert_eq!(written(&[Field::text("a=1"), Field::text("'=1")]), "a=1,'=1\n");
        assert_eq!(written(&[Field::digits(Some(-1)), Field::digits(None::<u8>)]), "-1,\n");
    }

    #[test]
    fn another_reader_gives_the_words_back() {
        let words = ["a,b", "say \"c\"", "d\r\ne", " f ", "", "ж"];
        let mut reader = csv::ReaderBuilder::new();
        let text = written(&words.map(Field::text));
        let row = reader.has_headers(false).from_reader(text.as_bytes()).records().next().unwrap().unwrap();
        assert_eq!(row, csv::StringRecord::from(words.to_vec()));
    }
}
