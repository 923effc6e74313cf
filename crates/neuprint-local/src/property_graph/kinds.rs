//! Which type each property has, and which ones change it.
//!
//! A graph database lets a property be a number here and a text there, and so does a dataset. Yet it is most often a
//! mistake, and queries that compare the two find nothing: so it is told.

use std::collections::HashMap;

use neuprint_cypher::Value;
use neuprint_cypher::store::{Columns, Key};

use super::shortened;

/// So many properties are told of.
const TOLD: usize = 20;

/// The properties of nodes, or of relationships, by name.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    known: HashMap<String, Known>,
    file: String,
    line: u64,
}

#[derive(Debug)]
struct Known {
    key: Key,
    kind: &'static str,
    at: String,
    /// The first value of another type: the type, and where.
    other: Option<(&'static str, String)>,
}

impl Kinds {
    /// What follows is in this line of this file.
    pub(super) fn at(&mut self, (file, line): (&str, u64)) {
        if self.file != file {
            file.clone_into(&mut self.file);
        }
        self.line = line;
    }

    /// The column of a property that has this value, which is not null.
    ///
    /// # Errors
    /// If there are more names than can be numbered.
    pub(super) fn key(&mut self, columns: &mut Columns, name: &str, value: &Value) -> Result<Key, &'static str> {
        let kind = kind(value);
        if let Some(known) = self.known.get_mut(name) {
            if known.kind != kind && known.other.is_none() {
                known.other = Some((kind, format!("{}:{}", self.file, self.line)));
            }
            return Ok(known.key);
        }
        let key = columns.key(name)?;
        let at = format!("{}:{}", self.file, self.line);
        self.known.insert(name.to_owned(), Known { key, kind, at, other: None });
        Ok(key)
    }

    /// The properties that change their type, in sentences.
    pub(super) fn changed(&self, whose: &str) -> Vec<String> {
        let mut told: Vec<String> = self
            .known
            .iter()
            .filter_map(|(name, Known { kind, at, other, .. })| {
                let (other, there) = other.as_ref()?;
                let name = shortened(name);
                Some(format!(
                    "the property `{name}` of {whose} is {kind} at {at}, but {other} at {there}; both are kept"
                ))
            })
            .collect();
        told.sort();
        let more = told.len().saturating_sub(TOLD);
        told.truncate(TOLD);
        if more > 0 {
            told.push(format!("{more} more properties of {whose} change their type"));
        }
        told
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "a boolean",
        Value::Int(_) => "an integer",
        Value::Float(_) => "a float",
        Value::Str(_) => "a text",
        Value::Point(_) => "a point",
        _ => "a list",
    }
}
