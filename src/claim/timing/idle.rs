//! Words of time that are no period of a figure: the day of a report, the day when something began.

use crate::claim::view::View;
use crate::lexicon::Cue;
use crate::mention::period::{PeriodMention, When, Year};

/// 'LONDON, March 5 -': the day on which a wire report was filed is no period of a figure.
pub(super) fn is_dateline(view: &View, mention: &PeriodMention) -> bool {
    let filed = matches!(mention.when, When::Days { first, last, .. } if first == last);
    filed
        && mention.first < 12
        && (mention.end..mention.end + 4)
            .any(|i| view.scan.is(i, &["-", "–", "—", "/"]) || (view.scan.is(i, &["(", ":", "."]) && i == mention.end))
        && view.scan.is(mention.first.saturating_sub(1), &[",", "-", "."])
}

/// 'figures released yesterday', 'it said today': the day of the news is no period of a figure.
pub(super) fn is_day_of_news(view: &View, mention: &PeriodMention) -> bool {
    let speech = |i: usize| view.cues.iter().any(|cue| matches!(cue.cue, Cue::Speech) && cue.end == i);
    matches!(mention.when, When::DaysAgo(_))
        && (view.before(mention.first, 1, &["released", "issued", "published", "out", "announced"])
            || speech(mention.first))
}

/// 'the season (October-September)': twelve months over the turn of a year say how years are counted.
pub(super) fn is_calendar(when: When) -> bool {
    matches!(when, When::Months { year: Year::Open, first, last } if first > 1 && first == last + 1)
}

/// Whether it stands in an aside that closes before a token: 'Russia, which banned it in 2013, bought'.
pub(super) fn is_aside(view: &View, mention: &PeriodMention, to: usize) -> bool {
    let opens = |i: usize| view.is(i, &["which", "where", "who", "whose", "when"]) && view.before(i, 1, &[","]);
    let from = mention.first.saturating_sub(12).max(view.first);
    let before = (from..mention.first).rev().take_while(|i| !view.is(*i, &[";", ":", "."]));
    before.into_iter().any(opens) && (mention.end..to).any(|i| view.is(i, &[","]))
}

/// 'the season that began in July', 'launched in 2018': the day when something began is no period of a figure.
pub(super) fn is_inception(view: &View, mention: &PeriodMention) -> bool {
    // 'the weakest since July': when it was weaker.
    let record = [
        "weakest",
        "lowest",
        "highest",
        "biggest",
        "largest",
        "smallest",
        "best",
        "worst",
        "fastest",
        "slowest",
        "first",
        "record",
        "low",
        "high",
        "strongest",
        "most",
        "least",
        "longest",
        "widest",
        "busiest",
        "peak",
        "level",
        "levels",
    ];
    if mention.since && (2..=5).any(|back| view.before(mention.first, back, &record)) {
        return true;
    }
    // 'data released last week' are of the time before.
    let issued = ["released", "issued", "published", "out"];
    if (1..=2).any(|back| view.before(mention.first, back, &issued)) {
        return true;
    }
    (1..=4).any(|back| {
        view.before(
            mention.first,
            back,
            &[
                "began",
                "begun",
                "started",
                "launched",
                "opened",
                "starting",
                "beginning",
                "founded",
                "signed",
                "established",
            ],
        )
    })
}
