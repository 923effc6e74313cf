//! Identifiers of 64 bits as JavaScript gives them.

use js_sys::{BigInt, Number};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::invalid_argument;

/// The digits of the identifier `name`. A float that may have been rounded is refused: it could be another neuron's.
///
/// # Errors
/// A `NeuprintError` with the code `invalid-argument`.
pub fn digits(value: &JsValue, name: &str) -> Result<String, JsValue> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    if let Some(whole) = value.dyn_ref::<BigInt>() {
        return Ok(String::from(whole.to_string(10)?));
    }
    match value.as_f64() {
        Some(number) if Number::is_safe_integer(value) => Ok((number as i64).to_string()),
        Some(number) if number.is_finite() && number.fract() == 0.0 => Err(invalid_argument(&format!(
            "`{name}` is the number {}, beyond Number.MAX_SAFE_INTEGER, where digits get lost: \
             give it as a bigint (with an `n` behind its digits) or as a string",
            text_of(value)
        ))),
        Some(_) => Err(invalid_argument(&format!("`{name}` must be a whole number, not {}", text_of(value)))),
        None => Err(invalid_argument(&format!("`{name}` must be a bigint, a number or a string of digits"))),
    }
}

/// A number as JavaScript writes it.
pub fn text_of(number: &JsValue) -> String {
    number.unchecked_ref::<Number>().to_string_with_radix(10).map(String::from).unwrap_or_default()
}
