//! Single words beside a place that say which part it has in a figure: 'outside the EU', 'mostly from Japan', 'earned Chad'.

use super::{Asked, Features, Role};
use crate::claim::flows;
use crate::claim::measure::flag;
use crate::claim::relation::Related;
use crate::claim::view::View;
use crate::lexicon::{Link, WordKind};

/// Marks a place that stands in the sentence of a figure.
pub(super) fn mark(view: &View, asked: &Asked, place: &Related, role: Role, f: &mut Features) {
    f.outside = flag(is_left_out(view, place));
    f.mostly = flag(is_mostly(view, asked, place));
    f.rival = flag(is_rival(view, place));
    f.rival_beside = f.rival * f.beside;
    f.rival_listed = f.beside * flag(f.rival == 0.0 && is_rival_listed(view, asked, place));
    f.peer = flag(is_peer(view, asked, place));
    f.possessed = flag(is_possessed(view, asked, place));
    let side = if role == Role::Reporter { 1.0 } else { -1.0 };
    f.earned = side * flag(is_paid(view, asked, place));
    f.opens_alone = flag(opens_alone(view, asked, place));
}

/// 'countries outside the EU', 'excluding Japan': what the figure leaves out.
pub(super) fn is_left_out(view: &View, place: &Related) -> bool {
    if flows::is_left_out(view.scan, &place.mention) {
        return true;
    }
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

/// 'ahead of Japan ($3bn), Chad ($2bn) and Mali ($1bn)': a member of a list of such.
fn is_rival_listed(view: &View, asked: &Asked, place: &Related) -> bool {
    let mut at = place.mention.first;
    if !view.before(at, 1, &[",", "and", ";", "the"]) {
        return false;
    }
    for _ in 0..LISTED {
        if at <= view.first {
            return false;
        }
        let figure = view.quantities.partition_point(|figure| figure.end <= at).checked_sub(1);
        let figure = figure.map(|figure| &view.quantities[figure]).filter(|figure| figure.end == at);
        let other = asked.places.iter().find(|other| other.mention.end == at);
        at = match (figure, other) {
            (Some(figure), _) => figure.first,
            (_, Some(other)) => {
                if is_rival(view, other) {
                    return true;
                }
                other.mention.first
            }
            _ if view.is(at - 1, &[",", "(", ")", ";", "and", "with", "the", "at"]) => at - 1,
            _ => return false,
        };
    }
    false
}

/// Steps back over a list.
const LISTED: usize = 32;

/// 'its EU imports', 'Chad's China trade': a name between an owner and the word of measure is the other side.
fn is_possessed(view: &View, asked: &Asked, place: &Related) -> bool {
    let (first, end) = (place.mention.first, place.mention.end);
    let near = asked.cue.is_some_and(|cue| end <= cue.first && cue.first - end <= 2);
    near && view.before(first, 1, &["its", "their", "our", "'s", "’s"]) && !view.is(end, &["'s", "’s", "'", "’"])
}

/// 'a deficit of $3bn, compared with $2bn in Chad', 'Malian exports were $3bn and Chadian ones $2bn': whose figure of the same
/// kind stands beside that of the report.
fn is_peer(view: &View, asked: &Asked, place: &Related) -> bool {
    let end = place.mention.end;
    let of_base = asked.is_base
        && place.link == Some(Link::In)
        && place.link_at == asked.figure.end
        && place.mention.place.is_country();
    let ones = place.owns
        && view.is(end, &["ones", "one"])
        && end <= asked.figure.first
        && asked.figure.first - end <= 4
        && view.figures_between((end, end), (asked.figure.first, asked.figure.end)) == 0;
    of_base || ones
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
