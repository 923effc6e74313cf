//! The dataset's brain regions.

use js_sys::{Array, Promise};
use neuprint::Meta;
use neuprint::query::RoiTree;
use wasm_bindgen::prelude::*;

use crate::abort::promise;
use crate::arguments::Options;
use crate::client::Client;
use crate::error::{invalid_argument, thrown};
use crate::object::{object, texts};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A ROI and those in it. */
export interface RoiTree {
  /** Its name; the root is the whole volume. */
  readonly name: string;
  /** Whether it is one of those that do not overlap and cover the dataset. */
  readonly isPrimary: boolean;
  /** The ROIs in it, by name. */
  readonly children: RoiTree[];
}

/** What `fetchRoiHierarchy` takes. */
export interface RoiHierarchyOptions extends DatasetOptions {
  /** The parts of primary ROIs too, as by default. */
  includeSubprimary?: boolean | undefined;
  /** As nested objects, as by default, or as text, with `*` behind primary ROIs. */
  format?: "tree" | "text" | undefined;
}
"#;

#[wasm_bindgen]
impl Client {
    /// The names of all ROIs, sorted.
    #[wasm_bindgen(js_name = fetchAllRois, unchecked_return_type = "Promise<string[]>")]
    pub fn fetch_all_rois(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        self.names(options, Meta::all_rois)
    }

    /// The names of the ROIs that do not overlap and cover the dataset, sorted.
    #[wasm_bindgen(js_name = fetchPrimaryRois, unchecked_return_type = "Promise<string[]>")]
    pub fn fetch_primary_rois(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        self.names(options, Meta::primary_rois)
    }

    /// How ROIs contain each other: a `RoiTree`, or a string if the format is `text`.
    #[wasm_bindgen(js_name = fetchRoiHierarchy, skip_typescript)]
    pub fn fetch_roi_hierarchy(&self, options: &JsValue) -> Promise {
        promise(|| {
            let options = Options::of(options, "options")?;
            let subprimary = options.get("includeSubprimary")?.is_none() || options.flag("includeSubprimary")?;
            let as_text = match options.text("format")?.as_deref() {
                None | Some("tree") => false,
                Some("text") => true,
                Some(_) => return Err(invalid_argument("`format` must be \"tree\" or \"text\"")),
            };
            self.ask(&options, move |connection| async move {
                let roots = connection.roi_hierarchy(subprimary).await.map_err(|error| thrown(&error))?;
                Ok(if as_text { roots.to_text().into() } else { tree(&roots) })
            })
        })
    }
}

#[wasm_bindgen(typescript_custom_section)]
const METHODS: &str = r#"
export interface Client {
  /** How ROIs contain each other. */
  fetchRoiHierarchy(options?: RoiHierarchyOptions & { format?: "tree" | undefined }): Promise<RoiTree>;
  fetchRoiHierarchy(options: RoiHierarchyOptions & { format: "text" }): Promise<string>;
}
"#;

impl Client {
    fn names(&self, options: &JsValue, names: fn(&Meta) -> Vec<String>) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, move |connection| async move {
                connection.meta().await.map(|meta| texts(&names(&meta))).map_err(|error| thrown(&error))
            })
        })
    }
}

fn tree(roi: &RoiTree) -> JsValue {
    let children: Array = roi.children.iter().map(tree).collect();
    object([("name", (&roi.name).into()), ("isPrimary", roi.is_primary.into()), ("children", children.into())]).into()
}
