//! What becomes a doubt: what the text does not settle, and what is not sure enough for a table.

use super::rivals::Sure;
use super::{Reader, Roles};
use crate::claim::measure::Choice;
use crate::claim::record::{Doubt, DoubtCode, Role};
use crate::claim::unit::Settlement;
use crate::mention::quantity::Quantity;
use crate::span::Span;
use crate::value::flow::{Kind, Measure, Rate, Status};
use crate::value::period::Period;
use crate::value::place::Place;

impl Reader<'_, '_> {
    /// Partner and period, less what is not sure enough to stand in a bilateral table and becomes a doubt.
    pub(super) fn firm(
        &mut self,
        figure: &Quantity,
        unit: &Settlement,
        roles: &Roles,
    ) -> (Option<Place>, Option<Period>) {
        let (mut partner, mut period) = (roles.partner, roles.period);
        let is_cell = roles.reporter.is_some()
            && partner.is_some_and(|partner| !partner.is_world())
            && unit.reading.unit.is_money()
            && roles.kind.kind == Kind::Level
            && roles.status == Status::Actual
            && roles.choice.measure.is_trade()
            && roles.commodity.is_none()
            && roles.per.is_none();
        if !is_cell {
            return (partner, period);
        }
        let odds = |wanted: &[Role]| -> f32 {
            self.odds.iter().filter(|(role, _)| wanted.contains(role)).map(|(_, odds)| odds).product()
        };
        // The two parties of turnover have no order: which of them is called reporter need not be sure.
        let parties: &[Role] = match roles.choice.measure {
            Measure::Trade => &[Role::Measure, Role::Partner],
            _ => &[Role::Measure, Role::Reporter, Role::Partner],
        };
        // Told as exports of the one or as imports of the other: either way it is this flow.
        let of_parties = self.flow.map_or_else(|| odds(parties), |flow| flow.odds);
        let of_period = odds(&[Role::Period]);
        let sure_of_parties = of_parties >= self.weights.doubt.parties;
        let sure_of_period = of_period >= self.weights.doubt.period;
        let unsure = |what: &str| format!("{what} is likeliest, but not by enough for a table");
        if let Some(period) = period.take_if(|_| !sure_of_period) {
            self.doubt(DoubtCode::Period, figure.span, &unsure(&period.to_string()));
        }
        if let Some(partner) = partner.take_if(|_| !sure_of_parties) {
            self.doubt(DoubtCode::Parties, figure.span, &unsure(partner.code()));
        }
        if partner.is_some() && period.is_some() {
            self.sure.push(Sure { claim: self.out.claims.len(), odds: of_parties * of_period });
        }
        (partner, period)
    }

    /// What of a figure the text does not settle.
    pub(super) fn doubts(
        &mut self,
        figure: &Quantity,
        unit: &Settlement,
        choice: &Choice,
        roles: (Option<Place>, Option<Place>, Option<Period>, Option<Rate>),
    ) {
        let (reporter, partner, period, per) = roles;
        if unit.open {
            let reason = format!("several currencies are called so; taken for {}", unit.reading.unit);
            self.doubt(DoubtCode::Unit, figure.span, &reason);
        }
        if choice.measure.is_trade() && choice.measure != Measure::Freight && (reporter.is_none() || partner.is_none())
        {
            self.doubt(DoubtCode::Parties, figure.span, "a figure of trade whose two parties the text does not settle");
        }
        if choice.measure.is_trade() && period.is_none() && per.is_none() {
            self.doubt(DoubtCode::Period, figure.span, "a figure of trade whose period the text does not settle");
        }
    }

    pub(super) fn doubt(&mut self, code: DoubtCode, span: Span, reason: &str) {
        self.out.doubts.push(Doubt {
            doc: self.article.id.clone(),
            code,
            start: span.start,
            end: span.end,
            quote: span.of(self.scan.text).to_owned(),
            reason: reason.to_owned(),
        });
    }
}
