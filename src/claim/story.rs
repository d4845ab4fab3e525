//! What a document has said so far: what the next figure may take from the figures before.

mod tally;

use self::tally::Tally;
use super::theme::stem;
use crate::limits::TALLIED;
use crate::value::flow::{Kind, Measure, Status};
use crate::value::period::Period;
use crate::value::place::Place;
use crate::value::unit::Unit;

/// A figure whose roles are settled, as far as later figures lean on it.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub sentence: usize,
    pub paragraph: usize,
    /// Token after the figure.
    pub end: usize,
    pub kind: Kind,
    /// Sign of a change.
    pub sign: i8,
    pub is_percent: bool,
    pub measure: Measure,
    /// Sign of the balance that was spoken of; 0 for other measures.
    pub balance_sign: i8,
    pub reporter: Option<Place>,
    pub partner: Option<Place>,
    /// Measure, reporter and partner as the words have them, where the flow is told above from the other side.
    pub worded: Option<(Measure, Option<Place>, Option<Place>)>,
    /// The odds that reporter and partner are right.
    pub sure: [f32; 2],
    /// Whether words named the partner, here or earlier; a default that nothing was said about is not carried on.
    pub partner_said: bool,
    pub commodity: Option<String>,
    /// Whether the words that named its goods stand before it; none where no words of its sentence did.
    pub goods_before: Option<bool>,
    pub period: Option<Period>,
    /// Whether words of its sentence named the period, and whether they open it.
    pub period_said: Option<bool>,
    pub status: Status,
    /// Whether its period had ended when the report was written: what is over is spoken of further, however firmly.
    pub is_over: bool,
    /// Whether it is only what another figure is compared with.
    pub is_base: bool,
    /// Whether it is that, or tells what an earlier time was like: 'In April they had been 3 bn'.
    pub looks_back: bool,
    /// How much it is, where it is an amount of trade.
    pub size: Option<(Unit, f64)>,
}

/// A period that words of a figure's sentence named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub period: Period,
    pub sentence: usize,
    pub paragraph: usize,
    /// Whether the words open their sentence: what they say holds on.
    pub opens: bool,
}

/// A period that figures before had.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    pub period: Period,
    /// Whether words of the last such figure's sentence named it.
    pub said: bool,
    pub sentence: usize,
    pub paragraph: usize,
}

/// Two parties that a figure of trade was told of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Two {
    pub reporter: Place,
    pub partner: Place,
    /// Whether it was the trade of the two both ways.
    pub both_ways: bool,
    pub sentence: usize,
    pub paragraph: usize,
}

/// The side from which words told of a flow or a balance: who sold, bought or had the surplus.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actor {
    pub place: Place,
    pub sentence: usize,
    pub paragraph: usize,
}

/// Most periods that are kept so.
const EARLIER: usize = 6;

/// A figure that has not happened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Its period, where it has one.
    pub period: Option<Period>,
    pub status: Status,
    pub sentence: usize,
    pub paragraph: usize,
}

/// A period that others were compared with, as words said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    pub compared: Period,
    pub period: Period,
}

impl Base {
    /// What stands to another period as this one to what was compared with it: a year before, or the month before.
    pub fn beside(self, compared: Period) -> Option<Period> {
        match () {
            () if compared == self.compared => Some(self.period),
            () if self.compared.shift_years(-1) == Some(self.period) => compared.shift_years(-1),
            // Of May the month before is told, of January to May the year before.
            () if self.compared.previous() != Some(self.period) => None,
            () if compared.kind == self.compared.kind => compared.previous(),
            () => compared.shift_years(-1),
        }
    }
}

