//! Whether a figure is a level, a change or a share.

use super::measure::flag;
use super::parallel::Run;
use super::record::Reach;
use super::score::{Candidate, features};
use super::story::Settled;
use super::view::View;
use crate::lexicon::{Cue, Sense, WordKind};
use crate::mention::quantity::Quantity;
use crate::value::flow::Kind;

/// Money for a unit of something: '$75 a barrel', '280 dlrs per tonne', '43 Ecus per 100 kilos', '155 dlrs a bag'.
pub(super) fn is_price(view: &View, figure: &Quantity) -> bool {
    let link = view.is(figure.end, &["a", "an", "per", "/"]);
    let at = figure.end + 1 + usize::from(view.scan.is_number(figure.end + 1));
    let sold_by = |sense: &Sense| matches!(sense, Sense::Unit(_) | Sense::Packing(_)).then_some(());
    link && figure.is_money() && view.scan.longest(at, sold_by).is_some()
}

features! {
    by, of, directly, touching, behind, than, verb, distance, boundary, figure_between, cue_between, to_before,
    from_before, signed, share_before, share_behind, share_of, share_noun, level, level_to, change_default, share_default,
    carried, carried_joint, carried_bracket, carried_or, carried_list, carried_run, carried_change, carried_share, carried_mixed,
    bracketed_share, or_above, by_chain, same_cue, than_flow, crossed,
    carried_or_mixed, enclosed, bare, bare_change, bare_share, change_by, exceeds, or_loose, shared,
}

/// Level, change or share, and the sign of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindFound {
    pub kind: Kind,
    pub sign: i8,
}

pub(super) type Candidates = Vec<Candidate<KindFound, Features>>;

const LEVEL: KindFound = KindFound { kind: Kind::Level, sign: 1 };
const SHARE: KindFound = KindFound { kind: Kind::Share, sign: 1 };

/// Every kind that could be meant. Amounts and percentages compete with weights of their own.
pub(super) fn candidates(view: &View, figure: &Quantity, previous: Option<&Settled>) -> Candidates {
    let previous = previous.filter(|previous| previous.sentence == view.sentence);
    let mut all = Candidates::new();
    let at = Surroundings::of(view, figure);
    if figure.is_percent() {
        percentages(view, figure, previous, &at, &mut all);
    } else {
        let features = Features { level: 1.0, level_to: flag(at.to), ..Features::default() };
        all.push(Candidate::silent(LEVEL, Reach::Default, features));
    }
    for cue in changes(view, figure) {
        all.push(change(view, figure, previous, &at, cue));
    }
    all.extend(exceeds(view, &at));
    if let Some(previous) = previous {
        carried(view, figure, previous, &mut all);
    }
    all
}

/// The small words before a figure and its hedge.
struct Surroundings {
    start: usize,
    to: bool,
    from: bool,
    by: bool,
}

impl Surroundings {
    fn of(view: &View, figure: &Quantity) -> Surroundings {
        let mut start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
        while view.before(start, 1, &["a", "an", "the", "another", "just", "only", "some", "record", "new"]) {
            start -= 1;
        }
        let before = |words: &[&str]| view.before(start, 1, words);
        Surroundings {
            start,
            to: before(&["to", "at", "reach", "reached"]),
            from: before(&["from"]),
            by: before(&["by"]),
        }
    }
}

/// A word of change: tokens, sign, and whether it is a verb.
#[derive(Clone, Copy)]
struct ChangeCue {
    first: usize,
    end: usize,
    sign: i8,
    verb: bool,
}

/// The words of change of the sentence; right behind the figure also those that a longer hedge hides ('less than').
fn changes(view: &View, figure: &Quantity) -> Vec<ChangeCue> {
    let mut all: Vec<ChangeCue> =
        view.change_cues().map(|(first, end, sign, verb)| ChangeCue { first, end, sign, verb }).collect();
    let behind = aside_end(view, figure);
    if !all.iter().any(|cue| cue.first == behind) {
        all.extend(view.scan.hits(behind).iter().find_map(|hit| match hit.sense {
            Sense::Cue(Cue::Change { sign, verb }) => {
                Some(ChangeCue { first: behind, end: hit.end, sign: *sign, verb: *verb })
            }
            _ => None,
        }));
    }
    all.retain(|cue| cue.end <= figure.first || cue.first >= figure.end);
    all
}

