//! The connections of a result's shown rows: which columns they are in, and the graph that the worker makes of them. What
//! the graph view and the matrix view share.
//!
//! ```text
//! let connections = Connections::new(columns, by_type);     // asks, and again when other rows are shown
//! connections.net.get()                                     // nodes and connections, once they have come
//! ```

mod choice;
mod net;
mod said;

use std::sync::Arc;

use js_sys::{Float64Array, Uint8Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::{Answer, Session, Stopper, unexpected};
use neuprint_worker::messages::{
    Failure, GraphAnswer, GraphAsk, GraphColumns, GraphOf, Provenance, Request, Response, TableHandle,
};
use wasm_bindgen::JsCast;

use crate::subject::Subject;
pub(crate) use choice::{By, ColumnChoice};
pub(crate) use net::{Edge, Net, number, percent};
pub(crate) use said::Said;

/// The connections of a result. Copy it freely; it lives as long as the view.
#[derive(Clone, Copy)]
pub(crate) struct Connections {
    pub(crate) subject: Subject,
    pub(crate) session: Session,
    /// Where they are, as it was found or chosen; `None`: not known.
    pub(crate) columns: RwSignal<Option<GraphColumns>>,
    /// Whether neurons of a type are one node.
    pub(crate) by_type: RwSignal<bool>,
    /// Whether columns were looked for.
    pub(crate) looked: RwSignal<bool>,
    /// The graph; `None` while it is not there.
    pub(crate) net: RwSignal<Option<Arc<Net>>>,
    /// Why there is none.
    pub(crate) failure: RwSignal<Option<Failure>>,
    stopper: StoredValue<Option<Stopper>, LocalStorage>,
    newest: StoredValue<u32>,
}

impl Connections {
    /// Asks for the graph now, and whenever other rows are shown or other columns chosen.
    pub(crate) fn new(columns: Option<GraphColumns>, by_type: bool) -> Self {
        let connections = Self {
            subject: Subject::expect(),
            session: Session::expect(),
            looked: RwSignal::new(columns.is_some()),
            columns: RwSignal::new(columns),
            by_type: RwSignal::new(by_type),
            net: RwSignal::new(None),
            failure: RwSignal::new(None),
            stopper: StoredValue::new_local(None),
            newest: StoredValue::new(0),
        };
        let rows = Memo::new(move |_| connections.rows());
        Effect::new(move |_| {
            // What needs all rows would only wait for them.
            let Some((table, _, true)) = rows.get() else { return };
            match connections.columns.get() {
                Some(columns) => {
                    let of = GraphOf { columns, by_type: connections.by_type.get() && has_types(&columns) };
                    connections.ask(table, GraphAsk::Shape(of));
                }
                None if connections.looked.get() => {}
                None => connections.ask(table, GraphAsk::Columns),
            }
        });
        on_cleanup(move || connections.stop());
        connections
    }

    /// The table, and what changes when other rows are shown or more have come.
    fn rows(self) -> Option<(TableHandle, u32, bool)> {
        self.subject
            .viewed
            .with(|viewed| viewed.as_ref().map(|viewed| (viewed.table.table, viewed.arranged, viewed.complete)))
    }

    /// Whether types are known, so that neurons can be grouped.
    pub(crate) fn has_types(self) -> bool {
        self.columns.with(|columns| columns.as_ref().is_some_and(has_types))
    }

    /// The graph that is asked about, with its table.
    pub(crate) fn of(self) -> Option<(TableHandle, GraphOf)> {
        let columns = self.columns.get_untracked()?;
        let (table, ..) = untrack(|| self.rows())?;
        Some((table, GraphOf { columns, by_type: self.by_type.get_untracked() && has_types(&columns) }))
    }

    /// Where the table comes from, for files.
    pub(crate) fn provenance(self) -> Provenance {
        self.subject.viewed.with_untracked(|viewed| match viewed {
            Some(viewed) => Provenance {
                dataset: viewed.dataset.clone(),
                query: viewed.query.clone(),
                when: String::from(js_sys::Date::new(&viewed.asked_at.into()).to_iso_string()),
                ..Provenance::default()
            },
            None => Provenance::default(),
        })
    }

    fn ask(self, table: TableHandle, ask: GraphAsk) {
        self.stop();
        let asking = self.session.ask(Request::Graph { table, ask });
        self.stopper.set_value(Some(asking.stopper()));
        let number = self.newest.get_value();
        spawn_local(async move {
            let answer = asking.await;
            // The view may be gone, or another question asked.
            if self.newest.try_get_value() == Some(number) {
                self.take(answer);
            }
        });
    }

    /// Stops what was asked.
    fn stop(self) {
        let _ = self.newest.try_update_value(|newest| *newest += 1);
        if let Some(stopper) = self.stopper.try_update_value(Option::take).flatten() {
            stopper.stop();
        }
    }

    fn take(self, answer: Result<Answer, Failure>) {
        match answer {
            Ok(Answer { response: Response::Graph(GraphAnswer::Columns(columns)), .. }) => {
                self.looked.set(true);
                self.columns.set(columns);
            }
            Ok(Answer { response: Response::Graph(GraphAnswer::Shape(shape)), bulk }) => {
                let words = bulk.first().and_then(|words| words.dyn_ref::<Uint32Array>());
                let bytes = bulk.get(1).and_then(|bytes| bytes.dyn_ref::<Uint8Array>());
                let Some((words, bytes)) = words.zip(bytes) else {
                    return self.failure.set(Some(unexpected("connections")));
                };
                let weights = Float64Array::new(&bytes.buffer()).to_vec();
                self.failure.set(None);
                self.net.set(Some(Arc::new(Net::new(shape, &words.to_vec(), &weights))));
            }
            Ok(_) => self.failure.set(Some(unexpected("connections"))),
            Err(failure) => self.failure.set(Some(failure)),
        }
    }
}

fn has_types(columns: &GraphColumns) -> bool {
    columns.source_type.is_some() || columns.target_type.is_some()
}
