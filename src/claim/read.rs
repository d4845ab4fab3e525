//! One document, sentence by sentence: every figure gets its roles, or a doubt says what is missing.

use super::commodity;
use super::extract::Extraction;
use super::kind::{self, KindFound};
use super::measure::{self, Choice};
use super::parallel::{self, Run};
use super::party::{self, Role as PartyRole};
use super::record::{Claim, Doubt, DoubtCode, Evidence, Reach, Role};
use super::relation::{self, Related, related};
use super::score::{Candidate, Contender, Decision, Scored, Weights, best, odds};
use super::source::{self, Source};
use super::status;
use super::story::{Settled, Story};
use super::timing;
use super::topic::Topic;
use super::unit::{self, Settlement};
use super::view::View;
use crate::article::Article;
use crate::lexicon::Cue;
use crate::limits::CONVERTED_DIGITS;
use crate::mention::period::Anchor;
use crate::mention::quantity::{Quantity, Reading};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions};
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
    /// Where every decision is written down, if anybody asks.
    pub decisions: Option<Vec<Decision>>,
    pub out: Extraction,
    story: Story,
    fingerprint: String,
    spoken: measure::Spoken,
    /// The units that the document names in full.
    named: Vec<Reading>,
    /// Which figures of the sentence at hand are bases of a comparison.
    bases: Vec<bool>,
    /// The odds of each role decided for the figure at hand.
    odds: Vec<(Role, f32)>,
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
        weights: &'a Weights,
    ) -> Self {
        let (out, story) = (Extraction::default(), Story::default());
        let fingerprint = fingerprint(scan);
        Reader {
            article,
            scan,
            found,
            topic,
            weights,
            decisions: None,
            out,
            story,
            fingerprint,
            spoken: measure::Spoken::of(found),
            named: unit::named(&found.quantities),
            bases: Vec::new(),
            odds: Vec::new(),
        }
    }

    /// Reads every sentence that holds a figure.
    pub fn read(&mut self) {
        for span in &self.found.unread {
            self.doubt(DoubtCode::Number, *span, "a number with a scale and no unit: no neighbour supplies one");
        }
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
            let places = related(&view);
            self.bases = timing::bases(&view);
            let said = source::source(&view);
            if said.words.is_some() || sentence == usize::MAX || view.paragraph != self.paragraph(sentence) {
                source = said;
            }
            sentence = number;
            for index in 0..view.quantities.len() {
                self.figure(&view, index, &places, &source);
            }
            at += view.quantities.len();
        }
        self.out.doubts.sort_by_key(|doubt| (doubt.start, doubt.end, doubt.code));
    }

    fn paragraph(&self, sentence: usize) -> usize {
        self.scan.sentences.get(sentence).map_or(0, |s| s.paragraph)
    }

    fn figure(&mut self, view: &View<'_, 'l>, index: usize, places: &[Related], source: &Source) {
        let figure = &view.quantities[index];
        if kind::excluded(view, figure) {
            let reason = "a rate, stake, price of shares or the like: no figure of a quantity";
            self.doubt(DoubtCode::Percent, figure.span, reason);
            return;
        }
        let unit = unit::settle(figure, view, &self.named, self.topic, self.converted(view, index));
        let roles = match self.conversion(view, index) {
            Some(roles) => roles,
            None => {
                self.odds.clear();
                self.roles(view, index, places)
            }
        };
        self.write(view, index, &unit, roles, source);
    }

    /// Partner and period, less what is not sure enough to stand in a bilateral table and becomes a doubt.
    fn firm(&mut self, figure: &Quantity, unit: &Settlement, roles: &Roles) -> (Option<Place>, Option<Period>) {
        let (mut partner, mut period) = (roles.partner, roles.period);
        let is_cell = roles.reporter.is_some()
            && partner.is_some_and(|partner| !partner.is_world())
            && unit.reading.unit.is_money()
            && roles.kind.kind == Kind::Level
            && roles.status == Status::Actual
            && roles.choice.measure.is_trade()
            && roles.commodity.is_none()
            && roles.per.is_none();
        if !is_cell {
            return (partner, period);
        }
        let odds = |wanted: &[Role]| -> f32 {
            self.odds.iter().filter(|(role, _)| wanted.contains(role)).map(|(_, odds)| odds).product()
        };
        // The two parties of turnover have no order: which of them is called reporter need not be sure.
        let parties: &[Role] = match roles.choice.measure {
            Measure::Trade => &[Role::Measure, Role::Partner],
            _ => &[Role::Measure, Role::Reporter, Role::Partner],
        };
        let sure_of_parties = odds(parties) >= self.weights.doubt.parties;
        let sure_of_period = odds(&[Role::Period]) >= self.weights.doubt.period;
        let unsure = |what: &str| format!("{what} is likeliest, but not by enough for a table");
        if let Some(period) = period.take_if(|_| !sure_of_period) {
            self.doubt(DoubtCode::Period, figure.span, &unsure(&period.to_string()));
        }
        if let Some(partner) = partner.take_if(|_| !sure_of_parties) {
            self.doubt(DoubtCode::Parties, figure.span, &unsure(partner.code()));
        }
        (partner, period)
    }

    /// The unit of the figure that this one, in brackets, converts.
    fn converted(&self, view: &View, index: usize) -> Option<Unit> {
        let before = &view.quantities[index.checked_sub(1)?];
        let figure = &view.quantities[index];
        let bracketed = figure.first <= before.end + 2 && view.is(before.end, &["(", "["]);
        let last = self.out.claims.last().filter(|claim| bracketed && claim.end == before.span.end)?;
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
        if !(same_kind && opens && small && (a != b || before.readings != figure.readings)) {
            return None;
        }
        let kind = KindFound { kind: claim.kind, sign: if claim.value.is_sign_negative() { -1 } else { 1 } };
        let choice = Choice { measure: claim.measure, sign: settled.balance_sign, cue: None };
        Some(Roles {
            kind,
            choice,
            reporter: claim.reporter,
            partner: claim.partner,
            commodity: claim.commodity.clone(),
            period: claim.period,
            per: claim.per,
            status: claim.status,
            qualifier: if figure.value_hi.is_some() { Qualifier::Range } else { claim.qualifier },
            evidence: claim.evidence.clone(),
        })
    }

    fn roles(&mut self, view: &View<'_, 'l>, index: usize, places: &[Related]) -> Roles<'l> {
        let figure = &view.quantities[index];
        let mut evidence = Vec::new();
        let kind = self.kind(view, figure, &mut evidence);
        let choice = self.measure(view, index, &mut evidence);
        let per = rate(view, figure, &mut evidence);
        let (period, ahead) = self.period(view, index, &kind, &choice, &mut evidence);
        let status = self.status(view, index, &kind, &choice, ahead, &mut evidence);
        let (reporter, partner) = self.parties(view, index, places, &choice, &mut evidence);
        let commodity = self.commodity(view, index, kind.kind, &choice, &mut evidence);
        let qualifier = figure.qualifier();
        if let Some((_, from, to)) = figure.bound {
            note(&mut evidence, view, Role::Qualifier, Some((from, to)), Reach::Clause);
        }
        Roles { kind, choice, reporter, partner, commodity, period, per, status, qualifier, evidence }
    }

    fn kind(&mut self, view: &View<'_, 'l>, figure: &Quantity, evidence: &mut Vec<Evidence>) -> KindFound {
        let candidates = kind::candidates(view, figure, self.story.previous.as_ref());
        let percent = figure.is_percent();
        let weights = |w: &'a Weights| if percent { &w.kind_percent } else { &w.kind_amount };
        let name = |found: &KindFound| match found.kind {
            Kind::Change if found.sign < 0 => "-change".to_owned(),
            kind => kind.name().to_owned(),
        };
        self.decide(view, figure, Role::Kind, candidates, weights, name, evidence)
            .unwrap_or(KindFound { kind: Kind::Level, sign: 1 })
    }

    fn measure(&mut self, view: &View<'_, 'l>, index: usize, evidence: &mut Vec<Evidence>) -> Choice<'l> {
        let figure = &view.quantities[index];
        if kind::is_price(view, figure) {
            note(evidence, view, Role::Measure, Some((figure.end, figure.end + 2)), Reach::Clause);
            return Choice { measure: Measure::Price, sign: 1, cue: None };
        }
        let runs: Vec<Run> =
            view.measure_cues().filter(|cue| cue.measure.is_trade()).map(|cue| (cue.first, cue.end)).collect();
        let side_by_side = parallel::partner_of(view, index, &runs);
        let candidates = measure::candidates(
            view,
            figure,
            self.story.previous.as_ref(),
            self.topic.measure,
            side_by_side,
            &self.spoken,
        );
        let name = |choice: &Choice| choice.measure.name().to_owned();
        match self.decide(view, figure, Role::Measure, candidates, |w| &w.measure, name, evidence) {
            Some(choice) if choice.measure == Measure::Balance && choice.sign == 0 => {
                Choice { sign: measure::sign_of_balance(view, figure), ..choice }
            }
            Some(choice) => choice,
            None => Choice { measure: Measure::Other, sign: 0, cue: None },
        }
    }

    /// The period, and whether it lies after publication.
    fn period(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        kind: &KindFound,
        choice: &Choice<'l>,
        evidence: &mut Vec<Evidence>,
    ) -> (Option<Period>, bool) {
        let figure = &view.quantities[index];
        let published = self.topic.today;
        let future = view.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::Status(Status::Projection))
                && View::distance((cue.first, cue.end), (figure.first, figure.end)) < 12
        });
        let fiscal_start =
            self.topic.main.or(self.topic.home).and_then(|place| self.scan.lexicon.fiscal_year_start(place));
        let season_start = self.topic.season_start;
        let anchor = Anchor { published, focus: self.story.focus, fiscal_start, season_start, future };
        let runs: Vec<Run> = view.periods.iter().map(|period| (period.first, period.end)).collect();
        let asked = timing::Asked {
            figure,
            kind: kind.kind,
            cue: choice.cue,
            is_trade: choice.measure.is_trade(),
            parallel: parallel::partner_of(view, index, &runs),
            bases: &self.bases,
            at: index,
        };
        let candidates = timing::candidates(view, &asked, &self.story, self.topic.opening, &anchor);
        let name = |period: &Option<Period>| period.map_or(String::new(), |p| p.to_string());
        let period = self.decide(view, figure, Role::Period, candidates, |w| &w.period, name, evidence).flatten();
        // Money that is no trade has a period only where its own sentence names one.
        let silent = evidence.last().is_some_and(|evidence| evidence.reach > Reach::Sentence);
        let period = period.filter(|_| choice.measure.is_trade() || !silent);
        let ahead = period.zip(published).is_some_and(|(period, day)| period.from > day);
        (period, ahead)
    }

    fn status(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        kind: &KindFound,
        choice: &Choice,
        ahead: bool,
        evidence: &mut Vec<Evidence>,
    ) -> Status {
        let figure = &view.quantities[index];
        // 'had been earmarked', 'was allocated': the word that says what the money is for says that it is promised.
        let promised =
            choice.cue.filter(|_| matches!(choice.measure, Measure::Investment | Measure::Finance)).and_then(|cue| {
                let same =
                    |other: &&CueMention| other.first == cue.first && matches!(other.cue, Cue::Status(Status::Pledge));
                view.cues.iter().find(same)
            });
        if let Some(promised) = promised {
            note(evidence, view, Role::Status, Some((promised.first, promised.end)), Reach::Clause);
            return Status::Pledge;
        }
        let previous = self.story.previous.as_ref();
        let candidates = status::candidates(
            view,
            figure,
            choice.measure,
            kind.kind == Kind::Change,
            ahead,
            self.bases[index],
            previous,
        );
        let name = |status: &Status| status.name().to_owned();
        self.decide(view, figure, Role::Status, candidates, |w| &w.status, name, evidence).unwrap_or(Status::Actual)
    }

    fn parties(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        places: &[Related],
        choice: &Choice<'l>,
        evidence: &mut Vec<Evidence>,
    ) -> (Option<Place>, Option<Place>) {
        let figure = &view.quantities[index];
        if !choice.measure.is_trade() {
            return self.other_parties(view, figure, places, choice, evidence);
        }
        let name = |place: &Option<Place>| place.map_or(String::new(), |p| p.code().to_owned());
        let (reporters, partners, reporter) = {
            let asked = party::Asked {
                figure,
                at: index,
                measure: choice.measure,
                cue: choice.cue,
                places,
                story: &self.story,
                topic: self.topic,
            };
            let reporters = party::candidates(view, &asked, PartyRole::Reporter, None);
            let reporter = best(&reporters, &self.weights.reporter).and_then(|at| reporters[at].value);
            let partners = party::candidates(view, &asked, PartyRole::Partner, reporter);
            (reporters, partners, reporter)
        };
        let partner = best(&partners, &self.weights.partner).and_then(|at| partners[at].value);
        let (mut reporters, mut partners) = (reporters, partners);
        if reporter.is_some() && reporter == partner {
            // One place cannot be both: the role keeps it that would lose more without it.
            let loss = |all: &[Candidate<Option<Place>, party::Features>], weights: &party::Features| {
                let top = |skip: bool| {
                    all.iter()
                        .filter(|c| !skip || c.value != reporter)
                        .map(|c| c.features.score(weights))
                        .fold(f32::MIN, f32::max)
                };
                top(false) - top(true)
            };
            if loss(&reporters, &self.weights.reporter) >= loss(&partners, &self.weights.partner) {
                partners.retain(|candidate| candidate.value != reporter);
            } else {
                reporters.retain(|candidate| candidate.value != partner);
            }
        }
        let reporter = self.decide(view, figure, Role::Reporter, reporters, |w| &w.reporter, name, evidence).flatten();
        let partner = self.decide(view, figure, Role::Partner, partners, |w| &w.partner, name, evidence).flatten();
        (reporter, partner)
    }

    /// Parties of money that is no trade: only what the clause says. What a figure of output, prices and the rest is about
    /// is the country of the report.
    fn other_parties(
        &self,
        view: &View<'_, 'l>,
        figure: &Quantity,
        places: &[Related],
        choice: &Choice<'l>,
        evidence: &mut Vec<Evidence>,
    ) -> (Option<Place>, Option<Place>) {
        let here = (figure.first, figure.end);
        let cue = choice.cue.map(|cue| (cue.first, cue.end));
        let said = |wanted: relation::Side| {
            places.iter().find(|place| {
                let there = (place.mention.first, place.mention.end);
                let near =
                    View::distance(here, there).min(cue.map_or(usize::MAX, |cue| View::distance(cue, there))) <= 6;
                near && view.boundaries(here, there) < 3.0 && relation::side(place, choice.measure, cue) == wanted
            })
        };
        let mut take = |role: Role, place: Option<&Related>| {
            let place = place?;
            note(evidence, view, role, Some((place.mention.first, place.mention.end)), Reach::Clause);
            Some(place.mention.place)
        };
        let gives = matches!(choice.measure, Measure::Investment | Measure::Finance);
        // 'China invested', 'lent Ethiopia': names without a link, before and right behind the word.
        let bare = |near: &dyn Fn(Run, Run) -> bool| {
            let cue = cue.filter(|_| gives)?;
            places.iter().find(|place| {
                let there = (place.mention.first, place.mention.end);
                place.link.is_none() && !place.owns && near(cue, there) && view.boundaries(cue, there) < 2.0
            })
        };
        let subject = || bare(&|cue, there| there.1 <= cue.0 && cue.0 - there.1 <= 4);
        let object = || bare(&|cue, there| there.0 >= cue.1 && there.0 - cue.1 <= 1);
        let reporter = take(Role::Reporter, said(relation::Side::Reporter).or_else(subject));
        let partner = if gives { take(Role::Partner, said(relation::Side::Partner).or_else(object)) } else { None };
        let about = self.topic.main.filter(|_| !gives);
        (reporter.or(about), partner.filter(|partner| Some(*partner) != reporter))
    }

    fn commodity(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        kind: Kind,
        choice: &Choice<'l>,
        evidence: &mut Vec<Evidence>,
    ) -> Option<String> {
        let figure = &view.quantities[index];
        let (previous, topic) = (self.story.previous.as_ref(), self.topic.commodity.as_deref());
        let theme = self.topic.theme.as_ref();
        let asked = commodity::Asked { figure, at: index, kind, choice, previous, topic, theme };
        let candidates = commodity::candidates(view, &asked);
        let name = |goods: &Option<String>| goods.clone().unwrap_or_default();
        self.decide(view, figure, Role::Commodity, candidates, |w| &w.commodity, name, evidence).flatten()
    }

    /// Takes the best candidate, notes its words as evidence, and writes the decision down if anybody asks.
    #[expect(clippy::too_many_arguments, reason = "what every role hands over when it is decided")]
    fn decide<T: PartialEq, F: Scored + 'a>(
        &mut self,
        view: &View,
        figure: &Quantity,
        role: Role,
        mut candidates: Vec<Candidate<T, F>>,
        weights: impl Fn(&'a Weights) -> &'a F,
        name: impl Fn(&T) -> String,
        evidence: &mut Vec<Evidence>,
    ) -> Option<T> {
        let weights = weights(self.weights);
        let taken = best(&candidates, weights)?;
        self.odds.push((role, odds(&candidates, weights, taken)));
        if let Some(decisions) = &mut self.decisions {
            let contenders = candidates.iter().map(|candidate| Contender {
                value: name(&candidate.value),
                words: candidate.words.map_or(Span::default(), |(from, to)| view.span(from, to)),
                reach: candidate.reach,
                score: candidate.features.score(weights),
                features: candidate.features.named(),
            });
            decisions.push(Decision { figure: figure.span, role, contenders: contenders.collect(), taken });
        }
        let winner = candidates.swap_remove(taken);
        note(evidence, view, role, winner.words, winner.reach);
        Some(winner.value)
    }

    fn write(&mut self, view: &View, index: usize, unit: &Settlement, mut roles: Roles, source: &Source) {
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
        let (Some(mut value), mut value_hi) = (scaled(figure.value), figure.value_hi.and_then(scaled)) else { return };
        if let Some(high) = value_hi.filter(|high| *high < value) {
            (value, value_hi) = (high, Some(value));
        }
        let precision = figure.precision.checked_mul(unit.reading.factor).unwrap_or(Decimal::ONE).normalize();
        let amount = Amount { value, value_hi, qualifier: roles.qualifier, precision };
        let interval = amount.interval();
        let mut evidence = std::mem::take(&mut roles.evidence);
        note(&mut evidence, view, Role::Source, source.words, Reach::Sentence);
        evidence.sort_unstable();
        evidence.dedup_by_key(|evidence| evidence.role);
        self.doubts(figure, unit, &roles.choice, (roles.reporter, roles.partner, roles.period, roles.per));
        let (measure, reporter, partner) = self.as_told(roles.choice.measure, roles.reporter, roles.partner);
        let partner_said = evidence.iter().any(|e| e.role == Role::Partner && e.reach != Reach::Default);
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
            partner_said,
            commodity: roles.commodity.clone(),
            period: roles.period,
            status: roles.status,
            is_base,
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
            published: self.topic.published,
            outlet: self.article.outlet.clone(),
            url: self.article.url.clone(),
            fingerprint: self.fingerprint.clone(),
            evidence,
        });
    }

    /// A flow from the side of the country that the report is about: what others buy from it are its exports.
    fn as_told(
        &self,
        measure: Measure,
        reporter: Option<Place>,
        partner: Option<Place>,
    ) -> (Measure, Option<Place>, Option<Place>) {
        let turned = match measure {
            Measure::Exports => Measure::Imports,
            Measure::Imports => Measure::Exports,
            _ => return (measure, reporter, partner),
        };
        let main = self.topic.main;
        let from_outside = partner.is_some() && partner == main && reporter != main;
        if from_outside { (turned, partner, reporter) } else { (measure, reporter, partner) }
    }

    fn doubts(
        &mut self,
        figure: &Quantity,
        unit: &Settlement,
        choice: &Choice,
        roles: (Option<Place>, Option<Place>, Option<Period>, Option<Rate>),
    ) {
        let (reporter, partner, period, per) = roles;
        if unit.open {
            let reason = format!("several currencies are called so; taken for {}", unit.reading.unit);
            self.doubt(DoubtCode::Unit, figure.span, &reason);
        }
        if choice.measure.is_trade() && choice.measure != Measure::Freight && (reporter.is_none() || partner.is_none())
        {
            self.doubt(DoubtCode::Parties, figure.span, "a figure of trade whose two parties the text does not settle");
        }
        if choice.measure.is_trade() && period.is_none() && per.is_none() {
            self.doubt(DoubtCode::Period, figure.span, "a figure of trade whose period the text does not settle");
        }
    }

    fn doubt(&mut self, code: DoubtCode, span: Span, reason: &str) {
        self.out.doubts.push(Doubt {
            doc: self.article.id.clone(),
            code,
            start: span.start,
            end: span.end,
            quote: span.of(self.scan.text).to_owned(),
            reason: reason.to_owned(),
        });
    }
}

