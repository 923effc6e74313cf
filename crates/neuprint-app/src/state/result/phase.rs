//! How far a query has come.

use leptos::prelude::window;
use neuprint_worker::messages::Failure;

/// How far a query has come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Phase {
    /// It waits for the dataset to open.
    Waiting,
    /// It runs. `since`: as [`now`] gives it.
    Running { since: f64, bytes: u64 },
    /// It has an answer, with all rows.
    Done { elapsed_ms: f64 },
    /// The user stopped it. The rows that had come are there.
    Cancelled { after_ms: f64 },
    /// It has no answer, or only the rows that had come before.
    Failed(Failure),
}

impl Phase {
    /// Whether there is something to cancel.
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(self, Self::Waiting | Self::Running { .. })
    }
}

/// Milliseconds on a clock that only goes forward.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
