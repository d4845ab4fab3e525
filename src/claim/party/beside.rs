//! Single words beside a place that say which part it has in a figure: 'outside the EU', 'mostly from Japan', 'earned Chad'.

use super::{Asked, Features, Role};
use crate::claim::measure::flag;
use crate::claim::relation::Related;
use crate::claim::view::View;
use crate::lexicon::WordKind;

/// Marks a place that stands in the sentence of a figure.
pub(super) fn mark(view: &View, asked: &Asked, place: &Related, role: Role, f: &mut Features) {
    f.outside = flag(is_left_out(view, place));
    f.mostly = flag(is_mostly(view, asked, place));
    f.rival = flag(is_rival(view, place));
    f.rival_beside = f.rival * f.beside;
    let side = if role == Role::Reporter { 1.0 } else { -1.0 };
    f.earned = side * flag(is_paid(view, asked, place));
    f.opens_alone = flag(opens_alone(view, asked, place));
}

/// 'countries outside the EU', 'excluding Japan': what the figure leaves out.
pub(super) fn is_left_out(view: &View, place: &Related) -> bool {
    let first = place.mention.first;
    let at = first - usize::from(view.before(first, 1, &["the", "-"]));
    at > view.first
        && (view.scan.is_kind(at - 1, WordKind::Except)
            || view.before(at, 1, &["outside", "beyond", "non"])
            || (view.before(at, 1, &["than", "from"]) && view.before(at, 2, &["other", "apart", "aside"])))
}

/// 'second behind Japan, with $3bn', 'overtook Japan with $3bn': whom the subject is measured by.
fn is_rival(view: &View, place: &Related) -> bool {
    let first = place.mention.first;
    let at = first - usize::from(view.before(first, 1, &["the"]));
    view.before(at, 1, &RIVAL) || (view.before(at, 1, &["of"]) && view.before(at, 2, &["ahead"]))
}

const RIVAL: [&str; 11] = [
    "behind",
    "overtook",
    "overtaken",
    "overtakes",
    "overtaking",
    "surpassed",
    "surpassing",
    "outstripped",
    "outstripping",
    "displaced",
    "displacing",
];

/// Tokens between a word for the greater part and the place that it is said of.
const PART: usize = 7;

/// 'imports, mostly from Japan, came to', '$3bn, nearly all of it to Chad': an aside says where most of it goes; the figure is
/// for all.
pub(super) fn is_mostly(view: &View, asked: &Asked, place: &Related) -> bool {
    let there = (place.mention.first, place.mention.end);
    let here = (asked.figure.first, asked.figure.end);
    let from = there.0.saturating_sub(PART).max(view.first);
    let is_figure = |at: usize| view.figures_between((at, at), (at + 1, at + 1)) > 0;
    let is_part = |at: usize| {
        let of_it = view.scan.is_kind(at, WordKind::Fraction) && view.is(at + 1, &["of"]);
        view.scan.is_kind(at, WordKind::Part) || (of_it && view.scan.is_kind(at + 2, WordKind::Pronoun))
    };
    let mut aside = (from..there.0).rev().take_while(|at| !view.is(*at, &[",", ";", "(", ")"]) && !is_figure(*at));
    aside.any(is_part) && view.boundaries(here, there) >= 2.0
}

/// 'earned Chad $3bn', 'cost the country $3bn': whose money it is.
fn is_paid(view: &View, asked: &Asked, place: &Related) -> bool {
    let (first, end) = (place.mention.first, place.mention.end);
    let from = asked.figure.bound.map_or(asked.figure.first, |(_, from, _)| from.min(asked.figure.first));
    let at = first - usize::from(view.before(first, 1, &["the"]));
    let near = end <= from && from - end <= 2 && (end..from).all(|at| !view.scan.is_mark(at));
    near && !place.owns && (view.before(at, 1, &PAYS) || view.before(at, 1, &["cost", "costs"]))
}

/// Verbs of what goods do for the country that sells them.
const PAYS: [&str; 10] =
    ["earn", "earns", "earned", "earning", "bring", "brings", "brought", "bringing", "netted", "gave"];

/// 'Neighbouring Chad sold', 'For Chad, which sold': a country other than that of the report opens the sentence, and no third
/// is named before the figure.
fn opens_alone(view: &View, asked: &Asked, place: &Related) -> bool {
    let own = place.mention;
    let opens = own.first - view.first <= 2 && own.end <= asked.figure.first && !own.ambiguous;
    let is_other = |other: &Related| other.mention.place != own.place && other.mention.end <= asked.figure.first;
    opens && asked.topic.main != Some(own.place) && !asked.places.iter().any(is_other)
}
