//! What is said and where: quantities, periods, places and cues with their spans, before anything is attached.
//!
//! This stage knows nothing of claims: it reads every figure of money, mass, volume, energy, containers and per cent,
//! of trade or not.

mod borrow;
mod goods;
mod head;
mod idle;
pub mod number;
mod packing;
pub mod period;
pub mod quantity;
mod range;
mod record;
pub mod scan;
mod share;

pub use record::{MentionKind, MentionRecord};

use crate::lexicon::{BasisWord, Cue, Hit, PlaceForm, Sense, WordKind};
use crate::span::Span;
use crate::value::place::Place;
use period::PeriodMention;
use quantity::{Found, Quantity};
use scan::Scan;

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceMention {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// The words.
    pub span: Span,
    /// The place.
    pub place: Place,
    /// How it is called.
    pub form: PlaceForm,
    /// Whether the word often means something else.
    pub ambiguous: bool,
}

/// A cue in the text.
#[derive(Debug, Clone, Copy)]
pub struct CueMention<'l> {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// What it says.
    pub cue: &'l Cue,
}

/// Words for the basis of figures in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BasisMention {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// What they say.
    pub word: BasisWord,
}

/// Words for goods in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodsMention {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// Whether all goods are meant.
    pub all: bool,
}

/// Everything that one article mentions, each list in order of appearance.
#[derive(Debug, Default)]
pub struct Mentions<'l> {
    /// Figures with their units.
    pub quantities: Vec<Quantity>,
    /// Periods.
    pub periods: Vec<PeriodMention>,
    /// Places.
    pub places: Vec<PlaceMention>,
    /// Cues.
    pub cues: Vec<CueMention<'l>>,
    /// Words for the basis of figures.
    pub bases: Vec<BasisMention>,
    /// Goods.
    pub goods: Vec<GoodsMention>,
    /// Numbers with a scale whose unit no neighbour supplies.
    pub unread: Vec<Span>,
}

impl Mentions<'_> {
    /// Takes the names of states for what they meant in a year: see [`Place::in_year`].
    pub(crate) fn in_year(&mut self, year: i16) {
        for mention in &mut self.places {
            mention.place = mention.place.in_year(year);
        }
    }
}

/// Finds every mention of a text.
pub fn mentions<'l>(scan: &Scan<'l>) -> Mentions<'l> {
    let mut mentions = Mentions::default();
    let mut bare = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        if is_address(scan, at) {
            at = (at + 1..scan.tokens.len()).find(|i| !scan.touches(*i)).unwrap_or(scan.tokens.len());
            continue;
        }
        let may = Openings::of(scan, at);
        let figure = if may.figure { quantity::quantity(scan, at) } else { None };
        if let Some(Found::Quantity(figure)) = figure {
            at = figure.end;
            mentions.quantities.push(figure);
            continue;
        }
        if may.period
            && let Some(period) = period::period(scan, at)
        {
            at = period.end;
            mentions.periods.push(period);
            continue;
        }
        if let Some(Found::Bare(number)) = figure {
            at = number.end.max(at + 1);
            bare.push(number);
            continue;
        }
        at = others(scan, at, &mut mentions);
    }
    packing::weigh(scan, &mut mentions, &mut bare);
    idle::drop_idle(scan, &mut mentions);
    goods::settle(scan, &mut mentions);
    borrow::borrow_units(scan, &mut mentions, bare);
    share::hedge(scan, &mut mentions);
    mentions
}

/// What can begin at a token, by the senses of its first words alone: most tokens open neither figure nor period.
struct Openings {
    figure: bool,
    period: bool,
}

impl Openings {
    fn of(scan: &Scan, at: usize) -> Openings {
        if scan.is_number(at) {
            return Openings { figure: true, period: true };
        }
        let mut may = Openings { figure: false, period: false };
        for hit in scan.hits(at) {
            match hit.sense {
                Sense::Number(_) => (may.figure, may.period) = (true, true),
                Sense::Currency { .. } => may.figure = true,
                Sense::Month(_) | Sense::Ordinal(_) | Sense::Span(_) | Sense::Deictic(_) | Sense::Phrase(_) => {
                    may.period = true;
                }
                _ => {}
            }
        }
        may.period |= scan.is_kind(at, WordKind::OpensTime);
        may
    }
}

