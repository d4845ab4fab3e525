//! Units that stand once for several figures: 'to 308,200 from 342,900 tonnes', '24 bn dollars against 26 bn', 'in tonnes:
//! Chile 5,500 (4,100), Peru 800 (700)'.

use super::Mentions;
use super::head::{self, Head};
use super::quantity::{Bare, Quantity, Reading};
use super::scan::Scan;
use crate::lexicon::{Cue, Sense, WordKind};
use crate::token::TokenKind;
use crate::token::sentence::Sentence;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// Most tokens between a figure and a number that is set against it.
const PAIRED: usize = 12;

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
        if let Some(lent) = short_of_scale(scan, mentions, number) {
            return Some(lent);
        }
        let next = mentions.quantities.partition_point(|q| q.first < number.first);
        let (earlier, later) = mentions.quantities.split_at(next);
        if let Some(lent) = self.paired(earlier, number).or_else(|| self.led_on(later, number)) {
            return Some(lent);
        }
        if let Some(lent) = self.listed(earlier, later, number, (at, sentence)) {
            return Some(lent);
        }
        if let Some(lent) = self.bracketed(earlier, number, sentence).or_else(|| self.tabled(number, at)) {
            return Some(lent);
        }
        if number.number.suffixed || !follows_well(scan, number, scaled) {
            return None;
        }
        // Only the figures around it are looked at, not all of the text.
        let after = later.iter().take_while(|q| q.first < sentence.tokens.end).find(|q| !q.is_percent());
        let before = earlier.iter().rev().take_while(|q| q.first >= sentence.tokens.start).find(|q| !q.is_percent());
        let near = |sentences: usize| earlier.iter().rev().take_while(move |q| is_near(scan, q, number, sentences));
        let donor = if scaled {
            let last = || near(1).find(|q| !q.is_percent());
            before.or(after).or_else(|| near(3).find(|q| q.is_money())).or_else(last)
        } else {
            let tonnes = || near(3).find(|q| q.plain_reading().unit == Unit::Tonne);
            let physical = |q: &&Quantity| !q.is_money();
            after.filter(physical).or(before.filter(physical)).or_else(tonnes)
        };
        Some(lent(scan, number, donor?.readings.clone(), Decimal::ONE))
    }

    /// 'from 889.2 mln (revised from 889.5) in January and 903.2 in February', '8,458,000 ounces, vs 19,950,000': a number
    /// that only small words set against a figure has its unit, and its scale where it has none.
    fn paired(&self, earlier: &[Quantity], number: &Bare) -> Option<Lent> {
        let scan = self.scan;
        let joins =
            ["from", "against", "and", "to", "vs", "versus", "after", "than", "or", "(", "with", "below", "-", "at"];
        let led = number.first.checked_sub(1).is_some_and(|i| scan.is(i, &joins));
        if !(led && is_plain(number)) {
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
                || scan.is(i, &["vs", "revised", "down", "up", "ago", "same"])
                || is_time(scan, i)
        };
        let fits = gap.len() <= PAIRED && gap.clone().all(small);
        let month_before = (number.first.saturating_sub(3)..number.first).any(|i| is_month(scan, i));
        let is_day = number.number.value < Decimal::from(32) && !number.number.grouped;
        let is_day = is_day && (month_before || is_month(scan, number.end));
        if !fits || is_day || donor.is_percent() || !ends_well(scan, number.end) {
            return None;
        }
        let in_brackets = scan.is(number.first - 1, &["("]) && scan.is(number.end, &[")"]);
        if !is_like(number.number.value, donor.value.checked_div(scale)?, if in_brackets { 50 } else { 10 }) {
            return None;
        }
        Some(lent(scan, number, donor.readings.clone(), scale))
    }

    /// '1,870, 1,875 and 1,880 dlrs', '36,552 and 38,608 tonnes': members of a list whose last has the unit.
    fn led_on(&self, later: &[Quantity], number: &Bare) -> Option<Lent> {
        let scan = self.scan;
        let donor = later.first()?;
        let gap = number.end..donor.first;
        let joins =
            |i: usize| scan.is(i, &[",", "and", "or"]) || (scan.is_number(i) && scan.word(i).contains([',', '.']));
        let no_scale = super::number::number(scan, donor.first).is_some_and(|own| own.scale == Decimal::ONE);
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
        if !(is_plain(number) && is_name(scan, before) && (scan.is_mark(number.end) || scan.is(number.end, &["and"]))) {
            return None;
        }
        let here = |q: &&Quantity| sentence.tokens.contains(&q.first);
        let shared = self.shared.last().map(|lent| &lent.figure);
        let counted = |q: &&Quantity| !q.is_percent() && !q.is_money();
        let near = [shared, earlier.last(), later.first()].into_iter().flatten().filter(here).find(counted);
        if let Some(donor) = near.filter(|_| number.number.grouped) {
            return Some(lent(scan, number, donor.readings.clone(), Decimal::ONE));
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
        if is_time || !head::is_in_row(self.scan, number.first, number.end) {
            return None;
        }
        let head = self.head(at).filter(|head| head.is_over_table)?;
        Some(lent(self.scan, number, head.readings, head.scale))
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
        if self.head.as_ref().is_none_or(|(of, _)| *of != at) {
            self.head = Some((at, head::over(self.scan, at)));
        }
        self.head.as_ref()?.1.clone()
    }
}

