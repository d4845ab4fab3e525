//! Runs the cases of `tests/suite/en/*.toml`: what is read from one or two sentences, and what is not.
//!
//! A case has a `text`, and `published`, `home`, `title` where they matter. `quantities` lists every figure of the text as
//! `quote = value unit`, with `..high`, `qualifier` and `/per` where they are not plain. `periods` lists every period
//! beside the days it means. `claims` lists every claim in order, with the fields that the case is about.

use serde::Deserialize;
use std::collections::BTreeMap;
use tradeflow::article::Article;
use tradeflow::claim::{Claim, Extractor};
use tradeflow::mention::{MentionKind, MentionRecord};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    title: Option<String>,
    published: Option<String>,
    home: Option<String>,
    quantities: Option<Vec<String>>,
    claims: Option<Vec<BTreeMap<String, toml::Value>>>,
}

#[test]
fn every_case_reads_as_it_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/en");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut faults, mut cases) = (Vec::new(), 0);
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let suite: Suite =
            toml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap_or_else(|err| panic!("{name}: {err}"));
        for case in suite.case {
            cases += 1;
            faults.extend(faults_of(&case).into_iter().map(|fault| format!("{name}: '{}'\n    {fault}", case.text)));
        }
    }
    assert!(cases > 0);
    assert!(faults.is_empty(), "{} of {cases} cases:\n{}", faults.len(), faults.join("\n"));
}

fn faults_of(case: &Case) -> Vec<String> {
    let article = Article {
        id: "case".into(),
        title: case.title.clone(),
        published: case.published.as_ref().map(|day| day.parse().unwrap()),
        home: case.home.as_ref().map(|code| code.parse().unwrap()),
        lang: Some("en".into()),
        text: case.text.clone(),
        ..Article::default()
    };
    let extractor = Extractor::english();
    let mut faults = Vec::new();
    if let Some(expected) = &case.quantities {
        let read: Vec<String> = extractor
            .mentions(&article)
            .iter()
            .filter(|mention| mention.kind == MentionKind::Quantity)
            .map(quantity)
            .collect();
        if read != *expected {
            faults.push(format!("expected {expected:?}\n    read     {read:?}"));
        }
    }
    if let Some(expected) = &case.claims {
        let read = extractor.read(&article).claims;
        if read.len() != expected.len() {
            let quotes: Vec<&str> = read.iter().map(|claim| claim.quote.as_str()).collect();
            faults.push(format!("expected {} claims, read {quotes:?}", expected.len()));
            return faults;
        }
        for (claim, fields) in read.iter().zip(expected) {
            faults.extend(fields.iter().filter_map(|(name, value)| field_fault(claim, name, value)));
        }
    }
    faults
}

fn quantity(mention: &MentionRecord) -> String {
    let high = mention.value_hi.map_or(String::new(), |high| format!("..{}", high.normalize()));
    let qualifier = mention.qualifier.map(|q| q.name()).filter(|q| *q != "exact" && *q != "range");
    let qualifier = qualifier.map_or(String::new(), |q| format!(" {q}"));
    let per = mention.per.map_or(String::new(), |per| format!(" /{per}"));
    let value = mention.value.map_or(String::new(), |value| value.normalize().to_string());
    let unit = mention.unit.map_or(String::new(), |unit| unit.to_string());
    format!("{} = {value}{high} {unit}{qualifier}{per}", mention.quote.replace('\n', " "))
}

/// A field as JSON has it; '-' in the case stands for null.
fn field_fault(claim: &Claim, name: &str, expected: &toml::Value) -> Option<String> {
    let json = serde_json::to_value(claim).unwrap();
    let read = match json.get(name).unwrap_or_else(|| panic!("claims have no field '{name}'")) {
        serde_json::Value::Null => "-".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let expected = match expected {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (read != expected).then(|| format!("{}: {name} expected {expected}, read {read}", claim.quote))
}
