//! Scores claims against annotated ones. What a claim is: `tests/corpus/GUIDELINES.md`.
//!
//! An annotated figure and a claim are a **pair** where their spans share more than half of the bytes that either covers;
//! each is in one pair at most, and the pairs that agree best are made first. Scores:
//!
//! - `figure`: pairs with equal value, upper end and unit, among all figures;
//! - `claim`: those that also agree in every role, among figures of trade; and the same for each measure;
//! - `cell`: what would reach a table of trade between two parties, compared report by report as a set, found in pairs
//!   or not;
//! - `fields`: how often each field is right in pairs of the right figure of trade.
//!
//! Two ways to say one thing count as the same: exports of A to B and imports of B from A, the parties of turnover and of
//! freight in either order, a balance seen from either side.

use approx::relative_eq;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use tradeflow::claim::Claim;
use tradeflow::value::amount::Qualifier;
use tradeflow::value::flow::{Kind, Measure, Rate, Status};
use tradeflow::value::period::Period;
use tradeflow::value::place::Place;
use tradeflow::value::unit::Unit;

/// A figure of a report, annotated or read, as far as it is scored.
#[derive(Debug, Clone, Deserialize)]
pub struct Figure {
    /// Bytes of its quote; an annotation has them found by its words.
    #[serde(skip)]
    pub start: usize,
    #[serde(skip)]
    pub end: usize,
    pub value: f64,
    pub value_hi: Option<f64>,
    pub qualifier: Qualifier,
    pub unit: Unit,
    pub kind: Kind,
    pub measure: Measure,
    pub reporter: Option<Place>,
    pub partner: Option<Place>,
    pub commodity: Option<String>,
    pub period: Option<Period>,
    pub per: Option<Rate>,
    pub status: Status,
}

impl From<&Claim> for Figure {
    fn from(claim: &Claim) -> Figure {
        Figure {
            start: claim.start,
            end: claim.end,
            value: claim.value.to_f64().unwrap(),
            value_hi: claim.value_hi.map(|value| value.to_f64().unwrap()),
            qualifier: claim.qualifier,
            unit: claim.unit,
            kind: claim.kind,
            measure: claim.measure,
            reporter: claim.reporter,
            partner: claim.partner,
            commodity: claim.commodity.clone(),
            // The days count; how the text calls them is not annotated.
            period: claim.period.map(|period| Period::new(period.from, period.to)),
            per: claim.per,
            status: claim.status,
        }
    }
}

/// What is told apart in the scorecard: exports and imports between two parties are one thing, told from two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Directed,
    Of(Measure),
}

/// Who trades with whom, whichever side tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Flow {
    /// Two parties in order of code.
    Between(Option<Place>, Option<Place>),
    /// From one to the other.
    To(Option<Place>, Option<Place>),
    /// Any other measure, as it is told.
    Told(Measure, Option<Place>, Option<Place>),
}

impl Figure {
    fn class(&self) -> Class {
        match self.measure {
            Measure::Exports | Measure::Imports if self.parties().is_some() => Class::Directed,
            measure => Class::Of(measure),
        }
    }

    /// Both parties, where the world is none of them.
    fn parties(&self) -> Option<(Place, Place)> {
        self.reporter.zip(self.partner).filter(|(a, b)| !a.is_world() && !b.is_world())
    }

    /// A balance between two parties told by the one whose code comes second: it turns its sign and its parties.
    fn is_mirrored(&self) -> bool {
        self.measure == Measure::Balance && self.parties().is_some_and(|(a, b)| a.code() > b.code())
    }

    fn flow(&self) -> Flow {
        let (told, other) = (self.reporter, self.partner);
        match self.measure {
            Measure::Trade => in_order(told, other),
            Measure::Freight if told.is_some() && other.is_some() => in_order(told, other),
            Measure::Exports => Flow::To(told, other),
            Measure::Imports => Flow::To(other, told),
            measure if self.is_mirrored() => Flow::Told(measure, other, told),
            measure => Flow::Told(measure, told, other),
        }
    }

