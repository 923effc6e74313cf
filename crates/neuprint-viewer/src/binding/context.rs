//! Notices when the browser takes the WebGL context away and when it gives a new one.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlCanvasElement};

type Listener = Closure<dyn FnMut(Event)>;

/// Listens as long as it lives.
pub(super) struct ContextWatch {
    canvas: HtmlCanvasElement,
    restored: Rc<Cell<bool>>,
    on_lost: Listener,
    on_restored: Listener,
}

impl ContextWatch {
    pub(super) fn new(canvas: &HtmlCanvasElement) -> Result<Self, String> {
        let restored = Rc::new(Cell::new(false));
        // Without this the browser would never give a new context.
        let on_lost = Closure::new(|event: Event| event.prevent_default());
        let on_restored = {
            let restored = Rc::clone(&restored);
            Closure::new(move |_| restored.set(true))
        };
        let watch = Self { canvas: canvas.clone(), restored, on_lost, on_restored };
        for (name, listener) in watch.listeners() {
            let added = watch.canvas.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            added.map_err(|_| format!("the canvas takes no listener for {name}"))?;
        }
        Ok(watch)
    }

    /// Whether a new context came since this was last asked.
    pub(super) fn take_restored(&self) -> bool {
        self.restored.replace(false)
    }

    fn listeners(&self) -> [(&'static str, &Listener); 2] {
        [("webglcontextlost", &self.on_lost), ("webglcontextrestored", &self.on_restored)]
    }
}

impl Drop for ContextWatch {
    fn drop(&mut self) {
        for (name, listener) in self.listeners() {
            // Removing a listener fails only if it is not there.
            let _ = self.canvas.remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        }
    }
}
