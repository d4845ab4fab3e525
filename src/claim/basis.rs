//! On what basis a figure is counted, where the report says so of it: `FOB`, `CIF`, by country of origin, on the basis of the
//! balance of payments; and of freight whether it is transit.
//!
//! Words of basis are few and stand close to what they are said of, so that their place decides and no contest is needed:
//! beside a figure, beside a word of measure, before or behind the figures of a sentence, or in a heading above them.
//! What is said of a price or of a place of delivery ('$280 a tonne FOB Gulf') is said of no figure of trade.

use super::kind::is_price;
use super::parallel::Run;
use super::record::Reach;
use super::view::{MeasureCue, View};
use crate::lexicon::Link;
use crate::mention::scan::Scan;
use crate::mention::{BasisMention, Mentions};
use crate::token::{Gap, TokenKind};
use crate::value::basis::Basis;
use crate::value::flow::Measure;

/// A figure that was read, for what is said of its basis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    /// Its tokens.
    pub run: Run,
    pub measure: Measure,
    /// The word of measure that it stands by.
    pub cue: Option<Run>,
    /// Whether it is money or a part of money: only that is valued.
    pub is_valued: bool,
    /// Whether it says the one before it in another unit.
    pub converts: bool,
    /// Whether another figure is compared with it.
    pub is_base: bool,
}

/// What is said of a figure, by which words, and how far away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub basis: Basis,
    pub words: Run,
    pub reach: Reach,
}

/// Most tokens of a heading.
const HEADING: usize = 24;

/// Most tokens between a word of measure and the basis beside it: 'exports of goods to China in 2023, f.o.b.'.
const BESIDE: usize = 8;

/// The heading with words of basis that each sentence stands under, by number; empty where there is none in the document. It
/// holds to the end of its block of lines, or through the next block where it is a block of its own.
pub(super) fn headings(scan: &Scan, found: &Mentions) -> Vec<Option<usize>> {
    if found.bases.is_empty() {
        return Vec::new();
    }
    let mut open: Option<usize> = None;
    let sentences = scan.sentences.iter().enumerate();
    let under = sentences.map(|(number, sentence)| {
        let tokens = &sentence.tokens;
        let begins_block = scan.tokens[tokens.start].gap == Gap::Paragraph;
        if begins_block && open.is_some_and(|heading| heading + 1 < number) {
            open = None;
        }
        let within = |at: usize| tokens.contains(&at);
        let from = found.bases.partition_point(|basis| basis.first < tokens.start);
        let has_basis = found.bases.get(from).is_some_and(|basis| within(basis.first));
        let from = found.quantities.partition_point(|figure| figure.first < tokens.start);
        let has_figure = found.quantities.get(from).is_some_and(|figure| within(figure.first));
        let is_closed = scan.is(tokens.end - 1, &[".", "!", "?", ";", ","]);
        if has_basis && !has_figure && !is_closed && tokens.len() <= HEADING {
            open = Some(number);
            return None;
        }
        open
    });
    under.collect()
}

/// What is said of each figure of a sentence; `heading` is the sentence that they stand under.
pub(super) fn said(view: &View, figures: &[Figure], heading: Option<&View>) -> Vec<Option<Said>> {
    let mut all: Vec<Vec<(u8, Said)>> = vec![Vec::new(); figures.len()];
    let places = view.bases.iter().map(|mention| (mention, targets(view, figures, mention)));
    let above = heading
        .into_iter()
        .flat_map(|heading| heading.bases.iter().map(move |mention| (mention, under(heading, figures, mention))));
    for (mention, (rank, found)) in places.chain(above) {
        let reach = match rank {
            0 | 1 => Reach::Clause,
            2 | 3 => Reach::Sentence,
            _ => Reach::Heading,
        };
        for at in found.into_iter().filter(|at| figures[*at].may_have(mention.word.basis)) {
            // Beside the figure, or only beside one of the same measure.
            let rank = if rank == 0 && !is_behind(view, figures[at].run, mention) { 2 } else { rank };
            let said = Said { basis: mention.word.basis, words: (mention.first, mention.end), reach };
            all[at].push((rank, said));
        }
    }
    let mut joined: Vec<Option<Said>> = Vec::with_capacity(figures.len());
    for (figure, mut said) in figures.iter().zip(all) {
        // What is said nearer counts.
        said.sort_by_key(|(rank, _)| *rank);
        let together =
            said.into_iter().map(|(_, said)| said).reduce(|near, far| Said { basis: near.basis.or(far.basis), ..near });
        let before = joined.last().copied().flatten().filter(|_| figure.converts);
        joined.push(together.or(before));
    }
    joined
}

