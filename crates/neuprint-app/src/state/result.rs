//! One result: a query, the dataset that it asked, how far the answer has come, and the handle of its table.
//!
//! ```text
//! let result = ResultState::new(cypher);
//! result.ask(session).await;            // phase and table follow what the worker tells
//! result.sort(session, 2, false);
//! result.close(session);                // the worker forgets the table
//! ```
//!
//! The rows stay in the worker; kept here are their handle and shape.

mod phase;
mod sorting;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Failure, Filter, Progress, Request, Response, SortKey, TableSummary};

use super::Session;
use neuprint_page::{Opened, unexpected};
pub(crate) use phase::{Phase, now};

/// One result. Copy it freely: copies are the same result.
#[derive(Clone, Copy)]
pub(crate) struct ResultState {
    /// Which one of this visit; never used twice.
    pub(crate) number: u32,
    /// The query.
    pub(crate) cypher: StoredValue<Arc<str>>,
    /// What it is called, if the query is not enough: what a table was made into.
    pub(crate) title: StoredValue<Option<Arc<str>>>,
    /// The dataset that was asked; `None` until it is open.
    pub(crate) opened: RwSignal<Option<Arc<Opened>>>,
    /// How far the answer has come.
    pub(crate) phase: RwSignal<Phase>,
    /// Handle and shape of the table. While rows come it grows, and kinds of columns may change; the handle stays.
    pub(crate) table: RwSignal<Option<TableSummary>>,
    /// What the rows are ordered by; empty for the server's order.
    pub(crate) keys: RwSignal<Vec<SortKey>>,
    /// What shown rows pass, all of them.
    pub(crate) filters: RwSignal<Vec<Filter>>,
    /// How many rows do; `None` without filters.
    pub(crate) passing: RwSignal<Option<u32>>,
    /// Why the rows could not be ordered or filtered as was asked last.
    pub(crate) refused: RwSignal<Option<String>>,
    /// Counts changes of the rows' order: cells fetched under an older one are wrong.
    pub(crate) order: RwSignal<u32>,
    /// When it was asked: milliseconds since 1970.
    pub(crate) asked_at: f64,
}

impl PartialEq for ResultState {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl ResultState {
    /// A query that was not asked yet.
    pub(crate) fn new(number: u32, cypher: Arc<str>) -> Self {
        Self {
            number,
            cypher: StoredValue::new(cypher),
            title: StoredValue::new(None),
            opened: RwSignal::new(None),
            phase: RwSignal::new(Phase::Waiting),
            table: RwSignal::new(None),
            keys: RwSignal::new(Vec::new()),
            filters: RwSignal::new(Vec::new()),
            passing: RwSignal::new(None),
            refused: RwSignal::new(None),
            order: RwSignal::new(0),
            asked_at: js_sys::Date::now(),
        }
    }

    /// A table that was made of another result's.
    pub(crate) fn of_table(number: u32, of: Self, table: TableSummary, title: Arc<str>) -> Self {
        let result = Self::new(number, of.cypher.get_value());
        result.title.set_value(Some(title));
        result.opened.set(of.opened.get_untracked());
        result.phase.set(Phase::Done { rows: table.rows, elapsed_ms: table.elapsed_ms });
        result.table.set(Some(table));
        result
    }

    /// Asks, once the dataset is open. The phase says how it ended; dropping the future leaves it as it is.
    pub(crate) async fn ask(self, session: Session) {
        match self.answer(session).await {
            Ok(table) => {
                let phase = Phase::Done { rows: table.rows, elapsed_ms: table.elapsed_ms };
                self.table.set(Some(table));
                self.phase.set(phase);
            }
            Err(failure) => self.phase.set(Phase::Failed(failure)),
        }
    }

    async fn answer(self, session: Session) -> Result<TableSummary, Failure> {
        self.opened.set(Some(session.ready().await?));
        self.phase.set(Phase::Running { since: now(), rows: 0 });
        let progress = move |progress| {
            if let Progress::Rows(decoded) = progress {
                self.phase.update(|phase| {
                    if let Phase::Running { rows, .. } = phase {
                        *rows = decoded;
                    }
                });
            }
        };
        let cypher = self.cypher.get_value().to_string();
        match session.ask_with(Request::Query { cypher }, progress).await?.response {
            Response::Table(table) => Ok(table),
            _ => Err(unexpected("a query")),
        }
    }

    /// Orders the rows by a column, or by one more (`extend`); a second time the other way round, a third time no more.
    pub(crate) fn sort(self, session: Session, column: u32, extend: bool) {
        let keys = sorting::next(&self.keys.get_untracked(), column, extend);
        self.order_by(session, keys);
    }

    /// Orders the rows by these columns.
    pub(crate) fn order_by(self, session: Session, keys: Vec<SortKey>) {
        self.keys.set(keys);
        self.arrange(session);
    }

    /// Shows only rows that pass these filters.
    pub(crate) fn show_only(self, session: Session, filters: Vec<Filter>) {
        self.filters.set(filters);
        self.arrange(session);
    }

    /// Has the worker order and filter the rows. A request that a newer one overtakes changes nothing.
    fn arrange(self, session: Session) {
        let Some(table) = self.handle() else { return };
        let (keys, filters) = (self.keys.get_untracked(), self.filters.get_untracked());
        let filtered = !filters.is_empty();
        let request = session.ask(Request::Arrange { table, keys: keys.clone(), filters: filters.clone() });
        spawn_local(async move {
            let answer = request.await;
            let newest = self.keys.try_get_untracked() == Some(keys) && self.filters.try_get_untracked() == Some(filters);
            match answer.map(|answer| answer.response) {
                _ if !newest => {}
                Ok(Response::Arranged { rows }) => {
                    self.refused.set(None);
                    self.passing.set(filtered.then_some(rows));
                    self.order.update(|order| *order += 1);
                }
                Ok(_) => self.refused.set(Some(unexpected("ordering a table").message)),
                Err(failure) => self.refused.set(Some(failure.message)),
            }
        });
    }

    /// The worker's name for the table, once there is one.
    pub(crate) fn handle(self) -> Option<u32> {
        self.table.with_untracked(|table| table.as_ref().map(|table| table.table))
    }

    /// The worker forgets the table.
    pub(crate) fn close(self, session: Session) {
        let Some(table) = self.handle() else { return };
        spawn_local(async move {
            // A table of another worker may be gone already.
            let _ = session.ask(Request::CloseTable { table }).await;
        });
    }
}
