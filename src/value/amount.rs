//! How much, how exactly, and the interval that follows.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a figure is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// Stated as it is.
    #[default]
    Exact,
    /// About, around, some, nearly, almost, close to.
    Approx,
    /// Over, more than, at least, exceeded, or more.
    AtLeast,
    /// Up to, under, less than, at most.
    AtMost,
    /// From one figure to another.
    Range,
}

impl Qualifier {
    /// The name in claims and tables.
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::Approx => "approx",
            Qualifier::AtLeast => "at_least",
            Qualifier::AtMost => "at_most",
            Qualifier::Range => "range",
        }
    }

    /// The qualifier of that name.
    pub fn from_name(name: &str) -> Option<Qualifier> {
        [Qualifier::Exact, Qualifier::Approx, Qualifier::AtLeast, Qualifier::AtMost, Qualifier::Range]
            .into_iter()
            .find(|q| q.name() == name)
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A figure as stated, exact, in base units (dollars, not billions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amount {
    /// The figure; for a range its lower end.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_hi: Option<Decimal>,
    /// How it is hedged.
    pub qualifier: Qualifier,
    /// The worth of its last stated digit: 0.1 billion for '4.4bn', 1 billion for '4bn'.
    pub precision: Decimal,
}

/// The closed hull of what a figure can mean; an open side is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Lowest value, or no lower bound.
    pub low: Option<Decimal>,
    /// Highest value, or no upper bound.
    pub high: Option<Decimal>,
}

impl Interval {
    /// The part that is no further from zero than a value: what 'nearly 5bn' can mean, since 'nearly' is said of what
    /// falls short (the same source as for [`Amount::interval`]).
    pub fn short_of(self, value: Decimal) -> Interval {
        match value.is_sign_negative() {
            true => Interval { low: Some(self.low.map_or(value, |low| low.max(value))), ..self },
            false => Interval { high: Some(self.high.map_or(value, |high| high.min(value))), ..self },
        }
    }
}

impl Amount {
    /// What the figure can mean, by its qualifier and stated precision `p`:
    ///
    /// | qualifier | interval | [working end](working_end) | why |
    /// | --- | --- | --- | --- |
    /// | exact | value - p/2 to value + p/2 | | a rounded figure is an interval: '4.4bn' is 4.35 to 4.45 |
    /// | approx | value - p to value + p | | 'about': one whole step of the stated precision either way; of 'nearly' and 'almost' only the half towards zero ([`Interval::short_of`]) |
    /// | at_least | value upwards | 5bn for 'over 4bn' | nothing says how far |
    /// | at_most | up to value | 7m for 'up to 8m' | likewise |
    /// | range | value - p/2 to value_hi + p/2 | | both ends rounded |
    ///
    /// The interval is closed: '4.4bn' and '4.5bn' touch at 4.45, and what only touches is not taken to agree unless
    /// somebody states that point. For a negative figure (a deficit) 'over' means further from zero, so the bound turns:
    /// 'a deficit of over 60bn' is anything up to -60bn. Source of the bounds' meaning: Cummins, Sauerland and Solt 2012
    /// (Linguistics and Philosophy 35:135), of the half step: ordinary rounding.
    pub fn interval(&self) -> Interval {
        let half = self.precision / Decimal::TWO;
        let last = self.value_hi.unwrap_or(self.value);
        let outwards = |qualifier| match (qualifier, self.value.is_sign_negative()) {
            (Qualifier::AtLeast, false) | (Qualifier::AtMost, true) => (Some(self.value), None),
            _ => (None, Some(self.value)),
        };
        let (low, high) = match self.qualifier {
            Qualifier::Exact | Qualifier::Range => (self.value.checked_sub(half), last.checked_add(half)),
            Qualifier::Approx => (self.value.checked_sub(self.precision), last.checked_add(self.precision)),
            bound => outwards(bound),
        };
        Interval { low, high }
    }
}

/// How far a bound is usually meant to go, for those who have to put a number at its open side: to the next number that
/// is as round as the bound itself. 'Over 4bn' is hardly over 5bn, since then that would have been said; likewise 'over
/// 4.3bn' and 4.4bn, 'over 20bn' and 30bn. As round means: a multiple of the same power of ten.
///
/// It is an inference from what was not said (Cummins, Sauerland and Solt 2012) and no part of the interval: it stands in
/// a column of its own and decides nothing. There is none for 0 and beyond the digits of a decimal.
///
/// ```
/// use rust_decimal::Decimal;
/// use tradeflow::value::amount::{Qualifier, working_end};
///
/// assert_eq!(working_end(Decimal::from(4_000_000_000_i64), Qualifier::AtLeast), Some(Decimal::from(5_000_000_000_i64)));
/// assert_eq!(working_end(Decimal::from(8_000_000), Qualifier::AtMost), Some(Decimal::from(7_000_000)));
/// assert_eq!(working_end(Decimal::from(8_000_000), Qualifier::Exact), None);
/// ```
pub fn working_end(bound: Decimal, qualifier: Qualifier) -> Option<Decimal> {
    let mut rest = bound.normalize();
    if rest.is_zero() {
        return None;
    }
    let mut step = Decimal::new(1, rest.scale());
    while (rest % Decimal::TEN).is_zero() {
        (rest, step) = (rest / Decimal::TEN, step * Decimal::TEN);
    }
    match qualifier {
        Qualifier::AtLeast => bound.checked_add(step),
        Qualifier::AtMost => bound.checked_sub(step),
        Qualifier::Exact | Qualifier::Approx | Qualifier::Range => None,
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.qualifier {
            Qualifier::Approx => f.write_str("~")?,
            Qualifier::AtLeast => f.write_str(">=")?,
            Qualifier::AtMost => f.write_str("<=")?,
            Qualifier::Exact | Qualifier::Range => {}
        }
        write!(f, "{}", self.value.normalize())?;
        match self.value_hi {
            Some(hi) => write!(f, "..{}", hi.normalize()),
            None => Ok(()),
        }
    }
}
