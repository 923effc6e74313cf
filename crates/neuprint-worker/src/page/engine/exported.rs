//! What `engine.js` exports: the classes of `crates/neuprint-engine/src/bin/engine.rs`.
//!
//! Any of them throws if the module has failed.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = r#"
export async function loadEngine() {
  const engine = await import(new URL("engine.js", self.location.href).href);
  await engine.default();
  return engine;
}
"#)]
extern "C" {
    /// All exports.
    pub(super) type Module;

    /// Loads the module, once. Rejects if it cannot be loaded.
    #[wasm_bindgen(js_name = loadEngine, catch)]
    pub(super) async fn load_engine() -> Result<Module, JsValue>;

    #[wasm_bindgen(method, getter, js_name = Dataset)]
    pub(super) fn datasets(this: &Module) -> Datasets;
    #[wasm_bindgen(method, catch)]
    pub(super) fn verdict(this: &Module, cypher: &str, here: bool) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn functions(this: &Module) -> Result<Vec<u8>, JsValue>;

    /// The class `Dataset` itself.
    pub(super) type Datasets;

    #[wasm_bindgen(method, catch)]
    pub(super) fn read(this: &Datasets, file: &[u8]) -> Result<JsDataset, JsValue>;
    #[wasm_bindgen(method, js_name = ofGraph, catch)]
    pub(super) fn of_graph(this: &Datasets, files: Vec<String>, texts: Array) -> Result<JsDataset, JsValue>;
    #[wasm_bindgen(method, js_name = ofSkeletons, catch)]
    pub(super) fn of_skeletons(
        this: &Datasets,
        name: &str,
        files: Vec<String>,
        texts: Array,
    ) -> Result<JsDataset, JsValue>;

    pub(super) type JsDataset;

    #[wasm_bindgen(method, catch)]
    pub(super) fn told(this: &JsDataset) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, js_name = leftOut, catch)]
    pub(super) fn left_out(this: &JsDataset) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn start(
        this: &JsDataset,
        method: &str,
        uri: &str,
        headers: Vec<String>,
        body: &[u8],
    ) -> Result<JsAnswering, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn free(this: &JsDataset) -> Result<(), JsValue>;

    pub(super) type JsAnswering;

    #[wasm_bindgen(method, catch)]
    pub(super) fn advance(this: &JsAnswering, fuel: u32, now_ms: f64) -> Result<Option<JsAnswer>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn written(this: &JsAnswering) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, js_name = takeWritten, catch)]
    pub(super) fn take_written(this: &JsAnswering) -> Result<Uint8Array, JsValue>;
    #[wasm_bindgen(method, js_name = timeOut, catch)]
    pub(super) fn time_out(this: &JsAnswering) -> Result<Option<JsAnswer>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn free(this: &JsAnswering) -> Result<(), JsValue>;

    pub(super) type JsAnswer;

    #[wasm_bindgen(method)]
    pub(super) fn status(this: &JsAnswer) -> u16;
    #[wasm_bindgen(method)]
    pub(super) fn headers(this: &JsAnswer) -> Vec<String>;
    #[wasm_bindgen(method)]
    pub(super) fn body(this: &JsAnswer) -> Uint8Array;
    #[wasm_bindgen(method)]
    pub(super) fn free(this: &JsAnswer);
}
