//! What can be measured of a skeleton.

use js_sys::{Array, Float64Array, Uint8Array, Uint32Array};
use neuprint_js::arguments::{Options, position};
use neuprint_js::error::invalid_argument;
use neuprint_js::object::object;
use neuprint_skeleton::{
    Bounds, NodeKind, bounding_box, branch_nodes, cable_length, distances_from_root, distances_to_parent, end_nodes,
    node_kinds, scaled_cable_length, segments, sholl, strahler_orders,
};
use wasm_bindgen::prelude::*;

use super::Skeleton;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How long things are measured. */
export interface LengthOptions {
  /**
   * What one unit of each axis measures. With the voxel size in nanometres (`(await client.fetchMeta()).voxelSize`),
   * lengths are nanometres, even if voxels are no cubes. Left out, lengths are in the unit of the coordinates.
   */
  scale?: readonly [number, number, number] | undefined;
}

/** The edges of a skeleton as truncated cones; entry *i* of every array is edge *i*. */
export interface Segments {
  /** The index of the node that is farther from the root. */
  readonly children: Uint32Array;
  /** The index of its parent. */
  readonly parents: Uint32Array;
  readonly lengths: Float64Array;
  /** The mean of the radii at both ends. */
  readonly averageRadii: Float64Array;
  /** Volumes, which are approximate: radii are estimates. */
  readonly volumes: Float64Array;
}

/** A box along the axes, its faces included. */
export interface Bounds {
  readonly min: Position;
  readonly max: Position;
}

/** What a node is to the tree, as in navis: 0 a root, 1 a branch, 2 an end, 3 anything else. */
export type NodeKind = 0 | 1 | 2 | 3;
"#;

#[wasm_bindgen]
impl Skeleton {
    /// The sum of the distances of all nodes to their parents.
    #[wasm_bindgen(js_name = cableLength)]
    pub fn cable_length(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "LengthOptions")] options: &JsValue,
    ) -> Result<f64, JsValue> {
        let scale = Options::of(options, "options")?.per_axis("scale")?;
        Ok(scale.map_or_else(|| cable_length(&self.skeleton), |scale| scaled_cable_length(&self.skeleton, scale)))
    }

    /// Per node, the length of the path to the root of its fragment (one of `rootIds`), in the unit of the coordinates; 0 at
    /// a root. As neuprint-python's `distances_from_root`.
    #[wasm_bindgen(js_name = distancesFromRoot)]
    pub fn distances_from_root(&self) -> Float64Array {
        distances_from_root(&self.skeleton).as_slice().into()
    }

    /// Per node, the length of the edge to its parent, in the unit of the coordinates; infinite at a root. As
    /// neuprint-python's `calc_segment_distances`.
    #[wasm_bindgen(js_name = distancesToParent)]
    pub fn distances_to_parent(&self) -> Float64Array {
        distances_to_parent(&self.skeleton).as_slice().into()
    }

    /// The edges with length, mean radius and approximate volume. As neuprint-python's `skeleton_segments`.
    #[wasm_bindgen(unchecked_return_type = "Segments")]
    pub fn segments(&self) -> JsValue {
        let edges = segments(&self.skeleton);
        let floats = |values: &[f64]| Float64Array::from(values).into();
        object([
            ("children", Uint32Array::from(&edges.children[..]).into()),
            ("parents", Uint32Array::from(&edges.parents[..]).into()),
            ("lengths", floats(&edges.lengths)),
            ("averageRadii", floats(&edges.average_radii)),
            ("volumes", floats(&edges.volumes)),
        ])
        .into()
    }

    /// Per node, its Strahler order as seen from the root of its fragment, one of `rootIds`: reroot first, since neuPrint's
    /// roots are arbitrary. As navis' `strahler_index`.
    #[wasm_bindgen(js_name = strahlerOrders)]
    pub fn strahler_orders(&self) -> Uint32Array {
        strahler_orders(&self.skeleton)[..].into()
    }

    /// Per node, what it is to the tree: 0 a root, 1 a branch, 2 an end, 3 anything else.
    #[wasm_bindgen(js_name = nodeKinds)]
    pub fn node_kinds(&self) -> Uint8Array {
        let number = |kind: &NodeKind| match kind {
            NodeKind::Root => 0,
            NodeKind::Branch => 1,
            NodeKind::End => 2,
            NodeKind::Slab => 3,
        };
        node_kinds(&self.skeleton).iter().map(number).collect::<Vec<u8>>()[..].into()
    }

    /// The indices of the roots.
    pub fn roots(&self) -> Uint32Array {
        self.skeleton.roots().collect::<Vec<u32>>()[..].into()
    }

    /// The indices of the nodes with a parent and several children.
    #[wasm_bindgen(js_name = branchNodes)]
    pub fn branch_nodes(&self) -> Uint32Array {
        branch_nodes(&self.skeleton)[..].into()
    }

    /// The indices of the nodes with a parent and no child.
    #[wasm_bindgen(js_name = endNodes)]
    pub fn end_nodes(&self) -> Uint32Array {
        end_nodes(&self.skeleton)[..].into()
    }

    /// The smallest box around all nodes, without their radii; undefined if there is none.
    #[wasm_bindgen(js_name = boundingBox, unchecked_return_type = "{ readonly min: Float64Array; readonly max: Float64Array } | undefined")]
    pub fn bounding_box(&self) -> JsValue {
        let corner = |at: [f64; 3]| Float64Array::from(&at[..]).into();
        bounding_box(&self.skeleton).map_or(JsValue::UNDEFINED, |bounds| {
            object([("min", corner(bounds.low)), ("max", corner(bounds.high))]).into()
        })
    }

    /// Per radius, how many edges cross the sphere of that radius around `centre`, for example around the soma.
    pub fn sholl(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Position")] centre: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Iterable<number>")] radii: &JsValue,
    ) -> Result<Uint32Array, JsValue> {
        let radii = Array::from(radii).iter().map(|radius| radius.as_f64()).collect::<Option<Vec<f64>>>();
        let radii = radii.ok_or_else(|| invalid_argument("`radii` must be numbers"))?;
        Ok(sholl(&self.skeleton, position(centre, "centre")?, &radii)[..].into())
    }
}

/// Reads `Bounds`.
pub(super) fn bounds(value: &JsValue) -> Result<Bounds, JsValue> {
    let options = Options::of(value, "box")?;
    let corner = |name: &str| match options.get(name)? {
        Some(corner) => position(&corner, name),
        None => Err(invalid_argument("`box` must be { min, max }")),
    };
    Ok(Bounds { low: corner("min")?, high: corner("max")? })
}
