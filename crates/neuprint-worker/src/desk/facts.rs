//! What the dataset knows of a neuron whose skeleton is shown: names, counts of synapses, where its soma is.

use neuprint::table::Cell;
use neuprint::{BodyId, Client, Transport};
use serde::{Deserialize, Serialize};

use super::schema::ask_table;
use crate::messages::{InBytes, RootReason};

/// What is known of a neuron; nothing of it has to be.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) neuron_type: Option<String>,
    pub(super) instance: Option<String>,
    pub(super) pre: Option<u64>,
    pub(super) post: Option<u64>,
    /// Where the tree is to be seen from, voxels.
    pub(super) root: Option<(RootReason, [f64; 3])>,
}

impl InBytes for Facts {}

/// Properties that say where a neuron begins, the best first.
const PLACES: [(&str, RootReason); 3] = [
    ("somaLocation", RootReason::Soma),
    ("tosomaLocation", RootReason::ToSoma),
    ("rootLocation", RootReason::RootLocation),
];

/// Asks the dataset. A skeleton is worth showing without an answer, so a failure is none.
pub(super) async fn ask<T: Transport>(client: &Client<T>, body: BodyId) -> Option<Facts> {
    let places = PLACES.map(|(name, _)| format!(", n.{name}")).concat();
    let query = format!("MATCH (n:Segment {{bodyId: {body}}}) RETURN n.type, n.instance, n.pre, n.post{places}");
    let table = ask_table(client, &query).await.ok()?;
    let cell = |column: usize| match (table.rows(), table.columns().len()) {
        (1.., columns) if column < columns => table.cell(0, column),
        _ => Cell::Null,
    };
    let text = |column: usize| match cell(column) {
        Cell::Text(text) => Some(text.to_owned()),
        _ => None,
    };
    let count = |column: usize| match cell(column) {
        Cell::Int(count) => u64::try_from(count).ok(),
        _ => None,
    };
    let place = |(at, (_, reason)): (usize, &(&str, RootReason))| match cell(4 + at) {
        Cell::Json(json) => Some((*reason, point(json)?)),
        _ => None,
    };
    Some(Facts {
        neuron_type: text(0),
        instance: text(1),
        pre: count(2),
        post: count(3),
        root: PLACES.iter().enumerate().find_map(place),
    })
}

/// A place as servers write it: `{"coordinates": [1, 2, 3], …}`, or the list alone.
fn point(json: &str) -> Option<[f64; 3]> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    let list = value.get("coordinates").unwrap_or(&value).as_array()?;
    let place: Vec<f64> = list.iter().filter_map(serde_json::Value::as_f64).collect();
    place.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::point;

    #[test]
    fn places_are_points_or_lists() {
        assert_eq!(point(r#"{"coordinates":[1,2.5,-3],"crs":{"srid":9157}}"#), Some([1.0, 2.5, -3.0]));
        assert_eq!(point("[1, 2, 3]"), Some([1.0, 2.0, 3.0]));
        for other in ["[1, 2]", "{}", "[1, 2, \"x\"]", "nonsense", "[1, 2, 3, 4]"] {
            assert_eq!(point(other), None, "{other}");
        }
    }
}
