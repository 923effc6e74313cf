use glam::{DMat4, DVec3, DVec4};
use proptest::prelude::*;

use super::*;

fn camera() -> impl Strategy<Value = Camera> {
    let number = -4e4..4e4;
    let target = (number.clone(), number.clone(), number).prop_map(|(x, y, z)| DVec3::new(x, y, z));
    let turns = (-3.0..3.0, -3.0..3.0, -3.0..3.0).prop_map(|(x, y, z)| DQuat::from_euler(glam::EulerRot::XYZ, x, y, z));
    (target, turns, 10.0..2e4, any::<bool>()).prop_map(|(target, rotation, half_height, perspective)| Camera {
        target,
        rotation,
        half_height,
        perspective,
    })
}

const VIEWPORT: Viewport = Viewport { width: 900.0, height: 600.0, ratio: 2.0 };

fn close(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).hypot(one.1 - other.1) < 1e-6
}

/// The canvas place that the matrices give, as WebGL computes it.
fn by_matrices(camera: &Camera, point: DVec3) -> (f64, f64, f64) {
    let origin = camera.target + 300.0;
    let bounds: Bounds = [point, camera.target].into_iter().collect();
    let Matrices { view, projection, .. } = camera.matrices(origin, &bounds, &VIEWPORT);
    let clip: DVec4 = projection * view * (point - origin).extend(1.0);
    let ndc = clip / clip.w;
    ((ndc.x + 1.0) / 2.0 * VIEWPORT.width, (1.0 - ndc.y) / 2.0 * VIEWPORT.height, ndc.z)
}

#[test]
fn the_axis_views_put_the_axes_where_image_viewers_have_them() {
    let place = |axis: Axis, direction: DVec3| {
        let mut camera = Camera { half_height: 300.0, ..Camera::default() };
        camera.look_along(axis);
        let (x, y) = camera.project(direction * 100.0, &VIEWPORT).unwrap();
        ((x - 450.0).round() as i32, (y - 300.0).round() as i32)
    };
    let (right, down, middle) = ((100, 0), (0, 100), (0, 0));
    assert_eq!([DVec3::X, DVec3::Y, DVec3::Z].map(|way| place(Axis::Z, way)), [right, down, middle]);
    assert_eq!([DVec3::X, DVec3::Y, DVec3::Z].map(|way| place(Axis::Y, way)), [right, middle, down]);
    assert_eq!([DVec3::X, DVec3::Y, DVec3::Z].map(|way| place(Axis::X, way)), [middle, right, down]);
}

#[test]
fn nearer_things_are_larger_in_perspective_only() {
    let mut camera = Camera::default();
    let toward_the_viewer = camera.rotation.inverse() * DVec3::Z * 500.0;
    let right = camera.rotation.inverse() * DVec3::X * 100.0;
    let offset = |camera: &Camera, front: DVec3| camera.project(front + right, &VIEWPORT).unwrap().0 - 450.0;
    assert_eq!(offset(&camera, toward_the_viewer), offset(&camera, DVec3::ZERO));
    camera.perspective = true;
    assert!(offset(&camera, toward_the_viewer) > offset(&camera, DVec3::ZERO) * 1.1);
    assert_eq!(camera.project(toward_the_viewer * 100.0, &VIEWPORT), None, "behind the eye");
}

#[test]
fn nonsense_is_no_camera() {
    let good = Camera::default().to_array();
    assert!(Camera::from_array(&good).is_some());
    assert!(Camera::from_array(&good[..8]).is_none());
    for (at, bad) in [(0, f32::NAN), (7, 0.0), (7, -1.0), (7, f32::INFINITY)] {
        let mut numbers = good;
        numbers[at] = bad;
        assert!(Camera::from_array(&numbers).is_none(), "{bad} at {at}");
    }
    let mut numbers = good;
    numbers[3..7].fill(0.0);
    assert!(Camera::from_array(&numbers).is_none(), "no rotation");
}

