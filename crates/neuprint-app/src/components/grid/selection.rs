//! The range of cells that is selected: a rectangle between two of its corners.

use std::ops::RangeInclusive;

use super::cursor::{Bounds, Place};

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Selection {
    /// Where it was begun.
    pub(super) anchor: Place,
    /// The corner that moves: the active cell.
    pub(super) reach: Place,
}

impl Selection {
    /// Everything; `None` if there is nothing.
    pub(super) fn all(bounds: Bounds) -> Option<Self> {
        let last = Place { row: bounds.rows.checked_sub(1)?, column: bounds.columns.checked_sub(1)? };
        Some(Self { anchor: last, reach: Place { row: 0, column: 0 } })
    }

    /// Its rows.
    pub(super) fn rows(self) -> RangeInclusive<u32> {
        self.anchor.row.min(self.reach.row)..=self.anchor.row.max(self.reach.row)
    }

    /// Its columns, counted as they are shown.
    pub(super) fn columns(self) -> RangeInclusive<u32> {
        self.anchor.column.min(self.reach.column)..=self.anchor.column.max(self.reach.column)
    }

    /// Whether it is more than one cell.
    pub(super) fn is_range(self) -> bool {
        self.anchor != self.reach
    }

    /// Whether it has this cell.
    pub(super) fn contains(self, place: Place) -> bool {
        self.rows().contains(&place.row) && self.columns().contains(&place.column)
    }

    /// How many rows and columns.
    pub(super) fn size(self) -> (u32, u32) {
        (self.rows().end() - self.rows().start() + 1, self.columns().end() - self.columns().start() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, column: u32) -> Place {
        Place { row, column }
    }

    #[test]
    fn a_range_is_the_same_from_whichever_corner() {
        for (anchor, reach) in [(at(2, 5), at(4, 3)), (at(4, 3), at(2, 5)), (at(2, 3), at(4, 5))] {
            let selection = Selection { anchor, reach };
            assert_eq!((selection.rows(), selection.columns()), (2..=4, 3..=5));
            assert_eq!(selection.size(), (3, 3));
            assert!(selection.contains(at(3, 4)) && !selection.contains(at(1, 4)) && !selection.contains(at(3, 6)));
        }
    }

    #[test]
    fn one_cell_is_no_range() {
        let selection = Selection { anchor: at(1, 1), reach: at(1, 1) };
        assert!(!selection.is_range());
        assert_eq!(selection.size(), (1, 1));
    }

    #[test]
    fn all_of_nothing_is_nothing() {
        let bounds = Bounds { rows: 10, columns: 4, page: 3 };
        assert_eq!(Selection::all(bounds).map(Selection::size), Some((10, 4)));
        assert_eq!(Selection::all(Bounds { rows: 0, ..bounds }), None);
    }
}
