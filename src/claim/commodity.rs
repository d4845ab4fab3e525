//! Which goods a figure is for, in the words of the text; none for all goods.

mod part;
mod phrase;
mod silent;
mod unlisted;
mod whole;

use self::part::{exception, is_illustration, is_included, is_left_out, is_set_off};
use self::phrase::{Named, extended, is_place, is_plain, of_figure, text};
use super::anaphora;
use super::measure::{Choice, flag};
use super::opener::Opener;
use super::parallel::{self, Run};
use super::record::Reach;
use super::score::{Candidate, features};
use super::spoken::Spoken;
use super::story::Story;
use super::theme::{Theme, stem};
use super::topic::Topic;
use super::view::View;
use crate::lexicon::{Cue, Reference, WordKind};
use crate::mention::GoodsMention;
use crate::mention::quantity::Quantity;
use crate::token::TokenKind;
use crate::value::flow::{Kind, Measure};
use crate::value::unit::Unit;

features! {
    of_figure, of_free, beside, before_word, of_word, object, behind, subject, fixed, distance, boundary, figure_between,
    cue_between, place_between, parallel, bracket, percent, physical, carried, carried_joint, carried_silent, carried_apart,
    carried_paragraph, carried_physical, carried_measure, carried_place, topic, topic_physical, topic_silent, none,
    none_physical, none_all, none_total, none_place, none_whole, none_word, whole, conjunct, of_theme, in_name, priced, included, theme, theme_share, theme_led, theme_physical,
    theme_silent, theme_whole, theme_count, theme_traded, theme_plain, theme_container, theme_word, theme_total, before, before_only, before_theme, before_silent, before_named, before_physical, before_whole, before_placed, unlisted_before, unlisted_of, unlisted_whole, told, told_none, told_word, carried_part, carried_anaphora, cause, predicate, lead, lead_title, lead_theme, lead_named, lead_opened, lead_listed, lead_placed, lead_word, lead_total, lead_sum, lead_whole, lead_physical, lead_traded, lead_plain, opener, opener_starts, opener_only, opener_bare, opener_apart, opener_named, opener_word, opener_placed, opener_whole, opener_kept, opener_left, opener_pronoun, opener_sum, opener_theme, opener_physical, opener_first, opener_total, opener_traded, boxes, boxes_theme, none_lead, none_sum, nearest, side_same, side_other, excepted, relative, illustrated, set_off, scope, scope_word, scope_turned, scope_listed, scope_titled, scope_physical, scope_total, scope_freight, excepted_whole, none_flow_physical, none_freight, none_freight_physical, theme_freight, lead_freight, before_freight, opener_freight, carried_freight, taken_up, none_taken_up, nearest_place, nearest_cue, nearest_figure, nearest_boundary, figure_any, cue_any, boundary_far, flow_same, flow_other, flow_same_said, flow_other_said, told_flow, told_none_flow, lead_measure, lead_turned, of_it, listed, listed_placed, listed_physical, none_count, none_goods, vehicle, vehicle_freight, titled, traded, nearer, of_described, none_said, none_said_verb, none_plain, none_theme_share, none_theme_traded, none_led, none_topic, none_topic_plain, none_named, none_before, none_opener, none_of, none_listed, none_services, left_topic, plain, plain_beside, plain_whole, topic_traded, topic_word, topic_whole, topic_total, topic_placed, topic_theme, carried_total, carried_whole, carried_sum, carried_named, carried_traded, before_total, before_traded, before_sum, theme_sum, left, left_sentence, left_paragraph, left_base, left_word, carried_fresh, carried_base,
    none_untold, none_untold_word, none_summed, none_services_too, scope_sole, scope_summed, lead_sole, lead_summed,
    lead_untraded, carried_foreign, carried_untraded, theme_untraded, before_untraded, opener_untraded, unlisted_joined,
    unlisted_again, unlisted_opens, unlisted_carried, unlisted_known, of_in, of_percent, opener_heading,
    none_untold_topic, none_sole, plain_own,
}

