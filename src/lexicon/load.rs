//! The word files to a lexicon; every fault names file and form.

use super::sense::{Cue, CurrencyForm, Deictic, Excluded, MeasureForm, NumberWord, PeriodPhrase, PlaceForm, Reference};
use super::sense::{Link, Sense, SpanUnit, UnitWord};
use super::{Case, Entry, Grammar, Lexicon, Node, ROOT, Word, straight};
use crate::datafile;
use crate::error::Error;
use crate::token;
use crate::value::amount::Qualifier;
use crate::value::currency::Currency;
use crate::value::flow::{Measure, Rate, Status};
use crate::value::measurement::Measurement;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

macro_rules! files {
    ($($constant:ident = $name:literal,)*) => {
        $(const $constant: File<'static> = (
            concat!("data/lang/en/", $name),
            include_str!(concat!("../../data/lang/en/", $name)),
        );)*
    };
}

files! {
    NUMBER = "number.toml",
    UNIT = "unit.toml",
    CURRENCY = "currency.toml",
    PLACE = "place.toml",
    PERIOD = "period.toml",
    CUE = "cue.toml",
    GOODS = "goods.toml",
    OUTLET = "outlet.toml",
}

/// Name of a word file for errors, and its text.
type File<'a> = (&'a str, &'a str);

/// What [`Lexicon::english`] is to be, where words were laid over the built-in ones.
static LAID: Mutex<Laid> = Mutex::new(Laid::Nothing);

enum Laid {
    Nothing,
    Words(Box<Lexicon>),
    /// The lexicon is in use.
    Closed,
}

impl Lexicon {
    /// Lays words of a user over the built-in ones, for the whole process: the lexicon is one, so it has to be called
    /// before the first use of [`Lexicon::english`], and once.
    ///
    /// Each file is a name and a text: `unit.toml`, `currency.toml`, `place.toml`, `cue.toml`, `goods.toml` or
    /// `outlet.toml` in any folder, of the form of the file of that name in `data/lang/en`, with any of its tables. A row
    /// adds forms. A unit that the register does not have states `base` and `factor`, as `t` and `0.0005`; an outlet that is there already gets the new home.
    ///
    /// # Errors
    /// A file of another name, what is no TOML of that form, a key or code that is not known, a form that means another
    /// place or unit already ([`Error::is_data`], with file and line); and a lexicon that is in use.
    pub fn lay_over(files: &[(String, String)]) -> Result<(), Error> {
        let mut laid = LAID.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(*laid, Laid::Nothing) {
            return Err(Error::value("words are laid over the built-in ones once, and before the first reading"));
        }
        *laid = Laid::Words(Box::new(lexicon(files)?));
        Ok(())
    }

    /// Whether these words can be laid over the built-in ones; nothing is changed.
    ///
    /// # Errors
    /// Those of [`Lexicon::lay_over`].
    pub fn check(files: &[(String, String)]) -> Result<(), Error> {
        lexicon(files).map(|_| ())
    }
}

/// The words of English: the built-in ones, and what was laid over them.
pub(super) fn english() -> Result<Lexicon, Error> {
    let mut laid = LAID.lock().unwrap_or_else(PoisonError::into_inner);
    match std::mem::replace(&mut *laid, Laid::Closed) {
        Laid::Words(lexicon) => Ok(*lexicon),
        Laid::Nothing | Laid::Closed => lexicon(&[]),
    }
}

fn lexicon(over: &[(String, String)]) -> Result<Lexicon, Error> {
    let mut builder = Builder::default();
    builder.numbers()?;
    builder.units(UNIT)?;
    builder.currencies(CURRENCY)?;
    builder.places(PLACE)?;
    builder.periods()?;
    builder.cues(CUE)?;
    builder.goods(GOODS)?;
    builder.outlets(OUTLET)?;
    builder.is_over = true;
    for (name, text) in over {
        let file = (name.as_str(), text.as_str());
        match name.rsplit(['/', '\\']).next().unwrap_or_default() {
            "unit.toml" => builder.units(file)?,
            "currency.toml" => builder.currencies(file)?,
            "place.toml" => builder.places(file)?,
            "cue.toml" => builder.cues(file)?,
            "goods.toml" => builder.goods(file)?,
            "outlet.toml" => builder.outlets(file)?,
            _ => {
                let what = "is no word file: unit, currency, place, cue, goods and outlet.toml are";
                return Err(Error::data(name, 1, what));
            }
        }
    }
    builder.lexicon.lay_out(builder.edges);
    Ok(builder.lexicon)
}

