//! What queries of a dataset can name, asked of the dataset itself with two small queries.
//!
//! Nothing here is needed to run a query: what a server does not answer is left out. The functions are the engine's.

mod properties;

use std::collections::BTreeSet;

use neuprint::cypher::{name, quote};
use neuprint::table::{Cell, Table};
use neuprint::{Client, Error, Meta, Transport};

use self::properties::summaries;
use super::failure;
use crate::messages::{Failure, Schema, ValuesOf};

/// Nodes of a label that are looked at for its properties.
const SAMPLE: usize = 25;
/// Labels whose properties are asked for.
const LABELS: usize = 10;
/// Values of a property in one answer.
const NAMES: usize = 50;

/// The labels and relationship types of the database.
const NAMES_OF_ALL: &str = "CALL db.labels() YIELD label RETURN 'label' AS kind, label AS name UNION ALL \
     CALL db.relationshipTypes() YIELD relationshipType RETURN 'type' AS kind, relationshipType AS name";

/// The schema, as far as the dataset tells it, without functions.
pub(super) async fn ask<T: Transport>(client: &Client<T>) -> Schema {
    let names = ask_table(client, NAMES_OF_ALL).await.ok();
    let meta = client.meta().await.ok();
    let rois = meta.as_deref().map(rois).unwrap_or_default();
    let (labels, mut relationship_types) = (named(names.as_ref(), "label"), named(names.as_ref(), "type"));
    relationship_types.sort();
    let datasets = client.datasets();
    let (labels, own) = plain_labels(labels, client.dataset(), datasets.keys());
    let sample = ask_table(client, &sample_of(&labels[..own.min(LABELS)])).await.ok();
    let listed = meta.as_ref().and_then(|meta| meta.get("neuronProperties"));
    let properties = summaries(sample.as_ref(), listed, &rois);
    let voxel = meta.as_ref().and_then(|meta| meta.voxel_size()?.nanometres());
    Schema { labels, relationship_types, rois, properties, voxel, functions: Vec::new() }
}

/// Values of a property of neurons that begin with a text.
pub(super) async fn values<T: Transport>(
    client: &Client<T>,
    of: ValuesOf,
    prefix: &str,
) -> Result<Vec<String>, Failure> {
    let (property, prefix) = (of.name(), quote(prefix));
    let query = format!(
        "MATCH (n:Neuron) WHERE n.{property} STARTS WITH {prefix} \
         RETURN DISTINCT n.{property} AS {property} ORDER BY {property} LIMIT {NAMES}"
    );
    let table = ask_table(client, &query).await.map_err(failure::of_client)?;
    Ok((0..table.rows()).filter_map(|row| text(&table, row, 0)).map(str::to_owned).collect())
}

pub(super) async fn ask_table<T: Transport>(client: &Client<T>, cypher: &str) -> Result<Table, Error> {
    client.custom(cypher, |_| {}).await
}

/// A cell's text; none where the answer has another shape than the question.
pub(super) fn text(table: &Table, row: usize, column: usize) -> Option<&str> {
    match (column < table.columns().len()).then(|| table.cell(row, column))? {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

fn named(names: Option<&Table>, kind: &str) -> Vec<String> {
    let rows = names.into_iter().flat_map(|table| (0..table.rows()).map(move |row| (table, row)));
    let of_kind = rows.filter(|(table, row)| text(table, *row, 0) == Some(kind));
    of_kind.filter_map(|(table, row)| text(table, row, 1)).map(str::to_owned).collect()
}

/// All ROIs, the primary ones first.
fn rois(meta: &Meta) -> Vec<String> {
    let mut rois = meta.primary_rois();
    let others: Vec<String> = meta.all_rois().into_iter().filter(|roi| !rois.contains(roi)).collect();
    rois.extend(others);
    rois
}

/// Labels as queries write them, and how many of them are of this dataset: the server puts the dataset's name in front of
/// each, `hemibrain_Neuron`. Those of other datasets in the same database are put last.
fn plain_labels<'d>(labels: Vec<String>, dataset: &str, all: impl Iterator<Item = &'d String>) -> (Vec<String>, usize) {
    let prefix = |dataset: &str| format!("{}_", dataset.split(':').next().unwrap_or_default());
    let own = prefix(dataset);
    let others: Vec<String> = all.map(|other| prefix(other)).filter(|other| *other != own).collect();
    let plain = labels.into_iter().map(|label| label.strip_prefix(&own).map(str::to_owned).unwrap_or(label));
    let (foreign, plain): (BTreeSet<String>, BTreeSet<String>) =
        plain.partition(|label| others.iter().any(|other| label.starts_with(other)));
    let count = plain.len();
    (plain.into_iter().chain(foreign).collect(), count)
}

/// The question for properties of a few nodes of each label, and of a few connections.
fn sample_of(labels: &[String]) -> String {
    let of_label = |label: &String| {
        let some = |of: &str| {
            let (label, text) = (name(label), quote(label));
            format!("MATCH (n:{label}){of} RETURN {text} AS of, properties(n) AS properties LIMIT {SAMPLE}")
        };
        // Of most neurons little is known; these have the properties that people ask for.
        match label.as_str() {
            "Neuron" => [" WHERE n.status = 'Traced'", " WHERE n.type IS NOT NULL"].map(some).join(" UNION ALL "),
            _ => some(""),
        }
    };
    let connections = format!(
        "MATCH (:Neuron)-[r:ConnectsTo]->(:Neuron) RETURN 'ConnectsTo' AS of, properties(r) AS properties LIMIT {SAMPLE}"
    );
    let questions: Vec<String> = labels.iter().map(of_label).chain([connections]).collect();
    questions.join(" UNION ALL ")
}

#[cfg(test)]
mod tests {
    use super::plain_labels;

    #[test]
    fn labels_of_this_dataset_come_first_and_without_its_name() {
        let labels = ["manc_Neuron", "Neuron", "hemibrain_Neuron", "hemibrain_Synapse_Set", "Meta"].map(str::to_owned);
        let datasets = ["hemibrain:v1.2.1", "manc:v1.0"].map(str::to_owned);
        let (plain, own) = plain_labels(labels.to_vec(), "hemibrain:v1.2.1", datasets.iter());
        assert_eq!(plain, ["Meta", "Neuron", "Synapse_Set", "manc_Neuron"]);
        assert_eq!(own, 3);
    }
}
