//! The other side of the trade of the country that a document is about, if that is one country or group.

use super::measure::flag;
use super::pair::{is_between, is_hyphened};
use super::record::Reach;
use super::score::{Candidate, Scored, features};
use super::standing::Standing;
use super::told::{Part, Told};
use super::topic::LOOKED_AT;
use crate::lexicon::{Cue, Link, Reference};
use crate::mention::scan::Scan;
use crate::mention::{Mentions, PlaceMention};
use crate::value::place::Place;

features! {
    weight, lone, titled, titled_led, titled_alone, titled_pair, lead_pair, body_pair, lead_led, links, both, two, home, group, central, owner, rank_first, none, none_world, none_linkless, none_places, none_two, none_titled, none_beside, none_main_titled, none_trade, titled_listed, lead_listed, none_unnamed, told_other, told_own, told_named, none_told,
}

/// What is known of a document.
pub(super) struct Asked<'a, 'l> {
    pub body: (&'a Scan<'l>, &'a Mentions<'l>),
    pub title: (&'a Scan<'l>, &'a Mentions<'l>),
    /// The country that it is about.
    pub main: Place,
    /// Places by how much is said of them.
    pub ranked: &'a [(Place, f32)],
    /// Where places are the other side of a flow, and how often each is.
    pub links: &'a [(usize, Place)],
    pub partners: &'a [(Place, f32)],
    pub standings: &'a [Standing],
    /// The odds of each place as what the document is about.
    pub centrals: &'a [(Place, f32)],
    pub home: Option<Place>,
    /// Whether the text has words like 'the two countries'.
    pub speaks_of_two: bool,
    /// How plainly title and opening speak of several countries without a name as the other side.
    pub unnamed: f32,
    /// The sentence of its first figure of trade.
    pub told: &'a Told,
}

/// Places that are tried.
const TRIED: usize = 4;

pub(super) type Candidates = Vec<Candidate<Option<Place>, Features>>;

/// The places that can be the other side, and none, with the points of each: the trade of a report on 'exports to Chad' is
/// with Chad though few of its sentences say so, that of a report on the month's trade is with the world.
pub(super) fn candidates(asked: &Asked, weights: &Features) -> Candidates {
    let others = || asked.ranked.iter().filter(|(place, _)| *place != asked.main);
    let mut places: Vec<(Place, f32)> = others().take(TRIED).copied().collect();
    for (place, _) in asked.partners {
        if *place != asked.main && !places.iter().any(|(other, _)| other == place) && places.len() < TRIED + 2 {
            places.push((*place, 0.0));
        }
    }
    let scored = |place: Option<Place>, features: Features| Candidate {
        score: features.score(weights),
        ..Candidate::silent(place, Reach::Document, features)
    };
    let mut all = Candidates::new();
    let most = places.first().map_or(1.0, |(_, weight)| weight.max(0.1));
    let sum: f32 = others().map(|(_, weight)| *weight).sum();
    for (at, (place, weight)) in places.iter().enumerate() {
        let mut f = of_place(asked, *place);
        f.weight = weight / most;
        f.lone = weight / sum.max(0.1);
        f.rank_first = flag(at == 0);
        f.two = flag(at == 0 && asked.speaks_of_two);
        all.push(scored(Some(*place), f));
    }
    all.push(scored(None, of_none(asked)));
    all
}

