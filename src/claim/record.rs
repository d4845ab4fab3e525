//! The records that reading gives: [`Claim`] and [`Doubt`].

use crate::value::amount::{Amount, Qualifier};
use crate::value::basis::Basis;
use crate::value::flow::{Kind, Measure, Rate, Status};
use crate::value::number;
use crate::value::period::{Period, PeriodKind};
use crate::value::place::Place;
use crate::value::unit::Unit;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One figure of a report together with what it measures, for whom, when, and how firmly it is stated.
///
/// Serialises to one flat JSON object under these names; numbers are JSON numbers, missing is null. Reading one back
/// gives an equal claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Id of the article.
    pub doc: String,
    /// First byte of the quote in the article's text (UTF-8).
    pub start: usize,
    /// Byte after the quote.
    pub end: usize,
    /// The exact words of the figure: number, scale and unit, nothing else.
    pub quote: String,
    /// The figure in base units, exact; the lower end of a range; negative for deficits and falls.
    #[serde(with = "number")]
    pub value: Decimal,
    /// Upper end of a range.
    #[serde(with = "number::option", default)]
    pub value_hi: Option<Decimal>,
    /// How it is hedged.
    pub qualifier: Qualifier,
    /// ISO 4217 code, `t`, `m3`, `bbl`, `TEU`, `kWh` or `%`.
    pub unit: Unit,
    /// Level, change or share.
    pub kind: Kind,
    /// What it measures.
    pub measure: Measure,
    /// Whose figure it is.
    pub reporter: Option<Place>,
    /// The other side; `WLD` for a total with the world.
    pub partner: Option<Place>,
    /// The goods named; null for all goods.
    pub commodity: Option<String>,
    /// The days it is for.
    pub period: Option<Period>,
    /// Set where the figure is a rate.
    pub per: Option<Rate>,
    /// How firmly it is stated.
    pub status: Status,
    /// Lowest value that the words allow ([`Amount::interval`]); null where nothing bounds it.
    #[serde(with = "number::option", default)]
    pub low: Option<Decimal>,
    /// Highest value that the words allow.
    #[serde(with = "number::option", default)]
    pub high: Option<Decimal>,
    /// The worth of the last stated digit, in base units.
    #[serde(with = "number")]
    pub precision: Decimal,
    /// Year, half, quarter ... of `period`.
    pub period_kind: Option<PeriodKind>,
    /// Who says it, in the report's words.
    pub source: Option<String>,
    /// The country whose statistics it is: of the office or speaker named.
    pub side: Option<Place>,
    /// On what basis it is counted, where the report says so: `FOB`, `CIF+origin`, `BOP`.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Hash and sketch of the report's words: equal for copies that differ in spacing and punctuation only, and alike for
    /// those that were shortened ([`article::fingerprint`](crate::article::fingerprint())).
    pub fingerprint: String,
    /// What settled each role.
    pub evidence: Vec<Evidence>,
}

/// What settled one role of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The role.
    pub role: Role,
    /// First byte of the words that settled it; equal to `end` where no words did.
    pub start: usize,
    /// Byte after them.
    pub end: usize,
    /// How far from the figure they stand.
    pub reach: Reach,
}

/// A role that words of the report settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The country that the report is about.
    Main,
    /// The other side of most of that country's trade in the report, where that is one country or group.
    Mate,
    /// Whether it is a claim at all.
    Claim,
    /// The modifier that hedges the figure.
    Qualifier,
    /// What makes it a level, change or share.
    Kind,
    /// What it measures.
    Measure,
    /// Whose figure it is.
    Reporter,
    /// The other side.
    Partner,
    /// The goods.
    Commodity,
    /// The days it is for.
    Period,
    /// What makes it a rate.
    Per,
    /// How firmly it is stated.
    Status,
    /// Who says it.
    Source,
    /// Which currency or kind of unit an open word is.
    Unit,
    /// How trade is valued, and by which country or in which accounts it is counted.
    Basis,
}

impl Role {
    /// The name in claims.
    pub fn name(self) -> &'static str {
        match self {
            Role::Main => "main",
            Role::Mate => "mate",
            Role::Claim => "claim",
            Role::Qualifier => "qualifier",
            Role::Kind => "kind",
            Role::Measure => "measure",
            Role::Reporter => "reporter",
            Role::Partner => "partner",
            Role::Commodity => "commodity",
            Role::Period => "period",
            Role::Per => "per",
            Role::Status => "status",
            Role::Source => "source",
            Role::Unit => "unit",
            Role::Basis => "basis",
        }
    }
}

/// How far from the figure the words stand that settled a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// In the same clause.
    Clause,
    /// In the same sentence.
    Sentence,
    /// In an earlier sentence.
    Earlier,
    /// In a heading or the title.
    Heading,
    /// Somewhere in the document, or in its metadata.
    Document,
    /// Nowhere: what the field takes where nothing is said.
    Default,
}

impl Reach {
    /// The name in claims.
    pub fn name(self) -> &'static str {
        match self {
            Reach::Clause => "clause",
            Reach::Sentence => "sentence",
            Reach::Earlier => "earlier",
            Reach::Heading => "heading",
            Reach::Document => "document",
            Reach::Default => "default",
        }
    }
}

impl Claim {
    /// The figure with its hedge and stated precision.
    pub fn amount(&self) -> Amount {
        Amount { value: self.value, value_hi: self.value_hi, qualifier: self.qualifier, precision: self.precision }
    }
}

/// Something seen and not settled: counted and shown, never hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Id of the article.
    pub doc: String,
    /// What sort of doubt.
    pub code: DoubtCode,
    /// First byte of the words.
    pub start: usize,
    /// Byte after them.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// What was missing, in a sentence.
    pub reason: String,
}

/// The sorts of doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtCode {
    /// The language is none that is read.
    Language,
    /// A number with a unit or scale that could not be read, or is out of bounds.
    Number,
    /// A unit or currency with several readings; the likeliest was taken.
    Unit,
    /// A trade figure whose reporter or partner could not be found.
    Parties,
    /// A trade figure whose period could not be found.
    Period,
    /// A figure of money or mass that nothing says what it measures.
    Measure,
    /// A figure, mostly of per cent, that measures no quantity (rates, stakes, yields, prices of shares), so no claim was made.
    Percent,
    /// The text goes on beyond the bound and was not read to its end.
    Length,
}

impl DoubtCode {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            DoubtCode::Language => "language",
            DoubtCode::Number => "number",
            DoubtCode::Unit => "unit",
            DoubtCode::Parties => "parties",
            DoubtCode::Period => "period",
            DoubtCode::Measure => "measure",
            DoubtCode::Percent => "percent",
            DoubtCode::Length => "length",
        }
    }
}
