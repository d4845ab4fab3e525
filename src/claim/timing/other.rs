//! What words of time may mean beside the days that they mean first.

use super::Features;
use super::start::Started;
use crate::claim::measure::flag;
use crate::claim::story::Story;
use crate::claim::view::View;
use crate::lexicon::{Sense, SpanUnit};
use crate::mention::period::{Anchor, Named, PeriodMention, When, Year};
use crate::value::flow::Kind;
use crate::value::period::{Period, PeriodKind};
use jiff::civil::Date;

/// Where words of time stand, and what is known there.
pub(super) struct About<'a, 'l> {
    pub view: &'a View<'a, 'l>,
    /// The place of the words among those of the sentence.
    pub at: usize,
    pub anchor: &'a Anchor,
    pub story: &'a Story,
    /// First day of the fiscal years of a country of the sentence.
    pub here_start: Option<(i8, i8)>,
    /// The same of another country that the document is about.
    pub pair_start: Option<(i8, i8)>,
    /// Whether the figure is only what another is compared with.
    pub led: bool,
    /// Whether the verb before it tells of what has been.
    pub is_done: bool,
    pub kind: Kind,
}

impl About<'_, '_> {
    /// What else the words may mean, beside the days that they mean first.
    pub fn others(&self, period: Period, is_base: bool, f: Features) -> impl Iterator<Item = (Period, Features)> {
        let (view, anchor) = (self.view, self.anchor);
        let mention = &view.periods[self.at];
        // 'in the same period' may be the one in focus itself, 'last year's' the calendar year before publication.
        let is_last = view.is(mention.first, &["last"]);
        let plain = !(mention.first..mention.end).any(|i| {
            view.is(i, &["last", "previous", "preceding", "prior", "earlier", "ago", "before"])
                || view.scan.is_number(i)
        });
        // 'the end of the year', 'the rest of the year' are of the year of publication.
        let ends = mention.by
            || (mention.first..mention.end).any(|i| view.is(i, &["this", "current", "end", "close", "rest"]));
        let back = mention.when == (When::Focus { years_back: 1 });
        let same =
            anchor.focus.filter(|_| back && plain && (mention.first..mention.end).any(|i| view.is(i, &["same"])));
        let calendar = anchor.published.filter(|_| back && is_last).and_then(|day| Period::year(day.year() - 1));
        // 'the same months of the last fiscal year' are not all of it.
        let is_same = view.is(mention.first, &["same"]);
        let calendar = calendar.or_else(|| self.last_fiscal().filter(|_| back && !is_same));
        // 'from January until now' says to when.
        let is_now = view.is(mention.end - 1, &["now", "today", "present", "week"]);
        let (kept, year, ended) = match mention.when {
            // 'in the month' is all the months in focus.
            When::PartOfFocus { .. } => (anchor.focus, None, None),
            // 'the full year' is the one that is spoken of, not the one that has begun since.
            When::Whole(Year::Relative(0)) if !ends => {
                (None, anchor.focus.and_then(|focus| Period::year(focus.to.year())), None)
            }
            // 'since January': as far as there are figures.
            When::Since { .. } | When::FiscalToDate { .. } if !is_now => (None, None, closed(period, anchor)),
            _ => (None, None, None),
        };
        let base = flag(self.led || is_base);
        let start = self.since_start(period);
        let of = |found: Option<Started>| found.map(|found| found.period);
        let started = |found: &Option<Started>| {
            let found = found.as_ref();
            let (end, by) = (flag(found.is_some_and(|it| it.end)), flag(found.is_some_and(|it| it.by)));
            Features { from_start: 1.0, from_start_end: end, from_start_by: by, from_start_day: f.day, day: 0.0, ..f }
        };
        let (eve, in_account) = (start.and_then(Started::eve), start.and_then(|it| self.in_account(it)));
        let in_season = start.and_then(|it| self.in_season(it));
        let (spans, begun) = (self.spans(period), self.begun(period));
        let all = [
            (of(start), started(&start)),
            (
                of(eve),
                Features {
                    from_start_eve: 1.0,
                    from_start_eve_told: flag(of(eve).is_some_and(|eve| self.is_month_told(eve))),
                    ..started(&eve)
                },
            ),
            (of(in_account), Features { from_start_fiscal: 1.0, ..started(&in_account) }),
            (of(in_season), Features { from_start_season: 1.0, ..started(&in_season) }),
            (start.and_then(|it| self.rolling(it)), Features { rolling: 1.0, ..f }),
            (self.year_to(period), Features { year_to: 1.0, ..f }),
            (self.next_told(), Features { next_told: 1.0, next_told_done: flag(self.is_done), ahead: 0.0, ..f }),
            (self.part_told(), Features { part_told: 1.0, ..f }),
            (self.both_years(), Features { both_years: 1.0, ..f }),
            (spans.to_focus, Features { months_to_focus: 1.0, ..f }),
            (spans.last, Features { range_last: 1.0, range_last_change: flag(self.kind == Kind::Change), ..f }),
            (spans.year_before, Features { month_last: 1.0, ..f }),
            (
                spans.fiscal,
                Features { year_fiscal: 1.0, year_own_calendar: flag(self.has_own_calendar()), year: 0.0, ..f },
            ),
            (
                spans.fiscal_before,
                Features { fiscal_ended: 1.0, fiscal_ended_young: f.fiscal_young, fiscal_young: 0.0, ..f },
            ),
            (kept, Features { part_kept: 1.0, ..f }),
            (year, Features { year_of_focus: 1.0, ..f }),
            (
                ended,
                Features {
                    to_closed: 1.0,
                    to_closed_focus: flag(ended.zip(anchor.focus).is_some_and(|(ended, focus)| ended.to == focus.to)),
                    to_closed_month: flag(ended.is_some_and(|ended| self.is_month_told(ended))),
                    ..f
                },
            ),
            (same, Features { same_kept: 1.0, same_kept_base: flag(is_base), base_change: 0.0, base_level: 0.0, ..f }),
            (calendar, Features { calendar: 1.0, ..f }),
            (self.of_main(period), Features { of_main: 1.0, ..f }),
            (self.so_far(period), Features { so_far: 1.0, so_far_done: flag(self.is_done), ..f }),
            (self.part_so_far(period), Features { part_so_far: 1.0, ..f }),
            (self.week_of_focus(), Features { week_of_focus: 1.0, ..f }),
            (self.to_day(period), Features { to_day: 1.0, ..f }),
            (self.to_focus(period), Features { to_focus_day: 1.0, ..f }),
            (
                self.year_for_part(),
                Features {
                    year_for_part: 1.0,
                    year_for_part_led: base,
                    year_for_part_back: f.owned_by_self,
                    year_for_part_far: flag(self.is_far_back()),
                    year: 0.0,
                    ..f
                },
            ),
            (self.months_before(), Features { months_again: 1.0, ..f }),
            (self.months_told(), Features { months_told: 1.0, ..f }),
            (self.part_named(), Features { part_named: 1.0, ..f }),
            (self.year_of_news(), Features { year_of_news: 1.0, year_of_news_done: flag(self.is_done), ..f }),
            (self.weeks_to_sunday(period), Features { weeks_to_sunday: 1.0, ..f }),
            (
                begun.year,
                Features { year_begun: 1.0, year_begun_done: flag(self.is_done), day: 0.0, inception: 0.0, ..f },
            ),
            (
                begun.next,
                Features {
                    year_begun_next: 1.0,
                    year_begun_next_ahead: flag(begun.is_ahead),
                    day: 0.0,
                    inception: 0.0,
                    ..f
                },
            ),
            (self.anniversary(period), Features { anniversary: 1.0, day: 0.0, inception: 0.0, ..f }),
            (self.joint_months(false), Features { months_joint: 1.0, ..f }),
            (
                self.joint_months(true),
                Features {
                    months_joint: 1.0,
                    later: 1.0,
                    later_shipped: flag(!matches!(mention.when, When::Months { first, .. } if self.is_now(first))),
                    ahead: 1.0,
                    later_cue: f.sooner_cue,
                    later_far: f.sooner_far,
                    later_just: f.sooner_just,
                    sooner_cue: 0.0,
                    sooner_far: 0.0,
                    sooner_just: 0.0,
                    sooner_shipped: 0.0,
                    ..f
                },
            ),
            (self.week_before_focus(), Features { week_before_focus: 1.0, ..f }),
            (self.fiscal_from(anchor.season_start), Features { fiscal_season: 1.0, ..f }),
            (self.fiscal_from(self.here_start), Features { fiscal_here: 1.0, ..f }),
            (self.fiscal_from(self.pair_start), Features { fiscal_pair: 1.0, ..f }),
            (self.fiscal_alike(), Features { fiscal_alike: 1.0, ..f }),
            (self.named_otherwise(), Features { fiscal_named: 1.0, ..f }),
            (
                self.months_of_account(),
                Features { months_of_account: 1.0, account_named: flag(self.names_account()), ..f },
            ),
            (self.years_with_this(), Features { years_with_this: 1.0, ..f }),
            (self.in_first_year(), Features { focus_from: 1.0, focus_from_range: flag(self.is_range()), ..f }),
        ];
        all.into_iter().filter_map(move |(other, f)| Some((other.filter(|other| *other != period)?, f)))
    }