impl Figure {
    fn may_have(&self, basis: Basis) -> bool {
        if basis.movement.is_some() {
            return self.measure == Measure::Freight;
        }
        let is_trade = self.measure.is_trade() && self.measure != Measure::Freight;
        is_trade && (self.is_valued || basis.valuation.is_none())
    }
}

/// The figures of its sentence that words of basis are said of, and how near they are: 0 beside the figure, 1 beside its word
/// of measure, 3 in its sentence.
fn targets(view: &View, figures: &[Figure], mention: &BasisMention) -> (u8, Vec<usize>) {
    if is_stray(view, mention) {
        return (3, Vec::new());
    }
    let all = || 0..figures.len();
    if mention.word.basis.movement.is_some() {
        return (1, all().filter(|at| is_moved(view, &figures[*at], mention)).collect());
    }
    let with_cue = |cue: Run| all().filter(|at| figures[*at].cue == Some(cue)).collect::<Vec<usize>>();
    // 'cif: 8.2 billion'.
    if view.is(mention.end, &[":"])
        && let Some(at) = all().find(|at| figures[*at].run.0 > mention.end)
    {
        return (0, if figures[at].run.0 <= mention.end + 3 { vec![at] } else { Vec::new() });
    }
    if !mention.word.is_phrase
        && let Some(cue) = cue_beside(view, mention)
    {
        return (1, with_cue(cue));
    }
    let behind = all().rev().find(|at| is_behind(view, figures[*at].run, mention));
    if let Some(at) = behind.filter(|_| !mention.word.is_phrase) {
        if (figures[at].run.1..mention.first).any(|token| view.is(token, &["both", "all", "each"])) {
            return (3, all().take_while(|at| figures[*at].run.1 <= mention.first).collect());
        }
        // 'Rose 3% to $2.9 billion, fob, from $2.8 billion': what stands before it, and what it is compared with.
        let alike = |other: &usize| {
            let is_near = *other < at || figures[*other].is_base;
            *other == at || (is_near && figures[at].cue.is_some() && figures[*other].cue == figures[at].cue)
        };
        return (0, all().filter(alike).collect());
    }
    if mention.word.is_phrase { (3, around(view, figures, mention)) } else { (3, Vec::new()) }
}

/// Whether transit is said of a figure: where it is the figure's own word of measure, or stands in its clause.
fn is_moved(view: &View, figure: &Figure, mention: &BasisMention) -> bool {
    let there = (mention.first, mention.end);
    let is_cue = figure.cue.is_some_and(|cue| cue.0 < there.1 && there.0 < cue.1);
    is_cue || (view.boundaries(figure.run, there) < 2.0 && view.figures_between(figure.run, there) == 0)
}

/// The figures that a phrase is said of: those before it where it follows them, else those behind it; up to the next phrase
/// that says something else of the same.
fn around(view: &View, figures: &[Figure], mention: &BasisMention) -> Vec<usize> {
    let alike = |other: &&BasisMention| {
        let (one, other) = (mention.word.basis, other.word.basis);
        one.valuation.is_some() == other.valuation.is_some() && one.attribution.is_some() == other.attribution.is_some()
    };
    let before = view.bases.iter().filter(alike).rev().find(|other| other.end <= mention.first);
    let next = view.bases.iter().filter(alike).find(|other| other.first >= mention.end);
    let (from, to) = (before.map_or(view.first, |other| other.end), next.map_or(view.end, |other| other.first));
    let (mut ahead, mut behind) = (Vec::new(), Vec::new());
    for (at, figure) in figures.iter().enumerate() {
        if from <= figure.run.0 && figure.run.1 <= mention.first {
            ahead.push(at);
        } else if mention.end <= figure.run.0 && figure.run.1 <= to {
            behind.push(at);
        }
    }
    let follows = ahead.last().is_some_and(|last| {
        let mut gap = figures[*last].run.1..mention.first;
        behind.is_empty() || !gap.any(|at| view.is(at, &[",", ";", "and", "while", "but"]))
    });
    if follows {
        return ahead;
    }
    // 'Imports by country of origin were': those of the word of measure before it, where they have one.
    let cue = trade_cues(view).filter(|cue| cue.end <= mention.first && ahead.is_empty()).last();
    let of_cue = |cue: MeasureCue| {
        let of_cue: Vec<usize> =
            behind.iter().copied().filter(|at| figures[*at].cue == Some((cue.first, cue.end))).collect();
        (!of_cue.is_empty()).then_some(of_cue)
    };
    cue.and_then(of_cue).unwrap_or(behind)
}

