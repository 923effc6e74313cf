//! The JavaScript object between the app and the module of one page.
//!
//! The app makes it with what it holds ([`Bridge::new`]); the page says what it wants to hear ([`Bridge::hear`]). Messages
//! to and from the worker pass as they are, datasets in the worker's own encoding.

use js_sys::{Array, Function, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::opened::Opened;

#[wasm_bindgen]
extern "C" {
    /// What the app gives and what the page hears, as one object. Clones are the same object.
    #[derive(Debug, Clone)]
    pub type Bridge;

    #[wasm_bindgen(method, structural)]
    fn post(this: &Bridge, parts: &Array);
    #[wasm_bindgen(method, structural)]
    fn wake(this: &Bridge);
    #[wasm_bindgen(method, structural)]
    fn opened(this: &Bridge) -> Option<Uint8Array>;
    #[wasm_bindgen(method, structural, setter)]
    fn set_post(this: &Bridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_wake(this: &Bridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_opened(this: &Bridge, function: &Function);

    #[wasm_bindgen(method, structural, getter)]
    fn received(this: &Bridge) -> Option<Function>;
    #[wasm_bindgen(method, structural, getter)]
    fn lost(this: &Bridge) -> Option<Function>;
    #[wasm_bindgen(method, structural, getter)]
    fn reopened(this: &Bridge) -> Option<Function>;
    #[wasm_bindgen(method, structural, getter)]
    fn moved(this: &Bridge) -> Option<Function>;
    #[wasm_bindgen(method, structural, setter)]
    fn set_received(this: &Bridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_lost(this: &Bridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_reopened(this: &Bridge, function: &Function);
    #[wasm_bindgen(method, structural, setter)]
    fn set_moved(this: &Bridge, function: &Function);
}

/// What the app lets a page call. It must live as long as the page is open.
#[must_use = "the page calls it"]
pub struct Held {
    _post: Closure<dyn FnMut(Array)>,
    _wake: Closure<dyn FnMut()>,
    _opened: Closure<dyn FnMut() -> Option<Uint8Array>>,
}

/// What a page lets the app call. It must live as long as the page is open.
#[must_use = "the app calls it"]
pub struct Heard {
    _closures: [Closure<dyn FnMut()>; 2],
}

impl Bridge {
    /// The app's side: how messages reach the worker, how the first dataset is opened, and which one is open.
    pub fn new(
        post: impl FnMut(Array) + 'static,
        wake: impl FnMut() + 'static,
        mut opened: impl FnMut() -> Option<Opened> + 'static,
    ) -> (Self, Held) {
        let bridge: Self = Object::new().unchecked_into();
        let encoded = move || {
            let bytes = postcard::to_allocvec(&opened()?.without_token()).ok()?;
            Some(Uint8Array::from(bytes.as_slice()))
        };
        let held = Held { _post: Closure::new(post), _wake: Closure::new(wake), _opened: Closure::new(encoded) };
        bridge.set_post(held._post.as_ref().unchecked_ref());
        bridge.set_wake(held._wake.as_ref().unchecked_ref());
        bridge.set_opened(held._opened.as_ref().unchecked_ref());
        (bridge, held)
    }

    /// The app's side: another dataset is open.
    pub fn tell_reopened(&self) {
        call(self.reopened(), &JsValue::UNDEFINED);
    }

    /// The app's side: the address is another one.
    pub fn tell_moved(&self) {
        call(self.moved(), &JsValue::UNDEFINED);
    }

    /// The page's side: calls these when another dataset is open, and when the address is another one.
    pub fn hear(&self, reopened: impl FnMut() + 'static, moved: impl FnMut() + 'static) -> Heard {
        let closures: [Closure<dyn FnMut()>; 2] = [Closure::new(reopened), Closure::new(moved)];
        self.set_reopened(closures[0].as_ref().unchecked_ref());
        self.set_moved(closures[1].as_ref().unchecked_ref());
        Heard { _closures: closures }
    }

    /// The page's side: starts the worker and opens the first dataset, if that was not done yet.
    pub fn tell_awake(&self) {
        self.wake();
    }

    /// The page's side: the open dataset.
    pub fn open_dataset(&self) -> Option<Opened> {
        postcard::from_bytes(&self.opened()?.to_vec()).ok()
    }

    pub(crate) fn send(&self, parts: &Array) {
        self.post(parts);
    }

    pub(crate) fn tell_received(&self, data: &JsValue) {
        call(self.received(), data);
    }

    pub(crate) fn tell_lost(&self) {
        call(self.lost(), &JsValue::UNDEFINED);
    }

    pub(crate) fn on_received(&self, received: &Function, lost: &Function) {
        self.set_received(received);
        self.set_lost(lost);
    }
}

/// Calls what the page gave, if it did. What it throws is its own to report.
fn call(function: Option<Function>, argument: &JsValue) {
    if let Some(function) = function {
        let _ = function.call1(&JsValue::UNDEFINED, argument);
    }
}
