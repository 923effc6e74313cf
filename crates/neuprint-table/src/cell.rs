//! One cell of a table, and how cells compare.

use std::cmp::Ordering;
use std::fmt;

use neuprint_decimal::{Exponential, Plain};

use crate::number::Number;

/// What stands in one cell, borrowed from its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'t> {
    /// Nothing.
    Null,
    /// true or false.
    Bool(bool),
    /// An integer that fits 64 bits with sign.
    Int(i64),
    /// An integer past the largest signed one.
    UInt(u64),
    /// A float.
    Float(f64),
    /// Text.
    Text(&'t str),
    /// A list, a map, or a number that fits none of the above: compact JSON as the server sent it.
    Json(&'t str),
}

impl fmt::Display for Cell<'_> {
    /// The cell in plain text; nothing for null. Numbers read back exactly: integers in full, floats with the fewest
    /// digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Bool(v) => write!(f, "{v}"),
            Self::Int(v) => write!(f, "{v}"),
            Self::UInt(v) => write!(f, "{v}"),
            // Without an exponent these would have hundreds of digits.
            Self::Float(v) if *v != 0.0 && !(1e-7..1e17).contains(&v.abs()) => Exponential::from(*v).fmt(f),
            Self::Float(v) => Plain::from(*v).fmt(f),
            Self::Text(v) | Self::Json(v) => f.write_str(v),
        }
    }
}

impl Cell<'_> {
    /// Whether nothing stands in the cell.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// A total order over all cells but nulls: JSON, text, booleans, numbers, as Cypher's `ORDER BY` ranks the kinds.
    /// Integers and floats compare by value, exactly. Nulls come after everything.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) | (Self::Json(a), Self::Json(b)) => a.cmp(b),
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            _ => match (self.number(), other.number()) {
                (Some(a), Some(b)) => a.order(b),
                _ => self.rank().cmp(&other.rank()),
            },
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Json(_) => 0,
            Self::Text(_) => 1,
            Self::Bool(_) => 2,
            Self::Int(_) | Self::UInt(_) | Self::Float(_) => 3,
            Self::Null => 4,
        }
    }

    /// The number that the cell is, if it is one.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Int(v) => Some(Number::Whole(i128::from(*v))),
            Self::UInt(v) => Some(Number::Whole(i128::from(*v))),
            Self::Float(v) => Some(Number::Float(*v)),
            _ => None,
        }
    }
}
