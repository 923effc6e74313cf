//! Where a value is expected: what stands there is no clause.
//!
//! ```text
//! RETURN set AS x          behind RETURN a value: a variable that is called `set`
//! WITH return SET as.x = 1 behind WITH a value, `return`; behind a value none: a clause
//! ```

use super::super::tokens::Token;

/// Words behind which a value stands, unless they are names themselves.
const BEFORE_VALUES: [&str; 17] = [
    "RETURN", "WITH", "WHERE", "BY", "UNWIND", "AND", "OR", "XOR", "IN", "WHEN", "THEN", "ELSE", "CONTAINS", "SKIP",
    "LIMIT", "YIELD", "AS",
];

/// So many words in a row are looked at. No query has more of them.
const LONGEST_RUN: usize = 64;

/// Whether a value is expected behind these tokens.
pub(super) fn comes_after(before: &[Token<'_>]) -> bool {
    // Of words in a row that expect a value, every second one is that value.
    let mut turned = false;
    for count in 0..before.len().min(LONGEST_RUN) {
        let at = before.len() - 1 - count;
        let Some(token) = before.get(at) else { break };
        match token {
            Token::Word { text, .. } => {
                let named = matches!(
                    at.checked_sub(1).map(|at| before[at]),
                    Some(Token::Symbol { symbol: '.' | ':' | '$' | '&' | '|', .. })
                );
                let is = |word: &str| text.eq_ignore_ascii_case(word);
                // These two are no names where a value is expected, and expect one, too.
                if !named && (is("DISTINCT") || is("NOT")) {
                    return !turned;
                }
                if named || !BEFORE_VALUES.iter().any(|word| is(word)) {
                    return turned;
                }
                turned = !turned;
            }
            token => return turned != symbol_expects(token, &before[..at]),
        }
    }
    // At the beginning of a query there is a clause.
    before.len() < LONGEST_RUN && turned
}

/// Whether a value stands behind a symbol.
fn symbol_expects(token: &Token<'_>, before: &[Token<'_>]) -> bool {
    let Token::Symbol { symbol, .. } = token else { return false };
    match symbol {
        // `WITH * SET …`: all variables, and no product.
        '*' => match before.last() {
            Some(Token::Word { text, .. }) => {
                !["WITH", "RETURN", "DISTINCT", "YIELD"].iter().any(|word| text.eq_ignore_ascii_case(word))
            }
            other => other.is_some(),
        },
        symbol => ",([=<>+-/%^!".contains(*symbol),
    }
}

/// Whether these tokens end within a list of types or labels: `[:ConnectsTo|`.
pub(super) fn is_type_alternative(before: &[Token<'_>]) -> bool {
    let mut rest = before;
    while let [others @ .., Token::Word { .. } | Token::Quoted { .. }, Token::Symbol { symbol: '|', .. }] = rest {
        match others.last() {
            Some(Token::Symbol { symbol: ':', .. }) => return true,
            Some(Token::Symbol { symbol: '|', .. }) => rest = others,
            _ => return false,
        }
    }
    false
}
