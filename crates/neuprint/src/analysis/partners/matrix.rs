//! A set's connections as a matrix.

use neuprint_table::{Cell, Column, Table};

use super::by_type::body_cell;
use super::read::Connections;
use crate::analysis::{AnalysisError, ConnectionMatrix, MatrixOptions, connection_table_to_matrix};
use crate::query::Direction;

/// What stands for neurons without a type.
const NO_TYPE: &str = "(no type)";

/// Weights between the set's neurons and their partners, presynaptic ones as rows: neuron by neuron, or type by type. Where
/// connections come from is told by the direction in which the partners were asked for.
///
/// # Errors
/// [`AnalysisError::TooLarge`].
pub fn partner_matrix(
    connections: &Connections,
    direction: Direction,
    by_type: bool,
) -> Result<ConnectionMatrix, AnalysisError> {
    let mut columns = ["label_pre", "label_post", "weight"].map(Column::new);
    let (own_column, partner_column) = if direction == Direction::Downstream { (0, 1) } else { (1, 0) };
    for edge in &connections.edges {
        let (own, partner) = (&connections.own[edge.own], &connections.partners[edge.partner]);
        for (column, body, name) in
            [(own_column, own.body, &own.neuron_type), (partner_column, partner.body, &partner.neuron_type)]
        {
            let name = Cell::Text(name.as_deref().unwrap_or(NO_TYPE));
            columns[column].push(if by_type { name } else { Cell::Int(body) });
        }
        columns[2].push(Cell::Int(edge.weight));
    }
    // Each connection has a cell in all of them.
    let table = Table::of_columns(columns.into()).unwrap_or_default();
    let options = MatrixOptions { sort_by: Some(MatrixOptions::pair("label")), ..MatrixOptions::grouped_by("label") };
    connection_table_to_matrix(&table, &options)
}

/// A matrix as a table, for a file: a column `from` with the rows' labels, then one for each column. Body IDs as texts are of
/// the form `="754538881"`, which spreadsheets leave as it is.
pub fn matrix_to_table(matrix: &ConnectionMatrix, ids_as_text: bool) -> Table {
    let label = |column: &mut Column, label: Cell<'_>| match label {
        Cell::Int(body) => body_cell(column, body, ids_as_text),
        other => column.push(other),
    };
    let mut from = Column::new("from");
    (0..matrix.rows.len()).for_each(|row| label(&mut from, matrix.rows.cell(row)));
    let mut heads = Column::new("");
    (0..matrix.columns.len()).for_each(|column| label(&mut heads, matrix.columns.cell(column)));
    let weights = (0..matrix.columns.len()).map(|at| {
        let mut column = Column::new(heads.cell(at).to_string());
        // Weights are sums of whole numbers, exact in a float.
        (0..matrix.rows.len()).for_each(|row| column.push(Cell::Int(matrix.weight(row, at) as i64)));
        column
    });
    let columns = std::iter::once(from).chain(weights).collect();
    // All have a cell for each row.
    Table::of_columns(columns).unwrap_or_default()
}
