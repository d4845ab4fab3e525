//! What the document as a whole says of a place: how much it speaks of it, on which side, and as whose other side.

use super::{Asked, Features, Role};
use crate::claim::measure::flag;
use crate::claim::standing::issuer;
use crate::value::flow::Measure;
use crate::value::place::Place;

/// What holds of a place wherever it comes from.
pub(super) fn common(asked: &Asked, role: Role, place: Place, f: &mut Features) {
    f.votes = asked.topic.votes(place);
    f.partner_votes = asked.topic.partner_votes(place);
    f.is_main = flag(asked.topic.main == Some(place));
    f.in_pair = flag(asked.topic.pair.is_some_and(|(a, b)| place == a || place == b));
    f.is_home = flag(asked.topic.home == Some(place));
    f.home_in_pair = f.is_home * f.in_pair;
    if let Some(previous) = asked.story.previous.as_ref() {
        let (same, other) = match role {
            Role::Reporter => (previous.reporter, previous.partner),
            Role::Partner => (previous.partner, previous.reporter),
        };
        f.same_as_before = flag(same == Some(place));
        f.other_before = flag(other == Some(place));
        // 'The EU sold Chad $3bn, of which Spain $1bn': a member of the group has the part that the group had.
        let is_member = |group: Option<Place>| group.is_some_and(|group| group.has_in(place, asked.topic.today));
        (f.member_own, f.member_other) = (flag(is_member(same)), flag(is_member(other)));
    }
    f.headed = flag(asked.headed == Some(place));
    // Under a heading or a name at the start of a paragraph, the country of the whole report has no part.
    f.unheaded = flag(asked.headed.is_some_and(|headed| headed != place));
    f.unheaded_main = f.unheaded * f.is_main;
    if let Some(actor) = asked.story.actor.filter(|actor| actor.place == place && actor.paragraph == asked.paragraph) {
        f.actor = 1.0;
        f.actor_near = flag(asked.sentence - actor.sentence <= 1);
        f.actor_foreign = flag(asked.topic.main != Some(place));
    }
    f.speaks = asked.topic.speech(place);
    f.group = flag(!place.is_country() && !place.is_world());
    if let Some(standing) = asked.topic.standings.iter().find(|standing| standing.place == place) {
        f.weight = standing.weight;
        f.titled = flag(standing.titled);
        let (sells, buys) = standing.sides();
        (f.side, f.side_against) = match (asked.measure, role) {
            (Measure::Exports, Role::Reporter) | (Measure::Imports, Role::Partner) => (sells, buys),
            (Measure::Exports, Role::Partner) | (Measure::Imports, Role::Reporter) => (buys, sells),
            _ => (0.0, 0.0),
        };
    }
    let issuer = issuer(asked.figure);
    f.own_money = flag(issuer == Some(place));
    f.foreign_money = flag(issuer.is_some_and(|issuer| issuer != place));
    f.coin = asked.topic.coin.filter(|(coin, _)| *coin == place).map_or(0.0, |(_, share)| share);
    if let Some(seen) = asked.seen.iter().find(|seen| seen.place == place) {
        f.seen = 1.0;
        f.seen_last = flag(seen.last);
        f.seen_led = flag(seen.led);
        f.seen_bare = flag(asked.places.is_empty() && seen.near);
    }
}

/// What the document as a whole says of a place as one of two.
pub(super) fn mated(asked: &Asked, role: Role, reporter: Option<Place>, place: Place, f: &mut Features) {
    let topic = asked.topic;
    f.central = topic.centrality(place);
    if role == Role::Partner {
        sized(asked, reporter, place, f);
    }
    f.main_sure = f.is_main * f.central;
    match role {
        Role::Reporter => f.mate_odds = topic.mate_odds(Some(place)),
        Role::Partner if place.is_world() => {
            f.alone = topic.mate_odds(None);
            f.alone_late = f.alone * late(asked);
            if reporter == topic.main {
                f.alone_log = weighed(f.alone);
                f.alone_quiet = f.alone * flag(is_quiet(asked, reporter, place));
            }
        }
        Role::Partner if reporter == topic.main => {
            f.mate_late = topic.mate_odds(Some(place)) * late(asked);
            f.mate_odds = topic.mate_odds(Some(place));
            f.mate_log = weighed(f.mate_odds);
            f.mate_quiet = f.mate_odds * flag(is_quiet(asked, reporter, place));
        }
        // Seen from the other side, the country of the report is the partner.
        Role::Partner => {
            f.mate_back = f.is_main * topic.mate_odds(reporter);
            // 'Chad's exports to Mali fell; Niger sold $3bn': a third country has the other side that the report's has.
            if topic.likely_mate() != reporter && reporter.is_some_and(|own| !own.is_world()) {
                f.mate_third = topic.mate_odds(Some(place));
            }
        }
    }
    if let Some((previous, group)) = asked.story.previous.as_ref().and_then(|before| Some((before, before.reporter?)))
        && role == Role::Partner
        && reporter.is_some_and(|own| group.has_in(own, topic.today))
    {
        f.member_same = flag(previous.partner == Some(place));
    }
}

/// Odds as they add up: from a tenth to a half is as far as from a half to nearly all.
fn weighed(odds: f32) -> f32 {
    (1.0 + 20.0 * odds).ln()
}

/// Whether the sentence names no place but these two.
fn is_quiet(asked: &Asked, reporter: Option<Place>, place: Place) -> bool {
    asked.places.iter().all(|named| Some(named.mention.place) == reporter || named.mention.place == place)
}

/// How far down the text a figure stands.
fn late(asked: &Asked) -> f32 {
    (1.0 + asked.sentence as f32).ln()
}

/// What was told of the two before bounds what can be: of two whose trade is $4bn, $60bn is no part, but it may be the trade
/// with all the world.
fn sized(asked: &Asked, reporter: Option<Place>, place: Place, f: &mut Features) {
    let Some((unit, amount)) = asked.figure.size() else { return };
    let Some(largest) = asked.story.largest_between(reporter, Some(place), unit) else { return };
    if amount <= 0.0 || largest <= 0.0 {
        return;
    }
    let ratio = ((amount / largest).ln() as f32).clamp(-RATIO, RATIO);
    if place.is_world() {
        (f.world_outsized, f.world_undersized) = (ratio.max(0.0), (-ratio).max(0.0));
    } else {
        (f.outsized, f.undersized) = (ratio.max(0.0), (-ratio).max(0.0));
    }
}

/// Beyond this the logarithm of a ratio says no more.
const RATIO: f32 = 5.0;

/// Goods that are only carried have other parties than trade: who carries them, and where they go.
pub(super) fn carried(asked: &Asked, place: Option<Place>, f: &mut Features) {
    if asked.measure == Measure::Freight {
        f.freight_said = f.said;
        f.freight_hint = f.hint;
        f.freight_via = f.via;
        f.freight_main = f.is_main;
        f.freight_mate = f.mate_odds;
        f.freight_same = f.same_as_before;
        f.freight_carrier = asked.topic.carriers.iter().find(|(own, _)| Some(*own) == place).map_or(0.0, |own| own.1);
    }
}
