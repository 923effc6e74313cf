//! Why a query was refused or could not be finished.

use std::fmt;

/// What kind of mistake it is. The names are Neo4j's where Neo4j has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The text is not a query, or names what does not exist.
    Syntax,
    /// A value of the wrong kind.
    Type,
    /// Integer overflow, or division of an integer by zero.
    Arithmetic,
    /// An argument outside what a function takes.
    Argument,
    /// A pattern that is no regular expression, or another mistake in meaning.
    Semantic,
    /// A parameter that was not given.
    ParameterMissing,
    /// There is no procedure of this name.
    ProcedureNotFound,
    /// A function or procedure failed on what it was given.
    CallFailed,
    /// A search that was asked for something it cannot do.
    Failed,
    /// The query is right, but this engine does not speak this part of the language.
    Unsupported,
    /// The query would change the data.
    Write,
    /// More rows, memory or nesting than allowed.
    Limit,
    /// More work than allowed: time, or steps, which stand for it.
    TimedOut,
}

impl ErrorCode {
    /// Neo4j's own code for the mistake; where it has none, its nearest.
    pub fn neo4j(self) -> &'static str {
        match self {
            Self::Syntax | Self::Unsupported => "Neo.ClientError.Statement.SyntaxError",
            Self::Type => "Neo.ClientError.Statement.TypeError",
            Self::Arithmetic => "Neo.ClientError.Statement.ArithmeticError",
            Self::Argument => "Neo.ClientError.Statement.ArgumentError",
            Self::Semantic => "Neo.ClientError.Statement.SemanticError",
            Self::ParameterMissing => "Neo.ClientError.Statement.ParameterMissing",
            Self::ProcedureNotFound => "Neo.ClientError.Procedure.ProcedureNotFound",
            Self::CallFailed => "Neo.ClientError.Procedure.ProcedureCallFailed",
            Self::Failed => "Neo.DatabaseError.Statement.ExecutionFailed",
            Self::Write => "Neo.ClientError.Statement.AccessMode",
            Self::Limit => "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
            Self::TimedOut => "Neo.ClientError.Transaction.TransactionTimedOut",
        }
    }
}

/// A place in a query's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// Counted from 0, in characters of the whole text.
    pub offset: u32,
}

impl Position {
    /// The place of a byte in a text.
    pub(crate) fn at(text: &str, byte: usize) -> Self {
        let byte = (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let before = &text[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { line: clip(line), column: clip(column), offset: clip(before.chars().count()) }
    }
}

/// Why a query was refused or could not be finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CypherError {
    /// What kind of mistake.
    pub code: ErrorCode,
    /// What happened, and what to do.
    pub message: String,
    /// Where in the query, if it has a place.
    pub position: Option<Position>,
}

impl CypherError {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), position: None }
    }

    /// Whether it says nothing of the query but that it asks for too much.
    pub(crate) fn is_of_limits(&self) -> bool {
        matches!(self.code, ErrorCode::Limit | ErrorCode::TimedOut)
    }

    pub(crate) fn at(code: ErrorCode, message: impl Into<String>, text: &str, byte: usize) -> Self {
        Self { code, message: message.into(), position: Some(Position::at(text, byte)) }
    }
}

impl fmt::Display for CypherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.position {
            Some(at) => write!(f, " (line {}, column {} (offset: {}))", at.line, at.column, at.offset),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CypherError {}
