//! Numbers that go on where a figure was: behind the next name of a list ('India 4.6'), for another time ('a year ago it was
//! 42'), in another money ('in rupees (44.6 billion)').

use super::super::quantity::{Bare, Quantity, Reading};
use super::super::scan::Scan;
use super::{Lenders, Lent, before_hedges, ends_well, is_like, is_name, is_plain, lent};
use crate::lexicon::{Cue, CurrencyForm, Hit, MeasureForm, Sense};
use crate::token::sentence::Sentence;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// Most tokens between a figure and a number that goes on behind another name.
const IN_TURN: usize = 20;

impl Lenders<'_, '_> {
    /// 'Italy took 5.1 per cent, India 4.6 and the Czech Republic 4.4', 'ahead of Poland with 841, Germany with 595': behind
    /// a name, with a small word between, a number has unit and scale of the figure before.
    pub(super) fn in_turn(&self, earlier: &[Quantity], number: &Bare, sentence: &Sentence) -> Option<Lent> {
        let scan = self.scan;
        let (donor, scale) = self.last(earlier)?;
        let own = &number.number;
        let is_number = is_plain(number) || (own.spelled && own.scale == Decimal::ONE && number.high.is_none());
        if !is_number || !sentence.tokens.contains(&donor.first) || number.first.saturating_sub(donor.end) > IN_TURN {
            return None;
        }
        let lead = before_hedges(scan, number.first)?;
        let small = ["with", "for", "at", "had", "took", "to", "from", ",", ":", "(", "-", "–", "minus"];
        // 'put exports at $5,897 million and imports at 6,023'.
        let is_flow = lead > 0 && scan.is(lead, &["at", "of", "were", "was"]) && is_flow(scan, lead - 1);
        let named = is_name(scan, lead) || (lead > 0 && scan.is(lead, &small) && is_name(scan, lead - 1)) || is_flow;
        // '(2)' and 'five' behind amounts may be anything.
        let is_stated = donor.is_percent() || own.grouped || own.value >= Decimal::ONE_HUNDRED;
        let ends =
            scan.is_mark(number.end) || scan.is(number.end, &["and", "of", "in"]) || number.end >= scan.tokens.len();
        let in_brackets = scan.is(number.first - 1, &["("]);
        let closes = !in_brackets || scan.is(number.end, &[")"]);
        let fits = named && is_stated && ends && closes && !scan.is(number.end, &["-", "/"]);
        let is_like = is_like(own.value, donor.value.checked_div(scale)?, if donor.is_percent() { 30 } else { 20 });
        (fits && is_like).then(|| lent(scan, number, donor.readings.clone(), scale))
    }

    /// 'The price is 68 cents; a year ago it was 42', 'It took 29 pct. In 1986 the share was 24': the same quantity at
    /// another time.
    pub(super) fn once_more(&self, earlier: &[Quantity], number: &Bare, at: usize) -> Option<Lent> {
        let scan = self.scan;
        let part = |i: usize| scan.is(i, &["-", "/", "–"]);
        let is_part = part(number.end) || number.first.checked_sub(1).is_some_and(part);
        if is_part || !is_plain(number) || !ends_well(scan, number.end) {
            return None;
        }
        // The figure of the sentence or of the one before that is the most like it.
        let from = scan.sentences[at.saturating_sub(1)].tokens.start;
        let near = earlier.iter().rev().take(4).take_while(|q| q.first >= from);
        let near =
            near.filter_map(|q| Some((q, (q.first..q.end).find_map(|i| super::super::number::number(scan, i))?.scale)));
        let last = self.last(earlier).filter(|(q, _)| q.shared && q.first >= from);
        let apart = |(q, scale): &(&Quantity, Decimal)| {
            let own = q.value.checked_div(*scale)?;
            let (high, low) = (own.max(number.number.value), own.min(number.number.value));
            high.checked_div(low)
        };
        let (donor, scale) =
            last.into_iter().chain(near).filter_map(|of| Some((apart(&of)?, of))).min_by(|a, b| a.0.cmp(&b.0))?.1;
        let verb = before_hedges(scan, number.first)?;
        let is_verb = scan.is(verb, &["was", "were", "be", "been", "is", "at", "of", "now"]);
        let subject = (1..=3).filter_map(|back| verb.checked_sub(back)).any(|i| {
            scan.is(i, &["it", "they", "share", "figure", "price", "average", "rate", "proportion", "total", "its"])
        });
        let like = is_like(number.number.value, donor.value.checked_div(scale)?, 5);
        (is_verb && subject && like).then(|| lent(scan, number, donor.readings.clone(), scale))
    }

    /// 'in rupees (44.6 billion)': a number in brackets behind the name of a money.
    pub(super) fn named_money(&self, number: &Bare) -> Option<Lent> {
        let scan = self.scan;
        let open = number.first.checked_sub(1).filter(|open| scan.is(*open, &["("]) && scan.is(number.end, &[")"]))?;
        let name = open.checked_sub(1)?;
        let money = |hit: &Hit| match hit.sense {
            Sense::Currency { currency, form: CurrencyForm::Name | CurrencyForm::Bare, default } if hit.end == open => {
                Some(Reading { unit: Unit::Money(*currency), factor: Decimal::ONE, default: *default })
            }
            _ => None,
        };
        let readings: Vec<Reading> = scan.hits(name).iter().filter_map(money).collect();
        let is_sum = number.number.scale > Decimal::ONE || number.number.grouped;
        (is_sum && !readings.is_empty()).then(|| lent(scan, number, readings, Decimal::ONE))
    }
}

/// Whether a noun for exports, imports and the like ends at a token.
fn is_flow(scan: &Scan, last: usize) -> bool {
    let noun = |sense: &Sense| matches!(sense, Sense::Cue(Cue::Measure { measure, form: MeasureForm::Noun, .. }) if measure.is_trade());
    (last.saturating_sub(2)..=last).any(|from| scan.hits(from).iter().any(|hit| hit.end == last + 1 && noun(hit.sense)))
}
