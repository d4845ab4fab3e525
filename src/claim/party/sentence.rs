//! Words of a sentence that speak of parties without naming them: 'the world', 'other countries', 'the two'.

use super::beside::{is_left_out, is_mostly};
use super::{Asked, between};
use crate::claim::parallel::Run;
use crate::claim::relation::Related;
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::{Cue, Link, Reference, Sense, WordKind};
use crate::mention::CueMention;
use crate::mention::scan::Scan;
use crate::value::place::PlaceKind;

/// Words of the sentence that speak of parties without naming them.
pub(super) struct Sentence {
    pub world: bool,
    /// In its clause, and not merely as a total, which a pair has, too: 'abroad', 'to all destinations'.
    pub world_strong: bool,
    /// Words for all the world right behind the figure: '$3bn in all', '$3bn abroad'.
    pub world_behind: bool,
    /// An aside says where most of it goes or comes from.
    pub mostly: bool,
    /// A small word leads to what is outside of a place.
    pub outside: bool,
    /// Several together own the word of measure or are its subject: 'euro zone exports', 'OPEC members sold'.
    pub many_owner: bool,
    /// The world owns the word of measure: 'world exports of coffee'.
    pub of_world: bool,
    pub many: bool,
    /// Several together are led to as one place would be: 'to other countries', and no place is.
    pub many_led: bool,
    /// Several together are the other side: 'the four countries took', 'other Asian buyers'.
    pub counted: bool,
    /// A word before that of measure leaves the other side without a name: 'hard currency exports'.
    pub unnamed: bool,
    /// The world is spoken of behind a part: '1% of total exports'.
    pub world_part: bool,
    pub pair: bool,
    /// The sentence, or the one before it in the paragraph, speaks of two.
    pub pair_near: bool,
    pub home: bool,
    pub other: bool,
    pub shared: bool,
    /// Its word of measure leads to a name that is in no list: 'exports to the Union', 'a deficit with the bloc'.
    pub led_unlisted: bool,
    /// Its word of measure has an owner and no other side: 'China's exports totalled', 'the US trade gap narrowed'.
    pub owned: bool,
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
                let is_said = matches!(mention.cue, Cue::Reference(said) if *said == to) && close;
                is_said && !(to == Reference::Many && is_of_group(view, asked, mention))
            })
        };
        Sentence {
            world: near(Reference::World, 4),
            world_strong: speaks_of_world(view, asked),
            world_behind: view.cues.iter().any(|mention| {
                matches!(mention.cue, Cue::Reference(Reference::World)) && mention.first == asked.figure.end
            }),
            mostly: asked.places.iter().any(|place| is_mostly(view, asked, place)),
            outside: asked.places.iter().any(|place| is_left_out(view, place)),
            of_world: cue.is_some_and(|cue| owned_by_world(view, cue)),
            many_owner: cue.is_some_and(|cue| owned_by_many(view, asked, cue)),
            many: near(Reference::Many, 5),
            many_led: many_led(view, asked),
            counted: counted(view, asked),
            unnamed: cue.is_some_and(|cue| {
                let is_near = |mention: &CueMention| mention.end <= cue.0 && cue.0 - mention.end <= 1;
                let leads = |mention: &CueMention| matches!(mention.cue, Cue::Reference(Reference::Unnamed));
                // 'border trade with Chad' is with Chad.
                let is_linked = |place: &Related| {
                    let behind = place.mention.first >= cue.1 && place.mention.first - cue.1 <= LINKED;
                    let led = matches!(place.link, Some(Link::To | Link::From | Link::With | Link::Between));
                    (behind && led) || place.paired
                };
                view.cues.iter().any(|mention| leads(mention) && is_near(mention))
                    && !asked.places.iter().any(is_linked)
            }),
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

/// Tokens between a figure and words for all the world.
const WORLD: usize = 10;

/// 'sold $3bn abroad', 'with all destinations counted, exports were'.
fn speaks_of_world(view: &View, asked: &Asked) -> bool {
    let here = (asked.figure.first, asked.figure.end);
    view.cues.iter().any(|mention| {
        let there = (mention.first, mention.end);
        matches!(mention.cue, Cue::Reference(Reference::World))
            && !view.is(mention.first, &["total", "overall", "in", "foreign", "external"])
            && View::distance(here, there) <= WORLD
            && view.boundaries(here, there) < 4.0
            && !asked.places.iter().any(|place| place.link.is_some() && between(place.mention.first, here, there))
    })
}

/// 'world coffee exports', 'the world's imports of': nothing but words of goods stands between.
fn owned_by_world(view: &View, cue: Run) -> bool {
    // 'World trade' is a word of measure by itself.
    if is_worldwide(view.scan, cue.0) && cue.1 > cue.0 + 1 {
        return true;
    }
    (1..=4).filter_map(|back| cue.0.checked_sub(back)).take_while(|at| *at >= view.first).any(|at| {
        (is_worldwide(view.scan, at) || view.is(at, &["world's"]))
            && (at..cue.0).all(|i| view.scan.link(i).is_none() && (!view.scan.is_mark(i) || view.is(i, &["'s", "’s"])))
    })
}

/// 'world', 'global'.
pub(in crate::claim) fn is_worldwide(scan: &Scan, at: usize) -> bool {
    scan.is(at, &["world", "global", "worldwide"])
}

/// 'euro zone exports', 'the Gulf states shipped': a word for several stands before the word of measure and nothing leads
/// to it.
fn owned_by_many(view: &View, asked: &Asked, cue: Run) -> bool {
    view.cues.iter().any(|mention| {
        matches!(mention.cue, Cue::Reference(Reference::Many))
            && mention.end <= cue.0
            && cue.0 - mention.end <= 4
            && view.scan.link_before(mention.first).is_none()
            && (mention.end..cue.0).all(|at| view.scan.link(at).is_none() && !view.is(at, &[",", ";"]))
            && !asked.places.iter().any(|place| place.mention.first >= mention.end && place.mention.end <= cue.0)
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
            && !is_of_group(view, asked, mention)
            && (1..=4)
                .filter_map(|back| mention.first.checked_sub(back))
                .take_while(|at| *at >= view.first)
                .any(|at| view.scan.link(at).is_some_and(leads))
            && !asked.places.iter().any(|place| place.link.is_some() && between(place.mention.first, here, there))
    })
}

/// 'EU countries', 'ASEAN member states', 'the countries of the EU', and 'the region' that stands for the group of the report:
/// a group with a name.
fn is_of_group(view: &View, asked: &Asked, mention: &CueMention) -> bool {
    asked.places.iter().any(|place| {
        let own = place.mention;
        let is_bloc = own.place.kind() == PlaceKind::Bloc;
        let before = is_bloc && (own.end..=own.end + 1).contains(&mention.first);
        let behind = !own.place.is_country()
            && view.is(mention.end, &["of"])
            && (mention.end + 1..=mention.end + 2).contains(&own.first);
        own.first == mention.first || before || behind
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

/// Tokens between a word of trade and the name of its other side.
const LINKED: usize = 8;

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