struct Builder {
    lexicon: Lexicon,
    edges: FxHashMap<(Node, Word), Node>,
    /// Whether what is added is a user's: it may not turn what is there into something else.
    is_over: bool,
}

impl Default for Builder {
    fn default() -> Builder {
        let lexicon = Lexicon {
            words: Default::default(),
            first: Default::default(),
            edges_of: Vec::new(),
            edges: Vec::new(),
            entries: vec![Vec::new()],
            abbreviations: Default::default(),
            grammar: Default::default(),
            outlets: Vec::new(),
            fiscal_year_start: Default::default(),
        };
        Builder { lexicon, edges: FxHashMap::default(), is_over: false }
    }
}

/// Reads one word file, and turns a fault in one of its values into an error that names the file.
fn read<T: serde::de::DeserializeOwned>(file: File) -> Result<T, Error> {
    datafile::toml(file.0, file.1)
}

fn fault(file: File, form: &str, what: &str) -> Error {
    let line = file.1.lines().position(|line| line.contains(form)).map_or(0, |at| at + 1);
    Error::data(file.0, line, format!("'{form}': {what}"))
}

impl Builder {
    /// Adds a form and says where it ends in the trie.
    fn add(&mut self, form: &str, case: Case, sense: Sense) -> Node {
        let plain: String = form.chars().map(straight).collect();
        let tokens = token::tokens(&plain);
        let hyphen = |i: usize| i > 0 && i + 1 < tokens.len() && tokens[i].of(&plain) == "-";
        let mut node: Node = ROOT;
        for (i, token) in tokens.iter().enumerate() {
            if !hyphen(i) {
                let word = self.word(&token.of(&plain).to_lowercase());
                let fresh = self.lexicon.entries.len() as Node;
                node = *self.edges.entry((node, word)).or_insert(fresh);
                if node == fresh {
                    self.lexicon.entries.push(Vec::new());
                }
            }
        }
        let entry = Entry { sense, case };
        let entries = &mut self.lexicon.entries[node as usize];
        if node != ROOT && !entries.contains(&entry) {
            entries.push(entry);
        }
        node
    }

    /// The same of a form that belongs to one place or unit.
    fn add_own(&mut self, file: File, form: &str, case: Case, sense: Sense) -> Result<(), Error> {
        let node = self.add(form, case, sense.clone());
        let others = self.lexicon.entries[node as usize].iter().map(|entry| &entry.sense);
        let mut taken = others.filter_map(|other| match (&sense, other) {
            (Sense::Place { place, .. }, Sense::Place { place: other, .. }) if place != other => Some(other.code()),
            (Sense::Unit(own), Sense::Unit(other)) if own.unit.id != other.unit.id => Some(&other.unit.id),
            _ => None,
        });
        match taken.next() {
            Some(taken) if self.is_over => Err(fault(file, form, &format!("is '{taken}' already: a form means one"))),
            _ => Ok(()),
        }
    }

    fn grammar(&mut self, word: Word) -> &mut Grammar {
        let all = &mut self.lexicon.grammar;
        if all.len() <= word as usize {
            all.resize(word as usize + 1, Grammar::default());
        }
        &mut all[word as usize]
    }

    fn word(&mut self, word: &str) -> Word {
        let fresh = self.lexicon.words.len() as Word + 1;
        *self.lexicon.words.entry(word.into()).or_insert(fresh)
    }

