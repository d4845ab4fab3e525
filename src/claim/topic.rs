//! What a document is about: its country, its pair, its day, its dollar.

use super::theme::{Theme, theme};
use crate::article::Article;
use crate::lexicon::{Cue, Lexicon, Link, PlaceForm, Reference};
use crate::mention::period::{Anchor, PeriodMention, When, Year};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions, PlaceMention, mentions};
use crate::value::flow::Measure;
use crate::value::period::Period;
use crate::value::place::Place;
use jiff::civil::Date;

/// What the document as a whole says.
#[derive(Debug, Clone, Default)]
pub(super) struct Topic {
    /// Day of publication.
    pub published: Option<Date>,
    /// The country of whom it is a domestic report.
    pub home: Option<Place>,
    /// Country spoken of most.
    pub main: Option<Place>,
    /// The two parties, where it is about two.
    pub pair: Option<(Place, Place)>,
    /// Whether title or lead names them together: 'trade between A and B'.
    pub is_pair_named: bool,
    /// What the title measures.
    pub measure: Option<Measure>,
    /// The period that the title names, days apart; else the first that the text names by itself.
    pub opening: Option<Period>,
    /// The goods that the title names.
    pub commodity: Option<String>,
    /// The goods spoken of most.
    pub theme: Option<Theme>,
    /// How often places stand as owners of a flow ('Turkish exports', 'imports by Turkey'), as a part of the most.
    pub owners: Vec<(Place, f32)>,
    /// How often places stand as the other side ('exports to Turkey', 'trade with Iran'), as a part of all such places.
    pub partners: Vec<(Place, f32)>,
    /// The part of the most frequent of them, less where only one or two are named at all: near 1 in a report about two.
    pub concentration: f32,
    /// Where such places stand: token and place, in order.
    pub links: Vec<(usize, Place)>,
}

impl Topic {
    /// How often a place owns a flow in the document, from 0 to 1 for the one that does most often.
    pub fn votes(&self, place: Place) -> f32 {
        self.owners.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, share)| *share)
    }

    /// How often a place is the other side of a flow, as a part of all that are.
    pub fn partner_votes(&self, place: Place) -> f32 {
        self.partners.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, share)| *share)
    }
}

/// Looks over a whole document once.
pub(super) fn topic(article: &Article, scan: &Scan, found: &Mentions, default: (Option<Date>, Option<Place>)) -> Topic {
    let published = article.published.or_else(|| stated_day(scan, found)).or(default.0);
    let dateline = dateline(scan, found);
    let home = article.home.or_else(|| outlet_home(article, scan.lexicon)).or(dateline).or(default.1);
    let title = article.title.as_deref().unwrap_or("");
    let title_scan = Scan::new(title, scan.lexicon);
    let title_found = mentions(&title_scan);
    let ranked = ranked(scan, found, &title_found, home);
    let main = ranked.first().map(|(place, _)| *place);
    let (pair, is_pair_named) = pair(scan, found, &title_scan, &title_found, &ranked);
    let measure = title_found.cues.iter().find_map(|cue| match cue.cue {
        Cue::Measure { measure, .. } if measure.is_trade() => Some(*measure),
        _ => None,
    });
    let commodity = title_found.goods.iter().find(|goods| !goods.all).filter(|_| measure.is_some());
    let commodity = commodity.map(|goods| title_scan.span(goods.first, goods.end).of(title).to_lowercase());
    let theme = theme(scan, found, &title_scan, &title_found);
    let owners = owners(scan, found);
    let mut links = links(scan, found);
    let main = central(&ranked, &owners, &partners(&links).0, home).or(main);
    links.retain(|(_, place)| Some(*place) != main.or(home));
    let (partners, concentration) = partners(&links);
    let opening = opening(&title_found, published).or_else(|| opening(found, published));
    Topic {
        published,
        home,
        main: main.or(home),
        pair,
        is_pair_named,
        measure,
        opening,
        commodity,
        theme,
        owners,
        partners,
        concentration,
        links,
    }
}

