//! What a figure goes on with: the measure of the figure before it in its sentence, the whole whose parts were told, the
//! label of its row.

use super::{Asked, Features, flag};
use crate::claim::view::View;
use crate::lexicon::{Cue, MeasureForm, Sense};
use crate::value::flow::Measure;
use crate::value::unit::Unit;

/// Boundaries behind which a sentence speaks of something else: ';'.
const BROKEN: f32 = 5.0;
/// Sentences of a paragraph that are looked at for the label over a figure.
const ROW: usize = 6;
/// Marks and numbers before the label of a row: '- (2) Imports:'.
const BULLET: usize = 4;

/// What stands before a figure and holds on.
pub(super) struct Chain {
    /// What the figure before in the sentence measures, where no word of measure stands between.
    unbroken: Option<Measure>,
    /// Flows told since the trade that they are parts of: one, or both.
    parts: usize,
    /// What the label of the row says.
    label: Option<Measure>,
}

impl Chain {
    pub fn of(view: &View, asked: &Asked, unit: Unit) -> Chain {
        let figure = asked.figure;
        let previous = asked.story.previous.as_ref();
        let here = previous.filter(|previous| previous.sentence == view.sentence && previous.end <= figure.first);
        let unbroken = here.filter(|previous| {
            !view.measure_cues().any(|cue| cue.first >= previous.end && cue.end <= figure.first)
                && view.boundaries((previous.end, previous.end), (figure.first, figure.end)) < BROKEN
        });
        let fits = unit.is_money() || unit == Unit::Percent;
        let parts = if here.is_none() && fits { asked.story.parts_told() } else { 0 };
        Chain { unbroken: unbroken.map(|previous| previous.measure), parts, label: label(view) }
    }

    /// Marks a candidate.
    pub fn mark(&self, measure: Measure, is_said: bool, f: &mut Features) {
        f.chained = flag(self.unbroken == Some(measure));
        f.labelled = flag(self.label == Some(measure));
        f.labelled_other = flag(self.label.is_some_and(|label| label != measure));
        if measure == Measure::Trade && !is_said {
            f.back_one = flag(self.parts == 1);
            f.back_both = flag(self.parts == 2);
        }
    }
}

/// 'Imports: $72bn, up 28 pct. Finland 27 pct': what the row that a figure stands in is headed by.
fn label(view: &View) -> Option<Measure> {
    let from = view.sentence.saturating_sub(ROW);
    let sentences = view.scan.sentences.get(from..=view.sentence)?.iter().rev();
    let same = sentences.take_while(|sentence| sentence.paragraph == view.paragraph);
    same.map(|sentence| sentence.tokens.start).find_map(|start| {
        let is_bullet = |at: &usize| view.scan.is_mark(*at) || view.scan.is_number(*at);
        let first = (start..start + BULLET).find(|at| !is_bullet(at))?;
        let noun = view.scan.hits(first).iter().find_map(|hit| match hit.sense {
            Sense::Cue(Cue::Measure { measure, strength: 2.., form: MeasureForm::Noun, .. }) => {
                view.scan.is(hit.end, &[":"]).then_some(*measure)
            }
            _ => None,
        });
        noun.filter(|measure| measure.is_trade())
    })
}