/// The token behind a figure and what says it in another way: 'up' of '$3.1 million (6.0%) up', '6.0%, or $3 million, up',
/// '$3m (EUR 2m) or 6% more'. In '$3 million, or 6.0% more' only the percentage is more.
fn aside_end(view: &View, figure: &Quantity) -> usize {
    let closes = usize::from(view.is(figure.end, &[")"]) && figure.is_percent());
    let next = view.quantities.partition_point(|other| other.first < figure.end);
    let mut end = figure.end;
    for (at, other) in view.quantities[next..].iter().enumerate().take(ASIDES) {
        let before = &view.quantities[next + at - usize::from(next + at > 0)];
        let converted = other.is_money() && figure.is_money() && other.readings != before.readings;
        let listed = at > 0 && converted && view.is(end, &[","]) && end + 1 == other.first;
        let is_another = other.is_percent() != figure.is_percent() || converted;
        let joins = listed || is_aside(view, end, other);
        if !(is_another && joins) {
            break;
        }
        let in_bracket = view.bracket(other.first).is_some_and(|opens| opens >= figure.end);
        let is_closed = if in_bracket { view.is(other.end, &[")", "]"]) } else { view.is(other.end, &[","]) };
        let opens_late = !in_bracket && view.is(end, &[","]);
        let is_open = opens_late || (in_bracket && !view.is(other.end, &[","]));
        if is_open && !is_closed {
            return if at == 0 { figure.end + closes } else { end };
        }
        end = other.end + usize::from(is_closed);
    }
    if end == figure.end { figure.end + closes } else { end }
}

/// Most figures that say one in other ways.
const ASIDES: usize = 3;

fn change(
    view: &View,
    figure: &Quantity,
    previous: Option<&Settled>,
    at: &Surroundings,
    cue: ChangeCue,
) -> Candidate<KindFound, Features> {
    let (here, there) = ((figure.first, figure.end), (cue.first, cue.end));
    let before = cue.end <= at.start;
    let shared = !before && is_shared(view, figure, cue.first);
    // What only says the figure in another way, or shares the word, stands between nothing.
    let aside = shared || (!before && aside_end(view, figure) == cue.first);
    let gap = match () {
        () if before => cue.end..at.start,
        () if aside => cue.first..cue.first,
        () => figure.end..cue.first.max(figure.end),
    };
    let mut f = Features::default();
    f.distance = (1.0 + gap.len() as f32).ln();
    f.boundary = if aside { 0.0 } else { view.boundaries(here, there) };
    f.figure_between = if aside { 0.0 } else { view.figures_between(here, there) as f32 };
    f.cue_between = view.change_cues().filter(|(first, ..)| gap.contains(first)).count() as f32;
    f.verb = flag(cue.verb);
    f.by = flag(before && at.by);
    f.by_chain = flag(
        before && at.by && f.figure_between > 0.0 && previous.is_some_and(|previous| previous.kind == Kind::Change),
    );
    f.of = flag(before && view.before(at.start, 1, &["of"]) && gap.len() <= 1);
    f.directly = flag(before && gap.is_empty());
    f.touching = flag(!before && gap.is_empty());
    f.enclosed = flag(gap.is_empty() && is_enclosed(view, at.start.min(cue.first), figure.end.max(cue.end)));
    f.crossed = flag(before && gap.is_empty() && is_mark_crossed(view, figure, cue.end));
    f.behind = flag(!before);
    f.than = flag(
        !before
            && (cue.first..(cue.end + 2).min(view.end))
                .any(|i| view.is(i, &["than", "on", "from", "compared", "the", "that", "those", "what"])),
    );
    f.than_flow = flag(!before && gap.len() <= 1 && is_beyond_flow(view, cue.end));
    f.to_before = flag(at.to);
    f.from_before = flag(at.from);
    f.or_above = flag(!before && is_alternative(view, figure, cue.first));
    // 'handled 5 million tonnes, or 3% more', '$5bn (3% more)': the word goes with the percentage.
    f.or_loose = f.or_above * flag(!aside);
    f.shared = flag(shared);
    f.bare = flag(is_bare(view, figure));
    f.same_cue =
        flag(previous.is_some_and(|previous| previous.kind == Kind::Change && before && cue.end <= previous.end));
    let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
    let value = KindFound { kind: Kind::Change, sign: cue.sign };
    Candidate::said(value, there, reach, f)
}

/// '(up $3 billion)', '($3 billion down, mostly coal)': a figure and its word of change open a bracket.
fn is_enclosed(view: &View, from: usize, to: usize) -> bool {
    from > view.first && view.is(from - 1, &["(", "["]) && view.is(to, &[")", "]", ",", ";"])
}

