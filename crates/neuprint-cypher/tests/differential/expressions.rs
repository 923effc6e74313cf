//! Well-typed random expressions over the variables that there are.

use crate::clauses::Generator;
use crate::forms::{AGGREGATES, FORMS, Form, Kind};
use crate::graph::TEXTS;

impl Generator<'_> {
    /// An expression of a kind, so many operators deep.
    pub(crate) fn expression(&mut self, kind: Kind, depth: usize) -> String {
        if depth == 0 || self.random.percent(20) {
            return self.leaf(kind);
        }
        self.form(FORMS, Some(kind), depth).map_or_else(|| self.leaf(kind), |(text, _)| text)
    }

    /// What an aggregate comes to, with its kind.
    pub(crate) fn aggregate(&mut self) -> (String, Kind) {
        self.form(AGGREGATES, None, 2).unwrap_or_else(|| ("count(*)".to_owned(), Kind::Int))
    }

    /// A form that gives a kind, filled in: of two that were drawn the one that was rarer so far.
    fn form(&mut self, forms: &[Form], kind: Option<Kind>, depth: usize) -> Option<(String, Kind)> {
        let has = |kind| self.variables.iter().any(|variable| variable.1 == kind);
        let (has_node, has_rel) = (has(Kind::Node), has(Kind::Rel));
        let fits = |form: &&Form| {
            kind.is_none_or(|kind| form.1 == kind)
                && (has_node || !form.2.contains("$n"))
                && (has_rel || !form.2.contains("$r"))
        };
        let fitting: Vec<&Form> = forms.iter().filter(fits).collect();
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
            if c == '$' {
                let kind = chars.next().and_then(Kind::of).unwrap();
                out.push_str(&self.expression(kind, depth));
            } else {
                out.push(c);
            }
        }
        out
    }

    /// A property of a node that is there, or of a map.
    fn property(&mut self) -> String {
        let key = self.random.pick(&["type", "pre", "`MB(R)`"]);
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
            && (matches!(kind, Kind::Node | Kind::Rel) || self.random.percent(40))
        {
            return variable;
        }
        if self.random.percent(75) {
            if kind == Kind::Int
                && self.random.percent(40)
                && let Some(rel) = self.variable(Kind::Rel)
            {
                return format!("{rel}.weight");
            }
            let keys: &[&str] = match kind {
                Kind::Int => &["pre", "bodyId"],
                Kind::Float => &["size"],
                Kind::Text => &["type", "status", "roiInfo"],
                Kind::Bool => &["cropped", "`MB(R)`"],
                Kind::Point => &["soma"],
                _ => &[],
            };
            if !keys.is_empty()
                && let Some(node) = self.variable(Kind::Node)
            {
                return format!("{node}.{}", self.random.pick(keys));
            }
        }
        self.literal(kind)
    }

    pub(crate) fn literal(&mut self, kind: Kind) -> String {
        let number = self.random.below(4);
        match kind {
            Kind::Int => number.to_string(),
            Kind::Float => format!("{number}.5"),
            Kind::Text => format!("'{}'", self.random.pick(&TEXTS)),
            Kind::Bool => self.random.pick(&["true", "true", "false", "null"]).to_owned(),
            Kind::Ints => format!("[1, {number}]"),
            Kind::Texts => format!("['A', '{}', null]", self.random.pick(&TEXTS)),
            Kind::Point => format!("point({{x: {number}, y: 0, z: 1}})"),
            Kind::Map => format!("{{a: {number}}}"),
            Kind::Node | Kind::Rel => "null".to_owned(),
        }
    }

    /// A condition: often one that an index or an early check can serve.
    pub(crate) fn condition(&mut self) -> String {
        let mut parts = Vec::new();
        for _ in 0..1 + self.random.below(2) {
            let node = self.variable(Kind::Node);
            parts.push(match (self.random.below(3), node) {
                (0, Some(node)) => self.indexed(&node),
                _ => self.expression(Kind::Bool, 3),
            });
        }
        if parts.len() > 1 {
            self.count("AND");
        }
        parts.join(" AND ")
    }

    /// A condition on an indexed property, also with values of kinds that the index does not hold.
    fn indexed(&mut self, node: &str) -> String {
        let value = self.random.below(4);
        let other = self.variable(Kind::Node).unwrap_or_default();
        match self.random.below(24) {
            12 => format!("{node}.pre IN range({value}, 30)"),
            13 => format!("{node}.pre IN [1, {value}, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, null]"),
            10 => format!("{node}.pre IN [1, {value}, 'A', null, 1]"),
            11 => format!("{node}.type IN ['A', 'b', 'A']"),
            0 => format!("{node}.pre = {value}.0"),
            1 => format!("{node}.pre = {other}.pre"),
            2 => format!("{node}.mixed = {}", self.random.pick(&["1", "1.5", "'A'", "true", "null"])),
            3 => format!("{node}.pre IN [1, {value}, 2.0, null, 'A']"),
            4 => format!("{other}.bodyId = {node}.bodyId"),
            5 => format!("{node}.type IN ['A', 'AB', 'b', {value}]"),
            6 => format!("{node}.bodyId IN range(100, 10{})", value + 1),
            7 => format!("{node}.type = 'A'"),
            8 => format!("{node}.bodyId >= 10{value}"),
            14 => format!("{node}.bodyId < 10{value}"),
            15 => format!("10{value} < {node}.bodyId"),
            16 => format!("{node}.bodyId <= 10{value}"),
            17 => format!("{node}.bodyId > {other}.bodyId"),
            18 => format!("({node}.bodyId = 10{value} OR {node}.bodyId = 105 OR {node}.bodyId < 101)"),
            19 => format!("({node}.`MB(R)` OR {node}.type = 'C1')"),
            20 => format!("({node}.status = 'b' OR {other}.pre = {value})"),
            21 => format!("{node}.type =~ 'A.?'"),
            22 => format!("({node}.type STARTS WITH 'C' OR {node}.status ENDS WITH 'b')"),
            23 => format!("{node}.`MB(R)`"),
            _ => format!("10{value} = {node}.bodyId"),
        }
    }
}
