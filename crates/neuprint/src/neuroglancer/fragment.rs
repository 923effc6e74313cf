//! The part of a link behind `#!`: JSON, percent-encoded, or in the older form that needs fewer escapes.

use serde_json::Value;

use super::NeuroglancerError;
use crate::json;

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
    json::read(text.as_bytes())
        .or_else(|_| json::read(plain_json(&text).as_bytes()))
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
