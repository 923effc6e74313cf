//! A query, and its execution in slices.

use std::cell::Cell;
use std::sync::Arc;

use crate::ast::QueryAst;
use crate::error::{CypherError, ErrorCode};
use crate::eval::budget::Budget;
use crate::eval::memory::Memory;
use crate::plan::Planner;
use crate::procedure::Procedure;
use crate::run::{Context, Op, Pulled, Row};
use crate::store::Graph;
use crate::value::{Map, Value};

/// A parsed query. It can be run any number of times, over any graph.
#[derive(Debug, Clone)]
pub struct Query {
    text: Arc<str>,
    ast: QueryAst,
}

/// What a query is given beside its graph.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Values for `$name`.
    pub parameters: Map,
    /// Procedures, beside those that are always there.
    pub procedures: Vec<Procedure>,
}

/// How much a query may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Steps: candidates looked at, relationships walked, list items unwound.
    pub steps: u64,
    /// Rows returned.
    pub rows: u64,
    /// Bytes that operators hold at a time: rows that are sorted, groups, what was seen before. They are estimated.
    pub memory: u64,
}

impl Default for Limits {
    /// A thousand million steps, ten million rows, a gigabyte.
    fn default() -> Self {
        Self { steps: 1_000_000_000, rows: 10_000_000, memory: 1 << 30 }
    }
}

/// What a slice of an execution brought.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// Rows, in the order of the answer; there may be more.
    Rows(Vec<Vec<Value>>),
    /// Nothing yet.
    Pending,
    /// Everything was given.
    Done,
}

/// Parses a query.
///
/// # Errors
/// What is wrong with it, or which part of it this engine does not speak, with line and column.
pub fn parse(text: &str) -> Result<Query, CypherError> {
    Ok(Query { text: text.into(), ast: crate::parse::parse(text)? })
}

/// Whether a text can be read as Cypher at all, whatever this engine makes of it: functions may have names that it does not
/// know, clauses may be ones that it does not speak.
///
/// ```
/// use neuprint_cypher::check_syntax;
///
/// assert!(check_syntax("RETURN my.own(1)").is_ok());
/// assert!(check_syntax("MATCH (n:Neuron RETURN n").is_err());
/// ```
///
/// # Errors
/// Where it cannot be read further, or that it is too deeply nested to be read here.
pub fn check_syntax(text: &str) -> Result<(), CypherError> {
    crate::parse::check_syntax(text)
}

impl Query {
    /// How many unconnected parts of its pattern match a connectome at large, where nothing limits the rows afterwards: 0
    /// for nearly every query, 1 where the answer may have a row for each connection, 2 where it is a product of such.
    ///
    /// It is told from the text, by the names that neuPrint's data have; in doubt it is 0.
    ///
    /// ```
    /// use neuprint_cypher::parse;
    ///
    /// assert_eq!(parse("MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN c.weight")?.wide_parts(), 1);
    /// assert_eq!(parse("MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN c.weight LIMIT 5")?.wide_parts(), 0);
    /// # Ok::<(), neuprint_cypher::CypherError>(())
    /// ```
    pub fn wide_parts(&self) -> usize {
        crate::breadth::wide_parts(&self.ast)
    }

    /// Plans the query for a graph and begins it.
    ///
    /// # Errors
    /// Variables that do not exist and other mistakes that do not depend on the data.
    pub fn start(&self, graph: Arc<Graph>, limits: Limits) -> Result<Execution, CypherError> {
        self.start_with(graph, &Given::default(), limits)
    }

    /// [`Query::start`], with values for `$name` and with procedures.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use neuprint_cypher::{Given, GraphBuilder, Limits, Map, Step, Value, parse};
    /// let graph = Arc::new(GraphBuilder::new().build());
    /// let given = Given { parameters: Map::from_iter([("from", Value::Int(2))]), ..Given::default() };
    /// let mut execution = parse("RETURN $from + 1 AS next")?.start_with(graph, &given, Limits::default())?;
    /// assert_eq!(execution.advance(10)?, Step::Rows(vec![vec![Value::Int(3)]]));
    /// # Ok::<(), neuprint_cypher::CypherError>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Query::start`], and a parameter that is not given.
    pub fn start_with(&self, graph: Arc<Graph>, given: &Given, limits: Limits) -> Result<Execution, CypherError> {
        self.begin(graph, given, limits, false)
    }

