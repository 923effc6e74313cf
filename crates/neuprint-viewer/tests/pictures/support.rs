//! A canvas in a page, with a viewer on it, and what is drawn there.

use js_sys::{Float32Array, Promise, Reflect, Uint8Array, Uint32Array};
use neuprint_viewer::Viewer;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext};

pub(crate) const SIZE: u32 = 400;
pub(crate) const ROOT: u32 = u32::MAX;
pub(crate) const RED: [f32; 3] = [0.9, 0.1, 0.1];
pub(crate) const BLUE: [f32; 3] = [0.1, 0.2, 0.9];

/// A canvas of 400 × 400 pixels on black, one voxel per pixel, looking along z at the origin: x right, y down.
pub(crate) struct Scene {
    pub(crate) canvas: HtmlCanvasElement,
    pub(crate) viewer: Viewer,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
        let viewer = Viewer::new(canvas.clone()).unwrap_or_else(|_| panic!("this browser has no WebGL2"));
        viewer.set_background(0.0, 0.0, 0.0);
        viewer.resize(f64::from(SIZE), f64::from(SIZE), 1.0);
        let scene = Self { canvas, viewer };
        scene.camera(false);
        scene
    }

    pub(crate) fn camera(&self, perspective: bool) {
        let numbers = [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, SIZE as f32 / 2.0, f32::from(u8::from(perspective))];
        assert!(self.viewer.set_camera(&numbers).is_ok());
    }

    pub(crate) fn skeleton(&self, key: &str, nodes: &[[f32; 4]], parents: &[u32], bridges: &[u32], color: [f32; 3]) {
        let nodes = Float32Array::from(nodes.concat().as_slice());
        let set = self.viewer.set_skeleton(key, &nodes, &Uint32Array::from(parents), &Uint32Array::from(bridges));
        assert!(set.is_ok());
        self.viewer.set_color(key, color[0], color[1], color[2]);
    }

    pub(crate) fn ball(&self, key: &str, node: [f32; 4], color: [f32; 3]) {
        self.skeleton(key, &[node], &[ROOT], &[], color);
    }

    /// A square of 200 pixels across the picture's middle, at a depth.
    pub(crate) fn square(&self, key: &str, z: f32, [red, green, blue]: [f32; 3]) {
        let corners = [[-100.0, -100.0, z], [100.0, -100.0, z], [100.0, 100.0, z], [-100.0, 100.0, z]];
        let vertices = Float32Array::from(corners.concat().as_slice());
        let faces = Uint32Array::from([0, 1, 2, 0, 2, 3].as_slice());
        assert!(self.viewer.set_mesh(key, &vertices, &faces, red, green, blue, 0.5).is_ok());
    }

    /// Draws to the end; how many frames that took.
    pub(crate) fn draw(&self) -> u32 {
        let mut frames = 0;
        while self.viewer.render().unwrap_or_else(|_| panic!("the picture cannot be drawn")) {
            frames += 1;
            assert!(frames < 100, "the picture is never finished");
        }
        frames
    }

    /// Draws to the end, a task at a time, as a page does.
    pub(crate) async fn draw_slowly(&self) -> u32 {
        let mut frames = 0;
        while self.viewer.render().unwrap_or_else(|_| panic!("the picture cannot be drawn")) {
            frames += 1;
            assert!(frames < 5000, "the picture is never finished");
            JsFuture::from(later()).await.unwrap();
        }
        frames
    }

    /// What is picked at a place; a property of it.
    pub(crate) async fn picked(&self, x: f64, y: f64, property: &str) -> Option<JsValue> {
        let promise = self.viewer.pick(x, y);
        self.draw_slowly().await;
        let hit = JsFuture::from(promise).await.unwrap();
        (!hit.is_undefined()).then(|| Reflect::get(&hit, &property.into()).unwrap())
    }

    /// The key of what is picked at a place.
    pub(crate) async fn picked_key(&self, x: f64, y: f64) -> Option<String> {
        self.picked(x, y, "key").await.and_then(|key| key.as_string())
    }

    /// Frames that were drawn, bytes that were sent or are held.
    pub(crate) fn count(&self, name: &str) -> f64 {
        Reflect::get(&self.viewer.counts(), &name.into()).unwrap().as_f64().unwrap()
    }

    pub(crate) fn context(&self) -> WebGl2RenderingContext {
        self.canvas.get_context("webgl2").unwrap().unwrap().unchecked_into()
    }

    /// Red, green, blue, opacity of each pixel of a rectangle of the picture at a scale.
    pub(crate) fn saved(&self, scale: f64, [x, y, width, height]: [u32; 4], transparent: bool) -> Vec<u8> {
        let pixels = self.viewer.pixels(scale, x, y, width, height, Some(transparent));
        pixels.unwrap_or_else(|_| panic!("no pixels")).to_vec()
    }

    /// The drawn picture. Only right after drawing does the canvas hold it.
    pub(crate) fn pixels(&self) -> Picture {
        self.touch();
        self.draw();
        self.read()
    }

    /// The same of a scene that takes many tasks to draw.
    pub(crate) async fn pixels_slowly(&self) -> Picture {
        self.draw_slowly().await;
        let (width, height) = (SIZE, SIZE);
        let upper_first = self.saved(1.0, [0, 0, width, height], false);
        Picture(upper_first.chunks_exact((SIZE * 4) as usize).rev().flatten().copied().collect())
    }

    /// Makes the viewer draw anew what is finished, so that the canvas is filled in this very task.
    fn touch(&self) {
        self.viewer.set_background(0.0, 0.0, 0.004);
        self.viewer.set_background(0.0, 0.0, 0.0);
    }

    /// What the canvas holds.
    pub(crate) fn read(&self) -> Picture {
        let mut bytes = vec![0; (SIZE * SIZE * 4) as usize];
        let (rgba, kind) = (WebGl2RenderingContext::RGBA, WebGl2RenderingContext::UNSIGNED_BYTE);
        self.context()
            .read_pixels_with_opt_u8_array(0, 0, SIZE as i32, SIZE as i32, rgba, kind, Some(&mut bytes))
            .unwrap();
        Picture(bytes)
    }
}

/// RGBA from the lowest row up.
pub(crate) struct Picture(Vec<u8>);

impl Picture {
    /// Red, green, blue at a place counted from the upper left.
    pub(crate) fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let start = (((SIZE - 1 - y) * SIZE + x) * 4) as usize;
        [self.0[start], self.0[start + 1], self.0[start + 2]]
    }

    pub(crate) fn is_reddish(&self, x: u32, y: u32) -> bool {
        let [red, _, blue] = self.at(x, y);
        red > 60 && red / 2 > blue
    }

    pub(crate) fn is_bluish(&self, x: u32, y: u32) -> bool {
        let [red, _, blue] = self.at(x, y);
        blue > 60 && blue / 2 > red
    }

    /// How many pixels something covers, parts counted as parts: every colour here is either background or bright enough.
    pub(crate) fn covered(&self) -> f64 {
        self.0.chunks_exact(4).filter(|pixel| pixel[..3].iter().any(|&part| part > 24)).count() as f64
    }
}

/// RGBA of a PNG file of `side` pixels.
pub(crate) async fn decode(bytes: &[u8], side: u32) -> Vec<u8> {
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
pub(crate) fn event(canvas: &HtmlCanvasElement, name: &'static str) -> Promise {
    Promise::new(&mut |resolve, _| {
        canvas.add_event_listener_with_callback(name, &resolve).unwrap();
    })
}

/// Resolves in a later task.
pub(crate) fn later() -> Promise {
    Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback(&resolve).unwrap();
    })
}
