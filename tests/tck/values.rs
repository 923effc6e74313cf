//! The kit's notation of values: `(:A {x: 1})`, `[:T]`, `<(:A)-[:T]->(:B)>`, lists, maps, texts, numbers, null.

use std::iter::Peekable;
use std::str::Chars;
use std::sync::Arc;

use neuprint_cypher::{Graph, Map, Value};

/// A value as the kit sees one: nodes and relationships by what they hold, not by their number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Seen {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Seen>),
    /// Sorted by key.
    Map(Vec<(String, Seen)>),
    /// Sorted labels, properties.
    Node(Vec<String>, Vec<(String, Seen)>),
    Relationship(String, Vec<(String, Seen)>),
    /// The first node; then for each step whether it goes along the relationship, the relationship, and the node.
    Path(Box<Seen>, Vec<(bool, Seen, Seen)>),
}

impl Seen {
    /// What the engine gave.
    pub(crate) fn of(graph: &Graph, value: &Value) -> Self {
        let entries = |entries: &mut dyn Iterator<Item = (Arc<str>, Value)>| {
            sorted(entries.map(|(key, value)| (key.to_string(), Self::of(graph, &value))).collect())
        };
        match value {
            Value::Null => Self::Null,
            Value::Bool(v) => Self::Bool(*v),
            Value::Int(v) => Self::Int(*v),
            Value::Float(v) => Self::Float(*v),
            Value::Str(text) => Self::Text(text.to_string()),
            Value::List(items) => Self::List(items.iter().map(|item| Self::of(graph, item)).collect()),
            Value::Map(map) => Self::Map(entries(&mut map.iter().map(|(key, value)| (key.clone(), value.clone())))),
            Value::Node(node) => {
                let mut labels: Vec<String> = graph.labels_of(*node).map(ToString::to_string).collect();
                labels.sort();
                let properties = graph.node_properties(*node).map(|(key, value)| (key.clone(), value));
                Self::Node(labels, entries(&mut properties.into_iter()))
            }
            Value::Relationship(rel) => {
                let properties = graph.relationship_properties(*rel).map(|(key, value)| (key.clone(), value));
                Self::Relationship(graph.type_name_of(*rel).to_string(), entries(&mut properties.into_iter()))
            }
            Value::Path(path) => {
                let node = |at: usize| Self::of(graph, &Value::Node(path.nodes[at]));
                let step = |at: usize| {
                    let rel = path.relationships[at];
                    let along = graph.start(rel) == path.nodes[at];
                    (along, Self::of(graph, &Value::Relationship(rel)), node(at + 1))
                };
                Self::Path(Box::new(node(0)), (0..path.relationships.len()).map(step).collect())
            }
            Value::Temporal(v) => Self::Text(short(&v.to_string())),
            Value::Duration(v) => Self::Text(v.to_string()),
            // The kit has no notation for one.
            Value::Point(point) => Self::Text(format!("{point:?}")),
        }
    }

    /// The same as a value of the engine, if it is not part of a graph.
    pub(crate) fn value(&self) -> Option<Value> {
        Some(match self {
            Self::Null => Value::Null,
            Self::Bool(v) => Value::Bool(*v),
            Self::Int(v) => Value::Int(*v),
            Self::Float(v) => Value::Float(*v),
            Self::Text(text) => Value::text(text.as_str()),
            Self::List(items) => Value::list(items.iter().map(Self::value).collect::<Option<Vec<_>>>()?),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| Some((key.as_str(), value.value()?)));
                Value::Map(Arc::new(entries.collect::<Option<Map>>()?))
            }
            Self::Node(..) | Self::Relationship(..) | Self::Path(..) => return None,
        })
    }
}

/// The kit leaves out seconds that are zero.
fn short(text: &str) -> String {
    let (day, time) = text.split_at(text.find('T').map_or(0, |at| at + 1));
    match time.split_at_checked(8) {
        Some((start, rest)) if start.ends_with(":00") && !rest.starts_with('.') => {
            format!("{day}{}{rest}", &start[..5])
        }
        _ => text.to_owned(),
    }
}

fn sorted(mut entries: Vec<(String, Seen)>) -> Vec<(String, Seen)> {
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries
}

/// Reads a value in the kit's notation.
pub(crate) fn read(text: &str) -> Result<Seen, String> {
    let mut reader = Reader { rest: text.chars().peekable() };
    let value = reader.value().and_then(|value| {
        reader.space();
        reader.rest.next().map_or(Ok(value), |c| Err(format!("`{c}` is too much")))
    });
    value.map_err(|error| format!("{text}: {error}"))
}

