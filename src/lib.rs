//! Turns news reporting into bilateral trade statistics.

// The order is the order of the flow: a module names only modules above it.
pub mod error;
pub mod limits;
pub mod span;
mod datafile;
pub mod value;
pub mod article;
pub mod token;
pub mod lexicon;
pub mod mention;
pub mod claim;
#[cfg(feature = "frames")]
pub mod ledger;
#[cfg(feature = "frames")]
pub mod cell;
#[cfg(feature = "frames")]
pub mod table;
pub mod report;
