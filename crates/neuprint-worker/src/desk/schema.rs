//! What queries of a dataset can name, asked of the dataset itself with a few small queries.
//!
//! Nothing here is needed to run a query: what a server does not answer is left out, and only if it answers nothing at all
//! is that a failure, so that it can be asked again.

mod properties;

use std::collections::BTreeSet;

use futures_util::future::{join, join_all};
use neuprint::cypher::{name, quote};
use neuprint::table::{Cell, Table};
use neuprint::{Client, Error, Transport};
use serde_json::Value;

use self::properties::summaries;
use super::failure;
use crate::messages::{Failure, PropertySummary, Schema};

/// Nodes of a label that are looked at for its properties.
const SAMPLE: usize = 25;
/// Labels whose properties are asked for: every one is a query.
const LABELS: usize = 10;
/// Names of cell types in one answer.
const NAMES: usize = 50;

/// The schema.
pub(super) async fn ask<T: Transport>(client: &Client<T>) -> Result<Schema, Failure> {
    let labels = first_column(client, "CALL db.labels() YIELD label RETURN label ORDER BY label");
    let types =
        first_column(client, "CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type ORDER BY type");
    let (labels, types) = join(labels, types).await;
    let meta = client.meta().await;
    if let (Err(refused), Err(_), Err(_)) = (&labels, &types, &meta) {
        return Err(failure::of_client(refused.clone()));
    }
    let rois = meta.as_ref().map(|meta| {
        let mut rois = meta.primary_rois();
        let primary: BTreeSet<String> = rois.iter().cloned().collect();
        rois.extend(meta.all_rois().into_iter().filter(|roi| !primary.contains(roi)));
        rois
    });
    let rois = rois.unwrap_or_default();
    let datasets = client.datasets();
    let (labels, own) = plain_labels(labels.unwrap_or_default(), client.dataset(), datasets.keys());
    let types = types.unwrap_or_default();
    let listed = meta.ok().and_then(|meta| meta.get("neuronProperties").cloned());
    let properties = properties(client, &labels[..own], &rois, listed.as_ref()).await;
    let functions = neuprint_cypher::functions().iter();
    let functions = functions.map(|f| [f.name().to_owned(), f.signature.to_owned(), f.help.to_owned()]).collect();
    Ok(Schema { labels, relationship_types: types, rois, properties, functions })
}

/// Types of neurons that begin with a text.
pub(super) async fn cell_types<T: Transport>(client: &Client<T>, prefix: &str) -> Result<Vec<String>, Failure> {
    let query = format!(
        "MATCH (n:Neuron) WHERE n.type STARTS WITH {} RETURN DISTINCT n.type AS type ORDER BY type LIMIT {NAMES}",
        quote(prefix)
    );
    first_column(client, &query).await.map_err(failure::of_client)
}

async fn first_column<T: Transport>(client: &Client<T>, cypher: &str) -> Result<Vec<String>, Error> {
    let table = client.custom(cypher, |_| {}).await?;
    Ok(texts(&table).map(str::to_owned).collect())
}

fn texts(table: &Table) -> impl Iterator<Item = &str> {
    let rows = if table.columns().is_empty() { 0 } else { table.rows() };
    (0..rows).filter_map(|row| match table.cell(row, 0) {
        Cell::Text(text) => Some(text),
        _ => None,
    })
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

async fn properties<T: Transport>(
    client: &Client<T>,
    labels: &[String],
    rois: &[String],
    listed: Option<&Value>,
) -> Vec<PropertySummary> {
    let rois: BTreeSet<&str> = rois.iter().map(String::as_str).collect();
    let of_label = labels.iter().take(LABELS).map(|label| {
        let some =
            |of: &str| format!("MATCH (n:{}){of} RETURN properties(n) AS properties LIMIT {SAMPLE}", name(label));
        // Of most neurons little is known; these have the properties that people ask for.
        let query = match label.as_str() {
            "Neuron" => [" WHERE n.status = 'Traced'", " WHERE n.type IS NOT NULL"].map(some).join(" UNION ALL "),
            _ => some(""),
        };
        (label.as_str(), query)
    });
    let query = format!("MATCH (:Neuron)-[r:ConnectsTo]->(:Neuron) RETURN properties(r) AS properties LIMIT {SAMPLE}");
    let asked = of_label.chain([("ConnectsTo", query)]).map(async |(of, query)| {
        let table = client.custom(&query, |_| {}).await.ok();
        let listed = listed.filter(|_| of == "Neuron");
        summaries(of, table.as_ref(), listed, &rois)
    });
    join_all(asked).await.into_iter().flatten().collect()
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
