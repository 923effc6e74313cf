//! The shortest paths between two nodes: what is known before the search, and what it must heed on its way.
//!
//! A condition on each node or relationship of the path narrows the search itself. Any other condition on the path is
//! put to what was found; if nothing passes, longer paths are looked through, so that what comes out is always the
//! shortest of those that meet all conditions.

use std::collections::HashSet;
use std::sync::Arc;

use super::pattern::Pattern;
use super::{Plan, Planner, Scope};
use crate::ast::{self, BinaryOp, ComprehensionKind, Direction, Expr, PathPattern, Range};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::store::RelTypeId;
use crate::value::Value;

/// A search that has its places.
pub(super) struct PlannedShortest {
    from: usize,
    to: usize,
    relationships: usize,
    path: usize,
    direction: Direction,
    types: Vec<Arc<str>>,
    range: Range,
    all: bool,
}

/// For each row, the shortest paths between two nodes.
#[derive(Debug)]
pub(crate) struct Shortest {
    pub(crate) input: Arc<Plan>,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Where the list of relationships goes.
    pub(crate) relationships: usize,
    /// Where the path goes.
    pub(crate) path: usize,
    pub(crate) direction: Direction,
    /// `None`: every type.
    pub(crate) types: Option<Vec<RelTypeId>>,
    /// Whether a path from a node to itself may have no relationship.
    pub(crate) may_be_empty: bool,
    /// Paths that are shorter meet no condition.
    pub(crate) least: usize,
    pub(crate) most: usize,
    pub(crate) all: bool,
    /// What must hold for each node.
    pub(crate) of_nodes: Vec<Step>,
    /// What must hold for each relationship.
    pub(crate) of_relationships: Vec<Step>,
    /// What must hold for the whole path.
    pub(crate) conditions: Vec<Expr>,
}

/// A condition on one node or relationship, which is the innermost local variable; and what it must come to.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) condition: Expr,
    pub(crate) wanted: bool,
}

impl Planner<'_> {
    /// Gives the path and its list of relationships their places.
    pub(super) fn placed_shortest(
        &self,
        path: &PathPattern,
        shortest: ast::Shortest,
        nodes: &[usize],
        scope: &mut Scope,
    ) -> Result<PlannedShortest, CypherError> {
        let ([from, to], [relationship]) = (nodes, path.relationships.as_slice()) else {
            let message = "shortestPath(...) requires a pattern containing a single relationship";
            return Err(CypherError::at(ErrorCode::Syntax, message, self.text, path.at));
        };
        let refuse = |message: String, at| CypherError::at(ErrorCode::Syntax, message, self.text, at);
        let relationships = match &relationship.variable {
            None => scope.unnamed(),
            Some(name) => scope.declare(name, Kinds::LIST).map_err(|()| {
                refuse("Bound relationships not allowed in shortestPath(...)".to_owned(), relationship.at)
            })?,
        };
        let place = match &path.variable {
            None => scope.unnamed(),
            Some(name) => scope
                .declare(name, Kinds::PATH)
                .map_err(|()| refuse(format!("Variable `{name}` already declared"), path.at))?,
        };
        Ok(PlannedShortest {
            from: *from,
            to: *to,
            relationships,
            path: place,
            direction: relationship.direction,
            types: relationship.types.clone(),
            range: relationship.range.unwrap_or(Range { least: 1, most: 1 }),
            all: shortest == ast::Shortest::All,
        })
    }

    /// The operator that searches; it takes the conditions on the path out of the pattern.
    pub(super) fn search(
        &self,
        input: Arc<Plan>,
        planned: &PlannedShortest,
        pattern: &mut Pattern,
        known: &mut HashSet<usize>,
    ) -> Arc<Plan> {
        known.extend([planned.relationships, planned.path]);
        let mut search = Shortest {
            input,
            from: planned.from,
            to: planned.to,
            relationships: planned.relationships,
            path: planned.path,
            direction: planned.direction,
            types: self.types(&planned.types),
            may_be_empty: planned.range.least == 0,
            least: planned.range.least,
            most: planned.range.most,
            all: planned.all,
            of_nodes: Vec::new(),
            of_relationships: Vec::new(),
            conditions: Vec::new(),
        };
        for condition in std::mem::take(&mut pattern.conditions) {
            let of_path = [planned.relationships, planned.path].iter().any(|slot| condition.slots.contains(slot));
            if of_path && !condition.last && condition.slots.is_subset(known) {
                search.heed(condition.expression);
            } else {
                pattern.conditions.push(condition);
            }
        }
        Arc::new(Plan::Shortest(search))
    }
}

