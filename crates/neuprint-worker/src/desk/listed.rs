//! Bodies as a query lists them.

use neuprint::table::{Cell, Table};

use crate::messages::{BodyList, ListedBody};

/// The bodies of a table, by the names of its columns.
pub(super) fn of(table: &Table) -> BodyList {
    let column = |name: &str| table.columns().iter().position(|column| column.name() == name);
    let [body, neuron_type, instance, distance, synapses] =
        ["bodyId", "type", "instance", "distance", "synapses"].map(column);
    let cell = |row: usize, column: Option<usize>| column.map_or(Cell::Null, |column| table.cell(row, column));
    let text = |row: usize, column: Option<usize>| match cell(row, column) {
        Cell::Text(text) => Some(text.to_owned()),
        _ => None,
    };
    let of_row = |row: usize| {
        let Cell::Int(body) = cell(row, body) else { return None };
        Some(ListedBody {
            body: u64::try_from(body).ok()?,
            neuron_type: text(row, neuron_type),
            instance: text(row, instance),
            distance: match cell(row, distance) {
                Cell::Float(distance) => Some(distance),
                // Where all of a column are whole, they come so.
                Cell::Int(distance) => Some(distance as f64),
                _ => None,
            },
            synapses: match cell(row, synapses) {
                Cell::Int(count) => u32::try_from(count).unwrap_or(u32::MAX),
                _ => 0,
            },
        })
    };
    BodyList((0..table.rows()).filter_map(of_row).collect())
}
