//! Points on a skeleton: the nearest node of each.

use js_sys::{Array, Float32Array, Float64Array, Int32Array};
use neuprint_js::error::invalid_argument;
use neuprint_js::object::object;
use neuprint_skeleton::{Nearest, attach};
use wasm_bindgen::prelude::*;

use super::Skeleton;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Where points are on a skeleton. */
export interface Attached {
  /** Per point, the index of the nearest node, the smallest of several; -1 if there is none. */
  readonly nodes: Int32Array;
  /** Per point, how far that node is, in the unit of the coordinates; infinite if there is none. */
  readonly distances: Float64Array;
}
"#;

#[wasm_bindgen]
impl Skeleton {
    /// The nearest node of each point, such as a synapse: x, y, z of each point, one after another, in the unit of the
    /// coordinates. The nodes are those of neuprint-python's `attach_synapses_to_skeleton`. A point with a coordinate that
    /// is not finite has none.
    #[wasm_bindgen(unchecked_return_type = "Attached")]
    pub fn attach(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array | Float64Array | readonly number[]")] points: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let values: Option<Vec<f64>> = if points.is_instance_of::<Float32Array>() {
            Some(Float64Array::new(points).to_vec())
        } else if let Some(values) = points.dyn_ref::<Float64Array>() {
            Some(values.to_vec())
        } else if let Some(values) = points.dyn_ref::<Array>() {
            values.iter().map(|value| value.as_f64()).collect()
        } else {
            None
        };
        let points = values
            .filter(|values| values.len() % 3 == 0)
            .ok_or_else(|| invalid_argument("`points` must be numbers, x, y and z of each point one after another"))?;
        let attached = attach(&self.skeleton, points.as_chunks().0);
        // Indices of nodes that JavaScript can hold in arrays fit 31 bits.
        let node = |nearest: &Option<Nearest>| nearest.map_or(-1, |nearest| nearest.node.cast_signed());
        let distance = |nearest: &Option<Nearest>| nearest.map_or(f64::INFINITY, |nearest| nearest.distance);
        let nodes: Vec<i32> = attached.iter().map(node).collect();
        let distances: Vec<f64> = attached.iter().map(distance).collect();
        let (nodes, distances) = (Int32Array::from(&nodes[..]), Float64Array::from(&distances[..]));
        Ok(object([("nodes", nodes.into()), ("distances", distances.into())]).into())
    }
}
