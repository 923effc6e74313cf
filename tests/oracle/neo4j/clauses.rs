//! Random queries over the recorded graph. Each begins at few nodes, so that no side works long.

use std::collections::BTreeMap;

use crate::expressions::Expressions;
use crate::forms::Kind;
use crate::words::{OF_GRAPH, TEXTS};

/// A query, and whether its ORDER BY decides the whole order.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) text: String,
    pub(crate) is_ordered: bool,
}

/// Where patterns begin, the rows that they have at most, and how many partners each of their nodes may have.
const BEGINNINGS: [(&str, usize, usize); 14] = [
    ("MATCH ($:Neuron {bodyId: 754538881})", 1, 400),
    ("MATCH ($:Neuron {type: 'DA1_lPN'})", 7, 400),
    ("MATCH ($:Segment) WHERE $.bodyId > 9007199254740991", 72, 10),
    ("MATCH ($:Segment {bodyId: 9007199254740993})", 1, 10),
    ("MATCH ($:Neuron) WHERE $.type STARTS WITH 'made'", 60, 10),
    ("MATCH ($:hemibrain_Neuron) WHERE $.type =~ 'made[0-3]'", 40, 10),
    ("MATCH ($:Neuron:Segment) WHERE $.bodyId IN [754538881, 722817260, 1, 720575940628857217, null]", 3, 400),
    (
        "MATCH ($:Segment) WHERE $.instance CONTAINS ' ' OR $.instance = '' OR $.instance =~ '.*[\\\\\\\\(%\\'].*'",
        30,
        50,
    ),
    ("MATCH ($:Segment) WHERE $.type IN ['MBON01', 'MBON02', 'made4', 'made5']", 30, 1000),
    ("MATCH ($:Neuron) WHERE $.type =~ 'LH(AD|PV)[0-9]+.*' AND $.pre > 10", 300, 20),
    ("MATCH ($:Segment) WHERE NOT $:Neuron", 24, 10),
    (
        "MATCH (:Neuron {bodyId: 722817260})-[:Contains]->(:SynapseSet)-[:Contains]->($:Synapse) WHERE $.confidence > 0.98",
        1000,
        2,
    ),
    ("MATCH ($:Element)", 219, 2),
    ("MATCH ($:Neuron) WHERE $.status = 'Traced' AND $.size > 0", 500, 200),
];

/// Rows that a query may come to before it aggregates.
const MOST: usize = 4_000;

/// Writes one query.
pub(crate) struct Generator<'c> {
    parts: Expressions<'c>,
    fresh: usize,
    /// Rows at most so far, and partners of a node.
    rows: usize,
    partners: usize,
}

impl<'c> Generator<'c> {
    pub(crate) fn new(number: u64, counts: &'c mut BTreeMap<&'static str, usize>) -> Self {
        Self { parts: Expressions::new(number, &OF_GRAPH, counts), fresh: 0, rows: 1, partners: 1 }
    }

    fn name(&mut self, prefix: &str) -> String {
        self.fresh += 1;
        // Some names have to be quoted.
        if self.parts.random.percent(4) {
            format!("`{prefix} {}`", self.fresh)
        } else {
            format!("{prefix}{}", self.fresh)
        }
    }

    pub(crate) fn query(&mut self) -> Query {
        match self.parts.random.below(20) {
            0 => self.union(),
            1 => self.shortest(),
            2 => self.procedure(),
            _ => self.part(None),
        }
    }

    fn union(&mut self) -> Query {
        let union = self.parts.random.pick(&["UNION", "UNION ALL"]);
        self.parts.count(union);
        let columns = 1 + self.parts.random.below(2);
        let first = self.part(Some(columns)).text;
        self.parts.variables.clear();
        let second = self.part(Some(columns)).text;
        Query { text: format!("{first} {union} {second}"), is_ordered: false }
    }