/// The story so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Story {
    /// The figure before.
    pub previous: Option<Settled>,
    /// The period that the text speaks of now: of the last figure that is no base of a comparison.
    pub focus: Option<Period>,
    /// The same, without those that lie just before another that was in focus: 'Exports rose 3% in May. April's had fallen.'
    pub main: Option<Period>,
    /// The period of the first figure of trade of a paragraph, and which paragraph.
    pub paragraph: Option<(usize, Period)>,
    /// The last period that words named as that of a base of a comparison.
    pub base: Option<Base>,
    /// Where words last named a period in focus.
    pub said: Option<Said>,
    /// The period of the report's first figure of trade.
    pub lead: Option<Period>,
    /// The period of the report's first figure of trade, where that had not happened.
    pub open_lead: Option<Period>,
    /// The last year that a figure of trade has been told of.
    pub latest: Option<i16>,
    /// The goods of the report's first figure of trade, none for all goods.
    pub lead_goods: Option<Option<String>>,
    /// The measure of the report's first figure of trade.
    pub lead_measure: Option<Measure>,
    /// The sign of the last balance told; 0 where it was open.
    pub balance_sign: i8,
    /// The last two that a figure of trade was told of.
    pub pair: Option<Two>,
    /// Who acted in the words of the last figure that has a direction.
    pub actor: Option<Actor>,
    /// What was last foretold or aimed at, while nothing that has happened was told since.
    pub open: Option<Open>,
    /// The periods of the figures so far, each where it was last that of a figure; the latest at the end.
    pub earlier: Vec<Earlier>,
    /// How many figures of trade are for each period, and for none.
    periods: Tally<Option<Period>>,
    /// The largest amount of trade that was told for each period, in each unit.
    largest: Vec<(Period, Unit, f64)>,
    /// The largest amount of trade that was told of two parties, the world among them, in each unit.
    between: Vec<(Pair, Unit, f64)>,
    /// How many figures of trade are for each of the goods, by their stems, and for all goods.
    goods: Tally<Option<String>>,
    /// The same, measure by measure.
    goods_of: Tally<(Measure, Option<String>)>,
    /// Flows told since an amount of trade, which they are parts of.
    parts: Option<[bool; 2]>,
    /// How many figures measure what: in the whole text so far, and in the last paragraph that has any.
    measures: Tally<Measure>,
    measures_here: (usize, Tally<Measure>),
    /// How many figures of trade are stated how firmly.
    statuses: Tally<Status>,
    /// The same, period by period.
    dated: Tally<(Option<Period>, Status)>,
    /// How many figures of trade each place is the reporter of, and the partner.
    reporters: Tally<Option<Place>>,
    partners: Tally<Option<Place>>,
    /// The same of both together, in order of code.
    pairs: Tally<Pair>,
}

type Pair = (Option<Place>, Option<Place>);

