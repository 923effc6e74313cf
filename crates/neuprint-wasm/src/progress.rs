//! The function that hears how far a request is.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use futures_util::future::LocalBoxFuture;
use js_sys::{Array, Function};
use neuprint::Error;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;

use crate::arguments::Options;
use crate::error::thrown;

/// The option `onProgress`. What it throws ends the request.
#[derive(Clone)]
pub(crate) struct Progress {
    function: Option<Function>,
    exception: Rc<Cell<Option<JsValue>>>,
}

impl Progress {
    /// Reads the option.
    pub(crate) fn of(options: &Options<'_>) -> Result<Self, JsValue> {
        Ok(Self { function: options.function("onProgress")?, exception: Rc::default() })
    }

    /// Hears how many rows have come.
    pub(crate) fn rows(&self) -> impl FnMut(usize) {
        let progress = self.clone();
        move |rows| progress.call(&Array::of1(&rows.into()))
    }

    /// Hears for how many neurons there are answers, and of how many.
    pub(crate) fn neurons(&self) -> impl FnMut(usize, usize) + Send {
        // The core's futures may move between threads where there are some. Here is one; the wrapper would notice others.
        let progress = SendWrapper::new(self.clone());
        move |done, total| progress.call(&Array::of2(&done.into(), &total.into()))
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
        mut request: LocalBoxFuture<'_, Result<A, Error>>,
    ) -> Result<A, JsValue> {
        poll_fn(|cx| {
            let polled = request.as_mut().poll(cx).map_err(|error| thrown(&error));
            self.exception.take().map_or(polled, |exception| Poll::Ready(Err(exception)))
        })
        .await
    }
}
