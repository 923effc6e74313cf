//! Conditions that a user writes himself, to be put into a query that this crate wrote.
//!
//! Such a text stands in brackets behind `WHERE`. It must stay there: it may not close a bracket that it did not open,
//! begin a clause, or end in an open string or comment.

use super::writes::first_write;

/// Why a text is no condition, and at which byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoCondition {
    pub(crate) at: usize,
    pub(crate) reason: String,
}

/// Words that begin a clause or belong to one. `WITH` is looked at apart, for `STARTS WITH`.
const CLAUSES: [&str; 31] = [
    "ALTER", "CALL", "CREATE", "DELETE", "DENY", "DETACH", "DROP", "EXPLAIN", "FINISH", "FOREACH", "GRANT", "INSERT",
    "LIMIT", "LOAD", "MATCH", "MERGE", "OFFSET", "OPTIONAL", "ORDER", "PROFILE", "REMOVE", "RETURN", "REVOKE", "SET",
    "SHOW", "SKIP", "UNION", "UNWIND", "USE", "USING", "YIELD",
];

/// The length of the condition that `text` begins with: up to a `|` outside of all brackets, or all of it.
///
/// Whatever could reach beyond the condition is refused: unclosed strings and brackets, brackets too many, comments,
/// `;`, clauses (also those of subqueries), escapes by number, which Neo4j resolves before it reads the text, and
/// functions that run a text as a query.
pub(crate) fn condition_length(text: &str) -> Result<usize, NoCondition> {
    let refused = |at, reason: &str| Err(NoCondition { at, reason: reason.into() });
    // Each open bracket, and what closes it.
    let mut open: Vec<(usize, char)> = Vec::new();
    // The word before, in capitals, and what the token before begins with.
    let (mut word_before, mut symbol_before) = (String::new(), ' ');
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let mut length = c.len_utf8();
        let mut word = String::new();
        match c {
            '|' if open.is_empty() => break,
            '\'' | '"' | '`' => match quoted_length(rest, c) {
                Some(quoted) => length = quoted,
                None => return refused(at, "this quotation mark is never closed"),
            },
            ';' => return refused(at, "`;` would end the query"),
            '\\' => return refused(at, "a backslash has no meaning outside of quotation marks"),
            '/' if rest.starts_with("//") || rest.starts_with("/*") => {
                return refused(at, "comments are not allowed in a condition");
            }
            '(' => open.push((at, ')')),
            '[' => open.push((at, ']')),
            '{' => open.push((at, '}')),
            ')' | ']' | '}' => {
                let opened = open.pop();
                if opened.is_none_or(|(_, closes)| closes != c) {
                    return refused(at, "this bracket closes none");
                }
            }
            c if c.is_alphabetic() || c == '_' => {
                length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                word = rest[..length].to_ascii_uppercase();
                // A property, label or parameter of that name.
                let is_name = matches!(symbol_before, '.' | ':' | '$');
                let is_clause = match word.as_str() {
                    "WITH" => !matches!(word_before.as_str(), "STARTS" | "ENDS"),
                    // Within brackets: `[x IN n.tags WHERE …]`.
                    "WHERE" => open.is_empty(),
                    word => CLAUSES.contains(&word),
                };
                if is_clause && !is_name {
                    let reason = format!("`{}` does not belong in a condition", &rest[..length]);
                    return Err(NoCondition { at, reason });
                }
            }
            _ => {}
        }
        if c == '`' {
            word = rest[1..length - 1].to_ascii_uppercase();
        }
        if word == "CYPHER" && word_before == "APOC" {
            return refused(at, "functions that run a text as a query are not allowed");
        }
        if !c.is_whitespace() {
            symbol_before = c;
            // The parts of a dotted name follow each other.
            if c != '.' {
                word_before = word;
            }
        }
        at += length;
    }
    if let Some(at) = text[..at].find("\\u") {
        return refused(at, "`\\u` is not allowed in a condition");
    }
    // Where a name may stand it would be no clause, but the query would not be sent.
    if let Some((keyword, at)) = first_write(&text[..at]) {
        return Err(NoCondition { at, reason: format!("`{keyword}` does not belong in a condition") });
    }
    if let Some((at, _)) = open.last() {
        return refused(*at, "this bracket is never closed");
    }
    if text[..at].trim().is_empty() {
        return refused(0, "a condition is missing");
    }
    Ok(at)
}

/// How long the quoted text is that `rest` begins with.
fn quoted_length(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            // A name in backticks knows no escapes.
            '\\' if quote != '`' => escaped = true,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}
