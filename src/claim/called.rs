//! What a country is called by its form: 'the kingdom', 'the island' stand for one of those that are such.

use super::topic::Topic;
use super::view::View;
use crate::lexicon::{Cue, Reference};
use crate::mention::CueMention;
use crate::mention::scan::Scan;
use crate::value::place::Place;

/// Whether a reference names the form of a country: 'the kingdom', but not 'the country'.
pub(super) fn is_called(scan: &Scan, cue: &CueMention) -> bool {
    !forms(scan, cue).is_empty()
}

/// The place that such words stand for: the one of its form that was named last, unless the country of the report is of that
/// form itself.
pub(super) fn called(view: &View, topic: &Topic, cue: &CueMention) -> Option<Place> {
    let forms = forms(view.scan, cue);
    if topic.main.is_some_and(|main| forms.contains(&main)) {
        return None;
    }
    let before = view.places.partition_point(|place| place.end <= cue.first);
    let named = view.places[..before].iter().rev().chain(view.named_before().iter().rev().take(NAMED));
    named.map(|place| place.place).find(|place| forms.contains(place))
}

/// Mentions that are looked back over.
const NAMED: usize = 40;

/// How a text calls the country that it is about: 1 for a place of a form that it speaks of, -1 for one of none of them, 0
/// where it speaks of no form.
pub(super) fn fits(scan: &Scan, cues: &[CueMention], place: Place) -> f32 {
    let home = |cue: &&CueMention| matches!(cue.cue, Cue::Reference(Reference::Home));
    let mut all = cues.iter().filter(home).map(|cue| forms(scan, cue)).filter(|forms| !forms.is_empty());
    let Some(first) = all.next() else { return 0.0 };
    if first.contains(&place) || all.any(|forms| forms.contains(&place)) { 1.0 } else { -1.0 }
}

fn forms<'l>(scan: &Scan<'l>, cue: &CueMention) -> &'l [Place] {
    let is_reference = matches!(cue.cue, Cue::Reference(Reference::Home | Reference::Other));
    if !is_reference || cue.end != cue.first + 2 || !scan.is(cue.first, &["the", "this"]) {
        return &[];
    }
    scan.lexicon.called(scan.word(cue.first + 1))
}
