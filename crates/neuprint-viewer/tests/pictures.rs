//! What is drawn, pixel by pixel, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a browser that refuses the obvious fails the test")]

use std::f64::consts::PI;

use js_sys::{Float32Array, Promise, Uint8Array, Uint32Array};
use neuprint_viewer::Viewer;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext, WebglLoseContext};

wasm_bindgen_test_configure!(run_in_browser);

const SIZE: u32 = 400;
const ROOT: u32 = u32::MAX;
const RED: [f32; 3] = [0.9, 0.1, 0.1];
const BLUE: [f32; 3] = [0.1, 0.2, 0.9];

/// A canvas of 400 × 400 pixels on black, one voxel per pixel, looking along z at the origin: x right, y down.
struct Scene {
    canvas: HtmlCanvasElement,
    viewer: Viewer,
}

impl Scene {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
        let viewer = Viewer::new(canvas.clone()).unwrap_or_else(|_| panic!("this browser has no WebGL2"));
        viewer.set_background(0.0, 0.0, 0.0);
        viewer.resize(f64::from(SIZE), f64::from(SIZE), 1.0);
        let scene = Self { canvas, viewer };
        scene.camera(false);
        scene
    }

    fn camera(&self, perspective: bool) {
        let numbers = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, SIZE as f32 / 2.0, f32::from(u8::from(perspective))];
        assert!(self.viewer.set_camera(&numbers).is_ok());
    }

    fn skeleton(&self, key: &str, nodes: &[[f32; 4]], parents: &[u32], bridges: &[u32], color: [f32; 3]) {
        let nodes = Float32Array::from(nodes.concat().as_slice());
        let set = self.viewer.set_skeleton(key, &nodes, &Uint32Array::from(parents), &Uint32Array::from(bridges));
        assert!(set.is_ok());
        self.viewer.set_color(key, color[0], color[1], color[2]);
    }

    fn ball(&self, key: &str, node: [f32; 4], color: [f32; 3]) {
        self.skeleton(key, &[node], &[ROOT], &[], color);
    }

    /// A square of 200 pixels across the picture's middle, at a depth.
    fn square(&self, key: &str, z: f32, [red, green, blue]: [f32; 3]) {
        let corners = [[-100.0, -100.0, z], [100.0, -100.0, z], [100.0, 100.0, z], [-100.0, 100.0, z]];
        let vertices = Float32Array::from(corners.concat().as_slice());
        let faces = Uint32Array::from([0, 1, 2, 0, 2, 3].as_slice());
        assert!(self.viewer.set_mesh(key, &vertices, &faces, red, green, blue, 0.5).is_ok());
    }

    /// Draws to the end; how many frames that took.
    fn draw(&self) -> u32 {
        let mut frames = 0;
        while self.viewer.render().unwrap_or_else(|_| panic!("the picture cannot be drawn")) {
            frames += 1;
            assert!(frames < 100, "the picture is never finished");
        }
        frames
    }

    fn context(&self) -> WebGl2RenderingContext {
        self.canvas.get_context("webgl2").unwrap().unwrap().unchecked_into()
    }

    /// The drawn picture. Only right after drawing does the canvas hold it.
    fn pixels(&self) -> Picture {
        // Anything that is finished is drawn again, so that the canvas is filled in this very task.
        self.viewer.set_background(0.0, 0.0, 0.004);
        self.viewer.set_background(0.0, 0.0, 0.0);
        self.draw();
        let mut bytes = vec![0; (SIZE * SIZE * 4) as usize];
        let (rgba, kind) = (WebGl2RenderingContext::RGBA, WebGl2RenderingContext::UNSIGNED_BYTE);
        self.context()
            .read_pixels_with_opt_u8_array(0, 0, SIZE as i32, SIZE as i32, rgba, kind, Some(&mut bytes))
            .unwrap();
        Picture(bytes)
    }
}

struct Picture(Vec<u8>);

