//! Where keys take the active cell.

use super::sheet::Place;

/// The cell to which a key leads in a matrix of this many rows and columns; `None`: it means nothing here. `page` is how
/// many rows are in sight.
pub(super) fn step(
    from: Place,
    key: &str,
    control: bool,
    (rows, columns): (usize, usize),
    page: usize,
) -> Option<Place> {
    let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
    let Place { row, column } = from;
    let (row, column) = match key {
        "ArrowUp" => (if control { 0 } else { row.saturating_sub(1) }, column),
        "ArrowDown" => (if control { last_row } else { row + 1 }, column),
        "ArrowLeft" => (row, if control { 0 } else { column.saturating_sub(1) }),
        "ArrowRight" => (row, if control { last_column } else { column + 1 }),
        "Home" => (if control { 0 } else { row }, 0),
        "End" => (if control { last_row } else { row }, last_column),
        "PageUp" => (row.saturating_sub(page.max(1)), column),
        "PageDown" => (row + page.max(1), column),
        _ => return None,
    };
    Some(Place { row: row.min(last_row), column: column.min(last_column) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(key: &str, control: bool) -> Option<(usize, usize)> {
        step(Place { row: 5, column: 1 }, key, control, (20, 3), 8).map(|place| (place.row, place.column))
    }

    #[test]
    fn keys_go_where_they_do_in_grids() {
        assert_eq!([to("ArrowUp", false), to("ArrowRight", false)], [Some((4, 1)), Some((5, 2))]);
        assert_eq!([to("Home", false), to("End", true)], [Some((5, 0)), Some((19, 2))]);
        assert_eq!([to("PageDown", false), to("PageUp", false)], [Some((13, 1)), Some((0, 1))]);
        assert_eq!([to("ArrowDown", true), to("ArrowLeft", true)], [Some((19, 1)), Some((5, 0))]);
        assert_eq!(to("x", false), None);
        assert_eq!(step(Place { row: 0, column: 0 }, "ArrowDown", false, (0, 0), 8), None);
    }
}
