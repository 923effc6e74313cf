//! What the GPU holds of the scene.

use std::collections::HashMap;

use crate::gl::{EdgeTexture, Geometry, Gl, NodeTexture};
use crate::scene::Scene;

/// Uploaded skeletons and meshes with the revisions that they are of.
#[derive(Default)]
pub(crate) struct Resident {
    skeletons: HashMap<String, ResidentSkeleton>,
    meshes: HashMap<String, (u64, Geometry)>,
}

struct ResidentSkeleton {
    nodes: (u64, NodeTexture),
    edges: (u64, EdgeTexture),
}

impl Resident {
    /// Uploads what changed and frees what is gone.
    pub(crate) fn update(&mut self, gl: &Gl, scene: &Scene) -> Result<(), String> {
        self.forget(gl, scene);
        for (key, skeleton) in scene.skeletons() {
            let (nodes, edges) = skeleton.revisions();
            match self.skeletons.get_mut(key) {
                Some(resident) if resident.nodes.0 == nodes => {
                    if resident.edges.0 != edges {
                        let fresh = (edges, gl.edge_texture(skeleton.pairs())?);
                        gl.delete_edges(std::mem::replace(&mut resident.edges, fresh).1);
                    }
                }
                _ => {
                    let nodes = (nodes, gl.node_texture(skeleton.nodes())?);
                    let edges = (edges, gl.edge_texture(skeleton.pairs())?);
                    let before = self.skeletons.insert(key.to_owned(), ResidentSkeleton { nodes, edges });
                    before.into_iter().for_each(|before| before.delete(gl));
                }
            }
        }
        for (key, mesh) in scene.meshes() {
            if self.meshes.get(key).is_none_or(|(revision, _)| *revision != mesh.revision()) {
                let fresh = (mesh.revision(), gl.geometry(mesh.vertices(), mesh.faces())?);
                let before = self.meshes.insert(key.to_owned(), fresh);
                before.into_iter().for_each(|(_, before)| gl.delete_geometry(before));
            }
        }
        Ok(())
    }

    /// A skeleton's nodes and edges.
    pub(crate) fn skeleton(&self, key: &str) -> Option<(&NodeTexture, &EdgeTexture)> {
        self.skeletons.get(key).map(|skeleton| (&skeleton.nodes.1, &skeleton.edges.1))
    }

    /// A mesh.
    pub(crate) fn mesh(&self, key: &str) -> Option<&Geometry> {
        self.meshes.get(key).map(|(_, geometry)| geometry)
    }

    fn forget(&mut self, gl: &Gl, scene: &Scene) {
        let gone = |key: &String| scene.skeletons().all(|(other, _)| other != key);
        let keys: Vec<String> = self.skeletons.keys().filter(|key| gone(key)).cloned().collect();
        keys.iter().filter_map(|key| self.skeletons.remove(key)).for_each(|skeleton| skeleton.delete(gl));
        let gone = |key: &String| scene.meshes().all(|(other, _)| other != key);
        let keys: Vec<String> = self.meshes.keys().filter(|key| gone(key)).cloned().collect();
        keys.iter().filter_map(|key| self.meshes.remove(key)).for_each(|(_, mesh)| gl.delete_geometry(mesh));
    }
}

impl ResidentSkeleton {
    fn delete(self, gl: &Gl) {
        gl.delete_nodes(self.nodes.1);
        gl.delete_edges(self.edges.1);
    }
}
