//! The only place that quotes, escapes and reads the tokens of outgoing Cypher.
//!
//! The server takes no parameters, so quoting is the only defence against names with quotes in them.

pub(crate) mod position;
mod tokens;

use tokens::{Token, tokens};

/// A text as a Cypher string literal.
///
/// ```
/// assert_eq!(neuprint::cypher::quote(r"KCa'b'\"), r"'KCa\'b\'\\'");
/// ```
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// A name as Cypher writes it: as it is if it is a plain identifier, otherwise in backticks.
///
/// ```
/// assert_eq!(neuprint::cypher::name("bodyId"), "bodyId");
/// assert_eq!(neuprint::cypher::name("MB(R)"), "`MB(R)`");
/// ```
pub fn name(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}

/// A clause that changes the database, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteClause {
    /// In capitals.
    pub keyword: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

/// The first clause that would change the database (or read a file into it). Strings, comments, quoted names, and the
/// same words as property names, variables, labels or function names do not count.
pub fn write_clause(cypher: &str) -> Option<WriteClause> {
    const WRITES: [&str; 8] = ["CREATE", "MERGE", "SET", "DELETE", "REMOVE", "DROP", "FOREACH", "LOAD"];
    let all: Vec<Token<'_>> = tokens(cypher).collect();
    for (at, token) in all.iter().enumerate() {
        let Token::Word { text, start } = token else { continue };
        let keyword = text.to_ascii_uppercase();
        if !WRITES.contains(&keyword.as_str()) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let after = all.get(at + 1);
        let is = |token: Option<&Token<'_>>, symbols: &str| matches!(token, Some(Token::Symbol { symbol, .. }) if symbols.contains(*symbol));
        let next_word = match after {
            Some(Token::Word { text, .. }) => text.to_ascii_uppercase(),
            _ => String::new(),
        };
        let is_clause = match keyword.as_str() {
            // Property, label, parameter or map key: `n.set`, `:Set`, `$set`, `{set: 1}`.
            _ if is(before, ".:$|&") || is(after, ":") => false,
            "CREATE" | "MERGE" => is(after, "(") || matches!(after, Some(Token::Word { .. } | Token::Quoted { .. })),
            "SET" | "REMOVE" => matches!(after, Some(Token::Word { .. } | Token::Quoted { .. })) || is(after, "("),
            "DELETE" => matches!(after, Some(Token::Word { .. } | Token::Quoted { .. })) || is(after, "([$"),
            "FOREACH" => is(after, "("),
            "LOAD" => next_word == "CSV",
            _ => matches!(next_word.as_str(), "INDEX" | "CONSTRAINT" | "DATABASE" | "USER" | "ROLE" | "ALIAS"),
        };
        // `AS set`, `set AS x`, `WITH set, …`: a variable of that name.
        let named = matches!(before, Some(Token::Word { text, .. }) if text.eq_ignore_ascii_case("AS"))
            || matches!(next_word.as_str(), "AS" | "IN" | "IS" | "AND" | "OR" | "STARTS" | "ENDS" | "CONTAINS");
        if is_clause && !named {
            let (line, column) = position::line_and_column(cypher, *start);
            return Some(WriteClause { keyword, line, column });
        }
    }
    None
}
