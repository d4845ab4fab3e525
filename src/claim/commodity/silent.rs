//! Goods that no words of the sentence name: those of the figure before, of the paragraph, of the report; and none.

use super::phrase::text;
use super::{Asked, Candidates, Features, is_total, theme_share, whole};
use crate::claim::anaphora;
use crate::claim::measure::flag;
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::theme::stem;
use crate::claim::view::View;
use crate::lexicon::{Cue, Reference, WordKind};
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;
use crate::value::unit::Unit;

/// What units of containers count.
const BOXES: &str = "containers";

/// The part of all that is said of goods, and how often, from which on a report is about them alone.
const SOLE: f32 = 0.8;
const OFTEN: usize = 3;

/// Goods that no words of the sentence name, and none at all.
pub(super) fn silent(view: &View, asked: &Asked, physical: bool, says_all: bool, all: &mut Candidates) {
    let cue = asked.choice.cue;
    let named_here = !all.is_empty();
    let placed = cue.is_some_and(|cue| {
        view.places.iter().any(|place| View::distance((cue.first, cue.end), (place.first, place.end)) <= 3)
    });
    let whole = flag(asked.is_whole());
    let is_total_asked = flag(cue.is_some_and(|cue| is_total(view, cue.first)));
    let summed = flag(is_sum(view, asked.figure));
    if let Some(previous) = asked.story.previous.as_ref()
        && let Some(words) = &previous.commodity
    {
        let apart = view.sentence - previous.sentence;
        let features = Features {
            carried: 1.0,
            carried_joint: flag(apart == 0 && view.joint(previous.end, asked.figure.first)),
            carried_silent: flag(cue.is_none()),
            carried_apart: apart.min(4) as f32,
            carried_paragraph: flag(view.paragraph != previous.paragraph),
            carried_physical: flag(physical),
            carried_measure: flag(previous.measure == asked.choice.measure),
            carried_place: flag(placed),
            carried_part: flag(anaphora::is_part(view, asked.figure)),
            carried_anaphora: flag(anaphora::is_anaphora(view, asked.figure)),
            carried_fresh: flag(apart == 0 && !is_named_since(view, previous.end, asked.figure)),
            carried_base: flag(asked.is_base),
            carried_total: is_total_asked,
            carried_whole: whole,
            carried_sum: summed,
            carried_named: flag(named_here),
            carried_traded: asked.spoken.traded(&stem(words)),
            carried_untraded: flag(asked.spoken.traded(&stem(words)) == 0.0),
            carried_foreign: flag(!previous.measure.is_trade() && asked.choice.measure.is_trade()),
            ..Features::default()
        };
        let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
        all.push(Candidate::silent(Some(words.clone()), reach, features));
    }
    if let Some(topic) = asked.topic() {
        let features = Features {
            topic: 1.0,
            topic_physical: flag(physical),
            topic_silent: flag(!named_here),
            topic_traded: asked.spoken.traded(&stem(topic)),
            topic_word: flag(cue.is_some()),
            topic_whole: whole,
            topic_total: is_total_asked,
            topic_placed: flag(placed),
            topic_theme: theme_share(asked, topic),
            ..Features::default()
        };
        all.push(Candidate::silent(Some(topic.to_owned()), Reach::Heading, features));
    }
    unsaid(view, asked, physical, named_here, placed, all);
    lead(view, asked, physical, named_here, placed, all);
    opener(view, asked, physical, named_here, placed, all);
    if asked.figure.plain_reading().unit == Unit::Teu {
        let is_theme = asked.theme().is_some_and(|theme| theme.stem == stem(BOXES));
        let features = Features { boxes: 1.0, boxes_theme: flag(is_theme), ..Features::default() };
        all.push(Candidate::silent(Some(BOXES.to_owned()), Reach::Default, features));
    }
    let measure = asked.choice.measure;
    let is_flow = matches!(measure, Measure::Exports | Measure::Imports);
    // '8 percent to 752,000 tonnes': the percentage is one of a weight.
    let is_weighed = physical || asked.figure.is_percent() && stands_by_physical(view, asked.figure);
    let left = left(view, asked);
    // Every figure of trade so far was of some goods.
    let is_untold = asked.story.lead_goods.is_some() && asked.story.told_of(None) == 0.0;
    let said = whole::all_goods(view, asked).is_some();
    let is_verb = cue.is_some_and(|cue| cue.verb);
    let features = Features {
        none: 1.0,
        none_physical: flag(physical),
        none_flow_physical: flag(is_flow && is_weighed),
        none_freight: flag(measure == Measure::Freight),
        none_freight_physical: flag(measure == Measure::Freight && physical),
        left: flag(left.is_some()),
        left_sentence: flag(left == Some(Left::Sentence)),
        left_paragraph: flag(left == Some(Left::Paragraph)),
        left_base: flag(left.is_some() && asked.is_base),
        left_word: flag(left.is_some() && cue.is_some()),
        none_all: flag(says_all),
        none_total: flag(cue.is_some_and(|cue| is_total(view, cue.first))),
        none_place: flag(placed),
        none_whole: whole,
        none_word: flag(cue.is_some()),
        none_said: flag(said && !is_verb),
        none_said_verb: flag(said && is_verb),
        none_plain: asked.theme().map_or(1.0, |theme| theme.plain),
        none_theme_share: asked.theme().map_or(0.0, |theme| theme.share),
        none_theme_traded: asked.theme().map_or(0.0, |theme| theme.traded),
        none_led: flag(asked.theme().is_some_and(|theme| theme.is_led)),
        none_topic: flag(asked.topic().is_some()),
        none_topic_plain: flag(asked.about.measure.is_some() && asked.topic().is_none()),
        none_named: flag(named_here),
        none_before: flag(view.goods_before.iter().any(|goods| !goods.all)),
        none_opener: flag(asked.opener.is_some_and(|opener| opener.sentence < view.sentence)),
        none_of: flag(whole::is_whole_of(view, asked.at)),
        none_listed: flag(cue.is_none() && !view.places.is_empty()),
        none_services: flag(asked.spoken.services),
        none_services_too: flag(whole::has_services(view, asked)),
        none_summed: flag(asked.spoken.is_summed),
        none_untold: flag(is_untold),
        none_untold_word: flag(is_untold && cue.is_some()),
        none_untold_topic: flag(is_untold && asked.topic().is_some()),
        none_sole: flag(asked.theme().is_some_and(|theme| theme.is_led && theme.share > SOLE && theme.count >= OFTEN)),
        left_topic: flag(left.is_some() && asked.topic().is_some()),
        none_lead: flag(asked.story.lead_goods == Some(None)),
        none_sum: summed,
        ..Features::default()
    };
    all.push(Candidate::silent(None, Reach::Default, features));
}

