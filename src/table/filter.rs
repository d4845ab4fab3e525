//! Which claims a table is made of, and which of its rows are shown.

use super::Grain;
use crate::error::Error;
use crate::ledger::wrong;
use crate::value::currency::Currency;
use crate::value::flow::Measure;
use crate::value::place::Place;
use crate::value::unit::Unit;
use jiff::civil::Date;
use polars::prelude::*;

/// What is asked for; what is empty asks for nothing. All of it holds together: a pair *and* a period.
///
/// ```
/// use tradeflow::table::{Filter, Grain};
/// use tradeflow::value::place::Place;
///
/// let aze = Place::from_code("AZE").unwrap();
/// let years_of_azerbaijan = Filter { countries: vec![aze], grain: Grain::Year, ..Filter::default() };
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Two parties, in either order; any of these pairs.
    pub pairs: Vec<(Place, Place)>,
    /// Rows with one of these as a party.
    pub countries: Vec<Place>,
    /// Periods that begin on this day or later.
    pub from: Option<Date>,
    /// Periods that end on this day or earlier.
    pub to: Option<Date>,
    /// One of these measures.
    pub measures: Vec<Measure>,
    /// Money in this currency (ISO 4217) only; physical units stay. Nothing is converted.
    pub currency: Option<Currency>,
    /// How long the periods are.
    pub grain: Grain,
    /// What was published by the end of this day: see [`claims`](Filter::claims).
    pub as_of: Option<Date>,
}

impl Filter {
    /// The claims of a ledger that a table is made of: all, or those published by the day of `as_of`. A claim without
    /// a day of publication was not known to be there, and is left out then.
    ///
    /// # Errors
    /// A frame without the column `published` (Date; [`Error::is_table`]).
    pub fn claims(&self, mut ledger: LazyFrame) -> Result<LazyFrame, Error> {
        let found = ledger.collect_schema().map_err(wrong)?;
        crate::ledger::check_columns(&found, &["published"])?;
        Ok(match self.as_of {
            Some(day) => ledger.filter(col("published").lt_eq(day_of(day))),
            None => ledger,
        })
    }

    /// The rows of a table in long form, or of cells, that are asked for. A row is shown or not; none is changed, so
    /// what is left adds up to no less and no more than before.
    pub fn rows(&self, table: LazyFrame) -> LazyFrame {
        let mut rows = self.grain.rows(table);
        if !self.pairs.is_empty() {
            rows = rows.filter(any(self.pairs.iter().map(|pair| is_pair(*pair))));
        }
        if !self.countries.is_empty() {
            rows = rows.filter(any(self.countries.iter().map(|country| has_party(*country))));
        }
        rows = self.days(rows);
        if !self.measures.is_empty() {
            rows = rows.filter(any(self.measures.iter().map(|measure| col("measure").eq(lit(measure.name())))));
        }
        if let Some(currency) = self.currency {
            rows = rows.filter(col("unit").eq(lit(currency.to_string())).or(is_money().not()));
        }
        rows
    }
}

impl Filter {
    /// The rows of a table of partners, indicators or concentration that are asked for: those of the countries, and of
    /// the days. Measures, pairs, grain and currency are asked of the cells that such a table is made of.
    pub fn partner_rows(&self, table: LazyFrame) -> LazyFrame {
        let mut rows = table;
        if !self.countries.is_empty() {
            rows = rows.filter(any(self.countries.iter().map(|country| col("country").eq(lit(country.code())))));
        }
        self.days(rows)
    }

    fn days(&self, mut rows: LazyFrame) -> LazyFrame {
        if let Some(day) = self.from {
            rows = rows.filter(col("period_start").gt_eq(day_of(day)));
        }
        if let Some(day) = self.to {
            rows = rows.filter(col("period_end").lt_eq(day_of(day)));
        }
        rows
    }
}

/// Whether the unit of a row is money: none of the physical units, nor per cent.
pub(crate) fn is_money() -> Expr {
    let physical = [Unit::Tonne, Unit::CubicMetre, Unit::Barrel, Unit::Teu, Unit::KilowattHour, Unit::Percent];
    physical.iter().fold(lit(true), |money, unit| money.and(col("unit").neq(lit(unit.code().to_owned()))))
}

fn any(conditions: impl Iterator<Item = Expr>) -> Expr {
    conditions.fold(lit(false), Expr::or).fill_null(lit(false))
}

/// A total with the world has no pair, but a partner.
fn is_pair((one, other): (Place, Place)) -> Expr {
    let (first, second) = if one.code() <= other.code() { (one, other) } else { (other, one) };
    let pair = col("pair").eq(lit(format!("{}-{}", first.code(), second.code())));
    let flow = |from: Place, to: Place| col("reporter").eq(lit(from.code())).and(col("partner").eq(lit(to.code())));
    let false_for_null = |condition: Expr| condition.fill_null(lit(false));
    false_for_null(pair).or(false_for_null(flow(one, other))).or(false_for_null(flow(other, one)))
}

/// Turnover has no reporter, so the pair is looked at too.
fn has_party(country: Place) -> Expr {
    let code = country.code();
    let conditions = [
        col("reporter").eq(lit(code)),
        col("partner").eq(lit(code)),
        col("pair").str().starts_with(lit(format!("{code}-"))),
        col("pair").str().ends_with(lit(format!("-{code}"))),
    ];
    conditions.into_iter().fold(lit(false), |any, condition| any.or(condition.fill_null(lit(false))))
}

pub(crate) fn day_of(day: Date) -> Expr {
    let days = day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
    lit(days as i32).cast(DataType::Date)
}