/// The figures that words of basis in a heading are said of: those of the measure that they stand beside there, or of the
/// only one that is named, else all.
fn under(heading: &View, figures: &[Figure], mention: &BasisMention) -> (u8, Vec<usize>) {
    if is_stray(heading, mention) {
        return (4, Vec::new());
    }
    let beside = cue_beside(heading, mention);
    let mut named = trade_cues(heading).filter(|cue| beside.is_none_or(|run| run == (cue.first, cue.end)));
    let first = named.next().map(|cue| cue.measure);
    let only = first.filter(|first| beside.is_some() || named.all(|cue| cue.measure == *first));
    let is_meant = |at: &usize| only.is_none_or(|only| figures[*at].measure == only);
    (4, (0..figures.len()).filter(is_meant).collect())
}

/// Whether words of basis stand right behind a figure: '$6.3 billion (cif)', '$7 billion free on board', '(5.3 bln), both fob'.
fn is_behind(view: &View, figure: Run, mention: &BasisMention) -> bool {
    let is_joint = |at: usize| view.is(at, &[",", "(", ")", "[", "-", "both", "all", "each"]);
    figure.1 <= mention.first && mention.first - figure.1 <= 4 && (figure.1..mention.first).all(is_joint)
}

/// The word of measure that words of basis stand beside: 'exports, f.o.b.,', 'imports of goods (cif)', 'fob exports'.
fn cue_beside(view: &View, mention: &BasisMention) -> Option<Run> {
    let before = trade_cues(view).filter(|cue| cue.end <= mention.first).last().filter(|cue| {
        let mut gap = cue.end..mention.first;
        let is_apart = gap.clone().any(|at| view.is(at, &[","]));
        // 'Exports, CIF said, were': what stands between commas is closed by one, or by the figure.
        let is_closed = mention.end >= view.end || view.scan.is_mark(mention.end) || is_before_figure(view, mention);
        gap.len() <= BESIDE && gap.all(|at| is_passed(view, at)) && (!is_apart || is_closed)
    });
    let behind = || {
        trade_cues(view).find(|cue| cue.first >= mention.end && !cue.verb).filter(|cue| {
            let mut gap = mention.end..cue.first;
            gap.len() <= 3 && gap.all(|at| view.is(at, &["value", "values", "of", "the", "total"]))
        })
    };
    before.or_else(behind).map(|cue| (cue.first, cue.end))
}

/// Whether a token between a word of measure and its basis says only of what, with whom and when.
fn is_passed(view: &View, at: usize) -> bool {
    let held = |run: Run| run.0 <= at && at < run.1;
    view.is(at, &[",", "(", "-", "–", "value", "values", "of", "a", "an", "the", "on", "at", "in"])
        || view.scan.link(at).is_some_and(|link| link != Link::By)
        || view.places.iter().any(|place| held((place.first, place.end)))
        || view.goods.iter().any(|goods| held((goods.first, goods.end)))
        || view.periods.iter().any(|period| held((period.first, period.end)))
}

/// Whether a figure begins right behind words of basis: 'imports c.i.f. USD 3.1 billion'.
fn is_before_figure(view: &View, mention: &BasisMention) -> bool {
    view.quantities.iter().any(|figure| figure.first == mention.end)
}

fn trade_cues<'a>(view: &'a View) -> impl Iterator<Item = MeasureCue<'a>> + 'a {
    view.measure_cues().filter(|cue| cue.measure.is_trade() && cue.measure != Measure::Freight)
}

/// Whether words of valuation are said of a price or of a place of delivery: '$280 a tonne FOB', 'FOB Gulf', 'the fob value per
/// kilo', 'fob prices'.
fn is_stray(view: &View, mention: &BasisMention) -> bool {
    if mention.word.basis.valuation.is_none() {
        return false;
    }
    let here = (mention.first, mention.end);
    let prices = view.measure_cues().filter(|cue| cue.measure == Measure::Price);
    let of_price = prices.map(|cue| View::distance(here, (cue.first, cue.end))).any(|distance| distance <= 1);
    let per = (mention.end..mention.end + 2).any(|at| view.is(at, &["per", "/"]));
    let is_other = is_before_figure(view, mention) || view.measure_cues().any(|cue| cue.first == mention.end);
    let next =
        view.scan.tokens.get(mention.end).filter(|token| mention.end < view.end && token.kind == TokenKind::Word);
    let is_name = next.is_some_and(|token| token.of(view.scan.text).starts_with(char::is_uppercase)) && !is_other;
    let is_port = is_name || view.places.iter().any(|place| place.first == mention.end);
    let before = view.quantities.iter().rev().find(|figure| figure.end <= mention.first);
    let behind_price = before.is_some_and(|figure| is_price(view, figure) && mention.first - figure.end <= 6);
    of_price || per || is_port || behind_price
}
