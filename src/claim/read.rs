//! One document, sentence by sentence: every figure gets its roles, or a doubt says what is missing.

mod doubts;
mod flow;
mod parties;
mod rivals;
mod roles;

use self::rivals::Sure;
use super::admit::Before;
use super::basis;
use super::extract::Extraction;
use super::kind::KindFound;
use super::measure::Choice;
use super::opener::{Opener, openers};
use super::parallel::Run;
use super::record::{Claim, DoubtCode, Evidence, Reach, Role};
use super::relation::{Related, related};
use super::score::{Decision, Weights};
use super::source::{self, Source};
use super::spoken::Spoken;
use super::story::{Settled, Story};
use super::sums::Sums;
use super::timing;
use super::topic::Topic;
use super::unit::{self, Known, Settlement};
use super::view::View;
use super::wording::{Units, Wording};
use crate::article::Article;
use crate::lexicon::{Cue, Sense};
use crate::limits::CONVERTED_DIGITS;
use crate::mention::Mentions;
use crate::mention::quantity::Quantity;
use crate::mention::scan::Scan;
use crate::span::Span;
use crate::value::amount::{Amount, Qualifier};
use crate::value::flow::{Kind, Measure, Rate, Status};
use crate::value::period::Period;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// Reads one document whose mentions are found.
pub(super) struct Reader<'a, 'l> {
    pub article: &'a Article,
    pub scan: &'a Scan<'l>,
    pub found: &'a Mentions<'l>,
    pub topic: &'a Topic,
    pub weights: &'a Weights,
    pub wording: &'a Wording,
    /// Where every decision is written down, if anybody asks.
    pub decisions: Option<Vec<Decision>>,
    pub out: Extraction,
    story: Story,
    fingerprint: String,
    spoken: Spoken,
    openers: Vec<Opener>,
    /// What the document says of its units and moneys.
    known: Known,
    /// Which figures of the sentence at hand are bases of a comparison.
    bases: Vec<bool>,
    /// The words and mentions of the sentence at hand.
    units: Units,
    /// The odds of each role decided for the figure at hand.
    odds: Vec<(Role, f32)>,
    /// What it is with its parties, where exports and imports are both open.
    flow: Option<flow::Likeliest>,
    /// The claims that would stand in a bilateral table.
    sure: Vec<Sure>,
    /// What became of the figure before.
    before: Option<Before>,
    /// Which figures add up.
    sums: Sums,
    /// The figures of the sentence at hand that became claims.
    written: Vec<basis::Figure>,
}

/// The roles of one figure.
struct Roles<'l> {
    kind: KindFound,
    choice: Choice<'l>,
    reporter: Option<Place>,
    partner: Option<Place>,
    commodity: Option<String>,
    period: Option<Period>,
    per: Option<Rate>,
    status: Status,
    qualifier: Qualifier,
    evidence: Vec<Evidence>,
}

impl<'a, 'l> Reader<'a, 'l> {
    pub fn new(
        article: &'a Article,
        scan: &'a Scan<'l>,
        found: &'a Mentions<'l>,
        topic: &'a Topic,
        (weights, wording): (&'a Weights, &'a Wording),
    ) -> Self {
        let (out, story) = (Extraction::default(), Story::default());
        let fingerprint = fingerprint(scan);
        Reader {
            article,
            scan,
            found,
            topic,
            weights,
            wording,
            decisions: None,
            out,
            story,
            fingerprint,
            spoken: Spoken::of(scan, found),
            openers: openers(scan, found),
            known: unit::known(scan, &found.quantities),
            bases: Vec::new(),
            units: Units::default(),
            odds: Vec::new(),
            flow: None,
            sure: Vec::new(),
            before: None,
            sums: Sums::of(&found.quantities),
            written: Vec::new(),
        }
    }

