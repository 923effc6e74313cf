//! Meshes, points, fog and the clipping box.

use js_sys::{Float32Array, Uint8Array, Uint32Array};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{BLUE, RED, ROOT, Scene};

#[wasm_bindgen_test]
fn translucent_meshes_look_the_same_in_any_order() {
    let colours = |first: &str, second: &str| {
        let scene = Scene::new();
        scene.ball("neuron", [0.0, 0.0, 0.0, 30.0], RED);
        scene.square(first, -50.0, [0.0, 1.0, 0.0]);
        scene.square(second, 80.0, [0.0, 0.0, 1.0]);
        let picture = scene.pixels();
        [picture.at(120, 120), picture.at(200, 200)]
    };
    let (one, other) = (colours("a", "b"), colours("b", "a"));
    assert_eq!(one, other);
    let [beside, over] = one;
    assert!(beside[1] > 40 && beside[2] > 20 && beside[1] > beside[2], "both are seen, the nearer more: {beside:?}");
    assert!(over[0] > 60, "the neuron shines through: {over:?}");
    assert!(over[2] < beside[2] || over[2] < 40, "what is behind the neuron is hidden by it: {over:?}");
}

/// A sphere of a radius as a mesh.
fn sphere(scene: &Scene, key: &str, radius: f32, [red, green, blue, alpha]: [f32; 4]) {
    let (rings, sides) = (24_u32, 48_u32);
    let vertices = (0..=rings).flat_map(|ring| {
        (0..sides).flat_map(move |side| {
            let (polar, around) =
                (std::f32::consts::PI * ring as f32 / rings as f32, std::f32::consts::TAU * side as f32 / sides as f32);
            [polar.sin() * around.cos(), polar.sin() * around.sin(), polar.cos()].map(|part| part * radius)
        })
    });
    let faces = (0..rings).flat_map(|ring| {
        (0..sides).flat_map(move |side| {
            let (a, b) = (ring * sides + side, ring * sides + (side + 1) % sides);
            [a, b, a + sides, b, b + sides, a + sides]
        })
    });
    let (vertices, faces): (Vec<f32>, Vec<u32>) = (vertices.collect(), faces.collect());
    let (vertices, faces) = (Float32Array::from(vertices.as_slice()), Uint32Array::from(faces.as_slice()));
    assert!(scene.viewer.set_mesh(key, &vertices, &faces, red, green, blue, alpha).is_ok());
}

#[wasm_bindgen_test]
fn the_rim_of_a_mesh_is_denser_than_its_middle() {
    let scene = Scene::new();
    sphere(&scene, "roi", 120.0, [0.0, 1.0, 0.0, 0.15]);
    let picture = scene.pixels();
    let (middle, rim) = (picture.at(200, 200)[1], picture.at(200 + 117, 200)[1]);
    assert!(middle > 15 && rim > 2 * middle, "{middle} in the middle, {rim} at the rim");
}

/// Two points of kind 0 and 1, with confidence 1 and 0.2.
fn two_points(scene: &Scene) {
    let places = Float32Array::from([-60.0, 0.0, 0.0, 60.0, 0.0, 0.0].as_slice());
    let (kinds, confidences) = (Uint8Array::from([0, 1].as_slice()), Float32Array::from([1.0, 0.2].as_slice()));
    assert!(scene.viewer.set_points("synapses", &places, &kinds, &confidences, 20.0).is_ok());
    scene.viewer.set_point_color("synapses", 0, RED[0], RED[1], RED[2]);
    scene.viewer.set_point_color("synapses", 1, BLUE[0], BLUE[1], BLUE[2]);
}

#[wasm_bindgen_test]
fn points_have_the_colour_of_their_kind_and_their_confidence_decides() {
    let scene = Scene::new();
    two_points(&scene);
    let picture = scene.pixels();
    assert!(picture.is_reddish(140, 200));
    let [red, _, blue] = picture.at(260, 200);
    assert!(blue > red && blue / 3 < red, "what is uncertain is greyer: {red} red, {blue} blue");
    scene.viewer.filter_points("synapses", 0xff, 0.5);
    assert!(scene.pixels().is_reddish(140, 200) && scene.pixels().at(260, 200)[2] < 24);
    scene.viewer.filter_points("synapses", 0b10, 0.0);
    let picture = scene.pixels();
    assert!(picture.at(140, 200)[0] < 24 && picture.at(260, 200)[2] > 60);
}

#[wasm_bindgen_test]
fn points_hide_and_are_hidden_by_depth() {
    let scene = Scene::new();
    two_points(&scene);
    scene.ball("before", [-60.0, 0.0, -40.0, 12.0], BLUE);
    scene.ball("behind", [60.0, 0.0, 40.0, 12.0], RED);
    let picture = scene.pixels();
    assert!(picture.is_bluish(140, 200) && picture.is_reddish(140, 215), "the point is seen around the ball");
    assert!(!picture.is_reddish(260, 200));
}

#[wasm_bindgen_test]
fn fog_takes_what_is_far_towards_the_background_and_can_be_switched_off() {
    let scene = Scene::new();
    scene.ball("near", [-60.0, 0.0, -200.0, 20.0], RED);
    scene.ball("far", [60.0, 0.0, 200.0, 20.0], RED);
    let reds = || [scene.pixels().at(140, 200)[0], scene.pixels().at(260, 200)[0]];
    let [near, far] = reds();
    assert!(f32::from(far) < 0.8 * f32::from(near), "{near} near, {far} far");
    scene.viewer.set_fog(0.0);
    let [near, far] = reds();
    assert!(near.abs_diff(far) < 4, "without fog {near} near, {far} far");
}

#[wasm_bindgen_test]
fn the_clipping_box_cuts_neurons_points_and_meshes() {
    let scene = Scene::new();
    scene.skeleton("1", &[[-150.0, 0.0, 0.0, 10.0], [150.0, 0.0, 0.0, 10.0]], &[ROOT, 0], &[], RED);
    scene.square("roi", 50.0, [0.0, 0.0, 1.0]);
    scene.viewer.orbit(30.0, 20.0);
    scene.camera(false);
    assert!(scene.viewer.set_clip(Some(Box::from([0.0, -300.0, -300.0, 100.0, 300.0, 300.0]))).is_ok());
    let picture = scene.pixels();
    assert!(picture.is_reddish(250, 200) && !picture.is_reddish(150, 200) && !picture.is_reddish(320, 200));
    assert!(picture.at(250, 150)[2] > 30 && picture.at(150, 150)[2] < 10);
    assert!(scene.viewer.set_clip(Some(Box::from([0.0; 5]))).is_err());
    assert!(scene.viewer.set_clip(None).is_ok());
    assert!(scene.pixels().is_reddish(150, 200));
}
