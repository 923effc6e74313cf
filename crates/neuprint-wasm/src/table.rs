//! Query results.

mod cell;
mod column;

use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use neuprint_table::{Column, SortKey, write_csv};
use wasm_bindgen::prelude::*;

use crate::arguments::{self, Options};
use crate::error::invalid_argument;
use crate::object::{dictionary, texts};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** One column to sort by. */
export interface SortKey {
  /** Its name, or its index. */
  column: string | number;
  /** Largest first. Nulls are last either way. */
  descending?: boolean;
}
"#;

/// A query's answer: columns of one length, each with a typed array of its own. Integers keep all 64 bits.
///
/// The data stay in WebAssembly's memory until they are asked for. They are freed when the table is garbage-collected,
/// or at once by `free()` or `using`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Table {
    table: Rc<neuprint_table::Table>,
    /// Sorting changes the order of the rows, never the data.
    order: Option<Vec<u32>>,
}

impl Table {
    pub(crate) fn new(table: neuprint_table::Table) -> Self {
        Self { table: Rc::new(table), order: None }
    }

    /// Where a row of this order is in the data.
    fn place(&self, row: usize) -> usize {
        self.order.as_ref().map_or(row, |order| order[row] as usize)
    }

    fn position(&self, column: &JsValue) -> Result<usize, JsValue> {
        let columns = self.table.columns();
        let Some(name) = column.as_string() else {
            return arguments::index(column, "column", columns.len());
        };
        columns.iter().position(|column| column.name() == name).ok_or_else(|| {
            let names: Vec<&str> = columns.iter().map(Column::name).collect();
            invalid_argument(&format!("there is no column `{name}`; there are: {}", names.join(", ")))
        })
    }
}

#[wasm_bindgen]
impl Table {
    /// How many rows there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        // A table is smaller than WebAssembly's memory.
        self.table.rows() as u32
    }

    /// The names of the columns, in the query's order.
    #[wasm_bindgen(getter, js_name = columnNames, unchecked_return_type = "string[]")]
    pub fn column_names(&self) -> JsValue {
        let names: Vec<&str> = self.table.columns().iter().map(Column::name).collect();
        texts(&names)
    }

    /// One column, by its name or index, as a typed array. The array is a copy, made at each call.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such column.
    #[wasm_bindgen(unchecked_return_type = "Column")]
    pub fn column(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string | number")] column: &JsValue,
    ) -> Result<JsValue, JsValue> {
        column::to_js(&self.table.columns()[self.position(column)?], self.order.as_deref())
    }

    /// One row: its cells, in the order of the columns. Integers are `bigint`.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such row.
    #[wasm_bindgen(unchecked_return_type = "CellValue[]")]
    pub fn row(&self, #[wasm_bindgen(unchecked_param_type = "number")] row: &JsValue) -> Result<Array, JsValue> {
        let row = self.place(arguments::index(row, "row", self.table.rows())?);
        self.table.columns().iter().map(|column| cell::to_js(column.cell(row))).collect()
    }

    /// All rows as objects, with the columns' names as keys. Convenient and slow: for many rows use `column`.
    #[wasm_bindgen(js_name = toObjects, unchecked_return_type = "Record<string, CellValue>[]")]
    pub fn to_objects(&self) -> Result<Array, JsValue> {
        let names: Vec<JsValue> = self.table.columns().iter().map(|column| column.name().into()).collect();
        let object = |row: usize| -> Result<Object, JsValue> {
            let cells = self.table.columns().iter().map(|column| cell::to_js(column.cell(row)));
            dictionary(names.iter().cloned().zip(cells.collect::<Result<Vec<_>, _>>()?))
        };
        (0..self.table.rows()).map(|row| object(self.place(row)).map(JsValue::from)).collect()
    }

    /// The same table with its rows in the order of the keys, the most significant first. Rows that are equal keep their
    /// order in the server's answer. The data are shared, not copied.
    #[wasm_bindgen(js_name = toSorted)]
    pub fn to_sorted(
        &self,
        #[wasm_bindgen(unchecked_param_type = "readonly SortKey[]")] keys: &JsValue,
    ) -> Result<Table, JsValue> {
        let items = js_sys::try_iter(keys)?.ok_or_else(|| invalid_argument("`keys` must be an array of sort keys"))?;
        let key = |item: Result<JsValue, JsValue>| -> Result<SortKey, JsValue> {
            let item = item?;
            let options = Options::of(&item, "keys")?;
            let column = self.position(&Reflect::get(&item, &"column".into())?)?;
            Ok(SortKey { column, descending: options.flag("descending")? })
        };
        let keys: Vec<SortKey> = items.into_iter().map(key).collect::<Result<_, _>>()?;
        Ok(Self { table: self.table.clone(), order: Some(neuprint_table::sort(&self.table, &keys)) })
    }

    /// The table as CSV (RFC 4180), with a line of column names. Integers are written in full, lists and maps as JSON;
    /// a null is an empty field, an empty text is `""`.
    #[wasm_bindgen(js_name = toCsv)]
    pub fn to_csv(&self) -> String {
        let mut csv = String::new();
        write_csv(&self.table, self.order.as_deref(), &mut csv);
        csv
    }
}
