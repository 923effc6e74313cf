//! Cells that lie in chunks of one size: growing never moves the cells that are there.
//!
//! A vector that grows by doubling needs up to three times its size while it moves, and WebAssembly's memory never
//! becomes smaller again.

use std::ops::Range;

/// Cells of a chunk: 64 KiB of 64-bit values.
const CHUNK: usize = 1 << SHIFT;
const SHIFT: usize = 13;

/// The cells of a column, in chunks.
///
/// ```
/// use neuprint_table::Chunks;
///
/// let weights: Chunks<i64> = (0..20_000).collect();
/// assert_eq!(weights.get(12_345), 12_345);
/// assert_eq!(weights.slices().map(<[i64]>::len).sum::<usize>(), 20_000);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Chunks<T> {
    /// Chunks that are full.
    full: Vec<Vec<T>>,
    /// The last chunk; empty only if there are no cells.
    tail: Vec<T>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { full: Vec::new(), tail: Vec::new() }
    }
}

impl<T> Chunks<T> {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        (self.full.len() << SHIFT) + self.tail.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tail.is_empty()
    }

    /// The cells in runs that lie together, in order: for handing over in bulk.
    pub fn slices(&self) -> impl Iterator<Item = &[T]> {
        self.slices_of(0..self.len())
    }

    /// The cells of these rows, or of those of them that are there, in runs that lie together.
    pub fn slices_of(&self, rows: Range<usize>) -> impl Iterator<Item = &[T]> {
        let (mut at, end) = (rows.start, rows.end.min(self.len()));
        std::iter::from_fn(move || {
            let chunk = self.full.get(at >> SHIFT).unwrap_or(&self.tail);
            let from = at & (CHUNK - 1);
            let run = (at < end).then(|| &chunk[from..chunk.len().min(from + end - at)])?;
            at += run.len();
            Some(run)
        })
    }

    /// All cells, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.slices().flatten()
    }

    /// One cell.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn at(&self, row: usize) -> &T {
        self.full.get(row >> SHIFT).unwrap_or(&self.tail).get(row & (CHUNK - 1)).expect("a row of the column")
    }

    /// Adds a cell at the end.
    pub(crate) fn push(&mut self, cell: T) {
        if self.tail.len() == CHUNK {
            self.full.push(std::mem::replace(&mut self.tail, Vec::with_capacity(CHUNK)));
        }
        self.tail.push(cell);
    }

    /// Adds a cell for each eight bytes.
    pub(crate) fn extend_le(&mut self, bytes: &[u8], cell: impl Fn([u8; 8]) -> T) {
        let (mut rest, _) = bytes.as_chunks::<8>();
        while !rest.is_empty() {
            if self.tail.len() == CHUNK {
                self.full.push(std::mem::replace(&mut self.tail, Vec::with_capacity(CHUNK)));
            }
            let (run, left) = rest.split_at(rest.len().min(CHUNK - self.tail.len()));
            self.tail.extend(run.iter().map(|bytes| cell(*bytes)));
            rest = left;
        }
    }

    /// Keeps the first `length` cells.
    pub(crate) fn truncate(&mut self, length: usize) {
        while length <= self.full.len() << SHIFT {
            let Some(last) = self.full.pop() else { break };
            self.tail = last;
        }
        self.tail.truncate(length - (self.full.len() << SHIFT));
    }
}

impl<T: Copy> Chunks<T> {
    /// One cell.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn get(&self, row: usize) -> T {
        *self.at(row)
    }
}

impl<T: Clone> Chunks<T> {
    /// `length` times the same cell.
    pub(crate) fn of(cell: &T, length: usize) -> Self {
        std::iter::repeat_n(cell, length).cloned().collect()
    }

    /// These rows, in this order.
    pub(crate) fn take(&self, rows: &[u32]) -> Self {
        rows.iter().map(|row| self.at(*row as usize).clone()).collect()
    }
}

impl<T> FromIterator<T> for Chunks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        let mut chunks = Self::default();
        cells.into_iter().for_each(|cell| chunks.push(cell));
        chunks
    }
}