/// The day in 'First Published: Aug 20 2024', 'Last Updated', or an ISO date, in the first or last lines.
fn stated_day(scan: &Scan, found: &Mentions) -> Option<Date> {
    let lead = |at: usize| {
        (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|i| scan.is(i, &["published", "updated", "date", "posted", "dated"]))
        })
    };
    let day = |when: When| match when {
        When::Fixed(period) if period.from == period.to => Some(period.from),
        When::Days { year: Year::Said(_), first, last, .. } if first == last => {
            when.resolve(&Anchor::default()).map(|period| period.from)
        }
        _ => None,
    };
    let said = found.periods.iter().filter(|p| lead(p.first)).find_map(|p| day(p.when));
    // A day at the very start of the text is the report's own: '29.12.2021, 18:20', '11:18 am on 10 November 2006'.
    said.or_else(|| found.periods.iter().take_while(|p| p.first < 12).find_map(|p| day(p.when)))
}

/// The country of the city that opens a wire report: 'SEOUL, April 27 -', 'MINSK, May 24. /TASS/'.
fn dateline(scan: &Scan, found: &Mentions) -> Option<Place> {
    found.places.iter().take_while(|place| place.first < 14).find_map(|place| {
        let city = matches!(place.form, PlaceForm::Capital | PlaceForm::City)
            || (place.form == PlaceForm::Name && scan.word(place.first).chars().all(char::is_uppercase));
        let opens = place.first == 0
            || scan.tokens[place.first].gap >= crate::token::Gap::Line
            || scan.is(place.first - 1, &["-", "AP"]);
        let closes = scan.is(place.end, &[",", "-", "–", "—", ":", "(", "/"]);
        (city && opens && closes && place.place.is_country()).then_some(place.place)
    })
}

/// The home of an outlet: by its name in the list, else by a country in its name.
fn outlet_home(article: &Article, lexicon: &Lexicon) -> Option<Place> {
    let outlet = article.outlet.as_deref()?;
    lexicon.outlet_home(outlet).or_else(|| {
        let scan = Scan::new(outlet, lexicon);
        mentions(&scan).places.iter().map(|place| place.place).find(|place| place.is_country())
    })
}

/// Places by how much is said of them.
fn ranked(scan: &Scan, found: &Mentions, title: &Mentions, home: Option<Place>) -> Vec<(Place, f32)> {
    let mut weights: Vec<(Place, f32)> = Vec::new();
    let mut add = |place: Place, weight: f32| {
        if place.is_world() {
            return;
        }
        match weights.iter_mut().find(|(other, _)| *other == place) {
            Some((_, total)) => *total += weight,
            None => weights.push((place, weight)),
        }
    };
    for place in &title.places {
        add(place.place, 3.0);
    }
    let lead = scan.sentences.get(2).map_or(usize::MAX, |sentence| sentence.tokens.start);
    for place in found.places.iter().take(400) {
        let weight = match place.form {
            _ if place.ambiguous => 0.3,
            PlaceForm::City => 0.5,
            _ => 1.0,
        };
        add(place.place, if place.first < lead { weight * 1.5 } else { weight });
    }
    if let Some(home) = home {
        add(home, 1.5);
    }
    // A stable sort: of equals, the one named first.
    weights.sort_by(|a, b| b.1.total_cmp(&a.1));
    weights
}

