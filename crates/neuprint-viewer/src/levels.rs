//! How much detail of each skeleton a picture needs.
//!
//! ```
//! use neuprint_viewer::levels;
//!
//! // A voxel is 0.01 pixels large: half a pixel are 50 voxels, and 32 are the power of two below.
//! assert_eq!(levels::power_for(0.01), 5);
//! ```
//!
//! Tolerances are powers of two, so that a little zooming changes nothing.

use crate::camera::Camera;
use crate::pace::Pace;
use crate::scene::{Scene, Skeleton};
use crate::viewport::Viewport;

/// Device pixels that an error may be large at rest.
const INVISIBLE: f64 = 0.5;
/// Smaller scenes are drawn as they are.
const SMALL: usize = 100_000;
/// Fewer edges than this share must be left for a level to be worth its making.
const WORTH: f64 = 0.8;

/// The powers of two that are tolerated at all, voxels.
const POWERS: std::ops::RangeInclusive<i32> = -4..=20;

/// The edges of everything visible.
pub fn edge_count(scene: &Scene) -> usize {
    let skeletons = scene.skeletons().filter(|(_, skeleton)| skeleton.visible).map(|(_, it)| it.pairs().len());
    let points = scene.points().filter(|(_, points)| points.visible).map(|(_, it)| it.places().len());
    skeletons.chain(points).sum()
}

/// Whether a scene of so many edges is large enough for levels of detail.
pub fn are_needed(edges: usize) -> bool {
    edges > SMALL
}

/// The largest power of two (voxels) that cannot be seen where a voxel has so many device pixels.
pub fn power_for(pixels_per_voxel: f64) -> i32 {
    let tolerance = INVISIBLE / pixels_per_voxel.max(1e-9);
    (tolerance.log2().floor() as i32).min(*POWERS.end())
}

/// The power of two to which a skeleton is reduced at rest; `None` if it is drawn as it is.
pub fn at_rest(skeleton: &Skeleton, edges: usize, camera: &Camera, viewport: &Viewport) -> Option<i32> {
    if !are_needed(edges) {
        return None;
    }
    // Nearest to the eye it is seen largest.
    let centre = skeleton.bounds().centre()?;
    let nearest = camera.to_view(centre).z + skeleton.bounds().size().length() / 2.0;
    let magnification = match camera.perspective {
        true if nearest >= -1e-3 => return None,
        _ => camera.magnification(nearest, viewport),
    };
    let power = power_for(magnification * viewport.ratio);
    if power < *POWERS.start() {
        return None;
    }
    let kept = skeleton.detail().kept(power);
    ((kept as f64) < skeleton.pairs().len() as f64 * WORTH).then_some(power)
}

/// The power of two that leaves so few edges that all of them may be drawn while the camera moves; `None` if nothing has
/// to be left out, or not all details are known yet.
pub fn while_moving(scene: &Scene, edges: usize) -> Option<i32> {
    if edges <= Pace::BUDGET {
        return None;
    }
    let visible = || scene.skeletons().filter(|(_, skeleton)| skeleton.visible).map(|(_, skeleton)| skeleton);
    if visible().any(|skeleton| skeleton.known_detail().is_none()) {
        return None;
    }
    let kept = |power: i32| visible().filter_map(Skeleton::known_detail).map(|it| it.kept(power)).sum::<usize>();
    Some(POWERS.into_iter().find(|&power| kept(power) <= Pace::BUDGET).unwrap_or(*POWERS.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many skeletons of so many nodes: a zigzag of 8 voxels, 10 voxels a step.
    fn scene(skeletons: usize, nodes: usize) -> Scene {
        let mut scene = Scene::default();
        let zigzag: Vec<f32> =
            (0..nodes).flat_map(|at| [at as f32 * 10.0, if at % 2 == 0 { 0.0 } else { 8.0 }, 0.0, 1.0]).collect();
        let parents: Vec<u32> = (0..nodes as u32).map(|at| at.wrapping_sub(1)).collect();
        (0..skeletons).for_each(|key| scene.set_skeleton(&key.to_string(), &zigzag, &parents, &[]).unwrap());
        scene
    }

    const VIEWPORT: Viewport = Viewport { width: 1000.0, height: 1000.0, ratio: 1.0 };

    #[test]
    fn a_small_scene_is_drawn_as_it_is() {
        let scene = scene(2, 1000);
        let edges = edge_count(&scene);
        assert_eq!(edges, 1998);
        let far = Camera { half_height: 1e6, ..Camera::default() };
        assert_eq!(at_rest(scene.skeleton("0").unwrap(), edges, &far, &VIEWPORT), None);
        assert_eq!(while_moving(&scene, edges), None);
    }

    #[test]
    fn what_is_seen_from_afar_is_reduced_and_what_is_near_is_not() {
        let scene = scene(3, 50_000);
        let edges = edge_count(&scene);
        for perspective in [false, true] {
            let camera = |half_height| Camera { half_height, perspective, target: scene.origin(), ..Camera::default() };
            let power = |half_height| at_rest(scene.skeleton("0").unwrap(), edges, &camera(half_height), &VIEWPORT);
            assert_eq!(power(500.0), None, "a voxel is a pixel");
            let from_afar = power(4e6).unwrap();
            let error = 2.0_f64.powi(from_afar);
            assert!(error <= 0.5 * 8000.0 && error > 8.0, "{error} voxels of 4000");
        }
    }

    #[test]
    fn moving_pictures_keep_to_the_budget() {
        let scene = scene(10, 30_000);
        let edges = edge_count(&scene);
        assert_eq!(while_moving(&scene, edges), None, "not known yet");
        scene.skeletons().for_each(|(_, skeleton)| assert!(skeleton.detail().kept(0) > 0));
        let power = while_moving(&scene, edges).unwrap();
        let drawn: usize =
            scene.skeletons().map(|(_, it)| it.detail().pairs(it.pairs(), 2.0_f32.powi(power)).len()).sum();
        assert!(drawn <= Pace::BUDGET, "{drawn} edges");
        scene
            .skeletons()
            .for_each(|(_, it)| assert!(it.detail().kept(power - 1) == 30_000, "no coarser than it must be"));
    }
}
