//! A value that is asked for once, however many want it at the same time.

use std::future::Future;
use std::sync::OnceLock;

use futures_util::lock::Mutex;

use crate::error::Error;

/// Empty until it was asked for successfully. A failure is not kept: the next caller asks again.
#[derive(Debug)]
pub(super) struct Once<V> {
    value: OnceLock<V>,
    asking: Mutex<()>,
}

impl<V> Once<V> {
    /// Not asked for yet.
    pub(super) fn new() -> Self {
        Self { value: OnceLock::new(), asking: Mutex::new(()) }
    }

    /// The value, or what `ask` answers. Callers that come meanwhile wait; if the one who asks is dropped, the next one
    /// asks.
    pub(super) async fn get_or_ask(&self, ask: impl Future<Output = Result<V, Error>>) -> Result<&V, Error> {
        if let Some(value) = self.value.get() {
            return Ok(value);
        }
        let _asking = self.asking.lock().await;
        match self.value.get() {
            Some(value) => Ok(value),
            None => {
                let value = ask.await?;
                Ok(self.value.get_or_init(|| value))
            }
        }
    }
}
