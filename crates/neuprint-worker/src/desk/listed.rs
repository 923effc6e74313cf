//! Bodies that a search finds, or that are near a place.

use neuprint::query::{FindOptions, NearOptions, Place};
use neuprint::table::{Cell, Table};
use neuprint::{Client, Error, LengthUnit, Transport};

use crate::messages::{BodyList, ListOf, ListedBody};

/// Bodies of a search at most: so many skeletons are drawn at once.
const MOST: usize = 1_000;

/// Asks the dataset, of which nobody or somebody knows how large a voxel is.
pub(super) async fn ask<T: Transport>(
    client: &Client<T>,
    of: &ListOf,
    voxel: Option<[f64; 3]>,
) -> Result<BodyList, Error> {
    match of {
        ListOf::Search(text) => {
            // One more tells whether there are more.
            let limit = u32::try_from(MOST + 1).ok();
            let found = client.find_neurons(text, FindOptions { limit, ..FindOptions::default() }).await?;
            let mut bodies = listed(&found);
            let is_cut = bodies.len() > MOST;
            bodies.truncate(MOST);
            Ok(BodyList { bodies, is_cut })
        }
        ListOf::Near { place, most } => {
            let (unit, scale) = match voxel {
                Some(size) => (LengthUnit::Nanometre, size),
                None => (LengthUnit::Voxel, [1.0; 3]),
            };
            let at = [0, 1, 2].map(|axis| place[axis] * scale[axis]);
            let options = NearOptions { unit, limit: *most as usize, ..NearOptions::default() };
            let found = client.bodies_near(Place::Point { at, radius: None }, &options).await?;
            let bodies = listed(&found);
            let is_cut = bodies.len() == *most as usize;
            Ok(BodyList { bodies, is_cut })
        }
    }
}

/// The bodies of a table.
fn listed(table: &Table) -> Vec<ListedBody> {
    let column = |name: &str| table.columns().iter().position(|column| column.name() == name);
    let [body, neuron_type, instance] = ["bodyId", "type", "instance"].map(column);
    let (distance, synapses) = (column("distance"), column("synapses"));
    let cell = |row: usize, column: Option<usize>| column.map_or(Cell::Null, |column| table.cell(row, column));
    let text = |row: usize, column: Option<usize>| match cell(row, column) {
        Cell::Text(text) => Some(text.to_owned()),
        _ => None,
    };
    let of_row = |row: usize| {
        let near = match (cell(row, distance), cell(row, synapses)) {
            (Cell::Float(distance), Cell::Int(count)) => Some((distance, u32::try_from(count).unwrap_or(u32::MAX))),
            _ => None,
        };
        let Cell::Int(body) = cell(row, body) else { return None };
        Some(ListedBody {
            body: u64::try_from(body).ok()?,
            neuron_type: text(row, neuron_type),
            instance: text(row, instance),
            near,
        })
    };
    (0..table.rows()).filter_map(of_row).collect()
}
