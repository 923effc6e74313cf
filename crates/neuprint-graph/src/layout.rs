//! Where to draw the nodes of a graph: a force-directed layout in slices.
//!
//! ```
//! use neuprint_graph::{Edge, Layout};
//!
//! let edge = |source, target| Edge { source, target, weight: 1.0, pairs: 1 };
//! let mut layout = Layout::new(4, &[edge(0, 1), edge(1, 2), edge(2, 0)]);
//! while layout.advance(1_000) {
//!     // Here it can be shown how far it is, or stopped.
//! }
//! let [a, b, alone] = [0, 1, 3].map(|node: usize| layout.places()[node]);
//! assert!((a[0] - b[0]).hypot(a[1] - b[1]) < (a[0] - alone[0]).hypot(a[1] - alone[1]) + 2.0);
//! ```
//!
//! Connected components are laid out each for itself and then put side by side. Within one, nodes begin where classical
//! scaling of distances to a few pivots puts them (Brandes and Pich, "Eigensolver methods for progressive
//! multidimensional scaling of large data", 2006), which unfolds the graph; then repulsion and attraction move them as in
//! ForceAtlas2 (Jacomy, Venturini, Heymann and Bastian, PLoS ONE 9(6): e98679, 2014). Nothing is drawn by lot: the same
//! graph always looks the same. A unit of length is the least distance between two nodes.

mod components;
mod forces;
mod pack;
mod spread;
mod start;
mod tree;

use crate::graph::Edge;
use components::Component;
use forces::Forces;

/// A layout that is under way.
#[derive(Debug)]
pub struct Layout {
    parts: Vec<Part>,
    nodes: usize,
}

/// One component.
#[derive(Debug)]
struct Part {
    component: Component,
    places: Vec<Point>,
    forces: Forces,
    /// Steps that are left.
    left: u32,
}

/// A place, or a direction.
type Point = [f64; 2];

/// What a slice may cost: about the nodes that are moved, and the edges that pull.
type Fuel = usize;

impl Layout {
    /// Begins to lay out so many nodes. Heavier connections pull more, which way they go makes no difference.
    ///
    /// # Panics
    /// If an edge has an end that is not there.
    pub fn new(nodes: usize, edges: &[Edge]) -> Self {
        let parts = components::of(nodes, edges).into_iter().map(|component| {
            let places = start::places(&component);
            let forces = Forces::new(&component);
            let left = if component.nodes.len() < 3 { 0 } else { steps(component.nodes.len()) };
            Part { component, places, forces, left }
        });
        Self { parts: parts.collect(), nodes }
    }

    /// Goes on for about this much work: a node that is moved or a connection that pulls costs 1. Whether it is not yet at
    /// its end.
    pub fn advance(&mut self, fuel: Fuel) -> bool {
        let mut fuel = fuel;
        for part in &mut self.parts {
            while part.left > 0 {
                let cost = part.component.nodes.len() + part.component.links.len();
                part.left = if part.forces.step(&part.component, &mut part.places) { part.left - 1 } else { 0 };
                match fuel.checked_sub(cost) {
                    Some(rest) => fuel = rest,
                    None => return self.is_moving(),
                }
            }
        }
        false
    }

    /// How much is done, from 0 to 1.
    pub fn done(&self) -> f64 {
        let cost = |part: &Part, steps: u32| part.component.nodes.len() as f64 * f64::from(steps);
        let all: f64 = self.parts.iter().map(|part| cost(part, steps(part.component.nodes.len()))).sum();
        let left: f64 = self.parts.iter().map(|part| cost(part, part.left)).sum();
        if all > 0.0 { 1.0 - left / all } else { 1.0 }
    }

    /// Where the nodes are now, around the origin, y downwards.
    pub fn places(&self) -> Vec<[f32; 2]> {
        let mut parts: Vec<Vec<Point>> =
            self.parts.iter().map(|part| spread::sized(&part.component, &part.places)).collect();
        pack::side_by_side(&mut parts);
        let mut all = vec![[0.0; 2]; self.nodes];
        for (part, places) in self.parts.iter().zip(&parts) {
            for (node, place) in part.component.nodes.iter().zip(places) {
                all[*node as usize] = place.map(|value| value as f32);
            }
        }
        all
    }

    fn is_moving(&self) -> bool {
        self.parts.iter().any(|part| part.left > 0)
    }
}

/// Steps at most: small graphs settle to the last bit, large ones take what a second gives.
fn steps(nodes: usize) -> u32 {
    match nodes {
        0..=100 => 600,
        101..=500 => 400,
        _ => 250,
    }
}
