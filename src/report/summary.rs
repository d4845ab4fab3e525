//! A report in short, as Markdown for a person.

use super::folder::Options;
use crate::error::Error;
use crate::ledger::wrong;
use polars::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Most rows of a table of the summary; the files have all.
const ROWS: usize = 20;

/// What a summary is made of.
pub(super) struct Facts<'a> {
    pub options: &'a Options,
    pub turnover: &'a DataFrame,
    pub flows: &'a DataFrame,
    pub claims: usize,
    pub claims_in: &'a BTreeMap<String, u32>,
    pub left_out: &'a BTreeMap<String, u32>,
    pub doubts: &'a BTreeMap<&'static str, u32>,
}

/// The text of `summary.md`.
pub(super) fn summary(facts: &Facts) -> Result<String, Error> {
    let mut out = String::from("# Trade figures of reports\n\n");
    let articles: usize = facts.options.inputs.iter().map(|input| input.articles).sum();
    let unread: usize = facts.options.inputs.iter().map(|input| input.unread).sum();
    let in_tables: u32 = facts.claims_in.values().sum();
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "{} figures of {articles} reports; {in_tables} of them stand in a table. {unread} reports or claims could not be \
         read. Made by {} {}.\n",
        facts.claims, facts.options.program, facts.options.version
    );
    out += "Amounts are in units of the currency. A figure leads back to its words by `evidence.csv`.\n";
    table(&mut out, "Turnover", facts.turnover, false)?;
    table(&mut out, "Exports, imports and balance", facts.flows, false)?;
    table(&mut out, "Reports that do not agree", facts.turnover, true)?;
    table(&mut out, "Reports that do not agree: exports, imports and balance", facts.flows, true)?;
    counts(&mut out, "Figures that entered no table", "why", facts.left_out.iter().map(|(why, n)| (why.as_str(), *n)));
    counts(&mut out, "What was seen and not settled", "doubt", facts.doubts.iter().map(|(code, n)| (*code, *n)));
    if !facts.options.corrections.is_empty() {
        let done = facts.options.corrections.iter().filter(|one| one.before.is_some()).count();
        let _ = write!(
            out,
            "\n## Corrections\n\n{done} of {} were applied: `corrections.csv`.\n",
            facts.options.corrections.len()
        );
    }
    Ok(out)
}

/// The newest rows of a table, the largest first within a period: what has happened, or what reports disagree about.
fn table(out: &mut String, title: &str, cells: &DataFrame, only_conflicts: bool) -> Result<(), Error> {
    let chosen = match only_conflicts {
        true => col("agree").eq(lit(false)),
        false => col("status").eq(lit("actual")),
    };
    let order = SortMultipleOptions::default().with_order_descending_multi([true, true, false]).with_nulls_last(true);
    let chosen = cells.clone().lazy().filter(chosen);
    let rows = chosen.sort_by_exprs([col("period_end"), col("value"), col("pair")], order.with_maintain_order(true));
    let rows = rows.collect().map_err(wrong)?;
    if rows.height() == 0 {
        return Ok(());
    }
    let _ = write!(out, "\n## {title}\n\n");
    if rows.height() > ROWS {
        let _ = write!(out, "The newest {ROWS} of {}.\n\n", rows.height());
    }
    let text = |name: &str| rows.column(name).and_then(|column| column.str()).map_err(wrong);
    let (pair, reporter, partner) = (text("pair")?, text("reporter")?, text("partner")?);
    let (measure, period, unit, side) = (text("measure")?, text("period")?, text("unit")?, text("side")?);
    let (goods, bound, conflict) = (text("commodity")?, text("bound_kind")?, text("conflict")?);
    let value = rows.column("value").and_then(|column| column.cast(&DataType::String)).map_err(wrong)?;
    let value = value.str().map_err(wrong)?;
    let last = if only_conflicts { "what was said (reports)" } else { "counted by" };
    let _ = writeln!(out, "| parties | measure | goods | period | value | unit | {last} |");
    out.push_str("| --- | --- | --- | --- | ---: | --- | --- |\n");
    for at in 0..rows.height().min(ROWS) {
        let parties = match (reporter.get(at), partner.get(at)) {
            (Some(reporter), Some(partner)) => format!("{reporter} with {partner}"),
            _ => pair.get(at).unwrap_or_default().to_owned(),
        };
        let value = value.get(at).map_or(String::new(), |digits| spaced(digits, bound.get(at).unwrap_or_default()));
        let last = if only_conflicts { conflict.get(at) } else { side.get(at) };
        let cells = [
            parties.as_str(),
            measure.get(at).unwrap_or_default(),
            goods.get(at).unwrap_or_default(),
            period.get(at).unwrap_or_default(),
            &value,
            unit.get(at).unwrap_or_default(),
            last.unwrap_or_default(),
        ];
        let _ = writeln!(out, "| {} |", cells.map(plain).join(" | "));
    }
    Ok(())
}

fn counts<'a>(out: &mut String, title: &str, what: &str, counts: impl Iterator<Item = (&'a str, u32)>) {
    let rows: Vec<String> = counts.map(|(name, number)| format!("| {name} | {number} |\n")).collect();
    if !rows.is_empty() {
        let _ = write!(out, "\n## {title}\n\n| {what} | number |\n| --- | ---: |\n{}", rows.concat());
    }
}

/// Digits in threes, with a mark of what the figure is.
fn spaced(digits: &str, bound: &str) -> String {
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let rest = rest.trim_end_matches('0');
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mark = match bound {
        "at_least" => "over ",
        "at_most" => "up to ",
        "approx" => "about ",
        _ => "",
    };
    let mut text = format!("{mark}{sign}");
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    if rest.is_empty() { text } else { format!("{text}.{rest}") }
}

/// Words that stay in their cell and are no markup.
fn plain(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{plain, spaced};

    #[test]
    fn figures_are_easy_to_read_and_words_are_no_markup() {
        assert_eq!(spaced("4360000000.000000", "exact"), "4 360 000 000");
        assert_eq!((spaced("-12.500000", "at_least"), spaced("0", "")), ("over -12.5".to_owned(), "0".to_owned()));
        assert_eq!(plain("a|b\n<i>"), "a\\|b \\<i\\>");
    }
}
