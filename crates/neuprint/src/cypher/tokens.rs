//! The tokens of a query, as far as they matter for what may be sent.

/// One token. `start` is a byte offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'q> {
    /// A keyword or plain name.
    Word { text: &'q str, start: usize },
    /// A name in backticks, which are part of `text`.
    Quoted { text: &'q str },
    /// A string literal.
    Text,
    /// Digits and what belongs to them.
    Number,
    /// Anything else.
    Symbol { symbol: char, start: usize },
}

/// The tokens of a query, without white space and comments. An unclosed string or comment runs to the end.
pub(super) fn tokens(cypher: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &cypher[at..];
            let start = at;
            let first = rest.chars().next()?;
            if first.is_whitespace() {
                at += first.len_utf8();
            } else if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
            } else if let Some(comment) = rest.strip_prefix("/*") {
                at += comment.find("*/").map_or(rest.len(), |end| end + 4);
            } else if first == '\'' || first == '"' {
                at += text_length(rest, first);
                return Some(Token::Text);
            } else if first == '`' {
                let length = rest[1..].find('`').map_or(rest.len(), |end| end + 2);
                at += length;
                return Some(Token::Quoted { text: &rest[..length] });
            } else if first.is_alphabetic() || first == '_' {
                let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                at += length;
                return Some(Token::Word { text: &rest[..length], start });
            } else if first.is_ascii_digit() {
                at += number_length(rest);
                return Some(Token::Number);
            } else {
                at += first.len_utf8();
                return Some(Token::Symbol { symbol: first, start });
            }
        }
    })
}

/// Digits, letters among them, and a point with what follows it; `1..2` is two numbers.
fn number_length(rest: &str) -> usize {
    let alphanumeric = |rest: &str| rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let whole = alphanumeric(rest);
    match rest[whole..].strip_prefix('.') {
        Some(fraction) if !fraction.starts_with('.') => whole + 1 + alphanumeric(fraction),
        _ => whole,
    }
}

fn text_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
