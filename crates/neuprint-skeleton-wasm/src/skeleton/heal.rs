//! Healing's options and its result.

use js_sys::Array;
use neuprint_js::arguments::Options;
use neuprint_js::object::object;
use neuprint_skeleton::{HealOptions, Healed};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Skeleton;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How to heal. */
export interface HealOptions extends LengthOptions {
  /** Bridges longer than this are dropped, in the unit that `scale` leads to. Left out, all fragments are joined. */
  maxDistance?: number | undefined;
}

/** An edge that healing added. */
export interface Bridge {
  /** The index, in the healed skeleton, of the node whose parent is new. */
  readonly child: number;
  /** The index of its new parent. */
  readonly parent: number;
  /** The distance between the two. */
  readonly length: number;
}

/** A healed skeleton and what was done to it. */
export interface Healed {
  /** The nodes of the original, sorted by identifier, with bridges. */
  readonly skeleton: Skeleton;
  /** The edges that were added, longest first. */
  readonly bridges: Bridge[];
  /** How many fragments there were. */
  readonly fragmentsBefore: number;
  /** How many there are now: more than one only if `maxDistance` dropped bridges. */
  readonly fragmentsAfter: number;
}
"#;

/// Reads `HealOptions`.
pub(super) fn options(value: &JsValue) -> Result<HealOptions, JsValue> {
    let options = Options::of(value, "options")?;
    let defaults = HealOptions::default();
    let scale = options.per_axis("scale")?.unwrap_or(defaults.scale);
    Ok(HealOptions { max_distance: options.amount("maxDistance")?, scale })
}

/// A `Healed`.
pub(super) fn to_js(healed: Healed) -> JsValue {
    let bridges: Array = healed
        .bridges
        .iter()
        .map(|bridge| {
            object([("child", bridge.child.into()), ("parent", bridge.parent.into()), ("length", bridge.length.into())])
        })
        .collect();
    object([
        ("skeleton", Skeleton::new(healed.skeleton).into()),
        ("bridges", bridges.into()),
        ("fragmentsBefore", healed.fragments_before.into()),
        ("fragmentsAfter", healed.fragments_after.into()),
    ])
    .into()
}
