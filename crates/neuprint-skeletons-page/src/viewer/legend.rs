//! What the picture's colours mean, as the renderer tells it.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// Values with their colours.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Legend {
    /// Whether only the entries' own colours occur; otherwise those between them, too.
    pub(crate) steps: bool,
    /// Values, ascending, and colours as `#rrggbb`.
    pub(crate) entries: Vec<(f64, String)>,
}

impl Legend {
    /// From what `Viewer.legend` gives; `None` if each neuron has a colour of its own.
    pub(super) fn from_js(legend: &JsValue) -> Option<Self> {
        let property = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
        let entries: Array = property(legend, "entries")?.dyn_into().ok()?;
        let entry =
            |entry: JsValue| Some((property(&entry, "value")?.as_f64()?, property(&entry, "color")?.as_string()?));
        Some(Self {
            steps: property(legend, "steps")?.is_truthy(),
            entries: entries.iter().filter_map(entry).collect(),
        })
    }
}
