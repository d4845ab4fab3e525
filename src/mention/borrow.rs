//! Units that stand once for several figures: 'to 308,200 from 342,900 tonnes', '24 bn dollars against 26 bn', 'in tonnes:
//! Chile 5,500 (4,100), Peru 800 (700)'.

mod donor;
mod pair;
mod turn;

use super::Mentions;
use super::head::{self, Head};
use super::quantity::{Bare, Quantity, Reading};
use super::scan::Scan;
use crate::lexicon::{Cue, Sense};
use crate::token::Gap;
use crate::token::sentence::Sentence;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// Most tokens between a figure and a number in brackets that takes its unit.
const BRACKETED: usize = 30;

/// Gives bare numbers the unit of a neighbour.
pub(super) fn borrow_units(scan: &Scan, mentions: &mut Mentions, bare: Vec<Bare>) {
    let mut lenders = Lenders { scan, shared: Vec::new(), head: None };
    for number in bare {
        let at = scan.sentences.partition_point(|s| s.tokens.end <= number.first);
        let Some(sentence) = scan.sentences.get(at) else { continue };
        let scaled = number.high.map_or(number.number.scale, |high| high.scale) > Decimal::ONE;
        match lenders.figure(mentions, &number, (at, sentence), scaled) {
            Some(figure) => lenders.shared.push(figure),
            None if scaled => mentions.unread.push(scan.span(number.first, number.end)),
            None => {}
        }
    }
    mentions.quantities.extend(lenders.shared.into_iter().map(|lent| lent.figure));
    mentions.quantities.sort_by_key(|q| q.first);
}

/// A figure whose unit came from elsewhere, and its scale.
struct Lent {
    figure: Quantity,
    scale: Decimal,
}

/// What has a unit to lend.
struct Lenders<'s, 'l> {
    scan: &'s Scan<'l>,
    shared: Vec<Lent>,
    /// The head that holds for a sentence, once it is looked for.
    head: Option<(usize, Option<Head>)>,
}

impl Lenders<'_, '_> {
    fn figure(
        &mut self,
        mentions: &Mentions,
        number: &Bare,
        (at, sentence): (usize, &Sentence),
        scaled: bool,
    ) -> Option<Lent> {
        let scan = self.scan;
        if let Some(lent) = pair::short_of_scale(scan, mentions, number) {
            return Some(lent);
        }
        let next = mentions.quantities.partition_point(|q| q.first < number.first);
        let (earlier, later) = mentions.quantities.split_at(next);
        self.paired(earlier, number)
            .or_else(|| self.led_on(later, number))
            .or_else(|| self.goes_on(later, number))
            .or_else(|| self.listed(earlier, later, number, (at, sentence)))
            .or_else(|| self.bracketed(earlier, number, sentence))
            .or_else(|| self.tabled(number, at))
            .or_else(|| self.tabled_money(earlier, number, sentence, scaled))
            .or_else(|| self.named_money(number))
            .or_else(|| self.in_turn(earlier, number, sentence))
            .or_else(|| self.once_more(earlier, number, at))
            .or_else(|| self.near(earlier, later, number, sentence, scaled))
    }

    /// The unit of a figure in the same sentence, or in one of those before.
    fn near(
        &self,
        earlier: &[Quantity],
        later: &[Quantity],
        number: &Bare,
        sentence: &Sentence,
        scaled: bool,
    ) -> Option<Lent> {
        let scan = self.scan;
        let may = !number.number.suffixed || donor::is_suffixed(scan, earlier);
        if !may || !donor::follows_well(scan, number, scaled) {
            return None;
        }
        let around = donor::Around { scan, earlier, later, number, sentence };
        let donor = if scaled { around.of_scaled() } else { around.of_counted() };
        Some(lent(scan, number, donor?.readings.clone(), Decimal::ONE))
    }

    /// 'In tonnes: Chile 5,500 (4,100), Peru 800 (700)', 'in France 31,000 tonnes, in Belgium 19,050': a number behind a
    /// name has the unit of the list.
    fn listed(
        &mut self,
        earlier: &[Quantity],
        later: &[Quantity],
        number: &Bare,
        (at, sentence): (usize, &Sentence),
    ) -> Option<Lent> {
        let scan = self.scan;
        let before = number.first.checked_sub(1).filter(|i| *i >= sentence.tokens.start)?;
        // 'China 87,259 wheat, Italy 104,704 of maize'.
        let ends = scan.is_mark(number.end)
            || scan.is(number.end, &["and", "of"])
            || (number.number.grouped && scan.hits(number.end).iter().any(|hit| matches!(hit.sense, Sense::Goods)));
        if !(is_plain(number) && is_name(scan, before) && ends) {
            return None;
        }
        let here = |q: &&Quantity| sentence.tokens.contains(&q.first);
        let shared = self.shared.last().map(|lent| &lent.figure);
        let counted = |q: &&Quantity| !q.is_percent() && !q.is_money();
        let near = [shared, earlier.last(), later.first()].into_iter().flatten().filter(here).find(counted);
        if let Some(donor) = near.filter(|_| number.number.grouped) {
            // 'thousand tons: Chile 307.5; Peru 269.8': what went on with a scale goes on with it.
            let scale =
                self.last(earlier).filter(|(last, _)| last.first == donor.first).map_or(Decimal::ONE, |of| of.1);
            let like =
                |times: Decimal| number.number.value.checked_mul(times).is_some_and(|v| is_like(v, donor.value, 30));
            let scale = if !like(Decimal::ONE) && like(scale) { scale } else { Decimal::ONE };
            return Some(lent(scan, number, donor.readings.clone(), scale));
        }
        let head = self.head(at)?;
        Some(lent(scan, number, head.readings, head.scale))
    }

