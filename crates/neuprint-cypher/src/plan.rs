//! From clauses to operators: in which order patterns are walked, where conditions are checked, what a row holds.
//!
//! A row is a list of values; every variable has its place (slot) in it. WITH and RETURN begin a new row.

mod call;
mod columnar;
mod describe;
mod groups;
mod keys;
mod logic;
mod matching;
mod pattern;
mod projection;
mod scope;
mod seek;
mod shortest;
mod stored;
mod subquery;

use std::cell::Cell;
use std::sync::Arc;

use crate::ast::{AggregateKind, BinaryOp, Clause, Direction, Expr, QueryAst, Range};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::{Kinds, Known};
use crate::parse::folded;
use crate::procedure::Procedure;
use crate::query::Given;
use crate::store::{Graph, KeyId, LabelId, RelTypeId};
use crate::value::Value;
pub(crate) use columnar::{Column, Columnar, Entity, Level, Stored, Sum};
pub(crate) use describe::describe;
pub(crate) use scope::Scope;
pub(crate) use shortest::{Shortest, Step};

/// An operator and what it reads from. The innermost is always [`Plan::Start`].
#[derive(Debug)]
pub(crate) enum Plan {
    /// One row: the empty one, or the one that an [`Plan::Optional`] is about.
    Start,
    /// For each row, one row per candidate node.
    Nodes { input: Arc<Plan>, slot: usize, source: NodeSource },
    /// For each row, one row per relationship of a node.
    Expand(Expand),
    /// For each row, one row per chain of relationships that begins at a node.
    Walk(Walk),
    /// For each row, the shortest paths between two nodes.
    Shortest(Shortest),
    /// For each row, the ends of a relationship that is known already.
    Ends(Expand),
    /// For each row, a value in a further place.
    Assign { input: Arc<Plan>, slot: usize, value: Expr },
    /// The rows for which a condition is true.
    Filter { input: Arc<Plan>, condition: Expr },
    /// For each row, the rows of `inner`, or the row itself with nulls if there are none.
    /// The places are those of what the clause finds.
    Optional { input: Arc<Plan>, inner: Arc<Plan>, places: std::ops::Range<usize> },
    /// For each row, one row per item of a list.
    Unwind { input: Arc<Plan>, list: Expr, slot: usize },
    /// For each row, one row per row of a procedure.
    Call(Call),
    /// For each row, one row per row of a subquery, whose values stand behind the row's own.
    Apply { input: Arc<Plan>, inner: Arc<Plan>, width: usize },
    /// New rows.
    Project { input: Arc<Plan>, items: Vec<Expr> },
    /// One row per group: its keys, then its aggregates.
    Aggregate { input: Arc<Plan>, keys: Vec<Expr>, aggregates: Vec<Aggregate> },
    /// The same, over columns.
    Columnar(Columnar),
    /// Each row once.
    Distinct { input: Arc<Plan> },
    /// Rows in order; of which only the first `keep` are wanted.
    Sort { input: Arc<Plan>, keys: Vec<(usize, bool)>, keep: Option<usize> },
    /// Rows without their last values.
    Cut { input: Arc<Plan>, width: usize },
    /// The rows of one after the other.
    Union { inputs: Vec<Arc<Plan>> },
    /// Some rows from the middle.
    Slice { input: Arc<Plan>, skip: u64, limit: Option<u64> },
}

impl Plan {
    /// Whether each row is written anew as a whole, so that the one before may be taken away.
    pub(crate) fn makes_rows(&self) -> bool {
        match self {
            Self::Project { .. } | Self::Aggregate { .. } | Self::Columnar(_) | Self::Sort { .. } => true,
            Self::Filter { input, .. }
            | Self::Distinct { input }
            | Self::Cut { input, .. }
            | Self::Slice { input, .. } => input.makes_rows(),
            Self::Union { inputs } => inputs.iter().all(|input| input.makes_rows()),
            _ => false,
        }
    }
}

/// The rows for which a condition is true. For what is false nothing is read, and nothing before it can fail.
fn filtered(input: Arc<Plan>, condition: Expr) -> Arc<Plan> {
    Arc::new(match condition {
        Expr::Literal(Value::Bool(false)) => Plan::Slice { input, skip: 0, limit: Some(0) },
        condition => Plan::Filter { input, condition },
    })
}