    /// Whether it is below zero, seen from the party that comes first.
    fn is_negative(&self) -> bool {
        self.value != 0.0 && (self.value < 0.0) != self.is_mirrored()
    }

    /// Its ends without their sign, the smaller first.
    fn ends(&self) -> Vec<f64> {
        let mut ends: Vec<f64> = [Some(self.value), self.value_hi].into_iter().flatten().map(f64::abs).collect();
        ends.sort_by(f64::total_cmp);
        ends
    }

    fn has_commodity(&self) -> bool {
        self.commodity.as_deref().is_some_and(|words| !words.is_empty())
    }

    fn commodity_words(&self) -> BTreeSet<String> {
        let words = self.commodity.as_deref().unwrap_or("").to_lowercase().replace('-', " ");
        words.split_whitespace().map(str::to_owned).collect()
    }

    fn is_same_figure(&self, other: &Figure) -> bool {
        let (mine, theirs) = (self.ends(), other.ends());
        mine.len() == theirs.len()
            && mine.iter().zip(&theirs).all(|(a, b)| relative_eq!(*a, *b, epsilon = 1e-15, max_relative = 1e-6))
            && self.unit == other.unit
    }

    /// What reaches a table of trade between two parties; none where it does not.
    fn cell(&self) -> Option<String> {
        let enters = self.kind == Kind::Level
            && self.status == Status::Actual
            && self.per.is_none()
            && !self.has_commodity()
            && self.unit.is_money()
            && self.measure.is_trade()
            && self.measure != Measure::Freight
            && self.parties().is_some();
        let period = self.period.filter(|_| enters)?;
        // Six digits, so that what is equal but for rounding is equal.
        let ends: Vec<String> = self.ends().iter().map(|end| format!("{end:.5e}")).collect();
        let sign = if self.is_negative() { "-" } else { "" };
        let (unit, qualifier, ends) = (self.unit, self.qualifier, ends.join(".."));
        Some(format!("{:?} {:?} {period} {unit} {sign}{ends} {qualifier}", self.class(), self.flow()))
    }
}

fn in_order(a: Option<Place>, b: Option<Place>) -> Flow {
    let code = |place: Option<Place>| place.map_or("", Place::code);
    if code(a) <= code(b) { Flow::Between(a, b) } else { Flow::Between(b, a) }
}

/// A field that is compared.
struct Field {
    name: &'static str,
    /// Whether a claim has to have it right.
    counts: bool,
    is_same: fn(&Figure, &Figure) -> bool,
}

const FIELDS: [Field; 11] = [
    Field { name: "span", counts: false, is_same: |a, b| (a.start, a.end) == (b.start, b.end) },
    Field { name: "words", counts: false, is_same: shares_a_word },
    Field { name: "sign", counts: true, is_same: |a, b| a.is_negative() == b.is_negative() },
    Field { name: "qualifier", counts: true, is_same: |a, b| a.qualifier == b.qualifier },
    Field { name: "kind", counts: true, is_same: |a, b| a.kind == b.kind },
    Field { name: "measure", counts: true, is_same: |a, b| a.class() == b.class() },
    Field { name: "flow", counts: true, is_same: |a, b| a.flow() == b.flow() },
    Field { name: "commodity", counts: true, is_same: |a, b| a.has_commodity() == b.has_commodity() },
    Field { name: "period", counts: true, is_same: |a, b| a.period == b.period },
    Field { name: "per", counts: true, is_same: |a, b| a.per == b.per },
    Field { name: "status", counts: true, is_same: |a, b| a.status == b.status },
];

fn shares_a_word(a: &Figure, b: &Figure) -> bool {
    let (a, b) = (a.commodity_words(), b.commodity_words());
    a == b || !a.is_disjoint(&b)
}

