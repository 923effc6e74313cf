//! The connections of the shown rows as a graph and as a matrix.

mod written;

use neuprint_graph::{
    CellValue, Edge, Graph, GraphColumns as Columns, Layout, Matrix, MatrixOrder as Order, Node, Part, Rois, Told,
    order,
};
use neuprint_table::{Cell, Table};

use super::{Kept, Tables, count};
use crate::desk::{Answer, Bulk, cells, failure};
use crate::messages::{
    CellText, Failure, GraphAnswer, GraphAsk, GraphColumns, GraphNode, GraphOf, GraphShape, MatrixOf, MatrixOrder,
    MatrixValue, Response, TableHandle,
};

/// Nodes of a graph that are looked at, at most.
const NODES: usize = 2_000;
/// Connections between them, at most.
const EDGES: usize = 100_000;
/// Connections that pull when it is laid out: weaker ones would cost much and move little.
const PULLING: usize = 30_000;

/// A graph, as far as it is looked at.
#[derive(Debug)]
pub(super) struct KeptGraph {
    of: GraphOf,
    part: Part,
    told: Told,
    all_nodes: usize,
    all_edges: usize,
    overlapping: Option<u32>,
}

impl Tables {
    /// Whether nobody has said yet which ROIs a table's dataset has.
    pub(in crate::desk) fn lacks_rois(&self, table: TableHandle) -> bool {
        self.kept(table).is_ok_and(|kept| kept.rois.is_none())
    }

    /// Says which ROIs a table's dataset has.
    pub(in crate::desk) fn set_rois(&mut self, table: TableHandle, rois: Rois) {
        if let Ok(kept) = self.kept_mut(table) {
            kept.rois = Some(rois);
        }
    }

    /// Answers what is asked of a table's connections at once.
    pub(in crate::desk) fn graph(&mut self, table: TableHandle, ask: GraphAsk) -> Answer {
        let kept = self.kept_mut(table)?;
        Ok(match ask {
            GraphAsk::Columns => {
                let columns = Columns::find(&kept.table).map(told_columns);
                (Response::Graph(GraphAnswer::Columns(columns)), Vec::new())
            }
            GraphAsk::Shape(of) => {
                let (table, graph) = kept.graph(of)?;
                let bulk = vec![Bulk::Words(words(&graph.part.edges)), Bulk::Bytes(weights(&graph.part.edges))];
                (Response::Graph(GraphAnswer::Shape(shape(table, graph))), bulk)
            }
            GraphAsk::Layout(of) => {
                // Slices need the desk.
                kept.graph(of)?;
                (Response::Graph(GraphAnswer::Places), Vec::new())
            }
            GraphAsk::Matrix(of) => {
                let matrix = kept.matrix(of)?.2;
                let answer = GraphAnswer::Matrix { rows: matrix.rows, columns: matrix.columns };
                (Response::Graph(answer), Vec::new())
            }
            GraphAsk::CopyMatrix { of, ids_as_text } => {
                let (table, graph, matrix) = kept.matrix(of)?;
                (Response::Text(written::copied(table, &graph.part, &matrix, ids_as_text)?), Vec::new())
            }
            GraphAsk::MatrixFile { of, ids_as_text } => {
                let (table, graph, matrix) = kept.matrix(of)?;
                written::csv(table, &graph.part, &matrix, ids_as_text)
            }
            GraphAsk::File { of, about } => {
                let (table, graph) = kept.graph(of)?;
                written::graphml(table, &graph.part, &about)?
            }
        })
    }

    /// Begins to lay out a table's graph.
    pub(in crate::desk) fn begin_layout(&mut self, table: TableHandle, of: GraphOf) -> Result<Layout, Failure> {
        let (_, graph) = self.kept_mut(table)?.graph(of)?;
        let part = &graph.part;
        Ok(Layout::new(part.nodes.len(), &part.edges[..part.edges.len().min(PULLING)]))
    }
}

