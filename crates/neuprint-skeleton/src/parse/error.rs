//! What can be wrong with an SWC file.

/// Why a text is not an SWC file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct ParseError {
    /// What is wrong.
    pub kind: ParseErrorKind,
    /// The line, counted from 1.
    pub line: usize,
    /// The byte within the line, counted from 1.
    pub column: usize,
}

/// What is wrong with a line of an SWC file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// A node's identifier is -1, which as a parent stands for none.
    #[error("no node can have the identifier -1: as a parent it stands for none")]
    ReservedId,
    /// A node has fewer than seven columns.
    #[error("a node needs 7 columns (id, type, x, y, z, radius, parent), this one has {found}")]
    MissingColumns {
        /// How many there are.
        found: usize,
    },
    /// A column that must hold an integer does not.
    #[error("the {what} must be an integer, not `{text}`")]
    NotAnInteger {
        /// Which column.
        what: &'static str,
        /// What stands there.
        text: String,
    },
    /// A column that must hold a number does not, or the number is not finite as a 32-bit float.
    #[error("the {what} must be a finite number, not `{text}`")]
    NotANumber {
        /// Which column.
        what: &'static str,
        /// What stands there.
        text: String,
    },
    /// Two nodes have one identifier.
    #[error("node {id} was already defined on line {first_line}")]
    DuplicateId {
        /// The identifier.
        id: i64,
        /// Where it was first used.
        first_line: usize,
    },
    /// A node names itself as its parent.
    #[error("node {id} is its own parent")]
    SelfParent {
        /// Its identifier.
        id: i64,
    },
    /// A node is its own ancestor.
    #[error("node {id} is its own ancestor: the parents form a cycle")]
    Cycle {
        /// One of the nodes in the cycle.
        id: i64,
    },
    /// A node's parent is not among the nodes. No error: strictly read, too, such a node is a root, as in neuprint-python.
    /// It is told in [`Parsed::problems`](crate::Parsed::problems).
    #[error("node {id} has the parent {parent}, which is no node: it is a root now")]
    MissingParent {
        /// Whose.
        id: i64,
        /// The parent that is not there.
        parent: i64,
    },
    /// The text is something else altogether: a page or an answer that came in place of a skeleton.
    #[error("this is {what}, not SWC: whoever was asked for a skeleton sent something else")]
    NotSwc {
        /// What it looks like.
        what: &'static str,
    },
    /// More nodes than an index can name.
    #[error("more than 4,294,967,294 nodes")]
    TooManyNodes,
    /// More text in a column past the seventh than an index can name.
    #[error("more than 4,294,967,295 bytes in a column past the seventh")]
    TooMuchText,
}

impl ParseErrorKind {
    /// Whether there is no sense in reading on.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Self::NotSwc { .. } | Self::TooManyNodes | Self::TooMuchText)
    }
}
