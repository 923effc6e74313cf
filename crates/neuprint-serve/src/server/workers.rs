//! A thread for each processor, which serves connections from their beginning to their end.
//!
//! Threads that take each other's work wake each other for it, and for answers as short as these the waking costs more
//! than the work. Here a connection stays where it was put.

use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// The threads. They end when this is dropped, without waiting for what they still do.
pub(super) struct Workers {
    handles: Vec<Handle>,
    /// Whoever waits on the other side hears that this is gone.
    _running: Vec<oneshot::Sender<()>>,
    next: usize,
}

impl Workers {
    /// Starts one for each processor.
    ///
    /// # Errors
    /// If the system gives no thread, or nothing to wait on.
    pub(super) fn start() -> std::io::Result<Self> {
        let count = thread::available_parallelism().map_or(1, usize::from);
        let mut workers = Self { handles: Vec::new(), _running: Vec::new(), next: 0 };
        for number in 0..count {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let (running, stopped) = oneshot::channel::<()>();
            workers.handles.push(runtime.handle().clone());
            workers._running.push(running);
            thread::Builder::new().name(format!("connections-{number}")).spawn(move || {
                // It ends by being dropped.
                let _ = runtime.block_on(stopped);
                runtime.shutdown_background();
            })?;
        }
        Ok(workers)
    }

    /// The one for the next connection.
    pub(super) fn next(&mut self) -> &Handle {
        self.next = (self.next + 1) % self.handles.len();
        &self.handles[self.next]
    }
}
