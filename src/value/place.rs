//! Countries of ISO 3166, groups of countries with dated members, and regions: what reporters and partners are.

use crate::datafile;
use crate::error::Error;
use crate::value::currency::Currency;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// A party of trade, by its code: a country (ISO 3166-1 alpha-3, former ones too), a group (`EU`, `CIS` ...), a region
/// (`AFRICA` ...) or the world (`WLD`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Place(u16);

/// What sort of party a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// A country of ISO 3166, present or former, or Kosovo (`XKX`).
    Country,
    /// A group of countries with members from day to day.
    Bloc,
    /// A part of the world.
    Region,
    /// The world as a whole: `WLD`.
    World,
}

/// What the register says of a country.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CountryFacts {
    /// ISO 3166-1 alpha-3, or the former code of ISO 3166-3.
    pub code: String,
    /// ISO 3166-1 alpha-2.
    pub alpha2: String,
    /// Digit code, three digits.
    pub numeric: String,
    /// English short name.
    pub name: String,
    /// First year as the state of that code, where after 1945.
    pub from: Option<i16>,
    /// Last year; none for present countries.
    pub to: Option<i16>,
    /// Its currency, ISO 4217; none where it has none of its own.
    pub currency: Option<Currency>,
    /// The state that its names meant before: alpha-3 code. 'Moscow' of 1987 is the Soviet Union.
    pub earlier: Option<String>,
}

#[derive(Deserialize)]
struct Membership {
    bloc: String,
    member: String,
    from: Date,
    to: Option<Date>,
}

#[derive(Deserialize)]
struct RegionRow {
    region: String,
    member: String,
}

struct Entry {
    code: String,
    kind: PlaceKind,
    facts: Option<CountryFacts>,
    members: Vec<(Place, Option<Date>, Option<Date>)>,
}

struct Register {
    entries: Vec<Entry>,
    by_code: FxHashMap<String, Place>,
}

static REGISTER: LazyLock<Register> = LazyLock::new(|| datafile::built_in(Register::load()));

impl Register {
    fn load() -> Result<Register, Error> {
        let (country_file, bloc_file, region_file) =
            ("data/fact/country.csv", "data/fact/bloc.csv", "data/fact/region.csv");
        let countries: Vec<CountryFacts> = datafile::csv(country_file, include_str!("../../data/fact/country.csv"))?;
        let blocs: Vec<Membership> = datafile::csv(bloc_file, include_str!("../../data/fact/bloc.csv"))?;
        let regions: Vec<RegionRow> = datafile::csv(region_file, include_str!("../../data/fact/region.csv"))?;
        let mut register = Register { entries: Vec::new(), by_code: FxHashMap::default() };
        register.add("WLD", PlaceKind::World, None);
        for facts in countries {
            let code = facts.code.clone();
            register.add(&code, PlaceKind::Country, Some(facts));
        }
        for (row, line) in blocs.into_iter().zip(2..) {
            register.add_member(bloc_file, line, &row.bloc, PlaceKind::Bloc, &row.member, Some(row.from), row.to)?;
        }
        for (row, line) in regions.into_iter().zip(2..) {
            register.add_member(region_file, line, &row.region, PlaceKind::Region, &row.member, None, None)?;
        }
        Ok(register)
    }

    fn add(&mut self, code: &str, kind: PlaceKind, facts: Option<CountryFacts>) -> Place {
        if let Some(place) = self.by_code.get(code) {
            return *place;
        }
        let place = Place(self.entries.len() as u16);
        self.entries.push(Entry { code: code.to_owned(), kind, facts, members: Vec::new() });
        self.by_code.insert(code.to_owned(), place);
        place
    }

    #[expect(clippy::too_many_arguments, reason = "one row of a register, cell by cell")]
    fn add_member(
        &mut self,
        file: &str,
        line: usize,
        group: &str,
        kind: PlaceKind,
        member: &str,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<(), Error> {
        let Some(member) = self.by_code.get(member).copied() else {
            return Err(Error::data(file, line, format!("'{member}' is no country of data/fact/country.csv")));
        };
        let group = self.add(group, kind, None);
        self.entries[usize::from(group.0)].members.push((member, from, to));
        Ok(())
    }
}

impl Place {
    /// The world: the partner of a country's total.
    pub fn world() -> Place {
        Place(0)
    }

    /// The place with that code.
    pub fn from_code(code: &str) -> Option<Place> {
        REGISTER.by_code.get(code).copied()
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        &self.entry().code
    }

    /// Country, group, region or world.
    pub fn kind(self) -> PlaceKind {
        self.entry().kind
    }

    /// Whether it is a country.
    pub fn is_country(self) -> bool {
        self.kind() == PlaceKind::Country
    }

    /// Whether it is the world.
    pub fn is_world(self) -> bool {
        self.kind() == PlaceKind::World
    }

    /// The register's row of a country.
    pub fn facts(self) -> Option<&'static CountryFacts> {
        self.entry().facts.as_ref()
    }

    /// What a name of the country meant in a year: the country, or the state of which it then was the heart.
    pub fn in_year(self, year: i16) -> Place {
        let earlier = |facts: &'static CountryFacts| {
            let is_before = facts.from.is_some_and(|from| year < from);
            facts.earlier.as_deref().filter(|_| is_before).and_then(Place::from_code)
        };
        self.facts().and_then(earlier).unwrap_or(self)
    }

    /// What the name of a region means where a report is about these: Europe is the EU, where that is one of them.
    pub(crate) fn meant_beside(self, mut known: impl Iterator<Item = Place>) -> Place {
        if self.code() != "EUROPE" {
            return self;
        }
        known.find(|place| place.code() == "EU").unwrap_or(self)
    }

    /// Whether `member` belonged to this group or region on that day.
    pub fn has_member(self, member: Place, on: Date) -> bool {
        self.entry().members.iter().any(|(place, from, to)| {
            *place == member && from.is_none_or(|from| from <= on) && to.is_none_or(|to| on < to)
        })
    }

    /// The same where the day may not be known: then any day counts.
    pub(crate) fn has_in(self, member: Place, on: Option<Date>) -> bool {
        match on {
            Some(day) => self.has_member(member, day),
            None => self.entry().members.iter().any(|(place, ..)| *place == member),
        }
    }

    /// Every place, countries first, in order of code.
    pub fn all() -> impl Iterator<Item = Place> {
        (0..REGISTER.entries.len() as u16).map(Place)
    }

    fn entry(self) -> &'static Entry {
        &REGISTER.entries[usize::from(self.0)]
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Place {
    type Err = Error;

    fn from_str(code: &str) -> Result<Place, Error> {
        Place::from_code(code).ok_or_else(|| {
            Error::value(format!("'{code}' is no country (ISO 3166 alpha-3, as in AZE), group (EU, CIS) or region"))
        })
    }
}

impl From<Place> for String {
    fn from(place: Place) -> String {
        place.code().to_owned()
    }
}

impl TryFrom<String> for Place {
    type Error = Error;

    fn try_from(code: String) -> Result<Place, Error> {
        code.parse()
    }
}
