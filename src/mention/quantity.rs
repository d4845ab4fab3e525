//! A number meets its unit: money, mass, volume, per cent; ranges; figures that share one unit.

use super::number::{Number, number};
use super::scan::Scan;
use crate::lexicon::{Cue, CurrencyForm, NumberWord, Sense};
use crate::limits;
use crate::span::Span;
use crate::token::{Gap, TokenKind};
use crate::value::amount::Qualifier;
use crate::value::flow::Rate;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// A figure with its unit, as far as its own words settle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// First token of the quote.
    pub first: usize,
    /// Token after the quote.
    pub end: usize,
    /// The quote.
    pub span: Span,
    /// The figure in the unit as written, scale included; the lower end of a range.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_hi: Option<Decimal>,
    /// The worth of its last stated digit.
    pub precision: Decimal,
    /// What the unit can be; the first that is `default` where nothing else settles it.
    pub readings: Vec<Reading>,
    /// The hedge and the tokens that say it.
    pub bound: Option<(Qualifier, usize, usize)>,
    /// The rate and the tokens that say it.
    pub per: Option<(Rate, usize, usize)>,
    /// Whether the unit comes from a neighbour.
    pub shared: bool,
}

/// One thing that a unit can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The unit.
    pub unit: Unit,
    /// Units in one of the words': 0.01 for cents.
    pub factor: Decimal,
    /// Whether it is meant where nothing else is known.
    pub default: bool,
}

impl Quantity {
    /// The reading taken where nothing but the words is known.
    pub fn plain_reading(&self) -> Reading {
        *self.readings.iter().find(|reading| reading.default).unwrap_or(&self.readings[0])
    }

    /// Whether it is a percentage.
    pub fn is_percent(&self) -> bool {
        self.readings.first().is_some_and(|reading| reading.unit == Unit::Percent)
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        self.readings.first().is_some_and(|reading| reading.unit.is_money())
    }

    /// How it is hedged.
    pub fn qualifier(&self) -> Qualifier {
        match (self.value_hi, self.bound) {
            (Some(_), _) => Qualifier::Range,
            (None, Some((qualifier, ..))) => qualifier,
            (None, None) => Qualifier::Exact,
        }
    }
}

/// A number whose unit must come from a neighbour, or that has none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bare {
    pub first: usize,
    pub number: Number,
    pub high: Option<Number>,
    pub end: usize,
}

/// What begins at a token.
pub(super) enum Found {
    Quantity(Quantity),
    Bare(Bare),
}

/// Which sides of a number its unit stands on.
struct Side {
    readings: Vec<Reading>,
    scale: Decimal,
    per: Option<Rate>,
    end: usize,
}

/// The figure that begins at a token.
pub(super) fn quantity(scan: &Scan, at: usize) -> Option<Found> {
    let prefix = prefix(scan, at);
    let start = prefix.as_ref().map_or(at, |side| side.end);
    let mut first = number(scan, start)?;
    if prefix.is_none() {
        first = tonnes_not_trillions(scan, first);
    }
    if let Some(side) = &prefix {
        first = first.scaled_by(side.scale)?;
        first = single_letter_scale(scan, first)?;
    }
    let own_suffix = suffix(scan, &first, prefix.is_some());
    let after_first = own_suffix.as_ref().map_or(first.end, |side| side.end);
    if let Some((second, second_prefix, end)) = second_of_range(scan, at, &first, &prefix, &own_suffix, after_first) {
        let last_suffix = suffix(scan, &second, prefix.is_some() || second_prefix.is_some());
        let end = last_suffix.as_ref().map_or(end, |side| side.end);
        if first.scale == Decimal::ONE && second.scale > Decimal::ONE && first.value < second.value {
            first = first.scaled(second.scale)?;
        }
        let side = prefix.or(last_suffix).or(own_suffix);
        if first.value <= second.value {
            return match side {
                Some(side) => made(scan, at, end, first, Some(second), side).map(Found::Quantity),
                None => Some(Found::Bare(Bare { first: at, number: first, high: Some(second), end })),
            };
        }
        return None;
    }
    match (prefix, own_suffix) {
        (Some(side), Some(own)) => {
            // '$5 billion US dollars': the words after settle the sign before.
            let readings: Vec<Reading> =
                side.readings.iter().copied().filter(|r| own.readings.iter().any(|o| o.unit == r.unit)).collect();
            let apart = scan.is(first.end, &["in"]);
            // '$5.9 million tala': a sign that several countries have gives way to the name of a money that is another.
            let is_sign = side.readings.len() > 1 && own.end == first.end + 1 && !scan.touches(first.end);
            let is_named = is_sign && own.readings.iter().all(|r| r.factor == Decimal::ONE && r.unit.is_money());
            let (end, readings) = match () {
                () if apart => (first.end, side.readings),
                () if !readings.is_empty() => (own.end, readings),
                () if is_named => (own.end, own.readings),
                () => (first.end, side.readings),
            };
            made(scan, at, end, first, None, Side { readings, ..side }).map(Found::Quantity)
        }
        (Some(side), None) | (None, Some(side)) => {
            let end = side.end.max(first.end);
            made(scan, at, end, first, None, side).map(Found::Quantity)
        }
        (None, None) => Some(Found::Bare(Bare { first: at, number: first, high: None, end: first.end })),
    }
}

