//! Which figure of the sentence, or of those before, a number without a unit goes with: money or weight.

use super::super::quantity::{Bare, Quantity};
use super::super::scan::Scan;
use super::{before_hedges, ends_well, is_like};
use crate::lexicon::{Cue, Sense, WordKind};
use crate::token::TokenKind;
use crate::token::sentence::Sentence;
use rust_decimal::Decimal;

/// Most tokens around a number whose words say whether it is money.
const BESIDE: usize = 9;
/// Most figures before a number that may lend their unit.
const FIGURES: usize = 24;

/// The figures around a number.
pub(super) struct Around<'a, 's, 'l> {
    pub scan: &'s Scan<'l>,
    pub earlier: &'a [Quantity],
    pub later: &'a [Quantity],
    pub number: &'a Bare,
    pub sentence: &'a Sentence,
}

impl<'a> Around<'a, '_, '_> {
    /// For a number with a scale, 'absorbed 230 million': by the words beside it where they speak of money or of weight,
    /// else the nearest of the sentence, else the last that is as large.
    pub fn of_scaled(&self) -> Option<&'a Quantity> {
        let after = self.after().find(|q| !q.is_percent() && !self.is_price(q));
        let before = self.before().find(|q| !q.is_percent() && !self.is_price(q));
        let last = |sentences: usize| self.last(sentences).filter(|q| !q.is_percent() && !self.is_price(q));
        let money = || before.filter(|q| q.is_money()).or_else(|| after.filter(|q| q.is_money()));
        let weight = || before.filter(|q| !q.is_money()).or_else(|| after.filter(|q| !q.is_money()));
        let (spoken, compares) = (self.spoken(), self.compares());
        if compares && before.is_some() {
            return before;
        }
        // 'seven million cattle' are weighed where the sentence weighs, and else counted.
        if self.is_of_goods() {
            return weight();
        }
        match spoken {
            Some(true) => money().or_else(|| last(8).find(|q| q.is_money())),
            Some(false) => weight().or_else(|| last(3).find(|q| !q.is_money())),
            None => None,
        }
        .or(before)
        .or(after)
        .or_else(|| last(1).next())
        .or_else(|| last(3).find(|q| q.is_money()))
        .or_else(|| if self.is_led() { last(12).find(|q| q.is_money()) } else { None })
    }

    /// For a number in groups of thousands, 'against 342,900': a weight or volume of the sentence or of those before; money
    /// where the last figure is money of its size.
    pub fn of_counted(&self) -> Option<&'a Quantity> {
        let physical = |q: &&Quantity| !q.is_money() && !q.is_percent();
        let like = |q: &&Quantity| is_like(self.number.number.value, q.value, 4);
        let sum = self.before().next().filter(|q| q.is_money()).filter(like);
        let after = self.after().find(physical);
        let before = self.before().find(physical);
        sum.or(after).or(before).or_else(|| self.last(3).find(physical))
    }

    fn after(&self) -> impl Iterator<Item = &'a Quantity> {
        let end = self.sentence.tokens.end;
        self.later.iter().take_while(move |q| q.first < end)
    }

    fn before(&self) -> impl Iterator<Item = &'a Quantity> {
        let start = self.sentence.tokens.start;
        self.earlier.iter().rev().take_while(move |q| q.first >= start)
    }

    fn last(&self, sentences: usize) -> impl Iterator<Item = &'a Quantity> {
        let of = |token: usize| self.scan.sentences.partition_point(|s| s.tokens.end <= token);
        let here = of(self.number.first);
        self.earlier.iter().rev().take(FIGURES).take_while(move |q| here - of(q.first) <= sentences)
    }

    /// Money for one of something: 'at 17.05 ringgit a kilo' and '55 cts' lend nothing to millions.
    fn is_price(&self, quantity: &Quantity) -> bool {
        let is_minor = quantity.plain_reading().factor < Decimal::ONE;
        quantity.is_money() && (is_minor || quantity.value < Decimal::ONE_THOUSAND)
    }

    /// 'from 15.6 mln': what a figure before is compared with.
    fn compares(&self) -> bool {
        before_hedges(self.scan, self.number.first)
            .is_some_and(|i| self.scan.is_base(i) || self.scan.is(i, &["from", "vs", "versus", "against"]))
    }

    /// Goods right behind the number, that it counts.
    fn is_of_goods(&self) -> bool {
        self.scan.hits(self.number.end).iter().any(|hit| matches!(hit.sense, Sense::Goods))
    }

    /// Whether what stands before the number is a word of trade, a verb or what comes before an amount: 'climbed to'.
    fn is_led(&self) -> bool {
        let scan = self.scan;
        let from = self.number.first.saturating_sub(BESIDE).max(self.sentence.tokens.start);
        let trade = |sense: &Sense| matches!(sense, Sense::Cue(Cue::Measure { measure, .. }) if measure.is_trade());
        let measured = (from..self.number.first).any(|at| scan.hits(at).iter().any(|hit| trade(hit.sense)));
        let lead = before_hedges(scan, self.number.first);
        let is_place = |i: usize| scan.hits(i).iter().any(|hit| matches!(hit.sense, Sense::Place { .. }));
        measured
            || lead.is_some_and(|i| {
                scan.is(i, &["to", "from", "was", "were", "with", "at", "sold", "bought"])
                    || scan.word(i).ends_with("ed")
                    || is_place(i)
            })
    }

    /// Whether the words beside the number speak of money, or of weight; of both or of none is no answer.
    fn spoken(&self) -> Option<bool> {
        let scan = self.scan;
        let last = self.before().next().map_or(0, |q| q.end);
        let from = self.number.first.saturating_sub(BESIDE).max(self.sentence.tokens.start).max(last);
        let to = (self.number.end + 4).min(self.sentence.tokens.end);
        let to = self.after().next().map_or(to, |q| to.min(q.first));
        let to = (self.number.end..to).find(|at| scan.is_mark(*at)).unwrap_or(to);
        let says = |kind| (from..to).any(|at| scan.is_kind(at, kind));
        let goods = |at: usize| scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Goods));
        let of_goods = scan.is(self.number.end, &["of"]) && goods(self.number.end + 1);
        match (says(WordKind::Worth), says(WordKind::Weighed) || of_goods) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}