pub(super) type Candidates = Vec<Candidate<Option<String>, Features>>;

/// What is known of a figure when its goods are looked for.
pub(super) struct Asked<'a, 'l> {
    pub figure: &'a Quantity,
    pub at: usize,
    pub kind: Kind,
    /// Whether it is only what another figure is compared with.
    pub is_base: bool,
    pub choice: &'a Choice<'l>,
    pub story: &'a Story,
    /// What is known of the document.
    pub about: &'a Topic,
    pub spoken: &'a Spoken,
    /// The goods that the paragraph opens with.
    pub opener: Option<&'a Opener>,
}

impl<'a> Asked<'a, '_> {
    /// The goods that the title names beside a word of trade.
    fn topic(&self) -> Option<&'a str> {
        self.about.commodity.as_deref()
    }

    /// The goods that the report speaks of most.
    fn theme(&self) -> Option<&'a Theme> {
        self.about.theme.as_ref()
    }

    fn is_whole(&self) -> bool {
        matches!(self.choice.measure, Measure::Trade | Measure::Balance)
    }
}

/// All goods that could be meant: those named in the sentence, those of the figure before, those of the title, or none.
pub(super) fn candidates(view: &View, asked: &Asked) -> Candidates {
    let figure = asked.figure;
    let unit = figure.plain_reading().unit;
    let physical = !unit.is_money() && unit != Unit::Percent;
    let is_freight = asked.choice.measure == Measure::Freight;
    let mut all = Candidates::new();
    let cue = asked.choice.cue;
    if let Some(cue) = cue
        && let Some(fixed) = cue.commodity
    {
        let features = Features { fixed: 1.0, ..Features::default() };
        let words = (cue.first, cue.end);
        all.push(Candidate::said(Some(fixed.to_owned()), words, Reach::Clause, features));
    }
    let owned = of_figure(view, figure, physical);
    if let Named::Goods(run) = owned {
        let lexical = view.goods.iter().any(|goods| run.0 <= goods.first && goods.end <= run.1);
        let features = Features {
            of_figure: 1.0,
            of_in: flag(view.is(figure.end, &["in"])),
            of_percent: flag(figure.is_percent()),
            of_free: flag(!lexical),
            of_described: flag(whole::ends_in_all(view, run)),
            physical: flag(physical),
            ..Features::default()
        };
        all.push(Candidate::said(Some(text(view, run)), run, Reach::Clause, features));
    }
    let runs: Vec<Run> = view.goods.iter().filter(|goods| !goods.all).map(|goods| (goods.first, goods.end)).collect();
    let side_by_side =
        parallel::partner_of(view, asked.at, &runs).or_else(|| parallel::compared_of(view, asked.at, &runs));
    for run in runs {
        all.push(named(view, asked, run, side_by_side, physical));
    }
    all.extend(cue.and_then(|cue| unlisted::unlisted(view, asked, (cue.first, cue.end), cue.verb)));
    all.extend(whole::plain(view, asked));
    silent::silent(view, asked, physical, matches!(owned, Named::All), &mut all);
    let taken_up = flag(anaphora::names_goods_again(view, figure));
    let some = all.iter().filter(|candidate| candidate.value.is_some()).count();
    let here = all.iter().filter(|candidate| candidate.words.is_some()).count();
    for candidate in &mut all {
        let f = &mut candidate.features;
        // Each of many candidates has a little: together they must not outweigh that there are none.
        f.none_count = f.none * (1.0 + some as f32).ln();
        f.none_goods = f.none * (1.0 + here as f32).ln();
        if is_freight {
            f.theme_freight = f.theme;
            f.lead_freight = f.lead;
            f.before_freight = f.before;
            f.opener_freight = f.opener;
            f.carried_freight = f.carried;
        }
        f.taken_up = taken_up * (f.before + f.carried + f.opener);
        f.none_taken_up = taken_up * f.none;
        if let Some(words) = &candidate.value {
            let last = words.rsplit([' ', '-']).next().unwrap_or(words);
            f.vehicle = flag(view.scan.lexicon.is_word(last, WordKind::Vehicle));
            f.vehicle_freight = f.vehicle * flag(is_freight);
            // A report on what is sold of nutmeg says of imports, too, what they came to: of all goods.
            let (same, other) = asked.spoken.flows(&stem(words)).of(asked.choice.measure);
            match candidate.words {
                Some(_) => (f.flow_same_said, f.flow_other_said) = (same, other),
                None => (f.flow_same, f.flow_other) = (same, other),
            }
        }
        if candidate.words.is_none() && candidate.value.as_deref().is_some_and(is_scope) {
            f.scope = 1.0;
            f.scope_word = flag(cue.is_some());
            f.scope_turned = flag(silent::is_turned(asked));
            f.scope_listed = flag(cue.is_none() && !view.places.is_empty());
            f.scope_sole = flag(asked.story.told_of(None) == 0.0);
            f.scope_summed = flag(asked.spoken.is_summed);
            f.scope_titled = flag(asked.topic().is_some_and(is_scope));
            f.scope_physical = flag(physical);
            f.scope_total = flag(cue.is_some_and(|cue| is_total(view, cue.first)));
            f.scope_freight = flag(is_freight);
        }
        let told = asked.story.told_of(candidate.value.as_deref());
        let told_flow = asked.story.told_of_as(candidate.value.as_deref(), asked.choice.measure);
        match candidate.value {
            Some(_) => (f.told, f.told_flow) = (told, told_flow),
            None => (f.told_none, f.told_none_flow) = (told, told_flow),
        }
        f.told_word = told * flag(cue.is_some());
    }
    all
}

