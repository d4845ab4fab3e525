//! Which words say what a figure measures.

mod idle;
mod two;
mod unsaid;

use self::unsaid::{carriers_here, is_physical, is_unfit, open};
use super::anaphora;
use super::record::Reach;
use super::score::{Candidate, features};
use super::spoken::Spoken;
use super::story::Settled;
use super::view::{MeasureCue, View};
use crate::lexicon::{Cue, Link, Reference};
use crate::mention::quantity::Quantity;
use crate::value::flow::Measure;
use crate::value::unit::Unit;
use rust_decimal::Decimal;

/// A measure and, where it stands in the sentence, the word that says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'l> {
    pub measure: Measure,
    /// Sign of a balance; 0 where the word leaves it open.
    pub sign: i8,
    pub cue: Option<MeasureCue<'l>>,
}

/// The same measure, whatever word says it.
impl PartialEq for Choice<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.measure == other.measure
    }
}

/// Below which money is hardly the trade of a country.
const CHEAP: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

features! {
    strength, distance, boundary, figure_between, adjacent_after, of_after, after, verb, mass_freight, money_freight, percent_other, parallel, carried, carried_bracket, carried_apart, carried_paragraph, title, default, mass_default, headed, other_measure, balance_mass, nearest_before, cue_between, spoken, share, since, same_as_before, dominated, sum, sum_linked, excess, carried_joint, overruled, account, account_other, density, generic, passive_after, carried_other, other_density, default_density, opposite, taken_after, subject, default_grew, default_growth, leads, weak, weak_share, goods_same, goods_turned, carried_cued, section, section_other, unfit, production_money, fronted, carried_part, carried_anaphora, small_trade, small_price, other_spoken, default_spoken, company, company_here, default_company, container, carriers, carriers_trade, dated, had_before, beside_freight, beside_production, beside_price, beside_share, beside_money, open_freight, open_investment, open_finance, open_production, open_tariff, open_percent, other_mass, last_said, last_said_pronoun, alone_said, open_trade, open_flow, summed, carriers_here, later_clause,
}

pub(super) type Candidates<'l> = Vec<Candidate<Choice<'l>, Features>>;

