//! The connected components of a graph.

use neuprint_table::Pairs;

use crate::graph::Edge;

/// Nodes that are connected with each other, in whatever direction.
#[derive(Debug)]
pub(super) struct Component {
    /// Which nodes of the graph.
    pub(super) nodes: Vec<u32>,
    /// Pairs of places among them that are connected, each once and none with itself, and how hard they pull.
    pub(super) links: Vec<(u32, u32, f64)>,
}

impl Component {
    /// For each node its neighbours.
    pub(super) fn neighbours(&self) -> Vec<Vec<u32>> {
        let mut neighbours = vec![Vec::new(); self.nodes.len()];
        for (a, b, _) in &self.links {
            neighbours[*a as usize].push(*b);
            neighbours[*b as usize].push(*a);
        }
        neighbours
    }
}

/// The components, the largest first.
pub(super) fn of(nodes: usize, edges: &[Edge]) -> Vec<Component> {
    let mut parents: Vec<u32> = (0..nodes as u32).collect();
    for edge in edges {
        let [a, b] = [edge.source, edge.target].map(|node| root(&mut parents, node));
        // The lower number stays the root: components keep the order of their first nodes.
        parents[a.max(b) as usize] = a.min(b);
    }
    let mut component_of = vec![0_u32; nodes];
    let mut place_of = vec![0_u32; nodes];
    let mut components: Vec<Component> = Vec::new();
    for node in 0..nodes as u32 {
        let root = root(&mut parents, node);
        if root == node {
            component_of[node as usize] = components.len() as u32;
            components.push(Component { nodes: Vec::new(), links: Vec::new() });
        }
        let at = component_of[root as usize];
        component_of[node as usize] = at;
        let component = &mut components[at as usize];
        place_of[node as usize] = component.nodes.len() as u32;
        component.nodes.push(node);
    }
    let mut pairs = Pairs::default();
    let mut sums: Vec<(u32, u32, f64)> = Vec::new();
    for edge in edges.iter().filter(|edge| edge.source != edge.target) {
        let (a, b) = (edge.source.min(edge.target), edge.source.max(edge.target));
        let number = pairs.number(a, b) as usize;
        let weight = if edge.weight.is_finite() { edge.weight.max(0.0) } else { 0.0 };
        match sums.get_mut(number) {
            Some(sum) => sum.2 += weight,
            None => sums.push((a, b, weight)),
        }
    }
    let mean = sums.iter().map(|sum| sum.2).sum::<f64>() / sums.len().max(1) as f64;
    for (a, b, weight) in sums {
        // Some connections weigh a thousand times as much as others: pulling so much more they would collapse.
        let pull = if mean > 0.0 { (weight / mean).sqrt().clamp(0.2, 4.0) } else { 1.0 };
        let link = (place_of[a as usize], place_of[b as usize], pull);
        components[component_of[a as usize] as usize].links.push(link);
    }
    components.sort_by_key(|component| std::cmp::Reverse(component.nodes.len()));
    components
}

/// The node that stands for all that are connected so far.
fn root(parents: &mut [u32], node: u32) -> u32 {
    let mut at = node;
    while parents[at as usize] != at {
        // Halves the way for whoever comes next.
        parents[at as usize] = parents[parents[at as usize] as usize];
        at = parents[at as usize];
    }
    at
}
