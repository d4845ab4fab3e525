//! One text, one cell, one figure: where two far apart claim the same cell, the less sure one is no cell but a doubt.

use super::Reader;
use crate::claim::record::{Claim, DoubtCode};
use crate::span::Span;
use crate::value::flow::Measure;
use crate::value::period::Period;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// A claim that would stand in a bilateral table.
pub(super) struct Sure {
    /// Its place among the claims.
    pub claim: usize,
    /// The odds of its parties and period together.
    pub odds: f32,
}

/// What two claims of one cell have in common; exports and imports of a pair are one flow told from two sides.
#[derive(PartialEq)]
struct Cell {
    measure: Measure,
    parties: (Option<Place>, Option<Place>),
    period: Option<Period>,
    unit: Unit,
}

/// How many times a figure has to be another for no revision and no second source to explain it.
const FAR: u32 = 2;

impl Reader<'_, '_> {
    /// Takes back the partner of every figure that a surer one for the same cell is far from.
    pub(super) fn rivals(&mut self) {
        let mut sure = std::mem::take(&mut self.sure);
        sure.retain(|one| self.out.claims[one.claim].partner.is_some());
        sure.sort_by(|a, b| b.odds.total_cmp(&a.odds).then(a.claim.cmp(&b.claim)));
        let mut kept: Vec<usize> = Vec::new();
        for one in sure {
            let own = cell(&self.out.claims[one.claim]);
            let value = self.out.claims[one.claim].value;
            let rival = kept.iter().any(|other| {
                let other = &self.out.claims[*other];
                cell(other) == own && are_far(value, other.value)
            });
            if !rival {
                kept.push(one.claim);
                continue;
            }
            let claim = &mut self.out.claims[one.claim];
            let partner = claim.partner.take().map_or("", Place::code);
            let span = Span::new(claim.start, claim.end);
            let reason = format!("{partner} is likeliest, but another figure of the text stands there and is far off");
            self.doubt(DoubtCode::Parties, span, &reason);
        }
    }
}

fn cell(claim: &Claim) -> Cell {
    let (reporter, partner) = (claim.reporter, claim.partner);
    let code = |place: Option<Place>| place.map(Place::code);
    let (measure, parties) = match claim.measure {
        Measure::Imports => (Measure::Exports, (partner, reporter)),
        Measure::Exports => (Measure::Exports, (reporter, partner)),
        other if code(reporter) > code(partner) => (other, (partner, reporter)),
        other => (other, (reporter, partner)),
    };
    Cell { measure, parties, period: claim.period, unit: claim.unit }
}

fn are_far(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.abs(), b.abs());
    let (less, more) = (a.min(b), a.max(b));
    less.checked_mul(FAR.into()).is_some_and(|twice| more > twice)
}
