//! What single words around a figure say of its roles: a learned weight for every word at every spot where it may stand.
//!
//! Features of candidates say how near a word stands and what kind of word it is; 'took', 'owing', 'worth' themselves are
//! weighed here. The weights are data (`data/lang/en/wording.csv`), made by `tools/fit`.

mod class;

pub(super) use class::{Class, Classed, Scale, Setting};

use self::class::{Spot, classes};
use super::parallel::Run;
use super::view::View;
use crate::datafile;
use crate::error::Error;
use crate::mention::quantity::Quantity;
use crate::value::place::Place;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Most classes that the candidates of a role fall into.
const CLASSES: usize = 24;
/// Words before and behind a figure that are weighed.
const BEFORE: usize = 8;
const BEHIND: usize = 5;
/// Words at the start of the sentence that are weighed, where they stand further from the figure.
const OPENS: usize = 4;
/// Words between a candidate and the figure that are weighed.
const BETWEEN: usize = 12;
/// Weights are kept in hundredths of a point, as they are written.
const HUNDREDTHS: f32 = 100.0;
/// Words before and behind those of a candidate that are weighed.
const LEAD: usize = 2;
const TRAIL: usize = 3;

/// One word or mention of a sentence.
#[derive(Debug, Clone, Copy)]
struct Unit {
    /// Its first token.
    at: usize,
    /// Its number in the wording; 0 where no weight speaks of it.
    term: u32,
    /// The number of it and the next together, where the two stand right beside a figure.
    pair: u32,
    /// What stands for it where it is a mention.
    mention: Option<&'static str>,
}

/// The units of one sentence, in order.
#[derive(Debug, Default)]
pub(super) struct Units {
    units: Vec<Unit>,
    /// Every token by itself, those inside of mentions too.
    tokens: Vec<Unit>,
    /// What the words around each figure say, by its first token.
    around: Vec<(usize, Around)>,
}

impl Units {
    /// The index of the first unit that begins at or after a token.
    fn from(&self, token: usize) -> usize {
        self.units.partition_point(|unit| unit.at < token)
    }

    /// Every unit around a figure, with its spot; and the two right before it, and right behind it.
    fn around(&self, figure: &Quantity, mut each: impl FnMut(Spot, &[Unit])) {
        let (here, next) = (self.from(figure.first), self.from(figure.end));
        self.units[here.saturating_sub(BEFORE)..here].chunks(1).for_each(|unit| each(Spot::Before, unit));
        self.units[next..].chunks(1).take(BEHIND).for_each(|unit| each(Spot::Behind, unit));
        self.units[here.saturating_sub(1)..here].chunks(1).for_each(|unit| each(Spot::Last, unit));
        self.units[next..].chunks(1).take(1).for_each(|unit| each(Spot::Next, unit));
        self.units[..here]
            .chunks(1)
            .take(OPENS.min(here.saturating_sub(BEFORE)))
            .for_each(|unit| each(Spot::Opens, unit));
        if here >= 2 {
            each(Spot::LastTwo, &self.units[here - 2..here]);
        }
        if let Some(two) = self.units.get(next..next + 2) {
            each(Spot::NextTwo, two);
        }
    }

    /// Every unit of the words of a candidate, around them and between them and the figure, with its spot.
    fn beside(&self, scale: Scale, figure: &Quantity, (from, to): Run, mut each: impl FnMut(Spot, &[Unit])) {
        let (first, end) = (self.from(from), self.from(to));
        // Which country it is must not matter; which words of time or goods may.
        let own = match (scale, self.tokens.first()) {
            (Scale::Period | Scale::Commodity, Some(start)) => {
                self.tokens.get(from.saturating_sub(start.at)..to.saturating_sub(start.at))
            }
            _ => self.units.get(first..end),
        };
        own.unwrap_or_default().chunks(1).for_each(|unit| each(Spot::Own, unit));
        self.units[first.saturating_sub(LEAD)..first].chunks(1).for_each(|unit| each(Spot::Lead, unit));
        self.units[end..].chunks(1).take(TRAIL).for_each(|unit| each(Spot::Trail, unit));
        let (spot, gap) = match to <= figure.first {
            true => (Spot::Between, end..self.from(figure.first)),
            false => (Spot::BetweenBehind, self.from(figure.end)..first),
        };
        let from = gap.start.max(gap.end.saturating_sub(BETWEEN));
        self.units.get(from..gap.end).unwrap_or_default().chunks(1).for_each(|unit| each(spot, unit));
    }
}

/// What the words around one figure say for each class of each role, in hundredths of a point.
type Around = [[i32; CLASSES]; Scale::ALL.len()];

