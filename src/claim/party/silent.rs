//! Parties that no words of the sentence name: those of the figure before, of the document, the world, none.

use super::list::several;
use super::{Asked, Candidates, Features, Role, bare, between};
use crate::claim::measure::flag;
use crate::claim::parallel::Run;
use crate::claim::record::Reach;
use crate::claim::relation::Related;
use crate::claim::score::{Candidate, Scored};
use crate::claim::standing::{Standing, issuer};
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::{Cue, Link, Reference, Sense, WordKind};
use crate::mention::CueMention;
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
                none_other: flag(!trade),
                none_pair: flag(!trade) * topic.pair_strength,
                none_pair_share: flag(!trade) * topic.pair_share,
                ..Features::default()
            },
        );
    } else {
        if said.world || said.of_world {
            let features = Features {
                world: 1.0,
                world_word: flag(said.world),
                world_owner: flag(said.of_world),
                ..Features::default()
            };
            add(Some(Place::world()), Reach::Sentence, features);
        }
        add(
            None,
            Reach::Default,
            Features { none: 1.0, none_other: flag(!asked.measure.is_trade()), ..Features::default() },
        );
    }
}

/// Words of the sentence that speak of parties without naming them.
pub(super) struct Sentence {
    world: bool,
    /// The world owns the word of measure: 'world exports of coffee'.
    of_world: bool,
    many: bool,
    /// Several together are led to as one place would be: 'to other countries', and no place is.
    many_led: bool,
    /// Several together are the other side: 'the four countries took', 'other Asian buyers'.
    counted: bool,
    /// The world is spoken of behind a part: '1% of total exports'.
    world_part: bool,
    pair: bool,
    /// The sentence, or the one before it in the paragraph, speaks of two.
    pair_near: bool,
    home: bool,
    other: bool,
    shared: bool,
    /// Its word of measure leads to a name that is in no list: 'exports to the Union', 'a deficit with the bloc'.
    led_unlisted: bool,
    /// Its word of measure has an owner and no other side: 'China's exports totalled', 'the US trade gap narrowed'.
    owned: bool,
}

impl Sentence {
    pub fn of(view: &View, asked: &Asked) -> Sentence {
        let here = (asked.figure.first, asked.figure.end);
        let cue = asked.cue.map(|cue| (cue.first, cue.end));
        let near = |to: Reference, most: usize| {
            view.cues.iter().any(|mention| {
                let there = (mention.first, mention.end);
                let close =
                    View::distance(here, there) <= most || cue.is_some_and(|cue| View::distance(cue, there) <= 2);
                matches!(mention.cue, Cue::Reference(said) if *said == to) && close
            })
        };
        Sentence {
            world: near(Reference::World, 4),
            of_world: cue.is_some_and(|cue| owned_by_world(view, cue)),
            many: near(Reference::Many, 5),
            many_led: many_led(view, asked),
            counted: counted(view, asked),
            world_part: asked.figure.is_percent()
                && view.is(asked.figure.end, &["of"])
                && view.cues.iter().any(|mention| {
                    matches!(mention.cue, Cue::Reference(Reference::World))
                        && mention.first > asked.figure.end
                        && mention.first - asked.figure.end <= 5
                }),
            pair: near(Reference::Pair, 14) || asked.cue.is_some_and(|cue| is_mutual(view, cue)),
            pair_near: view.cues_so_far.iter().any(|cue| matches!(cue.cue, Cue::Reference(Reference::Pair))),
            home: near(Reference::Home, 6),
            other: near(Reference::Other, 10),
            shared: asked.places.iter().any(|place| owns_share(view, place.mention.end, here.0)),
            led_unlisted: cue.is_some_and(|cue| leads_unlisted(view, asked, cue)),
            owned: cue.is_some_and(|cue| is_owned(view, asked, cue)),
        }
    }
}

/// 'world coffee exports', 'the world's imports of': nothing but words of goods stands between.
fn owned_by_world(view: &View, cue: Run) -> bool {
    (1..=4).filter_map(|back| cue.0.checked_sub(back)).take_while(|at| *at >= view.first).any(|at| {
        view.is(at, &["world", "global", "worldwide", "world's"])
            && (at..cue.0).all(|i| view.scan.link(i).is_none() && (!view.scan.is_mark(i) || view.is(i, &["'s", "’s"])))
    })
}

