//! When something is drawn, and when not.

use js_sys::{Float32Array, Uint32Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::WebglLoseContext;

use crate::support::{RED, SIZE, Scene, event, later};

#[wasm_bindgen_test]
fn nothing_is_drawn_when_nothing_changed() {
    let scene = Scene::new();
    scene.ball("1", [0.0, 0.0, 0.0, 60.0], RED);
    assert!(scene.draw() > 0);
    assert_eq!(scene.draw(), 0);
    scene.viewer.set_visible("1", true);
    scene.viewer.set_color("1", RED[0], RED[1], RED[2]);
    scene.viewer.resize(f64::from(SIZE), f64::from(SIZE), 1.0);
    scene.viewer.remove_skeleton("unknown");
    scene.viewer.set_fog(0.45);
    assert!(scene.viewer.set_clip(None).is_ok() && scene.viewer.color_by("neuron").is_ok());
    let frames = scene.count("frames");
    assert_eq!(scene.draw(), 0, "settings that change nothing");
    assert_eq!(scene.count("frames"), frames);
    scene.viewer.set_color("1", 0.0, 0.0, 1.0);
    assert!(scene.draw() > 0);
    scene.viewer.orbit(3.0, 0.0);
    assert!(scene.viewer.render().is_ok_and(|drawn| drawn));
}

#[wasm_bindgen_test]
fn unusable_arrays_throw_and_leave_the_scene_as_it_was() {
    let scene = Scene::new();
    scene.ball("1", [0.0, 0.0, 0.0, 60.0], RED);
    let none = Uint32Array::new_with_length(0);
    let nodes = Float32Array::from([0.0, 0.0, 0.0, 1.0].as_slice());
    assert!(scene.viewer.set_skeleton("1", &nodes, &Uint32Array::from([5].as_slice()), &none).is_err());
    assert!(scene.viewer.axis_view("w").is_err());
    assert!(scene.viewer.set_camera(&[0.0; 9]).is_err());
    assert!(scene.pixels().is_reddish(200, 200));
}

#[wasm_bindgen_test]
async fn a_lost_context_comes_back_with_the_picture() {
    let scene = Scene::new();
    scene.ball("1", [0.0, 0.0, 0.0, 60.0], RED);
    scene.draw();
    let extension: WebglLoseContext =
        scene.context().get_extension("WEBGL_lose_context").unwrap().unwrap().unchecked_into();
    let lost = event(&scene.canvas, "webglcontextlost");
    extension.lose_context();
    JsFuture::from(lost).await.unwrap();
    assert!(scene.viewer.render().is_ok_and(|drawn| !drawn), "without a context nothing is drawn");
    let question = scene.viewer.pick(200.0, 200.0);
    assert!(scene.viewer.render().is_ok());
    assert!(JsFuture::from(question).await.unwrap().is_undefined(), "no picture, no answer, no waiting");
    assert!(JsFuture::from(scene.viewer.png(1.0, None, None)).await.is_err());
    let restored = event(&scene.canvas, "webglcontextrestored");
    // The browser accepts this only after the event has been dealt with.
    JsFuture::from(later()).await.unwrap();
    extension.restore_context();
    JsFuture::from(restored).await.unwrap();
    assert!(scene.pixels().is_reddish(200, 200));
}
