//! State that outlives a page's view: the session with the worker, the query and its result, the address.
//!
//! Views read signals and call methods; nothing here makes elements.

pub(crate) mod address;
pub(crate) mod files;
mod link;
pub(crate) mod query;
mod session;
pub(crate) mod token;

pub(crate) use link::Answer;
pub(crate) use session::{EMBEDDED_NAME, Opened, Session, embedded, unexpected};
