//! Files as others write them: `tests/input`, made by `make.py` there with the tools that it names.

use super::{docs, empty, folder, run, run_with};
use serde_json::Value;
use std::fs;
use std::path::Path;

const TURKIYE: &str = "Azerbaijan's exports to Türkiye rose to $5.15 billion in 2023.";

fn input() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/input"))
}

/// The claims of some inputs, each as 'doc quote reporter-partner', and what standard error holds.
fn claims(args: &[&str]) -> (Vec<String>, String, i32) {
    let run = run(input(), &[&["extract"], args].concat());
    let claim = |line: &str| {
        let claim: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| claim[key].as_str().unwrap_or("?").to_owned();
        format!("{} {} {}-{}", text("doc"), text("quote"), text("reporter"), text("partner"))
    };
    (run.out.lines().map(claim).collect(), run.err, run.code)
}

#[test]
fn packed_files_are_read_whatever_packed_them_and_how_often() {
    for file in ["reports.jsonl.gz", "reports.jsonl.zst"] {
        let (claims, err, code) = claims(&[file]);
        let expected = ["r1", "r2", "r3"].map(|id| format!("{id} $5.15 billion AZE-TUR"));
        assert!(claims == expected && code == 0 && err.ends_with("from 3 reports\n"), "{file}: {claims:?} {err}");
    }
    assert_eq!(claims(&["report.txt.gz"]).0, ["report.txt.gz $5.15 billion AZE-TUR"]);
    // Standard input has no name: its bytes tell.
    let run = run_with(empty().path(), &["extract"], &fs::read(input().join("reports.jsonl.zst")).unwrap());
    assert_eq!(docs(&run.out), ["r1", "r2", "r3"]);
}

#[test]
fn a_packed_file_that_was_cut_off_is_named_and_what_came_before_is_read() {
    let (claims, err, code) = claims(&["cut.jsonl.gz", "report.txt.gz"]);
    assert!(code == 1 && claims.len() > 100 && claims.last().unwrap().starts_with("report.txt.gz "), "{err}");
    assert!(err.starts_with(&format!("error: cut.jsonl.gz:{}: cannot be read on: ", claims.len())), "{err}");
    let folder = folder(&[("a.txt.gz", b"\x1f\x8b\x08broken"), ("b.txt.zst", b"\x28\xb5\x2f\xfd?")]);
    let run = run(folder.path(), &["extract", "."]);
    for file in ["./a.txt.gz", "./b.txt.zst"] {
        assert!(run.code == 1 && run.err.contains(&format!("error: {file}: cannot be read: ")), "{run:?}");
    }
}

#[test]
fn other_encodings_are_told_and_read() {
    for (file, claim, note) in [
        (
            "windows-1251.txt",
            "$1.2 billion AZE-RUS",
            "note: windows-1251.txt: not UTF-8, read as windows-1251 by the look",
        ),
        ("iso-8859-9.txt", "$5.15 billion AZE-TUR", "note: iso-8859-9.txt: not UTF-8, read as windows-125"),
        ("utf-16be-without-mark.txt", "$5.15 billion AZE-TUR", "note: utf-16be-without-mark.txt: read as UTF-16BE\n"),
    ] {
        let (claims, err, code) = claims(&["--published", "2024-01-23", file]);
        assert!(claims == [format!("{file} {claim}")] && err.starts_with(note) && code == 0, "{claims:?} {err}");
    }
    // Of a file it is told once.
    let (claims, err, _) = claims(&["utf-16.jsonl"]);
    assert_eq!((claims.len(), err.matches("note: utf-16.jsonl:1: read as UTF-16LE").count()), (2, 1), "{err}");
    assert_eq!(err.matches("note").count(), 1);
    let mentions = run(input(), &["mentions", "--type", "place", "--encoding", "iso-8859-9", "iso-8859-9.txt"]);
    assert!(mentions.out.contains("\"Türkiye\"") && mentions.err.contains("as --encoding says"), "{mentions:?}");
}

#[test]
fn a_table_is_read_by_its_columns() {
    let columns = ["--columns", "id=key,published=date,title=headline,text=body", "reports.csv"];
    let (found, err, code) = claims(&columns);
    assert_eq!((found, code), (vec!["n1 $5.15 billion AZE-TUR".to_owned(), "n3 $5.15 billion AZE-TUR".to_owned()], 1));
    assert!(err.starts_with("error: reports.csv:4: '2024-02-30' is no date"), "{err}");
    // A spreadsheet of another country: semicolons, its own encoding, and names that need no mapping.
    let (found, err, code) = claims(&["excel.csv"]);
    assert_eq!((docs_of(&found), code), (vec!["e1", "e3"], 1), "{err}");
    assert!(err.contains("note: excel.csv:2: not UTF-8, read as windows-125"), "{err}");
    assert!(err.contains("error: excel.csv:3: has 2 cells where the header has 3"), "{err}");
    let (_, err, code) = claims(&["reports.csv"]);
    assert!(
        code == 1 && err.contains("reports.csv:1: has no column 'text' but key, date, headline, body: say"),
        "{err}"
    );
}

