//! What a document is about: its country, its pair, its day, its dollar.

use super::calendar;
use super::carriers::carriers;
use super::central;
use super::day::{likely_day, stated_day};
use super::flows::{links, owners, partners};
use super::heading::{self, Heading};
use super::home::{countries, dateline, is_ours, outlet_home};
use super::mates;
use super::pair;
use super::record::Role;
use super::score::{Candidate, Contender, Decision, Scored, Weights, all_odds, best};
use super::standing::{Standing, coin, standings};
use super::theme::{Theme, theme};
use super::times::Times;
use super::told::Told;
use super::unnamed::Unnamed;
use crate::article::Article;
use crate::lexicon::{Cue, Hit, PlaceForm, Reference, Sense, SpanUnit};
use crate::mention::period::{Anchor, PeriodMention, When};
use crate::mention::scan::Scan;
use crate::mention::{CueMention, Mentions, PlaceMention, mentions};
use crate::span::Span;
use crate::value::flow::Measure;
use crate::value::period::Period;
use crate::value::place::Place;
use jiff::civil::Date;

/// What the document as a whole says.
#[derive(Debug, Clone, Default)]
pub(super) struct Topic {
    /// Day of publication.
    pub published: Option<Date>,
    /// The day that relative words are reckoned from: that of publication, else one that the years named make likely.
    pub today: Option<Date>,
    /// The country of whom it is a domestic report.
    pub home: Option<Place>,
    /// Whether nothing but the place it was filed from says so.
    pub is_filed_abroad: bool,
    /// Whether it speaks of 'our exports', outside of quotations.
    pub is_ours: bool,
    /// The countries that it names, title first, in order of appearance.
    pub countries: Vec<Place>,
    /// Country spoken of most.
    pub main: Option<Place>,
    /// The two parties, where it is about two.
    pub pair: Option<(Place, Place)>,
    /// How plainly title or lead say so, from 0 to 1: 'trade between A and B' as against two names that are frequent.
    pub pair_strength: f32,
    /// The part of all countries named that are one of the two: near 1 in a report about them alone.
    pub pair_share: f32,
    /// Whether words speak of two: 'bilateral', 'the two countries'.
    pub speaks_of_two: bool,
    /// What the title measures.
    pub measure: Option<Measure>,
    /// The period that the title names, days apart; else the first that the text names by itself.
    pub opening: Option<Period>,
    /// Whether the title names it.
    pub titled: bool,
    /// The token of the text that names it, where the title does not.
    pub opens_at: usize,
    /// How often it names each period.
    pub times: Times,
    /// First month and day of the season or marketing year that the text gives days to.
    pub season_start: Option<(i8, i8)>,
    /// First month and day of the fiscal year, where the text says so.
    pub fiscal_start: Option<(i8, i8)>,
    /// The number of a year of an agreement that the text gives days to, and its first day.
    pub pact: Option<(i8, Date)>,
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
    /// The country in whose money most figures are, with their part of all money.
    pub coin: Option<(Place, f32)>,
    /// The places that most is said of.
    pub standings: Vec<Standing>,
    /// The part of the mentions of a place that only say who speaks, or where the report was filed; only where any does.
    pub speakers: Vec<(Place, f32)>,
    /// The odds of each place as the country that it is about.
    pub centrals: Vec<(Place, f32)>,
    /// The odds of each place as the other side of that country's trade, and of none, likeliest first.
    pub mates: Vec<(Option<Place>, f32)>,
    /// Parties without a name that it speaks of first.
    pub unnamed: Unnamed,
    /// Whose ports, railways and pipelines it speaks of, with their part of all.
    pub carriers: Vec<(Place, f32)>,
    /// Headings that name a place, and those that end what they say.
    pub headings: Vec<Heading>,
    /// How these came about.
    of_main: central::Candidates,
    of_mate: mates::Candidates,
}

