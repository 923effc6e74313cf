//! Neurons grouped by their types.

use neuprint_table::Pairs;

use crate::graph::{Edge, Graph, Node, Place};

impl Graph {
    /// A graph with a node for each type: weights are added up, pairs of neurons counted. Neurons whose type is null
    /// become one node without a name; those of a side for which the table has no types stay as they are.
    pub fn by_type(&self) -> Self {
        let mut groups = Groups::default();
        let of: Vec<u32> = self.nodes.iter().map(|node| groups.place(node)).collect();
        let mut nodes = groups.nodes;
        for (node, place) in self.nodes.iter().zip(&of) {
            nodes[*place as usize].neurons += node.neurons;
        }
        let (mut pairs, mut edges) = (Pairs::default(), Vec::<Edge>::new());
        for edge in &self.edges {
            let [source, target] = [edge.source, edge.target].map(|at| of[at as usize]);
            let number = pairs.number(source, target) as usize;
            match edges.get_mut(number) {
                Some(sum) => {
                    sum.weight += edge.weight;
                    sum.pairs += edge.pairs;
                }
                None => edges.push(Edge { source, target, ..*edge }),
            }
        }
        let mut graph = Self { nodes, edges, told: self.told };
        graph.add_up();
        graph
    }
}

/// The nodes of types, as they grow.
#[derive(Default)]
struct Groups {
    nodes: Vec<Node>,
    /// Where each type's node is, by its number.
    of_type: Vec<Option<u32>>,
    without_type: Option<u32>,
}

impl Groups {
    /// The place of the node to which a neuron belongs.
    fn place(&mut self, node: &Node) -> u32 {
        let next = self.nodes.len() as u32;
        let (known, name): (&mut Option<u32>, Option<Place>) = match node.kind_number {
            Some(number) => {
                let number = number as usize;
                if self.of_type.len() <= number {
                    self.of_type.resize(number + 1, None);
                }
                (&mut self.of_type[number], node.kind)
            }
            None if node.has_type_column => (&mut self.without_type, None),
            None => (&mut None, node.name),
        };
        let place = *known.get_or_insert(next);
        if place == next {
            // An instance is one neuron's.
            self.nodes.push(Node { name, instance: None, neurons: 0, input: 0.0, output: 0.0, ..*node });
        }
        place
    }
}
