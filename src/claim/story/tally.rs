//! How often each value was told.

use crate::limits::TALLIED;

/// How often each value was told.
#[derive(Debug, Clone)]
pub(super) struct Tally<T> {
    pub(super) counts: Vec<(T, u32)>,
    all: u32,
}

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Tally { counts: Vec::new(), all: 0 }
    }
}

impl<T: PartialEq> Tally<T> {
    pub(super) fn add(&mut self, value: T) {
        self.all = self.all.saturating_add(1);
        if let Some((_, count)) = self.counts.iter_mut().find(|(other, _)| *other == value) {
            *count = count.saturating_add(1);
        } else if self.counts.len() < TALLIED {
            self.counts.push((value, 1));
        }
    }

    /// The part of a value, as if one more had been told that no text names.
    pub(super) fn share(&self, value: &T) -> f32 {
        let count = self.counts.iter().find(|(other, _)| other == value).map_or(0, |(_, count)| *count);
        count as f32 / self.all.saturating_add(1) as f32
    }

    /// The same among the values of a sort.
    pub(super) fn share_of(&self, is_of: impl Fn(&T) -> bool, value: &T) -> f32 {
        let (mut own, mut all) = (0, 1u32);
        for (other, count) in self.counts.iter().filter(|(other, _)| is_of(other)) {
            all = all.saturating_add(*count);
            own = if other == value { *count } else { own };
        }
        own as f32 / all as f32
    }
}
