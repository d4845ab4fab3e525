//! What the sentences before say of parties: those of the figure before, and the subject that 'its' stands for.

use super::{Asked, Features, Role};
use crate::claim::measure::flag;
use crate::claim::relation::Related;
use crate::claim::score::Candidate;
use crate::claim::story::Two;
use crate::claim::view::View;
use crate::lexicon::{Cue, PlaceForm, Reference, WordKind};
use crate::mention::{CueMention, PlaceMention};
use crate::value::flow::Measure;
use crate::value::place::Place;

/// What speaks for the parties of the figure before: nothing since then has named others.
pub(super) struct Kept {
    /// In the same sentence, with no place and no word of measure between.
    unbroken: bool,
    /// In the sentence before, where this one has neither place nor word of measure, or only no place.
    silent: bool,
    placeless: bool,
    /// In the sentence before, where this one opens with 'it', 'of this'.
    anaphor: bool,
    /// In the same sentence, of what this one is compared with, or right before the bracket that it stands in.
    based: bool,
    bracketed: bool,
    /// In the same sentence or the one before.
    near: bool,
    /// Of the opposite flow, near.
    opposite: bool,
    /// Of the same flow, turned: '$3bn of tea, and sales in the other direction'.
    reversed: bool,
    /// Of the opposite flow, with no place named since: 'exports to Japan were $2bn, while imports were $1bn'.
    turned: bool,
}

impl Kept {
    pub fn of(view: &View, asked: &Asked) -> Option<Kept> {
        let previous = asked.story.previous.as_ref()?;
        let since = |first: usize| first >= previous.end && first < asked.figure.first;
        let same = previous.sentence == view.sentence;
        let open = !asked.places.iter().any(|place| since(place.mention.first))
            && !view.measure_cues().any(|cue| cue.measure.is_trade() && cue.strength >= 2 && since(cue.first));
        let unnamed = same && !asked.places.iter().any(|place| since(place.mention.first));
        let next = view.sentence - previous.sentence == 1;
        let opening = ["it", "this", "that", "these", "those", "they", "such"];
        let of = view.is(view.first, &["of"]) && view.is(view.first + 1, &opening);
        let opposite = previous.measure.opposite() == Some(asked.measure);
        let near = same || next;
        Some(Kept {
            near,
            based: unnamed && asked.is_base,
            bracketed: unnamed && in_bracket(view, previous.end, asked.figure.first),
            opposite: near && opposite,
            unbroken: same && open,
            silent: next && asked.places.is_empty() && asked.cue.is_none(),
            placeless: next && asked.places.is_empty() && asked.cue.is_some(),
            reversed: near
                && previous.measure == asked.measure
                && is_reversed(view, asked, if same { previous.end } else { view.first }),
            turned: near && opposite && !asked.places.iter().any(|place| since(place.mention.first)),
            anaphor: next && (of || view.is(view.first, &opening)),
        })
    }

    /// Marks a candidate that is what the figure before has.
    pub fn mark(&self, asked: &Asked, role: Role, candidate: &mut Candidate<Option<Place>, Features>) {
        let Some(previous) = asked.story.previous.as_ref() else { return };
        let (before, other) = match role {
            Role::Reporter => (previous.reporter, previous.partner),
            Role::Partner => (previous.partner, previous.reporter),
        };
        if let Some((measure, reporter, partner)) = previous.worded.filter(|_| self.near) {
            let worded = if role == Role::Reporter { reporter } else { partner };
            candidate.features.as_worded = flag(measure == asked.measure && worded == candidate.value);
            candidate.features.as_told = flag(measure == asked.measure && before == candidate.value);
        }
        // 'Japan bought $3bn of goods from the country and sold it $2bn': who acted in the words goes on acting.
        if let Some((measure, reporter, partner)) = previous.worded.filter(|_| self.near) {
            let worded = flag(candidate.value == if role == Role::Reporter { reporter } else { partner });
            candidate.features.as_acted = worded * flag(measure.opposite() == Some(asked.measure));
            candidate.features.as_acted_rest = worded * flag(asked.measure == Measure::Balance);
        }
        if self.opposite {
            // The seller is who sold before, whoever is told of.
            candidate.features.same_flow = flag(candidate.value.is_some() && other == candidate.value);
        }
        if self.reversed {
            candidate.features.reversed = flag(candidate.value == other) - flag(candidate.value == before);
        }
        if before != candidate.value {
            return;
        }
        let f = &mut candidate.features;
        f.same_unbroken = flag(self.unbroken);
        f.same_silent = flag(self.silent);
        f.same_placeless = flag(self.placeless);
        f.same_anaphor = flag(self.anaphor);
        f.same_turned = flag(self.turned);
        f.same_base = flag(self.based);
        f.same_bracket = flag(self.bracketed);
        let kept = self.unbroken || self.silent || self.placeless || self.anaphor || self.turned;
        f.none_kept = flag(before.is_none() && kept);
        // What was a guess is no ground for the next.
        let sure = previous.sure[usize::from(role == Role::Partner)];
        f.same_sure = sure;
        f.same_sure_kept = sure * flag(kept);
    }
}

