//! As much of a graph as can be looked at.

use crate::graph::{Edge, Graph, Node};

/// Some of a graph's nodes, and connections between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The nodes, those with the largest weights first. Their inputs and outputs are those of the whole graph.
    pub nodes: Vec<Node>,
    /// Their connections, the largest first; their ends are places among these nodes.
    pub edges: Vec<Edge>,
    /// How many connections these nodes have with each other in the whole graph.
    pub edges_between: usize,
}

impl Graph {
    /// The nodes whose inputs and outputs are the largest, and the largest of the connections between them.
    pub fn strongest(&self, most_nodes: usize, most_edges: usize) -> Part {
        let weight = |at: &u32| {
            let node = &self.nodes[*at as usize];
            node.input + node.output
        };
        let mut order: Vec<u32> = (0..self.nodes.len() as u32).collect();
        order.sort_unstable_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        order.truncate(most_nodes);
        let mut places = vec![None; self.nodes.len()];
        for (place, at) in order.iter().enumerate() {
            places[*at as usize] = Some(place as u32);
        }
        let mut edges: Vec<Edge> = self
            .edges
            .iter()
            .filter_map(|edge| {
                let [source, target] = [edge.source, edge.target].map(|at| places[at as usize]);
                Some(Edge { source: source?, target: target?, ..*edge })
            })
            .collect();
        let edges_between = edges.len();
        edges.sort_unstable_by(|a, b| {
            b.weight.total_cmp(&a.weight).then((a.source, a.target).cmp(&(b.source, b.target)))
        });
        edges.truncate(most_edges);
        Part { nodes: order.iter().map(|at| self.nodes[*at as usize]).collect(), edges, edges_between }
    }
}
