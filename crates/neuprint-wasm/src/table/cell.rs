//! A cell as a JavaScript value, exactly.
//!
//! Lists and maps reach this crate as the JSON text that the server sent. They are read here and not by `JSON.parse`,
//! which would round integers beyond 2^53.

use std::fmt;

use js_sys::{Array, BigInt};
use neuprint_table::Cell;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::unsupported;
use crate::object::dictionary;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What stands in a cell. Integers are always `bigint`, also inside lists and maps; fractions are `number`. */
export type CellValue = null | boolean | bigint | number | string | CellValue[] | { [key: string]: CellValue };
"#;

/// Lists and maps within each other beyond this are refused: each level takes room on the stack.
const DEPTH: usize = 100;

/// The cell's value.
pub(super) fn to_js(cell: Cell<'_>) -> Result<JsValue, JsValue> {
    match cell {
        Cell::Null => Ok(JsValue::NULL),
        Cell::Bool(value) => Ok(value.into()),
        Cell::Int(value) => Ok(BigInt::from(value).into()),
        Cell::UInt(value) => Ok(BigInt::from(value).into()),
        Cell::Float(value) => Ok(value.into()),
        Cell::Text(value) => Ok(value.into()),
        Cell::Json(json) => value(json, DEPTH),
    }
}

fn value(json: &str, depth: usize) -> Result<JsValue, JsValue> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(unsupported(&format!("a cell holds lists or maps more than {DEPTH} deep")));
    };
    match json.as_bytes().first() {
        Some(b'{') => {
            let Entries(entries) = read(json)?;
            let entries = entries.into_iter().map(|(key, json)| Ok((key.into(), value(json.get(), depth)?)));
            Ok(dictionary(entries.collect::<Result<Vec<_>, JsValue>>()?)?.into())
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = read(json)?;
            let items: Array = items.into_iter().map(|json| value(json.get(), depth)).collect::<Result<_, _>>()?;
            Ok(items.into())
        }
        Some(b'"') => Ok(read::<String>(json)?.into()),
        Some(b't') => Ok(true.into()),
        Some(b'f') => Ok(false.into()),
        Some(b'n') => Ok(JsValue::NULL),
        // A number of any size: JavaScript's own integers have no largest one.
        _ if json.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit()) => {
            Ok(BigInt::new(&json.into()).map_err(JsValue::from)?.into())
        }
        _ => Ok(read::<f64>(json)?.into()),
    }
}

/// Reads what the decoder has read before: it can only fail for a number that no float can hold.
fn read<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, JsValue> {
    serde_json::from_str(json).map_err(|error| unsupported(&format!("a cell cannot be read: {error}")))
}

/// A map, in the server's order, its values not yet read.
struct Entries<'j>(Vec<(String, &'j RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}
