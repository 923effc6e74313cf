//! Which columns are in sight, and where they stand: what [`geometry`](super::geometry) is for rows.
//!
//! Columns that stay in sight are always drawn. Of the others, those within the view and a little beyond it are; what is
//! left of them is one empty track of the grid, what is right of them another.

use std::ops::Range;

use super::layout::Shown;

/// The width of the row numbers, in CSS pixels; the style sheet takes it from here.
pub(super) const NUMBER_WIDTH: f64 = 56.0;
/// How far beyond the edges columns are drawn, so that a small scroll shows no gap. In CSS pixels.
const BEYOND: f64 = 240.0;

/// The columns of a grid from left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strip {
    columns: Vec<u32>,
    /// How many of them stay in sight.
    pinned: usize,
    /// Left edges in CSS pixels, from the end of the row numbers; one more than columns, the last being the whole width.
    edges: Vec<f64>,
}

impl Strip {
    /// The strip of a layout; `natural` gives a column's width where the layout has none.
    pub(super) fn new(shown: &[Shown], natural: impl Fn(u32) -> f64) -> Self {
        let mut edges = vec![0.0];
        let mut end = 0.0;
        for shown in shown {
            end += shown.width.unwrap_or_else(|| natural(shown.column)).round();
            edges.push(end);
        }
        Self {
            columns: shown.iter().map(|shown| shown.column).collect(),
            pinned: shown.iter().filter(|shown| shown.pinned).count(),
            edges,
        }
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// How many stay in sight.
    pub(super) fn pinned(&self) -> usize {
        self.pinned
    }

    /// The place in the table of the column at a place of the strip.
    pub(super) fn column(&self, place: usize) -> Option<u32> {
        self.columns.get(place).copied()
    }

    /// Where a column of the table stands.
    pub(super) fn place(&self, column: u32) -> Option<usize> {
        self.columns.iter().position(|shown| *shown == column)
    }

    /// A column's width in CSS pixels.
    pub(super) fn width(&self, place: usize) -> f64 {
        match self.edges.get(place..place + 2) {
            Some([left, right]) => right - left,
            _ => 0.0,
        }
    }

    /// Where a column that stays in sight is held, from the grid's left edge.
    pub(super) fn held_at(&self, place: usize) -> f64 {
        NUMBER_WIDTH + self.edges.get(place).copied().unwrap_or_default()
    }

    /// All columns and the row numbers, in CSS pixels.
    pub(super) fn total(&self) -> f64 {
        NUMBER_WIDTH + self.edges.last().copied().unwrap_or_default()
    }

    /// The columns to draw besides those that stay, when `view` pixels are seen from `scroll_left` on.
    pub(super) fn drawn(&self, scroll_left: f64, view: f64) -> Range<usize> {
        let covered = scroll_left + self.edges.get(self.pinned).copied().unwrap_or_default();
        let (left, right) = (covered - BEYOND, scroll_left + view - NUMBER_WIDTH + BEYOND);
        let free = self.pinned..self.len();
        let first = free.clone().find(|place| self.edges[place + 1] > left).unwrap_or(free.end);
        let end = (first..free.end).find(|place| self.edges[*place] >= right).unwrap_or(free.end);
        first..end
    }

    /// The grid's tracks: row numbers, what stays, what is passed over, what is drawn, what is left over.
    pub(super) fn template(&self, drawn: &Range<usize>) -> String {
        use std::fmt::Write;
        let mut template = format!("{NUMBER_WIDTH}px");
        let track = |template: &mut String, width: f64| {
            // Writing to a string cannot fail.
            let _ = write!(template, " {width}px");
        };
        for place in 0..self.pinned {
            track(&mut template, self.width(place));
        }
        let edge = |place: usize| self.edges.get(place).copied().unwrap_or_default();
        track(&mut template, edge(drawn.start) - edge(self.pinned));
        for place in drawn.clone() {
            track(&mut template, self.width(place));
        }
        template + " minmax(0, 1fr)"
    }

    /// Where to scroll so that the column at `place` is in sight; `None` if it is.
    pub(super) fn reveal(&self, place: usize, scroll_left: f64, view: f64) -> Option<f64> {
        if place < self.pinned || place >= self.len() {
            return None;
        }
        let (left, right) = (self.edges[place] - self.edges[self.pinned], self.edges[place + 1]);
        if left < scroll_left {
            Some(left)
        } else if right > scroll_left + view - NUMBER_WIDTH {
            // A column wider than the view shows its beginning.
            Some((right - view + NUMBER_WIDTH).min(left))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::grid::layout::Layout;

    fn strip(columns: u32, pinned: &[u32]) -> Strip {
        let mut layout = Layout::of(columns);
        for column in pinned {
            layout.pin(*column, true);
        }
        Strip::new(&layout.shown(), |_| 100.0)
    }

    #[test]
    fn only_columns_near_the_view_are_drawn() {
        let strip = strip(40, &[]);
        assert_eq!(strip.drawn(0.0, 1000.0), 0..12);
        assert_eq!(strip.drawn(2000.0, 1000.0), 17..32);
        assert_eq!(strip.drawn(3100.0, 1000.0), 28..40);
        assert_eq!(self::strip(3, &[]).drawn(0.0, 1000.0), 0..3);
        assert_eq!(self::strip(0, &[]).drawn(0.0, 1000.0), 0..0);
    }

    #[test]
    fn columns_that_stay_are_not_counted_among_those_that_scroll() {
        let strip = strip(40, &[38, 39]);
        assert_eq!((strip.pinned(), strip.column(0), strip.column(2)), (2, Some(38), Some(0)));
        assert_eq!(strip.drawn(0.0, 1000.0), 2..12);
        assert_eq!(strip.held_at(1), NUMBER_WIDTH + 100.0);
        let template = strip.template(&(5..7));
        assert_eq!(template, format!("{NUMBER_WIDTH}px 100px 100px 300px 100px 100px minmax(0, 1fr)"));
    }

    #[test]
    fn what_is_revealed_is_then_in_sight_and_not_covered() {
        for strip in [strip(40, &[]), strip(40, &[3, 4])] {
            for place in strip.pinned()..strip.len() {
                for before in [0.0, 1500.0, 3000.0] {
                    let scroll = strip.reveal(place, before, 1000.0).unwrap_or(before);
                    let left = strip.held_at(place) - scroll;
                    assert!(left >= strip.held_at(strip.pinned()) - 0.01, "column {place} is covered at {scroll}");
                    assert!(left + strip.width(place) <= 1000.01, "column {place} is cut at {scroll}");
                    assert!(strip.drawn(scroll, 1000.0).contains(&place));
                }
            }
        }
        assert_eq!(strip(40, &[3]).reveal(0, 2000.0, 1000.0), None);
    }
}
