//! Finds the neuron under the cursor.
//!
//! The nodes are projected once and the distance of every edge from the cursor is measured on the screen, so no GPU is
//! asked and nothing stalls: a millisecond for some ten thousand edges.

use glam::{DVec2, DVec3, Vec3};

use crate::camera::Camera;
use crate::edges::BRIDGE;
use crate::scene::{Scene, Skeleton};
use crate::viewport::Viewport;

/// An edge this near (CSS pixels) is hit even if the cursor is beside it; thin neurites could not be met otherwise.
const SLACK: f64 = 5.0;

/// The key of the visible skeleton at a place of the canvas (CSS pixels). What the cursor is on comes before what it is
/// beside; of several that it is on, the one in front.
pub fn pick<'a>(scene: &'a Scene, camera: &Camera, viewport: &Viewport, x: f64, y: f64) -> Option<&'a str> {
    let cursor = DVec2::new(x, y);
    let visible = scene.skeletons().filter(|(_, skeleton)| skeleton.visible);
    let hits = visible
        .filter_map(|(key, skeleton)| hit(skeleton, scene.origin(), camera, viewport, cursor).map(|hit| (key, hit)));
    hits.min_by(|(_, one), (_, other)| one.order(other)).map(|(key, _)| key)
}

/// How an edge was met.
#[derive(Debug, Clone, Copy)]
struct Hit {
    /// CSS pixels from the cursor to the drawn edge; zero on it.
    beside: f64,
    /// Voxels from the eye's plane.
    depth: f64,
}

impl Hit {
    fn order(&self, other: &Hit) -> std::cmp::Ordering {
        self.beside.total_cmp(&other.beside).then(self.depth.total_cmp(&other.depth))
    }
}

/// A node on the screen: place and radius in CSS pixels, depth in voxels.
#[derive(Debug, Clone, Copy)]
struct Projected {
    place: DVec2,
    radius: f64,
    depth: f64,
}

fn hit(skeleton: &Skeleton, origin: DVec3, camera: &Camera, viewport: &Viewport, cursor: DVec2) -> Option<Hit> {
    let nodes: Vec<Option<Projected>> = skeleton
        .nodes()
        .iter()
        .map(|&[x, y, z, radius]| {
            let world = Vec3::new(x, y, z).as_dvec3() + origin;
            let (left, top) = camera.project(world, viewport)?;
            let depth = -camera.to_view(world).z;
            let radius = f64::from(radius) * camera.magnification(-depth, viewport);
            Some(Projected { place: DVec2::new(left, top), radius: radius.max(0.5), depth })
        })
        .collect();
    let edges = skeleton.pairs().iter().filter_map(|&[node, parent]| {
        let (one, other) = (nodes[(node & !BRIDGE) as usize]?, nodes[parent as usize]?);
        let along = other.place - one.place;
        let share = match along.length_squared() {
            0.0 => 0.0,
            length => ((cursor - one.place).dot(along) / length).clamp(0.0, 1.0),
        };
        let distance = cursor.distance(one.place + along * share);
        let radius = one.radius + (other.radius - one.radius) * share;
        let beside = (distance - radius).max(0.0);
        (beside <= SLACK).then_some(Hit { beside, depth: one.depth + (other.depth - one.depth) * share })
    });
    edges.min_by(Hit::order)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: u32 = u32::MAX;
    const VIEWPORT: Viewport = Viewport { width: 400.0, height: 400.0, ratio: 1.0 };

    /// Two horizontal bars seen along z, one voxel per pixel: "far" at y = 0, "near" (smaller z) at `y`.
    fn bars(y: f32) -> (Scene, Camera) {
        let mut scene = Scene::default();
        scene.set_skeleton("far", &[-100.0, 0.0, 50.0, 10.0, 100.0, 0.0, 50.0, 10.0], &[ROOT, 0], &[]).unwrap();
        scene.set_skeleton("near", &[-100.0, y, -50.0, 10.0, 100.0, y, -50.0, 10.0], &[ROOT, 0], &[]).unwrap();
        (scene, Camera { half_height: 200.0, ..Camera::default() })
    }

    #[test]
    fn of_two_under_the_cursor_the_one_in_front() {
        let (mut scene, camera) = bars(0.0);
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 200.0, 200.0), Some("near"));
        scene.skeleton_mut("near").unwrap().visible = false;
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 200.0, 200.0), Some("far"));
    }

    #[test]
    fn what_the_cursor_is_on_comes_before_what_it_is_beside() {
        let (scene, camera) = bars(24.0);
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 200.0, 209.0), Some("far"));
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 200.0, 215.0), Some("near"));
    }

    #[test]
    fn nothing_far_from_everything() {
        let (scene, camera) = bars(0.0);
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 200.0, 214.0), Some("near"), "within the slack");
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 200.0, 216.0), None);
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 320.0, 200.0), None, "beyond the end");
        assert_eq!(pick(&Scene::default(), &camera, &VIEWPORT, 200.0, 200.0), None);
    }

    #[test]
    fn a_lone_node_can_be_met() {
        let mut scene = Scene::default();
        scene.set_skeleton("ball", &[0.0, 0.0, 0.0, 30.0], &[ROOT], &[]).unwrap();
        let camera = Camera { half_height: 200.0, perspective: true, ..Camera::default() };
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 229.0, 200.0), Some("ball"));
        assert_eq!(pick(&scene, &camera, &VIEWPORT, 240.0, 200.0), None);
    }
}