/// Where candidate nodes come from.
#[derive(Debug)]
pub(crate) enum NodeSource {
    /// No node can match.
    Nothing,
    All,
    Label(LabelId),
    /// Those that are found by what is stored. If it cannot be sought, `otherwise` is scanned.
    Seek {
        seek: Seek,
        otherwise: Box<NodeSource>,
    },
}

/// What is sought among the values of the nodes.
#[derive(Debug)]
pub(crate) enum Seek {
    /// The value under a key is this, or one of these.
    Value { key: KeyId, value: Expr, is_list: bool },
    /// The integer under a key is less, or more, than this.
    Range { key: KeyId, operator: BinaryOp, bound: Expr },
    /// The text under a key meets a condition, in which it stands in this place of the row. It is checked for every
    /// different text instead of every node.
    Words { key: KeyId, condition: Expr, slot: usize },
    /// Any of these.
    Either(Vec<Seek>),
}

/// One step along relationships, or from a known relationship to its ends.
#[derive(Debug)]
pub(crate) struct Expand {
    pub(crate) input: Arc<Plan>,
    pub(crate) from: usize,
    pub(crate) relationship: usize,
    pub(crate) to: usize,
    /// Whether the node to begin with is known already; it always is, except for [`Plan::Ends`].
    pub(crate) from_is_bound: bool,
    /// Whether the node at the other end is known already.
    pub(crate) to_is_bound: bool,
    pub(crate) direction: Direction,
    /// `None`: every type.
    pub(crate) types: Option<Vec<RelTypeId>>,
    /// Slots of the other relationships of this MATCH: the same one may not be walked twice.
    pub(crate) others: Vec<usize>,
}

/// Several steps along relationships, which are a list then.
#[derive(Debug)]
pub(crate) struct Walk {
    /// Each of the steps.
    pub(crate) step: Expand,
    pub(crate) range: Range,
    /// Whether the walk goes against the order in which the pattern is written.
    pub(crate) backward: bool,
}

/// A procedure at work.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) input: Arc<Plan>,
    pub(crate) procedure: Procedure,
    pub(crate) arguments: Vec<Expr>,
    /// Which results are wanted, and where they go.
    pub(crate) results: Vec<(usize, usize)>,
    /// Whether each row goes on as it is.
    pub(crate) passes: bool,
}

/// One aggregate of a group.
#[derive(Debug)]
pub(crate) struct Aggregate {
    pub(crate) kind: AggregateKind,
    pub(crate) distinct: bool,
    pub(crate) argument: Option<Expr>,
    pub(crate) parameter: Option<Expr>,
}

/// A planned query.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) plan: Arc<Plan>,
    pub(crate) columns: Vec<Arc<str>>,
    /// What is known of the columns.
    known: Vec<Known>,
}

/// What planning needs to know.
pub(crate) struct Planner<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) text: &'a str,
    pub(crate) given: &'a Given,
    /// How many subqueries are around.
    pub(crate) depth: Cell<usize>,
    /// Plans nothing, for tests: see [`Query::start_unplanned`](crate::Query::start_unplanned).
    pub(crate) naive: bool,
}

