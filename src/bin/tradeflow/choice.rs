//! What `table` and `report` are asked to show, and in which units.

use crate::args::country;
use crate::console::{Console, count};
use crate::output::Stop;
use jiff::civil::Date;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame};
use std::fs;
use std::path::PathBuf;
use tradeflow::cell::Steps;
use tradeflow::convert::{self, Rates};
use tradeflow::table::{Filter, Grain};
use tradeflow::value::currency::Currency;
use tradeflow::value::flow::Measure;
use tradeflow::value::period::Period;
use tradeflow::value::place::Place;

/// Which rows are shown.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What is shown")]
pub struct FilterArgs {
    /// Only these two parties, as in AZE-RUS or Azerbaijan-Russia; may be repeated
    #[arg(long, value_name = "A-B", value_parser = pair)]
    pair: Vec<(Place, Place)>,

    /// Only rows with this party, as in AZE, Azerbaijan or EU; may be repeated
    #[arg(long, value_name = "COUNTRY", value_parser = party)]
    country: Vec<Place>,

    /// Only periods that begin in this one or later, as in 2020, 2023-Q1, 2023-01 or 2023-01-15
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    from: Option<Period>,

    /// Only periods that end in this one or earlier
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    to: Option<Period>,

    /// Only these measures: trade, exports, imports, balance, freight
    #[arg(long, value_name = "MEASURE", value_delimiter = ',', value_parser = measure)]
    measure: Vec<Measure>,

    /// Only what was published by this day, YYYY-MM-DD
    ///
    /// Reports without a day of publication are left out then.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

/// The units of amounts.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Units")]
pub struct UnitArgs {
    /// Only money in this currency (ISO 4217); others are converted at the average rate of their period
    ///
    /// A converted row has origin 'converted', its original value and unit, and the rate with its source. Rows without a
    /// rate are left out and named on standard error. Prices of one year are not turned into those of another.
    #[arg(long, value_name = "CODE", value_parser = currency)]
    currency: Option<Currency>,

    /// Rates of exchange: a CSV file with month,currency,units_per_usd
    ///
    /// Without it the averages of the British customs (HMRC) are taken, from 2010 on for years and from February 2014
    /// on for months.
    #[arg(long, value_name = "FILE", requires = "currency")]
    rates: Option<PathBuf>,

    /// Barrels and cubic metres of named goods as tonnes, by the factor that rate_source names
    #[arg(long)]
    tonnes: bool,
}

/// Which steps lead from claims to rows.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "How it is reckoned")]
pub struct StepArgs {
    /// Leave out a step, to see what it does; several are joined by commas
    ///
    /// echoes: copies and repeats are one witness. grades: the better source wins. vintages: of two offices the later wins.
    /// flows: exports, imports, turnover and balance give one another. growth: the year before from growth. shares: a
    /// part from its share. periods: parts of a year give one another.
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(Steps::NAMES))]
    without: Vec<String>,

    /// Also rows in which the figures of one side add up, moved by least squares, as little as their precision allows
    ///
    /// They have origin 'balanced' and stand beside what is reported, which stays as it is.
    #[arg(long)]
    balance: bool,
}

impl StepArgs {
    /// The steps that are taken.
    pub fn steps(&self) -> Steps {
        Steps { balance: self.balance, ..Steps::without(&self.without) }
    }

    /// The options by name, for metadata.
    pub fn named(&self) -> Vec<(&'static str, String)> {
        let without = (!self.without.is_empty()).then(|| ("without", self.without.join(",")));
        let balance = self.balance.then(|| ("balance", "true".to_owned()));
        without.into_iter().chain(balance).collect()
    }
}

impl FilterArgs {
    /// The filter, for periods of this grain.
    pub fn filter(&self, grain: Grain) -> Filter {
        Filter {
            pairs: self.pair.clone(),
            countries: self.country.clone(),
            from: self.from.map(|period| period.from),
            to: self.to.map(|period| period.to),
            measures: self.measure.clone(),
            currency: None,
            grain,
            as_of: self.as_of,
        }
    }

    /// The measure of a table that has one only.
    pub fn one_measure(&self) -> Result<Measure, Stop> {
        match *self.measure {
            [] => Ok(Measure::Trade),
            [measure] => Ok(measure),
            _ => Err(Stop::Usage("a matrix has one measure: say --measure once".to_owned())),
        }
    }

