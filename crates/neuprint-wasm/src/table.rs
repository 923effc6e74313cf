//! Query results.

mod cell;
mod cells;
mod column;
mod json;
mod view;

use std::borrow::Cow;
use std::sync::Arc;

use js_sys::{Array, Reflect};
use neuprint_table::{Column, SortKey, sort_rows, transfer, write_csv, write_json};
use wasm_bindgen::prelude::*;

use crate::arguments::{self, Options};
use crate::error::invalid_argument;
use crate::object::texts;
use cell::Integers;
pub use cells::Cells;
use view::View;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** One column to sort by. */
export interface SortKey {
  /** Its name, or its index. */
  column: string | number;
  /** Largest first. Nulls are last either way. */
  descending?: boolean;
}

/** A row: its cells, with the columns' names as keys. Of columns with the same name it holds the last. */
export type Row<Integer = bigint> = Record<string, CellValue<Integer>>;

// Written in JavaScript, in the package's table.js.
export interface Table extends Iterable<Row> {
  /** The rows one after the other, as objects. */
  [Symbol.iterator](): IterableIterator<Row>;
  /**
   * All rows as objects. Convenient and slow: for many rows use `column`. `bigint` says what integers become: all of
   * them `bigint` (as if it were left out), all of them a `string` of digits, or `number` where that is exact and
   * `bigint` beyond.
   */
  toObjects(options?: { bigint?: "bigint" | "number-if-safe" | undefined }): Row[];
  toObjects(options: { bigint: "string" }): Row<never>[];
  /** The same table with the rows for which `predicate` gives something true. The data are shared, not copied. */
  filter(predicate: (row: Row, index: number) => unknown): Table;
  /**
   * The table as an Arrow IPC stream, for pyarrow, polars, DuckDB or arrow-js. Lists, maps and mixed columns are texts of
   * JSON, marked as the extension type `arrow.json`. The writer is loaded at its first use.
   */
  toArrow(): Promise<Uint8Array>;
  /**
   * The rows as `JSON.stringify` wants them: objects whose integers are numbers up to `Number.MAX_SAFE_INTEGER` and
   * strings of digits beyond, so that no digit is lost whoever reads it. `toJSONText` writes them as numbers.
   */
  toJSON(): Row<never>[];
}
"#;

/// A query's answer: columns of one length, each with a typed array of its own. Integers keep all 64 bits.
///
/// The data stay in WebAssembly's memory until they are asked for. They are freed when the table is garbage-collected,
/// or at once by `free()` or `using`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Table {
    table: Arc<neuprint_table::Table>,
    /// Slicing, sorting and filtering change which rows are shown, never the data.
    view: View,
}

impl Table {
    pub(crate) fn new(table: impl Into<Arc<neuprint_table::Table>>) -> Self {
        let table = table.into();
        Self { view: View::all(table.rows()), table }
    }

    /// The table that is shown: the data, or a copy of the shown rows.
    pub(crate) fn shown(&self) -> Cow<'_, neuprint_table::Table> {
        match self.view.parts() {
            (None, range) if range.len() == self.table.rows() => Cow::Borrowed(&self.table),
            _ => {
                let rows: Vec<u32> = self.view.places().map(|row| row as u32).collect();
                Cow::Owned(self.table.take(&rows).unwrap_or_default())
            }
        }
    }

    fn with(&self, view: View) -> Self {
        Self { table: self.table.clone(), view }
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

    /// Writes the shown rows.
    fn written(&self, write: fn(&neuprint_table::Table, Option<&[u32]>, &mut String)) -> String {
        let mut text = String::new();
        let rows: Vec<u32>;
        let order = match self.view.parts() {
            (None, range) if range.len() == self.table.rows() => None,
            (Some(order), _) => Some(order),
            (None, range) => {
                rows = range.map(|row| row as u32).collect();
                Some(&*rows)
            }
        };
        write(&self.table, order, &mut text);
        text
    }
}

