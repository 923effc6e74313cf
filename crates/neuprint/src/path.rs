//! Segments of a URL's path, escaped as the server needs them.
//!
//! The server is written in Go and compares the path with what Go itself would have escaped. With any other escape in
//! a path it takes all of its segments as raw text and finds nothing: `hemibrain%3Av1.2.1` is not `hemibrain:v1.2.1`.
//!
//! ```
//! use neuprint::path::{escape, unescape};
//!
//! assert_eq!(escape("hemibrain:v1.2.1"), "hemibrain:v1.2.1");
//! assert_eq!(escape("a'L(R)"), "a%27L%28R%29");
//! assert_eq!(unescape("a%27L(R)").as_deref(), Some("a'L(R)"));
//! ```

use std::fmt::Write;

/// A path segment with everything escaped but what Go's `url.PathEscape` and the server's router leave as it is.
/// A `/` cannot be part of a name: the server splits the path there, escaped or not.
pub fn escape(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'~' | b'$' | b'&' | b'+' | b',' | b'/' | b':' | b';' | b'=' | b'@' => {
                out.push(char::from(byte));
            }
            // Writing to a String cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// A name that no path can hold, because of its slash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` has a slash, at which a server ends the name: it cannot be asked for")]
pub struct SlashInName {
    /// The name.
    pub name: String,
}

/// Lets a name through that a segment of a path can hold.
///
/// # Errors
/// [`SlashInName`] for one with a slash.
pub fn segment(name: &str) -> Result<&str, SlashInName> {
    if name.contains('/') { Err(SlashInName { name: name.to_owned() }) } else { Ok(name) }
}

/// A query parameter's value, escaped: everything but letters, digits and `-_.~`.
pub fn escape_query(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// A segment with its escapes resolved, whatever was escaped; `None` if an escape is broken or the result is not UTF-8.
pub fn unescape(segment: &str) -> Option<String> {
    let mut out = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        if *byte != b'%' {
            out.push(*byte);
            continue;
        }
        let [high, low, tail @ ..] = rest else { return None };
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        out.push((digit(high)? * 16 + digit(low)?) as u8);
        rest = tail;
    }
    String::from_utf8(out).ok()
}