impl Shortest {
    fn heed(&mut self, condition: Expr) {
        if let Some((of_nodes, step)) = self.step(&condition) {
            let steps = if of_nodes { &mut self.of_nodes } else { &mut self.of_relationships };
            steps.push(step);
            return;
        }
        if let Some((operator, bound)) = self.bound(&condition) {
            let above = bound.saturating_add(1);
            match operator {
                BinaryOp::Equal => (self.least, self.most) = (self.least.max(bound), self.most.min(bound)),
                BinaryOp::GreaterEqual => self.least = self.least.max(bound),
                BinaryOp::Greater => self.least = self.least.max(above),
                BinaryOp::LessEqual => self.most = self.most.min(bound),
                // Shorter than nothing is caught by the condition itself.
                _ => self.most = self.most.min(bound.saturating_sub(1)),
            }
        }
        self.conditions.push(condition);
    }

    /// `ALL` or `NONE` of the nodes or relationships, whatever else is on the path.
    fn step(&self, condition: &Expr) -> Option<(bool, Step)> {
        let Expr::Comprehension { kind, list, condition: Some(condition), .. } = condition else { return None };
        let wanted = match kind {
            ComprehensionKind::All => true,
            ComprehensionKind::None => false,
            _ => return None,
        };
        let mut apart = true;
        condition.walk(&mut |e| apart &= !matches!(e, Expr::Slot(s) if [self.path, self.relationships].contains(s)));
        let of_nodes = match &**list {
            Expr::Slot(slot) if *slot == self.relationships => false,
            Expr::Call { function, arguments } if arguments.as_slice() == [Expr::Slot(self.path)] => {
                match (function.is("nodes"), function.is("relationships")) {
                    (true, _) => true,
                    (_, true) => false,
                    _ => return None,
                }
            }
            _ => return None,
        };
        apart.then(|| (of_nodes, Step { condition: (**condition).clone(), wanted }))
    }

    /// `length(path) < 5` and the like, with the length on the left.
    fn bound(&self, condition: &Expr) -> Option<(BinaryOp, usize)> {
        let Expr::Binary(operator, left, right) = condition else { return None };
        let is_length = |e: &Expr| match e {
            Expr::Call { function, arguments } => {
                (function.is("length") && arguments.as_slice() == [Expr::Slot(self.path)])
                    || (function.is("size") && arguments.as_slice() == [Expr::Slot(self.relationships)])
            }
            _ => false,
        };
        let (operator, bound) = match (&**left, &**right) {
            (length, Expr::Literal(Value::Int(bound))) if is_length(length) => (*operator, *bound),
            (Expr::Literal(Value::Int(bound)), length) if is_length(length) => {
                let turned = match operator {
                    BinaryOp::Less => BinaryOp::Greater,
                    BinaryOp::LessEqual => BinaryOp::GreaterEqual,
                    BinaryOp::Greater => BinaryOp::Less,
                    BinaryOp::GreaterEqual => BinaryOp::LessEqual,
                    other => *other,
                };
                (turned, *bound)
            }
            _ => return None,
        };
        let bounds = [BinaryOp::Equal, BinaryOp::Less, BinaryOp::LessEqual, BinaryOp::Greater, BinaryOp::GreaterEqual];
        bounds.contains(&operator).then(|| usize::try_from(bound).ok().map(|bound| (operator, bound)))?
    }
}
