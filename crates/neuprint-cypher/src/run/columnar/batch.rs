//! Batches of rows as columns of numbers: scanned, walked from, and filtered.

use super::super::expand::run;
use super::super::nodes::Candidates;
use super::super::{Context, Pulled, Row, put};
use super::sweep::sweep;
use super::typed::Typed;
use crate::ast::Expr;
use crate::error::CypherError;
use crate::plan::{Column, Columnar, Entity, Expand, Level, Plan};
use crate::store::Edge;
use crate::value::{NodeId, RelId, Value};

/// Rows in a batch: what is worked on stays in the processor's nearest memory.
pub(super) const ROWS: usize = 1024;

/// Rows as columns, which are as long as each other.
#[derive(Default)]
pub(super) struct Batch {
    columns: Vec<Vec<u32>>,
}

impl Batch {
    fn new(columns: usize) -> Self {
        Self { columns: vec![Vec::with_capacity(ROWS); columns] }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// The numbers in a column.
    pub(super) fn column(&self, at: usize) -> &[u32] {
        &self.columns[at]
    }

    /// The numbers in a column, to be written; all columns must be as long as each other then.
    pub(super) fn column_mut(&mut self, at: usize) -> &mut Vec<u32> {
        &mut self.columns[at]
    }

    pub(super) fn clear(&mut self) {
        self.columns.iter_mut().for_each(Vec::clear);
    }

    /// Keeps the rows that pass.
    fn retain(&mut self, passes: &[bool]) {
        for column in &mut self.columns {
            let mut passes = passes.iter();
            column.retain(|_| passes.next() == Some(&true));
        }
    }
}

/// The levels of a plan at work.
pub(super) struct Levels {
    batches: Vec<Batch>,
    places: Vec<At>,
    /// A row with what is known from around, in which conditions are checked.
    row: Row,
    passes: Vec<bool>,
}

/// How far a level is.
enum At {
    /// Which candidate is next.
    Scan(Option<Candidates>, usize),
    /// Which row of the level before, and which of its node's edges.
    Walk(usize, usize),
    /// Which relationship is next.
    Sweep(usize),
}

impl Levels {
    pub(super) fn new(plan: &Columnar, first: Row) -> Self {
        let batches = plan.levels.iter().map(|level| Batch::new(level.columns.len())).collect();
        let places = plan.levels.iter().enumerate().map(|(at, level)| match *level.operator {
            Plan::Expand(_) if at == 0 => At::Sweep(0),
            Plan::Expand(_) => At::Walk(0, 0),
            _ => At::Scan(None, 0),
        });
        Self { batches, places: places.collect(), row: first, passes: Vec::new() }
    }

    /// The batch of the last level.
    pub(super) fn last(&self) -> &Batch {
        &self.batches[self.batches.len() - 1]
    }

    /// A row of the batch of the last level.
    pub(super) fn row(&mut self, at: usize, plan: &Columnar) -> &Row {
        let last = self.batches.len() - 1;
        fill(&mut self.row, &self.batches[last], at, &plan.levels[last].columns);
        &self.row
    }

    /// The next batch of the last level. It has a row at least.
    pub(super) fn next(&mut self, plan: &Columnar, context: &Context<'_>) -> Result<Pulled, CypherError> {
        self.next_of(self.batches.len() - 1, plan, context)
    }

    fn next_of(&mut self, at: usize, plan: &Columnar, context: &Context<'_>) -> Result<Pulled, CypherError> {
        let level = &plan.levels[at];
        // A batch that was left unfinished by a pause is gone on with.
        loop {
            let pulled = match &*level.operator {
                Plan::Expand(expand) if at == 0 => self.sweep(expand, &level.columns, context)?,
                Plan::Expand(expand) => self.walk(at, expand, plan, context)?,
                operator => self.scan(at, operator, context)?,
            };
            if pulled == Pulled::Pending && self.batches[at].len() == 0 {
                return Ok(Pulled::Pending);
            }
            self.filter(at, level, context)?;
            if self.batches[at].len() > 0 {
                return Ok(Pulled::Row);
            }
            if pulled != Pulled::Row {
                return Ok(pulled);
            }
        }
    }

    fn scan(&mut self, at: usize, operator: &Plan, context: &Context<'_>) -> Result<Pulled, CypherError> {
        let (Plan::Nodes { source, .. }, At::Scan(candidates, next)) = (operator, &mut self.places[at]) else {
            return Ok(Pulled::Done);
        };
        let candidates = match candidates {
            Some(candidates) => candidates,
            None => candidates.insert(Candidates::of(source, &self.row, context)?),
        };
        let batch = &mut self.batches[at];
        batch.clear();
        while batch.len() < ROWS {
            let Some(node) = candidates.get(*next, context) else {
                return Ok(if batch.len() > 0 { Pulled::Row } else { Pulled::Done });
            };
            if !context.pay()? {
                return Ok(Pulled::Pending);
            }
            *next += 1;
            batch.columns[0].push(node.0);
        }
        Ok(Pulled::Row)
    }

    fn sweep(&mut self, expand: &Expand, columns: &[Column], context: &Context<'_>) -> Result<Pulled, CypherError> {
        let At::Sweep(next) = &mut self.places[0] else { return Ok(Pulled::Done) };
        sweep(next, &mut self.batches[0], expand, columns, context)
    }

