//! Things by their names, sorted.
//!
//! ```
//! use neuprint::api::ByName;
//!
//! let weights: ByName<i64> = [("b".to_owned(), 2), ("a".to_owned(), 1)].into_iter().collect();
//! assert_eq!(weights.get("b"), Some(&2));
//! assert_eq!(weights.keys().collect::<Vec<_>>(), ["a", "b"]);
//! ```
//!
//! A `BTreeMap` for every kind of answer is some four kilobytes of WebAssembly each, for what is filled once and then read.

use neuprint_table::sort_by;
use serde::{Serialize, Serializer};

/// A list of things that each have a name of their own, in the order of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByName<T>(Vec<(String, T)>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByName<T> {
    /// What has this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        let place = self.0.binary_search_by(|(other, _)| other.as_str().cmp(name)).ok()?;
        self.0.get(place).map(|(_, thing)| thing)
    }

    /// Whether something has this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    /// The things with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.0.iter().map(|(name, thing)| (name, thing))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> From<Vec<(String, T)>> for ByName<T> {
    /// Of several things with one name the first stays.
    fn from(mut things: Vec<(String, T)>) -> Self {
        sort_by(&mut things, &|(a, _), (b, _)| a.cmp(b));
        things.dedup_by(|(later, _), (name, _)| later == name);
        Self(things)
    }
}

impl<T> FromIterator<(String, T)> for ByName<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(things: I) -> Self {
        things.into_iter().collect::<Vec<_>>().into()
    }
}

impl<T: Serialize> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
