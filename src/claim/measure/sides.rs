//! Which way goods go, by the places around a figure: to the country that the report is about, or from it.

use super::{Asked, Choice, Features, flag};
use crate::claim::record::Reach;
use crate::claim::relation::{Related, Side, side};
use crate::claim::score::Candidate;
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::{Cue, Link, MeasureForm, PlaceForm, WordKind};
use crate::mention::CueMention;
use crate::value::flow::Measure;
use crate::value::place::Place;

/// Tokens between a figure and a place that says which way its goods go.
const NEAR: usize = 8;
/// Tokens between a place and the word whose subject or owner it is.
const OWNER: usize = 4;

/// What the places around a figure say of a flow.
pub(super) struct Own {
    way_same: f32,
    way_turned: f32,
    dealer_same: f32,
    dealer_turned: f32,
}

impl Own {
    pub fn mark(&self, is_said: bool, f: &mut Features) {
        if is_said {
            (f.way_same_said, f.way_turned_said) = (self.way_same, self.way_turned);
            (f.dealer_same_said, f.dealer_turned_said) = (self.dealer_same, self.dealer_turned);
        } else {
            (f.way_same, f.way_turned) = (self.way_same, self.way_turned);
            (f.dealer_same, f.dealer_turned) = (self.dealer_same, self.dealer_turned);
        }
    }
}

/// What they say of a measure, if that is a flow with a direction.
pub(super) fn of(measure: Measure, way: Option<Measure>, dealer: Option<(f32, f32)>) -> Option<Own> {
    let (sells, buys) = dealer.unwrap_or_default();
    let (dealer_same, dealer_turned) = match measure {
        Measure::Exports => (buys, sells),
        Measure::Imports => (sells, buys),
        _ => return None,
    };
    let way_same = flag(way == Some(measure));
    let way_turned = flag(way.is_some_and(|way| way != measure));
    Some(Own { way_same, way_turned, dealer_same, dealer_turned })
}

/// 'Japan sent cars for $6bn' tells the imports of any other country that the report is about: the flow from that side.
pub(super) fn told_by_other<'l>(
    view: &View<'_, 'l>,
    asked: &Asked,
    cue: &MeasureCue<'l>,
    f: &mut Features,
) -> Option<Candidate<Choice<'l>, Features>> {
    let turned = cue.measure.opposite()?;
    let main = asked.topic.main?;
    let actor = actor(view, cue, asked.places);
    let receiver = receiver(view, cue, asked.places, main);
    f.by_main = flag(actor == Some(main));
    f.by_other = flag(actor.is_some_and(|actor| actor != main));
    let to_main = receiver == Some(main);
    if f.by_other == 0.0 && !to_main {
        return None;
    }
    let named = asked.places.iter().any(|place| place.mention.place == main);
    let features = Features {
        turned: 1.0,
        turned_main: flag(named),
        turned_to: flag(to_main),
        turned_verb: f.verb,
        distance: f.distance,
        boundary: f.boundary,
        figure_between: f.figure_between,
        nearest_before: f.nearest_before,
        after: f.after,
        of_after: f.of_after,
        adjacent_after: f.adjacent_after,
        passive_after: f.passive_after,
        leads: f.leads,
        subject: f.subject,
        ..Features::default()
    };
    let value = Choice { measure: turned, sign: 0, cue: None };
    Some(Candidate::said(value, (cue.first, cue.end), Reach::Clause, features))
}

/// Exports or imports, as 'from' or 'to' before a place says it of the country that the report is about: '$3bn came from
/// Chile' is what others buy from Chile in a report about Chile, and what is bought there in any other.
pub(super) fn led_way(view: &View, asked: &Asked) -> Option<Measure> {
    let main = asked.topic.main?;
    let leads = |place: &&Related| {
        matches!(place.link, Some(Link::To | Link::From)) || (place.link.is_none() && place.trader.is_some())
    };
    let place = nearest(view, asked, leads)?;
    let goes_there = match side(place, Measure::Exports, None) {
        Side::Partner => true,
        Side::Reporter => false,
        _ => return None,
    };
    Some(if goes_there == (place.mention.place == main) { Measure::Imports } else { Measure::Exports })
}

/// Exports or imports, as buyers or suppliers that the sentence of a figure or the one before speaks of say it of the country
/// of the report: 'Among suppliers Chad comes first with $3bn. Mali is next with $2bn.'; and whether it is the one before.
pub(super) fn takers(view: &View, asked: &Asked) -> Option<(Measure, bool)> {
    let figure = asked.figure;
    let way = |mention: &CueMention| match mention.cue {
        Cue::Measure { measure, strength: 0..=1, form: MeasureForm::Noun, .. } => {
            let dealer = view.scan.trader(mention.end - 1);
            let is_side = view.scan.is(mention.end - 1, &["side", "source", "sources"]);
            match measure {
                Measure::Exports if is_side || dealer == Some(Link::To) => Some(*measure),
                Measure::Imports if is_side || dealer == Some(Link::From) => Some(*measure),
                _ => None,
            }
        }
        _ => None,
    };
    let mut before = view.cues_so_far.iter().rev().filter(|mention| mention.end <= figure.first);
    let (mention, measure) = before.find_map(|mention| Some((mention, way(mention)?)))?;
    let is_before = mention.first < view.first;
    let said = |cue: MeasureCue| {
        cue.measure.is_trade() && cue.strength >= 2 && cue.first >= mention.end && cue.end <= figure.first
    };
    // 'Chadian buyers' in a report about Chad are those at home.
    let is_domestic = asked.places.iter().any(|place| {
        place.mention.end <= mention.first
            && mention.first - place.mention.end <= 2
            && matches!(place.mention.form, PlaceForm::Adjective)
            && asked.topic.main == Some(place.mention.place)
    });
    let is_apart = is_before && view.paragraph_first() > mention.first;
    (!is_domestic && !is_apart && !view.measure_cues().any(said)).then_some((measure, is_before))
}

