//! What a figure measures where no word of measure beside it says so: what the figure before did, what the document speaks
//! of, what other words hint at.

use super::former::was_opposite;
use super::stands::leads_figure;
use super::unsaid::is_physical;
use super::{Asked, Candidates, Choice, Features, Known, flag, leaning};
use crate::claim::anaphora;
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::story::Settled;
use crate::claim::view::View;
use crate::value::flow::Measure;

/// The measure of the figure before.
pub(super) fn carried<'l>(
    view: &View<'_, 'l>,
    asked: &Asked,
    known: &Known,
    previous: &Settled,
    headed: bool,
) -> Candidate<Choice<'l>, Features> {
    let figure = asked.figure;
    let mut f = Features::default();
    let apart = view.sentence - previous.sentence;
    leaning(known, asked.spoken, previous.measure, &mut f);
    f.carried = 1.0;
    f.carried_bracket = flag(apart == 0 && view.bracket(figure.first).is_some());
    f.carried_joint = flag(apart == 0 && view.joint(previous.end, figure.first));
    f.carried_base = flag(apart == 0 && asked.is_base);
    f.carried_opposite = flag(was_opposite(view, previous));
    f.carried_alike = flag(
        apart == 0
            && previous.kind == asked.kind
            && previous.is_percent == figure.is_percent()
            && !previous.is_base
            && !asked.is_base,
    );
    f.carried_apart = (apart.min(6)) as f32;
    f.carried_paragraph = flag(view.paragraph != previous.paragraph);
    f.headed = flag(headed);
    f.carried_part = flag(anaphora::is_part(view, figure));
    f.carried_anaphora = flag(anaphora::is_anaphora(view, figure));
    f.carried_cued = flag(anaphora::is_said_since(view, figure, previous));
    f.carried_other = f.other_measure;
    let value = Choice { measure: previous.measure, sign: previous.balance_sign, cue: None };
    let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
    Candidate::silent(value, reach, f)
}

/// What the document speaks of.
pub(super) fn of_document(view: &View, asked: &Asked, known: &Known, all: &mut Candidates) {
    let (figure, spoken, physical) = (asked.figure, asked.spoken, known.physical);
    let last = spoken.last(view);
    let is_pronoun = anaphora::stands_for_word(view, figure);
    let headed = flag(all.iter().all(|candidate| candidate.words.is_none()));
    // What is carried is counted by weight first.
    for (measure, _) in spoken.shares().filter(|(measure, _)| !physical || *measure != Measure::Freight) {
        let is_last = last.is_some_and(|(last, _)| last == measure);
        let mut f = Features {
            spoken: 1.0,
            since: (1.0 + spoken.since(measure, figure.first, view) as f32).ln(),
            headed,
            density: spoken.density,
            last_said: flag(is_last),
            last_said_pronoun: flag(is_last && is_pronoun),
            alone_said: flag(is_last && last.is_some_and(|(_, alone)| alone)),
            same_as_before: flag(known.previous.is_some_and(|previous| previous.measure == measure)),
            ..Features::default()
        };
        leaning(known, spoken, measure, &mut f);
        all.push(Candidate::silent(Choice { measure, sign: 0, cue: None }, Reach::Document, f));
    }
    for (measure, share) in &spoken.beside {
        if *measure == Measure::Price || physical == is_physical(*measure) {
            let features = Features {
                beside_freight: flag(*measure == Measure::Freight),
                beside_production: flag(*measure == Measure::Production),
                beside_price: flag(*measure == Measure::Price),
                beside_money: flag(*measure != Measure::Price && !is_physical(*measure)),
                beside_share: *share,
                headed,
                title: flag(known.title == Some(*measure)),
                ..Features::default()
            };
            let value = Choice { measure: *measure, sign: 0, cue: None };
            all.push(Candidate::silent(value, Reach::Document, features));
        }
    }
}

/// Tokens between a figure and a word that hints at its measure.
const HINT: usize = 10;

/// What words say that speak of a measure only beside others: 'customs collected $3bn', 'put $3bn into'.
pub(super) fn hinted<'l>(view: &View<'_, 'l>, asked: &Asked, known: &Known, all: &mut Candidates<'l>) {
    let here = (asked.figure.first, asked.figure.end);
    for cue in view.measure_hints() {
        let there = (cue.first, cue.end);
        if View::distance(here, there) > HINT || (there.0 < here.1 && here.0 < there.1) {
            continue;
        }
        let between = view.figures_between(here, there);
        if between > 1 {
            continue;
        }
        let before = flag(there.1 <= here.0);
        let mut f = Features {
            hint: 1.0,
            hint_distance: (1.0 + View::distance(here, there) as f32).ln(),
            hint_before: before,
            hint_boundary: view.boundaries(here, there),
            hint_between: between as f32,
            hint_leads: before * flag(between == 0 && leads_figure(view, &cue)),
            hint_verb: flag(cue.verb),
            hint_free: flag(view.cues_between(here, there) == 0),
            same_as_before: flag(known.previous.is_some_and(|previous| previous.measure == cue.measure)),
            ..Features::default()
        };
        leaning(known, asked.spoken, cue.measure, &mut f);
        let value = Choice { measure: cue.measure, sign: cue.sign, cue: None };
        all.push(Candidate::said(value, there, Reach::Sentence, f));
    }
}
