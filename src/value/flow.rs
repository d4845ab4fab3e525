//! What a figure measures and how firmly it is stated: the closed choices of a claim.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$item_doc])* #[serde(rename = $code)] $item,)*
        }

        impl $name {
            /// Every choice, in order.
            pub const ALL: &'static [$name] = &[$($name::$item),*];

            /// The name in claims and tables.
            pub fn name(self) -> &'static str {
                match self { $($name::$item => $code),* }
            }

            /// The choice of that name.
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($code => Some($name::$item),)* _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

pub(super) use choice;

choice! {
    /// What a figure measures.
    Measure {
        /// Two-way trade of two parties (turnover), or a country's exports and imports together.
        Trade = "trade",
        /// Goods or services sold abroad; re-exports count.
        Exports = "exports",
        /// Goods or services bought abroad.
        Imports = "imports",
        /// Exports minus imports of the reporter; a deficit is negative.
        Balance = "balance",
        /// Goods moved, carried, handled or in transit.
        Freight = "freight",
        /// Direct investment, projects, money to build something.
        Investment = "investment",
        /// Loans, credit, aid, debt, funds, remittances.
        Finance = "finance",
        /// Output, harvest, consumption, reserves, stocks.
        Production = "production",
        /// Money for a unit of something.
        Price = "price",
        /// Value of trade hit by duties, or revenue from duties.
        Tariff = "tariff",
        /// Any other figure.
        Other = "other",
    }
}

impl Measure {
    /// Whether it is one of the measures of trade: trade, exports, imports, balance, freight.
    pub fn is_trade(self) -> bool {
        matches!(self, Measure::Trade | Measure::Exports | Measure::Imports | Measure::Balance | Measure::Freight)
    }

    /// The same flow seen from its other side: imports for exports, exports for imports; none for what is no flow.
    pub fn opposite(self) -> Option<Measure> {
        match self {
            Measure::Exports => Some(Measure::Imports),
            Measure::Imports => Some(Measure::Exports),
            _ => None,
        }
    }
}

choice! {
    /// What kind of figure it is.
    Kind {
        /// An amount.
        Level = "level",
        /// A difference; negative where what it measures fell.
        Change = "change",
        /// A part of a whole, in per cent.
        Share = "share",
    }
}

choice! {
    /// How firmly a figure is stated (others say modality).
    Status {
        /// It has happened; preliminary and estimated figures too.
        Actual = "actual",
        /// Expected, forecast, on track to.
        Projection = "projection",
        /// Aimed at, planned, agreed to reach.
        Target = "target",
        /// Possible, could, capacity.
        Potential = "potential",
        /// Promised, earmarked, allocated, signed.
        Pledge = "pledge",
    }
}

choice! {
    /// The time that a rate is for.
    Rate {
        /// A year: 'a year', 'annual', 'mtpa'.
        Year = "year",
        /// A month.
        Month = "month",
        /// A day: 'b/d'.
        Day = "day",
    }
}
