//! Parties that no words of the sentence name: those of the figure before, of the document, the world, none.

use super::list::several;
use super::sentence::Sentence;
use super::{Asked, Candidates, Features, Role, bare};
use crate::claim::measure::flag;
use crate::claim::record::Reach;
use crate::claim::score::{Candidate, Scored};
use crate::claim::standing::{Standing, issuer};
use crate::claim::view::View;
use crate::value::flow::Measure;
use crate::value::place::Place;

/// Places that no words of the sentence name.
pub(super) fn silent(
    view: &View,
    asked: &Asked,
    role: Role,
    reporter: Option<Place>,
    said: &Sentence,
    all: &mut Candidates,
) {
    let topic = asked.topic;
    let mut add =
        |value: Option<Place>, reach: Reach, f: Features| match all.iter_mut().find(|other| other.value == value) {
            Some(other) => other.features = other.features.plus(&f),
            None => all.push(Candidate::silent(value, reach, f)),
        };
    if let Some(previous) = asked.story.previous.as_ref() {
        let apart = view.sentence - previous.sentence;
        let place = match role {
            Role::Reporter => previous.reporter,
            Role::Partner => previous.partner.filter(|_| previous.partner_said),
        };
        if place.is_some() {
            let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
            let world = place.is_some_and(Place::is_world);
            add(
                place,
                reach,
                Features {
                    carried: flag(apart == 0),
                    carried_far: (apart.min(5)) as f32,
                    carried_paragraph: flag(view.paragraph != previous.paragraph),
                    world_word: flag(said.world && world),
                    carried_world: flag(world),
                    carried_near: flag(apart == 1 && view.paragraph == previous.paragraph),
                    carried_near_silent: flag(apart >= 1 && asked.cue.is_none()),
                    carried_near_placeless: flag((1..=2).contains(&apart) && !world && asked.places.is_empty()),
                    carried_ellipsis: flag(
                        apart == 0 && !world && asked.cue.is_some_and(|cue| bare(view, asked.places, cue)),
                    ),
                    carried_joint: flag(apart == 0 && view.joint(previous.end, asked.figure.first)),
                    carried_measure: flag(previous.measure == asked.measure),
                    carried_owned: flag(!world && said.owned && asked.cue.is_some_and(|cue| cue.first >= previous.end)),
                    ..Features::default()
                },
            );
        }
    }
    if let Some(main) = topic.main {
        let other = role == Role::Partner && reporter.is_some_and(|r| r != main && !r.is_world());
        let directed = matches!(asked.measure, Measure::Exports | Measure::Imports);
        add(
            Some(main),
            Reach::Document,
            Features {
                main: 1.0,
                main_other: flag(other && directed),
                main_other_turned: flag(other && directed) * asked.turned,
                main_other_verb: flag(other && directed && asked.cue.is_some_and(|cue| cue.verb)),
                main_other_listed: flag(other && directed && asked.cue.is_none()),
                main_other_whole: flag(other && !directed),
                home_word: flag(said.home),
                ..Features::default()
            },
        );
    }
    if role == Role::Partner
        && let Some((place, share)) = topic.partners.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))
    {
        add(
            Some(place),
            Reach::Document,
            Features { carried_votes: share * topic.concentration, carried_mate: 1.0, ..Features::default() },
        );
    }
    if role == Role::Partner
        && said.other
        && let Some(place) = view.last_place(asked.cue.map_or(asked.figure.first, |cue| cue.first), topic.main)
    {
        add(Some(place), Reach::Earlier, Features { other_last: 1.0, ..Features::default() });
    }
    let linked = topic.links.partition_point(|(token, _)| *token < asked.figure.first);
    if role == Role::Partner
        && let Some((token, place)) = linked.checked_sub(1).map(|at| topic.links[at])
    {
        let sentence = view.scan.sentences.partition_point(|s| s.tokens.end <= token);
        let gap = view.sentence - sentence;
        if gap <= 3 && reporter != Some(place) {
            let features = Features {
                linked: 1.0,
                linked_gap: gap as f32,
                linked_paragraph: flag(view.scan.sentences[sentence].paragraph != view.paragraph),
                ..Features::default()
            };
            add(Some(place), Reach::Earlier, features);
        }
    }
    // The other of two where words speak of two and no one names the pair: what most is said of beside the reporter.
    if role == Role::Partner && (topic.speaks_of_two || said.pair) {
        let other = |standing: &&Standing| Some(standing.place) != reporter;
        if let Some(second) = topic.standings.iter().find(other) {
            let strength = second.weight * if said.pair { 1.0 } else { 0.5 };
            add(Some(second.place), Reach::Document, Features { second_pair: strength, ..Features::default() });
        }
    }
    let mut known = |place: Place, reach: Reach| {
        if reporter != Some(place) {
            add(Some(place), reach, Features { known: 1.0, ..Features::default() });
        }
    };
    asked.seen.iter().take(3).for_each(|seen| known(seen.place, Reach::Earlier));
    issuer(asked.figure).into_iter().for_each(|place| known(place, Reach::Sentence));
    topic.coin.iter().for_each(|(place, _)| known(*place, Reach::Document));
    topic.standings.iter().take(4).for_each(|standing| known(standing.place, Reach::Document));
    if asked.measure == Measure::Freight {
        topic.carriers.iter().take(3).for_each(|(place, _)| known(*place, Reach::Document));
    }
    if let Some((a, b)) = topic.pair {
        match role {
            Role::Reporter => {
                let features = Features {
                    mate: 1.0,
                    mate_named: topic.pair_strength,
                    mate_firm: topic.pair_strength * topic.pair_share,
                    pair_word: flag(said.pair),
                    ..Features::default()
                };
                add(Some(a), Reach::Document, features);
                add(Some(b), Reach::Document, features);
            }
            Role::Partner => {
                let mate = if reporter == Some(b) { a } else { b };
                let fits = reporter.is_none_or(|r| r == a || r == b);
                add(
                    Some(mate),
                    Reach::Document,
                    Features {
                        mate: flag(fits),
                        mate_named: flag(fits) * topic.pair_strength,
                        mate_firm: flag(fits) * topic.pair_strength * topic.pair_share,
                        mate_whole: flag(fits && matches!(asked.measure, Measure::Trade | Measure::Balance)),
                        mate_share: flag(fits) * topic.pair_share,
                        mate_two: flag(fits && topic.speaks_of_two),
                        mate_owned: flag(fits && said.owned),
                        other_word: flag(said.other),
                        pair_word: flag(said.pair),
                        pair_near: flag(fits && said.pair_near),
                        led_unlisted: flag(fits && said.led_unlisted),
                        ..Features::default()
                    },
                );
            }
        }
    }
    if role == Role::Partner {
        let foreign = topic.main.is_some() && reporter.is_some_and(|r| Some(r) != topic.main && !r.is_world());
        let trade = asked.measure.is_trade() && asked.measure != Measure::Freight;
        if trade {
            add(
                Some(Place::world()),
                if said.world { Reach::Sentence } else { Reach::Default },
                Features {
                    world: 1.0,
                    world_word: flag(said.world),
                    led_unlisted: -flag(said.led_unlisted),
                    world_part: flag(said.world_part),
                    world_strong: flag(said.world_strong),
                    // 'the total trade' of a report about two is the trade of the two.
                    world_total: flag(said.world && !said.world_strong && !said.world_behind)
                        * flag(topic.likely_mate().is_some()),
                    world_behind: flag(said.world_behind),
                    world_mostly: flag(said.mostly),
                    counted: -flag(said.counted),
                    world_owner: -flag(said.of_world),
                    many_led: -flag(said.many_led),
                    pair_report: flag(topic.pair.is_some()),
                    pair_near: -flag(said.pair_near),
                    world_named: topic.pair_strength,
                    world_firm: topic.pair_strength * topic.pair_share,
                    world_pair_share: topic.pair_share,
                    world_shared: flag(said.shared),
                    world_owned: flag(said.owned),
                    world_mutual: flag(said.pair),
                    world_foreign: flag(foreign && matches!(asked.measure, Measure::Exports | Measure::Imports)),
                    world_fresh: flag(asked.places.is_empty() && asked.cue.is_some()),
                    world_concentrated: topic.concentration,
                    world_bare: flag(asked.places.is_empty()),
                    world_silent: flag(asked.cue.is_none()),
                    other_word: -flag(said.other),
                    world_domestic: flag(said.home),
                    many: flag(said.many),
                    ..Features::default()
                },
            );
        }
        add(
            None,
            Reach::Default,
            Features {
                none: 1.0,
                other_word: flag(said.other),
                many: flag(said.many),
                many_led: flag(said.many_led),
                counted: flag(said.counted),
                world_owner: flag(said.of_world),
                several: flag(trade && several(view, asked)),
                outside_led: flag(said.outside),
                none_other: flag(!trade),
                none_document: asked.topic.unnamed.mate * flag(trade),
                none_unnamed: flag(trade && said.unnamed),
                none_of_world: flag(trade && reporter.is_some_and(Place::is_world)),
                none_pair: flag(!trade) * topic.pair_strength,
                none_pair_share: flag(!trade) * topic.pair_share,
                ..Features::default()
            },
        );
    } else {
        let worldwide = asked.topic.unnamed.world;
        if said.world || said.of_world || worldwide > 0.0 {
            let features = Features {
                world: 1.0,
                world_word: flag(said.world),
                world_owner: flag(said.of_world),
                world_document: worldwide,
                ..Features::default()
            };
            add(Some(Place::world()), Reach::Sentence, features);
        }
        add(
            None,
            Reach::Default,
            Features {
                none: 1.0,
                none_other: flag(!asked.measure.is_trade()),
                many_owner: flag(said.many_owner),
                owner_document: asked.topic.unnamed.owner,
                ..Features::default()
            },
        );
    }
}
