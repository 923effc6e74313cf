//! A query as this engine understands it: only what it can evaluate, with names not resolved yet.
//!
//! The parser's own tree ends at [`crate::parse()`]; everything behind it sees these types.

use std::sync::Arc;

mod expr;
mod subquery;

pub(crate) use crate::eval::functions::Function;
pub(crate) use expr::{AggregateKind, BinaryOp, ComprehensionKind, Expr, StoredKey};
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
    /// PROFILE: the plan is wanted beside the rows.
    pub(crate) profile: bool,
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
    /// Only the shortest such paths are wanted.
    pub(crate) shortest: Option<Shortest>,
}

/// How many of the shortest paths between two nodes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortest {
    /// `shortestPath(…)`
    One,
    /// `allShortestPaths(…)`
    All,
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
