//! MATCH: where to begin, in which order to walk, and when each condition can be checked.
//!
//! Walking begins at the node with the fewest candidates: one that is known already, one with an indexed value, one
//! with a rare label. From there relationships are followed; a condition is checked as soon as everything it speaks of
//! is known.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Expand, NodeSource, Plan, Planner, Scope};
use crate::ast::{BinaryOp, Direction, Expr, MatchClause, NodePattern};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::value::Value;

/// A node of the pattern.
struct PlannedNode {
    slot: usize,
    labels: Vec<Arc<str>>,
}

/// A relationship of the pattern.
struct PlannedRel {
    slot: usize,
    from: usize,
    to: usize,
    direction: Direction,
    types: Vec<Arc<str>>,
}

/// A condition, and the places it speaks of.
struct Condition {
    expression: Expr,
    slots: HashSet<usize>,
}

/// A pattern with everything in its place.
#[derive(Default)]
struct Pattern {
    nodes: Vec<PlannedNode>,
    rels: Vec<PlannedRel>,
    conditions: Vec<Condition>,
}

impl Planner<'_> {
    /// Plans a MATCH or OPTIONAL MATCH; its new variables enter the scope.
    pub(super) fn matching(
        &self,
        input: Arc<Plan>,
        clause: &MatchClause,
        scope: &mut Scope,
    ) -> Result<Arc<Plan>, CypherError> {
        let known: HashSet<usize> = (0..scope.width()).collect();
        let mut pattern = self.placed(clause, scope)?;
        if !clause.optional {
            return self.walked(input, &mut pattern, known);
        }
        let inner = self.walked(Arc::new(Plan::Start), &mut pattern, known)?;
        Ok(Arc::new(Plan::Optional { input, inner, width: scope.width() }))
    }

    /// Gives every node and relationship a place, and gathers the conditions.
    fn placed(&self, clause: &MatchClause, scope: &mut Scope) -> Result<Pattern, CypherError> {
        let mut pattern = Pattern::default();
        let mut properties: Vec<(usize, &Arc<str>, &Expr)> = Vec::new();
        let mut rel_names: HashSet<&str> = HashSet::new();
        for path in &clause.parts {
            let mut slots = Vec::new();
            for node in &path.nodes {
                let slot = self.node_slot(node, scope, &rel_names)?;
                slots.push(slot);
                properties.extend(node.properties.iter().map(|(key, value)| (slot, key, value)));
                match pattern.nodes.iter_mut().find(|planned| planned.slot == slot) {
                    Some(planned) => planned.labels.extend(node.labels.iter().cloned()),
                    None => pattern.nodes.push(PlannedNode { slot, labels: node.labels.clone() }),
                }
            }
            for (at, rel) in path.relationships.iter().enumerate() {
                let slot = match &rel.variable {
                    None => scope.unnamed(),
                    Some(name) => {
                        rel_names.insert(name);
                        scope.declare(name, Kinds::RELATIONSHIP).map_err(|()| {
                            let message = format!("the relationship `{name}` is used twice, which is not supported");
                            CypherError::at(ErrorCode::Unsupported, message, self.text, rel.at)
                        })?
                    }
                };
                properties.extend(rel.properties.iter().map(|(key, value)| (slot, key, value)));
                let (from, to) = (slots[at], slots[at + 1]);
                pattern.rels.push(PlannedRel { slot, from, to, direction: rel.direction, types: rel.types.clone() });
            }
        }
        for (slot, key, value) in properties {
            let property = Expr::Property(Box::new(Expr::Slot(slot)), key.clone());
            let value = self.bound(value, scope)?;
            pattern.add(Expr::Binary(BinaryOp::Equal, Box::new(property), Box::new(value)));
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

    fn node_slot(&self, node: &NodePattern, scope: &mut Scope, rels: &HashSet<&str>) -> Result<usize, CypherError> {
        let Some(name) = &node.variable else { return Ok(scope.unnamed()) };
        if rels.contains(&**name) {
            let message = format!("Variable `{name}` already declared as a relationship");
            return Err(CypherError::at(ErrorCode::Syntax, message, self.text, node.at));
        }
        match scope.slot(name) {
            Some(slot) if scope.kinds(name).meets(Kinds::NODE) => Ok(slot),
            Some(_) => {
                let found = scope.kinds(name).names();
                let message = format!("Type mismatch: `{name}` defined with conflicting type {found} (expected Node)");
                Err(CypherError::at(ErrorCode::Syntax, message, self.text, node.at))
            }
            None => Ok(scope.declare(name, Kinds::NODE).unwrap_or_default()),
        }
    }

    /// The operators that walk the pattern.
    fn walked(
        &self,
        input: Arc<Plan>,
        pattern: &mut Pattern,
        mut known: HashSet<usize>,
    ) -> Result<Arc<Plan>, CypherError> {
        // Naively: every node from everywhere, then every relationship, as written; then all conditions.
        let checked =
            |pattern: &mut Pattern, plan, known: &_| if self.naive { plan } else { pattern.checked(plan, known) };
        let mut plan = checked(pattern, input, &known);
        // A node that an earlier clause found must be a node and bear the labels that are written here.
        let earlier = known.clone();
        for node in &mut pattern.nodes {
            if earlier.contains(&node.slot) {
                let labels = std::mem::take(&mut node.labels);
                // Without labels, too: an OPTIONAL MATCH may have left null, which matches nothing.
                let condition = Expr::HasLabels(Box::new(Expr::Slot(node.slot)), labels);
                plan = Arc::new(Plan::Filter { input: plan, condition });
            }
        }
        let mut left: Vec<PlannedRel> = std::mem::take(&mut pattern.rels);
        let mut walked: Vec<usize> = Vec::new();
        loop {
            let both = left.iter().position(|rel| known.contains(&rel.from) && known.contains(&rel.to));
            let one = || left.iter().position(|rel| known.contains(&rel.from) || known.contains(&rel.to));
            let next = match self.naive {
                true => both.filter(|_| pattern.nodes.iter().all(|node| known.contains(&node.slot))),
                false => both.or_else(one),
            };
            if let Some(at) = next {
                let rel = left.remove(at);
                let others = match self.naive {
                    true => pattern.keeps_apart(rel.slot, &walked),
                    false => walked.clone(),
                };
                let forward = known.contains(&rel.from);
                let (from, to) = if forward { (rel.from, rel.to) } else { (rel.to, rel.from) };
                plan = Arc::new(Plan::Expand(Expand {
                    input: plan,
                    from,
                    relationship: rel.slot,
                    to,
                    to_is_bound: known.contains(&to),
                    direction: if forward { rel.direction } else { rel.direction.reversed() },
                    types: self.types(&rel.types),
                    others,
                }));
                walked.push(rel.slot);
                let new = known.insert(to);
                known.insert(rel.slot);
                if new && let Some(node) = pattern.nodes.iter_mut().find(|node| node.slot == to) {
                    plan = with_labels(plan, to, std::mem::take(&mut node.labels));
                }
            } else {
                let open = pattern.nodes.iter().filter(|node| !known.contains(&node.slot));
                let Some((slot, source, label)) = open
                    .map(|node| (node.slot, self.source(node, pattern, &known)))
                    .min_by_key(|(_, (_, cost, _))| *cost)
                    .map(|(slot, (source, _, label))| (slot, source, label))
                else {
                    break;
                };
                plan = Arc::new(Plan::Nodes { input: plan, slot, source });
                known.insert(slot);
                if let Some(node) = pattern.nodes.iter_mut().find(|node| node.slot == slot) {
                    let mut labels = std::mem::take(&mut node.labels);
                    if let Some(label) = label {
                        labels.remove(label);
                    }
                    plan = with_labels(plan, slot, labels);
                }
            }
            plan = checked(pattern, plan, &known);
        }
        Ok(pattern.checked(plan, &known))
    }

    /// The cheapest candidates for a node: where they come from, how many there may be, and which of the node's labels
    /// they are sure to bear.
    fn source(
        &self,
        node: &PlannedNode,
        pattern: &Pattern,
        known: &HashSet<usize>,
    ) -> (NodeSource, usize, Option<usize>) {
        let mut best = (NodeSource::All, self.graph.node_count(), None);
        if self.naive {
            return best;
        }
        for (at, name) in node.labels.iter().enumerate() {
            let (source, count) = match self.graph.label(name) {
                Some(label) => (NodeSource::Label(label), self.graph.nodes_with_label(label).len()),
                None => (NodeSource::Nothing, 0),
            };
            if count <= best.1 {
                best = (source, count, Some(at));
            }
        }
        for condition in &pattern.conditions {
            let Some((key, value, is_list)) = lookup(&condition.expression, node.slot, known) else { continue };
            let Some(key) = self.graph.node_key(key) else { continue };
            let cost = match &value {
                Expr::Literal(Value::List(items)) if is_list => items.len(),
                _ if is_list => 100,
                _ => 1,
            };
            if cost < best.1 {
                // The scan that stands in for it must not promise a label that a lookup does not check.
                let otherwise = Box::new(match best.0 {
                    NodeSource::Lookup { otherwise, .. } => *otherwise,
                    source => source,
                });
                best = (NodeSource::Lookup { key, value, is_list, otherwise }, cost, None);
            }
        }
        best
    }

    fn types(&self, names: &[Arc<str>]) -> Option<Vec<crate::store::RelTypeId>> {
        (!names.is_empty()).then(|| names.iter().filter_map(|name| self.graph.relationship_type(name)).collect())
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
        self.conditions.push(Condition { expression, slots });
    }

    /// Naively, too, the same relationship may not be walked twice: as conditions. No place is left to look at.
    fn keeps_apart(&mut self, rel: usize, walked: &[usize]) -> Vec<usize> {
        for other in walked {
            let [rel, other] = [rel, *other].map(|slot| Box::new(Expr::Slot(slot)));
            self.add(Expr::Binary(BinaryOp::NotEqual, rel, other));
        }
        Vec::new()
    }

    /// Adds the conditions that can be checked now.
    fn checked(&mut self, mut plan: Arc<Plan>, known: &HashSet<usize>) -> Arc<Plan> {
        let conditions = std::mem::take(&mut self.conditions);
        for condition in conditions {
            if condition.slots.is_subset(known) {
                plan = Arc::new(Plan::Filter { input: plan, condition: condition.expression });
            } else {
                self.conditions.push(condition);
            }
        }
        plan
    }
}

fn with_labels(plan: Arc<Plan>, slot: usize, labels: Vec<Arc<str>>) -> Arc<Plan> {
    if labels.is_empty() {
        return plan;
    }
    let condition = Expr::HasLabels(Box::new(Expr::Slot(slot)), labels);
    Arc::new(Plan::Filter { input: plan, condition })
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

/// `node.key = value` or `node.key IN values`, if the values are known before the node is.
fn lookup<'e>(condition: &'e Expr, node: usize, known: &HashSet<usize>) -> Option<(&'e str, Expr, bool)> {
    let key_of = |e: &'e Expr| match e {
        Expr::Property(base, key) if **base == Expr::Slot(node) => Some(&**key),
        _ => None,
    };
    let before = |e: &Expr| {
        let mut all = true;
        e.walk(&mut |e| all &= !matches!(e, Expr::Slot(slot) if !known.contains(slot)));
        all
    };
    match condition {
        Expr::Binary(BinaryOp::Equal, a, b) => match (key_of(a), key_of(b)) {
            (Some(key), _) if before(b) => Some((key, (**b).clone(), false)),
            (_, Some(key)) if before(a) => Some((key, (**a).clone(), false)),
            _ => None,
        },
        Expr::Binary(BinaryOp::In, a, b) if before(b) => key_of(a).map(|key| (key, (**b).clone(), true)),
        _ => None,
    }
}