/// '66% (a year before 69%)': a bracket opens right behind the figure before and closes behind this one.
fn in_bracket(view: &View, from: usize, to: usize) -> bool {
    to.saturating_sub(from) <= BRACKET && view.is(from, &["(", "["]) && !(from..to).any(|at| view.is(at, &[")", "]"]))
}

/// Tokens between two figures of which the second is in brackets.
const BRACKET: usize = 10;

/// The last figure that was told of two, and whether the sentence at hand stays with them.
pub(super) struct Focus {
    two: Two,
    gap: usize,
    /// In its paragraph.
    here: bool,
    /// No third place is named before the figure.
    stays: bool,
}

impl Focus {
    pub fn of(view: &View, asked: &Asked) -> Option<Focus> {
        let two = asked.story.pair?;
        let mut named = asked.places.iter().filter(|place| place.mention.end <= asked.figure.first);
        Some(Focus {
            two,
            gap: view.sentence - two.sentence,
            here: view.paragraph == two.paragraph,
            stays: named.all(|place| [two.reporter, two.partner].contains(&place.mention.place)),
        })
    }

    /// Marks a candidate that is one of the two: what is said next may go on about them, whatever was said of the world
    /// between.
    pub fn mark(
        &self,
        asked: &Asked,
        role: Role,
        reporter: Option<Place>,
        candidate: &mut Candidate<Option<Place>, Features>,
    ) {
        let (a, b) = (Some(self.two.reporter), Some(self.two.partner));
        let is_focus = match role {
            Role::Reporter => candidate.value == a || candidate.value == b,
            Role::Partner if reporter == a => candidate.value == b,
            Role::Partner => reporter == b && candidate.value == a,
        };
        if !is_focus {
            return;
        }
        let f = &mut candidate.features;
        f.focus = 1.0;
        f.focus_near = flag(self.gap <= 1);
        f.focus_paragraph = flag(self.here);
        f.focus_far = (1.0 + self.gap as f32).ln();
        f.focus_left = flag(!self.stays);
        f.focus_stays = flag(self.here && self.stays && self.gap <= 2);
        // 'Trade with Chad came to $3bn. Exports were $2bn.'
        let is_part = matches!(asked.measure, Measure::Exports | Measure::Imports | Measure::Balance);
        f.focus_split = f.focus_stays * flag(self.two.both_ways && is_part);
    }
}

/// 'in the other direction', said of the figure and no other.
fn is_reversed(view: &View, asked: &Asked, from: usize) -> bool {
    let here = (asked.figure.first, asked.figure.end);
    view.cues.iter().any(|cue| {
        let there = (cue.first, cue.end);
        matches!(cue.cue, Cue::Reference(Reference::Opposite))
            && there.0 >= from
            && View::distance(here, there) <= 12
            && view.figures_between(here, there) <= 1
    })
}

/// The place that 'its' before a word of measure stands for: the subject of the sentence, else of the one before.
pub(super) fn antecedent(view: &View, asked: &Asked) -> Option<Place> {
    let cue = asked.cue?;
    let home = |mention: &CueMention| {
        matches!(mention.cue, Cue::Reference(Reference::Home))
            && mention.end <= cue.first
            && cue.first - mention.end <= 3
    };
    let pronoun = view.cues.iter().find(|mention| home(mention) && view.is(mention.first, &["its"]))?;
    let subject = |place: &&Related| place.link.is_none() && place.mention.end <= pronoun.first;
    let own = asked.places.iter().find(subject).map(|place| place.mention.place);
    own.or_else(|| asked.seen.iter().rev().find(|seen| seen.near && !seen.led).map(|seen| seen.place))
}

