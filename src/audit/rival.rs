//! Reports of one statistic that do not agree.

use super::check::{Evidence, Said, of_other_side};
use super::finding::{Finding, Interval, interval, words};
use crate::cell::{Figure, Series};
use crate::value::period::Period;
use std::collections::BTreeMap;

/// The cells whose claims share no point: which figure was taken, and against which.
pub(super) fn rivals(evidence: &Evidence) -> Vec<Finding> {
    let contested: BTreeMap<(&Series, Period), &Figure> = evidence
        .figures
        .iter()
        .filter(|figure| !figure.agree)
        .map(|figure| ((&figure.series, figure.period), figure))
        .collect();
    let mut claims: BTreeMap<(&Series, Period), Vec<&Said>> = BTreeMap::new();
    for said in &evidence.said {
        let key = (&said.series, said.period);
        if contested.contains_key(&key) {
            claims.entry(key).or_default().push(said);
        }
    }
    let finding = |(key, said): (&(&Series, Period), &Vec<&Said>)| Some(rival(evidence, contested.get(key)?, said));
    claims.iter().filter_map(finding).collect()
}

fn rival(evidence: &Evidence, figure: &Figure, said: &[&Said]) -> Finding {
    // Where only bounds contradict one another no figure is taken: then the first stands against the rest.
    let first = said.first().map(|said| said.interval);
    let supports = |said: &&&Said| match figure.value {
        Some(value) => said.interval.holds(value),
        None => Some(said.interval) == first,
    };
    let (behind, against): (Vec<&&Said>, Vec<&&Said>) = said.iter().partition(supports);
    let unit = &figure.series.unit;
    let of_the_other_side = || {
        let series = of_other_side(&figure.series)?;
        let agrees = |other: &&Figure| against.iter().any(|said| !said.interval.is_apart_from(Interval::of(other)));
        evidence.get(&series, figure.period).find(agrees)
    };
    let why = match figure.method.as_str() {
        "grade" => "its source is nearer to the counting",
        "vintage" => "the office that counts said it later, so it is a revision",
        "witnesses" => "no source is better, and it has more witnesses, was said later or stands first in its report",
        _ => "only bounds contradict one another, so no figure is taken",
    };
    let taken = match figure.value {
        Some(value) => format!("taken is {}: {why}", words(value, unit)),
        None => why.to_owned(),
    };
    let mut others: Vec<String> = against.iter().map(|said| interval(said.interval, unit)).collect();
    others.dedup();
    let mut text = format!("{taken}; against it {}", others.join(", "));
    let mut check = "rival";
    if let Some(other) = of_the_other_side() {
        let side = other.series.side.as_deref().or(other.series.reporter.as_deref()).unwrap_or("the other side");
        text += &format!("; that is near to the statistics of {side}, so one side may have been taken for the other");
        check = "side";
    }
    Finding {
        series: figure.series.clone(),
        period: figure.period,
        check,
        value: figure.value,
        expected: hull(&against),
        claims: behind.iter().map(|said| said.id()).collect(),
        against: against.iter().map(|said| said.id()).collect(),
        decision: match figure.method.as_str() {
            "grade" => "grade",
            "vintage" => "vintage",
            "witnesses" => "witnesses",
            _ => "interval",
        },
        words: text,
    }
}

/// From the lowest to the highest of what was said.
fn hull(said: &[&&Said]) -> Interval {
    let lows: Option<Vec<_>> = said.iter().map(|said| said.interval.low).collect();
    let highs: Option<Vec<_>> = said.iter().map(|said| said.interval.high).collect();
    Interval {
        low: lows.and_then(|lows| lows.into_iter().min()),
        high: highs.and_then(|highs| highs.into_iter().max()),
    }
}