impl Picture {
    /// Red, green, blue at a place counted from the upper left.
    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let start = (((SIZE - 1 - y) * SIZE + x) * 4) as usize;
        [self.0[start], self.0[start + 1], self.0[start + 2]]
    }

    fn is_reddish(&self, x: u32, y: u32) -> bool {
        let [red, _, blue] = self.at(x, y);
        red > 60 && red > 2 * blue
    }

    fn is_bluish(&self, x: u32, y: u32) -> bool {
        let [red, _, blue] = self.at(x, y);
        blue > 60 && blue > 2 * red
    }

    /// How many pixels something covers, parts counted as parts: every colour here is either background or bright enough.
    fn covered(&self) -> f64 {
        self.0.chunks_exact(4).filter(|pixel| pixel[..3].iter().any(|&part| part > 24)).count() as f64
    }
}

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
fn nodes_are_drawn_where_project_says_even_far_from_the_origin() {
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
            assert_eq!(scene.viewer.pick(at.get_index(0).into(), at.get_index(1).into()).as_deref(), Some("1"));
        }
    }
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
    assert_eq!(scene.draw(), 0, "settings that change nothing");
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
    assert!(JsFuture::from(scene.viewer.png(1.0)).await.is_err());
    let restored = event(&scene.canvas, "webglcontextrestored");
    // The browser accepts this only after the event has been dealt with.
    JsFuture::from(later()).await.unwrap();
    extension.restore_context();
    JsFuture::from(restored).await.unwrap();
    assert!(scene.pixels().is_reddish(200, 200));
}

#[wasm_bindgen_test]
async fn a_saved_picture_has_the_wanted_size_and_continues_over_tiles() {
    let scene = Scene::new();
    let nodes = [[-180.0, -180.0, 0.0, 12.0], [180.0, 180.0, 0.0, 12.0]];
    scene.skeleton("1", &nodes, &[ROOT, 0], &[], RED);
    // 2400 pixels are more than one tile.
    let png = JsFuture::from(scene.viewer.png(6.0)).await.unwrap_or_else(|error| panic!("{error:?}"));
    let bytes: Uint8Array = png.unchecked_into();
    let bytes = bytes.to_vec();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    assert_eq!((number(16), number(20)), (2400, 2400));
    let pixels = decode(&bytes, 2400).await;
    // Along the diagonal, across the seam at 2048, the cone is unbroken and everywhere as wide.
    let width = |y: u32| (0..2400).filter(|x| pixels[((y * 2400 + x) * 4) as usize] > 60).count();
    let expected = 12.0 * 2.0 * 6.0 * 2.0_f64.sqrt();
    for y in (300..2100).step_by(50).chain(2040..2056) {
        assert!((width(y) as f64 / expected - 1.0).abs() < 0.03, "{} pixels in row {y}, not {expected}", width(y));
    }
    assert!(JsFuture::from(scene.viewer.png(100.0)).await.is_err());
    assert!(scene.pixels().is_reddish(200, 200), "the view is as before");
}

/// RGBA of a PNG file of `side` pixels.
async fn decode(bytes: &[u8], side: u32) -> Vec<u8> {
    let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).unwrap();
    let bitmap = web_sys::window().unwrap().create_image_bitmap_with_blob(&blob).unwrap();
    let bitmap: web_sys::ImageBitmap = JsFuture::from(bitmap).await.unwrap().unchecked_into();
    let canvas = web_sys::OffscreenCanvas::new(side, side).unwrap();
    let context: web_sys::OffscreenCanvasRenderingContext2d =
        canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    context.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0).unwrap();
    let side = f64::from(side);
    context.get_image_data(0.0, 0.0, side, side).unwrap().data().to_vec()
}

/// Resolves at the next event of this name.
fn event(canvas: &HtmlCanvasElement, name: &'static str) -> Promise {
    Promise::new(&mut |resolve, _| {
        canvas.add_event_listener_with_callback(name, &resolve).unwrap();
    })
}

/// Resolves in a later task.
fn later() -> Promise {
    Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback(&resolve).unwrap();
    })
}
