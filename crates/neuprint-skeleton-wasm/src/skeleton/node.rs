//! Which node is meant: an identifier and an index are both numbers, so it is said which one it is.

use neuprint_js::arguments::{Options, index, position};
use neuprint_js::error::invalid_argument;
use neuprint_js::identifier::digits;
use neuprint_skeleton::{Skeleton, node_near, thickest_node};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Position } from "../position.js";

/**
 * A node of a skeleton: by its SWC identifier (a bigint alone is one), by its index, as the one that is nearest to a
 * place, or as the one with the largest radius. A number alone is refused: it could be an identifier or an index.
 */
export type NodeChoice =
  | bigint
  | { readonly id: bigint | number | string }
  | { readonly index: number }
  | { readonly near: Position }
  | { readonly thickest: true };
"#;

/// The index of the node that a `NodeChoice` means.
pub(super) fn chosen(skeleton: &Skeleton, choice: &JsValue, name: &str) -> Result<u32, JsValue> {
    if choice.is_bigint() {
        return with_id(skeleton, choice, name);
    }
    if choice.as_f64().is_some() {
        return Err(invalid_argument(&format!(
            "`{name}` is a number, which may be an identifier or an index: give {{ id }} or {{ index }}"
        )));
    }
    let options = Options::of(choice, name)?;
    if let Some(id) = options.get("id")? {
        return with_id(skeleton, &id, name);
    }
    if let Some(at) = options.get("index")? {
        // A node's index fits 32 bits.
        return Ok(index(&at, "index", skeleton.len())? as u32);
    }
    let empty = || invalid_argument("the skeleton has no nodes");
    if let Some(place) = options.get("near")? {
        return node_near(skeleton, position(&place, "near")?).ok_or_else(empty);
    }
    if options.flag("thickest")? {
        return thickest_node(skeleton).ok_or_else(empty);
    }
    Err(invalid_argument(&format!(
        "`{name}` must be a bigint, {{ id }}, {{ index }}, {{ near }} or {{ thickest: true }}"
    )))
}

fn with_id(skeleton: &Skeleton, id: &JsValue, name: &str) -> Result<u32, JsValue> {
    let digits = digits(id, name)?;
    let id: i64 = digits.parse().map_err(|_| invalid_argument(&format!("`{digits}` is not a node's identifier")))?;
    skeleton.node_with_id(id).ok_or_else(|| invalid_argument(&format!("the skeleton has no node {id}")))
}
