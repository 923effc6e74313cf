//! Procedures: what `CALL name(…) YIELD …` asks.
//!
//! ```
//! use std::sync::Arc;
//!
//! use neuprint_cypher::{Given, GraphBuilder, Kind, Limits, Procedure, Step, Value, parse};
//!
//! let squares = Procedure::new("my.squares", [("upTo", Kind::Integer)], [("square", Kind::Integer)], |_, arguments| {
//!     let Value::Int(most) = arguments[0] else { return Ok(vec![]) };
//!     Ok((1..=most).map(|n| vec![Value::Int(n * n)]).collect())
//! });
//! let given = Given { procedures: vec![squares], ..Given::default() };
//! let graph = Arc::new(GraphBuilder::new().build());
//! let query = parse("CALL my.squares(3) YIELD square AS s WHERE s > 1 RETURN sum(s)")?;
//! let mut execution = query.start_with(graph, &given, Limits::default())?;
//! assert_eq!(execution.advance(10)?, Step::Rows(vec![vec![Value::Int(13)]]));
//! # Ok::<(), neuprint_cypher::CypherError>(())
//! ```
//!
//! `db.labels`, `db.relationshipTypes`, `db.propertyKeys`, `db.indexes`, `dbms.components` and
//! `apoc.cypher.runTimeboxed` are always there.

use std::fmt;
use std::sync::Arc;

use crate::error::CypherError;
use crate::eval::kinds::Kinds;
use crate::store::Graph;
use crate::value::Value;

/// What an argument or a result of a procedure can be; null is always possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Anything.
    Any,
    /// true or false.
    Boolean,
    /// An integer.
    Integer,
    /// A float; as an argument also an integer.
    Float,
    /// An integer or a float.
    Number,
    /// Text.
    String,
    /// A list.
    List,
    /// A map.
    Map,
    /// A node.
    Node,
    /// A relationship.
    Relationship,
}

impl Kind {
    pub(crate) fn kinds(self) -> Kinds {
        match self {
            Self::Any => Kinds::ANY,
            Self::Boolean => Kinds::BOOL,
            Self::Integer => Kinds::INT,
            Self::Float | Self::Number => Kinds::NUMBER,
            Self::String => Kinds::TEXT,
            Self::List => Kinds::LIST,
            Self::Map => Kinds::MAP,
            Self::Node => Kinds::NODE,
            Self::Relationship => Kinds::RELATIONSHIP,
        }
    }
}

type Rows = dyn Fn(&Graph, &[Value]) -> Result<Vec<Vec<Value>>, CypherError> + Send + Sync;

/// A procedure. Copies are cheap.
#[derive(Clone)]
pub struct Procedure {
    pub(crate) name: Arc<str>,
    pub(crate) takes: Vec<(Arc<str>, Kind)>,
    pub(crate) yields: Vec<(Arc<str>, Kind)>,
    pub(crate) body: Body,
}

/// What a call does.
#[derive(Clone)]
pub(crate) enum Body {
    Rows(Arc<Rows>),
    /// It runs the query that is its first argument.
    Query,
}

impl fmt::Debug for Procedure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Procedure").field(&self.name).finish()
    }
}

impl Procedure {
    /// A procedure with what it takes and what it yields. `body` gives rows with a value for each result; one that
    /// yields nothing is called for nothing, and each row of the query goes on.
    pub fn new<'n>(
        name: &str,
        takes: impl IntoIterator<Item = (&'n str, Kind)>,
        yields: impl IntoIterator<Item = (&'n str, Kind)>,
        body: impl Fn(&Graph, &[Value]) -> Result<Vec<Vec<Value>>, CypherError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            takes: takes.into_iter().map(|(name, kind)| (name.into(), kind)).collect(),
            yields: yields.into_iter().map(|(name, kind)| (name.into(), kind)).collect(),
            body: Body::Rows(Arc::new(body)),
        }
    }

    /// One that takes nothing and yields names.
    fn of_names(name: &str, result: &str, names: fn(&Graph) -> Vec<Arc<str>>) -> Self {
        Self::new(name, [], [(result, Kind::String)], move |graph, _| {
            Ok(names(graph).into_iter().map(|name| vec![Value::Str(name)]).collect())
        })
    }

    /// Those that are always there.
    pub(crate) fn built_in() -> [Self; 6] {
        [
            Self {
                body: Body::Query,
                ..Self::new(
                    "apoc.cypher.runTimeboxed",
                    [("cypher", Kind::String), ("params", Kind::Map), ("timeout", Kind::Integer)],
                    [("value", Kind::Map)],
                    |_, _| Ok(Vec::new()),
                )
            },
            Self::new("db.indexes", [], INDEXES, |graph, _| Ok(indexes(graph))),
            Self::new(
                "dbms.components",
                [],
                [("name", Kind::String), ("versions", Kind::List), ("edition", Kind::String)],
                // The database whose language this is.
                |_, _| {
                    let versions = Value::list([Value::text("4.4.0")]);
                    Ok(vec![vec![Value::text("Neo4j Kernel"), versions, Value::text("community")]])
                },
            ),
            Self::of_names("db.labels", "label", |graph| graph.labels().cloned().collect()),
            Self::of_names("db.propertyKeys", "propertyKey", |graph| {
                let mut names: Vec<Arc<str>> = graph.node_keys().chain(graph.relationship_keys()).cloned().collect();
                names.sort();
                names.dedup();
                names
            }),
            Self::of_names("db.relationshipTypes", "relationshipType", |graph| {
                graph.relationship_types().cloned().collect()
            }),
        ]
    }
}

const INDEXES: [(&str, Kind); 10] = [
    ("id", Kind::Integer),
    ("name", Kind::String),
    ("state", Kind::String),
    ("populationPercent", Kind::Float),
    ("uniqueness", Kind::String),
    ("type", Kind::String),
    ("entityType", Kind::String),
    ("labelsOrTypes", Kind::List),
    ("properties", Kind::List),
    ("provider", Kind::String),
];

/// Every property of nodes can be looked up, whatever labels they bear.
fn indexes(graph: &Graph) -> Vec<Vec<Value>> {
    let keys = graph.node_keys().enumerate().map(|(at, key)| {
        vec![
            Value::Int(at as i64 + 1),
            Value::text(format!("index_{key}")),
            Value::text("ONLINE"),
            Value::Float(100.0),
            Value::text("NONUNIQUE"),
            Value::text("BTREE"),
            Value::text("NODE"),
            Value::list([]),
            Value::list([Value::Str(key.clone())]),
            Value::text("neuprint-cypher"),
        ]
    });
    keys.collect()
}
