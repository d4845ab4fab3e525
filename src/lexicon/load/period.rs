//! Words of time: `period.toml`.

use super::cue::Forms;
use super::{Builder, File, fault, read};
use crate::error::Error;
use crate::lexicon::Case;
use crate::lexicon::sense::{Deictic, PeriodPhrase, Sense, SpanUnit, WordKind};
use crate::value::place::Place;
use serde::Deserialize;

impl Builder {
    pub(super) fn periods(&mut self, file: File) -> Result<(), Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Rows {
            month: Vec<Numbered>,
            weekday: Vec<Numbered>,
            ordinal: Vec<Numbered>,
            span: Vec<SpanRow>,
            deictic: Vec<DeicticRow>,
            phrase: Vec<PhraseRow>,
            opens: Forms,
            fiscal_year_name: Names,
            fiscal_year_start: std::collections::BTreeMap<String, String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Names {
            by_start: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Numbered {
            number: i8,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct SpanRow {
            unit: String,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct DeicticRow {
            which: String,
            forms: Vec<String>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct PhraseRow {
            means: String,
            forms: Vec<String>,
        }
        let rows: Rows = read(file)?;
        for row in rows.month {
            for form in row.forms {
                // 'may' and 'march' are other words.
                let case = if matches!(row.number, 3 | 5) { Case::Capital } else { Case::Any };
                self.add(&form, case, Sense::Month(row.number));
            }
        }
        for row in rows.weekday {
            for form in row.forms {
                self.add(&form, Case::Capital, Sense::Weekday(row.number));
            }
        }
        for row in rows.ordinal {
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Ordinal(row.number));
            }
        }
        for row in rows.span {
            let unit = match row.unit.as_str() {
                "year" => SpanUnit::Year,
                "fiscal_year" => SpanUnit::FiscalYear,
                "season" => SpanUnit::Season,
                "half" => SpanUnit::Half,
                "quarter" => SpanUnit::Quarter,
                "month" => SpanUnit::Month,
                "week" => SpanUnit::Week,
                "day" => SpanUnit::Day,
                "decade" => SpanUnit::Decade,
                "period" => SpanUnit::Period,
                other => return Err(fault(file, other, "is no unit of time")),
            };
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Span(unit));
            }
        }
        for row in rows.deictic {
            let which = match row.which.as_str() {
                "last" => Deictic::Last,
                "this" => Deictic::This,
                "next" => Deictic::Next,
                "same" => Deictic::Same,
                other => return Err(fault(file, other, "is none of last, this, next, same")),
            };
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Deictic(which));
            }
        }
        for row in rows.phrase {
            let means = match row.means.as_str() {
                "year_earlier" => PeriodPhrase::YearEarlier,
                "two_years_earlier" => PeriodPhrase::TwoYearsEarlier,
                "year_later" => PeriodPhrase::YearLater,
                "previous" => PeriodPhrase::Previous,
                "next" => PeriodPhrase::Next,
                "since_then" => PeriodPhrase::SinceThen,
                "focus" => PeriodPhrase::Focus,
                "part_month" => PeriodPhrase::Part(SpanUnit::Month),
                "part_quarter" => PeriodPhrase::Part(SpanUnit::Quarter),
                "part_half" => PeriodPhrase::Part(SpanUnit::Half),
                "part_year" => PeriodPhrase::Part(SpanUnit::Year),
                "today" => PeriodPhrase::Today,
                "yesterday" => PeriodPhrase::Yesterday,
                "this_year" => PeriodPhrase::ThisYear,
                "to_focus" => PeriodPhrase::ToFocus,
                "whole_year" => PeriodPhrase::WholeYear,
                "on_year" => PeriodPhrase::OnYear,
                "on_month" => PeriodPhrase::OnMonth,
                other => return Err(fault(file, other, "is no meaning of an expression of time")),
            };
            for form in row.forms {
                self.add(&form, Case::Any, Sense::Phrase(means));
            }
        }
        for word in rows.opens.forms {
            let word = self.word(&word);
            self.grammar(word).kinds |= WordKind::OpensTime.bit();
        }
        for code in rows.fiscal_year_name.by_start {
            let place = Place::from_code(&code).ok_or_else(|| fault(file, &code, "is no country"))?;
            self.lexicon.fiscal_year_by_start.insert(place);
        }
        for (code, day) in rows.fiscal_year_start {
            let place = Place::from_code(&code).ok_or_else(|| fault(file, &code, "is no country"))?;
            let start = day.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
            let start = start.ok_or_else(|| fault(file, &code, "begins on a day written MM-DD"))?;
            self.lexicon.fiscal_year_start.insert(place, start);
        }
        Ok(())
    }
}
