//! Connections that wait for the next request.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Instant;

use super::IDLE;
use super::line::Line;

/// So many are kept; more at a time are rarely needed again.
const MOST: usize = 128;

/// Connections on which nothing is asked, the one used last at the end.
#[derive(Default)]
pub(super) struct Idle(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    lines: Vec<(Instant, Line)>,
    /// Whether somebody comes to close what nobody asks for.
    swept: bool,
}

impl Idle {
    /// One that is still open.
    pub(super) fn take(&self) -> Option<Line> {
        loop {
            // The lock is free again while the connection is looked at.
            let (_, mut line) = self.0.lock().unwrap_or_else(PoisonError::into_inner).lines.pop()?;
            if line.is_free() {
                return Some(line);
            }
        }
    }

    pub(super) fn put(self: &Arc<Self>, line: Line) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.lines.len() < MOST {
            waiting.lines.push((Instant::now(), line));
        }
        if !std::mem::replace(&mut waiting.swept, true) {
            tokio::spawn(sweep(Arc::downgrade(self)));
        }
    }
}

/// Closes what nobody has asked for in a while, as long as there is something to close.
async fn sweep(idle: Weak<Idle>) {
    loop {
        tokio::time::sleep(IDLE).await;
        let Some(idle) = idle.upgrade() else { return };
        let mut waiting = idle.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.lines.retain(|(since, _)| since.elapsed() < IDLE);
        if waiting.lines.is_empty() {
            waiting.swept = false;
            return;
        }
    }
}
