//! The commands that ask a server: of a real `neuprint serve`, and of one that fails as a test wants it.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
#![allow(clippy::unreadable_literal, reason = "body IDs are written as everywhere")]

#[path = "remote/made_up.rs"]
mod made_up;
#[path = "remote/output.rs"]
mod output;
#[path = "remote/query.rs"]
mod query;
#[path = "remote/real.rs"]
mod real;
#[path = "remote/resumed.rs"]
mod resumed;
#[path = "remote/skeletons.rs"]
mod skeletons;
