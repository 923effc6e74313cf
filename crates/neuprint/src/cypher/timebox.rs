//! The time within which a query may give rows, where it says one: the last argument of `apoc.cypher.runTimeboxed`.
//!
//! ```text
//! timebox("CALL apoc.cypher.runTimeboxed('…', {}, 5000) YIELD value RETURN value")   // 5 s
//! ```
//!
//! A box that runs out leaves no trace in the answer but the rows that are missing, so only the time that has passed
//! tells an empty answer from one that was not finished.

use std::time::Duration;

use super::tokens::{Token, tokens};
use super::writes::procedure_name;

/// The longest box of a query, as far as it is written as a number.
pub(crate) fn timebox(cypher: &str) -> Option<Duration> {
    let all: Vec<Token<'_>> = tokens(cypher).collect();
    let boxes = (0..all.len()).filter_map(|at| {
        let Token::Word { text, .. } = all[at] else { return None };
        let after = &all[at + 1..];
        let is_boxed =
            text.eq_ignore_ascii_case("CALL") && procedure_name(after).eq_ignore_ascii_case("apoc.cypher.runTimeboxed");
        if is_boxed { last_number(after) } else { None }
    });
    boxes.max().map(Duration::from_millis)
}

/// The number that is the last argument of the first brackets.
fn last_number(after: &[Token<'_>]) -> Option<u64> {
    let (mut depth, mut last) = (0_u32, None);
    for token in after {
        match token {
            Token::Symbol { symbol: '(' | '[' | '{', .. } => depth += 1,
            Token::Symbol { symbol: ')' | ']' | '}', .. } => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return last;
                }
            }
            Token::Symbol { symbol: ',', .. } if depth == 1 => last = None,
            Token::Number { text } if depth == 1 => last = text.parse().ok(),
            // Part of the name, or of an expression whose value is not known here.
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_is_the_last_argument() {
        let boxed = |cypher: &str| timebox(cypher).map(|time| time.as_millis());
        assert_eq!(
            boxed("CALL apoc.cypher.runTimeboxed('RETURN f(1, 2)', {a: [3]}, 500) YIELD value RETURN value"),
            Some(500)
        );
        assert_eq!(
            boxed("call apoc . cypher . `runTimeboxed` ( \"x\" /* 7 */, {}, 20 ) YIELD value RETURN 9"),
            Some(20)
        );
        assert_eq!(
            boxed(
                "CALL { CALL apoc.cypher.runTimeboxed('a', {}, 5) YIELD value RETURN value UNION CALL apoc.cypher.runTimeboxed('b', {}, 70) YIELD value RETURN value } RETURN value"
            ),
            Some(70)
        );
        for none in [
            "CALL apoc.cypher.run('RETURN 1', {}) YIELD value RETURN value",
            "RETURN \"CALL apoc.cypher.runTimeboxed('x', {}, 5)\"",
            "CALL apoc.cypher.runTimeboxed('x', {}, $time) YIELD value RETURN value",
            "CALL apoc.cypher.runTimeboxed('x', {}, 5",
            "CALL apoc.cypher.runTimeboxed",
        ] {
            assert_eq!(boxed(none), None, "{none}");
        }
    }
}