    fn numbers(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            number: Vec<Row>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            kind: String,
            value: String,
            forms: Vec<String>,
        }
        for row in read::<Rows>(NUMBER)?.number {
            let value = Decimal::from_str(&row.value).map_err(|_| fault(NUMBER, &row.value, "is no number"))?;
            let word = match row.kind.as_str() {
                "unit" => NumberWord::Unit(value),
                "tens" => NumberWord::Tens(value),
                "hundred" => NumberWord::Hundred,
                "scale" => NumberWord::Scale(value),
                "suffix" => NumberWord::Suffix(value),
                "fraction" => NumberWord::Fraction(value),
                "article" => NumberWord::Article,
                other => return Err(fault(NUMBER, other, "is no kind of number word")),
            };
            for form in row.forms {
                let case = if row.kind == "suffix" { Case::Exact(form.as_str().into()) } else { Case::Any };
                self.add(&form, case, Sense::Number(word));
            }
        }
        Ok(())
    }

    fn units(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            unit: Vec<Row>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            id: String,
            base: Option<String>,
            factor: Option<String>,
            per: Option<Rate>,
            #[serde(default)]
            open: bool,
            #[serde(default)]
            good: Vec<String>,
            #[serde(default)]
            forms: Vec<String>,
            #[serde(default)]
            exact: Vec<String>,
            #[serde(default)]
            touching: Vec<String>,
        }
        for row in read::<Rows>(file)?.unit {
            let unit = match (&row.base, &row.factor) {
                (Some(base), Some(factor)) => new_unit(file, &row.id, base, factor)?,
                _ => Measurement::from_id(&row.id).ok_or_else(|| {
                    fault(file, &row.id, "is no unit of data/fact/unit.csv: a new one states its base and factor")
                })?,
            };
            let word = |touching| {
                Sense::Unit(UnitWord { unit, per: row.per, open: row.open, touching, goods: row.good.clone() })
            };
            for form in &row.forms {
                self.add_own(file, form, Case::Any, word(false))?;
            }
            for form in &row.exact {
                self.add_own(file, form, Case::Exact(form.as_str().into()), word(false))?;
            }
            for form in &row.touching {
                self.add_own(file, form, Case::Exact(form.as_str().into()), word(true))?;
            }
        }
        Ok(())
    }

    fn currencies(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            currency: Vec<Row>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            code: String,
            #[serde(default)]
            name: Vec<String>,
            #[serde(default)]
            bare: Vec<String>,
            #[serde(default)]
            sign: Vec<String>,
            #[serde(default)]
            prefix: Vec<String>,
            #[serde(default)]
            code_forms: Vec<String>,
            #[serde(default)]
            minor: Vec<String>,
            #[serde(default)]
            minor_per: Option<u32>,
            #[serde(default)]
            default: Vec<String>,
        }
        for currency in Currency::all() {
            let sense = Sense::Currency { currency, form: CurrencyForm::Code, default: true };
            self.add(currency.code(), Case::Exact(currency.code().into()), sense);
        }
        for row in read::<Rows>(file)?.currency {
            let currency = Currency::from_code(&row.code)
                .ok_or_else(|| fault(file, &row.code, "is no currency of data/fact/currency.csv"))?;
            let sense = |form: CurrencyForm, word: &str| Sense::Currency {
                currency,
                form,
                default: form == CurrencyForm::Name || row.default.iter().any(|d| d == word),
            };
            for word in &row.name {
                self.add(word, Case::Any, sense(CurrencyForm::Name, word));
            }
            for word in &row.bare {
                self.add(word, Case::Any, sense(CurrencyForm::Bare, word));
            }
            for word in &row.sign {
                self.add(word, Case::Any, sense(CurrencyForm::Sign, word));
            }
            for word in &row.prefix {
                self.add(word, Case::Exact(word.as_str().into()), sense(CurrencyForm::Prefix, word));
            }
            let parts = Decimal::from(row.minor_per.unwrap_or(100));
            for word in &row.minor {
                self.add(word, Case::Any, sense(CurrencyForm::Minor(parts), word));
            }
            for word in &row.code_forms {
                let scale = match word.chars().next() {
                    Some('k') => 1_000,
                    Some('M' | 'm') => 1_000_000,
                    Some('B' | 'b') => 1_000_000_000,
                    _ => return Err(fault(file, word, "begins with none of k M m B b")),
                };
                let form = CurrencyForm::ScaledCode(Decimal::from(scale));
                self.add(word, Case::Exact(word.as_str().into()), sense(form, word));
            }
        }
        Ok(())
    }

    fn places(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            place: Vec<Row>,
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
        for row in read::<Rows>(file)?.place {
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

    fn periods(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            month: Vec<Numbered>,
            ordinal: Vec<Numbered>,
            span: Vec<SpanRow>,
            deictic: Vec<DeicticRow>,
            phrase: Vec<PhraseRow>,
            opens: Forms,
            fiscal_year_start: std::collections::BTreeMap<String, String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Numbered {
            number: i8,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct SpanRow {
            unit: String,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct DeicticRow {
            which: String,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct PhraseRow {
            means: String,
            forms: Vec<String>,
        }
        let file: Rows = read(PERIOD)?;
        for row in file.month {
            for form in row.forms {
                // 'may' and 'march' are other words.
                let case = if matches!(row.number, 3 | 5) { Case::Capital } else { Case::Any };
                self.add(&form, case, Sense::Month(row.number));
            }
        }
        for row in file.ordinal {
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Ordinal(row.number));
            }
        }
        for row in file.span {
            let unit = match row.unit.as_str() {
                "year" => SpanUnit::Year,
                "fiscal_year" => SpanUnit::FiscalYear,
                "season" => SpanUnit::Season,
                "half" => SpanUnit::Half,
                "quarter" => SpanUnit::Quarter,
                "month" => SpanUnit::Month,
                "week" => SpanUnit::Week,
                "day" => SpanUnit::Day,
                "decade" => SpanUnit::Decade,
                "period" => SpanUnit::Period,
                other => return Err(fault(PERIOD, other, "is no unit of time")),
            };
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Span(unit));
            }
        }
        for row in file.deictic {
            let which = match row.which.as_str() {
                "last" => Deictic::Last,
                "this" => Deictic::This,
                "next" => Deictic::Next,
                "same" => Deictic::Same,
                other => return Err(fault(PERIOD, other, "is none of last, this, next, same")),
            };
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Deictic(which));
            }
        }
        for row in file.phrase {
            let means = match row.means.as_str() {
                "year_earlier" => PeriodPhrase::YearEarlier,
                "two_years_earlier" => PeriodPhrase::TwoYearsEarlier,
                "previous" => PeriodPhrase::Previous,
                "focus" => PeriodPhrase::Focus,
                "today" => PeriodPhrase::Today,
                "yesterday" => PeriodPhrase::Yesterday,
                "this_year" => PeriodPhrase::ThisYear,
                "whole_year" => PeriodPhrase::WholeYear,
                "on_year" => PeriodPhrase::OnYear,
                "on_month" => PeriodPhrase::OnMonth,
                other => return Err(fault(PERIOD, other, "is no meaning of an expression of time")),
            };
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Phrase(means));
            }
        }
        for word in file.opens.forms {
            let word = self.word(&word);
            self.grammar(word).opens_time = true;
        }
        for (code, day) in file.fiscal_year_start {
            let place = Place::from_code(&code).ok_or_else(|| fault(PERIOD, &code, "is no country"))?;
            let start = day.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
            let start = start.ok_or_else(|| fault(PERIOD, &code, "begins on a day written MM-DD"))?;
            self.lexicon.fiscal_year_start.insert(place, start);
        }
        Ok(())
    }

    fn cues(&mut self, file: File) -> Result<(), Error> {
        let rows: CueFile = read(file)?;
        for row in rows.measure {
            let form = match row.form.as_str() {
                "noun" => MeasureForm::Noun,
                "verb" => MeasureForm::Verb,
                other => return Err(fault(file, other, "is neither noun nor verb")),
            };
            for word in row.forms {
                let (measure, sign, strength) = (row.value, row.sign, row.strength);
                let commodity = row.commodity.clone();
                self.cue(&word, Cue::Measure { measure, form, sign, strength, commodity });
            }
        }
        for row in rows.change {
            let verb = row.form == "verb";
            for word in row.forms {
                self.cue(&word, Cue::Change { sign: row.sign, verb });
            }
        }
        for word in rows.share.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Share);
        }
        for row in rows.status {
            for word in row.forms {
                self.cue(&word, Cue::Status(row.value));
            }
        }
        for row in rows.bound {
            for word in row.forms {
                self.cue(&word, Cue::Bound { qualifier: row.value, after: row.place == "after", short: row.short });
            }
        }
        for row in rows.rate {
            for word in row.forms {
                self.cue(&word, Cue::Rate { rate: row.value, after: row.place == "after" });
            }
        }
        for word in rows.speech.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Speech);
        }
        for word in rows.office.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Office);
        }
        for row in rows.reference {
            let to = match row.value.as_str() {
                "pair" => Reference::Pair,
                "home" => Reference::Home,
                "other" => Reference::Other,
                "world" => Reference::World,
                "many" => Reference::Many,
                "opposite" => Reference::Opposite,
                other => return Err(fault(file, other, "is no reference")),
            };
            for word in row.forms {
                self.cue(&word, Cue::Reference(to));
            }
        }
        for row in rows.excluded {
            let of = match row.of.as_str() {
                "percent" => Excluded::Percent,
                "money" => Excluded::Money,
                other => return Err(fault(file, other, "is neither percent nor money")),
            };
            for word in row.forms {
                self.cue(&word, Cue::Excluded(of));
            }
        }
        for row in rows.link {
            let link = link(file, &row.value)?;
            for word in row.forms {
                let word = self.word(&word);
                self.grammar(word).link = Some(link);
            }
        }
        for row in rows.trader {
            let link = link(file, &row.value)?;
            for word in row.forms {
                let word = self.word(&word);
                self.grammar(word).trader = Some(link);
            }
        }
        self.lexicon.abbreviations.extend(rows.abbreviations.forms.into_iter().map(Into::into));
        for word in rows.english.forms {
            let word = self.word(&word);
            self.grammar(word).common = true;
        }
        for word in rows.function.forms {
            let word = self.word(&word);
            self.grammar(word).function = true;
        }
        for word in rows.excess.forms {
            let word = self.word(&word);
            self.grammar(word).excess = true;
        }
        for word in rows.comparison.forms {
            let word = self.word(&word);
            self.grammar(word).compares = true;
        }
        for word in rows.neutral.forms {
            self.cue(&word, Cue::Neutral);
        }
        for word in rows.base.forms {
            let word = self.word(&word);
            self.grammar(word).base = true;
        }
        Ok(())
    }

    fn cue(&mut self, form: &str, cue: Cue) {
        self.add(form, Case::Any, Sense::Cue(cue));
    }

    fn goods(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            #[serde(default)]
            goods: Vec<String>,
            #[serde(default)]
            none: Vec<String>,
        }
        let rows: Rows = read(file)?;
        for word in rows.goods {
            self.add(&word, Case::Any, Sense::Goods);
        }
        for word in rows.none {
            self.add(&word, Case::Any, Sense::AllGoods);
        }
        Ok(())
    }

    fn outlets(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            outlet: Vec<Row>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            name: String,
            home: String,
        }
        for row in read::<Rows>(file)?.outlet {
            let home = Place::from_code(&row.home).ok_or_else(|| fault(file, &row.home, "is no country"))?;
            let name: Box<str> = row.name.to_lowercase().into();
            if self.is_over {
                self.lexicon.outlets.retain(|(other, _)| *other != name);
            }
            self.lexicon.outlets.push((name, home));
        }
        Ok(())
    }
}