/// 'non-oil', 'border trade': what a report counts at all, not what it tells of beside the rest.
fn is_scope(words: &str) -> bool {
    let starts = words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("non-"));
    starts || words.ends_with(" trade") || words.ends_with(" exports")
}

/// Goods that stand in the sentence.
fn named(
    view: &View,
    asked: &Asked,
    run: Run,
    side_by_side: Option<Run>,
    physical: bool,
) -> Candidate<Option<String>, Features> {
    let here = (asked.figure.first, asked.figure.end);
    let cue = asked.choice.cue.map(|cue| (cue.first, cue.end));
    let verb = asked.choice.cue.is_some_and(|cue| cue.verb);
    let before = run.1 <= here.0;
    let mut f = Features::default();
    f.distance = (1.0 + View::distance(here, run) as f32).ln();
    f.boundary = view.boundaries(here, run);
    f.figure_between = view.figures_between(here, run) as f32;
    f.cue_between = view.cues_between(here, run) as f32;
    f.place_between = flag(view.places.iter().any(|place| before && run.1 <= place.first && place.end <= here.0));
    f.beside = flag(before && is_beside(view, run.1, here.0));
    f.behind = flag(!before && f.figure_between == 0.0 && is_beside(view, here.1, run.0));
    let joins = |i: usize| view.is(i, &["-", "product", "products", "sector"]);
    f.before_word =
        flag(!verb && cue.is_some_and(|(first, _)| run.1 <= first && first - run.1 <= 1 && (run.1..first).all(joins)));
    f.of_word = flag(cue.is_some_and(|(_, end)| {
        view.is(end, &["of", "in", "for"])
            && run.0 > end
            && run.0 - end <= 4
            && (end + 1..run.0).all(|i| is_plain(view, i) || is_place(view, i))
    }));
    f.object = flag(verb && cue.is_some_and(|(_, end)| run.0 >= end && run.0 - end <= 6));
    f.subject = flag(
        before
            && view.goods.iter().find(|goods| !goods.all).is_some_and(|first| first.first == run.0)
            && run.0 <= view.first + 3,
    );
    f.bracket = flag(view.bracket(run.0) != view.bracket(here.0));
    f.percent = flag(asked.kind == Kind::Share);
    f.physical = flag(physical);
    f.whole = flag(asked.is_whole());
    f.conjunct = flag(view.is(run.0.saturating_sub(1), &["and"]) || view.is(run.1, &["and"]));
    f.parallel = match side_by_side {
        Some(other) if other == run => 1.0,
        Some(_) => -1.0,
        None => 0.0,
    };
    f.of_theme = theme_share(asked, &text(view, run));
    f.in_name = flag(is_in_name(view, run));
    f.priced = flag(view.is(run.1, &["price", "prices"]));
    f.included = flag(is_included(view, run));
    f.illustrated = flag(is_illustration(view, run));
    f.set_off = flag(is_set_off(view, run, here));
    // 'the Agriculture Minister said that tea exports': a name is no goods that others stand behind.
    let is_last = |goods: &&GoodsMention| {
        !goods.all && goods.end <= here.0 && (goods.first == run.0 || !is_in_name(view, (goods.first, goods.end)))
    };
    f.nearest = flag(
        before && f.in_name == 0.0 && view.goods.iter().rev().find(is_last).is_some_and(|goods| goods.first == run.0),
    );
    f.figure_any = flag(f.figure_between > 0.0);
    f.cue_any = flag(f.cue_between > 0.0);
    f.boundary_far = flag(f.boundary >= FAR);
    f.nearest_place = f.nearest * f.place_between;
    f.nearest_cue = f.nearest * f.cue_any;
    f.nearest_figure = f.nearest * f.figure_any;
    f.nearest_boundary = f.nearest * f.boundary_far;
    // 'goods for $3bn, nearly all of it oil': what most of it is, not what it is for.
    f.of_it = flag(
        (run.0.saturating_sub(3)..run.0)
            .any(|at| view.is(at, &["of"]) && view.is(at + 1, &["it", "them", "which", "this"])),
    );
    f.listed = flag(is_listed(view, run));
    f.listed_placed = f.listed * flag(!view.places.is_empty());
    f.listed_physical = f.listed * f.physical;
    f.nearer = flag(is_nearer_to_another(view, asked.at, run));
    let own_stem = stem(&text(view, run));
    f.titled = flag(asked.topic().is_some_and(|topic| stem(topic) == own_stem));
    f.traded = asked.spoken.traded(&own_stem);
    let side = asked.story.previous.as_ref().filter(|previous| previous.sentence == view.sentence);
    if let Some(side) = side.and_then(|previous| previous.goods_before) {
        f.side_same = flag(side == before && f.figure_between == 0.0);
        f.side_other = flag(side != before);
    }
    let except = exception(view, run);
    f.excepted = flag(except.is_some() || is_left_out(view, run.1));
    f.excepted_whole = f.excepted * f.whole;
    f.relative = flag(before && is_relative(view, run, here.0));
    f.cause = flag(is_cause(view, run));
    f.predicate = flag(!before && is_predicate(view, here.1, run.0));
    let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
    let (first, end) = extended(view, run);
    Candidate::said(Some(text(view, (except.unwrap_or(first), end))), run, reach, f)
}

