//! Quotation marks that word processors and web pages put in place of those of Cypher.

use super::position;
use super::tokens::{Token, tokens};

/// A quotation mark that quotes nothing, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypographicQuote {
    /// The mark.
    pub quote: char,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

const QUOTES: [char; 15] = ['‘', '’', '‚', '‛', '“', '”', '„', '‟', '«', '»', '‹', '›', '′', '″', '´'];

/// The first typographic quotation mark outside of strings, comments and quoted names. No database knows what to make of
/// it, and what it says of it rarely helps.
///
/// ```
/// use neuprint::cypher::typographic_quote;
///
/// let found = typographic_quote("MATCH (n:Neuron)\nWHERE n.type = ’KC’ RETURN n").unwrap();
/// assert_eq!((found.quote, found.line, found.column), ('’', 2, 16));
/// assert_eq!(typographic_quote("RETURN 'KCa’b’' // “quoted”"), None);
/// ```
pub fn typographic_quote(cypher: &str) -> Option<TypographicQuote> {
    tokens(cypher).find_map(|token| match token {
        Token::Symbol { symbol, start } if QUOTES.contains(&symbol) => {
            let (line, column) = position::line_and_column(cypher, start);
            Some(TypographicQuote { quote: symbol, line, column })
        }
        _ => None,
    })
}