/// The two parties: of 'A-B trade' or 'between A and B' in title or lead, else the two that are spoken of most, where
/// the text speaks of two.
fn pair(
    scan: &Scan,
    found: &Mentions,
    title_scan: &Scan,
    title: &Mentions,
    ranked: &[(Place, f32)],
) -> (Option<(Place, Place)>, bool) {
    let lead = scan.sentences.get(3).map_or(usize::MAX, |sentence| sentence.tokens.start);
    let speaks_of_two = found.cues.iter().any(|cue| matches!(cue.cue, Cue::Reference(Reference::Pair)));
    let in_title =
        linked_pair(title_scan, title, usize::MAX, speaks_of_two).or_else(|| title_pair(title_scan, title, ranked));
    // 'Russia-Azerbaijan turnover' anywhere says more than any other two names joined.
    let named = in_title.or_else(|| traded_pair(scan, found)).or_else(|| linked_pair(scan, found, lead, speaks_of_two));
    let linked = named.or_else(|| linked_pair(scan, found, usize::MAX, false));
    let [(first, a), (second, b), rest @ ..] = ranked else { return (linked, named.is_some()) };
    let third = rest.first().map_or(0.0, |(_, weight)| *weight);
    let clear = *b >= 3.0 && *b >= 1.6 * third && *b * 4.0 >= *a;
    match linked {
        Some(pair) => (Some(pair), named.is_some()),
        None if clear || (speaks_of_two && *b > third) => (Some((*first, *second)), false),
        None => (None, false),
    }
}

/// The two countries that a title names, where they are the two spoken of most; or the one that goods go to or come
/// from, with the country spoken of most.
fn title_pair(scan: &Scan, title: &Mentions, ranked: &[(Place, f32)]) -> Option<(Place, Place)> {
    let mut named: Vec<Place> = Vec::new();
    for mention in title.places.iter().filter(|mention| mention.place.is_country() && !mention.ambiguous) {
        if !named.contains(&mention.place) {
            named.push(mention.place);
        }
    }
    let main = ranked.first()?.0;
    match named[..] {
        [a, b] if ranked.iter().take(2).all(|(place, _)| *place == a || *place == b) => Some((a, b)),
        [a] if a != main => {
            let mention = title.places.iter().find(|mention| mention.place == a)?;
            let link = mention.first.checked_sub(1).and_then(|at| scan.link(at));
            matches!(link, Some(Link::To | Link::From | Link::With)).then_some((main, a))
        }
        _ => None,
    }
}

/// 'A-B', 'A and B' after 'between', where it comes first.
fn linked_pair(scan: &Scan, found: &Mentions, before: usize, speaks_of_two: bool) -> Option<(Place, Place)> {
    found.places.windows(2).take(60).take_while(|two| two[0].first < before).find_map(|two| {
        let (a, b) = (two[0], two[1]);
        let hyphen =
            b.first == a.end + 1 && scan.is(a.end, &["-", "–", "/"]) && scan.touches(a.end) && scan.touches(b.first);
        let between = b.first <= a.end + 2
            && scan.is(b.first - 1, &["and"])
            && (speaks_of_two || a.first.checked_sub(1).is_some_and(|i| scan.is(i, &["between"])));
        ((hyphen || between) && a.place != b.place).then_some((a.place, b.place))
    })
}

/// 'Russia-Azerbaijan turnover', 'trade between A and B': two joined beside a word of two-way trade.
fn traded_pair(scan: &Scan, found: &Mentions) -> Option<(Place, Place)> {
    let is_trade = |cue: &&CueMention| matches!(cue.cue, Cue::Measure { measure: Measure::Trade, .. });
    found.cues.iter().filter(is_trade).take(20).find_map(|cue| {
        let from = found.places.partition_point(|place| place.end + 2 < cue.first);
        let near = found.places[from.saturating_sub(1)..].iter().take_while(|place| place.first <= cue.end + 6);
        let near: Vec<&PlaceMention> = near.collect();
        near.windows(2).find_map(|two| {
            let hyphen = two[1].first == two[0].end + 1 && scan.is(two[0].end, &["-", "–", "/"]);
            let between = two[1].first <= two[0].end + 2
                && scan.is(two[1].first - 1, &["and"])
                && two[0].first.checked_sub(1).is_some_and(|i| scan.is(i, &["between"]));
            ((hyphen || between) && two[0].place != two[1].place).then_some((two[0].place, two[1].place))
        })
    })
}

/// The first period named by itself, days of news and times ahead apart.
fn opening(found: &Mentions, published: Option<Date>) -> Option<Period> {
    let anchor = Anchor { published, ..Anchor::default() };
    let days = |period: &PeriodMention| {
        period.when.resolve(&anchor).filter(|days| days.days() > 7 && published.is_none_or(|day| days.from <= day))
    };
    let named = |period: &&PeriodMention| period.when.stands_alone() && !period.by && !period.since;
    found.periods.iter().take(20).filter(named).find_map(days)
}

