//! Camera movements that the viewer makes by itself.

use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{RED, ROOT, Scene, later};

fn camera(scene: &Scene) -> Vec<f32> {
    scene.viewer.camera().to_vec()
}

#[wasm_bindgen_test]
async fn a_flight_goes_step_by_step_and_ends_where_a_jump_does() {
    let scene = Scene::new();
    scene.skeleton("1", &[[5000.0, 0.0, 0.0, 10.0], [5400.0, 300.0, 0.0, 10.0]], &[ROOT, 0], &[], RED);
    let start = camera(&scene);
    scene.viewer.frame();
    let there = camera(&scene);
    assert_ne!(start, there, "without a flight time it jumps");
    assert!(scene.viewer.set_camera(&start).is_ok());
    scene.viewer.set_flight_time(200.0);
    scene.viewer.frame();
    let mut seen = vec![camera(&scene)[0]];
    while scene.viewer.render().is_ok_and(|more| more) {
        seen.push(camera(&scene)[0]);
        JsFuture::from(later()).await.unwrap();
    }
    assert_eq!(camera(&scene), there);
    seen.dedup();
    assert!(seen.len() > 2 && seen.windows(2).all(|two| two[0] < two[1]), "{seen:?}");
}

#[wasm_bindgen_test]
async fn a_hand_ends_a_flight() {
    let scene = Scene::new();
    scene.ball("1", [5000.0, 0.0, 0.0, 60.0], RED);
    scene.viewer.set_flight_time(100_000.0);
    scene.viewer.frame();
    assert!(scene.viewer.render().is_ok_and(|more| more));
    scene.viewer.orbit(1.0, 0.0);
    let held = camera(&scene)[0];
    scene.draw_slowly().await;
    assert_eq!(camera(&scene)[0], held, "the target stays where the hand took over");
    assert!(held < 5000.0);
}

#[wasm_bindgen_test]
async fn centre_brings_what_is_there_to_the_middle() {
    let scene = Scene::new();
    scene.ball("1", [80.0, -40.0, 70.0, 30.0], RED);
    // Beside the ball's middle, but on it.
    scene.viewer.centre(290.0, 150.0);
    scene.draw_slowly().await;
    assert_eq!(camera(&scene)[..3], [80.0, -40.0, 70.0]);
    // Where nothing is, the place itself, at the depth that is looked at.
    scene.viewer.centre(20.0, 380.0);
    scene.draw_slowly().await;
    assert_eq!(camera(&scene)[..3], [-100.0, 140.0, 70.0]);
}

#[wasm_bindgen_test]
fn the_axes_turn_with_the_camera() {
    let scene = Scene::new();
    let rounded = || scene.viewer.axes().to_vec().iter().map(|part| part.round() as i32).collect::<Vec<_>>();
    assert!(scene.viewer.axis_view("z").is_ok());
    assert_eq!(rounded(), [1, 0, 0, 0, 1, 0, 0, 0, -1], "x right, y down, z away");
    assert!(scene.viewer.axis_view("x").is_ok());
    assert_eq!(rounded(), [0, 0, -1, 1, 0, 0, 0, 1, 0], "x away, y right, z down");
}