/// Whether a figure before has a letter for its scale: 'from 4.28m tonnes to 3.6m'.
pub(super) fn is_suffixed(scan: &Scan, earlier: &[Quantity]) -> bool {
    let suffixed = |q: &Quantity| {
        (q.first..q.end).find_map(|at| super::super::number::number(scan, at)).is_some_and(|number| number.suffixed)
    };
    earlier.iter().rev().take(FIGURES).any(suffixed)
}

/// A bare number is a figure only where no noun follows that it would count, and where it stands as figures do.
pub(super) fn follows_well(scan: &Scan, number: &Bare, scaled: bool) -> bool {
    let next = number.end;
    if scaled {
        // 'the 27.6 mln inspected last week', '1.5 mln wheat'.
        let participle = scan.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Word)
            && (scan.word(next).ends_with("ed") || scan.word(next).ends_with("ing"))
            && scan.word(next).starts_with(char::is_lowercase);
        let goods = scan.hits(next).iter().any(|hit| matches!(hit.sense, Sense::Goods));
        let counts = scan.is_number(next) && is_span(scan, next + 1);
        return (ends_well(scan, next) || participle || goods || counts) && scan.word(next) != "-";
    }
    // 'but barely 130,000', ': 165,000 from France', 'South Korea, 55,000,'.
    let led = before_hedges(scan, number.first).is_some_and(|i| {
        let joins = [
            "to", "from", "of", "at", "by", "against", "were", "was", "with", "(", "and", "vs", "versus", "after",
            "below", "above", "for", ":", "--", "-", "–", ",", ";", "but", "which", "than", "be", "been", "has", "had",
            "have", "took", "got", "or", "when", "where", "it", "they", "now",
        ];
        let governs = |sense: &Sense| {
            matches!(
                sense,
                Sense::Goods
                    | Sense::Place { .. }
                    | Sense::Cue(Cue::Measure { strength: 1.., .. } | Cue::Status(_) | Cue::Change { .. })
            )
        };
        let is_verb = scan.word(i).ends_with("ed") && scan.word(i).starts_with(char::is_lowercase);
        let ends_here = |from: usize| scan.hits(from).iter().any(|hit| hit.end == i + 1 && governs(hit.sense));
        scan.is(i, &joins) || is_verb || (i.saturating_sub(2)..=i).any(ends_here)
    });
    let comma = |at: usize| scan.word(at).contains(',');
    let grouped = number.number.grouped && comma(number.first);
    let plain = !number.number.spelled && grouped;
    ends_well(scan, next) && led && plain && number.high.is_none_or(|high| high.grouped)
}

/// 'from 11.8 billion 12 months before'.
fn is_span(scan: &Scan, at: usize) -> bool {
    scan.hits(at).iter().any(|hit| matches!(hit.sense, Sense::Span(_)))
}
