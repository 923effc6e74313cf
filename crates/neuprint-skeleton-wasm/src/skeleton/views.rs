//! The columns where they are, without a copy.

use js_sys::{BigInt64Array, Float32Array, Function, Int32Array, Uint32Array};
use neuprint_js::error::invalid_argument;
use neuprint_js::object::object;
use wasm_bindgen::prelude::*;

use super::Skeleton;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** The columns of a skeleton in WebAssembly's memory. Entry *i* of every array is node *i*. */
export interface SkeletonColumns {
  readonly nodeIds: BigInt64Array;
  readonly types: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  readonly radii: Float32Array;
  /** Indices of parents; 4294967295 at a root. */
  readonly parents: Uint32Array;
}

export interface Skeleton {
  /**
   * Calls a function with the columns where they are, without a copy, and returns what it returns. The arrays must only be
   * read, and only until the function returns: WebAssembly's memory may move when anything else of this package is
   * called, and the arrays are empty then.
   */
  withColumns<R>(read: (columns: SkeletonColumns) => R): R;
}
"#;

#[wasm_bindgen]
impl Skeleton {
    /// Calls a function with the columns where they are. Its type, which is generic, stands above.
    #[wasm_bindgen(js_name = withColumns, skip_typescript)]
    pub fn with_columns(&self, read: &JsValue) -> Result<JsValue, JsValue> {
        let read: &Function = read.dyn_ref().ok_or_else(|| invalid_argument("`read` must be a function"))?;
        let s = &self.skeleton;
        // SAFETY: the views point into columns that `self` borrows for the whole call. JavaScript may keep them, but a view
        // of WebAssembly's memory is bounds-checked by the engine and detached when that memory grows: at worst it reads
        // bytes that mean something else by then, or writes some, which the documentation forbids; it cannot leave the memory.
        let columns = unsafe {
            object([
                ("nodeIds", BigInt64Array::view(s.ids()).into()),
                ("types", Int32Array::view(s.kinds()).into()),
                ("x", Float32Array::view(s.x()).into()),
                ("y", Float32Array::view(s.y()).into()),
                ("z", Float32Array::view(s.z()).into()),
                ("radii", Float32Array::view(s.radii()).into()),
                ("parents", Uint32Array::view(s.parents()).into()),
            ])
        };
        read.call1(&JsValue::UNDEFINED, &columns)
    }
}
