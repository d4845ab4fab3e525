//! The two parties that a document is about, if it is about two, and how plainly it says so.

use crate::lexicon::{Cue, Link};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions, PlaceMention};
use crate::value::flow::Measure;
use crate::value::place::Place;

type Pair = (Place, Place);

/// A text cut up and what it mentions.
type Read<'s, 'l> = (&'s Scan<'l>, &'s Mentions<'l>);

/// The two parties, with how plainly the document is about them: 1 for 'A-B trade' in title or lead, less for goods that
/// go to a place, for two names in the title, for two that are only spoken of most. `ranked` has the places by how much
/// is said of them; `speaks_of_two` is whether the text has words like 'the two countries'.
pub(super) fn pair(body: Read, title: Read, ranked: &[(Place, f32)], speaks_of_two: bool) -> Option<(Pair, f32)> {
    let lead = body.0.sentences.get(3).map_or(usize::MAX, |sentence| sentence.tokens.start);
    let with = |pair: Option<Pair>, strength: f32| pair.map(|pair| (pair, strength));
    with(linked(title, usize::MAX, speaks_of_two), 1.0)
        .or_else(|| with(traded(body, lead), 1.0))
        .or_else(|| with(led_to(title, ranked), 0.8))
        .or_else(|| with(linked(body, lead, speaks_of_two), 0.6))
        .or_else(|| with(traded(body, usize::MAX), 0.5))
        .or_else(|| with(both_named(title, ranked), 0.4))
        .or_else(|| with(linked(body, usize::MAX, false), 0.2))
        .or_else(|| with(most_spoken_of(ranked, speaks_of_two), 0.2))
}

/// How many of the countries named are one of two, as a part of all.
pub(super) fn share(found: &Mentions, (a, b): Pair) -> f32 {
    let all = found.places.iter().filter(|place| !place.ambiguous && !place.place.is_world());
    let (own, all) =
        all.fold((0, 0), |(own, all), place| (own + usize::from(place.place == a || place.place == b), all + 1));
    own as f32 / all.max(1) as f32
}

/// 'A-B', 'A and B' after 'between', where it comes first.
fn linked((scan, found): Read, before: usize, speaks_of_two: bool) -> Option<Pair> {
    let two = found.places.windows(2).take(60).take_while(|two| two[0].first < before);
    two.map(|two| (two[0], two[1])).find_map(|(a, b)| {
        let and = b.first <= a.end + 2 && scan.is(b.first - 1, &["and"]);
        let joined = is_hyphened(scan, &a, &b) || is_between(scan, &a, &b) || (and && speaks_of_two);
        (joined && a.place != b.place).then_some((a.place, b.place))
    })
}

/// 'Russia-Azerbaijan turnover', 'trade between A and B': two joined beside a word of two-way trade.
fn traded((scan, found): Read, before: usize) -> Option<Pair> {
    let is_trade = |cue: &&CueMention| matches!(cue.cue, Cue::Measure { measure: Measure::Trade, strength: 1.., .. });
    found.cues.iter().filter(is_trade).take(20).take_while(|cue| cue.first < before).find_map(|cue| {
        let from = found.places.partition_point(|place| place.end + 2 < cue.first);
        let near = found.places[from.saturating_sub(1)..].iter().take_while(|place| place.first <= cue.end + 6);
        let near: Vec<&PlaceMention> = near.collect();
        near.windows(2).find_map(|two| {
            let joined = is_hyphened(scan, two[0], two[1]) || is_between(scan, two[0], two[1]);
            (joined && two[0].place != two[1].place).then_some((two[0].place, two[1].place))
        })
    })
}

pub(super) fn is_hyphened(scan: &Scan, a: &PlaceMention, b: &PlaceMention) -> bool {
    b.first == a.end + 1 && scan.is(a.end, &["-", "–", "/"]) && scan.touches(a.end) && scan.touches(b.first)
}

pub(super) fn is_between(scan: &Scan, a: &PlaceMention, b: &PlaceMention) -> bool {
    let before = |at: usize, word: &str| {
        let at = at - usize::from(at > 0 && scan.is(at - 1, &["the"]));
        at > 0 && scan.is(at - 1, &[word])
    };
    b.first <= a.end + 3 && before(b.first, "and") && before(a.first, "between")
}

/// The one country that goods of the title go to or come from, with the one spoken of most: 'Exports to Russia soar'.
fn led_to((scan, title): Read, ranked: &[(Place, f32)]) -> Option<Pair> {
    let main = ranked.first()?.0;
    let [place] = named(title)[..] else { return None };
    let mention = title.places.iter().find(|mention| mention.place == place)?;
    let link = mention.first.checked_sub(1).and_then(|at| scan.link(at));
    (place != main && matches!(link, Some(Link::To | Link::From | Link::With))).then_some((main, place))
}

/// The two countries or groups that a title names, where they are the two spoken of most.
fn both_named((_, title): Read, ranked: &[(Place, f32)]) -> Option<Pair> {
    let [a, b] = named(title)[..] else { return None };
    ranked.iter().take(2).all(|(place, _)| *place == a || *place == b).then_some((a, b))
}

fn named(title: &Mentions) -> Vec<Place> {
    let mut named: Vec<Place> = Vec::new();
    for mention in title.places.iter().filter(|mention| !mention.place.is_world() && !mention.ambiguous) {
        if !named.contains(&mention.place) {
            named.push(mention.place);
        }
    }
    named
}

/// The two that are spoken of most, where a third is spoken of much less.
fn most_spoken_of(ranked: &[(Place, f32)], speaks_of_two: bool) -> Option<Pair> {
    let [(first, a), (second, b), rest @ ..] = ranked else { return None };
    let third = rest.first().map_or(0.0, |(_, weight)| *weight);
    let clear = *b >= 3.0 && *b >= 1.6 * third && *b * 4.0 >= *a;
    (clear || (speaks_of_two && *b > third)).then_some((*first, *second))
}
