//! Shapes: cones, balls, bridges, and what hides what.

use std::f64::consts::PI;

use js_sys::Uint32Array;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{BLUE, Picture, RED, ROOT, SIZE, Scene};

fn assert_area(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 0.03, "{found} pixels instead of {expected}");
}

#[wasm_bindgen_test]
fn a_lone_node_is_a_disc_of_its_radius() {
    let scene = Scene::new();
    scene.ball("1", [0.0, 0.0, 0.0, 60.0], RED);
    let picture = scene.pixels();
    assert_area(picture.covered(), PI * 60.0 * 60.0);
    assert!(picture.is_reddish(200, 200) && picture.is_reddish(200, 145) && picture.is_reddish(145, 200));
    assert!(!picture.is_reddish(200, 135) && !picture.is_reddish(135, 200));
}

#[wasm_bindgen_test]
fn an_edge_is_a_round_cone() {
    let scene = Scene::new();
    let (large, small, length) = (50.0_f64, 15.0_f64, 170.0_f64);
    for (x, y) in [(1.0, 0.0), (0.6, 0.8)] {
        let half = length / 2.0;
        let nodes = [
            [(-x * half) as f32, (-y * half) as f32, 0.0, large as f32],
            [(x * half) as f32, (y * half) as f32, 0.0, small as f32],
        ];
        scene.skeleton("1", &nodes, &[ROOT, 0], &[], RED);
        // The hull of two discs: two sectors and two trapezoids along the tangents.
        let angle = ((large - small) / length).acos();
        let tangent = (length.powi(2) - (large - small).powi(2)).sqrt();
        let hull = (PI - angle) * large.powi(2) + angle * small.powi(2) + tangent * (large + small);
        assert_area(scene.pixels().covered(), hull);
    }
}

/// Where a round cone with these discs (x, y, radius) is, pixel by pixel: the larger disc whose centre is on the axis and
/// that reaches farthest over the place decides.
fn inside([ax, ay, a]: [f64; 3], [bx, by, b]: [f64; 3], x: f64, y: f64) -> f64 {
    (0..=2000)
        .map(|step| f64::from(step) / 2000.0)
        .map(|share| a + (b - a) * share - (x - ax - (bx - ax) * share).hypot(y - ay - (by - ay) * share))
        .fold(f64::NEG_INFINITY, f64::max)
}

#[wasm_bindgen_test]
fn the_silhouette_is_the_analytic_one() {
    let scene = Scene::new();
    let (a, b) = ([-70.0, -40.0, 55.0], [95.0, 60.0, 12.0]);
    let nodes = [a, b].map(|[x, y, radius]: [f64; 3]| [x as f32, y as f32, 0.0, radius as f32]);
    scene.skeleton("1", &nodes, &[ROOT, 0], &[], RED);
    let picture = scene.pixels();
    let mut near_edge = 0;
    for (row, column) in (0..SIZE).step_by(3).flat_map(|row| (0..SIZE).step_by(3).map(move |column| (row, column))) {
        let depth = inside(a, b, f64::from(column) - 199.5, f64::from(row) - 199.5);
        let drawn = picture.at(column, row)[0] > 24;
        // Where the edge passes through the pixel or its neighbour, either is right.
        if depth.abs() < 1.2 {
            near_edge += 1;
        } else {
            assert_eq!(drawn, depth > 0.0, "column {column}, row {row}: {depth} pixels inside");
        }
    }
    assert!(near_edge < 400, "{near_edge} pixels at the edge");
}

#[wasm_bindgen_test]
fn a_cone_seen_along_its_axis_is_its_larger_disc() {
    let scene = Scene::new();
    let nodes = [[0.0, 0.0, -150.0, 20.0], [0.0, 0.0, 150.0, 70.0]];
    scene.skeleton("1", &nodes, &[ROOT, 0], &[], RED);
    assert_area(scene.pixels().covered(), PI * 70.0 * 70.0);
}

#[wasm_bindgen_test]
fn a_thin_neurite_never_vanishes() {
    let scene = Scene::new();
    scene.skeleton("1", &[[-150.0, 3.3, 0.0, 0.001], [150.0, 3.3, 0.0, 0.001]], &[ROOT, 0], &[], RED);
    let picture = scene.pixels();
    let unbroken = (60..340).all(|x| (200..208).any(|y| picture.at(x, y)[0] > 40));
    assert!(unbroken && picture.covered() < 4.0 * 300.0);
}

#[wasm_bindgen_test]
fn what_is_nearer_hides_what_is_behind() {
    for perspective in [false, true] {
        let scene = Scene::new();
        scene.camera(perspective);
        // One looks towards larger z.
        scene.ball("far", [0.0, 0.0, 100.0, 60.0], BLUE);
        scene.ball("near", [30.0, 0.0, -100.0, 60.0], RED);
        let picture = scene.pixels();
        assert!(picture.is_reddish(210, 200) && picture.is_bluish(155, 200));
        scene.viewer.set_visible("near", false);
        assert!(scene.pixels().is_bluish(210, 200));
        scene.viewer.set_visible("near", true);
        scene.viewer.remove_skeleton("far");
        let picture = scene.pixels();
        assert!(picture.is_reddish(210, 200) && picture.at(155, 200)[2] < 30);
    }
}

#[wasm_bindgen_test]
fn cones_that_pass_through_each_other_meet_at_their_true_depth() {
    let scene = Scene::new();
    // A cross in the plane of x and z, seen from the front: red comes towards the viewer on the right.
    scene.skeleton("red", &[[-120.0, 0.0, 120.0, 20.0], [120.0, 0.0, -120.0, 20.0]], &[ROOT, 0], &[], RED);
    scene.skeleton("blue", &[[-120.0, 0.0, -120.0, 20.0], [120.0, 0.0, 120.0, 20.0]], &[ROOT, 0], &[], BLUE);
    let picture = scene.pixels();
    assert!(picture.is_reddish(240, 200) && picture.is_reddish(300, 200));
    assert!(picture.is_bluish(160, 200) && picture.is_bluish(100, 200));
}

#[wasm_bindgen_test]
fn bridges_are_amber_and_seen_through_neurons() {
    let scene = Scene::new();
    scene.ball("wall", [0.0, 0.0, -150.0, 120.0], BLUE);
    scene.skeleton("healed", &[[-60.0, 0.0, 50.0, 9.0], [60.0, 0.0, 50.0, 9.0]], &[ROOT, 0], &[1], RED);
    let amber = |picture: &Picture, x: u32| {
        let [red, green, blue] = picture.at(x, 200);
        red > 150 && green > 90 && blue < 60
    };
    let picture = scene.pixels();
    let row: Vec<bool> = (150..250).map(|x| amber(&picture, x)).collect();
    let changes = row.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert!(amber(&picture, 140) && amber(&picture, 260), "both ends");
    assert_eq!(changes, 6, "120 voxels are four dashes with three gaps between them");
    let unhealed =
        scene.viewer.set_edges("healed", &Uint32Array::from([ROOT, ROOT].as_slice()), &Uint32Array::new_with_length(0));
    assert!(unhealed.is_ok());
    let picture = scene.pixels();
    assert!((130..270).all(|x| !amber(&picture, x)), "no bridge, nothing amber");
}
