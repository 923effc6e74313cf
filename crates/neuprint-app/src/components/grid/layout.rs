//! Which columns are shown, in which order, how wide, and which stay in sight.
//!
//! ```text
//! let mut layout = Layout::of(3);
//! layout.pin(2, true);             // column 2 stands first and stays when the table scrolls sideways
//! layout.shift(0, Side::Right);    // columns 2 · 1 · 0
//! layout.hide(1);
//! ```
//!
//! Columns are named by their place in the table, whatever is done to them here.

use std::cell::RefCell;
use std::collections::HashMap;

use neuprint_worker::messages::ColumnSummary;

thread_local! {
    /// Layouts that were changed in this visit, by names of columns.
    static KEPT: RefCell<HashMap<Vec<String>, Layout>> = RefCell::default();
}

/// How columns of these names last stood; else as the table has them.
pub(super) fn kept(columns: &[ColumnSummary]) -> Layout {
    let kept = KEPT.with_borrow(|kept| kept.get(&names(columns)).cloned());
    kept.unwrap_or_else(|| Layout::of(columns.len() as u32))
}

/// Keeps how columns stand, for when a table has columns of these names again.
pub(super) fn keep(columns: &[ColumnSummary], layout: &Layout) {
    KEPT.with_borrow_mut(|kept| kept.insert(names(columns), layout.clone()));
}

fn names(columns: &[ColumnSummary]) -> Vec<String> {
    columns.iter().map(|column| column.name.clone()).collect()
}

/// The narrowest that a column can be made, in CSS pixels: its menu must still fit.
pub(super) const NARROWEST: f64 = 48.0;
/// The widest, in CSS pixels.
const WIDEST: f64 = 1600.0;

/// To which side a column moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Towards the row numbers.
    Left,
    /// Away from them.
    Right,
}

/// How the columns of a table stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout(Vec<Placed>);

#[derive(Debug, Clone, PartialEq)]
struct Placed {
    column: u32,
    /// In CSS pixels; `None`: as wide as heads and cells ask for.
    width: Option<f64>,
    hidden: bool,
    pinned: bool,
}

/// A column that is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    /// Its place in the table.
    pub(super) column: u32,
    /// In CSS pixels; `None`: as wide as heads and cells ask for.
    pub(super) width: Option<f64>,
    /// Whether it stays in sight.
    pub(super) pinned: bool,
}

impl Layout {
    /// All columns as the table has them.
    pub(super) fn of(columns: u32) -> Self {
        Self((0..columns).map(|column| Placed { column, width: None, hidden: false, pinned: false }).collect())
    }

    /// The shown columns from left to right: those that stay in sight first.
    pub(super) fn shown(&self) -> Vec<Shown> {
        let group = |pinned| {
            let of_group = move |placed: &&Placed| !placed.hidden && placed.pinned == pinned;
            self.0.iter().filter(of_group).map(|placed| Shown {
                column: placed.column,
                width: placed.width,
                pinned: placed.pinned,
            })
        };
        group(true).chain(group(false)).collect()
    }

    /// The columns that are not shown, in the table's order.
    pub(super) fn hidden(&self) -> Vec<u32> {
        let mut hidden: Vec<u32> = self.0.iter().filter(|placed| placed.hidden).map(|placed| placed.column).collect();
        hidden.sort_unstable();
        hidden
    }

    /// Makes a column `width` CSS pixels wide, within limits.
    pub(super) fn resize(&mut self, column: u32, width: f64) {
        if let Some(placed) = self.placed(column).filter(|_| width.is_finite()) {
            placed.width = Some(width.clamp(NARROWEST, WIDEST));
        }
    }

    /// Lets a column be as wide as its head and cells ask for.
    pub(super) fn fit(&mut self, column: u32) {
        if let Some(placed) = self.placed(column) {
            placed.width = None;
        }
    }

    /// Keeps a column in sight, or no longer.
    pub(super) fn pin(&mut self, column: u32, pinned: bool) {
        if let Some(placed) = self.placed(column) {
            placed.pinned = pinned;
        }
    }

    /// Leaves a column out; the last one stays.
    pub(super) fn hide(&mut self, column: u32) {
        if self.shown().len() > 1
            && let Some(placed) = self.placed(column)
        {
            placed.hidden = true;
        }
    }

    /// Shows a column that was left out, where it was.
    pub(super) fn show(&mut self, column: u32) {
        if let Some(placed) = self.placed(column) {
            placed.hidden = false;
        }
    }

