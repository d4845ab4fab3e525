//! Runs the cases of `tests/suite/en/*.toml`: what is read from one or two sentences, and what is not.
//!
//! A case has a `text`, and `published`, `home`, `title` where they matter. `quantities` lists every figure of the text as
//! `quote = value unit`, with `..high`, `qualifier` and `/per` where they are not plain. `periods` lists every period
//! beside the days it means. `claims` lists every claim in order, with the fields that the case is about.

use serde::Deserialize;
use std::collections::BTreeMap;
use tradeflow::article::Article;
use tradeflow::claim::{Claim, Extractor, Role};
use tradeflow::mention::{MentionKind, MentionRecord};
use tradeflow::value::flow::Measure;

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
    let mut json = serde_json::to_value(claim).unwrap();
    // The parties of turnover have no order.
    if claim.measure == Measure::Trade && name == "reporter" && json["partner"] == expected.as_str().unwrap_or("") {
        json["reporter"] = json["partner"].clone();
    } else if claim.measure == Measure::Trade
        && name == "partner"
        && json["reporter"] == expected.as_str().unwrap_or("")
    {
        json["partner"] = json["reporter"].clone();
    }
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

/// What a figure may measure competes although no listed word says it; what it cannot measure does not.
#[test]
fn open_measures_compete() {
    let contenders = |text: &str| -> Vec<String> {
        let article = Article { id: "case".into(), text: text.into(), lang: Some("en".into()), ..Article::default() };
        let (_, decisions) = Extractor::english().read_with_decisions(&article);
        let measures = decisions.into_iter().filter(|decision| decision.role == Role::Measure);
        measures.flat_map(|decision| decision.contenders).map(|contender| contender.value).collect()
    };
    let money = contenders("Exports of Jordan were good in 2019. The king spoke of $3 billion for the desert.");
    assert!(
        ["finance", "investment", "tariff"].iter().all(|name| money.iter().any(|value| value == name)),
        "{money:?}"
    );
    let tonnes = contenders("Exports of Jordan were good in 2019. The king spoke of 3 million tonnes in the desert.");
    assert!(tonnes.iter().any(|value| value == "production"), "{tonnes:?}");
    assert!(!tonnes.iter().any(|value| value == "finance"), "{tonnes:?}");
}

/// An outlet is at home where its whole name is known, not where that is the end of another's.
#[test]
fn an_outlet_is_its_whole_name() {
    let reporter = |outlet: &str| {
        let text = "The country's exports were worth $3 billion in 2019.".to_owned();
        let outlet = Some(outlet.to_owned());
        let article = Article { id: "case".into(), text, outlet, lang: Some("en".into()), ..Article::default() };
        Extractor::english().read(&article).claims[0].reporter.map(|place| place.code().to_owned())
    };
    assert_eq!(reporter("The Economic Times").as_deref(), Some("IND"));
    assert_eq!(reporter("Lakeside Economic Times"), None);
    assert_eq!(reporter("Agency reports: Economic Times").as_deref(), Some("IND"));
}