impl Number {
    fn scaled_by(self, scale: Decimal) -> Option<Number> {
        if scale == Decimal::ONE { Some(self) } else { self.scaled(scale.checked_mul(self.scale)?) }
    }
}

fn made(scan: &Scan, at: usize, end: usize, low: Number, high: Option<Number>, side: Side) -> Option<Quantity> {
    // Containers have no parts: '343.165 TEUs' are thousands.
    let parts = low.value.scale() == 3 && low.scale == Decimal::ONE && high.is_none();
    let containers = side.readings.iter().all(|reading| reading.unit == Unit::Teu);
    let low = if parts && containers {
        Number { value: low.value * Decimal::ONE_THOUSAND, precision: Decimal::ONE, ..low }
    } else {
        low
    };
    let largest = Decimal::from_i128_with_scale(limits::LARGEST, 0);
    let last = high.map_or(low.value, |high| high.value);
    let fits = side.readings.iter().all(|r| last.checked_mul(r.factor).is_some_and(|v| v < largest));
    if side.readings.is_empty() || !fits {
        return None;
    }
    Some(Quantity {
        first: at,
        end,
        span: scan.span(at, end),
        value: low.value,
        value_hi: high.map(|high| high.value),
        precision: high.map_or(low.precision, |high| high.precision.min(low.precision)),
        readings: side.readings,
        bound: None,
        per: side.per.map(|rate| (rate, end - 1, end)),
        shared: false,
    })
}

/// A currency before its number.
fn prefix(scan: &Scan, at: usize) -> Option<Side> {
    if scan.is_number(at) {
        return None;
    }
    let mut best: Option<Side> = None;
    for hit in scan.hits(at).iter().rev() {
        let Sense::Currency { currency, form, default } = hit.sense else { continue };
        let scale = match form {
            // 'TOP FIVE' is no money of Tonga.
            CurrencyForm::Code if is_counted(scan, hit.end) || !scan.is_number(hit.end) => continue,
            CurrencyForm::Sign | CurrencyForm::Code => Decimal::ONE,
            CurrencyForm::ScaledCode(scale) => *scale,
            // A single letter is money only where it touches its digits.
            CurrencyForm::Prefix if scan.word(at).len() == 1 && hit.end == at + 1 && !scan.touches(hit.end) => continue,
            CurrencyForm::Prefix if (at + 1..hit.end).all(|i| scan.touches(i) || scan.is_mark(i)) => Decimal::ONE,
            // In the plural only: 'won 3 billion' is a verb.
            CurrencyForm::Name | CurrencyForm::Bare
                if scan.word(hit.end - 1).ends_with('s') && name_before(scan, hit.end) =>
            {
                Decimal::ONE
            }
            _ => continue,
        };
        if best.as_ref().is_some_and(|side| side.end != hit.end) {
            break;
        }
        let reading = Reading { unit: Unit::Money(*currency), factor: Decimal::ONE, default: *default };
        let side = best.get_or_insert_with(|| Side { readings: Vec::new(), scale, per: None, end: hit.end });
        if !side.readings.iter().any(|r| r.unit == reading.unit) {
            side.readings.push(reading);
        }
    }
    best.filter(|side| scan.is_number(side.end) || spelled_follows(scan, side.end))
}

fn spelled_follows(scan: &Scan, at: usize) -> bool {
    scan.longest(at, |sense| match sense {
        Sense::Number(NumberWord::Unit(_) | NumberWord::Tens(_) | NumberWord::Fraction(_)) => Some(()),
        _ => None,
    })
    .is_some()
}

/// 'ALL 27 MEMBER STATES': a code that is a word, before a small number that counts a noun.
fn is_counted(scan: &Scan, at: usize) -> bool {
    let plain = scan.is_number(at) && scan.word(at).len() <= 3 && !scan.word(at).contains('.');
    let noun = scan.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Word)
        && !scan.touches(at + 1)
        && !scan.is_function(at + 1)
        && number(scan, at).is_some_and(|number| number.end == at + 1);
    plain && noun
}

const TRILLION: i64 = 1_000_000_000_000;

