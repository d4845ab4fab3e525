//! What each feature of a candidate counts; the numbers are data.

use crate::datafile;
use serde::Deserialize;
use std::sync::LazyLock;

/// Weights of every role.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Weights {
    pub measure: Measure,
    pub period: Period,
    pub place: Place,
    pub status: Status,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Measure {
    pub strength: f32,
    pub distance: f32,
    pub boundary: f32,
    pub figure_between: f32,
    pub adjacent_after: f32,
    pub of_after: f32,
    pub after: f32,
    pub verb: f32,
    pub carried: f32,
    pub title: f32,
    pub threshold: f32,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Period {
    pub distance: f32,
    pub boundary: f32,
    pub figure_between: f32,
    pub right_after: f32,
    pub after: f32,
    pub opens: f32,
    pub base: f32,
    pub threshold: f32,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Place {
    pub distance: f32,
    pub boundary: f32,
    pub figure_between: f32,
    pub hint: f32,
    pub neutral: f32,
    pub threshold: f32,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Status {
    pub distance: f32,
    pub boundary: f32,
    pub figure_between: f32,
    pub after: f32,
    pub actual: f32,
    pub threshold: f32,
}

static ENGLISH: LazyLock<Weights> = LazyLock::new(|| {
    datafile::built_in(datafile::toml("data/lang/en/weights.toml", include_str!("../../data/lang/en/weights.toml")))
});

/// The weights for English.
pub(super) fn english() -> &'static Weights {
    &ENGLISH
}
