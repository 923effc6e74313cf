//! Random queries, clause by clause.

use std::collections::BTreeMap;

use crate::forms::Kind;
use crate::random::Random;

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
    pub(crate) random: Random,
    pub(crate) variables: Vec<(String, Kind)>,
    pub(crate) counts: &'c mut BTreeMap<&'static str, usize>,
    fresh: usize,
    /// New nodes that may still be sought: each multiplies what the naive evaluation looks at.
    nodes_left: usize,
}

impl<'c> Generator<'c> {
    pub(crate) fn new(number: u64, counts: &'c mut BTreeMap<&'static str, usize>) -> Self {
        Self { random: Random::new(number), variables: Vec::new(), counts, fresh: 0, nodes_left: 4 }
    }

    pub(crate) fn count(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    fn name(&mut self, prefix: &str) -> String {
        self.fresh += 1;
        format!("{prefix}{}", self.fresh)
    }

    pub(crate) fn query(&mut self) -> Query {
        if !self.random.percent(8) {
            return self.part(None);
        }
        let union = self.random.pick(&["UNION", "UNION ALL"]);
        self.count(union);
        let columns = 1 + self.random.below(2);
        self.nodes_left = 2;
        let first = self.part(Some(columns)).text;
        self.variables.clear();
        self.nodes_left = 2;
        let second = self.part(Some(columns)).text;
        Query { text: format!("{first} {union} {second}"), is_ordered: false }
    }

    fn part(&mut self, columns: Option<usize>) -> Query {
        if columns.is_none() && self.random.percent(2) {
            return self.many_rows();
        }
        let mut text = match self.random.below(10) {
            0 => self.unwind(),
            1 => self.matching(true),
            _ => self.matching(false),
        };
        for _ in 0..self.random.below(4) {
            text.push(' ');
            let clause = match self.random.below(10) {
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
        self.count("many rows");
        let (modulus, skip, limit) = (1 + self.random.below(400), self.random.below(5), 1 + self.random.below(5));
        let [first, second] = [0; 2].map(|_| self.random.pick(&["", " DESC"]));
        let text = format!(
            "UNWIND range(1, 1500) AS x RETURN x % {modulus} AS rest, x \
             ORDER BY rest{first}, x{second} SKIP {skip} LIMIT {limit}"
        );
        Query { text, is_ordered: true }
    }

    fn unwind(&mut self) -> String {
        self.count("UNWIND");
        let (kind, item) = self.random.pick(&[(Kind::Ints, Kind::Int), (Kind::Texts, Kind::Text)]);
        let list = self.expression(kind, 2);
        let name = self.name("u");
        self.variables.push((name.clone(), item));
        format!("UNWIND {list} AS {name}")
    }

    fn matching(&mut self, optional: bool) -> String {
        let clause = if optional { "OPTIONAL MATCH" } else { "MATCH" };
        self.count(clause);
        let before = self.variables.clone();
        let mut patterns = vec![self.pattern(&before)];
        while patterns.len() < 3 && self.nodes_left > 0 && self.random.percent(30) {
            patterns.push(self.pattern(&before));
        }
        if patterns.len() > 1 {
            self.count("several patterns");
        }
        let mut text = format!("{clause} {}", patterns.join(", "));
        if self.random.percent(35) {
            self.count("WHERE");
            text.push_str(&format!(" WHERE {}", self.condition()));
        }
        text
    }

    /// A chain of nodes and relationships. `before` are the variables of earlier clauses.
    fn pattern(&mut self, before: &[(String, Kind)]) -> String {
        let mut text = self.node(before);
        for _ in 0..[0, 0, 1, 1, 1, 2][self.random.below(6)] {
            let mut inner = String::new();
            if self.random.percent(60) {
                let name = self.name("e");
                self.variables.push((name.clone(), Kind::Rel));
                inner.push_str(&name);
            }
            inner.push_str(match self.random.below(5) {
                0 | 1 => ":ConnectsTo",
                2 => {
                    self.count("union of types");
                    ":ConnectsTo|Near"
                }
                3 if self.random.percent(20) => ":Missing|Contains",
                _ => "",
            });
            if self.random.percent(8) {
                self.count("property map");
                inner.push_str(&format!(" {{weight: {}}}", self.literal(Kind::Int)));
            }
            let (name, left, right) = self.random.pick(&[("->", "-[", "]->"), ("<-", "<-[", "]-"), ("--", "-[", "]-")]);
            self.count(name);
            text.push_str(&format!("{left}{inner}{right}{}", self.node(before)));
        }
        text
    }

    fn node(&mut self, before: &[(String, Kind)]) -> String {
        let mut text = String::from("(");
        match self.variable(Kind::Node) {
            Some(shared) if self.nodes_left == 0 || self.random.percent(25) => {
                self.count("shared node");
                text.push_str(&shared);
            }
            _ => {
                self.nodes_left = self.nodes_left.saturating_sub(1);
                if self.random.percent(80) {
                    let name = self.name("n");
                    self.variables.push((name.clone(), Kind::Node));
                    text.push_str(&name);
                }
            }
        }
        if self.random.percent(30) {
            self.count("label");
            text.push_str(self.random.pick(&[":Neuron", ":Neuron", ":Segment", ":Segment", ":Synapse"]));
            if self.random.percent(20) {
                self.count("several labels");
                text.push_str(self.random.pick(&[":Neuron", ":Segment"]));
            }
        }
        if self.random.percent(8) {
            self.count("property map");
            let known = before.iter().find(|variable| variable.1 == Kind::Node);
            let value = match (self.random.below(4), known) {
                (0, _) => "type: 'A'".to_owned(),
                (1, _) => "type: 'AB', pre: 1".to_owned(),
                (2, Some(known)) => format!("pre: {}.pre", known.0),
                _ => format!("bodyId: 10{}", self.random.below(4)),
            };
            text.push_str(&format!(" {{{value}}}"));
        }
        text + ")"
    }

    fn with(&mut self) -> String {
        self.count("WITH");
        let (mut text, _) = self.projection("WITH", None);
        if self.random.percent(30) {
            self.count("WITH WHERE");
            text.push_str(&format!(" WHERE {}", self.condition()));
        }
        text
    }

    /// WITH or RETURN, and whether its order is decided. With `columns` it returns so many, under fixed names.
    fn projection(&mut self, clause: &'static str, columns: Option<usize>) -> (String, bool) {
        if clause == "RETURN" {
            self.count("RETURN");
        }
        let mut text = format!("{clause} ");
        if self.random.percent(20) {
            self.count("DISTINCT");
            text.push_str("DISTINCT ");
        }
        let (mut names, mut bag) = (Vec::new(), None);
        let collected = self.leaf(Kind::Int);
        if columns.is_none() && !self.variables.is_empty() && self.random.percent(15) {
            self.count(if clause == "WITH" { "WITH *" } else { "RETURN *" });
            text.push('*');
            names.extend(self.variables.iter().map(|variable| variable.0.clone()));
        } else {
            let items = self.items(clause, columns);
            text.push_str(&items.iter().map(|item| item.0.as_str()).collect::<Vec<_>>().join(", "));
            self.variables = items.iter().map(|item| (item.1.clone(), item.2)).collect();
            names.extend(self.variables.iter().map(|variable| variable.0.clone()));
            if clause == "RETURN" && columns.is_none() && self.random.percent(10) {
                self.count("collect as a bag");
                bag = Some(self.name("bag"));
            }
        }
        if let Some(bag) = &bag {
            // Beside items without aggregates: they are the keys.
            text.push_str(&format!(", collect({collected}) AS {bag}"));
        }
        let is_ordered = self.random.percent(35);
        if is_ordered {
            self.count("ORDER BY");
            self.random.shuffle(&mut names);
            let keys: Vec<String> =
                names.iter().map(|name| format!("{name}{}", self.random.pick(&["", " ASC", " DESC"]))).collect();
            text.push_str(&format!(" ORDER BY {}", keys.join(", ")));
            if self.random.percent(30) {
                self.count("SKIP");
                text.push_str(&format!(" SKIP {}", self.random.below(2)));
            }
            if self.random.percent(50) {
                self.count("LIMIT");
                text.push_str(&format!(" LIMIT {}", 1 + self.random.below(6)));
            }
        }
        (text, is_ordered)
    }

    /// Items with their names and kinds: variables, expressions, aggregates.
    fn items(&mut self, clause: &str, columns: Option<usize>) -> Vec<(String, String, Kind)> {
        let mut items = Vec::new();
        let grouping = self.random.percent(30);
        let wanted = columns.unwrap_or_else(|| 1 + self.random.below(4));
        let before = self.variables.clone();
        // Nodes are passed on more often than not: later patterns share them.
        if columns.is_none() && clause == "WITH" {
            for (name, kind) in before.iter().filter(|variable| variable.1 == Kind::Node).take(2) {
                if self.random.percent(70) {
                    items.push((name.clone(), name.clone(), *kind));
                }
            }
        }
        for at in 0..wanted {
            let name = if columns.is_some() { format!("c{at}") } else { self.name("v") };
            let (text, kind) = match (grouping && at + 1 == wanted, before.is_empty(), self.random.below(4)) {
                (true, ..) => {
                    self.count("grouping");
                    self.aggregate()
                }
                (_, false, 0) => before[self.random.below(before.len())].clone(),
                _ => {
                    let kind = self.random.pick(&Kind::VALUES);
                    (self.expression(kind, 3), kind)
                }
            };
            items.push((format!("{text} AS {name}"), name, kind));
        }
        items
    }
}
