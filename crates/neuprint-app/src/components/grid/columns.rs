//! What a column looks like: its width, its alignment, whether its numbers are bodies.

use neuprint_worker::messages::{CellText, ColumnKind, ColumnSummary};

/// How the cells of a column are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Numbers stand on the right, so that their digits line up.
    pub(super) right: bool,
    /// Its integers name bodies.
    pub(super) bodies: bool,
    /// Its texts count synapses by ROI, as neuPrint's `roiInfo` does.
    pub(super) rois: bool,
}

impl Look {
    /// The look that a column's name and kind suggest.
    pub(super) fn of(column: &ColumnSummary) -> Self {
        let bodies = column.kind == ColumnKind::Integer && names_bodies(&column.name);
        let right = matches!(column.kind, ColumnKind::Integer | ColumnKind::Float) && !bodies;
        let rois = matches!(column.kind, ColumnKind::Text | ColumnKind::Mixed)
            && column.name.to_ascii_lowercase().ends_with("roiinfo");
        Self { right, bodies, rois }
    }
}

/// Whether a column of this name holds body IDs: `bodyId`, `n.bodyId`, `bodyId_pre`, `upstream.bodyId`, `body`.
fn names_bodies(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("bodyid") || name.contains("body_id") || name == "body"
}

/// Widths in characters, from the heads and the first cells.
const NARROWEST: usize = 5;
const WIDEST: usize = 46;
/// Room for the kind's mark and the sorting arrow.
const HEAD: usize = 5;
/// Room for a bar of ROIs and the name of one.
const ROIS: usize = 24;
/// What an ID has behind it: the button of its menu.
const MENU: usize = 3;

/// Left and right of what stands in a cell, in CSS pixels; the style sheet has the same.
const PADDING: f64 = 22.0;
/// Columns that no cell of was measured.
const UNKNOWN: usize = 12;

/// How many CSS pixels a column of so many characters is wide.
pub(super) fn pixels(characters: Option<usize>, digit: f64) -> f64 {
    characters.unwrap_or(UNKNOWN) as f64 * digit + PADDING
}

/// How many characters wide each column should be.
pub(super) fn widths(columns: &[ColumnSummary], cells: &[CellText]) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.name.chars().count() + HEAD).collect();
    if !columns.is_empty() {
        for row in cells.chunks(columns.len()) {
            for ((width, cell), column) in widths.iter_mut().zip(row).zip(columns) {
                let length = if Look::of(column).rois { ROIS } else { length(cell) };
                *width = (*width).max(length);
            }
        }
    }
    let menu = |column| if Look::of(column).bodies { MENU } else { 0 };
    columns.iter().zip(widths).map(|(column, width)| (width + menu(column)).clamp(NARROWEST, WIDEST)).collect()
}

fn length(cell: &CellText) -> usize {
    match cell {
        CellText::Null => 4,
        CellText::Boolean(_) => 5,
        CellText::Number(text) => text.len(),
        // JSON is set smaller than the rest.
        CellText::Json(text) => text.chars().count(),
        CellText::Text(text) => breadth(text),
    }
}

/// How many digits a text is as wide as: capitals and a few more are broader than digits.
fn breadth(text: &str) -> usize {
    let broad = text.chars().filter(|sign| sign.is_ascii_uppercase() || matches!(sign, 'm' | 'w' | '@' | '%')).count();
    text.chars().count() + broad.div_ceil(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: ColumnKind) -> ColumnSummary {
        ColumnSummary { name: name.to_owned(), kind, nulls: 0 }
    }

    #[test]
    fn body_ids_are_told_by_name_and_kind() {
        for name in ["bodyId", "n.bodyId", "bodyId_pre", "body"] {
            assert!(Look::of(&column(name, ColumnKind::Integer)).bodies, "{name}");
            assert!(!Look::of(&column(name, ColumnKind::Text)).bodies, "{name} as text");
        }
        assert!(!Look::of(&column("id", ColumnKind::Integer)).bodies);
        assert!(!Look::of(&column("bodies", ColumnKind::Integer)).bodies);
    }

    #[test]
    fn numbers_line_up_on_the_right_but_body_ids_do_not() {
        assert!(Look::of(&column("weight", ColumnKind::Integer)).right);
        assert!(!Look::of(&column("bodyId", ColumnKind::Integer)).right);
        assert!(!Look::of(&column("type", ColumnKind::Text)).right);
    }

    #[test]
    fn widths_follow_heads_and_cells_within_limits() {
        let columns = [column("a", ColumnKind::Text), column("a long name here", ColumnKind::Text)];
        let cells = [CellText::Text("twelve chars".to_owned()), CellText::Null];
        assert_eq!(widths(&columns, &cells), [13, 21]);
        let wide = [CellText::Json("x".repeat(5000)), CellText::Null];
        assert_eq!(widths(&columns, &wide)[0], WIDEST);
        assert!(widths(&[], &[]).is_empty());
    }
}
