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
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::str::FromStr;

macro_rules! files {
    ($($constant:ident = $name:literal,)*) => {
        $(const $constant: (&str, &str) = (
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

/// The built-in words of English.
pub(super) fn english() -> Result<Lexicon, Error> {
    let mut builder = Builder::default();
    builder.numbers()?;
    builder.units()?;
    builder.currencies()?;
    builder.places()?;
    builder.periods()?;
    builder.cues()?;
    builder.goods()?;
    builder.outlets()?;
    builder.lexicon.lay_out(builder.edges);
    Ok(builder.lexicon)
}

struct Builder {
    lexicon: Lexicon,
    edges: FxHashMap<(Node, Word), Node>,
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
        Builder { lexicon, edges: FxHashMap::default() }
    }
}

/// Reads one word file, and turns a fault in one of its values into an error that names the file.
fn read<T: serde::de::DeserializeOwned>(file: (&str, &str)) -> Result<T, Error> {
    datafile::toml(file.0, file.1)
}

fn fault(file: (&str, &str), form: &str, what: &str) -> Error {
    let line = file.1.lines().position(|line| line.contains(form)).map_or(0, |at| at + 1);
    Error::data(file.0, line, format!("'{form}': {what}"))
}

impl Builder {
    fn add(&mut self, form: &str, case: Case, sense: Sense) {
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
        struct File {
            number: Vec<Row>,
        }
        #[derive(Deserialize)]
        struct Row {
            kind: String,
            value: String,
            forms: Vec<String>,
        }
        for row in read::<File>(NUMBER)?.number {
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

    fn units(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        struct File {
            unit: Vec<Row>,
        }
        #[derive(Deserialize)]
        struct Row {
            id: String,
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
        for row in read::<File>(UNIT)?.unit {
            let unit = Measurement::from_id(&row.id)
                .ok_or_else(|| fault(UNIT, &row.id, "is no unit of data/fact/unit.csv"))?;
            let word = |touching| {
                Sense::Unit(UnitWord { unit, per: row.per, open: row.open, touching, goods: row.good.clone() })
            };
            for form in &row.forms {
                self.add(form, Case::Any, word(false));
            }
            for form in &row.exact {
                self.add(form, Case::Exact(form.as_str().into()), word(false));
            }
            for form in &row.touching {
                self.add(form, Case::Exact(form.as_str().into()), word(true));
            }
        }
        Ok(())
    }

    fn currencies(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        struct File {
            currency: Vec<Row>,
        }
        #[derive(Deserialize)]
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
        for row in read::<File>(CURRENCY)?.currency {
            let currency = Currency::from_code(&row.code)
                .ok_or_else(|| fault(CURRENCY, &row.code, "is no currency of data/fact/currency.csv"))?;
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
                    _ => return Err(fault(CURRENCY, word, "begins with none of k M m B b")),
                };
                let form = CurrencyForm::ScaledCode(Decimal::from(scale));
                self.add(word, Case::Exact(word.as_str().into()), sense(form, word));
            }
        }
        Ok(())
    }

    fn places(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        struct File {
            place: Vec<Row>,
        }
        #[derive(Deserialize)]
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
        for row in read::<File>(PLACE)?.place {
            let place = Place::from_code(&row.id).ok_or_else(|| fault(PLACE, &row.id, "is no place of data/fact"))?;
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
                    self.add(word, if lower_allowed { Case::Any } else { Case::Capital }, sense);
                }
            }
        }
        Ok(())
    }

    fn periods(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        struct File {
            month: Vec<Numbered>,
            ordinal: Vec<Numbered>,
            span: Vec<SpanRow>,
            deictic: Vec<DeicticRow>,
            phrase: Vec<PhraseRow>,
            opens: Forms,
            fiscal_year_start: std::collections::BTreeMap<String, String>,
        }
        #[derive(Deserialize)]
        struct Numbered {
            number: i8,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        struct SpanRow {
            unit: String,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        struct DeicticRow {
            which: String,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        struct PhraseRow {
            means: String,
            forms: Vec<String>,
        }
        let file: File = read(PERIOD)?;
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

    fn cues(&mut self) -> Result<(), Error> {
        let file: CueFile = read(CUE)?;
        for row in file.measure {
            let form = match row.form.as_str() {
                "noun" => MeasureForm::Noun,
                "verb" => MeasureForm::Verb,
                other => return Err(fault(CUE, other, "is neither noun nor verb")),
            };
            for word in row.forms {
                let (measure, sign, strength) = (row.value, row.sign, row.strength);
                let commodity = row.commodity.clone();
                self.cue(&word, Cue::Measure { measure, form, sign, strength, commodity });
            }
        }
        for row in file.change {
            let verb = row.form == "verb";
            for word in row.forms {
                self.cue(&word, Cue::Change { sign: row.sign, verb });
            }
        }
        for word in file.share.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Share);
        }
        for row in file.status {
            for word in row.forms {
                self.cue(&word, Cue::Status(row.value));
            }
        }
        for row in file.bound {
            for word in row.forms {
                self.cue(&word, Cue::Bound { qualifier: row.value, after: row.place == "after" });
            }
        }
        for row in file.rate {
            for word in row.forms {
                self.cue(&word, Cue::Rate { rate: row.value, after: row.place == "after" });
            }
        }
        for word in file.speech.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Speech);
        }
        for word in file.office.into_iter().flat_map(|row| row.forms) {
            self.cue(&word, Cue::Office);
        }
        for row in file.reference {
            let to = match row.value.as_str() {
                "pair" => Reference::Pair,
                "home" => Reference::Home,
                "other" => Reference::Other,
                "world" => Reference::World,
                "many" => Reference::Many,
                "opposite" => Reference::Opposite,
                other => return Err(fault(CUE, other, "is no reference")),
            };
            for word in row.forms {
                self.cue(&word, Cue::Reference(to));
            }
        }
        for row in file.excluded {
            let of = match row.of.as_str() {
                "percent" => Excluded::Percent,
                "money" => Excluded::Money,
                other => return Err(fault(CUE, other, "is neither percent nor money")),
            };
            for word in row.forms {
                self.cue(&word, Cue::Excluded(of));
            }
        }
        for row in file.link {
            let link = link(&row.value)?;
            for word in row.forms {
                let word = self.word(&word);
                self.grammar(word).link = Some(link);
            }
        }
        for row in file.trader {
            let link = link(&row.value)?;
            for word in row.forms {
                let word = self.word(&word);
                self.grammar(word).trader = Some(link);
            }
        }
        self.lexicon.abbreviations = file.abbreviations.forms.into_iter().map(Into::into).collect();
        for word in file.english.forms {
            let word = self.word(&word);
            self.grammar(word).common = true;
        }
        for word in file.function.forms {
            let word = self.word(&word);
            self.grammar(word).function = true;
        }
        for word in file.excess.forms {
            let word = self.word(&word);
            self.grammar(word).excess = true;
        }
        for word in file.comparison.forms {
            let word = self.word(&word);
            self.grammar(word).compares = true;
        }
        for word in file.neutral.forms {
            self.cue(&word, Cue::Neutral);
        }
        for word in file.base.forms {
            let word = self.word(&word);
            self.grammar(word).base = true;
        }
        Ok(())
    }

    fn cue(&mut self, form: &str, cue: Cue) {
        self.add(form, Case::Any, Sense::Cue(cue));
    }

    fn goods(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        struct File {
            goods: Vec<String>,
            none: Vec<String>,
        }
        let file: File = read(GOODS)?;
        for word in file.goods {
            self.add(&word, Case::Any, Sense::Goods);
        }
        for word in file.none {
            self.add(&word, Case::Any, Sense::AllGoods);
        }
        Ok(())
    }

    fn outlets(&mut self) -> Result<(), Error> {
        #[derive(Deserialize)]
        struct File {
            outlet: Vec<Row>,
        }
        #[derive(Deserialize)]
        struct Row {
            name: String,
            home: String,
        }
        for row in read::<File>(OUTLET)?.outlet {
            let home = Place::from_code(&row.home).ok_or_else(|| fault(OUTLET, &row.home, "is no country"))?;
            self.lexicon.outlets.push((row.name.to_lowercase().into(), home));
        }
        Ok(())
    }
}

fn link(name: &str) -> Result<Link, Error> {
    Ok(match name {
        "to" => Link::To,
        "from" => Link::From,
        "with" => Link::With,
        "between" => Link::Between,
        "by" => Link::By,
        "of" => Link::Of,
        "in" => Link::In,
        "via" => Link::Via,
        other => return Err(fault(CUE, other, "is no link")),
    })
}

#[derive(Deserialize)]
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

#[derive(Deserialize)]
struct Forms {
    forms: Vec<String>,
}

#[derive(Deserialize)]
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
struct ChangeRow {
    sign: i8,
    #[serde(rename = "as")]
    form: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct StatusRow {
    value: Status,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct BoundRow {
    value: Qualifier,
    #[serde(rename = "where")]
    place: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct RateRow {
    value: Rate,
    #[serde(rename = "where")]
    place: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct ReferenceRow {
    value: String,
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct ExcludedRow {
    of: String,
    forms: Vec<String>,
}
