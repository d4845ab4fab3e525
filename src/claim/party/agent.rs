//! Who acts in the word of exports or imports of a figure: 'China bought', 'India's intake', 'the Philippines, which took'.
//! Where that is not the country of the report, the country of the report is on the other side.

use super::kept::antecedent;
use super::{Asked, Features, Role, run_of};
use crate::claim::measure::flag;
use crate::claim::relation::Related;
use crate::claim::score::Candidate;
use crate::claim::view::{MeasureCue, View};
use crate::lexicon::{Link, PlaceForm};
use crate::value::flow::Measure;
use crate::value::place::Place;

/// Who acts, and how plainly the words say so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Agent {
    place: Place,
    by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// The subject of the verb, in its clause.
    Subject,
    /// The same with more between.
    Far,
    /// The owner of the noun.
    Owner,
    /// What a pronoun stands for: 'it imported', 'its purchases'.
    Pronoun,
}

impl Agent {
    pub fn of(view: &View, asked: &Asked) -> Option<Agent> {
        let cue = asked.cue.filter(|cue| matches!(cue.measure, Measure::Exports | Measure::Imports))?;
        let named = if cue.verb { subject(view, asked, cue) } else { owner(view, asked, cue) };
        named.or_else(|| {
            let place = if cue.verb { it(view, asked, cue) } else { antecedent(view, asked) }?;
            Some(Agent { place, by: By::Pronoun })
        })
    }

    /// Marks who acts, and whom the country of the report is on the other side of.
    pub fn mark(
        self,
        asked: &Asked,
        role: Role,
        reporter: Option<Place>,
        candidate: &mut Candidate<Option<Place>, Features>,
    ) {
        let is = |by: By| flag(self.by == by);
        let f = &mut candidate.features;
        if candidate.value == Some(self.place) {
            match role {
                Role::Reporter => {
                    (f.agent, f.agent_far) = (is(By::Subject), is(By::Far));
                    (f.agent_owner, f.agent_it) = (is(By::Owner), is(By::Pronoun));
                }
                Role::Partner => f.agent_against = 1.0,
            }
        }
        if role == Role::Reporter || reporter != Some(self.place) || asked.topic.main == reporter {
            return;
        }
        if asked.topic.main.is_some() && candidate.value == asked.topic.main {
            (f.main_agent, f.main_agent_owner) = (1.0, is(By::Owner));
            f.main_agent_turned = asked.turned;
        }
        if candidate.value.is_some_and(Place::is_world) {
            (f.world_agent, f.world_agent_owner) = (1.0, is(By::Owner));
            f.world_agent_turned = asked.turned;
        }
    }
}

/// The subject of a verb: the last place before it that nothing leads to.
fn subject(view: &View, asked: &Asked, cue: MeasureCue) -> Option<Agent> {
    let is_passive = view.before(cue.first, 1, &["was", "were", "been", "being", "be"]);
    let place = asked.places.iter().rev().filter(|place| place.mention.end <= cue.first).find(|place| {
        let led = match place.link {
            None => false,
            Some(Link::With) => place.mention.end != cue.first,
            Some(_) => true,
        };
        !led && !place.paired && acts(view, place, cue)
    });
    let place = place.filter(|_| !is_passive)?;
    let run = run_of(place);
    let gap = view.boundaries(run, (cue.first, cue.end));
    let opens = run.0 <= view.first + 1;
    let by = match gap {
        _ if gap < 2.0 => By::Subject,
        _ if gap < 5.0 || opens => By::Far,
        _ => return None,
    };
    Some(Agent { place: place.mention.place, by })
}

/// 'Italian refiners bought', 'China's refiners bought', and no 'bought Chinese products'.
fn acts(view: &View, place: &Related, cue: MeasureCue) -> bool {
    let (first, end) = run_of(place);
    let object = view.measure_cues().any(|other| other.verb && other.end == first);
    let adjective = matches!(place.mention.form, PlaceForm::Adjective | PlaceForm::Prefix);
    let next = cue.first - end <= 1;
    !object && (!place.owns || place.trader.is_some() || (adjective && next))
}

/// The owner of a noun: 'India's intake', 'Chinese purchases'.
fn owner(view: &View, asked: &Asked, cue: MeasureCue) -> Option<Agent> {
    let plain = |at: usize| !view.scan.is_mark(at) || view.is(at, &["'s", "’s", "'", "’", "-"]);
    let place = asked.places.iter().rev().find(|place| {
        let (_, end) = run_of(place);
        let gap = end..cue.first;
        place.owns
            && !place.paired
            && end <= cue.first
            && gap.len() <= OWNED
            && gap.into_iter().all(|at| plain(at) && view.scan.link(at).is_none())
    })?;
    Some(Agent { place: place.mention.place, by: By::Owner })
}

/// Tokens between an owner and its noun.
const OWNED: usize = 4;

/// 'it had imported': the subject of the sentence before.
fn it(view: &View, asked: &Asked, cue: MeasureCue) -> Option<Place> {
    let from = cue.first.saturating_sub(3).max(view.first);
    let pronoun = (from..cue.first).any(|at| view.is(at, &["it", "they"]));
    let seen = asked.seen.iter().find(|seen| seen.near && !seen.led);
    seen.filter(|_| pronoun).map(|seen| seen.place)
}
