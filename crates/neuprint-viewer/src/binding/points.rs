//! Points: synapses, for example.

use js_sys::{Float32Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::{Viewer, refused};
use crate::scene::{KINDS, Points};

#[wasm_bindgen]
impl Viewer {
    /// Adds or replaces a set of points: x, y, z per point, a kind from 0 to 7 per point, a confidence from 0 to 1 per point
    /// or none at all, and the radius of all. What is uncertain is greyer.
    #[wasm_bindgen(js_name = setPoints)]
    pub fn set_points(
        &self,
        key: &str,
        places: &Float32Array,
        kinds: &Uint8Array,
        confidences: &Float32Array,
        radius: f32,
    ) -> Result<(), JsError> {
        let (places, kinds, confidences) = (places.to_vec(), kinds.to_vec(), confidences.to_vec());
        self.stage
            .borrow_mut()
            .change_content(|scene| scene.set_points(key, &places, &kinds, &confidences, radius))
            .map_err(refused)
    }

    /// Colours one kind of a set of points.
    #[wasm_bindgen(js_name = setPointColor)]
    pub fn set_point_color(&self, key: &str, kind: usize, red: f32, green: f32, blue: f32) {
        self.change_points(key, |points| {
            let color = points.colors.get_mut(kind.min(KINDS - 1));
            color.is_some_and(|color| std::mem::replace(color, [red, green, blue]) != [red, green, blue])
        });
    }

    /// Which points of a set are drawn: the kinds, one bit each, and the least confidence.
    #[wasm_bindgen(js_name = filterPoints)]
    pub fn filter_points(
        &self,
        key: &str,
        kinds: u8,
        #[wasm_bindgen(js_name = leastConfidence)] least_confidence: f32,
    ) {
        let least = if least_confidence.is_finite() { least_confidence } else { 0.0 };
        self.change_points(key, |points| {
            let before = (points.kinds, points.least_confidence);
            (points.kinds, points.least_confidence) = (kinds, least);
            before != (kinds, least)
        });
    }

    /// Shows or hides a set of points.
    #[wasm_bindgen(js_name = setPointsVisible)]
    pub fn set_points_visible(&self, key: &str, visible: bool) {
        self.change_points(key, |points| std::mem::replace(&mut points.visible, visible) != visible);
    }

    /// Forgets a set of points.
    #[wasm_bindgen(js_name = removePoints)]
    pub fn remove_points(&self, key: &str) {
        self.stage.borrow_mut().change_looks(|scene| scene.remove_points(key));
    }
}

impl Viewer {
    fn change_points(&self, key: &str, change: impl FnOnce(&mut Points) -> bool) {
        self.stage.borrow_mut().change_looks(|scene| scene.points_mut(key).is_some_and(change));
    }
}
