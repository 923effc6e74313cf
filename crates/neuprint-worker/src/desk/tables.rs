//! Tables that live here and are looked at through viewports.

mod arrangement;
mod charts;
mod filters;
mod graph;
mod groups;
mod inspection;
mod texts;

use std::collections::HashMap;
use std::rc::Rc;

use neuprint_graph::Rois;
use neuprint_table::{Column, Matches, Needle, Selection, Table};

use super::{Answer, cells, failure};
use crate::messages::{
    Chart, CopyFormat, FIRST_ROWS, Failure, Filter, Inspection, Measure, Response, SortKey, TableHandle, TableSummary,
    Viewport,
};
use arrangement::Arrangement;
use graph::KeptGraph;

/// The tables that are open.
#[derive(Debug, Default)]
pub(super) struct Tables {
    kept: HashMap<TableHandle, Kept>,
    last: TableHandle,
}

#[derive(Debug)]
struct Kept {
    /// Shared with the files that are written of it.
    table: Rc<Table>,
    /// Which rows are shown, and in which order.
    shown: Arrangement,
    /// What was searched for last, and where it is.
    found: Option<(String, Matches)>,
    /// The graph of the shown rows that was asked for last.
    graph: Option<KeptGraph>,
    /// The ROIs of its dataset, once its weights by ROI are asked for.
    rois: Option<Rois>,
}

impl Tables {
    /// A new handle.
    pub(super) fn handle(&mut self) -> TableHandle {
        self.last += 1;
        self.last
    }

    /// Keeps a table under a handle that was made for it.
    pub(super) fn keep(&mut self, handle: TableHandle, table: Table, elapsed_ms: f64) -> TableSummary {
        let summary = cells::shape(handle, &table, elapsed_ms);
        let kept = Kept { table: Rc::new(table), shown: Arrangement::default(), found: None, graph: None, rois: None };
        self.kept.insert(handle, kept);
        summary
    }

    /// The cells of some shown rows.
    pub(super) fn viewport(&self, table: TableHandle, first: u32, count: u32) -> Result<Viewport, Failure> {
        let Kept { table, shown, .. } = self.kept(table)?;
        let row = |place: usize| shown.rows().map_or(place, |rows| rows[place] as usize);
        Ok(cells::viewport(table, (first, count), shown.count(table), row))
    }

    /// Says which rows are shown, and in which order.
    pub(super) fn arrange(&mut self, table: TableHandle, keys: Vec<SortKey>, filters: Vec<Filter>) -> Answer {
        let kept = self.kept_mut(table)?;
        kept.shown.set(&kept.table, keys, filters)?;
        kept.graph = None;
        let rows = count(kept.shown.count(&kept.table));
        let first = self.viewport(table, 0, FIRST_ROWS)?.cells;
        Ok((Response::Arranged { rows, first }, Vec::new()))
    }

    /// What a column holds.
    pub(super) fn inspect(&self, table: TableHandle, column: u32, filtered: bool) -> Result<Inspection, Failure> {
        let Kept { table, shown, .. } = self.kept(table)?;
        Ok(inspection::of(self::column(table, column)?, shown.rows().filter(|_| filtered)))
    }

    /// What a chart of the shown rows shows.
    pub(super) fn chart(&self, table: TableHandle, chart: &Chart) -> Answer {
        let Kept { table, shown, .. } = self.kept(table)?;
        charts::of(table, shown.rows(), chart)
    }

    /// Makes a table of groups; `elapsed_ms` says how long that took.
    pub(super) fn group(
        &mut self,
        table: TableHandle,
        (by, pivot, measures): (&[u32], Option<u32>, &[Measure]),
        elapsed_ms: impl FnOnce() -> f64,
    ) -> Result<TableSummary, Failure> {
        let Kept { table, shown, .. } = self.kept(table)?;
        let groups = groups::of(table, shown.rows(), by, pivot, measures)?;
        let (handle, first) = (self.handle(), cells::first_rows(&groups));
        Ok(TableSummary { first, ..self.keep(handle, groups, elapsed_ms()) })
    }

    /// The next shown cell that has a text in it.
    pub(super) fn find(
        &mut self,
        table: TableHandle,
        text: String,
        from: Option<(u32, u32)>,
        backwards: bool,
    ) -> Result<Response, Failure> {
        let kept = self.kept_mut(table)?;
        // Whoever goes from one to the next searches once.
        let found = kept.found.take().filter(|(searched, _)| *searched == text);
        let matches = match found {
            Some((_, matches)) => matches,
            None => Matches::of(&kept.table, &Needle::new(&text, false)),
        };
        let rows = kept.shown.rows();
        let from = from.map(|(row, column)| (row as usize, column as usize));
        let place = matches.next(rows, from, backwards).map(|(row, column)| (count(row), count(column)));
        let response = Response::Found { place, matches: matches.count(rows) };
        kept.found = Some((text, matches));
        Ok(response)
    }

    /// Some cells for the clipboard.
    pub(super) fn copy(
        &self,
        table: TableHandle,
        rows: (u32, u32),
        columns: &[u32],
        format: CopyFormat,
        heads: bool,
    ) -> Result<String, Failure> {
        let rows = (rows.0 as usize)..(rows.1 as usize);
        texts::copy(&self.kept(table)?.selection(columns)?.places(rows), format, heads)
    }

    /// A table, and which of its rows are shown, as they are now.
    pub(super) fn shown(&self, table: TableHandle, columns: &[u32]) -> Result<(Rc<Table>, Option<Vec<u32>>), Failure> {
        let kept = self.kept(table)?;
        kept.selection(columns)?;
        Ok((Rc::clone(&kept.table), kept.shown.rows().map(<[u32]>::to_vec)))
    }

    /// Forgets a table.
    pub(super) fn close(&mut self, table: TableHandle) {
        self.kept.remove(&table);
    }

    fn kept(&self, table: TableHandle) -> Result<&Kept, Failure> {
        self.kept.get(&table).ok_or_else(|| failure::no_table(table))
    }

    fn kept_mut(&mut self, table: TableHandle) -> Result<&mut Kept, Failure> {
        self.kept.get_mut(&table).ok_or_else(|| failure::no_table(table))
    }
}

impl Kept {
    /// Some columns of the shown rows.
    fn selection(&self, columns: &[u32]) -> Result<Selection<'_>, Failure> {
        if columns.is_empty() {
            return Err(failure::invalid("No column was chosen. Choose at least one."));
        }
        for at in columns {
            column(&self.table, *at)?;
        }
        let columns: Vec<usize> = columns.iter().map(|at| *at as usize).collect();
        let selection = Selection::new(&self.table, self.shown.rows()).columns(&columns);
        selection.ok_or_else(|| failure::invalid("A column is not there."))
    }
}

/// A column of a table.
pub(super) fn column(table: &Table, at: u32) -> Result<&Column, Failure> {
    let count = table.columns().len();
    table.columns().get(at as usize).ok_or_else(|| {
        failure::invalid(format!("The table has {count} columns and none with the index {at}: they count from 0."))
    })
}

/// Rows and columns are counted with 32 bits.
pub(super) fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
