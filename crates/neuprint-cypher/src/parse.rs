//! From text to [`QueryAst`]: the only place that knows the parser library.
//!
//! Everything that the library can parse but this engine does not evaluate ends here, with the name of the clause or
//! feature and its place. So what lies behind never has to guess.

mod clauses;
mod columns;
mod expressions;
mod guard;
mod patterns;

use decypher::ast::query::{QueryBody, SinglePartBody, SinglePartQuery, SingleQuery, SingleQueryKind};
use decypher::error::{ErrorKind, Span};

use crate::ast::{Clause, QueryAst};
use crate::error::{CypherError, ErrorCode};

/// The text while it is lowered, for places and for column names.
pub(crate) struct Source<'q> {
    text: &'q str,
}

type Lowered<T> = Result<T, CypherError>;

/// Parses one reading query.
pub(crate) fn parse(text: &str) -> Lowered<QueryAst> {
    guard::check(text)?;
    let source = Source { text };
    let query = decypher::parse(text).map_err(|error| source.refused(&error))?;
    let body = match query.statements.as_slice() {
        [body] => body,
        all => {
            let message = format!("Expected exactly one statement per query but got: {}", all.len());
            return Err(CypherError::at(ErrorCode::Syntax, message, text, 0));
        }
    };
    let single = match body {
        QueryBody::SingleQuery(single) => single,
        QueryBody::Regular(regular) => match regular.unions.first() {
            None => &regular.single_query,
            Some(union) => return Err(source.unsupported("UNION", union.span)),
        },
        QueryBody::Standalone(call) => return Err(source.unsupported("CALL of a procedure", call.span)),
        _ => {
            return Err(CypherError::new(
                ErrorCode::Unsupported,
                "this kind of statement is not supported: ask with MATCH … RETURN",
            ));
        }
    };
    source.single(single)
}

impl Source<'_> {
    fn single(&self, query: &SingleQuery) -> Lowered<QueryAst> {
        if query.use_clause.is_some() {
            return Err(CypherError::new(
                ErrorCode::Unsupported,
                "USE is not supported: there is one dataset per query",
            ));
        }
        let mut clauses = Vec::new();
        let last = match &query.kind {
            SingleQueryKind::SinglePart(part) => part,
            SingleQueryKind::MultiPart(parts) => {
                for part in &parts.parts {
                    for clause in &part.reading_clauses {
                        clauses.push(self.reading(clause)?);
                    }
                    if let Some(update) = part.updating_clauses.first() {
                        return Err(self.write(update));
                    }
                    clauses.push(Clause::Project(self.with(&part.with)?));
                }
                &parts.final_part
            }
        };
        self.last(last, &mut clauses)?;
        Ok(QueryAst { clauses })
    }

    fn last(&self, part: &SinglePartQuery, clauses: &mut Vec<Clause>) -> Lowered<()> {
        for clause in &part.reading_clauses {
            clauses.push(self.reading(clause)?);
        }
        match &part.body {
            SinglePartBody::Return(item) => clauses.push(Clause::Project(self.returned(item)?)),
            SinglePartBody::Updating { updating, .. } => {
                return Err(updating.first().map_or_else(
                    || CypherError::new(ErrorCode::Syntax, "Query must conclude with a RETURN clause"),
                    |update| self.write(update),
                ));
            }
            SinglePartBody::Finish(finish) => return Err(self.unsupported("FINISH", finish.span)),
        }
        Ok(())
    }

    fn unsupported(&self, what: &str, span: Span) -> CypherError {
        self.error(ErrorCode::Unsupported, format!("{what} is not supported by the embedded engine"), span.start)
    }

    fn error(&self, code: ErrorCode, message: impl Into<String>, byte: usize) -> CypherError {
        CypherError::at(code, message, self.text, byte)
    }

    /// The library's error in the words of Neo4j, where they are known.
    fn refused(&self, error: &decypher::error::CypherError) -> CypherError {
        let at = error.span.start;
        let message = match &error.kind {
            ErrorKind::EmptyInput => "Unexpected end of input: expected a query".to_owned(),
            ErrorKind::UnexpectedToken { expected, found } => {
                format!("Invalid input '{found}'{}", expectation(expected))
            }
            ErrorKind::UnexpectedEof { expected } => format!("Invalid input ''{}", expectation(expected)),
            ErrorKind::InvalidNumber { raw, .. } if !raw.contains(['.', 'e', 'E']) => {
                format!("integer is too large: {raw}")
            }
            kind => kind.to_string(),
        };
        self.error(ErrorCode::Syntax, message, at)
    }
}

fn expectation(expected: &[decypher::error::Expected]) -> String {
    if expected.is_empty() {
        return String::new();
    }
    let list: Vec<String> = expected.iter().map(ToString::to_string).collect();
    format!(": expected {}", list.join(" or "))
}