impl Kept {
    /// The graph of the shown rows: the last one, if that is asked for again.
    fn graph(&mut self, of: GraphOf) -> Result<(&Table, &KeptGraph), Failure> {
        let graph = match self.graph.take().filter(|known| known.of == of) {
            Some(known) => known,
            None => {
                let shown = self.shown.rows();
                let rois = self.rois.as_ref().zip(of.columns.roi);
                let once = rois.and_then(|(rois, column)| rois.once(&self.table, shown, column));
                let overlapping = once.as_ref().map(|once| count(self.shown.count(&self.table) - once.len()));
                let neurons = Graph::read(&self.table, once.as_deref().or(shown), &columns(of.columns))
                    .map_err(|error| failure::invalid(format!("The rows were not read as connections: {error}.")))?;
                let whole = if of.by_type { neurons.by_type() } else { neurons };
                let part = whole.strongest(NODES, EDGES);
                let (all_nodes, all_edges) = (whole.nodes.len(), whole.edges.len());
                KeptGraph { of, part, told: whole.told, all_nodes, all_edges, overlapping }
            }
        };
        Ok((&self.table, self.graph.insert(graph)))
    }

    fn matrix(&mut self, of: MatrixOf) -> Result<(&Table, &KeptGraph, Matrix), Failure> {
        let (table, graph) = self.graph(of.graph)?;
        let mut matrix = Matrix::of(&graph.part, value(of.value));
        order(&mut matrix, &graph.part, table, by(of.order));
        Ok((table, graph, matrix))
    }
}

fn shape(table: &Table, graph: &KeptGraph) -> GraphShape {
    let KeptGraph { part, told, all_nodes, all_edges, .. } = graph;
    let mut types: Vec<String> = Vec::new();
    // Where each type's number has its place.
    let mut places: Vec<Option<u32>> = Vec::new();
    let mut type_at = |node: &Node| {
        let (number, name) = (node.kind_number? as usize, node.kind?);
        if places.len() <= number {
            places.resize(number + 1, None);
        }
        Some(*places[number].get_or_insert_with(|| {
            types.push(name.cell(table).to_string());
            count(types.len() - 1)
        }))
    };
    let nodes = part
        .nodes
        .iter()
        .map(|node| GraphNode {
            name: node.name.map_or(CellText::Null, |name| cells::text(name.cell(table))),
            type_at: type_at(node),
            instance: node.instance.map(|instance| instance.cell(table).to_string()),
            neurons: node.neurons,
            input: node.input,
            output: node.output,
        })
        .collect();
    GraphShape {
        nodes,
        types,
        all_nodes: count(*all_nodes),
        all_edges: count(*all_edges),
        edges_between: count(part.edges_between),
        rows: told.rows,
        without_ends: told.without_ends,
        without_weight: told.without_weight,
        added: told.added,
        overlapping: graph.overlapping,
    }
}

/// Source, target and pairs of each connection.
fn words(edges: &[Edge]) -> Vec<u32> {
    edges.iter().flat_map(|edge| [edge.source, edge.target, edge.pairs]).collect()
}

/// The weight of each connection.
fn weights(edges: &[Edge]) -> Vec<u8> {
    edges.iter().flat_map(|edge| edge.weight.to_le_bytes()).collect()
}

/// A node's name as a cell.
fn name<'t>(table: &'t Table, node: &Node) -> Cell<'t> {
    node.name.map_or(Cell::Null, |name| name.cell(table))
}

fn told_columns(found: Columns) -> GraphColumns {
    let Columns { source, target, weight, source_type, target_type, source_instance, target_instance, roi } = found;
    GraphColumns { source, target, weight, source_type, target_type, source_instance, target_instance, roi }
}

fn columns(asked: GraphColumns) -> Columns {
    let GraphColumns { source, target, weight, source_type, target_type, source_instance, target_instance, roi } =
        asked;
    Columns { source, target, weight, source_type, target_type, source_instance, target_instance, roi }
}

fn value(asked: MatrixValue) -> CellValue {
    match asked {
        MatrixValue::Sum => CellValue::Sum,
        MatrixValue::Mean => CellValue::Mean,
        MatrixValue::Pairs => CellValue::Pairs,
        MatrixValue::PercentOfInput => CellValue::PercentOfInput,
        MatrixValue::PercentOfOutput => CellValue::PercentOfOutput,
    }
}

fn by(asked: MatrixOrder) -> Order {
    match asked {
        MatrixOrder::Name => Order::Name,
        MatrixOrder::Sum => Order::Sum,
        MatrixOrder::Cluster => Order::Cluster,
    }
}
