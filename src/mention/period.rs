//! Words that name a period, and what they mean once the day of publication and the period in focus are known.

mod grammar;
mod year;

use super::scan::Scan;
use crate::lexicon::WordKind;
use crate::span::Span;
use crate::value::period::Period;
use grammar::Grammar;
use jiff::ToSpan;
use jiff::civil::Date;
use year::{fiscal, fiscal_part, months_of, part_of, resolve_year, week_to, year_of_start};

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
    /// The period before the one in focus.
    BeforeFocus,
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
    /// The days meant, where they follow.
    pub fn resolve(self, anchor: &Anchor) -> Option<Period> {
        let published = anchor.published;
        let year_of = |year: Year, last_month: i8| resolve_year(year, last_month, anchor);
        match self {
            When::Fixed(period) => Some(period),
            When::Whole(year) => Period::year(year_of(year, 12)?),
            When::Months { year, first, last } => {
                let last_month = if last < first { 12 } else { last };
                // 'ten months' is what has been, whatever is hoped for.
                let anchor = Anchor { future: anchor.future && (first > 1 || last == 1), ..*anchor };
                Period::months(resolve_year(year, last_month, &anchor)?, first, last)
            }
            When::Days { year, month, first, last } => {
                let year = year_of(year, month)?;
                let (from, to) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
                Some(Period::new(from, to))
            }
            When::DaysOfFocus { first, last } => {
                let month = anchor.focus.map(|focus| focus.to).or(published)?;
                let day = |day: i8| Date::new(month.year(), month.month(), day).ok();
                Some(Period::new(day(first)?, day(last)?))
            }
            When::Fiscal { year, named } => fiscal(year, named, anchor),
            When::FiscalToDate { year, named } => {
                let whole = fiscal(year, named, anchor)?;
                Some(Period::new(whole.from, published.filter(|day| *day > whole.from)?.min(whole.to)))
            }
            When::FiscalPart { year, named, first, last } => {
                let part = fiscal_part(fiscal(year, named, anchor)?, first, last)?;
                // In July 'the first half of the fiscal year' is that of the one before.
                let is_next = year == Year::Relative(0) && published.is_some_and(|day| part.from > day);
                if is_next { part.shift_years(-1) } else { Some(part) }
            }
            When::FiscalMonths { year, named, first, last } => {
                let whole = fiscal(year, named, anchor)?;
                let year_of = |month: i8| whole.from.year() + i16::from(month < whole.from.month());
                Some(Period::new(
                    Date::new(year_of(first), first, 1).ok()?,
                    Date::new(year_of(last), last, 1).ok()?.last_of_month(),
                ))
            }
            When::TheMonths { count } => {
                match anchor.focus.filter(|focus| months_of(*focus) == Some(i32::from(count))) {
                    Some(focus) => Some(focus),
                    None => When::Months { year: Year::Open, first: 1, last: count }.resolve(anchor),
                }
            }
            When::FocusIn { year } => {
                let focus = anchor.focus?;
                focus.shift_years(i32::from(year) - i32::from(focus.to.year()))
            }
            When::FocusThisYear => {
                let focus = anchor.focus?;
                focus.shift_years(i32::from(published?.year()) - i32::from(focus.to.year()))
            }
            When::Years { count, next } => {
                let this = published?.year();
                let count = i16::from(count);
                let (from, to) = if next { (this + 1, this + count) } else { (this - count, this - 1) };
                Some(Period::new(Period::year(from)?.from, Period::year(to)?.to))
            }
            When::MonthsTo { count, month, year } => {
                let year = year_of(year, month)?;
                let last = Date::new(year, month, 1).ok()?;
                let first = last.checked_sub(i32::from(count - 1).months()).ok()?;
                Some(Period::new(first, last.last_of_month()))
            }
            When::MonthsFrom { count, month, day, year } => {
                let from = Date::new(year_of_start(year, (count, month), anchor)?, month, day).ok()?;
                Some(Period::new(from, from.checked_add(i32::from(count).months()).ok()?.yesterday().ok()?))
            }
            When::WeekToWeekday { weekday } => week_to(weekday, published?),
            When::MonthsAhead { count } => {
                let first = published?.first_of_month();
                Some(Period::new(first, first.checked_add(i32::from(count - 1).months()).ok()?.last_of_month()))
            }
            When::MonthsBack { count } => {
                let last = published?.first_of_month().yesterday().ok()?;
                let first = last.first_of_month().checked_sub(i32::from(count - 1).months()).ok()?;
                Some(Period::new(first, last))
            }
            When::DaysTo { year, first, last } => {
                let year = year_of(year, last.0)?;
                let from = Date::new(year - i16::from(first > last), first.0, first.1).ok()?;
                Some(Period::new(from, Date::new(year, last.0, last.1).ok()?))
            }
            When::WeekTo { count, year, month, day } => {
                let to = Date::new(year_of(year, month)?, month, day).ok()?;
                Some(Period::new(to.checked_sub((7 * i32::from(count) - 1).days()).ok()?, to))
            }
            When::MonthsToDay { count, month, day, year } => {
                let to = Date::new(year_of(year, month)?, month, day).ok()?;
                let from = to.checked_sub(i32::from(count).months()).ok()?.tomorrow().ok()?;
                // A calendar that is not ours begins its year on a day that moves by one.
                let first = anchor.fiscal_start.and_then(|(month, day)| Date::new(from.year(), month, day).ok());
                let known =
                    first.filter(|first| count == 12 && (first.duration_since(from).as_hours() / 24).abs() <= 2);
                Some(Period::new(known.unwrap_or(from), to))
            }
            When::PartOfFocus { months } => part_of(anchor.focus?, months),
            When::PartToFocus { months } => {
                let to = anchor.focus.map(|focus| focus.to).or(published)?;
                Some(Period::new(part_of(Period::new(to, to), months)?.from, to))
            }
            When::YearsAhead { count } => Period::year(published?.year() + i16::from(count)),
            When::MonthsAgo(ago) => {
                let first = published?.first_of_month().checked_sub(i32::from(ago).months()).ok()?;
                Some(Period::new(first, first.last_of_month()))
            }
            When::MonthsToAgo { count, ago } => {
                let last = published?.first_of_month().checked_sub(i32::from(ago).months()).ok()?;
                let first = last.checked_sub(i32::from(count - 1).months()).ok()?;
                Some(Period::new(first, last.last_of_month()))
            }
            When::ToFocus => {
                let focus = anchor.focus?;
                Some(Period::new(Period::year(focus.to.year())?.from, focus.to))
            }
            // Nobody else counts so; a year has its first day from the country's.
            When::OfPersia { year } => {
                let (month, day) = anchor.fiscal_start.filter(|(month, _)| *month == 3)?;
                let from = Date::new(year + 621, month, day).ok()?;
                Some(Period::new(from, from.checked_add(1.year()).ok()?.yesterday().ok()?))
            }
            When::PartsAgo { months, ago } => {
                // 'in the last quarter', said of a year: its last.
                let day = published.or_else(|| anchor.focus?.to.tomorrow().ok())?;
                let part = (day.month() - 1) / months;
                let first = Date::new(day.year(), part * months + 1, 1).ok()?;
                let first = first.checked_sub((i32::from(ago) * i32::from(months)).months()).ok()?;
                let last = first.checked_add((i32::from(months) - 1).months()).ok()?.last_of_month();
                Some(Period::new(first, last))
            }
            When::WeeksAgo(ago) => {
                let day = published?.checked_sub((i32::from(ago) * 7).days()).ok()?;
                let monday = day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                Some(Period::new(monday, monday.checked_add(6.days()).ok()?))
            }
            When::DaysAgo(ago) => {
                let day = published?.checked_sub(i32::from(ago).days()).ok()?;
                Some(Period::new(day, day))
            }
            When::Focus { years_back } => match anchor.focus {
                Some(focus) => focus.shift_years(-i32::from(years_back)),
                None if years_back > 0 => Period::year(published?.year() - i16::from(years_back)),
                None => None,
            },
            When::PactYear { number, edge } => {
                let from = match edge {
                    Some(edge) => edge.first_day(anchor)?,
                    None => {
                        let (known, first) = anchor.pact?;
                        first.checked_add((i32::from(number) - i32::from(known)).years()).ok()?
                    }
                };
                Some(Period::new(from, from.checked_add(1.year()).ok()?.yesterday().ok()?))
            }
            When::BeforeFocus => anchor.focus?.previous(),
            When::Since { year, month } => {
                let from = Date::new(year_of(year, month)?, month, 1).ok()?;
                Some(Period::new(from, published.filter(|day| *day >= from)?))
            }
        }
    }

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
                | When::PartToFocus { .. }
                | When::DaysOfFocus { .. }
                | When::TheMonths { .. }
                | When::PartOfFocus { .. }
                | When::BeforeFocus
                | When::ToFocus
        )
    }
}