/// Where the figure before stands, that was of all goods.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Sentence,
    Paragraph,
    Earlier,
}

/// A figure of trade in all goods, since which no goods were named.
fn left(view: &View, asked: &Asked) -> Option<Left> {
    let previous = asked.story.previous.as_ref()?;
    if previous.commodity.is_some() || !previous.measure.is_trade() {
        return None;
    }
    let is_here = previous.sentence == view.sentence;
    let from = if is_here { previous.end } else { view.first };
    if is_named_since(view, from, asked.figure) {
        return None;
    }
    Some(match () {
        () if is_here => Left::Sentence,
        () if previous.paragraph == view.paragraph => Left::Paragraph,
        () => Left::Earlier,
    })
}

/// Whether goods stand between a token of the sentence and the figure, or right behind that.
fn is_named_since(view: &View, from: usize, figure: &Quantity) -> bool {
    view.goods.iter().any(|goods| !goods.all && goods.first >= from && goods.first <= figure.end + 2)
}

/// Whether the nearest figure of the sentence that is no percentage is a weight or a volume.
fn stands_by_physical(view: &View, figure: &Quantity) -> bool {
    let here = (figure.first, figure.end);
    let amounts = view.quantities.iter().filter(|other| !other.is_percent());
    let nearest = amounts.min_by_key(|other| View::distance(here, (other.first, other.end)));
    nearest.is_some_and(|other| !other.plain_reading().unit.is_money())
}