/// 'Diamonds brought $4bn of the $5bn', 'coal 3 million': the figure before or behind stands nearer to the goods.
fn is_nearer_to_another(view: &View, at: usize, run: Run) -> bool {
    let distance = |other: &Quantity| View::distance((other.first, other.end), run);
    let own = distance(&view.quantities[at]);
    let others = [at.checked_sub(1), Some(at + 1)];
    let mut others = others.into_iter().flatten().filter_map(|other| view.quantities.get(other));
    others.any(|other| distance(other) < own && (other.first < run.0) == (view.quantities[at].first < run.0))
        || view
            .quantities
            .get(at + 1)
            .is_some_and(|next| run.0 >= view.quantities[at].end && run.1 <= next.first && distance(next) < own)
}

/// How much the report speaks of goods, where they are its theme; else 0.
fn theme_share(asked: &Asked, words: &str) -> f32 {
    asked.theme().filter(|theme| theme.stem == stem(words)).map_or(0.0, |theme| theme.share)
}

/// 'the Coffee and Tea Authority', 'Energy Resources', 'Gold Coast': a word of a name.
fn is_in_name(view: &View, run: Run) -> bool {
    let capital = |i: usize| {
        i < view.end
            && view.scan.tokens[i].kind == TokenKind::Word
            && view.scan.word(i).starts_with(|c: char| c.is_uppercase())
    };
    let next = if view.is(run.1, &["and", "&"]) && capital(run.1 + 2) { run.1 + 1 } else { run.1 };
    // 'Oil Exports Rise' is a headline, no name.
    let moves = view.measure_cues().any(|cue| cue.first == next) || view.change_cues().any(|cue| cue.0 == next);
    capital(run.0) && capital(next) && !moves && !is_place(view, next)
}

