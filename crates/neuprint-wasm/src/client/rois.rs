//! Surfaces of brain regions.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;

use super::Client;
use crate::abort::promise;
use crate::arguments::{self, Options};
use crate::error::{invalid_argument, thrown};
use crate::mesh;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What `fetchRoiMesh` takes. */
export interface RoiMeshOptions extends DatasetOptions {
  /** A `Mesh`, as by default, or the bytes of the server's OBJ file. */
  format?: "mesh" | "obj" | undefined;
}

export interface Client {
  /** A brain region's surface. Rejects with the code `not-found` if there is none. */
  fetchRoiMesh(roi: string, options?: RoiMeshOptions & { format?: "mesh" | undefined }): Promise<Mesh>;
  fetchRoiMesh(roi: string, options: RoiMeshOptions & { format: "obj" }): Promise<Uint8Array>;
}
"#;

#[wasm_bindgen]
impl Client {
    /// A brain region's surface, or its OBJ file. The types are written above.
    #[wasm_bindgen(js_name = fetchRoiMesh, skip_typescript)]
    pub fn fetch_roi_mesh(&self, roi: &JsValue, options: &JsValue) -> Promise {
        promise(|| {
            let roi = arguments::text(roi, "roi")?;
            let options = Options::of(options, "options")?;
            let as_obj = match options.text("format")?.as_deref() {
                None | Some("mesh") => false,
                Some("obj") => true,
                Some(_) => return Err(invalid_argument("`format` must be \"mesh\" or \"obj\"")),
            };
            self.ask(&options, move |connection| async move {
                if as_obj {
                    let obj = connection.roi_obj(&roi).await.map_err(|error| thrown(&error))?;
                    return Ok(Uint8Array::from(obj.as_slice()).into());
                }
                let surface = connection.roi_mesh(&roi).await.map_err(|error| thrown(&error))?;
                Ok(mesh::to_js(&surface))
            })
        })
    }
}
