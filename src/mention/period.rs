//! Words that name a period.

mod grammar;
mod resolve;
mod year;

use super::scan::Scan;
use crate::lexicon::WordKind;
use crate::span::Span;
use crate::value::period::Period;
use grammar::Grammar;
use jiff::civil::Date;

/// Words that name a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodMention {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// The words.
    pub span: Span,
    /// What they say.
    pub when: When,
    /// Whether 'by' stands before: a time that a target is for.
    pub by: bool,
    /// Whether 'since' or 'from' opens it and nothing closes it.
    pub since: bool,
}

/// What the words say, before anything else is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the numbers that the variant's words speak of")]
pub enum When {
    /// Days that need nothing else.
    Fixed(Period),
    /// Months of a year, or of the year that the article speaks of.
    Months { year: Year, first: i8, last: i8 },
    /// Days of a month.
    Days { year: Year, month: i8, first: i8, last: i8 },
    /// Days of the month that the period in focus ends in: 'from the 1st to the 23rd'.
    DaysOfFocus { first: i8, last: i8 },
    /// A whole year.
    Whole(Year),
    /// A fiscal year or season.
    Fiscal { year: Year, named: Named },
    /// Months `first` to `last` of a fiscal year, counted from its first: its first quarter is 1 to 3.
    FiscalPart { year: Year, named: Named, first: i8, last: i8 },
    /// A fiscal year or season from its first day to publication.
    FiscalToDate { year: Year, named: Named },
    /// Calendar months that lie in a fiscal year.
    FiscalMonths { year: Year, named: Named, first: i8, last: i8 },
    /// 'the eleven months': the days in focus where they are so many months, else from January.
    TheMonths { count: i8 },
    /// So many years up to the one before, or with `next` from the coming one on.
    Years { count: i8, next: bool },
    /// So many months, the one of publication and those after it.
    MonthsAhead { count: i8 },
    /// So many months before the one of publication.
    MonthsBack { count: i8 },
    /// From a day (month, day) to another in less than a year; the year is that of the last.
    DaysTo { year: Year, first: (i8, i8), last: (i8, i8) },
    /// So many months to a day: a year that ends on 7 July.
    MonthsToDay { count: i8, month: i8, day: i8, year: Year },
    /// The seven days to a day, or so many weeks.
    WeekTo { count: i8, year: Year, month: i8, day: i8 },
    /// The seven days to the last such day of the week before publication, 1 for Monday.
    WeekToWeekday { weekday: i8 },
    /// The twelve (or so many) months to the end of a month.
    MonthsTo { count: i8, month: i8, year: Year },
    /// So many months from a day on, the nearest such day where no year is said.
    MonthsFrom { count: i8, month: i8, day: i8, year: Year },
    /// A month so many before the one of publication.
    MonthsAgo(i8),
    /// A quarter or half so many before the one of publication: months in it, how many back.
    PartsAgo { months: i8, ago: i8 },
    /// The week so many before.
    WeeksAgo(i8),
    /// So many days before publication.
    DaysAgo(i8),
    /// The period in focus, so many years before.
    Focus { years_back: i8 },
    /// The months, as many as a part of a year has, that the period in focus ends in.
    PartOfFocus { months: i8 },
    /// So many years after that of publication: 'within three years'.
    YearsAhead { count: i8 },
    /// From the first day of so many months of the year, a part of it, to the end of the period in focus: 'the month to date'.
    PartToFocus { months: i8 },
    /// The days in focus, in the year given.
    FocusIn { year: i16 },
    /// The days in focus, in the year of publication: 'the same period this year'.
    FocusThisYear,
    /// The days in focus, in a fiscal year or season: 'at the same point of the 2005/06 season'.
    FocusInFiscal { year: i16, named: Named },
    /// The period before the one in focus.
    BeforeFocus,
    /// The period after the one in focus: 'a month later'.
    AfterFocus,
    /// From the first day of the period in focus to publication: 'since then'.
    SinceThen,
    /// So many months, the last of them so many before that of publication: 'the fiscal year that ended last month'.
    MonthsToAgo { count: i8, ago: i8 },
    /// From the beginning of its year to the end of the period in focus: 'cumulatively'.
    ToFocus,
    /// A year of the Persian calendar: 'the year 1400'.
    OfPersia { year: i16 },
    /// A year of an agreement by its number, and the day on which it begins or ends, where that is said.
    PactYear { number: i8, edge: Option<Edge> },
    /// Since so many months, up to publication: 'since January'.
    Since { year: Year, month: i8 },
}

