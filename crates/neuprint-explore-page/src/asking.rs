//! A query's answer as a table of this page.
//!
//! ```text
//! let answer = table(session, cypher, Some(50)).await?;     // the first 50 of answer.total rows
//! ```
//!
//! The worker keeps the table; its cells come over in parts, so that no message is large.

use leptos::task::spawn_local;
use neuprint::table::{Cell, Column, Table};
use neuprint_page::{Answer, Session, unexpected};
use neuprint_worker::messages::{CellText, Failure, Request, Response, TableHandle};

/// Cells in one part.
const PART: u32 = 60_000;

/// Rows of an answer.
pub(crate) struct Rows {
    /// Those that were asked for.
    pub(crate) table: Table,
    /// How many there are in all.
    pub(crate) total: u32,
    /// From sending the query to the last row, in milliseconds.
    pub(crate) elapsed_ms: f64,
}

/// Runs a query and fetches its rows, or the first `most` of them. Dropping the future stops it.
pub(crate) async fn rows(session: Session, cypher: String, most: Option<u32>) -> Result<Rows, Failure> {
    let answer = session.ask(Request::Query { cypher }).await?;
    let Answer { response: Response::Table(summary), .. } = answer else { return Err(unexpected("a query")) };
    let kept = Kept { session, table: summary.table };
    let mut columns: Vec<Column> = summary.columns.iter().map(|column| Column::new(&*column.name)).collect();
    let wanted = summary.rows.min(most.unwrap_or(u32::MAX));
    let step = (PART / u32::try_from(columns.len()).unwrap_or(1).max(1)).max(1);
    let mut first = 0;
    while first < wanted && !columns.is_empty() {
        let count = step.min(wanted - first);
        let request = Request::Viewport { table: kept.table, first, count };
        let answer = session.ask(request).await?;
        let Answer { response: Response::Viewport(part), .. } = answer else { return Err(unexpected("a query")) };
        if part.cells.len() != count as usize * columns.len() {
            return Err(unexpected("a query"));
        }
        let width = columns.len();
        for (at, cell) in part.cells.iter().enumerate() {
            columns[at % width].push(read(cell));
        }
        first += count;
    }
    // Each part fills all columns.
    let table = Table::of_columns(columns).unwrap_or_default();
    Ok(Rows { table, total: summary.rows, elapsed_ms: summary.elapsed_ms })
}

/// [`rows`], all of them.
pub(crate) async fn table(session: Session, cypher: String) -> Result<Table, Failure> {
    Ok(rows(session, cypher, None).await?.table)
}

/// A table of the worker, forgotten when this is dropped.
struct Kept {
    session: Session,
    table: TableHandle,
}

impl Drop for Kept {
    fn drop(&mut self) {
        // Where the page is gone there is no way to say it; the worker's next table takes no other's number.
        let Some(asking) = self.session.try_ask(Request::CloseTable { table: self.table }) else { return };
        spawn_local(async move {
            let _ = asking.await;
        });
    }
}

fn read(cell: &CellText) -> Cell<'_> {
    match cell {
        CellText::Null => Cell::Null,
        CellText::Boolean(value) => Cell::Bool(*value),
        CellText::Text(text) => Cell::Text(text),
        CellText::Json(text) => Cell::Json(text),
        CellText::Number(text) => match (text.parse(), text.parse(), text.parse()) {
            (Ok(value), ..) => Cell::Int(value),
            (_, Ok(value), _) => Cell::UInt(value),
            (.., Ok(value)) => Cell::Float(value),
            _ => Cell::Text(text),
        },
    }
}

/// A sum or a number in the first cell.
pub(crate) fn first_number(table: &Table) -> Option<u64> {
    match (table.rows() > 0 && !table.columns().is_empty()).then(|| table.cell(0, 0))? {
        Cell::Int(number) => u64::try_from(number).ok(),
        _ => None,
    }
}
