//! The small words that lead to a place: 'to', 'from', 'with', and 'there', which is itself what leads.

use super::{Related, is_given};
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::Link;
use crate::value::flow::Measure;

/// The link right before a place, but for an article or a word that describes it.
pub(super) fn lead(view: &View, place: &mut Related) {
    let mut first = place.mention.first;
    // 'with the countries of the EU', 'to members of ASEAN': what leads to them leads to the group.
    if let Some(of) = first.checked_sub(1 + usize::from(view.before(first, 1, &["the"])))
        && view.is(of, &["of", "in"])
        && !place.mention.place.is_country()
        && view.before(of, 1, &["countries", "members", "states", "nations"])
    {
        first = of - 1;
    }
    for back in 1..=3 {
        let Some(at) = first.checked_sub(back).filter(|at| *at >= view.first) else { return };
        if let Some(link) = view.scan.link(at) {
            // 'in the case of India', 'the share of India in imports': the side that is spoken of, whatever the measure.
            let share = || {
                view.before(at, 1, &["share", "weight", "part", "slice"])
                    && !place.owns
                    && view.is(place.mention.end, &["in"])
            };
            let case = link == Link::Of && (view.before(at, 1, &["case"]) || share());
            let link = match link {
                Link::In => moved(view, at).unwrap_or(link),
                _ if case => Link::With,
                _ => link,
            };
            (place.link, place.link_at) = (Some(link), at);
            place.paired = link == Link::Between;
            return;
        }
        let describes = view.is(
            at,
            &[
                "the",
                "neighbouring",
                "neighboring",
                "both",
                "its",
                "mainland",
                "nearby",
                "all",
                "-",
                "member",
                "rival",
                "fellow",
            ],
        );
        if !describes {
            return;
        }
    }
}

/// What the words before 'in' say of the place behind it: 'landed in', 'ended up in', 'made in', 'from within'.
fn moved(view: &View, at: usize) -> Option<Link> {
    let before = at.checked_sub(1).filter(|before| *before >= view.first)?;
    let particle = usize::from(before > view.first && view.is(before, &["up", "mostly", "mainly", "chiefly"]));
    let led = || view.scan.link(before).filter(|link| matches!(link, Link::To | Link::From));
    view.scan.motion(before - particle).or_else(led)
}

/// 'exports there', 'imports from there': the word of reference is itself what leads.
pub(super) fn point(view: &View, place: &mut Related) {
    let (first, end) = (place.mention.first, place.mention.end);
    if end == first + 2 && view.is(first, &["from"]) {
        (place.link, place.link_at) = (Some(Link::From), first);
    } else if place.link.is_none() && is_given(view, first) {
        (place.link, place.link_at) = (Some(Link::To), first);
    } else if place.link.is_none() && end == first + 1 && view.is(first, &["there"]) {
        // 'exports there', 'sold just $3bn there', 'bought $2bn there': from there if it is bought.
        let reaches = |cue: &MeasureCue| {
            cue.end <= first
                && (first - cue.end <= 1
                    || (cue.verb
                        && first - cue.end <= THERE
                        && view.boundaries((cue.first, cue.end), (first, end)) < 2.0))
        };
        if let Some(cue) = view.measure_cues().filter(reaches).last() {
            let buys = cue.verb && cue.measure == Measure::Imports;
            (place.link, place.link_at) = (Some(if buys { Link::From } else { Link::To }), first);
        }
    }
}

/// Tokens between a verb of trade and 'there'.
const THERE: usize = 10;
