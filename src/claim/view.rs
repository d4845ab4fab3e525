//! One sentence with the mentions in it, and how far apart they stand.

use crate::lexicon::{Cue, MeasureForm, Sense, WordKind};
use crate::mention::period::PeriodMention;
use crate::mention::quantity::Quantity;
use crate::mention::scan::Scan;
use crate::mention::{BasisMention, CueMention, GoodsMention, Mentions, PlaceMention};
use crate::span::Span;
use crate::value::flow::Measure;
use crate::value::place::{Place, PlaceKind};

/// A sentence and what it mentions.
pub(super) struct View<'v, 'l> {
    pub scan: &'v Scan<'l>,
    pub sentence: usize,
    pub first: usize,
    pub end: usize,
    pub paragraph: usize,
    pub quantities: &'v [Quantity],
    pub periods: &'v [PeriodMention],
    /// Words of time of the sentence behind, and whether it holds no figure of its own.
    pub periods_next: &'v [PeriodMention],
    pub next_is_bare: bool,
    /// Every word of time of the text before the sentence.
    pub periods_before: &'v [PeriodMention],
    pub places: &'v [PlaceMention],
    pub cues: &'v [CueMention<'l>],
    /// With those of the sentence before.
    pub cues_so_far: &'v [CueMention<'l>],
    pub bases: &'v [BasisMention],
    pub goods: &'v [GoodsMention],
    /// Goods named in the sentence before.
    pub goods_before: &'v [GoodsMention],
    /// Whether it speaks of the business of a company.
    pub company: bool,
    /// Every place of the text up to the end of the sentence.
    earlier: &'v [PlaceMention],
    /// Boundaries up to each token, in half points, from the first token on.
    bounds: Vec<u16>,
}

/// A word of measure.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeasureCue<'l> {
    pub first: usize,
    pub end: usize,
    pub measure: Measure,
    pub verb: bool,
    pub sign: i8,
    pub strength: u8,
    pub commodity: Option<&'l str>,
}

impl<'v, 'l> View<'v, 'l> {
    /// The view of one sentence; every list of mentions is in order.
    pub fn new(scan: &'v Scan<'l>, mentions: &'v Mentions<'l>, sentence: usize) -> View<'v, 'l> {
        let range = &scan.sentences[sentence];
        let (first, end) = (range.tokens.start, range.tokens.end);
        let before = sentence.checked_sub(1).map_or(first, |before| scan.sentences[before].tokens.start);
        let next = scan.sentences.get(sentence + 1).map_or(end, |next| next.tokens.end);
        View {
            scan,
            sentence,
            first,
            end,
            paragraph: range.paragraph,
            quantities: within(&mentions.quantities, first, end, |q| q.first),
            periods: within(&mentions.periods, first, end, |p| p.first),
            periods_next: within(&mentions.periods, end, next, |p| p.first),
            next_is_bare: within(&mentions.quantities, end, next, |q| q.first).is_empty(),
            periods_before: &mentions.periods[..mentions.periods.partition_point(|period| period.first < first)],
            places: within(&mentions.places, first, end, |p| p.first),
            cues: within(&mentions.cues, first, end, |c| c.first),
            cues_so_far: within(&mentions.cues, before, end, |c| c.first),
            bases: within(&mentions.bases, first, end, |b| b.first),
            goods: within(&mentions.goods, first, end, |g| g.first),
            goods_before: within(&mentions.goods, before, first, |g| g.first),
            company: names_company(scan, first, end),
            earlier: &mentions.places[..mentions.places.partition_point(|place| place.first < end)],
            bounds: boundaries(scan, first, end),
        }
    }

    /// The words of measure.
    pub fn measure_cues(&self) -> impl Iterator<Item = MeasureCue<'l>> + '_ {
        self.words_of_measure().filter(|cue| cue.strength > 0)
    }

    /// Words that speak of a measure only beside others that do.
    pub fn measure_hints(&self) -> impl Iterator<Item = MeasureCue<'l>> + '_ {
        self.words_of_measure().filter(|cue| cue.strength == 0)
    }

    fn words_of_measure(&self) -> impl Iterator<Item = MeasureCue<'l>> + '_ {
        self.cues.iter().filter_map(|mention| match mention.cue {
            Cue::Measure { measure, form, sign, strength, commodity } => Some(MeasureCue {
                first: mention.first,
                end: mention.end,
                measure: *measure,
                verb: *form == MeasureForm::Verb,
                sign: *sign,
                strength: *strength,
                commodity: commodity.as_deref(),
            }),
            _ => None,
        })
    }

    /// Boundaries between two runs of tokens, in half points.
    pub fn boundaries(&self, a: (usize, usize), b: (usize, usize)) -> f32 {
        let (left, right) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
        let at = |token: usize| self.bounds[token.clamp(self.first, self.end) - self.first];
        f32::from(at(right.max(left)).saturating_sub(at(left)))
    }

    /// Figures that stand between two runs of tokens.
    pub fn figures_between(&self, a: (usize, usize), b: (usize, usize)) -> usize {
        let (left, right) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
        let from = self.quantities.partition_point(|q| q.first < left);
        let to = self.quantities.partition_point(|q| q.first < right);
        to.saturating_sub(from)
    }

    /// Whether a word of measure at `cue` opens a clause of its own before the token `to`: 'and imports fell to'.
    pub fn cues_between_figures(&self, cue: usize, to: usize) -> bool {
        to > cue + 1
            && (cue..to).any(|i| {
                self.scan
                    .hits(i)
                    .iter()
                    .any(|hit| matches!(hit.sense, Sense::Cue(Cue::Change { verb: true, .. } | Cue::Status(_))))
            })
    }

