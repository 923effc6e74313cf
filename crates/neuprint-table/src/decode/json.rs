//! JSON values whose end is known: texts with escapes, lists, maps. Nothing recurs, so that no depth overflows the stack.

use super::number;

/// Appends what stands between the quotes of `value`, its escapes resolved.
pub(crate) fn unescape(value: &[u8], out: &mut String) -> Result<(), &'static str> {
    let (text, mut at) = (utf8(value)?, 1);
    loop {
        let end = plain_end(value, at)?;
        out.push_str(text.get(at..end).unwrap_or_default());
        at = end + 2;
        if value[end] == b'"' {
            return if end + 1 == value.len() { Ok(()) } else { Err(MISSPELT) };
        }
        let letter = match value.get(end + 1) {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(mark @ (b'"' | b'\\' | b'/')) => char::from(*mark),
            Some(b'u') => {
                let mut code = unit(value, at)?;
                at += 4;
                if code >> 10 == 0xd800 >> 10 && value[at..].starts_with(b"\\u") {
                    let second = unit(value, at + 2)?;
                    if second >> 10 == 0xdc00 >> 10 {
                        code = 0x10000 + ((code & 0x3ff) << 10 | second & 0x3ff);
                        at += 6;
                    }
                }
                char::from_u32(code).ok_or("half of a surrogate pair")?
            }
            _ => return Err(ESCAPE),
        };
        out.push(letter);
    }
}

/// Appends a list or a map without the white space between its parts.
pub(super) fn compact(value: &[u8], out: &mut String) -> Result<(), &'static str> {
    let text = utf8(value)?;
    let mut open = Vec::new();
    let (mut at, mut expected) = (0, Expected::Value);
    // What is copied next begins here.
    let mut from = 0;
    while let Some(byte) = value.get(at) {
        match (expected, byte) {
            (_, b' ' | b'\t' | b'\n' | b'\r') => {
                out.push_str(text.get(from..at).unwrap_or_default());
                at += 1;
                from = at;
                continue;
            }
            (Expected::Value | Expected::FirstItem, b'[') => {
                open.push(b']');
                expected = Expected::FirstItem;
            }
            (Expected::Value | Expected::FirstItem, b'{') => {
                open.push(b'}');
                expected = Expected::FirstKey;
            }
            (Expected::FirstItem | Expected::FirstKey | Expected::More, b']' | b'}') if open.last() == Some(byte) => {
                open.pop();
                expected = Expected::More;
            }
            (Expected::More, b',') => match open.last() {
                Some(b'}') => expected = Expected::Key,
                Some(_) => expected = Expected::Value,
                None => return Err(MISSPELT),
            },
            (Expected::FirstKey | Expected::Key, b'"') => {
                at = text_end(value, at)?;
                expected = Expected::Colon;
                continue;
            }
            (Expected::Colon, b':') => expected = Expected::Value,
            (Expected::Value | Expected::FirstItem, _) => {
                at = scalar_end(value, at)?;
                expected = Expected::More;
                continue;
            }
            _ => return Err(MISSPELT),
        }
        at += 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    if open.is_empty() && expected == Expected::More { Ok(()) } else { Err(MISSPELT) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Value,
    /// A value, or the end of the list.
    FirstItem,
    Key,
    /// A key, or the end of the map.
    FirstKey,
    Colon,
    /// A comma, or the end of the list or map.
    More,
}

const MISSPELT: &str = "a value is missing or misspelt";
const ESCAPE: &str = "a text has an escape that JSON does not know";

fn utf8(value: &[u8]) -> Result<&str, &'static str> {
    std::str::from_utf8(value).map_err(|_| "the text is not UTF-8")
}

/// Where the next quote or backslash stands.
fn plain_end(value: &[u8], from: usize) -> Result<usize, &'static str> {
    let rest = value.get(from..).unwrap_or_default();
    match rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        Some(length) if rest[length] > 0x1f => Ok(from + length),
        Some(_) => Err("a text has a control character"),
        None => Err(MISSPELT),
    }
}

/// Where the text that begins at `at` ends.
fn text_end(value: &[u8], at: usize) -> Result<usize, &'static str> {
    let mut at = at + 1;
    loop {
        at = plain_end(value, at)?;
        match (value[at], value.get(at + 1)) {
            (b'"', _) => return Ok(at + 1),
            (_, Some(b'u')) => {
                unit(value, at + 2)?;
                at += 6;
            }
            (_, Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => at += 2,
            _ => return Err(ESCAPE),
        }
    }
}

/// Where the text, number or word that begins at `at` ends.
fn scalar_end(value: &[u8], at: usize) -> Result<usize, &'static str> {
    let rest = &value[at..];
    if rest[0] == b'"' {
        return text_end(value, at);
    }
    let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    match &rest[..length] {
        b"null" | b"true" | b"false" => Ok(at + length),
        word if number::is_number(word) => Ok(at + length),
        _ => Err(MISSPELT),
    }
}

/// The four hexadecimal digits of an escape.
fn unit(value: &[u8], at: usize) -> Result<u32, &'static str> {
    let digits = value.get(at..at + 4).ok_or(ESCAPE)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?)).ok_or(ESCAPE)
}
