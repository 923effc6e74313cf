//! Body identifiers as JavaScript gives them.

use neuprint::BodyId;
use neuprint_js::identifier::digits;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * The identifier of a body (a neuron or segment), 64 bits. Results hold `bigint`. A `number` is taken where it is exact,
 * up to `Number.MAX_SAFE_INTEGER`, and refused beyond; a `string` holds decimal digits.
 */
export type BodyId = bigint | number | string;
"#;

/// Reads a bodyId.
pub(crate) fn body_id(value: &JsValue) -> Result<BodyId, JsValue> {
    let digits = digits(value, "bodyId")?;
    digits.parse().map_err(|invalid: neuprint::InvalidBodyId| error::thrown(&invalid.into()))
}
