//! Numbers in digits, in words and mixed, with their scale.

use super::scan::Scan;
use crate::lexicon::{NumberWord, Sense};
use crate::limits;
use crate::token::Gap;
use rust_decimal::Decimal;
use std::str::FromStr;

/// A number as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its value, scale included.
    pub value: Decimal,
    /// The worth of its last stated digit.
    pub precision: Decimal,
    /// The scale alone: 1 where none is stated.
    pub scale: Decimal,
    /// Token after its last.
    pub end: usize,
    /// Whether its digits stand in groups or have decimals: no year looks so.
    pub grouped: bool,
    /// Whether a scale letter touches its digits: `120m`.
    pub suffixed: bool,
    /// Whether it is in words.
    pub spelled: bool,
}

impl Number {
    /// Whether it can be a year.
    pub fn is_year(&self) -> bool {
        let year = i16::try_from(self.value).ok();
        !self.grouped && self.scale == Decimal::ONE && year.is_some_and(|y| limits::YEARS.contains(&y))
    }

    /// The same with another scale: for the first end of '3 to 4 billion'.
    pub fn scaled(self, scale: Decimal) -> Option<Number> {
        Some(Number {
            value: self.value.checked_mul(scale)?,
            precision: self.precision.checked_mul(scale)?,
            scale,
            ..self
        })
    }
}

/// The number that begins at a token.
pub fn number(scan: &Scan, at: usize) -> Option<Number> {
    let mut number = if scan.is_number(at) { digits(scan, at)? } else { spelled(scan, at)? };
    number = with_fraction(scan, number);
    number = with_scale(scan, number)?;
    number = with_half(scan, number);
    // '12 billion 996 thousand', 'one billion two hundred million': smaller and smaller scales add up.
    while number.scale > Decimal::ONE && !number.suffixed {
        match with_part(scan, &number) {
            Some(sum) => number = sum,
            None => break,
        }
    }
    Some(number)
}

/// A number and the part of it that follows: '12 billion 996 thousand', '948 million and 512 thousand', and as Spanish
/// counts, '2 thousand 95 million'.
fn with_part(scan: &Scan, number: &Number) -> Option<Number> {
    let joined = scan.is(number.end, &["and"]);
    let at = number.end + usize::from(joined);
    let next = if scan.is_number(at) { digits(scan, at) } else { spelled(scan, at) };
    let part = next.filter(|part| !part.is_year()).and_then(|part| with_scale(scan, part))?;
    let million = Decimal::from(1_000_000);
    if number.scale == Decimal::ONE_THOUSAND && part.scale == million && !joined {
        let whole = part.value < million * Decimal::ONE_THOUSAND && number.value.fract().is_zero();
        let value = number.value.checked_mul(million)?.checked_add(part.value)?;
        return whole.then_some(Number { value, ..part });
    }
    // 'and' goes on only to the next scale: '3 billion and 200 million' is one, '3 billion and 200 thousand' is two.
    let next_scale = part.scale.checked_mul(Decimal::ONE_THOUSAND)? == number.scale;
    if part.scale == Decimal::ONE || part.scale >= number.scale || part.value >= number.scale {
        return None;
    }
    if joined && (!next_scale || part.grouped || number.grouped) {
        return None;
    }
    Some(Number { value: number.value.checked_add(part.value)?, ..part })
}

/// Digits in any grouping in use, spaces included.
fn digits(scan: &Scan, at: usize) -> Option<Number> {
    let mut joined: String = scan.word(at).to_owned();
    let mut end = at + 1;
    // '1 234 567' and '86, 288': groups of three after a first group of one to three.
    while joined.len() <= limits::NUMBER_DIGITS && is_space_group(scan, at, end) {
        if scan.word(end) == "," {
            joined.push_str(scan.word(end + 1));
            end += 2;
        } else {
            joined.push_str(scan.word(end));
            end += 1;
        }
        // '8 183 486.76': the last group has the decimals.
        if joined.contains('.') {
            break;
        }
    }
    let plain = if end > at + 1 { joined } else { normal_digits(&joined)? };
    if plain.len() > limits::NUMBER_DIGITS {
        return None;
    }
    let value = Decimal::from_str(&plain).ok()?;
    let decimals = plain.split_once('.').map_or(0, |(_, after)| after.len());
    let grouped = end > at + 1 || scan.word(at).contains([',', '.', '\'', '\u{2019}']);
    let precision = if decimals > 0 { Decimal::new(1, decimals as u32) } else { whole_precision(&plain) };
    Some(Number { value, precision, scale: Decimal::ONE, end, grouped, suffixed: false, spelled: false })
}