impl Topic {
    /// How often a place owns a flow in the document, from 0 to 1 for the one that does most often.
    pub fn votes(&self, place: Place) -> f32 {
        self.owners.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, share)| *share)
    }

    /// How it was decided what the document is about.
    pub fn decisions(&self) -> Vec<Decision> {
        let main = self.of_main.iter().map(|main| contender(main.value.code(), main)).collect();
        let mate = self.of_mate.iter().map(|mate| contender(mate.value.map_or("", |place| place.code()), mate));
        let decision = |role: Role, contenders: Vec<Contender>, taken: Option<usize>| {
            Some(Decision { figure: Span::default(), role, contenders, taken: taken? })
        };
        let main = decision(Role::Main, main, best(&self.of_main));
        main.into_iter().chain(decision(Role::Mate, mate.collect(), best(&self.of_mate))).collect()
    }

    /// How much a place is only named as who speaks: 'the U.S. Agriculture Department said'.
    pub fn speech(&self, place: Place) -> f32 {
        self.speakers.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, part)| *part)
    }

    /// The odds that it is about a place.
    pub fn centrality(&self, place: Place) -> f32 {
        self.centrals.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, odds)| *odds)
    }

    /// The odds that the trade of its country is trade with a place; with none, that it is trade with the world.
    pub fn mate_odds(&self, place: Option<Place>) -> f32 {
        self.mates.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, odds)| *odds)
    }

    /// The other side of its country's trade, where that is one place more likely than not.
    pub fn likely_mate(&self) -> Option<Place> {
        self.mates.first().filter(|(_, odds)| *odds >= LIKELY).and_then(|(place, _)| *place)
    }

    /// The place that a name stands for here: in a report about the EU 'Europe' is the EU.
    pub fn meant(&self, mention: &PlaceMention) -> Place {
        let groups = [self.main, self.likely_mate()].into_iter().flatten();
        match mention.form {
            PlaceForm::Name | PlaceForm::People | PlaceForm::Adjective => mention.place.meant_beside(groups),
            _ => mention.place,
        }
    }

    /// How often a place is the other side of a flow, as a part of all that are.
    pub fn partner_votes(&self, place: Place) -> f32 {
        self.partners.iter().find(|(other, _)| *other == place).map_or(0.0, |(_, share)| *share)
    }
}

/// Odds from which the other side of a report's trade counts as known.
const LIKELY: f32 = 0.6;

fn contender<T, F: Scored>(code: &str, candidate: &Candidate<T, F>) -> Contender {
    Contender {
        value: code.to_owned(),
        words: Span::default(),
        reach: candidate.reach,
        score: candidate.score,
        features: candidate.features.named(),
        wording: 0.0,
        terms: Vec::new(),
    }
}

