//! `shortestPath(…)` and `allShortestPaths(…)`, as a part of MATCH and as a value.

use std::sync::Arc;

use decypher::ast::expr::{Expression, FunctionInvocation};

use super::subqueries::{matched, path_name};
use super::{Lowered, Source};
use crate::ast::{Expr, Offset, PathPattern, Range, Shortest, SubqueryKind};
use crate::error::ErrorCode;
use crate::value::Value;

/// What stands between a path's name and its first node: nothing but brackets, or one of the two words.
///
/// # Errors
/// One of the words is there, but so is something else.
pub(super) fn written(between: &str) -> Result<Option<Shortest>, ()> {
    if !between.to_ascii_lowercase().contains("shortestpath") {
        return Ok(None);
    }
    let letters: String = between.chars().filter(|c| !c.is_whitespace()).collect();
    named(letters.trim_start_matches('=').trim_end_matches('(')).map(Some).ok_or(())
}

/// Which of the two a word is.
fn named(word: &str) -> Option<Shortest> {
    if word.eq_ignore_ascii_case("shortestPath") {
        Some(Shortest::One)
    } else if word.eq_ignore_ascii_case("allShortestPaths") {
        Some(Shortest::All)
    } else {
        None
    }
}

impl Source<'_> {
    /// The path, of which only the shortest are wanted, if it is one that can be searched for.
    pub(super) fn shortest(&self, mut path: PathPattern, shortest: Shortest, at: Offset) -> Lowered<PathPattern> {
        let word = match shortest {
            Shortest::One => "shortestPath",
            Shortest::All => "allShortestPaths",
        };
        let refuse = |why: &str| Err(self.error(ErrorCode::Syntax, format!("{word}(...) {why}"), at));
        let [relationship] = path.relationships.as_mut_slice() else {
            return refuse("requires a pattern containing a single relationship");
        };
        if !relationship.properties.is_empty() {
            return refuse("contains properties. This is currently not supported.");
        }
        // Without a length it is one relationship, which is a list here, too.
        let range = *relationship.range.get_or_insert(Range { least: 1, most: 1 });
        if range.least > 1 {
            return refuse("does not support a minimal length different from 0 or 1");
        }
        path.shortest = Some(shortest);
        Ok(path)
    }

    /// One of the two as a value: a path or null; a list of paths.
    pub(super) fn shortest_value(&self, call: &FunctionInvocation, name: &str) -> Lowered<Option<Expr>> {
        let at = call.span.start;
        let Some(shortest) = named(name) else { return Ok(None) };
        let [Expression::Pattern(pattern)] = call.arguments.as_slice() else {
            return Err(self.error(ErrorCode::Syntax, format!("{name}(...) takes a pattern"), at));
        };
        let path = self.chain(&pattern.start, &pattern.chains)?;
        let mut path = self.shortest(path, shortest, at)?;
        let known: Option<Vec<Arc<str>>> = path.nodes.iter().map(|node| node.variable.clone()).collect();
        let Some(known) = known else {
            let message = format!("A {name}(...) requires bound nodes when not part of a MATCH clause.");
            return Err(self.error(ErrorCode::Syntax, message, at));
        };
        let found = path_name(at);
        path.variable = Some(found.clone());
        let paths = matched(SubqueryKind::Collect, vec![path], None, Expr::Variable(found, at), at);
        let value = match shortest {
            Shortest::All => paths,
            Shortest::One => Expr::Index(Box::new(paths), Box::new(Expr::Literal(Value::Int(0)))),
        };
        // From nowhere to nowhere there is no path; and the nodes are known before, or there is an error.
        let nowhere = known.into_iter().map(|name| {
            let node = Expr::Variable(name, at);
            (Expr::IsNull(Box::new(node), false), Expr::Literal(Value::Null))
        });
        Ok(Some(Expr::Case { scrutinee: None, branches: nowhere.collect(), otherwise: Some(Box::new(value)) }))
    }
}
