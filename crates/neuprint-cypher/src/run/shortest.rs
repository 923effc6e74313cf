//! The shortest paths between two nodes, found from both ends at once; longer ones only if no shortest one meets the
//! conditions.
//!
//! What comes out is what Neo4j 4.4 answers: with `shortestPath` and a least length that can be a path that is longer than
//! the one `allShortestPaths` gives for the same pattern. But where it contradicts itself in another way we do not: there
//! a condition on the list `[r*]` can lose paths that the same condition on `relationships(p)` finds.

mod breadth;
mod trails;

use std::sync::Arc;

use super::{Context, Op, Pulled, Row, node_at, put};
use crate::error::{CypherError, ErrorCode};
use crate::eval::operators;
use crate::plan::{Shortest, Step};
use crate::value::{NodeId, Path, Value};
use breadth::{Breadth, Progress, Ways};
use trails::Trails;

/// The database's own words.
const SAME_NODE: &str = "\
The shortest path algorithm does not work when the start and end nodes are the same. This can happen if you
perform a shortestPath search after a cartesian product that might have the same start and end nodes for some
of the rows passed to shortestPath. If you would rather not experience this exception, and can accept the
possibility of missing results for those rows, disable this in the Neo4j configuration by setting
`cypher.forbid_shortestpath_common_nodes` to false. If you cannot accept missing results, and really want the
shortestPath between two common nodes, then re-write the query using a standard Cypher variable length pattern
expression followed by ordering by path length and limiting to one result.";

/// How far the search between one row's nodes is.
#[derive(Default)]
pub(super) struct Cursor {
    current: Option<Searching>,
}

struct Searching {
    ends: (NodeId, NodeId),
    breadth: Breadth,
    stage: Stage,
    /// How long the first path was at which the ends met.
    met: Option<usize>,
    /// Whether a path was given.
    found: bool,
}

enum Stage {
    Search,
    Shortest(Ways),
    Longer(Trails),
}

impl Cursor {
    pub(super) fn next(
        &mut self,
        input: &mut Op,
        plan: &Shortest,
        row: &mut Row,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        loop {
            if let Some(searching) = &mut self.current {
                match searching.next(plan, row, context)? {
                    Pulled::Done => self.current = None,
                    other => return Ok(other),
                }
            }
            match input.next(row, context)? {
                Pulled::Row => {}
                other => return Ok(other),
            }
            let (Some(from), Some(to)) = (node_at(row, plan.from)?, node_at(row, plan.to)?) else { continue };
            if from == to && !plan.may_be_empty {
                return Err(CypherError::new(ErrorCode::Failed, SAME_NODE));
            }
            let allowed = [from, to].into_iter().try_fold(true, |so_far, node| {
                Ok::<_, CypherError>(so_far && passes(context, row, &plan.of_nodes, Value::Node(node))?)
            });
            if allowed? && plan.least <= plan.most {
                let breadth = Breadth::new(from, to);
                self.current =
                    Some(Searching { ends: (from, to), breadth, stage: Stage::Search, met: None, found: false });
            }
        }
    }
}

impl Searching {
    fn next(&mut self, plan: &Shortest, row: &mut Row, context: &Context<'_>) -> Result<Pulled, CypherError> {
        loop {
            if self.found && !plan.all {
                return Ok(Pulled::Done);
            }
            let path = match &mut self.stage {
                Stage::Search => {
                    match (self.breadth.advance(plan, row, context)?, self.met) {
                        (Progress::Pending, _) => return Ok(Pulled::Pending),
                        (Progress::Apart, None) => return Ok(Pulled::Done),
                        (Progress::Apart, Some(length)) => self.stage = longer(self.ends, length, plan),
                        (Progress::Met(ways), _) => {
                            let length = *self.met.get_or_insert(ways.length());
                            let too_short = plan.all && length < plan.least;
                            self.stage =
                                if too_short { longer(self.ends, length, plan) } else { Stage::Shortest(ways) };
                        }
                    }
                    continue;
                }
                Stage::Shortest(ways) => {
                    if !context.pay()? {
                        return Ok(Pulled::Pending);
                    }
                    context.budget.pay_items(ways.length() as u64, &mut 0)?;
                    match ways.next(&self.breadth) {
                        Some(path) => {
                            if (1..path.relationships.len())
                                .any(|at| path.relationships[..at].contains(&path.relationships[at]))
                            {
                                continue;
                            }
                            path
                        }
                        None if self.found || plan.conditions.is_empty() => return Ok(Pulled::Done),
                        None => {
                            self.stage = if plan.all { longer(self.ends, ways.length(), plan) } else { Stage::Search };
                            continue;
                        }
                    }
                }
                Stage::Longer(trails) => match trails.next(self.found, plan, row, context)? {
                    trails::Progress::Pending => return Ok(Pulled::Pending),
                    trails::Progress::Past => return Ok(Pulled::Done),
                    trails::Progress::Path(path) => path,
                },
            };
            if arrived(path, plan, row, context)? {
                self.found = true;
                return Ok(Pulled::Row);
            }
        }
    }
}

/// Every path that is longer than those of a length.
fn longer(ends: (NodeId, NodeId), length: usize, plan: &Shortest) -> Stage {
    Stage::Longer(Trails::new(ends, plan.least.max(length.saturating_add(1))))
}

/// Writes a path; whether it meets the conditions.
fn arrived(path: Path, plan: &Shortest, row: &mut Row, context: &Context<'_>) -> Result<bool, CypherError> {
    let relationships = Value::list(path.relationships.iter().map(|rel| Value::Relationship(*rel)));
    put(row, plan.relationships, relationships);
    put(row, plan.path, Value::Path(Arc::new(path)));
    for condition in &plan.conditions {
        if !context.env(row).holds(condition)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a node or a relationship meets all its conditions.
fn passes(context: &Context<'_>, row: &Row, steps: &[Step], value: Value) -> Result<bool, CypherError> {
    if steps.is_empty() {
        return Ok(true);
    }
    let mut env = context.env(row);
    env.locals.push(value);
    for step in steps {
        if operators::truth_of_value(&env.eval(&step.condition)?)? != Some(step.wanted) {
            return Ok(false);
        }
    }
    Ok(true)
}
