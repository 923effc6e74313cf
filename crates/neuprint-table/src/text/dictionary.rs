//! Each distinct text once, and per row which it is.

use super::head::Head;
use super::store::TextStore;
use crate::chunks::Chunks;

/// Bytes of distinct texts from which on it is asked whether they repeat: the first rows of a table may name many types once.
const FEW: usize = 1 << 18;
/// An empty place of the index.
const NONE: u16 = u16::MAX;

/// Texts of which many are the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary {
    words: TextStore,
    /// Of each word: most are found without a look at the word itself.
    heads: Vec<Head>,
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
        let head = Head::of(text.as_bytes());
        let place = match self.find(head, text.as_bytes()) {
            Ok(code) => {
                self.codes.push(code);
                return true;
            }
            Err(place) => place,
        };
        let Some(code) = u16::try_from(words).ok().filter(|code| *code != NONE) else { return false };
        if self.words.bytes() >= FEW && words * 2 > self.codes.len() {
            return false;
        }
        self.index[place] = code;
        self.words.push(text);
        self.heads.push(head);
        self.codes.push(code);
        true
    }

    /// Adds a text that is one of the words, whatever else its bytes might be; false, with nothing added, if it is none.
    pub(super) fn push_again(&mut self, text: &[u8]) -> bool {
        let found = self.find(Head::of(text), text);
        found.into_iter().for_each(|code| self.codes.push(code));
        found.is_ok()
    }

    /// Which word a text is; otherwise the free place where it would be looked for.
    fn find(&self, head: Head, text: &[u8]) -> Result<u16, usize> {
        let mut place = self.place(head);
        while let Some(code) = self.index.get(place).filter(|code| **code != NONE) {
            let is_text = || head.is_whole() || self.words.get((*code).into()).as_bytes() == text;
            if self.heads.get(usize::from(*code)) == Some(&head) && is_text() {
                return Ok(*code);
            }
            place = (place + 1) & (self.index.len() - 1);
        }
        Err(place)
    }

    /// Makes the index twice as large.
    fn grow(&mut self) {
        self.index = vec![NONE; (self.index.len() * 2).max(16)];
        let mask = self.index.len() - 1;
        for (word, head) in self.heads.iter().enumerate() {
            let mut place = self.place(*head);
            while self.index[place] != NONE {
                place = (place + 1) & mask;
            }
            // There are fewer words than `NONE`.
            self.index[place] = word as u16;
        }
    }

    /// Where a text is first looked for.
    fn place(&self, head: Head) -> usize {
        (head.hash() >> 32) as usize & self.index.len().saturating_sub(1)
    }
}
