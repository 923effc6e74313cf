//! Writing SWC, and what is kept of a file beside its nodes.

use js_sys::{Array, Float64Array};
use neuprint_js::arguments::Options;
use neuprint_js::object::object;
use neuprint_skeleton::{ExtraColumn, Provenance, WriteOptions};
use wasm_bindgen::prelude::*;

use super::Skeleton;
use super::node::chosen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Where a skeleton comes from: header lines `# key: value`. */
export interface Provenance {
  /** The dataset, such as `hemibrain:v1.2.1`. */
  dataset?: string | undefined;
  /** The version of the data: `(await client.fetchMeta()).uuid`. */
  uuid?: string | undefined;
  /** How the skeleton was healed. */
  healing?: string | undefined;
}

/** How to write a skeleton. */
export interface SwcOptions {
  /** Whether identifiers become 1, 2, 3 …, depth first, so that parents precede their children. */
  renumber?: boolean | undefined;
  /**
   * Header lines that say where the skeleton comes from, in place of those with the same key. `unit`, `root` and `fragments`
   * are added: the skeleton knows them.
   */
  provenance?: Provenance | undefined;
  /** Further comment lines. */
  comments?: string | readonly string[] | undefined;
  /** The node that is the soma: it is written with type 1. Left out, types are as they are. */
  soma?: NodeChoice | undefined;
}

/** A column past the seventh, which the header names. */
export interface ExtraColumn {
  /** What the header calls it. */
  readonly name: string;
  /** Per node, the text that stands there; empty where the line ended before it. */
  readonly values: string[];
  /** The same as numbers, if all are. */
  readonly numbers?: Float64Array;
}

/** Something that the header says: `# key: value`, `# key = value`, or a member of the JSON that NeuTu writes. */
export interface HeaderField {
  readonly key: string;
  /** A member's JSON text, if it comes from there. */
  readonly value: string;
}
"#;

#[wasm_bindgen]
impl Skeleton {
    /// The skeleton as an SWC file, its comments first. Without options, reading it again gives the same skeleton, and what
    /// came from neuPrint is written as it came.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such soma.
    #[wasm_bindgen(js_name = toSwc)]
    pub fn to_swc(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "SwcOptions")] options: &JsValue,
    ) -> Result<String, JsValue> {
        let options = Options::of(options, "options")?;
        let options = WriteOptions {
            renumber: options.flag("renumber")?,
            provenance: options.get("provenance")?.as_ref().map(provenance).transpose()?,
            comments: options.texts("comments")?.unwrap_or_default(),
            soma: options.get("soma")?.map(|node| chosen(&self.skeleton, &node, "soma")).transpose()?,
        };
        Ok(self.skeleton.to_swc_with(&options))
    }

    /// The comment lines that stood before the first node, each with its `#`.
    #[wasm_bindgen(getter)]
    pub fn header(&self) -> String {
        self.skeleton.header().to_owned()
    }

    /// What the header says in fields, in its order.
    #[wasm_bindgen(getter, js_name = headerFields, unchecked_return_type = "HeaderField[]")]
    pub fn header_fields(&self) -> Array {
        self.skeleton
            .header_fields()
            .map(|field| object([("key", field.key.into()), ("value", field.value.into())]))
            .collect()
    }

    /// The columns past the seventh, if the header names them and a line has them.
    #[wasm_bindgen(getter, js_name = extraColumns, unchecked_return_type = "ExtraColumn[]")]
    pub fn extra_columns(&self) -> Array {
        self.skeleton.extra_columns().iter().map(|column| extra_column(column, self.skeleton.len())).collect()
    }
}

fn provenance(value: &JsValue) -> Result<Provenance, JsValue> {
    let given = Options::of(value, "provenance")?;
    Ok(Provenance { dataset: given.text("dataset")?, uuid: given.text("uuid")?, healing: given.text("healing")? })
}

fn extra_column(column: &ExtraColumn, nodes: usize) -> JsValue {
    let values: Array = (0..nodes).map(|node| JsValue::from_str(column.get(node).unwrap_or_default())).collect();
    let made = object([("name", column.name().into()), ("values", values.into())]);
    if let Some(numbers) = column.numbers() {
        // Setting a property of a new plain object cannot fail.
        let _ = js_sys::Reflect::set(&made, &"numbers".into(), &Float64Array::from(numbers.as_slice()));
    }
    made.into()
}
