//! What the claims of each cell give: its most precise figure, and the choice where they do not agree or are equally precise.
//!
//! Plain loops over claims that stand cell by cell, as in [`gather`](super::gather): where cells are many and small, a
//! grouping of polars that puts each group in order takes several times as long as all the rest of reckoning.

use super::gather::runs;
use super::{Steps, grade};
use crate::value::amount::Qualifier;
use polars::prelude::*;
use std::cmp::Reverse;
use std::fmt::Write;
use std::ops::Range;

/// What the claims of each cell give, in order of `cell`, from claims that stand in that order:
///
/// | column | type | meaning |
/// | --- | --- | --- |
/// | `precise`, `precise_exact` | Decimal, Boolean | the most precise figure, and whether it is exact; null where there are only ranges and bounds |
/// | `touch_stated` | Boolean | whether somebody states the highest of the lower ends |
/// | `most_stated`, `most_stated_exact` | Decimal, Boolean | where intervals do not overlap the figure that stands against the others |
/// | `settled_by` | String | what that was decided by: `grade`, `vintage`, `witnesses` |
/// | `said` | String | what was said, with the number of witnesses of each |
pub(super) fn settled(claims: &DataFrame, steps: &Steps) -> PolarsResult<[Column; 7]> {
    let claims = Claims::of(claims, steps)?;
    let cells: Vec<Settled> = claims.runs.iter().map(|run| claims.settled(run.clone())).collect();
    let amounts = |name: &str, of: fn(&Settled) -> Option<i128>| {
        let amounts = Int128Chunked::from_iter_options(name.into(), cells.iter().map(of));
        Ok::<_, PolarsError>(amounts.into_decimal(38, 6)?.into_column())
    };
    let truths = |name: &str, of: fn(&Settled) -> Option<bool>| {
        BooleanChunked::from_iter_options(name.into(), cells.iter().map(of)).into_column()
    };
    let texts = |name: &str, of: for<'a> fn(&'a Settled) -> Option<&'a str>| {
        StringChunked::from_iter_options(name.into(), cells.iter().map(of)).into_column()
    };
    Ok([
        amounts("precise", |cell| cell.precise.map(|(value, _)| value))?,
        truths("precise_exact", |cell| cell.precise.map(|(_, exact)| exact)),
        truths("touch_stated", |cell| Some(cell.touch_stated)),
        amounts("most_stated", |cell| cell.rivals.as_ref().map(|rivals| rivals.value))?,
        truths("most_stated_exact", |cell| cell.rivals.as_ref().map(|rivals| rivals.exact)),
        texts("settled_by", |cell| cell.rivals.as_ref().map(|rivals| rivals.settled_by)),
        texts("said", |cell| cell.rivals.as_ref().map(|rivals| rivals.said.as_str())),
    ])
}

#[derive(Default)]
struct Settled {
    precise: Option<(i128, bool)>,
    touch_stated: bool,
    rivals: Option<Rivals>,
}

/// Claims whose intervals do not overlap.
struct Rivals {
    value: i128,
    exact: bool,
    settled_by: &'static str,
    said: String,
}

/// The columns that are looked at; amounts are in millionths.
struct Claims<'a> {
    runs: Vec<Range<usize>>,
    value: &'a Int128Chunked,
    value_hi: &'a Int128Chunked,
    low: &'a Int128Chunked,
    high: &'a Int128Chunked,
    /// Only points have a width.
    width: &'a Int128Chunked,
    qualifier: &'a StringChunked,
    published: &'a Int32Chunked,
    start: &'a UInt64Chunked,
    text: &'a UInt64Chunked,
    witness: &'a UInt64Chunked,
    grade: &'a UInt32Chunked,
    /// Whether what an office says later is a revision.
    vintages: bool,
}

/// The same figure, stated in the same way.
struct Statement {
    value: i128,
    value_hi: Option<i128>,
    form: Qualifier,
    exact: bool,
    width: Option<i128>,
    low: Option<i128>,
    high: Option<i128>,
    witnesses: usize,
    grade: u32,
    first_stated: Option<i32>,
    start: u64,
}

