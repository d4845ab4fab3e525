//! Which words say what a figure measures.

mod chain;
mod former;
mod idle;
mod sides;
mod sign;
mod silent;
mod stands;
mod two;
mod unsaid;

pub(super) use self::sides::actor;
pub(super) use self::sign::of_balance;
use self::silent::{carried, hinted, of_document};
pub(super) use self::stands::past_aside;
use self::stands::{after, balance_leads, is_dominated, is_fronted, is_governed, is_subject, leads_figure};
use self::unsaid::{bare_growth, carriers_here, is_unfit, open, place_grew, price_beside};
use super::record::Reach;
use super::relation::Related;
use super::score::{Candidate, features};
use super::spoken::{Flows, Spoken};
use super::story::{Settled, Story};
use super::topic::Topic;
use super::view::{MeasureCue, View};
use crate::mention::quantity::Quantity;
use crate::value::flow::{Kind, Measure};
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use std::cell::OnceCell;

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
    by_main, by_other, hint, hint_before, hint_between, hint_boundary, hint_distance, hint_free, hint_leads, hint_verb, carried_alike, carried_base, dealer_same, dealer_same_said, dealer_turned, dealer_turned_said,
    default_change, default_share, energy_freight, first_said, mass_production, mass_trade, opens, opens_said,
    participle, percent_balance, percent_freight, percent_money, percent_production, percent_trade, share_balance,
    share_production, told, told_here, told_here_said, told_said, turned, turned_main, turned_to, turned_verb, way_same,
    way_same_said, way_turned, way_turned_said,
    behind_list, carried_opposite, former, opposed, origin_same, origin_turned, price_here, price_open,
    back_both, back_one, bare_trade, carriers_said, chained, labelled, labelled_other, led_made, opposed_before, proceeds_told,
    takers_before_same, takers_before_turned, takers_same, takers_turned,
}

pub(super) type Candidates<'l> = Vec<Candidate<Choice<'l>, Features>>;

/// What is known of a figure when its measure is looked for.
pub(super) struct Asked<'a> {
    pub figure: &'a Quantity,
    pub kind: Kind,
    /// Whether it is only what another figure is compared with.
    pub is_base: bool,
    pub places: &'a [Related],
    pub topic: &'a Topic,
    pub story: &'a Story,
    pub spoken: &'a Spoken,
    /// The word that a list side by side gives it.
    pub parallel: Option<(usize, usize)>,
    /// What it would be as a sum or a difference of figures around it.
    pub summed: Option<Measure>,
}

/// Every measure that could be meant: of the words of the sentence, of the figure before, of the title, and `other`.
pub(super) fn candidates<'l>(view: &View<'_, 'l>, asked: &Asked) -> Candidates<'l> {
    let (figure, spoken) = (asked.figure, asked.spoken);
    let unit = figure.plain_reading().unit;
    let known = Known {
        unit,
        physical: !unit.is_money() && unit != Unit::Percent,
        goods: spoken.flows_of(view, figure),
        section: spoken.heading(view.first),
        previous: asked.story.previous.as_ref(),
        title: asked.topic.measure,
        nearest: view.measure_cues().filter(|cue| cue.end <= figure.first).map(|cue| cue.first).last(),
    };
    let mut all: Candidates = Vec::new();
    said(view, asked, &known, &mut all);
    all.extend(two::of_two_words(view, figure, known.nearest));
    all.extend(two::more_than(view, figure));
    all.extend(two::behind(view, figure));
    all.extend(former::former(view, figure, spoken));
    let turned = known.previous.and_then(|previous| former::opposite(view, figure, previous, spoken));
    if let Some(turned) = turned {
        let value = Choice { measure: turned, sign: 0, cue: None };
        let features = Features { opposite: 1.0, ..Features::default() };
        all.push(Candidate::silent(value, Reach::Sentence, features));
    }
    if let Some(previous) = known.previous {
        all.push(carried(view, asked, &known, previous, all.is_empty()));
    }
    of_document(view, asked, &known, &mut all);
    if unit == Unit::Teu {
        let value = Choice { measure: Measure::Freight, sign: 0, cue: None };
        all.push(Candidate::silent(value, Reach::Default, Features::default()));
    }
    if is_small(figure) {
        let value = Choice { measure: Measure::Price, sign: 0, cue: None };
        all.push(Candidate::silent(value, Reach::Default, Features::default()));
    }
    if price_beside(view, figure) {
        let value = Choice { measure: Measure::Price, sign: 0, cue: None };
        all.push(Candidate::silent(value, Reach::Default, Features { price_open: 1.0, ..Features::default() }));
    }
    let open = open(figure, unit, &all);
    all.extend(open);
    hinted(view, asked, &known, &mut all);
    common(view, asked, &known, &mut all);
    let mut f = Features::default();
    f.default = 1.0;
    f.default_density = spoken.density;
    f.default_spoken = spoken.others;
    f.mass_default = flag(known.physical);
    f.default_company = flag(view.company);
    f.default_grew = flag(unit == Unit::Percent && place_grew(view, figure));
    f.default_growth = flag(unit == Unit::Percent && bare_growth(view, figure));
    f.default_share = flag(unit == Unit::Percent && asked.kind == Kind::Share);
    f.default_change = flag(unit == Unit::Percent && asked.kind == Kind::Change);
    all.push(Candidate::silent(Choice { measure: Measure::Other, sign: 0, cue: None }, Reach::Default, f));
    all
}

