//! What the nodes are coloured by, and what the colours mean.

use js_sys::{Array, Float32Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::{Viewer, refused};
use crate::coloring::{Coloring, Legend};

#[wasm_bindgen]
impl Viewer {
    /// Colours nodes by `neuron` (see `setColor`), `radius`, `strahler`, `distance` (to the root), `fragment` (before
    /// healing), or by what `setValues` gave: `values` on a gradient, `categories` as colours. Throws for any other name.
    #[wasm_bindgen(js_name = colorBy)]
    pub fn color_by(&self, what: &str) -> Result<(), JsError> {
        let coloring = Coloring::from_name(what).ok_or_else(|| {
            JsError::new(&format!(
                "nothing is coloured by {what}; there are neuron, radius, strahler, distance, fragment, values, categories"
            ))
        })?;
        self.stage.borrow_mut().change_looks(|scene| scene.color_by(coloring));
        Ok(())
    }

    /// Gives a skeleton numbers to be coloured by: one per node, one for the whole neuron, or none.
    #[wasm_bindgen(js_name = setValues)]
    pub fn set_values(&self, key: &str, values: &Float32Array) -> Result<(), JsError> {
        let values = values.to_vec();
        self.stage.borrow_mut().change_content(|scene| scene.set_values(key, &values)).map_err(refused)
    }

    /// What the colours mean: `{ by, steps, entries: [{ value, color }] }`, values ascending in voxels or as they were
    /// given, colours as `#rrggbb`; unless `steps`, colours between the entries occur, too. `undefined` if each neuron has
    /// one of its own.
    #[wasm_bindgen(unchecked_return_type = "Legend | undefined")]
    pub fn legend(&self) -> JsValue {
        self.stage.borrow().scene().legend().map_or(JsValue::UNDEFINED, |legend| to_js(&legend))
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What colours mean. */
export interface Legend { by: string; steps: boolean; entries: { value: number; color: string }[] }
/** A node of a skeleton, or a point of a set, that was picked; place and radius in voxels. */
export interface Picked {
  key: string; kind: "skeleton" | "points"; index: number; x: number; y: number; z: number; radius: number;
}
/**
 * Frames drawn so far; samples that the picture on the canvas is the mean of (0: a frame of a movement, 1: everything is
 * there, 8: and smooth); bytes of content sent to the GPU so far, and bytes of content that it holds.
 */
export interface Counts { frames: number; samples: number; sentBytes: number; heldBytes: number }
"#;

fn to_js(legend: &Legend) -> JsValue {
    let entries: Array = legend
        .entries
        .iter()
        .map(|entry| {
            let [red, green, blue] = entry.color;
            let color = format!("#{red:02x}{green:02x}{blue:02x}");
            object(&[("value", entry.value.into()), ("color", color.into())])
        })
        .collect();
    let by = legend.coloring.name();
    object(&[("by", by.into()), ("steps", legend.steps.into()), ("entries", entries.into())])
}

/// A plain object.
pub(super) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}