/// A whole number is taken as rounded at its trailing zeros, to a thousand at the most.
fn whole_precision(plain: &str) -> Decimal {
    let zeros = plain.len() - plain.trim_end_matches('0').len();
    Decimal::from(10u32.pow(zeros.min(3).min(plain.len().saturating_sub(1)) as u32))
}

fn is_space_group(scan: &Scan, first: usize, at: usize) -> bool {
    // '88 6.0 billion' are two numbers, '14 082 176.75 thousand' is one.
    let is_three = |i: usize| {
        let (whole, decimals) = scan.word(i).split_once('.').unwrap_or((scan.word(i), "0"));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        whole.len() == 3 && decimals.len() <= 2 && is_digits(whole) && is_digits(decimals)
    };
    let first_ok = (1..=3).contains(&scan.word(first).len()) && !scan.word(first).contains(['.', ',']);
    let spaced = |i: usize| scan.tokens.get(i).is_some_and(|token| token.gap == Gap::Space);
    let one_space = |i: usize| {
        let gap = scan.tokens[i - 1].end as usize..scan.tokens[i].start as usize;
        scan.text.get(gap).is_some_and(|gap| gap.chars().count() == 1)
    };
    if !first_ok || scan.word(first).starts_with('0') {
        return false;
    }
    let is_unit = |i: usize| scan.longest(i, |sense| matches!(sense, Sense::Unit(_)).then_some(())).is_some();
    let is_scale = |i: usize| {
        scan.longest(i, |sense| matches!(sense, Sense::Number(NumberWord::Scale(_))).then_some(())).is_some()
    };
    if scan.word(at) == "," {
        // '86, 288 tons': only where nothing but a comma and one space joins the two, and no list goes on.
        return scan.touches(at)
            && is_three(at + 1)
            && spaced(at + 1)
            && scan.word(at + 2) != ","
            && !scan.is_number(at + 2)
            && (is_unit(at + 2) || follows_money(scan, first) && is_scale(at + 2) && scan.word(at + 1).contains('.'));
    }
    is_three(at) && spaced(at) && one_space(at) && (!scan.is_number(at + 1) || is_three(at + 1))
}

/// Whether a currency stands right before a number: 'USD 12, 097.6 million' is one amount.
fn follows_money(scan: &Scan, first: usize) -> bool {
    let ends_here = |at: usize| {
        let is_money = |sense: &Sense| matches!(sense, Sense::Currency { .. }).then_some(());
        scan.longest(at, is_money).is_some_and(|(end, ())| end == first)
    };
    (first.saturating_sub(2)..first).any(ends_here)
}

/// One token of digits as a plain decimal: which of `.` and `,` parts the decimals follows from their places.
fn normal_digits(digits: &str) -> Option<String> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(digits.to_owned());
    }
    let digits: String = digits.chars().map(|c| if c == '\u{2019}' { '\'' } else { c }).collect();
    let digits = digits.replace('\'', "");
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    Some(match (points, commas) {
        (0, 0) => digits,
        (1, 0) => digits,
        (0, _) if grouped_by(&digits, ',') => digits.replace(',', ""),
        (0, 1) => digits.replace(',', "."),
        (_, 0) if grouped_by(&digits, '.') => digits.replace('.', ""),
        (1, _) if digits.rfind('.') > digits.rfind(',') => digits.replace(',', ""),
        (_, 1) if digits.rfind(',') > digits.rfind('.') => digits.replace('.', "").replace(',', "."),
        _ => return None,
    })
}

/// Groups of three behind a first of one to three, or Indian ones: two by two and three at last.
fn grouped_by(digits: &str, mark: char) -> bool {
    let groups: Vec<&str> = digits.split(mark).collect();
    let (first, rest) = (groups[0].len(), &groups[1..]);
    let thousands = (1..=3).contains(&first) && rest.iter().all(|group| group.len() == 3);
    let last = rest.len() - 1;
    let lakhs = (1..=2).contains(&first)
        && rest.iter().enumerate().all(|(i, group)| group.len() == if i == last { 3 } else { 2 });
    (thousands || lakhs) && !(first == 1 && digits.starts_with('0'))
}

