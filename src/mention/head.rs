//! Units that stand over a table or before a list, once for all its figures: 'in tonnes:', '(mln dlrs)', 'by partner, $ million'.

use super::quantity::Reading;
use super::scan::Scan;
use crate::lexicon::{CurrencyForm, NumberWord, Sense};
use crate::token::Gap;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use std::ops::Range;

/// Most tokens of a line that is one of a table.
const LINE: usize = 16;
/// Most sentences of a table between its head and a figure.
const ROWS: usize = 40;

/// A unit that stands by itself, for figures that have none.
#[derive(Clone)]
pub(super) struct Head {
    pub readings: Vec<Reading>,
    pub scale: Decimal,
    /// Whether it stands over a table, and not just before a list in the running text.
    pub is_over_table: bool,
}

/// The unit that a sentence states for its figures, or one of the two before it, or what stands over the rows of a table.
pub(super) fn over(scan: &Scan, at: usize) -> Option<Head> {
    let (mut is_table, mut is_apart) = (true, false);
    for (back, sentence) in scan.sentences[..=at].iter().rev().take(ROWS).enumerate() {
        let tokens = sentence.tokens.clone();
        if (back <= 2 || is_table)
            && let Some(head) = tokens.clone().find_map(|token| head(scan, token))
        {
            return Some(Head { is_over_table: is_table, ..head });
        }
        // The head may stand apart from its rows by one empty line.
        is_table &= is_row(scan, &tokens) && !is_apart;
        if !is_table && back >= 2 {
            break;
        }
        is_apart = scan.tokens[tokens.start].gap == Gap::Paragraph;
    }
    None
}

/// Whether a figure stands in a row: behind the name that opens its line, or in a column behind that.
pub(super) fn is_in_row(scan: &Scan, first: usize, end: usize) -> bool {
    let opens = |at: usize| at == 0 || scan.tokens[at].gap >= Gap::Line;
    let Some(start) = (first.saturating_sub(LINE)..first).rev().find(|at| opens(*at)) else { return false };
    let closes = |at: usize| at >= scan.tokens.len() || opens(at);
    let Some(stop) = (end..end + LINE).find(|at| closes(*at)) else { return false };
    let ends_well = closes(end) || scan.is_mark(end) || scan.is_number(end);
    let is_named = (start..first).any(|at| !scan.is_mark(at) && !scan.is_number(at)) || scan.is_number(start);
    is_row(scan, &(start..stop)) && is_named && ends_well
}

/// Whether a line is a row of a table: short, and with no words that join a sentence.
fn is_row(scan: &Scan, tokens: &Range<usize>) -> bool {
    let is_joint = |at: usize| {
        let word = scan.tokens[at];
        !scan.is_mark(at) && scan.is_function(at) && word.of(scan.text).len() > 2 && !scan.is(at, &["and", "the"])
    };
    let last = tokens.end.saturating_sub(1);
    tokens.len() <= LINE && !scan.is(last, &["."]) && tokens.clone().filter(|at| is_joint(*at)).count() <= 1
}

/// The unit that stands right before a number and a colon: '(SAR bn: 20.1)'.
pub(super) fn before(scan: &Scan, first: usize) -> Option<Head> {
    let colon = first.checked_sub(1).filter(|at| scan.is(*at, &[":"]))?;
    (colon.saturating_sub(4)..colon)
        .find_map(|at| head_to(scan, at).filter(|(_, end)| *end == colon))
        .map(|found| found.0)
}

/// The unit that stands at a token by itself: 'in tonnes', '(mln dlrs)', ', $ million'.
fn head(scan: &Scan, at: usize) -> Option<Head> {
    head_to(scan, at).map(|(head, _)| head)
}

/// The same, with the token behind it.
fn head_to(scan: &Scan, at: usize) -> Option<(Head, usize)> {
    let is_led = scan.is(at, &["in", "("]);
    let from = if is_led { at + 1 } else { at };
    let opens =
        from == 0 || scan.tokens.get(from)?.gap >= Gap::Line || scan.is(from - 1, &["(", ",", ":", "-", "–", "in"]);
    if !opens || from > 0 && scan.is_number(from - 1) {
        return None;
    }
    let (end, reading, scale) = signed(scan, from).or_else(|| named(scan, from))?;
    let is_line_end = end >= scan.tokens.len() || scan.tokens[end].gap >= Gap::Line;
    let stands_alone = is_line_end || scan.is_mark(end) || scan.is_function(end);
    // '$ million' and 'mln dlrs' are heads wherever they stand alone, 'tonnes' only where it is led.
    let is_head = stands_alone && (is_led || scale > Decimal::ONE) && !scan.is_number(end);
    is_head.then(|| (Head { readings: vec![reading], scale, is_over_table: false }, end))
}

/// 'mln dlrs', 'thousand tonnes', 'tonnes': a scale, if any, and a name.
fn named(scan: &Scan, at: usize) -> Option<(usize, Reading, Decimal)> {
    let (from, scale) = match scale(scan, at) {
        Some((end, scale)) => (end + usize::from(scan.is(end, &["of"])), scale),
        None => (at, Decimal::ONE),
    };
    let (end, reading) = scan.longest(from, |sense| match sense {
        Sense::Unit(word) if word.goods.is_empty() && !word.open => {
            Some(Reading { unit: word.unit.base, factor: word.unit.factor, default: true })
        }
        Sense::Currency { currency, form, default } => {
            let is_name = matches!(form, CurrencyForm::Name | CurrencyForm::Bare) && *default;
            let is_code = matches!(form, CurrencyForm::Code);
            (is_name || is_code).then_some(Reading {
                unit: Unit::Money(*currency),
                factor: Decimal::ONE,
                default: true,
            })
        }
        _ => None,
    })?;
    Some((end, reading, scale))
}

/// '$ million', 'SAR bn', 'US$m': a sign or code, then a scale.
fn signed(scan: &Scan, at: usize) -> Option<(usize, Reading, Decimal)> {
    let sign = |sense: &Sense| match sense {
        Sense::Currency { currency, form: CurrencyForm::Sign | CurrencyForm::Code | CurrencyForm::Prefix, default } => {
            Some((*currency, *default))
        }
        _ => None,
    };
    let end = scan.longest(at, sign)?.0;
    let mut all = scan.hits(at).iter().filter(|hit| hit.end == end).filter_map(|hit| sign(hit.sense));
    let first = all.next()?;
    let (currency, _) = if first.1 { first } else { all.find(|(_, default)| *default).unwrap_or(first) };
    let (end, scale) = scale(scan, end)?;
    Some((end, Reading { unit: Unit::Money(currency), factor: Decimal::ONE, default: true }, scale))
}

fn scale(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    scan.longest(at, |sense| match sense {
        Sense::Number(NumberWord::Scale(scale) | NumberWord::Suffix(scale)) => Some(*scale),
        _ => None,
    })
}
