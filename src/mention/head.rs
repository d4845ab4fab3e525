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
/// Most empty lines of a table between its head and a figure.
const APART: usize = 3;
/// Most sentences of a table between its head and a figure.
const ROWS: usize = 40;

/// A unit that stands by itself, for figures that have none.
#[derive(Clone)]
pub(super) struct Head {
    pub readings: Vec<Reading>,
    pub scale: Decimal,
    /// Whether it stands over a table, and not just before a list in the running text.
    pub is_over_table: bool,
    /// Whether the sentence that states it names per cent too.
    pub has_percent: bool,
}

/// The unit that a sentence states for its figures, or one of the two before it, or what stands over the rows of a table.
pub(super) fn over(scan: &Scan, at: usize) -> Option<Head> {
    let (mut is_table, mut apart) = (true, 0);
    for (back, sentence) in scan.sentences[..=at].iter().rev().take(ROWS).enumerate() {
        let tokens = sentence.tokens.clone();
        if (back <= 2 || is_table)
            && let Some(head) = tokens.clone().find_map(|token| head(scan, token))
        {
            let percent = |sense: &Sense| matches!(sense, Sense::Unit(word) if word.unit.base == Unit::Percent);
            let has_percent = tokens.clone().any(|at| scan.hits(at).iter().any(|hit| percent(hit.sense)));
            return Some(Head { is_over_table: is_table, has_percent, ..head });
        }
        // The head may stand apart from its rows, and parts of the table from one another.
        is_table &= is_row(scan, &tokens) && apart < APART;
        if !is_table && back >= 2 {
            break;
        }
        apart += usize::from(scan.tokens[tokens.start].gap == Gap::Paragraph);
    }
    None
}

/// The unit that stands in brackets under the rows of a table: '(figures in mln dlrs)'.
pub(super) fn below(scan: &Scan, at: usize) -> Option<Head> {
    for sentence in scan.sentences[at + 1..].iter().take(ROWS) {
        let start = sentence.tokens.start;
        if scan.is(start, &["("]) {
            let inside = (start..sentence.tokens.end.min(start + LINE)).take_while(|token| !scan.is(*token, &[")"]));
            let found = inside.filter_map(|token| head(scan, token)).next()?;
            return Some(Head { is_over_table: true, ..found });
        }
        if !is_row(scan, &sentence.tokens) {
            return None;
        }
    }
    None
}

/// Whether a sentence is a row that holds several numbers.
pub(super) fn is_row_of_several(scan: &Scan, sentence: &Range<usize>) -> bool {
    is_row(scan, sentence) && sentence.clone().filter(|at| scan.is_number(*at)).count() >= 2
}

/// Whether what stands over the table of one sentence stands over a later one too: rows alone lie between.
pub(super) fn goes_on(scan: &Scan, of: usize, at: usize) -> bool {
    at > of
        && at - of <= ROWS
        && (of + 1..=at).all(|row| {
            let tokens = scan.sentences[row].tokens.clone();
            is_row(scan, &tokens) && !tokens.clone().any(|token| head(scan, token).is_some())
        })
}

/// Whether a figure stands in a row: behind the name that opens its line, or in a column behind that.
pub(super) fn is_in_row(scan: &Scan, first: usize, end: usize) -> bool {
    let opens = |at: usize| at == 0 || scan.tokens[at].gap >= Gap::Line;
    let Some(start) = (first.saturating_sub(3 * LINE)..first).rev().find(|at| opens(*at)) else { return false };
    let closes = |at: usize| at >= scan.tokens.len() || opens(at);
    let Some(stop) = (end..end + 3 * LINE).find(|at| closes(*at)) else { return false };
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
    // '1.' counts the rows.
    if tokens.len() <= 2 && scan.is_number(tokens.start) {
        return true;
    }
    let words = tokens.clone().filter(|at| !scan.is_mark(*at) && !scan.is_number(*at)).count();
    let is_short = tokens.len() <= LINE || (tokens.len() <= 3 * LINE && words * 3 <= tokens.len());
    is_short && !scan.is(last, &["."]) && tokens.clone().filter(|at| is_joint(*at)).count() <= 1
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
    let (end, readings, scale) = signed(scan, from).or_else(|| named(scan, from))?;
    let is_line_end = end >= scan.tokens.len() || scan.tokens[end].gap >= Gap::Line;
    let stands_alone = is_line_end || scan.is_mark(end) || scan.is_function(end);
    // '$ million' and 'mln dlrs' are heads wherever they stand alone, 'tonnes' only where it is led.
    let is_head = stands_alone && (is_led || scale > Decimal::ONE) && !scan.is_number(end);
    is_head.then_some((Head { readings, scale, is_over_table: false, has_percent: false }, end))
}

/// 'mln dlrs', 'thousand tonnes', 'tonnes': a scale, if any, and a name.
fn named(scan: &Scan, at: usize) -> Option<(usize, Vec<Reading>, Decimal)> {
    let (from, scale) = match scale(scan, at) {
        Some((end, scale)) => (end + usize::from(scan.is(end, &["of"])), scale),
        None => (at, Decimal::ONE),
    };
    let reading = |sense: &Sense| match sense {
        Sense::Unit(word) if word.goods.is_empty() && !word.open => {
            Some(Reading { unit: word.unit.base, factor: word.unit.factor, default: true })
        }
        Sense::Currency { currency, form: CurrencyForm::Name | CurrencyForm::Code, .. } => {
            Some(Reading { unit: Unit::Money(*currency), factor: Decimal::ONE, default: true })
        }
        // Whose crowns they are the report says.
        Sense::Currency { currency, form: CurrencyForm::Bare, default } => {
            Some(Reading { unit: Unit::Money(*currency), factor: Decimal::ONE, default: *default })
        }
        _ => None,
    };
    let (end, readings) = all(scan, from, reading)?;
    Some((end, readings, scale))
}

/// '$ million', 'SAR bn', 'US$m': a sign or code, then a scale.
fn signed(scan: &Scan, at: usize) -> Option<(usize, Vec<Reading>, Decimal)> {
    let reading = |sense: &Sense| match sense {
        Sense::Currency { currency, form: CurrencyForm::Sign | CurrencyForm::Code | CurrencyForm::Prefix, default } => {
            Some(Reading { unit: Unit::Money(*currency), factor: Decimal::ONE, default: *default })
        }
        _ => None,
    };
    let (end, readings) = all(scan, at, reading)?;
    // "N'bn".
    let end = end + usize::from(scan.is(end, &["'", "’"]) && scan.touches(end) && scan.touches(end + 1));
    let (end, scale) = scale(scan, end)?;
    Some((end, readings, scale))
}

/// All that the longest form at a token can be.
fn all(scan: &Scan, at: usize, reading: impl Fn(&Sense) -> Option<Reading>) -> Option<(usize, Vec<Reading>)> {
    let end = scan.longest(at, |sense| reading(sense).is_some().then_some(()))?.0;
    let mut readings: Vec<Reading> = Vec::new();
    for hit in scan.hits(at).iter().filter(|hit| hit.end == end) {
        readings.extend(reading(hit.sense).filter(|own| !readings.iter().any(|other| other.unit == own.unit)));
    }
    Some((end, readings))
}

fn scale(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    scan.longest(at, |sense| match sense {
        Sense::Number(NumberWord::Scale(scale) | NumberWord::Suffix(scale)) => Some(*scale),
        _ => None,
    })
}