/// Half points of boundaries beyond which goods stand in another clause.
const FAR: f32 = 4.0;

/// 'sugar, maize and milk': one of three goods or more, which mostly are examples of all.
fn is_listed(view: &View, run: Run) -> bool {
    let at = view.goods.partition_point(|goods| goods.first < run.0);
    let joined = |a: usize| {
        let (Some(left), Some(right)) = (view.goods.get(a), view.goods.get(a + 1)) else { return false };
        let gap = left.end..right.first;
        !left.all
            && !right.all
            && gap.len() <= 4
            && gap.clone().any(|i| view.is(i, &[",", "and", "or"]))
            && gap.clone().all(|i| view.is(i, &[",", "and", "or"]) || is_plain(view, i))
    };
    let before = |back: usize| at >= back && joined(at - back);
    (joined(at) && (joined(at + 1) || before(1))) || (before(1) && before(2))
}

/// 'driven by iron ore, it grew', 'despite a poor month for beef': what made the figure move.
fn is_cause(view: &View, run: Run) -> bool {
    (run.0.saturating_sub(6).max(view.first)..run.0).any(|at| view.scan.is_kind(at, WordKind::Cause))
}

/// 'Russia, which banned wine and meat, bought $3bn': goods of a clause that only says more of something else.
fn is_relative(view: &View, run: Run, figure: usize) -> bool {
    let is_comma = |at: &usize| view.is(*at, &[","]);
    let from = run.0.saturating_sub(CLAUSE).max(view.first);
    let opens = (from..run.0).rev().find(|at| view.is(*at, &["which", "who", "whose", "where"]));
    let Some(opens) = opens.filter(|opens| *opens > view.first) else { return false };
    (opens - 1..opens).chain(opens.saturating_sub(2)..opens).any(|at| view.is(at, &[","]))
        && (run.1..figure.min(run.1 + CLAUSE)).any(|at| is_comma(&at))
}

/// Most tokens of a clause inside of another.
const CLAUSE: usize = 12;

/// Only marks and small words between: 'wheat ($3m)', 'wheat accounted for 3.091 mln', '$25 billion, was iron ore'.
fn is_beside(view: &View, from: usize, to: usize) -> bool {
    let small = |i: usize| {
        view.scan.is_mark(i)
            || view.scan.is_function(i)
            || view.is(i, &["accounted", "worth", "about", "totalling", "bill", "fetched", "brought"])
    };
    to - from <= 6 && (from..to).all(small)
}

/// '$3bn of which would be oil', '$25 billion out of $52 billion, was iron ore': goods behind a verb that equates.
fn is_predicate(view: &View, from: usize, to: usize) -> bool {
    let is_verb = |at: usize| view.is(at, &["is", "are", "was", "were", "be", "been"]);
    to > from && to - from <= 9 && (is_verb(to - 1) || (to >= from + 2 && is_verb(to - 2)))
}

/// 'total exports', 'overall exports'.
fn is_total(view: &View, cue: usize) -> bool {
    view.cues.iter().any(|mention| {
        matches!(mention.cue, Cue::Reference(Reference::World)) && mention.end <= cue && cue - mention.end <= 2
    })
}
