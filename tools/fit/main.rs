//! Fits the weights of reading (`data/lang/en/weights.toml` and `wording.csv`) to annotated reports, and cross-validates
//! them.
//!
//! ```text
//! cargo run --no-default-features --features cli --example fit -- GOLD_DIR... [--folds 10] [--rounds 6] [--pull 0.004]
//!     [--pull-words 0.005] [--cases 28] [--texts FILE] [--write FOLDER] [--predictions FILE] [--unseen FOLDER]
//!     [--errors FILE] [--only ROLE,ROLE]
//! ```
//!
//! Each GOLD_DIR holds one JSON report a file with its `claims` (the format of `tests/corpus`). One that is named several
//! times counts as often. A GOLD_DIR may also be a file of annotations without their texts, as JSON lines
//! (`tools/annotations`); `--texts FILE` then names the reports, as JSON lines too, with the same ids. The claims of the
//! suites (`tests/suite/en`) take part in every fit, each `--cases` times, so that plain sentences are not given up for
//! odd ones.
//!
//! Each role is a softmax over its candidates (McFadden's conditional logit): the weights are those that make the
//! annotated value likeliest. Those of features are drawn to `tools/prior.toml` by a quadratic penalty, those of single
//! words to 0, and only words that several reports have at a spot are weighed. Decisions lean on one another, so reading
//! and fitting alternate. What is printed of each role: how many decisions come out as annotated, and the mean logarithm
//! of the odds given to the annotated value, cross-validated (every report read with weights fitted without it), and
//! fitted. `--predictions` writes the claims of the cross-validation, `--write` the two
//! files of the fit to all. `--unseen` names reports that take no part: they are read with the fit to all, their decisions
//! are printed, and their claims are written with the others. `--errors` writes what is decided wrongly in all of these, as
//! JSON lines: the role, what is annotated, and every candidate with its score and features. `--only` begins with the
//! weights that the program is built with and fits some roles: that takes a part of the time.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the maintainers' terminal")]

mod descent;
mod gold;
mod judged;
mod logit;

use gold::Gold;
use logit::{Model, Options, Tally, Weights};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

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
    let (mut sources, mut folds, mut count) = (BTreeMap::<String, usize>::new(), 10, 28);
    let mut options = Options { rounds: 6, pull: 0.004, pull_words: 0.005 };
    let mut only: Vec<String> = Vec::new();
    let (mut write, mut predictions, mut texts, mut unseen, mut errors) = (None, None, None, None, None);
    while let Some(option) = args.next() {
        let mut value = || args.next().ok_or(format!("{option} needs a value"));
        match option.as_str() {
            "--folds" => folds = number(&option, value()?)?,
            "--rounds" => options.rounds = number(&option, value()?)?,
            "--cases" => count = number(&option, value()?)?,
            "--pull" => options.pull = number(&option, value()?)?,
            "--pull-words" => options.pull_words = number(&option, value()?)?,
            "--write" => write = Some(value()?),
            "--unseen" => unseen = Some(value()?),
            "--only" => only = value()?.split(',').map(str::to_owned).collect(),
            "--errors" => errors = Some(value()?),
            "--predictions" => predictions = Some(value()?),
            "--texts" => texts = Some(value()?),
            other if other.starts_with("--") => return Err(format!("'{other}' is no option")),
            source => *sources.entry(source.to_owned()).or_default() += 1,
        }
    }
    if sources.is_empty() {
        return Err("name a folder of annotated reports".into());
    }
    let mut reports = Vec::new();
    for (source, count) in &sources {
        reports.extend(gold::reports(source, texts.as_deref(), *count)?);
    }
    let cases = gold::cases(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/en")), count)?;
    let start: Weights = toml::from_str(include_str!("../prior.toml")).map_err(|err| err.to_string())?;
    if let Some(unknown) = only.iter().find(|role| !start.contains_key(*role)) {
        return Err(format!("'{unknown}' is no role of tools/prior.toml"));
    }
    let all: Vec<&Gold> = reports.iter().chain(&cases).collect();
    let begin = if only.is_empty() { None } else { Some(Model::built_in()?) };
    let begin = (begin.as_ref(), &only[..]);
    let mut crossed = Tally::default();
    let (mut lines, mut wrong) = (String::new(), String::new());
    for fold in 0..folds {
        let in_fold = |at: usize| at % folds == fold;
        let test: Vec<&Gold> =
            reports.iter().enumerate().filter(|(at, _)| in_fold(*at)).map(|(_, gold)| gold).collect();
        let train = reports.iter().enumerate().filter(|(at, _)| !in_fold(*at)).map(|(_, gold)| gold);
        let model = logit::fit(&train.chain(&cases).collect::<Vec<_>>(), &start, begin, options)?;
        crossed.add_all(Tally::of(&test, &model)?);
        lines.push_str(&read(&test, &model)?);
        if errors.is_some() {
            wrong.push_str(&mistakes(&test, &model)?);
        }
    }
    print("crossed", &crossed);

    if write.is_some() || unseen.is_some() {
        let model = logit::fit(&all, &start, begin, options)?;
        print("fitted", &Tally::of(&all, &model)?);
        if let Some(folder) = unseen {
            let reports = gold::reports(&folder, texts.as_deref(), 1)?;
            let reports: Vec<&Gold> = reports.iter().collect();
            print("unseen", &Tally::of(&reports, &model)?);
            lines.push_str(&read(&reports, &model)?);
            if errors.is_some() {
                wrong.push_str(&mistakes(&reports, &model)?);
            }
        }
        for (name, text) in [("weights.toml", model.features_file()), ("wording.csv", model.words_file())] {
            let Some(folder) = &write else { continue };
            let file = Path::new(folder).join(name);
            std::fs::write(&file, text).map_err(|err| format!("{}: {err}", file.display()))?;
        }
    }
    for (file, lines) in [(predictions, lines), (errors, wrong)] {
        let Some(file) = file else { continue };
        std::fs::write(&file, lines).map_err(|err| format!("{file}: {err}"))?;
    }
    Ok(())
}

