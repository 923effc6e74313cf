//! Connections between large sets of neurons, with their weights per ROI.

mod by_roi;

use neuprint_table::{Cell, Table};

use super::batch::{Batches, Progress};
use super::rows::{self, integer, unique};
use super::weights::Weights;
use crate::client::Client;
use crate::criteria::{CriteriaError, Matches, NeuronCriteria, check_rois};
use crate::cypher::name;
use crate::error::Error;
use crate::transport::Transport;

/// Neurons per request for properties.
const NEURON_BATCH: usize = 10_000;

/// What is wanted of adjacencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjacencyOptions {
    /// Only weights in these ROIs.
    pub rois: Vec<String>,
    /// At least so many synapses in a ROI.
    pub min_roi_weight: i64,
    /// At least so many synapses in all: of the connection, or, if ROIs are named, in those.
    pub min_total_weight: i64,
    /// Weights in the other ROIs too. They overlap with the primary ones, so do not add up.
    pub include_nonprimary: bool,
    /// Properties of the neurons.
    pub properties: Vec<String>,
    /// Further counts of connections.
    pub weights: Weights,
    /// One row per connection, without ROIs: less to send.
    pub omit_rois: bool,
    /// Neurons per request.
    pub batch_size: usize,
}

impl Default for AdjacencyOptions {
    fn default() -> Self {
        Self {
            rois: Vec::new(),
            min_roi_weight: 1,
            min_total_weight: 1,
            include_nonprimary: false,
            properties: ["type", "instance"].map(str::to_owned).to_vec(),
            weights: Weights::All,
            omit_rois: false,
            batch_size: 200,
        }
    }
}

/// Neurons and what connects them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adjacencies {
    /// The neurons that have a connection in the other table: `bodyId`, unless it is among the properties, and
    /// the properties.
    pub neurons: Table,
    /// `bodyId_pre`, `bodyId_post`, `roi` (unless omitted), `weight` and further weights. Sorted by the bodyIds, then the
    /// strongest ROI first. What lies in no primary ROI is under `NotPrimary`. Weights that the dataset does not count per
    /// ROI are only there if ROIs are omitted.
    pub connections: Table,
}

