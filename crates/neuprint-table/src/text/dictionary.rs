//! Each distinct text once, and per row which it is.

use super::store::TextStore;
use crate::chunks::Chunks;
use crate::hash;

/// Bytes of distinct texts from which on it is asked whether they repeat: the first rows of a table may name many types once.
const FEW: usize = 1 << 18;
/// An empty place of the index.
const NONE: u16 = u16::MAX;

/// Texts of which many are the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary {
    words: TextStore,
    codes: Chunks<u16>,
    /// Which word is where its hash says, or in the next place that was free. Its length is a power of two.
    index: Vec<u16>,
}

impl Dictionary {
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    pub(super) fn get(&self, row: usize) -> &str {
        self.words.get(self.code(row).into())
    }

    /// How many distinct texts there are.
    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    pub(super) fn code(&self, row: usize) -> u16 {
        self.codes.get(row)
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.codes.truncate(length);
    }

    /// Adds a text; false, with nothing added, if the texts do not repeat enough for a dictionary.
    pub(super) fn push(&mut self, text: &str) -> bool {
        let words = self.words.len();
        if words * 2 >= self.index.len() {
            self.grow();
        }
        let mut place = self.place(text);
        let mask = self.index.len() - 1;
        while self.index[place] != NONE {
            let code = self.index[place];
            if self.words.get(code.into()) == text {
                self.codes.push(code);
                return true;
            }
            place = (place + 1) & mask;
        }
        let Some(code) = u16::try_from(words).ok().filter(|code| *code != NONE) else { return false };
        if self.words.bytes() >= FEW && words * 2 > self.codes.len() {
            return false;
        }
        self.index[place] = code;
        self.words.push(text);
        self.codes.push(code);
        true
    }

    /// Makes the index twice as large.
    fn grow(&mut self) {
        self.index = vec![NONE; (self.index.len() * 2).max(16)];
        let mask = self.index.len() - 1;
        for word in 0..self.words.len() {
            let mut place = self.place(self.words.get(word));
            while self.index[place] != NONE {
                place = (place + 1) & mask;
            }
            // There are fewer words than `NONE`.
            self.index[place] = word as u16;
        }
    }

    /// Where a text is first looked for.
    fn place(&self, text: &str) -> usize {
        (hash::of_bytes(text.as_bytes()) >> 32) as usize & (self.index.len() - 1)
    }
}
