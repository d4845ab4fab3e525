//! Annotated reports: loading them, and what is right of a decision.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tradeflow::article::Article;
use tradeflow::claim::Role;

/// A report with what is known to be right.
pub struct Gold {
    pub article: Article,
    pub wanted: Vec<Wanted>,
    /// A case of a suite: it takes part in every fit and in no test.
    pub is_case: bool,
    /// How often it counts.
    pub count: usize,
}

/// What is right of one figure, field by field; an empty text stands for null, and a field that is missing was not
/// annotated.
#[derive(Default)]
pub struct Wanted {
    /// Where the figure stands; for cases of a suite only its number in the sentence is known.
    pub span: Option<(usize, usize)>,
    fields: BTreeMap<String, String>,
}

impl Wanted {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    pub fn fields(&self) -> &BTreeMap<String, String> {
        &self.fields
    }
}

impl Gold {
    /// The reporter of most figures of trade, either party of turnover; several where as many are of each.
    pub fn most_told(&self) -> Vec<&str> {
        let either = |own: &Wanted| matches!(own.field("measure"), Some("trade" | "freight"));
        let parties =
            self.of_trade().flat_map(|own| [own.field("reporter"), own.field("partner").filter(|_| either(own))]);
        most(parties.flatten().filter(|place| !place.is_empty() && *place != "WLD"))
    }

    /// The other party of most figures of trade that one country has a part in; empty for none or the world.
    pub fn most_told_beside(&self, main: &str) -> Vec<&str> {
        most(self.of_trade().filter_map(|own| {
            let (reporter, partner) = (own.field("reporter")?, own.field("partner")?);
            let other = if reporter == main { partner } else { reporter };
            [reporter, partner].contains(&main).then_some(if other == "WLD" { "" } else { other })
        }))
    }

    fn of_trade(&self) -> impl Iterator<Item = &Wanted> {
        let is_trade = |own: &&Wanted| {
            matches!(own.field("measure"), Some("trade" | "exports" | "imports" | "balance" | "freight"))
        };
        self.wanted.iter().filter(is_trade)
    }
}

/// What occurs most; several that occur as often.
fn most<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    let most = counts.values().copied().max();
    counts.into_iter().filter(|(_, count)| Some(*count) == most).map(|(one, _)| one).collect()
}

#[derive(Deserialize)]
struct Annotated {
    #[serde(flatten)]
    article: Article,
    claims: Vec<serde_json::Map<String, serde_json::Value>>,
}

#[derive(Deserialize)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    title: Option<String>,
    published: Option<String>,
    home: Option<String>,
    claims: Option<Vec<BTreeMap<String, toml::Value>>>,
}

/// The reports of a folder, or of a file of annotations whose reports stand in `texts`.
pub fn reports(source: &str, texts: Option<&str>, count: usize) -> Result<Vec<Gold>, String> {
    let mut all = match source.ends_with(".jsonl") {
        true => joined(Path::new(source), texts)?,
        false => load(Path::new(source))?,
    };
    all.iter_mut().for_each(|report| report.count = count);
    Ok(all)
}

fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|own| own == ending));
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|err| format!("{}: {err}", file.display()))
}

/// Annotated reports: one JSON file each.
fn load(folder: &Path) -> Result<Vec<Gold>, String> {
    let report = |file: &PathBuf| {
        serde_json::from_str(&read(file)?).map(gold).map_err(|err| format!("{}: {err}", file.display()))
    };
    files(folder, "json")?.iter().map(report).collect()
}

/// Annotations that stand apart from their reports, both as JSON lines.
fn joined(annotations: &Path, texts: Option<&str>) -> Result<Vec<Gold>, String> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        claims: Vec<serde_json::Map<String, serde_json::Value>>,
    }
    let texts = Path::new(texts.ok_or("annotations without texts need --texts FILE")?);
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    for line in read(texts)?.lines() {
        let article: Article = serde_json::from_str(line).map_err(|err| format!("{}: {err}", texts.display()))?;
        articles.insert(article.id.clone(), article);
    }
    let mut all = Vec::new();
    for line in read(annotations)?.lines() {
        let row: Row = serde_json::from_str(line).map_err(|err| format!("{}: {err}", annotations.display()))?;
        let article = articles.remove(&row.id).ok_or(format!("{}: no report '{}'", texts.display(), row.id))?;
        all.push(gold(Annotated { article, claims: row.claims }));
    }
    Ok(all)
}

