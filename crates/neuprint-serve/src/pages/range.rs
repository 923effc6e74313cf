//! Parts of a file (`Range: bytes=0-99`), so that a broken download goes on where it ended.
//!
//! One part at a time. Several at once are not, and the file comes whole, as the standard allows (RFC 9110, 14.2).

use std::ops::Range;

use http::header::{IF_RANGE, RANGE};
use http::{HeaderMap, HeaderValue};

/// What a request wants of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// These bytes, which are there.
    Part(Range<usize>),
    /// Bytes behind its end.
    Nothing,
}

/// What is wanted of a file with so many bytes and this tag.
pub(super) fn wanted(headers: &HeaderMap, length: usize, tag: &HeaderValue) -> Wanted {
    // A part of another version would not fit to what the browser has.
    if headers.get(IF_RANGE).is_some_and(|known| known != tag) {
        return Wanted::Whole;
    }
    let value = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let Some((first, last)) = value.and_then(|value| value.strip_prefix("bytes=")?.split_once('-')) else {
        return Wanted::Whole;
    };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<usize>().ok()).flatten();
    let part = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        // The last so many bytes.
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        _ => return Wanted::Whole,
    };
    if part.is_empty() { Wanted::Nothing } else { Wanted::Part(part) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_has_them() {
        let of = |range: &str, known: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(RANGE, range.parse().unwrap());
            if let Some(known) = known {
                headers.insert(IF_RANGE, known.parse().unwrap());
            }
            wanted(&headers, 10, &HeaderValue::from_static("\"t\""))
        };
        for (range, expected) in [
            ("bytes=0-3", Wanted::Part(0..4)),
            ("bytes=3-3", Wanted::Part(3..4)),
            ("bytes=8-99", Wanted::Part(8..10)),
            ("bytes=4-", Wanted::Part(4..10)),
            ("bytes=-4", Wanted::Part(6..10)),
            ("bytes=-99", Wanted::Part(0..10)),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=10-18446744073709551615", Wanted::Nothing),
            ("bytes=4-3", Wanted::Whole),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("lines=0-3", Wanted::Whole),
            ("bytes=99999999999999999999-", Wanted::Whole),
        ] {
            assert_eq!(of(range, None), expected, "{range}");
        }
        assert_eq!(of("bytes=0-3", Some("\"t\"")), Wanted::Part(0..4));
        assert_eq!(of("bytes=0-3", Some("\"other\"")), Wanted::Whole);
        assert_eq!(of("bytes=0-3", Some("W/\"t\"")), Wanted::Whole);
    }
}
