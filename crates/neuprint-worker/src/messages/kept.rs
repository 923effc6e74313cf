//! Skeletons that are kept in the browser for the next visit.

use serde::{Deserialize, Serialize};

use super::InBytes;

/// What is to be done with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptAct {
    /// Nothing; how does it stand?
    Tell,
    /// Keep what comes from the open dataset's server, or erase it and keep nothing more.
    Keep(bool),
    /// Erase everything, of all servers, with what was allowed before.
    Forget,
}

/// How it stands with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSkeletons {
    /// Whether there is a place for them: a browser that keeps something, and a dataset of a server that says its version.
    pub is_possible: bool,
    /// Whether what comes is kept.
    pub keeps: bool,
    /// Whether it comes with a token: then it is kept only if somebody says so, and erased at the end of the session.
    pub has_token: bool,
    /// How many skeletons of this server there are.
    pub count: u32,
}

impl InBytes for KeptSkeletons {}
