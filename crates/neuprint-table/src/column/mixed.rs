//! The cells of a column that has no type of its own.

use crate::cell::Cell;

/// A cell of a mixed column.
#[derive(Debug, Clone, PartialEq)]
pub enum MixedCell {
    /// Nothing.
    Null,
    /// true or false.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer past `i64::MAX`.
    UInt(u64),
    /// A float.
    Float(f64),
    /// Text.
    Text(Box<str>),
    /// A list, a map, or a number of another size: compact JSON.
    Json(Box<str>),
}

impl MixedCell {
    /// Takes a cell's content.
    pub(super) fn of(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Null => Self::Null,
            Cell::Bool(v) => Self::Bool(v),
            Cell::Int(v) => Self::Int(v),
            Cell::UInt(v) => Self::UInt(v),
            Cell::Float(v) => Self::Float(v),
            Cell::Text(v) => Self::Text(v.into()),
            Cell::Json(v) => Self::Json(v.into()),
        }
    }

    /// The cell as it is read.
    pub fn as_cell(&self) -> Cell<'_> {
        match self {
            Self::Null => Cell::Null,
            Self::Bool(v) => Cell::Bool(*v),
            Self::Int(v) => Cell::Int(*v),
            Self::UInt(v) => Cell::UInt(*v),
            Self::Float(v) => Cell::Float(*v),
            Self::Text(v) => Cell::Text(v),
            Self::Json(v) => Cell::Json(v),
        }
    }
}