/// Places that own flows, by how often: a possessive or adjective right before a word of trade.
fn owners(scan: &Scan, found: &Mentions) -> Vec<(Place, f32)> {
    let mut counts: Vec<(Place, f32)> = Vec::new();
    for cue in &found.cues {
        let Cue::Measure { measure, .. } = cue.cue else { continue };
        if !measure.is_trade() {
            continue;
        }
        let at = found.places.partition_point(|place| place.end <= cue.first);
        let Some(place) = at.checked_sub(1).map(|at| &found.places[at]) else { continue };
        let gap = place.end..cue.first;
        let own = gap.len() <= 4
            && gap.clone().all(|i| !scan.is_mark(i) || scan.is(i, &["'", "-"]))
            && gap.clone().all(|i| scan.link(i).is_none());
        if !own {
            continue;
        }
        match counts.iter_mut().find(|(other, _)| *other == place.place) {
            Some((_, count)) => *count += 1.0,
            None => counts.push((place.place, 1.0)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).fold(1.0, f32::max);
    counts.iter_mut().for_each(|(_, count)| *count /= most);
    counts
}

/// The country that the report is about: spoken of most, with more weight where it owns flows or is home, and less where
/// it is the other side of them.
fn central(
    ranked: &[(Place, f32)],
    owners: &[(Place, f32)],
    partners: &[(Place, f32)],
    home: Option<Place>,
) -> Option<Place> {
    let top = ranked.first()?.1;
    let worth = |place: Place, weight: f32| {
        let part = |of: &[(Place, f32)]| of.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, share)| *share);
        weight / top + 0.5 * part(owners) - 0.5 * part(partners) + if home == Some(place) { 0.35 } else { 0.0 }
    };
    let best = ranked.iter().take(6).map(|(place, weight)| (*place, worth(*place, *weight)));
    best.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(place, _)| place)
}

/// Places that are the other side of flows: linked to a word of trade by 'to', 'from', 'with', 'between' or a hyphen.
fn links(scan: &Scan, found: &Mentions) -> Vec<(usize, Place)> {
    let is_trade = |cue: &&CueMention| matches!(cue.cue, Cue::Measure { measure, .. } if measure.is_trade());
    let trade: Vec<usize> = found.cues.iter().filter(is_trade).map(|cue| cue.first).collect();
    let hyphen = |at: usize| scan.is(at, &["-", "–"]) && scan.touches(at);
    let is_linked = |place: &&PlaceMention| {
        let step = usize::from(place.first > 0 && scan.is(place.first - 1, &["the"]));
        let link = place.first.checked_sub(1 + step).and_then(|at| scan.link(at));
        let linked = matches!(link, Some(Link::To | Link::From | Link::With | Link::Between));
        let paired = hyphen(place.end) || place.first.checked_sub(1).is_some_and(hyphen);
        let near = trade.partition_point(|cue| *cue + 10 < place.first);
        let close = trade.get(near).is_some_and(|cue| *cue < place.end + 6);
        close && (linked || paired) && !place.place.is_world()
    };
    found.places.iter().filter(is_linked).map(|place| (place.first, place.place)).collect()
}

/// How often each is linked, as a part of all; and the part of the most frequent.
fn partners(links: &[(usize, Place)]) -> (Vec<(Place, f32)>, f32) {
    let mut counts: Vec<(Place, f32)> = Vec::new();
    for (_, place) in links {
        match counts.iter_mut().find(|(other, _)| other == place) {
            Some((_, count)) => *count += 1.0,
            None => counts.push((*place, 1.0)),
        }
    }
    let all = links.len() as f32;
    let most = counts.iter().map(|(_, count)| *count).fold(0.0, f32::max);
    counts.iter_mut().for_each(|(_, count)| *count /= all);
    (counts, most / (all + 1.0))
}
