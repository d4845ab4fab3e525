//! What a comparison says of the periods at its two ends: 'up 14% on 2022' is said of 2023.

use super::base::{base_word, owner};
use super::{Asked, Candidates};
use crate::claim::measure::flag;
use crate::claim::story::Story;
use crate::claim::view::View;
use crate::mention::period::{Anchor, PeriodMention};
use crate::value::flow::Kind;
use crate::value::period::{Period, PeriodKind};

/// Notes of each candidate whether it stands to the other end of its comparison as one year or month to the next.
pub(super) fn fit(view: &View, asked: &Asked, story: &Story, anchor: &Anchor, all: &mut Candidates) {
    if is_revised(view, asked) {
        let previous = story.previous.as_ref().and_then(|previous| previous.period);
        for candidate in all {
            candidate.features.revised_same = flag(previous.is_some() && candidate.value == previous);
        }
        return;
    }
    let led = asked.bases[asked.at];
    let other = if led { compared(view, story) } else { base(view, asked, anchor) };
    let Some(other) = other else { return };
    let bare = led && is_bare(view, asked);
    for candidate in all {
        let Some(period) = candidate.value else { continue };
        let f = &mut candidate.features;
        let (earlier, later) = if led { (period, other) } else { (other, period) };
        let fits = later.shift_years(-1) == Some(earlier) || later.previous() == Some(earlier);
        match (led, fits, period == other) {
            (false, true, _) => {
                f.fits_base = 1.0;
                f.fits_base_change = flag(asked.kind == Kind::Change);
            }
            (false, _, true) => f.is_base = 1.0,
            (false, ..) => f.misfits_base = 1.0,
            (true, true, _) => {
                f.fits_compared = 1.0;
                f.fits_compared_bare = flag(bare);
            }
            (true, _, true) => {
                f.is_compared = 1.0;
                f.is_compared_bare = flag(bare);
            }
            (true, ..) => f.misfits_compared = 1.0,
        }
    }
}

/// '3.1 bn, revised from 3 bn': the same statistic as it was told before.
fn is_revised(view: &View, asked: &Asked) -> bool {
    let start = asked.figure.bound.map_or(asked.figure.first, |(_, from, _)| from.min(asked.figure.first));
    let revised = ["revised", "restated", "corrected", "adjusted"];
    view.before(start, 1, &["from"]) && (2..=3).any(|back| view.before(start, back, &revised))
}

/// 'up from 3 bn': what is compared with has no words of time of its own, beside it.
fn is_bare(view: &View, asked: &Asked) -> bool {
    let figure = asked.figure;
    let next = view.quantities.get(asked.at + 1).map_or(view.end, |next| next.first);
    !view.periods.iter().any(|mention| {
        let behind = mention.first >= figure.end && mention.first <= (figure.end + 8).min(next);
        // 'in May against 3 bn': the words of time are those of what is compared.
        let is_parted = || (mention.end..figure.first).any(|i| view.scan.is_base(i));
        let before = mention.end <= figure.first && figure.first - mention.end <= 4 && !is_parted();
        behind || before
    })
}

/// What a base is compared with: the figure before it, in the same sentence or the one before.
fn compared(view: &View, story: &Story) -> Option<Period> {
    let previous = story.previous.as_ref().filter(|previous| previous.sentence + 1 >= view.sentence)?;
    if previous.looks_back { story.focus } else { previous.period }
}

/// The period that words set the figure against, behind it or else before it, other figures not between.
fn base(view: &View, asked: &Asked, anchor: &Anchor) -> Option<Period> {
    let figure = asked.figure;
    let own = |at: usize| at != asked.at && !asked.bases[at];
    let next = (asked.at + 1..view.quantities.len()).find(|at| own(*at));
    let last = (0..asked.at).rev().find(|at| own(*at));
    let to = next.map_or(view.end, |at| view.quantities[at].first);
    let from = last.map_or(view.first, |at| view.quantities[at].end);
    let is_base = |mention: &&PeriodMention| {
        mention.when.stands_alone()
            && (base_word(view, mention) || owner(view, mention).is_some_and(|owner| asked.bases[owner]))
    };
    let behind = view.periods.iter().filter(|mention| mention.first >= figure.end && mention.first < to).find(is_base);
    let before =
        || view.periods.iter().filter(|mention| mention.first >= from && mention.end <= figure.first).find(is_base);
    let mention = behind.or_else(before)?;
    mention.when.resolve(&Anchor { future: false, ..*anchor }).filter(|period| period.kind != PeriodKind::Day)
}