/// Every measure that could be meant: of the words of the sentence, of the figure before, of the title, and `other`.
/// `summed` is what it would be as a sum or a difference of figures around it.
pub(super) fn candidates<'l>(
    view: &View<'_, 'l>,
    figure: &Quantity,
    previous: Option<&Settled>,
    title: Option<Measure>,
    parallel: Option<(usize, usize)>,
    summed: Option<Measure>,
    spoken: &Spoken,
) -> Candidates<'l> {
    let mut all: Candidates = Vec::new();
    let unit = figure.plain_reading().unit;
    let physical = !unit.is_money() && unit != Unit::Percent;
    let is_account = spoken.is_account(figure.first);
    let goods = spoken.flows_of(view, figure);
    let section = spoken.heading(view.first);
    let is_carried = carriers_here(view, figure);
    let claimed = view.measure_cues().find(|cue| {
        let mut f = Features::default();
        if cue.first >= figure.end {
            after(view, figure, cue, &mut f);
        }
        f.adjacent_after > 0.0 || is_governed(view, figure, cue)
    });
    let nearest = view.measure_cues().filter(|cue| cue.end <= figure.first).map(|cue| cue.first).last();
    for cue in view.measure_cues() {
        if cue.first < figure.end && figure.first < cue.end {
            continue;
        }
        let (here, there) = ((figure.first, figure.end), (cue.first, cue.end));
        let mut f = Features::default();
        f.strength = f32::from(cue.strength);
        f.distance = (1.0 + View::distance(here, there) as f32).ln();
        f.boundary = view.boundaries(here, there);
        f.figure_between = view.figures_between(here, there) as f32;
        if cue.first >= figure.end {
            after(view, figure, &cue, &mut f);
        }
        f.leads = flag(cue.end <= figure.first && leads_figure(view, &cue) && view.figures_between(here, there) == 0);
        f.taken_after = flag(cue.first >= figure.end && leads_figure(view, &cue));
        f.subject = flag(is_subject(view, &cue, figure));
        f.fronted = flag(is_fronted(view, figure, &cue));
        f.verb = flag(cue.verb);
        f.dated = flag(idle::is_dated(view, &cue));
        f.had_before = flag(idle::is_had_before(view, figure, &cue));
        f.section = flag(section == Some(cue.measure));
        f.section_other = flag(section.is_some_and(|section| section != cue.measure));
        f.mass_freight = flag(physical && cue.measure == Measure::Freight);
        f.money_freight = flag(unit.is_money() && cue.measure == Measure::Freight);
        f.percent_other = flag(unit == Unit::Percent && !cue.measure.is_trade());
        f.parallel = match parallel {
            Some(place) if place == there => 1.0,
            Some(_) if cue.end <= figure.first => -1.0,
            _ => 0.0,
        };
        f.other_measure = flag(!cue.measure.is_trade());
        f.other_density = f.other_measure * spoken.density;
        f.balance_mass = flag(physical && cue.measure == Measure::Balance);
        f.nearest_before = flag(nearest == Some(cue.first));
        f.cue_between = view.cues_between(here, there) as f32;
        f.share = spoken.share(cue.measure);
        f.title = flag(title == Some(cue.measure));
        f.weak = flag(cue.strength == 1);
        f.weak_share = f.weak * f.share;
        (f.goods_same, f.goods_turned) = goods.of(cue.measure);
        f.same_as_before = flag(previous.is_some_and(|previous| previous.measure == cue.measure));
        f.overruled = flag(claimed.is_some_and(|claimed| claimed.first != cue.first) && cue.end <= figure.first);
        let generic = cue.measure == Measure::Balance && cue.strength < 3;
        f.generic = flag(generic);
        f.account = flag(generic && is_account);
        if generic && is_account {
            let value =
                Choice { measure: Measure::Other, sign: 0, cue: Some(MeasureCue { measure: Measure::Other, ..cue }) };
            let features = Features { account_other: 1.0, account: 0.0, ..f };
            all.push(Candidate::said(value, there, Reach::Clause, features));
        }
        // 'a deficit of $18 bn in its trade with': what is behind says of what the balance is.
        let behind = cue.measure == Measure::Trade && cue.first >= figure.end;
        f.dominated = flag(is_dominated(view, &cue) || (behind && balance_leads(view, figure)));
        let value = Choice { measure: cue.measure, sign: cue.sign, cue: Some(cue) };
        let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
        all.push(Candidate::said(value, there, reach, f));
    }
    all.extend(two::of_two_words(view, figure, nearest));
    all.extend(two::more_than(view, figure));
    if let Some(turned) = previous.and_then(|previous| opposite(view, figure, previous)) {
        let value = Choice { measure: turned, sign: 0, cue: None };
        let features = Features { opposite: 1.0, ..Features::default() };
        all.push(Candidate::silent(value, Reach::Sentence, features));
    }
    if let Some(previous) = previous {
        let mut f = Features::default();
        let apart = view.sentence - previous.sentence;
        f.carried = 1.0;
        f.carried_bracket = flag(apart == 0 && view.bracket(figure.first).is_some());
        f.carried_joint = flag(apart == 0 && view.joint(previous.end, figure.first));
        f.carried_apart = (apart.min(6)) as f32;
        f.carried_paragraph = flag(view.paragraph != previous.paragraph);
        f.headed = flag(all.is_empty());
        f.carried_part = flag(anaphora::is_part(view, figure));
        f.carried_anaphora = flag(anaphora::is_anaphora(view, figure));
        f.carried_cued = flag(anaphora::is_said_since(view, figure, previous));
        f.section = flag(section == Some(previous.measure));
        f.section_other = flag(section.is_some_and(|section| section != previous.measure));
        f.other_measure = flag(!previous.measure.is_trade());
        f.share = spoken.share(previous.measure);
        f.title = flag(title == Some(previous.measure));
        (f.goods_same, f.goods_turned) = goods.of(previous.measure);
        f.carried_other = f.other_measure;
        f.other_density = f.other_measure * spoken.density;
        f.balance_mass = flag(physical && previous.measure == Measure::Balance);
        let value = Choice { measure: previous.measure, sign: previous.balance_sign, cue: None };
        let reach = if apart == 0 { Reach::Sentence } else { Reach::Earlier };
        all.push(Candidate::silent(value, reach, f));
    }
    let last = spoken.last(view);
    let is_pronoun = anaphora::stands_for_word(view, figure);
    // What is carried is counted by weight first: see below.
    for (measure, share) in spoken.shares().filter(|(measure, _)| !physical || *measure != Measure::Freight) {
        let is_last = last.is_some_and(|(last, _)| last == measure);
        let (goods_same, goods_turned) = goods.of(measure);
        let features = Features {
            goods_same,
            goods_turned,
            section: flag(section == Some(measure)),
            section_other: flag(section.is_some_and(|section| section != measure)),
            spoken: 1.0,
            share,
            since: (1.0 + spoken.since(measure, figure.first, view) as f32).ln(),
            title: flag(title == Some(measure)),
            headed: flag(all.iter().all(|candidate| candidate.words.is_none())),
            balance_mass: flag(physical && measure == Measure::Balance),
            density: spoken.density,
            last_said: flag(is_last),
            last_said_pronoun: flag(is_last && is_pronoun),
            alone_said: flag(is_last && last.is_some_and(|(_, alone)| alone)),
            same_as_before: flag(previous.is_some_and(|previous| previous.measure == measure)),
            ..Features::default()
        };
        all.push(Candidate::silent(Choice { measure, sign: 0, cue: None }, Reach::Document, features));
    }
    for (measure, share) in &spoken.beside {
        if *measure == Measure::Price || physical == is_physical(*measure) {
            let features = Features {
                beside_freight: flag(*measure == Measure::Freight),
                beside_production: flag(*measure == Measure::Production),
                beside_price: flag(*measure == Measure::Price),
                beside_money: flag(*measure != Measure::Price && !is_physical(*measure)),
                beside_share: *share,
                headed: flag(all.iter().all(|candidate| candidate.words.is_none())),
                title: flag(title == Some(*measure)),
                ..Features::default()
            };
            let value = Choice { measure: *measure, sign: 0, cue: None };
            all.push(Candidate::silent(value, Reach::Document, features));
        }
    }
    if unit == Unit::Teu {
        let value = Choice { measure: Measure::Freight, sign: 0, cue: None };
        all.push(Candidate::silent(value, Reach::Default, Features::default()));
    }
    let is_small = unit.is_money() && figure.value < CHEAP;
    if is_small {
        let value = Choice { measure: Measure::Price, sign: 0, cue: None };
        all.push(Candidate::silent(value, Reach::Default, Features::default()));
    }
    let open = open(figure, unit, &all);
    all.extend(open);
    for candidate in &mut all {
        let measure = candidate.value.measure;
        candidate.features.small_trade = flag(is_small && measure.is_trade());
        candidate.features.small_price = flag(is_small && measure == Measure::Price);
        candidate.features.other_spoken = if measure.is_trade() { 0.0 } else { spoken.others };
        candidate.features.company = if measure.is_trade() { spoken.company } else { 0.0 };
        candidate.features.company_here = flag(view.company && measure.is_trade());
        candidate.features.container = flag(unit == Unit::Teu && measure == Measure::Freight);
        candidate.features.carriers_here = flag(is_carried && measure == Measure::Freight);
        candidate.features.summed = flag(summed == Some(measure));
        candidate.features.carriers = if measure == Measure::Freight { spoken.carriers } else { 0.0 };
        candidate.features.carriers_trade =
            if physical && measure.is_trade() && measure != Measure::Freight { spoken.carriers } else { 0.0 };
        candidate.features.other_mass = flag(physical && measure == Measure::Other);
        candidate.features.unfit = flag(is_unfit(measure, figure, unit));
        candidate.features.production_money = flag(unit.is_money() && measure == Measure::Production);
    }
    let mut f = Features::default();
    f.default = 1.0;
    f.default_density = spoken.density;
    f.default_spoken = spoken.others;
    f.mass_default = flag(physical);
    f.default_company = flag(view.company);
    f.default_grew = flag(unit == Unit::Percent && place_grew(view, figure));
    f.default_growth = flag(unit == Unit::Percent && bare_growth(view, figure));
    all.push(Candidate::silent(Choice { measure: Measure::Other, sign: 0, cue: None }, Reach::Default, f));
    all
}