    /// The options by name, for metadata.
    pub fn named(&self) -> Vec<(&'static str, String)> {
        let list = |items: Vec<String>| Some(items.join(",")).filter(|items| !items.is_empty());
        let pairs = self.pair.iter().map(|(one, other)| format!("{one}-{other}")).collect();
        let all = [
            ("pair", list(pairs)),
            ("country", list(self.country.iter().map(Place::to_string).collect())),
            ("from", self.from.map(|period| period.from.to_string())),
            ("to", self.to.map(|period| period.to.to_string())),
            ("measure", list(self.measure.iter().map(Measure::to_string).collect())),
            ("as_of", self.as_of.map(|day| day.to_string())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

impl UnitArgs {
    /// Whether they ask for anything.
    pub fn is_asked(&self) -> bool {
        self.currency.is_some() || self.tonnes
    }

    /// What the options ask for, with the rates read.
    pub fn units(&self) -> Result<Units, Stop> {
        let money = self.currency.map(|currency| Ok((self.rates()?, currency))).transpose()?;
        Ok(Units { money, tonnes: self.tonnes })
    }

    /// The options by name, for metadata.
    pub fn named(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("currency", self.currency.map(|currency| currency.to_string())),
            ("rates", self.rates.as_ref().map(|path| path.display().to_string())),
            ("tonnes", self.tonnes.then(|| "true".to_owned())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    fn rates(&self) -> Result<Rates, Stop> {
        match &self.rates {
            Some(path) => rates_of(path),
            #[cfg(feature = "hmrc")]
            None => Ok(Rates::hmrc()),
            #[cfg(not(feature = "hmrc"))]
            None => Err(Stop::Usage(
                "--currency needs --rates FILE: this program was built without rates (feature hmrc)".to_owned(),
            )),
        }
    }
}

/// The rates of a file.
pub fn rates_of(path: &std::path::Path) -> Result<Rates, Stop> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|err| Stop::Write(format!("{name}: cannot be read: {err}")))?;
    Rates::from_csv(&name, &text).map_err(|err| Stop::Write(err.to_string()))
}

/// The units of a table, ready to be used.
pub struct Units {
    pub money: Option<(Rates, Currency)>,
    pub tonnes: bool,
}

impl Units {
    /// The rows in these units; those that could not be converted are named on standard error and left out.
    pub fn of(&self, rows: LazyFrame, console: &mut Console) -> Result<LazyFrame, Stop> {
        if self.money.is_none() && !self.tonnes {
            return Ok(rows);
        }
        let rows = if self.tonnes { convert::mass(rows).map_err(failed)? } else { rows };
        let rows = match &self.money {
            Some((rates, currency)) => convert::money(rows, rates, *currency).map_err(failed)?,
            None => rows,
        };
        let rows = rows.collect().map_err(failed)?;
        for line in unconverted(&rows, "left out")? {
            console.warn(&line);
        }
        let only = Filter { currency: self.money.as_ref().map(|(_, currency)| *currency), ..Filter::default() };
        Ok(only.rows(rows.lazy()))
    }
}

/// What was not converted, in words, with what became of money; volumes stay in their unit.
pub fn unconverted(rows: &DataFrame, fate: &str) -> Result<Vec<String>, Stop> {
    let missing = convert::missing(rows.clone().lazy()).collect().map_err(failed)?;
    let text = |name: &str| missing.column(name).and_then(|column| column.str()).map_err(failed);
    let counts = missing.column("n_rows").and_then(|column| column.u32()).map_err(failed)?;
    let lines = text("unconverted")?.iter().zip(text("unit")?.iter()).zip(counts.iter());
    let line = |((why, unit), rows): ((Option<&str>, Option<&str>), Option<u32>)| {
        let (why, unit, rows) = (why.unwrap_or_default(), unit.unwrap_or_default(), rows.unwrap_or_default());
        let fate = if Currency::from_code(unit).is_some() { fate } else { "kept" };
        format!("{why}: {} in {unit} {fate}", count(rows as usize, "row"))
    };
    Ok(lines.map(line).collect())
}

fn failed(err: impl std::fmt::Display) -> Stop {
    Stop::Write(err.to_string())
}

fn party(text: &str) -> Result<Place, String> {
    Place::from_code(&text.to_uppercase()).map_or_else(|| country(text), Ok).map_err(|_| {
        "no party: write an ISO 3166 code, an English short name or a group, as in AZE, Azerbaijan or EU".to_owned()
    })
}

/// Some names have a hyphen themselves.
fn pair(text: &str) -> Result<(Place, Place), String> {
    let split = |at: usize| Some((party(text[..at].trim()).ok()?, party(text[at + 1..].trim()).ok()?));
    text.match_indices('-')
        .find_map(|(at, _)| split(at))
        .filter(|(one, other)| one != other)
        .ok_or_else(|| "no pair: write two parties with a hyphen, as in AZE-RUS or Azerbaijan-Russia".to_owned())
}

fn period(text: &str) -> Result<Period, String> {
    Period::from_label(text)
        .ok_or_else(|| "no period: write a year, half, quarter, month or day, as in 2023, 2023-Q1, 2023-01".to_owned())
}

fn measure(text: &str) -> Result<Measure, String> {
    Measure::from_name(text)
        .filter(|measure| measure.is_trade())
        .ok_or_else(|| "no measure of trade: trade, exports, imports, balance or freight".to_owned())
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::from_code(&text.to_uppercase()).ok_or_else(|| "no currency of ISO 4217, as in USD or AZN".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no day: write it as YYYY-MM-DD, as in 2024-08-20".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{pair, party, period};

    #[test]
    fn a_pair_is_two_parties_by_code_or_name() {
        for text in ["AZE-RUS", "aze-rus", "Azerbaijan-Russia", "Azerbaijan - RUS"] {
            let (one, other) = pair(text).unwrap();
            assert_eq!((one.code(), other.code()), ("AZE", "RUS"), "{text}");
        }
        let (one, other) = pair("Guinea-Bissau-PRT").unwrap();
        assert_eq!((one.code(), other.code()), ("GNB", "PRT"));
        assert_eq!(party("EU").unwrap().code(), "EU");
        for text in ["AZE", "AZE-AZE", "AZE-Atlantis", "-", ""] {
            assert!(pair(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_period_is_a_label() {
        assert_eq!(period("2023-Q2").unwrap().to_string(), "2023-04-01/2023-06-30");
        assert!(period("last year").is_err());
    }
}