    /// Reads every sentence that holds a figure.
    pub fn read(&mut self) {
        for span in &self.found.unread {
            self.doubt(DoubtCode::Number, *span, "a number with a scale and no unit: no neighbour supplies one");
        }
        let headings = basis::headings(self.scan, self.found);
        let mut source = Source::default();
        let mut sentence = usize::MAX;
        let mut at = 0;
        while let Some(figure) = self.found.quantities.get(at) {
            let number = self.scan.sentences.partition_point(|s| s.tokens.end <= figure.first);
            let view = View::new(self.scan, self.found, number);
            if view.quantities.is_empty() {
                at += 1;
                continue;
            }
            let places = related(&view, self.topic);
            self.bases = timing::bases(&view);
            self.units = self.wording.units(&view, self.topic.main);
            let said = source::source(&view);
            if said.words.is_some() || sentence == usize::MAX || view.paragraph != self.paragraph(sentence) {
                source = said;
            }
            sentence = number;
            for index in 0..view.quantities.len() {
                self.figure(&view, index, &places, &source);
            }
            let heading = headings.get(number).copied().flatten();
            self.bases_of_claims(&view, heading.map(|heading| View::new(self.scan, self.found, heading)).as_ref());
            at += view.quantities.len();
        }
        self.rivals();
        self.out.doubts.sort_by_key(|doubt| (doubt.start, doubt.end, doubt.code));
    }

    /// Notes on what basis the claims of a sentence are counted.
    fn bases_of_claims(&mut self, view: &View, heading: Option<&View>) {
        let figures = std::mem::take(&mut self.written);
        if view.bases.is_empty() && heading.is_none() {
            return;
        }
        let from = self.out.claims.len() - figures.len();
        for (claim, said) in self.out.claims[from..].iter_mut().zip(basis::said(view, &figures, heading)) {
            let Some(said) = said else { continue };
            claim.basis = Some(said.basis);
            note(&mut claim.evidence, view, Role::Basis, Some(said.words), said.reach);
        }
    }

    fn paragraph(&self, sentence: usize) -> usize {
        self.scan.sentences.get(sentence).map_or(0, |s| s.paragraph)
    }

    fn figure(&mut self, view: &View<'_, 'l>, index: usize, places: &[Related], source: &Source) {
        let figure = &view.quantities[index];
        if !self.admit(view, figure) {
            let reason = "a rate, stake, price of shares or the like: no figure of a quantity";
            self.doubt(DoubtCode::Percent, figure.span, reason);
            return;
        }
        let unit = unit::settle(figure, view, &self.known, self.topic, self.converted(view, index));
        let conversion = self.conversion(view, index);
        let converts = conversion.is_some();
        let roles = match conversion {
            Some(roles) => roles,
            None => {
                self.odds.clear();
                self.roles(view, index, places)
            }
        };
        let read = basis::Figure {
            run: (figure.first, figure.end),
            measure: roles.choice.measure,
            cue: roles.choice.cue.map(|cue| (cue.first, cue.end)),
            is_valued: unit.reading.unit.is_money() || figure.is_percent(),
            converts,
            is_base: self.bases[index],
        };
        if self.write(view, index, &unit, roles, source) {
            self.written.push(read);
        }
    }

    /// The place of a figure among those of the text.
    fn number(&self, figure: &Quantity) -> usize {
        self.found.quantities.partition_point(|other| other.first < figure.first)
    }

    /// The unit of the figure that this one, in brackets, converts.
    fn converted(&self, view: &View, index: usize) -> Option<Unit> {
        let before = &view.quantities[index.checked_sub(1)?];
        let figure = &view.quantities[index];
        let bracketed = figure.first <= before.end + 2 && view.is(before.end, &["(", "["]);
        // '$5.1 billion ($5.3 billion)' is another figure of the same money.
        let is_other = before.readings != figure.readings;
        let last = self.out.claims.last().filter(|claim| bracketed && is_other && claim.end == before.span.end)?;
        Some(last.unit)
    }

