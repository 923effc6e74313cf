//! The promises that are not settled yet, so that none of them waits for ever after a mistake of this library.
//!
//! A panic ends the WebAssembly module's work wherever it is: no future runs any more. The promises behind them would
//! never settle, so the panic hook rejects them all with the code `internal`, and so are those that are made later.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use js_sys::{Function, Promise, Set};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::abort::Work;
use crate::error;

/// The functions that reject promises, and what happened if something did.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    rejects: Set,
    failure: RefCell<Option<JsValue>>,
}

thread_local! {
    static SHARED: &'static Pending = Box::leak(Box::new(Pending::new()));
}

impl Pending {
    fn new() -> Self {
        Self { rejects: Set::new(&JsValue::UNDEFINED), failure: RefCell::default() }
    }

    /// Those of this module.
    pub(crate) fn shared() -> &'static Self {
        SHARED.with(|shared| *shared)
    }

    /// A promise of what the work comes to.
    pub(crate) fn promise(&'static self, work: Work) -> Promise {
        if let Some(failure) = &*self.failure.borrow() {
            return Promise::reject(failure);
        }
        let mut work = Some(work);
        Promise::new(&mut |resolve, reject| {
            let Some(work) = work.take() else { return };
            self.rejects.add(&reject);
            spawn_local(async move {
                let (settle, value) = match work.await {
                    Ok(value) => (&resolve, value),
                    Err(error) => (&reject, error),
                };
                self.rejects.delete(&reject);
                // These functions do not throw.
                let _ = settle.call1(&JsValue::UNDEFINED, &value);
            });
        })
    }

    /// Rejects all promises that are waiting, and those that are still to be made.
    fn fail(&self, failure: &JsValue) {
        *self.failure.borrow_mut() = Some(failure.clone());
        let rejects: Vec<JsValue> = self.rejects.values().into_iter().flatten().collect();
        for reject in rejects {
            let _ = reject.unchecked_into::<Function>().call1(&JsValue::UNDEFINED, failure);
        }
        self.rejects.clear();
    }
}

/// Lets a panic say on the console where it happened, settles every promise, and throws to whoever called.
pub(crate) fn panicked(panic: &PanicHookInfo<'_>) {
    let failure = error::panicked(panic);
    Pending::shared().fail(&failure);
    wasm_bindgen::throw_val(failure);
}
