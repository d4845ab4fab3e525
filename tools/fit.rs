//! Fits the weights of `data/lang/en/weights.toml` to annotated reports, and cross-validates them.
//!
//! ```text
//! cargo run --no-default-features --example fit -- GOLD_DIR... [--folds 10] [--rounds 8] [--pull 0.01] [--cases 8] [--write FILE] [--predictions FILE]
//! ```
//!
//! A GOLD_DIR may also be a file of annotations without their texts, as JSON lines (`tools/annotations`); `--texts FILE`
//! then names the reports, as JSON lines too, with the same ids.
//!
//! Each GOLD_DIR holds one JSON report a file with its `claims` (the format of `tests/corpus`); the claims of the suites
//! (`tests/suite/en`) take part in every fit, each `--cases` times, so that plain sentences are not given up for odd ones. Each role is a softmax over its
//! candidates (McFadden's conditional logit): the weights are those that make the annotated value likeliest, drawn to
//! those of `tools/prior.toml` by a quadratic penalty. Decisions lean on one another, so reading and fitting
//! alternate. What is printed of each role: how many decisions come out as annotated, and the mean logarithm of the
//! odds given to the annotated value, with the weights to begin with, cross-validated (every report read with weights
//! fitted without it), and fitted. `--predictions` writes the claims of the cross-validation.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the maintainers' terminal")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tradeflow::article::Article;
use tradeflow::claim::{Claim, Decision, Extractor, Role};
use tradeflow::value::unit::Unit;

/// Weights: role, feature, worth.
type Weights = BTreeMap<String, BTreeMap<String, f64>>;

/// A report with what is known to be right.
struct Gold {
    article: Article,
    wanted: Vec<Wanted>,
    /// A case of a suite: it takes part in every fit and in no test.
    is_case: bool,
}

/// What is right of one figure, field by field; an empty text stands for null, and a field that is missing was not
/// annotated.
#[derive(Default)]
struct Wanted {
    /// Where the figure stands; for cases of a suite only its number in the sentence is known.
    span: Option<(usize, usize)>,
    fields: BTreeMap<String, String>,
}

impl Wanted {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }
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

