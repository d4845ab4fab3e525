//! Claims that were written as CSV, read back.

use super::records::runs_as_formula;
use crate::claim::Claim;
use crate::error::Error;
use serde_json::{Map, Value};
use std::io::Read;

/// Columns that hold words: they may be guarded against spreadsheets.
const WORDS: [&str; 6] = ["doc", "quote", "commodity", "source", "outlet", "url"];

/// Reads the CSV of claims; each row gives a claim or an error of its own. Columns are found by name, in any order, and
/// unknown ones are passed over. `name` is the file's name, for errors.
///
/// # Errors
/// A row that is no claim, with file and line.
pub fn claims_from_csv(name: &str, from: impl Read) -> impl Iterator<Item = Result<Claim, Error>> {
    let mut reader = csv::Reader::from_reader(from);
    let headers = reader.headers().cloned();
    reader.into_records().map(move |row| {
        let at = |err: &csv::Error| err.position().map(|position| position.line() as usize);
        let row = row.map_err(|err| Error::input(name, at(&err), err.to_string()))?;
        let line = row.position().map(|position| position.line() as usize);
        let wrong = |what: String| {
            Error::input(
                name,
                line,
                format!("{what}; each row is a claim as `tradeflow extract --format csv` writes it"),
            )
        };
        let headers = headers.as_ref().map_err(|err| wrong(err.to_string()))?;
        let mut fields = Map::new();
        for (column, cell) in headers.iter().zip(&row) {
            fields.insert(column.to_owned(), field(column, cell).map_err(wrong)?);
        }
        serde_json::from_value(Value::Object(fields)).map_err(|err| wrong(err.to_string()))
    })
}

/// The JSON value that a cell was written from; numbers stay digits, which a claim takes as well.
pub(super) fn field(column: &str, cell: &str) -> Result<Value, String> {
    match column {
        "evidence" => evidence(cell),
        "start" | "end" => offset(cell),
        _ if cell.is_empty() => Ok(Value::Null),
        _ if WORDS.contains(&column) => {
            let guarded = cell.strip_prefix('\'').filter(|_| runs_as_formula(cell));
            Ok(Value::from(guarded.unwrap_or(cell)))
        }
        _ => Ok(Value::from(cell)),
    }
}

fn evidence(cell: &str) -> Result<Value, String> {
    let entry = |text: &str| {
        let mut parts = text.split([':', '-']);
        let (Some(role), Some(start), Some(end), Some(reach), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(format!("'{text}' is no evidence of the form role:start-end:reach"));
        };
        Ok(serde_json::json!({"role": role, "start": offset(start)?, "end": offset(end)?, "reach": reach}))
    };
    cell.split(';').filter(|text| !text.is_empty()).map(entry).collect()
}

fn offset(cell: &str) -> Result<Value, String> {
    cell.parse::<usize>().map(Value::from).map_err(|_| format!("'{cell}' is no number of bytes"))
}

#[cfg(test)]
mod tests {
    use super::claims_from_csv;
    use crate::claim::Claim;
    use crate::report::records::tests::claim;
    use crate::report::{csv_header, csv_rows};

    fn written(claims: &[Claim]) -> Vec<u8> {
        let mut out = Vec::new();
        csv_header::<Claim>(&mut out).unwrap();
        csv_rows(claims, &mut out).unwrap();
        out
    }

    #[test]
    fn claims_come_back_equal() {
        let bare = Claim {
            quote: "'-5%".to_owned(),
            value: (-5).into(),
            value_hi: None,
            reporter: None,
            commodity: None,
            period: None,
            period_kind: None,
            per: None,
            low: None,
            published: None,
            basis: None,
            evidence: Vec::new(),
            ..claim()
        };
        let claims = [claim(), bare, Claim { doc: "=1".to_owned(), ..claim() }];
        let read: Vec<Claim> = claims_from_csv("c.csv", &*written(&claims)).map(Result::unwrap).collect();
        assert_eq!(read, claims);
    }

    #[test]
    fn a_bad_row_is_named_and_does_not_stop_the_others() {
        let text = String::from_utf8(written(&[claim(), claim()])).unwrap().replacen(",range,", ",sometimes,", 1);
        let read: Vec<_> = claims_from_csv("c.csv", text.as_bytes()).collect();
        let err = read[0].as_ref().unwrap_err().to_string();
        assert!(err.starts_with("c.csv:2: ") && err.contains("sometimes"), "{err}");
        assert!(read[1].is_ok());
    }

    #[test]
    fn a_table_of_something_else_is_refused() {
        let err = claims_from_csv("c.csv", &b"year,value\n2023,5\n"[..]).next().unwrap().unwrap_err();
        assert!(err.to_string().starts_with("c.csv:2: "), "{err}");
    }
}