impl Story {
    /// Takes in a figure.
    pub fn take(&mut self, figure: Settled) {
        let has_happened = figure.status == Status::Actual || figure.is_over;
        if let Some(period) = figure.period.filter(|_| !figure.looks_back && has_happened) {
            self.focus = Some(period);
            if !self.main.is_some_and(|main| is_just_before(period, main)) {
                self.main = Some(period);
            }
            if let Some(opens) = figure.period_said {
                self.said = Some(Said { period, sentence: figure.sentence, paragraph: figure.paragraph, opens });
            }
            if figure.measure.is_trade() {
                self.lead.get_or_insert(period);
                if self.paragraph.is_none_or(|(paragraph, _)| paragraph != figure.paragraph) {
                    self.paragraph = Some((figure.paragraph, period));
                }
            }
        }
        if figure.measure.is_trade() && !figure.is_base {
            if has_happened {
                self.latest = self.latest.max(figure.period.map(|period| period.to.year()));
                self.periods.add(figure.period);
            } else if self.lead.is_none() && self.open_lead.is_none() {
                self.open_lead = figure.period;
            }
        }
        if let Some((period, (unit, amount))) = figure.period.zip(figure.size) {
            let same = |told: &&mut (Period, Unit, f64)| told.0 == period && told.1 == unit;
            if let Some(told) = self.largest.iter_mut().find(same) {
                told.2 = told.2.max(amount);
            } else if self.largest.len() < TALLIED {
                self.largest.push((period, unit, amount));
            }
        }
        if let Some(period) = figure.period {
            self.earlier.retain(|earlier| earlier.period != period);
            let said = figure.period_said.is_some();
            self.earlier.push(Earlier { period, said, sentence: figure.sentence, paragraph: figure.paragraph });
            if self.earlier.len() > EARLIER {
                self.earlier.remove(0);
            }
        }
        if !figure.is_base {
            self.open = (figure.status != Status::Actual).then_some(Open {
                period: figure.period,
                status: figure.status,
                sentence: figure.sentence,
                paragraph: figure.paragraph,
            });
        }
        self.take_part(&figure);
        self.measures.add(figure.measure);
        if self.measures_here.0 != figure.paragraph {
            self.measures_here = (figure.paragraph, Tally::default());
        }
        self.measures_here.1.add(figure.measure);
        if figure.balance_sign != 0 {
            self.balance_sign = figure.balance_sign;
        }
        if figure.measure.is_trade() {
            self.lead_goods.get_or_insert_with(|| figure.commodity.clone());
            if !figure.is_base {
                self.statuses.add(figure.status);
                self.dated.add((figure.period, figure.status));
            }
            let goods = figure.commodity.as_deref().map(stem);
            self.goods.add(goods.clone());
            self.goods_of.add((figure.measure, goods));
            self.lead_measure.get_or_insert(figure.measure);
        }
        let acts = figure.worded.map_or(figure.reporter, |(_, reporter, _)| reporter).filter(|place| !place.is_world());
        if let (Measure::Exports | Measure::Imports | Measure::Balance, Some(place)) = (figure.measure, acts) {
            self.actor = Some(Actor { place, sentence: figure.sentence, paragraph: figure.paragraph });
        }
        if figure.measure.is_trade() && figure.measure != Measure::Freight {
            self.reporters.add(figure.reporter);
            self.partners.add(figure.partner);
            self.pairs.add(pair(figure.reporter, figure.partner));
            if let Some((unit, amount)) = figure.size {
                let two = pair(figure.reporter, figure.partner);
                if let Some(told) = self.between.iter_mut().find(|told| told.0 == two && told.1 == unit) {
                    told.2 = told.2.max(amount);
                } else if self.between.len() < TALLIED {
                    self.between.push((two, unit, amount));
                }
            }
            let two = figure.reporter.zip(figure.partner).filter(|(a, b)| !a.is_world() && !b.is_world());
            if let Some((reporter, partner)) = two {
                let (sentence, paragraph) = (figure.sentence, figure.paragraph);
                // The total holds on while its parts are told: 'trade came to $3bn, exports to $2bn'.
                let goes_on = |two: Two| {
                    two.both_ways
                        && two.paragraph == paragraph
                        && pair(Some(two.reporter), Some(two.partner)) == pair(Some(reporter), Some(partner))
                };
                let both_ways = figure.measure == Measure::Trade || self.pair.is_some_and(goes_on);
                self.pair = Some(Two { reporter, partner, both_ways, sentence, paragraph });
            }
        }
        if let (true, Some(_), Some(period), Some(compared)) =
            (figure.is_base, figure.period_said, figure.period, self.focus)
        {
            self.base = Some(Base { compared, period });
        }
        self.previous = Some(figure);
    }

    /// 'trade came to $3bn, exports to $2bn and imports to $1bn': the parts of a whole.
    fn take_part(&mut self, figure: &Settled) {
        match (figure.measure, &mut self.parts) {
            (Measure::Trade, _) if !figure.is_percent => self.parts = Some([false; 2]),
            (Measure::Exports, Some(parts)) => parts[0] = true,
            (Measure::Imports, Some(parts)) => parts[1] = true,
            _ => {}
        }
    }

