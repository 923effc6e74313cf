//! The function that hears how far a request is.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use js_sys::{Array, Function};
use neuprint::Error;
use wasm_bindgen::JsValue;

use crate::arguments::Options;
use crate::error::thrown;

/// The option `onProgress`. What it throws ends the request.
pub(crate) struct Progress {
    function: Option<Function>,
    exception: Cell<Option<JsValue>>,
}

impl Progress {
    /// Reads the option.
    pub(crate) fn of(options: &Options<'_>) -> Result<Self, JsValue> {
        Ok(Self { function: options.function("onProgress")?, exception: Cell::default() })
    }

    /// So many rows have come.
    pub(crate) fn rows(&self, rows: usize) {
        self.call(&Array::of1(&rows.into()));
    }

    /// There are answers for so many neurons, of so many.
    pub(crate) fn neurons(&self, done: usize, total: usize) {
        self.call(&Array::of2(&done.into(), &total.into()));
    }

    fn call(&self, arguments: &Array) {
        let called = self.function.as_ref().map(|function| function.apply(&JsValue::UNDEFINED, arguments));
        if let Some(Err(exception)) = called {
            self.exception.set(Some(exception));
        }
    }

    /// What a request comes to, or what the function threw meanwhile.
    pub(crate) async fn until_it_throws<A>(
        &self,
        request: impl Future<Output = Result<A, Error>>,
    ) -> Result<A, JsValue> {
        let mut request = pin!(request);
        poll_fn(|cx| {
            let polled = request.as_mut().poll(cx).map_err(|error| thrown(&error));
            self.exception.take().map_or(polled, |exception| Poll::Ready(Err(exception)))
        })
        .await
    }
}
