//! Connections, synapse by synapse.

use std::collections::{BTreeMap, BTreeSet};

use neuprint_table::{Cell, Table};
use serde_json::{Map, Value};

use super::bodies::{push_bodies, where_bodies};
use super::neurotransmitters::{Neurotransmitters, Probabilities};
use super::rows::{self, Further, Rows};
use super::synapses::Properties;
use crate::body_id::BodyId;
use crate::client::Client;
use crate::criteria::{CriteriaError, Matches, NeuronCriteria, Side, SynapseCriteria, roi_marks};
use crate::error::Error;
use crate::meta::Meta;
use crate::transport::Transport;

/// How to fetch connections, synapse by synapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SynapseConnectionOptions {
    /// Only between bodies that are connected by at least this weight, in all ROIs together.
    pub min_total_weight: u64,
    /// What to tell of the presynapses' neurotransmitters.
    pub nt: Neurotransmitters,
    /// How many partners of one body to ask for at a time.
    pub batch_size: usize,
}

impl Default for SynapseConnectionOptions {
    /// A weight of at least 1, no neurotransmitters, ten thousand partners at a time.
    fn default() -> Self {
        Self { min_total_weight: 1, nt: Neurotransmitters::None, batch_size: 10_000 }
    }
}

const COLUMNS: [&str; 12] = [
    "bodyId_pre",
    "bodyId_post",
    "roi_pre",
    "roi_post",
    "x_pre",
    "y_pre",
    "z_pre",
    "x_post",
    "y_post",
    "z_post",
    "confidence_pre",
    "confidence_post",
];

const MITO_COLUMNS: [&str; 12] = [
    "mitoType_pre",
    "distance_pre",
    "mitoSize_pre",
    "mx_pre",
    "my_pre",
    "mz_pre",
    "mitoType_post",
    "distance_post",
    "mitoSize_post",
    "mx_post",
    "my_post",
    "mz_post",
];

impl<T: Transport> Client<T> {
    /// The connections from some neurons to others, synapse by synapse: `bodyId_pre`, `bodyId_post`, `roi_pre`,
    /// `roi_post`, `x_pre`, …, `z_post` (in voxels), `confidence_pre`, `confidence_post`; then, with `_pre` and `_post`
    /// behind their names, further properties of the synapses; then the neurotransmitters if they are wanted.
    ///
    /// The criteria of the synapses are for both synapses of a connection, but their ROIs only for the
    /// postsynaptic one, by which the database sorts connections into ROIs. A ROI column holds a name or null; with
    /// `primaryOnly: false` it holds a list of names, or null.
    ///
    /// # Errors
    /// [`Error::Criteria`] if neither side is narrowed down, for a ROI that the dataset does not have, or for
    /// neurotransmitters if it has none; whatever the server refuses.
    pub async fn synapse_connections(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: SynapseConnectionOptions,
    ) -> Result<Table, Error> {
        self.connections_by_synapse(sources, targets, synapses, options, false).await
    }

    /// [`Client::synapse_connections`], with the mitochondria that are closest to both synapses: `mitoType_pre`,
    /// `distance_pre` (along the neuron, to its edge, in voxels), `mitoSize_pre`, its centre `mx_pre`, `my_pre`,
    /// `mz_pre`, and the same with `_post`. All null where none is nearby, which is common on the postsynaptic side.
    ///
    /// neuprint-python finds the mitochondria by position, among synapses above the dataset's threshold; here they are
    /// found by the synapses themselves, also by those below it that the criteria let pass.
    ///
    /// # Errors
    /// As for [`Client::synapse_connections`].
    pub async fn connection_mitochondria(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: SynapseConnectionOptions,
    ) -> Result<Table, Error> {
        self.connections_by_synapse(sources, targets, synapses, options, true).await
    }

    async fn connections_by_synapse(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: SynapseConnectionOptions,
        mitochondria: bool,
    ) -> Result<Table, Error> {
        let every = NeuronCriteria::default();
        if *sources == every && *targets == every {
            let message = "all connections of a dataset are too many: name sources, targets or both";
            return Err(CriteriaError::field("sources", message.into()).into());
        }
        let meta = self.meta().await?;
        sources.check(&meta)?;
        targets.check(&meta)?;
        let shown = synapses.shown_rois(&meta)?;
        let properties = Properties::new(&meta, shown, Probabilities::of(self, options.nt).await?);
        let mut behind = properties.probabilities.columns();
        if mitochondria {
            behind.extend(MITO_COLUMNS.map(String::from));
        }
        let mut rows = Rows::new(&COLUMNS, &behind);
        let pairs = pairs(&self.custom(&pairs_cypher(sources, targets, synapses, options), |_| {}).await?)?;
        for (pre, post) in batches(&pairs, options.batch_size) {
            let table = self.custom(&cypher(&pre, &post, synapses, &meta, mitochondria), |_| {}).await?;
            for row in 0..table.rows() {
                push(&mut rows, &table, row, &properties, synapses.primary_only())?;
            }
        }
        Ok(rows.finish())
    }
}

/// Which bodies are connected: it tells how to ask for their synapses in parts.
fn pairs_cypher(
    sources: &NeuronCriteria,
    targets: &NeuronCriteria,
    synapses: &SynapseCriteria,
    options: SynapseConnectionOptions,
) -> String {
    let matches = Matches(vec![("n", sources), ("m", targets)]);
    let mut further = vec![format!("e.weight >= {}", options.min_total_weight)];
    // Only a shortcut: who has no synapse there need not be asked for.
    further.extend(roi_marks("m", synapses.rois(), true));
    [
        &matches.with(&[]),
        "MATCH ",
        &sources.pattern("n"),
        "-[e:ConnectsTo]->",
        &targets.pattern("m"),
        "\n",
        &matches.conditions(&further),
        "RETURN DISTINCT n.bodyId AS pre, m.bodyId AS post\nORDER BY pre, post",
    ]
    .concat()
}

