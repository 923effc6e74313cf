//! The functions by name: what they take and what they give. What they do is in the files beside this one, by theme.

mod apoc;
mod convert;
mod duration;
mod graph;
mod lists;
mod math;
mod points;
mod temporal;
mod text;

use super::kinds::{Kinds, Known};
use super::{Env, Evaluated, wrong_type};
use crate::error::{CypherError, ErrorCode};
use crate::value::Value;

pub(crate) use duration::in_time;
pub(crate) use graph::properties;
pub(super) use text::is_space;

type Body = fn(&Env<'_>, &[Value]) -> Evaluated;

/// A function.
pub(super) struct Entry {
    /// As the database's manual writes it; a query may use any case.
    name: &'static str,
    least: usize,
    most: usize,
    /// What each argument may be; the last one stands for all that follow.
    takes: &'static [Kinds],
    /// What the lists that it takes consist of.
    items: Kinds,
    gives: Known,
    body: Body,
}

/// Any number of arguments.
const MANY: usize = usize::MAX;

const fn entry(name: &'static str, takes: &'static [Kinds], gives: Kinds, body: Body) -> Entry {
    Entry { name, least: takes.len(), most: takes.len(), takes, items: Kinds::ANY, gives: Known::of(gives), body }
}

impl Entry {
    /// The last arguments may be left out, or there may be more.
    const fn with(self, least: usize, most: usize) -> Self {
        Self { least, most, ..self }
    }

    /// It takes lists of such items.
    const fn taking(self, items: Kinds) -> Self {
        Self { items, ..self }
    }

    /// It gives a list of such items.
    const fn of(self, items: Kinds) -> Self {
        Self { gives: Known::list_of(Known::of(items)), ..self }
    }
}

/// A function that exists.
#[derive(Clone, Copy)]
pub(crate) struct Function(&'static Entry);

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)
    }
}

fn all() -> impl Iterator<Item = &'static Entry> {
    [
        apoc::ENTRIES,
        apoc::OF_COLLECTIONS,
        apoc::OF_TEXTS,
        convert::ENTRIES,
        duration::ENTRIES,
        graph::ENTRIES,
        lists::ENTRIES,
        math::ENTRIES,
        points::ENTRIES,
        temporal::ENTRIES,
        text::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

/// The names of all functions that do not aggregate.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|entry| entry.name)
}

/// What the database has but this engine does not: refused as unsupported, not as unknown.
const NOT_HERE_YET: &[&str] = &[
    "date.realtime",
    "date.statement",
    "date.transaction",
    "date.truncate",
    "datetime.fromepoch",
    "datetime.fromepochmillis",
    "datetime.realtime",
    "datetime.statement",
    "datetime.transaction",
    "datetime.truncate",
    "db.nameFromElementId",
    "duration.inDays",
    "duration.inMonths",
    "duration.inSeconds",
    "file",
    "filter",
    "extract",
    "graph.names",
    "linenumber",
    "localdatetime.realtime",
    "localdatetime.statement",
    "localdatetime.transaction",
    "localdatetime.truncate",
    "localtime.realtime",
    "localtime.statement",
    "localtime.transaction",
    "localtime.truncate",
    "randomUUID",
    "time.realtime",
    "time.statement",
    "time.transaction",
    "time.truncate",
    "timestamp",
];

/// Families of APOC functions; which functions each has is not known here.
const APOC: &[&str] = &[
    "apoc.agg.",
    "apoc.algo.",
    "apoc.any.",
    "apoc.bitwise.",
    "apoc.coll.",
    "apoc.convert.",
    "apoc.create.",
    "apoc.cypher.",
    "apoc.data.",
    "apoc.date.",
    "apoc.diff.",
    "apoc.hashing.",
    "apoc.json.",
    "apoc.label.",
    "apoc.map.",
    "apoc.math.",
    "apoc.meta.",
    "apoc.node.",
    "apoc.nodes.",
    "apoc.number.",
    "apoc.path.",
    "apoc.rel.",
    "apoc.schema.",
    "apoc.scoring.",
    "apoc.spatial.",
    "apoc.static.",
    "apoc.stats.",
    "apoc.temporal.",
    "apoc.text.",
    "apoc.trigger.",
    "apoc.util.",
    "apoc.version",
    "apoc.xml.",
];

