//! The browser as the desk's host.

mod disk;
mod engine;
mod parquet;

use std::rc::Rc;

use js_sys::{Function, Promise, Uint8Array};
use neuprint_fetch::FetchTransport;
use neuprint_worker::{Disk, Host};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AddEventListenerOptions, Blob, DedicatedWorkerGlobalScope, MessageChannel};

use disk::PageDisk;
use engine::PageEngine;
use parquet::PageParquet;

/// The worker's global scope, and a channel to itself.
#[derive(Clone)]
pub(crate) struct Page {
    scope: DedicatedWorkerGlobalScope,
    /// A message to oneself comes after all that wait already, and unlike a timer of zero milliseconds it is not held
    /// back. Where there are no channels, timers do.
    channel: Option<MessageChannel>,
}

impl Page {
    pub(crate) fn new(scope: DedicatedWorkerGlobalScope) -> Self {
        let channel = MessageChannel::new().ok();
        if let Some(channel) = &channel {
            channel.port1().start();
        }
        Self { scope, channel }
    }

    /// Calls a function after what waits already.
    fn call_later(&self, function: &Function) -> Result<(), JsValue> {
        let Some(channel) = &self.channel else {
            return self.scope.set_timeout_with_callback(function).map(drop);
        };
        // Listeners instead of one handler: several jobs may wait for their turn.
        let once = AddEventListenerOptions::new();
        once.set_once(true);
        let port = channel.port1();
        port.add_event_listener_with_callback_and_add_event_listener_options("message", function, &once)?;
        channel.port2().post_message(&JsValue::NULL)
    }
}

impl Host for Page {
    type Remote = FetchTransport;

    fn remote(&self) -> FetchTransport {
        FetchTransport::new()
    }

    type Engine = PageEngine;

    async fn engine(&self) -> Result<PageEngine, String> {
        PageEngine::load().await
    }

    type Parquet = PageParquet;

    async fn parquet(&self) -> Result<PageParquet, String> {
        PageParquet::load().await
    }

    fn disk(&self) -> Rc<dyn Disk> {
        Rc::new(PageDisk)
    }

    fn now_ms(&self) -> f64 {
        self.scope.performance().map_or_else(js_sys::Date::now, |clock| clock.now())
    }

    fn date_ms(&self) -> f64 {
        js_sys::Date::now()
    }

    async fn turn(&self) {
        let promise = Promise::new(&mut |resolve, _| {
            if self.call_later(&resolve).is_err() {
                // Nothing can wait here: go on at once.
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        // It is never rejected.
        let _ = JsFuture::from(promise).await;
    }

    type File = Blob;

    async fn read(&self, file: Blob) -> Result<Vec<u8>, String> {
        // As it fails when the file was changed or removed since it was chosen.
        let failed = |_| "the browser cannot read it; choose it again".to_owned();
        let buffer = JsFuture::from(file.array_buffer()).await.map_err(failed)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    fn origin(&self) -> Option<String> {
        Some(self.scope.location().origin())
    }
}
