//! Nodes and connections as the worker sent them, and how they are said.

use neuprint_page::wording::{count, counted};
use neuprint_worker::messages::{CellText, GraphNode, GraphShape};

/// A graph.
#[derive(Debug, PartialEq)]
pub(crate) struct Net {
    /// The nodes, and what is said of the whole.
    pub(crate) shape: GraphShape,
    /// The connections, the largest first.
    pub(crate) edges: Vec<Edge>,
    /// For each node its connections from others, by their places; the largest first.
    pub(crate) inputs: Vec<Vec<u32>>,
    /// For each node its connections to others.
    pub(crate) outputs: Vec<Vec<u32>>,
}

/// A connection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub(crate) source: u32,
    pub(crate) target: u32,
    /// How many pairs of neurons it is.
    pub(crate) pairs: u32,
    pub(crate) weight: f64,
}

impl Net {
    /// Of an answer and its arrays: source, target and pairs of each connection, and its weight.
    pub(crate) fn new(shape: GraphShape, words: &[u32], weights: &[f64]) -> Self {
        let (mut inputs, mut outputs) = (vec![Vec::new(); shape.nodes.len()], vec![Vec::new(); shape.nodes.len()]);
        let edges: Vec<Edge> = words
            .as_chunks::<3>()
            .0
            .iter()
            .zip(weights)
            .map(|([source, target, pairs], weight)| Edge {
                source: *source,
                target: *target,
                pairs: *pairs,
                weight: *weight,
            })
            .collect();
        for (at, edge) in edges.iter().enumerate() {
            outputs[edge.source as usize].push(at as u32);
            inputs[edge.target as usize].push(at as u32);
        }
        Self { shape, edges, inputs, outputs }
    }

    /// A node.
    pub(crate) fn node(&self, at: u32) -> &GraphNode {
        &self.shape.nodes[at as usize]
    }

    /// What a node is called in full: its ID or type.
    pub(crate) fn name(&self, at: u32) -> String {
        match &self.node(at).name {
            CellText::Null => "no type".to_owned(),
            CellText::Number(text) | CellText::Text(text) | CellText::Json(text) => text.clone(),
            CellText::Boolean(value) => value.to_string(),
        }
    }

    /// What a node is called in a picture: its instance, if it is known.
    pub(crate) fn label(&self, at: u32) -> String {
        self.node(at).instance.clone().unwrap_or_else(|| self.name(at))
    }

    /// What is said beside a node's name: the type of a neuron, or of how many neurons a type has.
    pub(crate) fn beside(&self, at: u32, by_type: bool) -> String {
        let node = self.node(at);
        if by_type {
            return counted(u64::from(node.neurons), "neuron", "neurons");
        }
        node.type_at.and_then(|at| self.shape.types.get(at as usize)).cloned().unwrap_or_default()
    }

    /// The share of a connection in its target's input, or in its source's output; in percent.
    pub(crate) fn share(&self, edge: &Edge, of_output: bool) -> f64 {
        let all = if of_output { self.node(edge.source).output } else { self.node(edge.target).input };
        if all > 0.0 { 100.0 * edge.weight / all } else { 0.0 }
    }
}

/// A weight: whole ones with commas, others with as many digits as matter.
pub(crate) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        let digits = count(value.abs() as u64);
        return if value < 0.0 { format!("−{digits}") } else { digits };
    }
    // Two digits behind the point, without a formatter of floats.
    let hundredths = (value.abs() * 100.0).round() as u64;
    let fraction = hundredths % 100;
    let sign = if value < 0.0 { "−" } else { "" };
    let zero = if fraction < 10 { "0" } else { "" };
    format!("{sign}{}.{zero}{fraction}", count(hundredths / 100))
}

/// A share: 34 %, 3.4 %, 0.3 %, <0.1 %.
pub(crate) fn percent(share: f64) -> String {
    let tenths = (share * 10.0).round() as u64;
    if share >= 9.95 {
        format!("{} %", share.round() as u64)
    } else if tenths == 0 && share > 0.0 {
        "<0.1 %".to_owned()
    } else {
        format!("{}.{} %", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_shares_are_read_at_a_glance() {
        assert_eq!([0.0, 12.0, 12_345.0, 2.5, 0.046, -3.0].map(number), ["0", "12", "12,345", "2.50", "0.05", "−3"]);
        assert_eq!(
            [100.0, 34.2, 9.96, 3.44, 0.31, 0.02, 0.0].map(percent),
            ["100 %", "34 %", "10 %", "3.4 %", "0.3 %", "<0.1 %", "0.0 %"]
        );
    }
}
