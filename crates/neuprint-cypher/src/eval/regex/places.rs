//! Places between characters: ends of texts, lines and words.

use super::syntax::{Lines, Place};
use super::tables::{is_digit, is_letter};

/// Whether a place is at a byte of a text.
pub(super) fn is_at(place: Place, text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    // Between \r and \n there is no line.
    let within_break = before.ends_with('\r') && after.starts_with('\n');
    match place {
        Place::Start => at == 0,
        Place::End => after.is_empty(),
        Place::LineStart(lines) => {
            let begins = |last: char| lines.breaks(last) && !(within_break && lines == Lines::Any);
            !after.is_empty() && before.chars().next_back().is_none_or(begins)
        }
        Place::LineEnd(lines) => {
            let ends = |c: char| lines.breaks(c) && !(within_break && lines == Lines::Any);
            after.chars().next().is_none_or(ends)
        }
        Place::FinalLine(lines) => {
            let mut rest = after.chars();
            match rest.next() {
                None => true,
                Some('\r') if rest.as_str() == "\n" => lines.breaks('\r'),
                Some(c) => rest.as_str().is_empty() && lines.breaks(c) && !(within_break && lines == Lines::Any),
            }
        }
        Place::Word => is_word(before.chars().next_back()) != is_word(after.chars().next()),
        Place::NoWord => is_word(before.chars().next_back()) == is_word(after.chars().next()),
    }
}

/// Whether a character belongs to a word. Of letters and digits Java counts all here, and in `\w` those of ASCII.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c == '_' || is_letter(c) || is_digit(c))
}