/// The weights of words.
#[derive(Debug, Default)]
pub(super) struct Wording {
    /// Each word's number, from 1.
    terms: FxHashMap<Box<str>, u32>,
    /// The number of two words, by theirs.
    pairs: FxHashMap<(u32, u32), u32>,
    /// Which rows each term has.
    rows_of: Vec<RowsOf>,
    /// Weights by class in hundredths of a point, small so that many stay at hand: those of one term stand together, in
    /// order of spot and role.
    rows: Vec<[i16; CLASSES]>,
}

/// The rows of one term: a bit for each spot and role that has one, and where the first stands.
#[derive(Debug, Clone, Copy, Default)]
struct RowsOf {
    bits: u128,
    first: u32,
}

/// The bit of a spot and a role.
fn bit(scale: Scale, spot: Spot) -> usize {
    spot as usize * Scale::ALL.len() + scale as usize
}

const _: () = assert!(Scale::ALL.len() * Spot::ALL.len() <= 128);

#[derive(serde::Deserialize)]
struct Row {
    role: String,
    spot: String,
    class: String,
    word: String,
    weight: f32,
}

impl Wording {
    /// The units of a sentence; `main` is the country that the document is about.
    pub fn units(&self, view: &View, main: Option<Place>) -> Units {
        let mut mentions: Vec<(usize, usize, &'static str)> = Vec::new();
        mentions.extend(view.quantities.iter().map(|figure| (figure.first, figure.end, "<figure>")));
        mentions.extend(view.periods.iter().map(|period| (period.first, period.end, "<period>")));
        mentions.extend(view.goods.iter().filter(|goods| !goods.all).map(|goods| (goods.first, goods.end, "<goods>")));
        let name = |place: Place| if Some(place) == main { "<main>" } else { "<place>" };
        mentions.extend(view.places.iter().map(|place| (place.first, place.end, name(place.place))));
        mentions.sort_unstable_by_key(|(first, end, _)| (*first, usize::MAX - end));
        let term = |word: &str| self.terms.get(word).copied().unwrap_or(0);
        let token = |at: usize| match view.scan.is_number(at) {
            true => Unit { at, term: term("<number>"), pair: 0, mention: Some("<number>") },
            false => Unit { at, term: term(&lower(view.scan.word(at))), pair: 0, mention: None },
        };
        let tokens: Vec<Unit> = (view.first..view.end).map(token).collect();
        let mut mentions = mentions.into_iter().peekable();
        let mut units = Vec::with_capacity(view.end - view.first);
        let mut at = view.first;
        while at < view.end {
            while mentions.next_if(|(first, ..)| *first < at).is_some() {}
            match mentions.peek() {
                Some((first, end, name)) if *first == at => {
                    units.push(Unit { at, term: term(name), pair: 0, mention: Some(name) });
                    at = (*end).max(at + 1);
                }
                _ => {
                    units.push(tokens[at - view.first]);
                    at += 1;
                }
            }
        }
        let mut units = Units { units, tokens, around: Vec::new() };
        for figure in view.quantities {
            let (here, next) = (units.from(figure.first), units.from(figure.end));
            for at in [here.checked_sub(2), Some(next)].into_iter().flatten() {
                if let Some([first, second]) = units.units.get_mut(at..at + 2) {
                    first.pair = self.pairs.get(&(first.term, second.term)).copied().unwrap_or(0);
                }
            }
        }
        units.around = view.quantities.iter().map(|figure| (figure.first, self.around(&units, figure))).collect();
        units
    }

    /// What the words around a figure say of each of its roles.
    fn around(&self, units: &Units, figure: &Quantity) -> Around {
        let mut sums = [[0; CLASSES]; Scale::ALL.len()];
        units.around(figure, |spot, run| {
            let (mut roles, rows) = self.rows(spot, run);
            for row in rows {
                let sums = &mut sums[roles.trailing_zeros() as usize];
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(*weight));
                roles &= roles - 1;
            }
        });
        sums
    }

    /// The points that they and the words about the candidate's own give a candidate of one of the sentence's figures.
    pub fn weigh(&self, scale: Scale, units: &Units, figure: &Quantity, words: Option<Run>, classes: Class) -> f32 {
        let mut sum = 0;
        if let Ok(at) = units.around.binary_search_by_key(&figure.first, |(first, _)| *first) {
            let sums = &units.around[at].1[scale as usize];
            sum += classes.iter().flatten().map(|class| sums[*class]).sum::<i32>();
        }
        if let Some(words) = words {
            units.beside(scale, figure, words, |spot, run| {
                if let Some(row) = self.row(scale, spot, run) {
                    sum += classes.iter().flatten().map(|class| i32::from(row[*class])).sum::<i32>();
                }
            });
        }
        sum as f32 / HUNDREDTHS
    }

