//! Which rows are in sight, and where they stand.
//!
//! Browsers clamp the height of elements (Chrome at 16.7 million pixels), so beyond [`TALLEST`] the scroll position is
//! scaled: the bar spans all rows, and a turn of the wheel covers more of them.

/// The tallest element that all browsers draw, with room to spare.
const TALLEST: f64 = 12_000_000.0;
/// Rows drawn beyond the edges, so that a small scroll shows no gap.
const BEYOND: u32 = 6;

/// The measures of a table on screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Geometry {
    /// Rows in all.
    pub(super) rows: u32,
    /// The height of one.
    pub(super) row_height: f64,
    /// The height that rows are seen through.
    pub(super) view: f64,
}

/// The rows to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    /// The first row.
    pub(super) first: u32,
    /// How many.
    pub(super) count: u32,
    /// Where the first one's upper edge is, from the top of the tall element.
    pub(super) top: f64,
    /// The first of them that is in sight, and the one behind the last.
    pub(super) sight: (u32, u32),
}

impl Geometry {
    fn total(&self) -> f64 {
        f64::from(self.rows) * self.row_height
    }

    /// The height of the element that gives the scroll bar its length.
    pub(super) fn height(&self) -> f64 {
        self.total().min(TALLEST)
    }

    /// Pixels of rows per pixel of scrolling.
    fn scale(&self) -> f64 {
        let scrolled = self.height() - self.view;
        if scrolled > 0.0 { (self.total() - self.view) / scrolled } else { 1.0 }
    }

    /// What to draw when the element is scrolled to `scroll_top`.
    pub(super) fn window(&self, scroll_top: f64) -> Window {
        let scroll_top = scroll_top.clamp(0.0, (self.height() - self.view).max(0.0));
        let offset = scroll_top * self.scale();
        let in_sight = (offset / self.row_height) as u32;
        let first = in_sight.saturating_sub(BEYOND).min(self.rows);
        let last = ((offset + self.view) / self.row_height).ceil() as u32;
        let end = last.saturating_add(BEYOND).min(self.rows);
        let top = scroll_top + f64::from(first) * self.row_height - offset;
        Window { first, count: end.saturating_sub(first), top, sight: (in_sight, last) }
    }

    /// How many whole rows are in sight.
    pub(super) fn page(&self) -> u32 {
        ((self.view / self.row_height) as u32).max(1)
    }

    /// Where to scroll so that `row` is in sight; `None` if it is.
    pub(super) fn reveal(&self, row: u32, scroll_top: f64) -> Option<f64> {
        let offset = scroll_top * self.scale();
        let upper = f64::from(row) * self.row_height;
        let lower = upper + self.row_height - self.view;
        let wanted = if upper < offset {
            upper
        } else if lower > offset {
            lower.max(0.0)
        } else {
            return None;
        };
        Some(wanted / self.scale())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Geometry = Geometry { rows: 100, row_height: 25.0, view: 250.0 };
    const LARGE: Geometry = Geometry { rows: 5_000_000, row_height: 25.0, view: 250.0 };

    #[test]
    fn rows_in_sight_and_some_more_are_drawn() {
        assert_eq!(SMALL.window(0.0), Window { first: 0, count: 16, top: 0.0, sight: (0, 10) });
        assert_eq!(SMALL.window(1000.0), Window { first: 34, count: 22, top: 850.0, sight: (40, 50) });
    }

    #[test]
    fn a_short_table_is_drawn_whole() {
        let short = Geometry { rows: 3, ..SMALL };
        assert_eq!(short.window(0.0), Window { first: 0, count: 3, top: 0.0, sight: (0, 10) });
        assert_eq!(Geometry { rows: 0, ..SMALL }.window(40.0).count, 0);
    }

    #[test]
    fn both_ends_of_millions_of_rows_are_reached() {
        assert!(LARGE.height() <= TALLEST);
        assert_eq!(LARGE.window(0.0).first, 0);
        let end = LARGE.window(LARGE.height() - LARGE.view);
        assert_eq!(end.first + end.count, LARGE.rows);
        let last_edge = end.top + f64::from(end.count) * LARGE.row_height;
        assert!((last_edge - LARGE.height()).abs() < 0.5, "the last row ends where the element ends: {last_edge}");
    }

    #[test]
    fn what_is_revealed_is_then_in_sight() {
        for geometry in [SMALL, LARGE] {
            for row in [0, 1, 9, 50, geometry.rows / 2, geometry.rows - 1] {
                let before = geometry.height() / 3.0;
                let scroll = geometry.reveal(row, before).unwrap_or(before);
                let above = f64::from(row) * geometry.row_height - scroll * geometry.scale();
                let below = geometry.view - geometry.row_height - above;
                assert!(above > -0.01 && below > -0.01, "row {row} is cut: {above} above, {below} below");
                let window = geometry.window(scroll);
                assert!((window.first..window.first + window.count).contains(&row), "row {row} in {window:?}");
            }
        }
    }
}
