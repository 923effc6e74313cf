//! One brain region's surface in the scene.

use glam::{DVec3, Vec3};

use crate::bounds::Bounds;

/// A translucent surface.
#[derive(Debug)]
pub struct Mesh {
    /// x, y, z relative to the scene's origin, then the unit normal.
    vertices: Vec<[f32; 6]>,
    faces: Vec<u32>,
    bounds: Bounds,
    revision: u64,
    /// Red, green, blue, opacity in 0…1.
    pub color: [f32; 4],
    /// Whether it is drawn.
    pub visible: bool,
}

impl Mesh {
    pub(super) fn new(
        vertices: &[f32],
        faces: &[u32],
        color: [f32; 4],
        visible: bool,
        origin: DVec3,
        revision: u64,
    ) -> Self {
        let world: Vec<DVec3> = vertices.chunks_exact(3).map(|at| Vec3::new(at[0], at[1], at[2]).as_dvec3()).collect();
        let bounds = world.iter().copied().collect();
        let local: Vec<Vec3> = world.iter().map(|place| (*place - origin).as_vec3()).collect();
        let vertices = local
            .iter()
            .zip(normals(&local, faces))
            .map(|(place, normal)| [place.x, place.y, place.z, normal.x, normal.y, normal.z])
            .collect();
        Self { vertices, faces: faces.to_vec(), bounds, revision, color, visible }
    }

    /// x, y, z relative to the scene's origin, then the unit normal.
    pub fn vertices(&self) -> &[[f32; 6]] {
        &self.vertices
    }

    /// Three vertex indices per face.
    pub fn faces(&self) -> &[u32] {
        &self.faces
    }

    /// The box around all vertices, in world coordinates.
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// A number that changes whenever the geometry does.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

/// The mean of the normals of the faces around each vertex, weighted by area.
fn normals(vertices: &[Vec3], faces: &[u32]) -> Vec<Vec3> {
    let mut normals = vec![Vec3::ZERO; vertices.len()];
    for face in faces.chunks_exact(3) {
        let [a, b, c] = [face[0], face[1], face[2]].map(|at| at as usize);
        // The cross product's length is twice the area.
        let normal = (vertices[b] - vertices[a]).cross(vertices[c] - vertices[a]);
        [a, b, c].into_iter().for_each(|at| normals[at] += normal);
    }
    normals.into_iter().map(|normal| normal.normalize_or(Vec3::Z)).collect()
}