/// What all candidates of one figure have in common.
struct Known<'a> {
    unit: Unit,
    /// Whether it is counted by weight, volume or the like.
    physical: bool,
    /// What the document says of the goods beside it.
    goods: Flows,
    /// What the heading above it names.
    section: Option<Measure>,
    previous: Option<&'a Settled>,
    /// What the title measures.
    title: Option<Measure>,
    /// Where the last word of measure before it stands.
    nearest: Option<usize>,
}

/// What the words of measure of the sentence say.
fn said<'l>(view: &View<'_, 'l>, asked: &Asked, known: &Known, all: &mut Candidates<'l>) {
    let (figure, spoken) = (asked.figure, asked.spoken);
    let is_account = spoken.is_account(figure.first);
    // 'exported 40% of its output': what is sold is made, and the figure is what is sold.
    let led = OnceCell::new();
    let is_led = |cue: &MeasureCue| {
        let is_behind = !cue.measure.is_trade() && cue.first >= figure.end;
        is_behind && *led.get_or_init(|| stands::is_led_by_verb(view, figure))
    };
    let claimed = view.measure_cues().find(|cue| {
        let mut f = Features::default();
        if cue.first >= figure.end {
            after(view, figure, cue, &mut f);
        }
        (f.adjacent_after > 0.0 || f.participle > 0.0 || is_governed(view, figure, cue)) && !is_led(cue)
    });
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
        f.led_made = flag(is_led(&cue));
        f.taken_after = flag(cue.first >= figure.end && leads_figure(view, &cue));
        f.subject = flag(is_subject(view, &cue, figure));
        f.fronted = flag(is_fronted(view, figure, &cue));
        f.verb = flag(cue.verb);
        f.dated = flag(idle::is_dated(view, &cue));
        f.had_before = flag(idle::is_had_before(view, figure, &cue));
        f.mass_freight = flag(known.physical && cue.measure == Measure::Freight);
        f.money_freight = flag(known.unit.is_money() && cue.measure == Measure::Freight);
        f.percent_other = flag(known.unit == Unit::Percent && !cue.measure.is_trade());
        f.parallel = match asked.parallel {
            Some(place) if place == there => 1.0,
            Some(_) if cue.end <= figure.first => -1.0,
            _ => 0.0,
        };
        f.nearest_before = flag(known.nearest == Some(cue.first));
        f.cue_between = view.cues_between(here, there) as f32;
        f.weak = flag(cue.strength == 1);
        f.weak_share = f.weak * spoken.share(cue.measure);
        f.same_as_before = flag(known.previous.is_some_and(|previous| previous.measure == cue.measure));
        f.overruled = flag(claimed.is_some_and(|claimed| claimed.first != cue.first) && cue.end <= figure.first);
        f.behind_list = flag(cue.first >= figure.end && stands::is_behind_list(view, figure, &cue));
        let generic = cue.measure == Measure::Balance && cue.strength < 3;
        // 'a surplus on services' is one of trade, whatever account was spoken of.
        let is_account = is_account && !idle::is_of_goods(view, &cue);
        f.generic = flag(generic);
        f.account = flag(generic && is_account);
        leaning(known, spoken, cue.measure, &mut f);
        if generic && is_account {
            let value =
                Choice { measure: Measure::Other, sign: 0, cue: Some(MeasureCue { measure: Measure::Other, ..cue }) };
            let features = Features { account_other: 1.0, account: 0.0, ..f };
            all.push(Candidate::said(value, there, Reach::Clause, features));
        }
        // 'a deficit of $18 bn in its trade with': what is behind says of what the balance is.
        let behind = cue.measure == Measure::Trade && cue.first >= figure.end;
        f.dominated = flag(is_dominated(view, &cue) || (behind && balance_leads(view, figure)));
        let reach = if f.boundary < 2.0 { Reach::Clause } else { Reach::Sentence };
        unsaid::bare_trade(view, &cue, &mut f);
        unsaid::proceeds(view, asked, &cue, &mut f);
        if let Some(candidate) = sides::told_by_other(view, asked, &cue, &mut f) {
            all.push(candidate);
        }
        let value = Choice { measure: cue.measure, sign: cue.sign, cue: Some(cue) };
        all.push(Candidate::said(value, there, reach, f));
    }
}

