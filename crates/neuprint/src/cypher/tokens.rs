//! The tokens of a query, as far as they matter for what may be sent.

/// One token. `start` is a byte offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'q> {
    /// A keyword or plain name.
    Word { text: &'q str, start: usize },
    /// A name in backticks, which are part of `text`.
    Quoted { text: &'q str },
    /// A string literal, with its quotation marks.
    Text { text: &'q str, start: usize },
    /// Digits and what belongs to them.
    Number { text: &'q str },
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
            if is_blank(first) {
                at += first.len_utf8();
            } else if rest.starts_with("//") {
                // A carriage return ends it, too.
                at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if let Some(comment) = rest.strip_prefix("/*") {
                at += comment.find("*/").map_or(rest.len(), |end| end + 4);
            } else if first == '\'' || first == '"' {
                let length = text_length(rest, first);
                at += length;
                return Some(Token::Text { text: &rest[..length], start });
            } else if first == '`' {
                let length = rest[1..].find('`').map_or(rest.len(), |end| end + 2);
                at += length;
                return Some(Token::Quoted { text: &rest[..length] });
            } else if first.is_alphabetic() || first == '_' {
                let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                at += length;
                return Some(Token::Word { text: &rest[..length], start });
            } else if first.is_ascii_digit() {
                let length = number_length(rest);
                at += length;
                return Some(Token::Number { text: &rest[..length] });
            } else {
                at += first.len_utf8();
                return Some(Token::Symbol { symbol: first, start });
            }
        }
    })
}

/// What the database takes for white space: more than Rust does.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}' | '\u{180e}' | '\u{200b}' | '\u{feff}')
}

/// Digits, with a base, a fraction or an exponent; `1..2` is two numbers. A word may follow without a blank: `1SET`.
fn number_length(rest: &str) -> usize {
    let digits = |rest: &str| rest.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(rest.len());
    for base in ["0x", "0X", "0o", "0O"] {
        if let Some(number) = rest.strip_prefix(base) {
            return base.len() + number.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(number.len());
        }
    }
    let mut length = digits(rest);
    if let Some(fraction) = rest[length..].strip_prefix('.')
        && !fraction.starts_with('.')
    {
        length += 1 + digits(fraction);
    }
    if let Some(exponent) = rest[length..].strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        let count = digits(&exponent[sign..]);
        if count > 0 {
            length += 1 + sign + count;
        }
    }
    length
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
