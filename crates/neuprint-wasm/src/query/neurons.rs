//! Neurons with their properties.

use js_sys::Promise;
use neuprint::query::{FindOptions, NeuronColumns, NeuronOptions, Neurons};
use wasm_bindgen::prelude::*;

use crate::abort::promise;
use crate::arguments::{self, Options};
use crate::client::Client;
use crate::criteria::neurons;
use crate::error::{invalid_argument, thrown};
use crate::object::{object, texts};
use crate::progress::Progress;
use crate::table::Table;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What `fetchNeurons` takes. */
export interface NeuronOptions extends DatasetOptions {
  /**
   * Which properties: `all` of the dataset's, as by default; `core`, the common ones; or these, in this order, without
   * those that the dataset does not have.
   */
  columns?: "all" | "core" | readonly string[] | undefined;
  /** Leave out everything per ROI: less to send. */
  omitRois?: boolean | undefined;
}

/** Neurons, and their synapses per ROI. */
export interface NeuronTables {
  /** One row per neuron. `roiInfo` is a map, `inputRois` and `outputRois` are lists, places are `[x, y, z]`. */
  readonly neurons: Table;
  /**
   * One row per neuron and ROI: `bodyId`, `roi`, `pre`, `post`, … Synapses outside all primary ROIs are under
   * `NotPrimary`. ROIs are nested: a sum over all rows counts synapses more than once. Missing with `omitRois`.
   */
  readonly roiCounts?: Table;
}

/** What `findNeurons` takes. */
export interface FindOptions extends DatasetOptions {
  /** Among all segments, not only among neurons. */
  segments?: boolean | undefined;
  /** At most so many; those with the smallest bodyIds. */
  limit?: number | undefined;
}

/** What a query that is asked in batches takes. */
export interface BatchOptions extends DatasetOptions {
  /** Called with the number of neurons that there are answers for, and of all. If it throws, the query is aborted. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What `fetchOutputCompleteness` and `fetchDownstreamOrphanTasks` take. */
export interface CompletenessOptions extends BatchOptions {
  /** The statuses and statusLabels of neurons that are done. By default `["Traced"]`. */
  completeStatuses?: readonly string[] | undefined;
}
"#;

#[wasm_bindgen]
impl Client {
    /// Neurons that fit, in the order of their bodyIds, with their properties and their synapses per ROI.
    #[wasm_bindgen(js_name = fetchNeurons, unchecked_return_type = "Promise<NeuronTables>")]
    pub fn fetch_neurons(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] criteria: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "NeuronOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let criteria = neurons(criteria)?;
            let options = Options::of(options, "options")?;
            let columns = match options.get("columns")?.map(|columns| columns.as_string()) {
                None => NeuronColumns::All,
                Some(Some(word)) if word == "all" => NeuronColumns::All,
                Some(Some(word)) if word == "core" => NeuronColumns::Core,
                Some(Some(_)) => {
                    return Err(invalid_argument("`columns` must be \"all\", \"core\" or a list of names"));
                }
                Some(None) => NeuronColumns::Named(options.texts("columns")?.unwrap_or_default()),
            };
            let wanted = NeuronOptions { columns, omit_rois: options.flag("omitRois")? };
            self.ask(&options, |connection| async move {
                connection.neurons(&criteria, &wanted).await.map(tables).map_err(|error| thrown(&error))
            })
        })
    }

    /// Neurons that a query of one's own returns as `n`, in the form of `fetchNeurons`.
    #[wasm_bindgen(js_name = fetchCustomNeurons, unchecked_return_type = "Promise<NeuronTables>")]
    pub fn fetch_custom_neurons(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] cypher: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let cypher = arguments::text(cypher, "cypher")?;
            self.ask(&Options::of(options, "options")?, |connection| async move {
                connection.custom_neurons(&cypher).await.map(tables).map_err(|error| thrown(&error))
            })
        })
    }

    /// The neurons that a line of text finds, such as `/MBON.+/ | type:KC | 1734350788`: `bodyId`, `type`, `instance`,
    /// `status`, `pre`, `post`.
    ///
    /// Terms stand between `|`: a name, which fits type or instance; `/a regular expression/`; `property:value`, with
    /// `*` for any value and `null` for none; bodyIds; `where: a condition in Cypher on n`.
    #[wasm_bindgen(js_name = findNeurons, unchecked_return_type = "Promise<Table>")]
    pub fn find_neurons(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] search: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "FindOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let search = arguments::text(search, "search")?;
            let options = Options::of(options, "options")?;
            let limit = options.count("limit", 1)?.map(|limit| u32::try_from(limit).unwrap_or(u32::MAX));
            let wanted = FindOptions { segments: options.flag("segments")?, limit };
            self.ask(&options, move |connection| async move {
                let found = connection.find_neurons(&search, wanted).await.map_err(|error| thrown(&error))?;
                Ok(Table::new(found).into())
            })
        })
    }

    /// How much of each neuron's output goes to neurons that are done: `bodyId`, `total_weight`, `traced_weight`,
    /// `untraced_weight`, `completeness`.
    #[wasm_bindgen(js_name = fetchOutputCompleteness, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_output_completeness(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] criteria: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CompletenessOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let criteria = neurons(criteria)?;
            let options = Options::of(options, "options")?;
            let (statuses, progress) = (complete_statuses(&options)?, Progress::of(&options)?);
            self.ask(&options, |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.output_completeness(&criteria, &statuses, &mut heard);
                Ok(Table::new(progress.until_it_throws(Box::pin(asked)).await?).into())
            })
        })
    }

    /// The partners downstream that are not done, the strongest first for each neuron, and how complete the neuron's
    /// output would be with them.
    #[wasm_bindgen(js_name = fetchDownstreamOrphanTasks, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_downstream_orphan_tasks(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] criteria: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CompletenessOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let criteria = neurons(criteria)?;
            let options = Options::of(options, "options")?;
            let (statuses, progress) = (complete_statuses(&options)?, Progress::of(&options)?);
            self.ask(&options, |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.downstream_orphan_tasks(&criteria, &statuses, &mut heard);
                Ok(Table::new(progress.until_it_throws(Box::pin(asked)).await?).into())
            })
        })
    }

    /// The names of the properties that neurons of the dataset have, in its own order. Asked for at most once.
    #[wasm_bindgen(js_name = fetchNeuronKeys, unchecked_return_type = "Promise<string[]>")]
    pub fn fetch_neuron_keys(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                connection.neuron_keys().await.map(|keys| texts(&keys)).map_err(|error| thrown(&error))
            })
        })
    }

    /// The names of the properties of synapses that speak of neurotransmitters. Sorted. Asked for at most once.
    #[wasm_bindgen(js_name = fetchSynapseNtKeys, unchecked_return_type = "Promise<string[]>")]
    pub fn fetch_synapse_nt_keys(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                connection.synapse_nt_keys().await.map(|keys| texts(&keys)).map_err(|error| thrown(&error))
            })
        })
    }
}

fn complete_statuses(options: &Options<'_>) -> Result<Vec<String>, JsValue> {
    Ok(options.texts("completeStatuses")?.unwrap_or_else(|| vec!["Traced".to_owned()]))
}

fn tables(found: Neurons) -> JsValue {
    let neurons = ("neurons", Table::new(found.neurons).into());
    match found.roi_counts {
        Some(counts) => object([neurons, ("roiCounts", Table::new(counts).into())]).into(),
        None => object([neurons]).into(),
    }
}
