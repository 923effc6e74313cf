//! Texts that a procedure or a function runs as queries: `apoc.cypher.run('CREATE (n)', {})`.
//!
//! Where something is called that runs texts, every text of the query is looked into, as it may come there through a
//! variable. Texts that are joined are looked into together. A text that a function makes cannot be looked into, and
//! counts as writing.

use super::super::tokens::Token;
use super::procedures::procedure_name;
use super::{first_write_resolved, look};

/// Functions that write their argument as it is.
const AS_IT_IS: [&str; 2] = ["tostring", "coalesce"];

/// What writes in a text that is run, and where the text begins.
pub(super) fn look_into(all: &[Token<'_>], depth: u8) -> Option<(String, usize)> {
    let runner = |at: &usize| {
        let begins = matches!(all[*at], Token::Word { .. } | Token::Quoted { .. })
            && !matches!(at.checked_sub(1).map(|at| all[at]), Some(Token::Symbol { symbol: '.', .. }));
        begins && runs_texts(&procedure_name(&all[*at..]))
    };
    let first = (0..all.len()).find(runner)?;
    let start_of = |at: usize| match all[at] {
        Token::Word { start, .. } | Token::Symbol { start, .. } | Token::Text { start, .. } => start,
        Token::Quoted { .. } | Token::Number { .. } => 0,
    };
    for at in (first..all.len()).filter(runner) {
        let name = procedure_name(&all[at..]);
        if name.starts_with("apoc.cypher.") && is_computed(&all[at..]) {
            return Some((format!("CALL {name}"), start_of(at)));
        }
    }
    let mut at = 0;
    while at < all.len() {
        let Token::Text { text, start } = all[at] else {
            at += 1;
            continue;
        };
        let mut joined = unescaped(text);
        at += 1;
        while let [Token::Symbol { symbol: '+', .. }, Token::Text { text, .. }, ..] = &all[at..] {
            joined += &unescaped(text);
            at += 2;
        }
        let Some(depth) = depth.checked_sub(1) else { return Some(("CALL".to_owned(), start)) };
        if let Some((keyword, _)) = look(&joined, depth).or_else(|| first_write_resolved(&joined, depth)) {
            return Some((keyword, start));
        }
    }
    None
}

/// Whether something of this name runs texts.
fn runs_texts(name: &str) -> bool {
    name.starts_with("apoc.cypher.") || ["apoc.when", "apoc.case", "apoc.graph.fromcypher"].contains(&name)
}

/// Whether the first argument of a call has a function in it that makes a text of another one.
fn is_computed(call: &[Token<'_>]) -> bool {
    let symbol =
        |token: &Token<'_>, symbols: &str| matches!(token, Token::Symbol { symbol, .. } if symbols.contains(*symbol));
    let in_name = |token: &Token<'_>| matches!(token, Token::Word { .. } | Token::Quoted { .. }) || symbol(token, ".");
    let Some(open) = call.iter().position(|token| !in_name(token)).filter(|at| symbol(&call[*at], "(")) else {
        return false;
    };
    let (mut depth, mut before) = (0_usize, "");
    for token in &call[open + 1..] {
        match token {
            token if depth == 0 && symbol(token, ",)") => return false,
            Token::Symbol { symbol: '(', .. } => {
                if !before.is_empty() && !AS_IT_IS.iter().any(|known| before.eq_ignore_ascii_case(known)) {
                    return true;
                }
                depth += 1;
            }
            token if symbol(token, "[{") => depth += 1,
            token if symbol(token, ")]}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = match token {
            Token::Word { text, .. } | Token::Quoted { text } => text,
            _ => "",
        };
    }
    false
}

/// What a literal says: without its quotation marks, and with its escapes resolved but those by number.
fn unescaped(literal: &str) -> String {
    let mut chars = literal.chars();
    let quote = chars.next();
    let mut out = String::with_capacity(literal.len());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'r' | 't' | 'b' | 'f') => out.push(' '),
                Some('u') => out.push_str("\\u"),
                Some(other) => out.push(other),
                None => {}
            },
            c if Some(c) == quote => break,
            c => out.push(c),
        }
    }
    out
}
