//! From asking a query to the worker's last word of it, and how that is stopped.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::{Opened, unexpected};
use neuprint_worker::messages::{Failure, Progress, Request, Response, TableSummary};

use super::{Phase, ResultState, now};
use crate::state::Session;

impl ResultState {
    /// Asks, once the dataset is open, and stays until the worker has said its last word of it. `first` is called when
    /// there is something to show: rows, or why there are none.
    pub(crate) async fn ask(self, session: Session, first: impl Fn() + Copy + 'static) {
        let opened = session.ready().await;
        if !self.phase.with_untracked(Phase::is_under_way) {
            // It was stopped while it waited.
            return;
        }
        let answer = match opened {
            Ok(opened) => self.answer(session, opened, first).await,
            Err(failure) => Err(failure),
        };
        self.asking.set_value(false);
        self.end(session, answer, first);
    }

    async fn answer(
        self,
        session: Session,
        opened: Arc<Opened>,
        first: impl Fn() + Copy + 'static,
    ) -> Result<TableSummary, Failure> {
        self.opened.set(Some(opened));
        self.phase.set(Phase::Running { since: now(), bytes: 0 });
        let cypher = self.cypher.get_value().to_string();
        let asking = session.ask_with(Request::Query { cypher }, move |progress| match progress {
            Progress::Table(table) => self.show(session, table, first),
            Progress::Bytes(come) => self.phase.update(|phase| {
                if let Phase::Running { bytes, .. } = phase {
                    *bytes = come;
                }
            }),
            // Of another question.
            Progress::Places(_) => {}
        });
        self.stopper.set_value(Some(asking.stopper()));
        self.asking.set_value(true);
        match asking.await?.response {
            Response::Table(table) => Ok(table),
            _ => Err(unexpected("a query")),
        }
    }

    /// More rows have come.
    fn show(self, session: Session, table: TableSummary, first: impl Fn()) {
        let is_first = self.table.with_untracked(Option::is_none);
        self.take(table);
        if !is_first {
            return;
        }
        first();
        // What was set before there was a table is done as soon as all its rows are there.
        if self.keys.with_untracked(|keys| !keys.is_empty())
            || self.filters.with_untracked(|filters| !filters.is_empty())
        {
            self.arrange(session);
        }
    }

    /// The worker's last word. If the user has stopped the query before, it still says how many rows had come.
    fn end(self, session: Session, answer: Result<TableSummary, Failure>, first: impl Fn()) {
        let stopped = !self.phase.with_untracked(Phase::is_under_way);
        match answer {
            Ok(table) => {
                let phase = match &table.incomplete {
                    None => Some(Phase::Done { elapsed_ms: table.elapsed_ms }),
                    Some(failure) => (!stopped).then(|| Phase::Failed(failure.clone())),
                };
                if let Some(phase) = phase {
                    self.phase.set(phase);
                }
                self.show(session, table, first);
            }
            Err(_) if stopped => {}
            Err(failure) => {
                self.phase.set(Phase::Failed(failure));
                first();
            }
        }
        if self.closed.get_value() {
            self.free(session);
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

    /// The worker forgets the table; a query under way is stopped.
    pub(crate) fn close(self, session: Session) {
        self.closed.set_value(true);
        self.cancel();
        // While the worker's last word has not come there may be a table that is not known here.
        if !self.asking.get_value() {
            self.free(session);
        }
    }

    fn free(self, session: Session) {
        let Some(table) = self.handle() else { return };
        spawn_local(async move {
            // A table of another worker may be gone already.
            let _ = session.ask(Request::CloseTable { table }).await;
        });
    }
}
