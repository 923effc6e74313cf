//! Names in one field of a form: which there are, and which of them is being written.

use std::ops::Range;

/// Names from a text: commas, semicolons and line ends separate, except within brackets and quotation marks. Quotation
/// marks around a name are taken off; each name is there once.
///
/// ```
/// use neuprint::question::list;
///
/// assert_eq!(list("KCg-m, \"PS008,PS009\"\nCRE(-ROB,-RUB)(R)"), ["KCg-m", "PS008,PS009", "CRE(-ROB,-RUB)(R)"]);
/// // Half of a pair is a letter as any other: KCa'b' is a type.
/// assert_eq!(list("KCa'b', 5\"HT"), ["KCa'b'", "5\"HT"]);
/// ```
pub fn list(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(text) {
        let name = text[piece.name].trim();
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The name that is being written in a field of names.
///
/// ```
/// use neuprint::question::NameAt;
///
/// let text = "KCg-m, DA1";
/// let name = NameAt::of(text, text.len());
/// assert_eq!(name.begun(), "DA1");
/// assert_eq!(name.completed("DA1_lPN"), ("KCg-m, DA1_lPN".to_owned(), 14));
/// // A name that would be taken for two is quoted.
/// assert_eq!(name.completed("PS008,PS009").0, "KCg-m, \"PS008,PS009\"");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameAt<'t> {
    text: &'t str,
    /// All of the name, with quotation marks, without blanks around it.
    place: Range<usize>,
    begun: &'t str,
}

impl<'t> NameAt<'t> {
    /// The name at a caret, which stands before the byte of this number. A number within a letter, or behind the end, is
    /// that of the letter's begin, or of the end.
    pub fn of(text: &'t str, caret: usize) -> Self {
        let caret = text.floor_char_boundary(caret);
        let piece = pieces(text).into_iter().find(|piece| caret <= piece.whole.end);
        let whole = piece.map_or(text.len()..text.len(), |piece| piece.whole);
        let (start, end) = (whole.start.min(caret), whole.end.max(caret));
        let name = trimmed(text, start..end);
        // A name may go on behind a blank.
        let place = name.start.min(caret)..name.end.max(caret);
        let begun = text[place.start..caret].trim_start_matches(['"', '\'']);
        Self { text, place, begun }
    }

    /// What stands of it before the caret, without a quotation mark that opens it.
    pub fn begun(&self) -> &'t str {
        self.begun
    }

    /// The text with this name in its place, and the byte behind the name.
    pub fn completed(&self, name: &str) -> (String, usize) {
        let before = &self.text[..self.place.start];
        // Alone, and with another behind it: a bracket that is left open would take that in.
        let is_one = matches!(list(&format!("{name},_")).as_slice(), [only, _] if only == name);
        let quote = if name.contains('"') { '\'' } else { '"' };
        let written = if is_one { name.to_owned() } else { format!("{quote}{name}{quote}") };
        let caret = before.len() + written.len();
        (format!("{before}{written}{}", &self.text[self.place.end..]), caret)
    }
}

/// What stands between two separators.
struct Piece {
    whole: Range<usize>,
    /// Without quotation marks.
    name: Range<usize>,
}

/// The pieces of a text in their order; one may be empty.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let plain = |range: Range<usize>| Piece { whole: range.clone(), name: range };
    let (mut start, mut at, mut depth) = (0, 0, 0_u32);
    while let Some(letter) = text[at..].chars().next() {
        let behind = at + letter.len_utf8();
        match letter {
            ',' | ';' if depth == 0 => {
                pieces.push(plain(start..at));
                start = behind;
            }
            '\n' | '\r' => {
                depth = 0;
                pieces.push(plain(start..at));
                start = behind;
            }
            // A quotation mark opens only where a name begins, and only if another one closes it at a name's end.
            '"' | '\'' if text[start..at].trim().is_empty() => {
                if let Some(inner) = closed(&text[behind..], letter) {
                    let name = behind..behind + inner.len();
                    at = name.end + 1;
                    pieces.push(Piece { whole: start..at, name });
                    start = at;
                    continue;
                }
            }
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at = behind;
    }
    pieces.push(plain(start..text.len()));
    pieces
}

/// What stands before the quotation mark that closes a name.
fn closed(rest: &str, quote: char) -> Option<&str> {
    let ends =
        |behind: &str| behind.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| ",;\r\n".contains(c));
    rest.match_indices(quote).find(|(at, _)| ends(&rest[at + 1..])).map(|(at, _)| &rest[..at])
}

/// A range without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.end - inner.trim_start().len();
    start..(start + inner.trim().len())
}
