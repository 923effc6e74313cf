//! What is seen, as files for other programs.

use wasm_bindgen::prelude::*;

use super::Viewer;
use crate::obj;
use crate::vector::{Sheet, svg};

#[wasm_bindgen]
impl Viewer {
    /// The picture as an SVG file, one unit per CSS pixel, without a background if `transparent`; `above` is markup that is
    /// put in front of everything, such as a scale bar. Each neuron is a group whose `id` is its key, regions are outlines.
    pub fn svg(&self, transparent: Option<bool>, above: Option<String>) -> String {
        let stage = self.stage.borrow();
        let shot = stage.shot();
        let [red, green, blue, _] = shot.background;
        let background = if transparent == Some(true) { None } else { Some([red, green, blue]) };
        let sheet = Sheet { background, clip: shot.clip, above: above.as_deref().unwrap_or_default() };
        svg(stage.scene(), &shot.camera, &shot.viewport, &sheet)
    }

    /// Everything visible as a Wavefront OBJ file in voxels: skeletons as lines, regions as surfaces.
    pub fn obj(&self) -> String {
        obj::text(self.stage.borrow().scene())
    }
}
