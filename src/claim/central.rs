//! The country that a report is about.

use super::called;
use super::measure::flag;
use super::record::Reach;
use super::relation::ranks;
use super::score::{Candidate, Scored, features};
use super::standing::Standing;
use super::told::{Part, Told};
use super::topic::{LOOKED_AT, is_filed_from, speaks};
use crate::lexicon::{Cue, Link, PlaceForm};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions, PlaceMention};
use crate::value::flow::Measure;
use crate::value::place::{Place, PlaceKind};

/// What is known of the places of a document.
pub(super) struct Asked<'a, 'l> {
    pub body: (&'a Scan<'l>, &'a Mentions<'l>),
    /// By how much is said of each.
    pub ranked: &'a [(Place, f32)],
    /// How often each owns a flow, and is the other side of one.
    pub owners: &'a [(Place, f32)],
    pub partners: &'a [(Place, f32)],
    /// The home of the outlet; that, or else the place where the report was filed.
    pub stated: Option<Place>,
    pub home: Option<Place>,
    /// Whether the text speaks of 'the kingdom', 'the country'.
    pub speaks_of_home: bool,
    /// Whether it speaks of 'our exports'.
    pub is_ours: bool,
    /// The country in whose money most figures are.
    pub coin: Option<(Place, f32)>,
    pub title: (&'a Scan<'l>, &'a Mentions<'l>),
    pub standings: &'a [Standing],
    /// The sentence of its first figure of trade.
    pub told: &'a Told,
}

features! {
    said, log, owners, partners, coin, coin_other, coin_unnamed, stated, stated_home, stated_titled, home, home_titled, lead, region, led, office, titled_led, titled_owner, sells, city, capital, speech, opens, unnamed, first_sentence, called, has_partner, is_partner, origin, stated_ours, stated_shy, stated_unnamed, home_shy, told_own, told_other, told_named,
}

pub(super) type Candidates = Vec<Candidate<Place, Features>>;

/// Places that can be it: those that most is said of, and those that something points to whether named or not.
const RANKED: usize = 6;

/// The countries that the report may be about, with the points of each.
pub(super) fn candidates(asked: &Asked, weights: &Features) -> Candidates {
    let lead = subject_of_lead(asked);
    let coin = asked.coin.map(|(place, _)| place);
    let mut places: Vec<Place> = asked.ranked.iter().take(RANKED).map(|(place, _)| *place).collect();
    for known in [coin, asked.stated, asked.home, lead].into_iter().flatten() {
        if !places.contains(&known) {
            places.push(known);
        }
    }
    let scored = |place: &Place| {
        let features = traits(asked, *place, lead);
        Candidate { score: features.score(weights), ..Candidate::silent(*place, Reach::Document, features) }
    };
    places.iter().map(scored).collect()
}

/// What speaks for a place as the country that the report is about.
fn traits(asked: &Asked, place: Place, lead: Option<Place>) -> Features {
    let part =
        |of: &[(Place, f32)], place: Place| of.iter().find(|(other, _)| *other == place).map_or(0.0, |found| found.1);
    let top = asked.ranked.first().map_or(1.0, |(_, weight)| *weight);
    let weight = part(asked.ranked, place);
    let (stated, home) = (asked.stated == Some(place), asked.home == Some(place) && asked.stated != Some(place));
    let coin = asked.coin.filter(|(coin, _)| *coin == place);
    let standing = asked.standings.iter().find(|standing| standing.place == place);
    let titled = standing.is_some_and(|standing| standing.titled);
    let mut f = Features {
        said: weight / top,
        log: (1.0 + weight).ln(),
        owners: part(asked.owners, place),
        partners: part(asked.partners, place),
        coin: coin.map_or(0.0, |(_, share)| share),
        coin_other: flag(asked.coin.is_some() && coin.is_none()),
        // The outlet's country counts for more than the place where a wire report was filed, and most where the text
        // calls it 'the kingdom' and does not name it.
        stated: flag(stated),
        stated_home: flag(stated && asked.speaks_of_home),
        stated_titled: flag(stated && titled),
        home: flag(home),
        home_titled: flag(home && titled),
        lead: flag(lead == Some(place)),
        // Whole regions are rarely what a report of trade is about.
        region: flag(place.kind() == PlaceKind::Region),
        sells: standing.map_or(0.0, |standing| standing.sides().0),
        ..Features::default()
    };
    f.called = called::fits(asked.body.0, &asked.body.1.cues, place);
    f.stated_ours = f.stated * flag(asked.is_ours);
    (f.stated_shy, f.home_shy) = (f.stated * (1.0 - f.said), f.home * (1.0 - f.said));
    let part = asked.told.part(asked.body.0, asked.body.1, place);
    f.told_own = flag(part == Part::Own);
    f.told_other = flag(part == Part::Other);
    f.told_named = flag(part == Part::Named);
    of_title(asked.title, place, &mut f);
    of_partners(asked.title, usize::MAX, place, &mut f);
    let lead = asked.body.0.sentences.get(2).map_or(usize::MAX, |sentence| sentence.tokens.start);
    of_partners(asked.body, lead, place, &mut f);
    of_mentions(asked, place, &mut f);
    f
}

