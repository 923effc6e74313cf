//! A neuPrint dataset in one file that answers neuPrint's REST API in process.
//!
//! A [`Dataset`] is read from one file (the format is in [`format`]).

pub mod dataset;
pub mod format;

pub use dataset::{About, Dataset};
pub use format::FormatError;
