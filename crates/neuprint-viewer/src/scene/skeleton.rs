//! One neuron's skeleton in the scene.

use glam::{DVec3, Vec3};

use crate::bounds::Bounds;
use crate::edges;

/// Nodes, edges and looks of one neuron.
#[derive(Debug)]
pub struct Skeleton {
    /// x, y, z relative to the scene's origin, radius.
    nodes: Vec<[f32; 4]>,
    pairs: Vec<[u32; 2]>,
    bounds: Bounds,
    nodes_revision: u64,
    edges_revision: u64,
    /// Red, green, blue in 0…1.
    pub color: [f32; 3],
    /// Whether it is drawn, framed and picked.
    pub visible: bool,
}

impl Skeleton {
    pub(super) fn new(nodes: &[f32], parents: &[u32], bridges: &[u32], origin: DVec3, revision: u64) -> Self {
        let mut bounds = Bounds::EMPTY;
        let nodes = nodes.chunks_exact(4).map(|node| {
            let place = Vec3::new(node[0], node[1], node[2]).as_dvec3();
            // A negative radius means "unknown" in some files; the node is still somewhere.
            let radius = node[3].max(0.0);
            bounds.add(place, f64::from(radius));
            let [x, y, z] = (place - origin).as_vec3().to_array();
            [x, y, z, radius]
        });
        let nodes = nodes.collect();
        let pairs = edges::pairs(parents, bridges);
        let (nodes_revision, edges_revision) = (revision, revision);
        Self { nodes, pairs, bounds, nodes_revision, edges_revision, color: [0.5; 3], visible: true }
    }

    pub(super) fn set_edges(&mut self, parents: &[u32], bridges: &[u32], revision: u64) {
        self.pairs = edges::pairs(parents, bridges);
        self.edges_revision = revision;
    }

    /// x, y, z relative to the scene's origin, radius.
    pub fn nodes(&self) -> &[[f32; 4]] {
        &self.nodes
    }

    /// How many nodes.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// What is drawn, see [`edges::pairs`].
    pub fn pairs(&self) -> &[[u32; 2]] {
        &self.pairs
    }

    /// The box around all nodes with their radii, in world coordinates.
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// Numbers that change whenever nodes or edges do.
    pub fn revisions(&self) -> (u64, u64) {
        (self.nodes_revision, self.edges_revision)
    }
}
