//! The class `Skeleton`, which lives in a wasm file of its own: `neuprint-skeleton-wasm`.

use js_sys::{BigInt64Array, Float32Array, Float64Array, Int32Array, JsString, Reflect, Uint8Array};
use neuprint_table::{Cell, Column, Table};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Skeleton } from "./skeleton.js";
"#;

#[wasm_bindgen(raw_module = "./skeleton.js")]
extern "C" {
    /// A neuron's skeleton, as JavaScript has it.
    #[derive(Debug, Clone)]
    pub(crate) type Skeleton;

    #[wasm_bindgen(catch, static_method_of = Skeleton)]
    fn parse(swc: &Uint8Array) -> Result<Skeleton, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn heal(this: &Skeleton, options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = toSwc)]
    fn to_swc(this: &Skeleton) -> JsString;
    #[wasm_bindgen(method, getter, js_name = nodeIds)]
    fn node_ids(this: &Skeleton) -> BigInt64Array;
    #[wasm_bindgen(method, getter)]
    fn parents(this: &Skeleton) -> Int32Array;
    #[wasm_bindgen(method, getter)]
    fn xyz(this: &Skeleton) -> Float32Array;
    #[wasm_bindgen(method, getter)]
    fn radii(this: &Skeleton) -> Float32Array;
    #[wasm_bindgen(method, js_name = distancesToParent)]
    fn distances_to_parent(this: &Skeleton) -> Float64Array;
    #[wasm_bindgen(method)]
    fn free(this: &Skeleton);
}

impl Skeleton {
    /// Reads SWC; heals with `HealOptions`, if there are some.
    pub(crate) fn of_swc(swc: &[u8], heal: Option<&JsValue>) -> Result<Self, JsValue> {
        let skeleton = Self::parse(&Uint8Array::from(swc))?;
        let Some(options) = heal else { return Ok(skeleton) };
        let healed = skeleton.heal(options);
        skeleton.free();
        Ok(Reflect::get(&healed?, &"skeleton".into())?.unchecked_into())
    }

    /// The text of an SWC file. The skeleton is freed.
    pub(crate) fn into_swc(self) -> JsString {
        let swc = self.to_swc();
        self.free();
        swc
    }

    /// The nodes as neuprint-python tabulates them: `rowId`, `x`, `y`, `z`, `radius`, `link` (the parent's rowId, −1 at
    /// roots), and `distance` to the parent if it is wanted (infinite at roots). The skeleton is freed.
    pub(crate) fn into_table(self, with_distances: bool) -> Table {
        let (ids, xyz, radii) = (self.node_ids().to_vec(), self.xyz().to_vec(), self.radii().to_vec());
        let parents = self.parents().to_vec();
        let distances = with_distances.then(|| self.distances_to_parent().to_vec());
        self.free();
        let column = |name: &str, cell: &dyn Fn(usize) -> Cell<'static>| {
            let mut column = Column::new(name);
            (0..ids.len()).for_each(|node| column.push(cell(node)));
            column
        };
        let float = |value: f32| Cell::Float(f64::from(value));
        // A negative index is that of no node.
        let link = |parent: i32| usize::try_from(parent).map_or(-1, |parent| ids[parent]);
        let mut columns = vec![
            column("rowId", &|node| Cell::Int(ids[node])),
            column("x", &|node| float(xyz[3 * node])),
            column("y", &|node| float(xyz[3 * node + 1])),
            column("z", &|node| float(xyz[3 * node + 2])),
            column("radius", &|node| float(radii[node])),
            column("link", &|node| Cell::Int(link(parents[node]))),
        ];
        if let Some(distances) = distances {
            columns.push(column("distance", &|node| Cell::Float(distances[node])));
        }
        // All columns have one cell per node.
        Table::of_columns(columns).unwrap_or_default()
    }
}