/// 'exceeds the result of last season by 5%', 'beat the plan by 3 million tonnes'.
fn exceeds(view: &View, at: &Surroundings) -> Option<Candidate<KindFound, Features>> {
    if !at.by {
        return None;
    }
    let from = at.start.saturating_sub(EXCEEDS).max(view.first);
    let is_word = |i: &usize| view.scan.is_kind(*i, WordKind::Excess) && !view.is(*i, &["above", "over"]);
    let word = (from..at.start).rev().find(is_word)?;
    let here = (at.start, at.start);
    let moves = view.change_cues().any(|(first, ..)| from <= first && first < at.start);
    // 'exports exceed imports by $3bn' is a balance.
    let flows =
        view.measure_cues().any(|cue| cue.measure.is_trade() && !cue.verb && word < cue.first && cue.first <= word + 2);
    if moves || flows || view.figures_between((word, word + 1), here) > 0 {
        return None;
    }
    let features = Features { exceeds: 1.0, ..Features::default() };
    Some(Candidate::said(KindFound { kind: Kind::Change, sign: 1 }, (word, word + 1), Reach::Clause, features))
}

/// Most tokens from a word such as 'exceeds' to the figure.
const EXCEEDS: usize = 16;

/// 'The volume was 5% and the value 3% higher': both percentages are of the word behind the second.
fn is_shared(view: &View, figure: &Quantity, cue: usize) -> bool {
    let next = view.quantities.partition_point(|other| other.first < figure.end);
    let Some(other) = view.quantities.get(next) else { return false };
    let gap = figure.end..other.first;
    figure.is_percent() == other.is_percent()
        && (other.end == cue || (other.end + 1 == cue && view.is(other.end, &["per"])))
        && gap.len() <= RUN
        && view.is(gap.start, &["and", ",", "in", "for"])
        && gap.clone().any(|at| view.is(at, &["and"]))
        && !view.change_cues().any(|(first, ..)| gap.contains(&first))
}

/// 'Spain (5%) and Italy (3%) grew fastest': a percentage alone in brackets, behind a name and no amount.
fn is_bare(view: &View, figure: &Quantity) -> bool {
    let start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
    figure.is_percent()
        && start > view.first + 1
        && view.is(start - 1, &["(", "["])
        && view.is(figure.end, &[")", "]"])
        && !view.quantities.iter().any(|other| other.end == start - 1)
}

/// 'fell below $5bn', 'climbed past 2 million tonnes': a mark that was crossed, no difference.
fn is_mark_crossed(view: &View, figure: &Quantity, cue_end: usize) -> bool {
    figure.bound.is_some_and(|(_, from, _)| {
        from == cue_end && view.is(from, &["below", "beneath", "under", "above", "past", "beyond"])
    })
}

/// 'bought $480m more from Italy than it sold there': no change but the balance of two flows.
fn is_beyond_flow(view: &View, from: usize) -> bool {
    let than = (from..(from + 6).min(view.end)).find(|at| view.is(*at, &["than"]));
    than.is_some_and(|than| {
        view.measure_cues().any(|cue| cue.verb && cue.measure.is_trade() && cue.first > than && cue.first <= than + 4)
    })
}

/// '$4.7 billion, or 19.4%, above the level': a percentage stands between the figure and the word of change.
fn is_alternative(view: &View, figure: &Quantity, cue: usize) -> bool {
    let between = view.quantities.iter().filter(|other| other.first >= figure.end && other.end <= cue);
    let percent = between.clone().count() == 1 && between.clone().all(Quantity::is_percent);
    percent && cue - figure.end <= 6
}

