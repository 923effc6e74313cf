//! The JavaScript object between the app and the module that draws a result otherwise than as rows.
//!
//! The app makes it for one result ([`ResultBridge::new`]) and tells what becomes of its rows ([`ResultBridge::tell`]); the
//! module hears it ([`ResultBridge::hear`]), filters the rows ([`ResultBridge::filter`]) and says how it is set
//! ([`ResultBridge::keep`]). Requests to the worker take the way of the [`Bridge`](crate::Bridge), as those of pages do.
//!
//! ```js
//! const { default: init, openPage } = await import("./views.js");
//! await init();
//! const view = openPage(element, bridge, resultBridge);     // until view.free()
//! ```
//!
//! What crosses is written by postcard. App and module are of one build; what links keep longer is [`ViewKind`], to which
//! kinds are only added, and the module's settings, whose form is the module's to keep readable.

use js_sys::{Function, Object, Uint8Array};
use neuprint_worker::messages::{Filter, TableSummary};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// As what a result is shown. Links hold it: kinds are added at the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ViewKind {
    /// The grid.
    #[default]
    Rows,
    /// A chart.
    Chart,
    /// Connections as a graph.
    Graph,
    /// Connections as a matrix.
    Matrix,
}

/// A result as the module needs to know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Viewed {
    /// As what it is shown; not [`ViewKind::Rows`].
    pub kind: ViewKind,
    /// Handle and shape of the table.
    pub table: TableSummary,
    /// What shown rows pass.
    pub filters: Vec<Filter>,
    /// How many rows are shown.
    pub rows: u32,
    /// Counts changes of which rows are shown, and in which order.
    pub arranged: u32,
    /// Whether no more rows will come. Before that, what needs all of them waits.
    pub complete: bool,
    /// `name:tag` of the dataset that was asked.
    pub dataset: String,
    /// The query.
    pub query: String,
    /// When it was asked: milliseconds since 1970.
    pub asked_at: f64,
}

#[wasm_bindgen]
extern "C" {
    /// What the app gives for one result and what the module hears of it, as one object. Clones are the same object.
    #[derive(Debug, Clone)]
    pub type ResultBridge;

    #[wasm_bindgen(method, structural, js_name = viewed)]
    fn get_viewed(this: &ResultBridge) -> Uint8Array;
    #[wasm_bindgen(method, structural, js_name = settings)]
    fn get_settings(this: &ResultBridge) -> Uint8Array;
    #[wasm_bindgen(method, structural, js_name = filter)]
    fn send_filters(this: &ResultBridge, filters: &Uint8Array);
    #[wasm_bindgen(method, structural, js_name = keep)]
    fn send_settings(this: &ResultBridge, settings: &Uint8Array);
    #[wasm_bindgen(method, structural, setter)]
    fn set_viewed(this: &ResultBridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_settings(this: &ResultBridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_filter(this: &ResultBridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_keep(this: &ResultBridge, function: &Function);

    #[wasm_bindgen(method, structural, getter)]
    fn told(this: &ResultBridge) -> Option<Function>;
    #[wasm_bindgen(method, structural, setter)]
    fn set_told(this: &ResultBridge, function: &Function);
}

/// What the app lets the module call. It must live as long as the view is open.
#[must_use = "the module calls it"]
pub struct HeldResult {
    _viewed: Closure<dyn FnMut() -> Uint8Array>,
    _settings: Closure<dyn FnMut() -> Uint8Array>,
    _filter: Closure<dyn FnMut(Uint8Array)>,
    _keep: Closure<dyn FnMut(Uint8Array)>,
}

/// What the module lets the app call. It must live as long as the view is open.
#[must_use = "the app calls it"]
pub struct HeardResult(#[allow(dead_code, reason = "held, not read")] Closure<dyn FnMut(Uint8Array)>);

impl ResultBridge {
    /// The app's side: the result as it is, how the view was set when it was open last (nothing: never), and what is done
    /// when the module filters the rows (with all filters from now on) and when its settings change.
    pub fn new(
        viewed: impl Fn() -> Option<Viewed> + 'static,
        settings: impl Fn() -> Vec<u8> + 'static,
        filter: impl Fn(Vec<Filter>) + 'static,
        keep: impl Fn(Vec<u8>) + 'static,
    ) -> (Self, HeldResult) {
        let bridge: Self = Object::new().unchecked_into();
        let held = HeldResult {
            _viewed: Closure::new(move || encoded(&viewed())),
            _settings: Closure::new(move || Uint8Array::from(settings().as_slice())),
            _filter: Closure::new(move |bytes: Uint8Array| {
                if let Ok(filters) = postcard::from_bytes(&bytes.to_vec()) {
                    filter(filters);
                }
            }),
            _keep: Closure::new(move |bytes: Uint8Array| keep(bytes.to_vec())),
        };
        bridge.set_viewed(held._viewed.as_ref().unchecked_ref());
        bridge.set_settings(held._settings.as_ref().unchecked_ref());
        bridge.set_filter(held._filter.as_ref().unchecked_ref());
        bridge.set_keep(held._keep.as_ref().unchecked_ref());
        (bridge, held)
    }

    /// The app's side: the result is another one, or other rows of it are shown.
    pub fn tell(&self, viewed: &Option<Viewed>) {
        if let Some(told) = self.told() {
            // What it throws is its own to report.
            let _ = told.call1(&JsValue::UNDEFINED, &encoded(viewed));
        }
    }

    /// The module's side: the result as it is; `None` once it has no table.
    pub fn viewed(&self) -> Option<Viewed> {
        decoded(&self.get_viewed())
    }

    /// The module's side: calls this when the result has changed.
    pub fn hear(&self, mut told: impl FnMut(Option<Viewed>) + 'static) -> HeardResult {
        let closure = Closure::<dyn FnMut(Uint8Array)>::new(move |bytes: Uint8Array| told(decoded(&bytes)));
        self.set_told(closure.as_ref().unchecked_ref());
        HeardResult(closure)
    }

    /// The module's side: how the view was set when it was open last, or by the link; nothing: never.
    pub fn settings(&self) -> Vec<u8> {
        self.get_settings().to_vec()
    }

    /// The module's side: shows only rows that pass all of these.
    pub fn filter(&self, filters: &[Filter]) {
        self.send_filters(&encoded(&filters));
    }

    /// The module's side: how the view is set now.
    pub fn keep(&self, settings: &[u8]) {
        self.send_settings(&Uint8Array::from(settings));
    }
}

fn encoded<T: Serialize>(value: &T) -> Uint8Array {
    // Texts and numbers can always be written to memory.
    Uint8Array::from(postcard::to_allocvec(value).unwrap_or_default().as_slice())
}

fn decoded(bytes: &Uint8Array) -> Option<Viewed> {
    postcard::from_bytes(&bytes.to_vec()).ok().flatten()
}
