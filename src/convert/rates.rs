//! Average rates of exchange by month.

use crate::error::Error;
use crate::value::currency::Currency;
use crate::value::period::{Period, PeriodKind};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::str::FromStr;

/// Where rates come from: a table of the user ([`from_csv`](Rates::from_csv)) or, with the feature `hmrc`, the averages
/// that the British customs publish.
#[derive(Debug, Clone)]
pub struct Rates {
    from: From,
}

#[derive(Debug, Clone)]
enum From {
    Table {
        name: String,
        units_per_usd: FxHashMap<(Currency, i32), Decimal>,
    },
    #[cfg(feature = "hmrc")]
    Hmrc(Box<hmrc_rates::Rates>),
}

/// How one currency was exchanged for another over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Units of the original currency for one unit of the base of the source.
    pub(super) original: Decimal,
    /// Units of the new currency for one unit of that base.
    pub(super) new: Decimal,
    /// Its months: `2023-01/2023-07`, or the year.
    pub period: String,
    /// Its source.
    pub source: String,
}

impl Rate {
    /// Units of the original currency for one of the new, rounded to twelve places.
    pub fn units(&self) -> Option<Decimal> {
        Some(self.original.checked_div(self.new)?.round_dp(12))
    }

    /// An amount of the original currency in the new one, to 28 digits.
    pub fn convert(&self, amount: Decimal) -> Option<Decimal> {
        amount.checked_mul(self.new)?.checked_div(self.original)
    }
}

impl Rates {
    /// Rates of a CSV file with the columns `month` (2023-01), `currency` (ISO 4217) and `units_per_usd` (how many
    /// units one US dollar was worth on average); others may stand beside them. The name stands in `rate_source`.
    ///
    /// ```
    /// use tradeflow::convert::Rates;
    ///
    /// let rates = Rates::from_csv("rates.csv", "month,currency,units_per_usd\n2023-01,AZN,1.7\n")?;
    /// let period = "2023-01-01/2023-01-31".parse()?;
    /// let rate = rates.between("AZN".parse()?, "USD".parse()?, period).expect("a rate of January");
    /// assert_eq!(rate.units().map(|units| units.to_string()).as_deref(), Some("1.7"));
    /// # Ok::<(), tradeflow::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// A column that is missing, and the first line that holds no month, currency or rate above 0, or a month and
    /// currency a second time with another rate ([`Error::is_input`]).
    pub fn from_csv(name: &str, text: &str) -> Result<Rates, Error> {
        #[derive(Deserialize)]
        struct Row {
            month: String,
            currency: String,
            units_per_usd: String,
        }
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headers = reader.headers().map_err(|err| Error::input(name, Some(1), err.to_string()))?.clone();
        for needed in ["month", "currency", "units_per_usd"] {
            if !headers.iter().any(|header| header == needed) {
                let what = format!("column '{needed}' is missing; a table of rates has month,currency,units_per_usd");
                return Err(Error::input(name, Some(1), what));
            }
        }
        let mut units_per_usd = FxHashMap::default();
        for row in reader.into_records() {
            let line = |line: Option<&csv::Position>| line.map(|at| at.line() as usize);
            let row = row.map_err(|err| Error::input(name, line(err.position()), err.to_string()))?;
            let at = line(row.position());
            let wrong = |what: String| Error::input(name, at, what);
            let Row { month, currency, units_per_usd: units } =
                row.deserialize(Some(&headers)).map_err(|err| wrong(err.to_string()))?;
            let period = Period::from_label(&month).filter(|period| period.kind == PeriodKind::Month);
            let month = period.ok_or_else(|| wrong(format!("'{month}' is no month: write it as 2023-01")))?;
            let currency: Currency = currency.parse().map_err(|err: Error| wrong(err.to_string()))?;
            let units = Decimal::from_str(&units).ok().filter(|units| *units > Decimal::ZERO);
            let units = units.ok_or_else(|| wrong("'units_per_usd' is no number above 0".to_owned()))?;
            if units_per_usd.insert((currency, month_number(month)), units).is_some_and(|before| before != units) {
                return Err(wrong(format!("a second rate of {currency} for {}", month.label())));
            }
        }
        Ok(Rates { from: From::Table { name: name.to_owned(), units_per_usd } })
    }

    /// The rates that come with the crate, where any do: [`hmrc`](Rates::hmrc) with the feature `hmrc`.
    pub fn built_in() -> Option<Rates> {
        #[cfg(feature = "hmrc")]
        return Some(Rates::hmrc());
        #[cfg(not(feature = "hmrc"))]
        None
    }

