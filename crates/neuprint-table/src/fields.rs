//! The fields of a JSON object, their values as text: for answers with tables in them.

use crate::decode::{ValueScan, unescape};

/// The fields of an object in their order, each value as it stands there; `None` if it is no object. What the values hold is
/// not looked at.
///
/// ```
/// let fields = neuprint_table::object_fields(br#"{"skeleton": {"columns": []}, "n": 720575940628857211}"#).unwrap();
/// assert_eq!(fields[1], ("n".to_owned(), &b"720575940628857211"[..]));
/// ```
pub fn object_fields(json: &[u8]) -> Option<Vec<(String, &[u8])>> {
    let mut fields = Vec::new();
    let mut rest = expect(json, b'{')?;
    if let Some(end) = expect(rest, b'}') {
        return end.trim_ascii().is_empty().then_some(fields);
    }
    loop {
        let key;
        (key, rest) = value(rest)?;
        let mut name = String::new();
        unescape(key, &mut name).ok()?;
        let text;
        (text, rest) = value(expect(rest, b':')?)?;
        fields.push((name, text));
        match expect(rest, b',') {
            Some(more) => rest = more,
            None => return expect(rest, b'}')?.trim_ascii().is_empty().then_some(fields),
        }
    }
}

fn expect(text: &[u8], byte: u8) -> Option<&[u8]> {
    text.trim_ascii_start().strip_prefix(&[byte])
}

/// A value, and what stands behind it.
fn value(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.trim_ascii_start();
    let end = ValueScan::default().find_end(text).filter(|end| *end > 0)?;
    Some(text.split_at(end))
}
