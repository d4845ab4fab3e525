//! What countries, groups and regions are called: `place.toml`.

use super::{Builder, File, fault, read};
use crate::error::Error;
use crate::lexicon::Case;
use crate::lexicon::sense::{PlaceForm, Sense};
use crate::value::place::Place;
use serde::Deserialize;

impl Builder {
    pub(super) fn places(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            #[serde(default)]
            place: Vec<Row>,
            #[serde(default)]
            called: Vec<Called>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Called {
            noun: String,
            places: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            id: String,
            #[serde(default)]
            name: Vec<String>,
            #[serde(default)]
            former: Vec<String>,
            #[serde(default)]
            adjective: Vec<String>,
            #[serde(default)]
            people: Vec<String>,
            #[serde(default)]
            capital: Vec<String>,
            #[serde(default)]
            government: Vec<String>,
            #[serde(default)]
            city: Vec<String>,
            #[serde(default)]
            prefix: Vec<String>,
            #[serde(default)]
            ambiguous: Vec<String>,
        }
        let rows: Rows = read(file)?;
        for row in rows.called {
            let place = |id: &String| Place::from_code(id).ok_or_else(|| fault(file, id, "is no place of data/fact"));
            let places = row.places.iter().map(place).collect::<Result<Vec<Place>, Error>>()?;
            self.lexicon.called.push((row.noun.to_lowercase().into(), places));
        }
        for row in rows.place {
            let place = Place::from_code(&row.id).ok_or_else(|| fault(file, &row.id, "is no place of data/fact"))?;
            let forms = [
                (&row.name, PlaceForm::Name),
                (&row.former, PlaceForm::Name),
                (&row.adjective, PlaceForm::Adjective),
                (&row.people, PlaceForm::People),
                (&row.capital, PlaceForm::Capital),
                (&row.government, PlaceForm::Government),
                (&row.city, PlaceForm::City),
                (&row.prefix, PlaceForm::Prefix),
            ];
            for (words, form) in forms {
                for word in words {
                    let sense = Sense::Place { place, form, ambiguous: row.ambiguous.contains(word) };
                    let lower_allowed = word.starts_with(|c: char| c.is_lowercase());
                    self.add_own(file, word, if lower_allowed { Case::Any } else { Case::Capital }, sense)?;
                }
            }
        }
        Ok(())
    }
}
