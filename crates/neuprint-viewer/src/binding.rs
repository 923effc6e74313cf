//! The class that JavaScript sees.

mod context;
mod stage;

use std::cell::RefCell;
use std::rc::Rc;

use glam::DVec3;
use js_sys::{Float32Array, Promise, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::bounds::Bounds;
use crate::camera::{Axis, Camera};
use crate::pick::pick;
use crate::png::Picture;
use crate::scene::SceneError;
use crate::tiles::Tile;
use crate::viewport::Viewport;
use stage::Stage;

/// A 3D view of skeletons and meshes on a canvas.
///
/// Positions are in voxels, places on the canvas in CSS pixels from its upper left corner, colours from 0 to 1. Keys name
/// skeletons and meshes; unknown keys are ignored. Nothing is drawn before `render` is called.
#[wasm_bindgen]
pub struct Viewer {
    stage: Rc<RefCell<Stage>>,
}

#[wasm_bindgen]
impl Viewer {
    /// Takes the canvas over. Throws where WebGL2 is missing.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: HtmlCanvasElement) -> Result<Viewer, JsError> {
        let stage = Stage::new(canvas).map_err(|message| JsError::new(&message))?;
        Ok(Self { stage: Rc::new(RefCell::new(stage)) })
    }

    /// Adds or replaces a skeleton: x, y, z, radius per node; the index of each node's parent, 2³²−1 at a root; the nodes
    /// whose edge to their parent was added by healing.
    #[wasm_bindgen(js_name = setSkeleton)]
    pub fn set_skeleton(
        &self,
        key: &str,
        nodes: &Float32Array,
        parents: &Uint32Array,
        bridges: &Uint32Array,
    ) -> Result<(), JsError> {
        let (nodes, parents, bridges) = (nodes.to_vec(), parents.to_vec(), bridges.to_vec());
        self.stage
            .borrow_mut()
            .change_content(|scene| scene.set_skeleton(key, &nodes, &parents, &bridges))
            .map_err(refused)
    }

    /// Replaces a skeleton's edges, as healing does.
    #[wasm_bindgen(js_name = setEdges)]
    pub fn set_edges(&self, key: &str, parents: &Uint32Array, bridges: &Uint32Array) -> Result<(), JsError> {
        let (parents, bridges) = (parents.to_vec(), bridges.to_vec());
        self.stage.borrow_mut().change_content(|scene| scene.set_edges(key, &parents, &bridges)).map_err(refused)
    }

    /// Colours a skeleton.
    #[wasm_bindgen(js_name = setColor)]
    pub fn set_color(&self, key: &str, red: f32, green: f32, blue: f32) {
        self.stage.borrow_mut().change_looks(|scene| {
            scene
                .skeleton_mut(key)
                .map(|skeleton| std::mem::replace(&mut skeleton.color, [red, green, blue]))
                .is_some_and(|before| before != [red, green, blue])
        });
    }

    /// Shows or hides a skeleton.
    #[wasm_bindgen(js_name = setVisible)]
    pub fn set_visible(&self, key: &str, visible: bool) {
        self.stage.borrow_mut().change_looks(|scene| {
            scene.skeleton_mut(key).is_some_and(|it| std::mem::replace(&mut it.visible, visible) != visible)
        });
    }

    /// Forgets a skeleton.
    #[wasm_bindgen(js_name = removeSkeleton)]
    pub fn remove_skeleton(&self, key: &str) {
        self.stage.borrow_mut().change_looks(|scene| scene.remove_skeleton(key));
    }

    /// Adds or replaces a translucent mesh: x, y, z per vertex, three vertex indices per face, colour and opacity.
    #[wasm_bindgen(js_name = setMesh)]
    #[expect(clippy::too_many_arguments, reason = "a colour is three numbers in JavaScript, here as in setColor")]
    pub fn set_mesh(
        &self,
        key: &str,
        vertices: &Float32Array,
        faces: &Uint32Array,
        red: f32,
        green: f32,
        blue: f32,
        alpha: f32,
    ) -> Result<(), JsError> {
        let (vertices, faces, color) = (vertices.to_vec(), faces.to_vec(), [red, green, blue, alpha]);
        self.stage.borrow_mut().change_content(|scene| scene.set_mesh(key, &vertices, &faces, color)).map_err(refused)
    }

    /// Shows or hides a mesh.
    #[wasm_bindgen(js_name = setMeshVisible)]
    pub fn set_mesh_visible(&self, key: &str, visible: bool) {
        self.stage.borrow_mut().change_looks(|scene| {
            scene.mesh_mut(key).is_some_and(|mesh| std::mem::replace(&mut mesh.visible, visible) != visible)
        });
    }

    /// Forgets a mesh.
    #[wasm_bindgen(js_name = removeMesh)]
    pub fn remove_mesh(&self, key: &str) {
        self.stage.borrow_mut().change_looks(|scene| scene.remove_mesh(key));
    }

    /// Colours what is behind everything; distant neurites fade towards it.
    #[wasm_bindgen(js_name = setBackground)]
    pub fn set_background(&self, red: f32, green: f32, blue: f32) {
        self.stage.borrow_mut().set_background([red, green, blue]);
    }

    /// Tells the size of the canvas on the page, and device pixels per CSS pixel. Sets the canvas' own size.
    pub fn resize(&self, css_width: f64, css_height: f64, device_pixel_ratio: f64) {
        self.stage.borrow_mut().resize(Viewport::new(css_width, css_height, device_pixel_ratio));
    }

    /// Moves the camera, without turning it, so that everything visible just fits.
    pub fn frame(&self) {
        self.stage.borrow_mut().frame();
    }

    /// Looks along the axis from which the visible skeletons (or, without any, the meshes) are largest, and frames them.
    #[wasm_bindgen(js_name = widestView)]
    pub fn widest_view(&self) {
        let mut stage = self.stage.borrow_mut();
        let bounds: Bounds = stage.scene().spheres().map(|(centre, _)| centre).collect();
        let size = bounds.size();
        let (x, y, z) = (size.y * size.z, size.x * size.z, size.x * size.y);
        let axis = if z >= x && z >= y {
            Axis::Z
        } else if y >= x {
            Axis::Y
        } else {
            Axis::X
        };
        stage.set_camera(|camera| camera.look_along(axis));
        stage.frame();
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
    pub fn zoom(&self, factor: f64, css_x: f64, css_y: f64) {
        self.stage.borrow_mut().move_camera(|camera, viewport| camera.zoom(factor, css_x, css_y, viewport));
    }

    /// Looks along `x`, `y` or `z`. Throws for any other name.
    #[wasm_bindgen(js_name = axisView)]
    pub fn axis_view(&self, axis: &str) -> Result<(), JsError> {
        let axis = Axis::from_name(axis).ok_or_else(|| JsError::new(&format!("no axis {axis}; use x, y or z")))?;
        self.stage.borrow_mut().set_camera(|camera| camera.look_along(axis));
        Ok(())
    }

    /// Whether far things are smaller. The picture at the target's depth stays as it is.
    #[wasm_bindgen(js_name = setPerspective)]
    pub fn set_perspective(&self, perspective: bool) {
        self.stage.borrow_mut().set_camera(|camera| camera.perspective = perspective);
    }

    /// The camera as nine numbers: target (3), rotation quaternion (4), half of the visible height, 1 for perspective.
    pub fn camera(&self) -> Float32Array {
        Float32Array::from(self.stage.borrow().camera().to_array().as_slice())
    }

    /// Sets what `camera` gave. Throws if these are not such numbers.
    #[wasm_bindgen(js_name = setCamera)]
    pub fn set_camera(&self, numbers: &[f32]) -> Result<(), JsError> {
        let camera = Camera::from_array(numbers).ok_or_else(|| JsError::new("these nine numbers are not a camera"))?;
        self.stage.borrow_mut().set_camera(|own| *own = camera);
        Ok(())
    }

    /// Voxels per CSS pixel at the target's depth: what a scale bar needs.
    pub fn scale(&self) -> f64 {
        let stage = self.stage.borrow();
        stage.camera().scale(stage.viewport())
    }

    /// Draws what has to be drawn. `true`: call again at the next animation frame, the picture is not finished. `false`:
    /// nothing was drawn, since nothing has changed.
    pub fn render(&self) -> Result<bool, JsError> {
        self.stage.borrow_mut().render().map_err(|message| JsError::new(&message))
    }

    /// Where a point lies on the canvas; `undefined` if it is behind the viewer.
    pub fn project(&self, x: f64, y: f64, z: f64) -> Option<Float32Array> {
        let stage = self.stage.borrow();
        let (left, top) = stage.camera().project(DVec3::new(x, y, z), stage.viewport())?;
        Some(Float32Array::from([left as f32, top as f32].as_slice()))
    }

    /// The key of the visible skeleton at a place of the canvas.
    pub fn pick(&self, css_x: f64, css_y: f64) -> Option<String> {
        let stage = self.stage.borrow();
        pick(stage.scene(), stage.camera(), stage.viewport(), css_x, css_y).map(str::to_owned)
    }

    /// The picture as a PNG file, `scale` pixels per CSS pixel. Rejects if it would be larger than browsers can draw.
    #[wasm_bindgen(unchecked_return_type = "Promise<Uint8Array>")]
    pub fn png(&self, scale: f64) -> Promise {
        let stage = Rc::clone(&self.stage);
        wasm_bindgen_futures::future_to_promise(async move { Ok(save(&stage, scale).await?.into()) })
    }
}

async fn save(stage: &RefCell<Stage>, scale: f64) -> Result<Uint8Array, JsValue> {
    if !(0.1..=16.0).contains(&scale) {
        return Err(js_sys::Error::new("the scale of a picture is a number from 0.1 to 16").into());
    }
    let picture = {
        let mut stage = stage.borrow_mut();
        let mut shot = stage.shot();
        shot.viewport.ratio = scale;
        let picture = Picture::new(&shot.viewport)?;
        let tiles: Vec<Tile> = picture.tiles(stage.renderer()?).collect();
        for tile in tiles {
            shot.tile = tile;
            let (renderer, scene) = stage.renderer_and_scene()?;
            picture.draw(renderer, scene, &shot)?;
        }
        // The targets have another size now; the view is drawn anew.
        stage.redraw();
        picture
    };
    picture.encode().await
}

fn refused(error: SceneError) -> JsError {
    JsError::new(&error.to_string())
}