    fn part(&mut self, columns: Option<usize>) -> Query {
        let mut text = self.beginning();
        for _ in 0..self.parts.random.below(4) {
            let clause = match self.parts.random.below(12) {
                0..5 => self.expansion(),
                5..7 => self.unwind(),
                7 => self.subquery(),
                8 => self.several_steps(),
                _ => self.with(),
            };
            text.push(' ');
            text.push_str(&clause);
        }
        let (projection, is_ordered) = self.projection("RETURN", columns);
        Query { text: format!("{text} {projection}"), is_ordered }
    }

    fn beginning(&mut self) -> String {
        self.parts.count("MATCH");
        let (text, rows, partners) = self.parts.random.pick(&BEGINNINGS);
        (self.rows, self.partners) = (rows, partners);
        let name = self.name("n");
        let text = text.replace('$', &name);
        self.parts.variables.push((name, Kind::Node));
        if self.parts.random.percent(25) {
            let condition = self.condition();
            self.parts.count("WHERE");
            let and = if text.contains("WHERE") { "AND" } else { "WHERE" };
            return format!("{} {and} ({condition})", if and == "AND" { text.replace(" OR ", " XOR ") } else { text });
        }
        text
    }

    /// From a node that is known to its partners.
    fn expansion(&mut self) -> String {
        let Some(node) = self.parts.variable(Kind::Node) else { return self.with() };
        if self.rows * self.partners > MOST {
            return self.with();
        }
        self.rows *= self.partners;
        let optional = self.parts.random.percent(35);
        let clause = if optional { "OPTIONAL MATCH" } else { "MATCH" };
        self.parts.count(clause);
        let known = self.parts.variables.clone();
        let mut inner = self.name("e");
        self.parts.variables.push((inner.clone(), Kind::Rel));
        inner.push_str(self.parts.random.pick(&[
            "",
            ":ConnectsTo",
            ":ConnectsTo",
            ":ConnectsTo|Contains",
            ":Contains|CloseTo",
            ":SynapsesTo",
        ]));
        if self.parts.random.percent(10) {
            self.parts.count("property map");
            inner.push_str(&format!(" {{weight: {}}}", 1 + self.parts.random.below(5)));
        }
        let (name, left, right) =
            self.parts.random.pick(&[("->", "-[", "]->"), ("<-", "<-[", "]-"), ("--", "-[", "]-")]);
        self.parts.count(name);
        let shared =
            known.iter().filter(|variable| variable.1 == Kind::Node).count() > 1 && self.parts.random.percent(15);
        let mut to = if shared { self.parts.variable(Kind::Node).unwrap() } else { self.name("n") };
        if !shared {
            self.parts.variables.push((to.clone(), Kind::Node));
            to.push_str(self.parts.random.pick(&[
                "",
                "",
                ":Neuron",
                ":Segment",
                ":hemibrain_Neuron",
                ":Neuron:Segment",
                ":Synapse",
            ]));
            if self.parts.random.percent(8) {
                self.parts.count("property map");
                to.push_str(&format!(" {{type: {}}}", self.parts.random.pick(&TEXTS)));
            }
        }
        let mut text = format!("{clause} ({node}){left}{inner}{right}({to})");
        if self.parts.random.percent(12) {
            self.parts.count("path");
            let path = self.name("p");
            text = text.replacen("MATCH ", &format!("MATCH {path} = "), 1);
            self.parts.variables.push((path, Kind::Path));
        }
        if self.parts.random.percent(40) {
            self.parts.count("WHERE");
            text.push_str(&format!(" WHERE {}", self.condition()));
        }
        text
    }

