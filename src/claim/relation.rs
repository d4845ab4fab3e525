//! What the words around a place say of its part: goods go there, come from there, it is one of two.

mod led;

use self::led::{lead, point};
use super::called;
use super::epithet;
use super::topic::Topic;
use super::view::{MeasureCue, View};
use crate::lexicon::{Cue, Link, PlaceForm, Reference, WordKind};
use crate::mention::PlaceMention;
use crate::mention::scan::Scan;
use crate::value::flow::Measure;
use crate::value::place::{Place, PlaceKind};

/// A place of the sentence with what its surroundings say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Related {
    pub mention: PlaceMention,
    /// The small word that leads it, itself or its list.
    pub link: Option<Link>,
    /// Where that word stands.
    pub link_at: usize,
    /// The noun behind it: 'producers', 'buyers'.
    pub trader: Option<Link>,
    /// 'Turkey's', 'Turkish'.
    pub owns: bool,
    /// One of two joined by a hyphen or by 'between'.
    pub paired: bool,
    /// Money comes from there, and goods go there: 'earned from Kenya', 'orders from German buyers'.
    pub pays: bool,
}

/// Which side of a flow words speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Reporter,
    Partner,
    Either,
    Open,
}

/// Every place of the sentence with its surroundings, in order; 'that country', 'the southern neighbour' stand for places
/// as their names do.
pub(super) fn related(view: &View, topic: &Topic) -> Vec<Related> {
    // 'the Asian giant' is a country, and no region.
    let is_other = |place: &PlaceMention| {
        view.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::Reference(Reference::Other)) && cue.first < place.first && place.end < cue.end
        })
    };
    let regions = |place: &&PlaceMention| place.place.kind() == PlaceKind::Region && is_other(place);
    let named = view.places.iter().filter(|place| !regions(place));
    let mut mentions: Vec<PlaceMention> = named.filter_map(|own| epithet::resolve(view, topic, own)).collect();
    mentions.extend(referred(view, topic));
    mentions.extend(taken_up(view, topic));
    mentions.sort_by_key(|mention| mention.first);
    let mut all: Vec<Related> = Vec::with_capacity(mentions.len());
    for mention in &mentions {
        let adjective = matches!(mention.form, PlaceForm::Adjective | PlaceForm::Prefix);
        let possessive = view.is(mention.end, &["'s", "’s"])
            || (view.is(mention.end, &["'", "’"]) && view.scan.touches(mention.end))
            || (view.is(mention.end, &["s"]) && view.scan.touches(mention.end));
        let mut place = Related {
            mention: *mention,
            link: None,
            link_at: mention.first,
            trader: None,
            owns: adjective || possessive || is_attribute(view, mention),
            paired: false,
            pays: false,
        };
        lead(view, &mut place);
        point(view, &mut place);
        if let Some(previous) = all.last_mut() {
            inherit(view, previous, &mut place);
        }
        let noun = mention.end + usize::from(possessive);
        place.trader = view.scan.trader(noun).or_else(|| view.scan.trader(noun + 1));
        if possessive && let Some(trader) = ranked_trader(view, noun) {
            // Chad's third client buys from Chad.
            place.trader = Some(if trader == Link::To { Link::From } else { Link::To });
        }
        place.pays =
            place.link == Some(Link::From) && (place.trader == Some(Link::To) || is_payment(view.scan, place.link_at));
        all.push(place);
    }
    all
}

/// 'third client', 'most important supplier' behind the name of the country that has them.
pub(super) fn ranked_trader(view: &View, noun: usize) -> Option<Link> {
    let ranks = ranks(view.scan, noun);
    view.scan.trader(noun + ranks).filter(|_| ranks > 0 && noun + ranks < view.end)
}

/// How many words from a token on give a buyer or supplier its place among others.
pub(super) fn ranks(scan: &Scan, noun: usize) -> usize {
    (noun..noun + 4).take_while(|at| scan.is(*at, &RANKS)).count()
}

/// Words that give somebody's buyer or supplier its place among others.
const RANKS: [&str; 24] = [
    "largest",
    "biggest",
    "top",
    "main",
    "leading",
    "major",
    "chief",
    "key",
    "principal",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "number",
    "one",
    "two",
    "most",
    "important",
    "only",
    "best",
    "single",
    "prime",
];

/// 'imports of U.S. goods': a name before goods says whose they are.
fn is_attribute(view: &View, mention: &PlaceMention) -> bool {
    view.before(mention.first, 1, &["of"]) && (view.is_goods(mention.end) || view.is_all_goods(mention.end))
}

