//! Ways along the cable, and the skeleton as a graph.

use js_sys::{Array, Float64Array, Uint32Array};
use neuprint_js::error::invalid_argument;
use neuprint_js::object::object;
use neuprint_skeleton::{
    Path, adjacency, distances_from_node, geodesic_distances, longest_path, longest_path_from_root, path_between,
    sections,
};
use wasm_bindgen::prelude::*;

use super::Skeleton;
use super::node::chosen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Nodes of which each is joined to the next. */
export interface SkeletonPath {
  /** Their indices, ends included. */
  readonly nodes: Uint32Array;
  /** The sum of the distances from each to the next. */
  readonly length: number;
}

/** A skeleton as an undirected graph, in compressed sparse rows. */
export interface SkeletonGraph {
  /** Node *n* has the neighbours `neighbours.subarray(offsets[n], offsets[n + 1])`. */
  readonly offsets: Uint32Array;
  /** Indices of nodes; every edge is there twice. */
  readonly neighbours: Uint32Array;
  /** The distance to each neighbour. */
  readonly lengths: Float64Array;
}
"#;

#[wasm_bindgen]
impl Skeleton {
    /// Per node, the length of the path from this node; infinite in other fragments. It does not depend on the root.
    #[wasm_bindgen(js_name = distancesFrom)]
    pub fn distances_from(
        &self,
        #[wasm_bindgen(unchecked_param_type = "NodeChoice")] node: &JsValue,
    ) -> Result<Float64Array, JsValue> {
        Ok(distances_from_node(&self.skeleton, chosen(&self.skeleton, node, "node")?)[..].into())
    }

    /// The lengths of the paths from each node of `from` to the node at the same place of `to`, both indices; infinite
    /// between fragments. For many pairs of a large skeleton: no matrix is made.
    #[wasm_bindgen(js_name = geodesicDistances)]
    pub fn geodesic_distances(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ArrayLike<number> | Iterable<number>")] from: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "ArrayLike<number> | Iterable<number>")] to: &JsValue,
    ) -> Result<Float64Array, JsValue> {
        let (from, to) = (nodes(from, "from", &self.skeleton)?, nodes(to, "to", &self.skeleton)?);
        if from.len() != to.len() {
            return Err(invalid_argument(&format!("`from` has {} nodes and `to` has {}", from.len(), to.len())));
        }
        let pairs: Vec<(u32, u32)> = from.into_iter().zip(to).collect();
        Ok(geodesic_distances(&self.skeleton, &pairs)[..].into())
    }

    /// The path between two nodes; undefined if they are in different fragments.
    #[wasm_bindgen(js_name = pathBetween, unchecked_return_type = "SkeletonPath | undefined")]
    pub fn path_between(
        &self,
        #[wasm_bindgen(unchecked_param_type = "NodeChoice")] from: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "NodeChoice")] to: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let (from, to) = (chosen(&self.skeleton, from, "from")?, chosen(&self.skeleton, to, "to")?);
        Ok(path_between(&self.skeleton, from, to).map_or(JsValue::UNDEFINED, path))
    }

    /// The longest path between any two nodes of a fragment; it does not depend on the root.
    #[wasm_bindgen(js_name = longestPath, unchecked_return_type = "SkeletonPath")]
    pub fn longest_path(&self) -> JsValue {
        path(longest_path(&self.skeleton))
    }

    /// The longest of the paths from the roots (`rootIds`): the main neurite. As navis' `longest_neurite`.
    #[wasm_bindgen(js_name = longestPathFromRoot, unchecked_return_type = "SkeletonPath")]
    pub fn longest_path_from_root(&self) -> JsValue {
        path(longest_path_from_root(&self.skeleton))
    }

    /// The unbranched runs of nodes, each from an end or branch to the next branch or root, both included. As navis'
    /// `small_segments`.
    #[wasm_bindgen(unchecked_return_type = "Uint32Array[]")]
    pub fn sections(&self) -> Array {
        sections(&self.skeleton).iter().map(|run| JsValue::from(Uint32Array::from(run))).collect()
    }

    /// The skeleton as an undirected graph.
    #[wasm_bindgen(unchecked_return_type = "SkeletonGraph")]
    pub fn graph(&self) -> JsValue {
        let graph = adjacency(&self.skeleton);
        object([
            ("offsets", Uint32Array::from(&graph.offsets[..]).into()),
            ("neighbours", Uint32Array::from(&graph.neighbours[..]).into()),
            ("lengths", Float64Array::from(&graph.lengths[..]).into()),
        ])
        .into()
    }
}

/// A `SkeletonPath`.
fn path(path: Path) -> JsValue {
    object([("nodes", Uint32Array::from(&path.nodes[..]).into()), ("length", path.length.into())]).into()
}

/// Reads indices of nodes.
fn nodes(value: &JsValue, name: &str, skeleton: &neuprint_skeleton::Skeleton) -> Result<Vec<u32>, JsValue> {
    let nodes = match value.dyn_ref::<Uint32Array>() {
        Some(array) => array.to_vec(),
        None => {
            let whole =
                |node: JsValue| node.as_f64().filter(|node| *node == f64::from(*node as u32)).map(|node| node as u32);
            let nodes: Option<Vec<u32>> = Array::from(value).iter().map(whole).collect();
            nodes.ok_or_else(|| invalid_argument(&format!("`{name}` must be indices of nodes")))?
        }
    };
    match nodes.iter().find(|node| **node as usize >= skeleton.len()) {
        Some(node) => {
            Err(invalid_argument(&format!("`{name}` has the index {node}: there are {} nodes", skeleton.len())))
        }
        None => Ok(nodes),
    }
}
