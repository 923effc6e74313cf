//! Body and node identifiers as JavaScript gives them.

use js_sys::{BigInt, Number};
use neuprint::BodyId;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::{self, invalid_argument};

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

/// Reads the identifier of a skeleton's node.
pub(crate) fn node_id(value: &JsValue) -> Result<i64, JsValue> {
    let digits = digits(value, "nodeId")?;
    digits.parse().map_err(|_| invalid_argument(&format!("`{digits}` is not a node's identifier")))
}

/// An identifier's digits. A float that may have been rounded is refused: it could be another neuron's.
fn digits(value: &JsValue, name: &str) -> Result<String, JsValue> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    if let Some(whole) = value.dyn_ref::<BigInt>() {
        return Ok(String::from(whole.to_string(10)?));
    }
    match value.as_f64() {
        Some(number) if Number::is_safe_integer(value) => Ok(format!("{number}")),
        Some(number) if number.is_finite() && number.fract() == 0.0 => Err(invalid_argument(&format!(
            "`{name}` is the number {number}, beyond Number.MAX_SAFE_INTEGER, where digits get lost: \
             give it as a bigint (with an `n` behind its digits) or as a string"
        ))),
        Some(number) => Err(invalid_argument(&format!("`{name}` must be a whole number, not {number}"))),
        None => Err(invalid_argument(&format!("`{name}` must be a bigint, a number or a string of digits"))),
    }
}
