//! Names of properties and labels in a plan, found in the graph once instead of in every row.

use std::sync::Arc;

use super::columnar::over_columns;
use super::{Expand, NodeSource, Plan, Planner, Seek};
use crate::ast::{Expr, StoredKey};

impl Planner<'_> {
    /// Finds the names of a plan that was just made. What two places share is left as it is: names are found in every
    /// row there.
    pub(super) fn find_names(&self, plan: &mut Arc<Plan>) {
        let Some(plan) = Arc::get_mut(plan) else { return };
        match plan {
            Plan::Start => {}
            Plan::Nodes { input, source, .. } => {
                if let NodeSource::Seek { seek, .. } = source {
                    self.find_in_seek(seek);
                }
                self.find_names(input);
            }
            Plan::Expand(Expand { input, .. }) | Plan::Ends(Expand { input, .. }) => self.find_names(input),
            Plan::Walk(walk) => self.find_names(&mut walk.step.input),
            Plan::Shortest(search) => {
                let steps = search.of_nodes.iter_mut().chain(&mut search.of_relationships);
                steps.map(|step| &mut step.condition).chain(&mut search.conditions).for_each(|e| self.find_in(e));
                self.find_names(&mut search.input);
            }
            Plan::Assign { input, value: e, .. }
            | Plan::Filter { input, condition: e }
            | Plan::Unwind { input, list: e, .. } => {
                self.find_in(e);
                self.find_names(input);
            }
            Plan::Optional { input, inner, .. } | Plan::Apply { input, inner, .. } => {
                self.find_names(inner);
                self.find_names(input);
            }
            Plan::Call(call) => {
                call.arguments.iter_mut().for_each(|e| self.find_in(e));
                self.find_names(&mut call.input);
            }
            Plan::Project { input, items } => {
                items.iter_mut().for_each(|e| self.find_in(e));
                self.find_names(input);
            }
            Plan::Aggregate { input, keys, aggregates } => {
                let arguments = aggregates.iter_mut().flat_map(|a| a.argument.iter_mut().chain(&mut a.parameter));
                keys.iter_mut().chain(arguments).for_each(|e| self.find_in(e));
                self.find_names(input);
                if !self.naive {
                    over_columns(plan, self.graph);
                }
            }
            // Its names were found before it was made.
            Plan::Columnar(_) => {}
            Plan::Distinct { input }
            | Plan::Sort { input, .. }
            | Plan::Cut { input, .. }
            | Plan::Slice { input, .. } => {
                self.find_names(input);
            }
            Plan::Union { inputs } => inputs.iter_mut().for_each(|input| self.find_names(input)),
        }
    }

    fn find_in_seek(&self, seek: &mut Seek) {
        match seek {
            Seek::Value { value: e, .. } | Seek::Range { bound: e, .. } | Seek::Words { condition: e, .. } => {
                self.find_in(e);
            }
            Seek::Either(seeks) => seeks.iter_mut().for_each(|seek| self.find_in_seek(seek)),
        }
    }

    fn find_in(&self, e: &mut Expr) {
        let Ok(()) = e.children_mut(&mut |child| {
            self.find_in(child);
            Ok::<(), std::convert::Infallible>(())
        });
        match e {
            Expr::Property(base, name) => {
                let base = std::mem::replace(&mut **base, Expr::Slot(0));
                let (node, relationship) = (self.graph.node_key(name), self.graph.relationship_key(name));
                *e = Expr::Stored(Box::new(base), Box::new(StoredKey { name: name.clone(), node, relationship }));
            }
            Expr::HasLabels(base, names) => {
                let labels: Option<Vec<_>> = names.iter().map(|name| self.graph.label(name)).collect();
                // A label that no node bears may be the type of a relationship.
                if let (Some(labels), Expr::Slot(_)) = (labels, &**base) {
                    let base = std::mem::replace(&mut **base, Expr::Slot(0));
                    *e = Expr::Labelled(Box::new(base), names.clone(), labels);
                }
            }
            Expr::Subquery(subquery) => {
                if let Some(plan) = &mut subquery.plan {
                    self.find_names(plan);
                }
            }
            _ => {}
        }
    }
}
