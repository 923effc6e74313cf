//! Truth values, one bit each.

const WORD: usize = u32::BITS as usize;

/// A truth value per row: the cells of a boolean column, or whether something stands in each cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits {
    /// Bits past `len` are 0.
    words: Vec<u32>,
    len: usize,
}

impl Bits {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One of them.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn get(&self, row: usize) -> bool {
        assert!(row < self.len, "row {row} of {}", self.len);
        self.words[row / WORD] >> (row % WORD) & 1 == 1
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = bool> {
        (0..self.len).map(|row| self.get(row))
    }

    /// `length` times the same value.
    pub(crate) fn of(value: bool, length: usize) -> Self {
        std::iter::repeat_n(value, length).collect()
    }

    /// Adds a value at the end.
    pub(crate) fn push(&mut self, value: bool) {
        if self.len.is_multiple_of(WORD) {
            self.words.push(0);
        }
        if let Some(word) = self.words.last_mut() {
            *word |= u32::from(value) << (self.len % WORD);
        }
        self.len += 1;
    }

    /// Keeps the first `length` values.
    pub(crate) fn truncate(&mut self, length: usize) {
        if length < self.len {
            *self = self.iter().take(length).collect();
        }
    }

    /// These rows, in this order.
    pub(crate) fn take(&self, rows: &[u32]) -> Self {
        rows.iter().map(|row| self.get(*row as usize)).collect()
    }
}

impl FromIterator<bool> for Bits {
    fn from_iter<I: IntoIterator<Item = bool>>(values: I) -> Self {
        let mut bits = Self::default();
        values.into_iter().for_each(|value| bits.push(value));
        bits
    }
}