/// Whether a web address begins at a token: nothing in it is said.
fn is_address(scan: &Scan, at: usize) -> bool {
    // Asked of every token: what is cheap and rarely so comes first.
    scan.is_mark(at + 1)
        && scan.touches(at + 1)
        && ((scan.is(at, &["http", "https"]) && scan.is(at + 1, &[":"]) && scan.is(at + 2, &["/"]))
            || (scan.is(at, &["www"]) && scan.is(at + 1, &["."])))
}

/// Places, cues, bases and goods that begin at a token: the longest form, with all it can mean.
fn others<'l>(scan: &Scan<'l>, at: usize, mentions: &mut Mentions<'l>) -> usize {
    let is_one = |sense: &Sense| {
        matches!(sense, Sense::Place { .. } | Sense::Cue(_) | Sense::Basis(_) | Sense::Goods | Sense::AllGoods)
    };
    let longest = scan.hits(at).iter().rev().find(|hit| is_one(hit.sense));
    let Some(end) = longest.map(|hit| hit.end) else { return at + 1 };
    for hit in scan.hits(at).iter().filter(|hit| hit.end == end) {
        match hit.sense {
            Sense::Place { place, form, ambiguous } => mentions.places.push(PlaceMention {
                first: at,
                end,
                span: scan.span(at, end),
                place: *place,
                form: *form,
                ambiguous: *ambiguous,
            }),
            Sense::Cue(Cue::Neutral | Cue::Part) => {}
            Sense::Cue(cue) => mentions.cues.push(CueMention { first: at, end, cue }),
            Sense::Basis(word) => mentions.bases.push(BasisMention { first: at, end, word: *word }),
            Sense::Goods => mentions.goods.push(GoodsMention { first: at, end, all: false }),
            Sense::AllGoods => mentions.goods.push(GoodsMention { first: at, end, all: true }),
            _ => {}
        }
    }
    let governs = |hit: &Hit| matches!(hit.sense, Sense::Cue(Cue::Status(_) | Cue::Reference(_) | Cue::Share));
    if scan.hits(at).iter().any(|hit| hit.end == end && governs(hit)) {
        within(scan, at, end, mentions);
    }
    // 'of the year before': the last word may open words of time; so may that of 'the two' before months.
    let is_counted = scan.hits(end).iter().any(|hit| matches!(hit.sense, Sense::Span(_) | Sense::Ordinal(1)));
    let opens_time = |hit: &Hit| match hit.sense {
        Sense::Phrase(_) => hit.end > end,
        Sense::Number(_) => is_counted,
        _ => false,
    };
    let is_shared = end > at + 1 && scan.hits(end - 1).iter().any(opens_time);
    if is_shared { end - 1 } else { end }
}

/// Words of measure inside of a longer form: 'agreed to buy' says how firm it is, and 'buy' which way goods go; 'of GDP' says
/// that it is a share, and 'GDP' of what.
fn within<'l>(scan: &Scan<'l>, first: usize, end: usize, mentions: &mut Mentions<'l>) {
    let mut at = first;
    while at < end {
        let inside = |hit: &&Hit| matches!(hit.sense, Sense::Cue(Cue::Measure { .. })) && hit.end <= end;
        let Some(longest) = scan.hits(at).iter().filter(inside).map(|hit| hit.end).max() else {
            at += 1;
            continue;
        };
        let is_new = longest < end || at > first;
        for hit in scan.hits(at).iter().filter(|hit| is_new && hit.end == longest) {
            if let Sense::Cue(cue @ Cue::Measure { .. }) = hit.sense {
                mentions.cues.push(CueMention { first: at, end: longest, cue });
            }
        }
        at = longest;
    }
}
