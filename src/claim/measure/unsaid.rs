//! What a figure may measure although no listed word of its sentence says so, and what it cannot.

use super::{Asked, Candidates, Choice, Features, flag, is_small};
use crate::claim::kind::is_price;
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::{Cue, Link, WordKind};
use crate::mention::CueMention;
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// From how much money on a figure is no price of one unit.
const DEAR: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Whether the paragraph so far speaks of carrying goods, in a word of measure and in words of what carries, and the sentence
/// of a weight or a share has no other word of measure.
pub(super) fn carriers_here(view: &View, figure: &Quantity) -> bool {
    let is_strong = |cue: &MeasureCue| cue.strength >= 2;
    let from = view.paragraph_first().max(view.end.saturating_sub(CARRIED));
    let freight = |mention: &CueMention| {
        mention.first >= from && matches!(mention.cue, Cue::Measure { measure: Measure::Freight, strength: 2.., .. })
    };
    !figure.is_money()
        && view.measure_cues().filter(is_strong).all(|cue| cue.measure == Measure::Freight)
        && view.cues_so_far.iter().any(freight)
        && (from..view.end).any(|at| view.scan.is_kind(at, WordKind::Carrier))
}

/// Tokens of a paragraph that are looked at for what carries.
const CARRIED: usize = 120;

/// What is moved or made, and counted by weight or volume.
pub(super) fn is_physical(measure: Measure) -> bool {
    matches!(measure, Measure::Freight | Measure::Production)
}

/// What such a figure may measure although no listed word speaks of it: the words around it may ('bills', 'shares',
/// 'refinery').
pub(super) fn open<'l>(figure: &Quantity, unit: Unit, all: &Candidates) -> Candidates<'l> {
    const OPEN: [Measure; 9] = [
        Measure::Trade,
        Measure::Exports,
        Measure::Imports,
        Measure::Balance,
        Measure::Freight,
        Measure::Investment,
        Measure::Finance,
        Measure::Production,
        Measure::Tariff,
    ];
    let of = |measure: Measure| Features {
        open_trade: flag(matches!(measure, Measure::Trade | Measure::Balance)),
        open_flow: flag(matches!(measure, Measure::Exports | Measure::Imports)),
        open_freight: flag(measure == Measure::Freight),
        open_investment: flag(measure == Measure::Investment),
        open_finance: flag(measure == Measure::Finance),
        open_production: flag(measure == Measure::Production),
        open_tariff: flag(measure == Measure::Tariff),
        open_percent: flag(unit == Unit::Percent),
        ..Features::default()
    };
    let fits = |measure: &Measure| {
        !is_unfit(*measure, figure, unit) && !all.iter().any(|candidate| candidate.value.measure == *measure)
    };
    let silent =
        |measure: Measure| Candidate::silent(Choice { measure, sign: 0, cue: None }, Reach::Default, of(measure));
    OPEN.into_iter().filter(fits).map(silent).collect()
}

/// What no such figure can measure: tonnes are no loan, no price and no revenue from duties, and millions are no price.
pub(super) fn is_unfit(measure: Measure, figure: &Quantity, unit: Unit) -> bool {
    match measure {
        Measure::Price if unit.is_money() => figure.value >= DEAR,
        Measure::Price | Measure::Finance | Measure::Investment | Measure::Tariff => {
            !unit.is_money() && unit != Unit::Percent
        }
        _ => false,
    }
}

/// 'the region grew by 5.5%', 'India will expand by 6%': what grows is the economy of a place.
pub(super) fn place_grew(view: &View, figure: &Quantity) -> bool {
    let near =
        |(first, end, _, verb): &(usize, usize, i8, bool)| *verb && *end <= figure.first && figure.first - *first <= 6;
    let Some((verb, ..)) = view.change_cues().filter(near).last() else { return false };
    let mut at = verb;
    while view.before(
        at,
        1,
        &["to", "will", "would", "had", "has", "have", "also", "could", "should", "is", "was", "expected", "forecast"],
    ) {
        at -= 1;
    }
    let place = view.places.iter().any(|place| {
        place.end == at
                && !view.before(place.first, 1, &["to", "from", "in", "of"])
                // 'trade with India grew 5%', but 'with India growing 5%'.
                && (!view.before(place.first, 1, &["with"]) || view.scan.word(verb).ends_with("ing"))
    });
    place || view.before(at, 1, &["region", "economy", "economies", "country", "continent", "eurozone"])
}

/// 'growth of 4% in 2005': of what is not said.
pub(super) fn bare_growth(view: &View, figure: &Quantity) -> bool {
    let start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
    let said = |at: usize| {
        view.is(at, &["growth"]) && !view.before(at, 1, &["export", "import", "trade", "exports", "imports"])
    };
    // 'growth this year from 2.5%'.
    let period = view.periods.iter().find(|period| period.end <= start && start - period.end <= 1);
    let from = period.map_or(start, |period| period.first);
    let before = (from.saturating_sub(3)..from).any(said) && !view.is(figure.end, &["in"]);
    (before || said(figure.end)) && !view.measure_cues().any(|cue| cue.measure.is_trade() && cue.end <= figure.first)
}

/// 'averaged $354 a ton, down 26%', 'fell 8% to 77 cents a kilo': a percentage beside a price.
pub(super) fn price_beside(view: &View, figure: &Quantity) -> bool {
    let next = view.quantities.partition_point(|other| other.first < figure.end);
    let at = view.quantities.partition_point(|other| other.first < figure.first);
    let near = |other: &&Quantity| {
        let (here, there) = ((figure.first, figure.end), (other.first, other.end));
        View::distance(here, there) <= PRICED && view.boundaries(here, there) < 4.0
    };
    let is_price = |other: &Quantity| is_price(view, other) || is_small(other);
    let beside = [at.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|at| view.quantities.get(at));
    figure.is_percent() && beside.filter(near).any(is_price)
}

/// Tokens between a percentage and the price that moved by it.
const PRICED: usize = 6;

/// 'the trade earned $3bn', 'a trade worth $3bn': often what one side sells to the other.
pub(super) fn bare_trade(view: &View, cue: &MeasureCue, f: &mut Features) {
    let is_bare = cue.measure == Measure::Trade
        && cue.strength >= 2
        && !cue.verb
        && view.is(cue.first, &["trade", "business"])
        && cue.end <= cue.first + 2
        && view.before(cue.first, 1, &["the", "The", "a", "this", "This", "that", "whose"])
        && !matches!(view.scan.link(cue.end), Some(Link::With | Link::Between));
    f.bare_trade = flag(is_bare);
}

/// 'exported 343,000 tonnes for revenue of $2bn': where exports are told, what is earned is hardly anything else.
pub(super) fn proceeds(view: &View, asked: &Asked, cue: &MeasureCue, f: &mut Features) {
    if cue.measure == Measure::Other && cue.strength == 2 && !cue.verb {
        f.proceeds_told = asked.story.told_measure(Measure::Exports, view.paragraph).0;
    }
}
