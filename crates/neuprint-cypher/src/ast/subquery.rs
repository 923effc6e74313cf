//! A query within an expression: `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`, a pattern as a condition, a pattern
//! comprehension.

use std::sync::Arc;

use super::{Clause, Expr, Offset, QueryAst};
use crate::plan::Plan;

/// What becomes of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SubqueryKind {
    /// Whether there is one.
    Exists,
    /// The same of a pattern without variables of its own: `exists((a)-->(b))`.
    ExistsPattern,
    /// The same without the word: a condition. Where a value is wanted it becomes [`SubqueryKind::Paths`].
    Pattern,
    /// The paths of a pattern without variables of its own.
    Paths,
    /// How many there are.
    Count,
    /// What is in their first column.
    Collect,
}

/// A query within an expression.
#[derive(Debug, Clone)]
pub(crate) struct Subquery {
    pub(crate) kind: SubqueryKind,
    pub(crate) query: QueryAst,
    /// The variables that it has from around it. Until names are resolved: all that it mentions.
    pub(crate) outer: Vec<(Arc<str>, Expr)>,
    /// Made when names are resolved. Its first row holds `outer`.
    pub(crate) plan: Option<Arc<Plan>>,
    pub(crate) at: Offset,
}

/// As it is written; how it is planned makes no difference.
impl PartialEq for Subquery {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, &self.query, &self.outer) == (other.kind, &other.query, &other.outer)
    }
}

impl Subquery {
    pub(crate) fn new(kind: SubqueryKind, query: QueryAst, at: Offset) -> Self {
        let mut names = Vec::new();
        query.mentioned(&mut |name| {
            if !names.contains(name) {
                names.push(name.clone());
            }
        });
        let outer = names.into_iter().map(|name| (name.clone(), Expr::Variable(name, at))).collect();
        Self { kind, query, outer, plan: None, at }
    }
}

impl QueryAst {
    /// Calls `each` with every variable that is mentioned, whether it is used or declared.
    pub(crate) fn mentioned(&self, each: &mut dyn FnMut(&Arc<str>)) {
        self.clauses().for_each(|clause| clause.declared(each));
        self.expressions(&mut |e| {
            if let Expr::Variable(name, _) = e {
                each(name);
            }
        });
    }

    /// Calls `each` with every expression and everything within it.
    pub(crate) fn expressions(&self, each: &mut dyn FnMut(&Expr)) {
        self.clauses().for_each(|clause| clause.expressions(&mut |e| e.walk(&mut |e| each(e))));
    }

    fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.parts.iter().flat_map(|part| &part.clauses)
    }
}

impl Clause {
    /// Calls `each` with the names of what a clause finds or declares.
    fn declared(&self, each: &mut dyn FnMut(&Arc<str>)) {
        match self {
            Self::Match(clause) => {
                for path in &clause.parts {
                    path.variable.iter().for_each(&mut *each);
                    path.nodes.iter().filter_map(|node| node.variable.as_ref()).for_each(&mut *each);
                    path.relationships.iter().filter_map(|rel| rel.variable.as_ref()).for_each(&mut *each);
                }
            }
            Self::Unwind { variable, .. } => each(variable),
            Self::Call(call) => call.yields.iter().flatten().for_each(|(_, name)| each(name)),
            Self::Subquery { query, .. } => query.mentioned(each),
            Self::Project(_) => {}
        }
    }

    /// Calls `each` with the outermost expressions of a clause.
    fn expressions(&self, each: &mut dyn FnMut(&Expr)) {
        match self {
            Self::Match(clause) => {
                for path in &clause.parts {
                    path.nodes.iter().flat_map(|node| &node.properties).for_each(|entry| each(&entry.1));
                    path.relationships.iter().flat_map(|rel| &rel.properties).for_each(|entry| each(&entry.1));
                }
                clause.condition.iter().for_each(each);
            }
            Self::Unwind { list, .. } => each(list),
            Self::Call(call) => {
                call.arguments.iter().flatten().for_each(&mut *each);
                call.condition.iter().for_each(each);
            }
            Self::Subquery { query, .. } => query.expressions(each),
            Self::Project(projection) => {
                projection.items.iter().for_each(|item| each(&item.expression));
                projection.order.iter().for_each(|key| each(&key.0));
                projection.condition.iter().for_each(each);
            }
        }
    }
}
