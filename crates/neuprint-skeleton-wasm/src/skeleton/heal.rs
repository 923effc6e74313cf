//! Healing's options and its result.

use js_sys::{Array, Float64Array, Uint8Array, Uint32Array};
use neuprint_js::arguments::Options;
use neuprint_js::error::invalid_argument;
use neuprint_js::object::object;
use neuprint_skeleton::{Bridge, GapOptions, HealOptions, Healed};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::Skeleton;
use super::node::chosen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Which gaps between fragments are looked for. */
export interface GapOptions extends LengthOptions {
  /** Fragments of fewer nodes are not joined: they stay as they are. */
  minFragmentSize?: number | undefined;
  /**
   * Per node, whether it may become an end of a bridge. A fragment without such a node is not joined. Left out, all nodes
   * may.
   */
  mask?: Uint8Array | readonly boolean[] | undefined;
}

/** What is made of the gaps. */
export interface BridgeOptions {
  /** Bridges longer than this are dropped, in the unit that `scale` leads to. Left out, all fragments are joined. */
  maxDistance?: number | undefined;
  /** The node that becomes the root. Left out, it is the one with the smallest identifier of all that are joined. */
  root?: NodeChoice | undefined;
}

/** How to heal. */
export interface HealOptions extends GapOptions, BridgeOptions {}

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
  /** The nodes of the original, all of them, sorted by identifier, with bridges. */
  readonly skeleton: Skeleton;
  /** The edges that were added, longest first. */
  readonly bridges: Bridge[];
  /** How many fragments there were. */
  readonly fragmentsBefore: number;
  /** How many there are now: more than one only if options kept some from being joined. */
  readonly fragmentsAfter: number;
  /** Which fragment each node of the healed skeleton belonged to, from 0. */
  readonly fragmentOfNodes: Uint32Array;
}
"#;

/// Heals as JavaScript's `HealOptions` say: a `Healed`.
pub(super) fn heal(skeleton: &neuprint_skeleton::Skeleton, options: &JsValue) -> Result<JsValue, JsValue> {
    let options = Options::of(options, "options")?;
    let mask = mask(&options, skeleton.len())?;
    let GapOptions { scale, min_fragment_size, mask } = gap_options(&options, mask.as_deref())?;
    let BridgeOptions { max_distance, root } = BridgeOptions::of(&options, skeleton)?;
    let options = HealOptions { max_distance, scale, min_fragment_size, mask, root };
    Ok(to_js(neuprint_skeleton::heal(skeleton, options)))
}

/// Reads `GapOptions`, but for the mask, which is read already.
pub(super) fn gap_options<'m>(options: &Options<'_>, mask: Option<&'m [bool]>) -> Result<GapOptions<'m>, JsValue> {
    let scale = options.per_axis("scale")?.unwrap_or(GapOptions::default().scale);
    // What no skeleton has so many nodes for is as good as what fits.
    let least = options.count("minFragmentSize", 0)?.unwrap_or_default();
    Ok(GapOptions { scale, min_fragment_size: usize::try_from(least).unwrap_or(usize::MAX), mask })
}

/// Reads the option `mask`.
pub(super) fn mask(options: &Options<'_>, nodes: usize) -> Result<Option<Vec<bool>>, JsValue> {
    options.get("mask")?.map(|value| per_node(&value, "mask", nodes)).transpose()
}

/// Reads what is true or false for each node.
pub(super) fn per_node(value: &JsValue, name: &str, nodes: usize) -> Result<Vec<bool>, JsValue> {
    let mask: Option<Vec<bool>> = match (value.dyn_ref::<Uint8Array>(), value.dyn_ref::<Array>()) {
        // Copied only if it is as long as it should be.
        (Some(bytes), _) if bytes.length() as usize == nodes => {
            Some(bytes.to_vec().into_iter().map(|byte| byte != 0).collect())
        }
        (_, Some(values)) if values.length() as usize == nodes => values.iter().map(|value| value.as_bool()).collect(),
        _ => None,
    };
    mask.ok_or_else(|| {
        invalid_argument(&format!("`{name}` must be a Uint8Array or an array of booleans with {nodes} entries"))
    })
}

/// `BridgeOptions`.
pub(super) struct BridgeOptions {
    pub(super) max_distance: Option<f64>,
    pub(super) root: Option<i64>,
}

impl BridgeOptions {
    /// Reads them; the root must be a node.
    pub(super) fn of(options: &Options<'_>, skeleton: &neuprint_skeleton::Skeleton) -> Result<Self, JsValue> {
        let max_distance = options.amount("maxDistance")?;
        let root = options.get("root")?.map(|root| chosen(skeleton, &root, "root")).transpose()?;
        Ok(Self { max_distance, root: root.map(|node| skeleton.ids()[node as usize]) })
    }
}

#[wasm_bindgen(raw_module = "../bridges.js")]
extern "C" {
    /// Plain objects, made where it costs least.
    fn bridges(children: &Uint32Array, parents: &Uint32Array, lengths: &Float64Array) -> Array;
}

/// A `Healed`.
pub(super) fn to_js(healed: Healed) -> JsValue {
    let ends = |end: fn(&Bridge) -> u32| Uint32Array::from(&healed.bridges.iter().map(end).collect::<Vec<u32>>()[..]);
    let lengths: Vec<f64> = healed.bridges.iter().map(|bridge| bridge.length).collect();
    let bridges =
        bridges(&ends(|bridge| bridge.child), &ends(|bridge| bridge.parent), &Float64Array::from(&lengths[..]));
    object([
        ("skeleton", Skeleton::new(healed.skeleton).into()),
        ("bridges", bridges.into()),
        ("fragmentOfNodes", Uint32Array::from(healed.fragments.of_node()).into()),
        ("fragmentsBefore", healed.fragments_before.into()),
        ("fragmentsAfter", healed.fragments_after.into()),
    ])
    .into()
}
