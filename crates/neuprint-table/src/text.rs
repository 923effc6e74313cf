//! Columns of texts: a dictionary as long as texts repeat, as types and statuses do; otherwise one after the other.

mod dictionary;
mod head;
mod store;

use dictionary::Dictionary;
use store::TextStore;

/// Many texts, in few pieces of memory.
///
/// ```
/// use neuprint_table::{Cell, Column, ColumnData};
///
/// let mut column = Column::new("type");
/// for cell in ["KCg", "PEN", "KCg"] {
///     column.push(Cell::Text(cell));
/// }
/// let ColumnData::Text(texts) = column.data() else { unreachable!() };
/// assert_eq!(texts.get(2), "KCg");
/// assert_eq!(texts.code(2), Some(0));
/// ```
#[derive(Debug, Clone)]
pub struct TextColumn {
    texts: Texts,
}

#[derive(Debug, Clone)]
enum Texts {
    /// Each distinct text once.
    Words(Dictionary),
    /// All texts in order.
    Plain(TextStore),
}

impl Default for TextColumn {
    fn default() -> Self {
        Self { texts: Texts::Words(Dictionary::default()) }
    }
}

impl PartialEq for TextColumn {
    /// The same texts, however they are stored.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (0..self.len()).all(|row| self.get(row) == other.get(row))
    }
}

impl TextColumn {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        match &self.texts {
            Texts::Words(words) => words.len(),
            Texts::Plain(store) => store.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a row.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn get(&self, row: usize) -> &str {
        match &self.texts {
            Texts::Words(words) => words.get(row),
            Texts::Plain(store) => store.get(row),
        }
    }

    /// A small number that only rows of the same text have, if texts repeat enough for that: whoever converts texts
    /// needs to do it once per number.
    pub fn code(&self, row: usize) -> Option<u16> {
        match &self.texts {
            Texts::Words(words) => Some(words.code(row)),
            Texts::Plain(_) => None,
        }
    }

    /// How many numbers [`code`](Self::code) gives: every one is below this.
    pub(crate) fn codes(&self) -> Option<usize> {
        match &self.texts {
            Texts::Words(words) => Some(words.words()),
            Texts::Plain(_) => None,
        }
    }

    /// Calls `see` with the text of each of these rows.
    ///
    /// # Panics
    /// If there is no such row.
    pub(crate) fn each(&self, rows: impl Iterator<Item = usize>, see: &mut dyn FnMut(usize, &str)) {
        let mut block = 0;
        rows.for_each(|row| match &self.texts {
            Texts::Words(words) => see(row, words.get(row)),
            Texts::Plain(store) => see(row, store.get_near(row, &mut block)),
        });
    }

    /// `length` empty texts.
    pub(crate) fn empty(length: usize) -> Self {
        let mut column = Self::default();
        (0..length).for_each(|_| column.push(""));
        column
    }

    pub(crate) fn push(&mut self, text: &str) {
        match &mut self.texts {
            Texts::Plain(store) => store.push(text),
            Texts::Words(words) => {
                if words.push(text) {
                    return;
                }
                let mut store = TextStore::default();
                (0..words.len()).for_each(|row| store.push(words.get(row)));
                store.push(text);
                self.texts = Texts::Plain(store);
            }
        }
    }

    /// Adds a text that was there before, if there is a dictionary; false, with nothing added, if it is not found.
    pub(crate) fn push_again(&mut self, text: &[u8]) -> bool {
        if let Texts::Words(words) = &mut self.texts { words.push_again(text) } else { false }
    }

    /// Keeps the first `length` texts.
    pub(crate) fn truncate(&mut self, length: usize) {
        match &mut self.texts {
            Texts::Words(words) => words.truncate(length),
            Texts::Plain(store) => store.truncate(length),
        }
    }

    /// These rows, in this order.
    pub(crate) fn take(&self, rows: &[u32]) -> Self {
        let mut column = Self::default();
        rows.iter().for_each(|row| column.push(self.get(*row as usize)));
        column
    }
}
