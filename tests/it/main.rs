//! The one integration binary: every further one would link polars again.

#[cfg(feature = "cli")]
mod cli;
mod data;
mod layers;
