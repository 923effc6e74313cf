//! A viewer on a canvas, drawn when something has changed.
//!
//! ```text
//! let view = View::open(canvas, on_frame).await?;
//! view.set_skeleton("754538881", &nodes, &parents, &bridges)?;    // the next animation frame draws it
//! view.close();                                                   // frees its memory
//! ```

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Float32Array, Reflect, Uint8Array, Uint32Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlCanvasElement;

use super::legend::Legend;
use super::module::{JsViewer, open_viewer};
use super::picked::Picked;
use neuprint_page::address;

/// Numbers of a camera, see `Viewer.camera`.
pub(crate) type CameraNumbers = [f32; 9];

/// Milliseconds that the camera takes to go somewhere by itself.
const FLIGHT_TIME: f64 = 240.0;

/// A viewer and its drawing loop. Cloning clones the handle.
#[derive(Clone)]
pub(crate) struct View(Rc<Inner>);

struct Inner {
    viewer: JsViewer,
    canvas: HtmlCanvasElement,
    /// The request of the next frame, if one is due.
    scheduled: Cell<Option<i32>>,
    tick: RefCell<Option<Closure<dyn FnMut()>>>,
    /// Called before each frame that is drawn.
    on_frame: Box<dyn Fn(&View)>,
    closed: Cell<bool>,
}

impl View {
    /// Loads the renderer and puts it on a canvas; the message if that is not possible. `on_frame` is called before each frame.
    pub(crate) async fn open(canvas: HtmlCanvasElement, on_frame: impl Fn(&View) + 'static) -> Result<Self, String> {
        let viewer = open_viewer(&address::resolve("viewer.js"), &canvas).await.map_err(|error| message(&error))?;
        let view = Self(Rc::new(Inner {
            viewer: viewer.unchecked_into(),
            canvas,
            scheduled: Cell::new(None),
            tick: RefCell::new(None),
            on_frame: Box::new(on_frame),
            closed: Cell::new(false),
        }));
        let weak = Rc::downgrade(&view.0);
        *view.0.tick.borrow_mut() = Some(Closure::new(move || {
            if let Some(inner) = weak.upgrade() {
                View(inner).tick();
            }
        }));
        Ok(view)
    }

    fn tick(&self) {
        self.0.scheduled.set(None);
        if self.0.closed.get() {
            return;
        }
        (self.0.on_frame)(self);
        match self.0.viewer.render() {
            Ok(true) => self.request_frame(),
            Ok(false) => {}
            Err(error) => leptos::logging::error!("the picture cannot be drawn: {}", message(&error)),
        }
    }

    /// Draws at the next animation frame, and on until the picture is finished.
    pub(crate) fn request_frame(&self) {
        if self.0.scheduled.get().is_some() || self.0.closed.get() {
            return;
        }
        if let Some(tick) = self.0.tick.borrow().as_ref() {
            self.0.scheduled.set(window().request_animation_frame(tick.as_ref().unchecked_ref()).ok());
        }
    }

    /// Calls the viewer, unless it is closed, and draws.
    fn change<T>(&self, change: impl FnOnce(&JsViewer) -> T) -> Option<T> {
        (!self.0.closed.get()).then(|| {
            let result = change(&self.0.viewer);
            self.request_frame();
            result
        })
    }

    /// Frees the renderer's memory; everything after that does nothing.
    pub(crate) fn close(&self) {
        if self.0.closed.replace(true) {
            return;
        }
        if let Some(scheduled) = self.0.scheduled.take() {
            // A frame that has been drawn meanwhile needs no cancelling.
            let _ = window().cancel_animation_frame(scheduled);
        }
        // A property of our own on an extensible object can always be deleted.
        let _ = Reflect::delete_property(&self.0.canvas, &JsValue::from_str("neuprintViewer"));
        self.0.viewer.free();
        *self.0.tick.borrow_mut() = None;
    }

    /// The canvas.
    pub(crate) fn canvas(&self) -> &HtmlCanvasElement {
        &self.0.canvas
    }

    /// Adds or replaces a skeleton.
    pub(crate) fn set_skeleton(
        &self,
        key: &str,
        nodes: &Float32Array,
        parents: &Uint32Array,
        bridges: &Uint32Array,
    ) -> Result<(), String> {
        let result = self.change(|viewer| viewer.set_skeleton(key, nodes, parents, bridges));
        result.unwrap_or(Ok(())).map_err(|error| message(&error))
    }

    /// Replaces a skeleton's edges, as healing does.
    pub(crate) fn set_edges(&self, key: &str, parents: &Uint32Array, bridges: &Uint32Array) {
        // Throws for indices that are no nodes; those of a loaded skeleton are.
        self.change(|viewer| viewer.set_edges(key, parents, bridges).is_ok());
    }

    /// Lets one skeleton stand out, or none.
    pub(crate) fn highlight(&self, key: Option<&str>) {
        self.change(|viewer| viewer.highlight(key));
    }