#[test]
fn tables_of_a_folder_are_read_where_their_columns_are_named() {
    let table = format!("id,body\nx,{TURKIYE}\n");
    let folder = folder(&[("in/a.csv", table.as_bytes()), ("in/b.txt", TURKIYE.as_bytes())]);
    let without = run(folder.path(), &["extract", "in"]);
    assert!(docs(&without.out) == ["in/b.txt"] && without.err.contains("1 file passed over"), "{without:?}");
    assert_eq!(docs(&run(folder.path(), &["extract", "--columns", "text=body", "in"]).out), ["x", "in/b.txt"]);
}

fn docs_of(claims: &[String]) -> Vec<&str> {
    claims.iter().map(|claim| claim.split(' ').next().unwrap()).collect()
}

#[test]
#[cfg(feature = "html")]
fn a_page_gives_its_article_its_table_and_what_its_markup_says() {
    let folder = empty();
    let texts = folder.path().join("texts.jsonl");
    let (found, err, code) = claims(&["page.html", "--texts", texts.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    assert!(err.starts_with("note: page.html: not UTF-8, read as windows-1251, as it says itself"), "{err}");
    let expected = ["$1.2 billion AZE-RUS", "$650 million AZE-GEO", "$120 million AZE-GEO"];
    assert_eq!(found, expected.map(|claim| format!("page.html {claim}")));
    let article: tradeflow::Article = serde_json::from_str(&fs::read_to_string(texts).unwrap()).unwrap();
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2024-01-23"));
    assert_eq!(article.outlet.as_deref(), Some("Caspian Courier"));
    assert_eq!(article.url.as_deref(), Some("https://courier.example/1"));
    // The bytes of claims are counted in the text that is kept.
    let run = run(input(), &["extract", "page.html"]);
    for line in run.out.lines() {
        let claim: tradeflow::Claim = serde_json::from_str(line).unwrap();
        assert_eq!(article.text[claim.start..claim.end], claim.quote);
    }
}

#[test]
#[cfg(feature = "warc")]
fn an_archive_gives_its_pages() {
    let (found, err, code) = claims(&["--published", "2024-01-23", "pages.warc.gz"]);
    assert_eq!((found.len(), code), (7, 1), "{found:?} {err}");
    assert!(found.iter().all(|claim| claim.starts_with("urn:uuid:")), "{found:?}");
    assert!(err.contains("error: pages.warc.gz, report 6: holds no article"), "{err}");
    assert!(err.contains("from 3 reports, 1 not read, 3 records of archives passed over (no pages)\n"), "{err}");
    let run = run(input(), &["extract", "pages.warc.gz"]);
    let urls: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["url"].clone()).collect();
    assert!(
        urls.contains(&"https://courier.example/2".into()) && urls.contains(&"https://courier.example/text".into())
    );
}

#[test]
#[cfg(feature = "html")]
fn figures_of_a_table_have_the_unit_of_its_head() {
    let (found, err, code) = claims(&["table.html"]);
    let expected = [
        "USD 979.4 million AZE-RUS",
        "USD 1190.0 million AZE-RUS",
        "USD 2731.7 million AZE-RUS",
        "USD 3170.6 million AZE-RUS",
        "USD 650.1 million AZE-GEO",
        "USD 700.2 million AZE-GEO",
        "USD 110.0 million AZE-GEO",
        "USD 120.5 million AZE-GEO",
    ];
    assert_eq!((found, code), (expected.map(|claim| format!("table.html {claim}")).to_vec(), 0), "{err}");
}

#[test]
#[cfg(feature = "parquet")]
fn parquet_is_read_by_its_columns() {
    let columns = ["--columns", "id=key,published=date,text=body"];
    let (found, err, code) = claims(&[&columns[..], &["reports.parquet"]].concat());
    assert_eq!(
        (found, code),
        (vec!["1 $5.15 billion AZE-TUR".to_owned(), "2 $5.15 billion AZE-TUR".to_owned()], 0),
        "{err}"
    );
    assert!(err.ends_with("from 3 reports\n"), "{err}");
    let bytes = fs::read(input().join("reports.parquet")).unwrap();
    let args = [&["extract", "--input-format", "parquet", "-"], &columns[..]].concat();
    assert_eq!(docs(&run_with(empty().path(), &args, &bytes).out), ["1", "2"]);
    // Cut off, and with a byte of another value wherever that may be: named, never a panic.
    let folder = folder(&[("cut.parquet", &bytes[..bytes.len() - 9])]);
    let cut = run(folder.path(), &[&["extract", "cut.parquet"], &columns[..]].concat());
    assert!(cut.code == 1 && cut.err.contains("error: cut.parquet: is no sound Parquet: "), "{cut:?}");
    for at in (0..bytes.len()).step_by(97) {
        let mut broken = bytes.clone();
        broken[at] ^= 0x55;
        let run = run_with(folder.path(), &args, &broken);
        assert!(run.code <= 1 && !run.err.contains("panicked"), "byte {at}: {run:?}");
    }
}