/// 'to non-member countries', 'from other suppliers in the region': a small word leads to several, with no place between
/// that and the figure.
fn many_led(view: &View, asked: &Asked) -> bool {
    let here = (asked.figure.first, asked.figure.end);
    view.cues.iter().any(|mention| {
        let there = (mention.first, mention.end);
        let leads = |link: Link| matches!(link, Link::To | Link::From | Link::With);
        matches!(mention.cue, Cue::Reference(Reference::Many))
            && view.boundaries(here, there) < 2.0
            && (1..=4)
                .filter_map(|back| mention.first.checked_sub(back))
                .take_while(|at| *at >= view.first)
                .any(|at| view.scan.link(at).is_some_and(leads))
            && !asked.places.iter().any(|place| place.link.is_some() && between(place.mention.first, here, there))
    })
}

/// 'these four countries took', 'nine Asian buyers', 'together they bought': several without a name, in the clause of the
/// figure and before it.
fn counted(view: &View, asked: &Asked) -> bool {
    let here = (asked.figure.first, asked.figure.end);
    let from = here.0.saturating_sub(COUNTED).max(view.first);
    let is_many = |at: usize| {
        let said = |cue: &CueMention| cue.first == at && matches!(cue.cue, Cue::Reference(Reference::Many));
        view.scan.trader(at).is_some() || view.cues.iter().any(said)
    };
    let some = |at: usize| {
        let noun = at + 1..(at + 4).min(here.0);
        view.scan.is_kind(at, WordKind::Several) && noun.into_iter().any(is_many)
    };
    let near = |at: usize| {
        let there = (at, at + 1);
        view.boundaries(here, there) < 2.0 && view.figures_between(here, there) == 0
    };
    (from..here.0).any(|at| (some(at) || view.scan.is_kind(at, WordKind::Together)) && near(at))
}

/// 'exports to the Jamahiriya', 'surplus with the bloc': a small word behind the word of measure, an article or a capital,
/// and nothing that is known.
fn leads_unlisted(view: &View, asked: &Asked, cue: Run) -> bool {
    let leads = |link: Link| matches!(link, Link::To | Link::From | Link::With);
    let Some(link) = (cue.1..cue.1 + 2).find(|at| view.scan.link(*at).is_some_and(leads)) else { return false };
    let opens = |at: usize| {
        view.is(at, &["the", "this", "that", "its", "our"])
            || (at < view.end && view.scan.word(at).starts_with(char::is_uppercase))
    };
    let noun = link + 1..(link + 4).min(view.end);
    let is_known = |at: usize| {
        let within = |first: usize, end: usize| first <= at && at < end;
        asked.places.iter().any(|place| within(place.mention.first, place.mention.end))
            || view.periods.iter().any(|period| within(period.first, period.end))
            || view.quantities.iter().any(|figure| within(figure.first, figure.end))
            || view.goods.iter().any(|goods| within(goods.first, goods.end))
            || view.cues.iter().any(|mention| {
                within(mention.first, mention.end)
                    && matches!(
                        mention.cue,
                        Cue::Reference(Reference::World | Reference::Many | Reference::Home)
                            | Cue::Measure { strength: 1.., .. }
                    )
            })
            || view.is(at, &["value", "tune", "amount", "total", "world", "year", "month", "same", "latter"])
    };
    opens(link + 1) && !noun.clone().any(is_known)
}

/// Tokens before a figure in which several may be spoken of.
const COUNTED: usize = 10;

/// Whether the country of the report owns a word of measure and nothing in its clause is the other side.
fn is_owned(view: &View, asked: &Asked, cue: Run) -> bool {
    let owner = |place: &Related| {
        asked.topic.main == Some(place.mention.place)
            && place.owns
            && !place.paired
            && place.mention.end <= cue.0
            && cue.0 - place.mention.end <= 4
    };
    let Some(own) = asked.places.iter().find(|place| owner(place)) else { return false };
    let figure = (asked.figure.first, asked.figure.end);
    !asked.places.iter().any(|place| {
        let there = (place.mention.first, place.mention.end);
        place.mention.place != own.mention.place
            && (place.link.is_some() || place.owns || place.paired)
            && view.boundaries(cue, there).min(view.boundaries(figure, there)) < 3.0
    })
}

/// 'China's share of exports', 'Japan accounted for 20%': the part is that of the other side, whose name ends at `end`.
pub(super) fn owns_share(view: &View, end: usize, figure: usize) -> bool {
    let share = |cue: &CueMention| {
        matches!(cue.cue, Cue::Share) && cue.first >= end && cue.first - end <= 2 && cue.first < figure
    };
    let part = |at: usize| at < figure && view.is(at, &["part", "weight", "slice", "portion"]);
    view.cues.iter().any(share) || part(end) || part(end + 1)
}

/// 'mutual trade', 'two-way commerce': the word of measure itself, or the one before it, speaks of two.
fn is_mutual(view: &View, cue: MeasureCue) -> bool {
    (cue.first.saturating_sub(1).max(view.first)..cue.end)
        .any(|at| view.scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Cue(Cue::Reference(Reference::Pair)))))
}
