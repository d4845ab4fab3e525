//! The conditional logit: decisions as examples, and the weights that make what is annotated likeliest.

use crate::descent;
use crate::gold::Gold;
use crate::judged::{Judged, judged};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::collections::BTreeMap;
use tradeflow::claim::Extractor;

/// Weights: role, feature or 'spot,class,word', worth.
pub type Weights = BTreeMap<String, BTreeMap<String, f64>>;

/// The weights of features, and those of single words.
#[derive(Clone)]
pub struct Model {
    pub features: Weights,
    pub words: Weights,
}

/// How a fit is made.
#[derive(Clone, Copy)]
pub struct Options {
    /// How often reading and fitting alternate.
    pub rounds: usize,
    /// How strongly features are drawn to the prior, and words to 0.
    pub pull: f64,
    pub pull_words: f64,
}

/// Reports that must have a word at a spot before it is weighed.
const REPORTS: usize = 3;
/// Roles whose candidates are told apart by the words around them more than by where these stand: their words are drawn to
/// 0 by so much less, which reads new reports better; parties, periods and goods are learned by heart if theirs are.
const LOOSE: [&str; 3] = ["claim", "measure", "status"];
const LOOSER: f64 = 0.5;
/// Weights of words that are nearer to 0 are left out of the file.
const SMALL: f64 = 0.02;
/// Features and terms of a candidate by number, with their values.
type Features = Vec<(u32, f32)>;

/// One decision with what would have been right.
struct Example {
    role: &'static str,
    /// Number of the report.
    report: usize,
    is_case: bool,
    weight: f64,
    /// Features of each candidate, and whether it has the annotated value.
    candidates: Vec<(Features, bool)>,
}

/// Features and terms by number.
#[derive(Default)]
pub struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }
}

