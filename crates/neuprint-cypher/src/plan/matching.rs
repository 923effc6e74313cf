//! MATCH: where to begin, in which order to walk, and when each condition can be checked.
//!
//! Walking begins at the node with the fewest candidates: one that is known already, one with an indexed value, one
//! with a rare label. From there relationships are followed; a condition is checked as soon as everything it speaks of
//! is known.

use std::collections::HashSet;
use std::sync::Arc;

use super::pattern::{Pattern, PlannedNode, PlannedRel, last_conditions};
use super::{Expand, NodeSource, Plan, Planner, Scope, Walk};
use crate::ast::{Expr, MatchClause};
use crate::error::CypherError;

impl Planner<'_> {
    /// Plans a MATCH or OPTIONAL MATCH; its new variables enter the scope.
    pub(super) fn matching(
        &self,
        input: Arc<Plan>,
        clause: &MatchClause,
        scope: &mut Scope,
    ) -> Result<Arc<Plan>, CypherError> {
        let before = scope.width();
        let known: HashSet<usize> = (0..before).collect();
        let mut pattern = self.placed(clause, scope)?;
        if !clause.optional {
            return self.walked(input, &mut pattern, known);
        }
        let inner = self.walked(Arc::new(Plan::Start), &mut pattern, known)?;
        Ok(Arc::new(Plan::Optional { input, inner, places: before..scope.width() }))
    }

    /// The operators that walk the pattern.
    fn walked(
        &self,
        input: Arc<Plan>,
        pattern: &mut Pattern,
        mut known: HashSet<usize>,
    ) -> Result<Arc<Plan>, CypherError> {
        // Naively: every node from everywhere, then every relationship, as written; then all conditions.
        let checked = |pattern: &mut Pattern, plan, known: &mut HashSet<usize>| {
            if self.naive { plan } else { pattern.checked(plan, known) }
        };
        let earlier = known.clone();
        let mut plan = checked(pattern, input, &mut known);
        // A node that an earlier clause found must be a node and bear the labels that are written here.
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
            let next = match self.naive {
                true => (!left.is_empty() && pattern.nodes.iter().all(|node| known.contains(&node.slot))).then_some(0),
                false => next_relationship(&left, &known),
            };
            if let Some(at) = next {
                let rel = left.remove(at);
                let ends = [rel.from, rel.to].map(|slot| (slot, !known.contains(&slot)));
                plan = self.along(plan, &rel, &known, &walked);
                walked.push(rel.slot);
                known.extend([rel.slot, rel.from, rel.to]);
                for (slot, new) in ends {
                    if new && let Some(node) = pattern.nodes.iter_mut().find(|node| node.slot == slot) {
                        plan = with_labels(plan, slot, std::mem::take(&mut node.labels));
                    }
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
            plan = checked(pattern, plan, &mut known);
        }
        plan = pattern.checked(plan, &mut known);
        for shortest in std::mem::take(&mut pattern.shortest) {
            plan = self.search(plan, &shortest, pattern, &mut known);
            plan = pattern.checked(plan, &mut known);
        }
        Ok(last_conditions(pattern, plan))
    }

    /// The operator for one relationship of the pattern.
    fn along(&self, input: Arc<Plan>, rel: &PlannedRel, known: &HashSet<usize>, walked: &[usize]) -> Arc<Plan> {
        let forward = rel.bound || known.contains(&rel.from);
        let (from, to) = if forward { (rel.from, rel.to) } else { (rel.to, rel.from) };
        let step = Expand {
            input,
            from,
            relationship: rel.slot,
            to,
            from_is_bound: known.contains(&from),
            to_is_bound: known.contains(&to) || from == to,
            direction: if forward { rel.direction } else { rel.direction.reversed() },
            types: self.types(&rel.types),
            others: walked.to_vec(),
        };
        Arc::new(match rel.range {
            _ if rel.bound => Plan::Ends(step),
            None => Plan::Expand(step),
            Some(range) => Plan::Walk(Walk { step, range, backward: !forward }),
        })
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
            let Some((seek, cost)) = self.seek(&condition.expression, node.slot, known) else { continue };
            if cost < best.1 {
                // The scan that stands in for it must not promise a label that a search does not check.
                let otherwise = Box::new(match best.0 {
                    NodeSource::Seek { otherwise, .. } => *otherwise,
                    source => source,
                });
                best = (NodeSource::Seek { seek, otherwise }, cost, None);
            }
        }
        best
    }

    pub(super) fn types(&self, names: &[Arc<str>]) -> Option<Vec<crate::store::RelTypeId>> {
        (!names.is_empty()).then(|| names.iter().filter_map(|name| self.graph.relationship_type(name)).collect())
    }
}

/// Which relationship to follow next: one that is known, one between known nodes, or one from a known node.
fn next_relationship(left: &[PlannedRel], known: &HashSet<usize>) -> Option<usize> {
    let bound = left.iter().position(|rel| rel.bound);
    let both = || left.iter().position(|rel| known.contains(&rel.from) && known.contains(&rel.to));
    let one = || left.iter().position(|rel| known.contains(&rel.from) || known.contains(&rel.to));
    bound.or_else(both).or_else(one)
}

fn with_labels(plan: Arc<Plan>, slot: usize, labels: Vec<Arc<str>>) -> Arc<Plan> {
    if labels.is_empty() {
        return plan;
    }
    let condition = Expr::HasLabels(Box::new(Expr::Slot(slot)), labels);
    Arc::new(Plan::Filter { input: plan, condition })
}
