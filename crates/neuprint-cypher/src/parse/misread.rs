//! What the parser library misreads, written in a way that it reads right.
//!
//! ```text
//! RETURN (n.pre) - [1, 3][0]                  -- it takes the bracket for a relationship's
//! RETURN [(a)-->(b) WHERE b:Neuron | b.type]  -- it takes the bar for an alternative to the label
//! RETURN -9223372036854775808 IS NULL         -- it reads the number before the sign, and finds it too large
//! ```
//!
//! The first gets a plus, of which it is known that it is a minus; the second gets brackets around the condition, in
//! place of white space; the third ends in `e2`, so that it is a float, of which the sign makes the integer again. Nothing
//! changes its place. A bar with no white space in front of it is still misread.

use std::borrow::Cow;

use super::guard::passed_over;

/// A text as the library reads it right, and the brackets that are taken from what is in front of them, not added.
pub(super) fn rewritten(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let (bytes, mut at) = (text.as_bytes(), 0);
    let mut changes: Vec<(usize, u8)> = Vec::new();
    let mut subtracted = Vec::new();
    // Per open bracket: which it is, and where a condition with a label begins in it.
    let mut open: Vec<(u8, Option<usize>, bool)> = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        if let Some((end, _)) = passed_over(bytes, at) {
            at = end;
            continue;
        }
        match byte {
            b'(' | b'[' | b'{' => open.push((byte, None, false)),
            b')' | b']' | b'}' => drop(open.pop()),
            b'-' => changes.extend(least_integer(text, at)),
            b':' => open.iter_mut().for_each(|around| around.2 |= around.1.is_some()),
            b'|' => {
                if let Some((_, condition @ Some(_), true)) = open.last_mut()
                    && let Some(start) = condition.take()
                    && start + 1 < at
                    && bytes[at - 1].is_ascii_whitespace()
                {
                    changes.extend([(start, b'('), (at - 1, b')')]);
                }
            }
            _ if byte.is_ascii_alphabetic() || byte == b'_' => {
                let length = word(&bytes[at..]);
                let end = at + length;
                if text[at..end].eq_ignore_ascii_case("WHERE")
                    && bytes.get(end).is_some_and(u8::is_ascii_whitespace)
                    && let Some((b'[', condition, _)) = open.last_mut()
                {
                    *condition = Some(end);
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
        if byte == b')' {
            let minus = at + blank(&bytes[at..]);
            if bytes.get(minus) == Some(&b'-') {
                let bracket = minus + 1 + blank(&bytes[minus + 1..]);
                if bytes.get(bracket) == Some(&b'[') && !is_relationship(text, bracket + 1) {
                    changes.push((minus, b'+'));
                    subtracted.push(bracket);
                }
            }
        }
    }
    if changes.is_empty() {
        return (Cow::Borrowed(text), subtracted);
    }
    let mut rewritten = text.to_owned();
    for (at, byte) in changes {
        // One ASCII character for another.
        rewritten.replace_range(at..=at, char::from(byte).encode_utf8(&mut [0; 4]));
    }
    (Cow::Owned(rewritten), subtracted)
}

/// The digits of the least integer, without its sign.
pub(super) const LEAST: &str = "9223372036854775808";

/// Words behind which a minus is a sign.
const BEFORE_VALUES: [&str; 14] =
    ["RETURN", "WITH", "DISTINCT", "UNWIND", "WHERE", "AND", "OR", "XOR", "NOT", "CASE", "WHEN", "THEN", "ELSE", "BY"];

/// Whether a minus is the sign of what follows, not an operator between two values.
fn is_sign(before: &str) -> bool {
    let before = before.trim_end();
    let rest = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_');
    match &before[rest.len()..] {
        "" => !before.ends_with([')', ']', '}', '\'', '"', '`']),
        word => BEFORE_VALUES.iter().any(|known| known.eq_ignore_ascii_case(word)),
    }
}

/// What is changed of the least integer behind a minus, if a test of it follows, which the library puts first.
fn least_integer(text: &str, minus: usize) -> impl IntoIterator<Item = (usize, u8)> + use<> {
    let digits = minus + 1 + blank(&text.as_bytes()[minus + 1..]);
    let behind = text[digits..].strip_prefix(LEAST).unwrap_or_default();
    let next = behind.trim_start();
    let is_tested = is_sign(&text[..minus])
        && ["IS", "IN", "STARTS", "ENDS", "CONTAINS"].iter().any(|test| {
            behind.len() > next.len() && next.get(..test.len()).is_some_and(|word| word.eq_ignore_ascii_case(test))
        });
    let end = digits + LEAST.len();
    is_tested.then(|| [(end - 2, b'e'), (end - 1, b'2')]).into_iter().flatten()
}

/// Whether a bracket that ends in front of a byte holds a relationship: a variable, types, lengths, properties.
fn is_relationship(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let mut at = at + blank(&bytes[at..]);
    match bytes.get(at) {
        Some(b'`') => {
            at = passed_over(bytes, at).map_or(at, |(end, _)| end);
        }
        Some(byte) if byte.is_ascii_digit() => return false,
        _ => at += word(&bytes[at..]),
    }
    at += blank(&bytes[at..]);
    let may_be = matches!(bytes.get(at), None | Some(b']' | b':' | b'*' | b'{' | b'$'))
        || text[at..].get(..5).is_some_and(|next| next.eq_ignore_ascii_case("WHERE"));
    // A relationship leads on to a node.
    may_be && closed(bytes, at).is_none_or(|end| bytes.get(end + blank(&bytes[end..])) == Some(&b'-'))
}

/// How far the end of a bracket is looked for: a text of brackets that never end is not gone through for each.
const FAR: usize = 4096;

/// Where what follows a bracket's end begins, given a place in it; `None` if that is far.
fn closed(bytes: &[u8], mut at: usize) -> Option<usize> {
    let bytes = &bytes[..bytes.len().min(at + FAR)];
    let mut depth = 1;
    loop {
        if let Some((end, _)) = passed_over(bytes, at) {
            at = end;
            continue;
        }
        depth = match bytes.get(at)? {
            b'(' | b'[' | b'{' => depth + 1,
            b')' | b']' | b'}' if depth == 1 => return Some(at + 1),
            b')' | b']' | b'}' => depth - 1,
            _ => depth,
        };
        at += 1;
    }
}

/// How many bytes a word takes; letters beyond ASCII may be part of it.
fn word(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_' || !b.is_ascii()).count()
}

fn blank(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_whitespace()).count()
}