    /// 'Poland (NOK 7.2 billion), followed by France (5.6) and Denmark (5.1)': a number in brackets behind a name has unit
    /// and scale of the figure before.
    fn bracketed(&self, earlier: &[Quantity], number: &Bare, sentence: &Sentence) -> Option<Lent> {
        let scan = self.scan;
        let open =
            number.first.checked_sub(1).filter(|open| *open > sentence.tokens.start && scan.is(*open, &["("]))?;
        let behind_name = is_name(scan, open - 1) && (scan.is(number.end, &[")"]));
        // '(2)' and '(37)' may be anything.
        let is_stated = number.number.grouped || number.number.value >= Decimal::ONE_HUNDRED;
        if !(behind_name && is_stated && is_plain(number)) {
            return None;
        }
        // A share goes on only from one in brackets: 'Chad (29.8%), Mali (3.7)'.
        let is_kind = |donor: &Quantity| !donor.is_percent() || self.scan.is(donor.first.max(1) - 1, &["("]);
        let last = self.last(earlier).filter(|(donor, _)| is_kind(donor));
        let amounts = earlier.len() - earlier.iter().rev().take_while(|own| own.is_percent()).count();
        let (donor, scale) = last.or_else(|| self.last(&earlier[..amounts]))?;
        let is_here = sentence.tokens.contains(&donor.first) && number.first - donor.end <= BRACKETED;
        let is_like = is_like(number.number.value, donor.value.checked_div(scale)?, 50);
        (is_here && is_like).then(|| lent(scan, number, donor.readings.clone(), scale))
    }

    /// A number in a row of a table, under the unit that stands over it.
    fn tabled(&mut self, number: &Bare, at: usize) -> Option<Lent> {
        if !is_plain(number) {
            return None;
        }
        if let Some(head) = head::before(self.scan, number.first) {
            return Some(lent(self.scan, number, head.readings, head.scale));
        }
        // 'Oct 85' names a column.
        let is_time = number.first > 0 && is_month(self.scan, number.first - 1) && !number.number.grouped;
        // '2. Chile 402'.
        let starts = number.first == 0 || self.scan.tokens[number.first].gap >= Gap::Line;
        let is_index = starts && self.scan.is(number.end, &[".", ")"]) && number.number.value < Decimal::ONE_HUNDRED;
        if is_time || is_index || !head::is_in_row(self.scan, number.first, number.end) {
            return None;
        }
        let over = self.head(at).filter(|head| head.is_over_table);
        let head = over.or_else(|| head::below(self.scan, at))?;
        // '49.7  + 20.3': behind an amount, a number with a sign of its own is a change in per cent.
        let before = number.first.checked_sub(1)?;
        let is_signed = self.scan.is(before, &["+", "-"]) && before > 0 && self.scan.is_number(before - 1);
        if is_signed && head.has_percent {
            let percent = Reading { unit: Unit::Percent, factor: Decimal::ONE, default: true };
            return Some(lent(self.scan, number, vec![percent], Decimal::ONE));
        }
        Some(lent(self.scan, number, head.readings, head.scale))
    }

    /// 'March  1.02 billion  1.37 billion': a row of numbers with scales and no unit is of the money that was spoken of last.
    fn tabled_money(&self, earlier: &[Quantity], number: &Bare, sentence: &Sentence, scaled: bool) -> Option<Lent> {
        let scan = self.scan;
        let is_cell = scaled
            && !number.number.spelled
            && head::is_row_of_several(scan, &sentence.tokens)
            && head::is_in_row(scan, number.first, number.end);
        let donor = is_cell.then(|| earlier.iter().rev().find(|figure| figure.is_money()))??;
        Some(lent(scan, number, donor.readings.clone(), Decimal::ONE))
    }

