//! Whose domestic report a document is: by its outlet, the city it is filed from and how it speaks of a country.

use crate::article::Article;
use crate::lexicon::{Lexicon, PlaceForm};
use crate::mention::scan::Scan;
use crate::mention::{Mentions, PlaceMention, mentions};
use crate::token::Gap;
use crate::value::place::Place;

/// The country of the city that opens a wire report: 'SEOUL, April 27 -', 'MINSK, May 24. /TASS/'.
pub(super) fn dateline(scan: &Scan, found: &Mentions) -> Option<Place> {
    found.places.iter().take_while(|place| place.first < 14).find_map(|place| {
        let city = matches!(place.form, PlaceForm::Capital | PlaceForm::City)
            || (place.form == PlaceForm::Name && scan.word(place.first).chars().all(char::is_uppercase));
        let opens =
            place.first == 0 || scan.tokens[place.first].gap >= Gap::Line || scan.is(place.first - 1, &["-", "AP"]);
        let closes = scan.is(place.end, &[",", "-", "–", "—", ":", "(", "/"]);
        // 'OSNABRUECK, West Germany, April 2 -': the country of a town that is in no list.
        let is_capital = |at: usize| scan.is_mark(at) || scan.word(at).chars().all(char::is_uppercase);
        let of_town = (2..=5).contains(&place.first)
            && place.form == PlaceForm::Name
            && (0..place.first).all(is_capital)
            && scan.is(place.first - 1, &[","]);
        let (city, opens) = (city || of_town, opens || of_town);
        (city && opens && closes && place.place.is_country()).then_some(place.place)
    })
}

/// The home of an outlet: by its name in the list, else by a country in its name.
pub(super) fn outlet_home(article: &Article, lexicon: &Lexicon) -> Option<Place> {
    let outlet = article.outlet.as_deref()?;
    // 'Hanoi Economic Times' is no 'Economic Times'.
    let scan = Scan::new(outlet, lexicon);
    // 'Gazette of the Straits of Malacca': a town whose name often means something else says nothing.
    let is_vague = |place: &PlaceMention| place.ambiguous && place.form == PlaceForm::City;
    let is_country =
        |place: &&PlaceMention| place.place.is_country() && !scan.is(place.first, &["English"]) && !is_vague(place);
    let found = mentions(&scan);
    let mut countries = found.places.iter().filter(is_country);
    // 'Indian Ocean Herald, Port Louis': the seat at the end says more than an adjective.
    let seat = countries.clone().next_back().filter(|place| {
        matches!(place.form, PlaceForm::Capital | PlaceForm::City) && scan.is(place.first.max(1) - 1, &[",", "("])
    });
    let named = seat.or_else(|| countries.next()).map(|place| place.place);
    lexicon.outlet_named(outlet).or(named).or_else(|| lexicon.outlet_home(outlet))
}

/// Most countries that are kept in order of appearance.
const COUNTRIES: usize = 12;

/// The countries named, title first, each once.
pub(super) fn countries(title: &Mentions, found: &Mentions) -> Vec<Place> {
    let mut all: Vec<Place> = Vec::new();
    for place in title.places.iter().chain(&found.places) {
        if all.len() < COUNTRIES && place.place.is_country() && !place.ambiguous && !all.contains(&place.place) {
            all.push(place.place);
        }
    }
    all
}

/// Whether 'our' stands outside of quotations: the report is of the country that it speaks for.
pub(super) fn is_ours(scan: &Scan) -> bool {
    let mut is_quoted = false;
    for (at, token) in scan.tokens.iter().enumerate() {
        if token.gap >= Gap::Paragraph {
            is_quoted = false;
        }
        match token.of(scan.text) {
            "\"" => is_quoted = !is_quoted,
            "“" => is_quoted = true,
            "”" => is_quoted = false,
            _ if !is_quoted && scan.is(at, &["our"]) => return true,
            _ => {}
        }
    }
    false
}