/// 'exports of 3 and imports of 2 billion dollars', 'from 3 to 4 billion dollars': a plain
/// number that takes unit and scale from the next figure, a small joint away.
fn short_of_scale(scan: &Scan, mentions: &Mentions, number: &Bare) -> Option<Lent> {
    let at = mentions.quantities.partition_point(|q| q.first < number.end);
    let donor = mentions.quantities.get(at)?;
    let gap = number.end..donor.first;
    let scaled = (donor.first..donor.end).find_map(|i| super::number::number(scan, i)).map(|number| number.scale)?;
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

/// Within so many sentences before.
fn is_near(scan: &Scan, donor: &Quantity, number: &Bare, sentences: usize) -> bool {
    let sentence = |token: usize| scan.sentences.partition_point(|s| s.tokens.end <= token);
    sentence(number.first) - sentence(donor.first) <= sentences
}

/// Whether no noun follows that a number would count.
fn ends_well(scan: &Scan, next: usize) -> bool {
    next >= scan.tokens.len()
        || scan.is_mark(next)
        || scan.is_function(next)
        || is_time(scan, next)
        || scan.hits(next).iter().any(|hit| {
            matches!(hit.sense, Sense::Cue(Cue::Change { .. } | Cue::Rate { .. } | Cue::Measure { strength: 1.., .. }))
        })
}

/// A bare number is a figure only where no noun follows that it would count, and where it stands as figures do.
fn follows_well(scan: &Scan, number: &Bare, scaled: bool) -> bool {
    let next = number.end;
    if scaled {
        // 'the 27.6 mln inspected last week', '1.5 mln wheat'.
        let participle = scan.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Word)
            && scan.word(next).ends_with("ed")
            && scan.word(next).starts_with(char::is_lowercase);
        let goods = scan.hits(next).iter().any(|hit| matches!(hit.sense, Sense::Goods));
        return (ends_well(scan, next) || participle || goods) && scan.word(next) != "-";
    }
    let before = number.first.checked_sub(1);
    let led = before.is_some_and(|i| {
        let joins = [
            "to", "from", "of", "at", "by", "against", "were", "was", "with", "(", "and", "vs", "versus", "after",
            "below",
        ];
        let governs = |sense: &Sense| {
            matches!(sense, Sense::Goods | Sense::Cue(Cue::Measure { strength: 1.., .. } | Cue::Status(_)))
        };
        scan.is(i, &joins) || scan.hits(i).iter().any(|hit| hit.end == i + 1 && governs(hit.sense))
    });
    let plain = !number.number.spelled && (number.number.grouped && scan.word(number.first).contains(','));
    ends_well(scan, next) && led && plain && number.high.is_none()
}

/// A number with the unit of another, and its scale where it has none.
fn lent(scan: &Scan, number: &Bare, readings: Vec<Reading>, scale: Decimal) -> Lent {
    let own = &number.number;
    let scaled = |value: Decimal| value.checked_mul(scale).unwrap_or(value);
    let figure = Quantity {
        first: number.first,
        end: number.end,
        span: scan.span(number.first, number.end),
        value: scaled(own.value),
        value_hi: number.high.map(|high| high.value),
        precision: scaled(if scale > Decimal::ONE { own.precision.min(Decimal::ONE) } else { own.precision }),
        readings,
        bound: None,
        per: None,
        shared: true,
    };
    Lent { figure, scale: scale.max(own.scale) }
}
