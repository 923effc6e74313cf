//! Tables that live here and are looked at through viewports.

use std::collections::HashMap;

use neuprint::table::{SortKey as TableKey, Table, sort, write_csv};

use super::{Answer, Bulk, cells, failure};
use crate::messages::{Failure, Response, SortKey, TableHandle, TableSummary, Viewport};

/// Cells of one viewport at most, whatever is asked: formatting more would block other requests.
const CELLS: usize = 100_000;

/// The tables that are open.
#[derive(Debug, Default)]
pub(super) struct Tables {
    kept: HashMap<TableHandle, Kept>,
    last: TableHandle,
}

#[derive(Debug)]
struct Kept {
    table: Table,
    /// The rows in the order in which they are shown; `None` is the server's.
    order: Option<Vec<u32>>,
    /// What a file of it is called.
    name: String,
}

impl Tables {
    /// Keeps a query's answer under a new handle.
    pub(super) fn keep(&mut self, table: Table, dataset: &str, elapsed_ms: f64) -> TableSummary {
        self.last += 1;
        let rows = table.rows();
        let summary = TableSummary {
            table: self.last,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            columns: table.columns().iter().map(|column| cells::summary(column, rows)).collect(),
            elapsed_ms,
        };
        let name = format!("{}-query-{}.csv", file_stem(dataset), self.last);
        self.kept.insert(self.last, Kept { table, order: None, name });
        summary
    }

    /// The cells of some rows, in the table's order.
    pub(super) fn viewport(&self, table: TableHandle, first: u32, count: u32) -> Result<Viewport, Failure> {
        let Kept { table, order, .. } = self.kept(table)?;
        let columns = table.columns().len();
        let count = (count as usize).min(CELLS / columns.max(1));
        let rows = (first as usize)..table.rows().min((first as usize).saturating_add(count));
        let cells = rows
            .map(|row| order.as_ref().map_or(row, |order| order[row] as usize))
            .flat_map(|row| (0..columns).map(move |column| cells::text(table.cell(row, column))))
            .collect();
        Ok(Viewport { first, cells })
    }

    /// Orders a table.
    pub(super) fn sort(&mut self, table: TableHandle, keys: &[SortKey]) -> Result<u32, Failure> {
        let kept = self.kept.get_mut(&table).ok_or_else(|| failure::no_table(table))?;
        let keys: Vec<TableKey> =
            keys.iter().map(|key| TableKey { column: key.column as usize, descending: key.descending }).collect();
        kept.order = (!keys.is_empty()).then(|| sort(&kept.table, &keys));
        Ok(u32::try_from(kept.table.rows()).unwrap_or(u32::MAX))
    }

    /// A table as CSV in its order.
    pub(super) fn csv(&self, table: TableHandle) -> Answer {
        let Kept { table, order, name } = self.kept(table)?;
        let mut text = String::new();
        write_csv(table, order.as_deref(), &mut text);
        let file = Response::File { name: name.clone(), mime: "text/csv;charset=utf-8".to_owned() };
        Ok((file, vec![Bulk::Bytes(text.into_bytes())]))
    }

    /// Forgets a table.
    pub(super) fn close(&mut self, table: TableHandle) {
        self.kept.remove(&table);
    }

    fn kept(&self, table: TableHandle) -> Result<&Kept, Failure> {
        self.kept.get(&table).ok_or_else(|| failure::no_table(table))
    }
}

/// A dataset's name without what file systems refuse: `hemibrain:v1.2.1` becomes `hemibrain-v1.2.1`.
pub(super) fn file_stem(dataset: &str) -> String {
    dataset.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect()
}
