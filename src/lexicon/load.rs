//! The word files to a lexicon; every fault names file and form.

mod basis;
mod cue;
mod period;
mod place;
mod unit;

use super::sense::{CurrencyForm, NumberWord, Sense};
use super::{Case, Entry, Grammar, Lexicon, Node, ROOT, Word, straight};
use crate::datafile;
use crate::error::Error;
use crate::token;
use crate::value::currency::Currency;
use crate::value::place::Place;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::str::FromStr;

/// Name of a word file for errors, and its text.
type File<'a> = (&'a str, &'a str);

/// The word files of a language.
struct Files {
    number: File<'static>,
    unit: File<'static>,
    currency: File<'static>,
    place: File<'static>,
    period: File<'static>,
    cue: File<'static>,
    basis: File<'static>,
    goods: File<'static>,
    outlet: File<'static>,
}

macro_rules! files {
    ($folder:literal: $($file:ident)*) => {
        Files { $($file: (
            concat!("data/lang/", $folder, "/", stringify!($file), ".toml"),
            include_str!(concat!("../../data/lang/", $folder, "/", stringify!($file), ".toml")),
        ),)* }
    };
}

const ENGLISH: Files = files!("en": number unit currency place period cue basis goods outlet);

impl Lexicon {
    /// The built-in words of English, loaded anew, for those who want to know how long that takes: [`Lexicon::english`]
    /// loads them once for the whole process.
    pub fn load() -> Lexicon {
        datafile::built_in(of_files(&ENGLISH))
    }

    /// These words with those of a user laid over them.
    ///
    /// Each file is a name and a text: `unit.toml`, `currency.toml`, `place.toml`, `cue.toml`, `basis.toml`,
    /// `goods.toml` or `outlet.toml` in any folder, of the form of the file of that name in `data/lang/en`, with any of its tables. A row
    /// adds forms. A unit that the register does not have states `base` and `factor`, as `t` and `0.0005`; an outlet that
    /// is there already gets the new home.
    ///
    /// # Errors
    /// A file of another name, what is no TOML of that form, a key or code that is not known, a form that means another
    /// place or unit already ([`Error::is_data`], with file and line).
    pub fn lay_over(self, files: &[(String, String)]) -> Result<Lexicon, Error> {
        let mut builder = Builder::over(self);
        for (name, text) in files {
            let file = (name.as_str(), text.as_str());
            match name.rsplit(['/', '\\']).next().unwrap_or_default() {
                "unit.toml" => builder.units(file)?,
                "currency.toml" => builder.currencies(file)?,
                "place.toml" => builder.places(file)?,
                "cue.toml" => builder.cues(file)?,
                "basis.toml" => builder.bases(file)?,
                "goods.toml" => builder.goods(file)?,
                "outlet.toml" => builder.outlets(file)?,
                _ => {
                    let what = "is no word file: unit, currency, place, cue, basis, goods and outlet.toml are";
                    return Err(Error::data(name, 1, what));
                }
            }
        }
        Ok(builder.done())
    }
}

fn of_files(files: &Files) -> Result<Lexicon, Error> {
    let mut builder = Builder::default();
    builder.numbers(files.number)?;
    builder.units(files.unit)?;
    builder.currencies(files.currency)?;
    builder.places(files.place)?;
    builder.periods(files.period)?;
    builder.cues(files.cue)?;
    builder.bases(files.basis)?;
    builder.goods(files.goods)?;
    builder.outlets(files.outlet)?;
    Ok(builder.done())
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
            called: Vec::new(),
            fiscal_year_start: Default::default(),
            fiscal_year_by_start: Default::default(),
        };
        Builder { lexicon, edges: FxHashMap::default(), is_over: false }
    }
}

/// Reads one word file, and turns a fault in one of its values into an error that names the file.
fn read<T: serde::de::DeserializeOwned>(file: File) -> Result<T, Error> {
    datafile::toml(file.0, file.1)
}

fn fault(file: File, form: &str, what: &str) -> Error {
    // A form is written as it is or with escapes; one that is written in other escapes is somewhere in the file.
    let of = |written: &str| file.1.lines().position(|line| line.contains(written));
    let line = of(form).or_else(|| of(&form.escape_debug().to_string())).unwrap_or(0) + 1;
    Error::data(file.0, line, format!("'{form}': {what}"))
}

impl Builder {
    /// What goes on from words that are there.
    fn over(mut lexicon: Lexicon) -> Builder {
        let edges = lexicon.take_edges();
        Builder { lexicon, edges, is_over: true }
    }

    fn done(mut self) -> Lexicon {
        self.lexicon.lay_out(self.edges);
        self.lexicon
    }

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

    fn numbers(&mut self, file: File) -> Result<(), Error> {
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
        for row in read::<Rows>(file)?.number {
            let value = Decimal::from_str(&row.value).map_err(|_| fault(file, &row.value, "is no number"))?;
            let word = match row.kind.as_str() {
                "unit" => NumberWord::Unit(value),
                "tens" => NumberWord::Tens(value),
                "hundred" => NumberWord::Hundred,
                "scale" | "exact_scale" => NumberWord::Scale(value),
                "suffix" => NumberWord::Suffix(value),
                "fraction" => NumberWord::Fraction(value),
                "article" => NumberWord::Article,
                other => return Err(fault(file, other, "is no kind of number word")),
            };
            for form in row.forms {
                let case = if matches!(row.kind.as_str(), "suffix" | "exact_scale") {
                    Case::Exact(form.as_str().into())
                } else {
                    Case::Any
                };
                self.add(&form, case, Sense::Number(word));
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