/// 'Exports to Chad soar' is a report of another country's trade, 'Chad's exports soar' one of its own.
fn of_title((scan, title): (&Scan, &Mentions), place: Place, f: &mut Features) {
    for mention in title.places.iter().filter(|mention| mention.place == place) {
        let led = matches!(scan.link_before(mention.first), Some(Link::To | Link::From | Link::With));
        f.titled_led = f.titled_led.max(flag(led));
        let owns = title.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::Measure { measure, .. } if measure.is_trade())
                && (mention.end..mention.end + 4).contains(&cue.first)
        });
        f.titled_owner = f.titled_owner.max(flag(owns));
    }
}

/// 'Chad remains Mali's main trade partner', 'the top market for Malian exporters' are reports of Mali's trade; so are
/// 'exports from Mali to Chad'.
fn of_partners((scan, found): (&Scan, &Mentions), end: usize, place: Place, f: &mut Features) {
    let opening = &found.places[..found.places.partition_point(|mention| mention.first < end)];
    let has_partner = |mention: &PlaceMention| {
        let owns = scan.is(mention.end, &["'s", "’s", "'", "’"]);
        let partner = owns && is_partner(scan, mention.end + 1);
        let market = mention.first.checked_sub(2).is_some_and(|noun| scan.trader(noun) == Some(Link::To));
        partner || (market && scan.is(mention.first - 1, &["for", "of"]))
    };
    for (at, mention) in opening.iter().enumerate() {
        if has_partner(mention) {
            f.has_partner = f.has_partner.max(flag(mention.place == place));
            let subject = at.checked_sub(1).map(|before| &opening[before]);
            let is_subject = subject.is_some_and(|own| own.place == place && scan.link_before(own.first).is_none());
            f.is_partner = f.is_partner.max(flag(is_subject && mention.place != place));
        }
        if mention.place == place && scan.link_before(mention.first) == Some(Link::From) {
            let link = mention.first - 1 - usize::from(scan.is(mention.first - 1, &["the"]));
            let at = found.cues.partition_point(|cue| cue.end < link);
            let of_sales = found.cues[at..].iter().take_while(|cue| cue.first < link).any(|cue| {
                matches!(cue.cue, Cue::Measure { measure: Measure::Exports, strength: 2.., .. }) && cue.end == link
            });
            f.origin = f.origin.max(flag(of_sales));
        }
    }
}

/// 'main trade partner', 'third-largest customer': who trades with the one before.
fn is_partner(scan: &Scan, noun: usize) -> bool {
    let ranks = ranks(scan, noun);
    let trade = usize::from(scan.is(noun + ranks, &["trade", "trading", "export", "import"]));
    let at = noun + ranks + trade;
    scan.is(at, &["partner", "partners"]) || (ranks > 0 && scan.trader(at).is_some())
}

/// How the text names a place: as one of several others behind 'to' or beside a figure, by its cities, as who speaks,
/// with offices that count trade.
fn of_mentions(asked: &Asked, place: Place, f: &mut Features) {
    let (scan, found) = asked.body;
    let first = scan.sentences.first().map_or(0, |sentence| sentence.tokens.end);
    let mut all = 0.0;
    for mention in found.places.iter().take(LOOKED_AT).filter(|mention| mention.place == place) {
        all += 1.0;
        match mention.form {
            PlaceForm::City => f.city += 1.0,
            PlaceForm::Capital | PlaceForm::Government => f.capital += 1.0,
            _ => {}
        }
        let figure = found.quantities.partition_point(|figure| figure.first < mention.end);
        let beside = found.quantities.get(figure).is_some_and(|figure| figure.first - mention.end <= 2);
        let led = matches!(scan.link_before(mention.first), Some(Link::To | Link::From | Link::With));
        f.led += flag(beside || led);
        f.speech += flag(speaks(found, mention));
        let sentence = scan.sentences.partition_point(|sentence| sentence.tokens.end <= mention.first);
        f.opens += flag(scan.sentences.get(sentence).is_some_and(|own| mention.first <= own.tokens.start + 1));
        if mention.first < first && !is_filed_from(scan, mention) {
            f.first_sentence = 1.0;
        }
        let noun = mention.end + usize::from(scan.is(mention.end, &["'s", "’s"]));
        let counts =
            |at: usize| scan.is(at, &["customs", "statistics", "statistical", "central", "national", "reserve"]);
        if (noun..noun + 3).any(counts) || mention.first.checked_sub(2).is_some_and(counts) {
            f.office = 1.0;
        }
    }
    if all == 0.0 {
        f.unnamed = 1.0;
        f.stated_unnamed = f.stated;
        // A text in the money of a country that it does not name is written at home.
        f.coin_unnamed = f.coin;
        return;
    }
    for part in [&mut f.city, &mut f.capital, &mut f.led, &mut f.speech, &mut f.opens] {
        *part /= all;
    }
}

/// The place that the lead speaks of first beside a word of trade: 'South Korea returned to a trade surplus'.
fn subject_of_lead(asked: &Asked) -> Option<Place> {
    let (scan, found) = asked.body;
    let end = scan.sentences.get(1).or(scan.sentences.first())?.tokens.end;
    let is_trade =
        |cue: &CueMention| matches!(cue.cue, Cue::Measure { measure, strength: 2.., .. } if measure.is_trade());
    if !found.cues.iter().take_while(|cue| cue.first < end).any(is_trade) {
        return None;
    }
    let subject = |place: &&PlaceMention| {
        let link = scan.link_before(place.first);
        link.is_none() && !place.ambiguous && !is_filed_from(scan, place) && !speaks(found, place)
    };
    found.places.iter().take_while(|place| place.first < end).find(subject).map(|place| place.place)
}
