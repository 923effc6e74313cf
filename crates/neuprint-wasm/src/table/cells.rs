//! The cells of a column that has no typed array.

use std::sync::Arc;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::cell::{self, Integers};
use super::column;
use super::view::View;
use crate::arguments;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Cells extends Iterable<CellValue> {}
"#;

/// The cells of a column of lists, maps or several kinds: each is decoded when it is asked for, with every integer
/// exact, and not kept. The data stay in the table; they are freed when both are.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Cells {
    table: Arc<neuprint_table::Table>,
    column: usize,
    view: View,
}

impl Cells {
    pub(super) fn new(table: Arc<neuprint_table::Table>, column: usize, view: View) -> Self {
        Self { table, column, view }
    }
}

#[wasm_bindgen]
impl Cells {
    /// One cell per row.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        self.view.len() as u32
    }

    /// The cell of a row.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such row.
    #[wasm_bindgen(unchecked_return_type = "CellValue")]
    pub fn at(&self, #[wasm_bindgen(unchecked_param_type = "number")] row: &JsValue) -> Result<JsValue, JsValue> {
        let row = self.view.place(arguments::index(row, "row", self.view.len())?);
        cell::to_js(self.table.cell(row, self.column), Integers::BigInt)
    }

    /// All cells.
    #[wasm_bindgen(js_name = toArray, unchecked_return_type = "CellValue[]")]
    pub fn to_array(&self) -> Result<Array, JsValue> {
        column::cells(&self.table.columns()[self.column], &self.view, Integers::BigInt)
    }
}