/// What speaks for a place as the other side.
fn of_place(asked: &Asked, place: Place) -> Features {
    let part = |of: &[(Place, f32)]| of.iter().find(|(other, _)| *other == place).map_or(0.0, |found| found.1);
    let ((scan, found), (title_scan, title)) = (asked.body, asked.title);
    let mut f = Features {
        links: part(asked.partners),
        home: flag(asked.home == Some(place)),
        group: flag(!place.is_country()),
        central: part(asked.centrals),
        owner: asked.standings.iter().find(|own| own.place == place).map_or(0.0, |own| own.sides().0),
        ..Features::default()
    };
    let led = |scan: &Scan, mention: &PlaceMention| {
        matches!(scan.link_before(mention.first), Some(Link::To | Link::From | Link::With))
    };
    let mut others = false;
    for mention in title.places.iter().filter(|mention| !mention.place.is_world()) {
        others |= mention.place != place && mention.place != asked.main;
        if mention.place == place {
            f.titled = 1.0;
            f.titled_led = f.titled_led.max(flag(led(title_scan, mention)));
        }
    }
    f.titled_alone = f.titled * flag(!others);
    f.titled_pair = flag(joined((title_scan, title), (asked.main, place)).is_some());
    let told = asked.told.part(scan, found, place);
    f.told_other = flag(told == Part::Other);
    f.told_own = flag(told == Part::Own);
    f.told_named = flag(told == Part::Named);
    f.titled_listed = flag(listed((title_scan, title), (asked.main, place)).is_some());
    let lead = scan.sentences.get(2).map_or(usize::MAX, |sentence| sentence.tokens.start);
    if let Some(first) = joined((scan, found), (asked.main, place)) {
        (f.lead_pair, f.body_pair) = (flag(first < lead), flag(first >= lead));
    }
    f.lead_listed = flag(listed((scan, found), (asked.main, place)).is_some_and(|first| first < lead));
    let mut opening = found.places.iter().take_while(|mention| mention.first < lead);
    f.lead_led = flag(opening.any(|mention| mention.place == place && led(scan, mention)));
    let (mut own, mut all) = (0.0, 0.0);
    for mention in found.places.iter().take(LOOKED_AT).filter(|mention| !mention.place.is_world()) {
        all += 1.0;
        own += flag(mention.place == place || mention.place == asked.main);
    }
    f.both = if all > 0.0 { own / all } else { 0.0 };
    f
}

/// Where two places are first joined: 'Chad-Mali trade', 'between Chad and Mali'.
fn joined((scan, found): (&Scan, &Mentions), (a, b): (Place, Place)) -> Option<usize> {
    let two = found.places.windows(2).take(LOOKED_AT);
    let is_pair =
        |two: &&[PlaceMention]| (two[0].place == a && two[1].place == b) || (two[0].place == b && two[1].place == a);
    two.filter(is_pair)
        .find(|two| is_hyphened(scan, &two[0], &two[1]) || is_between(scan, &two[0], &two[1]))
        .map(|two| two[0].first)
}

/// Where two places first stand beside each other as one subject: 'Chad and Mali agree', 'Chad, Mali seek to'.
fn listed((scan, found): (&Scan, &Mentions), (a, b): (Place, Place)) -> Option<usize> {
    let two = found.places.windows(2).take(LOOKED_AT).filter(|two| {
        let joint = two[0].end..two[1].first;
        let is_joint = joint.len() == 1 && scan.is(joint.start, &["and", "&", ","]);
        is_joint && scan.link_before(two[0].first).is_none()
    });
    let mut pairs = two.map(|two| (two[0].first, [two[0].place, two[1].place]));
    pairs.find(|(_, pair)| *pair == [a, b] || *pair == [b, a]).map(|(first, _)| first)
}

/// What speaks for trade with the world or with many.
fn of_none(asked: &Asked) -> Features {
    let ((scan, found), (_, title)) = (asked.body, asked.title);
    let world = found.cues.iter().filter(|cue| matches!(cue.cue, Cue::Reference(Reference::World))).count() as f32;
    let mut distinct: Vec<Place> = Vec::new();
    let mut beside = 0.0;
    for mention in found.places.iter().take(LOOKED_AT) {
        if !mention.place.is_world() && mention.place != asked.main && !distinct.contains(&mention.place) {
            distinct.push(mention.place);
        }
        let figure = found.quantities.partition_point(|figure| figure.first < mention.end);
        beside += flag(found.quantities.get(figure).is_some_and(|figure| figure.first - mention.end <= 2));
    }
    let named = |is_in: &dyn Fn(Place) -> bool| {
        flag(title.places.iter().any(|mention| !mention.place.is_world() && is_in(mention.place)))
    };
    Features {
        none: 1.0,
        none_world: world / scan.sentences.len().max(1) as f32,
        none_linkless: flag(asked.links.is_empty()),
        none_places: (1.0 + distinct.len() as f32).ln(),
        none_two: flag(asked.speaks_of_two),
        none_titled: named(&|place| place != asked.main),
        none_main_titled: named(&|place| place == asked.main),
        none_beside: (1.0f32 + beside).ln(),
        none_trade: flag(world > 0.0),
        none_unnamed: asked.unnamed,
        none_told: flag(asked.told.is_unled(scan, found)),
        ..Features::default()
    }
}
