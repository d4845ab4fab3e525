//! What a figure itself says of its time: a part is no more than the whole that was told for its time, and what rose on the
//! month is of a month.

use super::{Asked, Candidates};
use crate::claim::measure::flag;
use crate::claim::story::Story;
use crate::claim::view::View;
use crate::lexicon::{PeriodPhrase, Sense};
use crate::value::flow::Kind;
use crate::value::period::PeriodKind;

/// 'rose 3% on the month': notes which times are months.
pub(super) fn fit_step(view: &View, asked: &Asked, all: &mut Candidates) {
    let from = asked.figure.first.saturating_sub(8).max(view.first);
    let on_month = |sense: &Sense| matches!(sense, Sense::Phrase(PeriodPhrase::OnMonth)).then_some(());
    let says = |at: usize| view.scan.longest(at, on_month).is_some();
    if asked.kind != Kind::Change || !(from..(asked.figure.end + 8).min(view.end)).any(says) {
        return;
    }
    for candidate in all {
        let Some(period) = candidate.value else { continue };
        candidate.features.on_month = flag(period.kind == PeriodKind::Month);
        candidate.features.on_month_other = flag(period.kind != PeriodKind::Month);
    }
}

/// Notes of each time for which an amount in the unit was told whether the figure is more than that.
pub(super) fn fit(asked: &Asked, story: &Story, all: &mut Candidates) {
    if asked.kind != Kind::Level || asked.bases[asked.at] || !asked.is_trade || asked.is_balance {
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