/// 'At $4.7 billion, the deficit was': the figure opens the sentence and its word follows.
fn is_fronted(view: &View, figure: &Quantity, cue: &MeasureCue) -> bool {
    let start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
    start <= view.first + 2
        && view.before(start, 1, &["At", "at", "With", "with"])
        && cue.first > figure.end
        && view.is(figure.end, &[","])
        && cue.first - figure.end <= 4
}

/// The sign of a balance whose word leaves it open: of the nearest 'surplus' or 'deficit' in the same sentence.
pub(super) fn sign_of_balance(view: &View, figure: &Quantity) -> i8 {
    let here = (figure.first, figure.end);
    let signed = view.measure_cues().filter(|cue| cue.measure == Measure::Balance && cue.sign != 0);
    let near = |cue: &MeasureCue| {
        let there = (cue.first, cue.end);
        View::distance(here, there) + 4 * view.figures_between(here, there) + 2 * usize::from(cue.first >= figure.end)
    };
    signed.min_by_key(near).filter(|cue| near(cue) <= 16).map_or(0, |cue| cue.sign)
}

/// 'the gap between exports and imports', 'a surplus in trade': a word of balance or trade governs the words in its phrase.
fn is_dominated(view: &View, cue: &MeasureCue) -> bool {
    view.measure_cues().any(|head| {
        let phrase = head.end..cue.first;
        matches!(head.measure, Measure::Balance | Measure::Trade)
            && !head.verb
            && head.end < cue.first
            && phrase.len() <= 7
            && view
                .scan
                .link(head.end)
                .is_some_and(|link| matches!(link, Link::Between | Link::Of | Link::In | Link::With))
            && phrase.clone().all(|i| !view.scan.is_mark(i) || view.is(i, &["'", "’", "-"]))
            && view.figures_between((head.first, head.end), (cue.first, cue.end)) == 0
            && !view.change_cues().any(|(first, _, _, verb)| verb && phrase.contains(&first))
    })
}

