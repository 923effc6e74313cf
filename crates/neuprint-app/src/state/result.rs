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
use neuprint_worker::messages::{Failure, Progress, Request, Response, SortKey, TableSummary};

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
    /// The dataset that was asked; `None` until it is open.
    pub(crate) opened: RwSignal<Option<Arc<Opened>>>,
    /// How far the answer has come.
    pub(crate) phase: RwSignal<Phase>,
    /// Handle and shape of the table. While rows come it grows, and kinds of columns may change; the handle stays.
    pub(crate) table: RwSignal<Option<TableSummary>>,
    /// What the rows are ordered by; empty for the server's order.
    pub(crate) keys: RwSignal<Vec<SortKey>>,
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
            opened: RwSignal::new(None),
            phase: RwSignal::new(Phase::Waiting),
            table: RwSignal::new(None),
            keys: RwSignal::new(Vec::new()),
            order: RwSignal::new(0),
            asked_at: js_sys::Date::now(),
        }
    }

    /// Asks, once the dataset is open. Phase and table follow what the worker tells; dropping the future leaves them.
    pub(crate) async fn ask(self, session: Session) {
        let answer = self.answer(session).await;
        self.end(answer);
    }

    async fn answer(self, session: Session) -> Result<TableSummary, Failure> {
        self.opened.set(Some(session.ready().await?));
        // Who cancelled it meanwhile has said so.
        if !self.phase.with_untracked(Phase::is_under_way) {
            return Err(cancelled());
        }
        self.phase.set(Phase::Running { since: now(), bytes: 0 });
        let cypher = self.cypher.get_value().to_string();
        let asking = session.ask_with(Request::Query { cypher }, move |progress| self.hear(progress));
        self.stopper.set_value(Some(asking.stopper()));
        match asking.await?.response {
            Response::Table(table) => Ok(table),
            _ => Err(unexpected("a query")),
        }
    }

    fn hear(self, progress: Progress) {
        match progress {
            Progress::Table(table) => self.table.set(Some(table)),
            Progress::Bytes(come) => self.phase.update(|phase| {
                if let Phase::Running { bytes, .. } = phase {
                    *bytes = come;
                }
            }),
        }
    }

    /// What the worker said at last. If the user stopped the query before, it still says how many rows had come.
    fn end(self, answer: Result<TableSummary, Failure>) {
        let stopped = !self.phase.with_untracked(Phase::is_under_way);
        match answer {
            Ok(table) => {
                let phase = match &table.incomplete {
                    None => Phase::Done { elapsed_ms: table.elapsed_ms },
                    Some(failure) => Phase::Failed(failure.clone()),
                };
                self.table.set(Some(table));
                if !stopped {
                    self.phase.set(phase);
                }
            }
            Err(failure) if !stopped => self.phase.set(Phase::Failed(failure)),
            Err(_) => {}
        }
    }

    /// Stops the query, if it is under way; whether it was. The rows that came stay.
    pub(crate) fn cancel(self) -> bool {
        let after_ms = match self.phase.get_untracked() {
            Phase::Running { since, .. } => now() - since,
            Phase::Waiting => 0.0,
            _ => return false,
        };
        self.stopper.with_value(|stopper| {
            if let Some(stopper) = stopper {
                stopper.stop();
            }
        });
        self.phase.set(Phase::Cancelled { after_ms });
        true
    }

    /// Orders the rows by a column, or by one more (`extend`); a second time the other way round, a third time no more.
    pub(crate) fn sort(self, session: Session, column: u32, extend: bool) {
        let Some(table) = self.handle() else { return };
        let keys = sorting::next(&self.keys.get_untracked(), column, extend);
        self.keys.set(keys.clone());
        spawn_local(async move {
            match session.ask(Request::Arrange { table, keys, filters: Vec::new() }).await {
                Ok(_) => self.order.update(|order| *order += 1),
                Err(failure) => self.phase.set(Phase::Failed(failure)),
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
