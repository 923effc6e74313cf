//! `CALL { … } IN TRANSACTIONS`: only a query that writes needs it.

use super::super::tokens::Token;
use super::word;

/// The first such call, and where it begins.
pub(super) fn begun(all: &[Token<'_>]) -> Option<(String, usize)> {
    let mut open = Vec::new();
    for (at, token) in all.iter().enumerate() {
        match token {
            Token::Symbol { symbol: '{', .. } => open.push(at),
            Token::Symbol { symbol: '}', .. } => {
                let from = open.pop();
                if follows(&all[at + 1..])
                    && let Some(start) = from.and_then(|from| call(&all[..from]))
                {
                    return Some(("CALL IN TRANSACTIONS".to_owned(), start));
                }
            }
            _ => {}
        }
    }
    None
}

/// `IN TRANSACTIONS`, and in newer versions `IN 4 CONCURRENT TRANSACTIONS`.
fn follows(after: &[Token<'_>]) -> bool {
    let words = |at: usize| word(after.get(at));
    words(0) == "IN"
        && (words(1) == "TRANSACTIONS"
            || (1..=3).any(|at| words(at) == "CONCURRENT" && words(at + 1) == "TRANSACTIONS"))
}

/// Where the call begins that a bracket belongs to: `CALL {`, and in newer versions `CALL (x, y) {`. A map in a list that
/// is called `transactions` belongs to none.
fn call(before: &[Token<'_>]) -> Option<usize> {
    let mut head = before;
    if let [rest @ .., Token::Symbol { symbol: ')', .. }] = head {
        let is_name = |token: &Token<'_>| {
            matches!(token, Token::Word { .. } | Token::Quoted { .. } | Token::Symbol { symbol: ',' | '*', .. })
        };
        let [rest @ .., Token::Symbol { symbol: '(', .. }] = &rest[..rest.iter().rposition(|t| !is_name(t))? + 1]
        else {
            return None;
        };
        head = rest;
    }
    match head.last() {
        Some(Token::Word { text, start }) if text.eq_ignore_ascii_case("CALL") => Some(*start),
        _ => None,
    }
}