    fn walk(
        &mut self,
        at: usize,
        expand: &Expand,
        plan: &Columnar,
        context: &Context<'_>,
    ) -> Result<Pulled, CypherError> {
        self.batches[at].clear();
        let before = &plan.levels[at - 1].columns;
        let column = |slot: usize| before.iter().position(|column| column.slot == slot);
        let (from, wanted) = (column(expand.from), column(expand.to).filter(|_| expand.to_is_bound));
        let others: Vec<usize> = expand.others.iter().filter_map(|slot| column(*slot)).collect();
        let carried: Vec<usize> = plan.levels[at].columns.iter().map_while(|own| column(own.slot)).collect();
        // The planner saw to it that they are there.
        let Some(from) = from else { return Ok(Pulled::Done) };
        loop {
            let (earlier, later) = self.batches.split_at_mut(at);
            let (input, batch) = (&earlier[at - 1], &mut later[0]);
            let At::Walk(row, edge_at) = &mut self.places[at] else { return Ok(Pulled::Done) };
            while *row < input.len() {
                let node = NodeId(input.columns[from][*row]);
                let (copies, found) = batch.columns.split_at_mut(carried.len());
                let [relationships, ends @ ..] = found else { return Ok(Pulled::Done) };
                let mut pause = false;
                loop {
                    let run = run(context, node, expand.direction, *edge_at);
                    let room = ROWS - relationships.len();
                    if run.edges.is_empty() || room == 0 {
                        break;
                    }
                    let paid = context.budget.pay_up_to(run.edges.len().min(room))?;
                    if paid == 0 {
                        pause = true;
                        break;
                    }
                    *edge_at += paid;
                    let edges = &run.edges[..paid];
                    let rel_type = |edge: &&Edge| edge.rel_type;
                    if wanted.is_none() && others.is_empty() && !run.seen_before {
                        let typed = Typed::of(edges.iter().map(|edge| edge.rel_type), expand.types.as_deref());
                        typed.copy(edges.iter(), rel_type, |edge| edge.relationship.0, relationships);
                        ends.iter_mut().for_each(|ends| typed.copy(edges.iter(), rel_type, |edge| edge.other.0, ends));
                        continue;
                    }
                    let edges = edges.iter().filter(|edge| {
                        expand.types.as_ref().is_none_or(|types| types.contains(&edge.rel_type))
                            && wanted.is_none_or(|wanted| input.columns[wanted][*row] == edge.other.0)
                            && !(run.seen_before && edge.other == node)
                            && !others.iter().any(|at| input.columns[*at][*row] == edge.relationship.0)
                    });
                    match ends {
                        [ends, ..] => edges.for_each(|edge| {
                            relationships.push(edge.relationship.0);
                            ends.push(edge.other.0);
                        }),
                        [] => relationships.extend(edges.map(|edge| edge.relationship.0)),
                    }
                }
                let end = relationships.len();
                for (copy, from) in copies.iter_mut().zip(&carried) {
                    copy.resize(end, input.columns[*from][*row]);
                }
                if pause {
                    return Ok(Pulled::Pending);
                }
                if end >= ROWS {
                    return Ok(Pulled::Row);
                }
                (*row, *edge_at) = (*row + 1, 0);
            }
            // Those before go on only when this one has nothing that could be lost by a pause.
            if batch.len() > 0 {
                return Ok(Pulled::Row);
            }
            match self.next_of(at - 1, plan, context)? {
                Pulled::Row => self.places[at] = At::Walk(0, 0),
                other => return Ok(other),
            }
        }
    }

    /// Drops the rows of a level that do not meet its conditions.
    fn filter(&mut self, at: usize, level: &Level, context: &Context<'_>) -> Result<(), CypherError> {
        for filter in &level.filters {
            let Plan::Filter { condition, .. } = &**filter else { continue };
            let batch = &self.batches[at];
            self.passes.clear();
            match labels(condition, &level.columns) {
                Some((column, labels)) => {
                    let nodes = &batch.columns[column];
                    let labelled = || labels.iter().map(|label| context.graph.labelled(*label));
                    if labelled().all(|labelled| labelled.contains_all(nodes)) {
                        continue;
                    }
                    self.passes.resize(nodes.len(), true);
                    for labelled in labelled() {
                        let passes = self.passes.iter_mut().zip(nodes);
                        passes.for_each(|(passes, node)| *passes &= labelled.contains(NodeId(*node)));
                    }
                }
                None => {
                    for row in 0..batch.len() {
                        fill(&mut self.row, batch, row, &level.columns);
                        self.passes.push(context.env(&self.row).holds(condition)?);
                    }
                }
            }
            // Counted, which is faster than to look for the first that does not pass.
            if self.passes.iter().filter(|passes| **passes).count() < self.passes.len() {
                self.batches[at].retain(&self.passes);
            }
        }
        Ok(())
    }
}

/// The labels that a condition asks of the nodes in a column, if it asks for nothing else.
fn labels<'e>(condition: &'e Expr, columns: &[Column]) -> Option<(usize, &'e [crate::store::LabelId])> {
    let Expr::Labelled(base, _, labels) = condition else { return None };
    let Expr::Slot(slot) = **base else { return None };
    let at = columns.iter().position(|column| column.slot == slot)?;
    (columns[at].entity == Entity::Node).then_some((at, labels))
}

/// Writes a row of a batch into its places.
fn fill(row: &mut Row, batch: &Batch, at: usize, columns: &[Column]) {
    for (column, numbers) in columns.iter().zip(&batch.columns) {
        let number = numbers[at];
        let value = match column.entity {
            Entity::Node => Value::Node(NodeId(number)),
            Entity::Relationship => Value::Relationship(RelId(number)),
        };
        put(row, column.slot, value);
    }
}
