//! JSON as JavaScript values, exactly.
//!
//! Lists and maps reach this crate as the JSON text that the server sent. They are read here and not by `JSON.parse`,
//! which would round integers beyond 2^53. The text was found to be JSON before; where it is not, there is an error,
//! but not every mistake is noticed.

use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

use super::cell::Integers;
use crate::error::unsupported;

/// Lists and maps within each other beyond this are refused: each level takes room on the stack.
const DEPTH: usize = 100;

/// The value of a JSON text.
pub(crate) fn to_js(json: &str, integers: Integers) -> Result<JsValue, JsValue> {
    Reader { json, at: 0, integers }.value(DEPTH)
}

struct Reader<'j> {
    json: &'j str,
    at: usize,
    integers: Integers,
}

impl<'j> Reader<'j> {
    fn value(&mut self, depth: usize) -> Result<JsValue, JsValue> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(unsupported(&format!("a cell holds lists or maps more than {DEPTH} deep")));
        };
        match self.next() {
            b'{' => {
                let entries = Array::new();
                while self.another(b'}') {
                    let key = self.text()?;
                    self.next();
                    self.at += 1;
                    entries.push(&Array::of2(&key, &self.value(depth)?));
                }
                // A key `__proto__` is a key like any other here.
                Ok(Object::from_entries(&entries)?.into())
            }
            b'[' => {
                let items = Array::new();
                while self.another(b']') {
                    items.push(&self.value(depth)?);
                }
                Ok(items.into())
            }
            b'"' => self.text(),
            _ => {
                let word = self.until(|byte| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r'));
                match word {
                    "true" => Ok(true.into()),
                    "false" => Ok(false.into()),
                    "null" => Ok(JsValue::NULL),
                    _ => self.number(word),
                }
            }
        }
    }

    fn number(&self, word: &str) -> Result<JsValue, JsValue> {
        // Only a float has a negative zero.
        if !matches!(word, "" | "-0") && word.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit()) {
            return self.integers.digits(word);
        }
        match neuprint_decimal::parse_f64(word.as_bytes()) {
            Some(value) if value.is_finite() => Ok(value.into()),
            _ => Err(unsupported(&format!("a cell holds the number {word}, which JavaScript cannot hold"))),
        }
    }

    /// Goes over the opening mark or a comma to the next item; false at `end`, which is gone over.
    fn another(&mut self, end: u8) -> bool {
        if matches!(self.next(), b',' | b'[' | b'{') {
            self.at += 1;
        }
        let more = self.next() != end && self.at < self.json.len();
        self.at += usize::from(!more);
        more
    }

    /// A text in quotes.
    fn text(&mut self) -> Result<JsValue, JsValue> {
        self.next();
        let start = self.at;
        let (mut escaped, mut plain) = (true, true);
        // The opening quote counts as escaped.
        let quoted = self.until(|byte| {
            let ends = byte == b'"' && !escaped;
            plain &= byte != b'\\';
            escaped = byte == b'\\' && !escaped;
            ends
        });
        self.at += 1;
        if plain {
            return Ok(quoted.get(1..).unwrap_or_default().into());
        }
        // Texts are what JSON.parse reads exactly.
        js_sys::JSON::parse(self.json.get(start..self.at).unwrap_or_default())
    }

    /// What stands before the first byte that ends it.
    fn until(&mut self, ends: impl FnMut(u8) -> bool) -> &'j str {
        let rest = self.json.get(self.at..).unwrap_or_default();
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// The next byte that is no white space; 0 at the end.
    fn next(&mut self) -> u8 {
        self.until(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.json.as_bytes().get(self.at).copied().unwrap_or(0)
    }
}