/// 'two hundred and fifty', 'half a', 'a' before a scale.
fn spelled(scan: &Scan, at: usize) -> Option<Number> {
    let word = |i: usize| {
        scan.longest(i, |sense| match sense {
            Sense::Number(word) => Some(*word),
            _ => None,
        })
    };
    let is_scale = |i: usize| matches!(word(i), Some((_, NumberWord::Scale(_) | NumberWord::Hundred)));
    let made = |value: Decimal, end: usize| Number {
        value,
        precision: Decimal::ONE,
        scale: Decimal::ONE,
        end,
        grouped: false,
        suffixed: false,
        spelled: true,
    };
    let (mut end, first) = word(at)?;
    let mut total = match first {
        // 'three quarters of a billion'.
        NumberWord::Unit(count) if matches!(word(end), Some((_, NumberWord::Fraction(_)))) => {
            let (after, NumberWord::Fraction(part)) = word(end)? else { return None };
            let article = after + usize::from(scan.is(after, &["of"]));
            let (after, _) = word(article).filter(|(_, word)| *word == NumberWord::Article)?;
            return is_scale(after).then(|| Number { precision: part, ..made(count * part, after) });
        }
        // 'five point six'.
        NumberWord::Unit(whole) if scan.is(end, &["point"]) => {
            let (after, NumberWord::Unit(digit)) = word(end + 1)? else { return None };
            let tenth = Decimal::new(1, 1);
            return (digit < Decimal::TEN).then(|| Number { precision: tenth, ..made(whole + digit * tenth, after) });
        }
        NumberWord::Unit(value) => value,
        NumberWord::Tens(tens) => {
            let step = if scan.word(end) == "-" { end + 1 } else { end };
            match word(step) {
                Some((after, NumberWord::Unit(unit))) if unit < Decimal::TEN && unit > Decimal::ZERO => {
                    end = after;
                    tens + unit
                }
                _ => tens,
            }
        }
        // 'half a million', 'a quarter of a million'.
        NumberWord::Fraction(part) => {
            let step = if scan.is(end, &["of"]) { end + 1 } else { end };
            let (after, _) = word(step).filter(|(_, word)| *word == NumberWord::Article)?;
            return is_scale(after).then(|| Number { precision: part, ..made(part, after) });
        }
        // 'a mill' is no million.
        NumberWord::Article if is_scale(end) && !scan.is(end, &["mill"]) => Decimal::ONE,
        // 'a quarter of a million'.
        NumberWord::Article if matches!(word(end), Some((_, NumberWord::Fraction(_)))) && scan.is(end + 1, &["of"]) => {
            return spelled(scan, end);
        }
        NumberWord::Article if matches!(word(end), Some((_, NumberWord::Fraction(_)))) => return None,
        _ => return None,
    };
    while let Some((after, NumberWord::Hundred)) = word(end) {
        total = total.checked_mul(Decimal::ONE_HUNDRED)?;
        end = after;
        let step = if scan.is(end, &["and"]) { end + 1 } else { end };
        if let Some((after, NumberWord::Unit(_) | NumberWord::Tens(_))) = word(step) {
            let rest = spelled(scan, step)?;
            if rest.value < Decimal::ONE_HUNDRED {
                return Some(made(total.checked_add(rest.value)?, rest.end.max(after)));
            }
        }
    }
    Some(made(total, end))
}

/// 'three and a half', '2 and a quarter'.
fn with_fraction(scan: &Scan, number: Number) -> Number {
    // '2 1/2', '2-1/2'.
    let dash = scan.is(number.end, &["-"]) && scan.touches(number.end) && scan.touches(number.end + 1);
    if !number.grouped
        && let Some((part, end)) = written_fraction(scan, number.end + usize::from(dash))
    {
        return Number { value: number.value + part, precision: part, end, ..number };
    }
    if !scan.is(number.end, &["and"]) || !scan.is(number.end + 1, &["a", "one"]) {
        return number;
    }
    let fraction = scan.longest(number.end + 2, |sense| match sense {
        Sense::Number(NumberWord::Fraction(part)) => Some(*part),
        _ => None,
    });
    let scale_follows = |end| {
        scan.longest(end, |s| matches!(s, Sense::Number(NumberWord::Scale(_)) | Sense::Unit(_)).then_some(())).is_some()
    };
    match fraction {
        Some((end, part)) if scale_follows(end) => {
            Number { value: number.value + part, precision: part, end, ..number }
        }
        _ => number,
    }
}

