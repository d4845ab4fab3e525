//! How near a source is to the counting: who says a figure, as a grade.

use crate::datafile;
use serde::Deserialize;
use std::sync::LazyLock;

/// The grade of everybody else, and of nobody.
pub(super) const OTHERS: u32 = 4;

/// The grade of an office that counts.
pub(super) const OFFICE: u32 = 1;

/// The grade of a source in a report's words: that of the best of its words.
pub(super) fn of(source: &str) -> u32 {
    let source = source.to_lowercase();
    let begins = |beginning: &str| {
        let ends_word = |before: &str| !before.ends_with(char::is_alphanumeric);
        source.match_indices(beginning).any(|(at, _)| ends_word(&source[..at]))
    };
    let found = REGISTER.iter().find(|grade| grade.beginnings.iter().any(|beginning| begins(beginning)));
    found.map_or(OTHERS, |grade| grade.grade)
}

struct Grade {
    grade: u32,
    beginnings: Vec<String>,
}

const FILE: &str = "data/fact/grade.csv";

/// In order of grade.
static REGISTER: LazyLock<Vec<Grade>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Line {
        grade: u32,
        beginnings: String,
    }
    let lines: Vec<Line> = datafile::built_in(datafile::csv(FILE, include_str!("../../data/fact/grade.csv")));
    let grade =
        |line: Line| Grade { grade: line.grade, beginnings: line.beginnings.split(';').map(str::to_owned).collect() };
    let mut grades: Vec<Grade> = lines.into_iter().map(grade).collect();
    grades.sort_by_key(|grade| grade.grade);
    grades
});

#[cfg(test)]
mod tests {
    use super::{OFFICE, OTHERS, of};

    #[test]
    fn the_best_word_counts_and_only_where_a_word_begins() {
        for (source, grade) in [
            ("the State Customs Committee", OFFICE),
            ("Turkish foreign trade statistics", OFFICE),
            ("the deputy minister, quoting customs data", OFFICE),
            ("Russia's Deputy Prime Minister", 2),
            ("the ambassador", 3),
            ("the vice-president", 2),
            ("an accustomed observer", OTHERS),
            ("analysts", OTHERS),
            ("", OTHERS),
        ] {
            assert_eq!(of(source), grade, "{source}");
        }
    }
}
