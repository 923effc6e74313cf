//! `=~`: Java's full match, on a small regular expression engine.
//!
//! The engine takes linear time whatever the pattern. What Java has and it lacks (look-around, back references,
//! possessive repetition, character class arithmetic, Unicode classes) is refused by name instead of matching
//! something else.

use std::cell::RefCell;
use std::collections::HashMap;

use regex_lite::Regex;

use crate::error::{CypherError, ErrorCode};

/// Patterns that were compiled in this query. A query has few, and meets them in every row.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    compiled: RefCell<HashMap<String, Regex>>,
}

impl Patterns {
    /// Whether the whole text matches the pattern.
    pub(crate) fn matches(&self, text: &str, pattern: &str) -> Result<bool, CypherError> {
        let mut compiled = self.compiled.borrow_mut();
        if let Some(regex) = compiled.get(pattern) {
            return Ok(regex.is_match(text));
        }
        let regex = compile(pattern)?;
        let matches = regex.is_match(text);
        compiled.insert(pattern.to_owned(), regex);
        Ok(matches)
    }
}

fn compile(pattern: &str) -> Result<Regex, CypherError> {
    if let Some(what) = unsupported(pattern) {
        let message =
            format!("the regular expression uses {what}, which the embedded engine does not support: {pattern}");
        return Err(CypherError::new(ErrorCode::Unsupported, message));
    }
    Regex::new(&format!(r"\A(?:{pattern})\z"))
        .map_err(|error| CypherError::new(ErrorCode::Semantic, format!("Invalid Regex: {error}: {pattern}")))
}

/// What of Java's syntax the engine lacks, or reads in another way.
fn unsupported(pattern: &str) -> Option<&'static str> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut in_class = false;
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied().unwrap_or('\0');
        match chars[at] {
            '\\' => {
                match next {
                    '1'..='9' | 'k' => return Some("a back reference"),
                    'p' | 'P' => return Some("a Unicode class"),
                    'Q' | 'E' | 'G' | 'Z' | 'R' | 'X' | 'h' | 'H' | 'v' | 'V' | 'c' | '0' => {
                        return Some("an escape of Java's own");
                    }
                    _ => {}
                }
                at += 1;
            }
            '[' if in_class => return Some("a class within a class"),
            '[' => in_class = true,
            ']' => in_class = false,
            '&' if in_class && next == '&' => return Some("an intersection of classes"),
            '(' if !in_class && next == '?' => {
                let after: String = chars[at + 2..].iter().take(2).collect();
                if after.starts_with(['=', '!', '>']) || after.starts_with("<=") || after.starts_with("<!") {
                    return Some("look-around or an atomic group");
                }
            }
            '+' if !in_class
                && at > 0
                && matches!(chars[at - 1], '+' | '*' | '?' | '}')
                && !escaped(&chars, at - 1) =>
            {
                return Some("possessive repetition");
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether the character at a place stands behind an odd number of backslashes.
fn escaped(chars: &[char], at: usize) -> bool {
    chars[..at].iter().rev().take_while(|c| **c == '\\').count() % 2 == 1
}
