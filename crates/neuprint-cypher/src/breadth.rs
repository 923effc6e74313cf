//! How much a query asks for, as far as its text tells: whether it narrows what it matches.
//!
//! ```text
//! MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN a, c, b                        every connection: one wide part
//! MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE b.bodyId = 1 RETURN a, c, b     those of one neuron: none
//! ```
//!
//! It guesses from the names of a connectome (`bodyId`, `type`, `weight`, `Meta`, …) and knows no data. In doubt a part
//! counts as narrow: who asks wants to warn, and a warning that is often wrong is not read.

use std::sync::Arc;

use crate::ast::{BinaryOp, Clause, Expr, NodePattern, PathPattern, Projection, QueryAst};

/// Properties that few nodes or relationships share a value of.
const TELLING: [&str; 6] = ["bodyId", "type", "instance", "weight", "weightHP", "name"];

/// How many unconnected parts of the pattern match the graph at large, in a query whose rows nothing limits afterwards.
pub(crate) fn wide_parts(query: &QueryAst) -> usize {
    let [part] = query.parts.as_slice() else { return 0 };
    if query.explain || !part.clauses.iter().all(keeps_rows) {
        return 0;
    }
    let mut pattern = Pattern::default();
    for clause in &part.clauses {
        match clause {
            Clause::Match(matched) => {
                matched.parts.iter().for_each(|path| pattern.path(path));
                matched.condition.iter().for_each(|condition| pattern.condition(condition));
            }
            Clause::Project(Projection { condition: Some(condition), .. }) => pattern.condition(condition),
            _ => {}
        }
    }
    pattern.parts.iter().filter(|part| part.is_wide()).count()
}

/// Whether as many rows come out of a clause as its matches are.
fn keeps_rows(clause: &Clause) -> bool {
    match clause {
        Clause::Match(matched) => matched.parts.iter().all(|path| path.shortest.is_none()),
        Clause::Unwind { .. } => true,
        Clause::Project(projection) => {
            projection.limit.is_none()
                && !projection.distinct
                && !projection.items.iter().any(|item| item.expression.aggregates())
        }
        Clause::Call(_) | Clause::Subquery { .. } => false,
    }
}

/// The parts of a pattern, which nothing connects.
#[derive(Default)]
struct Pattern {
    parts: Vec<Connected>,
}

#[derive(Default)]
struct Connected {
    variables: Vec<Arc<str>>,
    /// There are relationships, or nodes other than neurons: of these there are many more.
    many: bool,
    /// Something is said of a node or relationship.
    narrowed: bool,
    /// A value is asked for that few have.
    told: bool,
}

impl Connected {
    fn is_wide(&self) -> bool {
        !self.told && (self.many || !self.narrowed)
    }
}

impl Pattern {
    fn path(&mut self, path: &PathPattern) {
        let nodes = path.nodes.iter();
        let relationships = path.relationships.iter();
        let given = nodes.clone().any(|node| !node.properties.is_empty())
            || relationships.clone().any(|relationship| !relationship.properties.is_empty());
        let mut part = Connected {
            variables: nodes
                .clone()
                .filter_map(|node| node.variable.clone())
                .chain(relationships.filter_map(|relationship| relationship.variable.clone()))
                .chain(path.variable.clone())
                .collect(),
            many: !path.relationships.is_empty() || !path.nodes.iter().all(|node| bears(node, "Neuron")),
            narrowed: given,
            told: given || path.nodes.iter().any(|node| bears(node, "Meta")),
        };
        // What shares a variable with it is the same part.
        self.parts.retain_mut(|other| {
            let shared = other.variables.iter().any(|variable| part.variables.contains(variable));
            if shared {
                part.variables.append(&mut other.variables);
                part.many |= other.many;
                part.narrowed |= other.narrowed;
                part.told |= other.told;
            }
            !shared
        });
        self.parts.push(part);
    }

    /// Takes what a condition says of each part, as far as it holds in any case.
    fn condition(&mut self, condition: &Expr) {
        match condition {
            Expr::Binary(BinaryOp::And, a, b) => {
                self.condition(a);
                self.condition(b);
            }
            // Said of whatever either side speaks of, if both say enough.
            Expr::Binary(BinaryOp::Or, a, b) => {
                let told = tells(a) && tells(b);
                self.say(condition, told);
            }
            _ => self.say(condition, tells(condition)),
        }
    }

    fn say(&mut self, condition: &Expr, told: bool) {
        let mut named: Vec<Arc<str>> = Vec::new();
        condition.walk(&mut |expression| {
            if let Expr::Variable(name, _) = expression {
                named.push(Arc::clone(name));
            }
        });
        for part in &mut self.parts {
            if part.variables.iter().any(|variable| named.contains(variable)) {
                part.narrowed = true;
                part.told |= told;
            }
        }
    }
}

fn bears(node: &NodePattern, label: &str) -> bool {
    // A server writes the dataset's name in front of a label: `hemibrain_Neuron`.
    node.labels.iter().any(|own| own.rsplit('_').next() == Some(label))
}

/// Whether few nodes or relationships fulfil a condition.
fn tells(condition: &Expr) -> bool {
    match condition {
        Expr::Binary(BinaryOp::And, a, b) => tells(a) || tells(b),
        Expr::Binary(BinaryOp::Or, a, b) => tells(a) && tells(b),
        Expr::Binary(operator, a, b) => {
            let compares = !matches!(operator, BinaryOp::NotEqual | BinaryOp::Xor);
            compares && [a, b].into_iter().any(|side| has_telling(side))
        }
        // Of what the text leaves open, such as any(…) or exists(…), nothing is known.
        Expr::Not(_) | Expr::IsNull(..) | Expr::HasLabels(..) | Expr::Property(..) => false,
        _ => true,
    }
}

/// Whether an expression is made of a property that tells, or of the number that a database gives to a node.
fn has_telling(expression: &Expr) -> bool {
    let mut found = false;
    expression.walk(&mut |inner| match inner {
        Expr::Property(_, key) => found |= TELLING.contains(&&**key),
        Expr::Call { .. } | Expr::Subquery(_) => found = true,
        _ => {}
    });
    found
}
