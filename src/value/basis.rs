//! The basis of a figure: how goods are valued, by which country and in which accounts they are counted, and whether they are
//! traded or only cross a country.
//!
//! The names are those of statisticians: FOB and CIF of the United Nations' International Merchandise Trade Statistics
//! (IMTS 2010, chapter 4), origin, last known destination and consignment of its chapter 6, and the balance of payments
//! (BPM6), which counts what changes owner, beside customs, which count what crosses the border.

use super::flow::{Measure, choice};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

choice! {
    /// What the value of goods holds of the cost of moving them.
    Valuation {
        /// At the border of the exporting country: free on board.
        Fob = "FOB",
        /// At the border of the importing country: with cost, insurance and freight.
        Cif = "CIF",
        /// On the quay, before loading: free alongside ship.
        Fas = "FAS",
        /// Of turnover and balance: exports FOB and imports CIF, as most offices count them.
        FobCif = "FOB-CIF",
    }
}

choice! {
    /// Which country is the partner of goods that come or go by way of others.
    Attribution {
        /// Where they were made.
        Origin = "origin",
        /// Where they are bound for, as far as is known when they leave.
        Destination = "destination",
        /// From where or to where they were sent without being traded on the way.
        Consignment = "consignment",
    }
}

choice! {
    /// In which accounts a figure stands.
    Accounts {
        /// Goods that cross the border, by the papers of customs.
        Customs = "customs",
        /// Goods that change their owner.
        BalanceOfPayments = "BOP",
    }
}

choice! {
    /// What goods do that are moved and not traded.
    Movement {
        /// They cross a country on their way between others: a part of its freight, and of nobody's trade.
        Transit = "transit",
    }
}

/// What is said of the basis of a figure; at least one of the four is known of each that stands in a claim.
///
/// As text it is its codes with `+` between them, valuation first: `FOB`, `CIF+origin`, `BOP`.
///
/// ```
/// use tradeflow::value::basis::{Attribution, Basis, Valuation};
///
/// let basis: Basis = "CIF+origin".parse().unwrap();
/// assert_eq!(basis.valuation, Some(Valuation::Cif));
/// assert_eq!(basis.attribution, Some(Attribution::Origin));
/// assert_eq!(basis.to_string(), "CIF+origin");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Basis {
    /// How goods are valued.
    pub valuation: Option<Valuation>,
    /// By which country they are counted.
    pub attribution: Option<Attribution>,
    /// In which accounts.
    pub accounts: Option<Accounts>,
    /// Of freight: whether it only crosses a country.
    pub movement: Option<Movement>,
}

impl Basis {
    /// What is said by both; where both say something of one of the four, the first counts.
    pub fn or(self, other: Basis) -> Basis {
        Basis {
            valuation: self.valuation.or(other.valuation),
            attribution: self.attribution.or(other.attribution),
            accounts: self.accounts.or(other.accounts),
            movement: self.movement.or(other.movement),
        }
    }

    /// Whether nothing is said.
    pub fn is_unsaid(self) -> bool {
        self == Basis::default()
    }

    /// The basis of a turnover or balance of exports on one basis and imports on another: both on the same, or exports FOB
    /// and imports CIF, alike in the rest. None where they do not go together, as where it is said of one alone.
    pub fn of_total(exports: Option<Basis>, imports: Option<Basis>) -> Option<Option<Basis>> {
        if exports == imports {
            return Some(exports);
        }
        let (x, m) = exports.zip(imports)?;
        let is_usual = (x.valuation, m.valuation) == (Some(Valuation::Fob), Some(Valuation::Cif));
        let is_alike = (x.attribution, x.accounts) == (m.attribution, m.accounts);
        (is_usual && is_alike).then_some(Some(Basis { valuation: Some(Valuation::FobCif), ..x }))
    }

    /// The basis of the exports or imports that a turnover or balance on this basis is made of; of anything else the same.
    pub fn of_part(self, measure: Measure) -> Basis {
        let valuation = match (self.valuation, measure) {
            (Some(Valuation::FobCif), Measure::Exports) => Some(Valuation::Fob),
            (Some(Valuation::FobCif), Measure::Imports) => Some(Valuation::Cif),
            (valuation, _) => valuation,
        };
        Basis { valuation, ..self }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Basis { valuation, attribution, accounts, movement } = self;
        let names = [
            valuation.map(|valuation| valuation.name()),
            attribution.map(|attribution| attribution.name()),
            accounts.map(|accounts| accounts.name()),
            movement.map(|movement| movement.name()),
        ];
        for (at, name) in names.into_iter().flatten().enumerate() {
            f.write_str(if at > 0 { "+" } else { "" })?;
            f.write_str(name)?;
        }
        Ok(())
    }
}

/// The codes in any order, each sort once at the most.
impl FromStr for Basis {
    type Err = String;

    fn from_str(text: &str) -> Result<Basis, String> {
        let mut basis = Basis::default();
        for code in text.split('+') {
            let part = Basis {
                valuation: Valuation::from_name(code),
                attribution: Attribution::from_name(code),
                accounts: Accounts::from_name(code),
                movement: Movement::from_name(code),
            };
            let twice = [
                part.valuation.is_some() && basis.valuation.is_some(),
                part.attribution.is_some() && basis.attribution.is_some(),
                part.accounts.is_some() && basis.accounts.is_some(),
                part.movement.is_some() && basis.movement.is_some(),
            ];
            if part.is_unsaid() || twice.contains(&true) {
                return Err(format!(
                    "'{text}' is no basis: write FOB, CIF, FAS, origin, customs ... with + between them"
                ));
            }
            basis = basis.or(part);
        }
        Ok(basis)
    }
}

impl Serialize for Basis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Basis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Basis, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Accounts, Attribution, Basis, Movement, Valuation};
    use crate::value::flow::Measure;

    #[test]
    fn every_basis_comes_back_from_its_text() {
        for valuation in Valuation::ALL.iter().copied().map(Some).chain([None]) {
            for attribution in Attribution::ALL.iter().copied().map(Some).chain([None]) {
                for accounts in Accounts::ALL.iter().copied().map(Some).chain([None]) {
                    for movement in [None, Some(Movement::Transit)] {
                        let basis = Basis { valuation, attribution, accounts, movement };
                        let read = basis.to_string().parse::<Basis>();
                        assert_eq!(read.ok(), Some(basis).filter(|basis| !basis.is_unsaid()));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_basis_is_refused() {
        for text in ["", "fob", "FOB+CIF", "FOB+FOB", "FOB+", "by origin"] {
            assert!(text.parse::<Basis>().is_err(), "{text}");
        }
        assert_eq!("origin+CIF".parse::<Basis>().unwrap().to_string(), "CIF+origin");
    }

    #[test]
    fn a_total_of_both_flows_is_made_of_each_in_its_own_valuation() {
        let total: Basis = "FOB-CIF+customs".parse().unwrap();
        assert_eq!(total.of_part(Measure::Exports).to_string(), "FOB+customs");
        assert_eq!(total.of_part(Measure::Imports).to_string(), "CIF+customs");
        assert_eq!(total.of_part(Measure::Trade), total);
    }
}
