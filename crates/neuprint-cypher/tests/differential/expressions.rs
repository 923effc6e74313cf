//! Well-typed random expressions over the variables that there are.
//!
//! What they are made of is told by [`Words`]: this file is shared with the queries that are put to a real database
//! (`tests/oracle/neo4j` of the workspace), which have words of their own.

use std::collections::BTreeMap;

use crate::forms::{Form, Kind};
use crate::random::Random;

/// What expressions are made of.
pub(crate) struct Words {
    /// Operators and functions.
    pub(crate) forms: &'static [&'static [Form]],
    pub(crate) aggregates: &'static [&'static [Form]],
    /// Names of forms that are left out.
    pub(crate) without: &'static [&'static str],
    /// Properties of nodes that have values of a kind, and of relationships.
    pub(crate) of_nodes: fn(Kind) -> &'static [&'static str],
    pub(crate) of_relationships: fn(Kind) -> &'static [&'static str],
    pub(crate) literal: fn(&mut Random, Kind) -> String,
}

/// Writes expressions.
pub(crate) struct Expressions<'c> {
    pub(crate) random: Random,
    pub(crate) variables: Vec<(String, Kind)>,
    /// How often each form occurred, and what else is counted.
    pub(crate) counts: &'c mut BTreeMap<&'static str, usize>,
    words: &'static Words,
}

impl<'c> Expressions<'c> {
    pub(crate) fn new(number: u64, words: &'static Words, counts: &'c mut BTreeMap<&'static str, usize>) -> Self {
        Self { random: Random::new(number), variables: Vec::new(), counts, words }
    }

    pub(crate) fn count(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    /// An expression of a kind, so many operators deep.
    pub(crate) fn expression(&mut self, kind: Kind, depth: usize) -> String {
        if kind == Kind::Any {
            return self.of_any_kind(depth);
        }
        if depth == 0 || self.random.percent(20) {
            return self.leaf(kind);
        }
        self.form(self.words.forms, Some(kind), depth).map_or_else(|| self.leaf(kind), |(text, _)| text)
    }

    fn of_any_kind(&mut self, depth: usize) -> String {
        if !self.variables.is_empty() && self.random.percent(50) {
            return self.variables[self.random.below(self.variables.len())].0.clone();
        }
        let kind = self.random.pick(&Kind::VALUES);
        self.expression(kind, depth)
    }

    /// What an aggregate comes to, with its kind.
    pub(crate) fn aggregate(&mut self) -> (String, Kind) {
        self.form(self.words.aggregates, None, 2).unwrap_or_else(|| ("count(*)".to_owned(), Kind::Int))
    }

    /// A form that gives a kind, filled in: of two that were drawn the one that was rarer so far.
    fn form(&mut self, forms: &[&[Form]], kind: Option<Kind>, depth: usize) -> Option<(String, Kind)> {
        let has = |kind| self.variables.iter().any(|variable| variable.1 == kind);
        let (has_node, has_rel, has_path) = (has(Kind::Node), has(Kind::Rel), has(Kind::Path));
        let fits = |form: &&Form| {
            kind.is_none_or(|kind| form.1 == kind)
                && !self.words.without.contains(&form.0)
                && (has_node || !form.2.contains("$n"))
                && (has_rel || !form.2.contains("$r"))
                && (has_path || !form.2.contains("$w"))
        };
        let fitting: Vec<&Form> = forms.iter().copied().flatten().filter(fits).collect();
        if fitting.is_empty() {
            return None;
        }
        let [a, b] = [self.random.pick(&fitting), self.random.pick(&fitting)];
        let form = if self.counts.get(a.0) <= self.counts.get(b.0) { a } else { b };
        self.count(form.0);
        Some((self.filled(form.2, depth - 1), form.1))
    }

    fn filled(&mut self, template: &str, depth: usize) -> String {
        let template = template.replace("<property>", &self.property());
        let mut out = String::new();
        let mut chars = template.chars();
        while let Some(c) = chars.next() {
            match (c, chars.clone().next().and_then(Kind::of)) {
                ('$', Some(kind)) => {
                    chars.next();
                    out.push_str(&self.expression(kind, depth));
                }
                _ => out.push(c),
            }
        }
        out
    }

    /// A property of a node that is there, or of a map.
    fn property(&mut self) -> String {
        let kind = self.random.pick(&[Kind::Text, Kind::Int, Kind::Bool]);
        let key = self.random.pick((self.words.of_nodes)(kind));
        self.variable(Kind::Node).map_or_else(|| format!("{{type: 1}}.{key}"), |node| format!("{node}.{key}"))
    }

    /// A variable of a kind.
    pub(crate) fn variable(&mut self, kind: Kind) -> Option<String> {
        let of_kind: Vec<&String> = self.variables.iter().filter(|v| v.1 == kind).map(|v| &v.0).collect();
        (!of_kind.is_empty()).then(|| self.random.pick(&of_kind).clone())
    }

    /// A variable, a property or a literal.
    pub(crate) fn leaf(&mut self, kind: Kind) -> String {
        if let Some(variable) = self.variable(kind)
            && (matches!(kind, Kind::Node | Kind::Rel | Kind::Path) || self.random.percent(40))
        {
            return variable;
        }
        if self.random.percent(75) {
            let of_relationships = (self.words.of_relationships)(kind);
            if !of_relationships.is_empty()
                && self.random.percent(40)
                && let Some(relationship) = self.variable(Kind::Rel)
            {
                return format!("{relationship}.{}", self.random.pick(of_relationships));
            }
            let of_nodes = (self.words.of_nodes)(kind);
            if !of_nodes.is_empty()
                && let Some(node) = self.variable(Kind::Node)
            {
                return format!("{node}.{}", self.random.pick(of_nodes));
            }
        }
        self.literal(kind)
    }

    pub(crate) fn literal(&mut self, kind: Kind) -> String {
        (self.words.literal)(&mut self.random, kind)
    }
}
