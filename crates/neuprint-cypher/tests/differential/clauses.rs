//! Random queries, clause by clause.

use std::collections::BTreeMap;

use crate::expressions::Expressions;
use crate::forms::Kind;
use crate::words::WORDS;

/// What must occur besides the forms.
pub(crate) const NAMES: &[&str] = &[
    "MATCH",
    "OPTIONAL MATCH",
    "several patterns",
    "WHERE",
    "property map",
    "label",
    "several labels",
    "->",
    "<-",
    "--",
    "union of types",
    "shared node",
    "UNWIND",
    "WITH",
    "WITH *",
    "WITH WHERE",
    "RETURN",
    "RETURN *",
    "DISTINCT",
    "ORDER BY",
    "SKIP",
    "LIMIT",
    "UNION",
    "UNION ALL",
    "grouping",
    "collect as a bag",
    "many rows",
];

/// A query, and whether its ORDER BY decides the whole order.
pub(crate) struct Query {
    pub(crate) text: String,
    pub(crate) is_ordered: bool,
}

/// Writes one query.
pub(crate) struct Generator<'c> {
    pub(crate) parts: Expressions<'c>,
    fresh: usize,
    /// New nodes that may still be sought: each multiplies what the naive evaluation looks at.
    nodes_left: usize,
}

impl<'c> Generator<'c> {
    pub(crate) fn new(number: u64, counts: &'c mut BTreeMap<&'static str, usize>) -> Self {
        Self { parts: Expressions::new(number, &WORDS, counts), fresh: 0, nodes_left: 4 }
    }

    fn name(&mut self, prefix: &str) -> String {
        self.fresh += 1;
        format!("{prefix}{}", self.fresh)
    }

    pub(crate) fn query(&mut self) -> Query {
        if !self.parts.random.percent(8) {
            return self.part(None);
        }
        let union = self.parts.random.pick(&["UNION", "UNION ALL"]);
        self.parts.count(union);
        let columns = 1 + self.parts.random.below(2);
        self.nodes_left = 2;
        let first = self.part(Some(columns)).text;
        self.parts.variables.clear();
        self.nodes_left = 2;
        let second = self.part(Some(columns)).text;
        Query { text: format!("{first} {union} {second}"), is_ordered: false }
    }

    fn part(&mut self, columns: Option<usize>) -> Query {
        if columns.is_none() && self.parts.random.percent(2) {
            return self.many_rows();
        }
        let mut text = match self.parts.random.below(10) {
            0 => self.unwind(),
            1 => self.matching(true),
            _ => self.matching(false),
        };
        for _ in 0..self.parts.random.below(4) {
            text.push(' ');
            let clause = match self.parts.random.below(10) {
                0..2 => self.matching(false),
                2..5 => self.matching(true),
                5..6 => self.unwind(),
                _ => self.with(),
            };
            text.push_str(&clause);
        }
        let (projection, is_ordered) = self.projection("RETURN", columns);
        Query { text: format!("{text} {projection}"), is_ordered }
    }

    /// More rows than a sort that knows its LIMIT holds at a time.
    fn many_rows(&mut self) -> Query {
        self.parts.count("many rows");
        let (modulus, skip, limit) =
            (1 + self.parts.random.below(400), self.parts.random.below(5), 1 + self.parts.random.below(5));
        let [first, second] = [0; 2].map(|_| self.parts.random.pick(&["", " DESC"]));
        let text = format!(
            "UNWIND range(1, 1500) AS x RETURN x % {modulus} AS rest, x \
             ORDER BY rest{first}, x{second} SKIP {skip} LIMIT {limit}"
        );
        Query { text, is_ordered: true }
    }

    fn unwind(&mut self) -> String {
        self.parts.count("UNWIND");
        let (kind, item) = self.parts.random.pick(&[(Kind::Ints, Kind::Int), (Kind::Texts, Kind::Text)]);
        let list = self.parts.expression(kind, 2);
        let name = self.name("u");
        self.parts.variables.push((name.clone(), item));
        format!("UNWIND {list} AS {name}")
    }

    fn matching(&mut self, optional: bool) -> String {
        let clause = if optional { "OPTIONAL MATCH" } else { "MATCH" };
        self.parts.count(clause);
        let before = self.parts.variables.clone();
        let mut patterns = vec![self.pattern(&before)];
        while patterns.len() < 3 && self.nodes_left > 0 && self.parts.random.percent(30) {
            patterns.push(self.pattern(&before));
        }
        if patterns.len() > 1 {
            self.parts.count("several patterns");
        }
        let mut text = format!("{clause} {}", patterns.join(", "));
        if self.parts.random.percent(35) {
            self.parts.count("WHERE");
            text.push_str(&format!(" WHERE {}", self.condition()));
        }
        text
    }

    /// A chain of nodes and relationships. `before` are the variables of earlier clauses.
    fn pattern(&mut self, before: &[(String, Kind)]) -> String {
        let mut text = self.node(before);
        for _ in 0..[0, 0, 1, 1, 1, 2][self.parts.random.below(6)] {
            let mut inner = String::new();
            if self.parts.random.percent(60) {
                let name = self.name("e");
                self.parts.variables.push((name.clone(), Kind::Rel));
                inner.push_str(&name);
            }
            inner.push_str(match self.parts.random.below(5) {
                0 | 1 => ":ConnectsTo",
                2 => {
                    self.parts.count("union of types");
                    ":ConnectsTo|Near"
                }
                3 if self.parts.random.percent(20) => ":Missing|Contains",
                _ => "",
            });
            if self.parts.random.percent(8) {
                self.parts.count("property map");
                inner.push_str(&format!(" {{weight: {}}}", self.parts.literal(Kind::Int)));
            }
            let (name, left, right) =
                self.parts.random.pick(&[("->", "-[", "]->"), ("<-", "<-[", "]-"), ("--", "-[", "]-")]);
            self.parts.count(name);
            text.push_str(&format!("{left}{inner}{right}{}", self.node(before)));
        }
        text
    }