    /// Where a point lies on the canvas, CSS pixels; `None` if it is behind the viewer.
    pub(crate) fn project(&self, point: [f32; 3]) -> Option<[f32; 2]> {
        let [x, y, z] = point.map(f64::from);
        self.change_nothing(|viewer| viewer.project(x, y, z)).flatten()?.to_vec().try_into().ok()
    }

    /// Where a point lies in the element that holds the canvas, CSS pixels.
    pub(crate) fn place_on_page(&self, point: [f32; 3]) -> Option<(f64, f64)> {
        let [x, y] = self.project(point)?;
        let canvas = self.canvas();
        Some((f64::from(x) + f64::from(canvas.offset_left()), f64::from(y) + f64::from(canvas.offset_top())))
    }

    /// Colours a skeleton.
    pub(crate) fn set_color(&self, key: &str, [red, green, blue]: [f32; 3]) {
        self.change(|viewer| viewer.set_color(key, red, green, blue));
    }

    /// Shows or hides a skeleton.
    pub(crate) fn set_visible(&self, key: &str, visible: bool) {
        self.change(|viewer| viewer.set_visible(key, visible));
    }

    /// Forgets a skeleton.
    pub(crate) fn remove_skeleton(&self, key: &str) {
        self.change(|viewer| viewer.remove_skeleton(key));
    }

    /// Adds or replaces a translucent mesh.
    pub(crate) fn set_mesh(
        &self,
        key: &str,
        vertices: &Float32Array,
        faces: &Uint32Array,
        [red, green, blue, alpha]: [f32; 4],
    ) -> Result<(), String> {
        let result = self.change(|viewer| viewer.set_mesh(key, vertices, faces, red, green, blue, alpha));
        result.unwrap_or(Ok(())).map_err(|error| message(&error))
    }

    /// Forgets a mesh.
    pub(crate) fn remove_mesh(&self, key: &str) {
        self.change(|viewer| viewer.remove_mesh(key));
    }

    /// Adds or replaces points: x, y, z per point, a kind and a confidence of each, the radius of all.
    pub(crate) fn set_points(
        &self,
        key: &str,
        places: &[f32],
        kinds: &[u8],
        confidences: &[f32],
        radius: f32,
    ) -> Result<(), String> {
        let (places, confidences) = (Float32Array::from(places), Float32Array::from(confidences));
        let result =
            self.change(|viewer| viewer.set_points(key, &places, &Uint8Array::from(kinds), &confidences, radius));
        result.unwrap_or(Ok(())).map_err(|error| message(&error))
    }

    /// Colours one kind of points.
    pub(crate) fn set_point_color(&self, key: &str, kind: u32, [red, green, blue]: [f32; 3]) {
        self.change(|viewer| viewer.set_point_color(key, kind, red, green, blue));
    }

    /// Which points are drawn: kinds, a bit each, and the least confidence.
    pub(crate) fn filter_points(&self, key: &str, kinds: u8, least: f32) {
        self.change(|viewer| viewer.filter_points(key, kinds, least));
    }

    /// Shows or hides points.
    pub(crate) fn set_points_visible(&self, key: &str, visible: bool) {
        self.change(|viewer| viewer.set_points_visible(key, visible));
    }

    /// Forgets points.
    pub(crate) fn remove_points(&self, key: &str) {
        self.change(|viewer| viewer.remove_points(key));
    }

    /// Colours the background.
    pub(crate) fn set_background(&self, [red, green, blue]: [f32; 3]) {
        self.change(|viewer| viewer.set_background(red, green, blue));
    }

    /// Tells the canvas' size in CSS pixels.
    pub(crate) fn resize(&self, width: f64, height: f64) {
        // More than two device pixels per CSS pixel cost time and cannot be seen.
        let ratio = window().device_pixel_ratio().min(2.0);
        self.change(|viewer| viewer.resize(width, height, ratio));
    }

    /// Moves so that everything visible fits.
    pub(crate) fn frame(&self) {
        self.fly(JsViewer::frame);
    }

    /// Brings what is at a place of the canvas to the middle.
    pub(crate) fn centre(&self, x: f64, y: f64) {
        self.fly(|viewer| viewer.centre(x, y));
    }

    /// Lets the camera go somewhere: smoothly, unless the user wants no motion.
    fn fly(&self, start: impl FnOnce(&JsViewer)) {
        let query = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
        let reduced = query.is_some_and(|query| query.matches());
        self.change(|viewer| {
            viewer.set_flight_time(if reduced { 0.0 } else { FLIGHT_TIME });
            start(viewer);
        });
    }

    /// Looks at the broadest side of everything visible.
    pub(crate) fn widest_view(&self) {
        self.change(JsViewer::widest_view);
    }

    /// Turns.
    pub(crate) fn orbit(&self, dx: f64, dy: f64) {
        self.change(|viewer| viewer.orbit(dx, dy));
    }

    /// Moves.
    pub(crate) fn pan(&self, dx: f64, dy: f64) {
        self.change(|viewer| viewer.pan(dx, dy));
    }