    /// The averages of HM Revenue & Customs, as the crate `hmrc-rates` has them: yearly averages to 31 December and 31
    /// March from 2010 on, monthly rates from February 2014 on, about 150 currencies.
    ///
    /// The monthly rates are set some days before the month begins, so that in months of fast change they lag: for the
    /// rouble in 2022 and the lira in 2021 by up to a tenth. A table of a central bank's averages is better there.
    #[cfg(feature = "hmrc")]
    pub fn hmrc() -> Rates {
        Rates { from: From::Hmrc(Box::new(hmrc_rates::Rates::new())) }
    }

    /// Whose rates they are, and under which licence where that has to be said: the name of the table, or HMRC.
    pub fn source(&self) -> &str {
        match &self.from {
            From::Table { name, .. } => name,
            #[cfg(feature = "hmrc")]
            From::Hmrc(_) => {
                "HM Revenue & Customs; contains public sector information licensed under the Open Government Licence v3.0"
            }
        }
    }

    /// The average of a period: of a year as published where the source has yearly averages, else the mean of the
    /// months that it touches, each counting once. Both currencies are averaged against the base of the source (dollar
    /// or pound) and then divided, so that there and back is the same rate.
    ///
    /// # Errors
    /// In words, the currency and the first month without a rate: a mean of some of the months is no average.
    pub fn between(&self, original: Currency, new: Currency, period: Period) -> Result<Rate, String> {
        if let Some(rate) = self.of_year(original, new, period) {
            return Ok(rate);
        }
        let months = months(period);
        let mean = |currency: Currency| -> Result<Decimal, String> {
            let mut sum = Decimal::ZERO;
            for month in months.clone() {
                let units = self.of_month(currency, month);
                let missing = || format!("no rate of {currency} for {}", label(month));
                sum = units.and_then(|units| sum.checked_add(units)).ok_or_else(missing)?;
            }
            let number = Decimal::from(months.end() - months.start() + 1);
            sum.checked_div(number).ok_or_else(|| format!("no rate of {currency}"))
        };
        let (first, last) = (label(*months.start()), label(*months.end()));
        let span = if first == last { first } else { format!("{first}/{last}") };
        let source = match &self.from {
            From::Table { name, .. } => name.clone(),
            #[cfg(feature = "hmrc")]
            From::Hmrc(_) => "HMRC monthly rates".to_owned(),
        };
        Ok(Rate { original: mean(original)?, new: mean(new)?, period: span, source })
    }

    /// The published average of a year.
    #[cfg_attr(not(feature = "hmrc"), expect(unused_variables, reason = "only HMRC publishes yearly averages"))]
    fn of_year(&self, original: Currency, new: Currency, period: Period) -> Option<Rate> {
        match &self.from {
            From::Table { .. } => None,
            #[cfg(feature = "hmrc")]
            From::Hmrc(rates) => {
                let last_year = i32::from(period.to.year());
                let year = match (period.whole_months()?, period.from.month(), period.from.day()) {
                    (12, 1, 1) => hmrc_rates::YearEnd::december(last_year),
                    (12, 4, 1) => hmrc_rates::YearEnd::march(last_year),
                    _ => return None,
                };
                let table = rates.average(year).ok()?;
                let units = |currency: Currency| Some(table.rate(currency.code()).ok()?.units_per_gbp());
                let source = "HMRC yearly averages".to_owned();
                let period = format!("year to {}", period.to);
                Some(Rate { original: units(original)?, new: units(new)?, period, source })
            }
        }
    }

    /// Units for one of the base.
    fn of_month(&self, currency: Currency, month: i32) -> Option<Decimal> {
        match &self.from {
            From::Table { .. } if currency.code() == "USD" => Some(Decimal::ONE),
            From::Table { units_per_usd, .. } => units_per_usd.get(&(currency, month)).copied(),
            #[cfg(feature = "hmrc")]
            From::Hmrc(rates) => {
                let month = hmrc_rates::YearMonth::new(month.div_euclid(12), month.rem_euclid(12) as u32 + 1)?;
                Some(rates.monthly_rate(currency.code(), month).ok()?.units_per_gbp())
            }
        }
    }
}

/// The months that a period touches, as numbers.
fn months(period: Period) -> std::ops::RangeInclusive<i32> {
    let last = Period::new(period.to, period.to);
    month_number(period)..=month_number(last)
}

fn month_number(period: Period) -> i32 {
    i32::from(period.from.year()) * 12 + i32::from(period.from.month()) - 1
}

fn label(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}