    /// The last figure before, of its own unit or a lent one, and its scale.
    fn last<'m>(&'m self, earlier: &'m [Quantity]) -> Option<(&'m Quantity, Decimal)> {
        let stated = earlier.last().filter(|own| self.shared.last().is_none_or(|lent| lent.figure.first < own.first));
        match stated {
            Some(own) => Some((own, (own.first..own.end).find_map(|i| super::number::number(self.scan, i))?.scale)),
            None => self.shared.last().map(|lent| (&lent.figure, lent.scale)),
        }
    }

    /// The unit that is stated for the figures of a sentence.
    fn head(&mut self, at: usize) -> Option<Head> {
        let found = match self.head.take() {
            Some((of, head)) if of == at => head,
            // The next rows of the same table.
            Some((of, Some(head))) if head.is_over_table && head::goes_on(self.scan, of, at) => Some(head),
            _ => head::over(self.scan, at),
        };
        self.head = Some((at, found.clone()));
        found
    }
}

/// A number in digits with no scale and no range, that is no year.
fn is_plain(number: &Bare) -> bool {
    let own = &number.number;
    number.high.is_none() && own.scale == Decimal::ONE && !own.spelled && !own.suffixed && !own.is_year()
}

/// Whether two numbers are of one order, so many times apart at the most.
fn is_like(a: Decimal, b: Decimal, times: i64) -> bool {
    let most = |a: Decimal| a.checked_mul(Decimal::from(times));
    a > Decimal::ZERO && most(b).is_some_and(|most| a <= most) && most(a).is_some_and(|most| b <= most)
}

/// Whether a name of a place or of goods ends at a token.
fn is_name(scan: &Scan, last: usize) -> bool {
    (last.saturating_sub(3)..=last).any(|from| {
        let named = |sense: &Sense| matches!(sense, Sense::Place { .. } | Sense::Goods);
        scan.hits(from).iter().any(|hit| hit.end == last + 1 && named(hit.sense))
    })
}

fn is_month(scan: &Scan, at: usize) -> bool {
    scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Month(_)))
}

fn is_time(scan: &Scan, at: usize) -> bool {
    let time = |sense: &Sense| {
        matches!(sense, Sense::Month(_) | Sense::Deictic(_) | Sense::Span(_) | Sense::Phrase(_) | Sense::Ordinal(_))
    };
    scan.hits(at).iter().any(|hit| time(hit.sense))
}

/// Whether a unit or a packing stands at a token: 'barrel' of 'a barrel'.
fn is_measure(scan: &Scan, at: usize) -> bool {
    scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Unit(_) | Sense::Packing(_)))
}

/// Whether no noun follows that a number would count.
fn ends_well(scan: &Scan, next: usize) -> bool {
    let words = [
        "vs", "versus", "later", "there", "short", "fewer", "more", "less", "behind", "ahead", "each", "out", "inward",
        "outward",
    ];
    next >= scan.tokens.len()
        || scan.is_mark(next)
        || scan.is_function(next)
        || scan.is(next, &words)
        || is_time(scan, next)
        || scan.hits(next).iter().any(|hit| {
            matches!(hit.sense, Sense::Cue(Cue::Change { .. } | Cue::Rate { .. } | Cue::Measure { strength: 1.., .. }))
        })
}

/// A number with the unit of another, and its scale where it has none.
fn lent(scan: &Scan, number: &Bare, mut readings: Vec<Reading>, scale: Decimal) -> Lent {
    let own = &number.number;
    // '580 MDH' and '27 bcm' have their scale in the unit: '1.49 billion' has it already.
    for reading in readings.iter_mut().filter(|r| own.scale > Decimal::ONE && r.factor >= Decimal::ONE_THOUSAND) {
        reading.factor = Decimal::ONE;
    }
    let scaled = |value: Decimal| value.checked_mul(scale).unwrap_or(value);
    let figure = Quantity {
        first: number.first,
        end: number.end,
        span: scan.span(number.first, number.end),
        value: scaled(own.value),
        value_hi: number.high.map(|high| scaled(high.value)),
        precision: scaled(if scale > Decimal::ONE { own.precision.min(Decimal::ONE) } else { own.precision }),
        readings,
        bound: None,
        per: None,
        shared: true,
    };
    Lent { figure, scale: scale.max(own.scale) }
}

/// The token before a number, hedges and small adjectives passed over: 'from' in 'from just over 16'.
fn before_hedges(scan: &Scan, first: usize) -> Option<usize> {
    let small = [
        "a",
        "an",
        "the",
        "just",
        "only",
        "barely",
        "some",
        "about",
        "around",
        "nearly",
        "almost",
        "over",
        "under",
        "mere",
        "meagre",
        "meager",
        "modest",
        "revised",
        "estimated",
        "record",
        "roughly",
        "approximately",
        "more",
        "less",
        "than",
        "still",
        "another",
        "well",
        "no",
        "as",
        "much",
        "little",
        "many",
        "up",
    ];
    let mut at = first.checked_sub(1)?;
    for _ in 0..4 {
        if !scan.is(at, &small) {
            return Some(at);
        }
        // 'more than 16' is a hedge, 'rather than 16' sets one against another.
        let compares = scan.is(at, &["than"]) && at > 0 && !scan.is(at - 1, &["more", "less"]);
        if compares {
            return Some(at);
        }
        at = at.checked_sub(1)?;
    }
    None
}
