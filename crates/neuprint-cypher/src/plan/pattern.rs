//! A pattern with everything in its place: which slot is which node, relationship or path, and what must hold.

use std::collections::HashSet;
use std::sync::Arc;

use super::shortest::PlannedShortest;
use super::{Plan, Planner, Scope, filtered};
use crate::ast::{BinaryOp, ComprehensionKind, Direction, Expr, MatchClause, NodePattern, Range, RelPattern};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::{Kinds, Known};

/// A node of the pattern.
pub(super) struct PlannedNode {
    pub(super) slot: usize,
    pub(super) labels: Vec<Arc<str>>,
}

/// A relationship of the pattern.
pub(super) struct PlannedRel {
    pub(super) slot: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) direction: Direction,
    pub(super) types: Vec<Arc<str>>,
    pub(super) range: Option<Range>,
    /// Whether an earlier clause found it.
    pub(super) bound: bool,
}

/// A condition, and the places it speaks of.
pub(super) struct Condition {
    pub(super) expression: Expr,
    pub(super) slots: HashSet<usize>,
    /// It speaks of whole matches, whatever places it names.
    pub(super) last: bool,
}

/// A path, and the places of its parts.
struct PlannedPath {
    slot: usize,
    parts: Vec<usize>,
}

/// A pattern with everything in its place.
#[derive(Default)]
pub(super) struct Pattern {
    pub(super) nodes: Vec<PlannedNode>,
    pub(super) rels: Vec<PlannedRel>,
    pub(super) conditions: Vec<Condition>,
    paths: Vec<PlannedPath>,
    pub(super) shortest: Vec<PlannedShortest>,
}

impl Planner<'_> {
    /// Gives every node and relationship a place, and gathers the conditions.
    pub(super) fn placed(&self, clause: &MatchClause, scope: &mut Scope) -> Result<Pattern, CypherError> {
        let mut pattern = Pattern::default();
        let mut conditions: Vec<(Expr, &Arc<str>, &Expr, bool)> = Vec::new();
        let mut rel_names: HashSet<&str> = HashSet::new();
        for path in &clause.parts {
            let mut slots = Vec::new();
            for node in &path.nodes {
                let slot = self.node_slot(node, scope)?;
                slots.push(slot);
                conditions.extend(node.properties.iter().map(|(key, value)| (Expr::Slot(slot), key, value, false)));
                match pattern.nodes.iter_mut().find(|planned| planned.slot == slot) {
                    Some(planned) => planned.labels.extend(node.labels.iter().cloned()),
                    None => pattern.nodes.push(PlannedNode { slot, labels: node.labels.clone() }),
                }
            }
            if let Some(shortest) = path.shortest {
                let planned = self.placed_shortest(path, shortest, &slots, scope)?;
                pattern.shortest.push(planned);
                continue;
            }
            let mut parts = vec![slots[0]];
            for (at, rel) in path.relationships.iter().enumerate() {
                let (from, to) = (slots[at], slots[at + 1]);
                if let Some(name) = &rel.variable
                    && !rel_names.insert(name)
                {
                    let message = format!("Cannot use the same relationship variable '{name}' for multiple patterns");
                    return Err(CypherError::at(ErrorCode::Syntax, message, self.text, rel.at));
                }
                let (mut slot, mut bound) = self.rel_slot(rel, scope)?;
                if bound && rel.range.is_some() {
                    // A list that is known already: walked anew, and compared.
                    let list = std::mem::replace(&mut slot, scope.unnamed());
                    pattern.add(equal(Expr::Slot(slot), Expr::Slot(list)));
                    bound = false;
                }
                parts.extend([slot, to]);
                let many = rel.range.is_some();
                conditions.extend(rel.properties.iter().map(|(key, value)| (Expr::Slot(slot), key, value, many)));
                let (direction, types, range) = (rel.direction, rel.types.clone(), rel.range);
                pattern.rels.push(PlannedRel { slot, from, to, direction, types, range, bound });
            }
            if let Some(name) = &path.variable {
                let declared = scope.declare(name, Kinds::PATH);
                let slot = declared.map_err(|()| {
                    let message = format!("Variable `{name}` already declared");
                    CypherError::at(ErrorCode::Syntax, message, self.text, path.at)
                })?;
                pattern.paths.push(PlannedPath { slot, parts });
            }
        }
        for (holder, key, value, many) in conditions {
            let value = self.bound(value, scope)?;
            self.no_aggregate(&value)?;
            let of = |base: Expr| Expr::Property(Box::new(base), key.clone());
            pattern.add(if many {
                // Each relationship of the list must have the value.
                Expr::Comprehension {
                    kind: ComprehensionKind::All,
                    variable: "".into(),
                    list: Box::new(holder),
                    condition: Some(Box::new(equal(of(Expr::Local(0)), value))),
                    result: None,
                }
            } else {
                equal(of(holder), value)
            });
        }
        if let Some(condition) = &clause.condition {
            let condition = self.condition(condition, scope)?;
            if self.naive {
                pattern.add(condition);
            } else {
                split(condition, &mut |part| pattern.add(part));
            }
        }
        Ok(pattern)
    }

    fn node_slot(&self, node: &NodePattern, scope: &mut Scope) -> Result<usize, CypherError> {
        let Some(name) = &node.variable else { return Ok(scope.unnamed()) };
        match scope.slot(name) {
            Some(slot) if scope.kinds(name).meets(Kinds::NODE) => Ok(slot),
            Some(_) => Err(self.conflict(name, scope, "Node", node.at)),
            None => Ok(scope.declare(name, Kinds::NODE).unwrap_or_default()),
        }
    }

    /// Where a relationship is, and whether it was there before.
    fn rel_slot(&self, rel: &RelPattern, scope: &mut Scope) -> Result<(usize, bool), CypherError> {
        let Some(name) = &rel.variable else { return Ok((scope.unnamed(), false)) };
        let one = Known::of(Kinds::RELATIONSHIP);
        let (wanted, expected) = match rel.range {
            None => (one, "Relationship"),
            Some(_) => (Known::list_of(one), "List<Relationship>"),
        };
        match scope.slot(name) {
            Some(slot) if scope.kinds(name).meets(wanted.kinds()) => Ok((slot, true)),
            Some(_) => Err(self.conflict(name, scope, expected, rel.at)),
            None => Ok((scope.declare_known(name, wanted).unwrap_or_default(), false)),
        }
    }

    fn conflict(&self, name: &str, scope: &Scope, expected: &str, at: usize) -> CypherError {
        let found = scope.kinds(name).names();
        let message = format!("Type mismatch: `{name}` defined with conflicting type {found} (expected {expected})");
        CypherError::at(ErrorCode::Syntax, message, self.text, at)
    }
}