/// '760,000t': without a currency, a letter that touches hundreds or thousands stands for tonnes and not for trillions.
fn tonnes_not_trillions(scan: &Scan, number: Number) -> Number {
    if !(number.suffixed && scan.is(number.end - 1, &["t"]) && number.scale == TRILLION.into()) {
        return number;
    }
    let value = number.value / number.scale;
    if value < Decimal::ONE_HUNDRED {
        return number;
    }
    let precision = number.precision / number.scale;
    Number { value, precision, scale: Decimal::ONE, end: number.end - 1, suffixed: false, ..number }
}

/// 'rupees 5 crore': a name may lead a number that no year looks like.
fn name_before(scan: &Scan, at: usize) -> bool {
    scan.is_number(at) && number(scan, at).is_some_and(|number| number.grouped || number.scale > Decimal::ONE)
}

/// '$ 5 m': behind a currency a scale letter may stand apart.
fn single_letter_scale(scan: &Scan, number: Number) -> Option<Number> {
    if number.scale != Decimal::ONE || scan.touches(number.end) {
        return Some(number);
    }
    let letter = scan.longest(number.end, |sense| match sense {
        Sense::Number(NumberWord::Suffix(scale)) if *scale > Decimal::ONE_THOUSAND => Some(*scale),
        _ => None,
    });
    match letter {
        Some((end, scale)) if scan.is_mark(end) || scan.is_function(end) || end >= scan.tokens.len() => {
            Some(Number { end, ..number.scaled(scale)? })
        }
        _ => Some(number),
    }
}

/// A currency or unit after its number.
fn suffix(scan: &Scan, number: &Number, prefixed: bool) -> Option<Side> {
    let hyphened = scan.word(number.end) == "-" && scan.touches(number.end) && scan.touches(number.end + 1);
    let at = number.end + usize::from(hyphened);
    // What stands behind an empty line is no unit.
    if scan.tokens.get(at).is_some_and(|token| token.gap == Gap::Paragraph) {
        return None;
    }
    let mut best: Option<Side> = None;
    for hit in scan.hits(at).iter().rev() {
        if best.as_ref().is_some_and(|side| side.end != hit.end) {
            break;
        }
        let Some((reading, scale, per)) = suffix_reading(scan, number, at, hit.end, hit.sense) else { continue };
        if prefixed && !reading.unit.is_money() {
            continue;
        }
        let side = best.get_or_insert_with(|| Side { readings: Vec::new(), scale, per, end: hit.end });
        if !side.readings.contains(&reading) {
            side.readings.push(reading);
        }
    }
    let mut side = best?;
    settle_goods(scan, &mut side);
    Some(side)
}

fn suffix_reading(
    scan: &Scan,
    number: &Number,
    at: usize,
    end: usize,
    sense: &Sense,
) -> Option<(Reading, Decimal, Option<Rate>)> {
    match sense {
        Sense::Currency { currency, form, default } => {
            let factor = match form {
                CurrencyForm::Name | CurrencyForm::Bare | CurrencyForm::Code => Decimal::ONE,
                CurrencyForm::Sign if !scan.is_number(end) => Decimal::ONE,
                CurrencyForm::Prefix if end == at + 1 && !scan.is_number(end) => Decimal::ONE,
                CurrencyForm::Minor(parts) => Decimal::ONE.checked_div(*parts)?,
                CurrencyForm::ScaledCode(scale) => *scale,
                _ => return None,
            };
            // A single letter after a number is too little to be money ('5 K').
            if matches!(form, CurrencyForm::Prefix) && scan.word(at).len() == 1 {
                return None;
            }
            let default = *default || matches!(form, CurrencyForm::Name | CurrencyForm::Code);
            Some((Reading { unit: Unit::Money(*currency), factor, default }, Decimal::ONE, None))
        }
        Sense::Unit(word) => {
            if word.touching
                && !(scan.touches(at) && number.scale == Decimal::ONE && number.value < Decimal::from(10_000))
            {
                return None;
            }
            // 't' and 'kt' alone are units only behind digits, never behind words.
            if number.spelled && scan.word(at).len() <= 2 && end == at + 1 {
                return None;
            }
            // '5 t-shirts'.
            let joined = scan.is(end, &["-"]) && scan.touches(end) && scan.touches(end + 1) && !scan.is_number(end + 1);
            if end == at + 1 && scan.word(at).len() <= 2 && joined {
                return None;
            }
            let default = word.goods.is_empty() && !word.open;
            Some((Reading { unit: word.unit.base, factor: word.unit.factor, default }, Decimal::ONE, word.per))
        }
        _ => None,
    }
}