fn pairs(table: &Table) -> Result<Vec<(BodyId, BodyId)>, Error> {
    let body = |row, column| rows::body(table.cell(row, column));
    (0..table.rows()).map(|row| Ok((body(row, 0)?, body(row, 1)?))).collect()
}

/// One body with some of its partners at a time; the body is of that side which has fewer bodies.
fn batches(pairs: &[(BodyId, BodyId)], size: usize) -> Vec<(Vec<BodyId>, Vec<BodyId>)> {
    let count = |side: fn(&(BodyId, BodyId)) -> BodyId| pairs.iter().map(side).collect::<BTreeSet<_>>().len();
    let by_source = count(|pair| pair.0) < count(|pair| pair.1);
    let mut partners: BTreeMap<BodyId, Vec<BodyId>> = BTreeMap::new();
    for (pre, post) in pairs {
        let (one, partner) = if by_source { (pre, post) } else { (post, pre) };
        partners.entry(*one).or_default().push(*partner);
    }
    let parts = partners
        .iter()
        .flat_map(|(one, partners)| partners.chunks(size.max(1)).map(|partners| (vec![*one], partners.to_vec())));
    parts.map(|(one, partners)| if by_source { (one, partners) } else { (partners, one) }).collect()
}

fn cypher(pre: &[BodyId], post: &[BodyId], synapses: &SynapseCriteria, meta: &Meta, mitochondria: bool) -> String {
    let mut conditions = vec![String::new()];
    push_bodies(&mut conditions[0], "m", post);
    conditions.extend(synapses.of_side(Side::Pre).conditions("ns", meta));
    conditions.extend(synapses.of_side(Side::Post).conditions("ms", meta));
    let mut out = [
        "MATCH (n:Segment)-[:ConnectsTo]->(m:Segment), (n)-[:Contains]->(nss:SynapseSet)-[:ConnectsTo]->(mss:SynapseSet)\
         <-[:Contains]-(m), (nss)-[:Contains]->(ns:Synapse)-[:SynapsesTo]->(ms:Synapse)<-[:Contains]-(mss)\n",
        &where_bodies("n", pre, &conditions),
        "WITH DISTINCT n, m, ns, ms\n",
    ]
    .concat();
    if mitochondria {
        out += "OPTIONAL MATCH (ns)-[nc:CloseTo]->(nt:Element {type: 'mitochondrion'})\nOPTIONAL MATCH \
                (ms)-[mc:CloseTo]->(mt:Element {type: 'mitochondrion'})\n";
    }
    out += "RETURN n.bodyId AS bodyId_pre, m.bodyId AS bodyId_post, ns.location.x AS x_pre, ns.location.y AS y_pre, \
            ns.location.z AS z_pre, ms.location.x AS x_post, ms.location.y AS y_post, ms.location.z AS z_post, \
            ns.confidence AS confidence_pre, ms.confidence AS confidence_post, apoc.map.removeKeys(properties(ns), ['location', \
            'confidence', 'type']) AS properties_pre, apoc.map.removeKeys(properties(ms), ['location', 'confidence', 'type']) AS \
            properties_post";
    if mitochondria {
        for (side, close, mito) in [("pre", "nc", "nt"), ("post", "mc", "mt")] {
            out += &format!(
                ", {mito}.mitoType AS mitoType_{side}, {close}.distance AS distance_{side}, {mito}.size AS mitoSize_{side}, \
                 {mito}.location.x AS mx_{side}, {mito}.location.y AS my_{side}, {mito}.location.z AS mz_{side}"
            );
        }
    }
    out
}

fn push(rows: &mut Rows, table: &Table, row: usize, properties: &Properties, primary_only: bool) -> Result<(), Error> {
    let cell = |column: usize| table.cell(row, column);
    let (pre, post) = (rows::map(cell(10))?, rows::map(cell(11))?);
    let mut lists = [String::new(), String::new()];
    let [pre_list, post_list] = &mut lists;
    let mut cells = vec![
        cell(0),
        cell(1),
        roi_cell(properties.rois(&pre), primary_only, pre_list),
        roi_cell(properties.rois(&post), primary_only, post_list),
    ];
    cells.extend((2..10).map(cell));
    properties.probabilities.push(&pre, &mut cells);
    cells.extend((12..table.columns().len()).map(cell));
    rows.push(&cells, &mut further(&pre, 0, properties).chain(further(&post, 1, properties)));
    Ok(())
}

fn further<'s>(
    synapse: &'s Map<String, Value>,
    side: usize,
    properties: &'s Properties,
) -> impl Iterator<Item = (Further, &'s Value)> {
    let behind = ["_pre", "_post"][side];
    properties.further(synapse).map(move |(name, value)| ((side, [name, behind].concat()), value))
}

/// Primary ROIs do not overlap: there is one, or none. All ROIs are a list.
fn roi_cell<'r>(rois: Vec<&'r str>, primary_only: bool, list: &'r mut String) -> Cell<'r> {
    match rois.first() {
        None => Cell::Null,
        Some(first) if primary_only => Cell::Text(first),
        Some(_) => {
            *list = Value::from(rois).to_string();
            Cell::Json(list)
        }
    }
}