#[wasm_bindgen]
impl Table {
    /// How many rows there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        // A table is smaller than WebAssembly's memory.
        self.view.len() as u32
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
        column::to_js(&self.table, self.position(column)?, &self.view)
    }

    /// One row: its cells, in the order of the columns. Integers are `bigint`.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such row.
    #[wasm_bindgen(unchecked_return_type = "CellValue[]")]
    pub fn row(&self, #[wasm_bindgen(unchecked_param_type = "number")] row: &JsValue) -> Result<Array, JsValue> {
        let row = self.view.place(arguments::index(row, "row", self.view.len())?);
        self.table.columns().iter().map(|column| cell::to_js(column.cell(row), Integers::BigInt)).collect()
    }

    /// The rows from `start` to before `end`, as `Array.prototype.slice` counts: left out, the first and the end;
    /// negative, from the end. The data are shared, not copied.
    pub fn slice(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] start: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] end: &JsValue,
    ) -> Result<Table, JsValue> {
        let length = self.view.len() as f64;
        let place = |value: &JsValue, name: &str, otherwise: f64| match value.as_f64() {
            Some(at) if at < 0.0 => Ok((length + at.trunc()).max(0.0)),
            Some(at) if !at.is_nan() => Ok(at.trunc().min(length)),
            None if value.is_undefined() => Ok(otherwise),
            _ => Err(invalid_argument(&format!("`{name}` must be a number"))),
        };
        let (start, end) = (place(start, "start", 0.0)?, place(end, "end", length)?);
        Ok(self.with(self.view.part(start as usize, end.max(start) as usize)))
    }

    /// The same table with its rows in the order of the keys, the most significant first. Rows that are equal keep their
    /// order. The data are shared, not copied.
    pub fn sort(
        &self,
        #[wasm_bindgen(unchecked_param_type = "readonly SortKey[]")] keys: &JsValue,
    ) -> Result<Table, JsValue> {
        let items = arguments::items(keys, "`keys` must be an array of sort keys")?;
        let key = |item: Result<JsValue, JsValue>| -> Result<SortKey, JsValue> {
            let item = item?;
            let options = Options::of(&item, "keys")?;
            let column = self.position(&Reflect::get(&item, &"column".into())?)?;
            Ok(SortKey { column, descending: options.flag("descending")? })
        };
        let keys: Vec<SortKey> = items.into_iter().map(key).collect::<Result<_, _>>()?;
        let mut rows: Vec<u32> = self.view.places().map(|row| row as u32).collect();
        sort_rows(&self.table, &keys, &mut rows);
        Ok(self.with(View::of(rows)))
    }

    /// The same table with these rows, in this order. The data are shared, not copied.
    ///
    /// Throws a `NeuprintError` with the code `invalid-argument` if there is no such row.
    pub fn take(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Iterable<number>")] rows: &JsValue,
    ) -> Result<Table, JsValue> {
        let items = arguments::items(rows, "`rows` must be an array of row numbers")?;
        let rows = items.map(|row| Ok(self.view.place(arguments::index(&row?, "row", self.view.len())?) as u32));
        Ok(self.with(View::of(rows.collect::<Result<_, JsValue>>()?)))
    }

    /// The cells of some rows of a column as an array, with integers in this form. For table.js.
    #[wasm_bindgen(skip_typescript)]
    pub fn cells(&self, column: u32, from: u32, to: u32, integers: &str) -> Result<JsValue, JsValue> {
        let column = arguments::index(&column.into(), "column", self.table.columns().len())?;
        let integers = Integers::named(integers)
            .ok_or_else(|| invalid_argument("`bigint` must be \"bigint\", \"string\" or \"number-if-safe\""))?;
        let to = (to as usize).min(self.view.len());
        let part = self.view.part((from as usize).min(to), to);
        column::plain(&self.table.columns()[column], &part, integers)
    }

    /// The table as CSV (RFC 4180), with a line of column names. Integers are written in full, lists and maps as JSON;
    /// a null is an empty field, an empty text is `""`.
    #[wasm_bindgen(js_name = toCSV)]
    pub fn to_csv(&self) -> String {
        self.written(write_csv)
    }

    /// The shown rows as another of the package's modules reads them.
    #[wasm_bindgen(js_name = toTransfer, skip_typescript)]
    pub fn to_transfer(&self) -> Vec<u8> {
        transfer::to_bytes(&self.shown(), None)
    }

    /// The table that another module wrote.
    #[wasm_bindgen(js_name = ofTransfer, skip_typescript)]
    pub fn of_transfer(bytes: &[u8]) -> Result<Table, JsValue> {
        let table = transfer::of_bytes(bytes);
        table.map(Self::new).ok_or_else(|| invalid_argument("these bytes are no table in transfer"))
    }

    /// The table as JSON text in the server's own form, `{"columns":[…],"data":[[…],…]}`, with integers as numbers
    /// of all their digits. `JSON.parse` would round them; readers of exact integers do not.
    #[wasm_bindgen(js_name = toJSONText)]
    pub fn to_json_text(&self) -> String {
        self.written(write_json)
    }
}

/// All cells of a column that is part of no table.
pub(crate) fn values(column: &Column) -> Result<Array, JsValue> {
    column::cells(column, &View::all(column.len()), Integers::BigInt)
}
