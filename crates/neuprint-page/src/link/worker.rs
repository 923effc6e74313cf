//! The worker that runs, and what waits for its code to load.

use std::rc::Weak;

use js_sys::{Array, Uint8Array};
use neuprint_worker::messages::Failure;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{Inner, lost};
use crate::address;

/// A worker and the closures it calls.
pub(super) struct Running {
    worker: Worker,
    /// Messages that wait for the worker's code to load; `None` once it has. Sent earlier they could be lost: a worker
    /// is given messages as soon as its script has begun to wait for something itself.
    early: Option<Vec<Array>>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(JsValue)>,
}

impl Running {
    /// Starts a worker that answers to `inner`.
    pub(super) fn start(inner: Weak<Inner>) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address::resolve("worker_loader.js"), &options)?;
        let receiver = inner.clone();
        let message = Closure::new(move |event: MessageEvent| {
            if let Some(inner) = receiver.upgrade() {
                inner.receive(&event.data());
            }
        });
        let error = Closure::new(move |_event: JsValue| {
            if let Some(inner) = inner.upgrade() {
                inner.lose();
            }
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self { worker, early: Some(Vec::new()), _message: message, _error: error })
    }

    /// Sends a message, or keeps it until the code has loaded.
    pub(super) fn post(&mut self, parts: &Array) -> Result<(), Failure> {
        match &mut self.early {
            Some(early) => {
                early.push(parts.clone());
                Ok(())
            }
            None => self.send(parts),
        }
    }

    /// The worker's code has loaded: send what waited for it.
    pub(super) fn ready(&mut self) -> Result<(), Failure> {
        self.early.take().unwrap_or_default().iter().try_for_each(|parts| self.send(parts))
    }

    /// Ends it, whatever it is doing.
    pub(super) fn stop(self) {
        self.worker.set_onmessage(None);
        self.worker.terminate();
    }

    fn send(&self, parts: &Array) -> Result<(), Failure> {
        let bytes = parts.get(0).unchecked_into::<Uint8Array>();
        self.worker
            .post_message_with_transfer(parts, &Array::of1(&bytes.buffer()))
            .map_err(|error| lost(format!("{error:?}")))
    }
}
