//! Synapses and mitochondria of neurons.

use js_sys::Promise;
use neuprint::query::{MeanSynapseOptions, Neurotransmitters, SynapseConnectionOptions, SynapseOptions};
use neuprint::{MitoCriteria, SynapseCriteria};
use wasm_bindgen::prelude::*;

use crate::abort::promise;
use crate::arguments::Options;
use crate::client::Client;
use crate::criteria::{fields, neurons};
use crate::error::{invalid_argument, thrown};
use crate::progress::Progress;
use crate::table::Table;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Which synapses. Left out: all of those that the dataset counts as good. */
export interface SynapseCriteria {
  /** ROIs: in at least one of them. */
  rois?: string | readonly string[] | undefined;
  /** Only one side. */
  type?: "pre" | "post" | undefined;
  /**
   * More than this confidence, from 0 to 1; 0 is no limit. By default more than the dataset's own threshold, as for the
   * `weight` of connections. A neuron's `pre` and `post` count all synapses: there may be fewer rows than they say.
   */
  confidence?: number | undefined;
  /** Name only primary ROIs, each synapse once (the default). `false`: a row for every ROI. Leaves out no synapse. */
  primaryOnly?: boolean | undefined;
}

/** Which mitochondria. Left out: all. */
export interface MitoCriteria {
  /** ROIs: in at least one of them. */
  rois?: string | readonly string[] | undefined;
  /** Only one kind. */
  mitoType?: "dark" | "medium" | "light" | undefined;
  /** At least so many voxels. */
  size?: number | undefined;
  /** Name only primary ROIs, each once (the default). `false`: a row for every ROI. Leaves out no mitochondrion. */
  primaryOnly?: boolean | undefined;
}

/** What the queries for what belongs to neurons take. */
export interface BodyBatchOptions extends BatchOptions {
  /** Neurons per request. */
  batchSize?: number | undefined;
}

/** What `fetchSynapses` takes. */
export interface SynapseOptions extends BodyBatchOptions {
  /**
   * Neurotransmitters of presynapses: `max`, the most probable, in `nt`, with `ntProb`; `all`, the probability of each in
   * a column of its name. By default none.
   */
  nt?: "max" | "all" | null | undefined;
}

/** What `fetchMeanSynapses` takes. */
export interface MeanSynapseOptions extends BodyBatchOptions {
  /** For each ROI apart. By default true. */
  byRoi?: boolean | undefined;
}

/** What `fetchSynapseConnections` and `fetchConnectionMitochondria` take. */
export interface SynapseConnectionOptions extends BatchOptions {
  /** At least so many synapses between two neurons (in the criteria's ROIs, if those are named). By default 1. */
  minTotalWeight?: number | undefined;
  /** Neurotransmitters of presynapses, as in `fetchSynapses`. */
  nt?: "max" | "all" | null | undefined;
  /** Pairs of neurons per request; `onProgress` counts them too. By default 1000. */
  batchSize?: number | undefined;
}
"#;

#[wasm_bindgen]
impl Client {
    /// The synapses of neurons: `bodyId`, `type`, `roi`, `x`, `y`, `z` (in voxels), `confidence`, further properties,
    /// and neurotransmitters if they are wanted.
    #[wasm_bindgen(js_name = fetchSynapses, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_synapses(
        &self,
        #[wasm_bindgen(js_name = criteria, unchecked_param_type = "Neurons")] of: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseCriteria | null")] synapses: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (of, synapses) = (neurons(of)?, synapse_criteria(synapses)?);
            let options = Options::of(options, "options")?;
            let wanted = SynapseOptions { nt: neurotransmitters(&options)?, batch_size: batch_size(&options, 10)? };
            let progress = Progress::of(&options)?;
            self.ask(&options, move |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.synapses(&of, &synapses, wanted, &mut heard);
                Ok(Table::new(progress.until_it_throws(Box::pin(asked)).await?).into())
            })
        })
    }

    /// How many synapses neurons have, and their mean position and confidence: `bodyId`, `roi`, `type`, `count`, `x`,
    /// `y`, `z` (in voxels), `confidence`.
    #[wasm_bindgen(js_name = fetchMeanSynapses, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_mean_synapses(
        &self,
        #[wasm_bindgen(js_name = criteria, unchecked_param_type = "Neurons")] of: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseCriteria | null")] synapses: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "MeanSynapseOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (of, synapses) = (neurons(of)?, synapse_criteria(synapses)?);
            let options = Options::of(options, "options")?;
            let by_roi = options.get("byRoi")?.is_none() || options.flag("byRoi")?;
            let wanted = MeanSynapseOptions { by_roi, batch_size: batch_size(&options, 100)? };
            let progress = Progress::of(&options)?;
            self.ask(&options, move |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.mean_synapses(&of, &synapses, wanted, &mut heard);
                Ok(Table::new(progress.until_it_throws(Box::pin(asked)).await?).into())
            })
        })
    }

    /// Connections synapse by synapse: `bodyId_pre`, `bodyId_post`, `roi_pre`, `roi_post`, `x_pre`, …, `z_post` (in
    /// voxels), `confidence_pre`, `confidence_post`, further properties, and neurotransmitters if they are wanted. ROIs
    /// of the criteria are for the postsynaptic side.
    #[wasm_bindgen(js_name = fetchSynapseConnections, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_synapse_connections(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] sources: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] targets: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseCriteria | null")] synapses: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseConnectionOptions")] options: &JsValue,
    ) -> Promise {
        self.connections_by_synapse(sources, targets, synapses, options, false)
    }

    /// `fetchSynapseConnections` with the mitochondria that are closest to both synapses: `mitoType_pre`,
    /// `distance_pre`, `mitoSize_pre`, `mx_pre`, `my_pre`, `mz_pre`, and the same with `_post`.
    #[wasm_bindgen(js_name = fetchConnectionMitochondria, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_connection_mitochondria(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] sources: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Neurons")] targets: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseCriteria | null")] synapses: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseConnectionOptions")] options: &JsValue,
    ) -> Promise {
        self.connections_by_synapse(sources, targets, synapses, options, true)
    }

    /// The mitochondria of neurons: `bodyId`, `mitoType`, `roi`, `x`, `y`, `z` and `size` (in voxels), `r0`, `r1`, `r2`.
    #[wasm_bindgen(js_name = fetchMitochondria, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_mitochondria(
        &self,
        #[wasm_bindgen(js_name = criteria, unchecked_param_type = "Neurons")] of: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "MitoCriteria | null")] mitochondria: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "BodyBatchOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (of, mitochondria) = (neurons(of)?, mito_criteria(mitochondria)?);
            let options = Options::of(options, "options")?;
            let (size, progress) = (batch_size(&options, 10)?, Progress::of(&options)?);
            self.ask(&options, move |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.mitochondria(&of, &mitochondria, size, &mut heard);
                Ok(Table::new(progress.until_it_throws(Box::pin(asked)).await?).into())
            })
        })
    }

    /// The synapses of neurons, each with its closest mitochondrion: the columns of `fetchSynapses`, then `mitoType`,
    /// `distance` (along the neuron, in voxels), `size`, `mx`, `my`, `mz`, `r0`, `r1`, `r2`. Synapses without a
    /// mitochondrion nearby are left out.
    #[wasm_bindgen(js_name = fetchSynapsesAndClosestMitochondria, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_synapses_and_closest_mitochondria(
        &self,
        #[wasm_bindgen(js_name = criteria, unchecked_param_type = "Neurons")] of: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SynapseCriteria | null")] synapses: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "BodyBatchOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let (of, synapses) = (neurons(of)?, synapse_criteria(synapses)?);
            let options = Options::of(options, "options")?;
            let (size, progress) = (batch_size(&options, 10)?, Progress::of(&options)?);
            self.ask(&options, move |connection| async move {
                let mut heard = progress.neurons();
                let asked = connection.synapses_and_closest_mitochondria(&of, &synapses, size, &mut heard);
                Ok(Table::new(progress.until_it_throws(Box::pin(asked)).await?).into())
            })
        })
    }
}

