//! Connections that wait for the next request.
//!
//! Each is used by the thread that opened it: it is that thread which is told when there is something to read.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::{self, ThreadId};
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
    lines: Vec<Kept>,
    /// Whether somebody comes to close what nobody asks for.
    swept: bool,
}

struct Kept {
    line: Line,
    since: Instant,
    thread: ThreadId,
}

impl Idle {
    /// One of this thread's that is still open.
    pub(super) fn take(&self) -> Option<Line> {
        let here = thread::current().id();
        loop {
            // The lock is free again while the connection is looked at.
            let mut line = {
                let lines = &mut self.0.lock().unwrap_or_else(PoisonError::into_inner).lines;
                let last = lines.iter().rposition(|kept| kept.thread == here)?;
                lines.remove(last).line
            };
            if line.is_free() {
                return Some(line);
            }
        }
    }

    pub(super) fn put(self: &Arc<Self>, line: Line) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.lines.len() < MOST {
            waiting.lines.push(Kept { line, since: Instant::now(), thread: thread::current().id() });
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
        waiting.lines.retain(|kept| kept.since.elapsed() < IDLE);
        if waiting.lines.is_empty() {
            waiting.swept = false;
            return;
        }
    }
}