/// How well a model decides: of each role the decisions, those decided as annotated, and the sum of the logarithms of the
/// odds of what is annotated.
#[derive(Default)]
pub struct Tally(pub BTreeMap<&'static str, (usize, usize, f64)>);

impl Tally {
    /// Of every open decision of some reports, each once.
    pub fn of(reports: &[&Gold], model: &Model) -> Result<Tally, String> {
        let mut names = Names::default();
        let mut tally = Tally::default();
        // What each name weighs, role by role: looked up once.
        let mut worths: HashMap<&str, Vec<f64>> = HashMap::default();
        for example in examples(reports, &model.extractor()?, &mut names) {
            let role = example.role;
            let known = worths.entry(role).or_default();
            for (at, _) in example.candidates.iter().flat_map(|(features, _)| features) {
                let at = *at as usize;
                if known.len() <= at {
                    known.resize(names.names.len(), f64::NAN);
                }
                if known[at].is_nan() {
                    known[at] = model.worth(role, &names.names[at]);
                }
            }
            let score = |features: &Features| -> f64 {
                features.iter().map(|(at, value)| known[*at as usize] * f64::from(*value)).sum()
            };
            let scores: Vec<(f64, bool)> =
                example.candidates.iter().map(|(features, right)| (score(features), *right)).collect();
            let top = scores.iter().map(|(score, _)| *score).fold(f64::MIN, f64::max);
            let odds = |only: bool| -> f64 {
                scores.iter().filter(|(_, right)| *right || !only).map(|(score, _)| (score - top).exp()).sum()
            };
            let first = scores.iter().find(|(score, _)| *score == top);
            let is_right = first.is_some_and(|(_, right)| *right);
            tally.add(role, (1, usize::from(is_right), (odds(true) / odds(false)).ln()));
        }
        Ok(tally)
    }

    fn add(&mut self, role: &'static str, (count, right, odds): (usize, usize, f64)) {
        let own = self.0.entry(role).or_default();
        *own = (own.0 + count, own.1 + right, own.2 + odds);
    }

    pub fn add_all(&mut self, other: Tally) {
        other.0.into_iter().for_each(|(role, counts)| self.add(role, counts));
    }
}

impl Model {
    /// The model that the program is built with.
    pub fn built_in() -> Result<Model, String> {
        #[derive(serde::Deserialize)]
        struct Row {
            role: String,
            spot: String,
            class: String,
            word: String,
            weight: f64,
        }
        let features: Weights =
            toml::from_str(include_str!("../../data/lang/en/weights.toml")).map_err(|err| err.to_string())?;
        let mut words: Weights = features.keys().map(|role| (role.clone(), BTreeMap::new())).collect();
        let file = include_str!("../../data/lang/en/wording.csv");
        for row in csv::Reader::from_reader(file.as_bytes()).deserialize::<Row>() {
            let row = row.map_err(|err| err.to_string())?;
            let name = format!("{},{},{}", row.spot, row.class, row.word);
            words.entry(row.role).or_default().insert(name, row.weight);
        }
        Ok(Model { features, words })
    }

    /// The weight of a feature or a word.
    fn worth(&self, role: &str, name: &str) -> f64 {
        let of = |weights: &Weights| weights.get(role).and_then(|table| table.get(name)).copied();
        of(&self.features).or_else(|| of(&self.words)).unwrap_or(0.0)
    }

    /// A reader with these weights.
    pub fn extractor(&self) -> Result<Extractor, String> {
        let english = Extractor::english().with_weights("fitted weights", &self.features_file());
        let worded = english.and_then(|english| english.with_wording("fitted words", &self.words_file()));
        worded.map_err(|err| err.to_string())
    }

    /// `weights.toml`.
    pub fn features_file(&self) -> String {
        let mut text = String::from(
            "# How much each feature of a candidate counts when candidates compete for a role. Units: points; the highest sum wins.\n\
             # Fitted by tools/fit; the features are explained where they are computed, in src/claim/.\n",
        );
        for (role, table) in &self.features {
            text.push_str(&format!("\n[{role}]\n"));
            for (name, worth) in table {
                text.push_str(&format!("{name} = {worth:.3}\n"));
            }
        }
        text
    }

    /// `wording.csv`.
    pub fn words_file(&self) -> String {
        let mut text = String::from("role,spot,class,word,weight\n");
        for (role, table) in &self.words {
            for (name, worth) in table.iter().filter(|(_, worth)| worth.abs() >= SMALL) {
                let mut parts = name.splitn(3, ',');
                let (spot, class) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
                let word = parts.next().unwrap_or("").replace('"', "\"\"");
                text.push_str(&format!("{role},{spot},{class},\"{word}\",{worth:.2}\n"));
            }
        }
        text
    }
}

/// The model that makes the annotated choices of some reports likeliest, drawn to `prior`. Of a model to begin with, the
/// roles in `only` are fitted and the others stay as they are.
pub fn fit(
    reports: &[&Gold],
    prior: &Weights,
    (begin, only): (Option<&Model>, &[String]),
    options: Options,
) -> Result<Model, String> {
    let words: Weights = prior.keys().map(|role| (role.clone(), BTreeMap::new())).collect();
    let mut model = begin.cloned().unwrap_or(Model { features: prior.clone(), words });
    let mut mean: Option<Model> = None;
    for round in 0..options.rounds {
        let mut names = Names::default();
        let examples = examples(reports, &model.extractor()?, &mut names);
        for (role, table) in &mut model.features {
            if !only.is_empty() && !only.contains(role) {
                continue;
            }
            let own: Vec<&Example> = examples.iter().filter(|example| example.role == role).collect();
            let words = model.words.entry(role.clone()).or_default();
            let pull_words = options.pull_words * if LOOSE.contains(&role.as_str()) { LOOSER } else { 1.0 };
            ascend(&own, &names, (table, words), &prior[role], Options { pull_words, ..options });
        }
        // Each round meets other decisions; the mean over rounds stands still where one round jumps.
        let so_far = mean.get_or_insert_with(|| model.clone());
        average(&mut so_far.features, &model.features, round);
        average(&mut so_far.words, &model.words, round);
        model = so_far.clone();
    }
    Ok(model)
}

fn average(mean: &mut Weights, new: &Weights, round: usize) {
    for (role, table) in new {
        let sums = mean.entry(role.clone()).or_default();
        for name in sums.keys().cloned().chain(table.keys().cloned()).collect::<HashSet<_>>() {
            let so_far = sums.entry(name.clone()).or_default();
            *so_far += (table.get(&name).copied().unwrap_or(0.0) - *so_far) / (round + 1) as f64;
        }
    }
}

/// Every decision about an annotated figure of trade for which some candidate has the annotated value and some has not.
fn examples(reports: &[&Gold], extractor: &Extractor, names: &mut Names) -> Vec<Example> {
    let mut all = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let open = |judged: &&Judged| judged.rights.contains(&true) && judged.rights.contains(&false);
        for judged in judged(report, extractor).iter().filter(open) {
            all.push(example(judged, number, report, names));
        }
    }
    all
}

/// A decision in numbers.
fn example(judged: &Judged, number: usize, report: &Gold, names: &mut Names) -> Example {
    let candidates = judged.decision.contenders.iter().zip(&judged.rights).map(|(contender, right)| {
        let named = contender.features.iter().map(|(name, value)| (*name, *value));
        let terms = contender.terms.iter().map(|term| (term.as_str(), 1.0));
        (named.chain(terms).map(|(name, value)| (names.number(name), value)).collect(), *right)
    });
    let candidates = candidates.collect();
    Example { role: judged.role, report: number, is_case: report.is_case, weight: report.count as f64, candidates }
}