    /// Relationships in a row; they begin at a made segment, which has few partners.
    fn several_steps(&mut self) -> String {
        if self.rows > 72 {
            return self.with();
        }
        self.parts.count("variable length");
        self.rows *= 60;
        self.partners = 400;
        let (path, end) = (self.name("p"), self.name("n"));
        let length = self.parts.random.pick(&["*1..2", "*2", "*..2", "*0..1", "*1", "*0"]);
        let (left, right) = self.parts.random.pick(&[("-[", "]->"), ("<-[", "]-"), ("-[", "]->")]);
        let from = 720_575_940_628_857_217 + 7 * self.parts.random.below(9);
        let label = self.parts.random.pick(&["", ":Neuron", ":Segment"]);
        let mut text =
            format!("MATCH {path} = (:Segment {{bodyId: {from}}}){left}:ConnectsTo{length}{right}({end}{label})");
        self.parts.variables.extend([(path.clone(), Kind::Path), (end, Kind::Node)]);
        if self.parts.random.percent(40) {
            let condition = match self.parts.random.below(4) {
                0 => format!("any(x IN nodes({path}) WHERE x.status = 'Anchor')"),
                1 => format!("all(x IN relationships({path}) WHERE x.weight > {})", self.parts.random.below(4)),
                2 => format!("length({path}) > {}", self.parts.random.below(2)),
                _ => self.condition(),
            };
            text.push_str(&format!(" WHERE {condition}"));
        }
        text
    }

    fn unwind(&mut self) -> String {
        self.parts.count("UNWIND");
        let (kind, item) = self.parts.random.pick(&[(Kind::Ints, Kind::Int), (Kind::Texts, Kind::Text)]);
        let list = self.parts.expression(kind, 2);
        let name = self.name("u");
        self.rows *= 4;
        self.parts.variables.push((name.clone(), item));
        format!("UNWIND {list} AS {name}")
    }

    /// Rows of a query within the query; it aggregates, so that no row is lost or doubled.
    fn subquery(&mut self) -> String {
        let Some(node) = self.parts.variable(Kind::Node) else { return self.with() };
        if self.rows > 500 {
            return self.with();
        }
        self.parts.count("CALL {}");
        let (result, second) = (self.name("c"), self.name("c"));
        let condition =
            self.parts.random.pick(&["", " WHERE e.weight > 2", " WHERE m:Neuron AND m.type STARTS WITH 'K'"]);
        let aggregate = self.parts.random.pick(&["count(m)", "sum(e.weight)", "count(DISTINCT m.type)", "max(m.pre)"]);
        self.parts.variables.extend([(result.clone(), Kind::Int), (second.clone(), Kind::Text)]);
        format!(
            "CALL {{ WITH {node} MATCH ({node})-[e:ConnectsTo]->(m){condition} RETURN {aggregate} AS {result}, min(m.type) AS {second} }}"
        )
    }

