//! The pages, one per address.

pub(crate) mod loaded;
pub(crate) mod query;
