//! How often and where a document speaks of each measure of trade, and of which goods as sold or bought.

mod heading;

use super::theme::stem;
use super::view::View;
use crate::lexicon::{Cue, MeasureForm, Reference, WordKind};
use crate::limits::TALLIED;
use crate::mention::quantity::Quantity;
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions};
use crate::token::TokenKind;
use crate::value::flow::{Measure, Status};

/// How often and where a document speaks of each measure of trade.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Token and measure of every word, in order.
    words: Vec<(usize, Measure)>,
    /// Token of every word of a balance that says which: true for current account, budget and the like.
    accounts: Vec<(usize, bool)>,
    /// Words of trade per figure, 2 at the most.
    pub density: f32,
    /// Words that tell of figures which are no claims, per figure, 2 at the most.
    pub excluded: f32,
    /// The part that words of other measures have of all words of measure.
    pub others: f32,
    /// How often words of each firmness stand, per figure, 1 at the most.
    moods: [f32; Status::ALL.len()],
    /// How much is said of the business of companies: from 0 to 1.
    pub company: f32,
    /// How much is said of what carries goods: from 0 to 1.
    pub carriers: f32,
    /// Whether services are spoken of beside goods.
    pub services: bool,
    /// Whether a whole is spoken of: 'total exports'.
    pub is_summed: bool,
    /// Whether more is said of surpluses, 1, or of deficits, -1.
    pub balance_sign: i8,
    /// Measures other than of trade that are spoken of, with their part of all words of measure.
    pub beside: Vec<(Measure, f32)>,
    /// Each measure spoken of, with its part of all words of measure.
    shares: Vec<(Measure, f32)>,
    /// How often goods stand beside words of exports and of imports.
    goods: Vec<(String, Flows)>,
    /// Token behind each heading inside of the text, with the measure that it names.
    headings: Vec<(usize, Option<Measure>)>,
}

/// How often goods are said to be sold and to be bought.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Flows {
    exports: f32,
    imports: f32,
}

impl Flows {
    /// How often they are said to be sold or bought.
    pub fn count(self) -> f32 {
        self.exports + self.imports
    }

    /// The parts of what is said that speak for a measure and for the opposite flow.
    pub fn of(self, measure: Measure) -> (f32, f32) {
        let all = (self.exports + self.imports).max(1.0);
        match measure {
            Measure::Exports => (self.exports / all, self.imports / all),
            Measure::Imports => (self.imports / all, self.exports / all),
            _ => (0.0, 0.0),
        }
    }
}

impl Spoken {
    pub fn of(scan: &Scan, found: &Mentions) -> Spoken {
        let words = found.cues.iter().filter_map(|cue| match cue.cue {
            Cue::Measure { measure, strength, .. } if measure.is_trade() && *strength >= 2 => {
                Some((cue.first, *measure))
            }
            _ => None,
        });
        let words: Vec<_> = words.collect();
        let accounts = found.cues.iter().filter_map(|cue| match cue.cue {
            Cue::Measure { measure: Measure::Balance, strength: 3.., .. } => Some((cue.first, false)),
            Cue::Measure { measure: Measure::Other, strength: 4.., .. } => Some((cue.first, true)),
            _ => None,
        });
        let density = (words.len() as f32 / found.quantities.len().max(1) as f32).min(2.0);
        let excluded = found.cues.iter().filter(|cue| matches!(cue.cue, Cue::Excluded(_))).count();
        let excluded = (excluded as f32 / found.quantities.len().max(1) as f32).min(2.0);
        let of = |wanted: Measure| {
            let is_of = |cue: &&CueMention| matches!(cue.cue, Cue::Measure { measure, strength: 2.., .. } if *measure == wanted);
            found.cues.iter().filter(is_of).count()
        };
        let counts: Vec<(Measure, usize)> = Measure::ALL.iter().map(|measure| (*measure, of(*measure))).collect();
        let all = counts.iter().map(|(_, count)| count).sum::<usize>().max(1) as f32;
        let others: usize = counts.iter().filter(|(measure, _)| !measure.is_trade()).map(|(_, count)| count).sum();
        let others = others as f32 / all;
        let is_beside =
            |measure: &Measure| *measure == Measure::Freight || !measure.is_trade() && *measure != Measure::Other;
        let beside = counts.iter().filter(|(measure, count)| is_beside(measure) && *count > 0);
        let beside = beside.map(|(measure, count)| (*measure, *count as f32 / all)).collect();
        let count = |measure: Measure| words.iter().filter(|(_, other)| *other == measure).count() as f32;
        let shares = [Measure::Trade, Measure::Exports, Measure::Imports, Measure::Balance, Measure::Freight]
            .map(|measure| (measure, count(measure) / words.len() as f32))
            .into_iter()
            .filter(|(_, share)| *share > 0.0)
            .collect();
        let mut moods = [0.0; Status::ALL.len()];
        for cue in &found.cues {
            if let Cue::Status(status) = cue.cue {
                moods[*status as usize] += 1.0 / found.quantities.len().max(1) as f32;
            }
        }
        Spoken {
            moods: moods.map(|mood: f32| mood.min(1.0)),
            accounts: accounts.collect(),
            goods: goods(scan, found),
            headings: heading::all(scan, found),
            others,
            company: density_of(scan, |at| scan.is_kind(at, WordKind::Company)),
            carriers: density_of(scan, |at| scan.is_kind(at, WordKind::Carrier)),
            is_summed: is_summed(found),
            balance_sign: balance_sign(found),
            services: (0..scan.tokens.len()).any(|at| scan.is_kind(at, WordKind::Service)),
            beside,
            words,
            density,
            excluded,
            shares,
        }
    }

