//! The class that JavaScript sees.

mod asking;
mod colors;
mod columns;
mod context;
mod files;
mod picks;
mod pictures;
mod points;
mod stage;
mod steering;

use std::cell::RefCell;
use std::rc::Rc;

use glam::DVec3;
use js_sys::{Float32Array, Promise, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::bounds::Bounds;
use crate::scene::SceneError;
use crate::viewport::Viewport;
use colors::object;
use picks::Then;
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

    /// Replaces a skeleton's edges, as healing and pruning do. A node that is its own parent is left out.
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

    /// Lets one skeleton stand out: the others are faint until this is called with another key or none.
    pub fn highlight(&self, key: Option<String>) {
        self.stage.borrow_mut().change_looks(|scene| scene.highlight(key.as_deref()));
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
    pub fn resize(
        &self,
        #[wasm_bindgen(js_name = cssWidth)] css_width: f64,
        #[wasm_bindgen(js_name = cssHeight)] css_height: f64,
        #[wasm_bindgen(js_name = devicePixelRatio)] device_pixel_ratio: f64,
    ) {
        self.stage.borrow_mut().resize(Viewport::new(css_width, css_height, device_pixel_ratio));
    }

    /// How much of the farthest neurites the background hides, from 0 to 1.
    #[wasm_bindgen(js_name = setFog)]
    pub fn set_fog(&self, share: f32) {
        self.stage.borrow_mut().set_fog(share);
    }

    /// Draws only what is inside of a box between two corners, six numbers in voxels; everything for `undefined`. Throws for
    /// any other array.
    #[wasm_bindgen(js_name = setClip)]
    pub fn set_clip(&self, corners: Option<Box<[f64]>>) -> Result<(), JsError> {
        let clip = match corners.as_deref() {
            None => None,
            Some(&[a, b, c, d, e, f]) => Bounds::between(DVec3::new(a, b, c), DVec3::new(d, e, f)),
            Some(_) => None,
        };
        if corners.is_some() && clip.is_none() {
            return Err(JsError::new("a box is six finite numbers: two corners"));
        }
        self.stage.borrow_mut().set_clip(clip);
        Ok(())
    }

    /// Draws what has to be drawn. `true`: call again at the next animation frame, the picture is not finished. `false`:
    /// nothing was drawn, since nothing has changed. A frame takes a share of what there is to draw, so input never waits
    /// for a large scene.
    pub fn render(&self) -> Result<bool, JsError> {
        let more = self.stage.borrow_mut().render().map_err(|message| JsError::new(&message))?;
        if !more {
            asking::follow(&self.stage);
        }
        Ok(more)
    }

    /// What is drawn at a place of the canvas, or near it: the node of a skeleton or the point of a set, `undefined` if
    /// there is none. Resolves while `render` is called on, once the picture is at rest.
    #[wasm_bindgen(unchecked_return_type = "Promise<Picked | undefined>")]
    pub fn pick(
        &self,
        #[wasm_bindgen(js_name = cssX)] css_x: f64,
        #[wasm_bindgen(js_name = cssY)] css_y: f64,
    ) -> Promise {
        let ask = &mut |resolve, _| self.stage.borrow_mut().pick(css_x, css_y, Then::Tell(resolve));
        let answer = Promise::new(ask);
        asking::follow(&self.stage);
        answer
    }

    /// What has been done so far, see `Counts`.
    #[wasm_bindgen(unchecked_return_type = "Counts")]
    pub fn counts(&self) -> JsValue {
        object(&self.stage.borrow().counts().map(|(name, count)| (name, count.into())))
    }
}

fn refused(error: SceneError) -> JsError {
    JsError::new(&error.to_string())
}
