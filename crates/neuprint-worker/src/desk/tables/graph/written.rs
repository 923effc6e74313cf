//! Graphs and matrices as text.

use neuprint_graph::{Matrix, Part};
use neuprint_table::{Cell, Column, Edges, Selection, Table, write_delimited, write_graphml};

use super::name;
use crate::desk::exports::said;
use crate::desk::{Bulk, failure};
use crate::messages::{Failure, Provenance, Response};

/// Cells of one copy at most: what pastes more takes a file.
const CELLS: usize = 2_000_000;
/// What the neurons without a type are called.
const UNTYPED: &str = "no type";

/// A matrix for the clipboard.
pub(super) fn copied(table: &Table, part: &Part, matrix: &Matrix, ids_as_text: bool) -> Result<String, Failure> {
    let cells = matrix.cells.len();
    if cells > CELLS {
        return Err(failure::too_large(format!(
            "{cells} cells are too many for the clipboard, which takes {CELLS}. Save the CSV file."
        )));
    }
    let mut text = String::new();
    write_delimited(&Selection::new(&as_table(table, part, matrix, ids_as_text), None), '\t', true, &mut text);
    Ok(text)
}

/// A matrix as a file.
pub(super) fn csv(table: &Table, part: &Part, matrix: &Matrix, ids_as_text: bool) -> (Response, Vec<Bulk>) {
    let mut text = String::new();
    write_delimited(&Selection::new(&as_table(table, part, matrix, ids_as_text), None), ',', true, &mut text);
    file("matrix.csv", "text/csv;charset=utf-8", text)
}

/// A column of the rows' names, and one for each target.
fn as_table(table: &Table, part: &Part, matrix: &Matrix, ids_as_text: bool) -> Table {
    let label = |node: &u32| match name(table, &part.nodes[*node as usize]) {
        Cell::Null => UNTYPED.to_owned(),
        id @ (Cell::Int(_) | Cell::UInt(_)) if ids_as_text => format!("=\"{id}\""),
        cell => cell.to_string(),
    };
    let mut heads = Column::new("from");
    matrix.rows.iter().for_each(|node| heads.push(Cell::Text(&label(node))));
    let width = matrix.columns.len();
    let columns = matrix.columns.iter().enumerate().map(|(at, node)| {
        let mut column = Column::new(label(node));
        matrix.cells.iter().skip(at).step_by(width).for_each(|value| column.push(number(*value)));
        column
    });
    // All have a cell for each row.
    Table::of_columns(std::iter::once(heads).chain(columns).collect()).unwrap_or_default()
}

/// A whole number as an integer.
fn number(value: f64) -> Cell<'static> {
    if value.fract() == 0.0 && value.abs() < (1_u64 << 53) as f64 {
        Cell::Int(value as i64)
    } else {
        Cell::Float(value)
    }
}

/// A graph as a file: its connections with their weights, shares, and the types of their ends.
pub(super) fn graphml(table: &Table, part: &Part, about: &Provenance) -> Result<(Response, Vec<Bulk>), Failure> {
    let mut columns =
        ["source", "target", "weight", "pairs", "percentOfInput", "percentOfOutput", "sourceType", "targetType"]
            .map(Column::new);
    for edge in &part.edges {
        let ends = [edge.source, edge.target].map(|at| &part.nodes[at as usize]);
        let [from, to] = ends.map(|node| match name(table, node) {
            Cell::Null => Cell::Text(UNTYPED),
            cell => cell,
        });
        let types = ends.map(|node| node.kind.map_or(Cell::Null, |kind| kind.cell(table)));
        let shares = [ends[1].input, ends[0].output].map(|all| Cell::Float(100.0 * edge.weight / all));
        let cells =
            [from, to, number(edge.weight), Cell::Int(edge.pairs.into()), shares[0], shares[1], types[0], types[1]];
        columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
    }
    let edges = Table::of_columns(columns.into()).unwrap_or_default();
    let [source, target, weight] = [0, 1, 2].map(|at| edges.columns().get(at));
    let (Some(source), Some(target)) = (source, target) else {
        return Err(failure::invalid("The graph has no connections."));
    };
    let mut text = String::new();
    write_graphml(&Selection::new(&edges, None), Edges { source, target, weight }, &said(about), &mut text);
    Ok(file("graph.graphml", "application/xml", text))
}

/// A file to save; whoever saves it puts the dataset before its name.
fn file(name: &str, mime: &str, text: String) -> (Response, Vec<Bulk>) {
    let file = Response::File { name: name.to_owned(), mime: mime.to_owned() };
    (file, vec![Bulk::Bytes(text.into_bytes())])
}
