//! Truth values, one bit each.

use crate::chunks::Chunks;

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

    /// How many are true.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows for which it is true, from the first to the last.
    ///
    /// ```
    /// let bits = neuprint_table::Bits::from_fn(100, |row| row % 40 == 7);
    /// assert_eq!(bits.rows(), [7, 47, 87]);
    /// ```
    pub fn rows(&self) -> Vec<u32> {
        let mut rows = Vec::with_capacity(self.count());
        for (word, first) in self.words.iter().zip((0..).step_by(WORD)) {
            let mut left = *word;
            while left != 0 {
                rows.push(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
        rows
    }

    /// Those of some rows for which it is true, in their order. A row that is not there is not among them.
    ///
    /// ```
    /// let bits = neuprint_table::Bits::from_fn(100, |row| row % 2 == 0);
    /// assert_eq!(bits.those_of(&[8, 3, 2, 0, 200]), [8, 2, 0]);
    /// ```
    pub fn those_of(&self, rows: &[u32]) -> Vec<u32> {
        const RUN: usize = 1024;
        let mut kept = Vec::with_capacity(self.count().min(rows.len()));
        // Every row is written, and the next one over it if it is not kept: nobody can guess which are.
        let mut run = [0; RUN];
        for rows in rows.chunks(RUN) {
            let mut count = 0;
            for row in rows {
                run[count % RUN] = *row;
                let word = self.words.get(*row as usize / WORD).copied().unwrap_or_default();
                count += (word >> (*row as usize % WORD) & 1) as usize;
            }
            kept.extend_from_slice(&run[..count]);
        }
        kept
    }

    /// The values that a function gives for rows.
    ///
    /// ```
    /// let bits = neuprint_table::Bits::from_fn(100, |row| row % 3 == 0);
    /// assert_eq!((bits.get(99), bits.count()), (true, 34));
    /// ```
    pub fn from_fn(len: usize, mut value: impl FnMut(usize) -> bool) -> Self {
        let word = |first: usize| {
            let rows = first..len.min(first + WORD);
            rows.enumerate().fold(0, |word, (bit, row)| word | u32::from(value(row)) << bit)
        };
        Self { words: (0..len).step_by(WORD).map(word).collect(), len }
    }

    /// Leaves only those true that are true in both. Past the end of the other, nothing is.
    pub fn and(&mut self, other: &Self) {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        self.words.iter_mut().zip(others).for_each(|(word, other)| *word &= other);
    }

    /// Makes those true that are not, and the other way round.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let Some(last) = self.words.last_mut().filter(|_| !self.len.is_multiple_of(WORD)) {
            *last &= (1 << (self.len % WORD)) - 1;
        }
    }

    /// The values that a test gives for cells, which is quicker than by row.
    pub(crate) fn of_cells<T: Copy>(cells: &Chunks<T>, test: impl Fn(T) -> bool) -> Self {
        let word =
            |cells: &[T]| cells.iter().enumerate().fold(0, |word, (bit, cell)| word | u32::from(test(*cell)) << bit);
        // Every chunk but the last has a multiple of 32 cells.
        Self { words: cells.slices().flat_map(|run| run.chunks(WORD).map(word)).collect(), len: cells.len() }
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
