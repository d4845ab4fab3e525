//! Whose figure it is and with whom: reporter and partner.

mod apart;
mod beside;
mod described;
mod document;
mod kept;
mod list;
mod sentence;
mod silent;
mod whole;

pub(super) use self::apart::apart;
pub(super) use self::described::Described;
pub(super) use self::kept::row_over;
pub(super) use self::sentence::is_worldwide;

use super::measure::{actor as actor_of, flag, past_aside};
use super::parallel::{self, Run};
use super::record::Reach;
use super::relation::{Related, Side, side};
use super::score::{Candidate, Scored, features};
use super::standing::Seen;
use super::story::Story;
use super::topic::Topic;
use super::view::{MeasureCue, View};
use crate::lexicon::{Cue, Link, PlaceForm};
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;
use crate::value::place::Place;
use document::{carried, common, mated};
use kept::{Focus, Kept, acting, antecedent, is_alone_so_far, opens_paragraph, row, row_before};
use list::{listed, slot};
use sentence::{Sentence, owns_share};
use silent::silent;
use whole::Whole;

features! {
    hint, contra, modifies, paired, inside, bare, subject, beside, behind, distance_figure, distance_cue, boundary, figure_between, city, ambiguous, is_main, in_pair, is_home, same_as_before, other_before, carried, carried_far, carried_paragraph, main, mate, world, none, world_word, pair_report, many, pair_word, group, none_other, parallel, cue_before_place, places_between, of_speech, home_word, carried_world, said, carried_mate, via, world_domestic, votes, listed, main_other, carried_ellipsis, carried_measure, mate_named, world_named, carried_joint, other_word, carried_near, carried_near_silent, carried_near_placeless, main_other_whole, world_bare, world_silent, partner_votes, world_concentrated, carried_votes, hint_cue, hint_figure, contra_cue, contra_figure, hint_far, home_in_pair, mate_whole, hint_those, initial, linked, linked_gap, linked_paragraph, other_last, share_owner, world_shared, mate_share, mate_two, world_pair_share, opens_other, opens_other_silent, opens_main, opens_verb, taken, world_owned, mate_owned, carried_owned, world_mutual, world_fresh, mate_firm, world_firm, opens_noun, world_foreign, modifies_other, main_other_turned, main_other_verb, main_other_listed, known, weight, titled, side, side_against, seen, seen_last, seen_led, seen_bare, same_unbroken, same_silent, same_placeless, same_anaphor, hint_governed, own_money, foreign_money, coin, elsewhere, hint_elsewhere, antecedent, main_other_side, opens_paragraph, second_pair, same_turned, many_led, world_owner, opens_trader, pair_near, several, told, told_other, told_pair, of_part, world_whole, reversed, none_kept, counted, world_part, as_worded, as_told, same_flow, acting, slot, listed_other, summed, led_unlisted, initial_bare, row_before, row_other, none_pair, none_pair_share, central, central_contra, main_sure, mate_odds, mate_back, alone, same_base, same_bracket, focus, focus_near, focus_paragraph, focus_far, described, described_listed, many_owner, speaks, headed, actor, actor_near, actor_foreign, as_acted, as_acted_rest, outside, mostly, earned, opens_alone, focus_left, focus_stays, focus_split, opens_paragraph_other, opens_paragraph_alone, row_over, mate_log, alone_log, mate_quiet, alone_quiet, world_mostly, outside_led, world_strong, world_behind, rival, rival_beside, rival_listed, peer, agent, agent_other, world_total, possessed, same_sure, same_sure_kept, mate_late, alone_late, outsized, undersized, world_outsized, world_undersized, freight_said, freight_hint, freight_via, freight_main, freight_mate, freight_same, freight_carrier, none_document, none_unnamed, owner_document, world_document, none_of_world, unheaded, unheaded_main, member_own, member_other, member_same, mate_third,
}

pub(super) type Candidates = Vec<Candidate<Option<Place>, Features>>;

/// Which of the two roles is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Reporter,
    Partner,
}