/// The claims of reports, as JSON lines.
fn read(reports: &[&Gold], model: &Model) -> Result<String, String> {
    let extractor = model.extractor()?;
    let mut lines = String::new();
    for claim in reports.iter().flat_map(|report| extractor.read(&report.article).claims) {
        lines.push_str(&(serde_json::to_string(&claim).map_err(|err| err.to_string())? + "\n"));
    }
    Ok(lines)
}

/// The wrong decisions about reports, as JSON lines.
fn mistakes(reports: &[&Gold], model: &Model) -> Result<String, String> {
    let extractor = model.extractor()?;
    let mut lines = String::new();
    for report in reports {
        for judged in judged::judged(report, &extractor) {
            let decision = &judged.decision;
            if judged.rights[decision.taken] {
                continue;
            }
            let candidates = decision.contenders.iter().zip(&judged.rights).map(|(contender, right)| {
                serde_json::json!({
                    "value": contender.value,
                    "right": right,
                    "words": contender.words.of(&report.article.text),
                    "score": contender.score,
                    "wording": contender.wording,
                    "features": contender.features.iter().copied().collect::<BTreeMap<_, _>>(),
                })
            });
            let line = serde_json::json!({
                "doc": report.article.id,
                "start": decision.figure.start,
                "end": decision.figure.end,
                "role": judged.role,
                "annotated": judged.wanted.map(|at| report.wanted[at].fields()),
                "taken": decision.contenders[decision.taken].value,
                "candidates": candidates.collect::<Vec<_>>(),
            });
            lines.push_str(&(line.to_string() + "\n"));
        }
    }
    Ok(lines)
}

fn number<T: std::str::FromStr>(option: &str, value: String) -> Result<T, String> {
    value.parse().map_err(|_| format!("{option} takes a number, not '{value}'"))
}

fn print(when: &str, tally: &Tally) {
    for (role, (count, right, odds)) in &tally.0 {
        let mean = odds / *count as f64;
        println!("{when:8} {role:13} {right:5} of {count:5} open decisions as annotated, mean log odds {mean:.3}");
    }
}
