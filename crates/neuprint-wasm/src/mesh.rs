//! Surfaces of brain regions.

use js_sys::{Float32Array, Uint32Array};
use neuprint::Mesh;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::object::object;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A surface of triangles. */
export interface Mesh {
  /** x, y, z of each vertex, one after another, in voxels. */
  readonly vertices: Float32Array;
  /** Three vertex indices per triangle. */
  readonly faces: Uint32Array;
}
"#;

/// A mesh as plain typed arrays, ready for a graphics library.
pub(crate) fn to_js(mesh: &Mesh) -> JsValue {
    object([
        ("vertices", Float32Array::from(mesh.vertices.as_flattened()).into()),
        ("faces", Uint32Array::from(mesh.faces.as_flattened()).into()),
    ])
    .into()
}
