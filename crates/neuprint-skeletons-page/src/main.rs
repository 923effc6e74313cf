//! The app's skeleton page, loaded when it is first visited.
//!
//! ```js
//! const { default: init, openPage } = await import("./skeletons.js");
//! await init();
//! const page = openPage(element, bridge);     // until page.free()
//! ```
//!
//! The bridge is `neuprint_page::Bridge`: the worker and the open dataset belong to the app.

// The `component` macro makes its props public, whatever the component is.
#![allow(unreachable_pub)]

mod page;
mod viewer;

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use neuprint_page::{Bridge, Session};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// The page while it is open; freeing it takes it out of the document.
#[wasm_bindgen]
pub struct OpenPage {
    /// Unmounts when it is dropped.
    _mounted: Box<dyn Any>,
}

/// Shows the page within `host`.
#[wasm_bindgen(js_name = openPage)]
pub fn open_page(host: HtmlElement, bridge: Bridge) -> OpenPage {
    let mounted = mount_to(host, move || {
        Session::provide(bridge.clone());
        view! { <page::SkeletonsPage/> }
    });
    OpenPage { _mounted: Box::new(mounted) }
}

fn main() {}
