//! Whether a figure is a claim at all: rates of exchange and of interest, stakes and prices of shares are none.

use super::measure::flag;
use super::parallel::Run;
use super::record::Reach;
use super::score::{Candidate, features};
use super::spoken::Spoken;
use super::view::View;
use super::wording::{Class, Classed, Setting};
use crate::lexicon::{Cue, CurrencyForm, Excluded, Sense};
use crate::mention::quantity::Quantity;
use rust_decimal::Decimal;

features! {
    amount, percent, physical, beside, beside_far, beside_clause, dropped, dropped_joint, dropped_before, kept, kept_joint,
    trade, trade_near, trade_clause, other, goods, small, small_percent, many_places, slash, currency, currency_near,
    of_total, changed, density, excluded_share, borrowed, kept_before, kept_change,
}

/// A figure that is no claim, and of which sort it is; or one that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Admitted {
    pub is_claim: bool,
    sort: Sort,
}

/// Words speak otherwise of money than of per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Money,
    Percent,
    Physical,
}

/// Names of the sorts, as the wording file has them.
pub(super) const SORTS: &[&str] = &["money", "percent", "physical", "claim"];

impl Classed for Admitted {
    fn class(&self, _: bool, _: &Setting) -> Class {
        [Some(if self.is_claim { SORTS.len() - 1 } else { self.sort as usize }), None, None, None]
    }
}

pub(super) type Candidates = Vec<Candidate<Admitted, Features>>;

/// What became of the figure before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub sentence: usize,
    pub end: usize,
    pub is_percent: bool,
    pub is_claim: bool,
}

/// The figure as a claim, and as none.
pub(super) fn candidates(view: &View, figure: &Quantity, before: Option<Before>, spoken: &Spoken) -> Candidates {
    let sort = match (figure.is_percent(), figure.is_money()) {
        (true, _) => Sort::Percent,
        (_, true) => Sort::Money,
        _ => Sort::Physical,
    };
    let here = (figure.first, figure.end);
    let mut f = Features {
        amount: flag(sort == Sort::Money),
        percent: flag(sort == Sort::Percent),
        physical: flag(sort == Sort::Physical),
        borrowed: flag(figure.shared),
        density: spoken.density,
        excluded_share: spoken.excluded,
        slash: flag(view.is(figure.end, &["/"]) || view.before(figure.first, 1, &["/"])),
        ..Features::default()
    };
    let words = beside(view, figure, here, &mut f);
    if let Some(before) = before.filter(|before| before.is_percent == figure.is_percent()) {
        let same = before.sentence == view.sentence;
        let joint = same && view.joint(before.end, figure.first);
        f.dropped = flag(same && !before.is_claim);
        f.dropped_joint = flag(joint && !before.is_claim);
        f.dropped_before = flag(before.sentence + 1 == view.sentence && !before.is_claim);
        f.kept = flag(same && before.is_claim);
        // 'Its arms exports fell by 7 per cent. France raised its own by 27 per cent.'
        f.kept_before = flag(before.sentence + 1 == view.sentence && before.is_claim);
        f.kept_joint = flag(joint && before.is_claim);
    }
    measured(view, figure, here, &mut f);
    if sort == Sort::Money {
        let small = figure.value < Decimal::ONE_THOUSAND;
        f.small = flag(small);
        f.many_places = flag(small && figure.precision < Decimal::new(1, 2));
        let other = other_currency(view, figure);
        f.currency = flag(other.is_some());
        f.currency_near = flag(other.is_some_and(|at| View::distance(here, (at, at + 1)) <= 8));
    }
    f.kept_change = (f.kept + f.kept_before) * flag(view.before(figure.first, 1, &["by"]));
    f.small_percent = flag(sort == Sort::Percent && figure.precision < Decimal::new(1, 1));
    f.of_total = flag(sort == Sort::Percent && view.is(figure.end, &["of"]));
    let none = Candidate { words, ..Candidate::silent(Admitted { is_claim: false, sort }, Reach::Clause, f) };
    vec![Candidate::silent(Admitted { is_claim: true, sort }, Reach::Default, Features::default()), none]
}

/// Words that say of figures beside them that they are no claims.
fn beside(view: &View, figure: &Quantity, here: Run, f: &mut Features) -> Option<Run> {
    let kind = if figure.is_percent() { Excluded::Percent } else { Excluded::Money };
    let cues = view.cues.iter().filter(|mention| matches!(mention.cue, Cue::Excluded(of) if *of == kind));
    let mut words = None;
    for mention in cues {
        let there = (mention.first, mention.end);
        let near = View::distance(here, there) <= 4;
        let open = view.boundaries(here, there) < 2.0 && view.figures_between(here, there) == 0;
        match (near, open) {
            (true, true) => f.beside = 1.0,
            (false, true) => f.beside_clause = 1.0,
            _ => f.beside_far = 1.0,
        }
        if words.is_none() || (near && open) {
            words = Some(there);
        }
    }
    words
}

/// Words of measure and goods of the sentence.
fn measured(view: &View, figure: &Quantity, here: Run, f: &mut Features) {
    for cue in view.measure_cues() {
        let there = (cue.first, cue.end);
        if !cue.measure.is_trade() {
            f.other = 1.0;
            continue;
        }
        f.trade = 1.0;
        if view.boundaries(here, there) < 2.0 {
            f.trade_clause = 1.0;
        }
        if View::distance(here, there) <= 5 && view.figures_between(here, there) == 0 {
            f.trade_near = 1.0;
        }
    }
    f.goods = flag(view.goods.iter().any(|goods| !goods.all));
    f.changed = flag(view.change_cues().any(|(first, end, ..)| {
        View::distance(here, (first, end)) <= 2 && view.figures_between(here, (first, end)) == 0 && end <= figure.first
    }));
}

/// The name of a currency that no number stands with: 'the dollar opened at 145 yen'.
fn other_currency(view: &View, figure: &Quantity) -> Option<usize> {
    (view.first..view.end).find(|at| {
        let name = view.scan.hits(*at).iter().any(|hit| {
            hit.end == at + 1
                && matches!(hit.sense, Sense::Currency { form: CurrencyForm::Name | CurrencyForm::Bare, .. })
        });
        let in_figure = view.quantities.iter().any(|quantity| (quantity.first..quantity.end).contains(at));
        name && !in_figure && !view.before(*at, 1, &["US", "us"]) && *at != figure.end
    })
}
