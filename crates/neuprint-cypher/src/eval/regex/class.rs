//! Classes of characters: `[a-z&&[^aeiou]]`, `\d`, `.`, and single characters.

use std::fmt;

use super::syntax::{Fold, Lines};

/// A class of characters.
#[derive(Debug, Clone)]
pub(super) struct Class {
    /// Which of the first 128 characters are in it, a bit each: most texts have no others.
    ascii: u128,
    set: Set,
}

/// How a class is made.
#[derive(Clone)]
pub(super) enum Set {
    /// From one character to another, and what is the same as one of them.
    Range(char, char, Fold),
    Property(fn(char) -> bool),
    Not(Box<Set>),
    Union(Box<Set>, Box<Set>),
    Intersection(Box<Set>, Box<Set>),
    /// All but line breaks.
    Dot(Lines),
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Set")
    }
}

impl Class {
    pub(super) fn new(set: Set) -> Self {
        let ascii = (0..128u8).filter(|c| set.has(char::from(*c))).fold(0, |bits, c| bits | 1 << c);
        Self { ascii, set }
    }

    pub(super) fn has(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> u32::from(c) & 1 == 1 } else { self.set.has(c) }
    }

    /// The one character that is in it, if there is one.
    pub(super) fn only(&self) -> Option<char> {
        match self.set {
            Set::Range(from, to, Fold::Not) if from == to => Some(from),
            _ => None,
        }
    }
}

impl Set {
    pub(super) fn not(self) -> Self {
        Self::Not(Box::new(self))
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self::Union(Box::new(self), Box::new(other))
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self::Intersection(Box::new(self), Box::new(other))
    }

    /// One character, and those that are the same.
    pub(super) fn one(c: char, fold: Fold) -> Self {
        match fold {
            Fold::Ascii if c.is_ascii_alphabetic() => Self::Range(c, c, fold),
            // Both in the form in which texts are compared.
            Fold::Unicode if lower(upper(c)) != upper(c) => Self::Range(lower(upper(c)), lower(upper(c)), fold),
            _ => Self::Range(c, c, Fold::Not),
        }
    }

    fn has(&self, c: char) -> bool {
        match self {
            Self::Range(from, to, fold) => {
                let within = |c: char| (*from..=*to).contains(&c);
                within(c)
                    || match fold {
                        Fold::Not => false,
                        Fold::Ascii => {
                            c.is_ascii() && (within(c.to_ascii_uppercase()) || within(c.to_ascii_lowercase()))
                        }
                        Fold::Unicode => within(upper(c)) || within(lower(upper(c))),
                    }
            }
            Self::Property(property) => property(c),
            Self::Not(set) => !set.has(c),
            Self::Union(a, b) => a.has(c) || b.has(c),
            Self::Intersection(a, b) => a.has(c) && b.has(c),
            Self::Dot(lines) => !lines.breaks(c),
        }
    }
}

/// Whether two characters are the same.
pub(super) fn same(a: char, b: char, fold: Fold) -> bool {
    match fold {
        Fold::Not => a == b,
        Fold::Ascii => a.eq_ignore_ascii_case(&b),
        Fold::Unicode => a == b || lower(upper(a)) == lower(upper(b)),
    }
}

/// The capital of a character, if that is one character.
fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn lower(c: char) -> char {
    // Without the dot that remains of a dotted capital I.
    c.to_lowercase().next().unwrap_or(c)
}
