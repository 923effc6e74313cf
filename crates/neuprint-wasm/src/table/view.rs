//! Which rows of the data a table shows, and in which order: slicing, sorting and filtering never copy the data.

use std::rc::Rc;

/// Rows of the data, as positions there.
#[derive(Debug, Clone)]
pub(super) struct View {
    /// Some of the rows, in another order; `None` are all, as they came.
    order: Option<Rc<[u32]>>,
    from: usize,
    len: usize,
}

impl View {
    /// All rows.
    pub(super) fn all(len: usize) -> Self {
        Self { order: None, from: 0, len }
    }

    /// These rows, in this order.
    pub(super) fn of(order: Vec<u32>) -> Self {
        Self { from: 0, len: order.len(), order: Some(order.into()) }
    }

    /// How many rows are shown.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The rows from `from` to before `to`, which are among those shown.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        Self { order: self.order.clone(), from: self.from + from, len: to - from }
    }

    /// Where a shown row is in the data.
    pub(super) fn place(&self, row: usize) -> usize {
        self.order.as_ref().map_or(self.from + row, |order| order[self.from + row] as usize)
    }

    /// Where all shown rows are in the data.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len).map(|row| self.place(row))
    }

    /// The order, unless the rows are as they came; and which part of it, or of the rows, is shown.
    pub(super) fn parts(&self) -> (Option<&[u32]>, std::ops::Range<usize>) {
        let range = self.from..self.from + self.len;
        (self.order.as_ref().map(|order| &order[range.clone()]), range)
    }
}
