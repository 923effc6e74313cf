//! Patterns of nodes and relationships.

use std::sync::Arc;

use decypher::ast::expr::{Expression, MapLiteral};
use decypher::ast::names::PropertyKeyName;
use decypher::ast::pattern::{
    LabelExpression, NodePattern as Node, PatternElement, PatternElementChain, PatternPart, Properties, RangeLiteral,
    RelationshipDirection, RelationshipPattern,
};
use decypher::error::Span;

use super::expressions::name;
use super::{Lowered, Source};
use crate::ast::{Direction, Expr, NodePattern, PathPattern, Range, RelPattern};
use crate::error::ErrorCode;

impl Source<'_> {
    pub(super) fn path(&self, part: &PatternPart) -> Lowered<PathPattern> {
        let mut element = &part.anonymous.element;
        while let PatternElement::Parenthesized(inner) = element {
            element = inner;
        }
        let PatternElement::Path { start, chains } = element else {
            return Err(self.unsupported("a quantified pattern", part.span));
        };
        // The library reads `shortestPath(…)` as a plain path: only the text tells.
        let before = part.variable.as_ref().map_or(part.span.start, |variable| variable.name.span.end);
        let written = self.text.get(before..start.span.start).unwrap_or_default();
        let shortest = super::shortest::written(written).map_err(|()| self.unsupported("shortestPath", part.span))?;
        let mut path = self.chain(start, chains)?;
        path.variable = part.variable.as_ref().map(name);
        match shortest {
            None => Ok(path),
            Some(shortest) => self.shortest(path, shortest, part.span.start),
        }
    }

    /// A node, and what hangs on it.
    pub(super) fn chain(&self, start: &Node, chains: &[PatternElementChain]) -> Lowered<PathPattern> {
        let nodes = vec![self.node(start)?];
        let mut path =
            PathPattern { variable: None, at: start.span.start, nodes, relationships: Vec::new(), shortest: None };
        for chain in chains {
            path.relationships.push(self.relationship(&chain.relationship)?);
            path.nodes.push(self.node(&chain.node)?);
        }
        Ok(path)
    }

    fn node(&self, node: &Node) -> Lowered<NodePattern> {
        let mut labels = Vec::new();
        for label in &node.labels {
            self.all_of(label, &mut labels, node.span)?;
        }
        labels.iter().try_for_each(|label| self.token(label, node.span.start))?;
        Ok(NodePattern {
            variable: node.variable.as_ref().map(|v| v.name.name.as_str().into()),
            labels,
            properties: self.properties(node.properties.as_ref(), node.span)?,
            at: node.span.start,
        })
    }

    fn relationship(&self, pattern: &RelationshipPattern) -> Lowered<RelPattern> {
        let direction = match pattern.direction {
            RelationshipDirection::Left => Direction::Incoming,
            RelationshipDirection::Right => Direction::Outgoing,
            RelationshipDirection::Both | RelationshipDirection::Undirected => Direction::Either,
        };
        if pattern.quantifier.is_some() {
            return Err(self.unsupported("a quantified relationship", pattern.span));
        }
        let mut lowered = RelPattern {
            variable: None,
            types: vec![],
            direction,
            range: None,
            properties: vec![],
            at: pattern.span.start,
        };
        if let Some(detail) = &pattern.detail {
            lowered.range = detail.range.as_ref().map(|range| self.range(range)).transpose()?;
            lowered.variable = detail.variable.as_ref().map(name);
            if let Some(types) = &detail.types {
                let has_more = detail.variable.is_some() || detail.properties.is_some() || detail.range.is_some();
                if has_more && repeats_colon(self.text.get(detail.span.start..detail.span.end).unwrap_or_default()) {
                    let message = "`[:A|:B]` with a second colon is for a relationship without a variable, properties \
                                   and a length: write `|B`";
                    return Err(self.error(ErrorCode::Syntax, message, detail.span.start));
                }
                self.any_of(types, &mut lowered.types, pattern.span)?;
                lowered.types.iter().try_for_each(|name| self.token(name, pattern.span.start))?;
            }
            lowered.properties = self.properties(detail.properties.as_ref(), pattern.span)?;
        }
        Ok(lowered)
    }

    /// `*`, `*2`, `*1..3`: without a lower bound at least one.
    fn range(&self, range: &RangeLiteral) -> Lowered<Range> {
        let bound = |bound: i64| {
            let refused = || self.error(ErrorCode::Syntax, "a length must be a non-negative integer", range.span.start);
            usize::try_from(bound).map_err(|_| refused())
        };
        Ok(Range { least: range.start.map_or(Ok(1), bound)?, most: range.end.map_or(Ok(usize::MAX), bound)? })
    }

    fn properties(&self, properties: Option<&Properties>, span: Span) -> Lowered<Vec<(Arc<str>, Expr)>> {
        match properties {
            None => Ok(Vec::new()),
            Some(Properties::Map(map)) => {
                map.entries.iter().try_for_each(|(key, _)| self.key(key).map(drop))?;
                self.entries(map)
            }
            Some(Properties::Parameter(_)) => {
                let message =
                    "Parameter maps cannot be used in MATCH patterns: use a literal map, such as {id: $map.id}";
                Err(self.error(ErrorCode::Syntax, message, span.start))
            }
        }
    }

    pub(super) fn entries(&self, map: &MapLiteral) -> Lowered<Vec<(Arc<str>, Expr)>> {
        let entry = |(key, value): &(PropertyKeyName, Expression)| {
            let is_written = self.text.get(key.name.span.start..).is_some_and(|text| text.starts_with('`'));
            if key.name.name.is_empty() && !is_written {
                return Err(self.error(ErrorCode::Syntax, "the name of an entry is missing", map.span.start));
            }
            Ok((key.name.name.as_str().into(), self.plain(value)?))
        };
        map.entries.iter().map(entry).collect()
    }

    /// `:A:B` and `:A&B`.
    pub(super) fn all_of(&self, labels: &LabelExpression, into: &mut Vec<Arc<str>>, span: Span) -> Lowered<()> {
        match labels {
            LabelExpression::Static(name) => into.push(name.name.as_str().into()),
            LabelExpression::And { lhs, rhs, .. } => {
                self.all_of(lhs, into, span)?;
                self.all_of(rhs, into, span)?;
            }
            LabelExpression::Group { inner, .. } => self.all_of(inner, into, span)?,
            _ => return Err(self.unsupported("this label expression", span)),
        }
        Ok(())
    }

    /// `:A|B` and `:A|:B`.
    fn any_of(&self, types: &LabelExpression, into: &mut Vec<Arc<str>>, span: Span) -> Lowered<()> {
        match types {
            LabelExpression::Static(name) => into.push(name.name.as_str().into()),
            LabelExpression::Or { lhs, rhs, .. } => {
                self.any_of(lhs, into, span)?;
                self.any_of(rhs, into, span)?;
            }
            LabelExpression::Group { inner, .. } => self.any_of(inner, into, span)?,
            _ => return Err(self.unsupported("this relationship type expression", span)),
        }
        Ok(())
    }
}

/// Whether a colon stands behind a bar between types: `e:A|:B {weight: 1}`. Names in backticks are passed over.
fn repeats_colon(detail: &str) -> bool {
    let types = detail.split('`').step_by(2).map(|outside| outside.split('{').next().unwrap_or_default());
    types.flat_map(|outside| outside.split('|').skip(1)).any(|behind| behind.trim_start().starts_with(':'))
}
