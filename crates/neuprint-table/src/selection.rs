//! Some of a table's rows and columns, in an order of their own: what is copied or becomes a file.
//!
//! ```
//! use neuprint_table::{Cell, Column, Selection, Table, write_delimited};
//!
//! let (mut body, mut kind) = (Column::new("bodyId"), Column::new("type"));
//! for (id, name) in [(720_575_940_628_857_211, "KCg"), (12, "PEN, left")] {
//!     body.push(Cell::Int(id));
//!     kind.push(Cell::Text(name));
//! }
//! let table = Table::of_columns(vec![body, kind]).unwrap();
//! let selection = Selection::new(&table, Some(&[1, 0])).columns(&[1, 0]).unwrap();
//! let mut text = String::new();
//! write_delimited(&selection, ',', true, &mut text);
//! assert_eq!(text, "type,bodyId\r\n\"PEN, left\",12\r\nKCg,720575940628857211\r\n");
//! ```

use std::ops::Range;

use crate::cell::Cell;
use crate::column::{Column, ColumnData, Rows};
use crate::table::Table;
use crate::text::TextColumn;

/// Larger integers have digits that spreadsheets lose.
const EXACT_IN_SPREADSHEETS: u64 = 999_999_999_999_999;

/// Some rows and columns of a table.
#[derive(Debug, Clone)]
pub struct Selection<'t> {
    table: &'t Table,
    pub(crate) rows: Rows<'t>,
    pub(crate) columns: Vec<Selected<'t>>,
}

/// One column that is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Selected<'t> {
    pub(crate) column: &'t Column,
    /// Whether its integers are written as text.
    pub(crate) as_text: bool,
}

impl<'t> Selection<'t> {
    /// All columns of some rows (row indices, in this order), or of all.
    pub fn new(table: &'t Table, rows: Option<&'t [u32]>) -> Self {
        let columns = table.columns().iter().map(|column| Selected { column, as_text: false }).collect();
        let range = 0..rows.map_or(table.rows(), <[u32]>::len);
        Self { table, rows: Rows { order: rows, range }, columns }
    }

    /// Only these columns, in this order; `None` if the table does not have one of them.
    #[must_use]
    pub fn columns(mut self, columns: &[usize]) -> Option<Self> {
        let column = |at: &usize| Some(Selected { column: self.table.columns().get(*at)?, as_text: false });
        self.columns = columns.iter().map(column).collect::<Option<_>>()?;
        Some(self)
    }

    /// Of the rows, counted as they are written, only these; or those of them that are there.
    #[must_use]
    pub fn places(mut self, places: Range<usize>) -> Self {
        let end = places.end.min(self.rows.range.end);
        self.rows.range = places.start.min(end)..end;
        self
    }

    /// Integers that are IDs become text, for programs that read every number as a float: those of columns whose name
    /// ends with `id` or has `bodyId` in it, and of those with an integer of more than 15 digits.
    #[must_use]
    pub fn ids_as_text(mut self) -> Self {
        for selected in &mut self.columns {
            selected.as_text = holds_ids(selected.column);
        }
        self
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows.range.len()
    }

    /// The cells as a table of their own. Columns keep their types, also without rows; IDs that are text are texts.
    ///
    /// # Panics
    /// If the selection has a row that is not there.
    pub fn to_table(&self) -> Table {
        let rows: Vec<u32> = self.rows.iter().map(|row| row as u32).collect();
        let columns = self.columns.iter().map(|selected| {
            if !selected.as_text {
                return selected.column.take(&rows).unwrap_or_else(|| panic!("a row that is not there"));
            }
            let mut texts = Column::of_type(selected.column.name(), ColumnData::Text(TextColumn::default()));
            for row in self.rows.iter() {
                match selected.cell(row) {
                    (id, true) => texts.push(Cell::Text(&id.to_string())),
                    (null, false) => texts.push(null),
                }
            }
            texts
        });
        Table::new(columns.collect(), rows.len())
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.rows.range.len() * self.columns.len()
    }
}

impl<'t> Selected<'t> {
    /// The cell of a row, and whether it is an ID that is written as text.
    pub(crate) fn cell(&self, row: usize) -> (Cell<'t>, bool) {
        let cell = self.column.cell(row);
        (cell, self.as_text && !cell.is_null())
    }
}

fn holds_ids(column: &Column) -> bool {
    let is_long = match column.data() {
        ColumnData::Int64(cells) => cells.iter().any(|cell| cell.unsigned_abs() > EXACT_IN_SPREADSHEETS),
        ColumnData::UInt64(_) => true,
        _ => return false,
    };
    let name = column.name().to_ascii_lowercase();
    is_long || name.ends_with("id") || name.contains("bodyid")
}