/// The claim that each annotated figure is paired with, if any.
fn pairs(annotated: &[Figure], read: &[Figure]) -> Vec<Option<usize>> {
    let mut found = Vec::new();
    for (i, a) in annotated.iter().enumerate() {
        for (j, b) in read.iter().enumerate() {
            let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
            let covered = a.end.max(b.end) - a.start.min(b.start);
            if 2 * shared > covered {
                let right = FIELDS.iter().filter(|field| (field.is_same)(a, b)).count();
                found.push((Reverse((a.is_same_figure(b), right, shared)), i, j));
            }
        }
    }
    found.sort();
    let (mut pairs, mut taken) = (vec![None; annotated.len()], BTreeSet::new());
    for (_, i, j) in found {
        if pairs[i].is_none() && taken.insert(j) {
            pairs[i] = Some(j);
        }
    }
    pairs
}

/// How many are right, among those read and those annotated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    pub right: usize,
    pub read: usize,
    pub annotated: usize,
}

impl Score {
    /// How many of those read are right.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.read.max(1) as f64
    }

    /// How many of those annotated are read right.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.annotated.max(1) as f64
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.read + self.annotated).max(1) as f64
    }
}

/// Scores of any number of reports.
#[derive(Debug, Default)]
pub struct Scorecard {
    pub reports: usize,
    pub figure: Score,
    pub claim: Score,
    pub cell: Score,
    pub measures: BTreeMap<Class, Score>,
    /// In pairs of the right figure of trade, how often each field is right.
    fields: [usize; FIELDS.len()],
    pairs: usize,
}

impl Scorecard {
    /// Takes in one report.
    pub fn add(&mut self, annotated: &[Figure], read: &[Figure]) {
        self.reports += 1;
        self.figure.read += read.len();
        self.figure.annotated += annotated.len();
        for figure in read.iter().filter(|figure| figure.measure.is_trade()) {
            self.claim.read += 1;
            self.measures.entry(figure.class()).or_default().read += 1;
        }
        for figure in annotated.iter().filter(|figure| figure.measure.is_trade()) {
            self.claim.annotated += 1;
            self.measures.entry(figure.class()).or_default().annotated += 1;
        }
        for (a, pair) in annotated.iter().zip(pairs(annotated, read)) {
            let Some(b) = pair.map(|at| &read[at]).filter(|b| a.is_same_figure(b)) else { continue };
            self.figure.right += 1;
            if a.measure.is_trade() {
                self.pair(a, b);
            }
        }
        let cells = |figures: &[Figure]| figures.iter().filter_map(Figure::cell).collect::<BTreeSet<_>>();
        let (annotated, read) = (cells(annotated), cells(read));
        self.cell.right += annotated.intersection(&read).count();
        self.cell.read += read.len();
        self.cell.annotated += annotated.len();
    }

    /// A figure of trade that was found.
    fn pair(&mut self, a: &Figure, b: &Figure) {
        self.pairs += 1;
        let mut is_right = true;
        for (field, right) in FIELDS.iter().zip(&mut self.fields) {
            let is_same = (field.is_same)(a, b);
            *right += usize::from(is_same);
            is_right &= is_same || !field.counts;
        }
        if is_right {
            self.claim.right += 1;
            self.measures.entry(a.class()).or_default().right += 1;
        }
    }
}

