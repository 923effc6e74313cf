//! Rows as the edges of a directed graph, in [GraphML](http://graphml.graphdrawing.org/), which Gephi, Cytoscape, yEd,
//! igraph and networkx read.

use std::fmt::Write;

use crate::cell::Cell;
use crate::codes::{Bytes, Codes};
use crate::column::{Column, ColumnData};
use crate::selection::Selection;

/// Which columns are what in a graph.
#[derive(Debug, Clone, Copy)]
pub struct Edges<'t> {
    /// Where each edge begins. Nodes are called as the text of the cell.
    pub source: &'t Column,
    /// Where each edge ends.
    pub target: &'t Column,
    /// Its weight.
    pub weight: Option<&'t Column>,
}

/// Appends a graph to `out`: a node for each distinct text in the columns of sources and targets, an edge for each row
/// that has both. The weight is an attribute `weight`; the selection's other columns are attributes of their name. They
/// are of the types `boolean`, `long` and `double` where all cells are, otherwise `string`; nulls are left out.
///
/// What is said `about` the graph are names and values that become its own attributes.
///
/// ```
/// use neuprint_table::{Cell, Column, Edges, Selection, Table, write_graphml};
///
/// let mut columns = ["pre", "post", "weight"].map(Column::new);
/// for (column, cell) in columns.iter_mut().zip([11, 12, 7]) {
///     column.push(Cell::Int(cell));
/// }
/// let table = Table::of_columns(columns.to_vec()).unwrap();
/// let [source, target, weight] = [0, 1, 2].map(|at| &table.columns()[at]);
/// let mut xml = String::new();
/// write_graphml(&Selection::new(&table, None), Edges { source, target, weight: Some(weight) }, &[], &mut xml);
/// assert!(xml.contains(r#"<edge source="11" target="12"><data key="e0">7</data></edge>"#));
/// ```
///
/// # Panics
/// If the selection has a row that is not there.
pub fn write_graphml(selection: &Selection<'_>, edges: Edges<'_>, about: &[(&str, &str)], out: &mut String) {
    begin_file(selection, edges, about, out);
    write_file_rows(selection, edges, out);
    end_file(out);
}

/// What stands before the edges: what they have, and the nodes, those of all rows.
pub(crate) fn begin_file(selection: &Selection<'_>, edges: Edges<'_>, about: &[(&str, &str)], out: &mut String) {
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (at, (name, _)) in about.iter().enumerate() {
        key(&format!("g{at}"), "graph", name, "string", out);
    }
    for (at, (name, column)) in attributes(selection, edges).iter().enumerate() {
        key(&format!("e{at}"), "edge", name, kind(column), out);
    }
    out.push_str("<graph edgedefault=\"directed\">\n");
    for (at, (_, value)) in about.iter().enumerate() {
        data('g', at, value, out);
        out.push('\n');
    }
    let mut text = String::new();
    let mut known = Bytes::default();
    for column in [edges.source, edges.target] {
        for row in Codes::of(column, &selection.rows).firsts {
            let cell = column.cell(row as usize);
            let count = known.len();
            if !cell.is_null() && known.code(cell.to_string().as_bytes()) as usize == count {
                out.push_str("<node id=\"");
                escape_cell(cell, &mut text, out);
                out.push_str("\"/>\n");
            }
        }
    }
}

/// The edges of some rows.
pub(crate) fn write_file_rows(selection: &Selection<'_>, edges: Edges<'_>, out: &mut String) {
    let attributes = attributes(selection, edges);
    let mut text = String::new();
    for row in selection.rows.iter() {
        let (source, target) = (edges.source.cell(row), edges.target.cell(row));
        if source.is_null() || target.is_null() {
            continue;
        }
        out.push_str("<edge source=\"");
        escape_cell(source, &mut text, out);
        out.push_str("\" target=\"");
        escape_cell(target, &mut text, out);
        out.push_str("\">");
        for (at, (_, column)) in attributes.iter().enumerate() {
            let cell = column.cell(row);
            if !cell.is_null() {
                text.clear();
                // Writing to a String cannot fail.
                let _ = match cell {
                    Cell::Float(value) if value.is_infinite() => {
                        write!(text, "{}", if value > 0.0 { "INF" } else { "-INF" })
                    }
                    _ => write!(text, "{cell}"),
                };
                data('e', at, &text, out);
            }
        }
        out.push_str("</edge>\n");
    }
}

/// What stands behind the edges.
pub(crate) fn end_file(out: &mut String) {
    out.push_str("</graph>\n</graphml>\n");
}

/// What edges have, by name: the weight, and the other columns of the selection.
fn attributes<'t>(selection: &Selection<'t>, edges: Edges<'t>) -> Vec<(&'t str, &'t Column)> {
    let ends = [Some(edges.source), Some(edges.target), edges.weight];
    let others = selection
        .columns
        .iter()
        .map(|selected| selected.column)
        .filter(|column| !ends.into_iter().flatten().any(|known| std::ptr::eq(known, *column)));
    edges
        .weight
        .map(|weight| ("weight", weight))
        .into_iter()
        .chain(others.map(|column| (column.name(), column)))
        .collect()
}

/// The type of an attribute.
fn kind(column: &Column) -> &'static str {
    match column.data() {
        ColumnData::Bool(_) => "boolean",
        ColumnData::Int64(_) => "long",
        ColumnData::Float64(_) => "double",
        // GraphML has no integers past the signed ones.
        _ => "string",
    }
}

fn key(id: &str, of: &str, name: &str, kind: &str, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<key id=\"{id}\" for=\"{of}\" attr.name=\"");
    escape(name, out);
    let _ = writeln!(out, "\" attr.type=\"{kind}\"/>");
}

fn data(prefix: char, at: usize, value: &str, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<data key=\"{prefix}{at}\">");
    escape(value, out);
    out.push_str("</data>");
}

fn escape_cell(cell: Cell<'_>, text: &mut String, out: &mut String) {
    text.clear();
    // Writing to a String cannot fail.
    let _ = write!(text, "{cell}");
    escape(text, out);
}

/// Appends a text as it stands in XML, within quotes or not. Letters that XML does not have are replaced.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Within quotes they would become spaces.
            '\t' | '\n' | '\r' => drop(write!(out, "&#{};", u32::from(letter))),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
}