    /// '$100bn (£82.3bn)': the second figure is the first in another unit, and has its roles.
    fn conversion(&self, view: &View<'_, 'l>, index: usize) -> Option<Roles<'l>> {
        let figure = &view.quantities[index];
        let before = &view.quantities[index.checked_sub(1)?];
        let claim = self.out.claims.last().filter(|claim| claim.end == before.span.end)?;
        let settled = self.story.previous.as_ref()?;
        let (a, b) = (claim.unit, figure.plain_reading().unit);
        let same_kind = (a.is_money() && b.is_money())
            || (!figure.is_percent() && !before.is_percent() && a.is_money() == b.is_money());
        let gap = before.end..figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
        let opens = gap.clone().any(|i| view.is(i, &["(", "[", "or", ";", "/", "equivalent"]));
        let small = gap.len() <= 3
            && gap.clone().all(|i| {
                view.scan.is_mark(i)
                    || view.is(i, &["or", "equivalent", "to", "about", "US", "dollars", "around", "some"])
            });
        // '1,093 (1,512)' under one unit are two figures of it.
        if !(same_kind && opens && small && before.readings != figure.readings) {
            return None;
        }
        let kind = KindFound { kind: claim.kind, sign: if claim.value.is_sign_negative() { -1 } else { 1 } };
        let choice = Choice { measure: claim.measure, sign: settled.balance_sign, cue: None };
        // 'KD184 million (about $600 million)'.
        let own_bound = figure.bound.map_or(claim.qualifier, |(own, ..)| own);
        Some(Roles {
            kind,
            choice,
            reporter: claim.reporter,
            partner: claim.partner,
            commodity: claim.commodity.clone(),
            period: claim.period,
            per: claim.per,
            status: claim.status,
            qualifier: if figure.value_hi.is_some() { Qualifier::Range } else { own_bound },
            evidence: claim.evidence.clone(),
        })
    }

    /// Writes the claim down, unless its amount is beyond all bounds.
    fn write(&mut self, view: &View, index: usize, unit: &Settlement, mut roles: Roles, source: &Source) -> bool {
        let figure = &view.quantities[index];
        let is_base = self.bases[index];
        let negative = match (roles.kind.kind, roles.choice.measure) {
            (Kind::Change, _) => roles.kind.sign < 0,
            (Kind::Level, Measure::Balance) => roles.choice.sign < 0,
            _ => false,
        };
        let scaled = |value: Decimal| {
            let base = value.checked_mul(unit.reading.factor)?.normalize();
            // Digits that a factor adds beyond what a JSON number carries mean nothing.
            let base = if base.scale() == 0 { base } else { base.round_sf(CONVERTED_DIGITS).unwrap_or(base) };
            Some(if negative { -base } else { base }.normalize())
        };
        let (Some(mut value), mut value_hi) = (scaled(figure.value), figure.value_hi.and_then(scaled)) else {
            return false;
        };
        if let Some(high) = value_hi.filter(|high| *high < value) {
            (value, value_hi) = (high, Some(value));
        }
        let precision = figure.precision.checked_mul(unit.reading.factor).unwrap_or(Decimal::ONE).normalize();
        let amount = Amount { value, value_hi, qualifier: roles.qualifier, precision };
        let interval = amount.interval();
        // 'Nearly 5 billion' is no more than that.
        let short = |(_, from, _): (Qualifier, usize, usize)| {
            let said = |sense| matches!(sense, &Sense::Cue(Cue::Bound { short: true, .. })).then_some(());
            self.scan.longest(from, said).is_some()
        };
        let is_short = roles.qualifier == Qualifier::Approx && figure.bound.is_some_and(short);
        let interval = if is_short { interval.short_of(value_hi.unwrap_or(value)) } else { interval };
        let mut evidence = std::mem::take(&mut roles.evidence);
        note(&mut evidence, view, Role::Source, source.words, Reach::Sentence);
        evidence.sort_unstable();
        evidence.dedup_by_key(|evidence| evidence.role);
        self.doubts(figure, unit, &roles.choice, (roles.reporter, roles.partner, roles.period, roles.per));
        let (measure, reporter, partner) = self.as_told(roles.choice.measure, roles.reporter, roles.partner);
        let partner_said = evidence.iter().any(|e| e.role == Role::Partner && e.reach != Reach::Default);
        let opening = view.span(view.first, (view.first + 3).min(view.end)).end;
        let start_of = |role| evidence.iter().find(|e| e.role == role && e.end > e.start).map(|e| e.start);
        let period_said = start_of(Role::Period).map(|start| start < opening);
        self.sums.settle(self.number(figure), measure, [reporter, partner]);
        self.story.take(Settled {
            sentence: view.sentence,
            paragraph: view.paragraph,
            end: figure.end,
            kind: roles.kind.kind,
            sign: roles.kind.sign,
            is_percent: figure.is_percent(),
            measure,
            balance_sign: roles.choice.sign,
            reporter,
            partner,
            worded: (measure != roles.choice.measure).then_some((roles.choice.measure, roles.reporter, roles.partner)),
            sure: [Role::Reporter, Role::Partner].map(|role| self.odds_of(role)),
            partner_said,
            commodity: roles.commodity.clone(),
            goods_before: start_of(Role::Commodity).map(|start| start < figure.span.start),
            period: roles.period,
            period_said,
            status: roles.status,
            is_over: roles.period.zip(self.topic.today).is_some_and(|(period, today)| period.to <= today),
            is_base,
            looks_back: is_base || self.looks_back(view, figure, roles.period),
            size: size(figure, roles.kind.kind, measure),
        });
        let (sure_partner, sure_period) = self.firm(figure, unit, &roles);
        self.out.claims.push(Claim {
            doc: self.article.id.clone(),
            start: figure.span.start,
            end: figure.span.end,
            quote: figure.span.of(self.scan.text).to_owned(),
            value,
            value_hi,
            qualifier: roles.qualifier,
            unit: unit.reading.unit,
            kind: roles.kind.kind,
            measure: roles.choice.measure,
            reporter: roles.reporter,
            partner: sure_partner,
            commodity: roles.commodity,
            period: sure_period,
            per: roles.per,
            status: roles.status,
            low: interval.low,
            high: interval.high,
            precision,
            period_kind: sure_period.map(|period| period.kind),
            source: source.words.map(|(from, to)| self.scan.span(from, to).of(self.scan.text).trim().to_owned()),
            side: source.side,
            basis: None,
            published: self.topic.published,
            outlet: self.article.outlet.clone(),
            url: self.article.url.clone(),
            fingerprint: self.fingerprint.clone(),
            evidence,
        });
        true
    }

    /// The odds with which a role of the figure at hand was decided; even where it was not.
    fn odds_of(&self, role: Role) -> f32 {
        self.odds.iter().find(|(other, _)| *other == role).map_or(0.5, |(_, odds)| *odds)
    }

    /// A flow from the side of the country that the report is about: what others buy from it are its exports.
    fn as_told(
        &self,
        measure: Measure,
        reporter: Option<Place>,
        partner: Option<Place>,
    ) -> (Measure, Option<Place>, Option<Place>) {
        let main = self.topic.main;
        let from_outside = partner.is_some() && partner == main && reporter != main;
        match measure.opposite().filter(|_| from_outside) {
            Some(turned) => (turned, partner, reporter),
            None => (measure, reporter, partner),
        }
    }
}

/// How much a figure is, where it is an amount of trade.
fn size(figure: &Quantity, kind: Kind, measure: Measure) -> Option<(Unit, f64)> {
    // A balance is no whole of which others are parts.
    (kind == Kind::Level && measure.is_trade() && measure != Measure::Balance).then(|| figure.size()).flatten()
}

fn note(evidence: &mut Vec<Evidence>, view: &View, role: Role, words: Option<Run>, reach: Reach) {
    let span = words.map_or(Span::default(), |(from, to)| view.span(from, to));
    evidence.push(Evidence { role, start: span.start, end: span.end, reach });
}

/// The fingerprint of the words alone: copies of a story have it in common whatever their line breaks.
fn fingerprint(scan: &Scan) -> String {
    let words = scan.tokens.iter().filter(|token| token.kind != crate::token::TokenKind::Mark);
    crate::article::fingerprint(words.map(|token| token.of(scan.text)))
}
