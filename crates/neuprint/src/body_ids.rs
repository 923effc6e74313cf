//! Body IDs out of whatever people paste: lists of any language, columns of spreadsheets, JSON.
//!
//! Everything but letters, digits and the signs of a number separates. What is not exactly a body ID is told with the
//! reason, and never rounded to one.

use std::collections::HashMap;
use std::fmt;

use crate::body_id::BodyId;

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastedBodyIds {
    /// Body IDs in the order of the text, each once.
    pub bodies: Vec<BodyId>,
    /// Those of them that a spreadsheet may have changed: they have more than 15 digits, and only zeros behind the 15th,
    /// which is what such programs leave of longer numbers.
    pub doubtful: Vec<BodyId>,
    /// What stands in the text and is no body ID, each once.
    pub refused: Vec<RefusedWord>,
}

/// A word that is no body ID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedWord {
    /// As it stands in the text.
    pub text: String,
    /// Why not.
    pub reason: Refusal,
}

/// Why a word is no body ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// A spreadsheet or a float has cut its digits off: `7.20576E+17`, or `720575940628857210.0`.
    Rounded,
    /// It has a sign or a fraction, as no body ID has.
    NotWhole,
    /// It is past 2^63 − 1.
    TooLarge,
    /// It is no number.
    NotANumber,
}

impl Refusal {
    /// A stable name, in kebab case.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rounded => "rounded",
            Self::NotWhole => "not-whole",
            Self::TooLarge => "too-large",
            Self::NotANumber => "not-a-number",
        }
    }
}

impl fmt::Display for Refusal {
    /// A clause that follows the word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rounded => {
                "has lost digits in a spreadsheet or as a float: format its column as text there, load the data again \
                 and copy the ID from that"
            }
            Self::NotWhole => "is not a whole number without a sign",
            Self::TooLarge => "is larger than any body ID",
            Self::NotANumber => "is not a number",
        })
    }
}

/// Words that stand over a column of body IDs, without their case and underscores.
const HEADS: [&str; 6] = ["id", "ids", "body", "bodyid", "bodyids", "segment"];
/// The largest integer up to which a float cannot have been rounded.
const EXACT_IN_FLOAT: u64 = 1 << 53;
/// The digits that spreadsheets keep.
const KEPT: usize = 15;

/// Reads body IDs from a text in any form: separated by commas, semicolons, white space or lines, in quotes or brackets,
/// as JSON, as Python, R or JavaScript write them (`array([1, 2])`, `np.int64(1)`, `5L`, `5n`), or from a column with its
/// head. Names of such notations are passed over.
///
/// ```
/// use neuprint::{Refusal, parse_body_ids};
///
/// let pasted = parse_body_ids("[754538881, '1734350788']\n720575940628857211 7.20576E+17");
/// assert_eq!(pasted.bodies[2].get(), 720_575_940_628_857_211);
/// assert_eq!(pasted.refused[0].reason, Refusal::Rounded);
/// ```
pub fn parse_body_ids(text: &str) -> PastedBodyIds {
    let mut pasted = PastedBodyIds::default();
    // Words and digits that were seen. One kind of map for all that is counted keeps the wasm small.
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut is_new = |text: &str| seen.insert(text.into(), 0).is_none();
    let belongs = |letter: char| letter.is_alphanumeric() || "._-+".contains(letter);
    let mut rest = text;
    while let Some(start) = rest.find(belongs) {
        let before = rest[..start].chars().next_back();
        let from = &rest[start..];
        let end = |text: &str| text.find(|letter| !belongs(letter)).unwrap_or(text.len());
        let length = end(from);
        // One digit, a comma and an exponent: a spreadsheet that writes decimal commas. No list looks so.
        let fraction = from[length..].strip_prefix(',').map(|behind| &behind[..end(behind)]);
        let fraction = fraction
            .filter(|fraction| length == 1 && !fraction.contains('.') && read(fraction) == Err(Refusal::Rounded));
        let (word, after) = from.split_at(fraction.map_or(length, |fraction| length + 1 + fraction.len()));
        rest = after;
        match if fraction.is_some() { Err(Refusal::Rounded) } else { read(word) } {
            Ok(body) => {
                let digits = body.to_string();
                if !is_new(&digits) {
                    continue;
                }
                pasted.bodies.push(body);
                if digits.len() > KEPT && digits[KEPT..].bytes().all(|digit| digit == b'0') {
                    pasted.doubtful.push(body);
                }
            }
            Err(_) if is_notation(word, before, after) => {}
            Err(reason) if is_new(word) => pasted.refused.push(RefusedWord { text: word.into(), reason }),
            Err(_) => {}
        }
    }
    pasted
}

fn read(word: &str) -> Result<BodyId, Refusal> {
    // JavaScript's and R's integers end so.
    let number = word.strip_suffix(['n', 'L']).unwrap_or(word);
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits(number) {
        let id = number.trim_start_matches('0');
        return if id.is_empty() { "0" } else { id }.parse().map_err(|_| Refusal::TooLarge);
    }
    let unsigned = number.trim_start_matches(['+', '-']);
    if neuprint_decimal::parse_f64(unsigned.as_bytes()).is_none()
        || !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
    {
        return Err(Refusal::NotANumber);
    }
    if unsigned.contains(['e', 'E']) {
        return Err(Refusal::Rounded);
    }
    // A column of integers with gaps becomes one of floats in many programs.
    let whole = number.split_once('.').filter(|(whole, zeros)| all_digits(whole) && zeros.bytes().all(|b| b == b'0'));
    match whole.map(|(whole, _)| whole.parse::<u64>()) {
        Some(Ok(id)) if id <= EXACT_IN_FLOAT => BodyId::new(id).map_err(|_| Refusal::TooLarge),
        Some(_) => Err(Refusal::Rounded),
        None => Err(Refusal::NotWhole),
    }
}

/// Whether a word belongs to the way in which the IDs are written: the name of a type or function, a key, a column's
/// head.
fn is_notation(word: &str, before: Option<char>, after: &str) -> bool {
    if !word.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return false;
    }
    let plain: String =
        word.chars().filter(|letter| *letter != '_').map(|letter| letter.to_ascii_lowercase()).collect();
    let next = after.trim_start_matches(['"', '\'']).trim_start().chars().next();
    HEADS.contains(&plain.as_str()) || before == Some('=') || matches!(next, Some('(' | ':' | '='))
}