    /// Moves a column past its neighbour; at the edge of its group it stays.
    pub(super) fn shift(&mut self, column: u32, side: Side) {
        let shown = self.shown();
        let Some(at) = shown.iter().position(|shown| shown.column == column) else { return };
        let neighbour = match side {
            Side::Left => at.checked_sub(1),
            Side::Right => Some(at + 1),
        };
        if let Some(neighbour) = neighbour.and_then(|at| shown.get(at)).filter(|it| it.pinned == shown[at].pinned) {
            self.put(column, neighbour.column, side);
        }
    }

    /// Puts a column on one side of another, into whose group it goes: pinned or not.
    pub(super) fn put(&mut self, column: u32, beside: u32, side: Side) {
        let at = |layout: &Self, column| layout.0.iter().position(|placed| placed.column == column);
        let (Some(from), Some(target)) = (at(self, column), at(self, beside)) else { return };
        if column == beside {
            return;
        }
        let pinned = self.0[target].pinned;
        let mut placed = self.0.remove(from);
        placed.pinned = pinned;
        if let Some(target) = at(self, beside) {
            self.0.insert(if side == Side::Right { target + 1 } else { target }, placed);
        }
    }

    fn placed(&mut self, column: u32) -> Option<&mut Placed> {
        self.0.iter_mut().find(|placed| placed.column == column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(layout: &Layout) -> Vec<u32> {
        layout.shown().iter().map(|shown| shown.column).collect()
    }

    #[test]
    fn pinned_columns_stand_first_in_their_order() {
        let mut layout = Layout::of(4);
        layout.pin(2, true);
        layout.pin(1, true);
        assert_eq!(columns(&layout), [1, 2, 0, 3]);
        layout.shift(2, Side::Left);
        assert_eq!(columns(&layout), [2, 1, 0, 3]);
        layout.pin(1, false);
        assert_eq!(columns(&layout), [2, 0, 1, 3]);
    }

    #[test]
    fn columns_move_past_neighbours_that_are_shown_and_stop_at_the_edges() {
        let mut layout = Layout::of(4);
        layout.hide(1);
        layout.shift(0, Side::Right);
        assert_eq!(columns(&layout), [2, 0, 3]);
        layout.shift(2, Side::Left);
        layout.shift(3, Side::Right);
        assert_eq!(columns(&layout), [2, 0, 3]);
        layout.pin(2, true);
        layout.shift(0, Side::Left);
        assert_eq!(columns(&layout), [2, 0, 3], "a column does not leave its group by itself");
    }

    #[test]
    fn a_column_that_is_dropped_among_pinned_ones_is_pinned() {
        let mut layout = Layout::of(3);
        layout.pin(0, true);
        layout.put(2, 0, Side::Left);
        assert_eq!(columns(&layout), [2, 0, 1]);
        assert!(layout.shown()[0].pinned);
        layout.put(2, 1, Side::Right);
        assert_eq!(columns(&layout), [0, 1, 2]);
        assert!(!layout.shown()[2].pinned);
        layout.put(1, 1, Side::Left);
        assert_eq!(columns(&layout), [0, 1, 2]);
    }

    #[test]
    fn the_last_column_cannot_be_hidden_and_hidden_ones_come_back() {
        let mut layout = Layout::of(2);
        layout.hide(0);
        layout.hide(1);
        assert_eq!(columns(&layout), [1]);
        assert_eq!(layout.hidden(), [0]);
        layout.show(0);
        assert_eq!(columns(&layout), [0, 1]);
        assert_eq!(layout, Layout::of(2));
    }

    #[test]
    fn widths_keep_within_limits() {
        let mut layout = Layout::of(1);
        for (asked, given) in [(3.0, NARROWEST), (1e9, WIDEST), (120.0, 120.0), (f64::NAN, 120.0)] {
            layout.resize(0, asked);
            assert_eq!(layout.shown()[0].width, Some(given), "{asked}");
        }
        layout.fit(0);
        assert_eq!(layout.shown()[0].width, None);
    }

    #[test]
    fn a_layout_comes_back_with_the_same_columns() {
        use neuprint_worker::messages::ColumnKind;
        let columns = |names: &[&str]| -> Vec<ColumnSummary> {
            names
                .iter()
                .map(|name| ColumnSummary { name: (*name).to_owned(), kind: ColumnKind::Text, nulls: 0 })
                .collect()
        };
        let mut layout = Layout::of(2);
        layout.hide(0);
        keep(&columns(&["a", "b"]), &layout);
        assert_eq!(kept(&columns(&["a", "b"])), layout);
        assert_eq!(kept(&columns(&["a", "c"])), Layout::of(2));
    }

    #[test]
    fn what_is_not_there_is_left_alone() {
        let mut layout = Layout::of(1);
        layout.pin(7, true);
        layout.hide(7);
        layout.shift(7, Side::Left);
        layout.put(7, 0, Side::Left);
        layout.put(0, 7, Side::Left);
        assert_eq!(layout, Layout::of(1));
    }
}
