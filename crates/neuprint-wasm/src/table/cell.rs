//! A cell as a JavaScript value, exactly.

use js_sys::BigInt;
use neuprint_table::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::json;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * What stands in a cell. Integers are `bigint`, also inside lists and maps, unless another form was asked for; fractions
 * are `number`.
 */
export type CellValue<Integer = bigint> =
  | null
  | boolean
  | number
  | string
  | Integer
  | CellValue<Integer>[]
  | { [key: string]: CellValue<Integer> };
"#;

/// The largest integer up to which a JavaScript number is exact, `Number.MAX_SAFE_INTEGER`.
const SAFE: u64 = (1 << 53) - 1;

/// What integers become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integers {
    /// `bigint`, all of them.
    BigInt,
    /// Decimal digits, all of them.
    Text,
    /// `number` where that is exact, `bigint` beyond.
    NumberIfSafe,
    /// `number` where that is exact, decimal digits beyond: what `JSON.stringify` can write.
    Json,
}

impl Integers {
    /// The form of this name; the option `bigint` of the package's methods.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "bigint" => Self::BigInt,
            "string" => Self::Text,
            "number-if-safe" => Self::NumberIfSafe,
            "json" => Self::Json,
            _ => return None,
        })
    }

    /// An integer of 64 bits.
    fn value(self, value: i128) -> JsValue {
        let safe = value.unsigned_abs() <= SAFE.into();
        match self {
            Self::NumberIfSafe | Self::Json if safe => JsValue::from_f64(value as f64),
            Self::BigInt | Self::NumberIfSafe => match i64::try_from(value) {
                Ok(value) => BigInt::from(value).into(),
                Err(_) => BigInt::from(value as u64).into(),
            },
            Self::Text | Self::Json => value.to_string().into(),
        }
    }

    /// An integer of any size.
    pub(super) fn digits(self, digits: &str) -> Result<JsValue, JsValue> {
        if let Ok(value) = digits.parse::<i64>() {
            return Ok(self.value(value.into()));
        }
        match self {
            Self::Text | Self::Json => Ok(digits.into()),
            // JavaScript's own integers have no largest one.
            Self::BigInt | Self::NumberIfSafe => Ok(BigInt::new(&digits.into()).map_err(JsValue::from)?.into()),
        }
    }
}

/// The cell's value.
pub(super) fn to_js(cell: Cell<'_>, integers: Integers) -> Result<JsValue, JsValue> {
    match cell {
        Cell::Null => Ok(JsValue::NULL),
        Cell::Bool(value) => Ok(value.into()),
        Cell::Int(value) => Ok(integers.value(value.into())),
        Cell::UInt(value) => Ok(integers.value(value.into())),
        Cell::Float(value) => Ok(value.into()),
        Cell::Text(value) => Ok(value.into()),
        Cell::Json(text) => json::to_js(text, integers),
    }
}
