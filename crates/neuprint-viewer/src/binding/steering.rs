//! The camera.

use glam::DVec3;
use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::Viewer;
use super::picks::Then;
use crate::bounds::Bounds;
use crate::camera::{Axis, Camera};

#[wasm_bindgen]
impl Viewer {
    /// Moves the camera, without turning it, so that everything visible just fits.
    pub fn frame(&self) {
        self.stage.borrow_mut().fly(|camera, viewport, scene| camera.frame(scene.spheres(), viewport));
    }

    /// Looks, at once, along the axis from which the visible skeletons (or, without any, the meshes) are largest, and
    /// frames them.
    #[wasm_bindgen(js_name = widestView)]
    pub fn widest_view(&self) {
        self.stage.borrow_mut().set_camera(|camera, viewport, scene| {
            let bounds: Bounds = scene.spheres().map(|(centre, _)| centre).collect();
            let size = bounds.size();
            let (x, y, z) = (size.y * size.z, size.x * size.z, size.x * size.y);
            let axis = if z >= x && z >= y {
                Axis::Z
            } else if y >= x {
                Axis::Y
            } else {
                Axis::X
            };
            camera.look_along(axis);
            camera.frame(scene.spheres(), viewport);
        });
    }

    /// Turns around the target as a hand that drags by so many pixels.
    pub fn orbit(&self, dx: f64, dy: f64) {
        self.stage.borrow_mut().move_camera(|camera, viewport| camera.orbit(dx, dy, viewport));
    }

    /// Moves the picture by so many pixels.
    pub fn pan(&self, dx: f64, dy: f64) {
        self.stage.borrow_mut().move_camera(|camera, viewport| camera.pan(dx, dy, viewport));
    }

    /// Magnifies by a factor around a place of the canvas.
    pub fn zoom(
        &self,
        factor: f64,
        #[wasm_bindgen(js_name = cssX)] css_x: f64,
        #[wasm_bindgen(js_name = cssY)] css_y: f64,
    ) {
        self.stage.borrow_mut().move_camera(|camera, viewport| camera.zoom(factor, css_x, css_y, viewport));
    }

    /// Brings what is drawn at a place of the canvas, or else the place itself, to the middle.
    pub fn centre(&self, #[wasm_bindgen(js_name = cssX)] css_x: f64, #[wasm_bindgen(js_name = cssY)] css_y: f64) {
        self.stage.borrow_mut().pick(css_x, css_y, Then::Centre);
    }

    /// Looks along `x`, `y` or `z`. Throws for any other name.
    #[wasm_bindgen(js_name = axisView)]
    pub fn axis_view(&self, axis: &str) -> Result<(), JsError> {
        let axis = Axis::from_name(axis).ok_or_else(|| JsError::new(&format!("no axis {axis}; use x, y or z")))?;
        self.stage.borrow_mut().fly(|camera, _, _| camera.look_along(axis));
        Ok(())
    }

    /// How many milliseconds `frame`, `axisView` and `centre` take to move the camera; 0, the default, is at once. Moving it
    /// by hand ends such a movement.
    #[wasm_bindgen(js_name = setFlightTime)]
    pub fn set_flight_time(&self, milliseconds: f64) {
        self.stage.borrow_mut().set_flight_time(milliseconds);
    }

    /// Whether far things are smaller. The picture at the target's depth stays as it is.
    #[wasm_bindgen(js_name = setPerspective)]
    pub fn set_perspective(&self, perspective: bool) {
        self.stage.borrow_mut().set_camera(|camera, _, _| camera.perspective = perspective);
    }

    /// The camera as nine numbers: target (3), rotation quaternion (4), half of the visible height, 1 for perspective.
    pub fn camera(&self) -> Float32Array {
        Float32Array::from(self.stage.borrow().camera().to_array().as_slice())
    }

    /// Sets what `camera` gave. Throws if these are not such numbers.
    #[wasm_bindgen(js_name = setCamera)]
    pub fn set_camera(&self, numbers: &[f32]) -> Result<(), JsError> {
        let camera = Camera::from_array(numbers).ok_or_else(|| JsError::new("these nine numbers are not a camera"))?;
        self.stage.borrow_mut().set_camera(|own, _, _| *own = camera);
        Ok(())
    }

    /// Voxels per CSS pixel at the target's depth: what a scale bar needs.
    pub fn scale(&self) -> f64 {
        let stage = self.stage.borrow();
        stage.camera().scale(stage.viewport())
    }

    /// The dataset's axes as they are seen, nine numbers: per axis x, y, z how much of it goes right, down, and towards the
    /// viewer.
    pub fn axes(&self) -> Float32Array {
        let axes = self.stage.borrow().camera().axes().map(|axis| axis.as_vec3().to_array());
        Float32Array::from(axes.as_flattened())
    }

    /// Where a point lies on the canvas; `undefined` if it is behind the viewer.
    pub fn project(&self, x: f64, y: f64, z: f64) -> Option<Float32Array> {
        let stage = self.stage.borrow();
        let (left, top) = stage.camera().project(DVec3::new(x, y, z), stage.viewport())?;
        Some(Float32Array::from([left as f32, top as f32].as_slice()))
    }
}
