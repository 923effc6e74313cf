//! Bounds on a query's text before it is parsed.
//!
//! Parsing and evaluating descend into an expression once per level, and the stack of a browser's worker is small. So
//! nesting and the number of operators are bounded here, by reading tokens only. Lists may be as long as they like.
//! What the parser library misreads is refused here as well.

use std::ops::Range;

use crate::error::{CypherError, ErrorCode};

/// Brackets within brackets.
const NESTING: usize = 60;
/// Operators in the whole query, each of which may be one level.
const OPERATORS: usize = 600;

/// Refuses text that is nested too deeply.
pub(super) fn check(text: &str) -> Result<(), CypherError> {
    let bytes = text.as_bytes();
    let (mut operators, mut at) = (0usize, 0usize);
    // Per open bracket: which it is, and whether an IN or another bracket was in it.
    let mut open: Vec<(u8, bool)> = Vec::new();
    let refuse = |what: &str, at: usize| Err(CypherError::at(ErrorCode::Limit, what.to_owned(), text, at));
    while let Some(byte) = bytes.get(at) {
        if let Some((end, _)) = passed_over(bytes, at) {
            at = end;
            continue;
        }
        match byte {
            b'(' | b'[' | b'{' => {
                if let Some(around) = open.last_mut()
                    && *byte == b'('
                {
                    around.1 = true;
                }
                open.push((*byte, false));
            }
            b')' | b']' | b'}' => drop(open.pop()),
            b'+' | b'-' | b'*' | b'/' | b'%' | b'^' | b'=' | b'<' | b'>' => operators += 1,
            b'.' if !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => operators += 1,
            byte if byte.is_ascii_alphabetic() => {
                let length = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
                let word = text[at..at + length].to_ascii_uppercase();
                if matches!(
                    word.as_str(),
                    "AND" | "OR" | "XOR" | "NOT" | "CASE" | "IN" | "IS" | "CONTAINS" | "STARTS" | "ENDS"
                ) {
                    operators += 1;
                }
                match open.last_mut() {
                    Some(around) if word == "IN" => around.1 = true,
                    // The parser library drops the condition.
                    Some((b'(' | b'[', false)) if word == "WHERE" => {
                        let message = "WHERE within a node or relationship pattern is not supported: put it behind";
                        return Err(CypherError::at(ErrorCode::Unsupported, message, text, at));
                    }
                    _ => {}
                }
                at += length;
                continue;
            }
            _ => {}
        }
        if open.len() > NESTING {
            return refuse("the query is nested too deeply: put parts of it into WITH clauses", at);
        }
        if operators > OPERATORS {
            return refuse("the query has too many operators: use IN with a list, or UNWIND", at);
        }
        at += 1;
    }
    Ok(())
}

/// Where the strings of a query are, their quotes included.
pub(super) fn strings(text: &str) -> Vec<Range<usize>> {
    let (bytes, mut at, mut found) = (text.as_bytes(), 0, Vec::new());
    while at < bytes.len() {
        match passed_over(bytes, at) {
            Some((end, is_string)) => {
                if is_string {
                    found.push(at..end);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Behind what begins here and holds no tokens: a string (true), a name in backticks or a comment.
pub(super) fn passed_over(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let end = |found: Option<usize>, more: usize| found.map_or(bytes.len(), |n| at + n + more);
    match (bytes.get(at)?, bytes.get(at + 1)) {
        (quote @ (b'\'' | b'"'), _) => Some((quoted_end(bytes, at, *quote), true)),
        (b'`', _) => Some((end(bytes[at + 1..].iter().position(|b| *b == b'`'), 2), false)),
        (b'/', Some(b'/')) => Some((end(bytes[at..].iter().position(|b| *b == b'\n'), 0), false)),
        (b'/', Some(b'*')) => Some((end(bytes[at + 2..].windows(2).position(|w| w == b"*/"), 4), false)),
        _ => None,
    }
}

/// Behind the closing quote of a string, or the end of the text.
fn quoted_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from + 1;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\\' => 2,
            byte if *byte == quote => return at + 1,
            _ => 1,
        };
    }
    bytes.len()
}
