//! Skeletons as the package's other parts give them: an array per coordinate, and bridges as healing lists them.

use js_sys::{Array, Float32Array, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;

use super::{Viewer, refused};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What is drawn of a skeleton, as `neuprint/skeleton` and its worker give it. Entry *i* of every array is node *i*. */
export interface DrawnColumns {
  readonly x: Float32Array | readonly number[];
  readonly y: Float32Array | readonly number[];
  readonly z: Float32Array | readonly number[];
  /** 0 for all if left out. */
  readonly radii?: Float32Array | readonly number[] | undefined;
  /** Indices of parents; -1, or 4294967295 in unsigned arrays, at a root. */
  readonly parents: Uint32Array | Int32Array | readonly number[];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// [`DrawnColumns`](TYPES).
    #[wasm_bindgen(typescript_type = "DrawnColumns")]
    pub type Columns;
    /// A list of bridges.
    #[wasm_bindgen(typescript_type = "readonly { readonly child: number }[]")]
    pub type Bridges;
}

#[wasm_bindgen]
impl Viewer {
    /// Adds or replaces a skeleton, as `setSkeleton` does, from its columns and the bridges that healing added.
    #[wasm_bindgen(js_name = setColumns)]
    pub fn set_columns(&self, key: &str, columns: &Columns, bridges: Option<Bridges>) -> Result<(), JsError> {
        let [x, y, z] = ["x", "y", "z"].map(|name| floats(columns, name));
        let (Some(x), Some(y), Some(z), Some(parents)) = (x, y, z, indices(columns, "parents")) else {
            return Err(JsError::new("the columns must have arrays x, y, z and parents"));
        };
        let radii = floats(columns, "radii").unwrap_or_else(|| vec![0.0; x.len()]);
        let lengths = [x.len(), y.len(), z.len(), radii.len()];
        if lengths.iter().any(|length| *length != x.len()) {
            return Err(JsError::new(&format!("skeleton {key}: x, y, z, radii have {lengths:?} entries")));
        }
        let nodes: Vec<f32> = (0..x.len()).flat_map(|node| [x[node], y[node], z[node], radii[node]]).collect();
        let bridges: Array = bridges.map(JsCast::unchecked_into).unwrap_or_default();
        let child = |bridge: JsValue| get(&bridge, "child")?.as_f64().map(|child| child as u32);
        let bridges: Option<Vec<u32>> = bridges.iter().map(child).collect();
        let bridges = bridges.ok_or_else(|| JsError::new("each bridge must have a child"))?;
        self.stage
            .borrow_mut()
            .change_content(|scene| scene.set_skeleton(key, &nodes, &parents, &bridges))
            .map_err(refused)
    }
}

/// What is given under a name, if there is anything.
fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn floats(columns: &Columns, name: &str) -> Option<Vec<f32>> {
    let value = get(columns, name)?;
    let is_typed = value.is_instance_of::<Float32Array>();
    Some(if is_typed { value.unchecked_into() } else { Float32Array::new(&value) }.to_vec())
}

/// -1 becomes 2³²−1, in which the bits are the same.
fn indices(columns: &Columns, name: &str) -> Option<Vec<u32>> {
    let value = get(columns, name)?;
    let is_typed = value.is_instance_of::<Uint32Array>();
    Some(if is_typed { value.unchecked_into() } else { Uint32Array::new(&value) }.to_vec())
}
