//! Figures with their roles attached: [`Claim`], and what was seen and not settled: [`Doubt`].

mod extract;
mod record;

pub use extract::{Extraction, Extractor};
pub use record::{Claim, Doubt, DoubtCode, Evidence, Reach, Role};