/// A unit that touches its digits beats the same letters as a unit apart; a bushel goes by its grain.
fn settle_goods(scan: &Scan, side: &mut Side) {
    let touching: Vec<Reading> = side.readings.clone();
    if touching.len() > 1 && touching.iter().all(|r| r.unit == Unit::Tonne) {
        // The word file lists the likelier first; a touching 'mt' is the megatonne.
        let largest = touching.iter().map(|r| r.factor).max().unwrap_or(Decimal::ONE);
        let is_bushel = touching.iter().all(|r| r.factor < Decimal::new(3, 2));
        if is_bushel {
            // The grain stands right behind, else it is the last one named before in the sentence.
            let of = |at: usize| {
                let end = scan.longest(at, |sense| matches!(sense, Sense::Goods).then_some(()))?.0;
                let good = scan.word(end - 1).to_lowercase();
                scan.hits(side.end - 1).iter().find_map(|hit| match hit.sense {
                    Sense::Unit(word) if word.goods.contains(&good) => {
                        Some(vec![Reading { unit: word.unit.base, factor: word.unit.factor, default: true }])
                    }
                    _ => None,
                })
            };
            let before =
                || (1..30).map_while(|back| side.end.checked_sub(1 + back)).take_while(|i| !scan.is(*i, &["."]));
            side.readings =
                of(side.end + 1).or_else(|| of(side.end)).or_else(|| before().find_map(of)).unwrap_or(touching);
        } else if largest > Decimal::ONE {
            side.readings.retain(|r| r.factor == largest);
        }
    }
}

/// The second number of '3-4', '3 to 4', '250,000/350,000', 'between 3 and 4'.
fn second_of_range(
    scan: &Scan,
    at: usize,
    first: &Number,
    prefix: &Option<Side>,
    own_suffix: &Option<Side>,
    after: usize,
) -> Option<(Number, Option<Side>, usize)> {
    let mark = scan.word(after);
    let dash = matches!(mark, "-" | "–" | "—" | "‑");
    let close = scan.touches(after) && scan.touches(after + 1);
    let before = at.checked_sub(1).map_or("", |i| scan.word(i));
    let joins = match mark {
        _ if dash => close || (scan.touches(after) == scan.touches(after + 1) && mark != "—" && prefix.is_some()),
        "/" => close && first.grouped,
        "to" => {
            let change = follows_change(scan, at, prefix.is_some() || own_suffix.is_some());
            (!before.eq_ignore_ascii_case("from") || is_spread(scan, at)) && !change
        }
        "and" => before.eq_ignore_ascii_case("between"),
        _ => false,
    };
    if !joins {
        return None;
    }
    let second_prefix = self::prefix(scan, after + 1);
    let start = second_prefix.as_ref().map_or(after + 1, |side| side.end);
    let second = number(scan, start)?;
    let same_unit = |a: &Side, b: &Side| a.readings.iter().any(|x| b.readings.iter().any(|y| x.unit == y.unit));
    let second_suffix = suffix(scan, &second, second_prefix.is_some());
    let unit_second = second_prefix.as_ref().or(second_suffix.as_ref());
    let unit_first = prefix.as_ref().or(own_suffix.as_ref());
    let agrees = match (unit_first, unit_second) {
        (Some(a), Some(b)) => same_unit(a, b),
        // '$5 to 6' is a range of money only with a scale or a dash; '2022-23' is none at all.
        (Some(_), None) => prefix.is_some() && (dash || second.scale > Decimal::ONE),
        // 'fell 436 to 5,100 mln dollars' is a change and what came of it.
        (None, Some(_)) => mark != "to" || !follows_change(scan, at, true) || second.value < first.value * Decimal::TEN,
        (None, None) => dash && second.scale > Decimal::ONE,
    };
    let years = prefix.is_none() && own_suffix.is_none() && first.is_year() && second_suffix.is_none();
    if !agrees || years {
        return None;
    }
    let second = single_letter_scale(scan, second)?;
    Some((second, second_prefix, second.end))
}

/// 'ranged from 40 to 44 mln': what 'from' opens here is a range.
fn is_spread(scan: &Scan, at: usize) -> bool {
    let spread = ["ranged", "ranging", "ranges", "range", "varied", "varies", "varying", "anywhere", "anything"];
    at.checked_sub(2).is_some_and(|i| scan.is(i, &spread))
}

/// Whether a word of change leads up to the figure, which has a unit of its own or not: 'rose 3.2 bn to 4.5 bn' is no range,
/// while 'fell 3 to 4 per cent' and 'rose to 340 to 350 dollars' are.
fn follows_change(scan: &Scan, at: usize, has_unit: bool) -> bool {
    let reached = at.checked_sub(1).is_some_and(|i| scan.is(i, &["to", "at"]));
    has_unit
        && !reached
        && (1..=2).any(|back| {
            at.checked_sub(back).is_some_and(|i| {
                scan.longest(i, |sense| match sense {
                    Sense::Cue(Cue::Change { .. }) => Some(()),
                    _ => None,
                })
                .is_some_and(|(end, ())| end <= at)
            })
        })
}