impl<T: Transport> Client<T> {
    /// All connections from sources to targets. Asked in batches of the smaller set; `progress` hears for how many of its
    /// neurons there are answers, and of how many.
    ///
    /// # Errors
    /// [`Error::Criteria`] for unknown ROIs and options that contradict each other; [`Error::Incomplete`] with the
    /// connections so far; whatever the server refuses.
    pub async fn adjacencies(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        options: &AdjacencyOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Adjacencies, Error> {
        let connections = self.connection_weights(sources, targets, options, progress).await?;

        let mut connected = Vec::new();
        for name in ["bodyId_pre", "bodyId_post"] {
            let column = rows::column(&connections, name)?;
            connected.extend((0..column.len()).filter_map(|row| integer(column.cell(row))));
        }
        let connected = unique(connected);
        let neurons = self.properties_of(&connected, &options.properties).await?;
        Ok(Adjacencies { neurons, connections })
    }

    /// The connections alone.
    pub(super) async fn connection_weights(
        &self,
        sources: &NeuronCriteria,
        targets: &NeuronCriteria,
        options: &AdjacencyOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Table, Error> {
        let meta = self.meta().await?;
        check_rois("rois", &options.rois, &meta)?;
        sources.check(&meta)?;
        targets.check(&meta)?;
        options.check(&meta.primary_rois())?;
        let weights = self.further_weights(&options.weights).await?;
        // Neurons that miss all of the ROIs have no connection there.
        let (sources, targets) = (&sources.reaching(&options.rois), &targets.reaching(&options.rois));

        let by_source = self.is_smaller(sources, targets).await?;
        let bodies = self.bodies(if by_source { sources } else { targets }).await?;
        let batches = Batches { bodies: &bodies, size: options.batch_size, concurrency: self.concurrency() };
        let ask = |some: &[i64]| {
            if by_source {
                cypher(&sources.only(some), targets, ["n", "m"], &weights, options)
            } else {
                cypher(&targets.only(some), sources, ["m", "n"], &weights, options)
            }
        };
        let raw = batches.ask(self, &ask, progress).await?;
        if options.omit_rois {
            by_roi::totals(&raw, &weights)
        } else {
            by_roi::by_roi(&raw, &weights, &meta.primary_rois(), options)
        }
    }

    /// [`Client::adjacencies`] among all traced neurons that are not cropped. On a whole dataset this takes minutes and
    /// hundreds of megabytes: where there is a download of the connections, it is the better way.
    ///
    /// # Errors
    /// Those of [`Client::adjacencies`].
    pub async fn traced_adjacencies(
        &self,
        options: &AdjacencyOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Adjacencies, Error> {
        let traced = NeuronCriteria::of([("status", "Traced".into()), ("cropped", false.into())])?;
        self.adjacencies(&traced, &traced, options, progress).await
    }

    /// Whether there are no more sources than targets. Criteria that leave every neuron in need not be counted.
    async fn is_smaller(&self, sources: &NeuronCriteria, targets: &NeuronCriteria) -> Result<bool, Error> {
        let all = |criteria: &NeuronCriteria| criteria.conditions("n").is_empty();
        match (all(sources), all(targets)) {
            (true, false) => Ok(false),
            (_, true) => Ok(true),
            _ => Ok(self.count(sources).await? <= self.count(targets).await?),
        }
    }

    async fn count(&self, criteria: &NeuronCriteria) -> Result<i64, Error> {
        let matches = Matches(vec![("n", criteria)]);
        let (with, pattern, conditions) = (matches.with(&[]), criteria.pattern("n"), matches.conditions(&[]));
        match self.query(&format!("{with}MATCH {pattern}\n{conditions}RETURN count(n) AS count")).await {
            Ok(table) => Ok(if table.rows() == 0 { 0 } else { integer(table.cell(0, 0)).unwrap_or(i64::MAX) }),
            // Too many to be counted in time; the other set may be small.
            Err(error) if error.code() == "timeout" => Ok(i64::MAX),
            Err(error) => Err(error),
        }
    }

    /// Properties of neurons or segments.
    async fn properties_of(&self, bodies: &[i64], properties: &[String]) -> Result<Table, Error> {
        let mut names = properties.to_vec();
        if !names.iter().any(|property| property == "bodyId") {
            names.insert(0, "bodyId".into());
        }
        if bodies.is_empty() {
            return rows::table(names.into_iter().map(neuprint_table::Column::new).collect());
        }
        let returned: Vec<String> = names.iter().map(|property| format!("n.{0} AS {0}", name(property))).collect();
        let returned = returned.join(", ");
        let batches = Batches { bodies, size: NEURON_BATCH, concurrency: self.concurrency() };
        let ask = |some: &[i64]| {
            let criteria = NeuronCriteria::default().only(some);
            let list = Matches(vec![("n", &criteria)]);
            // Ends of connections are segments, whatever they were asked as.
            let cypher = format!(
                "{}MATCH (n:Segment)\n{}RETURN {returned}\nORDER BY n.bodyId",
                list.with(&[]),
                list.conditions(&[])
            );
            cypher
        };
        batches.ask(self, &ask, &mut |_, _| {}).await
    }
}

impl AdjacencyOptions {
    fn check(&self, primary: &[String]) -> Result<(), Error> {
        let refuse = |field: &str, message: &str| Err(CriteriaError::field(field, message.into()).into());
        if self.omit_rois {
            let needs = [
                ("rois", !self.rois.is_empty()),
                ("minRoiWeight", self.min_roi_weight > 1),
                ("includeNonprimary", self.include_nonprimary),
            ];
            if let Some((field, _)) = needs.iter().find(|(_, given)| *given) {
                return refuse(field, &format!("`{field}` needs weights per ROI, which `omitRois` leaves out"));
            }
        }
        match self.rois.iter().find(|roi| !self.include_nonprimary && primary.binary_search(roi).is_err()) {
            Some(roi) => refuse("rois", &format!("`{roi}` is no primary ROI: set `includeNonprimary` to count in it")),
            None => Ok(()),
        }
    }

    /// The smallest weight of connections that can end in the answer. Connections without certain synapses never do.
    fn min_weight(&self) -> i64 {
        self.min_total_weight.max(self.min_roi_weight).max(1)
    }
}

/// The connections of some neurons, `some`, with others. The break between the two sets keeps the planner from pairing
/// every one of `some` with every other first.
fn cypher(
    some: &NeuronCriteria,
    others: &NeuronCriteria,
    [some_variable, other_variable]: [&'static str; 2],
    weights: &[&str],
    options: &AdjacencyOptions,
) -> String {
    let both = Matches(vec![(some_variable, some), (other_variable, others)]);
    let (first, second) = (Matches(vec![(some_variable, some)]), Matches(vec![(other_variable, others)]));
    let (n, m) = if some_variable == "n" { (some, others) } else { (others, some) };
    let mut carried = vec!["e".to_owned(), some_variable.to_owned()];
    carried.extend(second.variables());
    let mut returned =
        vec!["n.bodyId AS bodyId_pre".to_owned(), "m.bodyId AS bodyId_post".into(), "e.weight AS weight".into()];
    returned.extend(weights.iter().map(|weight| format!("coalesce(e.{weight}, 0) AS {weight}")));
    if !options.omit_rois {
        returned.push("e.roiInfo AS roiInfo".into());
    }
    format!(
        "{}MATCH {}-[e:ConnectsTo]->{}\n{}WITH {}\n{}RETURN {}",
        both.with(&[]),
        n.pattern("n"),
        m.pattern("m"),
        first.conditions(&[]),
        carried.join(", "),
        second.conditions(&[format!("e.weight >= {}", options.min_weight())]),
        returned.join(", ")
    )
}

/// The total of each connection, for tables that list them by ROI.
pub(super) fn total_weights(connections: &Table) -> Result<Vec<(i64, i64, i64)>, Error> {
    let column = |name| rows::column(connections, name);
    let (pre, post, weight) = (column("bodyId_pre")?, column("bodyId_post")?, column("weight")?);
    let mut totals: Vec<(i64, i64, i64)> = Vec::new();
    for row in 0..connections.rows() {
        let value = |column: &neuprint_table::Column| match column.cell(row) {
            Cell::Int(value) => value,
            _ => 0,
        };
        let (pre, post, weight) = (value(pre), value(post), value(weight));
        match totals.last_mut() {
            Some(last) if (last.0, last.1) == (pre, post) => last.2 += weight,
            _ => totals.push((pre, post, weight)),
        }
    }
    Ok(totals)
}