/// The places that words of reference stand for.
fn referred<'a>(view: &'a View, topic: &'a Topic) -> impl Iterator<Item = PlaceMention> + 'a {
    view.cues.iter().filter_map(move |cue| {
        let place = match cue.cue {
            Cue::Reference(Reference::Home | Reference::Other) if called::is_called(view.scan, cue) => {
                called::called(view, topic, cue)?
            }
            // 'There is a deficit' points nowhere.
            Cue::Reference(Reference::Other) if is_expletive(view, cue.first) => return None,
            Cue::Reference(Reference::Other) if view.is(cue.end - 1, &["there"]) => there(view, topic, cue.first)?,
            Cue::Reference(Reference::Other) if view.is(cue.end - 1, &["community", "group"]) => {
                bloc(view, topic, cue.first)?
            }
            Cue::Reference(Reference::Other) if view.is(cue.end - 1, &["bloc", "union", "grouping"]) => {
                bloc(view, topic, cue.first).or_else(|| other(view, topic, cue.first))?
            }
            Cue::Reference(Reference::Other) => other(view, topic, cue.first)?,
            Cue::Reference(Reference::Many) => epithet::region(view, topic, cue)?,
            _ => return None,
        };
        let span = view.span(cue.first, cue.end);
        Some(PlaceMention { first: cue.first, end: cue.end, span, place, form: PlaceForm::Name, ambiguous: false })
    })
}

/// 'there is', 'there were': no place.
fn is_expletive(view: &View, at: usize) -> bool {
    let verbs = ["is", "are", "was", "were", "has", "have", "had", "will", "would", "remains", "remained", "'s"];
    view.is(at, &["there"]) && view.is(at + 1, &verbs)
}

/// 'imports from it', 'to which most was sold': behind 'to', 'from' and 'with', the pronoun stands for the place named last
/// that is not the subject.
fn taken_up<'a>(view: &'a View, topic: &'a Topic) -> impl Iterator<Item = PlaceMention> + 'a {
    (view.first + 1..view.end).filter_map(move |at| {
        let led = matches!(view.scan.link(at - 1), Some(Link::To | Link::From | Link::With)) || is_given(view, at);
        if !led || !view.is(at, &["it", "which", "whom", "where"]) {
            return None;
        }
        let is_subject = |place: &&PlaceMention| {
            let article = usize::from(place.first > view.first && view.is(place.first - 1, &["the"]));
            let link = place.first.checked_sub(1 + article).and_then(|before| view.scan.link(before));
            place.end <= at && link.is_none()
        };
        // 'the year for which there are figures': 'for' is to a place only behind its name.
        let is_behind = || view.places.iter().any(|place| place.end + 1 >= at - 1 && place.end < at);
        if view.is(at, &["which"]) && view.is(at - 1, &["for"]) && !is_behind() {
            return None;
        }
        let own = view.places.iter().find(is_subject).map(|place| place.place);
        // Behind 'which' its own clause begins.
        let subject = own.filter(|_| view.is(at, &["it"])).or(topic.main);
        let place = view.last_named(at, subject)?;
        let span = view.span(at, at + 1);
        Some(PlaceMention { first: at, end: at + 1, span, place, form: PlaceForm::Name, ambiguous: false })
    })
}

/// 'sold it $3bn of goods': the pronoun behind a verb of selling is whom goods go to.
fn is_given(view: &View, at: usize) -> bool {
    let sells = |cue: MeasureCue| cue.verb && cue.measure == Measure::Exports && cue.end == at;
    let object = view.is(at, &["it"]) && view.scan.link(at + 1).is_none() && !view.scan.is_mark(at + 1);
    object && view.measure_cues().any(sells)
}

/// 'sold to Chile and bought from there': the place named last that is not the subject of the sentence.
fn there(view: &View, topic: &Topic, token: usize) -> Option<Place> {
    let is_subject = |place: &&PlaceMention| {
        place.end <= token && view.scan.link_before(place.first).is_none() && !place.place.is_world()
    };
    let subject = view.places.iter().find(is_subject).map(|place| place.place);
    match subject {
        Some(subject) => view.last_named(token, Some(subject)).or_else(|| other(view, topic, token)),
        None => other(view, topic, token),
    }
}

/// 'exports to the bloc': the group of countries named last, else one that the report is about.
fn bloc(view: &View, topic: &Topic, token: usize) -> Option<Place> {
    let pair = topic.pair.map_or([None; 2], |(a, b)| [Some(a), Some(b)]);
    let about = || topic.main.into_iter().chain(pair.into_iter().flatten()).find(|place| is_group(*place));
    view.last_group(token).or_else(about)
}

