//! What there is to see: skeletons, points and meshes under their keys, checked and kept on this side of the GPU.
//!
//! ```
//! use neuprint_viewer::Scene;
//!
//! let mut scene = Scene::default();
//! let (nodes, parents) = ([0.0, 0.0, 0.0, 5.0, 90.0, 0.0, 0.0, 5.0], [u32::MAX, 0]);
//! scene.set_skeleton("1", &nodes, &parents, &[])?;
//! assert_eq!(scene.skeletons().count(), 1);
//! # Ok::<(), neuprint_viewer::scene::SceneError>(())
//! ```
//!
//! The renderer compares revisions with what it has uploaded, so a change of edges uploads only edges, a change of colour
//! nothing, and a lost GPU context costs nothing but time.

mod check;
mod mesh;
mod points;
mod skeleton;

use std::collections::BTreeMap;

use glam::{DVec3, Vec3};

pub use check::SceneError;
pub use mesh::Mesh;
pub use points::{KINDS, Points};
pub use skeleton::{Skeleton, ValuesOf};

use crate::bounds::Bounds;
use crate::coloring::{Coloring, Legend};

/// All skeletons, points and meshes.
#[derive(Debug, Default)]
pub struct Scene {
    skeletons: BTreeMap<String, Skeleton>,
    points: BTreeMap<String, Points>,
    meshes: BTreeMap<String, Mesh>,
    coloring: Coloring,
    /// The skeleton beside which the others are faint.
    highlighted: Option<String>,
    /// GPU coordinates are single precision and relative to this; fixed while there is content.
    origin: Option<DVec3>,
    revision: u64,
}

impl Scene {
    /// Adds or replaces a skeleton. `nodes` holds x, y, z, radius per node; `parents` the index of each node's parent,
    /// `u32::MAX` at a root; `bridges` the nodes whose edge was added by healing. A replaced skeleton keeps its colour and
    /// visibility.
    ///
    /// # Errors
    /// If lengths or indices do not fit together or a number is not finite; the scene stays as it was.
    pub fn set_skeleton(
        &mut self,
        key: &str,
        nodes: &[f32],
        parents: &[u32],
        bridges: &[u32],
    ) -> Result<(), SceneError> {
        check::nodes(key, nodes)?;
        check::edges(key, nodes.len() / 4, parents, bridges)?;
        let revision = self.next_revision();
        let origin = self.origin_for(nodes.chunks_exact(4));
        let mut skeleton = Skeleton::new(nodes, parents, bridges, origin, revision);
        if let Some(before) = self.skeletons.get(key) {
            skeleton.color = before.color;
            skeleton.visible = before.visible;
        }
        self.skeletons.insert(key.to_owned(), skeleton);
        Ok(())
    }

    /// Replaces a skeleton's edges, as healing does; nodes stay. An unknown key is ignored.
    ///
    /// # Errors
    /// If an index is not one of the skeleton's nodes.
    pub fn set_edges(&mut self, key: &str, parents: &[u32], bridges: &[u32]) -> Result<(), SceneError> {
        let revision = self.next_revision();
        let Some(skeleton) = self.skeletons.get_mut(key) else { return Ok(()) };
        check::edges(key, skeleton.node_count(), parents, bridges)?;
        skeleton.set_edges(parents, bridges, revision);
        Ok(())
    }

    /// Gives a skeleton numbers to be coloured by: one per node, one for all, or none. An unknown key is ignored.
    ///
    /// # Errors
    /// If there are more or fewer, or a number is not finite.
    pub fn set_values(&mut self, key: &str, values: &[f32]) -> Result<(), SceneError> {
        let revision = self.next_revision();
        let Some(skeleton) = self.skeletons.get_mut(key) else { return Ok(()) };
        check::values(key, values, skeleton.node_count())?;
        skeleton.set_values(values, revision);
        Ok(())
    }