    /// Every weight that is asked for of a candidate, as 'spot class word': for those who learn them.
    pub fn terms(
        &self,
        scale: Scale,
        (view, units): (&View, &Units),
        figure: &Quantity,
        words: Option<Run>,
        own: Class,
    ) -> Vec<String> {
        let mut all = Vec::new();
        let names = classes(scale);
        let word = |unit: &Unit| unit.mention.map_or_else(|| lower(view.scan.word(unit.at)), Cow::Borrowed);
        let mut add = |spot: Spot, run: &[Unit]| {
            let word = run.iter().map(word).collect::<Vec<_>>().join(" ");
            for class in own.into_iter().flatten() {
                all.push(format!("{},{},{word}", spot.name(), names[class]));
            }
        };
        units.around(figure, &mut add);
        if let Some(words) = words {
            units.beside(scale, figure, words, &mut add);
        }
        all
    }

    /// The number of a word, new if need be.
    fn term(&mut self, word: &str) -> u32 {
        let next = self.count() + 1;
        *self.terms.entry(word.into()).or_insert(next)
    }

    /// The number of two words.
    fn pair(&mut self, first: &str, second: &str) -> u32 {
        let both = (self.term(first), self.term(second));
        let next = self.count() + 1;
        *self.pairs.entry(both).or_insert(next)
    }

    fn count(&self) -> u32 {
        (self.terms.len() + self.pairs.len()) as u32
    }

    fn row(&self, scale: Scale, spot: Spot, run: &[Unit]) -> Option<&[i16; CLASSES]> {
        let (roles, rows) = self.rows(spot, run);
        let before = (roles & ((1 << scale as u32) - 1)).count_ones();
        (roles >> scale as u32 & 1 == 1).then(|| &rows[before as usize])
    }

    /// The rows of a term at a spot, and a bit for each role that has one.
    fn rows(&self, spot: Spot, run: &[Unit]) -> (u32, &[[i16; CLASSES]]) {
        let term = match run {
            [unit] => unit.term,
            [first, _] => first.pair,
            _ => 0,
        };
        let RowsOf { bits, first } = self.rows_of.get(term as usize).copied().unwrap_or_default();
        let from = bit(Scale::ALL[0], spot);
        let roles = (bits >> from) as u32 & ((1 << Scale::ALL.len()) - 1);
        let first = (first + (bits & ((1 << from) - 1)).count_ones()) as usize;
        (roles, &self.rows[first..first + roles.count_ones() as usize])
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    match word.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        true => Cow::Owned(word.to_lowercase()),
        false => Cow::Borrowed(word),
    }
}

const FILE: &str = "data/lang/en/wording.csv";

static ENGLISH: LazyLock<Arc<Wording>> =
    LazyLock::new(|| Arc::new(datafile::built_in(parse(FILE, include_str!("../../data/lang/en/wording.csv")))));

/// The wording of English.
pub(super) fn english() -> Arc<Wording> {
    ENGLISH.clone()
}

/// Wording from the text of a file.
pub(super) fn parse(file: &str, text: &str) -> Result<Wording, Error> {
    let mut wording = Wording::default();
    let mut rows: BTreeMap<(u32, usize), [i16; CLASSES]> = BTreeMap::new();
    for (at, row) in datafile::csv::<Row>(file, text)?.into_iter().enumerate() {
        // The header is the first line.
        let fault = |what: &str, name: &str| Error::data(file, at + 2, format!("'{name}' is no {what}"));
        let scale = Scale::ALL.iter().find(|scale| scale.name() == row.role);
        let scale = *scale.ok_or_else(|| fault("role", &row.role))?;
        let spot = Spot::ALL.iter().find(|spot| spot.name() == row.spot);
        let spot = *spot.ok_or_else(|| fault("spot", &row.spot))?;
        let class = classes(scale).iter().position(|class| *class == row.class);
        let class = class.ok_or_else(|| fault("class of that role", &row.class))?;
        let term = match row.word.split_once(' ') {
            None => wording.term(&row.word),
            Some((first, second)) => wording.pair(first, second),
        };
        let weight = (row.weight * HUNDREDTHS).round();
        if weight.is_nan() || weight.abs() > f32::from(i16::MAX) {
            return Err(fault("weight between -327 and 327", &row.weight.to_string()));
        }
        rows.entry((term, bit(scale, spot))).or_default()[class] = weight as i16;
    }
    wording.rows_of = vec![RowsOf::default(); wording.count() as usize + 1];
    for ((term, bit), row) in rows {
        let own = &mut wording.rows_of[term as usize];
        if own.bits == 0 {
            own.first = wording.rows.len() as u32;
        }
        own.bits |= 1 << bit;
        wording.rows.push(row);
    }
    Ok(wording)
}
