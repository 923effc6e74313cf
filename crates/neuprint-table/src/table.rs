//! A table: columns of one length.

use crate::cell::Cell;
use crate::column::Column;

/// A query's answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: usize,
}

impl Table {
    pub(crate) fn new(columns: Vec<Column>, rows: usize) -> Self {
        Self { columns, rows }
    }

    /// A table of columns that were filled one by one; `None` if they are not of one length.
    ///
    /// ```
    /// use neuprint_table::{Cell, Column, Table};
    ///
    /// let mut weight = Column::new("weight");
    /// weight.push(Cell::Int(12));
    /// let table = Table::of_columns(vec![weight]).unwrap();
    /// assert_eq!(table.rows(), 1);
    /// ```
    pub fn of_columns(columns: Vec<Column>) -> Option<Self> {
        let rows = columns.first().map_or(0, Column::len);
        columns.iter().all(|column| column.len() == rows).then_some(Self { columns, rows })
    }

    /// The columns, in the server's order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The first column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name() == name)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// One cell.
    ///
    /// # Panics
    /// If there is no such row or column.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.columns[column].cell(row)
    }
}
