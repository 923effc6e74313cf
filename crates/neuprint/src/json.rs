//! JSON text to a [`Value`] and back.
//!
//! ```text
//! let info = json::map(r#"{"EB":{"pre":3}}"#)?;
//! ```
//!
//! Everything of this crate that is JSON goes through here, because one reader and one writer are small in the browser,
//! and one per type is not. Tables have their own decoder, which keeps every digit.

use neuprint_decimal::Plain;
use neuprint_table::read_json;
use serde_json::{Map, Value};

/// Any value.
///
/// # Errors
/// In words, what is wrong.
pub(crate) fn read(text: &[u8]) -> Result<Value, String> {
    read_json(text).map_err(|error| error.to_string())
}

/// A map.
pub(crate) fn map(text: &str) -> Result<Map<String, Value>, String> {
    match read(text.as_bytes())? {
        Value::Object(map) => Ok(map),
        _ => Err("it is no map".into()),
    }
}

/// A list.
pub(crate) fn list(text: &str) -> Result<Vec<Value>, String> {
    match read(text.as_bytes())? {
        Value::Array(list) => Ok(list),
        _ => Err("it is no list".into()),
    }
}

/// A value's text. A float that is whole stays a float.
pub(crate) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(whole), ..) => out.push_str(&whole.to_string()),
            (_, Some(whole), _) => out.push_str(&whole.to_string()),
            (.., float) => {
                let text = Plain::from(float.unwrap_or_default()).to_string();
                out.push_str(&text);
                out.push_str(if text.contains('.') { "" } else { ".0" });
            }
        },
        Value::String(text) => write_text(text, out),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(entries) => {
            out.push('{');
            for (at, (name, item)) in entries.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write_text(name, out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}

/// An object of texts; those that are not there are left out.
pub(crate) fn texts(fields: &[(&str, Option<&str>)]) -> String {
    let mut out = String::from("{");
    for (name, text) in fields {
        let Some(text) = text else { continue };
        out.push_str(if out.len() > 1 { "," } else { "" });
        write_text(name, &mut out);
        out.push(':');
        write_text(text, &mut out);
    }
    out.push('}');
    out
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", letter as u32)),
            _ => out.push(letter),
        }
    }
    out.push('"');
}