/// 'in the opposite direction', 'moved the other way': the flow before, turned.
fn opposite(view: &View, figure: &Quantity, previous: &Settled) -> Option<Measure> {
    let turned = match previous.measure {
        Measure::Exports => Measure::Imports,
        Measure::Imports => Measure::Exports,
        _ => return None,
    };
    let here = (figure.first, figure.end);
    let said = view.cues.iter().any(|cue| {
        let there = (cue.first, cue.end);
        matches!(cue.cue, Cue::Reference(Reference::Opposite))
            && View::distance(here, there) <= 16
            && view.figures_between(here, there) == 0
            // 'cars moved the other way, losing 9%' speaks of the change, '$1bn worth moved the other way' of the flow.
            && (there.0 >= figure.end || !view.is(there.1 - 1, &["way"]))
            && (previous.sentence < view.sentence || there.0 > previous.end)
    });
    said.then_some(turned)
}

/// Whether a word leads a figure of its own right behind it: 'sales of Rs 94 billion', 'exports, $3bn'.
fn leads_figure(view: &View, cue: &MeasureCue) -> bool {
    // 'bought goods for Rs 94 billion': what is bought may stand between.
    let goods = |i: usize| view.goods.iter().any(|goods| goods.first <= i && i < goods.end);
    let small = |i: usize| {
        view.scan.is_function(i) || view.scan.is_mark(i) || view.scan.link(i).is_some() || (cue.verb && goods(i))
    };
    let next =
        view.quantities.iter().map(|other| other.bound.map_or(other.first, |(_, from, _)| from.min(other.first)));
    next.into_iter()
        .find(|first| *first >= cue.end)
        .is_some_and(|first| first - cue.end <= 3 && (cue.end..first).all(small))
}

/// '25.6 billion dlrs worth of exports', 'a 23% gain in car exports': a figure that is bound to its word by nothing but a
/// link, a word of change and what the goods are called.
fn is_governed(view: &View, figure: &Quantity, cue: &MeasureCue) -> bool {
    let gap = figure.end..cue.first;
    if cue.verb || !(1..=5).contains(&gap.len()) {
        return false;
    }
    let change = view.change_cues().find(|(first, ..)| *first == figure.end).map_or(figure.end, |(_, end, ..)| end);
    let worth = if view.is(change, &["worth", "value"]) { change + 1 } else { change };
    let small = |i: usize| view.is_goods(i) || view.goods.iter().any(|goods| (goods.first..goods.end).contains(&i));
    view.is(worth, &["of", "in"])
        && (worth == figure.end + 1 || change > figure.end || view.is(worth, &["of"]))
        && (worth + 1..cue.first).all(|i| small(i) || view.is(i, &["its", "the", "total", "their"]))
}

/// Whether a word of balance leads a figure: 'a deficit of $18 bn'.
fn balance_leads(view: &View, figure: &Quantity) -> bool {
    view.measure_cues().any(|cue| {
        cue.measure == Measure::Balance
            && cue.end <= figure.first
            && view.figures_between((cue.first, cue.end), (figure.first, figure.end)) == 0
            && leads_figure(view, &cue)
    })
}