/// Looks over a whole document once.
pub(super) fn topic(
    article: &Article,
    scan: &Scan,
    found: &Mentions,
    default: (Option<Date>, Option<Place>),
    weights: &Weights,
) -> Topic {
    let published = article.published.or_else(|| stated_day(scan, found)).or(default.0);
    let dateline = dateline(scan, found);
    let stated = article.home.or_else(|| outlet_home(article, scan.lexicon));
    let home = stated.or(dateline).or(default.1);
    let title = article.title.as_deref().unwrap_or("");
    let title_scan = Scan::new(title, scan.lexicon);
    let mut title_found = mentions(&title_scan);
    // As the names of the text are: by the day that is given.
    if let Some(day) = article.published.or(default.0) {
        title_found.in_year(day.year());
    }
    let ranked = ranked(scan, found, &title_found, stated);
    let main = ranked.first().map(|(place, _)| *place);
    let speaks_of_two = found.cues.iter().any(|cue| matches!(cue.cue, Cue::Reference(Reference::Pair)));
    let said = pair::pair((scan, found), (&title_scan, &title_found), &ranked, speaks_of_two);
    let measure = title_found.cues.iter().find_map(|cue| match cue.cue {
        Cue::Measure { measure, strength: 2.., .. } if measure.is_trade() => Some(*measure),
        _ => None,
    });
    let commodity = title_found.goods.iter().find(|goods| !goods.all).filter(|_| measure.is_some());
    let commodity = commodity.map(|goods| title_scan.span(goods.first, goods.end).of(title).to_lowercase());
    let theme = theme(scan, found, &title_scan, &title_found);
    let owners = owners(scan, found);
    let mut links = links(scan, found);
    // 'the kingdom', 'the country': 'its' is said of anything.
    let of_home = |cue: &CueMention| matches!(cue.cue, Cue::Reference(Reference::Home)) && cue.end > cue.first + 1;
    let speaks_of_home = found.cues.iter().any(of_home);
    let is_ours = is_ours(scan);
    let coin = coin(scan, found, &ranked);
    let standings = standings((scan, found), (&title_scan, &title_found), &ranked);
    let told = Told::of(scan, found);
    let asked = central::Asked {
        body: (scan, found),
        ranked: &ranked,
        owners: &owners,
        partners: &partners(&links).0,
        stated,
        home,
        speaks_of_home,
        is_ours,
        coin,
        title: (&title_scan, &title_found),
        standings: &standings,
        told: &told,
    };
    let of_main = central::candidates(&asked, &weights.main);
    let centrals = all_odds(&of_main);
    let main = centrals.first().map(|(place, _)| *place).or(main);
    links.retain(|(_, place)| Some(*place) != main.or(home));
    let (partners, concentration) = partners(&links);
    let unnamed = Unnamed::of((scan, found), (&title_scan, &title_found));
    let of_mate = main.or(home).map_or_else(Vec::new, |main| {
        let asked = mates::Asked {
            body: (scan, found),
            title: (&title_scan, &title_found),
            main,
            ranked: &ranked,
            links: &links,
            partners: &partners,
            standings: &standings,
            centrals: &centrals,
            home,
            speaks_of_two,
            unnamed: unnamed.mate,
            told: &told,
        };
        mates::candidates(&asked, &weights.mate)
    });
    let mates = all_odds(&of_mate);
    // Two that are joined somewhere are not what a report is about that is plainly about another country and its partner.
    let likelier = main.zip(mates.first().copied()).and_then(|(main, (mate, odds))| Some(((main, mate?), odds)));
    let said = said.filter(|((a, b), _)| main.is_none_or(|main| main == *a || main == *b) || likelier.is_none());
    let (pair, pair_strength) = said.or(likelier).unzip();
    let pair_share = pair.map_or(0.0, |pair| pair::share(found, pair));
    let today = published.or_else(|| likely_day(scan, found, &title_found));
    let season_start = calendar::year_start(scan, found, SpanUnit::Season);
    let fiscal_start = calendar::year_start(scan, found, SpanUnit::FiscalYear);
    let known = main.or(home).and_then(|place| scan.lexicon.fiscal_year_start(place));
    let fiscal_by_start = main.or(home).is_some_and(|place| scan.lexicon.names_fiscal_year_by_start(place));
    let fiscal = fiscal_start.or(known);
    let anchor = Anchor { published, fiscal_start: fiscal, fiscal_by_start, season_start, ..Anchor::default() };
    let anchor = Anchor { pact: calendar::pact(found, &anchor), ..anchor };
    let in_title = opening(&title_scan, &title_found, &anchor);
    let in_text = if in_title.is_none() { opening(scan, found, &anchor) } else { None };
    let times = Times::of(&title_found, found, &anchor);
    Topic {
        published,
        today,
        home,
        is_filed_abroad: stated.is_none() && default.1.is_none() && dateline.is_some(),
        is_ours,
        countries: countries(&title_found, found),
        main: main.or(home),
        pair,
        pair_strength: pair_strength.unwrap_or(0.0),
        pair_share,
        speaks_of_two,
        measure,
        opening: in_title.or(in_text).map(|(_, days)| days),
        titled: in_title.is_some(),
        opens_at: in_title.or(in_text).filter(|_| in_title.is_none()).map_or(0, |(at, _)| at),
        times,
        season_start,
        fiscal_start,
        pact: anchor.pact,
        commodity,
        theme,
        owners,
        partners,
        concentration,
        links,
        coin,
        standings,
        speakers: speakers(scan, found),
        centrals,
        mates,
        unnamed,
        carriers: carriers(scan, found),
        headings: heading::headings(scan, found),
        of_main,
        of_mate,
    }
}