/// A unit of a user's own. The words of a process are one, so it stays for ever.
fn new_unit(file: File, id: &str, base: &str, factor: &str) -> Result<&'static Measurement, Error> {
    if Measurement::from_id(id).is_some() {
        return Err(fault(
            file,
            id,
            "is a unit of data/fact/unit.csv: leave out base and factor, or give it its own id",
        ));
    }
    let base = base.parse::<Unit>().ok().filter(|unit| !matches!(unit, Unit::Money(_)));
    let base = base.ok_or_else(|| fault(file, id, "has a base that is none of t m3 bbl TEU kWh %"))?;
    let factor = Decimal::from_str(factor).ok().filter(|factor| *factor > Decimal::ZERO);
    let factor = factor.ok_or_else(|| fault(file, id, "has a factor that is no exact decimal above 0"))?;
    Ok(Box::leak(Box::new(Measurement { id: id.to_owned(), base, factor, source: file.0.to_owned() })))
}

fn link(file: File, name: &str) -> Result<Link, Error> {
    Ok(match name {
        "to" => Link::To,
        "from" => Link::From,
        "with" => Link::With,
        "between" => Link::Between,
        "by" => Link::By,
        "of" => Link::Of,
        "in" => Link::In,
        "via" => Link::Via,
        other => return Err(fault(file, other, "is no link")),
    })
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CueFile {
    measure: Vec<MeasureRow>,
    change: Vec<ChangeRow>,
    share: Vec<Forms>,
    status: Vec<StatusRow>,
    bound: Vec<BoundRow>,
    rate: Vec<RateRow>,
    speech: Vec<Forms>,
    office: Vec<Forms>,
    reference: Vec<ReferenceRow>,
    excluded: Vec<ExcludedRow>,
    link: Vec<ReferenceRow>,
    trader: Vec<ReferenceRow>,
    abbreviations: Forms,
    english: Forms,
    function: Forms,
    base: Forms,
    neutral: Forms,
    excess: Forms,
    comparison: Forms,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureRow {
    value: Measure,
    #[serde(rename = "as")]
    form: String,
    #[serde(default)]
    sign: i8,
    strength: u8,
    commodity: Option<String>,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeRow {
    sign: i8,
    #[serde(rename = "as")]
    form: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusRow {
    value: Status,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundRow {
    value: Qualifier,
    #[serde(rename = "where")]
    place: String,
    #[serde(default)]
    short: bool,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateRow {
    value: Rate,
    #[serde(rename = "where")]
    place: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReferenceRow {
    value: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExcludedRow {
    of: String,
    forms: Vec<String>,
}
