//! Body IDs out of pasted text.

use js_sys::{Array, BigInt};
use neuprint::BodyId;
use wasm_bindgen::prelude::*;

use crate::arguments;
use crate::object::object;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a text holds. */
export interface PastedBodyIds {
  /** Body IDs in the order of the text, each once. */
  bodies: bigint[];
  /** Those of them that have only zeros behind their 15th digit, as spreadsheets leave of longer numbers. */
  doubtful: bigint[];
  /** What stands in the text and is no body ID, each once, and why. */
  refused: { text: string; reason: "rounded" | "not-whole" | "too-large" | "not-a-number"; message: string }[];
}
"#;

/// Reads body IDs from a text in any form: separated by commas, white space or lines, in quotes or brackets, as JSON,
/// as Python, R or JavaScript write them, or a spreadsheet's column with its head. Digits that a spreadsheet has damaged
/// (`7.20576E+17`) are refused with the reason, never rounded.
#[wasm_bindgen(js_name = parseBodyIds, unchecked_return_type = "PastedBodyIds")]
pub fn parse_body_ids(#[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue) -> Result<JsValue, JsValue> {
    let pasted = neuprint::parse_body_ids(&arguments::text(text, "text")?);
    let refused = pasted.refused.iter().map(|word| {
        let message = format!("`{}` {}", word.text, word.reason);
        object([("text", (&word.text).into()), ("reason", word.reason.code().into()), ("message", message.into())])
    });
    Ok(object([
        ("bodies", bigints(&pasted.bodies)),
        ("doubtful", bigints(&pasted.doubtful)),
        ("refused", refused.collect::<Array>().into()),
    ])
    .into())
}

/// Body IDs as an array of `bigint`.
pub(crate) fn bigints(bodies: &[BodyId]) -> JsValue {
    bodies.iter().map(|body| JsValue::from(BigInt::from(body.get()))).collect::<Array>().into()
}