    /// 'the previous fiscal year': the last one that was over at publication.
    fn last_fiscal(&self) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let is_fiscal = |at: usize| {
            let fiscal = |sense: &Sense| matches!(sense, Sense::Span(SpanUnit::FiscalYear)).then_some(());
            self.view.scan.longest(at, fiscal).is_some()
        };
        let when = When::Fiscal { year: Year::Relative(-1), named: Named::ByStart };
        (mention.first..mention.end).any(is_fiscal).then(|| when.resolve(self.anchor)).flatten()
    }

    /// 'So far this season 13 mln tonnes were shipped by October 14': up to that day.
    fn to_day(&self, period: Period) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        if !matches!(mention.when, When::Since { .. } | When::FiscalToDate { .. }) {
            return None;
        }
        let others = self.view.periods.iter().filter(|other| other.first != mention.first);
        let days = others.filter_map(|other| {
            matches!(other.when, When::Days { .. } | When::WeekTo { .. } | When::Fixed(_))
                .then(|| other.when.resolve(self.anchor))
                .flatten()
        });
        let mut fits = days.filter(|day| day.days() <= 7 && day.to > period.from && day.to < period.to);
        fits.next().map(|day| Period::new(period.from, day.to))
    }

    /// 'Since January exports have grown by 3%', in a report on August: with the month that it is about.
    fn is_month_told(&self, ended: Period) -> bool {
        let is_month = |days: Period| days.to == ended.to && days.whole_months().is_some();
        ended.from.day() == 1 && self.story.lead.is_some_and(is_month)
    }

    /// The same up to the end of the week or day that the text speaks of.
    fn to_focus(&self, period: Period) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let open = matches!(mention.when, When::Since { .. } | When::FiscalToDate { .. });
        let focus = self.story.focus.filter(|focus| open && focus.days() <= 7)?;
        (focus.to > period.from && focus.to < period.to).then(|| Period::new(period.from, focus.to))
    }

    /// 'a year earlier', 'in the month', measured from what the text spoke of before it looked back: 'Exports rose in May. In
    /// April they had fallen. Imports in the month ...'.
    fn of_main(&self, period: Period) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let main = self.story.main.filter(|main| self.anchor.focus != Some(*main) && !mention.when.stands_alone())?;
        mention.when.resolve(&Anchor { focus: Some(main), ..*self.anchor }).filter(|other| *other != period)
    }

    /// 'This season 13 mln tonnes were shipped': as far as the text tells, else up to publication.
    fn so_far(&self, period: Period) -> Option<Period> {
        let mention = &self.view.periods[self.at];
        let is_this =
            matches!(mention.when, When::Fiscal { year: Year::Relative(0), .. } | When::Whole(Year::Relative(0)));
        let lies_in = |day: &Date| *day > period.from && *day < period.to;
        let focus = self.story.focus.map(|focus| focus.to).filter(lies_in);
        let day = focus.or(self.anchor.published.filter(lies_in)).filter(|_| is_this && !mention.by)?;
        Some(Period::new(period.from, day))
    }

    /// 'In the month exports reached 3 bn', said of its second week: up to the end of that week.
    fn part_so_far(&self, period: Period) -> Option<Period> {
        let focus = self.story.focus?;
        let is_part = matches!(self.view.periods[self.at].when, When::PartOfFocus { .. });
        let lies_in = is_part && focus.from >= period.from && focus.to < period.to;
        lies_in.then(|| Period::new(period.from, focus.to)).filter(|days| *days != focus)
    }

    /// 'last week' in a report on the week to some day.
    fn week_of_focus(&self) -> Option<Period> {
        let is_last = self.view.periods[self.at].when == When::WeeksAgo(1);
        let day = self.anchor.published?;
        self.story
            .focus
            .filter(|focus| is_last && focus.days() == 7 && focus.to < day && Period::new(focus.to, day).days() <= 9)
    }

    /// '5 bn, up from 4 bn last year', said of some months of this year: the same months of last year.
    fn year_for_part(&self) -> Option<Period> {
        let When::Whole(year) = self.view.periods[self.at].when else { return None };
        let focus = self.anchor.focus.filter(|focus| focus.kind != PeriodKind::Year)?;
        let year = match year {
            Year::Said(year) => year,
            Year::Relative(-1) => self.anchor.published?.year() - 1,
            _ => return None,
        };
        let back = i32::from(focus.to.year()) - i32::from(year);
        (1..=5).contains(&back).then(|| focus.shift_years(-back)).flatten()
    }

    /// '318 mln in that of 2019', said of some months of 2021.
    fn is_far_back(&self) -> bool {
        let When::Whole(Year::Said(year)) = self.view.periods[self.at].when else { return false };
        self.anchor.focus.is_some_and(|focus| year + 1 < focus.to.year())
    }

    /// Whether years of the country begin within a month, so that no other year is meant there: Iran's, Nepal's.
    fn has_own_calendar(&self) -> bool {
        self.anchor.fiscal_start.is_some_and(|start| start.1 > 1)
    }

    /// 'against 3 mln last week' in a report on the week to some day: the seven days before that.
    fn week_before_focus(&self) -> Option<Period> {
        let is_last = self.view.periods[self.at].when == When::WeeksAgo(1);
        self.anchor.focus.filter(|focus| is_last && focus.days() == 7)?.previous()
    }

    /// A fiscal year that begins on another day than that of the document's country.
    fn fiscal_from(&self, start: Option<(i8, i8)>) -> Option<Period> {
        let when = self.view.periods[self.at].when;
        let named = match when {
            When::Fiscal { named, .. } | When::FiscalPart { named, .. } | When::FiscalToDate { named, .. } => named,
            _ => return None,
        };
        start.filter(|_| named != Named::Season)?;
        when.resolve(&Anchor { fiscal_start: start, ..*self.anchor })
    }

    /// 'and 4 bn in 2018-2019' after twelve months to November: the twelve months to another November.
    fn fiscal_alike(&self) -> Option<Period> {
        let When::Fiscal { year: Year::Said(year), named: Named::ByStart | Named::Season } =
            self.view.periods[self.at].when
        else {
            return None;
        };
        let focus =
            self.anchor.focus.filter(|focus| focus.whole_months() == Some(12) && focus.kind != PeriodKind::Year)?;
        focus.shift_years(i32::from(year) - i32::from(focus.from.year()))
    }

    /// 'fiscal 2012': the year that begins in 2012 and not the one that ends then, or the other way round.
    fn named_otherwise(&self) -> Option<Period> {
        let named = |named: Named| if named == Named::ByEnd { Named::ByStart } else { Named::ByEnd };
        let other = match self.view.periods[self.at].when {
            When::Fiscal { year: year @ Year::Said(_), named: said } if said != Named::Season && !self.is_range() => {
                When::Fiscal { year, named: named(said) }
            }
            When::FiscalPart { year: year @ Year::Said(_), named: said, first, last }
                if said != Named::Season && !self.is_range() =>
            {
                When::FiscalPart { year, named: named(said), first, last }
            }
            _ => return None,
        };
        other.resolve(self.anchor)
    }

    /// 'over the next four years', 'in the past five years': with the year of publication.
    fn years_with_this(&self) -> Option<Period> {
        let When::Years { count, next } = self.view.periods[self.at].when else { return None };
        let (this, more) = (self.anchor.published?.year(), i16::from(count) - 1);
        let (from, to) = if next { (this, this + more) } else { (this - more, this) };
        Some(Period::new(Period::year(from)?.from, Period::year(to)?.to))
    }

    /// 'the same period of 2019-20': the days in focus, from the first of the two years.
    fn in_first_year(&self) -> Option<Period> {
        let When::FocusIn { year } = self.view.periods[self.at].when else { return None };
        let focus = self.anchor.focus.filter(|focus| focus.from.year() != focus.to.year())?;
        focus.shift_years(i32::from(year) - i32::from(focus.from.year()))
    }

    /// 'growth of 4% in 2011-2013 and of 5% in 2018-19': two years of the calendar.
    fn both_years(&self) -> Option<Period> {
        let When::Fiscal { year: Year::Said(year), named: Named::ByStart } = self.view.periods[self.at].when else {
            return None;
        };
        self.is_range().then(|| Some(Period::new(Period::year(year)?.from, Period::year(year + 1)?.to))).flatten()
    }

    /// Whether two years are named: '2019-20'.
    fn is_range(&self) -> bool {
        let mention = &self.view.periods[self.at];
        (mention.first..mention.end).filter(|i| self.view.scan.is_number(*i)).count() > 1
    }
}