/// Exports or imports, as the origin of goods says it of the country that the report is about: 'Kazakh goods made up $3bn'
/// are exports in a report about Kazakhstan, and imports in any other.
pub(super) fn origin(view: &View, asked: &Asked) -> Option<Measure> {
    let main = asked.topic.main?;
    let is_origin = |place: &&Related| {
        let next = place.mention.end;
        place.owns && (view.is_all_goods(next) || view.goods.iter().any(|goods| goods.first == next))
    };
    let place = nearest(view, asked, is_origin)?;
    Some(if place.mention.place == main { Measure::Exports } else { Measure::Imports })
}

/// How plainly the document says that the place beside a figure sells and buys, each from 0 to 1, where the report is
/// about another.
pub(super) fn dealer(view: &View, asked: &Asked) -> Option<(f32, f32)> {
    let place = nearest(view, asked, |place| Some(place.mention.place) != asked.topic.main)?.mention.place;
    asked.topic.standings.iter().find(|standing| standing.place == place).map(|standing| standing.sides())
}

/// The place nearest to a figure with no other figure between.
fn nearest<'a>(view: &View, asked: &Asked<'a>, fits: impl Fn(&&Related) -> bool) -> Option<&'a Related> {
    let here = (asked.figure.first, asked.figure.end);
    let run = |place: &Related| (place.mention.first, place.mention.end);
    let near = asked.places.iter().filter(|place| View::distance(here, run(place)) <= NEAR).filter(fits);
    let open =
        near.filter(|place| view.boundaries(here, run(place)) < 3.0 && view.figures_between(here, run(place)) == 0);
    open.min_by_key(|place| View::distance(here, run(place)))
}

/// Who does what a word of measure says: the subject of a verb or the owner of a noun.
pub(in crate::claim) fn actor(view: &View, cue: &MeasureCue, places: &[Related]) -> Option<Place> {
    let cue = &joined_verb(view, cue).unwrap_or(*cue);
    if let Some(place) = resumed(view, cue) {
        return Some(place);
    }
    let behind = places.partition_point(|place| place.mention.end <= cue.first);
    let place = &places[behind.checked_sub(1)?];
    let gap = place.mention.end..cue.first;
    let joins = gap.len() <= OWNER
        && (cue.verb || place.owns)
        && place.link.is_none()
        && gap.clone().all(|at| {
            (!view.scan.is_mark(at) || view.is(at, &["'", "’", "'s", "’s", "-"])) && view.scan.link(at).is_none()
        });
    joins.then_some(place.mention.place)
}

/// 'India supplied goods for $3bn and bought $1bn': the verb before, whose subject a second one shares.
fn joined_verb<'l>(view: &View<'_, 'l>, cue: &MeasureCue) -> Option<MeasureCue<'l>> {
    let joined = cue.verb && view.before(cue.first, 1, &["and", "but"]);
    let verbs = || view.measure_cues().filter(|other| other.verb && other.end < cue.first);
    if joined { verbs().last().filter(|other| other.measure.opposite().is_some()) } else { None }
}

/// 'Russia is a large customer. It bought $3bn': the subject of the sentence before, which a pronoun takes up.
fn resumed(view: &View, cue: &MeasureCue) -> Option<Place> {
    let opens = cue.verb
        && view.scan.is_kind(view.first, WordKind::Pronoun)
        && cue.first > view.first
        && cue.first - view.first <= 2;
    let before = &view.scan.sentences[view.sentence.checked_sub(1).filter(|_| opens)?];
    let named = view.named_before();
    let at = named.partition_point(|place| place.first < before.tokens.start);
    let subject = named.get(at).filter(|place| place.first <= before.tokens.start + 1)?;
    (before.paragraph == view.paragraph && matches!(subject.form, PlaceForm::Name)).then_some(subject.place)
}

/// 'supplied Spain with', 'sold the Finns goods', 'sold us': whom goods are given to, right behind the verb.
fn receiver(view: &View, cue: &MeasureCue, places: &[Related], main: Place) -> Option<Place> {
    if !cue.verb || cue.measure != Measure::Exports {
        return None;
    }
    if view.is(cue.end, &["us"]) {
        return Some(main);
    }
    let first = cue.end + usize::from(view.is(cue.end, &["the"]));
    let at = places.partition_point(|place| place.mention.first < first);
    places.get(at).filter(|place| place.mention.first == first && !place.owns).map(|place| place.mention.place)
}
