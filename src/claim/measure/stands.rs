//! How a word of measure stands to a figure: it leads it, governs it, is the subject of its verb, or stands behind it.

use super::{Features, flag};
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::Link;
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;

/// Whether a word leads a figure of its own right behind it: 'sales of Rs 94 billion', 'exports, $3bn'.
pub(super) fn leads_figure(view: &View, cue: &MeasureCue) -> bool {
    // 'bought goods for Rs 94 billion': what is bought may stand between.
    let goods = |i: usize| view.goods.iter().any(|goods| goods.first <= i && i < goods.end);
    let small = |i: usize| {
        view.scan.is_function(i) || view.scan.is_mark(i) || view.scan.link(i).is_some() || (cue.verb && goods(i))
    };
    let next =
        view.quantities.iter().map(|other| other.bound.map_or(other.first, |(_, from, _)| from.min(other.first)));
    next.into_iter()
        .find(|first| *first >= cue.end)
        .is_some_and(|first| first - cue.end <= 3 && (cue.end..first).all(small))
}

/// '25.6 billion dlrs worth of exports', 'a 23% gain in car exports': a figure that is bound to its word by nothing but a
/// link, a word of change and what the goods are called.
pub(super) fn is_governed(view: &View, figure: &Quantity, cue: &MeasureCue) -> bool {
    let gap = figure.end..cue.first;
    if cue.verb || !(1..=5).contains(&gap.len()) {
        return false;
    }
    let change = view.change_cues().find(|(first, ..)| *first == figure.end).map_or(figure.end, |(_, end, ..)| end);
    let worth = if view.is(change, &["worth", "value"]) { change + 1 } else { change };
    let small = |i: usize| view.is_goods(i) || view.goods.iter().any(|goods| (goods.first..goods.end).contains(&i));
    view.is(worth, &["of", "in"])
        && (worth == figure.end + 1 || change > figure.end || view.is(worth, &["of"]))
        && (worth + 1..cue.first).all(|i| small(i) || view.is(i, &["its", "the", "total", "their"]))
}

/// 'exported 40% of', 'took 1,900 tonnes of': a verb of trade leads the figure.
pub(super) fn is_led_by_verb(view: &View, figure: &Quantity) -> bool {
    view.measure_cues().any(|cue| {
        cue.verb
            && cue.measure.opposite().is_some()
            && cue.end <= figure.first
            && view.figures_between((cue.first, cue.end), (figure.first, figure.end)) == 0
            && leads_figure(view, &cue)
    })
}

/// 'At $4.7 billion, the deficit was': the figure opens the sentence and its word follows.
pub(super) fn is_fronted(view: &View, figure: &Quantity, cue: &MeasureCue) -> bool {
    let start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
    start <= view.first + 2
        && view.before(start, 1, &["At", "at", "With", "with"])
        && cue.first > figure.end
        && view.is(figure.end, &[","])
        && cue.first - figure.end <= 4
}

/// Whether a word is the subject of the verb of change that the figure completes: 'exports of cars, too, recovered 5%'.
pub(super) fn is_subject(view: &View, cue: &MeasureCue, figure: &Quantity) -> bool {
    let mut verbs =
        view.change_cues().filter(|(first, end, _, verb)| *verb && *first >= cue.end && *end <= figure.first);
    let Some((verb, ..)) = verbs.next() else { return false };
    let between = |other: &MeasureCue| !other.verb && other.first >= cue.end && other.first < verb;
    !cue.verb
        && !is_dominated(view, cue)
        && !view.measure_cues().any(|other| between(&other) && !is_dominated(view, &other))
}

/// 'the gap between exports and imports', 'a surplus in trade': a word of balance or trade governs the words in its phrase.
pub(super) fn is_dominated(view: &View, cue: &MeasureCue) -> bool {
    view.measure_cues().any(|head| {
        let phrase = head.end..cue.first;
        matches!(head.measure, Measure::Balance | Measure::Trade)
            && !head.verb
            && head.end < cue.first
            && phrase.len() <= 7
            && view
                .scan
                .link(head.end)
                .is_some_and(|link| matches!(link, Link::Between | Link::Of | Link::In | Link::With))
            && phrase.clone().all(|i| !view.scan.is_mark(i) || view.is(i, &["'", "’", "-"]))
            && view.figures_between((head.first, head.end), (cue.first, cue.end)) == 0
            && !view.change_cues().any(|(first, _, _, verb)| verb && phrase.contains(&first))
    })
}

