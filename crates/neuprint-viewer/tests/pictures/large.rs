//! Scenes too large to be drawn at once.

use js_sys::{Float32Array, Uint32Array};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{SIZE, Scene, later};

/// A dense zigzag of so many nodes that fills the picture's width and a strip of its height.
fn zigzag(scene: &Scene, key: &str, count: usize, y: f32) {
    let step = 360.0 / count as f32;
    let nodes: Vec<f32> = (0..count)
        .flat_map(|at| [at as f32 * step - 180.0, y + if at % 2 == 0 { 0.0 } else { 0.02 }, 0.0, 0.004])
        .collect();
    let parents: Vec<u32> = (0..count as u32).map(|at| at.wrapping_sub(1)).collect();
    let (nodes, parents) = (Float32Array::from(nodes.as_slice()), Uint32Array::from(parents.as_slice()));
    let none = Uint32Array::new_with_length(0);
    assert!(scene.viewer.set_skeleton(key, &nodes, &parents, &none).is_ok());
    scene.viewer.set_color(key, 0.9, 0.1, 0.1);
}

#[wasm_bindgen_test]
async fn a_node_takes_24_bytes_and_one_more_for_a_colour_of_its_own() {
    let scene = Scene::new();
    let counts = [5_000_u32, 4_999, 2_049, 30];
    for (at, count) in counts.into_iter().enumerate() {
        zigzag(&scene, &at.to_string(), count as usize, at as f32 * 20.0);
    }
    scene.draw_slowly().await;
    let nodes = f64::from(counts.iter().sum::<u32>());
    // The palette of 256 colours is there once.
    let per_node = |scene: &Scene| (scene.count("heldBytes") - 1024.0) / nodes;
    assert!(per_node(&scene) <= 24.01, "{} bytes per node", per_node(&scene));
    assert!(scene.viewer.color_by("distance").is_ok());
    scene.draw_slowly().await;
    assert!(per_node(&scene) <= 25.01, "{} bytes per coloured node", per_node(&scene));
    (0..counts.len()).for_each(|key| scene.viewer.remove_skeleton(&key.to_string()));
    scene.draw_slowly().await;
    assert_eq!(scene.count("heldBytes"), 1024.0, "all is freed");
}

#[wasm_bindgen_test]
async fn a_large_scene_is_reduced_from_afar_and_whole_when_near() {
    let scene = Scene::new();
    (0..3).for_each(|at| zigzag(&scene, &at.to_string(), 50_000, at as f32 * 30.0 - 30.0));
    scene.draw_slowly().await;
    let from_afar = scene.count("heldBytes");
    assert!(from_afar < 150_000.0 * 17.0, "{from_afar} bytes: nodes, and hardly an edge");
    let picture = scene.pixels_slowly().await;
    for (y, x) in [170, 200, 230].into_iter().flat_map(|y| (30..370).map(move |x| (y, x))) {
        assert!(picture.at(x, y)[0] > 40, "unbroken at {x}, {y}");
    }
    scene.viewer.zoom(200.0, 200.0, 200.0);
    JsFuture::from(later()).await.unwrap();
    scene.draw_slowly().await;
    let held = scene.count("heldBytes");
    assert!(held > 150_000.0 * 23.9 && held < 150_000.0 * 24.1, "{held} bytes: all edges");
}

#[wasm_bindgen_test]
async fn a_picture_at_rest_is_drawn_in_slices_that_a_movement_interrupts() {
    let scene = Scene::new();
    // Nearer than half a pixel: all of 300,000 edges are needed.
    scene.viewer.zoom(200.0, 200.0, 200.0);
    (0..3).for_each(|at| zigzag(&scene, &at.to_string(), 100_000, at as f32 * 0.05));
    let mut tasks = 0;
    while scene.count("frames") < 4.0 {
        assert!(scene.viewer.render().is_ok_and(|more| more));
        tasks += 1;
        assert!(tasks < 3000, "nothing is drawn");
        JsFuture::from(later()).await.unwrap();
    }
    // Amid the first sample the camera moves: the next frame is that of the movement.
    let frames = scene.count("frames");
    scene.viewer.orbit(2.0, 0.0);
    assert!(scene.viewer.render().is_ok_and(|more| more));
    assert_eq!(scene.count("frames"), frames + 1.0);
    assert_eq!(scene.count("samples"), 0.0, "nothing of it is at rest");
    let all = scene.draw_slowly().await;
    assert!(all > 16, "{all} frames: eight samples of more than one slice");
    assert_eq!(scene.count("samples"), 8.0);
}

#[wasm_bindgen_test]
async fn while_moving_a_large_scene_stays_within_its_budget() {
    let scene = Scene::new();
    scene.viewer.zoom(200.0, 200.0, 200.0);
    (0..3).for_each(|at| zigzag(&scene, &at.to_string(), 100_000, at as f32 * 0.05));
    scene.draw_slowly().await;
    // Beside the whole picture the GPU holds a level for movements: at most 200,000 edges of eight bytes.
    let extra = scene.count("heldBytes") - 300_000.0 * 24.0 - 1024.0;
    assert!(extra > 0.0 && extra <= 200_000.0 * 8.0 + 100.0, "{extra} bytes");
    scene.viewer.zoom(0.005, 200.0, 200.0);
    assert!(scene.viewer.render().is_ok_and(|more| more), "a frame of the movement");
    let picture = scene.read();
    let lit = |y: u32| (0..SIZE).filter(|&x| picture.at(x, y)[0] > 40).count();
    assert!((0..SIZE).map(lit).max() > Some(330), "the neurite is still there from end to end");
}

#[wasm_bindgen_test]
async fn lone_nodes_and_rings_are_no_obstacle_to_levels_of_detail() {
    let scene = Scene::new();
    zigzag(&scene, "large", 120_000, 0.0);
    scene.ball("lone", [0.0, -100.0, 0.0, 20.0], [0.1, 0.2, 0.9]);
    let ring = [[-50.0, 100.0, 0.0, 5.0], [0.0, 150.0, 0.0, 5.0], [50.0, 100.0, 0.0, 5.0]];
    scene.skeleton("ring", &ring, &[1, 2, 0], &[], [0.1, 0.2, 0.9]);
    let picture = scene.pixels_slowly().await;
    assert!(picture.is_bluish(200, 100) && picture.is_bluish(200, 300) && picture.is_reddish(200, 200));
}
