//! A column as a typed array.

use std::sync::Arc;

use js_sys::{Array, BigInt64Array, BigUint64Array, Float64Array, Uint8Array};
use neuprint_table::{Chunks, Column, ColumnData, Table};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::cell::{self, Integers};
use super::cells::Cells;
use super::view::View;
use crate::object::object;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A column's name and its cells, all of one type. */
export interface ColumnOf<Type extends string, Values> {
  /** The name, as the query gave it. */
  readonly name: string;
  /** What the cells are. */
  readonly type: Type;
  /** One entry per row. Where a cell is null, a typed array holds 0, and others hold null. */
  readonly values: Values;
  /** One entry per row: 1 where there is a value, 0 where the cell is null. Missing if no cell is null. */
  readonly validity?: Uint8Array;
}

/**
 * A column. Its type is the narrowest that keeps every cell as the server sent it: `int64`, unless an integer is past
 * 2^63 − 1 (`uint64`) or there are fractions (`float64`, if every integer is within 2^53); `bool` as 0 and 1; `text`;
 * `list` and `map`; `mixed` for several kinds; `null` if nothing stands in the column. What lists, maps and mixed cells
 * hold is decoded when it is asked for.
 */
export type Column =
  | ColumnOf<"int64", BigInt64Array>
  | ColumnOf<"uint64", BigUint64Array>
  | ColumnOf<"float64", Float64Array>
  | ColumnOf<"bool", Uint8Array>
  | ColumnOf<"text", (string | null)[]>
  | ColumnOf<"list" | "map" | "mixed", Cells>
  | ColumnOf<"null", null[]>;
"#;

/// The shown rows of a column.
pub(super) fn to_js(table: &Arc<Table>, at: usize, view: &View) -> Result<JsValue, JsValue> {
    let column = &table.columns()[at];
    let lazy = || Cells::new(table.clone(), at, view.clone()).into();
    let (kind, values): (&str, JsValue) = match column.data() {
        ColumnData::Int64(values) => ("int64", int64(values, view).into()),
        ColumnData::UInt64(values) => ("uint64", uint64(values, view).into()),
        ColumnData::Float64(values) => ("float64", float64(values, view).into()),
        ColumnData::Bool(values) => ("bool", bytes(view, |row| values.get(row))),
        ColumnData::Text(_) => ("text", cells(column, view, Integers::BigInt)?.into()),
        ColumnData::List(_) => ("list", lazy()),
        ColumnData::Map(_) => ("map", lazy()),
        ColumnData::Mixed(_) => ("mixed", lazy()),
        ColumnData::Null => ("null", cells(column, view, Integers::BigInt)?.into()),
    };
    let column_object = object([("name", column.name().into()), ("type", kind.into()), ("values", values)]);
    if column.nulls() > 0 && view.places().any(|row| is_null(column, row)) {
        let validity = bytes(view, |row| !is_null(column, row));
        // Setting a property of a new plain object cannot fail.
        let _ = js_sys::Reflect::set(&column_object, &"validity".into(), &validity);
    }
    Ok(column_object.into())
}

/// The shown rows as JavaScript values, one by one or as a typed array of the same.
pub(super) fn plain(column: &Column, view: &View, integers: Integers) -> Result<JsValue, JsValue> {
    match column.data() {
        ColumnData::Int64(values) if integers == Integers::BigInt && column.nulls() == 0 => {
            Ok(int64(values, view).into())
        }
        ColumnData::Float64(values) if column.nulls() == 0 => Ok(float64(values, view).into()),
        _ => Ok(cells(column, view, integers)?.into()),
    }
}

fn is_null(column: &Column, row: usize) -> bool {
    match column.valid() {
        Some(valid) => !valid.get(row),
        // Columns without a type hold their nulls themselves.
        None => column.cell(row).is_null(),
    }
}

fn int64(values: &Chunks<i64>, view: &View) -> BigInt64Array {
    let array = BigInt64Array::new_with_length(view.len() as u32);
    runs(values, view, |from, run| array.subarray(from, from + run.len() as u32).copy_from(run));
    array
}

fn uint64(values: &Chunks<u64>, view: &View) -> BigUint64Array {
    let array = BigUint64Array::new_with_length(view.len() as u32);
    runs(values, view, |from, run| array.subarray(from, from + run.len() as u32).copy_from(run));
    array
}

fn float64(values: &Chunks<f64>, view: &View) -> Float64Array {
    let array = Float64Array::new_with_length(view.len() as u32);
    runs(values, view, |from, run| array.subarray(from, from + run.len() as u32).copy_from(run));
    array
}

/// Hands the shown rows on in runs, each with where it begins: as they lie, or put into the view's order, but never
/// all at once, so that no second copy of the column is made here.
fn runs<T: Copy>(values: &Chunks<T>, view: &View, mut hand_on: impl FnMut(u32, &[T])) {
    let mut from = 0;
    let mut hand_on = |run: &[T]| {
        hand_on(from, run);
        from += run.len() as u32;
    };
    match view.parts() {
        (Some(order), _) => {
            for rows in order.chunks(1 << 12) {
                let run: Vec<T> = rows.iter().map(|row| values.get(*row as usize)).collect();
                hand_on(&run);
            }
        }
        (None, range) => values.slices_of(range).for_each(hand_on),
    }
}

fn bytes(view: &View, value: impl Fn(usize) -> bool) -> JsValue {
    let bytes: Vec<u8> = view.places().map(|row| u8::from(value(row))).collect();
    Uint8Array::from(bytes.as_slice()).into()
}

pub(super) fn cells(column: &Column, view: &View, integers: Integers) -> Result<Array, JsValue> {
    let cells = Array::new_with_length(view.len() as u32);
    // Texts that repeat are made once.
    let mut known: Vec<Option<JsValue>> = Vec::new();
    for (at, row) in view.places().enumerate() {
        let code = match column.data() {
            ColumnData::Text(texts) if !is_null(column, row) => texts.code(row).map(usize::from),
            _ => None,
        };
        let value = match code {
            Some(code) => {
                if known.len() <= code {
                    known.resize(code + 1, None);
                }
                if known[code].is_none() {
                    known[code] = Some(cell::to_js(column.cell(row), integers)?);
                }
                known[code].clone().unwrap_or_default()
            }
            None => cell::to_js(column.cell(row), integers)?,
        };
        cells.set(at as u32, value);
    }
    Ok(cells)
}
