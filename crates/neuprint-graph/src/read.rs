//! Rows to a graph of neurons: repeated pairs are added up, what has no end or weight is counted and left out.

use neuprint_table::{Cell, Column, Numbered, Pairs, Table};

use crate::columns::GraphColumns;
use crate::graph::{Edge, Graph, Node, Place, Told};

/// Why a table is no graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GraphError {
    /// A column of this index is not there.
    NoColumn(u32),
    /// The source is the target, too: the column of this index.
    OneColumn(u32),
}

impl std::fmt::Display for GraphError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoColumn(at) => write!(f, "the table has no column with the index {at}"),
            Self::OneColumn(_) => f.write_str("the same column was chosen as source and as target; choose another one"),
        }
    }
}

impl std::error::Error for GraphError {}

impl Graph {
    /// Reads some rows of a table (row indices), or all.
    ///
    /// A neuron's type is the first one that a row says of it, on either side.
    ///
    /// # Errors
    /// [`GraphError`], if the columns are not the table's.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn read(table: &Table, rows: Option<&[u32]>, columns: &GraphColumns) -> Result<Self, GraphError> {
        let column = |at: u32| table.columns().get(at as usize).ok_or(GraphError::NoColumn(at));
        columns.all().try_for_each(|at| column(at).map(drop))?;
        if columns.source == columns.target {
            return Err(GraphError::OneColumn(columns.source));
        }
        let sides = [columns.source, columns.target];
        let Numbered { of, firsts } = Numbered::of(&[column(sides[0])?, column(sides[1])?], rows);
        let node = |&(side, row): &(usize, u32)| Node {
            name: Some(Place { column: sides[side], row }),
            kind: None,
            instance: None,
            kind_number: None,
            has_type_column: false,
            neurons: 1,
            input: 0.0,
            output: 0.0,
        };
        let mut nodes: Vec<Node> = firsts.iter().map(node).collect();
        let count = rows.map_or(table.rows(), <[u32]>::len);
        let row_at = |place: usize| rows.map_or(place, |rows| rows[place] as usize);
        let weights = columns.weight.map(column).transpose()?;
        let mut told = Told { rows: count as u32, ..Told::default() };
        let (mut pairs, mut edges) = (Pairs::default(), Vec::<Edge>::new());
        for (place, (&source, &target)) in of[0].iter().zip(&of[1]).enumerate() {
            if source == Numbered::NULL || target == Numbered::NULL {
                told.without_ends += 1;
                continue;
            }
            let weight = weights.map_or(1.0, |weights| weight(weights, row_at(place)));
            if !(weight > 0.0 && weight.is_finite()) {
                told.without_weight += 1;
                continue;
            }
            let number = pairs.number(source, target) as usize;
            match edges.get_mut(number) {
                Some(edge) => {
                    edge.weight += weight;
                    told.added += 1;
                }
                None => edges.push(Edge { source, target, weight, pairs: 1 }),
            }
        }
        let types = [columns.source_type, columns.target_type];
        let instances = [columns.source_instance, columns.target_instance];
        for side in 0..2 {
            if types[side].is_some() {
                of[side].iter().for_each(|node| {
                    if let Some(node) = nodes.get_mut(*node as usize) {
                        node.has_type_column = true;
                    }
                });
            }
            describe(table, types[side], &of[side], row_at, &mut nodes, |node| &mut node.kind);
            describe(table, instances[side], &of[side], row_at, &mut nodes, |node| &mut node.instance);
        }
        number_types(table, types, &mut nodes);
        let mut graph = Self { nodes, edges, told };
        graph.add_up();
        Ok(graph)
    }
}

/// A row's weight; NaN if it has none.
fn weight(column: &Column, row: usize) -> f64 {
    column.cell(row).number().map_or(f64::NAN, neuprint_table::Number::to_f64)
}

/// Notes the first cell that a column has for each node.
fn describe(
    table: &Table,
    at: Option<u32>,
    of: &[u32],
    row_at: impl Fn(usize) -> usize,
    nodes: &mut [Node],
    field: impl Fn(&mut Node) -> &mut Option<Place>,
) {
    let Some((at, column)) = at.and_then(|at| Some((at, table.columns().get(at as usize)?))) else { return };
    for (place, node) in of.iter().enumerate() {
        let Some(known) = nodes.get_mut(*node as usize).map(&field).filter(|known| known.is_none()) else { continue };
        let row = row_at(place);
        if column.cell(row) != Cell::Null {
            *known = Some(Place { column: at, row: row as u32 });
        }
    }
}

/// Gives nodes of one type one number.
fn number_types(table: &Table, types: [Option<u32>; 2], nodes: &mut [Node]) {
    // Each side's types are a column of their own; both have one numbering.
    let mut rows: [Vec<u32>; 2] = Default::default();
    let side = |place: Place| usize::from(types[0] != Some(place.column));
    for place in nodes.iter().filter_map(|node| node.kind) {
        rows[side(place)].push(place.row);
    }
    let columns: Vec<Column> = types
        .iter()
        .zip(&rows)
        .map(|(at, rows)| {
            let column = at.and_then(|at| table.columns().get(at as usize)?.take(rows));
            column.unwrap_or_else(|| Column::new(""))
        })
        .collect();
    let numbered = Numbered::of(&[&columns[0], &columns[1]], None);
    let mut next = [numbered.of[0].iter(), numbered.of[1].iter()];
    for node in nodes.iter_mut() {
        let Some(place) = node.kind else { continue };
        node.kind_number = next[side(place)].next().copied();
    }
}
