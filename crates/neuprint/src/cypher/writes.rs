//! Which queries would change the database.
//!
//! The server runs whatever the database user may do, also for a reader's token. So the words of a query are looked at
//! before it is sent. No full parser is needed for that, but strings, comments and quoted names must be told apart from
//! clauses, and a property or variable that is called `set` must still be readable.

use super::position;
use super::tokens::{Token, tokens};

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

/// Procedures that write to the database or to files, read files into it, or steer the server: names, or beginnings of
/// names that end in a dot.
const PROCEDURES: [&str; 39] = [
    "apoc.atomic.",
    "apoc.create.",
    "apoc.custom.",
    "apoc.cypher.doit",
    "apoc.cypher.runfile",
    "apoc.cypher.runfiles",
    "apoc.cypher.runmany",
    "apoc.cypher.runschemafile",
    "apoc.cypher.runschemafiles",
    "apoc.cypher.runwrite",
    "apoc.do.",
    "apoc.export.",
    "apoc.import.",
    "apoc.load.",
    "apoc.lock.",
    "apoc.merge.",
    "apoc.nodes.delete",
    "apoc.nodes.link",
    "apoc.periodic.",
    "apoc.refactor.",
    "apoc.schema.assert",
    "apoc.trigger.",
    "apoc.uuid.",
    "db.clearquerycaches",
    "db.create.",
    "db.createlabel",
    "db.createproperty",
    "db.createrelationshiptype",
    "dbms.clearquerycaches",
    "dbms.cluster.",
    "dbms.killconnection",
    "dbms.killconnections",
    "dbms.killqueries",
    "dbms.killquery",
    "dbms.killtransaction",
    "dbms.killtransactions",
    "dbms.security.",
    "dbms.setconfigvalue",
    "dbms.upgrade",
];

/// Procedures among those that only make values: virtual nodes and relationships, UUIDs.
const MAKE_VALUES: [&str; 2] = ["apoc.create.v", "apoc.create.uuid"];

/// The first clause or procedure that would change the database, or read a file into it. Strings, comments, quoted
/// names, and the same words as property names, variables, labels or function names do not count.
///
/// ```
/// use neuprint::cypher::write_clause;
///
/// let found = write_clause("MATCH (n)\nDETACH DELETE n").unwrap();
/// assert_eq!((found.keyword.as_str(), found.line, found.column), ("DELETE", 2, 8));
/// assert_eq!(write_clause("RETURN 'DELETE' AS set // CREATE (n)"), None);
/// ```
pub fn write_clause(cypher: &str) -> Option<WriteClause> {
    let place = |(keyword, start): (String, usize)| {
        let (line, column) = position::line_and_column(cypher, start);
        WriteClause { keyword, line, column }
    };
    first_write(cypher).map(place).or_else(|| {
        // The database may resolve `\u0053` before it reads the words: then this is what it reads.
        let escape = cypher.find("\\u")?;
        first_write(&without_escapes(cypher)).map(|(keyword, _)| place((keyword, escape)))
    })
}

pub(super) fn first_write(cypher: &str) -> Option<(String, usize)> {
    let all: Vec<Token<'_>> = tokens(cypher).collect();
    (0..all.len()).find_map(|at| {
        let Token::Word { text, start } = all[at] else { return None };
        let keyword = text.to_ascii_uppercase();
        if keyword == "CALL" {
            let procedure = procedure_name(&all[at + 1..]);
            return writes(&procedure).then(|| (format!("CALL {procedure}"), start));
        }
        is_write(&keyword, at.checked_sub(1).map(|before| all[before]), &all[at + 1..]).then_some((keyword, start))
    })
}

/// Whether a word is a clause that writes, by what stands before and after it.
fn is_write(keyword: &str, before: Option<Token<'_>>, after: &[Token<'_>]) -> bool {
    let symbol = |token: Option<&Token<'_>>, symbols: &str| matches!(token, Some(Token::Symbol { symbol, .. }) if symbols.contains(*symbol));
    let word = |at: usize| match after.get(at) {
        Some(Token::Word { text, .. }) => text.to_ascii_uppercase(),
        _ => String::new(),
    };
    let name_follows = matches!(after.first(), Some(Token::Word { .. } | Token::Quoted { .. }));
    let next = after.first();
    let is_clause = match keyword {
        "CREATE" | "MERGE" | "SET" | "REMOVE" => name_follows || symbol(next, "("),
        "DELETE" => name_follows || symbol(next, "([$"),
        "INSERT" | "FOREACH" => symbol(next, "("),
        "LOAD" => word(0) == "CSV",
        "DROP" | "ALTER" | "RENAME" => matches!(
            word(0).as_str(),
            "INDEX" | "CONSTRAINT" | "DATABASE" | "USER" | "ROLE" | "ALIAS" | "SERVER" | "CURRENT" | "COMPOSITE"
        ),
        "GRANT" | "DENY" | "REVOKE" | "STOP" | "TERMINATE" => name_follows && begins_statement(before),
        _ => false,
    };
    // Property, label, parameter or map key: `n.set`, `:Set`, `$set`, `{set: 1}`.
    let is_name = symbol(before.as_ref(), ".:$&") || symbol(next, ":");
    // `AS set`, `set AS x`, `WITH set AND …`: a variable of that name.
    let is_variable = matches!(before, Some(Token::Word { text, .. }) if text.eq_ignore_ascii_case("AS"))
        || matches!(word(0).as_str(), "AS" | "IN" | "IS" | "AND" | "OR" | "XOR" | "STARTS" | "ENDS" | "CONTAINS");
    is_clause && !is_name && !is_variable
}

fn begins_statement(before: Option<Token<'_>>) -> bool {
    matches!(before, None | Some(Token::Symbol { symbol: ';', .. }))
}

/// The dotted name that the tokens begin with, in small letters.
fn procedure_name(tokens: &[Token<'_>]) -> String {
    let mut name = String::new();
    for token in tokens {
        match token {
            Token::Word { text, .. } | Token::Quoted { text } if name.is_empty() || name.ends_with('.') => {
                name.push_str(&text.trim_matches('`').to_ascii_lowercase());
            }
            Token::Symbol { symbol: '.', .. } if !name.is_empty() => name.push('.'),
            _ => break,
        }
    }
    name
}

fn writes(procedure: &str) -> bool {
    let known = |known: &&str| procedure == *known || (known.ends_with('.') && procedure.starts_with(*known));
    PROCEDURES.iter().any(known) && !MAKE_VALUES.iter().any(|beginning| procedure.starts_with(beginning))
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
