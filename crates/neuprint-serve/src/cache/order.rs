//! Which answers were used when, and how large they are together.

use std::collections::{BTreeMap, HashMap};

/// Names of answers, from the one that was not used for longest to the last one used.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// When each was used, counted in uses, and its bytes.
    known: HashMap<String, (u64, u64)>,
    by_use: BTreeMap<u64, String>,
    uses: u64,
    bytes: u64,
}

impl Order {
    /// Makes an answer the last one used.
    pub(super) fn used(&mut self, name: &str, size: u64) {
        self.forget(name);
        self.uses += 1;
        self.known.insert(name.to_owned(), (self.uses, size));
        self.by_use.insert(self.uses, name.to_owned());
        self.bytes += size;
    }

    pub(super) fn forget(&mut self, name: &str) {
        if let Some((used, size)) = self.known.remove(name) {
            self.by_use.remove(&used);
            self.bytes -= size;
        }
    }

    /// The name of what was not used for longest.
    pub(super) fn oldest(&self) -> Option<String> {
        self.by_use.first_key_value().map(|(_, name)| name.clone())
    }

    /// All of them together.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}