    /// How often words of a firmness stand, per figure, 1 at the most.
    pub fn mood(&self, status: Status) -> f32 {
        self.moods[status as usize]
    }

    /// The flow that was spoken of last before a token.
    pub fn last_flow(&self, token: usize) -> Option<Measure> {
        self.flows_before(token).next()
    }

    /// The two opposite flows that were spoken of last before a token, in their order.
    pub fn last_flows(&self, token: usize) -> Option<[Measure; 2]> {
        let latter = self.last_flow(token)?;
        let former = self.flows_before(token).find(|flow| *flow != latter)?;
        Some([former, latter])
    }

    /// Exports and imports as they were spoken of before a token, the nearest first.
    fn flows_before(&self, token: usize) -> impl Iterator<Item = Measure> + '_ {
        let before = &self.words[..self.words.partition_point(|(at, _)| *at < token)];
        let near = before.iter().rev().take_while(move |(at, _)| token - *at <= BEFORE);
        near.map(|(_, measure)| *measure).filter(|measure| measure.opposite().is_some())
    }

    /// What the document says of the goods that stand by a figure.
    pub fn flows_of(&self, view: &View, figure: &Quantity) -> Flows {
        if self.goods.is_empty() {
            return Flows::default();
        }
        let here = (figure.first, figure.end);
        let near = view.goods.iter().filter(|goods| !goods.all).map(|goods| (goods.first, goods.end));
        let near = near.filter(|there| {
            View::distance(here, *there) <= 8
                && view.boundaries(here, *there) < 3.0
                && view.figures_between(here, *there) == 0
        });
        let Some(run) = near.min_by_key(|there| View::distance(here, *there)) else { return Flows::default() };
        let stem = stem(view.span(run.0, run.1).of(view.scan.text));
        self.flows(&stem)
    }

    /// What the document says of goods.
    pub fn flows(&self, stem: &str) -> Flows {
        self.goods.iter().find(|(other, _)| other == stem).map_or(Flows::default(), |(_, flows)| *flows)
    }

    /// The part of the words of exports and of imports that stand beside goods, of all words of trade.
    pub fn traded(&self, stem: &str) -> f32 {
        let said =
            self.goods.iter().find(|(other, _)| other == stem).map_or(0.0, |(_, said)| said.exports + said.imports);
        (said / self.words.len().max(1) as f32).min(1.0)
    }

    /// Whether the last balance named before a token, or the only one after it, is no balance of trade.
    pub fn is_account(&self, token: usize) -> bool {
        let before = self.accounts.partition_point(|(at, _)| *at < token);
        let last = before.checked_sub(1).or((!self.accounts.is_empty()).then_some(0));
        last.is_some_and(|at| self.accounts[at].1)
    }

    /// What the heading says that a token stands under.
    pub fn heading(&self, token: usize) -> Option<Measure> {
        let before = self.headings.partition_point(|(end, _)| *end <= token);
        self.headings[before.checked_sub(1)?].1
    }

    /// The part of a measure of all words of measure.
    pub fn share(&self, measure: Measure) -> f32 {
        self.shares().find(|(other, _)| *other == measure).map_or(0.0, |(_, share)| share)
    }

    pub fn shares(&self) -> impl Iterator<Item = (Measure, f32)> + '_ {
        self.shares.iter().copied()
    }

    /// The measure that the sentence before speaks of last, and whether it speaks of no other.
    pub fn last(&self, view: &View) -> Option<(Measure, bool)> {
        let before = view.scan.sentences.get(view.sentence.checked_sub(1)?)?;
        let from = self.words.partition_point(|(at, _)| *at < before.tokens.start);
        let to = self.words.partition_point(|(at, _)| *at < before.tokens.end);
        let (_, last) = self.words[from..to].last()?;
        Some((*last, self.words[from..to].iter().all(|(_, other)| other == last)))
    }

    /// The measure that the sentence before speaks of first.
    pub fn first(&self, view: &View) -> Option<Measure> {
        let before = view.scan.sentences.get(view.sentence.checked_sub(1)?)?;
        self.first_within(before.tokens.start, before.tokens.end)
    }

    /// The measure that the paragraph speaks of first, before this sentence.
    pub fn opens_paragraph(&self, view: &View) -> Option<Measure> {
        self.first_within(view.paragraph_first(), view.first)
    }

    fn first_within(&self, from: usize, to: usize) -> Option<Measure> {
        let at = self.words.partition_point(|(at, _)| *at < from);
        self.words.get(at).filter(|(at, _)| *at < to).map(|(_, measure)| *measure)
    }

    /// Sentences since the last word of a measure before this sentence; 9 at the most.
    pub fn since(&self, measure: Measure, token: usize, view: &View) -> usize {
        let before = self.words.partition_point(|(at, _)| *at < token.min(view.first));
        let last = self.words[..before].iter().rev().take(200).find(|(_, other)| *other == measure);
        last.map_or(9, |(at, _)| {
            let sentence = view.scan.sentences.partition_point(|s| s.tokens.end <= *at);
            (view.sentence - sentence).min(9)
        })
    }
}