/// What is known of a figure when its parties are looked for.
pub(super) struct Asked<'a, 'l> {
    pub figure: &'a Quantity,
    pub at: usize,
    pub measure: Measure,
    pub cue: Option<MeasureCue<'l>>,
    pub places: &'a [Related],
    pub story: &'a Story,
    pub topic: &'a Topic,
    /// Places named in the sentences before.
    pub seen: &'a [Seen],
    /// How much of what the document says of trade is of the opposite flow, from 0 to 1.
    pub turned: f32,
    /// Whether it is only what another figure is compared with.
    pub is_base: bool,
    /// The parties of a figure before that adds up with this one.
    pub summed: [Option<Place>; 2],
    /// What the nouns of the sentence say of its places.
    pub described: &'a Described,
    /// Its sentence and paragraph.
    pub sentence: usize,
    pub paragraph: usize,
    /// The place of the heading that it stands under.
    pub headed: Option<Place>,
}

/// Every place that could have the role: those of the sentence, those of the figure before, those of the document.
pub(super) fn candidates(view: &View, asked: &Asked, role: Role, reporter: Option<Place>) -> Candidates {
    let runs: Vec<Run> = asked.places.iter().map(|place| (place.mention.first, place.mention.end)).collect();
    let parallel = parallel::partner_of(view, asked.at, &runs);
    let mut known: Candidates = Vec::new();
    silent(view, asked, role, reporter, &Sentence::of(view, asked), &mut known);
    let whole = Whole::of(view, asked.figure);
    let is_of_part = |place: &Related| whole.is_some_and(|whole| whole.is_of_part(run_of(place)));
    let parted = flag(asked.places.iter().any(is_of_part));
    let mut all: Candidates = Vec::new();
    for (at, place) in asked.places.iter().enumerate() {
        // A member of a list beside its figure is the other side of the country that the report is about.
        let run = (place.mention.first, place.mention.end);
        let listed = beside(view, (asked.figure.first, asked.figure.end), run) && asked.measure.is_trade();
        let acts = asked.cue.is_some_and(|cue| cue.verb && cue.first < asked.figure.first);
        let is_other = asked.topic.main.is_some_and(|main| main != place.mention.place);
        let mut candidate = said(view, asked, role, at, place, parallel);
        candidate.features.listed_other = flag(listed && !acts && is_other);
        candidate.features.of_part = flag(is_of_part(place));
        let told = asked.described.side(view, asked, place, role);
        candidate.features.described = told;
        candidate.features.described_listed = told * flag(listed);
        // What the document knows of a place speaks for it where the sentence names it, too.
        if let Some(other) = known.iter().find(|other| other.value == candidate.value) {
            candidate.features = candidate.features.plus(&other.features);
        }
        all.push(candidate);
    }
    known.retain(|candidate| candidate.value.is_none() || !all.iter().any(|said| said.value == candidate.value));
    all.extend(known);
    let kept = Kept::of(view, asked);
    let owner = antecedent(view, asked);
    let opening = opens_paragraph(view);
    let actor = acting(view, asked);
    let agent = asked.cue.filter(|cue| cue.verb).and_then(|cue| actor_of(view, &cue, asked.places));
    let slot = slot(view, asked);
    let (row, row_before, over) = (row(view), row_before(view), row_over(view));
    let alone = opening.is_some_and(|place| is_alone_so_far(view, asked.figure.first, place));
    let focus = Focus::of(view, asked);
    for candidate in &mut all {
        let [own, other] = match (asked.story.told_with(candidate.value), role) {
            (told, Role::Reporter) => told,
            ([reporter, partner], Role::Partner) => [partner, reporter],
        };
        (candidate.features.told, candidate.features.told_other) = (own, other);
        if role == Role::Partner && reporter.is_some() {
            candidate.features.told_pair = asked.story.told_of_both(reporter, candidate.value);
        }
        if candidate.value.is_some_and(Place::is_world) {
            candidate.features.world_whole = parted;
        }
        if let Some(place) = candidate.value {
            common(asked, role, place, &mut candidate.features);
            mated(asked, role, reporter, place, &mut candidate.features);
            // 'imported from Russia' is no import of Russia, however much the report is about it.
            candidate.features.central_contra = candidate.features.central * flag(candidate.features.contra > 0.0);
            candidate.features.antecedent = flag(owner == Some(place));
            candidate.features.row_before = flag(row_before == Some(place));
            // In a report on another country the places of a table's rows are the other side.
            let is_other = asked.topic.main.is_some_and(|main| main != place);
            candidate.features.row_other = flag(row == Some(place) && is_other);
            candidate.features.row_over = flag(over == Some(place));
            candidate.features.acting = flag(actor == Some(place));
            candidate.features.agent = flag(agent == Some(place));
            candidate.features.agent_other = flag(agent.is_some_and(|agent| agent != place));
            candidate.features.summed = flag(asked.summed.contains(&Some(place)));
            if let Some((_, own)) = slot.filter(|(listed, _)| *listed == place) {
                candidate.features.slot = if own == role { 1.0 } else { -1.0 };
            }
            let opens = flag(opening == Some(place));
            let foreign = flag(asked.topic.main != Some(place));
            candidate.features.opens_paragraph = opens;
            candidate.features.opens_paragraph_other = opens * foreign;
            candidate.features.opens_paragraph_alone = opens * foreign * flag(alone);
            candidate.features.main_other_side = candidate.features.main_other * candidate.features.side;
        }
        carried(asked, candidate.value, &mut candidate.features);
        if let Some(kept) = kept.as_ref() {
            kept.mark(asked, role, candidate);
        }
        if let Some(focus) = focus.as_ref() {
            focus.mark(asked, role, reporter, candidate);
        }
    }
    all
}