/// One decision with what would have been right.
struct Example {
    role: &'static str,
    /// Features of each candidate, and whether it has the annotated value.
    candidates: Vec<(Vec<(&'static str, f64)>, bool)>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut args = std::env::args().skip(1);
    let (mut folders, mut folds, mut rounds, mut cases_count) = (vec![], 10, 8, 8);
    let (mut write, mut predictions, mut texts, mut pull) = (None, None, None, 0.01);
    while let Some(option) = args.next() {
        let mut value = || args.next().ok_or(format!("{option} needs a value"));
        match option.as_str() {
            "--folds" => folds = value()?.parse().map_err(|_| "--folds takes a number")?,
            "--rounds" => rounds = value()?.parse().map_err(|_| "--rounds takes a number")?,
            "--cases" => cases_count = value()?.parse().map_err(|_| "--cases takes a number")?,
            "--pull" => pull = value()?.parse().map_err(|_| "--pull takes a number")?,
            "--write" => write = Some(value()?),
            "--predictions" => predictions = Some(value()?),
            "--texts" => texts = Some(value()?),
            other if other.starts_with("--") => return Err(format!("'{other}' is no option")),
            folder => folders.push(folder.to_owned()),
        }
    }
    if folders.is_empty() {
        return Err("name a folder of annotated reports".into());
    }
    let mut gold = Vec::new();
    for folder in &folders {
        gold.extend(match folder.ends_with(".jsonl") {
            true => joined(Path::new(folder), texts.as_deref())?,
            false => load(Path::new(folder))?,
        });
    }
    let suite = cases(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/en")))?;
    let counted: Vec<&Gold> = suite.iter().cycle().take(cases_count * suite.len()).collect();
    let start: Weights = toml::from_str(include_str!("prior.toml")).map_err(|err| err.to_string())?;
    let all: Vec<&Gold> = gold.iter().chain(counted.iter().copied()).collect();
    report("begin", &Tally::of(&examples(&all, &extractor(&start)?), &start));

    let mut crossed = Tally::default();
    let mut lines = String::new();
    for fold in 0..folds {
        let (test, train): (Vec<_>, Vec<_>) = gold.iter().enumerate().partition(|(at, _)| at % folds == fold);
        let test: Vec<&Gold> = test.into_iter().map(|(_, gold)| gold).collect();
        let train: Vec<&Gold> = train.into_iter().map(|(_, gold)| gold).chain(counted.iter().copied()).collect();
        let weights = fit(&train, &start, rounds, pull)?;
        let extractor = extractor(&weights)?;
        crossed.add(Tally::of(&examples(&test, &extractor), &weights));
        for claim in test.iter().flat_map(|report| extractor.read(&report.article).claims) {
            lines.push_str(&line(&claim)?);
        }
    }
    report("crossed", &crossed);
    if let Some(file) = predictions {
        std::fs::write(&file, lines).map_err(|err| format!("{file}: {err}"))?;
    }

    let weights = fit(&all, &start, rounds, pull)?;
    report("fitted", &Tally::of(&examples(&all, &extractor(&weights)?), &weights));
    if let Some(file) = write {
        std::fs::write(&file, text(&weights)).map_err(|err| format!("{file}: {err}"))?;
    }
    Ok(())
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
    Gold { wanted: wanted.collect(), article: report.article, is_case: false }
}

/// The claims of the suites: short sentences of every pattern that reading must not lose.
fn cases(folder: &Path) -> Result<Vec<Gold>, String> {
    let mut all = Vec::new();
    for file in files(folder, "toml")? {
        let suite: Suite = toml::from_str(&read(&file)?).map_err(|err| format!("{}: {err}", file.display()))?;
        for case in suite.case {
            let Some(claims) = case.claims.filter(|claims| !claims.is_empty()) else { continue };
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
            all.push(Gold { wanted: wanted.collect(), article, is_case: true });
        }
    }
    Ok(all)
}

fn extractor(weights: &Weights) -> Result<Extractor, String> {
    Extractor::english().with_weights("fitted weights", &text(weights)).map_err(|err| err.to_string())
}

fn line(claim: &Claim) -> Result<String, String> {
    serde_json::to_string(claim).map(|json| json + "\n").map_err(|err| err.to_string())
}

fn fit(reports: &[&Gold], start: &Weights, rounds: usize, pull: f64) -> Result<Weights, String> {
    let mut weights = start.clone();
    let mut mean: Weights = Weights::new();
    for round in 0..rounds {
        let examples = examples(reports, &extractor(&weights)?);
        for (role, table) in &mut weights {
            let own: Vec<&Example> = examples.iter().filter(|example| example.role == role).collect();
            ascend(&own, table, &start[role], pull);
            // Each round meets other decisions; the mean over rounds stands still where one round jumps.
            let sum = mean.entry(role.clone()).or_default();
            for (name, worth) in table.iter() {
                let so_far = sum.entry(name.clone()).or_default();
                *so_far += (worth - *so_far) / (round + 1) as f64;
            }
            *table = sum.clone();
        }
    }
    Ok(weights)
}

/// Every decision about an annotated figure of trade for which some candidate has the annotated value and some has not.
fn examples(reports: &[&Gold], extractor: &Extractor) -> Vec<Example> {
    let mut all = Vec::new();
    for report in reports {
        let (read, decisions) = extractor.read_with_decisions(&report.article);
        if report.is_case && read.claims.len() != report.wanted.len() {
            continue;
        }
        for (at, wanted) in report.wanted.iter().enumerate() {
            let (start, end) = wanted.span.unwrap_or_else(|| (read.claims[at].start, read.claims[at].end));
            let about =
                |d: &&Decision| 2 * d.figure.end.min(end).saturating_sub(d.figure.start.max(start)) > end - start;
            let own: Vec<&Decision> = decisions.iter().filter(about).collect();
            let measured = own.iter().find(|d| d.role == Role::Measure).map(|d| d.contenders[d.taken].value.as_str());
            let measure = wanted.field("measure").or(measured).unwrap_or("");
            let trade = matches!(measure, "trade" | "exports" | "imports" | "balance" | "freight");
            for decision in &own {
                let percent =
                    read.claims.iter().any(|claim| claim.start == decision.figure.start && claim.unit == Unit::Percent);
                let Some(role) = role(decision.role, percent) else { continue };
                if (role != "measure" && !trade) || (role == "reporter" || role == "partner") && measured.is_none() {
                    continue;
                }
                let Some(right) = right(wanted, measure, measured.unwrap_or(""), decision.role) else { continue };
                let candidates: Vec<_> = decision
                    .contenders
                    .iter()
                    .map(|contender| {
                        let features =
                            contender.features.iter().map(|(name, worth)| (*name, f64::from(*worth))).collect();
                        (features, right(&contender.value))
                    })
                    .collect();
                let right = candidates.iter().filter(|(_, right)| *right).count();
                if right > 0 && right < candidates.len() {
                    all.push(Example { role, candidates });
                }
            }
        }
    }
    all
}

fn role(role: Role, percent: bool) -> Option<&'static str> {
    Some(match role {
        Role::Measure => "measure",
        Role::Kind if percent => "kind_percent",
        Role::Kind => "kind_amount",
        Role::Period => "period",
        Role::Status => "status",
        Role::Reporter => "reporter",
        Role::Partner => "partner",
        Role::Commodity => "commodity",
        _ => return None,
    })
}

/// Whether a value is right.
type IsRight<'w> = Box<dyn Fn(&str) -> bool + 'w>;

/// One candidate: places and worths of its features, and whether it is right.
type Row = (Vec<(usize, f64)>, bool);

/// What tells the right values of a role from the wrong ones; none where the role was not annotated. Exports and imports
/// of a pair are one flow told from two sides, and the parties of turnover have no order.
fn right<'w>(wanted: &'w Wanted, measure: &str, measured: &str, role: Role) -> Option<IsRight<'w>> {
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

/// Gradient ascent on the likelihood less the penalty, with Adam's step sizes (Kingma and Ba 2015).
fn ascend(examples: &[&Example], weights: &mut BTreeMap<String, f64>, prior: &BTreeMap<String, f64>, pull: f64) {
    let names: Vec<&String> = prior.keys().collect();
    let place = |name: &str| names.iter().position(|other| *other == name).expect("a feature has a weight");
    let rows: Vec<Vec<Row>> = examples
        .iter()
        .map(|example| {
            let row = |features: &[(&str, f64)]| features.iter().map(|(name, worth)| (place(name), *worth)).collect();
            example.candidates.iter().map(|(features, right)| (row(features), *right)).collect()
        })
        .collect();
    let start: Vec<f64> = prior.values().copied().collect();
    let mut w: Vec<f64> = names.iter().map(|name| weights[*name]).collect();
    let (mut mean, mut square) = (vec![0.0; w.len()], vec![0.0; w.len()]);
    let count = rows.len().max(1) as f64;
    for step in 1..=400 {
        let mut slope = vec![0.0; w.len()];
        for candidates in &rows {
            let score = |features: &[(usize, f64)]| features.iter().map(|(at, worth)| w[*at] * worth).sum::<f64>();
            let scores: Vec<f64> = candidates.iter().map(|(features, _)| score(features)).collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let odds: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
            let all: f64 = odds.iter().sum();
            let right: f64 = candidates.iter().zip(&odds).filter(|((_, is), _)| *is).map(|(_, odd)| odd).sum();
            for ((features, is), odd) in candidates.iter().zip(&odds) {
                let push = if *is { odd / right } else { 0.0 } - odd / all;
                for (at, worth) in features {
                    slope[*at] += push * worth / count;
                }
            }
        }
        for at in 0..w.len() {
            let g = slope[at] - pull * (w[at] - start[at]) / 10.0;
            mean[at] = 0.9 * mean[at] + 0.1 * g;
            square[at] = 0.99 * square[at] + 0.01 * g * g;
            let (m, s) = (mean[at] / (1.0 - 0.9f64.powi(step)), square[at] / (1.0 - 0.99f64.powi(step)));
            w[at] += 0.05 * m / (s.sqrt() + 1e-8);
        }
    }
    for (name, worth) in names.into_iter().zip(w) {
        weights.insert(name.clone(), worth);
    }
}

/// How well weights do on examples: of each role the examples, those decided as annotated, and the sum of the logarithms
/// of the odds of what is annotated.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, (usize, usize, f64)>);

impl Tally {
    fn of(examples: &[Example], weights: &Weights) -> Tally {
        let mut tally = Tally::default();
        for example in examples {
            let table = &weights[example.role];
            let score =
                |features: &[(&str, f64)]| features.iter().map(|(name, worth)| table[*name] * worth).sum::<f64>();
            let scores: Vec<(f64, bool)> =
                example.candidates.iter().map(|(features, right)| (score(features), *right)).collect();
            let top = scores.iter().map(|(score, _)| *score).fold(f64::MIN, f64::max);
            let odds = |only: bool| -> f64 {
                scores.iter().filter(|(_, right)| *right || !only).map(|(score, _)| (score - top).exp()).sum()
            };
            let first = scores.iter().find(|(score, _)| *score == top);
            tally.add(Tally(BTreeMap::from([(
                example.role,
                (1, usize::from(first.is_some_and(|(_, right)| *right)), (odds(true) / odds(false)).ln()),
            )])));
        }
        tally
    }

    fn add(&mut self, other: Tally) {
        for (role, (count, right, odds)) in other.0 {
            let own = self.0.entry(role).or_default();
            *own = (own.0 + count, own.1 + right, own.2 + odds);
        }
    }
}

fn report(when: &str, tally: &Tally) {
    for (role, (count, right, odds)) in &tally.0 {
        let mean = odds / *count as f64;
        println!("{when:8} {role:13} {right:5} of {count:5} open decisions as annotated, mean log odds {mean:.3}");
    }
}

fn text(weights: &Weights) -> String {
    let mut text = String::from(
        "# How much each feature of a candidate counts when candidates compete for a role. Units: points; the highest sum wins.\n\
         # Fitted by tools/fit.rs; the features are explained where they are computed, in src/claim/.\n",
    );
    for (role, table) in weights {
        text.push_str(&format!("\n[{role}]\n"));
        for (name, worth) in table {
            text.push_str(&format!("{name} = {worth:.3}\n"));
        }
    }
    text
}
