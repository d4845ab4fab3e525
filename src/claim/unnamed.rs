//! What a document as a whole is about that has no code: the exports of a currency area, the trade with 'the West', and what
//! is no country's: the trade of the world.

use super::party::is_worldwide;
use crate::lexicon::{Cue, Link, Reference};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions};

/// How title and opening speak of parties without a name, each from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Unnamed {
    /// The world owns the trade that is told of: 'world exports of coffee grew'.
    pub world: f32,
    /// Several countries together own it: 'the euro zone's surplus'.
    pub owner: f32,
    /// Several countries together are its other side: 'trade with the West', 'border trade'.
    pub mate: f32,
}

/// Sentences that open a text.
const OPENING: usize = 2;

/// Tokens between a word of trade and words for several countries.
const NEAR: usize = 4;

impl Unnamed {
    pub fn of(body: (&Scan, &Mentions), title: (&Scan, &Mentions)) -> Unnamed {
        let end = body.0.sentences.get(OPENING).map_or(usize::MAX, |sentence| sentence.tokens.start);
        let (own, over) = (counted(body, end), counted(title, usize::MAX));
        let half = |of: fn(&Unnamed) -> f32| 0.5 * (of(&own) + of(&over));
        Unnamed { world: half(|of| of.world), owner: half(|of| of.owner), mate: half(|of| of.mate) }
    }
}

/// What is said beside the words of trade before a token.
fn counted((scan, found): (&Scan, &Mentions), end: usize) -> Unnamed {
    let mut all = Unnamed::default();
    let cues = &found.cues[..found.cues.partition_point(|cue| cue.first < end)];
    for (at, trade) in cues.iter().enumerate() {
        if !matches!(trade.cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade()) {
            continue;
        }
        // 'World trade' is a word of measure by itself.
        if trade.end > trade.first + 1 && is_worldwide(scan, trade.first) {
            all.world = 1.0;
        }
        for cue in cues[at.saturating_sub(NEAR)..].iter().take(2 * NEAR) {
            let Cue::Reference(reference) = cue.cue else { continue };
            let is_before = cue.end <= trade.first && trade.first - cue.end <= NEAR;
            let gap = cue.end..trade.first;
            let joined = is_before && gap.clone().all(|i| scan.link(i).is_none() && !scan.is(i, &[",", ";"]));
            let is_named = || {
                let from = found.places.partition_point(|place| place.first < cue.end);
                found.places.get(from).is_some_and(|place| place.end <= trade.first)
            };
            match reference {
                Reference::World if joined && is_of_world(scan, cue) => all.world = 1.0,
                Reference::Many if joined && link(scan, cue).is_none() && !is_named() => all.owner = 1.0,
                Reference::Unnamed if joined && gap.len() <= 1 && !is_linked(scan, found, trade) => all.mate = 1.0,
                Reference::Many if is_other_side(scan, trade, cue) && !is_linked(scan, found, trade) => all.mate = 1.0,
                _ => {}
            }
        }
    }
    all
}

/// 'world merchandise trade', 'the world's exports', and no 'total trade'.
fn is_of_world(scan: &Scan, cue: &CueMention) -> bool {
    is_worldwide(scan, cue.first) || (scan.is(cue.first, &["the"]) && scan.is(cue.end, &["'s", "’s"]))
}

/// 'trade with the West', 'exports to socialist countries'.
fn is_other_side(scan: &Scan, trade: &CueMention, cue: &CueMention) -> bool {
    let led = matches!(link(scan, cue), Some(Link::To | Link::From | Link::With));
    led && cue.first >= trade.end && cue.first - trade.end <= NEAR
}

/// 'border trade between Chad and Mali', 'exports to EU countries': the other side has a name after all.
fn is_linked(scan: &Scan, found: &Mentions, trade: &CueMention) -> bool {
    let from = found.places.partition_point(|place| place.first < trade.end);
    let mut near = found.places[from..].iter().take_while(|place| place.first - trade.end <= LINKED);
    near.any(|place| {
        // 'the countries of the EU'.
        let link = scan.link_before(place.first);
        matches!(link, Some(Link::To | Link::From | Link::With | Link::Between | Link::Of))
    })
}

/// Tokens between a word of trade and the name of its other side.
const LINKED: usize = 8;

/// The small word that leads to words for several countries, with at most two between: 'with developed capitalist countries'.
fn link(scan: &Scan, cue: &CueMention) -> Option<Link> {
    (1..=3).filter_map(|back| cue.first.checked_sub(back)).find_map(|at| scan.link(at))
}