/// What title, heading and document say of a measure.
fn leaning(known: &Known, spoken: &Spoken, measure: Measure, f: &mut Features) {
    f.section = flag(known.section == Some(measure));
    f.section_other = flag(known.section.is_some_and(|section| section != measure));
    f.title = flag(known.title == Some(measure));
    f.share = spoken.share(measure);
    f.other_measure = flag(!measure.is_trade());
    f.other_density = f.other_measure * spoken.density;
    f.balance_mass = flag(known.physical && measure == Measure::Balance);
    (f.goods_same, f.goods_turned) = known.goods.of(measure);
}

/// What any candidate has by its measure alone.
fn common(view: &View, asked: &Asked, known: &Known, all: &mut Candidates) {
    let (figure, spoken, unit, physical) = (asked.figure, asked.spoken, known.unit, known.physical);
    let is_small = is_small(figure);
    let is_carried = carriers_here(view, figure);
    let is_priced = price_beside(view, figure);
    let turned = known.previous.and_then(|previous| former::opposite(view, figure, previous, spoken));
    let way = sides::led_way(view, asked);
    let origin = sides::origin(view, asked);
    let dealer = sides::dealer(view, asked);
    let takers = sides::takers(view, asked);
    let first = spoken.first(view);
    let opens = spoken.opens_paragraph(view);
    let percent = unit == Unit::Percent;
    let chain = chain::Chain::of(view, asked, unit);
    for candidate in all {
        let measure = candidate.value.measure;
        let is_said = candidate.words.is_some();
        let f = &mut candidate.features;
        f.small_trade = flag(is_small && measure.is_trade());
        f.small_price = flag(is_small && measure == Measure::Price);
        f.other_spoken = if measure.is_trade() { 0.0 } else { spoken.others };
        f.company = if measure.is_trade() { spoken.company } else { 0.0 };
        f.company_here = flag(view.company && measure.is_trade());
        f.container = flag(unit == Unit::Teu && measure == Measure::Freight);
        f.carriers_here = flag(is_carried && measure == Measure::Freight);
        f.summed = flag(asked.summed == Some(measure));
        f.carriers = if measure == Measure::Freight { spoken.carriers } else { 0.0 };
        f.carriers_trade =
            if physical && measure.is_trade() && measure != Measure::Freight { spoken.carriers } else { 0.0 };
        f.other_mass = flag(physical && measure == Measure::Other);
        f.unfit = flag(is_unfit(measure, figure, unit));
        f.production_money = flag(unit.is_money() && measure == Measure::Production);
        f.mass_trade = flag(physical && measure == Measure::Trade);
        f.mass_production = flag(physical && measure == Measure::Production);
        f.energy_freight = flag(unit == Unit::KilowattHour && measure == Measure::Freight);
        f.percent_trade = flag(percent && measure == Measure::Trade);
        f.percent_balance = flag(percent && measure == Measure::Balance);
        f.percent_freight = flag(percent && measure == Measure::Freight);
        f.percent_production = flag(percent && measure == Measure::Production);
        f.percent_money = flag(
            percent && matches!(measure, Measure::Finance | Measure::Investment | Measure::Tariff | Measure::Price),
        );
        f.share_balance = flag(asked.kind == Kind::Share && measure == Measure::Balance);
        f.share_production = flag(asked.kind == Kind::Share && measure == Measure::Production);
        let (told, told_here) = asked.story.told_measure(measure, view.paragraph);
        if is_said {
            (f.told_said, f.told_here_said) = (told, told_here);
            f.opens_said = flag(opens == Some(measure));
        } else {
            (f.told, f.told_here) = (told, told_here);
            f.opens = flag(opens == Some(measure));
            f.first_said = flag(first == Some(measure));
        }
        chain.mark(measure, is_said, f);
        f.carriers_said = f.carriers * flag(is_said);
        f.price_here = flag(is_priced && measure == Measure::Price);
        f.opposed = flag(turned.is_some_and(|turned| measure.opposite() == Some(turned)));
        // 'exports were $2bn, while fruit worth $1bn came the other way': the word is of the figure before.
        let is_of_previous = |previous: &Settled| {
            previous.sentence == view.sentence && candidate.words.is_some_and(|(_, end)| end <= previous.end)
        };
        f.opposed_before = f.opposed * flag(known.previous.is_some_and(is_of_previous));
        if let Some(own) = sides::of(measure, way, dealer) {
            own.mark(is_said, f);
        }
        if measure.opposite().is_some() {
            f.origin_same = flag(origin == Some(measure));
            f.origin_turned = flag(origin.is_some() && origin == measure.opposite());
            match takers {
                Some((way, false)) => (f.takers_same, f.takers_turned) = (flag(way == measure), flag(way != measure)),
                Some((way, true)) => {
                    (f.takers_before_same, f.takers_before_turned) = (flag(way == measure), flag(way != measure));
                }
                None => {}
            }
        }
    }
}

/// Whether it is so little money that it may be the price of one unit.
fn is_small(figure: &Quantity) -> bool {
    figure.plain_reading().unit.is_money() && figure.value < CHEAP
}

pub(super) fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}
