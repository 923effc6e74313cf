//! Expressions, and what stands in them.

use std::sync::Arc;

use super::{Function, Offset, Subquery};
use crate::store::{KeyId, LabelId};
use crate::value::Value;

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
    /// The same, when the key was sought in the graph.
    Stored(Box<Expr>, Box<StoredKey>),
    HasLabels(Box<Expr>, Vec<Arc<str>>),
    /// The same, when the labels were sought in the graph, and are there.
    Labelled(Box<Expr>, Vec<Arc<str>>, Vec<LabelId>),
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

/// A property's name, and what it is the key of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredKey {
    pub(crate) name: Arc<str>,
    pub(crate) node: Option<KeyId>,
    pub(crate) relationship: Option<KeyId>,
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

impl BinaryOp {
    /// Whether it makes a number of numbers.
    pub(crate) fn is_arithmetic(self) -> bool {
        matches!(self, Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Modulo | Self::Power)
    }
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
            Self::Property(a, _) | Self::Stored(a, _) | Self::HasLabels(a, _) | Self::Labelled(a, ..) => each(a),
            Self::Not(a) | Self::Negate(a) | Self::IsNull(a, _) => each(a),
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
            Self::Property(a, _) | Self::Stored(a, _) | Self::HasLabels(a, _) | Self::Labelled(a, ..) => each(a),
            Self::Not(a) | Self::Negate(a) | Self::IsNull(a, _) => each(a),
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
