//! One neuron's skeleton in the scene.

use std::cell::{OnceCell, Ref, RefCell};

use glam::{DVec3, Vec3};

use crate::bounds::Bounds;
use crate::coloring::{Coloring, Values};
use crate::detail::Detail;
use crate::edges;

/// What values were computed of: the coloring, and the revision of what it goes by.
pub type ValuesOf = (Coloring, u64);

/// Nodes, edges and looks of one neuron.
#[derive(Debug)]
pub struct Skeleton {
    /// x, y, z relative to the scene's origin, radius.
    nodes: Vec<[f32; 4]>,
    pairs: Vec<[u32; 2]>,
    bounds: Bounds,
    nodes_revision: u64,
    edges_revision: u64,
    /// Computed when first asked for: small scenes never need it.
    detail: OnceCell<Detail>,
    /// Numbers from outside: none, one for all nodes, or one per node.
    given: Vec<f32>,
    given_revision: u64,
    values: RefCell<Option<(ValuesOf, Option<Values>)>>,
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
        Self {
            nodes,
            pairs,
            bounds,
            nodes_revision,
            edges_revision,
            detail: OnceCell::new(),
            given: Vec::new(),
            given_revision: revision,
            values: RefCell::default(),
            color: [0.5; 3],
            visible: true,
        }
    }

    pub(super) fn set_edges(&mut self, parents: &[u32], bridges: &[u32], revision: u64) {
        self.pairs = edges::pairs(parents, bridges);
        self.edges_revision = revision;
        self.detail = OnceCell::new();
    }

    pub(super) fn set_values(&mut self, values: &[f32], revision: u64) {
        self.given = values.to_vec();
        self.given_revision = revision;
    }

    /// What is needed of it at which tolerance.
    pub fn detail(&self) -> &Detail {
        self.detail.get_or_init(|| Detail::of(&self.nodes, &self.pairs))
    }

    /// [`Skeleton::detail`], unless that is still to be computed.
    pub fn known_detail(&self) -> Option<&Detail> {
        self.detail.get()
    }

    /// What its values for a coloring depend on.
    pub fn values_of(&self, coloring: Coloring) -> ValuesOf {
        let revision = match coloring {
            Coloring::Neuron | Coloring::Radius => self.nodes_revision,
            Coloring::Strahler | Coloring::Distance | Coloring::Fragment => self.edges_revision,
            Coloring::Values | Coloring::Categories => self.given_revision,
        };
        (coloring, revision)
    }

    /// Its values for a coloring; computed if they are not those of the last call.
    pub fn values(&self, coloring: Coloring) -> Option<Ref<'_, Values>> {
        let of = self.values_of(coloring);
        if self.values.borrow().as_ref().is_none_or(|(known, _)| *known != of) {
            let values = coloring.values(&self.nodes, &self.pairs, &self.given);
            *self.values.borrow_mut() = Some((of, values));
        }
        Ref::filter_map(self.values.borrow(), |known| known.as_ref()?.1.as_ref()).ok()
    }

    /// A number that is its own in the scene, for picking; never 0.
    pub fn number(&self) -> u32 {
        self.nodes_revision as u32
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
