//! Colours by what the nodes are, and what is sent for that.

use js_sys::{Float32Array, Reflect, Uint32Array};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{RED, ROOT, Scene};

/// A thick trunk from left to right, 301 nodes.
fn trunk(scene: &Scene, key: &str, y: f32) {
    let nodes: Vec<[f32; 4]> = (0..=300).map(|at| [at as f32 - 150.0, y, 0.0, 12.0]).collect();
    let parents: Vec<u32> = (0..=300_u32).map(|at| at.wrapping_sub(1)).collect();
    scene.skeleton(key, &nodes, &parents, &[], RED);
}

fn color_by(scene: &Scene, what: &str) {
    assert!(scene.viewer.color_by(what).is_ok());
}

/// The legend's colours.
fn legend(scene: &Scene) -> Vec<String> {
    let entries: js_sys::Array = Reflect::get(&scene.viewer.legend(), &"entries".into()).unwrap().into();
    entries.iter().map(|entry| Reflect::get(&entry, &"color".into()).unwrap().as_string().unwrap()).collect()
}

#[wasm_bindgen_test]
fn distance_from_the_root_goes_through_the_gradient() {
    let scene = Scene::new();
    trunk(&scene, "1", 0.0);
    color_by(&scene, "distance");
    let picture = scene.pixels();
    let ([_, green_near, blue_near], [red_far, green_far, blue_far]) = (picture.at(60, 200), picture.at(340, 200));
    assert!(blue_near > green_near, "violet at the root");
    assert!(red_far > blue_far + 60 && green_far > blue_far + 60, "yellow at the end");
    assert_eq!(legend(&scene).first().map(String::as_str), Some("#440154"));
    assert_eq!(legend(&scene).last().map(String::as_str), Some("#fde725"));
    color_by(&scene, "neuron");
    assert!(scene.pixels().is_reddish(340, 200));
    assert!(scene.viewer.legend().is_undefined());
    assert!(scene.viewer.color_by("rainbow").is_err());
}

#[wasm_bindgen_test]
fn fragments_and_categories_have_colours_of_their_own() {
    let scene = Scene::new();
    trunk(&scene, "1", 0.0);
    let cut: Vec<u32> = (0..=300_u32).map(|at| if at == 150 { ROOT } else { at.wrapping_sub(1) }).collect();
    let none = Uint32Array::new_with_length(0);
    assert!(scene.viewer.set_edges("1", &Uint32Array::from(cut.as_slice()), &none).is_ok());
    color_by(&scene, "fragment");
    let picture = scene.pixels();
    assert_ne!(picture.at(100, 200), picture.at(300, 200));
    assert_eq!(picture.at(100, 200), picture.at(150, 200), "one colour along a fragment");
    assert_eq!(legend(&scene), ["#56b4e9", "#009e73"]);
    // Regions, as numbers given with the nodes.
    let regions: Vec<f32> = (0..=300).map(|at| if at < 150 { 4.0 } else { 0.0 }).collect();
    assert!(scene.viewer.set_values("1", &Float32Array::from(regions.as_slice())).is_ok());
    color_by(&scene, "categories");
    let picture = scene.pixels();
    assert!(picture.is_reddish(100, 200) && !picture.is_reddish(300, 200), "vermilion is the fifth colour");
    assert!(scene.viewer.set_values("1", &Float32Array::from([1.0, 2.0].as_slice())).is_err());
}

#[wasm_bindgen_test]
fn only_what_changed_is_sent_to_the_gpu() {
    let scene = Scene::new();
    trunk(&scene, "1", -50.0);
    trunk(&scene, "2", 50.0);
    let sent = |change: &dyn Fn()| {
        scene.draw();
        let before = scene.count("sentBytes");
        change();
        scene.draw();
        scene.count("sentBytes") - before
    };
    assert_eq!(sent(&|| scene.viewer.set_color("1", 0.0, 1.0, 0.0)), 0.0);
    assert_eq!(sent(&|| scene.viewer.set_visible("1", false)), 0.0);
    assert_eq!(sent(&|| scene.viewer.set_visible("1", true)), 0.0);
    assert_eq!(sent(&|| scene.camera(true)), 0.0);
    // A byte per node and the 256 colours of four bytes.
    assert_eq!(sent(&|| color_by(&scene, "distance")), 2.0 * 301.0 + 1024.0);
    assert_eq!(sent(&|| color_by(&scene, "neuron")), 1024.0);
    // Healing: the edges of the one that is healed, eight bytes each.
    let parents: Vec<u32> = (0..=300_u32).map(|at| at.wrapping_sub(1)).collect();
    let (parents, none) = (Uint32Array::from(parents.as_slice()), Uint32Array::new_with_length(0));
    assert_eq!(sent(&|| assert!(scene.viewer.set_edges("1", &parents, &none).is_ok())), 300.0 * 8.0);
    color_by(&scene, "radius");
    assert_eq!(
        sent(&|| assert!(scene.viewer.set_edges("1", &parents, &none).is_ok())),
        300.0 * 8.0,
        "radii do not depend on edges"
    );
}
