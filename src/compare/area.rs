//! What official tables call countries.

use crate::datafile;
use crate::value::place::Place;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// The place of a code (ISO 3166 alpha-3, alpha-2 or digits, as Comtrade has them), an English short name, or a name as
/// the International Monetary Fund writes it; in upper or lower case.
pub(super) fn area(text: &str) -> Option<Place> {
    AREAS.get(&text.trim().to_lowercase()).copied()
}

/// Codes of Comtrade that differ from ISO 3166-1: areas of statistics that are larger than the country, and the world.
const COMTRADE: [(&str, &str); 9] = [
    ("0", "WLD"),
    ("w00", "WLD"),
    ("world", "WLD"),
    ("251", "FRA"),
    ("490", "TWN"),
    ("579", "NOR"),
    ("699", "IND"),
    ("757", "CHE"),
    ("842", "USA"),
];

static AREAS: LazyLock<FxHashMap<String, Place>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        code: Place,
    }
    let file = "data/fact/imf_area.csv";
    let rows: Vec<Row> = datafile::built_in(datafile::csv(file, include_str!("../../data/fact/imf_area.csv")));
    let mut areas = FxHashMap::default();
    for place in Place::all() {
        // Countries come first, so that AU is Australia's short code and not the African Union.
        areas.entry(place.code().to_lowercase()).or_insert(place);
        // A former state leaves its codes to what came after it.
        if let Some(facts) = place.facts().filter(|facts| facts.to.is_none()) {
            areas.extend([&facts.alpha2, &facts.numeric, &facts.name].map(|name| (name.to_lowercase(), place)));
            areas.insert(facts.numeric.trim_start_matches('0').to_owned(), place);
        }
    }
    areas.extend(rows.into_iter().map(|row| (row.name.to_lowercase(), row.code)));
    areas.extend(COMTRADE.iter().filter_map(|(name, code)| Some(((*name).to_owned(), Place::from_code(code)?))));
    // Some places have no number.
    areas.remove("");
    areas
});

#[cfg(test)]
mod tests {
    use super::area;

    #[test]
    fn an_area_is_found_by_every_name_that_tables_use() {
        for (text, code) in [
            ("AZE", "AZE"),
            ("az", "AZE"),
            ("031", "AZE"),
            ("31", "AZE"),
            ("Azerbaijan", "AZE"),
            ("Azerbaijan, Rep. of", "AZE"),
            ("China, P.R.: Mainland", "CHN"),
            ("842", "USA"),
            ("840", "USA"),
            ("W00", "WLD"),
            ("0", "WLD"),
            ("EU", "EU"),
            ("AU", "AUS"),
        ] {
            assert_eq!(area(text).map(|place| place.code()), Some(code), "{text}");
        }
        for text in ["", "Atlantis", "999", "Advanced Economies"] {
            assert_eq!(area(text), None, "{text}");
        }
    }
}
