//! The part of a link behind `#!`: JSON, percent-encoded, or in the older form that needs fewer escapes.

use neuprint_decimal::Plain;
use serde_json::Value;

use super::NeuroglancerError;

/// Appends a value as JSON. serde_json's own writer would bring its formatting of floats into the wasm for this alone.
pub(super) fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(whole), _, _) => whole.to_string(),
            (_, Some(whole), _) => whole.to_string(),
            (_, _, float) => Plain::from(float.unwrap_or_default()).to_string(),
        }),
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

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", letter as u32)),
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// JSON as it can stand in a link.
pub(super) fn encode(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    for byte in json.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The state in a link.
pub(super) fn state(link: &str) -> Result<Value, NeuroglancerError> {
    let invalid = |problem: &str| NeuroglancerError::InvalidLink { problem: problem.into() };
    let link = link.trim();
    let fragment = match link.split_once("#!") {
        Some((_, fragment)) => fragment,
        None if link.starts_with('{') => link,
        None => return Err(invalid("nothing stands behind `#!`")),
    };
    let text = decode(fragment).ok_or_else(|| invalid("its text is not UTF-8"))?;
    if !text.starts_with('{') {
        return Err(invalid("its state is stored elsewhere; open it in neuroglancer and copy the full link"));
    }
    // A state of the older form is no JSON: it has ' for " and _ for a comma.
    serde_json::from_str(&text)
        .or_else(|_| serde_json::from_str(&plain_json(&text)))
        .map_err(|error| invalid(&format!("its state is not JSON ({error})")))
}

/// Percent escapes resolved; what only looks like one stays.
fn decode(text: &str) -> Option<String> {
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        if let (b'%', Some(high), Some(low)) = (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            out.push((high << 4 | low) as u8);
            at += 3;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

/// JSON out of the older form: texts in single quotes, `_` outside of texts for a comma.
fn plain_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The quote that ends the text that is being read.
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '_') => out.push(','),
            (None, '\'' | '"') => {
                quote = Some(letter);
                out.push('"');
            }
            (Some(end), letter) if letter == end => {
                quote = None;
                out.push('"');
            }
            (Some('\''), '"') => out.push_str("\\\""),
            (Some(_), '\\') => match letters.next() {
                // JSON knows no escape for it.
                Some('\'') => out.push('\''),
                Some(escaped) => out.extend(['\\', escaped]),
                None => {}
            },
            (_, letter) => out.push(letter),
        }
    }
    out
}
