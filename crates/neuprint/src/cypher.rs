//! The only place that quotes, escapes and reads the tokens of outgoing Cypher.
//!
//! The server takes no parameters, so quoting is the only defence against names with quotes in them.

use neuprint_decimal::Plain;

pub(crate) mod condition;
pub(crate) mod position;
mod quotes;
mod timebox;
mod tokens;
mod writes;

pub(crate) use timebox::timebox;

pub use quotes::{TypographicQuote, typographic_quote};
pub use writes::{WriteClause, write_clause};

/// A text as a Cypher expression: a string literal.
///
/// ```
/// assert_eq!(neuprint::cypher::quote(r"KCa'b'\"), r"'KCa\'b\'\\'");
/// ```
///
/// A backslash and a `u` beside each other are kept apart, by joining two literals: Neo4j resolves `\u0027` to a
/// quotation mark before it reads the literal, so that the text would end there.
///
/// ```
/// assert_eq!(neuprint::cypher::quote(r"a\u0027"), r"('a\\' + 'u0027')");
/// ```
pub fn quote(text: &str) -> String {
    let parts: Vec<String> = split_escapes(text).map(literal).collect();
    if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(" + ")) }
}

/// Cuts between every backslash and a `u` behind it.
fn split_escapes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = text.find("\\u").map(|at| at + 1);
        rest = cut.map(|at| &text[at..]);
        Some(&text[..cut.unwrap_or(text.len())])
    })
}

fn literal(text: &str) -> String {
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

/// A float as Cypher writes it: with a point, so that it is no integer, which divides in another way.
///
/// ```
/// assert_eq!(neuprint::cypher::float(8.0), "8.0");
/// ```
pub fn float(value: f64) -> String {
    let text = Plain::from(value).to_string();
    if text.contains('.') { text } else { text + ".0" }
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
    if plain {
        return name.to_owned();
    }
    // A name cannot be cut in two as a text can: the backslash itself is written as an escape.
    format!("`{}`", name.replace('`', "``").replace("\\u", "\\u005Cu"))
}
