//! The integration tests, in one program: each further one would link polars again.

mod claims;
#[cfg(feature = "frames")]
mod ledger;