/// Whether words of time name a month and do not only count some: 'January-July', but 'the first seven months'.
pub(super) fn names_month(view: &View, mention: &PeriodMention) -> bool {
    let month = |at: usize| {
        let month = |sense: &Sense| matches!(sense, Sense::Month(_)).then_some(());
        view.scan.longest(at, month).is_some()
    };
    (mention.first..mention.end).any(month)
}

/// Whether it is a season or a year of account whose beginning is named.
pub(super) fn is_season(view: &View, mention: &PeriodMention) -> bool {
    // 'eleven months into the fiscal year, which began in July' says itself how far.
    if view.periods.iter().any(|other| matches!(other.when, When::FiscalPart { .. } | When::Fiscal { .. })) {
        return false;
    }
    (2..=7).any(|back| view.before(mention.first, back, &["season", "campaign", "year", "crop"]))
}

/// A period up to publication, cut at the end of the days in focus, else of the last month that was over.
fn closed(period: Period, anchor: &Anchor) -> Option<Period> {
    let month = anchor.published?.first_of_month().yesterday().ok()?;
    let fits = |end: &Date| *end > period.from && *end < period.to;
    let focus = anchor.focus.map(|focus| focus.to).filter(|end| fits(end) && period.to.year() == end.year());
    focus.or(Some(month)).filter(fits).map(|end| Period::new(period.from, end))
}