/// Goods of the report and of the sentence before, which no figure need have had.
fn unsaid(view: &View, asked: &Asked, physical: bool, named_here: bool, placed: bool, all: &mut Candidates) {
    let cue = asked.choice.cue;
    let whole = flag(asked.is_whole());
    if let Some(theme) = asked.theme() {
        let features = Features {
            theme: 1.0,
            theme_share: theme.share,
            theme_led: flag(theme.is_led),
            theme_count: (theme.count.min(8) as f32).ln(),
            theme_traded: theme.traded,
            theme_untraded: flag(theme.traded == 0.0),
            theme_plain: theme.plain,
            theme_container: flag(asked.figure.plain_reading().unit == Unit::Teu),
            theme_physical: flag(physical),
            theme_silent: flag(!named_here),
            theme_whole: whole,
            theme_word: flag(cue.is_some()),
            theme_total: flag(cue.is_some_and(|cue| is_total(view, cue.first))),
            theme_sum: flag(is_sum(view, asked.figure)),
            ..Features::default()
        };
        all.push(Candidate::silent(Some(theme.words.clone()), Reach::Document, features));
    }
    let mut before = view.goods_before.iter().filter(|goods| !goods.all);
    if let Some(goods) = before.next() {
        let words = text(view, (goods.first, goods.end));
        let features = Features {
            before: 1.0,
            before_only: flag(before.next().is_none()),
            before_theme: theme_share(asked, &words),
            before_silent: flag(cue.is_none()),
            before_named: flag(named_here),
            before_physical: flag(physical),
            before_whole: whole,
            before_placed: flag(placed),
            before_total: flag(cue.is_some_and(|cue| is_total(view, cue.first))),
            before_traded: asked.spoken.traded(&stem(&words)),
            before_untraded: flag(asked.spoken.traded(&stem(&words)) == 0.0),
            before_sum: flag(is_sum(view, asked.figure)),
            ..Features::default()
        };
        all.push(Candidate::silent(Some(words), Reach::Earlier, features));
    }
}

/// The goods of the report's first figure of trade: a report on farm exports goes on to their buyers.
fn lead(view: &View, asked: &Asked, physical: bool, named_here: bool, placed: bool, all: &mut Candidates) {
    let Some(Some(words)) = &asked.story.lead_goods else { return };
    let cue = asked.choice.cue;
    let stem_of_lead = stem(words);
    let traded = asked.spoken.traded(&stem_of_lead);
    let in_paragraph = asked.opener.is_some_and(|opener| opener.end <= asked.figure.first) || named_here;
    let features = Features {
        lead: 1.0,
        lead_title: flag(asked.topic().is_some_and(|topic| stem(topic) == stem_of_lead)),
        lead_theme: theme_share(asked, words),
        lead_named: flag(named_here),
        lead_opened: flag(in_paragraph),
        lead_listed: flag(cue.is_none() && !view.places.is_empty()),
        lead_placed: flag(placed),
        lead_word: flag(cue.is_some()),
        lead_total: flag(cue.is_some_and(|cue| is_total(view, cue.first))),
        lead_sum: flag(is_sum(view, asked.figure)),
        lead_whole: flag(asked.is_whole()),
        lead_physical: flag(physical),
        lead_traded: traded,
        // Goods that never stand beside a word of trade are seldom what the report's trade is in.
        lead_untraded: flag(traded == 0.0),
        lead_sole: flag(asked.story.told_of(None) == 0.0),
        lead_summed: flag(asked.spoken.is_summed),
        lead_measure: flag(asked.story.lead_measure == Some(asked.choice.measure)),
        lead_turned: flag(is_turned(asked)),
        lead_plain: asked.theme().map_or(0.0, |theme| theme.plain),
        ..Features::default()
    };
    all.push(Candidate::silent(Some(words.clone()), Reach::Document, features));
}

