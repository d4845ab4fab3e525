//! A number meets its unit: money, mass, volume, per cent; ranges; figures that share one unit.

use super::number::{Number, number, tonnes_not_trillions};
use super::range::{self, Opening};
use super::scan::Scan;
use crate::lexicon::{CurrencyForm, NumberWord, Sense};
use crate::limits;
use crate::span::Span;
use crate::token::{Gap, TokenKind};
use crate::value::amount::Qualifier;
use crate::value::flow::Rate;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

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

    /// How much it is in its plain unit, to be set beside others.
    pub fn size(&self) -> Option<(Unit, f64)> {
        let reading = self.plain_reading();
        let amount = self.value.checked_mul(reading.factor)?.to_f64()?;
        Some((reading.unit, amount))
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
pub(super) struct Side {
    pub readings: Vec<Reading>,
    scale: Decimal,
    per: Option<Rate>,
    pub end: usize,
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
    let opening = Opening { at, number: &first, prefix: &prefix, suffix: &own_suffix, after: after_first };
    if let Some((second, second_prefix, end)) = range::second(scan, &opening) {
        let last_suffix = suffix(scan, &second, prefix.is_some() || second_prefix.is_some());
        let end = last_suffix.as_ref().map_or(end, |side| side.end);
        if first.scale == Decimal::ONE && second.scale > Decimal::ONE && first.value < second.value {
            first = first.scaled(second.scale)?;
        }
        let side = prefix.or(last_suffix).or(own_suffix);
        if first.value > second.value {
            return None;
        }
        return match side {
            Some(side) => made(scan, at, end, first, Some(second), side).map(Found::Quantity),
            None => Some(Found::Bare(Bare { first: at, number: first, high: Some(second), end })),
        };
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
        (Some(mut side), None) if says_us(scan, first.end) => {
            // '$372 US', '$6.4 billion U.S. in May'.
            let us: Vec<Reading> = side.readings.iter().copied().filter(|r| r.unit.code() == "USD").collect();
            if !us.is_empty() {
                side.readings = us;
            }
            made(scan, at, first.end, first, None, side).map(Found::Quantity)
        }
        (Some(side), None) | (None, Some(side)) => {
            let end = side.end.max(first.end);
            made(scan, at, end, first, None, side).map(Found::Quantity)
        }
        (None, None) => Some(Found::Bare(Bare { first: at, number: first, high: None, end: first.end })),
    }
}

/// 'US' or 'U.S.' behind an amount, before no noun that it would be of.
fn says_us(scan: &Scan, at: usize) -> bool {
    let end = match scan.word(at) {
        "US" => at + 1,
        "U" if scan.is(at + 1, &["."]) && scan.is(at + 2, &["S"]) => at + 3 + usize::from(scan.is(at + 3, &["."])),
        _ => return false,
    };
    end >= scan.tokens.len() || scan.is_mark(end) || scan.is_function(end)
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
pub(super) fn prefix(scan: &Scan, at: usize) -> Option<Side> {
    if scan.is_number(at) {
        return None;
    }
    let mut best: Option<Side> = None;
    for hit in scan.hits(at).iter().rev() {
        let Sense::Currency { currency, form, default } = hit.sense else { continue };
        let scale = match form {
            // 'USD nine billion' is money, 'TOP FIVE' none of Tonga.
            CurrencyForm::Code if !scan.is_number(hit.end) && !is_scaled(scan, hit.end) => continue,
            CurrencyForm::Code if is_counted(scan, hit.end) => continue,
            CurrencyForm::Sign | CurrencyForm::Code => Decimal::ONE,
            CurrencyForm::ScaledCode(scale) => *scale,
            // A single letter is money only where it touches its digits, or before a scale: 'K 2.3 billion'.
            CurrencyForm::Prefix
                if scan.word(at).len() == 1
                    && hit.end == at + 1
                    && !scan.touches(hit.end)
                    && number(scan, hit.end).is_none_or(|number| number.scale == Decimal::ONE || number.spelled) =>
            {
                continue;
            }
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

/// 'nine billion': a number in words that ends in a scale.
fn is_scaled(scan: &Scan, at: usize) -> bool {
    number(scan, at).is_some_and(|number| number.spelled && number.scale > Decimal::ONE)
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

/// 'rupees 5 crore': a name may lead a number that no year looks like.
fn name_before(scan: &Scan, at: usize) -> bool {
    scan.is_number(at) && number(scan, at).is_some_and(|number| number.grouped || number.scale > Decimal::ONE)
}

/// '$ 5 m': behind a currency a scale letter may stand apart.
pub(super) fn single_letter_scale(scan: &Scan, number: Number) -> Option<Number> {
    if number.scale != Decimal::ONE || scan.touches(number.end) {
        return Some(number);
    }
    let letter = scan.longest(number.end, |sense| match sense {
        Sense::Number(NumberWord::Suffix(scale)) if *scale > Decimal::ONE_THOUSAND => Some(*scale),
        _ => None,
    });
    match letter {
        Some((end, scale)) if !scan.touches(end) || scan.is_mark(end) || end >= scan.tokens.len() => {
            Some(Number { end, ..number.scaled(scale)? })
        }
        _ => Some(number),
    }
}

/// A currency or unit after its number.
pub(super) fn suffix(scan: &Scan, number: &Number, prefixed: bool) -> Option<Side> {
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
    settle_touching(scan, number, &mut side);
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
            // A single letter after a number is too little to be money ('5 K'), but for pence that touch it ('196p').
            let is_letter = scan.word(at).len() == 1 && scan.word(at).chars().all(char::is_alphabetic) && end == at + 1;
            let is_pence = scan.word(at) == "p" && scan.touches(at) && !scan.touches(end);
            if is_letter && !(matches!(form, CurrencyForm::Minor(_)) && is_pence) && !matches!(form, CurrencyForm::Code)
            {
                return None;
            }
            let default = *default || matches!(form, CurrencyForm::Name | CurrencyForm::Code);
            Some((Reading { unit: Unit::Money(*currency), factor, default }, Decimal::ONE, None))
        }
        Sense::Unit(word) => {
            let touches = scan.touches(at) && number.scale == Decimal::ONE;
            if word.touching && !(touches && (number.value < Decimal::from(10_000) || word.unit.factor == Decimal::ONE))
            {
                return None;
            }
            // 't' and 'kt' alone are units only behind digits, never behind words.
            if number.spelled && scan.word(at).len() <= 2 && end == at + 1 {
                return None;
            }
            // '3.42 mln T': a capital is a unit only behind what is no small number.
            if scan.word(at) == "T" && end == at + 1 && !(number.scale > Decimal::ONE || number.grouped) {
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

/// A unit that touches its digits beats the same letters as a unit apart: a touching 'mt' is the megatonne, and so is one
/// apart with a decimal point ('80.9 mt'), since ships are not weighed in tenths of a tonne.
fn settle_touching(scan: &Scan, number: &Number, side: &mut Side) {
    if side.readings.is_empty() || side.readings.iter().any(|r| r.unit != Unit::Tonne) {
        return;
    }
    let largest = side.readings.iter().map(|r| r.factor).max().unwrap_or(Decimal::ONE);
    if side.readings.len() > 1 && largest > Decimal::ONE {
        side.readings.retain(|r| r.factor == largest);
    }
    let has_parts = !number.value.fract().is_zero() && number.value.scale() < 3 && number.scale == Decimal::ONE;
    if scan.is(side.end - 1, &["mt"]) && largest == Decimal::ONE && has_parts {
        let megatonne = Reading { factor: Decimal::from(1_000_000), ..side.readings[0] };
        side.readings = vec![megatonne];
    }
}