/// Why there is no function of a name.
pub(crate) enum Missing {
    /// The database has it, or may have it; this engine does not. This name is the nearest to it.
    NotHereYet(&'static str),
    /// Nobody has it; this name is the nearest to it.
    Unknown(&'static str),
}

/// The function of this name, in any case.
///
/// # Errors
/// Why there is none.
pub(crate) fn find(name: &str) -> Result<Function, Missing> {
    if let Some(entry) = all().find(|entry| entry.name.eq_ignore_ascii_case(name)) {
        return Ok(Function(entry));
    }
    let lower = name.to_ascii_lowercase();
    let nearest = nearest(name, all().map(|entry| entry.name));
    let known = NOT_HERE_YET.iter().any(|known| known.eq_ignore_ascii_case(name));
    if known || (APOC.iter().any(|family| lower.starts_with(family)) && !mistyped(name, nearest)) {
        return Err(Missing::NotHereYet(nearest));
    }
    Err(Missing::Unknown(nearest))
}

/// Whether a name is another one but for one letter.
pub(crate) fn mistyped(name: &str, other: &str) -> bool {
    name.len() < 100 && edits(&other.to_ascii_lowercase(), &name.to_ascii_lowercase()) == 1
}

/// Which of some names is the nearest to a word, in any case.
pub(crate) fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> &'n str {
    // What is very long is near to nothing.
    let word: String = word.chars().take(100).collect::<String>().to_ascii_lowercase();
    names.min_by_key(|name| edits(&name.to_ascii_lowercase(), &word)).unwrap_or_default()
}

impl Function {
    /// Whether its value is drawn at random.
    pub(crate) fn draws(self) -> bool {
        self.0.name == "rand"
    }

    /// Whether it is the one of this name.
    pub(crate) fn is(self, name: &str) -> bool {
        self.0.name == name
    }

    /// Whether its other arguments are not looked at where the first is null.
    pub(crate) fn asks_no_more_of_null(self) -> bool {
        matches!(self.0.name, "left" | "replace" | "right" | "split" | "substring")
    }

    /// Whether it takes so many arguments.
    ///
    /// # Errors
    /// How many it takes.
    pub(crate) fn takes_count(self, count: usize) -> Result<(), String> {
        let Entry { least, most, .. } = *self.0;
        match (least..=most).contains(&count) {
            true => Ok(()),
            false if most == MANY => Err(format!("at least {least} argument(s)")),
            false if least == most => Err(format!("{least} argument(s)")),
            false => Err(format!("{least} to {most} arguments")),
        }
    }

    /// What an argument may be.
    pub(crate) fn takes(self, at: usize) -> Kinds {
        let takes = self.0.takes;
        takes.get(at).or(takes.last()).copied().unwrap_or(Kinds::ANY)
    }

    /// What a list may consist of, if an argument is one.
    pub(crate) fn takes_items(self, at: usize) -> Kinds {
        if self.takes(at) == Kinds::LIST { self.0.items } else { Kinds::ANY }
    }
}

/// What is known of a function's value.
pub(crate) fn gives(function: Function) -> Known {
    function.0.gives
}

/// What a function makes of its arguments, whose number is right.
pub(crate) fn call(function: Function, env: &Env<'_>, arguments: &[Value]) -> Evaluated {
    if !function.0.name.starts_with("apoc.") {
        return (function.0.body)(env, arguments);
    }
    match handed_on(function, arguments)? {
        Some(arguments) => (function.0.body)(env, &arguments),
        None => (function.0.body)(env, arguments),
    }
}

/// What is wrong where an argument could not be computed: to APOC those before it were handed on already.
pub(crate) fn before(error: CypherError, function: Function, arguments: &[Value]) -> CypherError {
    if error.is_of_limits() || !function.0.name.starts_with("apoc.") {
        return error;
    }
    handed_on(function, arguments).err().unwrap_or(error)
}

/// What the database hands on to APOC, if that is something else than what was given: to what takes a list a map is a
/// list of itself.
///
/// # Errors
/// What APOC does not take is refused before APOC sees any of it.
fn handed_on(function: Function, arguments: &[Value]) -> Result<Option<Vec<Value>>, CypherError> {
    let mut has_lone_map = false;
    let is_lone_map = |at: usize, value: &Value| function.takes(at) == Kinds::LIST && matches!(value, Value::Map(_));
    for (at, value) in arguments.iter().enumerate() {
        let takes = function.takes(at);
        let as_number = matches!(value, Value::Int(_) | Value::Float(_)) && takes.meets(Kinds::NUMBER);
        if is_lone_map(at, value) {
            has_lone_map = true;
        } else if !takes.meets(Kinds::of_value(value)) && !as_number {
            return Err(wrong_type(&takes.names(), value));
        }
        let items = if let Value::List(items) = value { &**items } else { &[] };
        let wanted = function.takes_items(at);
        if let Some(item) = items.iter().find(|item| !wanted.meets(Kinds::of_value(item))) {
            return Err(wrong_type(&wanted.names(), item));
        }
    }
    Ok(has_lone_map.then(|| {
        let listed = |(at, value): (usize, &Value)| {
            if is_lone_map(at, value) { Value::list([value.clone()]) } else { value.clone() }
        };
        arguments.iter().enumerate().map(listed).collect()
    }))
}

/// The number of edits from one word to another (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn on_text(value: &Value, then: impl Fn(&str) -> Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Str(text) => Ok(then(text)),
        other => Err(wrong_type("a text", other)),
    }
}

fn on_list(value: &Value, then: impl Fn(&[Value]) -> Value) -> Evaluated {
    match value {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(then(items)),
        other => Err(wrong_type("a list", other)),
    }
}

fn unsupported(message: impl Into<String>) -> CypherError {
    CypherError::new(ErrorCode::Unsupported, message)
}
