//! What is wrong with criteria, by field and value.

use neuprint_table::sort_by;

use super::Criterion;

/// Criteria that cannot be meant as they are written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct CriteriaError {
    /// The field, as it was named.
    pub field: String,
    /// What was given, as one would write it.
    pub value: String,
    message: String,
}

impl CriteriaError {
    /// A value that its field cannot have.
    pub(crate) fn value(field: &str, value: &Criterion, reason: &str) -> Self {
        Self {
            field: field.into(),
            value: value.to_string(),
            message: format!("`{field}` cannot be {value}: {reason}"),
        }
    }

    /// Fields that contradict each other.
    pub(crate) fn field(field: &str, message: String) -> Self {
        Self { field: field.into(), value: String::new(), message }
    }

    /// A name that is not among those there are; the nearest are suggested.
    pub(crate) fn unknown<'n>(field: &str, what: &str, name: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        let mut near: Vec<(usize, &str)> = known
            .into_iter()
            .map(|other| (distance(name, other), other))
            .filter(|(far, _)| *far <= limit(name))
            .collect();
        sort_by(&mut near, &Ord::cmp);
        near.truncate(3);
        let names: Vec<String> = near.iter().map(|(_, name)| format!("`{name}`")).collect();
        let hint = if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(" or ")) };
        Self { field: field.into(), value: name.into(), message: format!("`{name}` is no {what}{hint}") }
    }
}

/// How many letters may differ for a name to be suggested.
fn limit(name: &str) -> usize {
    1 + name.chars().count() / 3
}

/// How many letters must be changed, put in or left out, letter case aside (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.chars().map(|c| c.to_ascii_lowercase()).enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