/// The day on which a year of an agreement begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "what the names say")]
pub struct Edge {
    /// Whether it is the first day, not the last.
    pub begins: bool,
    pub month: i8,
    /// None where only the month is said.
    pub day: Option<i8>,
    pub year: Year,
}

/// How a year that is no calendar year is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A fiscal year by the calendar year in which it begins: '2023-24'.
    ByStart,
    /// A fiscal year by the calendar year in which it ends: 'FY2024'.
    ByEnd,
    /// A season or marketing year by the calendar year in which it begins: 'the 2023/24 season'.
    Season,
}

/// The year of a part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// Said.
    Said(i16),
    /// So many years after that of publication.
    Relative(i8),
    /// So many years after the year of the period in focus.
    OfFocus(i8),
    /// Not said, and what is meant has not ended: 'the season, which ends in June'.
    Coming,
    /// Not said.
    Open,
}

/// The period that begins at a token.
pub(super) fn period(scan: &Scan, at: usize) -> Option<PeriodMention> {
    let grammar = Grammar { scan, is_name: false };
    let (when, end) = grammar.read(at)?;
    let before = |back: usize, words: &[&str]| at.checked_sub(back).is_some_and(|i| scan.is(i, words));
    let by = before(1, &["by", "until", "till"])
        || (before(2, &["by"]) && before(1, &["the", "around", "about"]))
        || (before(4, &["by"]) && before(3, &["the"]) && before(2, &["end"]))
        || (before(3, &["by"]) && before(2, &["end"]));
    let since = before(1, &["since"]);
    Some(PeriodMention { first: at, end, span: scan.span(at, end), when, by, since })
}

impl PeriodMention {
    /// Whether goods are said to be due then: 'for April shipment', 'delivery between May and July'.
    pub(crate) fn is_due(&self, scan: &Scan) -> bool {
        let shipped = |at: usize| scan.is_kind(at, WordKind::Shipped);
        // 'in March, as shipments rose' tells of what has been shipped.
        let parts = |at: usize| scan.is(at, &[",", ".", ";", "as", "the", "and"]);
        let one_word = |at: usize| shipped(at) && !scan.word(at).ends_with('s');
        // 'for May shipments', 'for various May shipments'.
        let led = |at: usize| (1..=2).any(|back| at.checked_sub(back).is_some_and(|i| scan.is(i, &["for"])));
        let behind = (self.end..self.end + 2).take_while(|at| !parts(*at)).find(|at| shipped(*at));
        let before =
            || (self.first.saturating_sub(4)..self.first).rev().take_while(|at| !parts(*at)).find(|at| shipped(*at));
        behind.is_some_and(|at| one_word(at) || led(self.first)) || before().is_some_and(|at| one_word(at) || led(at))
    }
}

/// What relative words are measured from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor {
    /// Day of publication.
    pub published: Option<Date>,
    /// The period that the text was speaking of last.
    pub focus: Option<Period>,
    /// First month and day of the fiscal year of the country that it speaks of.
    pub fiscal_start: Option<(i8, i8)>,
    /// Whether that country calls its fiscal year by the calendar year in which it begins.
    pub fiscal_by_start: bool,
    /// First month and day of the season that it speaks of, where it says so.
    pub season_start: Option<(i8, i8)>,
    /// The number of a year of an agreement that the text gives days to, and its first day.
    pub pact: Option<(i8, Date)>,
    /// Whether what is said lies ahead.
    pub future: bool,
}

impl When {
    /// Whether it is a season or marketing year, or a part of one.
    pub fn is_season(self) -> bool {
        matches!(
            self,
            When::Fiscal { named: Named::Season, .. }
                | When::FiscalToDate { named: Named::Season, .. }
                | When::FiscalPart { named: Named::Season, .. }
                | When::FiscalMonths { named: Named::Season, .. }
        )
    }

    /// Whether it names a time by itself, without the period in focus.
    pub fn stands_alone(self) -> bool {
        !matches!(
            self,
            When::Focus { .. }
                | When::FocusIn { .. }
                | When::FocusThisYear
                | When::FocusInFiscal { .. }
                | When::AfterFocus
                | When::SinceThen
                | When::PartToFocus { .. }
                | When::DaysOfFocus { .. }
                | When::TheMonths { .. }
                | When::PartOfFocus { .. }
                | When::BeforeFocus
                | When::ToFocus
        )
    }
}
