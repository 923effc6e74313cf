//! The writer of Parquet files across the border: what `parquet.js` exports, behind the desk's traits.
//!
//! The class is that of `crates/neuprint-parquet/src/bin/parquet.rs`. Its functions throw also if the module has failed.

use neuprint_parquet::{Parquet, ParquetFile};
use wasm_bindgen::prelude::*;

use super::engine::words;

#[wasm_bindgen(inline_js = r#"
export async function loadParquet() {
  const parquet = await import(new URL("parquet.js", self.location.href).href);
  await parquet.default();
  return parquet.ParquetFile;
}
"#)]
extern "C" {
    /// The class `ParquetFile` itself.
    type Files;

    /// Loads the module, once. Rejects if it cannot be loaded.
    #[wasm_bindgen(js_name = loadParquet, catch)]
    async fn load_parquet() -> Result<Files, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn begin(this: &Files, columns: &[u8], about: Vec<String>) -> Result<JsFile, JsValue>;

    type JsFile;

    #[wasm_bindgen(method, catch)]
    fn rows(this: &JsFile, table: &[u8]) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn end(this: &JsFile) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn free(this: &JsFile) -> Result<(), JsValue>;
}

/// The module.
pub(crate) struct PageParquet(Files);

impl PageParquet {
    /// The module, loaded when it is first asked for.
    pub(crate) async fn load() -> Result<Self, String> {
        load_parquet().await.map(Self).map_err(|error| words(&error))
    }
}

impl Parquet for PageParquet {
    type File = PageParquetFile;

    fn begin(&self, columns: &[u8], about: &[(&str, &str)]) -> Result<PageParquetFile, String> {
        let about = about.iter().flat_map(|(name, value)| [name, value]).map(|text| (*text).to_owned()).collect();
        self.0.begin(columns, about).map(PageParquetFile).map_err(|error| words(&error))
    }
}

/// A file in the module's memory.
pub(crate) struct PageParquetFile(JsFile);

impl Drop for PageParquetFile {
    fn drop(&mut self) {
        // A module that failed has nothing to free.
        let _ = self.0.free();
    }
}

impl ParquetFile for PageParquetFile {
    fn rows(&mut self, table: &[u8]) -> Result<Vec<u8>, String> {
        self.0.rows(table).map_err(|error| words(&error))
    }

    fn end(&mut self) -> Result<Vec<u8>, String> {
        self.0.end().map_err(|error| words(&error))
    }
}
