//! Figures with their roles attached: [`Claim`], and what was seen and not settled: [`Doubt`].

mod record;
mod score;
mod view;
mod flows;
mod central;
mod pair;
mod mates;
mod standing;
mod parallel;
mod opener;
mod story;
mod sums;
mod theme;
mod times;
mod calendar;
mod home;
mod topic;
mod unit;
mod kind;
mod admit;
mod anaphora;
mod spoken;
mod measure;
mod wording;
mod timing;
mod status;
mod relation;
mod party;
mod commodity;
mod source;
mod basis;
mod read;
mod extract;

pub use extract::{Extraction, Extractor};
pub use record::{Claim, Doubt, DoubtCode, Evidence, Reach, Role};
pub use score::{Contender, Decision};
