//! JavaScript modules that lie beside the app and are loaded when they are first needed.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(inline_js = "export const loadModule = (name) => import(new URL(name, document.baseURI).href);")]
extern "C" {
    /// Loads a module by its file's name. Rejected if it cannot be loaded.
    #[wasm_bindgen(catch, js_name = loadModule)]
    pub(crate) async fn load_module(name: &str) -> Result<JsValue, JsValue>;
}
