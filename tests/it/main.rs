//! The integration tests, in one program: each further one would link polars again.

#[cfg(feature = "frames")]
mod cell;
mod claims;
#[cfg(feature = "frames")]
mod ledger;
mod report;
#[cfg(feature = "frames")]
mod table;
