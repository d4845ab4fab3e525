//! Numbers set against a figure or joined to it: 'to 308,200 from 342,900 tonnes', '45.7 percent, from 49.2', 'rises of 14 and
//! 27 percent'.

use super::super::Mentions;
use super::super::quantity::{Bare, Quantity};
use super::super::scan::Scan;
use super::{Lenders, Lent, before_hedges, ends_well, is_like, is_measure, is_month, is_plain, is_time, lent};
use crate::lexicon::{Cue, Sense, WordKind};
use rust_decimal::Decimal;

/// Most tokens between a figure and a number that is set against it.
const PAIRED: usize = 12;

impl Lenders<'_, '_> {
    /// 'from 889.2 mln (revised from 889.5) in January and 903.2 in February', '8,458,000 ounces, vs 19,950,000': a number
    /// that only small words set against a figure has its unit, and its scale where it has none.
    pub(super) fn paired(&self, earlier: &[Quantity], number: &Bare) -> Option<Lent> {
        let scan = self.scan;
        let joins =
            ["from", "against", "and", "to", "vs", "versus", "after", "than", "or", "(", "with", "below", "-", "at"];
        // 'from just over 16', 'against a revised 131,204'.
        let lead = before_hedges(scan, number.first)?;
        if !(scan.is(lead, &joins) && is_plain(number)) {
            return None;
        }
        let (donor, scale) = self.last(earlier)?;
        let gap = donor.end..number.first;
        let small = |i: usize| {
            (scan.is_mark(i) && !scan.is(i, &[".", ";", ":"]))
                || scan.is_function(i)
                || scan.is_base(i)
                || scan.is_number(i)
                || scan.is_kind(i, WordKind::OpensTime)
                || scan.is(i, &["vs", "revised", "down", "up", "ago", "same", "each", "earlier", "year", "a", "the", "average"])
                // '115 crowns a barrel against 105'.
                || (scan.is(i - 1, &["a", "per", "/"]) && is_measure(scan, i))
                || (i > lead && i < number.first)
                || is_time(scan, i)
        };
        let fits = gap.len() <= PAIRED && gap.clone().all(small);
        let month_before = (number.first.saturating_sub(3)..number.first).any(|i| is_month(scan, i));
        let is_day = number.number.value < Decimal::from(32) && !number.number.grouped;
        let is_day = is_day && (month_before || is_month(scan, number.end));
        if !fits || is_day || !ends_well(scan, number.end) {
            return None;
        }
        if donor.is_percent() && !self.is_paired_share(donor, number, lead) {
            return None;
        }
        let in_brackets = scan.is(number.first - 1, &["("]) && scan.is(number.end, &[")"]);
        if !is_like(number.number.value, donor.value.checked_div(scale)?, if in_brackets { 50 } else { 10 }) {
            return None;
        }
        Some(lent(scan, number, donor.readings.clone(), scale))
    }

    /// 'slid to 45.7 percent, from 49.2', 'from 16.1 pct to 4.8': what is compared with a share is one. 'rose 12 percent from
    /// 48' is not: a change is compared with nothing.
    pub(super) fn is_paired_share(&self, donor: &Quantity, number: &Bare, lead: usize) -> bool {
        let scan = self.scan;
        let compares = scan.is_base(lead) || scan.is(lead, &["vs", "versus", "against", "from", "than"]);
        let ends = scan.is(lead, &["to"]) && before_hedges(scan, donor.first).is_some_and(|i| scan.is(i, &["from"]));
        let goes_on = scan.is(lead, &["and"]) && donor.shared;
        let is_change = before_hedges(scan, donor.first).is_some_and(|i| {
            let moves = |from: usize| {
                scan.hits(from)
                    .iter()
                    .any(|hit| hit.end == i + 1 && matches!(hit.sense, Sense::Cue(Cue::Change { .. })))
            };
            scan.is(i, &["by"]) || (i.saturating_sub(2)..=i).any(moves)
        });
        (compares || ends || goes_on) && !is_change && number.number.value < Decimal::ONE_THOUSAND
    }

