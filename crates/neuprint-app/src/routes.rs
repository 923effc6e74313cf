//! The pages, one per address.

pub(crate) mod query;
pub(crate) mod skeletons;