    /// Adds or replaces a set of points: x, y, z per point, their kinds (below [`KINDS`]), their confidences (0…1; none at
    /// all for 1 everywhere), and the radius of all. A replaced set keeps its looks.
    ///
    /// # Errors
    /// If lengths or kinds do not fit together or a number is not finite.
    pub fn set_points(
        &mut self,
        key: &str,
        places: &[f32],
        kinds: &[u8],
        confidences: &[f32],
        radius: f32,
    ) -> Result<(), SceneError> {
        check::points(key, places, kinds, confidences)?;
        let revision = self.next_revision();
        let origin = self.origin_for(places.chunks_exact(3));
        let radius = if radius.is_finite() { radius.max(0.0) } else { 0.0 };
        let mut points = Points::new(places, kinds, confidences, radius, origin, revision);
        if let Some(before) = self.points.get(key) {
            points.adopt_looks(before);
        }
        self.points.insert(key.to_owned(), points);
        Ok(())
    }

    /// Adds or replaces a mesh: x, y, z per vertex, three vertex indices per face, a colour with opacity.
    ///
    /// # Errors
    /// If lengths or indices do not fit together or a number is not finite.
    pub fn set_mesh(&mut self, key: &str, vertices: &[f32], faces: &[u32], color: [f32; 4]) -> Result<(), SceneError> {
        check::mesh(key, vertices, faces)?;
        let revision = self.next_revision();
        let origin = self.origin_for(vertices.chunks_exact(3));
        let visible = self.meshes.get(key).is_none_or(|mesh| mesh.visible);
        self.meshes.insert(key.to_owned(), Mesh::new(vertices, faces, color, visible, origin, revision));
        Ok(())
    }

    /// A skeleton to change its colour or visibility.
    pub fn skeleton_mut(&mut self, key: &str) -> Option<&mut Skeleton> {
        self.skeletons.get_mut(key)
    }

    /// A set of points to change its looks.
    pub fn points_mut(&mut self, key: &str) -> Option<&mut Points> {
        self.points.get_mut(key)
    }

    /// A mesh to change its visibility.
    pub fn mesh_mut(&mut self, key: &str) -> Option<&mut Mesh> {
        self.meshes.get_mut(key)
    }

    /// Forgets a skeleton; whether there was one.
    pub fn remove_skeleton(&mut self, key: &str) -> bool {
        let removed = self.skeletons.remove(key).is_some();
        self.forget_origin();
        removed
    }

    /// Forgets a set of points; whether there was one.
    pub fn remove_points(&mut self, key: &str) -> bool {
        let removed = self.points.remove(key).is_some();
        self.forget_origin();
        removed
    }

    /// Forgets a mesh; whether there was one.
    pub fn remove_mesh(&mut self, key: &str) -> bool {
        let removed = self.meshes.remove(key).is_some();
        self.forget_origin();
        removed
    }

    /// Keys and skeletons, in the order of the keys.
    pub fn skeletons(&self) -> impl Iterator<Item = (&str, &Skeleton)> {
        self.skeletons.iter().map(|(key, skeleton)| (key.as_str(), skeleton))
    }

    /// Keys and sets of points, in the order of the keys.
    pub fn points(&self) -> impl Iterator<Item = (&str, &Points)> {
        self.points.iter().map(|(key, points)| (key.as_str(), points))
    }

    /// A skeleton.
    pub fn skeleton(&self, key: &str) -> Option<&Skeleton> {
        self.skeletons.get(key)
    }

    /// Whether there is a set of points under this key.
    pub fn has_points(&self, key: &str) -> bool {
        self.points.contains_key(key)
    }

    /// Whether there is a mesh under this key.
    pub fn has_mesh(&self, key: &str) -> bool {
        self.meshes.contains_key(key)
    }

