//! Which reports are one witness.
//!
//! Who names a source repeats it: a witness is the source that a claim names, and where none is named the text that
//! makes it. Copies are one text. So a cell has no more witnesses than texts, and no more than sources and texts that
//! name none.

use crate::article::{alike, sketch};
use polars::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many characters of a sketch have to be equal for two to be compared: where half of the places agree, one of
/// the eight bands does so in about half of all cases, where nine of ten agree, nearly always.
const BAND: usize = 4;

/// How many places of a sketch have to be filled: two are alike that have half of at least eight in common.
const FILLED: usize = 4;

/// A number for the text of each claim (`text`, UInt64); with `copies` one for all copies of a text.
pub(super) fn texts(copies: bool) -> Expr {
    let numbers = move |prints: Column| {
        let prints = prints.str()?;
        let names = if copies { names(prints.iter().flatten()) } else { FxHashMap::default() };
        let name = |print: &str| number(names.get(print).copied().unwrap_or(print));
        Ok(UInt64Chunked::from_iter_options("text".into(), prints.iter().map(|print| print.map(name))).into_column())
    };
    col("fingerprint").apply(numbers, |_, field| Ok(Field::new(field.name.clone(), DataType::UInt64)))
}

/// A number for the source that each claim names, whatever its case; null where it names none.
pub(super) fn sources() -> Expr {
    let numbers = |sources: Column| {
        // The same few sources are named again and again.
        let mut known = FxHashMap::default();
        let mut number = |source| *known.entry(source).or_insert_with(|| number(&str::to_lowercase(source)));
        let numbers = sources.str()?.iter().map(|source| source.map(&mut number));
        Ok(UInt64Chunked::from_iter_options("source".into(), numbers).into_column())
    };
    col("source").map(numbers, |_, field| Ok(Field::new(field.name.clone(), DataType::UInt64)))
}

/// A hash: equal for equal words in every run, and of others in practice never.
pub(super) fn number(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The name of each fingerprint that is a copy of another. In order of fingerprints each joins the first that it is like,
/// or begins a text of its own; so the order of claims changes nothing.
fn names<'a>(prints: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, &'a str> {
    let prints: FxHashSet<&str> = prints.collect();
    let is_long = |sketch: &&str| sketch.bytes().filter(|place| *place != b'.').count() >= FILLED;
    let sketched = prints.into_iter().filter_map(|print| Some((print, sketch(print).filter(is_long)?)));
    let mut sketched: Vec<(&str, &str)> = sketched.collect();
    sketched.sort_unstable();
    let mut names = FxHashMap::default();
    let mut begun: FxHashMap<(usize, &[u8]), Vec<&str>> = FxHashMap::default();
    for (print, sketch) in sketched {
        let bands = || sketch.as_bytes().chunks(BAND).enumerate().filter(|(_, band)| band.iter().any(|c| *c != b'.'));
        let first = bands().filter_map(|band| begun.get(&band)?.iter().find(|text| alike(text, print))).min();
        if let Some(first) = first {
            names.insert(print, *first);
        } else {
            bands().for_each(|band| begun.entry(band).or_default().push(print));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::article::fingerprint;
    use std::collections::BTreeSet;

    #[test]
    fn copies_have_one_name_whatever_the_order() {
        let story = |from: usize, to: usize| {
            let words: Vec<String> = (from..to).map(|at| format!("word{at}")).collect();
            fingerprint(words.iter().map(String::as_str))
        };
        let mut prints = [story(0, 200), story(10, 200), story(0, 190), story(500, 700), "x".to_owned()];
        for _ in 0..2 {
            let found = names(prints.iter().map(String::as_str));
            let name = |print: &String| found.get(print.as_str()).copied().unwrap_or(print).to_owned();
            let texts: BTreeSet<String> = prints.iter().map(name).collect();
            assert_eq!(texts.len(), 3, "{texts:?}");
            prints.reverse();
        }
    }
}
