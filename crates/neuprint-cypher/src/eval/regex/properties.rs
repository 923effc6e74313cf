//! `\p{…}`: classes by name.

use super::class::Set;
use super::syntax::{Fold, Refusal};
use super::tables::{is_digit, is_letter};
use crate::eval::functions::is_space;

type Property = fn(char) -> bool;

/// The class of a name, which is Java's or Unicode's.
pub(super) fn named(name: &str, fold: Fold) -> Result<Set, Refusal> {
    let property = match (name.split_once('='), name.strip_prefix("Is")) {
        (Some((kind, value)), _) => match kind.to_ascii_lowercase().as_str() {
            "gc" | "general_category" => category(value, fold),
            _ => None,
        },
        (None, Some(property)) => binary(property, fold).or_else(|| category(property, fold)),
        (None, None) => category(name, fold).or_else(|| ascii(name, fold)).or_else(|| of_java(name, fold)),
    };
    // Whether Java knows the name is not known here.
    property.map(Set::Property).ok_or_else(|| Refusal::Unsupported(format!("the class {name}")))
}

/// Unicode's general categories. Under `(?i)` capitals and small letters are the same.
fn category(name: &str, fold: Fold) -> Option<Property> {
    Some(match (name, fold) {
        ("Lu" | "Ll" | "Lt", Fold::Ascii | Fold::Unicode) | ("LC", _) => {
            |c| is_capital(c) || is_small(c) || is_title(c)
        }
        ("Lu", _) => is_capital,
        ("Ll", _) => is_small,
        ("Lt", _) => is_title,
        ("L", _) => is_letter,
        ("N", _) => char::is_numeric,
        ("Nd", _) => is_digit,
        ("LD", _) => |c| is_letter(c) || is_digit(c),
        ("Z", _) => is_separator,
        ("Zs", _) => |c| is_separator(c) && !matches!(c, '\u{2028}' | '\u{2029}'),
        ("Zl", _) => |c| c == '\u{2028}',
        ("Zp", _) => |c| c == '\u{2029}',
        ("Cc", _) => char::is_control,
        ("L1", _) => |c| c <= '\u{ff}',
        ("all", _) => |_| true,
        _ => return None,
    })
}

/// POSIX's classes, of ASCII alone.
fn ascii(name: &str, fold: Fold) -> Option<Property> {
    Some(match (name, fold) {
        ("Lower" | "Upper", Fold::Ascii | Fold::Unicode) | ("Alpha", _) => |c| c.is_ascii_alphabetic(),
        ("Lower", _) => |c| c.is_ascii_lowercase(),
        ("Upper", _) => |c| c.is_ascii_uppercase(),
        ("ASCII", _) => |c| c.is_ascii(),
        ("Digit", _) => |c| c.is_ascii_digit(),
        ("Alnum", _) => |c| c.is_ascii_alphanumeric(),
        ("Punct", _) => |c| c.is_ascii_punctuation(),
        ("Graph", _) => |c| c.is_ascii_graphic(),
        ("Print", _) => |c| c.is_ascii_graphic() || c == ' ',
        ("Blank", _) => |c| matches!(c, ' ' | '\t'),
        ("Cntrl", _) => |c| c.is_ascii_control(),
        ("XDigit", _) => |c| c.is_ascii_hexdigit(),
        ("Space", _) => |c| matches!(c, ' ' | '\t'..='\r'),
        _ => return None,
    })
}

/// The tests of `java.lang.Character`.
fn of_java(name: &str, fold: Fold) -> Option<Property> {
    Some(match (name, fold) {
        ("javaLowerCase" | "javaUpperCase" | "javaTitleCase", Fold::Ascii | Fold::Unicode) => is_cased,
        ("javaLowerCase", _) => char::is_lowercase,
        ("javaUpperCase", _) => char::is_uppercase,
        ("javaTitleCase", _) => is_title,
        ("javaAlphabetic", _) => char::is_alphabetic,
        ("javaDigit", _) => is_digit,
        ("javaLetter", _) => is_letter,
        ("javaLetterOrDigit", _) => |c| is_letter(c) || is_digit(c),
        ("javaSpaceChar", _) => is_separator,
        ("javaWhitespace", _) => is_space,
        ("javaISOControl", _) => char::is_control,
        _ => return None,
    })
}

/// Unicode's properties that a character has or has not, in any case.
fn binary(name: &str, fold: Fold) -> Option<Property> {
    Some(match (name.to_ascii_uppercase().as_str(), fold) {
        ("LOWERCASE" | "UPPERCASE" | "TITLECASE", Fold::Ascii | Fold::Unicode) => is_cased,
        ("LOWERCASE", _) => char::is_lowercase,
        ("UPPERCASE", _) => char::is_uppercase,
        ("TITLECASE", _) => is_title,
        ("ALPHABETIC", _) => char::is_alphabetic,
        ("LETTER", _) => is_letter,
        ("DIGIT", _) => is_digit,
        ("WHITE_SPACE" | "WHITESPACE", _) => char::is_whitespace,
        ("CONTROL", _) => char::is_control,
        _ => return None,
    })
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_title(c)
}

/// General category Lu: numbers and symbols that look like capitals are none.
fn is_capital(c: char) -> bool {
    c.is_uppercase()
        && !matches!(c, '\u{2160}'..='\u{216f}' | '\u{24b6}'..='\u{24cf}')
        && !matches!(c, '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}')
}

/// General category Ll: modifiers, ordinals, numbers and symbols that look like small letters are none.
fn is_small(c: char) -> bool {
    c.is_lowercase()
        && !matches!(c, 'ª' | 'º' | '\u{2b0}'..='\u{2b8}' | '\u{2c0}' | '\u{2c1}' | '\u{2e0}'..='\u{2e4}' | '\u{345}')
        && !matches!(c, '\u{37a}' | '\u{10fc}' | '\u{1d2c}'..='\u{1d6a}' | '\u{1d78}' | '\u{1d9b}'..='\u{1dbf}')
        && !matches!(c, '\u{2071}' | '\u{207f}' | '\u{2090}'..='\u{209c}' | '\u{2170}'..='\u{217f}')
        && !matches!(c, '\u{24d0}'..='\u{24e9}' | '\u{2c7c}' | '\u{2c7d}' | '\u{a69c}' | '\u{a69d}' | '\u{a770}')
        && !matches!(c, '\u{a7f2}'..='\u{a7f4}' | '\u{a7f8}' | '\u{a7f9}' | '\u{ab5c}'..='\u{ab5f}' | '\u{ab69}')
        && !matches!(c, '\u{10780}'..='\u{107ba}' | '\u{1e030}'..='\u{1e06d}')
}

/// General category Lt: a capital and a small letter in one.
fn is_title(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | '\u{1f88}'..='\u{1f8f}' | '\u{1f98}'..='\u{1f9f}' | '\u{1fa8}'..='\u{1faf}')
        || matches!(c, '\u{1fbc}' | '\u{1fcc}' | '\u{1ffc}')
}

/// General category Z.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}')
        || matches!(c, '\u{205f}' | '\u{3000}')
}