    /// Lets one skeleton stand out while it is visible, or none; whether that is another one than before.
    pub fn highlight(&mut self, key: Option<&str>) -> bool {
        let changes = self.highlighted.as_deref() != key;
        if changes {
            self.highlighted = key.map(str::to_owned);
        }
        changes
    }

    /// Whether a skeleton is faint since another one stands out.
    pub fn is_faint(&self, key: &str) -> bool {
        let highlighted = self.highlighted.as_deref().filter(|other| *other != key);
        highlighted.and_then(|other| self.skeletons.get(other)).is_some_and(|other| other.visible)
    }

    /// Colours nodes by something from now on; whether that is another thing than before.
    pub fn color_by(&mut self, coloring: Coloring) -> bool {
        std::mem::replace(&mut self.coloring, coloring) != coloring
    }

    /// What nodes are coloured by.
    pub fn coloring(&self) -> Coloring {
        self.coloring
    }

    /// The values that the palette spans: those of all visible skeletons.
    pub fn range(&self) -> (f32, f32) {
        let visible = self.skeletons.values().filter(|skeleton| skeleton.visible);
        let values = visible.filter_map(|skeleton| skeleton.values(self.coloring));
        let range = values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), values| {
            (low.min(values.low), high.max(values.usual))
        });
        if range.0 <= range.1 { range } else { (0.0, 1.0) }
    }

    /// What the colours mean; `None` if each neuron has one of its own.
    pub fn legend(&self) -> Option<Legend> {
        Legend::of(self.coloring, self.range())
    }

    /// Keys and meshes, in the order of the keys.
    pub fn meshes(&self) -> impl Iterator<Item = (&str, &Mesh)> {
        self.meshes.iter().map(|(key, mesh)| (key.as_str(), mesh))
    }

    /// What GPU coordinates are relative to.
    pub fn origin(&self) -> DVec3 {
        self.origin.unwrap_or(DVec3::ZERO)
    }

    /// The box around everything visible.
    pub fn bounds(&self) -> Bounds {
        let mut bounds = Bounds::EMPTY;
        self.skeletons.values().filter(|skeleton| skeleton.visible).for_each(|it| bounds.join(it.bounds()));
        self.points.values().filter(|points| points.visible).for_each(|it| bounds.join(it.bounds()));
        self.meshes.values().filter(|mesh| mesh.visible).for_each(|it| bounds.join(it.bounds()));
        bounds
    }

    /// What framing should show: the visible nodes with their radii, or, if there are none, the visible meshes' vertices.
    pub fn spheres(&self) -> impl Iterator<Item = (DVec3, f64)> + Clone {
        let origin = self.origin();
        let nodes = self.skeletons.values().filter(|skeleton| skeleton.visible).flat_map(Skeleton::nodes);
        let nodes = nodes.map(|&[x, y, z, radius]| (Vec3::new(x, y, z), radius));
        let no_nodes = !self.skeletons.values().any(|skeleton| skeleton.visible && skeleton.node_count() > 0);
        let meshes = self.meshes.values().filter(move |mesh| no_nodes && mesh.visible);
        let vertices = meshes.flat_map(Mesh::vertices).map(|&[x, y, z, ..]| (Vec3::new(x, y, z), 0.0));
        nodes.chain(vertices).map(move |(place, radius)| (place.as_dvec3() + origin, f64::from(radius)))
    }

    fn next_revision(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }

    fn origin_for<'a>(&mut self, points: impl Iterator<Item = &'a [f32]>) -> DVec3 {
        *self.origin.get_or_insert_with(|| {
            let bounds: Bounds = points.map(|at| Vec3::new(at[0], at[1], at[2]).as_dvec3()).collect();
            bounds.centre().unwrap_or(DVec3::ZERO).round()
        })
    }

    fn forget_origin(&mut self) {
        if self.skeletons.is_empty() && self.points.is_empty() && self.meshes.is_empty() {
            self.origin = None;
        }
    }
}

#[cfg(test)]
mod tests;