    /// 'from 7.1 to 6.0 per cent', 'from 5,109 to 9,340 dirhams', 'rises of 14 and 27 percent': the unit stands behind the
    /// second of two.
    pub(super) fn goes_on(&self, later: &[Quantity], number: &Bare) -> Option<Lent> {
        let scan = self.scan;
        let donor = later.first().filter(|donor| donor.value_hi.is_none())?;
        let joint = number.end + 1 == donor.first;
        let lead = before_hedges(scan, number.first)?;
        let respectively = (donor.end..donor.end + 4).any(|i| scan.is(i, &["respectively"]));
        let spans = scan.is(lead, &["from"]) && scan.is(number.end, &["to"]);
        let both = scan.is(number.end, &["and"]) && respectively;
        let own = super::super::number::number(scan, donor.first)
            .or_else(|| super::super::number::number(scan, donor.first + 1))?;
        let fits = is_plain(number)
            && joint
            && (spans || both)
            && own.scale == Decimal::ONE
            && is_like(number.number.value, donor.value, 10);
        fits.then(|| lent(scan, number, donor.readings.clone(), Decimal::ONE))
    }

    /// '1,870, 1,875 and 1,880 dlrs', '36,552 and 38,608 tonnes': members of a list whose last has the unit.
    pub(super) fn led_on(&self, later: &[Quantity], number: &Bare) -> Option<Lent> {
        let scan = self.scan;
        let donor = later.first()?;
        let gap = number.end..donor.first;
        let joins =
            |i: usize| scan.is(i, &[",", "and", "or"]) || (scan.is_number(i) && scan.word(i).contains([',', '.']));
        let no_scale = super::super::number::number(scan, donor.first).is_some_and(|own| own.scale == Decimal::ONE);
        let fits = is_plain(number)
            && number.number.grouped
            && no_scale
            && !donor.is_percent()
            && (1..=6).contains(&gap.len())
            && gap.clone().all(joins)
            && !scan.is(gap.end - 1, &[","])
            && is_like(number.number.value, donor.value, 10);
        fits.then(|| lent(scan, number, donor.readings.clone(), Decimal::ONE))
    }
}

/// 'exports of 3 and imports of 2 billion dollars', 'from 3 to 4 billion dollars': a plain
/// number that takes unit and scale from the next figure, a small joint away.
pub(super) fn short_of_scale(scan: &Scan, mentions: &Mentions, number: &Bare) -> Option<Lent> {
    let at = mentions.quantities.partition_point(|q| q.first < number.end);
    let donor = mentions.quantities.get(at)?;
    let gap = number.end..donor.first;
    let scaled =
        (donor.first..donor.end).find_map(|i| super::super::number::number(scan, i)).map(|number| number.scale)?;
    let measured =
        |i: usize| scan.hits(i).iter().any(|hit| matches!(hit.sense, Sense::Cue(Cue::Measure { strength: 1.., .. })));
    let joins = gap.clone().all(|i| scan.is(i, &["and", "to", "from", "or", "of", ",", "at"]) || measured(i));
    let led = number.first.checked_sub(1).is_some_and(|i| scan.is(i, &["of", "from", "to", "at", "were", "was"]));
    let bare_to = gap.len() == 1 && scan.is(gap.start, &["to", "from"]);
    let listed = gap.len() >= 2 && gap.len() <= 4 && gap.clone().any(measured);
    // 'were 2 and 4 billion euros, respectively'.
    let both = gap.len() == 1
        && scan.is(gap.start, &["and"])
        && (donor.end..donor.end + 3).any(|i| scan.is(i, &["respectively"]));
    let money = scaled > Decimal::ONE && donor.is_money() && number.number.value < Decimal::ONE_THOUSAND;
    let fits = is_plain(number) && led && joins && money && (bare_to || listed || both);
    fits.then(|| lent(scan, number, donor.readings.clone(), scaled))
}