    fn node(&mut self, before: &[(String, Kind)]) -> String {
        let mut text = String::from("(");
        match self.parts.variable(Kind::Node) {
            Some(shared) if self.nodes_left == 0 || self.parts.random.percent(25) => {
                self.parts.count("shared node");
                text.push_str(&shared);
            }
            _ => {
                self.nodes_left = self.nodes_left.saturating_sub(1);
                if self.parts.random.percent(80) {
                    let name = self.name("n");
                    self.parts.variables.push((name.clone(), Kind::Node));
                    text.push_str(&name);
                }
            }
        }
        if self.parts.random.percent(30) {
            self.parts.count("label");
            text.push_str(self.parts.random.pick(&[":Neuron", ":Neuron", ":Segment", ":Segment", ":Synapse"]));
            if self.parts.random.percent(20) {
                self.parts.count("several labels");
                text.push_str(self.parts.random.pick(&[":Neuron", ":Segment"]));
            }
        }
        if self.parts.random.percent(8) {
            self.parts.count("property map");
            let known = before.iter().find(|variable| variable.1 == Kind::Node);
            let value = match (self.parts.random.below(4), known) {
                (0, _) => "type: 'A'".to_owned(),
                (1, _) => "type: 'AB', pre: 1".to_owned(),
                (2, Some(known)) => format!("pre: {}.pre", known.0),
                _ => format!("bodyId: 10{}", self.parts.random.below(4)),
            };
            text.push_str(&format!(" {{{value}}}"));
        }
        text + ")"
    }

    fn with(&mut self) -> String {
        self.parts.count("WITH");
        let (mut text, _) = self.projection("WITH", None);
        if self.parts.random.percent(30) {
            self.parts.count("WITH WHERE");
            text.push_str(&format!(" WHERE {}", self.condition()));
        }
        text
    }

    /// WITH or RETURN, and whether its order is decided. With `columns` it returns so many, under fixed names.
    fn projection(&mut self, clause: &'static str, columns: Option<usize>) -> (String, bool) {
        if clause == "RETURN" {
            self.parts.count("RETURN");
        }
        let mut text = format!("{clause} ");
        if self.parts.random.percent(20) {
            self.parts.count("DISTINCT");
            text.push_str("DISTINCT ");
        }
        let (mut names, mut bag) = (Vec::new(), None);
        let collected = self.parts.leaf(Kind::Int);
        if columns.is_none() && !self.parts.variables.is_empty() && self.parts.random.percent(15) {
            self.parts.count(if clause == "WITH" { "WITH *" } else { "RETURN *" });
            text.push('*');
            names.extend(self.parts.variables.iter().map(|variable| variable.0.clone()));
        } else {
            let items = self.items(clause, columns);
            text.push_str(&items.iter().map(|item| item.0.as_str()).collect::<Vec<_>>().join(", "));
            self.parts.variables = items.iter().map(|item| (item.1.clone(), item.2)).collect();
            names.extend(self.parts.variables.iter().map(|variable| variable.0.clone()));
            if clause == "RETURN" && columns.is_none() && self.parts.random.percent(10) {
                self.parts.count("collect as a bag");
                bag = Some(self.name("bag"));
            }
        }
        if let Some(bag) = &bag {
            // Beside items without aggregates: they are the keys.
            text.push_str(&format!(", collect({collected}) AS {bag}"));
        }
        let is_ordered = self.parts.random.percent(35);
        if is_ordered {
            self.parts.count("ORDER BY");
            self.parts.random.shuffle(&mut names);
            let keys: Vec<String> =
                names.iter().map(|name| format!("{name}{}", self.parts.random.pick(&["", " ASC", " DESC"]))).collect();
            text.push_str(&format!(" ORDER BY {}", keys.join(", ")));
            if self.parts.random.percent(30) {
                self.parts.count("SKIP");
                text.push_str(&format!(" SKIP {}", self.parts.random.below(2)));
            }
            if self.parts.random.percent(50) {
                self.parts.count("LIMIT");
                text.push_str(&format!(" LIMIT {}", 1 + self.parts.random.below(6)));
            }
        }
        (text, is_ordered)
    }

    /// Items with their names and kinds: variables, expressions, aggregates.
    fn items(&mut self, clause: &str, columns: Option<usize>) -> Vec<(String, String, Kind)> {
        let mut items = Vec::new();
        let grouping = self.parts.random.percent(30);
        let wanted = columns.unwrap_or_else(|| 1 + self.parts.random.below(4));
        let before = self.parts.variables.clone();
        // Nodes are passed on more often than not: later patterns share them.
        if columns.is_none() && clause == "WITH" {
            for (name, kind) in before.iter().filter(|variable| variable.1 == Kind::Node).take(2) {
                if self.parts.random.percent(70) {
                    items.push((name.clone(), name.clone(), *kind));
                }
            }
        }
        for at in 0..wanted {
            let name = if columns.is_some() { format!("c{at}") } else { self.name("v") };
            let (text, kind) = match (grouping && at + 1 == wanted, before.is_empty(), self.parts.random.below(4)) {
                (true, ..) => {
                    self.parts.count("grouping");
                    self.parts.aggregate()
                }
                (_, false, 0) => before[self.parts.random.below(before.len())].clone(),
                _ => {
                    let kind = self.parts.random.pick(&Kind::VALUES);
                    (self.parts.expression(kind, 3), kind)
                }
            };
            items.push((format!("{text} AS {name}"), name, kind));
        }
        items
    }
}
