//! The module's entry: the class that the worker finds in `parquet.js`.

// What JavaScript calls must be public, whatever it is within.
#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub)]
mod exports {
    use neuprint_parquet::{InProcess, OpenFile, Parquet, ParquetFile};
    use wasm_bindgen::prelude::*;

    /// A file that is being written. Its functions throw a text: why something cannot be written.
    #[wasm_bindgen(js_name = ParquetFile)]
    pub struct JsParquetFile(OpenFile);

    #[wasm_bindgen(js_class = ParquetFile)]
    impl JsParquetFile {
        /// Begins a file with the columns of a table in transfer; `about` are names and values in turn.
        pub fn begin(columns: &[u8], about: Vec<String>) -> Result<JsParquetFile, JsValue> {
            let about: Vec<(&str, &str)> =
                about.chunks_exact(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
            InProcess.begin(columns, &about).map(Self).map_err(thrown)
        }

        /// Adds the rows of a table in transfer; the next piece of the file.
        pub fn rows(&mut self, table: &[u8]) -> Result<Vec<u8>, JsValue> {
            self.0.rows(table).map_err(thrown)
        }

        /// Ends the file; its last piece.
        pub fn end(&mut self) -> Result<Vec<u8>, JsValue> {
            self.0.end().map_err(thrown)
        }
    }

    fn thrown(why: String) -> JsValue {
        JsValue::from_str(&why)
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
}
