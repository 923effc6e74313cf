//! A query within an expression: `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`, a pattern as a condition, a pattern
//! comprehension.

use std::sync::Arc;

use super::{Clause, Expr, Offset, PathPattern, QueryAst};
use crate::plan::Plan;

/// What becomes of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SubqueryKind {
    /// Whether there is one.
    Exists,
    /// The same of a pattern without variables of its own: `exists((a)-->(b))`.
    ExistsPattern,
    /// The same without the word: it is a condition, and can be nothing else.
    Pattern,
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
        for clause in self.parts.iter().flat_map(|part| &part.clauses) {
            match clause {
                Clause::Match(clause) => {
                    clause.parts.iter().for_each(|path| path.mentioned(each));
                    clause.condition.iter().for_each(|e| e.mentioned(each));
                }
                Clause::Unwind { list, variable } => {
                    each(variable);
                    list.mentioned(each);
                }
                Clause::Project(projection) => {
                    projection.items.iter().for_each(|item| item.expression.mentioned(each));
                    projection.order.iter().for_each(|key| key.0.mentioned(each));
                    projection.condition.iter().for_each(|e| e.mentioned(each));
                }
            }
        }
    }
}

impl PathPattern {
    pub(crate) fn mentioned(&self, each: &mut dyn FnMut(&Arc<str>)) {
        self.variable.iter().for_each(&mut *each);
        for node in &self.nodes {
            node.variable.iter().for_each(&mut *each);
            node.properties.iter().for_each(|entry| entry.1.mentioned(each));
        }
        for rel in &self.relationships {
            rel.variable.iter().for_each(&mut *each);
            rel.properties.iter().for_each(|entry| entry.1.mentioned(each));
        }
    }
}

impl Expr {
    fn mentioned(&self, each: &mut dyn FnMut(&Arc<str>)) {
        self.walk(&mut |e| {
            if let Self::Variable(name, _) = e {
                each(name);
            }
        });
    }
}