impl fmt::Display for Scorecard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} reports", self.reports)?;
        let line = |f: &mut fmt::Formatter<'_>, name: &str, score: &Score| {
            let Score { right, read, annotated } = score;
            let (p, r, f1) = (score.precision(), score.recall(), score.f1());
            writeln!(
                f,
                "{name:10} P {p:.3}  R {r:.3}  F1 {f1:.3}   ({right} right, {read} read, {annotated} annotated)"
            )
        };
        for (name, score) in [("figure", &self.figure), ("claim", &self.claim), ("cell", &self.cell)] {
            line(f, name, score)?;
        }
        for (class, score) in &self.measures {
            match class {
                Class::Directed => line(f, "  directed", score)?,
                Class::Of(measure) => line(f, &format!("  {measure}"), score)?,
            }
        }
        write!(f, "fields")?;
        for (field, right) in FIELDS.iter().zip(self.fields) {
            write!(f, "  {} {:.3}", field.name, right as f64 / self.pairs.max(1) as f64)?;
        }
        writeln!(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Figure, Score, Scorecard};
    use tradeflow::value::amount::Qualifier;
    use tradeflow::value::flow::{Kind, Measure, Status};
    use tradeflow::value::period::Period;
    use tradeflow::value::place::Place;

    /// `trade AZE RUS 4e9`: turnover, exports ... of the two in 2023, in dollars, at bytes 10 to 20.
    fn figure(words: &str) -> Figure {
        let words: Vec<&str> = words.split(' ').collect();
        Figure {
            start: 10,
            end: 20,
            value: words[3].parse().unwrap(),
            value_hi: None,
            qualifier: Qualifier::Exact,
            unit: "USD".parse().unwrap(),
            kind: Kind::Level,
            measure: Measure::from_name(words[0]).unwrap(),
            reporter: Place::from_code(words[1]),
            partner: Place::from_code(words[2]),
            commodity: None,
            period: Period::year(2023),
            per: None,
            status: Status::Actual,
        }
    }

    fn card(annotated: &[&Figure], read: &[&Figure]) -> Scorecard {
        let own = |figures: &[&Figure]| figures.iter().copied().cloned().collect::<Vec<_>>();
        let mut card = Scorecard::default();
        card.add(&own(annotated), &own(read));
        card
    }

    /// Right, read and annotated of figures, claims and cells.
    fn counts(annotated: &[&Figure], read: &[&Figure]) -> [[usize; 3]; 3] {
        let card = card(annotated, read);
        [card.figure, card.claim, card.cell].map(|score| [score.right, score.read, score.annotated])
    }

    /// How many of each are right of one figure on each side.
    fn pair(annotated: Figure, read: Figure) -> [usize; 3] {
        counts(&[&annotated], &[&read]).map(|[right, ..]| right)
    }

    #[test]
    fn a_perfect_reading_is_right_throughout() {
        let (trade, other) = (figure("trade AZE RUS 4e9"), Figure { start: 30, end: 40, ..figure("other AZE - 9e9") });
        assert_eq!(counts(&[&trade, &other], &[&trade, &other]), [[2, 2, 2], [1, 1, 1], [1, 1, 1]]);
        assert_eq!(card(&[&trade], &[&trade]).claim.f1(), 1.0);
    }

    #[test]
    fn what_is_missed_costs_recall_and_what_is_added_precision() {
        let told = &figure("trade AZE RUS 4e9");
        let more = &Figure { start: 30, end: 40, ..figure("exports AZE WLD 9e9") };
        assert_eq!(counts(&[told, more], &[told]), [[1, 1, 2], [1, 1, 2], [1, 1, 1]]);
        assert_eq!(counts(&[told], &[told, more]), [[1, 2, 1], [1, 2, 1], [1, 1, 1]]);
        assert_eq!(counts(&[told], &[]), [[0, 0, 1], [0, 0, 1], [0, 0, 1]]);
        assert_eq!(counts(&[], &[told]), [[0, 1, 0], [0, 1, 0], [0, 1, 0]]);
        let card = card(&[told, more], &[told]);
        assert_eq!([card.claim.precision(), card.claim.recall(), card.claim.f1()], [1.0, 0.5, 2.0 / 3.0]);
    }

    #[test]
    fn one_figure_is_paired_once_and_with_the_one_that_agrees() {
        let (told, wrong) = (&figure("trade AZE RUS 4e9"), &figure("trade AZE RUS 5e9"));
        assert_eq!(counts(&[told], &[wrong, told]), [[1, 2, 1], [1, 2, 1], [1, 2, 1]]);
        assert_eq!(counts(&[told], &[told, told]), [[1, 2, 1], [1, 2, 1], [1, 1, 1]]);
    }

    #[test]
    fn spans_must_share_more_than_half() {
        let told = figure("trade AZE RUS 4e9");
        let wider = Figure { start: 5, end: 20, ..told.clone() };
        let apart = Figure { start: 15, end: 25, ..told.clone() };
        assert_eq!(pair(told.clone(), wider), [1, 1, 1]);
        // The same cell, read elsewhere in the report.
        assert_eq!(pair(told, apart), [0, 0, 1]);
    }

    #[test]
    fn a_flow_is_the_same_from_both_sides() {
        let exports = || figure("exports AZE RUS 4e9");
        assert_eq!(pair(exports(), figure("imports RUS AZE 4e9")), [1, 1, 1]);
        assert_eq!(pair(exports(), figure("imports AZE RUS 4e9")), [1, 0, 0]);
        assert_eq!(pair(exports(), figure("exports RUS AZE 4e9")), [1, 0, 0]);
        assert_eq!(pair(figure("trade AZE RUS 4e9"), figure("trade RUS AZE 4e9")), [1, 1, 1]);
        assert_eq!(pair(figure("freight AZE RUS 4e9"), figure("freight RUS AZE 4e9")), [1, 1, 0]);
        assert_eq!(pair(figure("exports AZE WLD 4e9"), figure("imports WLD AZE 4e9")), [1, 0, 0]);
        assert_eq!(card(&[&exports()], &[&exports()]).measures.keys().collect::<Vec<_>>(), [&Class::Directed]);
    }

    #[test]
    fn a_balance_is_the_same_from_both_sides_with_its_sign_turned() {
        let surplus = || figure("balance RUS AZE 2e9");
        assert_eq!(pair(surplus(), figure("balance AZE RUS -2e9")), [1, 1, 1]);
        assert_eq!(pair(surplus(), figure("balance RUS AZE -2e9")), [1, 0, 0]);
        assert_eq!(pair(surplus(), figure("balance AZE RUS 2e9")), [1, 0, 0]);
        assert_eq!(pair(figure("balance RUS WLD -2e9"), figure("balance RUS WLD -2e9")), [1, 1, 0]);
    }

    #[test]
    fn both_ends_of_a_range_count() {
        let range = |low, high| Figure {
            value: low,
            value_hi: Some(high),
            qualifier: Qualifier::Range,
            ..figure("trade AZE RUS 0")
        };
        assert_eq!(pair(range(3e9, 4e9), range(3e9, 4e9)), [1, 1, 1]);
        assert_eq!(pair(range(3e9, 4e9), range(3e9, 5e9)), [0, 0, 0]);
        assert_eq!(pair(range(3e9, 4e9), figure("trade AZE RUS 3e9")), [0, 0, 0]);
        // Which end comes first depends on the sign that the writer gives a fall.
        assert_eq!(pair(range(-4e9, -3e9), range(-3e9, -4e9)), [1, 1, 1]);
    }

    #[test]
    fn rounding_far_below_what_is_stated_does_not_count() {
        assert_eq!(pair(figure("trade AZE RUS 4e9"), figure("trade AZE RUS 4000000001")), [1, 1, 1]);
        assert_eq!(pair(figure("trade AZE RUS 4e9"), figure("trade AZE RUS 4001000000")), [0, 0, 0]);
    }

    #[test]
    fn a_claim_needs_every_role_and_goods_only_to_be_named() {
        let told = || figure("trade AZE RUS 4e9");
        for wrong in [
            Figure { qualifier: Qualifier::AtLeast, ..told() },
            Figure { period: Period::year(2022), ..told() },
            Figure { period: None, ..told() },
            Figure { status: Status::Target, ..told() },
            Figure { kind: Kind::Change, ..told() },
            Figure { commodity: Some("tea".into()), ..told() },
            figure("trade AZE - 4e9"),
        ] {
            assert_eq!(pair(told(), wrong), [1, 0, 0]);
        }
        let of = |words: &str| Figure { commodity: Some(words.into()), ..told() };
        assert_eq!(pair(of("crude oil"), of("oil")), [1, 1, 0]);
        assert_eq!(pair(of("crude oil"), of("tea")), [1, 1, 0]);
    }

    #[test]
    fn shares_of_nothing_are_0() {
        let score = Score::default();
        assert_eq!([score.precision(), score.recall(), score.f1()], [0.0; 3]);
    }
}
