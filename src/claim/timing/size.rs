//! What the amount of a figure says of its time: a part is no more than the whole that was told for its time.

use super::{Asked, Candidates};
use crate::claim::measure::flag;
use crate::claim::story::Story;
use crate::value::flow::Kind;

/// Notes of each time for which an amount in the unit was told whether the figure is more than that.
pub(super) fn fit(asked: &Asked, story: &Story, all: &mut Candidates) {
    if asked.kind != Kind::Level || asked.bases[asked.at] || !asked.is_trade {
        return;
    }
    let Some((unit, amount)) = asked.figure.size() else { return };
    for candidate in all {
        let told = candidate.value.and_then(|period| story.largest(period, unit));
        let Some(told) = told.filter(|told| *told > 0.0) else { continue };
        let f = &mut candidate.features;
        f.over_told = flag(amount > told * 1.0001);
        f.over_told_far = flag(amount > told * 3.0);
        f.under_told = flag(amount <= told * 1.0001);
        f.under_told_far = flag(amount * 30.0 < told);
    }
}