    /// Begins the query without planning it: every node of a pattern is sought among all nodes, in the order in which
    /// the nodes are written, without indexes; conditions are checked when the whole pattern is found; what is sorted
    /// is sorted in full. It is there for tests, which compare the planner with it: the rows must be the same.
    ///
    /// # Errors
    /// As for [`Query::start`].
    pub fn start_unplanned(&self, graph: Arc<Graph>, limits: Limits) -> Result<Execution, CypherError> {
        self.begin(graph, &Given::default(), limits, true)
    }

    fn begin(&self, graph: Arc<Graph>, given: &Given, limits: Limits, naive: bool) -> Result<Execution, CypherError> {
        let planner = Planner { graph: &graph, text: &self.text, given, depth: Cell::new(0), naive };
        let planned = planner.query(&self.ast)?;
        Ok(Execution {
            root: Op::new(&planned.plan, Row::new()),
            row: Row::new(),
            takes_rows: planned.plan.makes_rows(),
            columns: planned.columns.iter().map(ToString::to_string).collect(),
            graph,
            memory: Memory::new(given),
            budget: Budget::new(limits.steps, limits.memory),
            steps: limits.steps,
            rows_left: limits.rows,
            done: self.ast.explain,
            plan_is_wanted: self.ast.explain || self.ast.profile,
        })
    }
}

/// A running query. Dropping it ends it.
pub struct Execution {
    root: Op,
    /// The row at hand.
    row: Row,
    /// Whether it may be taken away.
    takes_rows: bool,
    columns: Vec<String>,
    graph: Arc<Graph>,
    memory: Memory,
    budget: Budget,
    /// Allowed altogether.
    steps: u64,
    rows_left: u64,
    done: bool,
    plan_is_wanted: bool,
}

/// Rows handed over at a time.
const BATCH: usize = 1024;

impl Execution {
    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Steps taken so far: candidates looked at, relationships walked, list items unwound.
    pub fn steps(&self) -> u64 {
        self.steps - self.budget.left()
    }

    /// How the query is run, as text: an operator a line, what gives the answer first. EXPLAIN is for this: such a query
    /// is planned, and has no rows.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use neuprint_cypher::{GraphBuilder, Limits, parse};
    /// let graph = Arc::new(GraphBuilder::new().build());
    /// let execution = parse("EXPLAIN MATCH (n) RETURN n LIMIT 3")?.start(graph, Limits::default())?;
    /// assert_eq!(execution.plan(), "+Slice skip 0 limit 3\n+Projection of 1\n+AllNodesScan of 0\n+Start\n");
    /// # Ok::<(), neuprint_cypher::CypherError>(())
    /// ```
    pub fn plan(&self) -> String {
        let mut text = String::new();
        crate::plan::describe(self.root.plan(), &self.graph, 0, &mut text);
        text
    }

    /// Whether the query asks for its plan: it begins with EXPLAIN or PROFILE.
    pub fn plan_is_wanted(&self) -> bool {
        self.plan_is_wanted
    }

    /// Tells the time in milliseconds, from any beginning: the engine has no clock. It holds until it is told again, best
    /// before each slice. If it is never told, the time that `apoc.cypher.runTimeboxed` is given does not run out, and
    /// only [`Limits`] end its query.
    pub fn tell_time(&mut self, milliseconds: u64) {
        self.memory.now.set(Some(milliseconds));
    }

    /// Works for about `fuel` steps, or until there is a batch of rows.
    ///
    /// # Errors
    /// What went wrong; the execution is over then.
    pub fn advance(&mut self, fuel: u64) -> Result<Step, CypherError> {
        let mut rows = Vec::new();
        if self.done {
            return Ok(Step::Done);
        }
        self.budget.refuel(fuel);
        let context = Context { graph: &self.graph, memory: &self.memory, budget: &self.budget };
        while rows.len() < BATCH {
            let pulled = self.root.next(&mut self.row, &context);
            match pulled {
                Ok(Pulled::Row) if self.rows_left == 0 => {
                    self.done = true;
                    let message = "the query returns more rows than allowed: add a LIMIT, or aggregate";
                    return Err(CypherError::new(ErrorCode::Limit, message));
                }
                Ok(Pulled::Row) => {
                    self.rows_left -= 1;
                    rows.push(if self.takes_rows { std::mem::take(&mut self.row) } else { self.row.clone() });
                }
                Ok(Pulled::Pending) if rows.is_empty() => return Ok(Step::Pending),
                Ok(Pulled::Pending) => break,
                Ok(Pulled::Done) => {
                    self.done = true;
                    return Ok(if rows.is_empty() { Step::Done } else { Step::Rows(rows) });
                }
                Err(error) => {
                    self.done = true;
                    return Err(error);
                }
            }
        }
        Ok(Step::Rows(rows))
    }
}
