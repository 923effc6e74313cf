//! What an execution keeps from row to row for its expressions.

use std::cell::Cell;

use super::membership::Searched;
use super::regex::Patterns;
use crate::procedure::Procedure;
use crate::query::Given;

/// Compiled regular expressions, the list that was searched last, where the random numbers are, and what queries within
/// the query are given.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) patterns: Patterns,
    pub(super) searched: Searched,
    random: Cell<u64>,
    pub(crate) procedures: Vec<Procedure>,
    /// The time in milliseconds, as the caller told it last.
    pub(crate) now: Cell<Option<u64>>,
    /// How many queries that were called as texts are around the one that is at work.
    pub(crate) calls: Cell<usize>,
}

impl Memory {
    pub(crate) fn new(given: &Given) -> Self {
        Self { procedures: given.procedures.clone(), ..Self::default() }
    }

    /// The next number in [0, 1) (splitmix64). The engine has no source of chance: every execution draws the same
    /// numbers, evenly spread.
    pub(crate) fn random(&self) -> f64 {
        self.random.set(self.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut z = self.random.get();
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}
