//! How long the periods of a table are.

use crate::value::period::PeriodKind;
use polars::prelude::*;
use std::fmt;

/// The periods that a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Grain {
    /// Calendar years.
    Year,
    /// Halves of calendar years.
    Half,
    /// Calendar quarters.
    Quarter,
    /// Calendar months.
    Month,
    /// Twelve months from another day than 1 January, and what a text calls a fiscal year.
    FiscalYear,
    /// Every period: those, and days, years to date and spans.
    #[default]
    All,
}

impl Grain {
    /// Every grain, in order.
    pub const ALL: [Grain; 6] = [Grain::Year, Grain::Half, Grain::Quarter, Grain::Month, Grain::FiscalYear, Grain::All];

    /// The name in options.
    pub fn name(self) -> &'static str {
        match self.kind() {
            Some(kind) => kind.name(),
            None => "all",
        }
    }

    /// The grain of that name.
    pub fn from_name(name: &str) -> Option<Grain> {
        Grain::ALL.into_iter().find(|grain| grain.name() == name)
    }

    /// The rows of this grain. Nothing is added up or spread out: a table of years holds the cells of years, and half a
    /// year is never taken twice.
    pub fn rows(self, table: LazyFrame) -> LazyFrame {
        match self.kind() {
            Some(kind) => table.filter(col("period_kind").eq(lit(kind.name()))),
            None => table,
        }
    }

    fn kind(self) -> Option<PeriodKind> {
        match self {
            Grain::Year => Some(PeriodKind::Year),
            Grain::Half => Some(PeriodKind::Half),
            Grain::Quarter => Some(PeriodKind::Quarter),
            Grain::Month => Some(PeriodKind::Month),
            Grain::FiscalYear => Some(PeriodKind::FiscalYear),
            Grain::All => None,
        }
    }
}

impl fmt::Display for Grain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
