//! What was found at a place of the picture.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// A node of a skeleton, or a point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Picked {
    /// Whose.
    pub(crate) key: String,
    /// Its index.
    pub(crate) node: u32,
    /// Whether it is a point that was found. Then key and index are the points', until somebody puts the skeleton and the node
    /// in their place that the point is on.
    pub(crate) is_point: bool,
    /// Where it is, voxels.
    pub(crate) place: [f32; 3],
    /// Its radius, voxels.
    pub(crate) radius: f32,
    /// Where on the canvas it was asked for, CSS pixels.
    pub(crate) at: (f64, f64),
}

impl Picked {
    /// From what `Viewer.pick` gives for a place of the canvas; `None` if there is neither a skeleton nor a point.
    pub(super) fn from_js(found: &JsValue, at: (f64, f64)) -> Option<Self> {
        let property = |name: &str| Reflect::get(found, &JsValue::from_str(name)).ok();
        let number = |name: &str| property(name)?.as_f64();
        let is_point = match property("kind")?.as_string()?.as_str() {
            "skeleton" => false,
            "points" => true,
            _ => return None,
        };
        Some(Self {
            is_point,
            key: property("key")?.as_string()?,
            node: number("index")? as u32,
            place: [number("x")? as f32, number("y")? as f32, number("z")? as f32],
            radius: number("radius")? as f32,
            at,
        })
    }

    /// Whether it is the same node, wherever it was clicked.
    pub(crate) fn is_same_node(&self, other: &Self) -> bool {
        (&self.key, self.node) == (&other.key, other.node)
    }

    /// The body whose skeleton it is.
    pub(crate) fn body(&self) -> Option<u64> {
        self.key.parse().ok()
    }
}
