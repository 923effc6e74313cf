//! The app's own files for days without a network: kept as soon as something is kept that can be shown then.
//!
//! ```text
//! offline::keep_app();      // some skeleton is kept: from now on the app starts without a network, too
//! offline::forget_app();    // nothing is kept any more
//! ```

use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::address;

/// The service worker (www/editor/src/offline.ts).
const SCRIPT: &str = "offline.js";

/// Has the browser keep the app's files. Where it cannot, everything is as without that.
pub fn keep_app() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        // A browser may refuse: in a private mode, or because the disk is full.
        let _ = JsFuture::from(container.register(&address::resolve(SCRIPT))).await;
    });
}

/// Has the browser erase them.
pub fn forget_app() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let found = JsFuture::from(container.get_registration_with_document_url(&address::base())).await.ok();
        let Some(found) = found.and_then(|found| found.dyn_into::<ServiceWorkerRegistration>().ok()) else { return };
        let worker = found.active().or_else(|| found.waiting()).or_else(|| found.installing());
        if let Some(worker) = worker {
            // It erases its files and goes. One that is already going needs no message.
            let _ = worker.post_message(&JsValue::from_str("forget"));
        }
    });
}

/// There is none where the page came over plain http.
fn container() -> Option<ServiceWorkerContainer> {
    let container = window().navigator().service_worker();
    (!container.is_undefined()).then_some(container)
}
