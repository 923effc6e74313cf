//! The worker's entry: `message` events in, `postMessage` out.

mod codec;
mod page;

use std::rc::Rc;

use neuprint_worker::Desk;
use neuprint_worker::messages::FromWorker;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use page::Page;

fn main() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        // Not in a worker: nobody could ask.
        return;
    };
    let desk = Rc::new(Desk::new(Page::new(scope.clone())));
    let listener = scope.clone();
    let receive = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let (message, files) = match codec::read(&event.data()) {
            Ok(message) => message,
            Err(problem) => {
                // The page is of another build. It waits for an answer that cannot be addressed: end the worker, which
                // the page notices, instead of leaving it waiting.
                wasm_bindgen::throw_str(&problem)
            }
        };
        let (desk, scope) = (Rc::clone(&desk), listener.clone());
        wasm_bindgen_futures::spawn_local(async move {
            desk.serve(message, files, |answer, bulk| codec::post(&scope, &answer, bulk)).await;
        });
    });
    scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
    // Lives as long as the worker.
    receive.forget();
    codec::post(&scope, &FromWorker::Ready, Vec::new());
}
