//! From text to [`QueryAst`]: the only place that knows the parser library.
//!
//! Everything that the library can parse but this engine does not evaluate ends here, with the name of the clause or
//! feature and its place. So what lies behind never has to guess.

mod calls;
mod clauses;
mod columns;
mod expressions;
pub(crate) mod folded;
mod guard;
mod iterations;
mod line_breaks;
mod misread;
mod patterns;
mod precedence;
mod shortest;
mod subqueries;
mod tokens;

use decypher::ast::expr::{Expression, Literal};
use decypher::ast::query::{QueryBody, SinglePartBody, SinglePartQuery, SingleQuery, SingleQueryKind, Union};
use decypher::error::{ErrorKind, Span};

use self::line_breaks::LineBreaks;
use crate::ast::{Clause, Expr, Part, QueryAst};
use crate::error::{CypherError, ErrorCode};
use crate::value::Value;

/// The text while it is lowered, for places and for column names.
pub(crate) struct Source<'q> {
    text: &'q str,
    line_breaks: LineBreaks,
    /// Where brackets begin that are taken from what is in front of them, though the parser library read a plus.
    subtracted: Vec<usize>,
}

type Lowered<T> = Result<T, CypherError>;

/// Parses one reading query.
pub(crate) fn parse(text: &str) -> Lowered<QueryAst> {
    let (query, source) = read(text)?;
    // The library passes over what stands in front of a query.
    let begins_with = |wanted: &str| columns::first_word(text).is_some_and(|word| word.eq_ignore_ascii_case(wanted));
    let (explain, profile) = (begins_with("EXPLAIN"), begins_with("PROFILE"));
    let body = match query.statements.as_slice() {
        [body] => body,
        all => {
            let message = format!("Expected exactly one statement per query but got: {}", all.len());
            return Err(CypherError::at(ErrorCode::Syntax, message, text, 0));
        }
    };
    let (first, unions) = match body {
        QueryBody::SingleQuery(single) => (single, [].as_slice()),
        QueryBody::Regular(regular) => (&regular.single_query, regular.unions.as_slice()),
        QueryBody::Standalone(call) => return Ok(QueryAst { explain, profile, ..source.standalone(call)? }),
        _ => {
            return Err(CypherError::new(
                ErrorCode::Unsupported,
                "this kind of statement is not supported: ask with MATCH … RETURN",
            ));
        }
    };
    let query = source.regular(first, unions, false)?;
    Ok(QueryAst { explain, profile, ..query })
}

/// Reads a text, with no regard to what the engine speaks.
pub(crate) fn check_syntax(text: &str) -> Lowered<()> {
    read(text).map(drop)
}

fn read(text: &str) -> Lowered<(decypher::ast::query::Query, Source<'_>)> {
    guard::check(text)?;
    let (readable, subtracted) = misread::rewritten(text);
    let (parsed, line_breaks) = LineBreaks::hidden(&readable);
    let source = Source { text, line_breaks, subtracted };
    let query = decypher::parse(&*parsed).map_err(|error| source.refused(&error))?;
    Ok((query, source))
}

/// The first byte of an expression, where the library keeps it: it does not for numbers, booleans, null and brackets.
fn start_of(expression: &Expression) -> Option<usize> {
    match expression {
        Expression::Literal(Literal::String(text)) => Some(text.span.start),
        Expression::Literal(Literal::List(list)) => Some(list.span.start),
        Expression::Literal(Literal::Map(map)) => Some(map.span.start),
        Expression::Variable(variable) => Some(variable.name.span.start),
        Expression::PropertyLookup { base, .. } | Expression::NodeLabels { base, .. } => start_of(base),
        Expression::ListIndex { list, .. } | Expression::ListSlice { list, .. } => start_of(list),
        Expression::BinaryOp { lhs, .. } | Expression::Comparison { lhs, .. } | Expression::In { lhs, .. } => {
            start_of(lhs)
        }
        Expression::IsNull { operand, .. } => start_of(operand),
        Expression::UnaryOp { span, .. } | Expression::CountStar { span } => Some(span.start),
        Expression::FunctionCall(call) => Some(call.span.start),
        Expression::Parameter(parameter) => Some(parameter.span.start),
        Expression::ListComprehension(list) => Some(list.span.start),
        Expression::PatternComprehension(list) => Some(list.span.start),
        _ => None,
    }
}

impl Source<'_> {
    /// Queries that are united. Of a subquery whose rows are only counted the RETURN may be missing.
    fn regular(&self, first: &SingleQuery, unions: &[Union], counted: bool) -> Lowered<QueryAst> {
        let mut parts = vec![Part { clauses: self.single(first, counted)?, at: 0 }];
        for union in unions {
            parts.push(Part { clauses: self.single(&union.single_query, counted)?, at: union.span.start });
        }
        let all = unions.first().is_some_and(|union| union.all);
        if let Some(other) = unions.iter().find(|union| union.all != all) {
            let message = "Invalid combination of UNION and UNION ALL";
            return Err(self.error(ErrorCode::Syntax, message, other.span.start));
        }
        Ok(QueryAst { parts, distinct: !unions.is_empty() && !all, explain: false, profile: false })
    }

    fn single(&self, query: &SingleQuery, counted: bool) -> Lowered<Vec<Clause>> {
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
        self.last(last, counted, &mut clauses)?;
        Ok(clauses)
    }

    fn last(&self, part: &SinglePartQuery, counted: bool, clauses: &mut Vec<Clause>) -> Lowered<()> {
        for clause in &part.reading_clauses {
            clauses.push(self.reading(clause)?);
        }
        match &part.body {
            SinglePartBody::Return(item) => clauses.push(Clause::Project(self.returned(item)?)),
            SinglePartBody::Updating { updating, .. } if updating.is_empty() && counted => {
                clauses.push(Clause::Project(subqueries::returning(Expr::Literal(Value::Bool(true)), 0)));
            }
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
            // What the library found missing when it put the parts together.
            ErrorKind::Internal { message } => match message.strip_prefix("missing ") {
                Some(what) => format!("Invalid input: something is missing here ({what})"),
                None => message.clone(),
            },
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
