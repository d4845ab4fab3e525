//! The roles that words are weighed for, where words may stand, and what the candidates of a role are told apart by.

use crate::claim::kind::KindFound;
use crate::claim::measure::Choice;
use crate::value::flow::{Kind, Measure, Status};
use crate::value::period::Period;
use crate::value::place::Place;
use jiff::civil::Date;

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
        Scale::Commodity => &["said", "known", "none"],
        Scale::Period => &[
            "said",
            "known",
            "none",
            "said_past",
            "said_running",
            "said_ahead",
            "known_past",
            "known_running",
            "known_ahead",
        ],
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
            "main_said",
            "main_said_exports",
            "main_said_imports",
            "main_said_trade",
            "main_known",
            "main_known_exports",
            "main_known_imports",
            "main_known_trade",
        ],
    }
}

/// The classes that a candidate belongs to.
pub(in crate::claim) type Class = [Option<usize>; 4];

/// What a candidate is seen beside.
#[derive(Clone, Copy)]
pub(in crate::claim) struct Setting {
    pub measure: Measure,
    /// The country that the document is about.
    pub main: Option<Place>,
    pub today: Option<Date>,
}

/// A value of a role that has a class.
pub(in crate::claim) trait Classed {
    /// The classes of a candidate whose words stand in the sentence or not, of a figure of some measure.
    fn class(&self, said: bool, setting: &Setting) -> Class;

    /// Whether it says that there is none, where that is settled before which one it is.
    fn is_none(&self) -> bool {
        false
    }
}

impl Classed for KindFound {
    fn class(&self, _: bool, _: &Setting) -> Class {
        let class = match self.kind {
            Kind::Level => 0,
            Kind::Change if self.sign >= 0 => 1,
            Kind::Change => 2,
            Kind::Share => 3,
        };
        one(class)
    }
}

impl Classed for Choice<'_> {
    fn class(&self, said: bool, _: &Setting) -> Class {
        [Some(self.measure as usize), said.then_some(Measure::ALL.len()), None, None]
    }
}

impl Classed for Status {
    fn class(&self, _: bool, _: &Setting) -> Class {
        one(*self as usize)
    }
}

impl Classed for Option<Period> {
    fn class(&self, said: bool, setting: &Setting) -> Class {
        let kind = said_known_none(self.is_some(), said);
        let lies = self.zip(setting.today).map(|(period, today)| match () {
            () if period.to < today => 0,
            () if period.from <= today => 1,
            () => 2,
        });
        [Some(kind), lies.map(|lies| 3 + 3 * kind + lies), None, None]
    }
}

impl Classed for Option<String> {
    fn class(&self, said: bool, _: &Setting) -> Class {
        one(said_known_none(self.is_some(), said))
    }

    fn is_none(&self) -> bool {
        Option::is_none(self)
    }
}

impl Classed for Option<Place> {
    fn class(&self, said: bool, setting: &Setting) -> Class {
        let kind = match self {
            None => 3,
            Some(place) if place.is_world() => 2,
            Some(_) if said => 0,
            Some(_) => 1,
        };
        let side = match setting.measure {
            Measure::Exports => 1,
            Measure::Imports => 2,
            _ => 3,
        };
        let main = (kind < 2 && *self == setting.main).then_some(16 + 4 * kind);
        [Some(4 * kind), Some(4 * kind + side), main, main.map(|main| main + side)]
    }
}

fn one(class: usize) -> Class {
    [Some(class), None, None, None]
}

fn said_known_none(some: bool, said: bool) -> usize {
    match (some, said) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => 2,
    }
}
