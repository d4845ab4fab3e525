//! Words of time that are no period of a figure: the day of a report, the day when something began.

use crate::claim::view::View;
use crate::lexicon::{Cue, WordKind};
use crate::mention::CueMention;
use crate::mention::period::{PeriodMention, When, Year};
use crate::mention::quantity::Quantity;
use crate::mention::scan::Scan;
use crate::value::flow::Status;

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
            || speech(mention.first)
            // 'told reporters in Lusaka yesterday that exports rose'.
            || view.is(mention.end, &["that"]))
}

/// 'the June election', 'the May devaluation', 'the 2008 crisis': words of time that say which event is meant.
pub(in crate::claim) fn is_of_event(scan: &Scan, mention: &PeriodMention) -> bool {
    let is_event = |at: usize| scan.is_kind(at, WordKind::Event);
    let is_plain =
        |at: usize| !scan.is_mark(at) && !scan.is_number(at) && !scan.is_function(at) && scan.link(at).is_none();
    let led =
        mention.first.checked_sub(1).is_some_and(|i| scan.is(i, &["the", "a", "an", "its", "last", "this", "after"]));
    led && (mention.end..mention.end + 3).find(|at| is_event(*at)).is_some_and(|at| (mention.end..at).all(is_plain))
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

/// 'in September, the third month of the fiscal year that ends in June': which month of it that is.
pub(super) fn is_apposed(view: &View, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &view.periods[at]) else { return false };
    let mention = &view.periods[at];
    let gap = before.end..mention.end;
    // The words of time may hold 'the third month of' themselves.
    let parts = ["month", "quarter", "half", "week"];
    let part = || gap.clone().find(|i| view.is(*i, &parts) && view.is(i + 1, &["of"]));
    view.is(before.end, &[","]) && mention.first <= before.end + 6 && part().is_some_and(|i| i <= before.end + 5)
}

/// 'In December it had pencilled in 3 bn': when that was foretold, and not of what time.
pub(super) fn is_foretold_then(view: &View, mention: &PeriodMention, figure: &Quantity) -> bool {
    let foretells = |cue: &&CueMention| {
        matches!(cue.cue, Cue::Status(Status::Projection | Status::Target))
            && cue.first >= mention.end
            && cue.end <= figure.first
    };
    // 'In December it forecast 3 bn', but 'in December sales were forecast at 3 bn'.
    let is_active = |first: usize| {
        view.before(first, 1, &["had"]) || first.checked_sub(1).is_some_and(|i| view.scan.is_kind(i, WordKind::Pronoun))
    };
    let month = matches!(mention.when, When::Months { first, last, .. } if first == last);
    month && figure.first - mention.end <= 12 && view.cues.iter().filter(foretells).any(|cue| is_active(cue.first))
}

/// What makes a time that of an extreme.
const RECORD: [&str; 23] = [
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

/// 'the season that began in July', 'launched in 2018': the day when something began is no period of a figure.
pub(super) fn is_inception(view: &View, mention: &PeriodMention) -> bool {
    // 'the weakest since July': when it was weaker.
    if mention.since && (2..=5).any(|back| view.before(mention.first, back, &RECORD)) {
        return true;
    }
    // 'data released last week' are of the time before.
    let issued = ["released", "issued", "published", "out"];
    if (1..=2).any(|back| view.before(mention.first, back, &issued)) {
        return true;
    }
    has_begun_then(view.scan, mention)
}

/// 'signed in January', 'launched in 2018': when something began, not when it was traded.
pub(in crate::claim) fn has_begun_then(scan: &Scan, mention: &PeriodMention) -> bool {
    let begins = [
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
    ];
    let sentence = |at: usize| scan.is(at, &[".", ";"]);
    // 'from the beginning of the year to June' tells of all that time.
    let spans = |at: usize| scan.is(at, &["beginning"]) && scan.is(at + 1, &["to", "of"]);
    (1..=4)
        .map_while(|back| mention.first.checked_sub(back).filter(|at| !sentence(*at)))
        .any(|at| scan.is(at, &begins) && !spans(at))
}
