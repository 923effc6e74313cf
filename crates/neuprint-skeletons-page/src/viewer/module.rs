//! The JavaScript module `viewer.js`, imported on first use.

use js_sys::{Float32Array, Promise, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[wasm_bindgen(inline_js = r#"
export async function openViewer(address, canvas) {
  const { default: init, Viewer } = await import(address);
  await init();
  const viewer = new Viewer(canvas);
  canvas.neuprintViewer = viewer;
  return viewer;
}
"#)]
extern "C" {
    /// Loads the module, once, and makes a viewer on the canvas. Rejects if it cannot be loaded or WebGL2 is missing.
    #[wasm_bindgen(js_name = openViewer, catch)]
    pub(super) async fn open_viewer(address: &str, canvas: &HtmlCanvasElement) -> Result<JsValue, JsValue>;
}

// What the module's class does is documented there (neuprint-viewer/src/binding.rs).
#[wasm_bindgen]
extern "C" {
    pub(super) type JsViewer;

    #[wasm_bindgen(method, catch, js_name = setSkeleton)]
    pub(super) fn set_skeleton(
        this: &JsViewer,
        key: &str,
        nodes: &Float32Array,
        parents: &Uint32Array,
        bridges: &Uint32Array,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = setEdges)]
    pub(super) fn set_edges(
        this: &JsViewer,
        key: &str,
        parents: &Uint32Array,
        bridges: &Uint32Array,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = setColor)]
    pub(super) fn set_color(this: &JsViewer, key: &str, red: f32, green: f32, blue: f32);

    #[wasm_bindgen(method, js_name = setVisible)]
    pub(super) fn set_visible(this: &JsViewer, key: &str, visible: bool);

    #[wasm_bindgen(method)]
    pub(super) fn highlight(this: &JsViewer, key: Option<&str>);

    #[wasm_bindgen(method)]
    pub(super) fn project(this: &JsViewer, x: f64, y: f64, z: f64) -> Option<Float32Array>;

    #[wasm_bindgen(method, js_name = removeSkeleton)]
    pub(super) fn remove_skeleton(this: &JsViewer, key: &str);

    #[wasm_bindgen(method, catch, js_name = setMesh)]
    pub(super) fn set_mesh(
        this: &JsViewer,
        key: &str,
        vertices: &Float32Array,
        faces: &Uint32Array,
        red: f32,
        green: f32,
        blue: f32,
        alpha: f32,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = removeMesh)]
    pub(super) fn remove_mesh(this: &JsViewer, key: &str);

    #[wasm_bindgen(method, catch, js_name = setPoints)]
    pub(super) fn set_points(
        this: &JsViewer,
        key: &str,
        places: &Float32Array,
        kinds: &Uint8Array,
        confidences: &Float32Array,
        radius: f32,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = setPointColor)]
    pub(super) fn set_point_color(this: &JsViewer, key: &str, kind: u32, red: f32, green: f32, blue: f32);

    #[wasm_bindgen(method, js_name = filterPoints)]
    pub(super) fn filter_points(this: &JsViewer, key: &str, kinds: u8, least: f32);

    #[wasm_bindgen(method, js_name = setPointsVisible)]
    pub(super) fn set_points_visible(this: &JsViewer, key: &str, visible: bool);

    #[wasm_bindgen(method, js_name = removePoints)]
    pub(super) fn remove_points(this: &JsViewer, key: &str);

    #[wasm_bindgen(method, js_name = setBackground)]
    pub(super) fn set_background(this: &JsViewer, red: f32, green: f32, blue: f32);

    #[wasm_bindgen(method)]
    pub(super) fn resize(this: &JsViewer, css_width: f64, css_height: f64, device_pixel_ratio: f64);

    #[wasm_bindgen(method)]
    pub(super) fn frame(this: &JsViewer);

    #[wasm_bindgen(method, js_name = widestView)]
    pub(super) fn widest_view(this: &JsViewer);

    #[wasm_bindgen(method)]
    pub(super) fn orbit(this: &JsViewer, dx: f64, dy: f64);

    #[wasm_bindgen(method)]
    pub(super) fn pan(this: &JsViewer, dx: f64, dy: f64);

    #[wasm_bindgen(method)]
    pub(super) fn zoom(this: &JsViewer, factor: f64, css_x: f64, css_y: f64);

    #[wasm_bindgen(method, catch, js_name = axisView)]
    pub(super) fn axis_view(this: &JsViewer, axis: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = setPerspective)]
    pub(super) fn set_perspective(this: &JsViewer, perspective: bool);

    #[wasm_bindgen(method)]
    pub(super) fn camera(this: &JsViewer) -> Float32Array;

    #[wasm_bindgen(method, catch, js_name = setCamera)]
    pub(super) fn set_camera(this: &JsViewer, numbers: &[f32]) -> Result<(), JsValue>;

    #[wasm_bindgen(method)]
    pub(super) fn scale(this: &JsViewer) -> f64;

    #[wasm_bindgen(method, catch)]
    pub(super) fn render(this: &JsViewer) -> Result<bool, JsValue>;

    #[wasm_bindgen(method)]
    pub(super) fn pick(this: &JsViewer, css_x: f64, css_y: f64) -> Promise;

    #[wasm_bindgen(method)]
    pub(super) fn centre(this: &JsViewer, css_x: f64, css_y: f64);

    #[wasm_bindgen(method, js_name = setFlightTime)]
    pub(super) fn set_flight_time(this: &JsViewer, milliseconds: f64);

    #[wasm_bindgen(method)]
    pub(super) fn axes(this: &JsViewer) -> Float32Array;

    #[wasm_bindgen(method, js_name = setFog)]
    pub(super) fn set_fog(this: &JsViewer, share: f32);

    #[wasm_bindgen(method, catch, js_name = colorBy)]
    pub(super) fn color_by(this: &JsViewer, what: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = setValues)]
    pub(super) fn set_values(this: &JsViewer, key: &str, values: &Float32Array) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = setClip)]
    pub(super) fn set_clip(this: &JsViewer, corners: Option<Box<[f64]>>) -> Result<(), JsValue>;

    #[wasm_bindgen(method)]
    pub(super) fn legend(this: &JsViewer) -> JsValue;

    #[wasm_bindgen(method)]
    pub(super) fn png(this: &JsViewer, scale: f64, transparent: bool, above: &JsValue) -> Promise;

    #[wasm_bindgen(method)]
    pub(super) fn svg(this: &JsViewer, transparent: bool, above: &str) -> String;

    #[wasm_bindgen(method)]
    pub(super) fn obj(this: &JsViewer) -> String;

    #[wasm_bindgen(method)]
    pub(super) fn free(this: &JsViewer);
}