    fn condition(&mut self) -> String {
        let node = self.parts.variable(Kind::Node).unwrap_or_else(|| "null".to_owned());
        let weight = self.parts.random.below(6);
        let other = self.parts.variable(Kind::Node).unwrap_or_default();
        match (self.parts.random.below(20), node != "null") {
            (0, true) => {
                self.parts.count("pattern as a condition");
                format!("({node})-[:ConnectsTo]->(:Neuron {{type: 'APL'}})")
            }
            (1, true) => {
                self.parts.count("pattern as a condition");
                format!("NOT ({node})<-[:ConnectsTo]-()")
            }
            (2, true) => {
                self.parts.count("EXISTS {}");
                format!("EXISTS {{ MATCH ({node})-[e:ConnectsTo]->(m) WHERE e.weight > {weight} AND m.pre > 50 }}")
            }
            (3, true) => {
                self.parts.count("pattern comprehension");
                format!("size([({node})-[e:ConnectsTo]->(m:Neuron) WHERE e.weight > {weight} | m.bodyId]) > {weight}")
            }
            (4, true) => {
                self.parts.count("size of a pattern");
                format!("size(({node})-[:ConnectsTo]->()) > {weight}")
            }
            (5, true) => {
                self.parts.count("exists");
                format!("exists(({node})-[:Contains]->(:SynapseSet))")
            }
            (6, true) => format!("{node}.pre > {other}.post"),
            (7, true) => format!("{node}.type = {other}.type"),
            (8, true) => format!("{node}.bodyId <> {other}.bodyId"),
            (9, true) => format!("{node}.bodyId >= 9007199254740993"),
            (10, true) => format!("100 < {node}.pre <= 250"),
            (11, true) => format!("{node}.type IN ['made1', 'KCg-m', null]"),
            (12, true) => format!("any(x IN {node}.tags WHERE x STARTS WITH 't1')"),
            (13, true) => format!("NOT {node}.type =~ 'KC.*|made2'"),
            (14, true) => format!("{node}:Neuron AND {node}.`CA(R)`"),
            _ => self.parts.expression(Kind::Bool, 3),
        }
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
    fn projection(&mut self, clause: &str, columns: Option<usize>) -> (String, bool) {
        let returns = clause == "RETURN";
        let mut text = format!("{clause} ");
        if self.parts.random.percent(15) {
            self.parts.count("DISTINCT");
            text.push_str("DISTINCT ");
        }
        let all = columns.is_none() && !self.parts.variables.is_empty() && self.parts.random.percent(8);
        let mut bag = None;
        let collected = self.parts.leaf(Kind::Int);
        if all {
            self.parts.count("*");
            text.push('*');
        } else {
            let items = self.items(returns, columns);
            self.parts.variables = items.iter().map(|item| (item.1.clone(), item.2)).collect();
            text.push_str(&items.into_iter().map(|item| item.0).collect::<Vec<_>>().join(", "));
            if returns && columns.is_none() && self.parts.random.percent(8) {
                self.parts.count("collect as a bag");
                bag = Some(self.name("bag").replace(['`', ' '], ""));
            }
        }
        if let Some(bag) = &bag {
            text.push_str(&format!(", collect({collected}) AS {bag}"));
        }
        // Nodes, and what has them in it, are sorted by numbers that each database gives for itself.
        let is_sortable =
            !self.parts.variables.iter().any(|v| matches!(v.1, Kind::Node | Kind::Rel | Kind::Path | Kind::Any));
        let is_ordered = is_sortable && !self.parts.variables.is_empty() && self.parts.random.percent(45);
        if is_ordered {
            self.parts.count("ORDER BY");
            let mut names: Vec<String> = self.parts.variables.iter().map(|variable| variable.0.clone()).collect();
            self.parts.random.shuffle(&mut names);
            let keys: Vec<String> = names
                .iter()
                .map(|name| format!("{name}{}", self.parts.random.pick(&["", " ASC", " DESC", " DESCENDING"])))
                .collect();
            text.push_str(&format!(" ORDER BY {}", keys.join(", ")));
            if bag.is_none() && self.parts.random.percent(20) {
                self.parts.count("SKIP");
                text.push_str(&format!(" SKIP {}", self.parts.random.below(3)));
            }
            if bag.is_none() && self.parts.random.percent(40) {
                self.parts.count("LIMIT");
                text.push_str(&format!(" LIMIT {}", 1 + self.parts.random.below(12)));
            }
        }
        (text, is_ordered)
    }

    /// Items with their names and kinds: variables, expressions, aggregates.
    fn items(&mut self, returns: bool, columns: Option<usize>) -> Vec<(String, String, Kind)> {
        let mut items = Vec::new();
        let grouping = self.parts.random.percent(35);
        let wanted = columns.unwrap_or_else(|| 1 + self.parts.random.below(4));
        let before = self.parts.variables.clone();
        if columns.is_none() && !returns {
            for (name, kind) in before.iter().filter(|variable| variable.1 == Kind::Node).take(2) {
                if self.parts.random.percent(75) {
                    items.push((name.clone(), name.clone(), *kind));
                }
            }
        }
        for at in 0..wanted {
            let name = if columns.is_some() { format!("c{at}") } else { self.name("v") };
            let (text, kind) = match (grouping && at + 1 == wanted, before.is_empty(), self.parts.random.below(5)) {
                (true, ..) => {
                    self.parts.count("grouping");
                    self.parts.aggregate()
                }
                (_, false, 0) => before[self.parts.random.below(before.len())].clone(),
                (_, false, 1) if before.iter().any(|variable| variable.1 == Kind::Node) => {
                    let kind = self.parts.random.pick(&[Kind::Int, Kind::Text, Kind::Texts, Kind::Bool, Kind::Float]);
                    (self.parts.leaf(kind), kind)
                }
                _ => {
                    let kind = self.parts.random.pick(&Kind::VALUES);
                    (self.parts.expression(kind, 3), kind)
                }
            };
            // The name of a column that has none is its text.
            if returns && columns.is_none() && !grouping && self.parts.random.percent(10) && !text.contains(['`', '{'])
            {
                let name = format!("`{}`", text.replace('`', "``"));
                items.push((text, name, kind));
            } else {
                items.push((format!("{text} AS {name}"), name, kind));
            }
        }
        items
    }

    /// Shortest paths between nodes that are known by their numbers.
    fn shortest(&mut self) -> Query {
        let ends =
            ["754538881", "722817260", "720575940628857217", "720575940628857224", "9007199254740993", "1734350788"];
        let from = self.parts.random.pick(&ends);
        let rest: Vec<&str> = ends.iter().copied().filter(|end| *end != from).collect();
        let to = self.parts.random.pick(&rest);
        let (name, length, returned) = self.parts.random.pick(&[
            ("shortestPath", "*..4", "length(p) AS l, nodes(p)[0].bodyId AS a, nodes(p)[-1].type AS z"),
            ("shortestPath", "*", "length(p) AS l"),
            ("shortestPath", "*1..2", "length(p) AS l, type(relationships(p)[0]) AS t"),
            ("allShortestPaths", "*..4", "[x IN nodes(p) | x.bodyId] AS ids, [r IN relationships(p) | r.weight] AS w"),
            ("allShortestPaths", "*", "length(p) AS l, count(*) AS c"),
            ("allShortestPaths", "*..3", "p"),
        ]);
        self.parts.count(name);
        let (left, right) = self.parts.random.pick(&[("-[", "]->"), ("<-[", "]-"), ("-[", "]-")]);
        let clause = self.parts.random.pick(&["MATCH", "OPTIONAL MATCH"]);
        let condition = self.parts.random.pick(&[
            "",
            "",
            " WHERE all(e IN relationships(p) WHERE e.weight >= 3)",
            " WHERE length(p) > 1",
        ]);
        let text = format!(
            "MATCH (a:Segment {{bodyId: {from}}}), (b:Segment {{bodyId: {to}}}) {clause} p = {name}((a){left}:ConnectsTo{length}{right}(b)){condition} RETURN {returned}"
        );
        Query { text, is_ordered: false }
    }

    fn procedure(&mut self) -> Query {
        self.parts.count("CALL procedure");
        let text = match self.parts.random.below(6) {
            0 => "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t, size(t) AS s".to_owned(),
            1 => "CALL db.labels() YIELD label WHERE label STARTS WITH 'S' RETURN label, toUpper(label)".to_owned(),
            2 => "CALL db.relationshipTypes".to_owned(),
            3 => "CALL dbms.components() YIELD name RETURN name".to_owned(),
            4 => "CALL db.labels() YIELD label AS l WITH l ORDER BY l RETURN collect(l) AS all".to_owned(),
            _ => {
                let inner = self.part(Some(1)).text;
                self.parts.count("apoc.cypher.runTimeboxed");
                let quoted = inner.replace('\\', "\\\\").replace('\'', "\\'");
                format!("CALL apoc.cypher.runTimeboxed('{quoted}', {{}}, 10000) YIELD value RETURN value.c0 AS v")
            }
        };
        Query { text, is_ordered: false }
    }
}
