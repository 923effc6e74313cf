//! A query as this engine understands it: only what it can evaluate, with names not resolved yet.
//!
//! The parser's own tree ends at [`crate::parse()`]; everything behind it sees these types.

use std::sync::Arc;

mod subquery;

pub(crate) use crate::eval::functions::Function;
use crate::value::Value;
pub(crate) use subquery::{Subquery, SubqueryKind};

/// A byte offset in the query's text.
pub(crate) type Offset = usize;

/// A query: parts whose rows are united.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct QueryAst {
    pub(crate) parts: Vec<Part>,
    /// UNION without ALL: each row once.
    pub(crate) distinct: bool,
    /// EXPLAIN: the columns are wanted, no rows.
    pub(crate) explain: bool,
}

/// Clauses in order, the last of which returns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) clauses: Vec<Clause>,
    /// Where its UNION is.
    pub(crate) at: Offset,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Clause {
    Match(MatchClause),
    Unwind {
        list: Expr,
        variable: Arc<str>,
    },
    /// CALL of a procedure.
    Call(ProcedureCall),
    /// CALL { … }
    Subquery {
        query: QueryAst,
        at: Offset,
    },
    /// WITH, or the final RETURN.
    Project(Projection),
}

/// CALL of a procedure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProcedureCall {
    pub(crate) name: Arc<str>,
    /// `None`: those that are given as parameters.
    pub(crate) arguments: Option<Vec<Expr>>,
    /// Which of its results are wanted, and what they are called; `None`: all, under their own names.
    pub(crate) yields: Option<Vec<(Arc<str>, Arc<str>)>>,
    pub(crate) condition: Option<Expr>,
    /// Whether the call is the whole query.
    pub(crate) alone: bool,
    pub(crate) at: Offset,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MatchClause {
    pub(crate) optional: bool,
    pub(crate) parts: Vec<PathPattern>,
    pub(crate) condition: Option<Expr>,
}

/// A node, and a chain of relationships to further nodes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PathPattern {
    /// What the whole path is called.
    pub(crate) variable: Option<Arc<str>>,
    pub(crate) at: Offset,
    pub(crate) nodes: Vec<NodePattern>,
    pub(crate) relationships: Vec<RelPattern>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NodePattern {
    pub(crate) variable: Option<Arc<str>>,
    /// All of them must be borne.
    pub(crate) labels: Vec<Arc<str>>,
    pub(crate) properties: Vec<(Arc<str>, Expr)>,
    pub(crate) at: Offset,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RelPattern {
    pub(crate) variable: Option<Arc<str>>,
    /// Any of them; none means every type.
    pub(crate) types: Vec<Arc<str>>,
    pub(crate) direction: Direction,
    /// How many relationships in a row; `None`: one, which is no list.
    pub(crate) range: Option<Range>,
    pub(crate) properties: Vec<(Arc<str>, Expr)>,
    pub(crate) at: Offset,
}

/// Bounds on the number of relationships in a row: `*1..3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) least: usize,
    pub(crate) most: usize,
}

/// Seen from the node that is written first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Outgoing,
    Incoming,
    Either,
}

impl Direction {
    pub(crate) fn reversed(self) -> Self {
        match self {
            Self::Outgoing => Self::Incoming,
            Self::Incoming => Self::Outgoing,
            Self::Either => Self::Either,
        }
    }
}

