//! Maps from names to values.

use std::fmt;
use std::sync::Arc;

use super::{Packed, Value};

/// A map from names to values, kept sorted by name so that equal maps look equal.
#[derive(Clone, Default)]
pub struct Map {
    entries: Vec<(Arc<str>, Value)>,
    /// What is packed instead, as long as nothing is changed.
    packed: Option<View>,
}

/// A map of maps of small integers, or one of the maps in it.
#[derive(Clone)]
struct View {
    packed: Arc<Packed>,
    row: Option<usize>,
}

impl View {
    fn get(&self, name: &str) -> Option<Value> {
        match self.row {
            Some(row) => self.packed.find_in(row, name).map(Value::Int),
            None => self.packed.find(name).map(|row| self.inner(row)),
        }
    }

    fn len(&self) -> usize {
        self.row.map_or(self.packed.names().len(), |row| self.packed.row(row).0.len())
    }

    fn entry(&self, at: usize) -> (&Arc<str>, Value) {
        match self.row {
            Some(row) => {
                let (names, numbers) = self.packed.row(row);
                (&names[at], Value::Int(i64::from(numbers[at])))
            }
            None => (&self.packed.names()[at], self.inner(at)),
        }
    }

    fn inner(&self, row: usize) -> Value {
        let view = Self { packed: self.packed.clone(), row: Some(row) };
        Value::Map(Arc::new(Map { entries: Vec::new(), packed: Some(view) }))
    }
}

impl Map {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// A map that is packed already.
    pub(crate) fn packed(packed: Arc<Packed>) -> Self {
        Self { entries: Vec::new(), packed: Some(View { packed, row: None }) }
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<Value> {
        match &self.packed {
            Some(view) => view.get(name),
            None => find(&self.entries, name).ok().map(|at| self.entries[at].1.clone()),
        }
    }

    /// The number under a name in the map under a name, in a map of such maps; `None` if it is no such map.
    pub(crate) fn get_in(&self, outer: &str, name: &str) -> Option<Value> {
        let View { packed, row: None } = self.packed.as_ref()? else { return None };
        Some(packed.find(outer).and_then(|row| packed.find_in(row, name)).map_or(Value::Null, Value::Int))
    }

    /// Sets a value; an earlier one of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, value: Value) {
        let (name, entries) = (name.into(), self.entries());
        match find(entries, &name) {
            Ok(at) => entries[at].1 = value,
            Err(at) => entries.insert(at, (name, value)),
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let entries = self.entries();
        find(entries, name).ok().map(|at| entries.remove(at).1)
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Arc<str>, Value)> {
        (0..self.len()).map(|at| self.entry(at))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.packed.as_ref().map_or(self.entries.len(), View::len)
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn entry(&self, at: usize) -> (&Arc<str>, Value) {
        match &self.packed {
            Some(view) => view.entry(at),
            None => (&self.entries[at].0, self.entries[at].1.clone()),
        }
    }

    /// The entries, to change them.
    fn entries(&mut self) -> &mut Vec<(Arc<str>, Value)> {
        if let Some(view) = self.packed.take() {
            let entries = (0..view.len()).map(|at| view.entry(at));
            self.entries = entries.map(|(name, value)| (name.clone(), value)).collect();
        }
        &mut self.entries
    }
}

fn find(entries: &[(Arc<str>, Value)], name: &str) -> Result<usize, usize> {
    entries.binary_search_by(|(key, _)| (**key).cmp(name))
}

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Value)> for Map {
    /// Of several entries with one name the last is kept.
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(pairs: I) -> Self {
        let mut entries: Vec<(Arc<str>, Value)> = pairs.into_iter().map(|(n, v)| (n.into(), v)).collect();
        sort(&mut entries);
        Self { entries, packed: None }
    }
}

/// Sorts by name. Of several entries with one name the last is kept.
pub(super) fn sort<T>(entries: &mut Vec<(Arc<str>, T)>) {
    if entries.is_sorted_by(|a, b| a.0 < b.0) {
        return;
    }
    // Stable, so that among equal names the later one stays later.
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            std::mem::swap(later, kept);
        }
        same
    });
}