/// A place that stands in the sentence.
fn said(
    view: &View,
    asked: &Asked,
    role: Role,
    at: usize,
    place: &Related,
    parallel: Option<Run>,
) -> Candidate<Option<Place>, Features> {
    let mention = place.mention;
    let (here, there) = ((asked.figure.first, asked.figure.end), (mention.first, mention.end));
    let cue = asked.cue.map(|cue| (cue.first, cue.end));
    let mut f = Features::default();
    let governed = governor(view, asked, place);
    match (side(place, governed.unwrap_or(asked.measure), cue), role) {
        (Side::Reporter, Role::Reporter) | (Side::Partner, Role::Partner) => f.hint = 1.0,
        (Side::Reporter, Role::Partner) | (Side::Partner, Role::Reporter) => f.contra = 1.0,
        _ => {}
    }
    f.hint_governed = f.hint * flag(governed.is_some());
    // The phrase that hangs on the word of measure ('exports to Japan') or on the figure ('$3bn to Japan').
    let on_cue = cue.is_some_and(|(_, end)| place.link.is_some() && place.link_at >= end && place.link_at - end <= 1);
    let on_figure = hangs_on(view, place, here);
    (f.hint_cue, f.contra_cue) = (f.hint * flag(on_cue), f.contra * flag(on_cue));
    let those = place.link_at.checked_sub(1).is_some_and(|i| view.is(i, &["those", "that"]))
        && here.0 >= there.1
        && here.0 - there.1 <= 10
        && view.figures_between(here, there) <= 1;
    f.hint_those = f.hint * flag(those);
    let opens = place.link.is_some() && place.link_at <= view.first + 1;
    f.initial = f.hint * flag(opens && view.is(mention.end, &[","]));
    // 'With China the country ran a deficit', 'To Togo went $3bn'.
    f.initial_bare = f.hint * flag(opens && !view.is(mention.end, &[",", "and"]));
    (f.hint_figure, f.contra_figure) = (f.hint * flag(on_figure), f.contra * flag(on_figure));
    let before_cue = cue.is_some_and(|(first, _)| {
        mention.end <= first
            && first - mention.end <= 4
            && (mention.end..first).all(|i| !view.scan.is_mark(i) || view.is(i, &["-", "'", "’"]))
            && (mention.end..first).all(|i| view.scan.link(i).is_none())
    });
    let verb = asked.cue.is_some_and(|cue| cue.verb);
    f.modifies = flag(before_cue && (place.owns || !verb) && !place.paired);
    f.modifies_other = f.modifies * flag(asked.topic.main.is_some_and(|main| main != mention.place));
    f.paired = flag(place.paired);
    f.inside = flag(place.link == Some(Link::In));
    f.bare = flag(place.link.is_none() && !place.owns);
    f.subject = flag(place.link.is_none() && !place.owns && verb && cue.is_some_and(|(first, _)| mention.end <= first));
    f.beside = flag(beside(view, here, there));
    f.taken = flag(
        !on_figure
            && f.beside == 0.0
            && view
                .quantities
                .iter()
                .map(|other| (other.first, other.end))
                .any(|other| other != here && (hangs_on(view, place, other) || beside(view, other, there))),
    );
    f.behind = flag(
        mention.first >= asked.figure.end
            && mention.first - asked.figure.end <= 6
            && view.boundaries(here, there) < 2.0
            && view.figures_between(here, there) == 0,
    );
    f.distance_figure = (1.0 + View::distance(here, there) as f32).ln();
    f.distance_cue = cue.map_or(0.0, |cue| (1.0 + View::distance(cue, there) as f32).ln());
    f.boundary = view.boundaries(here, there);
    // A figure of the clause that the place stands in.
    let own = (f.boundary >= 2.0 && !on_figure && f.beside == 0.0).then(|| {
        view.quantities.iter().map(|other| (other.first, other.end)).any(|other| {
            other != here
                && View::distance(other, there) < View::distance(here, there)
                && view.boundaries(other, there) < 2.0
        })
    });
    f.elsewhere = flag(own == Some(true));
    f.hint_elsewhere = f.hint * f.elsewhere;
    f.hint_far = f.hint * flag(f.boundary >= 3.0 && !on_cue && !on_figure);
    f.figure_between = view.figures_between(here, there) as f32;
    f.city = flag(matches!(mention.form, PlaceForm::City));
    f.ambiguous = flag(mention.ambiguous);
    f.parallel = match parallel {
        Some(run) if run == there => 1.0,
        Some(_) => -1.0,
        None => 0.0,
    };
    f.cue_before_place = flag(cue.is_some_and(|(first, _)| first < mention.first));
    f.places_between = asked
        .places
        .iter()
        .enumerate()
        .filter(|(other, p)| *other != at && between(p.mention.first, here, there))
        .count() as f32;
    f.of_speech =
        flag(view.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::Speech | Cue::Office) && View::distance((cue.first, cue.end), there) <= 2
        }));
    f.said = 1.0;
    beside::mark(view, asked, place, role, &mut f);
    f.listed = flag(listed(view, asked.places, at) && parallel.is_none());
    f.share_owner = flag(owns_share(view, mention.end, here.0));
    f.via = flag(place.link == Some(Link::Via));
    if opens_clause(view, asked, place, here) {
        let main = asked.topic.main == Some(mention.place);
        f.opens_main = flag(main);
        f.opens_other = flag(!main);
        f.opens_other_silent = flag(!main && cue.is_none_or(|(first, _)| first < there.0));
        // 'the EU remained the biggest destination with $16bn': the other side of the country that the report is about.
        let noun = asked.cue.is_some_and(|cue| !cue.verb && cue.first >= there.1 && cue.first < here.0);
        f.opens_noun = flag(!main && noun);
        // 'Japan was the largest customer with 38,000 tonnes'.
        f.opens_trader = flag(!main && (mention.end..here.0).any(|at| view.scan.trader(at).is_some()));
        f.opens_verb = flag(!main && verb && cue.is_some_and(|(first, _)| first >= there.1 && first < here.0));
    }
    let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
    Candidate::said(Some(mention.place), there, reach, f)
}

