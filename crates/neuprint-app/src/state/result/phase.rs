//! How far a query has come.

use leptos::prelude::window;
use neuprint_worker::messages::Failure;

/// How far a query has come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Phase {
    /// It waits for the dataset to open.
    Waiting,
    /// It runs. `since`: as [`now`] gives it.
    Running { since: f64, rows: u64 },
    /// It has an answer.
    Done { rows: u32, elapsed_ms: f64 },
    /// The user stopped it.
    Cancelled { after_ms: f64 },
    /// It has none.
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