impl<'a> Claims<'a> {
    fn of(claims: &'a DataFrame, steps: &Steps) -> PolarsResult<Claims<'a>> {
        let amount = |name: &str| Ok::<_, PolarsError>(claims.column(name)?.decimal()?.physical());
        Ok(Claims {
            runs: runs(claims.column("cell")?.idx()?),
            value: amount("value")?,
            value_hi: amount("value_hi")?,
            low: amount("low")?,
            high: amount("high")?,
            width: amount("width")?,
            qualifier: claims.column("qualifier")?.str()?,
            published: claims.column("published")?.date()?.physical(),
            start: claims.column("start")?.u64()?,
            text: claims.column("text")?.u64()?,
            witness: claims.column("witness")?.u64()?,
            grade: claims.column("grade")?.u32()?,
            vintages: steps.vintages,
        })
    }

    /// What the claims of one cell give.
    fn settled(&self, run: Range<usize>) -> Settled {
        let touch = run.clone().filter_map(|row| self.low.get(row)).max();
        let least_high = run.clone().filter_map(|row| self.high.get(row)).min();
        let overlap = touch.zip(least_high).is_none_or(|(low, high)| low < high);
        let narrowest = run.clone().filter_map(|row| self.width.get(row)).min();
        let is_narrowest = |row: &usize| narrowest.is_some() && self.width.get(*row) == narrowest;
        let values = || run.clone().filter(is_narrowest).filter_map(|row| self.value.get(row));
        let (least, most) = (values().min(), values().max());
        if overlap && least == most {
            let exact = run.clone().filter(is_narrowest).any(|row| self.qualifier(row) == Qualifier::Exact);
            return Settled { precise: least.map(|value| (value, exact)), ..Settled::default() };
        }
        let mut statements = self.statements(run);
        statements.sort_unstable_by(|a, b| a.by_precision().cmp(&b.by_precision()));
        let precise = statements.first().filter(|_| least.is_some()).map(|first| (first.value, first.exact));
        let states =
            |statement: &Statement| Some(statement.value) == touch || (touch.is_some() && statement.value_hi == touch);
        let touch_stated = statements.iter().any(states);
        Settled { precise, touch_stated, rivals: if overlap { None } else { self.rivals(statements) } }
    }

    fn qualifier(&self, row: usize) -> Qualifier {
        self.qualifier.get(row).and_then(Qualifier::from_name).unwrap_or(Qualifier::Exact)
    }

    /// The claims of one cell as statements.
    fn statements(&self, run: Range<usize>) -> Vec<Statement> {
        let form = |row: usize| match self.qualifier(row) {
            Qualifier::Approx => Qualifier::Exact,
            other => other,
        };
        let key = |row: usize| (self.value.get(row), self.value_hi.get(row), form(row).name());
        let mut rows: Vec<usize> = run.collect();
        rows.sort_unstable_by_key(|row| key(*row));
        let alike = rows.chunk_by(|one, other| key(*one) == key(*other));
        alike
            .filter_map(|rows| {
                let all = || rows.iter().copied();
                let different = |of: &UInt64Chunked| {
                    let mut of: Vec<Option<u64>> = all().map(|row| of.get(row)).collect();
                    of.sort_unstable();
                    of.dedup();
                    of.len()
                };
                Some(Statement {
                    value: self.value.get(rows[0])?,
                    value_hi: self.value_hi.get(rows[0]),
                    form: form(rows[0]),
                    exact: all().any(|row| self.qualifier(row) == Qualifier::Exact),
                    width: all().filter_map(|row| self.width.get(row)).min(),
                    low: all().filter_map(|row| self.low.get(row)).max(),
                    high: all().filter_map(|row| self.high.get(row)).min(),
                    witnesses: different(self.text).min(different(self.witness)),
                    grade: all().filter_map(|row| self.grade.get(row)).min().unwrap_or(grade::OTHERS),
                    first_stated: all().filter_map(|row| self.published.get(row)).min(),
                    start: all().filter_map(|row| self.start.get(row)).min().unwrap_or_default(),
                })
            })
            .collect()
    }

    /// Which of the statements of one cell stands against the others, and why; in order of precision.
    fn rivals(&self, mut statements: Vec<Statement>) -> Option<Rivals> {
        // What an office says later of the same statistic is a revision; what others say later is only later.
        let vintage = |statement: &Statement| match self.vintages && statement.grade == grade::OFFICE {
            true => statement.first_stated,
            false => None,
        };
        statements.sort_by(|a, b| a.by_standing(vintage(a)).cmp(&b.by_standing(vintage(b))));
        let first = statements.first()?;
        let next = statements.get(1).filter(|_| statements.iter().filter(|statement| statement.is_point()).count() > 1);
        let settled_by = match next {
            Some(next) if first.grade != next.grade => "grade",
            Some(next) if vintage(first) != vintage(next) => "vintage",
            _ => "witnesses",
        };
        let mut said = String::new();
        for statement in &statements {
            let joint = if said.is_empty() { "" } else { "; " };
            // Writing to a string does not fail.
            let _ = write!(said, "{joint}{} ({})", statement.said(), statement.witnesses);
        }
        Some(Rivals { value: first.value, exact: first.exact, settled_by, said })
    }
}

impl Statement {
    fn is_point(&self) -> bool {
        self.form == Qualifier::Exact
    }

    /// The most precise first; of equals that with most witnesses, then the one that was first stated later, then that
    /// nearer the beginning of its report.
    fn by_precision(&self) -> impl Ord {
        let width = (self.width.is_none(), self.width);
        let stated = (self.first_stated.is_none(), Reverse(self.first_stated));
        let rest = (self.start, self.value, self.value_hi.is_none(), self.value_hi, self.form.name());
        (!self.is_point(), width, Reverse(self.witnesses), stated, rest)
    }

    /// That of the best source first, then the later one of offices, then that with most witnesses; what is equal stays as it
    /// is.
    fn by_standing(&self, vintage: Option<i32>) -> impl Ord {
        let vintage = (vintage.is_none(), Reverse(vintage));
        let stated = (self.first_stated.is_none(), Reverse(self.first_stated));
        (!self.is_point(), self.grade, vintage, Reverse(self.witnesses), stated, self.start)
    }

    /// In words: `4400000000`, `>=4000000000`, `<=5000000000`, `3000000000..4000000000`.
    fn said(&self) -> String {
        let end = |sign: &str, end: Option<i128>| end.map_or(String::new(), |end| format!("{sign}{}", digits(end)));
        match (self.form, self.high) {
            (Qualifier::Exact, _) => digits(self.value),
            (Qualifier::Range, _) => format!("{}{}", digits(self.value), end("..", self.value_hi)),
            (_, None) => end(">=", self.low),
            (_, high) => end("<=", high),
        }
    }
}

/// Millionths as plain digits.
fn digits(millionths: i128) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, rest) = (millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
    let rest = format!("{rest:06}");
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn millionths_are_written_without_zeros_behind_the_point() {
        for (millionths, text) in
            [(4_400_000_000_000_000, "4400000000"), (-1_500_000, "-1.5"), (1, "0.000001"), (0, "0"), (-10, "-0.00001")]
        {
            assert_eq!(digits(millionths), text);
        }
    }
}
