//! Skeletons made of others: pruned, spaced, turned, cut and joined.

use js_sys::Array;
use neuprint_js::arguments::Options;
use neuprint_js::error::invalid_argument;
use neuprint_js::object::object;
use neuprint_skeleton::{
    SpacingError, downsample, join, nodes_within, prune_strahler, prune_twigs, prune_twigs_recursively, reroot,
    resample, retain, split, upsample,
};
use wasm_bindgen::prelude::*;

use super::Skeleton;
use super::heal::per_node;
use super::measures::bounds;
use super::node::chosen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How twigs are pruned. */
export interface PruneTwigsOptions {
  /** Over again until no twig is left that is so short. */
  recursive?: boolean | undefined;
}

/** The two sides of a cut; the node at which it was made is in both. */
export interface SplitSkeleton {
  /** The node and all that is farther from the root. */
  readonly distal: Skeleton;
  /** Everything else, and the node. */
  readonly proximal: Skeleton;
}

/** How two skeletons are joined. */
export interface JoinOptions {
  /** A node of this skeleton, on which the other one is hung. */
  from?: NodeChoice | undefined;
  /** The node of the other one that hangs there. Without the two, both stay fragments, which `heal` may join. */
  to?: NodeChoice | undefined;
}
"#;

#[wasm_bindgen]
impl Skeleton {
    /// The same skeleton with this node as the root of its fragment; other fragments stay as they are.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such node.
    pub fn reroot(
        &self,
        #[wasm_bindgen(unchecked_param_type = "NodeChoice")] node: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        Ok(Self::new(reroot(&self.skeleton, chosen(&self.skeleton, node, "node")?)))
    }

    /// The nodes for which `keep` says so, by their index. A node whose parent goes becomes a root.
    pub fn retain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | readonly boolean[]")] keep: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let keep = per_node(keep, "keep", self.skeleton.len())?;
        Ok(Self::new(retain(&self.skeleton, |node| keep[node as usize])))
    }

    /// The nodes in a box, or, with `{ keep: "outside" }`, all others.
    #[wasm_bindgen(js_name = pruneBox)]
    pub fn prune_box(
        &self,
        #[wasm_bindgen(js_name = box, unchecked_param_type = "Bounds")] bounding: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ keep?: \"inside\" | \"outside\" | undefined }")]
        options: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let outside = match Options::of(options, "options")?.text("keep")?.as_deref() {
            None | Some("inside") => false,
            Some("outside") => true,
            Some(_) => return Err(invalid_argument("`keep` must be \"inside\" or \"outside\"")),
        };
        let inside = nodes_within(&self.skeleton, &bounds(bounding)?);
        Ok(Self::new(retain(&self.skeleton, |node| inside[node as usize] != outside)))
    }

    /// The skeleton without the twigs that are at most this long, in the unit of the coordinates: runs from an end to the
    /// next node with several children. As navis' `prune_twigs`.
    #[wasm_bindgen(js_name = pruneTwigs)]
    pub fn prune_twigs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] length: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "PruneTwigsOptions")] options: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let length = neuprint_js::arguments::amount(length, "length")?;
        let recursive = Options::of(options, "options")?.flag("recursive")?;
        let prune = if recursive { prune_twigs_recursively } else { prune_twigs };
        Ok(Self::new(prune(&self.skeleton, length)))
    }

    /// The skeleton without its nodes of these Strahler orders, which depend on its roots. As navis' `prune_by_strahler`.
    #[wasm_bindgen(js_name = pruneStrahler)]
    pub fn prune_strahler(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number | readonly number[]")] orders: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let given = if orders.as_f64().is_some() { Array::of1(orders) } else { Array::from(orders) };
        let whole = |order: JsValue| order.as_f64().filter(|order| *order >= 1.0 && order.fract() == 0.0);
        let orders: Option<Vec<u32>> = given.iter().map(|order| whole(order).map(|order| order as u32)).collect();
        let orders = orders.ok_or_else(|| invalid_argument("`orders` must be whole numbers, 1 or more"))?;
        Ok(Self::new(prune_strahler(&self.skeleton, &orders)))
    }

    /// Keeps roots, branches and ends, and of the nodes between them every `factor`-th; with `Infinity` none. navis'
    /// `downsample_neuron` keeps every (`factor` + 1)-th.
    pub fn downsample(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] factor: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let whole = factor.as_f64().filter(|factor| *factor >= 1.0 && (factor.fract() == 0.0 || factor.is_infinite()));
        let factor =
            whole.ok_or_else(|| invalid_argument("`factor` must be a whole number, 1 or more, or Infinity"))?;
        downsample(&self.skeleton, factor as usize).map(Self::new).map_err(|error| refused(&error))
    }

    /// Divides every edge that is longer than `maxLength` into equal parts. As neuprint-python's `upsample_skeleton`.
    pub fn upsample(
        &self,
        #[wasm_bindgen(js_name = maxLength, unchecked_param_type = "number")] max_length: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let max_length = neuprint_js::arguments::amount(max_length, "maxLength")?;
        upsample(&self.skeleton, max_length).map(Self::new).map_err(|error| refused(&error))
    }

    /// Places nodes at even distances along the cable; roots, branches and ends stay where they are. As navis'
    /// `resample_skeleton`.
    pub fn resample(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] spacing: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let spacing = neuprint_js::arguments::amount(spacing, "spacing")?;
        resample(&self.skeleton, spacing).map(Self::new).map_err(|error| refused(&error))
    }

    /// Cuts the skeleton at a node. As navis' `cut_skeleton`.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if the node is a root, from which nothing leads on.
    #[wasm_bindgen(unchecked_return_type = "SplitSkeleton")]
    pub fn split(
        &self,
        #[wasm_bindgen(unchecked_param_type = "NodeChoice")] node: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let cut = split(&self.skeleton, chosen(&self.skeleton, node, "node")?);
        let cut = cut.ok_or_else(|| invalid_argument("the node is a root: nothing can be cut off there"))?;
        let side = |skeleton| Self::new(skeleton).into();
        Ok(object([("distal", side(cut.distal)), ("proximal", side(cut.proximal))]).into())
    }

    /// This skeleton's nodes and behind them another one's, as fragments or joined by an edge. If an identifier is in both,
    /// those of the other are shifted past this one's.
    pub fn join(
        &self,
        other: &Skeleton,
        #[wasm_bindgen(unchecked_optional_param_type = "JoinOptions")] options: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        let options = Options::of(options, "options")?;
        let edge = match (options.get("from")?, options.get("to")?) {
            (None, None) => None,
            (Some(from), Some(to)) => {
                Some((chosen(&self.skeleton, &from, "from")?, chosen(&other.skeleton, &to, "to")?))
            }
            _ => return Err(invalid_argument("an edge needs both `from` and `to`")),
        };
        let joined = join(&self.skeleton, &other.skeleton, edge);
        joined.map(Self::new).map_err(|error| invalid_argument(&error.to_string()))
    }
}

fn refused(error: &SpacingError) -> JsValue {
    invalid_argument(&error.to_string())
}