/// Makes the likelihood of the examples less the penalty as large as it can be.
fn ascend(
    examples: &[&Example],
    names: &Names,
    (features, words): (&mut BTreeMap<String, f64>, &mut BTreeMap<String, f64>),
    prior: &BTreeMap<String, f64>,
    options: Options,
) {
    if examples.is_empty() {
        return;
    }
    let known: Vec<String> = prior.keys().cloned().chain(frequent(examples, names, prior)).collect();
    let mut place: Vec<Option<u32>> = vec![None; names.names.len()];
    for (at, name) in known.iter().enumerate() {
        if let Some(number) = names.numbers.get(name) {
            place[*number as usize] = Some(at as u32);
        }
    }
    let flat = Flat::of(examples, &place);
    let start: Vec<f64> = known.iter().map(|name| prior.get(name).copied().unwrap_or(0.0)).collect();
    let own = |name: &String| features.get(name).or_else(|| words.get(name)).copied().unwrap_or(0.0);
    let mut w: Vec<f64> = known.iter().map(own).collect();
    let pull = |at: usize| if at < prior.len() { options.pull } else { options.pull_words } / 10.0;
    descent::least(&mut w, |w, slope| {
        let mut loss = -flat.likelihood(w, slope);
        for at in 0..w.len() {
            let away = w[at] - start[at];
            loss += pull(at) * away * away / 2.0;
            slope[at] = pull(at) * away - slope[at];
        }
        loss
    });
    words.clear();
    for (at, (name, worth)) in known.into_iter().zip(w).enumerate() {
        if at < prior.len() {
            features.insert(name, worth)
        } else {
            words.insert(name, worth)
        };
    }
}

/// Examples as one flat list of features, cut by candidate and by example: the loop over it runs hundreds of times.
struct Flat {
    features: Vec<(u32, f32)>,
    /// Where each candidate begins and ends, and whether it has the annotated value.
    candidates: Vec<(usize, usize, bool)>,
    /// The candidates of each example, and its part of all weight.
    examples: Vec<(usize, usize, f64)>,
}

impl Flat {
    fn of(examples: &[&Example], place: &[Option<u32>]) -> Flat {
        let mut flat = Flat { features: Vec::new(), candidates: Vec::new(), examples: Vec::new() };
        let all: f64 = examples.iter().map(|example| example.weight).sum();
        for example in examples {
            let from = flat.candidates.len();
            for (features, right) in &example.candidates {
                let start = flat.features.len();
                flat.features.extend(features.iter().filter_map(|(at, value)| Some((place[*at as usize]?, *value))));
                flat.candidates.push((start, flat.features.len(), *right));
            }
            flat.examples.push((from, flat.candidates.len(), example.weight / all));
        }
        flat
    }

    /// The mean logarithm of the odds of what is annotated, and its slope.
    fn likelihood(&self, w: &[f64], slope: &mut [f64]) -> f64 {
        slope.fill(0.0);
        let mut sum = 0.0;
        let mut odds: Vec<f64> = Vec::new();
        for (from, to, weight) in &self.examples {
            let own = &self.candidates[*from..*to];
            odds.clear();
            odds.extend(own.iter().map(|(start, end, _)| {
                self.features[*start..*end].iter().map(|(at, value)| w[*at as usize] * f64::from(*value)).sum::<f64>()
            }));
            let top = odds.iter().copied().fold(f64::MIN, f64::max);
            odds.iter_mut().for_each(|odd| *odd = (*odd - top).exp());
            let all: f64 = odds.iter().sum();
            let right: f64 = own.iter().zip(&odds).filter(|((.., right), _)| *right).map(|(_, odd)| odd).sum();
            // What stands so far below everything else that its odds are 0 gives no slope.
            let right = right.max(f64::MIN_POSITIVE);
            sum += weight * (right / all).ln();
            for ((start, end, is), odd) in own.iter().zip(&odds) {
                let push = weight * (if *is { odd / right } else { 0.0 } - odd / all);
                if push.abs() < 1e-12 {
                    continue;
                }
                for (at, value) in &self.features[*start..*end] {
                    slope[*at as usize] += push * f64::from(*value);
                }
            }
        }
        sum
    }
}

/// Terms that enough reports have.
fn frequent(examples: &[&Example], names: &Names, prior: &BTreeMap<String, f64>) -> Vec<String> {
    let mut reports: HashMap<u32, HashSet<usize>> = HashMap::default();
    for example in examples.iter().filter(|example| !example.is_case) {
        for (number, _) in example.candidates.iter().flat_map(|(features, _)| features) {
            reports.entry(*number).or_default().insert(example.report);
        }
    }
    let often = reports.into_iter().filter(|(_, reports)| reports.len() >= REPORTS);
    let mut terms: Vec<String> = often.map(|(number, _)| names.names[number as usize].clone()).collect();
    terms.retain(|name| !prior.contains_key(name));
    terms.sort_unstable();
    terms
}
