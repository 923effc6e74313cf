//! Some of a table's rows.

use std::ops::Range;

use crate::table::Table;

impl Table {
    /// A table with these rows, in this order; `None` if one of them is not there. A column keeps its type, also where
    /// the rows that are left would fit a narrower one.
    ///
    /// ```
    /// use neuprint_table::{Cell, Column, Table};
    ///
    /// let mut body = Column::new("bodyId");
    /// for id in [11, 12, 13] {
    ///     body.push(Cell::Int(id));
    /// }
    /// let table = Table::of_columns(vec![body]).unwrap();
    /// assert_eq!(table.take(&[2, 0]).unwrap().cell(0, 0), Cell::Int(13));
    /// assert_eq!(table.slice(1..9).rows(), 2);
    /// assert_eq!(table.filter(|row| row != 1).cell(1, 0), Cell::Int(13));
    /// ```
    pub fn take(&self, rows: &[u32]) -> Option<Self> {
        if rows.iter().any(|row| *row as usize >= self.rows()) {
            return None;
        }
        let columns = self.columns().iter().map(|column| column.take(rows)).collect::<Option<_>>()?;
        Some(Self::new(columns, rows.len()))
    }

    /// A table with the rows of this range, or with those of it that are there.
    pub fn slice(&self, rows: Range<usize>) -> Self {
        self.filter(|row| rows.contains(&row))
    }

    /// A table with the rows for which `keep` says so.
    pub fn filter(&self, mut keep: impl FnMut(usize) -> bool) -> Self {
        // A table's rows are counted with 32 bits everywhere.
        let rows: Vec<u32> = (0..self.rows()).filter(|row| keep(*row)).map(|row| row as u32).collect();
        self.take(&rows).unwrap_or_default()
    }
}
