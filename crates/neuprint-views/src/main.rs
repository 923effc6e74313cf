//! A result as something else than rows, loaded when it is first shown so.
//!
//! ```js
//! const { default: init, openPage } = await import("./views.js");
//! await init();
//! const view = openPage(element, bridge, resultBridge);     // until view.free()
//! ```
//!
//! The bridges are `neuprint_page::Bridge`, the way to the worker, and `neuprint_page::views::ResultBridge`, the result
//! that is shown. What is drawn is computed in the worker; here are its controls and its picture.

// The `component` macro makes its props public, whatever the component is.
#![allow(unreachable_pub)]

mod chart;
mod connections;
mod graph;
mod matrix;
mod page;
mod saving;
mod settings;
mod subject;

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use neuprint_page::views::ResultBridge;
use neuprint_page::{Bridge, Session};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// The view while it is open; freeing it takes it out of the document.
#[wasm_bindgen]
pub struct OpenView {
    /// Unmounts when it is dropped.
    _mounted: Box<dyn Any>,
}

/// Shows a result within `host`.
#[wasm_bindgen(js_name = openPage)]
pub fn open_page(host: HtmlElement, bridge: Bridge, result: ResultBridge) -> OpenView {
    let mounted = mount_to(host, move || {
        Session::provide(bridge.clone());
        subject::Subject::provide(result.clone());
        view! { <page::View/> }
    });
    OpenView { _mounted: Box::new(mounted) }
}

fn main() {}