impl Client {
    fn connections_by_synapse(
        &self,
        sources: &JsValue,
        targets: &JsValue,
        synapses: &JsValue,
        options: &JsValue,
        mitochondria: bool,
    ) -> Promise {
        promise(|| {
            let (sources, targets) = (neurons(sources)?, neurons(targets)?);
            let synapses = synapse_criteria(synapses)?;
            let options = Options::of(options, "options")?;
            let wanted = SynapseConnectionOptions {
                min_total_weight: options.count("minTotalWeight", 1)?.unwrap_or(1),
                nt: neurotransmitters(&options)?,
                batch_size: batch_size(&options, 1_000)?,
            };
            let progress = Progress::of(&options)?;
            self.ask(&options, move |connection| async move {
                let found = if mitochondria {
                    let mut heard = progress.neurons();
                    let asked = connection.connection_mitochondria(&sources, &targets, &synapses, wanted, &mut heard);
                    progress.until_it_throws(Box::pin(asked)).await?
                } else {
                    let mut heard = progress.neurons();
                    let asked = connection.synapse_connections(&sources, &targets, &synapses, wanted, &mut heard);
                    progress.until_it_throws(Box::pin(asked)).await?
                };
                Ok(Table::new(found).into())
            })
        })
    }
}

/// Which synapses; leaving them out is leaving out all criteria.
pub(super) fn synapse_criteria(value: &JsValue) -> Result<SynapseCriteria, JsValue> {
    let fields = optional_fields(value, "synapses")?;
    let named = fields.iter().map(|(name, value)| (name.as_str(), value.clone()));
    SynapseCriteria::of(named).map_err(|error| thrown(&error.into()))
}

fn mito_criteria(value: &JsValue) -> Result<MitoCriteria, JsValue> {
    let fields = optional_fields(value, "mitochondria")?;
    let named = fields.iter().map(|(name, value)| (name.as_str(), value.clone()));
    MitoCriteria::of(named).map_err(|error| thrown(&error.into()))
}

fn optional_fields(value: &JsValue, name: &str) -> Result<Vec<(String, neuprint::Criterion)>, JsValue> {
    match value {
        value if value.is_undefined() || value.is_null() => Ok(Vec::new()),
        value if value.is_object() => fields(value),
        _ => Err(invalid_argument(&format!("`{name}` must be an object of criteria"))),
    }
}

fn neurotransmitters(options: &Options<'_>) -> Result<Neurotransmitters, JsValue> {
    match options.text("nt")?.as_deref() {
        None => Ok(Neurotransmitters::None),
        Some("max") => Ok(Neurotransmitters::Max),
        Some("all") => Ok(Neurotransmitters::All),
        Some(_) => Err(invalid_argument("`nt` must be \"max\", \"all\" or null")),
    }
}

fn batch_size(options: &Options<'_>, otherwise: usize) -> Result<usize, JsValue> {
    let size = options.count("batchSize", 1)?.and_then(|size| usize::try_from(size).ok());
    Ok(size.unwrap_or(otherwise))
}
