//! Connections between neurons.

use js_sys::Promise;
use neuprint::query::{Adjacencies, AdjacencyOptions, ConnectionOptions, Direction, Weights};
use wasm_bindgen::prelude::*;

use crate::abort::promise;
use crate::arguments::Options;
use crate::client::Client;
use crate::criteria::neurons;
use crate::error::{invalid_argument, thrown};
use crate::object::object;
use crate::progress::Progress;
use crate::table::Table;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Counts that connections may carry beside their weight; which of them a dataset has, differs. */
export type FurtherWeight =
  | "weightHP"
  | "weightAxonAxon"
  | "weightAxonDendrite"
  | "weightDendriteDendrite"
  | "weightDendriteAxon";

/** What `fetchSimpleConnections` takes. */
export interface ConnectionOptions extends DatasetOptions {
  /** Only connections with synapses in one of these. */
  rois?: string | readonly string[] | undefined;
  /** At least so many synapses. By default 1: a weight of 0 stands for uncertain synapses only. */
  minWeight?: number | undefined;
  /** Properties of both neurons, as columns `…_pre` and `…_post`. By default type and instance. */
  properties?: readonly string[] | undefined;
  /** Further counts of the connection. By default all that the dataset has. */
  weights?: "all" | readonly FurtherWeight[] | undefined;
}

/** What `fetchCommonConnectivity` takes. */
export interface CommonConnectivityOptions extends ConnectionOptions {
  /** On which side partners are looked for. By default upstream. */
  direction?: "upstream" | "downstream" | undefined;
}

/** What `fetchAdjacencies` takes. */
export interface AdjacencyOptions extends BatchOptions {
  /** Only weights in these ROIs. */
  rois?: string | readonly string[] | undefined;
  /** At least so many synapses in a ROI. By default 1. */
  minRoiWeight?: number | undefined;
  /** At least so many synapses in all. By default 1. */
  minTotalWeight?: number | undefined;
  /** Weights in other than primary ROIs too. They overlap with those, so do not add up. */
  includeNonprimary?: boolean | undefined;
  /** Properties of the neurons. By default type and instance. */
  properties?: readonly string[] | undefined;
  /** Further counts of connections. By default all that the dataset has. */
  weights?: "all" | readonly FurtherWeight[] | undefined;
  /** One row per connection, without ROIs: less to send. */
  omitRois?: boolean | undefined;
  /** Neurons per request. By default 200. */
  batchSize?: number | undefined;
}

/** Neurons and what connects them. */
export interface AdjacencyTables {
  /** The neurons that have a connection in the other table. */
  readonly neurons: Table;
  /** `bodyId_pre`, `bodyId_post`, `roi` (unless omitted), `weight` and further weights. */
  readonly connections: Table;
}
"#;

#[wasm_bindgen]
impl Client {
    /// Connections between two sets of neurons in one request, the strongest first: `bodyId_pre`, `bodyId_post`,
    /// `weight`, further weights, properties, and `conn_roiInfo`. For large sets there is `fetchAdjacencies`.
    #[wasm_bindgen(js_name = fetchSimpleConnections, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_simple_connections(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] upstream: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] downstream: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "ConnectionOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (upstream, downstream) = (neurons(upstream)?, neurons(downstream)?);
            let options = Options::of(options, "options")?;
            let wanted = connection_options(&options)?;
            self.ask(&options, |connection| async move {
                let found = connection.simple_connections(&upstream, &downstream, &wanted).await;
                Ok(Table::new(found.map_err(|error| thrown(&error))?).into())
            })
        })
    }

    /// The connections of those partners that have one with every neuron of the set, in the form of
    /// `fetchSimpleConnections`.
    #[wasm_bindgen(js_name = fetchCommonConnectivity, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_common_connectivity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Neurons")] criteria: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CommonConnectivityOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let criteria = neurons(criteria)?;
            let options = Options::of(options, "options")?;
            let wanted = connection_options(&options)?;
            let direction = match options.text("direction")?.as_deref() {
                None | Some("upstream") => Direction::Upstream,
                Some("downstream") => Direction::Downstream,
                Some(_) => return Err(invalid_argument("`direction` must be \"upstream\" or \"downstream\"")),
            };
            self.ask(&options, move |connection| async move {
                let found = connection.common_connectivity(&criteria, direction, &wanted).await;
                Ok(Table::new(found.map_err(|error| thrown(&error))?).into())
            })
        })
    }

    /// All connections between two sets of neurons, however large, by ROI. Asked in batches; if one fails for good, the
    /// error's `details.partial` holds what the others answered.
    #[wasm_bindgen(js_name = fetchAdjacencies, unchecked_return_type = "Promise<AdjacencyTables>")]
    pub fn fetch_adjacencies(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] sources: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] targets: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "AdjacencyOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (sources, targets) = (neurons(sources)?, neurons(targets)?);
            let options = Options::of(options, "options")?;
            let (wanted, progress) = (adjacency_options(&options)?, Progress::of(&options)?);
            self.ask(&options, |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.adjacencies(&sources, &targets, &wanted, &mut heard);
                progress.until_it_throws(Box::pin(asked)).await.map(tables)
            })
        })
    }

    /// `fetchAdjacencies` among all traced neurons that are not cropped. On a whole dataset this takes minutes and
    /// hundreds of megabytes.
    #[wasm_bindgen(js_name = fetchTracedAdjacencies, unchecked_return_type = "Promise<AdjacencyTables>")]
    pub fn fetch_traced_adjacencies(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "AdjacencyOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let options = Options::of(options, "options")?;
            let (wanted, progress) = (adjacency_options(&options)?, Progress::of(&options)?);
            self.ask(&options, |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.traced_adjacencies(&wanted, &mut heard);
                progress.until_it_throws(Box::pin(asked)).await.map(tables)
            })
        })
    }
}

fn tables(found: Adjacencies) -> JsValue {
    let neurons = ("neurons", Table::new(found.neurons).into());
    object([neurons, ("connections", Table::new(found.connections).into())]).into()
}

fn weights(options: &Options<'_>) -> Result<Weights, JsValue> {
    let names = options.texts("weights")?;
    Ok(names.filter(|names| names != &["all"]).map_or(Weights::All, Weights::Named))
}

fn connection_options(options: &Options<'_>) -> Result<ConnectionOptions, JsValue> {
    let mut wanted = ConnectionOptions { weights: weights(options)?, ..ConnectionOptions::default() };
    wanted.rois = options.texts("rois")?.unwrap_or_default();
    wanted.min_weight = options.count("minWeight", 1)?.unwrap_or(1);
    wanted.properties = options.texts("properties")?.unwrap_or(wanted.properties);
    Ok(wanted)
}

fn adjacency_options(options: &Options<'_>) -> Result<AdjacencyOptions, JsValue> {
    let mut wanted = AdjacencyOptions { weights: weights(options)?, ..AdjacencyOptions::default() };
    wanted.rois = options.texts("rois")?.unwrap_or_default();
    wanted.min_roi_weight = options.count("minRoiWeight", 1)?.unwrap_or(1);
    wanted.min_total_weight = options.count("minTotalWeight", 1)?.unwrap_or(1);
    wanted.include_nonprimary = options.flag("includeNonprimary")?;
    wanted.omit_rois = options.flag("omitRois")?;
    wanted.properties = options.texts("properties")?.unwrap_or(wanted.properties);
    let size = options.count("batchSize", 1)?.and_then(|size| usize::try_from(size).ok());
    wanted.batch_size = size.unwrap_or(wanted.batch_size);
    Ok(wanted)
}
