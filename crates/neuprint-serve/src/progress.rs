//! How far something is: on standard error, if somebody looks.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const BAR: u64 = 30;

/// One line that is written anew while something goes on.
pub(crate) struct ProgressLine {
    seen: bool,
    last: Cell<Option<Instant>>,
}

impl ProgressLine {
    pub(crate) fn new() -> Self {
        Self { seen: std::io::stderr().is_terminal(), last: Cell::new(None) }
    }

    /// Says what is done now, if it takes long enough to be read.
    pub(crate) fn say(&self, what: &str) {
        if self.seen {
            // Nobody needs to know that nobody could be told.
            let _ = write!(std::io::stderr(), "\r\x1b[K{what}");
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        self.say("");
    }

    /// Says it unless something was said just before.
    pub(crate) fn tell(&self, what: impl FnOnce() -> String) {
        let now = Instant::now();
        if self.seen && self.last.get().is_none_or(|last| now - last >= PAUSE) {
            self.last.set(Some(now));
            self.say(&what());
        }
    }

    /// Shows how much is done of what is named.
    pub(crate) fn advance(&self, name: &str, done: u64, size: u64) {
        self.tell(|| {
            let full = (done * BAR / size.max(1)).min(BAR) as usize;
            let bar = "#".repeat(full) + &"-".repeat(BAR as usize - full);
            format!("[{bar}] {:3} % {name}", (done * 100 / size.max(1)).min(100))
        });
    }
}
