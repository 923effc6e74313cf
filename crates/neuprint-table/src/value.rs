//! JSON text to a `serde_json::Value` whose floats are exact.
//!
//! ```
//! // Read by serde_json itself, every tenth fraction is off by its last bit.
//! let value = neuprint_table::read_json(br#"{"confidence":0.30000000000000004}"#)?;
//! assert_eq!(value["confidence"], 0.1 + 0.2);
//! # Ok::<(), neuprint_table::JsonError>(())
//! ```
//!
//! A table's cells are not read this way: they never become values. This is for what stands in them, and beside them. An
//! integer beyond 64 bits becomes the nearest float.

use serde_json::{Map, Number, Value};

use crate::cell::Cell;
use crate::decode::{number, unescape};

/// Lists and maps within each other: more are refused, so that none overflow the stack.
const DEEPEST: usize = 128;

/// Why a text is not JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {at}: {problem}")]
pub struct JsonError {
    /// How many bytes stand before the place.
    pub at: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

/// Reads a text that is one value.
///
/// # Errors
/// [`JsonError`] with the place of the first thing that is wrong.
pub fn read_json(text: &[u8]) -> Result<Value, JsonError> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0).map_err(|problem| JsonError { at: reader.at, problem })?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(JsonError { at: reader.at, problem: "something stands behind the value" }),
    }
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.text.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    /// Whether this byte comes next; then it is gone over.
    fn takes(&mut self, byte: u8) -> bool {
        let comes = self.peek() == Some(byte);
        self.at += usize::from(comes);
        comes
    }

    fn value(&mut self, depth: usize) -> Result<Value, &'static str> {
        if depth > DEEPEST {
            return Err("lists and maps are nested too deeply");
        }
        match self.peek().ok_or("the text ends where a value is missing")? {
            b'{' => {
                let mut map = Map::new();
                self.items(b'}', |reader| {
                    if reader.peek() != Some(b'"') {
                        return Err("a name is missing");
                    }
                    let name = reader.string()?;
                    if !reader.takes(b':') {
                        return Err("a colon is missing");
                    }
                    let value = reader.value(depth + 1)?;
                    map.insert(name, value);
                    Ok(())
                })?;
                Ok(Value::Object(map))
            }
            b'[' => {
                let mut list = Vec::new();
                self.items(b']', |reader| {
                    list.push(reader.value(depth + 1)?);
                    Ok(())
                })?;
                Ok(Value::Array(list))
            }
            b'"' => Ok(Value::String(self.string()?)),
            b'-' | b'0'..=b'9' => self.number(),
            _ => {
                for (word, value) in [("null", Value::Null), ("true", true.into()), ("false", false.into())] {
                    if self.text[self.at..].starts_with(word.as_bytes()) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                Err("a value is missing or misspelt")
            }
        }
    }

    /// What stands between the opening mark, which is next, and the closing one.
    fn items(
        &mut self,
        end: u8,
        mut item: impl FnMut(&mut Self) -> Result<(), &'static str>,
    ) -> Result<(), &'static str> {
        self.at += 1;
        if self.takes(end) {
            return Ok(());
        }
        loop {
            item(self)?;
            if self.takes(end) {
                return Ok(());
            }
            if !self.takes(b',') {
                return Err("a comma or the end of a list or map is missing");
            }
        }
    }

    fn string(&mut self) -> Result<String, &'static str> {
        let rest = &self.text[self.at..];
        let mut end = 1;
        loop {
            match rest.get(end).ok_or("a text is not closed")? {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        let mut text = String::new();
        unescape(&rest[..=end], &mut text)?;
        self.at += end + 1;
        Ok(text)
    }

    fn number(&mut self) -> Result<Value, &'static str> {
        let rest = &self.text[self.at..];
        let end = rest.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
        let digits = &rest[..end.unwrap_or(rest.len())];
        let value = match number::read(digits).ok_or("this is not a number")? {
            Cell::Int(value) => value.into(),
            Cell::UInt(value) => value.into(),
            Cell::Float(value) => Number::from_f64(value).map_or(Value::Null, Value::Number),
            // Beyond 64 bits.
            _ => {
                let nearest = neuprint_decimal::parse_f64(digits).and_then(Number::from_f64);
                Value::Number(nearest.ok_or("the number is beyond all floats")?)
            }
        };
        self.at += digits.len();
        Ok(value)
    }
}