    /// Words of measure that stand between two runs of tokens.
    pub fn cues_between(&self, a: (usize, usize), b: (usize, usize)) -> usize {
        let (left, right) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
        self.measure_cues().filter(|cue| left <= cue.first && cue.end <= right).count()
    }

    /// The country named last before a token, in this sentence or the few before it, other than one.
    pub fn last_place(&self, token: usize, other_than: Option<Place>) -> Option<Place> {
        let from = self.scan.sentences[self.sentence.saturating_sub(2)].tokens.start;
        let before =
            self.earlier.iter().rev().filter(|place| place.end <= token).take_while(|place| place.first >= from);
        before.map(|place| place.place).find(|place| place.is_country() && Some(*place) != other_than)
    }

    /// The same for groups of countries, too, and no further back than the sentence before.
    pub fn last_named(&self, token: usize, other_than: Option<Place>) -> Option<Place> {
        let from = self.scan.sentences[self.sentence.saturating_sub(1)].tokens.start;
        let before =
            self.earlier.iter().rev().filter(|place| place.end <= token).take_while(|place| place.first >= from);
        let named = |place: &&PlaceMention| !place.place.is_world() && !place.ambiguous;
        before.filter(named).map(|place| place.place).find(|place| Some(*place) != other_than)
    }

    /// The group of countries named last before a token, in this sentence or the few before it.
    pub fn last_group(&self, token: usize) -> Option<Place> {
        let from = self.scan.sentences[self.sentence.saturating_sub(4)].tokens.start;
        let before =
            self.earlier.iter().rev().filter(|place| place.end <= token).take_while(|place| place.first >= from);
        before.map(|place| place.place).find(|place| place.kind() == PlaceKind::Bloc)
    }

    /// The places named before the sentence.
    pub fn named_before(&self) -> &'v [PlaceMention] {
        &self.earlier[..self.earlier.len() - self.places.len()]
    }

    /// The first token of the paragraph.
    pub fn paragraph_first(&self) -> usize {
        let from = self.scan.sentences[..=self.sentence].partition_point(|s| s.paragraph < self.paragraph);
        self.scan.sentences[from].tokens.start
    }

    /// Whether only a small joint stands between two tokens: 'rose 12% to', ', or', '('.
    pub fn joint(&self, from: usize, to: usize) -> bool {
        to >= from
            && to - from <= 3
            && (from..to).all(|i| self.scan.is_mark(i) || self.scan.is_function(i) || self.scan.link(i).is_some())
    }

    /// Tokens between two runs.
    pub fn distance(a: (usize, usize), b: (usize, usize)) -> usize {
        if a.0 <= b.0 { b.0.saturating_sub(a.1) } else { a.0.saturating_sub(b.1) }
    }

    /// Whether a token is one of these words.
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        (self.first..self.end).contains(&at) && self.scan.is(at, words)
    }

    /// Whether the token so many before `at` is one of these words.
    pub fn before(&self, at: usize, back: usize, words: &[&str]) -> bool {
        at >= self.first + back && self.scan.is(at - back, words)
    }

    /// The change cue nearest before `at` or standing right there, as (first, end, sign, verb).
    pub fn change_cues(&self) -> impl Iterator<Item = (usize, usize, i8, bool)> + '_ {
        self.cues.iter().filter_map(|mention| match mention.cue {
            Cue::Change { sign, verb } => Some((mention.first, mention.end, *sign, *verb)),
            _ => None,
        })
    }

    /// The bytes of a run of tokens.
    pub fn span(&self, from: usize, to: usize) -> Span {
        self.scan.span(from, to)
    }

    /// Whether brackets enclose a run of tokens, and where they open.
    pub fn bracket(&self, first: usize) -> Option<usize> {
        let from = first.saturating_sub(12).max(self.first);
        (from..first).rev().find(|i| self.scan.is(*i, &["(", ")"])).filter(|i| self.scan.is(*i, &["("]))
    }

    /// Whether the name of goods begins at a token.
    pub fn is_goods(&self, at: usize) -> bool {
        self.scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Goods))
    }

    /// Whether words for all goods begin at a token.
    pub fn is_all_goods(&self, at: usize) -> bool {
        self.scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::AllGoods))
    }
}

/// Whether some words speak of the business of a company, or give its sign at the exchange: '<SIEG.F>'.
fn names_company(scan: &Scan, first: usize, end: usize) -> bool {
    let sign = |at: usize| scan.is(at, &["<"]) && (at..at + 6).any(|end| scan.is(end, &[">"]));
    (first..end).any(|at| scan.is_kind(at, WordKind::Company) || sign(at))
}

fn within<T>(all: &[T], first: usize, end: usize, at: impl Fn(&T) -> usize) -> &[T] {
    let from = all.partition_point(|item| at(item) < first);
    let to = all.partition_point(|item| at(item) < end);
    &all[from..to.max(from)]
}

fn boundaries(scan: &Scan, first: usize, end: usize) -> Vec<u16> {
    let mut total = 0;
    let mut bounds = Vec::with_capacity(end - first + 1);
    for at in first..end {
        bounds.push(total);
        total += match scan.word(at) {
            "," => 2,
            ";" => 5,
            "(" | ")" => 3,
            "—" | "–" => 3,
            "-" if !scan.touches(at) => 3,
            ":" => 1,
            "." => 6,
            "while" | "but" | "whereas" | "although" | "though" => 4,
            "and" | "as" | "or" | "which" | "that" => 1,
            _ => 0,
        };
    }
    bounds.push(total);
    bounds
}