/// The place that acts in the clause of a verb of trade, where a pronoun stands for it: 'it sold', 'they have been buying',
/// 'the Turkmens, who sent'.
pub(super) fn acting(view: &View, asked: &Asked) -> Option<Place> {
    let verb = asked.cue.filter(|cue| cue.verb)?;
    let from = verb.first.saturating_sub(VERB).max(view.first);
    let is_auxiliary = |at: usize| view.scan.is_function(at) || view.scan.is_kind(at, WordKind::Common);
    let pronoun = (from..verb.first).rev().find(|at| view.is(*at, &["it", "they", "he", "she", "who", "which"]))?;
    if !(pronoun + 1..verb.first).all(is_auxiliary) {
        return None;
    }
    if view.is(pronoun, &["who", "which"]) {
        let end = pronoun - usize::from(pronoun > view.first && view.is(pronoun - 1, &[","]));
        return asked.places.iter().find(|place| place.mention.end == end).map(|place| place.mention.place);
    }
    let subject = |place: &&Related| place.link.is_none() && place.mention.end <= pronoun;
    let own = asked.places.iter().rev().find(subject).map(|place| place.mention.place);
    own.or_else(|| asked.seen.iter().find(|seen| seen.near && !seen.led).map(|seen| seen.place))
}

/// Tokens between a pronoun and its verb.
const VERB: usize = 4;

/// The place that opens the paragraph, as what it is about: of the sentence of the figure, only what stands before that.
pub(super) fn opens_paragraph(view: &View) -> Option<Place> {
    let first = view.paragraph_first();
    let named = view.named_before();
    let from = named.partition_point(|place| place.first < first);
    let mut all = named[from..].iter().chain(view.places).take_while(|place| place.first < first + OPENING);
    let subject = |place: &&PlaceMention| {
        let link = view.scan.link_before(place.first);
        link.is_none() && !place.ambiguous && !place.place.is_world()
    };
    all.find(subject).map(|place| place.place)
}

/// Whether no other place is named between the start of the paragraph and the figure.
pub(super) fn is_alone_so_far(view: &View, figure: usize, own: Place) -> bool {
    let first = view.paragraph_first();
    let named = view.named_before();
    let from = named.partition_point(|place| place.first < first);
    let mut all = named[from..].iter().chain(view.places).take_while(|place| place.end <= figure);
    all.all(|place| place.place == own || place.ambiguous)
}

/// 'Libya - Trade came to $15 million. Exports were': the place that a paragraph puts before what it says, as a heading.
pub(in crate::claim) fn row_over(view: &View) -> Option<Place> {
    let first = view.paragraph_first();
    let named = view.named_before();
    let from = named.partition_point(|place| place.first < first);
    let place = named[from..].iter().chain(view.places).next().filter(|place| place.first <= first + 1)?;
    let is_item = place.first > first && view.scan.is(first, &["-", "–", "—", "•", "*"]);
    let is_led = place.first == first || is_item;
    // '• Riga: 41 million tonnes', but 'RIGA: The port said' is where a report was filed.
    let is_town = matches!(place.form, PlaceForm::Capital | PlaceForm::City) && is_item;
    let is_name = (is_town || matches!(place.form, PlaceForm::Name)) && !place.place.is_world();
    let dash = view.scan.is(place.end, &["-", "–", "—"]) && !view.scan.touches(place.end);
    (is_led && is_name && (dash || view.scan.is(place.end, &[":"]))).then_some(place.place)
}

/// 'Italy: Exports 2019 $20 million': the place of a row.
pub(super) fn row(view: &View) -> Option<Place> {
    let first = view.places.first().filter(|place| place.first == view.first && view.scan.is(place.end, &[":"]))?;
    Some(first.place)
}

/// 'Libya: Exports 2019 $15 million' behind 'Italy: Exports 2019 $20 million': the place of the row before, which has no part
/// in this one.
pub(super) fn row_before(view: &View) -> Option<Place> {
    let is_row = |place: &&PlaceMention, first: usize| place.first == first && view.scan.is(place.end, &[":"]);
    let own = row(view)?;
    let before = view.sentence.checked_sub(1).map(|before| view.scan.sentences[before].tokens.start)?;
    let mut named = view.named_before().iter().rev().take_while(|place| place.first >= before);
    let other = named.find(|place| is_row(place, before))?;
    (other.place != own).then_some(other.place)
}

/// Tokens at the start of a paragraph that its subject stands in.
const OPENING: usize = 8;
