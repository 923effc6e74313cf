//! What the client sends, and what it makes of the answers: through a transport that answers from a list.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod attempts;
mod find;
mod meta;
mod near;
mod queries;
mod refusals;
mod requests;
mod sharing;
mod synapses;
mod transport;
