//! The query, how far it has come, and its result.
//!
//! ```ignore
//! let query = QueryState::expect();
//! query.run(session);          // the text as it now is; a query under way is cancelled first
//! query.sort(session, 2, false);
//! ```
//!
//! The rows stay in the worker; kept here are their handle and shape.

pub(crate) mod examples;
mod sorting;

use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::params::ParamsMap;
use neuprint_worker::messages::{Failure, Progress, Request, Response, SortKey, TableSummary};

use super::Session;
use neuprint_page::{Opened, address, unexpected};

/// Parameter of the query's text in the address.
const TEXT: &str = "q";
/// How many queries the history keeps.
const HISTORY: usize = 20;

/// How far the query has come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Phase {
    /// None was run yet.
    Idle,
    /// It waits for the dataset to open.
    Waiting,
    /// It runs. `since`: as [`now`] gives it.
    Running { since: f64, rows: u64 },
    /// It has an answer.
    Done { rows: u32, elapsed_ms: f64 },
    /// The user stopped it.
    Cancelled { after_ms: f64 },
    /// It has none.
    Failed(Failure),
}

impl Phase {
    /// Whether there is something to cancel.
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(self, Self::Waiting | Self::Running { .. })
    }
}

/// An answer and what it is the answer to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct QueryResult {
    /// Handle and shape of the table.
    pub(crate) table: TableSummary,
    /// The query.
    pub(crate) cypher: String,
    /// The dataset that was asked.
    pub(crate) opened: Arc<Opened>,
}

/// A query of this visit that was answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Past {
    /// Its text.
    pub(crate) cypher: String,
    /// How many rows it gave.
    pub(crate) rows: u32,
}

/// The state of the query page. Copy it freely; it lives as long as the app.
#[derive(Clone, Copy)]
pub(crate) struct QueryState {
    /// What the editor holds.
    pub(crate) text: RwSignal<String>,
    /// How far the last run has come.
    pub(crate) phase: RwSignal<Phase>,
    /// The last answer.
    pub(crate) result: RwSignal<Option<Arc<QueryResult>>>,
    /// What the rows are ordered by; empty for the server's order.
    pub(crate) keys: RwSignal<Vec<SortKey>>,
    /// Counts changes of the rows' order: cells fetched under an older one are wrong.
    pub(crate) order: RwSignal<u32>,
    /// Queries of this visit, the latest first.
    pub(crate) history: RwSignal<Vec<Past>>,
    running: StoredValue<Option<AbortHandle>, LocalStorage>,
}

impl QueryState {
    /// Makes the state and gives it to all components below.
    pub(crate) fn provide() -> Self {
        let text = address::parameter(TEXT).unwrap_or_else(|| examples::OPENING.to_owned());
        let state = Self {
            text: RwSignal::new(text),
            phase: RwSignal::new(Phase::Idle),
            result: RwSignal::new(None),
            keys: RwSignal::new(Vec::new()),
            order: RwSignal::new(0),
            history: RwSignal::new(Vec::new()),
            running: StoredValue::new_local(None),
        };
        provide_context(state);
        state
    }

    /// Takes up the text that a link names, which leads here from another page.
    pub(crate) fn adopt(self, parameters: &ParamsMap) {
        if let Some(text) = parameters.get(TEXT).filter(|text| !text.is_empty() && *text != self.text.get_untracked()) {
            self.text.set(text);
        }
    }

    /// The state of this page.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// The result, if it is of the dataset that is open now.
    pub(crate) fn current(self, session: Session) -> Option<Arc<QueryResult>> {
        let opened = session.opened.get()?;
        self.result.get().filter(|result| Arc::ptr_eq(&result.opened, &opened))
    }

    /// Runs the text as it now is.
    pub(crate) fn run(self, session: Session) {
        let cypher = self.text.get_untracked();
        if cypher.trim().is_empty() {
            return;
        }
        self.stop();
        let (handle, registration) = AbortHandle::new_pair();
        self.running.set_value(Some(handle));
        self.phase.set(Phase::Waiting);
        spawn_local(async move {
            // Aborted: whoever did it has set the phase.
            let Ok(result) = Abortable::new(self.answer(session, cypher), registration).await else { return };
            self.running.set_value(None);
            self.close_table(session);
            self.keys.set(Vec::new());
            match result {
                Ok(result) => self.show(result),
                Err(failure) => {
                    self.result.set(None);
                    self.phase.set(Phase::Failed(failure));
                }
            }
            self.write_address(session);
        });
    }

    async fn answer(self, session: Session, cypher: String) -> Result<QueryResult, Failure> {
        let opened = session.ready().await?;
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
        let answer = session.ask_with(Request::Query { cypher: cypher.clone() }, progress).await?;
        match answer.response {
            Response::Table(table) => Ok(QueryResult { table, cypher, opened }),
            _ => Err(unexpected("a query")),
        }
    }

    fn show(self, result: QueryResult) {
        let rows = result.table.rows;
        self.phase.set(Phase::Done { rows, elapsed_ms: result.table.elapsed_ms });
        let past = Past { cypher: result.cypher.clone(), rows };
        self.history.update(|history| {
            history.retain(|earlier| earlier.cypher != past.cypher);
            history.insert(0, past);
            history.truncate(HISTORY);
        });
        self.result.set(Some(Arc::new(result)));
    }

    /// Stops the query under way; whether there was one. The last answer stays.
    pub(crate) fn cancel(self) -> bool {
        let after_ms = match self.phase.get_untracked() {
            Phase::Running { since, .. } => now() - since,
            Phase::Waiting => 0.0,
            _ => return false,
        };
        self.stop();
        self.phase.set(Phase::Cancelled { after_ms });
        true
    }

    fn stop(self) {
        self.running.update_value(|running| {
            if let Some(running) = running.take() {
                running.abort();
            }
        });
    }

    fn close_table(self, session: Session) {
        if let Some(result) = self.result.get_untracked() {
            spawn_local(async move {
                // A table of another worker or dataset may be gone already.
                let _ = session.ask(Request::CloseTable { table: result.table.table }).await;
            });
        }
    }

    /// Orders the rows by a column, or by one more (`extend`); a second time the other way round, a third time no more.
    pub(crate) fn sort(self, session: Session, column: u32, extend: bool) {
        let Some(result) = self.result.get_untracked() else { return };
        let keys = sorting::next(&self.keys.get_untracked(), column, extend);
        self.keys.set(keys.clone());
        spawn_local(async move {
            let table = result.table.table;
            match session.ask(Request::Sort { table, keys }).await {
                Ok(_) => self.order.update(|order| *order += 1),
                Err(failure) => self.phase.set(Phase::Failed(failure)),
            }
        });
    }

    /// Puts the query into the address; the opening example needs no parameter.
    pub(crate) fn write_address(self, session: Session) {
        let text = self.text.get_untracked();
        let text = if text == examples::OPENING { "" } else { &text };
        // Until a dataset is open the address names the one that was asked for.
        if let Some(opened) = session.opened.get_untracked() {
            address::replace("", Some(&opened.target), &[(TEXT, text)]);
        }
    }
}

/// Milliseconds on a clock that only goes forward.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
