//! What is picked is what is seen.

use js_sys::{Float32Array, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{BLUE, RED, ROOT, Scene};

#[wasm_bindgen_test]
async fn nodes_are_drawn_where_project_says_even_far_from_the_origin() {
    for perspective in [false, true] {
        let scene = Scene::new();
        let places = [[30_000.25, 25_000.5, 20_000.0], [30_150.0, 25_060.0, 20_090.0], [29_900.0, 25_120.0, 19_950.0]];
        let nodes = places.map(|[x, y, z]| [x, y, z, 6.0]);
        scene.skeleton("1", &nodes, &[ROOT, 0, 1], &[], RED);
        scene.viewer.set_perspective(perspective);
        scene.viewer.orbit(40.0, -70.0);
        scene.viewer.frame();
        let picture = scene.pixels();
        for [x, y, z] in places {
            let at = scene.viewer.project(x.into(), y.into(), z.into()).expect("in front of the eye");
            assert!(picture.is_reddish(at.get_index(0) as u32, at.get_index(1) as u32), "{x} {y} {z}");
            assert_eq!(scene.picked_key(at.get_index(0).into(), at.get_index(1).into()).await.as_deref(), Some("1"));
        }
    }
}

#[wasm_bindgen_test]
async fn each_ball_of_a_grid_is_picked_at_its_own_place() {
    for perspective in [false, true] {
        let scene = Scene::new();
        scene.camera(perspective);
        let places = || (0..25).map(|at| ((at % 5) as f32 * 60.0 - 120.0, (at / 5) as f32 * 60.0 - 120.0));
        // Three skeletons share the balls, a node without a parent each.
        for skeleton in 0..3 {
            let own = places().enumerate().filter(|(at, _)| at % 3 == skeleton);
            let nodes: Vec<[f32; 4]> = own.map(|(at, (x, y))| [x, y, at as f32, 14.0]).collect();
            scene.skeleton(&skeleton.to_string(), &nodes, &vec![ROOT; nodes.len()], &[], RED);
        }
        let questions: Vec<_> = places()
            .map(|(x, y)| {
                let at = scene.viewer.project(x.into(), y.into(), 10.0).unwrap();
                scene.viewer.pick(at.get_index(0).into(), at.get_index(1).into())
            })
            .collect();
        scene.draw_slowly().await;
        for (at, question) in questions.into_iter().enumerate() {
            let hit = JsFuture::from(question).await.unwrap();
            let property = |name: &str| js_sys::Reflect::get(&hit, &name.into()).unwrap();
            assert_eq!(property("key").as_string(), Some((at % 3).to_string()), "ball {at}");
            assert_eq!(property("index").as_f64(), Some((at / 3) as f64), "ball {at}");
            assert_eq!(property("z").as_f64(), Some(at as f64), "ball {at}");
        }
    }
}

#[wasm_bindgen_test]
async fn the_nearer_end_of_an_edge_and_what_is_in_front() {
    let scene = Scene::new();
    scene.skeleton("edge", &[[-100.0, 0.0, 0.0, 9.0], [100.0, 0.0, 0.0, 9.0]], &[ROOT, 0], &[], RED);
    scene.ball("front", [0.0, 0.0, -50.0, 20.0], BLUE);
    assert_eq!(scene.picked(150.0, 200.0, "index").await.and_then(|index| index.as_f64()), Some(0.0));
    assert_eq!(scene.picked(250.0, 200.0, "index").await.and_then(|index| index.as_f64()), Some(1.0));
    assert_eq!(scene.picked_key(200.0, 200.0).await.as_deref(), Some("front"));
    scene.viewer.set_visible("front", false);
    assert_eq!(scene.picked_key(200.0, 200.0).await.as_deref(), Some("edge"), "what is hidden is not picked");
}

#[wasm_bindgen_test]
async fn beside_a_thin_neurite_it_is_met_and_far_from_everything_nothing() {
    let scene = Scene::new();
    scene.skeleton("thin", &[[-100.0, 0.0, 0.0, 0.1], [100.0, 0.0, 0.0, 0.1]], &[ROOT, 0], &[], RED);
    assert_eq!(scene.picked_key(200.0, 203.0).await.as_deref(), Some("thin"));
    assert_eq!(scene.picked_key(200.0, 210.0).await, None);
    assert_eq!(scene.picked_key(320.0, 200.0).await, None, "beyond the end");
    assert_eq!(scene.picked_key(-5.0, 900.0).await, None, "outside of the canvas");
}

#[wasm_bindgen_test]
async fn a_question_draws_nothing_and_waits_for_no_one() {
    let scene = Scene::new();
    scene.ball("1", [0.0, 0.0, 0.0, 60.0], RED);
    scene.draw_slowly().await;
    let frames = scene.count("frames");
    let question = scene.viewer.pick(200.0, 200.0);
    assert!(scene.viewer.render().is_ok_and(|more| !more), "nothing has to be drawn for it");
    assert!(!JsFuture::from(question).await.unwrap().is_undefined());
    assert_eq!(scene.count("frames"), frames);
}

#[wasm_bindgen_test]
async fn points_are_picked_by_their_number() {
    let scene = Scene::new();
    let places = Float32Array::from([-50.0, 0.0, 0.0, 50.0, 0.0, 0.0].as_slice());
    let none = Float32Array::new_with_length(0);
    assert!(scene.viewer.set_points("synapses", &places, &Uint8Array::from([0, 1].as_slice()), &none, 12.0).is_ok());
    assert_eq!(scene.picked(250.0, 200.0, "index").await.and_then(|index| index.as_f64()), Some(1.0));
    assert_eq!(scene.picked(150.0, 200.0, "kind").await.and_then(|kind| kind.as_string()).as_deref(), Some("points"));
}