struct Reader<'t> {
    rest: Peekable<Chars<'t>>,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<Seen, String> {
        self.space();
        match self.rest.peek() {
            Some('\'') => self.text(),
            Some('(') => self.node(),
            Some('<') => self.path(),
            Some('{') => Ok(Seen::Map(self.map()?)),
            Some('[') => {
                self.rest.next();
                self.space();
                if self.rest.peek() == Some(&':') {
                    return self.relationship();
                }
                let mut items = Vec::new();
                while !self.took(']') {
                    items.push(self.value()?);
                    self.took(',');
                }
                Ok(Seen::List(items))
            }
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<Seen, String> {
        let word = self.while_in(|c| c.is_alphanumeric() || matches!(c, '.' | '+' | '-'));
        Ok(match word.as_str() {
            "null" => Seen::Null,
            "true" => Seen::Bool(true),
            "false" => Seen::Bool(false),
            "NaN" => Seen::Float(f64::NAN),
            "Inf" => Seen::Float(f64::INFINITY),
            "-Inf" => Seen::Float(f64::NEG_INFINITY),
            word => match word.parse() {
                Ok(int) => Seen::Int(int),
                Err(_) => Seen::Float(word.parse().map_err(|_| format!("`{word}` is no value"))?),
            },
        })
    }

    fn text(&mut self) -> Result<Seen, String> {
        self.rest.next();
        let mut text = String::new();
        loop {
            match self.rest.next() {
                Some('\'') => return Ok(Seen::Text(text)),
                Some('\\') => match self.rest.next() {
                    Some('n') => text.push('\n'),
                    Some(c @ ('\'' | '\\')) => text.push(c),
                    other => {
                        text.push('\\');
                        text.extend(other);
                    }
                },
                Some(c) => text.push(c),
                None => return Err("a text does not end".into()),
            }
        }
    }

    fn map(&mut self) -> Result<Vec<(String, Seen)>, String> {
        self.expect('{')?;
        let mut entries = Vec::new();
        while !self.took('}') {
            let key = self.while_in(|c| c.is_alphanumeric() || c == '_');
            self.expect(':')?;
            entries.push((key, self.value()?));
            self.took(',');
            self.space();
        }
        Ok(sorted(entries))
    }

    fn node(&mut self) -> Result<Seen, String> {
        self.expect('(')?;
        let mut labels = Vec::new();
        while self.took(':') {
            labels.push(self.while_in(|c| c.is_alphanumeric() || c == '_'));
        }
        labels.sort();
        let properties = self.properties()?;
        self.expect(')')?;
        Ok(Seen::Node(labels, properties))
    }

    /// Behind the bracket.
    fn relationship(&mut self) -> Result<Seen, String> {
        self.expect(':')?;
        let name = self.while_in(|c| c.is_alphanumeric() || c == '_');
        let properties = self.properties()?;
        self.expect(']')?;
        Ok(Seen::Relationship(name, properties))
    }

    fn properties(&mut self) -> Result<Vec<(String, Seen)>, String> {
        self.space();
        if self.rest.peek() == Some(&'{') { self.map() } else { Ok(Vec::new()) }
    }

    fn path(&mut self) -> Result<Seen, String> {
        self.expect('<')?;
        let start = self.node()?;
        let mut steps = Vec::new();
        while !self.took('>') {
            let back = self.took('<');
            self.expect('-')?;
            self.expect('[')?;
            let relationship = self.relationship()?;
            self.expect('-')?;
            if !back {
                self.expect('>')?;
            }
            steps.push((!back, relationship, self.node()?));
        }
        Ok(Seen::Path(Box::new(start), steps))
    }

    fn while_in(&mut self, within: impl Fn(char) -> bool) -> String {
        self.space();
        let mut word = String::new();
        while let Some(c) = self.rest.next_if(|c| within(*c)) {
            word.push(c);
        }
        word
    }

    fn space(&mut self) {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
    }

    fn took(&mut self, c: char) -> bool {
        self.space();
        self.rest.next_if_eq(&c).is_some()
    }

    fn expect(&mut self, c: char) -> Result<(), String> {
        if self.took(c) { Ok(()) } else { Err(format!("`{c}` expected, found {:?}", self.rest.peek())) }
    }
}
