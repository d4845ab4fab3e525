//! Reporter and partner of one figure.

use super::roles::Asked;
use super::{Reader, flow, note};
use crate::claim::heading;
use crate::claim::measure::Choice;
use crate::claim::parallel::Run;
use crate::claim::party::{self, Role as PartyRole};
use crate::claim::record::{Evidence, Reach, Role};
use crate::claim::relation::{self, Related};
use crate::claim::standing;
use crate::claim::view::View;
use crate::claim::wording::Scale;
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;
use crate::value::place::Place;

impl<'l> Reader<'_, 'l> {
    /// The weighed candidates for the reporter of a figure, and those for its partner beside each of them, handed on.
    pub(super) fn beside<T>(
        &self,
        view: &View<'_, 'l>,
        index: usize,
        places: &[Related],
        choice: &Choice<'l>,
        settle: impl FnOnce(party::Candidates, &dyn Fn(Option<Place>) -> party::Candidates) -> T,
    ) -> T {
        let figure = &view.quantities[index];
        let (as_reporter, as_partner) = sides(choice.measure);
        let seen = standing::seen(view);
        let described = party::Described::of(view, choice.measure, places);
        let asked = party::Asked {
            figure,
            at: index,
            measure: choice.measure,
            cue: choice.cue,
            places,
            story: &self.story,
            topic: self.topic,
            seen: &seen,
            turned: self.spoken.share(choice.measure.opposite().unwrap_or(choice.measure)),
            is_base: self.bases[index],
            summed: self.sums.parties(self.number(figure), choice.measure),
            described: &described,
            sentence: view.sentence,
            paragraph: view.paragraph,
            headed: heading::over(&self.topic.headings, view.paragraph).or_else(|| party::row_over(view)),
        };
        let mut reporters = party::candidates(view, &asked, PartyRole::Reporter, None);
        self.weigh(figure, as_reporter, &mut reporters, &self.weights.reporter);
        settle(reporters, &|reporter| {
            let mut partners = party::candidates(view, &asked, PartyRole::Partner, reporter);
            self.weigh(figure, as_partner, &mut partners, &self.weights.partner);
            partners
        })
    }

    /// Both parties, each noted with the words that name it.
    pub(super) fn parties(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        places: &[Related],
        choice: &Choice<'l>,
        evidence: &mut Vec<Evidence>,
    ) -> (Option<Place>, Option<Place>) {
        let figure = &view.quantities[index];
        if !choice.measure.is_trade() {
            return self.other_parties(view, figure, places, choice, evidence);
        }
        let (as_reporter, as_partner) = sides(choice.measure);
        let settled = self.flow.map(|flow| flow.parties(choice.measure));
        let (reporters, partners, taken) =
            self.beside(view, index, places, choice, |reporters, beside| match settled {
                Some(settled) => flow::both(reporters, beside, settled),
                None => {
                    let (reporters, partners, taken) = party::apart(reporters, beside);
                    (reporters, partners, (taken, None))
                }
            });
        let (weights, name) =
            (self.weights, |place: &Option<Place>| place.map_or(String::new(), |p| p.code().to_owned()));
        let reporter =
            self.take(view, figure, as_reporter, (reporters, taken.0), &weights.reporter, name, evidence).flatten();
        let partner =
            self.take(view, figure, as_partner, (partners, taken.1), &weights.partner, name, evidence).flatten();
        (reporter, partner)
    }

    /// Parties of money that is no trade: only what the clause says. What a figure of output, prices and the rest is about
    /// is the country of the report.
    fn other_parties(
        &self,
        view: &View<'_, 'l>,
        figure: &Quantity,
        places: &[Related],
        choice: &Choice<'l>,
        evidence: &mut Vec<Evidence>,
    ) -> (Option<Place>, Option<Place>) {
        let here = (figure.first, figure.end);
        let cue = choice.cue.map(|cue| (cue.first, cue.end));
        let said = |wanted: relation::Side| {
            places.iter().find(|place| {
                let there = (place.mention.first, place.mention.end);
                let near =
                    View::distance(here, there).min(cue.map_or(usize::MAX, |cue| View::distance(cue, there))) <= 6;
                near && view.boundaries(here, there) < 3.0 && relation::side(place, choice.measure, cue) == wanted
            })
        };
        let mut take = |role: Role, place: Option<&Related>| {
            let place = place?;
            note(evidence, view, role, Some((place.mention.first, place.mention.end)), Reach::Clause);
            Some(place.mention.place)
        };
        let gives = matches!(choice.measure, Measure::Investment | Measure::Finance);
        // 'China invested', 'lent Ethiopia': names without a link, before and right behind the word.
        let bare = |near: &dyn Fn(Run, Run) -> bool| {
            let cue = cue.filter(|_| gives)?;
            places.iter().find(|place| {
                let there = (place.mention.first, place.mention.end);
                place.link.is_none() && !place.owns && near(cue, there) && view.boundaries(cue, there) < 2.0
            })
        };
        let subject = || bare(&|cue, there| there.1 <= cue.0 && cue.0 - there.1 <= 4);
        let object = || bare(&|cue, there| there.0 >= cue.1 && there.0 - cue.1 <= 1);
        let reporter = take(Role::Reporter, said(relation::Side::Reporter).or_else(subject));
        let partner = if gives { take(Role::Partner, said(relation::Side::Partner).or_else(object)) } else { None };
        let about = self.topic.main.filter(|_| !gives);
        (reporter.or(about), partner.filter(|partner| Some(*partner) != reporter))
    }
}

/// How the two parties of a figure of some measure are decided.
fn sides(measure: Measure) -> (Asked, Asked) {
    let as_reporter = Asked { role: Role::Reporter, scale: Scale::Reporter, measure };
    (as_reporter, Asked { role: Role::Partner, scale: Scale::Partner, measure })
}
