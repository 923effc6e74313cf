//! State that outlives a page's view: the session with the worker, the query and its results, the address.
//!
//! Views read signals and call methods; nothing here makes elements.

pub(crate) mod files;
pub(crate) mod link;
pub(crate) mod query;
pub(crate) mod result;
mod session;
pub(crate) mod token;

pub(crate) use session::{EMBEDDED_NAME, Session, embedded};