fn gold(report: Annotated) -> Gold {
    let wanted = report.claims.iter().filter_map(|claim| {
        let quote = claim.get("quote")?.as_str()?;
        let nth = claim.get("nth").and_then(serde_json::Value::as_u64).unwrap_or(1);
        let start = place(&report.article.text, quote, nth as usize)?;
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let fields = claim.iter().map(|(name, value)| (name.clone(), text(value))).collect();
        Some(Wanted { span: Some((start, start + quote.len())), fields })
    });
    Gold { wanted: wanted.collect(), article: report.article, is_case: false, count: 1 }
}

/// The claims of the suites: short sentences of every pattern that reading must not lose.
pub fn cases(folder: &Path, count: usize) -> Result<Vec<Gold>, String> {
    let mut all = Vec::new();
    for file in files(folder, "toml")? {
        let suite: Suite = toml::from_str(&read(&file)?).map_err(|err| format!("{}: {err}", file.display()))?;
        for case in suite.case {
            let Some(claims) = case.claims else { continue };
            let article = Article {
                id: "case".into(),
                title: case.title,
                published: case.published.and_then(|day| day.parse().ok()),
                home: case.home.and_then(|code| code.parse().ok()),
                lang: Some("en".into()),
                text: case.text,
                ..Article::default()
            };
            let text = |value: toml::Value| match value {
                toml::Value::String(text) if text == "-" => String::new(),
                toml::Value::String(text) => text,
                other => other.to_string(),
            };
            let wanted = claims.into_iter().map(|fields| Wanted {
                span: None,
                fields: fields.into_iter().map(|(name, value)| (name, text(value))).collect(),
            });
            all.push(Gold { wanted: wanted.collect(), article, is_case: true, count });
        }
    }
    Ok(all)
}

/// Whether a value is right.
pub type IsRight<'w> = Box<dyn Fn(&str) -> bool + 'w>;

/// What tells the right values of a role from the wrong ones; none where the role was not annotated. Exports and imports
/// of a pair are one flow told from two sides, and the parties of turnover have no order.
pub fn right<'w>(wanted: &'w Wanted, measure: &str, measured: &str, role: Role) -> Option<IsRight<'w>> {
    let is = |value: &'w str| -> Option<IsRight<'w>> { Some(Box::new(move |other| other == value)) };
    let reporter = wanted.field("reporter");
    let partner = wanted.field("partner");
    let mirrored = matches!((measure, measured), ("exports", "imports") | ("imports", "exports"));
    let either = matches!(measure, "trade" | "freight") && partner != Some("WLD");
    match role {
        Role::Measure => is(wanted.field("measure")?),
        Role::Period => is(wanted.field("period")?),
        Role::Status => is(wanted.field("status")?),
        Role::Kind if wanted.field("kind")? == "change" => {
            is(if wanted.field("value")?.starts_with('-') { "-change" } else { "change" })
        }
        Role::Kind => is(wanted.field("kind")?),
        Role::Commodity => {
            let goods = wanted.field("commodity")?;
            Some(Box::new(move |other| share_a_word(other, goods)))
        }
        Role::Reporter | Role::Partner if either => {
            let (a, b) = (reporter?, partner?);
            Some(Box::new(move |other| {
                (other == a || other == b) && (!other.is_empty() || a.is_empty() || b.is_empty())
            }))
        }
        Role::Reporter => is(if mirrored { partner? } else { reporter? }),
        Role::Partner => is(if mirrored { reporter? } else { partner? }),
        _ => None,
    }
}

/// Whether two names of goods have a word in common, or both are empty.
fn share_a_word(a: &str, b: &str) -> bool {
    let words =
        |text: &str| text.to_lowercase().replace('-', " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    (a.is_empty() && b.is_empty()) || a.iter().any(|word| b.contains(word))
}

fn place(text: &str, quote: &str, nth: usize) -> Option<usize> {
    // The count runs over overlapping matches, character by character.
    let mut from = 0;
    for _ in 1..nth {
        let at = from + text[from..].find(quote)?;
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    Some(from + text[from..].find(quote)?)
}