/// The opposite flow, where the phrase that leads to a place hangs on its word: in 'exports to Japan fell to $1bn and
/// imports to $2bn' both are of the trade with Japan.
fn governor(view: &View, asked: &Asked, place: &Related) -> Option<Measure> {
    let own = asked.cue.filter(|_| matches!(place.link, Some(Link::To | Link::From)))?;
    let opposite = asked.measure.opposite()?;
    let hangs = |cue: &MeasureCue| {
        cue.first != own.first && cue.end <= place.link_at && place.link_at - cue.end <= 1 && cue.measure == opposite
    };
    // 'sold goods for $1bn to Japan and bought goods for $2bn': it hangs on a figure of the opposite flow.
    let on_other = || {
        let others = view.quantities.iter().map(|other| (other.first, other.end));
        others.filter(|other| *other != (asked.figure.first, asked.figure.end)).any(|other| {
            let last =
                || view.measure_cues().take_while(|cue| cue.first < other.0).filter(|cue| cue.end <= other.0).last();
            hangs_on(view, place, other) && last().is_some_and(|cue| cue.measure == opposite && cue.first != own.first)
        })
    };
    (view.measure_cues().any(|cue| hangs(&cue)) || on_other()).then_some(opposite)
}

/// '$3bn to Japan', '11% ($3bn) to Japan': the phrase that leads to a place hangs on a figure.
fn hangs_on(view: &View, place: &Related, figure: Run) -> bool {
    if place.link.is_none() || place.link_at < figure.1 {
        return false;
    }
    // The figure said in another way, in brackets, and the bracket that the figure itself stands in.
    let from = past_aside(view, figure.1) + usize::from(view.is(figure.1, &[")"]));
    place.link_at >= from
        && place.link_at - from <= 3
        && view.boundaries((from, from), (place.link_at, place.link_at)) < 2.0
}

