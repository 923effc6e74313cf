//! The query page's state: the text, the results, and the query that runs.
//!
//! ```text
//! let query = QueryState::expect();
//! query.run(session);          // the text as it now is; a query under way is cancelled first
//! query.shown();               // the result on screen
//! ```

pub(crate) mod examples;

use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::TableSummary;

use super::Session;
use super::result::{Phase, ResultState, now};
use neuprint_page::address;

/// Parameter of the query's text in the address.
const TEXT: &str = "q";
/// How many queries the history keeps.
const HISTORY: usize = 20;

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
    /// The results, in the order of their tabs.
    pub(crate) results: RwSignal<Vec<ResultState>>,
    /// The query that was run last. It is among the results as soon as it has something to show.
    pub(crate) latest: RwSignal<Option<ResultState>>,
    /// Queries of this visit, the latest first.
    pub(crate) history: RwSignal<Vec<Past>>,
    /// The number of the result on screen.
    shown: RwSignal<Option<u32>>,
    running: StoredValue<Option<AbortHandle>, LocalStorage>,
    last_number: StoredValue<u32>,
}

impl QueryState {
    /// Makes the state and gives it to all components below.
    pub(crate) fn provide() -> Self {
        let text = address::parameter(TEXT).unwrap_or_else(|| examples::OPENING.to_owned());
        let state = Self {
            text: RwSignal::new(text),
            results: RwSignal::new(Vec::new()),
            latest: RwSignal::new(None),
            history: RwSignal::new(Vec::new()),
            shown: RwSignal::new(None),
            running: StoredValue::new_local(None),
            last_number: StoredValue::new(0),
        };
        provide_context(state);
        state
    }

    /// The state of this page.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// The result on screen.
    pub(crate) fn shown(self) -> Option<ResultState> {
        let shown = self.shown.get()?;
        self.results.with(|results| results.iter().find(|result| result.number == shown).copied())
    }

    /// The result on screen, if it is of the dataset that is open now.
    pub(crate) fn current(self, session: Session) -> Option<ResultState> {
        let opened = session.opened.get()?;
        let of_it = |result: &ResultState| result.opened.get().is_some_and(|asked| Arc::ptr_eq(&asked, &opened));
        self.shown().filter(of_it)
    }

    /// How far the query that was run last has come; `None` if none was run yet.
    pub(crate) fn phase(self) -> Option<Phase> {
        Some(self.latest.get()?.phase.get())
    }

    /// Whether there is something to cancel.
    pub(crate) fn is_under_way(self) -> bool {
        self.latest.get().is_some_and(|latest| latest.phase.with(Phase::is_under_way))
    }

    /// Runs the text as it now is.
    pub(crate) fn run(self, session: Session) {
        let cypher = self.text.get_untracked();
        if cypher.trim().is_empty() {
            return;
        }
        self.stop();
        let number = self.last_number.get_value() + 1;
        self.last_number.set_value(number);
        let result = ResultState::new(number, cypher.into());
        self.latest.set(Some(result));
        let (handle, registration) = AbortHandle::new_pair();
        self.running.set_value(Some(handle));
        spawn_local(async move {
            // Aborted: whoever did it has set the phase.
            if Abortable::new(result.ask(session), registration).await.is_err() {
                return;
            }
            self.running.set_value(None);
            self.show(session, result);
            self.remember(result);
            self.write_address(session);
        });
    }

    /// Shows a result in place of the one on screen.
    fn show(self, session: Session, result: ResultState) {
        let mut replaced = Vec::new();
        self.results.update(|results| replaced = std::mem::replace(results, vec![result]));
        self.shown.set(Some(result.number));
        for replaced in replaced {
            replaced.close(session);
        }
    }

    /// Shows a table that was made of a result's; both stay.
    pub(crate) fn add(self, of: ResultState, table: TableSummary, title: String) {
        let number = self.last_number.get_value() + 1;
        self.last_number.set_value(number);
        let result = ResultState::of_table(number, of, table, title.into());
        self.results.update(|results| results.push(result));
        self.shown.set(Some(number));
    }

    fn remember(self, result: ResultState) {
        let Phase::Done { rows, .. } = result.phase.get_untracked() else { return };
        let past = Past { cypher: result.cypher.get_value().to_string(), rows };
        self.history.update(|history| {
            history.retain(|earlier| earlier.cypher != past.cypher);
            history.insert(0, past);
            history.truncate(HISTORY);
        });
    }

    /// Stops the query under way; whether there was one. The result on screen stays.
    pub(crate) fn cancel(self) -> bool {
        let Some(latest) = self.latest.get_untracked() else { return false };
        let after_ms = match latest.phase.get_untracked() {
            Phase::Running { since, .. } => now() - since,
            Phase::Waiting => 0.0,
            _ => return false,
        };
        self.stop();
        latest.phase.set(Phase::Cancelled { after_ms });
        true
    }

    fn stop(self) {
        self.running.update_value(|running| {
            if let Some(running) = running.take() {
                running.abort();
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