/// What only percentages can be: a share, a change that a sign or nothing at all says.
fn percentages(view: &View, figure: &Quantity, previous: Option<&Settled>, at: &Surroundings, all: &mut Candidates) {
    let here = (figure.first, figure.end);
    let sign_at = figure.first.checked_sub(1).filter(|i| *i >= view.first);
    let sign = match sign_at.map_or("", |i| view.scan.word(i)) {
        "+" => Some(1),
        // A dash between two numbers is a range, no sign.
        "-" | "−" | "–" if !sign_at.and_then(|i| i.checked_sub(1)).is_some_and(|i| view.scan.is_number(i)) => {
            Some(-1)
        }
        _ => None,
    };
    if let (Some(sign), Some(i)) = (sign, sign_at) {
        let features = Features { signed: 1.0, ..Features::default() };
        let value = KindFound { kind: Kind::Change, sign };
        all.push(Candidate::said(value, (i, i + 1), Reach::Clause, features));
    }
    let share = |words: Run, features: Features| Candidate::said(SHARE, words, Reach::Clause, features);
    if view.is(figure.end, &["of"]) {
        let features = Features { share_of: 1.0, of: flag(view.before(at.start, 1, &["of"])), ..Features::default() };
        all.push(share((figure.end, figure.end + 1), features));
    }
    for mention in view.cues.iter().filter(|mention| matches!(mention.cue, Cue::Share)) {
        let there = (mention.first, mention.end);
        let before = mention.end <= figure.first;
        let features = Features {
            share_before: flag(before),
            share_behind: flag(!before),
            share_noun: flag(before && (at.to || at.from)),
            distance: (1.0 + View::distance(here, there) as f32).ln(),
            boundary: view.boundaries(here, there),
            figure_between: view.figures_between(here, there) as f32,
            ..Features::default()
        };
        all.push(share(there, features));
    }
    let after_level =
        previous.is_some_and(|previous| previous.kind == Kind::Level && is_aside(view, previous.end, figure));
    let bare = flag(is_bare(view, figure));
    let features =
        Features { share_default: 1.0, bracketed_share: flag(after_level), bare_share: bare, ..Features::default() };
    all.push(Candidate::silent(SHARE, Reach::Default, features));
    let features = Features { change_default: 1.0, change_by: flag(at.by), bare_change: bare, ..Features::default() };
    all.push(Candidate::silent(KindFound { kind: Kind::Change, sign: 1 }, Reach::Default, features));
}

/// '$290 million (5.5 percent)', '$866 million or 16.6 percent': the figure only says the one before in another way.
fn is_aside(view: &View, from: usize, figure: &Quantity) -> bool {
    let gap = from..figure.bound.map_or(figure.first, |(_, first, _)| first.min(figure.first));
    !gap.is_empty()
        && gap.len() <= 2
        && gap.clone().all(|i| view.is(i, &["(", ",", "or", "[", "about"]))
        && gap.clone().any(|i| view.is(i, &["(", "or", "["]))
}

/// What the figure before was.
fn carried(view: &View, figure: &Quantity, previous: &Settled, all: &mut Candidates) {
    if previous.kind == Kind::Level || (previous.kind == Kind::Share && !figure.is_percent()) {
        return;
    }
    let gap = previous.end..figure.first.max(previous.end);
    let features = Features {
        carried: 1.0,
        carried_joint: flag(view.joint(previous.end, figure.first)),
        carried_bracket: flag(view.is(previous.end, &["("])),
        carried_or: flag(is_aside(view, previous.end, figure)),
        // 'fell by 8%, or $3bn'.
        carried_or_mixed: flag(previous.is_percent != figure.is_percent() && is_aside(view, previous.end, figure)),
        carried_list: flag(gap.clone().any(|i| view.is(i, &["and", ","])) && gap.len() <= 14),
        carried_run: flag(is_run(view, previous, figure)),
        carried_change: flag(previous.kind == Kind::Change),
        carried_share: flag(previous.kind == Kind::Share),
        carried_mixed: flag(previous.is_percent != figure.is_percent()),
        cue_between: view.change_cues().filter(|(first, ..)| gap.contains(first)).count() as f32,
        ..Features::default()
    };
    let value = KindFound { kind: previous.kind, sign: previous.sign };
    all.push(Candidate::silent(value, Reach::Sentence, features));
}

/// 'Gems gained $8bn, vehicles $3bn and fruit $1bn', 'down by $6m and $4m respectively': changes side by side, of one verb.
fn is_run(view: &View, previous: &Settled, figure: &Quantity) -> bool {
    let start = figure.bound.map_or(figure.first, |(_, first, _)| first.min(figure.first));
    let gap = previous.end..start;
    if previous.kind != Kind::Change || previous.is_percent != figure.is_percent() || gap.is_empty() || gap.len() > RUN
    {
        return false;
    }
    let last = start - 1;
    let names = view.goods.iter().any(|goods| goods.end == start)
        || view.places.iter().any(|place| place.end == start)
        || view.measure_cues().any(|cue| !cue.verb && cue.end == start);
    let joins = view.is(last, &["and", ",", "by"]) || names;
    let joined = gap.clone().any(|at| view.is(at, &[",", "and"]));
    joins && joined && !gap.clone().any(|at| view.is(at, &["to", "from", "at", "was", "were", "with", "against", "of"]))
}

/// Most tokens between two changes of one verb.
const RUN: usize = 12;
