//! Which reports are one witness.

use crate::article::{alike, sketch};
use polars::prelude::*;
use rustc_hash::FxHashMap;

/// How many characters of a sketch have to be equal for two to be compared: where half of the places agree, one of
/// the eight bands does so in about half of all cases, where nine of ten agree, nearly always.
const BAND: usize = 4;

/// The texts of a column of fingerprints, copies having one name: the fingerprint of one of them. What it is does not
/// depend on the order of rows.
pub(super) fn texts() -> Expr {
    let named = |prints: Column| {
        let prints = prints.str()?;
        let name = names(prints.iter().flatten());
        let texts = prints.iter().map(|print| print.map(|print| name.get(print).copied().unwrap_or(print)));
        Ok(StringChunked::from_iter_options("text".into(), texts).into_column())
    };
    col("fingerprint").apply(named, |_, field| Ok(Field::new(field.name.clone(), DataType::String)))
}

/// The name of each fingerprint that is a copy of another. In order of fingerprints each joins the first that it is like,
/// or begins a text of its own.
fn names<'a>(prints: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, &'a str> {
    let mut sketched: Vec<(&str, &str)> = prints.filter_map(|print| Some((print, sketch(print)?))).collect();
    sketched.sort_unstable();
    sketched.dedup();
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
            let texts: std::collections::BTreeSet<String> = prints.iter().map(name).collect();
            assert_eq!(texts.len(), 3, "{texts:?}");
            prints.reverse();
        }
    }
}