/// Whether a place opens the clause of the figure, as its subject: 'China was second: $110m', 'the EU took 3bn'.
fn opens_clause(view: &View, asked: &Asked, place: &Related, figure: Run) -> bool {
    let mention = place.mention;
    if place.link.is_some() || place.owns || place.paired || mention.end > figure.0 {
        return false;
    }
    let mut at = mention.first;
    let describes = [
        "the",
        "then",
        "neighbouring",
        "neighboring",
        "only",
        "were",
        "was",
        "came",
        "by",
        "next",
        "runner-up",
        "second",
        "third",
        "fourth",
        "fifth",
        "closely",
        "followed",
        "finally",
        "also",
        "even",
        "meanwhile",
        "likewise",
    ];
    while view.before(at, 1, &describes) {
        at -= 1;
    }
    let opens = at == view.first
        || view.before(
            at,
            1,
            &[",", ";", ":", "and", "while", "but", "whereas", "although", "next", "-", "–", "—", "•"],
        );
    // 'Belgium and Germany with 2 and 1 bn': a list is no subject of its own.
    let is_listed = at > view.first + 1
        && view.is(at - 1, &["and", ","])
        && asked.places.iter().any(|other| other.mention.end == at - 1);
    opens
        && !is_listed
        && view.boundaries(figure, (mention.end, mention.end)) < 5.0
        && !asked.places.iter().any(|other| {
            other.mention.first >= mention.end
                && other.mention.end <= figure.0
                && other.link.is_none()
                && !other.owns
                && other.mention.place != mention.place
        })
}

fn run_of(place: &Related) -> Run {
    (place.mention.first, place.mention.end)
}

/// Whether no place stands beside a word of measure: its parties must come from elsewhere.
fn bare(view: &View, places: &[Related], cue: MeasureCue) -> bool {
    let there = (cue.first, cue.end);
    !places.iter().any(|place| {
        let run = (place.mention.first, place.mention.end);
        View::distance(run, there) <= 4 && view.boundaries(run, there) < 2.0
    })
}

/// 'China ($3bn)', 'China, $3bn', 'China with $3bn'.
fn beside(view: &View, figure: Run, place: Run) -> bool {
    let joins = |i: usize| {
        view.scan.is_mark(i) || view.is(i, &["with", "at", "by", "about", "over", "nearly", "worth", "some"])
    };
    if place.1 > figure.0 || !(place.1..figure.0).all(joins) {
        return false;
    }
    // 'Togo ..... $3bn': points that lead the eye are one.
    let points = (place.1..figure.0).filter(|at| view.is(*at, &["."])).count();
    figure.0 - place.1 - points.saturating_sub(1) <= 3
}

fn between(at: usize, a: Run, b: Run) -> bool {
    let (left, right) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
    left <= at && at < right
}
