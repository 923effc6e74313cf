//! Neurons' properties beside their connections.

use neuprint_table::{Cell, Column, Table};

use super::columns::named;
use super::error::AnalysisError;
use super::labels::Labels;

/// The connections with the properties of their neurons: for each property a column `<property>_pre` and one
/// `<property>_post`, null where the neuron is not among `neurons`. Columns of these names that were there are replaced.
///
/// `neurons` has a column `bodyId` and one for each property, `connections` has `bodyId_pre` and `bodyId_post`.
///
/// neuprint-python repeats a connection for each row of a neuron that stands twice; here that is refused.
///
/// # Errors
/// [`AnalysisError::NoColumn`], [`AnalysisError::Duplicate`].
pub fn merge_neuron_properties(
    neurons: &Table,
    connections: &Table,
    properties: &[&str],
) -> Result<Table, AnalysisError> {
    let bodies = named(neurons, "bodyId")?;
    let mut rows = Labels::new("bodyId");
    for row in 0..neurons.rows() {
        let body = bodies.cell(row);
        if rows.add(body) < row {
            return Err(AnalysisError::Duplicate { row, what: "bodyId", label: body.to_string() });
        }
    }
    let mut added = Vec::new();
    for side in ["pre", "post"] {
        let ends = named(connections, &format!("bodyId_{side}"))?;
        let found: Vec<Option<usize>> = (0..ends.len()).map(|row| rows.get(ends.cell(row))).collect();
        for property in properties {
            let source = named(neurons, property)?;
            let mut column = Column::new(format!("{property}_{side}"));
            found.iter().for_each(|row| column.push(row.map_or(Cell::Null, |row| source.cell(row))));
            added.push(column);
        }
    }
    let is_replaced = |column: &&Column| !added.iter().any(|new| new.name() == column.name());
    let mut columns: Vec<Column> = connections.columns().iter().filter(is_replaced).cloned().collect();
    columns.extend(added);
    // All have the rows of `connections`.
    Ok(Table::of_columns(columns).unwrap_or_default())
}