proptest! {
    #[test]
    fn the_matrices_draw_a_point_where_project_says(camera in camera(), x in -0.9..0.9, y in -0.9..0.9, z in -0.9..0.9) {
        let point = camera.target + DVec3::new(x, y, z) * camera.half_height;
        let (left, top, depth) = by_matrices(&camera, point);
        prop_assert!(close((left, top), camera.project(point, &VIEWPORT).unwrap()));
        prop_assert!((-1.0..=1.0).contains(&depth), "depth {}", depth);
    }

    #[test]
    fn zooming_keeps_the_point_under_the_cursor(mut camera in camera(), factor in 0.2..5.0, x in 0.0..900.0, y in 0.0..600.0) {
        let scale = camera.scale(&VIEWPORT);
        let under = camera.target
            + camera.rotation.inverse() * DVec3::new((x - 450.0) * scale, (300.0 - y) * scale, 0.0);
        camera.zoom(factor, x, y, &VIEWPORT);
        let (left, top) = camera.project(under, &VIEWPORT).unwrap();
        prop_assert!((left - x).hypot(top - y) < 1e-3, "{left} {top}, not {x} {y}");
    }

    #[test]
    fn panning_moves_the_target_by_that_many_pixels(mut camera in camera(), dx in -300.0..300.0, dy in -300.0..300.0) {
        let before = camera.target;
        camera.pan(dx, dy, &VIEWPORT);
        let (x, y) = camera.project(before, &VIEWPORT).unwrap();
        prop_assert!((x - 450.0 - dx).hypot(y - 300.0 - dy) < 1e-3);
    }

    #[test]
    fn orbiting_keeps_target_and_distances(mut camera in camera(), dx in -500.0..500.0, dy in -500.0..500.0) {
        let before = camera;
        camera.orbit(dx, dy, &VIEWPORT);
        prop_assert_eq!(camera.target, before.target);
        prop_assert!((camera.rotation.length() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn framing_shows_every_sphere_and_wastes_little(
        mut camera in camera(),
        points in prop::collection::vec((-2e4..2e4, -2e4..2e4, -2e4..2e4, 0.0..400.0), 1..30),
    ) {
        let spheres: Vec<(DVec3, f64)> = points.iter().map(|&(x, y, z, r)| (DVec3::new(x, y, z), r)).collect();
        camera.frame(spheres.iter().copied(), &VIEWPORT);
        let mut reach: f64 = 0.0;
        for (centre, radius) in spheres {
            let (x, y) = camera.project(centre, &VIEWPORT).unwrap();
            let radius = radius * camera.magnification(camera.to_view(centre).z, &VIEWPORT);
            reach = reach.max(((x - 450.0).abs() + radius) / 450.0).max(((y - 300.0).abs() + radius) / 300.0);
        }
        prop_assert!(reach <= 1.0, "reach {}", reach);
        prop_assert!(reach >= 0.9 || camera.half_height == NEAREST, "reach {}", reach);
    }

    #[test]
    fn a_camera_survives_being_written_as_numbers(camera in camera()) {
        let again = Camera::from_array(&camera.to_array()).unwrap();
        let point = camera.target + DVec3::splat(camera.half_height / 3.0);
        let (one, other) = (camera.project(point, &VIEWPORT).unwrap(), again.project(point, &VIEWPORT).unwrap());
        prop_assert!((one.0 - other.0).hypot(one.1 - other.1) < 1.0, "{one:?} {other:?}");
    }
}

#[test]
fn matrices_are_finite_for_an_empty_scene() {
    for perspective in [false, true] {
        let camera = Camera { perspective, ..Camera::default() };
        let Matrices { view, projection, .. } = camera.matrices(DVec3::ZERO, &Bounds::EMPTY, &VIEWPORT);
        let finite = |matrix: DMat4| matrix.to_cols_array().iter().all(|value| value.is_finite());
        assert!(finite(view) && finite(projection));
    }
}

#[test]
fn what_is_unprojected_is_projected_to_where_it_was() {
    let camera = Camera { target: DVec3::new(100.0, 200.0, 300.0), rotation: Axis::X.rotation(), ..Camera::default() };
    for perspective in [false, true] {
        let camera = Camera { perspective, ..camera };
        let (x, y) = camera.project(camera.unproject(120.0, 450.0, &VIEWPORT), &VIEWPORT).unwrap();
        assert!((x - 120.0).abs() < 1e-6 && (y - 450.0).abs() < 1e-6, "{x} {y}");
    }
}

#[test]
fn the_axes_are_seen_as_their_names_say() {
    let mut camera = Camera::default();
    camera.look_along(Axis::Z);
    // Right, down, and away from the viewer.
    let expected = [DVec3::X, DVec3::Y, DVec3::NEG_Z];
    assert!(camera.axes().iter().zip(expected).all(|(axis, expected)| axis.distance(expected) < 1e-9));
}