    /// Magnifies around a place of the canvas.
    pub(crate) fn zoom(&self, factor: f64, x: f64, y: f64) {
        self.change(|viewer| viewer.zoom(factor, x, y));
    }

    /// Looks along `x`, `y` or `z`.
    pub(crate) fn axis_view(&self, axis: &str) {
        self.fly(|viewer| {
            // Throws for other names only.
            let _ = viewer.axis_view(axis);
        });
    }

    /// Perspective or orthographic.
    pub(crate) fn set_perspective(&self, perspective: bool) {
        self.change(|viewer| viewer.set_perspective(perspective));
    }

    /// The camera.
    pub(crate) fn camera(&self) -> Option<CameraNumbers> {
        self.change_nothing(|viewer| viewer.camera().to_vec().try_into().ok()).flatten()
    }

    /// Sets the camera; whether the numbers are one.
    pub(crate) fn set_camera(&self, numbers: &CameraNumbers) -> bool {
        self.change(|viewer| viewer.set_camera(numbers).is_ok()).unwrap_or(false)
    }

    /// Looks at a point, with so many voxels visible above and below it, from where the camera stands now.
    pub(crate) fn look_at(&self, point: [f32; 3], half_height: f32) {
        if let Some(mut numbers) = self.camera() {
            numbers[..3].copy_from_slice(&point);
            numbers[7] = half_height;
            self.set_camera(&numbers);
        }
    }

    /// Looks at a point from where the camera stands now.
    pub(crate) fn turn_to(&self, point: [f32; 3]) {
        if let Some(mut numbers) = self.camera() {
            numbers[..3].copy_from_slice(&point);
            self.set_camera(&numbers);
        }
    }

    /// Voxels per CSS pixel.
    pub(crate) fn scale(&self) -> Option<f64> {
        self.change_nothing(JsViewer::scale)
    }

    /// How the dataset's axes are seen, see `Viewer.axes`.
    pub(crate) fn axes(&self) -> Option<[f32; 9]> {
        self.change_nothing(|viewer| viewer.axes().to_vec().try_into().ok()).flatten()
    }

    /// Fades what is far by a share, 0…1.
    pub(crate) fn set_fog(&self, share: f32) {
        self.change(|viewer| viewer.set_fog(share));
    }

    /// Draws only what is between two corners, or everything.
    pub(crate) fn set_clip(&self, corners: Option<[f32; 6]>) {
        // Throws for numbers that are not finite only.
        self.change(|viewer| viewer.set_clip(corners.map(|corners| corners.map(f64::from).into())).is_ok());
    }

    /// Gives a skeleton's nodes numbers to be coloured by, see `Viewer.setValues`.
    pub(crate) fn set_values(&self, key: &str, values: &[f32]) {
        // Throws for numbers that do not fit the skeleton; those of a loaded one do.
        self.change(|viewer| viewer.set_values(key, &Float32Array::from(values)).is_ok());
    }

    /// Colours nodes by something, see `Viewer.colorBy`.
    pub(crate) fn color_by(&self, what: &str) {
        // Throws for other names only.
        self.change(|viewer| viewer.color_by(what).is_ok());
    }

    /// What the colours mean.
    pub(crate) fn legend(&self) -> Option<Legend> {
        self.change_nothing(|viewer| Legend::from_js(&viewer.legend())).flatten()
    }

    /// What is seen at a place of the canvas, once the picture is at rest.
    pub(crate) async fn pick(&self, x: f64, y: f64) -> Option<Picked> {
        // Nothing is drawn for it: the viewer looks at the picture that there is.
        let found = JsFuture::from(self.change_nothing(|viewer| viewer.pick(x, y))?).await.ok()?;
        Picked::from_js(&found, (x, y))
    }

    /// The picture as a PNG file, `scale` pixels per CSS pixel, with an image in front of it, if that is not
    /// undefined; the message if it cannot be made.
    pub(crate) async fn png(&self, scale: f64, transparent: bool, above: &JsValue) -> Result<Uint8Array, String> {
        let Some(promise) = self.change(|viewer| viewer.png(scale, transparent, above)) else {
            return Err("the view is closed".to_owned());
        };
        JsFuture::from(promise).await.map(JsCast::unchecked_into).map_err(|error| message(&error))
    }

    /// The picture as an SVG file, with markup in front of it.
    pub(crate) fn svg(&self, transparent: bool, above: &str) -> Option<String> {
        self.change_nothing(|viewer| viewer.svg(transparent, above))
    }

    /// What is seen as an OBJ file.
    pub(crate) fn obj(&self) -> Option<String> {
        self.change_nothing(JsViewer::obj)
    }

    fn change_nothing<T>(&self, ask: impl FnOnce(&JsViewer) -> T) -> Option<T> {
        (!self.0.closed.get()).then(|| ask(&self.0.viewer))
    }
}

/// What an exception says.
fn message(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
