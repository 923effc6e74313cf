//! What is visible as a Wavefront OBJ file: skeletons as polylines, regions as surfaces, in the dataset's own coordinates.
//!
//! ```
//! use neuprint_viewer::{Scene, obj};
//!
//! let mut scene = Scene::default();
//! scene.set_skeleton("7", &[0.0, 0.0, 0.0, 5.0, 90.0, 0.5, 0.0, 5.0], &[u32::MAX, 0], &[])?;
//! assert_eq!(obj::text(&scene), "o 7\nv 0 0 0\nv 90 0.5 0\nl 1 2\n");
//! # Ok::<(), neuprint_viewer::scene::SceneError>(())
//! ```
//!
//! OBJ has no place for radii. Bridges are edges as any other.

use std::fmt::Write;

use glam::{DVec3, Vec3};

use crate::decimal;
use crate::edges::BRIDGE;
use crate::scene::Scene;

/// The file. Names of objects are the keys, without white space.
pub fn text(scene: &Scene) -> String {
    let mut text = String::new();
    let mut first = 1;
    let origin = scene.origin();
    for (key, skeleton) in scene.skeletons().filter(|(_, skeleton)| skeleton.visible) {
        name(&mut text, key);
        let places = skeleton.nodes().iter().map(|&[x, y, z, _]| Vec3::new(x, y, z));
        let count = vertices(&mut text, places, origin);
        for [node, parent] in skeleton.pairs().iter().map(|[node, parent]| [node & !BRIDGE, *parent]) {
            if node != parent {
                // Writing to a String cannot fail.
                let _ = writeln!(text, "l {} {}", first + parent as usize, first + node as usize);
            }
        }
        first += count;
    }
    for (key, mesh) in scene.meshes().filter(|(_, mesh)| mesh.visible) {
        name(&mut text, key);
        let places = mesh.vertices().iter().map(|&[x, y, z, ..]| Vec3::new(x, y, z));
        let count = vertices(&mut text, places, origin);
        for face in mesh.faces().chunks_exact(3) {
            let [a, b, c] = [face[0], face[1], face[2]].map(|at| first + at as usize);
            let _ = writeln!(text, "f {a} {b} {c}");
        }
        first += count;
    }
    text
}

fn name(text: &mut String, key: &str) {
    text.push_str("o ");
    text.extend(key.chars().map(|letter| if letter.is_whitespace() { '_' } else { letter }));
    text.push('\n');
}

/// How many were written.
fn vertices(text: &mut String, places: impl Iterator<Item = Vec3>, origin: DVec3) -> usize {
    let mut count = 0;
    for place in places {
        text.push('v');
        for part in (place.as_dvec3() + origin).to_array() {
            text.push(' ');
            decimal::push(text, part, 3);
        }
        text.push('\n');
        count += 1;
    }
    count
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn indices_go_on_from_object_to_object_and_what_is_hidden_is_left_out() {
        let mut scene = Scene::default();
        let pair = [10_000.0, 20_000.25, 5.0, 1.0, 10_010.0, 20_000.0, 5.0, 1.0];
        scene.set_skeleton("1", &pair, &[u32::MAX, 0], &[]).unwrap();
        scene.set_skeleton("2", &pair, &[u32::MAX, 0], &[1]).unwrap();
        scene.set_skeleton("3", &pair, &[u32::MAX, 0], &[]).unwrap();
        scene.skeleton_mut("3").unwrap().visible = false;
        let corners = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0];
        scene.set_mesh("AL (R)", &corners, &[0, 1, 2], [1.0; 4]).unwrap();
        let pair = "v 10000 20000.25 5\nv 10010 20000 5\n";
        assert_eq!(
            text(&scene),
            format!("o 1\n{pair}l 1 2\no 2\n{pair}l 3 4\no AL_(R)\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 5 6 7\n")
        );
    }
}
