//! What a figure is: amounts, units, places, periods and the measures of trade. Knows no text and no language.

pub mod amount;
pub mod currency;
pub mod flow;
pub mod basis;
pub mod number;
pub mod period;
pub mod place;
pub mod unit;
pub mod measurement;
