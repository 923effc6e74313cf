//! Each distinct text once, and per row which it is.

use super::store::TextStore;
use crate::chunks::Chunks;

/// From so many distinct texts on it is asked whether they repeat.
const FEW: usize = 256;
/// Odd, and with bits everywhere: 2^64 divided by π.
const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
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
        if words >= FEW && words * 2 > self.codes.len() {
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
        let mut hash = text.len() as u64;
        for part in text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
        }
        // Texts that differ in their last letters differ only in the upper bits of the last product: they come down.
        hash = (hash ^ hash >> 32).wrapping_mul(FACTOR);
        (hash >> 32) as usize & (self.index.len() - 1)
    }
}
