//! Skeletons from columns that come from elsewhere: another thread, a table, a file of another kind.

use js_sys::{Array, BigInt, BigInt64Array, Float32Array, Int32Array, Uint32Array};
use neuprint_js::arguments::Options;
use neuprint_js::error::invalid_argument;
use neuprint_skeleton::{Columns, NO_PARENT};
use wasm_bindgen::prelude::*;

use super::{Skeleton, unit};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** The columns of a skeleton, one entry per node. Columns past the seventh are not among them. */
export interface SkeletonData {
  /** Identifiers, all different; 1, 2, 3 … if left out. */
  readonly nodeIds?: BigInt64Array | readonly bigint[] | undefined;
  /** SWC types; 0 if left out. */
  readonly types?: Int32Array | readonly number[] | undefined;
  readonly x: Float32Array | readonly number[];
  readonly y: Float32Array | readonly number[];
  readonly z: Float32Array | readonly number[];
  /** Radii; 0 if left out. */
  readonly radii?: Float32Array | readonly number[] | undefined;
  /** Indices of parents; -1, or 4294967295 in unsigned arrays, at a root. */
  readonly parents: Uint32Array | Int32Array | readonly number[];
  /** Comment lines. */
  readonly header?: string | undefined;
  readonly unit?: SkeletonUnit | "unknown" | undefined;
}
"#;

#[wasm_bindgen]
impl Skeleton {
    /// A skeleton of these columns, checked as a file would be.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if they are none: lengths that differ, an identifier used
    /// twice, a coordinate that is not finite, a parent that does not exist, a cycle.
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(
        #[wasm_bindgen(unchecked_param_type = "SkeletonData")] columns: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let given = Options::of(columns, "columns")?;
        let x = floats(&given, "x")?.ok_or_else(|| invalid_argument("`columns` must have x, y, z and parents"))?;
        let count = x.len() as i64;
        let columns = Columns {
            ids: ids(&given)?.unwrap_or_else(|| (1..=count).collect()),
            kinds: types(&given)?,
            x,
            y: floats(&given, "y")?.unwrap_or_default(),
            z: floats(&given, "z")?.unwrap_or_default(),
            radii: floats(&given, "radii")?.unwrap_or_default(),
            parents: parents(&given)?,
            header: given.text("header")?.unwrap_or_default(),
            unit: given.get("unit")?.map_or(Ok(neuprint_skeleton::Unit::Unknown), |unit| unit::read(&unit))?,
        };
        let skeleton = neuprint_skeleton::Skeleton::from_columns(columns);
        skeleton.map(Self::new).map_err(|error| invalid_argument(&error.to_string()))
    }
}

fn ids(given: &Options<'_>) -> Result<Option<Vec<i64>>, JsValue> {
    let Some(value) = given.get("nodeIds")? else { return Ok(None) };
    if let Some(array) = value.dyn_ref::<BigInt64Array>() {
        return Ok(Some(array.to_vec()));
    }
    let whole = |id: JsValue| id.dyn_into::<BigInt>().ok().and_then(|id| i64::try_from(id).ok());
    let ids: Option<Vec<i64>> = Array::from(&value).iter().map(whole).collect();
    ids.map(Some).ok_or_else(|| invalid_argument("`nodeIds` must be bigints of 64 bits"))
}

fn floats(given: &Options<'_>, name: &str) -> Result<Option<Vec<f32>>, JsValue> {
    let Some(value) = given.get(name)? else { return Ok(None) };
    if let Some(array) = value.dyn_ref::<Float32Array>() {
        return Ok(Some(array.to_vec()));
    }
    let numbers: Option<Vec<f32>> = Array::from(&value).iter().map(|number| Some(number.as_f64()? as f32)).collect();
    numbers.map(Some).ok_or_else(|| invalid_argument(&format!("`{name}` must be numbers")))
}

fn types(given: &Options<'_>) -> Result<Vec<i32>, JsValue> {
    let Some(value) = given.get("types")? else { return Ok(Vec::new()) };
    if let Some(array) = value.dyn_ref::<Int32Array>() {
        return Ok(array.to_vec());
    }
    let whole = |kind: JsValue| kind.as_f64().filter(|kind| *kind == f64::from(*kind as i32)).map(|kind| kind as i32);
    let types: Option<Vec<i32>> = Array::from(&value).iter().map(whole).collect();
    types.ok_or_else(|| invalid_argument("`types` must be whole numbers of 32 bits"))
}

fn parents(given: &Options<'_>) -> Result<Vec<u32>, JsValue> {
    let Some(value) = given.get("parents")? else { return Ok(Vec::new()) };
    if let Some(array) = value.dyn_ref::<Uint32Array>() {
        return Ok(array.to_vec());
    }
    let index = |parent: JsValue| match parent.as_f64()? {
        -1.0 => Some(NO_PARENT),
        parent => Some(parent as u32).filter(|index| f64::from(*index) == parent),
    };
    let parents: Option<Vec<u32>> = Array::from(&value).iter().map(index).collect();
    parents.ok_or_else(|| invalid_argument("`parents` must be indices of nodes, or -1"))
}
