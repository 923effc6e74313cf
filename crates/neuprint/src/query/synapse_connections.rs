//! Connections, synapse by synapse.

use neuprint_table::{Cell, Table, sort_by};
use serde_json::{Map, Value};

use super::adjacencies::AdjacencyOptions;
use super::batch::{Batches, Progress};
use super::bodies::{expect_columns, push_list};
use super::growing_table::{self, Further, GrowingTable};
use super::neurotransmitters::{Neurotransmitters, Probabilities};
use super::rows::{self, integer, unique};
use super::synapses::Properties;
use super::weights::Weights;
use crate::client::Client;
use crate::criteria::{CriteriaError, NeuronCriteria, Side, SynapseCriteria};
use crate::error::Error;
use crate::json;
use crate::meta::Meta;
use crate::transport::Transport;

/// How to fetch connections, synapse by synapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SynapseConnectionOptions {
    /// Only between bodies that are connected by at least this weight: in all, or, if the criteria of the synapses name
    /// ROIs, in those.
    pub min_total_weight: i64,
    /// What to tell of the presynapses' neurotransmitters.
    pub nt: Neurotransmitters,
    /// For how many pairs of bodies to ask at a time.
    pub batch_size: usize,
}

impl Default for SynapseConnectionOptions {
    /// A weight of at least 1, no neurotransmitters, a thousand pairs at a time.
    fn default() -> Self {
        Self { min_total_weight: 1, nt: Neurotransmitters::None, batch_size: 1_000 }
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
    /// neurotransmitters if it has none; [`Error::Incomplete`] with what was answered before; whatever the server refuses.
    pub async fn synapse_connections(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: SynapseConnectionOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        self.connections_by_synapse(sources, targets, synapses, options, false, progress).await
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
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        self.connections_by_synapse(sources, targets, synapses, options, true, progress).await
    }

    async fn connections_by_synapse(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: SynapseConnectionOptions,
        mitochondria: bool,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let every = NeuronCriteria::default();
        if *sources == every && *targets == every {
            let message = "all connections of a dataset are too many: name sources, targets or both";
            return Err(CriteriaError::field("sources", message.into()).into());
        }
        let meta = self.meta().await?;
        let shown = synapses.shown_rois(&meta)?;
        let properties = Properties::new(&meta, shown, Probabilities::of(self, options.nt).await?);
        let mut behind = properties.probabilities.columns();
        if mitochondria {
            behind.extend(MITO_COLUMNS.map(String::from));
        }
        let pairs = Pairs::of(&self.connected(sources, targets, synapses, options).await?)?;
        let tail = tail(synapses, &meta, mitochondria);
        let places: Vec<i64> = (0_i64..).take(pairs.pairs.len()).collect();
        let batches = Batches { bodies: &places, size: options.batch_size, concurrency: self.concurrency() };
        let ask = |some: &[i64]| [&pairs.unwound(some), &tail[..]].concat();
        let table = batches.ask(self, &ask, progress).await?;
        expect_columns(&table, 12 + if mitochondria { MITO_COLUMNS.len() } else { 0 })?;
        let mut rows = GrowingTable::new(&COLUMNS, &behind);
        for row in 0..table.rows() {
            push(&mut rows, &table, row, &properties, synapses.primary_only())?;
        }
        Ok(rows.finish())
    }

    /// Which bodies are connected: it tells how to ask for their synapses in parts.
    async fn connected(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        synapses: &SynapseCriteria,
        options: SynapseConnectionOptions,
    ) -> Result<Table, Error> {
        let rois = synapses.rois().to_vec();
        let options = AdjacencyOptions {
            omit_rois: rois.is_empty(),
            include_nonprimary: !rois.is_empty() && !synapses.primary_only(),
            rois,
            min_total_weight: options.min_total_weight,
            weights: Weights::Named(Vec::new()),
            properties: Vec::new(),
            ..AdjacencyOptions::default()
        };
        self.connection_weights(sources, targets, &options, &mut |_, _| {}).await
    }
}

/// Connected bodies. They are asked for with one body and its partners together; the body is of that side which has
/// fewer.
struct Pairs {
    by_source: bool,
    /// The body and a partner, sorted.
    pairs: Vec<(i64, i64)>,
}

impl Pairs {
    fn of(connections: &Table) -> Result<Self, Error> {
        let (pre, post) = (rows::column(connections, "bodyId_pre")?, rows::column(connections, "bodyId_post")?);
        let pair = |row| Some((integer(pre.cell(row))?, integer(post.cell(row))?));
        // A connection may have a row for each ROI.
        let mut pairs: Vec<(i64, i64)> = (0..connections.rows()).filter_map(pair).collect();
        let pre = unique(pairs.iter().map(|pair| pair.0).collect());
        let post = unique(pairs.iter().map(|pair| pair.1).collect());
        let by_source = pre.len() < post.len();
        if !by_source {
            pairs.iter_mut().for_each(|pair| *pair = (pair.1, pair.0));
        }
        sort_by(&mut pairs, &Ord::cmp);
        pairs.dedup();
        Ok(Self { by_source, pairs })
    }

    /// The beginning of a query for some of them: exactly these, and each body is looked up once.
    fn unwound(&self, places: &[i64]) -> String {
        let mut out = String::from("UNWIND [");
        let mut partners: Vec<i64> = Vec::new();
        let pairs: Vec<(i64, i64)> =
            places.iter().filter_map(|place| self.pairs.get(usize::try_from(*place).ok()?).copied()).collect();
        for (at, (body, partner)) in pairs.iter().enumerate() {
            partners.push(*partner);
            if pairs.get(at + 1).is_some_and(|(next, _)| next == body) {
                continue;
            }
            out.push_str(if out.ends_with(']') { ", [" } else { "[" });
            out.push_str(&body.to_string());
            out.push_str(", ");
            push_list(&mut out, &partners);
            out.push(']');
            partners.clear();
        }
        let (body, partner) = if self.by_source { ("n", "m") } else { ("m", "n") };
        out + &format!("] AS pairs\n{MATCH}\nWHERE {body}.bodyId = pairs[0] AND {partner}.bodyId IN pairs[1]")
    }
}

const MATCH: &str = "MATCH (n:Segment)-[:ConnectsTo]->(m:Segment), \
                     (n)-[:Contains]->(nss:SynapseSet)-[:ConnectsTo]->(mss:SynapseSet)<-[:Contains]-(m), \
                     (nss)-[:Contains]->(ns:Synapse)-[:SynapsesTo]->(ms:Synapse)<-[:Contains]-(mss)";

/// The rest of the query.
fn tail(synapses: &SynapseCriteria, meta: &Meta, mitochondria: bool) -> String {
    let mut out = String::new();
    for (variable, side) in [("ns", Side::Pre), ("ms", Side::Post)] {
        for condition in synapses.of_side(side).conditions(variable, meta) {
            out += " AND ";
            out += &condition;
        }
    }
    out += "\nWITH DISTINCT n, m, ns, ms\n";
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

fn push(
    rows: &mut GrowingTable,
    table: &Table,
    row: usize,
    properties: &Properties,
    primary_only: bool,
) -> Result<(), Error> {
    let cell = |column: usize| table.cell(row, column);
    let (pre, post) = (growing_table::map(cell(10))?, growing_table::map(cell(11))?);
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
            *list = json::text(&Value::from(rois));
            Cell::Json(list)
        }
    }
}
