//! The roles that words are weighed for, where words may stand, and what the candidates of a role are told apart by.

use crate::claim::kind::KindFound;
use crate::claim::measure::Choice;
use crate::value::flow::{Kind, Measure, Status};
use crate::value::period::Period;
use crate::value::place::Place;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($item:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::claim) enum $name { $($item),* }

        impl $name {
            pub(super) const ALL: &'static [$name] = &[$($name::$item),*];

            pub fn name(self) -> &'static str {
                match self { $($name::$item => $code),* }
            }
        }
    };
}

named! {
    /// The roles that words are weighed for, named as in the weights file.
    Scale {
        Claim = "claim",
        KindAmount = "kind_amount",
        KindPercent = "kind_percent",
        Measure = "measure",
        Period = "period",
        Status = "status",
        Reporter = "reporter",
        Partner = "partner",
        Commodity = "commodity",
    }
}

named! {
    /// Where a word stands to the figure, or to the words of a candidate.
    Spot {
        Before = "before",
        Last = "last",
        Behind = "behind",
        Next = "next",
        Between = "between",
        BetweenBehind = "between_behind",
        Lead = "lead",
        Trail = "trail",
        Own = "own",
        LastTwo = "last_two",
        NextTwo = "next_two",
        Title = "title",
        Opens = "opens",
    }
}

/// What the candidates of each role are told apart by.
pub(super) fn classes(scale: Scale) -> &'static [&'static str] {
    match scale {
        Scale::Claim => crate::claim::admit::SORTS,
        Scale::KindAmount | Scale::KindPercent => &["level", "rise", "fall", "share"],
        Scale::Measure => &[
            "trade",
            "exports",
            "imports",
            "balance",
            "freight",
            "investment",
            "finance",
            "production",
            "price",
            "tariff",
            "other",
            "any",
        ],
        Scale::Status => &["actual", "projection", "target", "potential", "pledge"],
        Scale::Period | Scale::Commodity => &["said", "known", "none"],
        Scale::Reporter | Scale::Partner => &[
            "said",
            "said_exports",
            "said_imports",
            "said_trade",
            "known",
            "known_exports",
            "known_imports",
            "known_trade",
            "world",
            "world_exports",
            "world_imports",
            "world_trade",
            "none",
            "none_exports",
            "none_imports",
            "none_trade",
        ],
    }
}

/// The class of a candidate, and the wider one that it belongs to as well.
pub(in crate::claim) type Class = (usize, Option<usize>);

/// A value of a role that has a class.
pub(in crate::claim) trait Classed {
    /// The class of a candidate whose words stand in the sentence or not, of a figure of some measure.
    fn class(&self, said: bool, measure: Measure) -> Class;

    /// Whether it says that there is none, where that is settled before which one it is.
    fn is_none(&self) -> bool {
        false
    }
}

impl Classed for KindFound {
    fn class(&self, _: bool, _: Measure) -> Class {
        let class = match self.kind {
            Kind::Level => 0,
            Kind::Change if self.sign >= 0 => 1,
            Kind::Change => 2,
            Kind::Share => 3,
        };
        (class, None)
    }
}

impl Classed for Choice<'_> {
    fn class(&self, said: bool, _: Measure) -> Class {
        (self.measure as usize, said.then_some(Measure::ALL.len()))
    }
}

impl Classed for Status {
    fn class(&self, _: bool, _: Measure) -> Class {
        (*self as usize, None)
    }
}

impl Classed for Option<Period> {
    fn class(&self, said: bool, _: Measure) -> Class {
        (said_known_none(self.is_some(), said), None)
    }
}

impl Classed for Option<String> {
    fn class(&self, said: bool, _: Measure) -> Class {
        (said_known_none(self.is_some(), said), None)
    }

    fn is_none(&self) -> bool {
        Option::is_none(self)
    }
}

impl Classed for Option<Place> {
    fn class(&self, said: bool, measure: Measure) -> Class {
        let kind = match self {
            None => 3,
            Some(place) if place.is_world() => 2,
            Some(_) if said => 0,
            Some(_) => 1,
        };
        let side = match measure {
            Measure::Exports => 1,
            Measure::Imports => 2,
            _ => 3,
        };
        (4 * kind + side, Some(4 * kind))
    }
}

fn said_known_none(some: bool, said: bool) -> usize {
    match (some, said) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => 2,
    }
}
