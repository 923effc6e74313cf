//! Which queries would change the database.
//!
//! The server runs whatever the database user may do, also for a reader's token. So the words of a query are looked at
//! before it is sent. No full parser is needed for that, but strings, comments and quoted names must be told apart from
//! clauses, and a property or variable that is called `set` must still be readable.
//!
//! What stands where a value is expected is a variable, whatever it is called ([`values`]); any other word that is called
//! like a clause, and goes on like one, counts as one. Where it cannot be told the query counts as one that writes.

mod procedures;
mod texts;
mod transactions;
mod values;

use super::position;
use super::tokens::{Token, tokens};
pub(super) use procedures::procedure_name;

/// A clause or a procedure that changes the database, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteClause {
    /// The clause in capitals, or `CALL` and the procedure's name.
    pub keyword: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

/// Texts that are queries, within texts that are queries: more are not looked into, and count as writing.
const DEEPEST: u8 = 4;

/// The first clause or procedure that would change the database, or read a file into it. Strings, comments, quoted
/// names, and the same words as property names, variables, labels or function names do not count; a text that a procedure
/// runs as a query does.
///
/// ```
/// use neuprint::cypher::write_clause;
///
/// let found = write_clause("MATCH (n)\nDETACH DELETE n").unwrap();
/// assert_eq!((found.keyword.as_str(), found.line, found.column), ("DELETE", 2, 8));
/// assert_eq!(write_clause("RETURN 'DELETE' AS set // CREATE (n)"), None);
/// ```
pub fn write_clause(cypher: &str) -> Option<WriteClause> {
    let (keyword, start) = first_write(cypher).or_else(|| first_write_resolved(cypher, DEEPEST))?;
    let (line, column) = position::line_and_column(cypher, start);
    Some(WriteClause { keyword, line, column })
}

/// [`write_clause`] with the place as a byte, and without what only escapes by number make a clause.
pub(super) fn first_write(cypher: &str) -> Option<(String, usize)> {
    look(cypher, DEEPEST)
}

fn look(cypher: &str, depth: u8) -> Option<(String, usize)> {
    let all: Vec<Token<'_>> = tokens(cypher).collect();
    let clause = (0..all.len()).find_map(|at| write_at(&all, at));
    clause.or_else(|| transactions::begun(&all)).or_else(|| texts::look_into(&all, depth))
}

/// The database may resolve `\u0053` before it reads the words: then this is what it reads. The place is the first
/// escape's.
fn first_write_resolved(cypher: &str, depth: u8) -> Option<(String, usize)> {
    let escape = cypher.find("\\u")?;
    look(&without_escapes(cypher), depth).map(|(keyword, _)| (keyword, escape))
}

/// Whether what writes begins at a token.
fn write_at(all: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let Token::Word { text, start } = all[at] else { return None };
    let (before, after) = (&all[..at], &all[at + 1..]);
    let keyword = text.to_ascii_uppercase();
    if keyword == "CALL" {
        let procedure = procedure_name(after);
        return procedures::writes(&procedure).then(|| (format!("CALL {procedure}"), start));
    }
    (goes_on_as_clause(&keyword, before, after) && !is_name(before, after)).then_some((keyword, start))
}

/// Whether what follows a word is what follows the clause of that name.
fn goes_on_as_clause(keyword: &str, before: &[Token<'_>], after: &[Token<'_>]) -> bool {
    let symbol =
        |symbols: &str| matches!(after.first(), Some(Token::Symbol { symbol, .. }) if symbols.contains(*symbol));
    let next = word(after.first());
    let name_follows = matches!(after.first(), Some(Token::Word { .. } | Token::Quoted { .. }));
    match keyword {
        "CREATE" | "MERGE" => name_follows || symbol("("),
        // Any value may have a property.
        "SET" | "REMOVE" | "DELETE" => name_follows || symbol("([{$"),
        "INSERT" | "FOREACH" => symbol("("),
        "LOAD" => next == "CSV",
        "DROP" | "ALTER" | "RENAME" => matches!(
            next.as_str(),
            "INDEX" | "CONSTRAINT" | "DATABASE" | "USER" | "ROLE" | "ALIAS" | "SERVER" | "CURRENT" | "COMPOSITE"
        ),
        "START" => next == "DATABASE",
        "GRANT" | "DENY" | "REVOKE" | "STOP" | "TERMINATE" => {
            name_follows && matches!(before.last(), None | Some(Token::Symbol { symbol: ';', .. }))
        }
        _ => false,
    }
}

/// Whether a word is a name: of a property, a label, a parameter, a map's key or a variable.
fn is_name(before: &[Token<'_>], after: &[Token<'_>]) -> bool {
    matches!(before.last(), Some(Token::Symbol { symbol: '.' | ':' | '$' | '&', .. }))
        || matches!(after.first(), Some(Token::Symbol { symbol: ':', .. }))
        || values::is_type_alternative(before)
        || values::comes_after(before)
}

/// A word in capitals; empty if it is none.
fn word(token: Option<&Token<'_>>) -> String {
    match token {
        Some(Token::Word { text, .. }) => text.to_ascii_uppercase(),
        _ => String::new(),
    }
}

/// The text with `\uXXXX` resolved wherever it stands.
fn without_escapes(cypher: &str) -> String {
    let mut out = String::with_capacity(cypher.len());
    let mut parts = cypher.split("\\u");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let rest = part.trim_start_matches('u');
        let resolved = rest.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        match resolved {
            Some(c) => {
                out.push(c);
                out.push_str(&rest[4..]);
            }
            None => {
                out.push_str("\\u");
                out.push_str(part);
            }
        }
    }
    out
}
