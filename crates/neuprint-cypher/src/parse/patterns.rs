//! Patterns of nodes and relationships.

use std::sync::Arc;

use decypher::ast::expr::MapLiteral;
use decypher::ast::pattern::{
    LabelExpression, NodePattern as Node, PatternElement, PatternPart, Properties, RelationshipDirection,
    RelationshipPattern,
};
use decypher::error::Span;

use super::{Lowered, Source};
use crate::ast::{Direction, Expr, NodePattern, PathPattern, RelPattern};
use crate::error::ErrorCode;

impl Source<'_> {
    pub(super) fn path(&self, part: &PatternPart) -> Lowered<PathPattern> {
        if part.variable.is_some() {
            return Err(self.unsupported("a named path", part.span));
        }
        let mut element = &part.anonymous.element;
        while let PatternElement::Parenthesized(inner) = element {
            element = inner;
        }
        let PatternElement::Path { start, chains } = element else {
            return Err(self.unsupported("a quantified pattern", part.span));
        };
        // The library reads `shortestPath(…)` as a plain path: only the text tells.
        let written = self.text.get(part.span.start..part.span.end).unwrap_or_default();
        let written = written.trim_start().to_ascii_lowercase();
        if written.starts_with("shortestpath") || written.starts_with("allshortestpaths") {
            return Err(self.unsupported("shortestPath", part.span));
        }
        let mut path = PathPattern { nodes: vec![self.node(start)?], relationships: Vec::new() };
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
        let mut lowered =
            RelPattern { variable: None, types: vec![], direction, properties: vec![], at: pattern.span.start };
        if let Some(detail) = &pattern.detail {
            if let Some(range) = &detail.range {
                return Err(self.unsupported("a relationship of variable length", range.span));
            }
            lowered.variable = detail.variable.as_ref().map(|v| v.name.name.as_str().into());
            if let Some(types) = &detail.types {
                self.any_of(types, &mut lowered.types, pattern.span)?;
            }
            lowered.properties = self.properties(detail.properties.as_ref(), pattern.span)?;
        }
        Ok(lowered)
    }

    fn properties(&self, properties: Option<&Properties>, span: Span) -> Lowered<Vec<(Arc<str>, Expr)>> {
        match properties {
            None => Ok(Vec::new()),
            Some(Properties::Map(map)) => self.entries(map),
            Some(Properties::Parameter(_)) => {
                let message =
                    "Parameter maps cannot be used in MATCH patterns: use a literal map, such as {id: $map.id}";
                Err(self.error(ErrorCode::Syntax, message, span.start))
            }
        }
    }

    pub(super) fn entries(&self, map: &MapLiteral) -> Lowered<Vec<(Arc<str>, Expr)>> {
        map.entries.iter().map(|(key, value)| Ok((key.name.name.as_str().into(), self.expression(value)?))).collect()
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
