//! Skeletons: SWC, healing, lengths.

mod attach;
mod columns;
mod gaps;
mod heal;
mod lenient;
mod measures;
mod node;
mod parse;
mod paths;
mod reshape;
mod stream;
mod unit;
mod views;
mod write;

pub use gaps::Gaps;
pub use stream::SwcParser;

use std::cell::OnceCell;

use js_sys::{BigInt64Array, Float32Array, Int32Array, Uint32Array};
use neuprint_skeleton::NO_PARENT;
use wasm_bindgen::prelude::*;

/// A neuron's skeleton: a forest of nodes, each with at most one parent.
///
/// Nodes are stored by column; entry *i* of every array is node *i*. An array is copied out of WebAssembly's memory at
/// its first use and then kept, so changing it does not change the skeleton. Coordinates and radii have the unit of the
/// SWC file: voxels in neuPrint. A skeleton never changes: `heal` and `reroot` give new ones.
///
/// Its memory is freed when it is garbage-collected, or at once by `free()` or `using`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Skeleton {
    skeleton: neuprint_skeleton::Skeleton,
    arrays: Arrays,
}

/// What JavaScript has asked for so far.
#[derive(Debug, Default)]
struct Arrays {
    ids: OnceCell<BigInt64Array>,
    types: OnceCell<Int32Array>,
    parents: OnceCell<Int32Array>,
    xyz: OnceCell<Float32Array>,
    radii: OnceCell<Float32Array>,
}

impl Skeleton {
    fn new(skeleton: neuprint_skeleton::Skeleton) -> Self {
        Self { skeleton, arrays: Arrays::default() }
    }
}

#[wasm_bindgen]
impl Skeleton {
    /// Reads an SWC file. A parent that is no node's identifier makes its node a root, as in neuprint-python; `SwcParser`
    /// tells of each.
    ///
    /// Throws a `NeuprintError` with the code `invalid-swc`, and in its `details` the `line` and `column` of the first
    /// thing that is wrong: fewer than seven columns, what is no number, an identifier used twice, a cycle, something that
    /// is no SWC at all.
    pub fn parse(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] swc: &JsValue,
    ) -> Result<Skeleton, JsValue> {
        Ok(Self::new(parse::whole(swc, neuprint_skeleton::SwcParser::strict())?.skeleton))
    }

    /// Reads what there is to read in a damaged SWC file, and says all that is wrong with it. A line that is no node is left
    /// out; so is a node whose identifier was used before. A node that is its own parent, or whose parent is not there,
    /// becomes a root, and so does one node of every cycle.
    ///
    /// Throws a `NeuprintError` with the code `invalid-swc` if the text is something else altogether, such as a page of HTML.
    #[wasm_bindgen(js_name = parseLenient, unchecked_return_type = "ParsedSwc")]
    pub fn parse_lenient(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] swc: &JsValue,
    ) -> Result<JsValue, JsValue> {
        Ok(lenient::to_js(parse::whole(swc, neuprint_skeleton::SwcParser::lenient())?))
    }

    /// How many nodes there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        // A node's index fits 32 bits.
        self.skeleton.len() as u32
    }

    /// The SWC identifiers (neuPrint's rowId), all different.
    #[wasm_bindgen(getter, js_name = nodeIds)]
    pub fn node_ids(&self) -> BigInt64Array {
        self.arrays.ids.get_or_init(|| self.skeleton.ids().into()).clone()
    }

    /// The identifiers of the roots, from which distances from the root and Strahler orders are taken. In neuPrint they are
    /// arbitrary.
    #[wasm_bindgen(getter, js_name = rootIds)]
    pub fn root_ids(&self) -> BigInt64Array {
        self.skeleton.roots().map(|root| self.skeleton.ids()[root as usize]).collect::<Vec<i64>>()[..].into()
    }

    /// The SWC types (structure identifiers); 0 is undefined.
    #[wasm_bindgen(getter)]
    pub fn types(&self) -> Int32Array {
        self.arrays.types.get_or_init(|| self.skeleton.kinds().into()).clone()
    }

    /// The index, not the identifier, of each node's parent; -1 at a root.
    #[wasm_bindgen(getter)]
    pub fn parents(&self) -> Int32Array {
        let signed = |parent: &u32| if *parent == NO_PARENT { -1 } else { parent.cast_signed() };
        let array = || self.skeleton.parents().iter().map(signed).collect::<Vec<i32>>().as_slice().into();
        self.arrays.parents.get_or_init(array).clone()
    }

    /// The coordinates: x, y, z of each node, one after another.
    #[wasm_bindgen(getter)]
    pub fn xyz(&self) -> Float32Array {
        let array = || {
            let (x, y, z) = (self.skeleton.x(), self.skeleton.y(), self.skeleton.z());
            let xyz: Vec<f32> = (0..self.skeleton.len()).flat_map(|node| [x[node], y[node], z[node]]).collect();
            xyz.as_slice().into()
        };
        self.arrays.xyz.get_or_init(array).clone()
    }

    /// The radii.
    #[wasm_bindgen(getter)]
    pub fn radii(&self) -> Float32Array {
        self.arrays.radii.get_or_init(|| self.skeleton.radii().into()).clone()
    }

    /// How many connected pieces there are.
    #[wasm_bindgen(getter)]
    pub fn fragments(&self) -> u32 {
        self.skeleton.roots().count() as u32
    }

    /// Which connected piece each node belongs to, from 0, in the order of their roots.
    #[wasm_bindgen(js_name = fragmentOfNodes)]
    pub fn fragment_of_nodes(&self) -> Uint32Array {
        self.skeleton.fragments().of_node().into()
    }

    /// Joins the fragments by the least cable: the bridges are an exact minimum spanning tree, and the result is one
    /// tree, rooted at the smallest node identifier, its nodes sorted by identifier. With `maxDistance`, longer bridges
    /// are then dropped. As neuprint-python's `heal_skeleton`, except where bridges tie: then the smallest identifiers
    /// count. To try several distances, take `gaps`.
    #[wasm_bindgen(unchecked_return_type = "Healed")]
    pub fn heal(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "HealOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        heal::heal(&self.skeleton, options)
    }
}
