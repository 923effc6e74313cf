//! The pages, one per address.

pub(crate) mod query;
