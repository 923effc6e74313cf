//! A step from all nodes at once: every relationship is looked at where it is stored, instead of node after node.
//!
//! `MATCH (a:Neuron)-[e:ConnectsTo]->(b:Neuron) RETURN sum(e.weight)` is the same in any order, and what is stored side by
//! side is read several times as fast as what a walk gathers from all over. Neo4j calls it a relationship type scan.

use std::sync::Arc;

use super::{Column, Entity, Level};
use crate::ast::{Direction, Expr};
use crate::plan::{NodeSource, Plan};
use crate::store::Graph;

/// Makes one level of a scan of nodes and a step from them, if the step is along most relationships that there are.
pub(super) fn look_once(levels: &mut Vec<Level>, graph: &Graph) {
    let [scan, step] = &mut levels[..] else { return };
    let (Plan::Nodes { slot, source, .. }, Plan::Expand(expand)) = (&*scan.operator, &*step.operator) else { return };
    if !scan.filters.is_empty() || expand.to_is_bound || expand.direction == Direction::Either {
        return;
    }
    if let NodeSource::Label(label) = source {
        let nodes = graph.nodes_with_label(*label);
        let edges = nodes.iter().map(|node| match expand.direction {
            Direction::Incoming => graph.incoming_edges(*node).len(),
            Direction::Outgoing | Direction::Either => graph.outgoing_edges(*node).len(),
        });
        if edges.sum::<usize>() < graph.relationship_count() / 2 {
            return;
        }
        if nodes.len() < graph.node_count() {
            let names = graph.labels().nth(usize::from(label.0)).cloned().into_iter().collect();
            let condition = Expr::Labelled(Box::new(Expr::Slot(*slot)), names, vec![*label]);
            step.filters.insert(0, Arc::new(Plan::Filter { input: Arc::new(Plan::Start), condition }));
            let column = Column { slot: *slot, entity: Entity::Node };
            if !step.columns.contains(&column) {
                step.columns.push(column);
            }
        }
    } else if !matches!(source, NodeSource::All) {
        return;
    }
    levels.remove(0);
}
