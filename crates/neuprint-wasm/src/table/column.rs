//! A column as a typed array.

use std::borrow::Cow;

use js_sys::{Array, BigInt64Array, BigUint64Array, Float64Array, Uint8Array};
use neuprint_table::{Column, ColumnData};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::cell;
use crate::object::object;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A column's name and its cells, all of one type. */
export interface ColumnOf<Type extends string, Values> {
  /** The name, as the query gave it. */
  readonly name: string;
  /** What the cells are. */
  readonly type: Type;
  /** One entry per row. Where a cell is null, a typed array holds 0, and other arrays hold null. */
  readonly values: Values;
  /** One entry per row: 1 where there is a value, 0 where the cell is null. Missing if no cell is null. */
  readonly validity?: Uint8Array;
}

/**
 * A column. Its type is the narrowest that keeps every cell as the server sent it: `int64`, unless an integer is past
 * 2^63 − 1 (`uint64`) or there are fractions (`float64`, if every integer is within 2^53); `bool` as 0 and 1; `text`;
 * `mixed` for lists, maps or several kinds; `null` if nothing stands in the column.
 */
export type Column =
  | ColumnOf<"int64", BigInt64Array>
  | ColumnOf<"uint64", BigUint64Array>
  | ColumnOf<"float64", Float64Array>
  | ColumnOf<"bool", Uint8Array>
  | ColumnOf<"text", (string | null)[]>
  | ColumnOf<"mixed", CellValue[]>
  | ColumnOf<"null", null[]>;
"#;

/// The column with its rows in this order, or as they are.
pub(super) fn to_js(column: &Column, order: Option<&[u32]>) -> Result<JsValue, JsValue> {
    let (kind, values): (&str, JsValue) = match column.data() {
        ColumnData::Int64(values) => ("int64", BigInt64Array::from(&*ordered(values, order)).into()),
        ColumnData::UInt64(values) => ("uint64", BigUint64Array::from(&*ordered(values, order)).into()),
        ColumnData::Float64(values) => ("float64", Float64Array::from(&*ordered(values, order)).into()),
        ColumnData::Bool(values) => ("bool", bytes(values, order)),
        ColumnData::Text(_) => ("text", cells(column, order)?),
        ColumnData::Mixed(_) => ("mixed", cells(column, order)?),
        ColumnData::Null => ("null", cells(column, order)?),
    };
    let properties = [("name", column.name().into()), ("type", kind.into()), ("values", values)];
    let column_object = match (column.valid(), column.nulls()) {
        (Some(valid), _) => with_validity(properties, bytes(valid, order)),
        // Columns without a type hold their nulls themselves.
        (None, nulls) if nulls > 0 => {
            let valid: Vec<bool> = (0..column.len()).map(|row| !column.cell(row).is_null()).collect();
            with_validity(properties, bytes(&valid, order))
        }
        (None, _) => object(properties),
    };
    Ok(column_object.into())
}

fn with_validity(properties: [(&str, JsValue); 3], validity: JsValue) -> js_sys::Object {
    let [name, kind, values] = properties;
    object([name, kind, values, ("validity", validity)])
}

fn ordered<'v, T: Copy>(values: &'v [T], order: Option<&[u32]>) -> Cow<'v, [T]> {
    match order {
        Some(order) => Cow::Owned(order.iter().map(|row| values[*row as usize]).collect()),
        None => Cow::Borrowed(values),
    }
}

fn bytes(values: &[bool], order: Option<&[u32]>) -> JsValue {
    let bytes: Vec<u8> = ordered(values, order).iter().map(|value| u8::from(*value)).collect();
    Uint8Array::from(bytes.as_slice()).into()
}

fn cells(column: &Column, order: Option<&[u32]>) -> Result<JsValue, JsValue> {
    let to_js = |row: usize| cell::to_js(column.cell(row));
    let cells: Array = match order {
        Some(order) => order.iter().map(|row| to_js(*row as usize)).collect::<Result<_, _>>()?,
        None => (0..column.len()).map(to_js).collect::<Result<_, _>>()?,
    };
    Ok(cells.into())
}
