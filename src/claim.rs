//! Figures with their roles attached: [`Claim`], and what was seen and not settled: [`Doubt`].

mod record;

pub use record::{Claim, Doubt, DoubtCode, Evidence, Reach, Role};
