//! Healing's options and its result.

use js_sys::Array;
use neuprint_skeleton::{HealOptions, Healed};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Skeleton;
use crate::arguments::{Options, amount};
use crate::error::invalid_argument;
use crate::object::object;

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

/** The longest bridge that healing keeps. */
export interface HealDistance {
  /** The length. */
  maxDistance: number;
  /** Its unit: voxels, or nanometres by the dataset's voxel size. Left out, voxels. */
  unit?: "voxel" | "nm" | undefined;
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

/// How a skeleton is healed when it is fetched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Heal {
    /// As the server has it.
    No,
    /// All fragments joined.
    All,
    /// Bridges longer than this many voxels dropped.
    Voxels(f64),
    /// Bridges longer than this many nanometres dropped.
    Nanometres(f64),
}

impl Heal {
    /// Reads `boolean | number | HealDistance`.
    pub(crate) fn of(options: &Options<'_>) -> Result<Self, JsValue> {
        let Some(heal) = options.get("heal")? else { return Ok(Self::No) };
        if let Some(all) = heal.as_bool() {
            return Ok(if all { Self::All } else { Self::No });
        }
        if heal.as_f64().is_some() {
            return Ok(Self::Voxels(amount(&heal, "heal")?));
        }
        let heal = Options::of(&heal, "heal")?;
        let distance = heal.amount("maxDistance")?.ok_or_else(|| invalid_argument("`heal` needs a `maxDistance`"))?;
        match heal.text("unit")?.as_deref() {
            None | Some("voxel") => Ok(Self::Voxels(distance)),
            Some("nm") => Ok(Self::Nanometres(distance)),
            Some(other) => Err(invalid_argument(&format!("`unit` must be \"voxel\" or \"nm\", not \"{other}\""))),
        }
    }
}
