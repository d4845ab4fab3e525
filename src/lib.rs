//! Turns news reporting into bilateral trade statistics.

pub mod error;
pub mod span;
mod datafile;
pub mod value;
pub mod article;
pub mod claim;
