//! The synapses of neurons.

use neuprint_table::{Cell, Table};
use serde_json::{Map, Value};

use super::batch::Progress;
use super::bodies::BodyQuery;
use super::growing_table::{self, GrowingTable};
use super::neurotransmitters::{Neurotransmitters, Probabilities};
use super::rows::is_in;
use crate::client::Client;
use crate::criteria::{NeuronCriteria, SynapseCriteria};
use crate::error::Error;
use crate::meta::Meta;
use crate::transport::Transport;

/// How to fetch synapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SynapseOptions {
    /// What to tell of their neurotransmitters.
    pub nt: Neurotransmitters,
    /// How many bodies to ask for at a time.
    pub batch_size: usize,
}

impl Default for SynapseOptions {
    /// No neurotransmitters, ten bodies at a time.
    fn default() -> Self {
        Self { nt: Neurotransmitters::None, batch_size: 10 }
    }
}

/// What of a synapse is said elsewhere: the database repeats it in some datasets.
const REPEATED: [&str; 2] = ["bodyId", "roi"];

impl<T: Transport> Client<T> {
    /// The synapses of neurons: `bodyId`, `type`, `roi`, `x`, `y`, `z` (in voxels), `confidence`, then a column for each
    /// further property that synapses of the dataset have, then the neurotransmitters if they are wanted.
    ///
    /// A synapse in no ROI has a null there. With `primaryOnly: false` it has a row for each of its ROIs
    /// (neuprint-python 0.6.4 gives only one of them). If the criteria name ROIs, only those are named. Rows are in the
    /// order of the bodyIds; `progress` hears for how many neurons there are answers, and of how many.
    ///
    /// # Errors
    /// [`Error::Criteria`] for a ROI that the dataset does not have, or neurotransmitters if it has none;
    /// [`Error::Incomplete`] with what was answered before; whatever the server refuses.
    pub async fn synapses(
        &self,
        neurons: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: SynapseOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        let mut shown = synapses.shown_rois(&meta)?;
        if !synapses.rois().is_empty() {
            shown.retain(|roi| synapses.rois().contains(roi));
        }
        let properties = Properties::new(&meta, shown, Probabilities::of(self, options.nt).await?);
        let query = BodyQuery {
            head: "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)",
            conditions: &synapses.conditions("s", &meta),
            // A presynapse is in one set for each partner.
            tail: "WITH DISTINCT n, s\n\
                   RETURN n.bodyId AS bodyId, s.type AS type, s.location.x AS x, s.location.y AS y, s.location.z AS z, \
                   s.confidence AS confidence, apoc.map.removeKeys(properties(s), ['location', 'confidence', 'type']) AS \
                   properties",
            columns: 7,
        };
        let table = self.ask_of_bodies(neurons, query, options.batch_size, progress).await?;
        let mut rows = GrowingTable::new(
            &["bodyId", "type", "roi", "x", "y", "z", "confidence"],
            &properties.probabilities.columns(),
        );
        for row in 0..table.rows() {
            push(&mut rows, &table, row, &properties)?;
        }
        Ok(rows.finish())
    }
}

fn push(rows: &mut GrowingTable, table: &Table, row: usize, properties: &Properties) -> Result<(), Error> {
    let cell = |column: usize| table.cell(row, column);
    let synapse = growing_table::map(cell(6))?;
    let rois = properties.rois(&synapse);
    let each = if rois.is_empty() { vec![Cell::Null] } else { rois.into_iter().map(Cell::Text).collect() };
    for roi in each {
        let mut cells = vec![cell(0), cell(1), roi, cell(2), cell(3), cell(4), cell(5)];
        properties.probabilities.push(&synapse, &mut cells);
        rows.push(&cells, &mut properties.further(&synapse).map(|(name, value)| ((0, name.to_owned()), value)));
    }
    Ok(())
}

/// How the properties of synapses are read.
#[derive(Debug)]
pub(super) struct Properties {
    shown: Vec<String>,
    all_rois: Vec<String>,
    pub(super) probabilities: Probabilities,
}

impl Properties {
    pub(super) fn new(meta: &Meta, shown: Vec<String>, probabilities: Probabilities) -> Self {
        Self { shown, all_rois: meta.all_rois(), probabilities }
    }

    /// The ROIs of a synapse that are to be shown, sorted.
    pub(super) fn rois<'s>(&self, synapse: &'s Map<String, Value>) -> Vec<&'s str> {
        synapse.keys().filter(|name| is_in(&self.shown, name)).map(String::as_str).collect()
    }

    /// The properties that are neither ROIs nor neurotransmitters.
    pub(super) fn further<'s>(
        &'s self,
        synapse: &'s Map<String, Value>,
    ) -> impl Iterator<Item = (&'s str, &'s Value)> + use<'s> {
        synapse.iter().map(|(name, value)| (name.as_str(), value)).filter(|(name, _)| {
            !is_in(&self.all_rois, name) && !self.probabilities.contains(name) && !REPEATED.contains(name)
        })
    }
}
