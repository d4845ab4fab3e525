//! The one integration binary: every further one would link polars again.

#[cfg(feature = "frames")]
mod analysis;
#[cfg(feature = "frames")]
mod audit;
#[cfg(feature = "frames")]
mod cell;
#[cfg(feature = "frames")]
mod claims;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "frames")]
mod compare;
#[cfg(feature = "frames")]
mod convert;
mod corpus;
mod data;
mod docs;
mod examples;
mod laws;
mod layers;
#[cfg(feature = "frames")]
mod ledger;
mod properties;
#[cfg(feature = "frames")]
mod report;
mod scorer;
mod suites;
#[cfg(feature = "frames")]
mod table;
