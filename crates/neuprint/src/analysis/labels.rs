//! The distinct cells of a column: body IDs, types, ROIs.

use std::collections::HashMap;

use neuprint_table::{Cell, Column, SortKey, Table, sort};

/// Distinct cells, numbered as they come.
#[derive(Debug)]
pub(super) struct Labels {
    column: Column,
    places: HashMap<String, usize>,
}

impl Labels {
    /// None yet; the column of labels gets this name.
    pub(super) fn new(name: &str) -> Self {
        Self { column: Column::new(name), places: HashMap::new() }
    }

    /// Those of these cells.
    pub(super) fn of<'c>(name: &str, cells: impl IntoIterator<Item = Cell<'c>>) -> Self {
        let mut labels = Self::new(name);
        for cell in cells {
            labels.add(cell);
        }
        labels
    }

    /// The number of a label, which gets one if it has none.
    pub(super) fn add(&mut self, label: Cell<'_>) -> usize {
        *self.places.entry(key(label)).or_insert_with(|| {
            self.column.push(label);
            self.column.len() - 1
        })
    }

    /// The number of a label.
    pub(super) fn get(&self, label: Cell<'_>) -> Option<usize> {
        self.places.get(&key(label)).copied()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.column.len()
    }

    /// The labels in the order of their numbers.
    pub(super) fn into_column(self) -> Column {
        self.column
    }

    /// The label of a number.
    pub(super) fn label(&self, number: usize) -> Cell<'_> {
        self.column.cell(number)
    }

    /// The numbers in the order of their labels.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let table = Table::of_columns(vec![self.column.clone()]).unwrap_or_default();
        sort(&table, &[SortKey { column: 0, descending: false }])
    }
}

/// Cells are the same if their kind and their text are: a text `1` is not the number 1.
fn key(label: Cell<'_>) -> String {
    let kind = match label {
        Cell::Text(_) => 't',
        Cell::Json(_) => 'j',
        Cell::Bool(_) => 'b',
        _ => 'n',
    };
    format!("{kind}{label}")
}
