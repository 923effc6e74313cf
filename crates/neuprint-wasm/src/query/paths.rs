//! Paths from one neuron to another.

use js_sys::Promise;
use neuprint::query::{PathLength, PathOptions};
use wasm_bindgen::prelude::*;

use crate::abort::promise;
use crate::arguments::Options;
use crate::body_id::body_id;
use crate::client::Client;
use crate::criteria::neurons;
use crate::error::{invalid_argument, thrown};
use crate::table::Table;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What `fetchShortestPaths` takes. */
export interface ShortestPathOptions extends DatasetOptions {
  /** Every connection on the way has at least so many synapses. By default 1. */
  minWeight?: number | undefined;
  /** What the neurons between the two must be. By default traced. */
  intermediate?: Neurons;
  /** How long the database may look for them, in milliseconds. By default 5000. */
  timeout?: number | undefined;
}

/** What `fetchPaths` takes. Of `length` and `maxLength` one is given at most; without, the shortest paths are found. */
export interface PathOptions extends ShortestPathOptions {
  /** Exactly so many connections. */
  length?: number | undefined;
  /** At most so many connections. */
  maxLength?: number | undefined;
}
"#;

#[wasm_bindgen]
impl Client {
    /// Paths from one neuron to another, one row per neuron on each: `path`, `bodyId`, `type`, `weight` (of the
    /// connection that leads there), and `path_length` if a length was given.
    ///
    /// Rejects with the code `timeout` if the database did not get to the end in time.
    #[wasm_bindgen(js_name = fetchPaths, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_paths(
        &self,
        #[wasm_bindgen(unchecked_param_type = "BodyId")] upstream: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "BodyId")] downstream: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "PathOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (upstream, downstream) = (body_id(upstream)?, body_id(downstream)?);
            let options = Options::of(options, "options")?;
            let steps =
                |name| Ok::<_, JsValue>(options.count(name, 1)?.map(|steps| steps.min(i64::from(u32::MAX)) as u32));
            let length = match (steps("length")?, steps("maxLength")?) {
                (None, None) => PathLength::Shortest,
                (Some(length), None) => PathLength::Exactly(length),
                (None, Some(length)) => PathLength::AtMost(length),
                _ => return Err(invalid_argument("give `length` or `maxLength`, not both")),
            };
            let intermediate = options.get("intermediate")?.map(|criteria| neurons(&criteria)).transpose()?;
            let timeout = options.count("timeout", 1)?.map_or(5_000, |limit| limit.min(i64::from(u32::MAX)) as u32);
            let min_weight = options.count("minWeight", 1)?.unwrap_or(1);
            let wanted = PathOptions { length, min_weight, intermediate, timeout };
            self.ask(&options, move |connection| async move {
                let found = connection.paths(upstream, downstream, &wanted).await.map_err(|error| thrown(&error))?;
                Ok(Table::new(found).into())
            })
        })
    }

    /// `fetchPaths` for the shortest.
    #[wasm_bindgen(js_name = fetchShortestPaths, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_shortest_paths(
        &self,
        #[wasm_bindgen(unchecked_param_type = "BodyId")] upstream: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "BodyId")] downstream: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "ShortestPathOptions")] options: &JsValue,
    ) -> Promise {
        self.fetch_paths(upstream, downstream, options)
    }
}
