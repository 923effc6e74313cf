//! Bodies near a place.

use js_sys::Promise;
use neuprint::query::{NearOptions, Place};
use wasm_bindgen::prelude::*;

use super::synapses::synapse_criteria;
use crate::abort::promise;
use crate::arguments::{Options, position};
use crate::client::Client;
use crate::error::thrown;
use crate::table::Table;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Position } from "../position.js";

/** What `fetchBodiesNear` takes. */
export interface NearOptions extends DatasetOptions {
  /** Of positions, the radius and the distances of the answer. By default the dataset's voxels. */
  unit?: "voxel" | "nm" | "um" | undefined;
  /** How far around a point. Without it, farther and farther until there are `limit` bodies. */
  radius?: number | undefined;
  /** Which synapses count. */
  synapses?: SynapseCriteria | undefined;
  /** How many bodies are enough, the nearest first. By default 100. */
  limit?: number | undefined;
}
"#;

#[wasm_bindgen]
impl Client {
    /// The bodies that have a synapse or their soma near a point or in a box, the nearest first: `bodyId`, `type`,
    /// `instance`, `status`, `distance`, `synapses` (how many are there), `synapseDistance`, `somaDistance`. Distances
    /// are straight, to the point or the box's centre.
    ///
    /// A body that passes through without a synapse or its soma there is missed: the database knows no shapes.
    #[wasm_bindgen(js_name = fetchBodiesNear, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_bodies_near(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Position | { readonly min: Position; readonly max: Position }")]
        place: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "NearOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let options = Options::of(options, "options")?;
            let corners = Options::of(place, "place")?;
            let place = match (corners.get("min")?, corners.get("max")?) {
                (Some(min), Some(max)) => Place::Box { min: position(&min, "min")?, max: position(&max, "max")? },
                _ => Place::Point { at: position(place, "place")?, radius: options.amount("radius")? },
            };
            let mut wanted = NearOptions::default();
            if let Some(unit) = options.text("unit")? {
                wanted.unit = unit.parse().map_err(|error: neuprint::CriteriaError| thrown(&error.into()))?;
            }
            wanted.synapses = synapse_criteria(&options.get("synapses")?.unwrap_or_default())?;
            let limit = options.count("limit", 1)?.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
            wanted.limit = limit.unwrap_or(wanted.limit);
            self.ask(&options, move |connection| async move {
                let found = connection.bodies_near(place, &wanted).await.map_err(|error| thrown(&error))?;
                Ok(Table::new(found).into())
            })
        })
    }
}