/// Whether a word is the subject of the verb of change that the figure completes: 'exports of cars, too, recovered 5%'.
fn is_subject(view: &View, cue: &MeasureCue, figure: &Quantity) -> bool {
    let mut verbs =
        view.change_cues().filter(|(first, end, _, verb)| *verb && *first >= cue.end && *end <= figure.first);
    let Some((verb, ..)) = verbs.next() else { return false };
    let between = |other: &MeasureCue| !other.verb && other.first >= cue.end && other.first < verb;
    !cue.verb
        && !is_dominated(view, cue)
        && !view.measure_cues().any(|other| between(&other) && !is_dominated(view, &other))
}

/// 'the region grew by 5.5%', 'India will expand by 6%': what grows is the economy of a place.
fn place_grew(view: &View, figure: &Quantity) -> bool {
    let near =
        |(first, end, _, verb): &(usize, usize, i8, bool)| *verb && *end <= figure.first && figure.first - *first <= 6;
    let Some((verb, ..)) = view.change_cues().filter(near).last() else { return false };
    let mut at = verb;
    while view.before(
        at,
        1,
        &["to", "will", "would", "had", "has", "have", "also", "could", "should", "is", "was", "expected", "forecast"],
    ) {
        at -= 1;
    }
    let place = view
        .places
        .iter()
        .any(|place| place.end == at && !view.before(place.first, 1, &["to", "from", "with", "in", "of"]));
    place || view.before(at, 1, &["region", "economy", "economies", "country", "continent", "eurozone"])
}

/// 'growth of 4% in 2005': of what is not said.
fn bare_growth(view: &View, figure: &Quantity) -> bool {
    let start = figure.bound.map_or(figure.first, |(_, from, _)| from.min(figure.first));
    let said = |at: usize| {
        view.is(at, &["growth"]) && !view.before(at, 1, &["export", "import", "trade", "exports", "imports"])
    };
    let before = (start.saturating_sub(3)..start).any(said) && !view.is(figure.end, &["in"]);
    (before || said(figure.end)) && !view.measure_cues().any(|cue| cue.measure.is_trade() && cue.end <= figure.first)
}

/// A word behind the figure: right behind it ('dlr surplus'), joined to it ('in exports', 'worth of imports'), or further
/// on.
fn after(view: &View, figure: &Quantity, cue: &MeasureCue, f: &mut Features) {
    let mut between = figure.end..cue.first;
    let clean = between.clone().all(|i| !view.scan.is_mark(i) || view.scan.is(i, &["-", "'", "’"]));
    let link = between.clone().any(|i| view.is(i, &["of", "in", "worth", "for", "from", "on"]));
    let end = past_aside(view, figure.end);
    let near = view.figures_between((figure.first, end), (cue.first, cue.end)) == 0;
    // 'imports 30 bn against exports of 39 bn': what a figure is compared with is not what it measures.
    let verbal = between.any(|i| view.is(i, &["was", "were", "is", "while", "and", "but"]) || view.scan.is_base(i));
    // '$544m was earned from', '22.9 million tonnes has been sold abroad'.
    let passive = cue.verb
        && near
        && cue.first.saturating_sub(end) <= 8
        && cue.first > figure.end
        && view.before(cue.first, 1, &["was", "were", "been", "is", "be", "being", "are"]);
    f.passive_after = flag(passive);
    // 'jumped to «5 bn», of which exports were 3 bn': a word of a clause that has a figure of its own.
    let gap = figure.end..cue.first;
    let parts = gap.clone().any(|at| view.is(at, &[";", ",", "and", "while"]))
        && gap.clone().all(|at| !view.scan.is_number(at));
    let has_own = || {
        let next = view.quantities.iter().find(|other| other.first >= cue.end).map(|other| other.first);
        next.is_some_and(|next| !view.measure_cues().any(|other| other.first >= cue.end && other.first < next))
    };
    f.later_clause = flag(parts && near && has_own());
    match cue.first - figure.end {
        _ if passive => {}
        0..=3 if clean && !link && !cue.verb && !verbal => f.adjacent_after = 1.0,
        1..=6 if clean && link && near && !verbal => f.of_after = 1.0,
        _ => f.after = 1.0,
    }
}

/// The token after a bracket that opens at `at`, else `at`: '$544m (Shs1.9trn) was earned'.
pub(super) fn past_aside(view: &View, at: usize) -> usize {
    if !view.is(at, &["("]) {
        return at;
    }
    (at..(at + 8).min(view.end)).find(|i| view.is(*i, &[")"])).map_or(at, |close| close + 1)
}

pub(super) fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}