/// What most words of a balance say that it is.
fn balance_sign(found: &Mentions) -> i8 {
    let sign = |cue: &CueMention| match cue.cue {
        Cue::Measure { measure: Measure::Balance, sign, strength: 2.., .. } => i32::from(*sign),
        _ => 0,
    };
    found.cues.iter().map(sign).sum::<i32>().signum() as i8
}

/// Whether words for the whole stand before a word of trade: 'total exports', 'the overall deficit'.
fn is_summed(found: &Mentions) -> bool {
    found.cues.windows(2).any(|pair| {
        matches!(pair[0].cue, Cue::Reference(Reference::World))
            && matches!(pair[1].cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade())
            && (pair[0].end..pair[0].end + 2).contains(&pair[1].first)
    })
}

/// How much is said of something: one word in fifty is all that can be asked for.
fn density_of(scan: &Scan, is_said: impl Fn(usize) -> bool) -> f32 {
    let said = (0..scan.tokens.len()).filter(|at| is_said(*at)).count();
    (50.0 * said as f32 / scan.tokens.len().max(1) as f32).min(1.0)
}

/// Tokens that 'the latter' looks back.
const BEFORE: usize = 80;
/// Tokens between goods and the word of exports or imports that they belong to.
const NEAR: usize = 5;

/// How often each of the goods stands beside words of exports and of imports.
fn goods(scan: &Scan, found: &Mentions) -> Vec<(String, Flows)> {
    let mut all: Vec<(String, Flows)> = Vec::new();
    // 'border trade', 'tourism receipts': words of trade that name their goods.
    for cue in &found.cues {
        let Cue::Measure { measure, commodity: Some(goods), .. } = cue.cue else { continue };
        count(&mut all, stem(goods), *measure);
    }
    for cue in &found.cues {
        let Cue::Measure { measure: measure @ (Measure::Exports | Measure::Imports), strength: 2.., .. } = cue.cue
        else {
            continue;
        };
        let from = found.goods.partition_point(|goods| goods.end + NEAR < cue.first);
        let near = found.goods[from..].iter().take_while(|goods| goods.first <= cue.end + NEAR);
        for goods in near.filter(|goods| !goods.all) {
            count(&mut all, stem(scan.span(goods.first, goods.end).of(scan.text)), *measure);
        }
    }
    // 'informal exports', 'own-brand exports': what no list has may be what is traded, where it comes again.
    for cue in &found.cues {
        let Cue::Measure { measure: measure @ (Measure::Exports | Measure::Imports), form, strength: 2.., .. } =
            cue.cue
        else {
            continue;
        };
        let Some(at) = cue.first.checked_sub(1).filter(|_| *form == MeasureForm::Noun) else { continue };
        let next = found.goods.partition_point(|goods| goods.end <= at);
        let is_listed = found.goods.get(next).is_some_and(|goods| goods.first <= at);
        let is_word = scan.tokens[at].kind == TokenKind::Word && !scan.is_function(at);
        if is_word && !is_listed && !scan.is_kind(at, WordKind::Common) {
            count(&mut all, stem(scan.word(at)), *measure);
        }
    }
    all
}

fn count(all: &mut Vec<(String, Flows)>, stem: String, measure: Measure) {
    let known = all.iter().position(|(other, _)| *other == stem);
    if known.is_none() && all.len() == TALLIED {
        return;
    }
    let at = known.unwrap_or_else(|| {
        all.push((stem, Flows::default()));
        all.len() - 1
    });
    match measure {
        Measure::Exports => all[at].1.exports += 1.0,
        Measure::Imports => all[at].1.imports += 1.0,
        _ => {
            all[at].1.exports += 0.5;
            all[at].1.imports += 0.5;
        }
    }
}
