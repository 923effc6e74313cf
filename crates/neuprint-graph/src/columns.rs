//! Which columns of a table are what of its connections.
//!
//! Columns are known by their names and by what they hold: `bodyId_pre` and `bodyId_post`, `a.bodyId` and `b.bodyId`,
//! `pre.type` and `post.type`, `upstream` and `downstream`. A table of types only (`a.type`, `b.type`, `sum(weight)`) is a
//! graph of types.

use neuprint_table::{Column, ColumnData, Table};

/// Columns of a table, by their indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GraphColumns {
    /// Where connections come from: neurons or types.
    pub source: u32,
    /// Where they go to.
    pub target: u32,
    /// Their weights; `None`: each row counts 1.
    pub weight: Option<u32>,
    /// The sources' types.
    pub source_type: Option<u32>,
    /// The targets' types.
    pub target_type: Option<u32>,
    /// The sources' instances.
    pub source_instance: Option<u32>,
    /// The targets' instances.
    pub target_instance: Option<u32>,
    /// The ROI that a row's weight is in.
    pub roi: Option<u32>,
}

/// What a column of one end holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Body,
    Type,
    Instance,
}

/// Names of the two ends, as queries and neuprint-python give them.
const ENDS: [(&str, &str); 9] = [
    ("pre", "post"),
    ("source", "target"),
    ("from", "to"),
    ("upstream", "downstream"),
    ("input", "output"),
    ("presynaptic", "postsynaptic"),
    ("src", "dst"),
    ("start", "end"),
    ("a", "b"),
];

/// A column of one end: what its name says of the end, and what it holds.
#[derive(Debug)]
struct Told {
    at: u32,
    end: String,
    role: Role,
}

impl GraphColumns {
    /// The columns that look like connections; `None` if none do.
    pub fn find(table: &Table) -> Option<Self> {
        let told: Vec<Told> =
            table.columns().iter().enumerate().filter_map(|(at, column)| of_end(at as u32, column)).collect();
        let (source, target) = ends(&told)?;
        let of = |end: &str, role| told.iter().find(|it| it.end == end && it.role == role).map(|it| it.at);
        // What names a node: its ID, or else its type or instance.
        let nodes = [Role::Body, Role::Type, Role::Instance]
            .into_iter()
            .find_map(|role| Some((of(&source, role)?, of(&target, role)?)));
        let (first, second) = nodes?;
        let unless_node = |column: Option<u32>| column.filter(|at| *at != first && *at != second);
        Some(Self {
            source: first,
            target: second,
            weight: weight(table, &[first, second]),
            source_type: unless_node(of(&source, Role::Type)),
            target_type: unless_node(of(&target, Role::Type)),
            source_instance: unless_node(of(&source, Role::Instance)),
            target_instance: unless_node(of(&target, Role::Instance)),
            roi: roi(table),
        })
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = u32> {
        [
            Some(self.source),
            Some(self.target),
            self.weight,
            self.source_type,
            self.target_type,
            self.source_instance,
            self.target_instance,
            self.roi,
        ]
        .into_iter()
        .flatten()
    }
}

/// The names of the ends from which and to which the table's connections go.
fn ends(told: &[Told]) -> Option<(String, String)> {
    let is_end = |name: &str| told.iter().any(|it| it.end == name);
    for (source, target) in ENDS {
        if is_end(source) && is_end(target) {
            return Some((source.to_owned(), target.to_owned()));
        }
    }
    // Any two names, such as `n.bodyId` and `m.bodyId`: the one that comes first is the source.
    let first = told.iter().find(|it| it.role != Role::Instance)?;
    let second = told.iter().find(|it| it.role == first.role && it.end != first.end)?;
    Some((first.end.clone(), second.end.clone()))
}

/// What a column says of an end; `None` if it says nothing.
fn of_end(at: u32, column: &Column) -> Option<Told> {
    let words = words(column.name());
    let role_of = |word: &str| match word {
        "bodyid" | "body" | "id" => Some(Role::Body),
        "type" | "celltype" => Some(Role::Type),
        "instance" => Some(Role::Instance),
        _ => None,
    };
    let found = words.iter().position(|word| role_of(word).is_some());
    let (role, end) = match found {
        Some(place) => {
            let end: Vec<&str> =
                words.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, word)| word.as_str()).collect();
            (role_of(&words[place])?, end.join("_"))
        }
        // A column that is named as an end holds what its cells are.
        None if words.len() == 1 && ENDS.iter().any(|(a, b)| words[0] == *a || words[0] == *b) => {
            (if is_whole(column) { Role::Body } else { Role::Type }, words[0].clone())
        }
        None => return None,
    };
    let fits = match role {
        Role::Body => is_whole(column),
        Role::Type | Role::Instance => matches!(column.data(), ColumnData::Text(_) | ColumnData::Null),
    };
    fits.then_some(Told { at, end, role })
}

/// A name's words in small letters: `bodyId_pre`, `a.bodyId` and `preBodyId` have two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in name.replace("bodyId", "bodyid").replace("BodyId", "Bodyid").replace("BodyID", "Bodyid").chars() {
        if !letter.is_alphanumeric() {
            words.push(String::new());
        } else {
            if letter.is_uppercase() && was_small {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(letter.to_lowercase());
            }
        }
        was_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_whole(column: &Column) -> bool {
    matches!(column.data(), ColumnData::Int64(_) | ColumnData::UInt64(_))
}

fn is_number(column: &Column) -> bool {
    is_whole(column) || matches!(column.data(), ColumnData::Float64(_))
}

/// The column of weights: one that is called so, or counts synapses; else the only other one of numbers.
fn weight(table: &Table, nodes: &[u32]) -> Option<u32> {
    let numbers = || table.columns().iter().zip(0..).filter(|(column, at)| is_number(column) && !nodes.contains(at));
    for known in ["weight", "synapses", "synapse", "count"] {
        // `weight` itself rather than `weightHP`.
        let named = numbers().find(|(column, _)| words(column.name()).iter().any(|word| word == known));
        if let Some((_, at)) = named {
            return Some(at);
        }
    }
    let mut others = numbers().filter(|(column, _)| of_end(0, column).is_none());
    others.next().filter(|_| others.next().is_none()).map(|(_, at)| at)
}

fn roi(table: &Table) -> Option<u32> {
    let is_roi = |column: &Column| {
        words(column.name()).last().is_some_and(|word| word == "roi") && matches!(column.data(), ColumnData::Text(_))
    };
    table.columns().iter().position(is_roi).map(|at| at as u32)
}
