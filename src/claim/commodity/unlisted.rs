//! Words at a word of trade that are in no list of goods and yet name what is traded.

use super::phrase::{is_cue, is_place, is_plain, text};
use super::{Asked, Features};
use crate::claim::measure::flag;
use crate::claim::parallel::Run;
use crate::claim::record::Reach;
use crate::claim::score::Candidate;
use crate::claim::theme::stem;
use crate::claim::view::View;
use crate::lexicon::{Cue, WordKind};
use crate::token::TokenKind;
use crate::value::flow::Measure;

/// Words at a word of measure that may be goods though no list has them: 'pigmeat exports', 'exports of vehicle kits'.
pub(super) fn unlisted(
    view: &View,
    asked: &Asked,
    cue: Run,
    is_verb: bool,
) -> Option<Candidate<Option<String>, Features>> {
    let is_noun = |i: usize| {
        let opens = i == view.first && view.scan.tokens[i].kind == TokenKind::Word && !view.scan.is_function(i);
        (is_plain(view, i) || opens)
            && !is_cue(view, i)
            && !is_reference(view, i)
            && !is_place(view, i)
            && !view.goods.iter().any(|goods| goods.first <= i && i < goods.end)
            && ![WordKind::Unspecific, WordKind::Determiner, WordKind::Part, WordKind::Pronoun, WordKind::Several]
                .into_iter()
                .any(|kind| view.scan.is_kind(i, kind))
            && !view.periods.iter().any(|period| period.first <= i && i < period.end)
            && !view.quantities.iter().any(|figure| figure.first <= i && i < figure.end)
    };
    if is_verb {
        return None;
    }
    let whole = flag(asked.is_whole());
    let joined = joined(view, cue.0);
    let nouns = || (cue.0.saturating_sub(2).max(view.first)..cue.0).rev().take_while(|i| is_noun(*i)).last();
    if let Some(first) = joined.or_else(nouns) {
        let said = asked.spoken.flows(&stem(&text(view, (first, cue.0)))).count();
        // 'Inward cargo', 'seaborne freight': the word of measure is the noun of the name.
        let is_carried = asked.choice.measure == Measure::Freight && view.is_all_goods(cue.0);
        let run = (first, if is_carried { cue.1 } else { cue.0 });
        let features = Features {
            unlisted_before: 1.0,
            unlisted_whole: whole,
            unlisted_joined: flag(joined.is_some()),
            unlisted_again: flag(said > 1.0),
            unlisted_opens: flag(first <= view.first + 1),
            unlisted_carried: flag(is_carried),
            unlisted_known: flag(is_known(view, asked, cue.0 - 1)),
            ..Features::default()
        };
        return Some(Candidate::said(Some(text(view, run)), run, Reach::Clause, features));
    }
    if !view.is(cue.1, &["of"]) {
        return None;
    }
    let first = cue.1 + 1 + usize::from(view.scan.is_kind(cue.1 + 1, WordKind::Determiner));
    let last = (first..(first + 3).min(view.end)).take_while(|i| is_noun(*i)).last()?;
    let features = Features { unlisted_of: 1.0, unlisted_whole: whole, ..Features::default() };
    Some(Candidate::said(Some(text(view, (first, last + 1))), (first, last + 1), Reach::Clause, features))
}

/// 'memory exports' in a report on memory chips: the word is one of the goods that report, title or first figure name.
fn is_known(view: &View, asked: &Asked, at: usize) -> bool {
    let word = view.scan.word(at);
    let holds = |goods: &str| goods.split([' ', '-']).any(|part| part.eq_ignore_ascii_case(word));
    let lead = asked.story.lead_goods.as_ref().and_then(Option::as_deref);
    let named = [asked.topic(), asked.theme().map(|theme| theme.words.as_str()), lead];
    named.into_iter().flatten().any(holds)
}

/// The first token of words joined by a hyphen right before a word of trade: 'national-origin exports'.
fn joined(view: &View, cue: usize) -> Option<usize> {
    let first = cue.checked_sub(3).filter(|first| *first >= view.first)?;
    let is_word = |at: usize| view.scan.tokens[at].kind == TokenKind::Word && !view.scan.is_function(at);
    let is_joined = view.is(first + 1, &["-"]) && view.scan.touches(first + 1) && view.scan.touches(first + 2);
    let is_goods = view.goods.iter().any(|goods| first < goods.end && goods.first < cue);
    let is_idle = view.scan.is_kind(first, WordKind::Unspecific) || view.scan.is_kind(first + 2, WordKind::Unspecific);
    (is_joined && is_word(first) && is_word(first + 2) && !is_goods && !is_idle && !is_place(view, first))
        .then_some(first)
}

/// 'total', 'overall': a word that speaks of the whole.
fn is_reference(view: &View, at: usize) -> bool {
    view.cues.iter().any(|cue| cue.first <= at && at < cue.end && matches!(cue.cue, Cue::Reference(_)))
}