/// 'a million and a half': half of the scale more.
fn with_half(scan: &Scan, number: Number) -> Number {
    if number.scale == Decimal::ONE || !scan.is(number.end, &["and"]) || !scan.is(number.end + 1, &["a"]) {
        return number;
    }
    let fraction = scan.longest(number.end + 2, |sense| match sense {
        Sense::Number(NumberWord::Fraction(part)) => Some(*part),
        _ => None,
    });
    match fraction.and_then(|(end, part)| Some((end, part.checked_mul(number.scale)?))) {
        Some((end, part)) => Number { value: number.value + part, precision: part, end, ..number },
        None => number,
    }
}

/// The '½' that touches digits, the '1/2' behind them.
fn written_fraction(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    let sign = match scan.word(at) {
        "½" => Some(Decimal::new(5, 1)),
        "¼" => Some(Decimal::new(25, 2)),
        "¾" => Some(Decimal::new(75, 2)),
        _ => None,
    };
    if let Some(part) = sign {
        return Some((part, at + 1));
    }
    let slash = scan.is(at + 1, &["/", "⁄"]) && scan.touches(at + 1) && scan.touches(at + 2);
    match (scan.word(at), scan.word(at + 2)) {
        ("1", "2") if slash => Some((Decimal::new(5, 1), at + 3)),
        ("1", "4") if slash => Some((Decimal::new(25, 2), at + 3)),
        ("3", "4") if slash => Some((Decimal::new(75, 2), at + 3)),
        _ => None,
    }
}

/// Multiplies by the scale words or letters that follow.
fn with_scale(scan: &Scan, mut number: Number) -> Option<Number> {
    loop {
        let bracketed = scan.word(number.end) == "[";
        let hyphened = scan.word(number.end) == "-" && scan.touches(number.end) && scan.touches(number.end + 1);
        let at = number.end + usize::from(bracketed || hyphened);
        // 'm' is a scale where it touches its digits, or where a unit follows: '9.5 m tonnes'.
        let unit_follows = || {
            scan.longest(at + 1, |sense| matches!(sense, Sense::Unit(word) if word.unit.id.len() > 1).then_some(()))
                .is_some_and(|(end, ())| end > at + 1 && !scan.touches(at + 1))
        };
        let touching = at == number.end && !number.spelled && (scan.touches(at) || unit_follows());
        let scale = scan.longest(at, |sense| match sense {
            Sense::Number(NumberWord::Scale(scale)) => Some((*scale, false)),
            Sense::Number(NumberWord::Suffix(scale)) if touching => Some((*scale, true)),
            Sense::Number(NumberWord::Hundred) if number.spelled => Some((Decimal::ONE_HUNDRED, false)),
            _ => None,
        });
        let Some((end, (scale, suffixed))) = scale else { return Some(number) };
        // 'm' and 't' that are units in themselves ('5m3', '5t'): a letter that more letters or digits touch is none.
        if suffixed && scan.touches(end) && (scan.is_number(end) || scan.word(end) == "³") {
            return Some(number);
        }
        if bracketed && scan.word(end) != "]" {
            return Some(number);
        }
        let end = end + usize::from(bracketed);
        number = Number {
            value: number.value.checked_mul(scale)?,
            precision: scaled_precision(&number).checked_mul(scale)?,
            scale: number.scale.checked_mul(scale)?,
            end,
            suffixed,
            ..number
        };
        if suffixed {
            return Some(number);
        }
    }
}

/// Before a scale word every whole digit counts: '700 billion' is stated to the billion.
fn scaled_precision(number: &Number) -> Decimal {
    number.precision.min(Decimal::ONE)
}

const TRILLION: i64 = 1_000_000_000_000;

/// '760,000t', '225,600tn': without a currency, letters that touch hundreds or thousands stand for tonnes and not for
/// trillions.
pub(super) fn tonnes_not_trillions(scan: &Scan, number: Number) -> Number {
    let last = number.end - 1;
    if number.scale != TRILLION.into() || !scan.is(last, &["t", "tn"]) || !scan.touches(last) {
        return number;
    }
    let value = number.value / number.scale;
    if value < Decimal::ONE_HUNDRED {
        return number;
    }
    let precision = number.precision / number.scale;
    Number { value, precision, scale: Decimal::ONE, end: number.end - 1, suffixed: false, ..number }
}
