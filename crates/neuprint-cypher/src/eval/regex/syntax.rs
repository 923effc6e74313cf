//! What a regular expression says, as a tree.

use super::class::Class;
use crate::error::{CypherError, ErrorCode};

/// A part of a regular expression.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Class(Class),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
        lazy: bool,
    },
    /// A group whose text can be referred to, by its number from 1.
    Group(usize, Box<Node>),
    BackReference {
        group: usize,
        fold: Fold,
    },
    Look {
        node: Box<Node>,
        /// Of how many characters to how many, if it looks behind.
        behind: Option<(usize, usize)>,
        negated: bool,
    },
    /// What has matched is not tried in another way.
    Atomic(Box<Node>),
    Place(Place),
}

/// Which letters are the same as others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    Not,
    /// `(?i)`: a to z.
    Ascii,
    /// `(?iu)`: all.
    Unicode,
}

/// A place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// The start, or behind a line break that is not the end.
    LineStart(Lines),
    End,
    /// The end, or in front of the line break that ends the text.
    FinalLine(Lines),
    /// The end, or in front of a line break.
    LineEnd(Lines),
    Word,
    NoWord,
}

/// What breaks lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// `\n`, `\r`, `\r\n`, and Unicode's other three.
    Any,
    /// `(?d)`: `\n` alone.
    Unix,
}

impl Lines {
    pub(super) fn breaks(self, c: char) -> bool {
        match self {
            Self::Unix => c == '\n',
            Self::Any => matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'),
        }
    }
}

impl Node {
    /// How many characters it matches at least.
    pub(super) fn least(&self) -> usize {
        match self {
            Self::Class(_) => 1,
            Self::Sequence(parts) => parts.iter().map(Self::least).fold(0, usize::saturating_add),
            Self::Either(parts) => parts.iter().map(Self::least).min().unwrap_or(0),
            Self::Repeat { node, least, .. } => node.least().saturating_mul(*least as usize),
            Self::Group(_, node) | Self::Atomic(node) => node.least(),
            Self::BackReference { .. } | Self::Look { .. } | Self::Place(_) => 0,
        }
    }

    /// Whether it can only match the empty text.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Class(_) | Self::BackReference { .. } => false,
            Self::Sequence(parts) | Self::Either(parts) => parts.iter().all(Self::is_empty),
            Self::Repeat { node, most, .. } => *most == Some(0) || node.is_empty(),
            Self::Group(_, node) | Self::Atomic(node) => node.is_empty(),
            Self::Look { .. } | Self::Place(_) => true,
        }
    }

    /// How many characters it matches at most, with so many in front of it; `None` if Java sees no bound and refuses
    /// to look behind for it. Java counts in 32 bits and notices only some overflows: `(?<=a*)` passes.
    pub(super) fn most(&self, before: i32) -> Option<i32> {
        match self {
            Self::Class(_) => Some(before.wrapping_add(1)),
            Self::Sequence(parts) => parts.iter().try_fold(before, |before, part| part.most(before)),
            Self::Either(parts) => {
                let longest = parts.iter().map(|part| part.most(0)).reduce(|a, b| Some(a?.max(b?)));
                Some(before.wrapping_add(longest.unwrap_or(Some(0))?))
            }
            Self::Repeat { node, most: None, lazy: false, .. } if matches!(**node, Self::Class(_)) => {
                Some(before.wrapping_add(i32::MAX))
            }
            Self::Repeat { node, least: 0, most: Some(1), .. } => node.most(before),
            Self::Repeat { node, most, .. } => {
                let most = most.map_or(i32::MAX, u32::cast_signed);
                let all = node.most(0)?.wrapping_mul(most).wrapping_add(before);
                (all >= before).then_some(all)
            }
            Self::Group(_, node) | Self::Atomic(node) => node.most(before),
            Self::BackReference { .. } => None,
            Self::Look { .. } | Self::Place(_) => Some(before),
        }
    }
}

/// Why a pattern cannot be used.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is no regular expression: Java's word for it.
    Invalid(String),
    /// Java reads it, this engine does not.
    Unsupported(String),
    TooLarge,
}

impl Refusal {
    pub(super) fn of(self, pattern: &str) -> CypherError {
        let pattern: String = pattern.chars().take(200).collect();
        match self {
            Self::Invalid(what) => CypherError::new(ErrorCode::Semantic, format!("Invalid Regex: {what}: {pattern}")),
            Self::Unsupported(what) => {
                let message = format!(
                    "the regular expression uses {what}, which the embedded engine does not support: {pattern}"
                );
                CypherError::new(ErrorCode::Unsupported, message)
            }
            Self::TooLarge => {
                let message =
                    format!("the regular expression is too large, with its repetitions written out: {pattern}");
                CypherError::new(ErrorCode::Limit, message)
            }
        }
    }
}

pub(super) fn invalid<T>(what: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Invalid(what.into()))
}