impl Planner<'_> {
    /// Plans a whole query.
    pub(crate) fn query(&self, query: &QueryAst) -> Result<Planned, CypherError> {
        let mut planned = self.query_within(query, &Scope::default())?;
        let (mut fails, mut has_lists) = (false, false);
        query.expressions(&mut |e| {
            fails |= folded::fails(e);
            has_lists |= matches!(e, Expr::Literal(Value::List(_)));
        });
        if has_lists {
            self.query_within(query, &Scope::with_lists_handed())?;
        }
        if fails {
            return Err(CypherError::new(ErrorCode::Arithmetic, "/ by zero"));
        }
        self.find_names(&mut planned.plan);
        Ok(planned)
    }

    /// Plans a query that begins with a row in which there are variables already.
    fn query_within(&self, query: &QueryAst, scope: &Scope) -> Result<Planned, CypherError> {
        let scopes = query.parts.iter().map(|_| scope.clone()).collect();
        self.united(query, scopes)
    }

    /// Plans the parts of a query, each with the variables that there are before it.
    fn united(&self, query: &QueryAst, scopes: Vec<Scope>) -> Result<Planned, CypherError> {
        let parts = query.parts.iter().zip(scopes);
        let mut parts = parts.map(|(part, scope)| Ok((part.at, self.part(&part.clauses, scope)?)));
        let Some(first) = parts.next().transpose()? else {
            return Err(CypherError::new(ErrorCode::Syntax, "Unexpected end of input: expected a query"));
        };
        let Planned { plan, columns, mut known } = first.1;
        let mut inputs = vec![plan];
        for part in parts {
            let (at, part) = part?;
            // Columns meet by name, whatever their order.
            let places: Option<Vec<usize>> =
                columns.iter().map(|name| part.columns.iter().position(|other| other == name)).collect();
            let places = places.filter(|places| places.len() == part.columns.len()).ok_or_else(|| {
                let message = "All sub queries in an UNION must have the same return column names";
                CypherError::at(ErrorCode::Syntax, message, self.text, at)
            })?;
            known.iter_mut().zip(&places).for_each(|(known, at)| *known = known.or(part.known[*at]));
            let items = places.into_iter().map(Expr::Slot).collect();
            inputs.push(Arc::new(Plan::Project { input: part.plan, items }));
        }
        let mut plan = inputs.remove(0);
        if !inputs.is_empty() {
            inputs.insert(0, plan);
            plan = Arc::new(Plan::Union { inputs });
        }
        if query.distinct {
            plan = Arc::new(Plan::Distinct { input: plan });
        }
        Ok(Planned { plan, columns, known })
    }

    fn part(&self, clauses: &[Clause], mut scope: Scope) -> Result<Planned, CypherError> {
        let mut plan = Arc::new(Plan::Start);
        let mut columns = Vec::new();
        for clause in clauses {
            plan = match clause {
                Clause::Match(clause) => self.matching(plan, clause, &mut scope)?,
                Clause::Unwind { list, variable } => {
                    let item = scope.known_of(list).each();
                    let list = self.bound(list, &scope)?;
                    self.no_aggregate(&list)?;
                    let slot = scope.declare_known(variable, item).map_err(|_| self.declared_twice(variable))?;
                    Arc::new(Plan::Unwind { input: plan, list, slot })
                }
                Clause::Call(call) => {
                    let plan = self.call(plan, call, &mut scope)?;
                    if call.alone {
                        columns = scope.names().cloned().collect();
                    }
                    plan
                }
                Clause::Subquery { query, at } => self.call_subquery(plan, query, *at, &mut scope)?,
                Clause::Project(projection) => {
                    let (plan, inside) = self.projection(plan, projection, &scope)?;
                    scope = inside;
                    columns = scope.names().cloned().collect();
                    plan
                }
            };
        }
        let known = columns.iter().map(|name| scope.known(name)).collect();
        Ok(Planned { plan, columns, known })
    }

    /// An expression with its variables resolved.
    pub(crate) fn bound(&self, expression: &Expr, scope: &Scope) -> Result<Expr, CypherError> {
        let mut expression = expression.clone();
        self.with_parameters(&mut expression, scope)?;
        scope.resolve(&mut expression, &mut Vec::new(), self)?;
        logic::simplify(&mut expression);
        Ok(expression)
    }

    /// Replaces parameters by what was given for them.
    pub(crate) fn with_parameters(&self, expression: &mut Expr, scope: &Scope) -> Result<(), CypherError> {
        // Where kinds are followed once more what was given can be anything.
        if scope.has_lists_handed() {
            return Ok(());
        }
        if let Expr::Parameter(name, at) = expression {
            let Some(value) = self.given.parameters.get(name) else {
                let message = format!("Expected parameter(s): {name}");
                return Err(CypherError::at(ErrorCode::ParameterMissing, message, self.text, *at));
            };
            *expression = Expr::Literal(value.clone());
            return Ok(());
        }
        expression.children_mut(&mut |child| self.with_parameters(child, scope))
    }

    /// What stands behind WHERE, with its variables resolved.
    pub(crate) fn condition(&self, expression: &Expr, scope: &Scope) -> Result<Expr, CypherError> {
        scope.accepts(expression, Kinds::BOOL, &[], self.text)?;
        let condition = self.bound(expression, scope)?;
        self.no_aggregate(&condition)?;
        Ok(condition)
    }

    pub(crate) fn no_aggregate(&self, expression: &Expr) -> Result<(), CypherError> {
        match expression.aggregates() {
            true => Err(CypherError::new(ErrorCode::Syntax, "Invalid use of aggregating function in this context")),
            false => Ok(()),
        }
    }

    fn declared_twice(&self, name: &str) -> CypherError {
        CypherError::new(ErrorCode::Syntax, format!("Variable `{name}` already declared"))
    }
}