/// Whether the first figure of trade is one of exports and this one of imports, or the other way round.
pub(super) fn is_turned(asked: &Asked) -> bool {
    asked.story.lead_measure.is_some_and(|lead| lead.opposite() == Some(asked.choice.measure))
}

/// The goods that the paragraph opens with: 'Rice was a consolation. Revenue came to $5bn.'
fn opener(view: &View, asked: &Asked, physical: bool, named_here: bool, placed: bool, all: &mut Candidates) {
    let Some(opener) = asked.opener.filter(|opener| opener.sentence < view.sentence) else { return };
    let words = text(view, (opener.first, opener.end));
    let previous = asked.story.previous.as_ref().filter(|previous| previous.paragraph == view.paragraph);
    let goods_of_previous = previous.and_then(|previous| previous.commodity.as_deref());
    let features = Features {
        opener: 1.0,
        opener_starts: flag(opener.starts),
        opener_only: flag(opener.only),
        opener_heading: flag(opener.heading),
        opener_bare: flag(opener.bare),
        opener_apart: (view.sentence - opener.sentence).min(4) as f32,
        opener_named: flag(named_here),
        opener_word: flag(asked.choice.cue.is_some()),
        opener_placed: flag(placed),
        opener_whole: flag(asked.is_whole()),
        opener_kept: flag(goods_of_previous.is_some_and(|goods| stem(goods) == stem(&words))),
        opener_left: flag(previous.is_some() && goods_of_previous.is_none()),
        opener_pronoun: flag(anaphora::has_pronoun(view, asked.figure)),
        opener_sum: flag(is_sum(view, asked.figure)),
        opener_first: flag(opener.sentence == 0),
        opener_total: flag(asked.choice.cue.is_some_and(|cue| is_total(view, cue.first))),
        opener_traded: asked.spoken.traded(&stem(&words)),
        opener_untraded: flag(asked.spoken.traded(&stem(&words)) == 0.0),
        opener_theme: theme_share(asked, &words),
        opener_physical: flag(physical),
        ..Features::default()
    };
    all.push(Candidate::silent(Some(words), Reach::Earlier, features));
}

/// 'of the total', 'in all', 'of total exports': the figure is for all there is, or a part of that.
fn is_sum(view: &View, figure: &Quantity) -> bool {
    let here = (figure.first, figure.end);
    let is_world = view.cues.iter().any(|mention| {
        let there = (mention.first, mention.end);
        matches!(mention.cue, Cue::Reference(Reference::World))
            && View::distance(here, there) <= 8
            && view.figures_between(here, there) == 0
            && view.boundaries(here, there) < 2.0
    });
    // '$51bn together'.
    let is_together = view.scan.is_kind(figure.end, WordKind::Together);
    is_world || is_together || is_of_all(view, figure.end) || is_part_of_sum(view, figure)
}

/// 'of all Kenyan exports', 'of everything sold abroad', with no goods named.
fn is_of_all(view: &View, at: usize) -> bool {
    view.is(at, &["of"])
        && view.is(at + 1, &["all", "everything", "total", "overall"])
        && !view.goods.iter().any(|goods| !goods.all && goods.first > at && goods.first <= at + 4)
}

/// '$157 million (19% of the total)', '$387 million, or 33% of all exports': the part that the amount is of a sum.
fn is_part_of_sum(view: &View, figure: &Quantity) -> bool {
    let next = view.quantities.partition_point(|other| other.first < figure.end);
    let other = view.quantities.get(next).filter(|other| other.is_percent() && !figure.is_percent());
    other.is_some_and(|other| {
        view.joint(figure.end, other.first)
            && view.is(other.end, &["of"])
            && (is_of_all(view, other.end)
                || view.cues.iter().any(|mention| {
                    matches!(mention.cue, Cue::Reference(Reference::World))
                        && (other.end..other.end + 3).contains(&mention.first)
                }))
    })
}
