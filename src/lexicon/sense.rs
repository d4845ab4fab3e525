//! What a form can mean.

use crate::value::amount::Qualifier;
use crate::value::basis::Basis;
use crate::value::currency::Currency;
use crate::value::flow::{Measure, Rate, Status};
use crate::value::measurement::Measurement;
use crate::value::place::Place;
use crate::value::unit::Unit;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// One meaning of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum Sense {
    /// A number word.
    Number(NumberWord),
    /// A currency; `default` where nothing else is known.
    Currency { currency: Currency, form: CurrencyForm, default: bool },
    /// A physical unit.
    Unit(UnitWord),
    /// What goods are packed in: 'bags'.
    Packing(PackingWord),
    /// A place.
    Place { place: Place, form: PlaceForm, ambiguous: bool },
    /// A month, 1 to 12.
    Month(i8),
    /// A day of the week, 1 for Monday to 7.
    Weekday(i8),
    /// first, second ...
    Ordinal(i8),
    /// year, month, quarter ...
    Span(SpanUnit),
    /// last, this, next, same.
    Deictic(Deictic),
    /// A whole expression of time.
    Phrase(PeriodPhrase),
    /// A word of measure, change, status or bound.
    Cue(Cue),
    /// How trade is valued, or by which country or in which accounts it is counted.
    Basis(BasisWord),
    /// Goods that can be a commodity.
    Goods,
    /// Words for all goods.
    AllGoods,
}

/// Words that are numbers or parts of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberWord {
    /// zero to nineteen.
    Unit(Decimal),
    /// twenty to ninety.
    Tens(Decimal),
    /// hundred.
    Hundred,
    /// thousand, million ...
    Scale(Decimal),
    /// A letter that scales the digits it touches.
    Suffix(Decimal),
    /// half, quarter.
    Fraction(Fraction),
    /// a, an: one, before a scale.
    Article,
}

/// A part of one.
pub type Fraction = Decimal;

/// How a currency is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrencyForm {
    /// A name that is its own: 'Australian dollars'.
    Name,
    /// A name shared with others: 'dollars'.
    Bare,
    /// A sign: '$'.
    Sign,
    /// Letters before the number: 'A$', 'Rs'.
    Prefix,
    /// The ISO code.
    Code,
    /// A code with a scale in front: 'MUSD'.
    ScaledCode(Decimal),
    /// A sub-unit, of which so many make one: 'cents'.
    Minor(Decimal),
}

/// A physical unit as a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitWord {
    /// The unit.
    pub unit: Cow<'static, Measurement>,
    /// The rate that it says by itself: 'mtpa', 'b/d'.
    pub per: Option<Rate>,
    /// Whether the word means this unit only where the report names the unit in full elsewhere.
    pub open: bool,
    /// Only where it touches its digits.
    pub touching: bool,
    /// The goods that it is for, lower case; empty for any.
    pub goods: Vec<String>,
}

/// What goods are packed in. Its weight is what the report says ('bags of 60 kilos'), else what is customary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackingWord {
    /// Base unit and factor by custom.
    pub custom: Option<(Unit, Decimal)>,
    /// The goods that the custom is for, lower case.
    pub goods: Vec<String>,
}

/// Words for the basis of a figure of trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BasisWord {
    /// What they say.
    pub basis: Basis,
    /// Whether they speak for the figures around ('on a customs basis') and not only for what stands beside them ('cif').
    pub is_phrase: bool,
}

/// How a place is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceForm {
    /// Its name, or a former one.
    Name,
    /// 'Turkish'.
    Adjective,
    /// 'Turks'.
    People,
    /// Its capital, standing for it.
    Capital,
    /// Its government, standing for it.
    Government,
    /// Another city or part.
    City,
    /// 'Sino-'.
    Prefix,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SpanUnit {
    Year,
    FiscalYear,
    Season,
    Half,
    Quarter,
    Month,
    Week,
    Day,
    Decade,
    Period,
}

/// Words that place a span of time against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Deictic {
    Last,
    This,
    Next,
    Same,
}

/// Whole expressions of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodPhrase {
    /// The period in focus, a year before.
    YearEarlier,
    /// The same, two years before.
    TwoYearsEarlier,
    /// The period in focus, a year after.
    YearLater,
    /// The period before the one in focus.
    Previous,
    /// The period after it.
    Next,
    /// From the time in focus to publication.
    SinceThen,
    /// The one in focus.
    Focus,
    /// The part of a year that the one in focus ends in: 'for the quarter'.
    Part(SpanUnit),
    /// The day of publication.
    Today,
    /// The day before.
    Yesterday,
    /// From 1 January of the year of publication.
    ThisYear,
    /// From the beginning of its year to the end of the one in focus.
    ToFocus,
    /// The whole year of publication.
    WholeYear,
    /// A change against the year before.
    OnYear,
    /// A change against the month before.
    OnMonth,
}