impl Pattern {
    fn add(&mut self, expression: Expr) {
        let mut slots = HashSet::new();
        expression.walk(&mut |e| {
            if let Expr::Slot(slot) = e {
                slots.insert(*slot);
            }
        });
        let last = expression.draws();
        self.conditions.push(Condition { expression, slots, last });
    }

    /// Adds the paths that are complete now, and the conditions that can be checked now.
    pub(super) fn checked(&mut self, mut plan: Arc<Plan>, known: &mut HashSet<usize>) -> Arc<Plan> {
        for path in std::mem::take(&mut self.paths) {
            if path.parts.iter().all(|slot| known.contains(slot)) {
                let value = Expr::Path(path.parts.iter().map(|slot| Expr::Slot(*slot)).collect());
                plan = Arc::new(Plan::Assign { input: plan, slot: path.slot, value });
                known.insert(path.slot);
            } else {
                self.paths.push(path);
            }
        }
        for condition in std::mem::take(&mut self.conditions) {
            if !condition.last && condition.slots.is_subset(known) {
                plan = filtered(plan, condition.expression);
            } else {
                self.conditions.push(condition);
            }
        }
        plan
    }
}

/// The conditions that are left when everything is known.
pub(super) fn last_conditions(pattern: &mut Pattern, plan: Arc<Plan>) -> Arc<Plan> {
    let conditions = std::mem::take(&mut pattern.conditions).into_iter();
    conditions.fold(plan, |input, condition| filtered(input, condition.expression))
}

fn equal(a: Expr, b: Expr) -> Expr {
    Expr::Binary(BinaryOp::Equal, Box::new(a), Box::new(b))
}

/// The parts of a conjunction.
fn split(condition: Expr, each: &mut impl FnMut(Expr)) {
    match condition {
        Expr::Binary(BinaryOp::And, a, b) => {
            split(*a, each);
            split(*b, each);
        }
        other => each(other),
    }
}