/// WITH or RETURN.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Projection {
    pub(crate) distinct: bool,
    /// `*`: all variables first.
    pub(crate) star: bool,
    pub(crate) items: Vec<Item>,
    pub(crate) order: Vec<(Expr, bool)>,
    pub(crate) skip: Option<Expr>,
    pub(crate) limit: Option<Expr>,
    /// WITH … WHERE.
    pub(crate) condition: Option<Expr>,
    pub(crate) at: Offset,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) expression: Expr,
    /// The alias, or the text of the expression as the user wrote it.
    pub(crate) name: Arc<str>,
    /// Whether the name is an alias or a plain variable, so that later clauses can use it.
    pub(crate) named: bool,
    pub(crate) at: Offset,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    Literal(Value),
    Variable(Arc<str>, Offset),
    /// What was given under a name; planning puts the value here.
    Parameter(Arc<str>, Offset),
    /// A variable, resolved: its place in the row.
    Slot(usize),
    /// A variable of a comprehension: how many comprehensions further out it belongs.
    Local(usize),
    Property(Box<Expr>, Arc<str>),
    HasLabels(Box<Expr>, Vec<Arc<str>>),
    Not(Box<Expr>),
    Negate(Box<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    IsNull(Box<Expr>, bool),
    List(Vec<Expr>),
    /// A path from what it consists of: a node, and then relationship (or list of them) and node in turn.
    Path(Vec<Expr>),
    Map(Vec<(Arc<str>, Expr)>),
    Index(Box<Expr>, Box<Expr>),
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    Call {
        function: Function,
        arguments: Vec<Expr>,
    },
    Aggregate {
        kind: AggregateKind,
        distinct: bool,
        argument: Option<Box<Expr>>,
        /// Which percentile.
        parameter: Option<Box<Expr>>,
    },
    Case {
        scrutinee: Option<Box<Expr>>,
        branches: Vec<(Expr, Expr)>,
        otherwise: Option<Box<Expr>>,
    },
    /// any, all, none, single; and list comprehensions.
    Comprehension {
        kind: ComprehensionKind,
        variable: Arc<str>,
        list: Box<Expr>,
        condition: Option<Box<Expr>>,
        result: Option<Box<Expr>>,
    },
    /// What a list comes to, item by item.
    Reduce {
        so_far: Arc<str>,
        start: Box<Expr>,
        variable: Arc<str>,
        list: Box<Expr>,
        step: Box<Expr>,
    },
    /// A query within the expression.
    Subquery(Box<Subquery>),
    /// A map of what is picked from a node, a relationship or a map.
    MapProjection {
        base: Box<Expr>,
        /// `.*`: all of it first.
        all: bool,
        entries: Vec<(Arc<str>, Expr)>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BinaryOp {
    Or,
    Xor,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Matches,
    StartsWith,
    EndsWith,
    Contains,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AggregateKind {
    CountRows,
    Count,
    Sum,
    Avg,
    Min,
    Max,
    Collect,
    StDev,
    StDevP,
    PercentileDisc,
    PercentileCont,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ComprehensionKind {
    List,
    Any,
    All,
    None,
    Single,
}

impl Expr {
    /// Calls `each` with the expression and everything within it.
    pub(crate) fn walk<'e>(&'e self, each: &mut impl FnMut(&'e Expr)) {
        each(self);
        self.children(&mut |child| child.walk(each));
    }

    /// Calls `each` with every direct part.
    pub(crate) fn children<'e>(&'e self, each: &mut dyn FnMut(&'e Expr)) {
        match self {
            Self::Literal(_) | Self::Variable(..) | Self::Parameter(..) | Self::Slot(_) | Self::Local(_) => {}
            Self::Property(a, _) | Self::HasLabels(a, _) | Self::Not(a) | Self::Negate(a) | Self::IsNull(a, _) => {
                each(a)
            }
            Self::Binary(_, a, b) | Self::Index(a, b) => {
                each(a);
                each(b);
            }
            Self::List(items) | Self::Path(items) => items.iter().for_each(each),
            Self::Map(entries) => entries.iter().for_each(|entry| each(&entry.1)),
            Self::Slice(a, b, c) => {
                each(a);
                b.iter().chain(c).for_each(|e| each(e));
            }
            Self::Call { arguments, .. } => arguments.iter().for_each(each),
            Self::Aggregate { argument, parameter, .. } => argument.iter().chain(parameter).for_each(|e| each(e)),
            Self::Case { scrutinee, branches, otherwise } => {
                scrutinee.iter().for_each(|e| each(e));
                for (when, then) in branches {
                    each(when);
                    each(then);
                }
                otherwise.iter().for_each(|e| each(e));
            }
            Self::Comprehension { list, condition, result, .. } => {
                each(list);
                condition.iter().chain(result).for_each(|e| each(e));
            }
            Self::Reduce { start, list, step, .. } => [start, list, step].into_iter().for_each(|e| each(e)),
            Self::Subquery(subquery) => subquery.outer.iter().for_each(|entry| each(&entry.1)),
            Self::MapProjection { base, entries, .. } => {
                each(base);
                entries.iter().for_each(|entry| each(&entry.1));
            }
        }
    }

    /// Calls `each` with every direct part, to change it.
    pub(crate) fn children_mut<E>(&mut self, each: &mut dyn FnMut(&mut Expr) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Literal(_) | Self::Variable(..) | Self::Parameter(..) | Self::Slot(_) | Self::Local(_) => Ok(()),
            Self::Property(a, _) | Self::HasLabels(a, _) | Self::Not(a) | Self::Negate(a) | Self::IsNull(a, _) => {
                each(a)
            }
            Self::Binary(_, a, b) | Self::Index(a, b) => {
                each(a)?;
                each(b)
            }
            Self::List(items) | Self::Path(items) => items.iter_mut().try_for_each(each),
            Self::Map(entries) => entries.iter_mut().try_for_each(|entry| each(&mut entry.1)),
            Self::Slice(a, b, c) => {
                each(a)?;
                b.iter_mut().chain(c).try_for_each(|e| each(e))
            }
            Self::Call { arguments, .. } => arguments.iter_mut().try_for_each(each),
            Self::Aggregate { argument, parameter, .. } => {
                argument.iter_mut().chain(parameter).try_for_each(|e| each(e))
            }
            Self::Case { scrutinee, branches, otherwise } => {
                scrutinee.iter_mut().try_for_each(|e| each(e))?;
                for (when, then) in branches {
                    each(when)?;
                    each(then)?;
                }
                otherwise.iter_mut().try_for_each(|e| each(e))
            }
            Self::Comprehension { list, condition, result, .. } => {
                each(list)?;
                condition.iter_mut().chain(result).try_for_each(|e| each(e))
            }
            Self::Reduce { start, list, step, .. } => [start, list, step].into_iter().try_for_each(|e| each(e)),
            Self::Subquery(subquery) => subquery.outer.iter_mut().try_for_each(|entry| each(&mut entry.1)),
            Self::MapProjection { base, entries, .. } => {
                each(base)?;
                entries.iter_mut().try_for_each(|entry| each(&mut entry.1))
            }
        }
    }

    /// Whether it can have another value each time, though the row is the same.
    pub(crate) fn draws(&self) -> bool {
        let mut found = false;
        self.walk(&mut |e| match e {
            Self::Call { function, .. } => found |= function.draws(),
            Self::Subquery(subquery) => subquery.query.expressions(&mut |e| {
                found |= matches!(e, Self::Call { function, .. } if function.draws());
            }),
            _ => {}
        });
        found
    }

    /// Whether it has an aggregate in it.
    pub(crate) fn aggregates(&self) -> bool {
        let mut found = false;
        self.walk(&mut |e| found |= matches!(e, Self::Aggregate { .. }));
        found
    }
}