/// Whether a word of balance leads a figure: 'a deficit of $18 bn'.
pub(super) fn balance_leads(view: &View, figure: &Quantity) -> bool {
    view.measure_cues().any(|cue| {
        cue.measure == Measure::Balance
            && cue.end <= figure.first
            && view.figures_between((cue.first, cue.end), (figure.first, figure.end)) == 0
            && leads_figure(view, &cue)
    })
}

/// A word behind the figure: right behind it ('dlr surplus'), joined to it ('in exports', 'worth of imports'), or further
/// on.
pub(super) fn after(view: &View, figure: &Quantity, cue: &MeasureCue, f: &mut Features) {
    let mut between = figure.end..cue.first;
    let clean = between.clone().all(|i| !view.scan.is_mark(i) || view.scan.is(i, &["-", "'", "’"]));
    let link = between.clone().any(|i| view.is(i, &["of", "in", "worth", "for", "from", "on"]));
    let end = past_aside(view, figure.end);
    let near = view.figures_between((figure.first, end), (cue.first, cue.end)) == 0;
    // 'imports 30 bn against exports of 39 bn': what a figure is compared with is not what it measures.
    let verbal = between.any(|i| view.is(i, &["was", "were", "is", "while", "and", "but"]) || view.scan.is_base(i));
    // '$544m was earned from', '22.9 million tonnes has been sold abroad'.
    let passive = cue.verb
        && near
        && cue.first.saturating_sub(end) <= 8
        && cue.first > figure.end
        && view.before(cue.first, 1, &["was", "were", "been", "is", "be", "being", "are"]);
    f.passive_after = flag(passive);
    // 'jumped to «5 bn», of which exports were 3 bn': a word of a clause that has a figure of its own.
    let gap = figure.end..cue.first;
    let parts = gap.clone().any(|at| view.is(at, &[";", ",", "and", "while"]))
        && gap.clone().all(|at| !view.scan.is_number(at));
    let has_own = || {
        let next = view.quantities.iter().find(|other| other.first >= cue.end).map(|other| other.first);
        next.is_some_and(|next| !view.measure_cues().any(|other| other.first >= cue.end && other.first < next))
    };
    f.later_clause = flag(parts && near && has_own());
    f.participle = flag(is_participle(view, figure, cue));
    match cue.first - figure.end {
        _ if passive || f.participle > 0.0 => {}
        0..=3 if clean && !link && !cue.verb && !verbal => f.adjacent_after = 1.0,
        1..=6 if clean && link && near && !verbal => f.of_after = 1.0,
        _ => f.after = 1.0,
    }
}

/// '$3bn exported and $2bn imported', '24 million tonnes shipped.': a participle right behind its figure.
pub(super) fn is_participle(view: &View, figure: &Quantity, cue: &MeasureCue) -> bool {
    let ends = |at: usize| {
        at >= view.end
            || view.scan.is_mark(at)
            || view.scan.link(at).is_some()
            || view.is(at, &["and", "by", "last", "this", "but", "abroad", "there"])
            || view.periods.iter().any(|period| period.first == at)
    };
    cue.verb && cue.first == past_aside(view, figure.end) && cue.first < figure.end + 8 && ends(cue.end)
}

/// 'India ($3bn), China ($2bn) and Brazil were the main suppliers': a word behind a list in brackets, the figure among them.
pub(super) fn is_behind_list(view: &View, figure: &Quantity, cue: &MeasureCue) -> bool {
    let is_bracketed = |at: usize, end: usize| view.before(at, 1, &["("]) && view.is(end, &[")"]);
    let behind = view.quantities.iter().skip_while(|other| other.first < figure.end);
    let mut behind = behind.take_while(|other| other.end <= cue.first);
    is_bracketed(figure.first, figure.end)
        && behind.all(|other| is_bracketed(other.first, other.end))
        && view.cues_between((figure.first, figure.end), (cue.first, cue.end)) == 0
        && !(figure.end..cue.first).any(|at| view.is(at, &[";", "while", "whereas"]))
}

/// The token after a bracket that opens at `at`, else `at`: '$544m (Shs1.9trn) was earned'.
pub(in crate::claim) fn past_aside(view: &View, at: usize) -> usize {
    if !view.is(at, &["("]) {
        return at;
    }
    (at..(at + 8).min(view.end)).find(|i| view.is(*i, &[")"])).map_or(at, |close| close + 1)
}