/// Mentions of places that are looked at.
pub(super) const LOOKED_AT: usize = 400;

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
    for place in found.places.iter().take(LOOKED_AT) {
        let weight = match place.form {
            _ if place.ambiguous => 0.3,
            // Where a wire report was filed, and whose office says it, are not yet what it is about.
            _ if is_filed_from(scan, place) || speaks(found, place) => 0.3,
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

/// 'LONDON, March 5 -': a city before the day that opens the text, and the country behind it in 'BAKU, Azerbaijan, May 18'.
pub(super) fn is_filed_from(scan: &Scan, place: &PlaceMention) -> bool {
    let is_city = |form: PlaceForm| matches!(form, PlaceForm::Capital | PlaceForm::City);
    let closes = scan.is(place.end, &[",", "-", "–", "—", "("]);
    let of_city = || {
        let city = |first: &usize| {
            let ends = |hit: &&Hit| hit.end + 1 == place.first;
            let sense = scan.hits(*first).iter().find(ends).map(|hit| hit.sense);
            matches!(sense, Some(Sense::Place { form, .. }) if is_city(*form))
        };
        place.form == PlaceForm::Name && scan.is(place.first - 1, &[","]) && (0..place.first).any(|at| city(&at))
    };
    closes && ((place.first < 3 && is_city(place.form)) || ((2..=4).contains(&place.first) && of_city()))
}

/// Whether a place stands for an office that is spoken of: 'USDA said', 'the U.S. Agriculture Department'.
pub(super) fn speaks(found: &Mentions, place: &PlaceMention) -> bool {
    let from = found.cues.partition_point(|cue| cue.first + 2 < place.first);
    let near = found.cues[from..].iter().take_while(|cue| cue.first <= place.end + 2);
    let mut near = near.filter(|cue| cue.first >= place.end || cue.end <= place.first);
    match place.form {
        PlaceForm::Government => near.any(|cue| matches!(cue.cue, Cue::Speech)),
        _ => near.any(|cue| matches!(cue.cue, Cue::Office) && cue.first >= place.end && cue.first <= place.end + 1),
    }
}

/// Places that speak, with the part of their mentions that do.
fn speakers(scan: &Scan, found: &Mentions) -> Vec<(Place, f32)> {
    let mut counts: Vec<(Place, f32, f32)> = Vec::new();
    for mention in found.places.iter().take(LOOKED_AT).filter(|mention| !mention.place.is_world()) {
        let says = is_filed_from(scan, mention) || speaks(found, mention);
        let says = if says { 1.0 } else { 0.0 };
        match counts.iter_mut().find(|(place, ..)| *place == mention.place) {
            Some((_, own, all)) => (*own, *all) = (*own + says, *all + 1.0),
            None => counts.push((mention.place, says, 1.0)),
        }
    }
    let spoken = counts.into_iter().filter(|(_, own, _)| *own > 0.0);
    spoken.map(|(place, own, all)| (place, own / all)).collect()
}

/// The first period named by itself and its token, days of news and times ahead apart.
fn opening(scan: &Scan, found: &Mentions, anchor: &Anchor) -> Option<(usize, Period)> {
    let has_begun = |days: &Period| anchor.published.is_none_or(|day| days.from <= day);
    // 'the week to April 1' is what a weekly report is of, 'last week' is news.
    let is_long = |period: &PeriodMention, days: Period| days.days() > 7 || matches!(period.when, When::WeekTo { .. });
    let days =
        |period: &PeriodMention| period.when.resolve(anchor).filter(|days| is_long(period, *days) && has_begun(days));
    let named = |period: &&PeriodMention| {
        let is_plain = period.when.stands_alone() && !period.by && !period.since;
        is_plain
            && !period.is_due(scan)
            && !super::timing::is_of_event(scan, period)
            && !super::timing::has_begun_then(scan, period)
    };
    found.periods.iter().take(20).filter(named).find_map(|period| Some((period.first, days(period)?)))
}