fn note(evidence: &mut Vec<Evidence>, view: &View, role: Role, words: Option<Run>, reach: Reach) {
    let span = words.map_or(Span::default(), |(from, to)| view.span(from, to));
    evidence.push(Evidence { role, start: span.start, end: span.end, reach });
}

/// The rate of a figure: 'a year' behind it, 'annual' before its word of measure.
fn rate(view: &View, figure: &Quantity, evidence: &mut Vec<Evidence>) -> Option<Rate> {
    if let Some((rate, from, to)) = figure.per {
        note(evidence, view, Role::Per, Some((from, to)), Reach::Clause);
        return Some(rate);
    }
    if figure.is_percent() {
        return None;
    }
    let here = (figure.first, figure.end);
    let before = view.cues.iter().rev().find_map(|mention| match mention.cue {
        Cue::Rate { rate, after: false } if mention.end <= figure.first => Some((*rate, mention.first, mention.end)),
        _ => None,
    });
    let (rate, from, to) = before?;
    let near = figure.first - to <= 7
        && view.boundaries(here, (from, to)) < 2.0
        && view.figures_between(here, (from, to)) == 0;
    if !near {
        return None;
    }
    note(evidence, view, Role::Per, Some((from, to)), Reach::Clause);
    Some(rate)
}

/// A hash of the words alone (FNV-1a, 64 bits): copies of a story have it in common whatever their line breaks.
fn fingerprint(scan: &Scan) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for token in &scan.tokens {
        if token.kind == crate::token::TokenKind::Mark {
            continue;
        }
        for byte in token.of(scan.text).bytes().chain(std::iter::once(b' ')) {
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
