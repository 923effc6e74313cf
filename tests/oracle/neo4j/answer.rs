//! An answer, whoever gave it.

use serde_json::Value as Json;

/// Rows, or why there are none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// Values as Neo4j writes them in JSON: `1.0` is no `1`, what JSON cannot hold is text (`NaN`), a path is a list.
    Rows { columns: Vec<String>, rows: Vec<Json> },
    /// `code` is the last part of Neo4j's: `SyntaxError`.
    Failed { code: String, message: String },
}

impl Answer {
    pub(crate) fn failed(code: &str, message: impl Into<String>) -> Self {
        Self::Failed { code: code.rsplit('.').next().unwrap_or(code).to_owned(), message: message.into() }
    }

    /// The code of a failure.
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Failed { code, .. } => Some(code),
            Self::Rows { .. } => None,
        }
    }

    /// The code of a failure, and the first words of its message.
    pub(crate) fn mistake(&self) -> Option<String> {
        match self {
            Self::Failed { code, message } => {
                Some(format!("{code}: {}", message.split(' ').take(3).collect::<Vec<_>>().join(" ")))
            }
            Self::Rows { .. } => None,
        }
    }

    pub(crate) fn has_rows(&self) -> bool {
        matches!(self, Self::Rows { rows, .. } if !rows.is_empty())
    }

    /// Whether the query asked for more than either side is given time or memory for.
    pub(crate) fn is_too_large(&self) -> bool {
        matches!(self.code(), Some("TransactionTimedOut" | "MemoryPoolOutOfMemoryError"))
    }

    /// The beginning of it, for a report.
    pub(crate) fn short(&self) -> String {
        match self {
            Self::Rows { columns, rows } => {
                let rows: Vec<String> =
                    rows.iter().take(6).map(|row| row.to_string().chars().take(300).collect()).collect();
                format!("{} {columns:?}", rows.join(" "))
            }
            Self::Failed { code, message } => {
                format!("{code}: {}", message.lines().next().unwrap_or_default().chars().take(200).collect::<String>())
            }
        }
    }
}
