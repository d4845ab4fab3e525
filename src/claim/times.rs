//! How often a report names each period: one that it comes back to is what its other figures are for.

use crate::mention::Mentions;
use crate::mention::period::Anchor;
use crate::value::period::{Period, PeriodKind};

/// Most periods that are counted apart.
const APART: usize = 40;

/// The periods that a report names, with how often.
#[derive(Debug, Clone, Default)]
pub(super) struct Times {
    counts: Vec<(Period, u32)>,
    all: u32,
    most: u32,
}

impl Times {
    /// Counts them; what the title names counts twice.
    pub fn of(title: &Mentions, found: &Mentions, anchor: &Anchor) -> Times {
        let mut times = Times::default();
        for (mentions, weight) in [(title, 2), (found, 1)] {
            for mention in &mentions.periods {
                if !mention.when.stands_alone() || mention.by {
                    continue;
                }
                let Some(period) = mention.when.resolve(anchor) else { continue };
                if period.kind != PeriodKind::Day {
                    times.add(period, weight);
                }
            }
        }
        times.most = times.counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        times
    }

    fn add(&mut self, period: Period, weight: u32) {
        self.all += weight;
        if let Some((_, count)) = self.counts.iter_mut().find(|(other, _)| *other == period) {
            *count += weight;
        } else if self.counts.len() < APART {
            self.counts.push((period, weight));
        }
    }

    /// The part of all names of time that name this period, and whether none is named more often.
    pub fn votes(&self, period: Period) -> (f32, bool) {
        let count = self.counts.iter().find(|(other, _)| *other == period).map_or(0, |(_, count)| *count);
        (count as f32 / self.all.max(1) as f32, count > 0 && count == self.most)
    }
}