fn is_group(place: Place) -> bool {
    place.kind() == PlaceKind::Bloc
}

/// The other side that a report is about: the country named last, else the second of two.
fn other(view: &View, topic: &Topic, token: usize) -> Option<Place> {
    let mate = || {
        let (a, b) = topic.pair?;
        [a, b].into_iter().find(|place| Some(*place) != topic.main)
    };
    // 'the neighbour' is the one that the report is about, whoever was named last; 'there' and 'that market' point back.
    let points = view.is(token, &["there", "over", "that", "this", "from"]) || view.is(token + 1, &["same", "latter"]);
    let known = || topic.likely_mate().filter(|_| !points);
    let here = view.last_place(token, topic.main).filter(|last| view.places.iter().any(|own| own.place == *last));
    here.or_else(known).or_else(|| view.last_place(token, topic.main)).or_else(mate)
}

/// Whether a word of payment stands a few words before the 'from' at a token.
pub(super) fn is_payment(scan: &Scan, link: usize) -> bool {
    (link.saturating_sub(PAYMENT)..link).any(|at| scan.is_kind(at, WordKind::Payment))
}

/// Words between a word of payment and 'from', with that: 'earned $447.8 million from'.
const PAYMENT: usize = 5;

/// A member of a list has the link of the member before: 'to Italy ($3bn), France and Spain'.
fn inherit(view: &View, previous: &mut Related, place: &mut Related) {
    let (from, to) = (previous.mention.end, place.mention.first);
    let hyphen =
        to == from + 1 && view.is(from, &["-", "–", "/", "—"]) && view.scan.touches(from) && view.scan.touches(to);
    if hyphen {
        (previous.paired, place.paired) = (true, true);
        (place.link, place.link_at) = (previous.link, previous.link_at);
        return;
    }
    if place.link.is_some() || to < from || to - from > 24 {
        return;
    }
    let mut at = from;
    let mut joined = false;
    while at < to {
        if let Some(figure) = view.quantities.iter().find(|figure| figure.first <= at && at < figure.end) {
            at = figure.end;
            continue;
        }
        let joint = view.is(at, &[",", "and", "or", "&", ";", "as", "well", "followed"]);
        joined |= joint;
        let filler = joint
            || view.is(
                at,
                &["(", ")", "the", "with", "by", "'s", "’s", "about", "over", "mln", "worth", "neighbouring", "then"],
            );
        if !filler {
            return;
        }
        at += 1;
    }
    if joined {
        (place.link, place.link_at) = (previous.link, previous.link_at);
        place.paired = previous.link == Some(Link::Between);
        if place.owns && to - from <= 2 && !previous.owns {
            place.owns = false;
        }
    }
}

/// Which side a place is by its surroundings, for a measure whose word stands at `cue`.
pub(super) fn side(place: &Related, measure: Measure, cue: Option<(usize, usize)>) -> Side {
    if place.paired {
        return Side::Either;
    }
    let goods_from = |from: bool| match (measure, from) {
        (Measure::Exports | Measure::Freight | Measure::Investment | Measure::Finance, true)
        | (Measure::Imports, false) => Side::Reporter,
        (Measure::Exports | Measure::Freight | Measure::Investment | Measure::Finance, false)
        | (Measure::Imports, true) => Side::Partner,
        (Measure::Trade | Measure::Balance, _) => Side::Open,
        _ => Side::Open,
    };
    let link_side = match place.link {
        Some(Link::To) => match measure {
            Measure::Balance | Measure::Trade => Side::Partner,
            _ => goods_from(false),
        },
        Some(Link::From) => match measure {
            Measure::Exports if place.pays => Side::Partner,
            Measure::Balance | Measure::Trade => Side::Partner,
            _ => goods_from(true),
        },
        Some(Link::In) if measure == Measure::Investment => Side::Partner,
        Some(Link::With) => Side::Partner,
        Some(Link::By) => Side::Reporter,
        Some(Link::Of) if place.trader.is_none() && !place.owns => Side::Reporter,
        Some(Link::Of) if place.owns && cue.is_some_and(|(first, _)| place.mention.end > first) => goods_from(true),
        _ => Side::Open,
    };
    if link_side != Side::Open && place.link != Some(Link::By) {
        return link_side;
    }
    match place.trader {
        Some(Link::From) => goods_from(true),
        Some(Link::To) => goods_from(false),
        _ => link_side,
    }
}