    /// How many flows were told since the trade that they are parts of.
    pub fn parts_told(&self) -> usize {
        self.parts.map_or(0, |parts| parts.into_iter().filter(|told| *told).count())
    }

    /// Whether a period is that of what the one in focus was compared with: the year, month or quarter before.
    pub fn is_behind(&self, period: Period) -> bool {
        self.main.is_some_and(|main| is_just_before(period, main))
    }

    /// Whether a period lies before the one in focus, or the one that the report opens with, and is as long.
    pub fn is_earlier(&self, period: Period, opening: Option<Period>) -> bool {
        self.main.or(opening).is_some_and(|main| period.to < main.from && (period.days() - main.days()).abs() <= 3)
    }

    /// The largest amount of trade that was told for a period, in a unit.
    pub fn largest(&self, period: Period, unit: Unit) -> Option<f64> {
        self.largest.iter().find(|told| told.0 == period && told.1 == unit).map(|told| told.2)
    }

    /// The largest amount of trade that was told of two parties, in a unit.
    pub fn largest_between(&self, a: Option<Place>, b: Option<Place>, unit: Unit) -> Option<f64> {
        let two = pair(a, b);
        self.between.iter().find(|told| told.0 == two && told.1 == unit).map(|told| told.2)
    }

    /// The part of the figures of trade so far that are for a period.
    pub fn told_at(&self, period: Period) -> f32 {
        self.periods.share(&Some(period))
    }

    /// The part of the figures of trade so far that are for no period.
    pub fn told_without(&self) -> f32 {
        self.periods.share(&None)
    }

    /// The parts of the figures of trade so far that have a place as reporter and as partner.
    pub fn told_with(&self, place: Option<Place>) -> [f32; 2] {
        [self.reporters.share(&place), self.partners.share(&place)]
    }

    /// The part of the figures of trade so far with one party that have another as the other side.
    pub fn told_of_both(&self, party: Option<Place>, other: Option<Place>) -> f32 {
        let (mut all, mut both) = (1, 0);
        for ((a, b), count) in &self.pairs.counts {
            if *a == party || *b == party {
                all += count;
                both += if pair(party, other) == (*a, *b) { *count } else { 0 };
            }
        }
        both as f32 / all as f32
    }

    /// The part of the figures so far that measure something, in the text and in a paragraph of it.
    pub fn told_measure(&self, measure: Measure, paragraph: usize) -> (f32, f32) {
        let here = if self.measures_here.0 == paragraph { self.measures_here.1.share(&measure) } else { 0.0 };
        (self.measures.share(&measure), here)
    }

    /// The part of the figures of trade so far that are stated so firmly.
    pub fn told_as(&self, status: Status) -> f32 {
        self.statuses.share(&status)
    }

    /// The part of the figures of trade for a period so far that are stated so firmly.
    pub fn told_as_for(&self, status: Status, period: Option<Period>) -> f32 {
        self.dated.share_of(|(other, _)| *other == period, &(period, status))
    }

    /// The part of the figures of a measure so far that are for these goods.
    pub fn told_of_as(&self, goods: Option<&str>, measure: Measure) -> f32 {
        self.goods_of.share_of(|(other, _)| *other == measure, &(measure, goods.map(stem)))
    }

    /// The part of the figures of trade so far that are for these goods.
    pub fn told_of(&self, goods: Option<&str>) -> f32 {
        self.goods.share(&goods.map(stem))
    }
}

/// Whether a period is the year, month or quarter before another, or the same days of the year before.
fn is_just_before(period: Period, main: Period) -> bool {
    main.shift_years(-1) == Some(period) || main.previous() == Some(period)
}

/// Two parties in order of code.
fn pair(a: Option<Place>, b: Option<Place>) -> Pair {
    if a.map(Place::code) <= b.map(Place::code) { (a, b) } else { (b, a) }
}
