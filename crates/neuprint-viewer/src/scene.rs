//! What there is to see: skeletons and meshes under their keys, checked and kept on this side of the GPU.
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
mod skeleton;

use std::collections::BTreeMap;

use glam::{DVec3, Vec3};

pub use check::SceneError;
pub use mesh::Mesh;
pub use skeleton::Skeleton;

use crate::bounds::Bounds;

/// All skeletons and meshes.
#[derive(Debug, Default)]
pub struct Scene {
    skeletons: BTreeMap<String, Skeleton>,
    meshes: BTreeMap<String, Mesh>,
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
        if self.skeletons.is_empty() && self.meshes.is_empty() {
            self.origin = None;
        }
    }
}

#[cfg(test)]
mod tests;
