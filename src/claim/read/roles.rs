//! The roles of one figure, each decided among its candidates.

use super::{Reader, Roles, note};
use crate::claim::admit::{self, Admitted, Before};
use crate::claim::commodity;
use crate::claim::kind::{self, KindFound};
use crate::claim::measure::{self, Choice};
use crate::claim::opener;
use crate::claim::parallel::{self, Run};
use crate::claim::record::{Evidence, Reach, Role};
use crate::claim::relation::Related;
use crate::claim::score::{Candidate, Contender, Decision, Scored, Weights, likeliest, odds};
use crate::claim::status::{self, Lies};
use crate::claim::timing;
use crate::claim::view::View;
use crate::claim::wording::{Classed, Scale, Setting};
use crate::lexicon::Cue;
use crate::mention::CueMention;
use crate::mention::period::Anchor;
use crate::mention::quantity::Quantity;
use crate::span::Span;
use crate::value::flow::{Kind, Measure, Rate, Status};
use crate::value::period::Period;

/// Which role is decided, and by which weights of words; parties and time are told apart by the measure.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub role: Role,
    pub scale: Scale,
    pub measure: Measure,
}

impl<'a, 'l> Reader<'a, 'l> {
    /// Decides every role in the order in which they lean on one another.
    pub(super) fn roles(&mut self, view: &View<'_, 'l>, index: usize, places: &[Related]) -> Roles<'l> {
        let figure = &view.quantities[index];
        let mut evidence = Vec::new();
        let kind = self.kind(view, figure, &mut evidence);
        let choice = self.measure(view, index, kind.kind, places, &mut evidence);
        let per = rate(view, figure, &mut evidence);
        let (period, lies) = self.period(view, index, &kind, &choice, &mut evidence);
        let status = self.status(view, index, &kind, &choice, (period, lies), &mut evidence);
        let (reporter, partner) = self.parties(view, index, places, &choice, &mut evidence);
        let commodity = self.commodity(view, index, kind.kind, &choice, &mut evidence);
        let qualifier = figure.qualifier();
        if let Some((_, from, to)) = figure.bound {
            note(&mut evidence, view, Role::Qualifier, Some((from, to)), Reach::Clause);
        }
        Roles { kind, choice, reporter, partner, commodity, period, per, status, qualifier, evidence }
    }

    /// Whether a figure is a claim at all.
    pub(super) fn admit(&mut self, view: &View, figure: &Quantity) -> bool {
        let candidates = admit::candidates(view, figure, self.before, &self.spoken);
        let name = |found: &Admitted| if found.is_claim { "claim".to_owned() } else { String::new() };
        let asked = Asked { role: Role::Claim, scale: Scale::Claim, measure: Measure::Other };
        let mut unused = Vec::new();
        let found = self.decide(view, figure, asked, candidates, |w| &w.claim, name, &mut unused);
        let is_claim = found.is_none_or(|found| found.is_claim);
        let (sentence, end, is_percent) = (view.sentence, figure.end, figure.is_percent());
        self.before = Some(Before { sentence, end, is_percent, is_claim });
        is_claim
    }

    fn kind(&mut self, view: &View<'_, 'l>, figure: &Quantity, evidence: &mut Vec<Evidence>) -> KindFound {
        let candidates = kind::candidates(view, figure, self.story.previous.as_ref());
        let percent = figure.is_percent();
        let weights = |w: &'a Weights| if percent { &w.kind_percent } else { &w.kind_amount };
        let name = |found: &KindFound| match found.kind {
            Kind::Change if found.sign < 0 => "-change".to_owned(),
            kind => kind.name().to_owned(),
        };
        let scale = if percent { Scale::KindPercent } else { Scale::KindAmount };
        let asked = Asked { role: Role::Kind, scale, measure: Measure::Other };
        self.decide(view, figure, asked, candidates, weights, name, evidence)
            .unwrap_or(KindFound { kind: Kind::Level, sign: 1 })
    }

    fn measure(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        kind: Kind,
        places: &[Related],
        evidence: &mut Vec<Evidence>,
    ) -> Choice<'l> {
        let figure = &view.quantities[index];
        self.flow = None;
        if kind::is_price(view, figure) {
            note(evidence, view, Role::Measure, Some((figure.end, figure.end + 2)), Reach::Clause);
            return Choice { measure: Measure::Price, sign: 1, cue: None };
        }
        let runs: Vec<Run> =
            view.measure_cues().filter(|cue| cue.measure.is_trade()).map(|cue| (cue.first, cue.end)).collect();
        let side_by_side =
            parallel::partner_of(view, index, &runs).or_else(|| parallel::compared_of(view, index, &runs));
        let asked = measure::Asked {
            figure,
            kind,
            is_base: self.bases[index],
            places,
            topic: self.topic,
            story: &self.story,
            spoken: &self.spoken,
            parallel: side_by_side,
            summed: self.sums.measure(self.found, self.number(figure)),
        };
        let mut candidates = measure::candidates(view, &asked);
        let name = |choice: &Choice| choice.measure.name().to_owned();
        let asked = Asked { role: Role::Measure, scale: Scale::Measure, measure: Measure::Other };
        self.weigh(figure, asked, &mut candidates, &self.weights.measure);
        let (taken, flow) = self.likeliest_flow(view, index, places, &candidates).unzip();
        self.flow = flow;
        match self.take(view, figure, asked, (candidates, taken), &self.weights.measure, name, evidence) {
            Some(choice) if choice.measure == Measure::Balance => {
                Choice { sign: measure::of_balance(view, figure, &choice, &self.story, &self.spoken), ..choice }
            }
            Some(choice) => choice,
            None => Choice { measure: Measure::Other, sign: 0, cue: None },
        }
    }

    /// The period, and where it lies to the day of publication.
    fn period(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        kind: &KindFound,
        choice: &Choice<'l>,
        evidence: &mut Vec<Evidence>,
    ) -> (Option<Period>, Lies) {
        let figure = &view.quantities[index];
        let topic = self.topic;
        // Without a day of publication 'last year' is no year that is known.
        let (published, season_start) = (topic.published, topic.season_start);
        let future = view.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::Status(Status::Projection))
                && View::distance((cue.first, cue.end), (figure.first, figure.end)) < 12
        });
        let (fiscal_start, fiscal_by_start) = timing::account(topic, self.scan.lexicon);
        // In a report without a day, 'in June' is of no year that only a later sentence names: 'It was 3 bn in 1985'.
        let opens = |_: &Period| published.is_some() || topic.opens_at <= view.end;
        let focus = self.story.focus.or(topic.opening.filter(opens));
        let anchor = Anchor { published, focus, fiscal_start, fiscal_by_start, season_start, pact: topic.pact, future };
        let runs: Vec<Run> = view.periods.iter().map(|period| (period.first, period.end)).collect();
        let asked = timing::Asked {
            figure,
            kind: kind.kind,
            cue: choice.cue,
            is_trade: choice.measure.is_trade(),
            is_balance: choice.measure == Measure::Balance,
            parallel: parallel::partner_of(view, index, &runs),
            bases: &self.bases,
            at: index,
        };
        let candidates = timing::candidates(view, &asked, &self.story, self.topic, &anchor);
        let name = |period: &Option<Period>| period.map_or(String::new(), |p| p.to_string());
        let asked = Asked { role: Role::Period, scale: Scale::Period, measure: choice.measure };
        let period = self.decide(view, figure, asked, candidates, |w| &w.period, name, evidence).flatten();
        // Money that is no trade has a period only where its own sentence or the head of its column names one.
        let silent = evidence
            .last()
            .is_some_and(|evidence| evidence.reach > Reach::Sentence && evidence.reach != Reach::Heading);
        let period = period.filter(|_| choice.measure.is_trade() || !silent);
        // Without a day, what the years named make likely: 'World trade in 1988/89 is put at 3 bn'.
        let lies = match period.zip(topic.today) {
            Some((period, day)) if period.from > day => Lies::Ahead,
            Some((period, day)) if period.to > day => Lies::Running,
            _ => Lies::Past,
        };
        (period, lies)
    }

    /// 'A year before they had been 3 bn': what an earlier time was like, told beside what the text is about.
    pub(super) fn looks_back(&self, view: &View, figure: &Quantity, period: Option<Period>) -> bool {
        period.is_some_and(|period| self.story.is_earlier(period, self.topic.opening))
            && timing::looks_back(view, figure)
    }

    fn status(
        &mut self,
        view: &View<'_, 'l>,
        index: usize,
        kind: &KindFound,
        choice: &Choice,
        (period, lies): (Option<Period>, Lies),
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
        let (measure, is_change) = (choice.measure, kind.kind == Kind::Change);
        let (base, story, spoken) = (self.bases[index], &self.story, &self.spoken);
        let asked = status::Asked { figure, measure, is_change, period, lies, base, story, spoken };
        let candidates = status::candidates(view, &asked);
        let name = |status: &Status| status.name().to_owned();
        let asked = Asked { role: Role::Status, scale: Scale::Status, measure: choice.measure };
        self.decide(view, figure, asked, candidates, |w| &w.status, name, evidence).unwrap_or(Status::Actual)
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
        let opener = opener::of(&self.openers, view.paragraph);
        let (story, about, spoken) = (&self.story, self.topic, &self.spoken);
        let is_base = self.bases[index];
        let asked = commodity::Asked { figure, at: index, kind, is_base, choice, story, about, spoken, opener };
        let candidates = commodity::candidates(view, &asked);
        let name = |goods: &Option<String>| goods.clone().unwrap_or_default();
        let asked = Asked { role: Role::Commodity, scale: Scale::Commodity, measure: choice.measure };
        self.decide(view, figure, asked, candidates, |w| &w.commodity, name, evidence).flatten()
    }

    /// Counts the points of each candidate: those of its features, and those of the words around.
    pub(super) fn weigh<T: Classed, F: Scored>(
        &self,
        figure: &Quantity,
        asked: Asked,
        candidates: &mut [Candidate<T, F>],
        weights: &F,
    ) {
        let setting = self.setting(asked);
        for candidate in candidates {
            let class = candidate.value.class(candidate.words.is_some(), &setting);
            candidate.score = candidate.features.score(weights)
                + self.wording.weigh(asked.scale, &self.units, figure, candidate.words, class);
        }
    }

    fn setting(&self, asked: Asked) -> Setting {
        Setting { measure: asked.measure, main: self.topic.main, today: self.topic.today }
    }

    /// Counts the points of the candidates and takes the best.
    #[expect(clippy::too_many_arguments, reason = "what every role hands over when it is decided")]
    fn decide<T: PartialEq + Classed, F: Scored + 'a>(
        &mut self,
        view: &View,
        figure: &Quantity,
        asked: Asked,
        mut candidates: Vec<Candidate<T, F>>,
        weights: impl Fn(&'a Weights) -> &'a F,
        name: impl Fn(&T) -> String,
        evidence: &mut Vec<Evidence>,
    ) -> Option<T> {
        self.weigh(figure, asked, &mut candidates, weights(self.weights));
        self.take(view, figure, asked, (candidates, None), weights(self.weights), name, evidence)
    }

    /// Takes the likeliest candidate, or the one that is settled together with another role, notes its words as evidence,
    /// and writes the decision down if anybody asks.
    #[expect(clippy::too_many_arguments, reason = "what every role hands over when it is decided")]
    pub(super) fn take<T: PartialEq + Classed, F: Scored>(
        &mut self,
        view: &View,
        figure: &Quantity,
        asked: Asked,
        (mut candidates, taken): (Vec<Candidate<T, F>>, Option<usize>),
        weights: &F,
        name: impl Fn(&T) -> String,
        evidence: &mut Vec<Evidence>,
    ) -> Option<T> {
        let taken = taken.or_else(|| likeliest(&candidates))?;
        let role = asked.role;
        self.odds.push((role, odds(&candidates, taken)));
        let setting = self.setting(asked);
        if let Some(decisions) = &mut self.decisions {
            let contenders = candidates.iter().map(|candidate| Contender {
                value: name(&candidate.value),
                words: candidate.words.map_or(Span::default(), |(from, to)| view.span(from, to)),
                reach: candidate.reach,
                score: candidate.score,
                features: candidate.features.named(),
                wording: candidate.score - candidate.features.score(weights),
                terms: self.wording.terms(
                    asked.scale,
                    (view, &self.units),
                    figure,
                    candidate.words,
                    candidate.value.class(candidate.words.is_some(), &setting),
                ),
            });
            decisions.push(Decision { figure: figure.span, role, contenders: contenders.collect(), taken });
        }
        let winner = candidates.swap_remove(taken);
        note(evidence, view, role, winner.words, winner.reach);
        Some(winner.value)
    }
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
