//! Promises that an `AbortSignal` can end.
//!
//! Aborting drops the future behind the promise, and dropping cancels its request.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use futures_util::future::{Either, LocalBoxFuture, select};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::error;
use crate::pending::Pending;

/// What a promise will come to.
pub(crate) type Work = LocalBoxFuture<'static, Result<JsValue, JsValue>>;

/// Reads arguments now and works later: a promise that rejects if reading them failed, if the work does, or if the
/// signal says so.
pub(crate) fn promise(read: impl FnOnce() -> Result<(Option<AbortSignal>, Work), JsValue>) -> Promise {
    match read() {
        Err(error) => Promise::reject(&error),
        Ok((None, work)) => Pending::shared().promise(work),
        Ok((Some(signal), work)) => Pending::shared().promise(Box::pin(until_aborted(signal, work))),
    }
}

async fn until_aborted(signal: AbortSignal, work: Work) -> Result<JsValue, JsValue> {
    // The signal is looked at first: if it is aborted already, nothing is sent.
    match select(Aborted::new(signal), work).await {
        Either::Left((reason, _)) => Err(error::aborted(reason)),
        Either::Right((result, _)) => result,
    }
}

/// Waits for a signal; gives its reason. A listener that is no longer needed is taken off, because a signal may live as
/// long as the page.
struct Aborted {
    signal: AbortSignal,
    waker: Rc<Cell<Option<Waker>>>,
    listener: Closure<dyn FnMut()>,
}

impl Aborted {
    fn new(signal: AbortSignal) -> Self {
        let waker: Rc<Cell<Option<Waker>>> = Rc::default();
        let wake = waker.clone();
        let listener = Closure::new(move || {
            if let Some(waker) = wake.take() {
                waker.wake();
            }
        });
        // It fails for no event target; such a thing is no signal, and never aborts.
        let _ = signal.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        Self { signal, waker, listener }
    }
}

impl Future for Aborted {
    type Output = JsValue;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<JsValue> {
        if self.signal.aborted() {
            return Poll::Ready(self.signal.reason());
        }
        self.waker.set(Some(cx.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Aborted {
    fn drop(&mut self) {
        let _ = self.signal.remove_event_listener_with_callback("abort", self.listener.as_ref().unchecked_ref());
    }
}
