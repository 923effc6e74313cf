//! Where the arrow keys lead, as the ARIA pattern of a data grid has it.

/// A cell; row and column count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) column: u32,
}

/// The size of the grid, and how many rows one page is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) page: u32,
}

/// The cell that a key leads to; `None` if the key is not one that moves.
pub(super) fn step(at: Place, key: &str, control: bool, bounds: Bounds) -> Option<Place> {
    let last = Place { row: bounds.rows.checked_sub(1)?, column: bounds.columns.checked_sub(1)? };
    let Place { row, column } = at;
    let to = match (key, control) {
        ("ArrowUp", false) => Place { row: row.saturating_sub(1), column },
        ("ArrowDown", false) => Place { row: row + 1, column },
        ("ArrowLeft", false) => Place { row, column: column.saturating_sub(1) },
        ("ArrowRight", false) => Place { row, column: column + 1 },
        ("ArrowUp", true) => Place { row: 0, column },
        ("ArrowDown", true) => Place { row: last.row, column },
        ("PageUp", _) => Place { row: row.saturating_sub(bounds.page), column },
        ("PageDown", _) => Place { row: row.saturating_add(bounds.page), column },
        ("Home", false) | ("ArrowLeft", true) => Place { row, column: 0 },
        ("End", false) | ("ArrowRight", true) => Place { row, column: last.column },
        ("Home", true) => Place { row: 0, column: 0 },
        ("End", true) => last,
        _ => return None,
    };
    Some(Place { row: to.row.min(last.row), column: to.column.min(last.column) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { rows: 100, columns: 3, page: 20 };

    fn at(row: u32, column: u32) -> Place {
        Place { row, column }
    }

    #[test]
    fn arrows_stop_at_the_edges() {
        assert_eq!(step(at(0, 0), "ArrowUp", false, BOUNDS), Some(at(0, 0)));
        assert_eq!(step(at(99, 2), "ArrowRight", false, BOUNDS), Some(at(99, 2)));
        assert_eq!(step(at(99, 2), "ArrowDown", false, BOUNDS), Some(at(99, 2)));
        assert_eq!(step(at(5, 1), "ArrowLeft", false, BOUNDS), Some(at(5, 0)));
    }

    #[test]
    fn pages_and_ends() {
        assert_eq!(step(at(5, 1), "PageDown", false, BOUNDS), Some(at(25, 1)));
        assert_eq!(step(at(5, 1), "PageUp", false, BOUNDS), Some(at(0, 1)));
        assert_eq!(step(at(5, 1), "End", true, BOUNDS), Some(at(99, 2)));
        assert_eq!(step(at(5, 1), "Home", true, BOUNDS), Some(at(0, 0)));
        assert_eq!(step(at(5, 1), "End", false, BOUNDS), Some(at(5, 2)));
    }

    #[test]
    fn other_keys_and_empty_grids_lead_nowhere() {
        assert_eq!(step(at(0, 0), "a", false, BOUNDS), None);
        assert_eq!(step(at(0, 0), "End", true, Bounds { rows: 0, ..BOUNDS }), None);
    }
}
