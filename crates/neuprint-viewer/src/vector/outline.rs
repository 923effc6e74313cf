//! A region's outline: the edges between what faces the viewer and what does not.

use std::collections::HashMap;

use glam::{DVec3, Vec3};

use super::{Eye, attribute, color, open_group, point};
use crate::scene::Mesh;

/// CSS pixels.
const WIDTH: f64 = 0.75;

/// Writes a mesh's outline. A mesh that is not closed has its rim in it.
pub(super) fn push(text: &mut String, key: &str, mesh: &Mesh, eye: &Eye<'_>) {
    let [red, green, blue, _] = mesh.color;
    open_group(text, key);
    text.push_str(" stroke=\"");
    text.push_str(&color([red, green, blue]));
    text.push('"');
    attribute(text, "stroke-width", WIDTH);
    text.push_str("><path d=\"");
    let place = |at: u32| {
        let [x, y, z, ..] = mesh.vertices()[at as usize];
        Vec3::new(x, y, z)
    };
    for [one, other] in edges(mesh.faces(), place, eye) {
        if let Some((one, other, _)) = eye.line(place(one), place(other)) {
            point(text, 'M', one.x, one.y);
            point(text, 'L', other.x, other.y);
        }
    }
    text.push_str("\"/></g>");
}

/// Edges with faces on one side of the outline only, in the order of the faces.
fn edges(faces: &[u32], place: impl Fn(u32) -> Vec3, eye: &Eye<'_>) -> Vec<[u32; 2]> {
    // Per edge, how many of its faces are seen from the front, and how many from behind.
    let mut sides: HashMap<[u32; 2], (u32, [u32; 2])> = HashMap::new();
    for (at, face) in faces.chunks_exact(3).enumerate() {
        let [a, b, c] = [place(face[0]), place(face[1]), place(face[2])];
        let normal = eye.camera.rotation * (b - a).cross(c - a).as_dvec3();
        let towards = if eye.camera.perspective { -eye.camera.to_view(a.as_dvec3() + eye.origin) } else { DVec3::Z };
        let side = usize::from(normal.dot(towards) > 0.0);
        for (one, other) in [(face[0], face[1]), (face[1], face[2]), (face[2], face[0])] {
            let edge = sides.entry([one.min(other), one.max(other)]).or_insert((at as u32, [0; 2]));
            edge.1[side] += 1;
        }
    }
    let mut edges: Vec<(u32, [u32; 2])> = sides
        .into_iter()
        .filter(|(_, (_, [behind, front]))| *behind == *front || behind + front == 1)
        .map(|(edge, (at, _))| (at, edge))
        .collect();
    edges.sort_unstable();
    edges.into_iter().map(|(_, edge)| edge).collect()
}