/// Words that settle roles.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their types say")]
pub enum Cue {
    /// What a figure measures. `sign` is that of a balance; `strength` says how surely the word alone speaks of it.
    Measure { measure: Measure, form: MeasureForm, sign: i8, strength: u8, commodity: Option<String> },
    /// How it moves.
    Change { sign: i8, verb: bool },
    /// A part of a whole.
    Share,
    /// How firmly it is stated.
    Status(Status),
    /// A hedge, before or after the figure; `short`: what is meant is no more than the figure ('nearly').
    Bound { qualifier: Qualifier, after: bool, short: bool },
    /// What makes it a rate, before or after the figure.
    Rate { rate: Rate, after: bool },
    /// A verb of saying, or 'according to'.
    Speech,
    /// An office or speaker whose figures they are.
    Office,
    /// What only the document resolves.
    Reference(Reference),
    /// A figure beside it is no claim.
    Excluded(Excluded),
    /// The goods before it are but a part of what a figure is for: 'above all'.
    Part,
    /// Nothing: a name that holds a word of measure.
    Neutral,
}

/// Noun or verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureForm {
    /// 'exports'.
    Noun,
    /// 'exported', 'sold'.
    Verb,
}

/// What a reference points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The two parties the report is about.
    Pair,
    /// The country the report is about.
    Home,
    /// The party that is not the country it is about.
    Other,
    /// The world.
    World,
    /// Several countries together, which have no code.
    Many,
    /// The flow the other way.
    Opposite,
    /// Words before a word of trade that leave its other side without a name: 'hard currency', 'border'.
    Unnamed,
}

/// What kind of figure is no claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excluded {
    /// Percentages: rates, stakes, polls.
    Percent,
    /// Money: share prices, exchange rates.
    Money,
}

/// What a small word before a place says of its part in trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Goods go there: 'to', 'into'.
    To,
    /// Goods come from there: 'from'.
    From,
    /// The other side: 'with', 'against'.
    With,
    /// One of two: 'between', 'among'.
    Between,
    /// Who acts: 'by'.
    By,
    /// Whose it is: 'of'.
    Of,
    /// Where it happens: 'in', 'at'.
    In,
    /// On the way: 'via', 'through'.
    Via,
}

/// What a single word does in a sentence, whatever stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// It is among the commonest of the language.
    Common,
    /// A small word that may follow a figure whose unit is understood.
    Function,
    /// It opens what a figure is compared with: 'from', 'than', 'against'.
    Base,
    /// It says that one thing is more than another: 'outran', 'exceeding'.
    Excess,
    /// It sets something against a period behind it: 'exceeded the 2017 figure'.
    Comparison,
    /// It may open words of time though it has no sense of its own: 'since', 'so far', 'Q1'.
    OpensTime,
    /// It stands for what was spoken of: 'it', 'which'.
    Pronoun,
    /// It opens a sentence for the figure before: 'the sum', 'the volume'.
    Anaphor,
    /// Behind 'these' or 'such' it stands for goods that were named: 'products', 'category'.
    GoodsAgain,
    /// What follows is but a part: 'mostly', 'including'.
    Part,
    /// What follows is left out: 'excluding', 'except'.
    Except,
    /// What follows is why a figure moved: 'driven', 'despite'.
    Cause,
    /// It speaks of goods on their way, or due: 'shipment', 'delivery'.
    Shipped,
    /// A word of reports on companies: 'profit', 'shareholders'.
    Company,
    /// A word of reports on what carries goods: 'port', 'railway'.
    Carrier,
    /// Goods that carry others: 'lorries', 'wagons', 'containers'.
    Vehicle,
    /// What is traded beside goods: 'services'.
    Service,
    /// Before a noun it says whose or which it is: 'our', 'these'.
    Determiner,
    /// Beside a word of trade it says nothing of the goods: 'regional'.
    Unspecific,
    /// It turns a hedge behind it: 'did not exceed', 'never fell below'.
    Negation,
    /// Behind a figure it makes that a round number: 'the $5 billion mark'.
    Threshold,
    /// It says what somebody takes a figure to be: 'put at', 'reckons'.
    Estimate,
    /// A part without a number, before 'of': 'most', 'two-thirds'.
    Fraction,
    /// Before a plural it says how many there are: 'four', 'other', 'these'.
    Several,
    /// What several do as one: 'together'.
    Together,
    /// Who it is 'from' pays, and so is whom goods go to: 'earned', 'orders'.
    Payment,
    /// What goods are weighed in by the piece: '50 kg bag'.
    Packed,
    /// Behind a percentage it says of what quality goods are: '5% broken'.
    Grade,
    /// Figures beside it are money: 'worth', 'fetched'.
    Worth,
    /// Figures beside it are weights or volumes: 'tonnage', 'harvest'.
    Weighed,
    /// What happens at a time that is said before it: 'election', 'war'.
    Event,
    /// Behind the name of a region or group it stands for one country of it: 'the South American nation'.
    Country,
}

impl WordKind {
    /// Its bit among those of a word.
    pub(super) fn bit(self) -> u64 {
        1 << self as u16
    }
}
