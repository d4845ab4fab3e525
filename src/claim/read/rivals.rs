//! One text, one cell, one figure: where two far apart claim the same cell, the less sure one is no cell but a doubt.

use super::Reader;
use crate::claim::record::{Claim, DoubtCode};
use crate::span::Span;
use crate::value::flow::Measure;
use crate::value::period::Period;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// A claim that would stand in a bilateral table.
pub(super) struct Sure {
    /// Its place among the claims.
    pub claim: usize,
    /// The odds of its parties and period together.
    pub odds: f32,
}

/// What two claims of one cell have in common; exports and imports of a pair are one flow told from two sides.
#[derive(PartialEq, Eq, Hash)]
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
        // Of the figures that keep their cell the smallest and the largest: whoever is far from any is far from one of these.
        let mut kept: FxHashMap<Cell, (Decimal, Decimal)> = FxHashMap::default();
        for one in sure {
            let value = self.out.claims[one.claim].value.abs();
            let (least, most) = kept.entry(cell(&self.out.claims[one.claim])).or_insert((value, value));
            if !is_far(*least, value) && !is_far(value, *most) {
                (*least, *most) = (value.min(*least), value.max(*most));
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

/// Whether the larger of two amounts is far above the smaller.
fn is_far(less: Decimal, more: Decimal) -> bool {
    less.checked_mul(FAR.into()).is_some_and(|twice| more > twice)
}
